"""A request as its page shows it: how it stands with each unit, as far as one may know, its answers, its story."""

from datetime import datetime
from typing import Any

from django.db.models import Count
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.information import on_behalf, related, wording
from hiepdong.information.models import AddressedRow, RequestRow
from hiepdong.information.more import rests_on
from hiepdong.information.queries import AnswerLine, answers_to, kept_for, state_of
from hiepdong.information.related import Beside
from hiepdong.information.requests import OWING
from hiepdong.records import history as histories
from hiepdong.records.copies import copies
from hiepdong.records.history import Line
from hiepdong.records.masks import Mask
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.clock import from_seconds, now

Document = dict[str, Any]


class UnitState(Struct, frozen=True):
    """How a request stands with one unit. `shown`: its state as it is told; `state`: without overdue and closed."""

    unit: str
    state: str
    shown: str
    asked: datetime
    answered: datetime | None
    ground: str
    reason: str
    demanded: bool


class Answered(Struct, frozen=True):
    """An answer, as the viewer holds it; `bases`: on whose behalf it was recorded and how it was conveyed."""

    line: AnswerLine
    withheld: Mask
    document: Document
    sources: list[Beside]
    bases: dict[str, Any]


class RequestView(Struct, frozen=True):
    """What the page needs. `mine`: how it stands with our unit; `may_answer`, `may_close`: what we may do now.

    `asker`: the unit that asks; `kept`: we keep the request for it. `away`: units asked for which we may record what
    they answer. `reminded`: when we last reminded them, or were.
    """

    shown: Shown
    document: Document
    sent: datetime
    due: datetime
    colour: str
    closed: str
    ours: bool
    asker: str
    kept: bool
    away: frozenset[str]
    may_remind: bool
    reminded: Line | None
    units: list[UnitState]
    mine: UnitState | None
    may_answer: bool
    may_close: bool
    demanded: bool
    about: Beside | None
    answers: list[Answered]
    asked_on: list[Line]
    story: list[Line]


def view(viewer: Viewer, shown: Shown) -> RequestView:
    """The request for a page."""
    row, document = RequestRow.objects.get(uuid=shown.record), shown.document
    ours, due = shown.owner == viewer.unit, from_seconds(row.due)
    kept, open_ = bool(kept_for(row, shown.owner)), not (row.closed or shown.erased)
    units = _units(viewer, shown, row)
    mine = next((one for one in units if one.unit == viewer.unit), None)
    sent = units[0].asked if units else due
    late = any(one.shown == "overdue" for one in units)
    owed = any(one.shown in ("sent", "accepted", "overdue") for one in units)
    colour = "late" if late else wording.urgency_of(sent, due, now()) if owed else ""
    about = related.lines(viewer, [document["about"]] if document.get("about") else [])
    answers = _answers(viewer, shown.record)
    return RequestView(
        shown=shown, document=document, sent=sent, due=due, closed=row.closed, ours=ours, units=units, mine=mine,
        colour=colour, asker=row.behalf or shown.owner, kept=kept,
        away=_away(units) if ours and open_ and not shown.offered_to else frozenset(),
        may_remind=ours and open_ and not shown.offered_to and any(_owes(one, viewer.unit) for one in units),
        reminded=next((line for line in shown.history if line.act == "request.remind"), None),
        may_answer=mine is not None and open_ and mine.state in OWING and not (ours and shown.offered_to),
        may_close=ours and not (row.closed or shown.offered_to or shown.erased),
        demanded=bool(units) and all(one.demanded for one in units), about=about[0] if about else None,
        answers=answers, asked_on=[line for line in reversed(shown.history) if line.act == "request.ask-on"],
        story=_story(shown, answers),
    )  # fmt: skip


def _owes(one: UnitState, ours: str) -> bool:
    return one.state in OWING and one.unit != ours


def _away(units: list[UnitState]) -> frozenset[str]:
    """Those of the units that owe an answer and are not on the system."""
    owing = {one.unit for one in units if one.state in OWING}
    return frozenset(owing & on_behalf.away()) if owing else frozenset()


def often_asked(viewer: Viewer, limit: int = 8) -> list[str]:
    """The units that the viewer's unit asked most."""
    ours = seen(viewer, kind="request").filter(owner=viewer.unit).values("record")
    counted = AddressedRow.objects.filter(record__in=ours).values("unit").annotate(times=Count("record"))
    return [row["unit"] for row in counted.order_by("-times", "unit")[:limit]]


def _units(viewer: Viewer, shown: Shown, row: RequestRow) -> list[UnitState]:
    """The units whose state the viewer may know: all for the asker, his own for another; the late ones first."""
    rows = AddressedRow.objects.filter(record=row.record).order_by("unit")
    reasons = {line.unit: line.reason for line in reversed(shown.history) if line.act == "request.decline"}
    known = [one for one in rows if viewer.unit in (one.unit, shown.owner)]
    book, asker = forces.book(), row.behalf or shown.owner
    found = [_unit(one, row, reasons.get(one.unit, ""), demanded=_is_demanded(book, asker, one)) for one in known]
    return sorted(found, key=_by_need)


def _by_need(one: UnitState) -> tuple[bool, bool, str]:
    return (one.shown != "overdue", one.state in ("answered", "declined"), one.unit)


def _is_demanded(book: Book, asker: str, one: AddressedRow) -> bool:
    return wording.is_superior(book, asker, one.unit, from_seconds(one.asked))


def _unit(one: AddressedRow, row: RequestRow, reason: str, *, demanded: bool) -> UnitState:
    answered = None if one.answered is None else from_seconds(one.answered)
    return UnitState(
        one.unit, one.state, state_of(one.state, row), from_seconds(one.asked), answered, one.ground or "", reason,
        demanded,
    )  # fmt: skip


def _answers(viewer: Viewer, request: str) -> list[Answered]:
    """The answers to the request, with as few questions to the database for many as for one."""
    lines = answers_to(viewer, request)
    held = copies(viewer, [line.record for line in lines])
    named = [one for copy in held.values() for one in copy.document.get("derived_from") or ()]
    sources = {one.record: one for one in related.lines(viewer, named)} if named else {}
    found = []
    for line in lines:
        copy = held[line.record]
        from_ = [sources[one] for one in copy.document.get("derived_from") or () if one in sources]
        bases = rests_on(copy.detail, owner=copy.owner == viewer.unit)
        found.append(Answered(line, copy.withheld, copy.document, from_, bases))
    return found


def _story(shown: Shown, answers: list[Answered]) -> list[Line]:
    """What was done, the answers among it, newest first."""
    given = histories.beginnings([one.line.record for one in answers]) if answers else []
    return sorted([*shown.history, *given], key=lambda line: line.seq, reverse=True)


class AnswerView(Struct, frozen=True):
    """An answer on a page of its own: whoever holds it may not hold the request. `speaker`: whose word it is."""

    shown: Shown
    document: Document
    speaker: str
    at: datetime | None
    ours: bool
    open: bool
    request: Beside | None
    sources: list[Beside]


def answer_view(viewer: Viewer, shown: Shown) -> AnswerView:
    """The answer for a page."""
    ours, asked = shown.owner == viewer.unit, shown.more.get("request")
    request = related.lines(viewer, [asked] if asked else [])
    speaker = shown.more.get("on_behalf", {}).get("unit", shown.owner)
    return AnswerView(
        shown, shown.document, speaker, shown.history[-1].at if shown.history else None, ours,
        ours and not (shown.cancelled or shown.erased or shown.offered_to), request[0] if request else None,
        related.lines(viewer, shown.document.get("derived_from") or ()),
    )  # fmt: skip
