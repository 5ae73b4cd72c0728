"""Reading units and officers. Units are known to everybody at the node; officers to who signs in."""

from datetime import date
from typing import Any

from django.db import connection
from msgspec import Struct

from hiepdong import config
from hiepdong.forces import book as books
from hiepdong.forces.book import Book, UnitEnd, UnitSpan
from hiepdong.journal.models import HeadRow
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import today

_kept: dict[tuple[str, str, int], Book] = {}


class OfficerUnit(Struct, frozen=True):
    """A unit in which an officer serves."""

    unit: str
    roles: tuple[str, ...]


class OfficerLine(Struct, frozen=True):
    """An officer."""

    login: str
    name: str
    rank: str | None
    position: str | None
    units: tuple[OfficerUnit, ...]

    @property
    def called(self) -> str:
        """Rank and name, as a paper has him."""
        return " ".join(part for part in (self.rank, self.name) if part)


class UnitLine(Struct, frozen=True):
    """A unit as it is called and placed on a day; `depth` in the tree."""

    code: str
    name: str
    type: str
    parent: str | None
    start: date
    end: date | None
    how: str | None
    successors: tuple[str, ...]
    heir: str | None
    depth: int = 0


def book() -> Book:
    """The book of forces, kept in mind until it changes."""
    forces = HeadRow.objects.values_list("forces", flat=True).get(id=1)
    key = (str(connection.settings_dict["NAME"]), config.began(), forces)
    if key not in _kept:
        _kept.clear()
        _kept[key] = books.load()
    return _kept[key]


def viewer(login: str, unit: str | None = None) -> Viewer:
    """The officer as he looks. `LOGIN@UNIT` is read too. Raises Refused officer.unknown, unit.*, act.not_permitted."""
    known = book()
    if unit is None and login not in known.services and "@" in login:
        login, unit = login.rsplit("@", 1)
    officer = known.officer(login, unit)
    return Viewer(login, officer.unit or "", officer.roles)


def officer(login: str) -> OfficerLine | None:
    """An officer with the units in which he serves."""
    return _officer(book(), login)


def administrators() -> list[str]:
    """The logins of who sets up this node."""
    services = book().services
    return sorted(login for login, held in services.items() if any("administrator" in one.roles for one in held))


def _officer(known: Book, login: str) -> OfficerLine | None:
    services = known.services.get(login)
    if not services:
        return None
    first = services[0]
    units = tuple(OfficerUnit(one.unit, one.roles) for one in services)
    return OfficerLine(login, first.name, first.rank, first.position, units)


def officers(unit: str) -> list[OfficerLine]:
    """The officers who serve in a unit."""
    known = book()
    logins = [login for login, services in known.services.items() if any(one.unit == unit for one in services)]
    return [line for login in sorted(logins) if (line := _officer(known, login))]


def spans(code: str) -> tuple[UnitSpan, ...]:
    """A unit's names and places over time, the first first."""
    return book().units.get(code, ())


def unit(code: str, on: date | None = None) -> UnitLine | None:
    """A unit as it was on a day; without a day as it is, or was last."""
    known = book()
    span = known.latest(code) if on is None else known.at(code, on)
    return _line(span, known.ends.get(code)) if span else None


def name_of(code: str, on: date | None = None) -> str:
    """A unit's name on a day, else its last, else its code."""
    line = (unit(code, on) if on else None) or unit(code)
    return line.name if line else code


def units(on: date | None = None) -> list[UnitLine]:
    """All units that stood on a day (today), each after the one above it."""
    known, day = book(), on or today()
    standing = {code: span for code in known.units if (span := known.at(code, day))}
    below: dict[str | None, list[UnitSpan]] = {}
    for span in standing.values():
        below.setdefault(span.parent if span.parent in standing else None, []).append(span)
    lines: list[UnitLine] = []
    _descend(known, below, (None, 0), lines)
    return lines


def _descend(
    known: Book, below: dict[str | None, list[UnitSpan]], at: tuple[str | None, int], lines: list[UnitLine]
) -> None:
    for span in sorted(below.get(at[0], ()), key=lambda one: (one.type, one.name)):
        lines.append(_line(span, known.ends.get(span.code), at[1]))
        _descend(known, below, (span.code, at[1] + 1), lines)


def ended_units() -> list[UnitLine]:
    """Units that ended, the latest first."""
    known = book()
    lines = [_line(span, end) for code, end in known.ends.items() if (span := known.latest(code))]
    return sorted(lines, key=lambda line: (line.end or date.min, line.name), reverse=True)


def setting(of_unit: str, name: str, *, inherited: bool = True) -> Any:
    """See Book.setting."""
    return book().setting(of_unit, name, inherited=inherited)


def _line(span: UnitSpan, end: UnitEnd | None, depth: int = 0) -> UnitLine:
    return UnitLine(
        span.code,
        span.name,
        span.type,
        span.parent,
        span.start,
        end.on if end else None,
        end.how if end else None,
        end.successors if end else (),
        end.heir if end else None,
        depth,
    )
