"""Attachments: kept by the digest of their content, limited in size, their type told from their bytes."""

import os
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
    source = uploads() / file if _is_upload(file) else Path(file)
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


def _is_upload(file: str) -> bool:
    return file.startswith("upload-") and os.sep not in file and (uploads() / file).is_file()


def remove(digest: str) -> None:
    """Take a content away, overwritten first."""
    path = path_of(digest)
    if path.exists():
        with path.open("r+b") as stream:
            stream.write(bytes(path.stat().st_size))
            stream.flush()
            os.fsync(stream.fileno())
        path.unlink()
