"""Reading cases: the list with its filters. Always for a viewer."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.forces.patterns import changes, patterns
from hiepdong.journal.writing import chunks
from hiepdong.records import searchtable
from hiepdong.records.sight import Viewer, condition
from hiepdong.vocabulary.clock import EARLIEST, HANOI, LATEST, from_seconds, seconds
from hiepdong.vocabulary.fold import words

_FROM = """FROM records_sight s JOIN cases_case c ON c.record = s.record AND c.track = s.track AND c.version = s.version
JOIN records_record r ON r.no = s.record"""
_COLUMNS = """r.uuid, s.version, s.owner, c.title, s.happened, c.commune, c.village, c.marker, c.offences, c.lead,
c.subjects, c.stage, s.cancelled, c.exercise, c.longitude, c.latitude, r.waits"""


class CaseLine(Struct, frozen=True):
    """A case in a list. `subjects` None: withheld."""

    record: str
    version: int
    owner: str
    title: str
    happened: datetime
    day: date
    commune: str | None
    village: str | None
    marker: str | None
    offence: str
    lead: str
    subjects: int | None
    stage: str | None
    cancelled: bool
    exercise: bool
    point: tuple[int, int] | None
    waits: bool


class CasePage(Struct, frozen=True):
    """Some lines of a list, and how many there are in all."""

    lines: list[CaseLine]
    total: int


def list_cases(  # noqa: PLR0913 - the filters of a list, each by its name
    viewer: Viewer,
    *,
    start: date | None = None,
    end: date | None = None,
    offences: tuple[str, ...] = (),
    with_: tuple[str, ...] = (),
    commune: str | None = None,
    stage: str | None = None,
    whose: str | None = None,
    text: str = "",
    offset: int = 0,
    limit: int | None = 50,
) -> CasePage:
    """Cases the viewer may see, newest event first. Raises Refused unit.unknown.

    `whose`: ours, theirs, or waits (ours in which something waits for us). `text`: words in the copies, as in search.
    """
    where, parameters = condition(viewer)
    clauses, values = [f"s.kind = 'case' AND {where.replace('unit =', 's.unit =')}"], list(parameters)
    for clause, found in (
        _days(start, end), _offences(offences), _with(with_, (start, end)),
        _equal("c.commune", commune), _equal("c.stage", stage), _whose(whose, viewer.unit),
        _text(text, viewer.unit),
    ):  # fmt: skip
        if clause:
            clauses.append(clause)
            values += found
    return _page(viewer, " AND ".join(clauses), values, offset, limit)


def lines_of(viewer: Viewer, records: list[str]) -> list[CaseLine]:
    """The lines of these cases, of those the viewer may see."""
    where, parameters = condition(viewer)
    found: list[CaseLine] = []
    for part in chunks(records, 500):
        places = ", ".join(["%s"] * len(part))
        clause = f"s.kind = 'case' AND {where.replace('unit =', 's.unit =')} AND r.uuid IN ({places})"
        found += _page(viewer, clause, [*parameters, *part], 0, None).lines
    return found


def _page(viewer: Viewer, where: str, values: list[Any], offset: int, limit: int | None) -> CasePage:
    paging = "" if limit is None else f" LIMIT {max(0, int(limit))} OFFSET {int(offset)}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY s.happened DESC, s.record DESC{paging}", values
        )
        lines = [_line(row, viewer.unit) for row in cursor.fetchall()]
        if limit is None or (offset == 0 and len(lines) < limit):
            return CasePage(lines, len(lines))
        cursor.execute(f"SELECT COUNT(*) {_FROM} WHERE {where}", values)
        return CasePage(lines, cursor.fetchone()[0])


def _line(row: tuple[Any, ...], unit: str) -> CaseLine:
    uuid, version, owner, title, happened, commune, village, marker, offences, lead = row[:10]
    subjects, stage, cancelled, exercise, longitude, latitude, waits = row[10:]
    at = from_seconds(happened)
    point = (longitude, latitude) if longitude is not None else None
    return CaseLine(
        uuid, version, owner, title, at, at.date(), commune, village, marker, offences.split("|")[1], lead, subjects,
        stage, bool(cancelled), bool(exercise), point, bool(waits) and owner == unit,
    )  # fmt: skip


Clause = tuple[str, list[Any]]


def _days(start: date | None, end: date | None) -> Clause:
    if start is None and end is None:
        return "", []
    first, last = max(start or EARLIEST, EARLIEST), min(end or LATEST, LATEST) + timedelta(days=1)
    return "s.happened >= %s AND s.happened < %s", [_midnight(first), _midnight(last)]


def _midnight(day: date) -> int:
    return seconds(datetime.combine(day, time(), HANOI))


def _offences(offences: tuple[str, ...]) -> Clause:
    return _any("c.offences", offences)


def _with(texts: tuple[str, ...], period: tuple[date | None, date | None]) -> Clause:
    """Units that took part; with `U/**` in the list, those below U on any day of the period."""
    if not texts:
        return "", []
    book = forces.book()
    first, last = period[0] or EARLIEST, period[1] or LATEST
    days = [first, *(day for day in changes(book) if first < day <= last)]
    clauses, values = [], []
    for pattern in patterns(texts, book):
        units = sorted({unit for day in days for unit in pattern.units(book, day)})
        clause, found = _any("c.units || s.owners", tuple(units))
        clauses.append(clause or "1 = 0")
        values += found
    return " AND ".join(clauses), values


def _any(column: str, codes: tuple[str, ...]) -> Clause:
    if not codes:
        return "", []
    return "(" + " OR ".join([f"{column} LIKE %s"] * len(codes)) + ")", [f"%|{code}|%" for code in codes]


def _equal(column: str, value: str | None) -> Clause:
    return (f"{column} = %s", [value]) if value else ("", [])


def _text(text: str, unit: str) -> Clause:
    wanted = words(text)
    if not wanted:
        return "", []
    clause, values = searchtable.condition(wanted, unit)
    return f"s.record IN {clause}", list(values)


def _whose(whose: str | None, unit: str) -> Clause:
    clauses = {"ours": "s.owner = %s", "theirs": "s.owner <> %s", "waits": "s.owner = %s AND r.waits = 1"}
    return (clauses[whose], [unit]) if whose in clauses else ("", [])
