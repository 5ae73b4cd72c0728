"""Attachments: kept by the digest of their content, limited in size, their type told from their bytes."""

import os
import secrets
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from hiepdong import config
from hiepdong.vocabulary.refusals import Refused

MAX_BYTES = 25 * 1024 * 1024
ACCEPTED = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic", "image/tiff": "tif",
    "application/pdf": "pdf", "video/mp4": "mp4", "audio/mpeg": "mp3", "audio/x-wav": "wav", "audio/ogg": "ogg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}  # fmt: skip
TEXT = "text/plain"


class Kept(Struct, frozen=True):
    """A file as it was kept."""

    digest: str
    size: int
    type: str
    name: str


def folder() -> Path:
    """Where the node keeps attachments."""
    return config.home() / "attachments"


def path_of(digest: str) -> Path:
    """Where the content of that digest lies."""
    return folder() / digest[:2] / digest


def uploads() -> Path:
    """Where the API puts what was uploaded and not yet attached."""
    return config.home() / "uploads"


def keep(file: str) -> Kept:
    """Keep a file, named by path or upload id. Raises Refused attachment.missing, .too_large, .type."""
    source = _uploaded(file) or Path(file)
    try:
        with source.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise Refused("attachment.missing", source.name) from None
    if len(content) > MAX_BYTES:
        raise Refused("attachment.too_large", f"{MAX_BYTES // 1024 // 1024} MB")
    kept = Kept(sha256(content).hexdigest(), len(content), type_of(content), source.name)
    if not path_of(kept.digest).exists():
        config.write_durably(path_of(kept.digest), content, mode=0o600)
    return kept


def upload(chunks: Iterable[bytes], name: str) -> str:
    """Put what was sent aside under an upload id, for record.attach. Raises Refused attachment.too_large, node.disk."""
    upload_id = f"upload-{secrets.token_hex(16)}"
    folder = uploads() / upload_id
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
    return plain.strip(". ")[-100:] or "tep"


def discard(upload_id: str) -> None:
    """Take an upload away that was attached or not wanted."""
    shutil.rmtree(uploads() / upload_id, ignore_errors=True)


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


def _uploaded(file: str) -> Path | None:
    """The file of an upload id; None for what is none."""
    if not file.startswith("upload-") or os.sep in file or not (uploads() / file).is_dir():
        return None
    return next((uploads() / file).iterdir(), None)


def remove(digest: str) -> None:
    """Take a content away, overwritten first."""
    path = path_of(digest)
    if path.exists():
        with path.open("r+b") as stream:
            stream.write(bytes(path.stat().st_size))
            stream.flush()
            os.fsync(stream.fileno())
        path.unlink()
