"""What counts itself: reports, cases, requests and answers that the viewer's unit gave to others and had from them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.records.sight import Viewer, condition
from hiepdong.vocabulary.clock import EARLIEST, LATEST, day_of, from_seconds, seconds_of_days

Days = tuple[date | None, date | None]
TakesPart = Callable[[set[str], int], bool]
GIVEN, RECEIVED = "given", "received"
WHAT = ("report", "case", "request", "answer", "verified")
PAIRS = ("report", "case")
_SIGHT = "JOIN records_sight s ON s.record = x.record JOIN records_record r ON r.no = x.record"
_COPY = "ON {0}.record = s.record AND {0}.track = s.track AND {0}.version = s.version"


class Exchanged(Struct, frozen=True):
    """What was given to other units, and received from them.

    Reports and cases count once for each receiver; requests and answers each once. `verified`: requests answered
    finally, by us or for us. Beside each number the records that it was counted from.
    """

    what: str
    given: int
    received: int
    given_records: list[str]
    received_records: list[str]


class Giving(Struct, frozen=True):
    """That one unit gave another a record, on a day (an ordinal)."""

    record: str
    what: str
    giver: str
    unit: str
    day: int


def of(viewer: Viewer, period: Days, takes_part: TakesPart) -> list[Exchanged]:
    """A line for each thing exchanged; `takes_part`: whether giver and receiver are of the units asked for."""
    found = givings(viewer, period, takes_part)
    return [_line(what, found[what, GIVEN], found[what, RECEIVED]) for what in WHAT]


def givings(viewer: Viewer, period: Days, takes_part: TakesPart) -> dict[tuple[str, str], list[Giving]]:
    """Each giving that counts, under what it was and whether it was given or received, the latest first."""
    ours = _ours(forces.book(), viewer.unit)
    found: dict[tuple[str, str], list[Giving]] = {(what, way): [] for what in WHAT for way in (GIVEN, RECEIVED)}
    for giving in [*_givings(viewer, ours, period), *_verified(viewer, ours, period)]:
        if takes_part({giving.giver, giving.unit}, giving.day):
            if giving.giver in ours:
                found[giving.what, GIVEN].append(giving)
            if giving.unit in ours:
                found[giving.what, RECEIVED].append(giving)
    return found


def count(what: str, ways: list[Giving]) -> int:
    """How often: reports and cases once for each receiver, requests and answers each once."""
    return len(ways) if what in PAIRS else len({one.record for one in ways})


def _line(what: str, given: list[Giving], received: list[Giving]) -> Exchanged:
    records = [list(dict.fromkeys(one.record for one in ways)) for ways in (given, received)]
    return Exchanged(what, count(what, given), count(what, received), records[0], records[1])


def _ours(book: Book, unit: str) -> frozenset[str]:
    """The unit, and those that ended with it as their heir: what they gave and had is now its own."""
    found, more = {unit}, {unit}
    while more:
        more = {code for code, end in book.ends.items() if end.heir in more} - found
        found |= more
    return frozenset(found)


def _may(viewer: Viewer) -> tuple[str, list[Any]]:
    where, parameters = condition(viewer)
    return where.replace("unit =", "s.unit ="), list(parameters)


def _givings(viewer: Viewer, ours: frozenset[str], period: Days) -> list[Giving]:
    """Of what the viewer sees and counts, the first giving of each record to each unit, the latest first."""
    may, parameters = _may(viewer)
    places = ", ".join(["%s"] * len(ours))
    sql = f"""SELECT r.uuid, x.what, x.giver, x.unit, x.day FROM information_exchange x {_SIGHT}
    LEFT JOIN information_report c {_COPY.format("c")} LEFT JOIN cases_case k {_COPY.format("k")}
    WHERE {may} AND s.cancelled = 0 AND COALESCE(c.exercise, k.exercise, 0) = 0
    AND (x.giver IN ({places}) OR x.unit IN ({places})) AND x.day BETWEEN %s AND %s
    AND NOT EXISTS (SELECT 1 FROM information_exchange e WHERE e.record = x.record AND e.unit = x.unit
    AND (e.day < x.day OR (e.day = x.day AND e.seq < x.seq))) ORDER BY x.day DESC, x.seq DESC, x.unit"""
    days = [(period[0] or EARLIEST).toordinal(), (period[1] or LATEST).toordinal()]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *sorted(ours), *sorted(ours), *days])
        return [Giving(*row) for row in cursor.fetchall()]


def _verified(viewer: Viewer, ours: frozenset[str], period: Days) -> list[Giving]:
    """Requests that a unit answered finally and that was not asked on: given by who answered to who asked."""
    may, parameters = _may(viewer)
    sql = f"""SELECT r.uuid, s.owners, q.behalf, x.unit, x.mouth, x.answered FROM information_addressed x {_SIGHT}
    JOIN information_request q ON q.record = x.record WHERE {may}
    AND s.kind = 'request' AND x.state = 'answered' AND x.answered >= %s AND x.answered < %s
    ORDER BY x.answered DESC, x.record DESC, x.unit"""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *seconds_of_days(*period)])
        for uuid, owners, behalf, unit, mouth, answered in cursor.fetchall():
            asker = behalf or owners.split("|")[1]
            if asker in ours or unit in ours:
                found.append(Giving(uuid, "verified", mouth, asker, day_of(from_seconds(answered)).toordinal()))
    return found
