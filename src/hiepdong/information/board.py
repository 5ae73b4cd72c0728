"""What waits for a unit in information: requests to answer, answers that came, asks to pass a report on."""

from datetime import datetime

from django.db.models import QuerySet

from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.information import related, wording
from hiepdong.information.models import AddressedRow, PassOnRow, RequestRow
from hiepdong.information.queries import kept_for
from hiepdong.information.requests import OWING
from hiepdong.journal.models import DeedRow
from hiepdong.records.board import Waiting
from hiepdong.records.models import SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.clock import from_seconds, now
from hiepdong.vocabulary.roles import COMMANDER

DONE = ("answered", "declined")
OF_OTHERS = frozenset({"request-unanswered", "request-due-soon", "request-late", "passon-unanswered"})
"""What others are to do: we wait for them."""


def waiting(viewer: Viewer) -> list[Waiting]:
    """What waits for the viewer's unit, and what it waits for, the longest first."""
    found = [*_asked_of_us(viewer), *_asked_by_us(viewer), *_passing_on(viewer)]
    return sorted(found, key=lambda line: line.since)


def _asked_of_us(viewer: Viewer) -> list[Waiting]:
    """Requests that our unit owes an answer to."""
    owing = AddressedRow.objects.filter(unit=viewer.unit, state__in=OWING)
    mine = {one.record: one for one in owing}
    requests = _open(seen(viewer, kind="request").filter(record__in=owing.values("record"))) if mine else []
    book = forces.book() if requests else Book()
    leads = bool(viewer.roles & COMMANDER)
    return [
        _debt(book, mine[row.record], request.behalf or row.owner, request, leads=leads) for row, request in requests
    ]


def _open(rows: QuerySet[SightRow]) -> list[tuple[SightRow, RequestRow]]:
    sights = {row.record: row for row in rows}
    still = RequestRow.objects.filter(record__in=rows.values("record"), closed="") if sights else []
    return [(sights[one.record], one) for one in still]


def _debt(book: Book, mine: AddressedRow, asker: str, request: RequestRow, *, leads: bool) -> Waiting:
    """What we owe: reminded in the last quarter of its time; overdue, it goes to who leads the unit."""
    since, colour = from_seconds(mine.asked), _colour(mine, request)
    what = "request-accepted" if mine.state == "accepted" else "request"
    if what == "request" and wording.is_superior(book, asker, mine.unit, since):
        what = "request.superior"
    if colour:
        what = "request-soon" if colour == "soon" else "request-escalated" if leads else "request-overdue"
    return _line(what, request, asker, since)


def _colour(one: AddressedRow, request: RequestRow) -> str:
    return wording.urgency_of(from_seconds(one.asked), from_seconds(request.due), now())


def _line(what: str, request: RequestRow, unit: str, since: datetime, *, due: bool = True) -> Waiting:
    at = from_seconds(request.due) if due else None
    return Waiting(what, request.uuid, request.title, unit, since, kind="request", due=at)


def _asked_by_us(viewer: Viewer) -> list[Waiting]:
    """What became of our requests: who answered or declined, who is late, who has time yet."""
    still = RequestRow.objects.filter(closed="").values("record")
    ours = _open(seen(viewer, kind="request").filter(owner=viewer.unit, record__in=still))
    requests = {request.record: request for _, request in ours if not kept_for(request, viewer.unit)}
    rows = AddressedRow.objects.filter(record__in=list(requests))
    return [_of_unit(one, requests[one.record]) for one in rows]


def _of_unit(one: AddressedRow, request: RequestRow) -> Waiting:
    if one.state in DONE:
        since = from_seconds(one.answered if one.answered is not None else one.asked)
        return _line(f"request-{one.state}", request, one.unit, since, due=False)
    what = {"late": "request-late", "soon": "request-due-soon"}.get(_colour(one, request), "request-unanswered")
    return _line(what, request, one.unit, from_seconds(one.asked))


def _passing_on(viewer: Viewer) -> list[Waiting]:
    """Asks to pass a report on that nobody has answered: to us, and ours."""
    held = {row.record: row for row in seen(viewer, kind="passon")}
    asks = list(PassOnRow.objects.filter(record__in=list(held), state="waits"))
    reports = {one.record: one for one in related.lines(viewer, [ask.report for ask in asks])}
    times = dict(DeedRow.objects.filter(seq__in=[ask.seq for ask in asks]).values_list("seq", "at"))
    return [
        Waiting(
            "passon-unanswered" if ask.asker == viewer.unit else "passon", ask.uuid, reports[ask.report].title,
            reports[ask.report].owner if ask.asker == viewer.unit else ask.asker, from_seconds(times[ask.seq]),
            detail=ask.report, kind="passon",
        )
        for ask in asks
        if ask.report in reports
    ]  # fmt: skip
