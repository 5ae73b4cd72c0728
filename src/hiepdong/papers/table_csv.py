"""A file of plain text as a table, whatever separates its cells and however its letters are encoded."""

import csv
import io
from pathlib import Path

from hiepdong.papers.table_cells import Sheet
from hiepdong.vocabulary.legacy_text import decoded
from hiepdong.vocabulary.refusals import Refused

DELIMITERS = ";\t,|"
LOOKED_AT = 40
LONGEST = 131_072


def read(path: Path) -> list[tuple[str, list[list[str]], str]]:
    """The one table of the file. Raises Refused import.unreadable, .too_long, .too_wide."""
    try:
        text, encoding = decoded(path.read_bytes())
    except ValueError as error:
        raise Refused("import.unreadable", path.name) from error
    if "\0" in text:
        raise Refused("import.unreadable", path.name)
    csv.field_size_limit(LONGEST)
    sheet = Sheet()
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            sheet.add(row)
    except csv.Error as error:
        raise Refused("import.unreadable", path.name) from error
    return [("", sheet.rows, encoding)]


def _delimiter(text: str) -> str:
    """That which parts most lines into the same number of cells, two at least."""
    start = text[: 200 * LOOKED_AT * 10]
    return max(DELIMITERS, key=lambda one: _evenness(start, one))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    widths: dict[int, int] = {}
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number == LOOKED_AT:
                break
            widths[len(row)] = widths.get(len(row), 0) + (len(row) > 1)
    except csv.Error:
        return 0, 0
    return max((count, width) for width, count in widths.items()) if widths else (0, 0)
