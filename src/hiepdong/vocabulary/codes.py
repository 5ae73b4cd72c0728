"""The code lists of the field: offences, statuses, stages, exhibits, markings and the like.

Each list is read when it is first asked for. An office may put lists of its own into a folder: `use(folder)`
lays them over the packaged ones, code by code.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from hiepdong import config
from hiepdong.vocabulary import code_rows as rows
from hiepdong.vocabulary.code_rows import BadList, Basis, Problem
from hiepdong.vocabulary.fold import fold, words

R = TypeVar("R", bound=rows.Dated)
C = TypeVar("C", bound=rows.Code)


class ListLine(Struct, frozen=True):
    """A list by its name: how many codes it has, and whether the office laid one of its own over it."""

    list: str
    codes: int
    own: bool


class _State(Struct):
    folder: Path | None = None
    written: int = 0
    changes: int = 0


class DatedList(Generic[R]):
    """The rows of one list by code, each code with its rows in the order of time."""

    def __init__(self, name: str, row_type: type[R]) -> None:
        self.name = name
        self.row_type = row_type
        self._rows: dict[str, tuple[R, ...]] | None = None

    @property
    def by_code(self) -> dict[str, tuple[R, ...]]:
        """Every code with its rows, oldest first; read now if it has not been."""
        if self._rows is None:
            own = _own(_state.folder, self.name, self.row_type)
            self._rows = _grouped(_packaged(self.name, self.row_type)) | _grouped(own)
        return self._rows

    def forget(self) -> None:
        """Read the list anew when it is next asked for."""
        self._rows = None

    def at(self, code: str, on: date) -> R | None:
        """The row of the code that holds on that day; None where none does."""
        return next((row for row in self.by_code.get(code, ()) if row.holds(on)), None)

    def valid(self, code: str, on: date) -> bool:
        """Whether the code may be used for something that happened on that day."""
        return self.at(code, on) is not None

    def get(self, code: str) -> R | None:
        """The latest row of the code; None where there is no such code."""
        return self.by_code[code][-1] if code in self.by_code else None

    def __getitem__(self, code: str) -> R:
        return self.by_code[code][-1]

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def __iter__(self) -> Iterator[R]:
        return (held[-1] for held in self.by_code.values())

    def __len__(self) -> int:
        return len(self.by_code)


class CodeList(DatedList[C]):
    """A list whose codes have words, and can be looked for by them."""

    def __init__(self, name: str, row_type: type[C]) -> None:
        super().__init__(name, row_type)
        self._folded: list[tuple[str, C]] | None = None

    def forget(self) -> None:
        """Read the list anew when it is next asked for."""
        super().forget()
        self._folded = None

    def word(self, code: str, language: str = "vi") -> str:
        """The word of a code in `vi` or `en`; the code itself where the list does not know it."""
        row = self.get(code)
        return row.word(language) if row else code

    def search(self, text: str, on: date | None = None) -> list[C]:
        """Rows in which each word typed begins a word of the Vietnamese name, the English one or the code.

        Tone marks may be left out; where they are typed, the rows that bear them so come first, and before
        the others those that hold the text as one piece. With a day, only what is valid on it.
        """
        asked = [f" {word}" for word in words(text)]
        piece, typed = "".join(asked), " ".join(text.lower().split())
        found = [
            (typed not in row.vi.lower(), piece not in folded, row)
            for folded, row in self._haystack()
            if all(word in folded for word in asked) and (on is None or row.holds(on))
        ]
        return [row for *_, row in sorted(found, key=lambda hit: hit[:2])]

    def _haystack(self) -> list[tuple[str, C]]:
        if self._folded is None:
            every = [row for held in self.by_code.values() for row in held[::-1]]
            self._folded = [(f" {fold(row.sought)}", row) for row in every]
        return self._folded


class Column(Mapping[str, Any]):
    """One column of a list as a mapping from code to cell, by the latest row of each."""

    def __init__(self, of: DatedList[Any], name: str) -> None:
        self.of, self.name = of, name

    def __getitem__(self, code: str) -> Any:
        return getattr(self.of[code], self.name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.of.by_code)

    def __len__(self) -> int:
        return len(self.of)


offences = CodeList("offences", rows.Offence)
offence_bases = DatedList("offence_bases", rows.Basis)
categories = CodeList("categories", rows.Code)
statuses = CodeList("statuses", rows.Status)
other_roles = CodeList("other_roles", rows.Role)
stages = CodeList("stages", rows.Step)
outcomes = CodeList("outcomes", rows.Step)
found_by = CodeList("found_by", rows.Code)
topics = CodeList("topics", rows.Topic)
exhibits = CodeList("exhibits", rows.ExhibitKind)
units = CodeList("units", rows.Measure)
urgency = CodeList("urgency", rows.Urgency)
retention = CodeList("retention", rows.Retention)
markings = CodeList("markings", rows.Marking)
gradings = CodeList("gradings", rows.Grading)
unit_types = CodeList("unit_types", rows.UnitType)
roles = CodeList("roles", rows.Code)
ranks = CodeList("ranks", rows.Rank)
sources = CodeList("sources", rows.Code)
caveats = CodeList("caveats", rows.Code)
findings = CodeList("findings", rows.Code)
grounds = CodeList("grounds", rows.Code)
sides = CodeList("sides", rows.Code)
days = CodeList("days", rows.Day)
activities = CodeList("activities", rows.ActivityKind)
facts = CodeList("facts", rows.FactKind)
clocks = CodeList("clocks", rows.ClockRule)

_WORDED: tuple[CodeList[Any], ...] = (
    *(offences, categories, statuses, other_roles, stages, outcomes, found_by, topics, exhibits),
    *(units, urgency, markings, gradings, unit_types, roles, ranks, retention),
    *(sources, caveats, findings, grounds, sides, days, activities, facts, clocks),
)
LISTS: dict[str, DatedList[Any]] = {each.name: each for each in (*_WORDED, offence_bases)}
STATUS_COUNTS: Mapping[str, str] = Column(statuses, "counts")
_state = _State()


def basis(code: str, on: date) -> Basis | None:
    """The law that an offence rested on that day; None where the lists do not know."""
    if known := offence_bases.at(code, on):
        return known
    row = offences.at(code, on)
    return Basis(code=code, basis=row.basis, certain=row.certain) if row and row.basis else None


def person_counts(status: str, own_offences: Sequence[str] = ()) -> bool:
    """Whether a subject of that status counts as đối tượng.

    A person led across counts only under an offence of his own, never under the organising of the crossing.
    """
    counts = STATUS_COUNTS.get(status, "no")
    if counts != "own" or not own_offences:
        return counts == "yes"
    own = offences.get(own_offences[0])
    return own is not None and "O" not in own.category


def in_category(letter: str) -> frozenset[str]:
    """The offences that feed a category of the yearly figures."""
    return frozenset(row.code for row in offences if letter in row.category)


def grade_words(grade: str) -> tuple[str, str]:
    """The Vietnamese words of a grade such as `B2`: of the source, of the content."""
    return gradings.word(grade[:1]), gradings.word(grade[1:])


def table_decimals(kind: str, unit: str) -> int:
    """To how many decimals a table rounds a quantity of that exhibit; papers give it as it was measured."""
    return exhibits[kind].decimals.get(unit, units[unit].decimals)


def load(source: Path | str, name: str) -> tuple[list[Any], list[Problem]]:
    """The rows and faults of an office's own list `name`, a file or its text; nothing is put to use."""
    return _read(source, LISTS[name].row_type)


def use(folder: Path | None) -> None:
    """Lay the lists found in the folder (`offences.csv` …) over the packaged ones; None: the packaged alone.

    A code in an own list replaces all packaged rows of that code; new codes are added. Raises BadList, and
    changes nothing, when a list has a fault.
    """
    for name, each in LISTS.items():
        _own(folder, name, each.row_type)
    _state.folder, _state.written, _state.changes = folder, config.written(folder), _state.changes + 1
    for each in LISTS.values():
        each.forget()


def follow(folder: Path) -> None:
    """Use the lists of the folder where another process has put one there since. Raises BadList."""
    if (folder, config.written(folder)) != (_state.folder, _state.written):
        use(folder)


def lines() -> list[ListLine]:
    """All lists."""
    folder = _state.folder
    return [ListLine(name, len(each), bool(folder and _path(folder, name).is_file())) for name, each in LISTS.items()]


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.csv"


def changes() -> int:
    """A number that grows when other lists are laid over the packaged ones: what they gave before is out of date."""
    return _state.changes


def _packaged(name: str, row_type: type[R]) -> list[R]:
    text = files("hiepdong.vocabulary").joinpath("codes", f"{name}.csv").read_text(encoding="utf-8")
    return _sound(name, _read(text, row_type))


def _own(folder: Path | None, name: str, row_type: type[R]) -> list[R]:
    path = _path(folder, name) if folder else None
    return _sound(name, _read(path, row_type)) if path and path.is_file() else []


def _read(source: Path | str, row_type: type[R]) -> tuple[list[R], list[Problem]]:
    try:
        text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
        return rows.read(text, row_type)
    except UnicodeDecodeError:
        return [], [Problem(1, "tệp phải lưu bằng mã UTF-8", "the file must be saved as UTF-8")]
    except csv.Error as error:
        return [], [Problem(1, f"không đọc được tệp CSV: {error}", f"no readable CSV: {error}")]


def _sound(name: str, read: tuple[list[R], list[Problem]]) -> list[R]:
    found, problems = read
    if problems:
        raise BadList(name, problems)
    return found


def _grouped(found: list[R]) -> dict[str, tuple[R, ...]]:
    groups: dict[str, list[R]] = {}
    for row in sorted(found, key=lambda row: row.valid_from or date.min):
        groups.setdefault(row.code, []).append(row)
    order = dict.fromkeys(row.code for row in found)
    return {code: tuple(groups[code]) for code in order}
