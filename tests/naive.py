"""The desk in plain Python, written from acts.md alone: who owns, holds and sees what.

Nothing of the product is used here, and nothing here is clever: what the product says is compared with this.
`tests.naive_rules.wrong` gives every reason for which an act must be refused, `tests.naive_acts.take` what becomes of
one that is done.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

Act = dict[str, Any]
Document = dict[str, Any]
WORKERS = {"duty", "investigator", "staff", "commander"}
SETTING_UP = ("unit.add", "unit.end", "officer.add")
WHOLE: tuple[str, ...] = ()


def today() -> date:
    """The day in Asia/Ho_Chi_Minh."""
    return (datetime.now(UTC) + timedelta(hours=7)).date()


@dataclass(frozen=True)
class Copy:
    """What a unit holds: up to which version, less which parts, through which day."""

    version: int
    without: tuple[str, ...] = WHOLE
    until: date | None = None

    def lasts(self) -> bool:
        return self.until is None or self.until >= today()


@dataclass(frozen=True)
class State:
    """How a record stood from a position in the journal on."""

    since: int
    version: int
    owners: tuple[str, ...]
    owner: str
    cancelled: bool = False


@dataclass
class Record:
    """A case: documents by version, states in order, who holds what."""

    id: str
    documents: list[Document]
    states: list[State]
    held: dict[str, Copy] = field(default_factory=dict)
    offered: str | None = None
    voids: set[str] = field(default_factory=set)
    files: list[tuple[int, Act]] = field(default_factory=list)
    erasers: set[str] = field(default_factory=set)
    erased: bool = False
    acts: list[tuple[str, Act]] = field(default_factory=list)

    @property
    def owner(self) -> str:
        return self.states[-1].owner

    @property
    def version(self) -> int:
        return len(self.documents)

    @property
    def dead(self) -> bool:
        return self.states[-1].cancelled or self.erased

    def copy_of(self, unit: str) -> Copy | None:
        """What the unit sees; None: for the unit the record does not exist."""
        if unit in (self.owner, self.offered):
            return Copy(self.version)
        held = self.held.get(unit)
        return held if held is not None and held.lasts() else None

    def change(self, seq: int, **changes: Any) -> None:
        self.states.append(replace(self.states[-1], **{"since": seq, "version": self.version, **changes}))

    def new_version(self, seq: int, document: Document, *, pass_on: bool, **changes: Any) -> None:
        """One more version; holders to whom it would add something stay with theirs unless it is passed on."""
        self.documents.append(document)
        self.change(seq, **changes)
        for unit, copy in self.held.items():
            if pass_on or not self.adds(copy):
                self.held[unit] = replace(copy, version=self.version)

    def adds(self, copy: Copy) -> bool:
        """Whether the newest version adds subjects, others or files to the copy, or raises the marking."""
        before, now = (less(self.documents[number - 1], copy.without) for number in (copy.version, self.version))
        for people in ("subjects", "others"):
            if keys(now, people) - keys(before, people):
                return True
        files = any(version > copy.version for version, _ in self.files) and "attachments" not in copy.without
        return files or MARKINGS.index(marking(now)) > MARKINGS.index(marking(before))

    def give(self, unit: str, copy: Copy | None) -> None:
        self.held.pop(unit, None)
        if copy is not None and unit != self.owner:
            self.held[unit] = copy

    def belong(self, seq: int, owner: str) -> None:
        """The record is another unit's from here on."""
        owners = self.states[-1].owners
        self.change(seq, owner=owner, owners=owners if owner in owners else (*owners, owner))
        self.held.pop(owner, None)
        self.offered, self.voids, self.erasers = None, set(), set()


@dataclass
class Link:
    """A link, by the positions in the journal at which its halves were said and it ended."""

    id: str
    a: str
    b: str
    pairs: list[list[str]]
    asserted: int
    confirmed: int | None = None
    ended: int | None = None
    acts: list[tuple[str, Act]] = field(default_factory=list)

    def stands(self, at: int) -> bool:
        return self.lives(at) and self.confirmed is not None and self.confirmed <= at

    def waits(self, at: int) -> bool:
        return self.lives(at) and not self.stands(at)

    def lives(self, at: int) -> bool:
        return self.asserted <= at and (self.ended is None or self.ended > at)


MARKINGS = ("internal", "limited", "mat", "toi-mat", "tuyet-mat")
CEILING = "limited"


def marking(document: Document) -> str:
    return document.get("marking") or "internal"


def keys(document: Document, people: str) -> set[str]:
    return {person["key"] for person in document.get(people) or ()}


def less(document: Document, without: tuple[str, ...]) -> Document:
    """The document without these parts."""
    for path in without:
        document = _less(document, *path.split("."))
    return document


def _less(part: Any, first: str, *rest: str) -> Any:
    if isinstance(part, list):
        return [_less(item, first, *rest) for item in part]
    if not isinstance(part, dict):
        return part
    if rest:
        return {name: _less(value, *rest) if name == first else value for name, value in part.items()}
    return {name: value for name, value in part.items() if name != first}


def shortest(paths: list[str]) -> tuple[str, ...]:
    """The paths in order, without those that lie under another."""
    return tuple(sorted(p for p in set(paths) if not any(p.startswith(f"{above}.") for above in paths)))


@dataclass
class Unit:
    """A unit: its places in the structure by first day, and whether it ended."""

    code: str
    places: list[tuple[date, str | None]]
    last_day: date | None = None
    ended: bool = False

    def parent(self, on: date) -> str | None:
        if self.last_day is not None and on > self.last_day:
            return None
        return next((parent for start, parent in reversed(self.places) if start <= on), None)


class Desk:
    """All units, officers, records and links of a node."""

    def __init__(self, seq: int = 0) -> None:
        self.seq = seq
        self.units: dict[str, Unit] = {}
        self.serves: dict[str, dict[str, set[str]]] = {"admin": {"": {"administrator"}}}
        self.records: dict[str, Record] = {}
        self.links: dict[str, Link] = {}
        self.standing: dict[tuple[str, str], tuple[tuple[str, ...], Act]] = {}
        self.done: dict[str, Act] = {}

    def unit_of(self, login: str) -> str:
        """The unit that an officer acts for unless he says otherwise: the first he was added to that stands."""
        units = list(self.serves[login])
        return next((unit for unit in units if unit and not self.units[unit].ended), units[0])

    def sees(self, unit: str, record: str) -> bool:
        return record in self.records and self.records[record].copy_of(unit) is not None

    def sees_link(self, unit: str, link: Link) -> bool:
        return self.sees(unit, link.a) and self.sees(unit, link.b)

    def shown(self, unit: str, record: str) -> Document:
        """The document as the unit sees it."""
        found = self.records[record]
        copy = found.copy_of(unit)
        assert copy is not None
        return less(found.documents[copy.version - 1], copy.without)

    def below(self, top: str, on: date) -> set[str]:
        """The unit and all below it on a day."""
        found: set[str] = {top}
        while True:
            more = {code for code, unit in self.units.items() if unit.parent(on) in found} - found
            if not more:
                return found
            found |= more
