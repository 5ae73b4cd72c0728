"""Reading joint activities: the list with its filters, and what counting needs. Always for a viewer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import connection
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.forces.patterns import Pattern, changes, patterns
from hiepdong.information.queries import Page
from hiepdong.journal.writing import chunks
from hiepdong.records.head import OPEN
from hiepdong.records.links import SAME_EVENT
from hiepdong.records.sight import Viewer, condition
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import EARLIEST, LATEST
from hiepdong.vocabulary.refusals import Refused

Row = tuple[Any, ...]
Days = tuple[date | None, date | None]
LASTING = timedelta(days=92)
_FROM = """FROM records_sight s JOIN information_activity c
ON c.record = s.record AND c.track = s.track AND c.version = s.version JOIN records_record r ON r.no = s.record"""
_COLUMNS = """s.record, r.uuid, s.version, s.owner, c.title, c.kind, c.day, c.last, c.times, c.attendances, c.items,
c.units, s.owners, c.commune, c.village, c.marker, c.longitude, c.latitude, s.cancelled, c.exercise"""


class ActivityLine(Struct, frozen=True):
    """A joint activity in a list. `units`: those named and its owners, past and present."""

    record: str
    version: int
    owner: str
    title: str
    kind: str
    day: date
    until: date | None
    times: int
    attendances: int | None
    items: int | None
    units: tuple[str, ...]
    commune: str | None
    village: str | None
    marker: str | None
    point: tuple[int, int] | None
    cancelled: bool
    exercise: bool


class Entered(Struct, frozen=True):
    """An activity that counts, as the viewer's unit holds it. `day` is an ordinal."""

    no: int
    id: str
    kind: str
    day: int
    times: int
    attendances: int
    items: int
    units: frozenset[str]


class Between(Struct, frozen=True):
    """A same-event link between two activities of which the viewer sees both; it stands, or waits for an answer."""

    id: str
    a: int
    b: int
    stands: bool


def list_activities(
    viewer: Viewer,
    *,
    start: date | None = None,
    end: date | None = None,
    kind: str | None = None,
    with_: tuple[str, ...] = (),
    whose: str | None = None,
    offset: int = 0,
    limit: int | None = 50,
) -> Page:
    """Activities the viewer may see, the latest first. Raises Refused query.invalid, unit.unknown.

    `with_`: units that took part, as figures have them. `whose`: ours or theirs.
    """
    clause, values = _asked(viewer, (start, end), kind)
    if whose in ("ours", "theirs"):
        clause += f" AND s.owner {'=' if whose == 'ours' else '<>'} %s"
        values.append(viewer.unit)
    if not with_:
        return _page(clause, values, offset, limit)
    takes_part = TakesPart(with_)
    rows = [row for row in _rows(clause, values) if takes_part(_units(row), row[6])]
    shown = rows[offset:] if limit is None else rows[offset : offset + max(0, limit)]
    return Page([_line(row) for row in shown], len(rows))


def lines_of(viewer: Viewer, records: Iterable[str]) -> dict[str, ActivityLine]:
    """Those of these records that the viewer sees, by their ids."""
    found: dict[str, ActivityLine] = {}
    for part in chunks(list(dict.fromkeys(records)), 500):
        clause, values = _asked(viewer, (None, None), None)
        rows = _rows(f"{clause} AND r.uuid IN ({', '.join(['%s'] * len(part))})", [*values, *part])
        found |= {row[1]: _line(row) for row in rows}
    return found


def around(viewer: Viewer, kind: str, days: tuple[date, date], most: int) -> list[ActivityLine]:
    """Activities of a kind that fall, or last, into these days; one that lasted begins within a quarter before."""
    start, end = days
    found = list_activities(viewer, start=start - LASTING, end=end, kind=kind, limit=most).lines
    return [line for line in found if (line.until or line.day) >= start]


def partners(viewer: Viewer, lately: int) -> set[str]:
    """The units that took part in the activities that the viewer's unit entered last."""
    clause, values = _asked(viewer, (None, None), None)
    rows = _rows(f"{clause} AND s.owner = %s", [*values, viewer.unit], f" LIMIT {int(lately)}")
    return {code for row in rows for code in _units(row)}


def last_of_ours(viewer: Viewer) -> ActivityLine | None:
    """The latest activity of the viewer's unit, to enter another like it."""
    found = list_activities(viewer, whose="ours", limit=1).lines
    return found[0] if found else None


class TakesPart:
    """Whether units fulfil every condition on units, on the day. Raises Refused unit.unknown for one that is none."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._book: Book = forces.book()
        self._patterns: list[Pattern] = patterns(texts, self._book)
        self._cuts = sorted(day.toordinal() for day in changes(self._book)) if self._patterns else []
        self._known: dict[int, list[frozenset[str]]] = {}

    def __call__(self, units: Iterable[str], day: int) -> bool:
        """Of units on a day, an ordinal; the structure of units is looked up once for each run of days."""
        there = frozenset(units)
        return all(there & wanted for wanted in self._wanted(day))

    def _wanted(self, day: int) -> list[frozenset[str]]:
        begun = sum(cut <= day for cut in self._cuts)
        if begun not in self._known:
            self._known[begun] = [one.units(self._book, date.fromordinal(day)) for one in self._patterns]
        return self._known[begun]


def check_period(start: date | None, end: date | None) -> None:
    """Raise Refused query.invalid for a period that ends before it begins."""
    if start and end and end < start:
        raise Refused("query.invalid", f"{end} < {start}")


def _asked(viewer: Viewer, period: Days, kind: str | None) -> tuple[str, list[Any]]:
    check_period(*period)
    where, parameters = condition(viewer)
    clause, values = f"s.kind = 'activity' AND {where.replace('unit =', 's.unit =')}", list(parameters)
    if period != (None, None):
        clause += " AND c.day BETWEEN %s AND %s"
        values += [(period[0] or EARLIEST).toordinal(), (period[1] or LATEST).toordinal()]
    if kind:
        if kind not in codes.activities:
            raise Refused("query.invalid", f"kind: {kind}")
        clause += " AND c.kind = %s"
        values.append(kind)
    return clause, values


def _page(clause: str, values: list[Any], offset: int, limit: int | None) -> Page:
    paging = "" if limit is None else f" LIMIT {max(0, int(limit))} OFFSET {int(offset)}"
    lines = [_line(row) for row in _rows(clause, values, paging)]
    if limit is None:
        return Page(lines, len(lines))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) {_FROM} WHERE {clause}", values)
        return Page(lines, int(cursor.fetchone()[0]))


def _rows(clause: str, values: list[Any], paging: str = "") -> list[Row]:
    with connection.cursor() as cursor:
        order = f"ORDER BY s.happened DESC, s.record DESC{paging}"
        cursor.execute(f"SELECT {_COLUMNS} {_FROM} WHERE {clause} {order}", values)
        return list(cursor.fetchall())


def _units(row: Row) -> tuple[str, ...]:
    return tuple(sorted({code for text in (row[11], row[12]) for code in text.strip("|").split("|")}))


def _line(row: Row) -> ActivityLine:
    (_, uuid, version, owner, title, kind, day, last, times, attendances, items) = row[:11]
    commune, village, marker, longitude, latitude, cancelled, exercise = row[13:]
    return ActivityLine(
        uuid, version, owner, title, kind, date.fromordinal(day), date.fromordinal(last) if last > day else None, times,
        attendances, items, _units(row), commune, village, marker,
        (longitude, latitude) if longitude is not None else None, bool(cancelled), bool(exercise),
    )  # fmt: skip


def links(viewer: Viewer) -> list[Between]:
    """The links between activities of which the viewer sees both, whatever their days."""
    where, parameters = condition(viewer)
    ours = f"SELECT record FROM records_sight WHERE kind = 'activity' AND {where}"
    sql = f"""SELECT uuid, a, b, confirmed FROM records_link WHERE relation = %s AND ended = %s
    AND a IN ({ours}) AND b IN ({ours}) ORDER BY no"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [SAME_EVENT, OPEN, *parameters, *parameters])
        return [Between(uuid, a, b, confirmed < OPEN) for uuid, a, b, confirmed in cursor.fetchall()]


def counting(viewer: Viewer, start: date | None, end: date | None, linked: set[int]) -> dict[int, Entered]:
    """The activities of a period that count, and of those linked all that do: neither cancelled nor an exercise."""
    rows = _rows(*_counts(_asked(viewer, (start, end), None)))
    missing = sorted(linked - {row[0] for row in rows})
    for part in chunks(missing, 500):
        clause, values = _counts(_asked(viewer, (None, None), None))
        rows += _rows(f"{clause} AND s.record IN ({', '.join(['%s'] * len(part))})", [*values, *part])
    return {row[0]: _entered(row) for row in rows}


def _counts(asked: tuple[str, list[Any]]) -> tuple[str, list[Any]]:
    return f"{asked[0]} AND s.cancelled = 0 AND c.exercise = 0", asked[1]


def _entered(row: Row) -> Entered:
    no, uuid, kind, day, times, attendances, items = (row[0], row[1], *row[5:7], *row[8:11])
    return Entered(no, uuid, kind, day, times, attendances or 0, items or 0, frozenset(_units(row)))
