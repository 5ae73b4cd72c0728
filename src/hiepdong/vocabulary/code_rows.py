"""What a row of each code list is, and how a CSV becomes rows: every fault is told by line, in words.

A row holds from `valid_from` to `valid_to`, both included; an empty side is open. One code may have several
rows, one after the other, when the law renames it or puts it on another basis. `certain` is False where the
reference marks a doubt, and `doubt` names the columns it concerns.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct, structs


class Dated(Struct, frozen=True, kw_only=True):
    """A row that holds for a span of days, on the basis of a law."""

    code: str
    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""
    certain: bool = True

    def holds(self, on: date) -> bool:
        """Whether the row holds on that day."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


class Code(Dated, frozen=True, kw_only=True):
    """A code with its Vietnamese word, its English one, and a note for the developer or administrator."""

    vi: str
    en: str = ""
    note: str = ""
    doubt: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The Vietnamese word without what stands in brackets behind it."""
        return self.vi.split(" (")[0]

    def word(self, language: str) -> str:
        """The word in `vi` or `en`; the Vietnamese one where the English is missing."""
        return self.en if language.startswith("en") and self.en else self.vi

    @property
    def sought(self) -> str:
        """All that the row is found by."""
        return f"{self.vi} {self.en} {self.code}"


class Basis(Dated, frozen=True, kw_only=True):
    """The law that an offence rests on during a span of days."""


class Offence(Code, frozen=True, kw_only=True):
    """A crime or administrative violation, with the letters of its `category` in the yearly figures.

    `post`: may the head of a border post open the criminal case: any post, only a remote one, no; empty where
    it is no crime.
    """

    category: tuple[str, ...] = ()
    post: str = ""
    legal: str = ""

    @property
    def sought(self) -> str:
        """All that the row is found by, the article of the law too."""
        return f"{self.vi} {self.en} {self.code} {self.legal}"


class Status(Code, frozen=True, kw_only=True):
    """A procedural status.

    `counts` as đối tượng: yes, no, or own: only under an offence of his own that is not of category O.
    `masked`: the name is for the officers of the case. `printed`: may stand on a paper.
    """

    counts: str
    masked: bool = False
    printed: bool = True


class Role(Code, frozen=True, kw_only=True):
    """The part of a person who is no subject."""

    masked: bool = False


class Step(Code, frozen=True, kw_only=True):
    """A stage or outcome; `usual` ones are offered first in their list."""

    usual: bool = True


class Topic(Code, frozen=True, kw_only=True):
    """What a report is about; `persons` False: none may be named; `marking`: the one proposed."""

    persons: bool = True
    marking: str = ""


class ExhibitKind(Code, frozen=True, kw_only=True):
    """A kind of exhibit, the units it may have, and the `decimals` of tables where not those of the unit."""

    units: tuple[str, ...]
    decimals: dict[str, int] = {}
    group: str = ""


class Measure(Code, frozen=True, kw_only=True):
    """A unit of measure; `whole` ones take whole numbers only; tables round the others to `decimals`."""

    decimals: int = 0
    whole: bool = False


class Urgency(Code, frozen=True, kw_only=True):
    """An urgency and its proposed answer time: `hours` by the clock, or `working_days`; `box_mm` on paper."""

    rank: int
    hours: int | None = None
    working_days: int | None = None
    printed: str = ""
    box_mm: str = ""


class Retention(Code, frozen=True, kw_only=True):
    """For how many years after its event a kind of record is kept before its erasure is proposed."""

    years: int


class Marking(Code, frozen=True, kw_only=True):
    """A marking; a higher `rank` is stricter, `secret` ones are state secrets, `printed` is boxed."""

    rank: int
    printed: str = ""
    secret: bool = False


class Grading(Code, frozen=True, kw_only=True):
    """Half of a grade: reliability of the source (A–F) or credibility of the content (1–6)."""

    scale: str


class UnitType(Code, frozen=True, kw_only=True):
    """A kind of unit with the letters of its tag."""

    tag: str


class Rank(Code, frozen=True, kw_only=True):
    """A rank; a higher `rank` number is the higher one."""

    group: str = ""
    rank: int


class Day(Code, frozen=True, kw_only=True):
    """A day (its code, 2026-08-22) on which offices work or not, against the calendar."""

    kind: str


class ActivityKind(Code, frozen=True, kw_only=True):
    """A kind of joint activity, with what its times, attendances and items are called (no items: it has none).

    `chapter` of the coordination report in which it stands (II.3), empty for none; `abroad`: with the Chinese side.
    """

    times: str
    attendances: str
    items: str = ""
    times_en: str = ""
    attendances_en: str = ""
    items_en: str = ""
    chapter: str = ""
    abroad: bool = False


class FactKind(Code, frozen=True, kw_only=True):
    """A kind of dated fact of a case, `of` a person or of the whole case."""

    of: str


class ClockRule(Code, frozen=True, kw_only=True):
    """A legal clock: what must be done by when.

    It `starts` with one of these kinds of fact and `stops` with one of those. Its `length` in `unit`s counts from the
    last fact of the kind `counts_from` before its start, else from the start. `warn_hours` before the end it warns.
    """

    starts: tuple[str, ...]
    stops: tuple[str, ...]
    length: int
    unit: str
    warn_hours: int
    counts_from: str = ""


class Problem(Struct, frozen=True):
    """A fault in an office's own list: the line of the file, and what is wrong with it."""

    line: int
    vi: str
    en: str


class BadList(ValueError):
    """An office's own list has faults; none of it is used."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{name}.csv, dòng {p.line}: {p.vi}" for p in problems))


class Wrong(Exception):
    """What is wrong with a cell or a row, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        self.vi, self.en = vi, en


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise Wrong("cần ngày dạng 2025-07-01", "needs a date like 2025-07-01") from None


def whole(cell: str) -> int:
    """A number without a fraction. Raises Wrong."""
    if not cell.isascii() or not cell.isdigit():
        raise Wrong("cần số nguyên", "needs a whole number")
    return int(cell)


def one_of(*allowed: str) -> Callable[[str], str]:
    """A parser that takes these words alone."""

    def parse(cell: str) -> str:
        if cell not in allowed:
            raise Wrong(f"chỉ nhận {', '.join(allowed)}", f"takes only {', '.join(allowed)}")
        return cell

    return parse


def _yes(cell: str) -> bool:
    return one_of("yes", "no")(cell) == "yes"


def a_code(cell: str) -> str:
    """A code of plain letters, digits and hyphens. Raises Wrong."""
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", cell):
        raise Wrong("mã chỉ gồm chữ không dấu, số và gạch nối", "a code is plain letters, digits, hyphens")
    return cell


def several(cell: str) -> tuple[str, ...]:
    """Codes with spaces between them."""
    return tuple(cell.split())


def _by_unit(cell: str) -> dict[str, int]:
    pairs = [pair.partition(":") for pair in cell.split()]
    return {unit: whole(places) for unit, _, places in pairs}


PARSERS: dict[str, Callable[[str], Any]] = (
    {"code": a_code}
    | dict.fromkeys(("valid_from", "valid_to"), _day)
    | dict.fromkeys(("rank", "hours", "working_days", "length", "warn_hours", "years"), whole)
    | dict.fromkeys(("certain", "masked", "printed", "usual", "persons", "whole", "secret", "abroad"), _yes)
    | dict.fromkeys(("category", "units", "doubt", "starts", "stops"), several)
    | {"decimals": whole, "counts": one_of("yes", "no", "own"), "post": one_of("any", "remote", "no")}
    | {"scale": one_of("reliability", "credibility"), "kind": one_of("off", "working")}
    | {"of": one_of("person", "case"), "unit": one_of("hour", "whole-day", "day", "month")}
)
EXCEPTIONS: dict[tuple[type[Dated], str], Callable[[str], Any]] = {
    (ExhibitKind, "decimals"): _by_unit,
    (Urgency, "printed"): str,
    (Marking, "printed"): str,
}

R = TypeVar("R", bound=Dated)
S = TypeVar("S", bound=Struct)


def read(text: str, row_type: type[R]) -> tuple[list[R], list[Problem]]:
    """The rows of a CSV with a heading line, and its faults; a line with a fault gives no row."""
    parsers = {**PARSERS, **{name: parse for (of, name), parse in EXCEPTIONS.items() if of is row_type}}
    found, problems = table(text, row_type, parsers)
    rows: dict[str, list[R]] = {}
    for line, row in found:
        try:
            _fits(row, rows.setdefault(row.code, []))
        except Wrong as wrong:
            problems.append(Problem(line, wrong.vi, wrong.en))
        else:
            rows[row.code].append(row)
    return [row for held in rows.values() for row in held], sorted(problems, key=lambda one: one.line)


def table(
    text: str, row_type: type[S], parsers: Mapping[str, Callable[[str], Any]]
) -> tuple[list[tuple[int, S]], list[Problem]]:
    """The rows of a CSV with the lines on which they stand, and the faults of its heading or of each cell.

    Commas or, as Vietnamese Excel writes them, semicolons; text is put into NFC. A column without a parser is text.
    """
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(lines, [])]
    if problems := list(_header_problems(header, row_type)):
        return [], problems
    found = []
    for cells in filter(any, lines):
        try:
            found.append((lines.line_num, _row([(name, parsers.get(name, str)) for name in header], cells, row_type)))
        except Wrong as wrong:
            problems.append(Problem(lines.line_num, wrong.vi, wrong.en))
    return found, problems


def _header_problems(header: list[str], row_type: type[Struct]) -> Iterator[Problem]:
    known = {field.name: field.required for field in structs.fields(row_type)}
    for name in header:
        if name not in known:
            yield Problem(1, f"không có cột “{name}” trong danh mục này", f"this list has no column “{name}”")
    for name, required in known.items():
        if required and name not in header:
            yield Problem(1, f"thiếu cột “{name}”", f"the column “{name}” is missing")


def _row(parsers: list[tuple[str, Callable[[str], Any]]], cells: list[str], row_type: type[S]) -> S:
    if len(cells) != len(parsers):
        raise Wrong(f"có {len(cells)} ô, cần {len(parsers)}", f"has {len(cells)} cells, not {len(parsers)}")
    values = {}
    for (name, parse), cell in zip(parsers, cells, strict=True):
        if cell := cell.strip():
            try:
                values[name] = parse(cell)
            except Wrong as wrong:
                told = f"“{cell}” ({name})"
                raise Wrong(f"{told}: {wrong.vi}", f"{told}: {wrong.en}") from None
    try:
        return row_type(**values)
    except TypeError:
        missing = [f.name for f in structs.fields(row_type) if f.required and f.name not in values]
        raise Wrong(f"để trống {', '.join(missing)}", f"{', '.join(missing)} left empty") from None


def _fits(row: Dated, others: list[R]) -> None:
    first, last = row.valid_from or date.min, row.valid_to or date.max
    if last < first:
        raise Wrong("ngày hết hiệu lực trước ngày có hiệu lực", "ends before it begins")
    for other in others:
        if first <= (other.valid_to or date.max) and (other.valid_from or date.min) <= last:
            raise Wrong(f"mã {row.code} đã có trong cùng thời gian", f"{row.code} is there for these days")
