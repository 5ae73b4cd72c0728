"""Attachments: kept by the digest of their content, limited in size, their type told from their bytes.

A photo is kept twice: as it came, for its owner, and as its twin without anything but pixels, for all others.
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from hiepdong import config
from hiepdong.records import photos
from hiepdong.records.models import AttachmentRow
from hiepdong.vocabulary.refusals import Refused

MAX_BYTES, MAX_NAME = 25 * 1024 * 1024, 200
ACCEPTED = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic", "image/tiff": "tif",
    "application/pdf": "pdf", "video/mp4": "mp4", "audio/mpeg": "mp3", "audio/x-wav": "wav", "audio/ogg": "ogg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}  # fmt: skip
TEXT = "text/plain"
UPLOAD_ID = re.compile(r"upload-[0-9a-f]{32}")
UPLOAD_SECONDS = 24 * 3600
HERE = ""
_sender: ContextVar[str] = ContextVar("sender", default=HERE)


class Kept(Struct, frozen=True):
    """A file as it was kept. `released`, `released_size`: what others get of it, where they get it."""

    digest: str
    size: int
    type: str
    name: str
    released: str
    released_size: int


def folder() -> Path:
    """Where the node keeps attachments."""
    return config.home() / "attachments"


def path_of(digest: str) -> Path:
    """Where the content of that digest lies."""
    return folder() / digest[:2] / digest


def uploads() -> Path:
    """Where the API puts what was uploaded and not yet attached."""
    return config.home() / "uploads"


def keep(file: str, *, with_position: bool = False) -> Kept:
    """Keep a file, named by path or upload id, and the twin that others get of a photo, unless they get it whole.

    Raises Refused attachment.missing, .too_large, .type, .broken, .too_many_pixels, .unstrippable.
    """
    kept, content = _read(_source(file))
    if with_position or kept.type not in photos.PHOTOS:
        photos.checked(content, kept.type)
    else:
        twin = photos.twin(content, kept.type)
        kept = msgspec.structs.replace(kept, released=sha256(twin).hexdigest(), released_size=len(twin))
        _write(kept.released, twin)
    _write(kept.digest, content)
    return kept


def _write(digest: str, content: bytes) -> None:
    if not path_of(digest).exists():
        config.write_durably(path_of(digest), content, mode=0o600)


@contextmanager
def sent_by(login: str) -> Iterator[None]:
    """While acts come from another computer: a path names nothing on the disk here, an upload is its sender's alone."""
    before = _sender.set(login)
    try:
        yield
    finally:
        _sender.reset(before)


def _source(file: str) -> Path:
    sender = _sender.get()
    found = _uploaded(file, sender) if UPLOAD_ID.fullmatch(file) else Path(file) if sender == HERE else None
    if found is None:
        raise Refused("attachment.missing", f"«{safe_name(file)}»")
    return found


def _read(source: Path) -> tuple[Kept, bytes]:
    try:
        with source.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise Refused("attachment.missing", source.name) from None
    if len(content) > MAX_BYTES:
        raise Refused("attachment.too_large", f"{MAX_BYTES // 1024 // 1024} MB")
    digest, size = sha256(content).hexdigest(), len(content)
    return Kept(digest, size, type_of(content), source.name, digest, size), content


def uploaded(upload_id: str) -> Kept:
    """What was put aside, as it would be kept. Raises Refused attachment.missing, .type."""
    return _read(_source(upload_id))[0]


def discard_old() -> None:
    """Take uploads away that nobody attached within a day."""
    for aside in uploads().glob("upload-*"):
        try:
            old = aside.stat().st_mtime < time.time() - UPLOAD_SECONDS
        except OSError:
            continue
        if old:
            shutil.rmtree(aside, ignore_errors=True)


def _aside(upload_id: str, sender: str) -> Path:
    """Where an upload lies: a place that only who knows both its id and its sender finds."""
    place = sha256(f"{sender} {upload_id}".encode()).hexdigest()
    return uploads() / f"upload-{place[:32]}"


def upload(chunks: Iterable[bytes], name: str) -> str:
    """Put what was sent aside under an upload id, for record.attach. Raises Refused attachment.too_large, node.disk.

    Within `sent_by` it is for that officer alone.
    """
    upload_id = f"upload-{secrets.token_hex(16)}"
    folder = _aside(upload_id, _sender.get())
    size = 0
    try:
        folder.mkdir(parents=True, mode=0o700)
        with (folder / safe_name(name)).open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > MAX_BYTES:
                    raise Refused("attachment.too_large", f"{MAX_BYTES // 1024 // 1024} MB")
                file.write(chunk)
    except OSError as error:
        discard(upload_id)
        raise Refused("node.disk", error.strerror) from error
    except Refused:
        discard(upload_id)
        raise
    return upload_id


def safe_name(name: str) -> str:
    """A file name without folders or control signs, of a length that every disk takes."""
    plain = "".join(sign for sign in name.replace("\\", "/").rsplit("/", 1)[-1] if sign.isprintable())
    return plain.strip(". ").encode()[-MAX_NAME:].decode(errors="ignore").strip(". ") or "tep"


def discard(upload_id: str) -> None:
    """Take an upload of this sender away that was attached or not wanted."""
    shutil.rmtree(_aside(upload_id, _sender.get()), ignore_errors=True)


def type_of(content: bytes) -> str:
    """The media type by the bytes themselves. Raises Refused attachment.type for what is not accepted."""
    import filetype

    guess = filetype.guess(content)
    if guess is None and _is_plain_text(content):
        return TEXT
    if guess is None or guess.mime not in ACCEPTED:
        raise Refused("attachment.type", guess.mime if guess else "?")
    return str(guess.mime)


def _is_plain_text(content: bytes) -> bool:
    """Text that no browser would take for a page."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text) and "\x00" not in text and not text.lstrip("\ufeff \t\r\n").startswith("<")


def _uploaded(file: str, sender: str) -> Path | None:
    """The file of an upload id; None for what is none."""
    aside = _aside(file, sender)
    return next(aside.iterdir(), None) if aside.is_dir() else None


def damaged() -> Iterator[tuple[int, str]]:
    """Attachments that are gone or are not what they were, each with the number of its record."""
    known: dict[str, int] = {}
    for record, digest, released in AttachmentRow.objects.order_by("-record").values_list(
        "record", "digest", "released"
    ):
        known |= {one: record for one in (digest, released) if one}
    for digest, record in sorted(known.items(), key=lambda one: one[1]):
        if not path_of(digest).exists():
            yield record, f"attachment missing: {digest}"
        elif sha256(path_of(digest).read_bytes()).hexdigest() != digest:
            yield record, f"attachment changed: {digest}"


def in_use() -> set[str]:
    """The digests of all contents that some record refers to."""
    rows = AttachmentRow.objects.values_list("digest", "released")
    return {digest for row in rows for digest in row if digest}


def remove(digest: str) -> None:
    """Take a content away, overwritten first."""
    path = path_of(digest)
    if path.exists():
        with path.open("r+b") as stream:
            stream.write(bytes(path.stat().st_size))
            stream.flush()
            os.fsync(stream.fileno())
        path.unlink()
        photos.read.cache_clear()
