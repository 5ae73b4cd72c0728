"""Sheets of an Excel file. Formulas are not worked out: the value that Excel last saved is taken.

Read straight from the XML, row by row, which takes a fifth of the time that building every cell would; what a number
format means and how Excel counts days is asked of openpyxl. The file was measured and holds no entities (tables.py).
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from hiepdong.papers.table_cells import MOST_COLUMNS, MOST_ROWS, Sheet, text_of
from hiepdong.vocabulary.refusals import Refused

_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_NOTE = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_FILLED = 500_000
SECONDS = 86_400
Range = tuple[int, int, int, int]


class Book:
    """What cells refer to: shared texts, which formats are days, from which day days are counted."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.names = archive, set(archive.namelist())
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False
        self._read_workbook()
        self.texts = [_text(item) for item in self._parts("xl/sharedStrings.xml", "si")]
        self.days = self._formats_of_days()

    def _read_workbook(self) -> None:
        targets = {
            one.get("Id", ""): one.get("Target", "")
            for one in self._parts("xl/_rels/workbook.xml.rels", "Relationship")
        }
        for one in self._parts("xl/workbook.xml", "sheet", "workbookPr"):
            if _tag(one) == "workbookPr":
                self.from_1904 = one.get("date1904", "") in ("1", "true")
            elif one.get("state", "visible") == "visible":
                target = targets.get(next((told for name, told in one.items() if name.endswith("}id")), ""), "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                self.sheets += [(one.get("name", ""), path)] if path in self.names else []

    def _formats_of_days(self) -> frozenset[int]:
        """The numbers of the cell formats that show a day or an hour."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

        codes = dict(BUILTIN_FORMATS)
        formats: list[int] = []
        for one in self._parts("xl/styles.xml", "numFmt", "cellXfs"):
            if _tag(one) == "numFmt":
                codes[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
            else:
                formats = [int(xf.get("numFmtId", "0")) for xf in one if _tag(xf) == "xf"]
        return frozenset(number for number, code in enumerate(formats) if is_date_format(codes.get(code)))

    def _parts(self, name: str, *tags: str) -> Iterator[Element]:
        if name not in self.names:
            return
        with self.archive.open(name) as file:
            yield from _elements(file, tags)


def read(path: Path) -> list[tuple[str, list[list[str]], str]]:
    """Every visible sheet, as far as a list can reach."""
    found = []
    with zipfile.ZipFile(path) as archive:
        book = Book(archive)
        for name, part in book.sheets:
            with archive.open(part) as file:
                found.append((name, _sheet(file, book), ""))
    return found


def _elements(file: IO[bytes], tags: tuple[str, ...]) -> Iterator[Element]:
    """The elements of those names as they end; what was looked at is let go."""
    open_ones: list[Element] = []
    for event, element in iterparse(file, ("start", "end")):  # noqa: S314 entities were refused before
        if event == "start":
            open_ones.append(element)
            continue
        open_ones.pop()
        if _tag(element) in tags:
            yield element
            element.clear()
            if open_ones:
                del open_ones[-1][:]


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(item: Element) -> str:
    """A shared or inline text, without the reading aids that stand beside it."""
    if len(item) == 1 and _tag(item[0]) == "t":
        return _plain(item[0].text or "")
    parts = [
        one.text or ""
        for run in item
        if _tag(run) in ("t", "r")
        for one in (run.iter() if _tag(run) == "r" else (run,))
        if _tag(one) == "t"
    ]
    return _plain("".join(parts))


def _plain(text: str) -> str:
    """Excel writes what XML cannot hold, such as a line's end, as _x000D_."""
    return _NOTE.sub(lambda hit: chr(int(hit[1], 16)), text).replace("\r", "") if "_x" in text else text


def _sheet(file: IO[bytes], book: Book) -> list[list[str]]:
    sheet, merged = Sheet(), []
    for element in _elements(file, ("row", "mergeCell")):
        if _tag(element) == "mergeCell":
            hit = _MERGED.fullmatch(element.get("ref", ""))
            merged += [(_column(hit[1]), int(hit[2]), _column(hit[3]), int(hit[4]))] if hit else []
            continue
        number = int(element.get("r") or len(sheet.rows) + 1)
        cells = _row(element, book)
        if not cells:
            continue
        if number > MOST_ROWS:
            raise Refused("import.too_long", MOST_ROWS)
        while len(sheet.rows) < number - 1:
            sheet.add(())
        sheet.add(cells)
    _fill(sheet.rows, merged)
    return sheet.rows


def _row(element: Element, book: Book) -> list[str]:
    """The cells of a row up to the last one filled. Raises Refused import.too_wide."""
    cells: list[str] = []
    for place, cell in enumerate(element, 1):
        text = _cell(cell, book)
        if not text:
            continue
        column = _column(reference.rstrip("0123456789")) if (reference := cell.get("r")) else place
        if column > MOST_COLUMNS:
            raise Refused("import.too_wide", MOST_COLUMNS)
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = text
    return cells


def _cell(cell: Element, book: Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return next((_text(one) for one in cell if _tag(one) == "is"), "")
    value = next((one.text or "" for one in cell if _tag(one) == "v"), "")
    return _KINDS.get(kind, _said)(value, cell, book) if value else ""


def _shared(value: str, _cell: Element, book: Book) -> str:
    return book.texts[int(value)]


def _said(value: str, _cell: Element, _book: Book) -> str:
    return _plain(value)


def _switch(value: str, _cell: Element, _book: Book) -> str:
    return text_of(value == "1")


def _number(value: str, cell: Element, book: Book) -> str:
    if value.isdecimal() and int(cell.get("s", "0")) not in book.days:
        return value
    number = float(value)
    if int(cell.get("s", "0")) in book.days:
        return text_of(_moment(number, from_1904=book.from_1904))
    return text_of(number)


def _moment(number: float, *, from_1904: bool) -> object:
    """A day, an hour of no day, or the number itself where it can be neither."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    rounded = round(number * SECONDS) / SECONDS
    try:
        found = from_excel(rounded, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return number
    half_a_second = timedelta(microseconds=500_000)
    return (found + half_a_second).replace(microsecond=0) if isinstance(found, datetime) else found


_KINDS: dict[str, Callable[[str, Element, Book], str]] = {"s": _shared, "n": _number, "b": _switch, "d": _said}


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _fill(rows: list[list[str]], merged: list[Range]) -> None:
    """Every cell of a merged range says what its first says."""
    left = MOST_FILLED
    for first, top, last, bottom in merged:
        said = rows[top - 1][first - 1] if top <= len(rows) and first <= len(rows[top - 1]) else ""
        end, right = min(bottom, len(rows)), min(last, MOST_COLUMNS)
        left -= max(end - top + 1, 0) * max(right - first + 1, 0)
        if not said or left < 0:
            continue
        for row in rows[top - 1 : end]:
            row.extend([""] * (right - len(row)))
            row[first - 1 : right] = [said] * (right - first + 1)
