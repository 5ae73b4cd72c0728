"""The book of forces: units over time and officers, as folded from their acts. Pure, but for loading and rows."""

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.forces.models import ServiceRow, SettingRow, UnitEndRow, UnitRow
from hiepdong.journal.registry import Officer
from hiepdong.journal.rows import Model, Row, Rows
from hiepdong.journal.statement import Entry
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from hiepdong.journal.writing import Writing


class UnitSpan(Struct, frozen=True):
    """A unit as it is called and placed from `start` on."""

    code: str
    start: date
    name: str
    type: str
    parent: str | None
    seq: int


class UnitEnd(Struct, frozen=True):
    """How a unit ended; `on` is its last day."""

    on: date
    how: str
    successors: tuple[str, ...]
    heir: str | None
    seq: int


class Service(Struct, frozen=True):
    """An officer in a unit."""

    login: str
    unit: str
    roles: tuple[str, ...]
    name: str
    rank: str | None
    position: str | None
    seq: int


class Book(Struct, frozen=True):
    """Units by code (spans in order of days), ends, services by login, settings by unit and name."""

    units: dict[str, tuple[UnitSpan, ...]] = {}
    ends: dict[str, UnitEnd] = {}
    services: dict[str, tuple[Service, ...]] = {}
    settings: dict[tuple[str, str], tuple[str, int]] = {}

    def at(self, code: str, on: date) -> UnitSpan | None:
        """The unit as it was on a day."""
        end = self.ends.get(code)
        if end is not None and on > end.on:
            return None
        return next((span for span in reversed(self.units.get(code, ())) if span.start <= on), None)

    def latest(self, code: str) -> UnitSpan | None:
        """The unit as it was last called and placed."""
        spans = self.units.get(code)
        return spans[-1] if spans else None

    def name(self, code: str) -> str:
        """A unit's name as it is, or was last; the code of one that is not known."""
        span = self.latest(code)
        return span.name if span else code

    def parents(self, code: str, on: date) -> list[str]:
        """The unit and all above it on a day, itself first."""
        line: list[str] = []
        step: str | None = code
        while step is not None and step not in line:
            line.append(step)
            span = self.at(step, on)
            step = span.parent if span else None
        return line

    def setting(self, unit: str, name: str, *, inherited: bool = True) -> Any:
        """A setting of a unit (its own, else that of a unit it is heir to, the first ended first); None when unset.

        Not `inherited`: what says who the unit is, such as the head of its papers, is never that of another.
        """
        ended = sorted((end.seq, code) for code, end in self.ends.items() if inherited and end.heir == unit)
        for code in [unit, *(code for _, code in ended)]:
            found = self.settings.get((code, name))
            if found is not None:
                return msgspec.json.decode(found[0])
        return None

    def require(self, *codes: str) -> None:
        """Raise Refused unit.unknown or unit.ended unless every unit stands."""
        self.require_known(*codes)
        for code in codes:
            if code in self.ends:
                raise Refused("unit.ended", code)

    def require_known(self, *codes: str) -> None:
        """Raise Refused unit.unknown unless every unit is or was one."""
        for code in codes:
            if code not in self.units:
                raise Refused("unit.unknown", code)

    def officer(self, login: str, unit: str | None) -> Officer:
        """The officer as he serves in the unit, or in the first he was added to.

        Raises Refused officer.unknown, unit.unknown, unit.ended, act.not_permitted.
        """
        services = self.services.get(login)
        if not services:
            raise Refused("officer.unknown", login)
        if unit is None:
            unit = self._first_unit(services)
        if not unit:
            return Officer(login, None, _everywhere(services))
        self.require(unit)
        service = next((one for one in services if one.unit == unit), None)
        if service is None:
            raise Refused("act.not_permitted", f"{login} @ {unit}")
        return Officer(login, unit, frozenset(service.roles) | _everywhere(services))

    def _first_unit(self, services: tuple[Service, ...]) -> str:
        """The first unit he was added to that still stands, else the first; empty for who serves in none."""
        serves = [one.unit for one in services if one.unit]
        return next((unit for unit in serves if unit not in self.ends), serves[0] if serves else "")


def _everywhere(services: tuple[Service, ...]) -> frozenset[str]:
    """An administrator made on an empty node serves in no unit, and is one wherever he acts."""
    return frozenset(role for service in services if not service.unit for role in service.roles)


class Forces:
    """The book while entries are taken in."""

    def __init__(self, writing: "Writing") -> None:
        self.writing = writing
        self._stored: Book = writing.recall("forces", load)
        self.book = self._stored

    def officer(self, login: str, unit: str | None) -> Officer:
        """See Book.officer."""
        return self.book.officer(login, unit)

    def require(self, *codes: str) -> None:
        """See Book.require."""
        self.book.require(*codes)

    def require_known(self, *codes: str) -> None:
        """See Book.require_known."""
        self.book.require_known(*codes)

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in."""
        change = _CHANGES.get(type(act))
        if change is not None:
            self.book = change(self.book, entry, act)
            self.writing.remember("forces", self.book)

    def flush(self, rows: Rows) -> None:
        """Hand over what changed."""
        if self.book is self._stored:
            return
        for (model, columns), rows_of in _TABLES.items():
            _difference(rows, model, columns, (rows_of(self._stored), rows_of(self.book)))
        self._stored = self.book


def _difference(rows: Rows, model: Model, columns: tuple[str, ...], both: tuple[list[Row], list[Row]]) -> None:
    had, has = set(both[0]), set(both[1])
    rows.delete(model, columns, [row[: len(columns)] for row in both[0] if row not in has])
    rows.insert(model, [row for row in both[1] if row not in had])


def _add_unit(book: Book, entry: Entry, act: acts.UnitAdd) -> Book:
    unit = act.unit
    span = UnitSpan(unit.code, unit.start, unit.name, unit.type, unit.parent, entry.seq)
    return replace(book, units={**book.units, unit.code: (*book.units.get(unit.code, ()), span)})


def _end_unit(book: Book, entry: Entry, act: acts.UnitEnd) -> Book:
    end = UnitEnd(act.on, act.how, tuple(act.successors), act.heir, entry.seq)
    services = book.services
    if act.heir is not None:
        services = {login: _moved(held, act.code, act.heir) for login, held in services.items()}
    return replace(book, ends={**book.ends, act.code: end}, services=services)


def _moved(services: tuple[Service, ...], ended: str, heir: str) -> tuple[Service, ...]:
    """What an officer served in an ended unit he serves in its heir, at the same place in his list."""
    moved: list[Service] = []
    for service in services:
        now = replace(service, unit=heir) if service.unit == ended else service
        same = next((one for one in moved if one.unit == now.unit), None)
        if same is None:
            moved.append(now)
        else:
            roles = tuple(dict.fromkeys((*same.roles, *now.roles)))
            moved[moved.index(same)] = replace(same, roles=roles)
    return tuple(moved)


def _add_officer(book: Book, entry: Entry, act: acts.OfficerAdd) -> Book:
    officer = act.officer
    before = book.services.get(officer.login, ())
    old = next((one for one in before if one.unit == officer.unit), None)
    service = Service(
        officer.login,
        officer.unit,
        tuple(officer.roles),
        officer.name,
        officer.rank,
        officer.position,
        old.seq if old else entry.seq,
    )
    others = tuple(
        replace(one, name=officer.name, rank=officer.rank or one.rank) for one in before if one.unit != officer.unit
    )
    services = tuple(sorted((*others, service), key=lambda one: one.seq))
    return replace(book, services={**book.services, officer.login: services})


def _configure(book: Book, entry: Entry, act: acts.UnitConfigure) -> Book:
    unit = entry.statement.unit or ""
    changed = {
        (unit, name): (msgspec.json.encode(value, order="sorted").decode(), entry.seq)
        for name, value in act.settings.items()
    }
    return replace(book, settings={**book.settings, **changed})


def _start(book: Book, entry: Entry, act: acts.NodeStart) -> Book:
    """The first administrator of an empty node serves in no unit."""
    if act.admin is None:
        return book
    first = Service(act.admin, "", ("administrator",), act.admin, None, None, entry.seq)
    return replace(book, services={**book.services, act.admin: (first,)})


_CHANGES: dict[type[Act], Any] = {
    acts.UnitAdd: _add_unit,
    acts.UnitEnd: _end_unit,
    acts.OfficerAdd: _add_officer,
    acts.UnitConfigure: _configure,
    acts.NodeStart: _start,
}


def _unit_rows(book: Book) -> list[Row]:
    return [
        (span.code, span.start.toordinal(), span.name, span.type, span.parent, span.seq)
        for spans in book.units.values()
        for span in spans
    ]


def _end_rows(book: Book) -> list[Row]:
    return [
        (code, end.on.toordinal(), end.how, msgspec.json.encode(end.successors).decode(), end.heir, end.seq)
        for code, end in book.ends.items()
    ]


def _service_rows(book: Book) -> list[Row]:
    return [
        (one.login, one.unit, msgspec.json.encode(one.roles).decode(), one.name, one.rank, one.position, one.seq)
        for services in book.services.values()
        for one in services
    ]


def _setting_rows(book: Book) -> list[Row]:
    return [(unit, name, value, seq) for (unit, name), (value, seq) in book.settings.items()]


_TABLES: dict[tuple[Model, tuple[str, ...]], Any] = {
    (UnitRow, ("code", "start")): _unit_rows,
    (UnitEndRow, ("code",)): _end_rows,
    (ServiceRow, ("login", "unit")): _service_rows,
    (SettingRow, ("unit", "name")): _setting_rows,
}


def load(prefix: str = "") -> Book:
    """The book as the index has it; empty while a rebuild makes it anew."""
    if prefix:
        return Book()
    units: dict[str, tuple[UnitSpan, ...]] = {}
    for row in UnitRow.objects.order_by("code", "start"):
        span = UnitSpan(row.code, date.fromordinal(row.start), row.name, row.type, row.parent, row.seq)
        units[row.code] = (*units.get(row.code, ()), span)
    services: dict[str, tuple[Service, ...]] = {}
    for one in ServiceRow.objects.order_by("login", "seq"):
        roles = tuple(msgspec.json.decode(one.roles))
        service = Service(one.login, one.unit, roles, one.name, one.rank, one.position, one.seq)
        services[one.login] = (*services.get(one.login, ()), service)
    ends = {
        row.code: UnitEnd(
            date.fromordinal(row.on), row.how, tuple(msgspec.json.decode(row.successors)), row.heir, row.seq
        )
        for row in UnitEndRow.objects.all()
    }
    settings = {(row.unit, row.name): (row.value, row.seq) for row in SettingRow.objects.all()}
    return Book(units, ends, services, settings)
