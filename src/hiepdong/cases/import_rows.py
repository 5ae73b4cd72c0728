"""Which rows of a list are cases, and which of them are one: by the case's number, its STT, or cells left blank."""

import hashlib
import re
from collections.abc import Iterator

from msgspec import Struct

from hiepdong.cases.import_columns import Columns, Rows
from hiepdong.cases.import_fields import BY_NAME
from hiepdong.vocabulary.fold import fold

SKIP = ("", "skip", "never")
TELLING = ("day", "title", "offence")
_TOTAL = re.compile(r"(tong cong|tong so|tong hop)\b|(tong|cong)( \d+.*)?$")
_COUNTED = re.compile(r"\(?\d{1,3}\)?")
Cells = dict[str, str]


class Line(Struct, frozen=True):
    """A row by the number of its line: its cells by field, and those of no field by heading."""

    number: int
    cells: Cells
    others: Cells

    def get(self, field: str) -> str:
        """The cell of a field; empty where there is none."""
        return self.cells.get(field, "")


class Group(Struct):
    """The rows of one case."""

    lines: list[Line]

    def first(self, field: str) -> str:
        """What the first row that says something of a field says of it."""
        return next((line.cells[field] for line in self.lines if line.get(field)), "")

    def all(self, field: str) -> list[str]:
        """All that is said of a field, each once."""
        return list(dict.fromkeys(line.cells[field] for line in self.lines if line.get(field)))


class Read(Struct, frozen=True):
    """The cases of a table, and the numbers of the lines that are none (titles, totals)."""

    groups: list[Group]
    passed_over: list[int]


def read(rows: Rows, columns: Columns) -> Read:
    """The rows below the headings, joined into cases."""
    groups: list[Group] = []
    passed_over: list[int] = []
    by_number: dict[str, Group] = {}
    for number, row in enumerate(rows[columns.line :], columns.line + 1):
        line = _line(number, row, columns)
        if line is None:
            continue
        if _is_no_case(row, line, has_group=bool(groups)):
            passed_over.append(number)
            continue
        known = by_number.get(fold(line.get("number")))
        if known is not None:
            known.lines.append(line)
        elif groups and _goes_on(groups[-1], line):
            groups[-1].lines.append(line)
        else:
            groups.append(Group([line]))
            if line.get("number"):
                by_number[fold(line.get("number"))] = groups[-1]
    return Read(groups, passed_over)


def _line(number: int, row: list[str], columns: Columns) -> Line | None:
    cells, others = {}, {}
    for place, (heading, field) in enumerate(zip(columns.headings, columns.fields, strict=True)):
        text = row[place] if place < len(row) else ""
        if not text:
            continue
        if field not in SKIP:
            cells[field] = text
        elif not field and heading:
            others[heading] = text
    return Line(number, cells, others) if cells or others else None


def _is_no_case(row: list[str], line: Line, *, has_group: bool) -> bool:
    """A line of totals, of column numbers, or a title that stands alone; a name that does so is one more person."""
    said = [cell for cell in row if cell]
    if _TOTAL.match(fold(said[0])) or all(_COUNTED.fullmatch(cell) for cell in said):
        return True
    persons_only = (
        has_group and not row[0] and all(BY_NAME[field].of == "person" for field in line.cells) and bool(line.cells)
    )
    return len(set(said)) == 1 and not persons_only


def _goes_on(group: Group, line: Line) -> bool:
    """Whether a row says more of the case above it."""
    above = group.lines[-1]
    for key in ("number", "order"):
        here, there = line.get(key), group.first(key)
        if here or there:
            return here == there or (not here and not _differs(above, line))
    return not _differs(above, line) and _case_cells(line).items() <= _case_cells(above).items() | {("", "")}


def _differs(above: Line, line: Line) -> bool:
    """Whether the row has a day, a title or an offence of its own."""
    return any(line.get(field) and line.get(field) != above.get(field) for field in TELLING)


def _case_cells(line: Line) -> Cells:
    return {field: text for field, text in line.cells.items() if BY_NAME[field].of == "case"}


def digests(groups: list[Group], unit: str) -> Iterator[str]:
    """By what each case of the list is known again: all that its rows say, less their numbers in the list.

    Of rows that say the same, the second is another case than the first.
    """
    times: dict[str, int] = {}
    for group in groups:
        said = "\x1e".join(
            "\x1f".join(
                f"{name}={text}" for name, text in sorted({**line.cells, **line.others}.items()) if name != "order"
            )
            for line in group.lines
        )
        times[said] = times.get(said, 0) + 1
        yield hashlib.sha256(f"{unit}\x1d{times[said]}\x1d{said}".encode()).hexdigest()[:40]
