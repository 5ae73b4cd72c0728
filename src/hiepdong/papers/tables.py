"""Tables out of the files that offices keep: every cell as text, merged cells filled, hostile files refused.

Nothing in a file is believed before it was measured: how much it unpacks to, whether its XML defines entities.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from msgspec import Struct

from hiepdong.papers import table_csv, table_docx, table_xlsx
from hiepdong.vocabulary.refusals import Refused

LARGEST = 32 * 2**20
UNPACKED = 400 * 2**20
MOST_PARTS = 5_000
AT_ONCE = 2**20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class Table(Struct, frozen=True):
    """A sheet, or a table of a document; `rows` from the first line on, `encoding` of a file of plain text."""

    name: str
    rows: list[list[str]]
    encoding: str = ""


def read(path: Path) -> list[Table]:
    """The tables of an XLSX, DOCX or CSV file.

    Raises Refused file.unreadable, import.empty, .too_large, .too_long, .too_wide, .encrypted, .old_excel, .unreadable,
    .type.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise Refused("file.unreadable", f"{path.name}: {error.strerror}") from error
    if not size:
        raise Refused("import.empty", path.name)
    if size > LARGEST:
        raise Refused("import.too_large", "32 MB")
    reader = _reader(path, start)
    try:
        found = [Table(*one) for one in reader(path)]
    except Refused:
        raise
    except Exception as error:  # whatever a parser of another house raises over a broken file
        raise Refused("import.unreadable", path.name) from error
    kept = [table for table in found if any(any(row) for row in table.rows)]
    if not kept:
        raise Refused("import.empty", path.name)
    return kept


Found = tuple[str, list[list[str]], str]


def _reader(path: Path, start: bytes) -> Callable[[Path], list[Found]]:
    """By what the file is, whatever its name says."""
    if start == OLE:
        is_encrypted = ENCRYPTED in path.read_bytes()
        raise Refused("import.encrypted" if is_encrypted else "import.old_excel", path.name)
    if start.startswith(b"PK"):
        return _of_archive(path)
    if start.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ")):
        raise Refused("import.type", path.name)
    return table_csv.read


def _of_archive(path: Path) -> Callable[[Path], list[Found]]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if any(one.flag_bits & 1 for one in archive.infolist()):
                raise Refused("import.encrypted", path.name)
            _measure(archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, _zlib_error()) as error:
        raise Refused("import.unreadable", path.name) from error
    if "xl/workbook.xml" in names:
        return table_xlsx.read
    if "word/document.xml" in names:
        return table_docx.read
    raise Refused("import.type", path.name)


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


def _measure(archive: zipfile.ZipFile) -> None:
    """Unpack everything once, and keep nothing. Raises Refused import.too_large, import.unreadable."""
    parts, total = archive.infolist(), 0
    if len(parts) > MOST_PARTS:
        raise Refused("import.unreadable", f"> {MOST_PARTS}")
    for part in parts:
        with archive.open(part) as file:
            total = _measure_part(file, total, is_xml=part.filename.endswith((".xml", ".rels")))


def _measure_part(file: IO[bytes], total: int, *, is_xml: bool) -> int:
    before = b""
    while piece := file.read(AT_ONCE):
        total += len(piece)
        if total > UNPACKED:
            raise Refused("import.too_large", f"{UNPACKED // 2**20} MB")
        if is_xml and ((not before and piece.startswith(_WIDE)) or _DECLARES.search(before[-16:] + piece)):
            raise Refused("import.unreadable", "XML")
        before = piece
    return total
