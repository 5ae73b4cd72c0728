"""Photos as phones take them: a small picture with place, time and make written into it."""

import io
import struct
from typing import Any

from PIL import ExifTags, Image

MAKE, SHOT = "MakerOfPhones", "2023:11:02 05:00:00"
POINT = (106_990_000, 21_900_000)
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "tif": "TIFF"}
TELLTALE = (MAKE.encode(), SHOT.encode(), b"GPSLatitude", b"http://ns.adobe.com")


def notes(*, turned: int = 1, place: bool = True) -> Image.Exif:
    """What a phone writes: the make, the time, the place (21°54'00" B, 106°59'24" Đ)."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Orientation] = MAKE, turned
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = SHOT
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (21.0, 54.0, 0.0), 3: "E", 4: (106.0, 59.0, 24.0)})
    return exif


def drawn(size: tuple[int, int] = (96, 64)) -> Image.Image:
    """A picture in which every pixel tells where it is."""
    return Image.merge("RGB", [Image.linear_gradient("L").rotate(angle).resize(size) for angle in (0, 90, 180)])


def photo(suffix: str = "jpg", *, size: tuple[int, int] = (96, 64), **about: Any) -> bytes:
    """A photo with all that a phone writes into it, an XMP packet among it."""
    stream = io.BytesIO()
    xmp = b"<x:xmpmeta xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='21,54.0N'/>"
    more: dict[str, Any] = {"xmp": xmp} if suffix in ("jpg", "webp") else {}
    drawn(size).save(stream, FORMATS[suffix], exif=notes(**about), **more)
    return stream.getvalue()


def looked_at(content: bytes) -> Image.Image:
    """The picture as a viewer shows it, the right way up."""
    from PIL import ImageOps

    with Image.open(io.BytesIO(content)) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60.000 pixels wide and high."""
    whole = bytearray(photo("png"))
    whole[16:24] = struct.pack(">II", 60_000, 60_000)
    import zlib

    whole[29:33] = struct.pack(">I", zlib.crc32(bytes(whole[12:29])))
    return bytes(whole)
