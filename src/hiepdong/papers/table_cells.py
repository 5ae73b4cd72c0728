"""Cells of a table as text, and how large a table may be: more is no list that an office keeps."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from hiepdong.vocabulary.refusals import Refused

MOST_ROWS, MOST_COLUMNS = 200_000, 200
LONGEST_CELL = 50_001  # one more than any field holds, so that it is told as too long


_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")


class Sheet:
    """Rows of a table as they are read. Raises Refused import.too_long, import.too_wide beyond the limits."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []

    def add(self, row: Iterable[str]) -> None:
        """One row; what stands behind its last filled cell is let go."""
        cells = [cleaned(cell) if cell else "" for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise Refused("import.too_wide", MOST_COLUMNS)
        self.rows.append(cells)
        if len(self.rows) > MOST_ROWS + 1:
            self._let_go_of_empty()

    def _let_go_of_empty(self) -> None:
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        if len(self.rows) > MOST_ROWS:
            raise Refused("import.too_long", MOST_ROWS)


def cleaned(cell: str) -> str:
    """A text in NFC, without what no document may hold, and no longer than can be told."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()[:LONGEST_CELL]
    return normalize("NFC", _NEVER.sub("", cell.replace("\r", "\n"))).strip()[:LONGEST_CELL]


def text_of(value: Any) -> str:
    """A cell as an officer would have typed it: days as 14/12/2023, decimals with a comma."""
    if value is None or isinstance(value, (str, bool)):
        return value or "" if not isinstance(value, bool) else "x" * value
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (time, timedelta)):
        return str(value)[:5].rstrip(":")
    return _number(value)


def _number(value: Any) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        return str(value)
    return f"{Decimal(repr(value)):f}".replace(".", ",")
