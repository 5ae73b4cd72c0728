"""Photos: where and when one was taken, for its owner; and the twin that others get, of which only pixels are left.

The twin of a JPEG, PNG or WebP is the same file without the parts that are no picture: nothing is encoded again, so not
a pixel changes and the same original always gives the same twin. What may stay is listed, what is not listed goes.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = {"image/jpeg": ("JPEG", "MPO"), "image/png": ("PNG",), "image/webp": ("WEBP",), "image/tiff": ("TIFF",)}
UNSTRIPPABLE = frozenset({"image/heic"})
PHOTOS = frozenset(FORMATS) | UNSTRIPPABLE
MAX_PIXELS, MAX_PIXELS_IN_ALL, MAX_FRAMES = 64_000_000, 256_000_000, 200
UPRIGHT = 1
_ORIENTATION, _EXIF, _GPS, _TAKEN, _TAKEN_OFFSET = 0x0112, 0x8769, 0x8825, 0x9003, 0x9011


class Photo(Struct, frozen=True):
    """What a photo says of itself: `point` in micro-degrees (longitude, latitude), `taken` by the camera's clock."""

    point: tuple[int, int] | None
    taken: str | None


NOTHING = Photo(None, None)


def twin(content: bytes, kind: str) -> bytes:
    """A photo of which only the pixels are left, and which way is up. `kind`: its media type.

    Raises Refused attachment.broken, .too_many_pixels; attachment.unstrippable for a kind that cannot be read here.
    """
    if kind in UNSTRIPPABLE:
        raise Refused("attachment.unstrippable", kind.partition("/")[2].upper())
    orientation = checked(content, kind)
    try:
        return _TWINS[kind](content, orientation)
    except (ValueError, IndexError, struct.error) as error:
        raise Refused("attachment.broken") from error


def checked(content: bytes, kind: str) -> int:
    """Decode every frame once; gives the orientation. Raises Refused attachment.broken, .too_many_pixels."""
    if kind not in FORMATS:
        return UPRIGHT
    from PIL.Image import DecompressionBombError, DecompressionBombWarning

    try:
        with _opened(content, kind) as image:
            for number in range(_frames(image)):
                image.seek(number)
                image.load()
            return _orientation(image)
    except Refused:
        raise
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:
        raise Refused("attachment.broken") from error


def _opened(content: bytes, kind: str) -> "Image":
    from PIL import Image

    return Image.open(io.BytesIO(content), formats=FORMATS[kind])


def _frames(image: "Image") -> int:
    """How many pictures are meant: of a JPEG the first, whatever lies behind it. Nothing is unpacked yet.

    Raises Refused attachment.too_many_pixels.
    """
    frames = 1 if image.format in FORMATS["image/jpeg"] else int(getattr(image, "n_frames", 1))
    pixels = image.width * image.height
    if pixels > MAX_PIXELS or frames > MAX_FRAMES or pixels * frames > MAX_PIXELS_IN_ALL:
        raise _too_many_pixels()
    return frames


def _too_many_pixels() -> Refused:
    return Refused("attachment.too_many_pixels", f"{MAX_PIXELS // 1_000_000} MP")


def _orientation(image: "Image") -> int:
    found = image.getexif().get(_ORIENTATION, UPRIGHT)
    return found if isinstance(found, int) and 1 <= found <= 8 else UPRIGHT


# ---------------------------------------------------------------- twins

_SCAN_ENDS = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")
_PICTURE = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD}) - {0xC8}
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_ADOBE_BYTES = 14


def _jpeg(content: bytes, orientation: int) -> bytes:
    kept = [b"\xff\xd8"]
    for marker, part in _segments(content):
        if marker == 0xE0 and part[2:].startswith(b"JFIF"):
            kept.insert(1, _JFIF)
        elif marker in _PICTURE or (marker == 0xEE and part[2:].startswith(b"Adobe") and len(part) == _ADOBE_BYTES):
            kept.append(bytes([0xFF, marker]) + part)
    if orientation != UPRIGHT:
        note = b"Exif\x00\x00" + _note(orientation)
        kept.insert(2 if kept[1] == _JFIF else 1, b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note)
    return b"".join([*kept, b"\xff\xd9"])


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of the first picture from their length on, a scan with its data. Raises ValueError if cut."""
    at = 2
    while at < len(content):
        at = content.index(b"\xff", at)
        while content[at] == 0xFF:
            at += 1
        marker, at = content[at], at + 1
        if marker == 0xD9:
            return
        size = struct.unpack_from(">H", content, at)[0]
        end = at + size
        if marker == 0xDA:
            found = _SCAN_ENDS.search(content, end)
            end = found.start() if found else len(content)
        if size < 2 or end > len(content):
            raise ValueError("a segment is cut")
        yield marker, content[at:end]
        at = end


_PNG_KEPT = frozenset({
    b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"acTL", b"fcTL", b"fdAT", b"IDAT", b"IEND",
})  # fmt: skip
_PNG_HEAD = 8


def _png(content: bytes, orientation: int) -> bytes:
    kept, at = [content[:_PNG_HEAD]], _PNG_HEAD
    while True:
        size, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + size
        if end > len(content):
            raise ValueError("a chunk is cut")
        if name in _PNG_KEPT:
            kept.append(content[at:end])
        if name == b"IHDR" and orientation != UPRIGHT:
            note = b"eXIf" + _note(orientation)
            kept.append(struct.pack(">I", len(note) - 4) + note + struct.pack(">I", zlib.crc32(note)))
        if name == b"IEND":
            return b"".join(kept)
        at = end


_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})
_WEBP_PICTURE, _WEBP_EXIF = 0x12, 0x08


def _webp(content: bytes, orientation: int) -> bytes:
    kept, at, turned = [b"WEBP"], 12, orientation != UPRIGHT
    whole = min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= whole:
        name, size = struct.unpack_from("<4sI", content, at)
        part, at = content[at + 8 : at + 8 + size], at + 8 + size + size % 2
        if name == b"VP8X":
            part = bytes([part[0] & _WEBP_PICTURE | (_WEBP_EXIF if turned else 0)]) + part[1:]
        if name == b"VP8X" or name in _WEBP_KEPT:
            kept.append(_webp_chunk(name, part))
    if turned:
        kept.append(_webp_chunk(b"EXIF", _note(orientation)))
    inside = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def _webp_chunk(name: bytes, part: bytes) -> bytes:
    return name + struct.pack("<I", len(part)) + part + bytes(len(part) % 2)


def _note(orientation: int) -> bytes:
    """The smallest EXIF: which way is up, and nothing else."""
    return b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _tiff(content: bytes, _: int) -> bytes:
    """Pages of a scan, written anew: what lies where in a TIFF is told by its own tables, so none of them is kept."""
    from PIL import ImageSequence

    with _opened(content, "image/tiff") as image:
        pages = [_pixels(page) for page in ImageSequence.Iterator(image)]
    written = io.BytesIO()
    packing = "group4" if all(page.mode == "1" for page in pages) else "tiff_adobe_deflate"
    pages[0].save(written, "TIFF", save_all=True, append_images=pages[1:], compression=packing)
    return written.getvalue()


def _pixels(page: "Image") -> "Image":
    copied = page.copy()
    copied.info = {}
    return copied


_TWINS = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp, "image/tiff": _tiff}


# ---------------------------------------------------------------- what a photo says of itself


@lru_cache(maxsize=512)
def read(path: Path, kind: str) -> Photo:
    """What the original at that place says; nothing where it says nothing that can be read. Files never change."""
    if kind not in FORMATS:
        return NOTHING
    try:
        with _opened(path.read_bytes(), kind) as image:
            exif = image.getexif()
            return Photo(_point(exif.get_ifd(_GPS)), _taken(exif.get_ifd(_EXIF)))
    except Exception:  # noqa: BLE001 - crooked notes in a photo are no reason to show no page
        return NOTHING


def _point(gps: dict[int, Any]) -> tuple[int, int] | None:
    north, south_or_north, east, west_or_east = (gps.get(tag) for tag in (2, 1, 4, 3))
    if not north or not east:
        return None
    latitude, longitude = _micro(north, south_or_north == "S"), _micro(east, west_or_east == "W")
    possible = abs(latitude) <= 90_000_000 and abs(longitude) <= 180_000_000 and (latitude, longitude) != (0, 0)
    return (longitude, latitude) if possible else None


def _micro(angle: tuple[Any, ...], negative: bool) -> int:  # noqa: FBT001
    """Degrees, minutes and seconds as micro-degrees."""
    parts = [float(part) for part in angle]
    micro = round(sum(part / float(60**place) for place, part in enumerate(parts)) * 1_000_000)
    return -micro if negative else micro


def _taken(notes: dict[int, Any]) -> str | None:
    try:
        at = datetime.strptime(str(notes.get(_TAKEN, ""))[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    offset = str(notes.get(_TAKEN_OFFSET, ""))
    return at.isoformat() + (offset if re.fullmatch(r"[+-]\d\d:\d\d", offset) else "")
