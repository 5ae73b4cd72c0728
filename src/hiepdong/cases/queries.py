"""Reading cases: the list with its filters. Always for a viewer."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.forces.patterns import Pattern, changes, patterns
from hiepdong.journal.writing import chunks
from hiepdong.records import searchtable
from hiepdong.records.sight import Viewer, condition
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import EARLIEST, LATEST, from_seconds, seconds_of_days, today
from hiepdong.vocabulary.fold import words
from hiepdong.vocabulary.refusals import Refused

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
    """Cases the viewer may see, newest event first. Raises Refused unit.unknown, query.invalid.

    `whose`: ours, theirs, or waits (ours in which something waits for us). `text`: words in the copies, as in search.
    """
    if start and end and end < start:
        raise Refused("query.invalid", f"{end} < {start}")
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


def newest(viewer: Viewer, until: date) -> CaseLine | None:
    """The newest case up to a day that the viewer may see, without counting the others."""
    where, parameters = condition(viewer)
    clause, values = _days(None, until)
    asked = f"s.kind = 'case' AND {where.replace('unit =', 's.unit =')} AND {clause}"
    return next(iter(_lines(viewer, asked, [*parameters, *values], " LIMIT 1")), None)


def newest_of_ours(viewer: Viewer) -> CaseLine | None:
    """The newest case that the viewer's unit owns, without counting the others."""
    where, parameters = condition(viewer)
    clause = f"s.kind = 'case' AND {where.replace('unit =', 's.unit =')} AND s.owner = %s"
    return next(iter(_lines(viewer, clause, [*parameters, viewer.unit], " LIMIT 1")), None)


def lines_of(viewer: Viewer, records: list[str]) -> list[CaseLine]:
    """The lines of these cases, of those the viewer may see."""
    where, parameters = condition(viewer)
    found: list[CaseLine] = []
    for part in chunks(records, 500):
        places = ", ".join(["%s"] * len(part))
        clause = f"s.kind = 'case' AND {where.replace('unit =', 's.unit =')} AND r.uuid IN ({places})"
        found += _lines(viewer, clause, [*parameters, *part])
    return found


def _page(viewer: Viewer, where: str, values: list[Any], offset: int, limit: int | None) -> CasePage:
    if limit is None:
        lines = _lines(viewer, where, values)
        return CasePage(lines, len(lines))
    lines = _lines(viewer, where, values, f" LIMIT {max(0, int(limit))} OFFSET {int(offset)}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) {_FROM} WHERE {where}", values)
        return CasePage(lines, cursor.fetchone()[0])


def _lines(viewer: Viewer, where: str, values: list[Any], paging: str = "") -> list[CaseLine]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY s.happened DESC, s.record DESC{paging}", values
        )
        return [_line(row, viewer.unit) for row in cursor.fetchall()]


def _line(row: tuple[Any, ...], unit: str) -> CaseLine:
    uuid, version, owner, title, happened, commune, village, marker, offences, lead = row[:10]
    subjects, stage, cancelled, exercise, longitude, latitude, waits = row[10:]
    at = from_seconds(happened)
    point = (longitude, latitude) if longitude is not None else None
    return CaseLine(
        uuid, version, owner, title, at, at.date(), commune, village, marker, offences.split("|")[1], lead, subjects,
        stage, bool(cancelled), bool(exercise), point, waits >= today().toordinal() and owner == unit,
    )  # fmt: skip


Clause = tuple[str, list[Any]]


def _days(start: date | None, end: date | None) -> Clause:
    if start is None and end is None:
        return "", []
    return "s.happened >= %s AND s.happened < %s", list(seconds_of_days(start, end))


def _offences(offences: tuple[str, ...]) -> Clause:
    require_offences(offences)
    return _any("c.offences", offences)


def require_offences(offences: Iterable[str]) -> None:
    """Raise Refused query.invalid for a code that is none: counting nothing would look like an answer."""
    for code in offences:
        if code not in codes.offences:
            raise Refused("query.invalid", f"offence: {code}")


def _with(texts: tuple[str, ...], period: tuple[date | None, date | None]) -> Clause:
    """Units that took part; with `U/**`, those below U on the day of the event."""
    if not texts:
        return "", []
    book = forces.book()
    clauses, values = [], []
    for pattern in patterns(texts, book):
        clause, found = _takes_part(pattern, book, (period[0] or EARLIEST, period[1] or LATEST))
        clauses.append(clause)
        values += found
    return " AND ".join(clauses), values


def _takes_part(pattern: Pattern, book: Book, period: tuple[date, date]) -> Clause:
    """One condition for each run of days in which the same units fulfil the pattern."""
    runs: list[tuple[date, tuple[str, ...]]] = []
    cuts = sorted(day for day in changes(book) if period[0] < day <= period[1]) if pattern.trees else []
    for day in [period[0], *cuts]:
        units = tuple(sorted(pattern.units(book, day)))
        if not runs or runs[-1][1] != units:
            runs.append((day, units))
    clauses, values = [], []
    for (first, units), until in zip(runs, [*(day for day, _ in runs[1:]), None], strict=True):
        last = until - timedelta(days=1) if until else period[1]
        clause, found = _any("c.units || s.owners", units)
        clauses.append(f"(s.happened >= %s AND s.happened < %s AND {clause or '1 = 0'})")
        values += [*seconds_of_days(first, last), *found]
    return f"({' OR '.join(clauses)})", values


def _any(column: str, wanted: tuple[str, ...]) -> Clause:
    """Whether one of the codes stands between the bars of a column; a code is never a pattern."""
    if not wanted:
        return "", []
    spelled = [re.sub(r"([!%_])", r"!\1", code) for code in wanted]
    return "(" + " OR ".join([f"{column} LIKE %s ESCAPE '!'"] * len(wanted)) + ")", [f"%|{one}|%" for one in spelled]


def _equal(column: str, value: str | None) -> Clause:
    return (f"{column} = %s", [value]) if value else ("", [])


def _text(text: str, unit: str) -> Clause:
    wanted = words(text)
    if not wanted:
        return "", []
    clause, values = searchtable.condition(wanted, unit)
    return f"s.record IN {clause}", list(values)


def _whose(whose: str | None, unit: str) -> Clause:
    clauses = {"ours": "s.owner = %s", "theirs": "s.owner <> %s", "waits": "s.owner = %s AND r.waits >= %s"}
    values = [unit, today().toordinal()] if whose == "waits" else [unit]
    return (clauses[whose], values) if whose in clauses else ("", [])
