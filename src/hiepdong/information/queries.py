"""Reading reports, requests and what is owed. Always for a viewer."""

import time
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection
from msgspec import Struct

from hiepdong.information.models import AddressedRow, AnswerRow, RequestRow
from hiepdong.information.requests import OWING
from hiepdong.information.standing import Standing, standings
from hiepdong.journal.writing import chunks
from hiepdong.records import searchtable
from hiepdong.records.models import RecordRow, SightRow
from hiepdong.records.sight import Viewer, condition, seen
from hiepdong.vocabulary.clock import from_seconds, seconds_of_days
from hiepdong.vocabulary.fold import words

_FROM = """FROM records_sight s JOIN information_report c
ON c.record = s.record AND c.track = s.track AND c.version = s.version JOIN records_record r ON r.no = s.record"""
_COLUMNS = """s.record, r.uuid, s.version, s.owner, c.title, s.happened, c.topic, c.side, c.urgency, c.commune,
c.village, c.marker, c.grade, c.caveats, s.cancelled, c.exercise, c.longitude, c.latitude"""


class ReportLine(Struct, frozen=True):
    """A report in a list, with its standing for the viewer."""

    record: str
    version: int
    owner: str
    title: str
    seen: datetime
    topic: str
    side: str
    urgency: str
    commune: str | None
    village: str | None
    marker: str | None
    grade: str | None
    caveats: tuple[str, ...]
    cancelled: bool
    exercise: bool
    point: tuple[int, int] | None
    supports: int
    contradicts: int


class RequestLine(Struct, frozen=True):
    """A request in a list: how it stands with each unit whose state the viewer may know, and when it is due.

    `behalf`: the unit that asks, where its owner keeps it for that unit; else empty.
    """

    record: str
    version: int
    owner: str
    title: str
    state: dict[str, str]
    due: datetime
    urgency: str
    sent: datetime
    closed: bool
    behalf: str = ""

    @property
    def asker(self) -> str:
        """The unit that asks."""
        return self.behalf or self.owner


class Page(Struct, frozen=True):
    """Some lines of a list, and how many there are in all."""

    lines: list[Any]
    total: int


class Debt(Struct, frozen=True):
    """An answer that a unit owes."""

    record: str
    unit: str
    title: str
    due: datetime
    state: str
    asker: str
    urgency: str
    sent: datetime


class Owed(Struct, frozen=True):
    """What others owe us, and what we owe, soonest due first."""

    to_us: list[Debt]
    by_us: list[Debt]


class AnswerLine(Struct, frozen=True):
    """An answer to a request, as far as a list shows it; `unit`: who answers, `kept_by`: who recorded it for him."""

    record: str
    unit: str
    finding: str
    final: bool
    at: datetime
    kept_by: str = ""


def list_reports(
    viewer: Viewer,
    *,
    start: date | None = None,
    end: date | None = None,
    topic: str | None = None,
    side: str | None = None,
    commune: str | None = None,
    whose: str | None = None,
    text: str = "",
    offset: int = 0,
    limit: int | None = 50,
) -> Page:
    """Reports the viewer may see, the latest seen first. `whose`: ours or theirs; `text`: words in the copies."""
    where, parameters = condition(viewer)
    clauses, values = [f"s.kind = 'report' AND {where.replace('unit =', 's.unit =')}"], list(parameters)
    if start is not None or end is not None:
        clauses.append("s.happened >= %s AND s.happened < %s")
        values += seconds_of_days(start, end)
    for column, value in (("c.topic", topic), ("c.side", side), ("c.commune", commune)):
        if value:
            clauses.append(f"{column} = %s")
            values.append(value)
    if whose in ("ours", "theirs"):
        clauses.append(f"s.owner {'=' if whose == 'ours' else '<>'} %s")
        values.append(viewer.unit)
    if wanted := words(text):
        clause, sought = searchtable.condition(wanted, viewer.unit)
        clauses.append(f"s.record IN {clause}")
        values += sought
    rows, total = _rows(" AND ".join(clauses), values, offset, limit)
    stand = standings(viewer, seen(viewer, kind="report").filter(record__in=[row[0] for row in rows]))
    return Page([_report_line(row, stand[row[0]]) for row in rows], total)


def reports_of(viewer: Viewer, numbers: list[int]) -> list[ReportLine]:
    """Those of the reports, given by their numbers, that the viewer may see, the latest seen first."""
    where, parameters = condition(viewer)
    rows: list[tuple[Any, ...]] = []
    for part in chunks(numbers, 500):
        clause = f"{where.replace('unit =', 's.unit =')} AND s.record IN ({', '.join(['%s'] * len(part))})"
        rows += _rows(clause, [*parameters, *part], 0, None)[0]
    stand = standings(viewer, seen(viewer, kind="report").filter(record__in=[row[0] for row in rows]))
    return [_report_line(row, stand[row[0]]) for row in sorted(rows, key=lambda row: (-row[5], -row[0]))]


def _rows(where: str, values: list[Any], offset: int, limit: int | None) -> tuple[list[tuple[Any, ...]], int]:
    paging = "" if limit is None else f" LIMIT {max(0, int(limit))} OFFSET {int(offset)}"
    with connection.cursor() as cursor:
        order = "ORDER BY s.happened DESC, s.record DESC"
        cursor.execute(f"SELECT {_COLUMNS} {_FROM} WHERE {where} {order}{paging}", values)
        rows = list(cursor.fetchall())
        if limit is None or (offset == 0 and len(rows) < limit):
            return rows, len(rows)
        cursor.execute(f"SELECT COUNT(*) {_FROM} WHERE {where}", values)
        return rows, int(cursor.fetchone()[0])


def _report_line(row: tuple[Any, ...], stand: Standing) -> ReportLine:
    (_, uuid, version, owner, title, happened, topic, side, urgency, commune) = row[:10]
    village, marker, grade, caveats, cancelled, exercise, longitude, latitude = row[10:]
    return ReportLine(
        uuid, version, owner, title, from_seconds(happened), topic, side, urgency, commune, village, marker, grade,
        tuple(caveats.split()), bool(cancelled), bool(exercise),
        (longitude, latitude) if longitude is not None else None, stand.supports, stand.contradicts,
    )  # fmt: skip


def list_requests(
    viewer: Viewer,
    *,
    start: date | None = None,
    end: date | None = None,
    whose: str | None = None,
    offset: int = 0,
    limit: int | None = 50,
) -> Page:
    """Requests the viewer may see, the latest sent first. `whose`: ours or theirs."""
    rows = seen(viewer, kind="request").order_by("-happened", "-record")
    if start is not None or end is not None:
        first, after = seconds_of_days(start, end)
        rows = rows.filter(happened__gte=first, happened__lt=after)
    if whose in ("ours", "theirs"):
        rows = rows.filter(owner=viewer.unit) if whose == "ours" else rows.exclude(owner=viewer.unit)
    sights = list(rows[offset : None if limit is None else offset + limit])
    total = len(sights) if limit is None or (offset == 0 and len(sights) < limit) else rows.count()
    return Page(request_lines(viewer, sights), total)


def request_lines(viewer: Viewer, sights: list[SightRow]) -> list[RequestLine]:
    """Requests in a list, in the order of what the viewer's unit holds of them."""
    numbers = [row.record for row in sights]
    requests = {row.record: row for row in RequestRow.objects.filter(record__in=numbers)}
    states = states_of(viewer, sights, requests)
    return [
        RequestLine(
            requests[row.record].uuid, row.version, row.owner, requests[row.record].title, states[row.record],
            from_seconds(requests[row.record].due), requests[row.record].urgency, from_seconds(row.happened),
            bool(requests[row.record].closed), kept_for(requests[row.record], row.owner),
        )
        for row in sights
    ]  # fmt: skip


def kept_for(row: RequestRow | AnswerRow, owner: str) -> str:
    """The unit for which a request or an answer is kept by its owner; empty once that unit owns it itself."""
    return "" if row.behalf == owner else row.behalf


def states_of(viewer: Viewer, sights: Iterable[SightRow], requests: dict[int, RequestRow]) -> dict[int, dict[str, str]]:
    """State by unit: of all for the asker, of his own for another."""
    owners = {row.record: row.owner for row in sights}
    found: dict[int, dict[str, str]] = {no: {} for no in owners}
    for one in AddressedRow.objects.filter(record__in=list(owners)).order_by("unit"):
        if viewer.unit in (one.unit, owners[one.record]):
            found[one.record][one.unit] = state_of(one.state, requests[one.record])
    return found


def state_of(state: str, request: RequestRow) -> str:
    """The state of a unit as it is shown: closed once the request is, overdue while an answer is owed and late."""
    if request.closed:
        return "closed"
    return "overdue" if state in OWING and request.due < time.time() else state


def owed(viewer: Viewer) -> Owed:
    """What others owe the viewer's unit, and what it owes, soonest due first."""
    mine = AddressedRow.objects.filter(unit=viewer.unit, state__in=OWING).values("record")
    asked = {row.record: row for row in seen(viewer, kind="request").filter(record__in=mine)}
    still = RequestRow.objects.filter(closed="").values("record")
    ours = {row.record: row for row in seen(viewer, kind="request").filter(owner=viewer.unit, record__in=still)}
    both = RequestRow.objects.filter(record__in=[*asked, *ours], closed="")
    requests = {row.record: row for row in both}
    to_us, by_us = [], []
    for one in AddressedRow.objects.filter(record__in=list(requests), state__in=OWING):
        request = requests[one.record]
        if one.record in ours and not kept_for(request, viewer.unit):
            to_us.append(_debt(one, request, viewer.unit))
        if one.record in asked and one.unit == viewer.unit:
            by_us.append(_debt(one, request, request.behalf or asked[one.record].owner))
    return Owed(_soonest(to_us), _soonest(by_us))


def _soonest(debts: list[Debt]) -> list[Debt]:
    return sorted(debts, key=lambda debt: (debt.due, debt.record, debt.unit))


def _debt(one: AddressedRow, request: RequestRow, asker: str) -> Debt:
    state = state_of(one.state, request)
    due, sent = from_seconds(request.due), from_seconds(one.asked)
    return Debt(request.uuid, one.unit, request.title, due, state, asker, request.urgency, sent)


def answers_to(viewer: Viewer, request: str) -> list[AnswerLine]:
    """The answers to a request that the viewer may see, the first first."""
    rows = AnswerRow.objects.filter(request=request)
    sights = {row.record: row for row in seen(viewer).filter(record__in=[row.record for row in rows])}
    ids = dict(RecordRow.objects.filter(no__in=list(sights)).values_list("no", "uuid"))
    found = {
        row.record: AnswerLine(
            ids[row.record], row.behalf or sights[row.record].owner, row.finding, bool(row.final),
            from_seconds(sights[row.record].happened),
            sights[row.record].owner if kept_for(row, sights[row.record].owner) else "",
        )
        for row in rows
        if row.record in sights
    }  # fmt: skip
    return [found[no] for no in sorted(found)]
