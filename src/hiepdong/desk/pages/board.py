"""The duty board: what waits, what is new, what happened along the line; and the pages that belong to nobody else."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from msgspec import Struct, structs

from hiepdong import config
from hiepdong.cases import clocks, suggesting
from hiepdong.cases import queries as cases
from hiepdong.cases.queries import CasePage
from hiepdong.desk.strip import strip
from hiepdong.forces import preferences
from hiepdong.information import activity_listing, alerts, related, wording
from hiepdong.information import board as information
from hiepdong.journal import queries as journal
from hiepdong.operations import shift_queries
from hiepdong.reconciliation import board as reconciliation
from hiepdong.records import board as boards
from hiepdong.records import drafts
from hiepdong.records.board import News, Waiting
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import now, today
from hiepdong.vocabulary.roles import INSPECTOR

DAYS, STRIP_LIMIT, NEWS_LIMIT, IN_WORDS = 7, 200, 10, 8
THEIRS = frozenset({"handover-unanswered"}) | information.OF_OTHERS
ESCALATED = frozenset({"request-late"})


class Task(Struct, frozen=True):
    """One thing to do: the same want of several units about one record is done in one go."""

    what: str
    record: str
    title: str
    units: tuple[str, ...]
    since: datetime
    link: str | None
    address: str
    due: datetime | None
    colour: str
    kind: str


def board(request: OfficerRequest) -> HttpResponse:
    """What the officer on duty looks at first."""
    viewer = request.viewer
    if not viewer.reads_records:
        return render(request, "desk/board.html", _for_the_machine(viewer))
    looked = preferences.of(viewer.login).looked
    lines = _named_by_report(viewer, boards.news(viewer, limit=NEWS_LIMIT))
    waits = [*boards.waiting(viewer), *information.waiting(viewer), *reconciliation.waiting(viewer)]
    lines, waits = (activity_listing.named(viewer, found, request.language) for found in (lines, waits))
    theirs = THEIRS - ESCALATED if "commander" in viewer.roles else THEIRS
    since = today() - timedelta(days=DAYS - 1)
    ours, others = (
        tasks([line for line in waits if (line.what in theirs) is of_others]) for of_others in (False, True)
    )
    running = clocks.running(viewer, now())
    about = {
        "waits": ours, "theirs": others, "clocks": running, **_hurts([*ours, *others, *running]),
        "week_start": since, "shifts": shift_queries.untaken(viewer),
        "suggestions": suggesting.on_board(viewer),
        "drafts": drafts.of(viewer.login), "caveats": _caveats(viewer, waits, lines),
        "lines": lines, "looked": looked, "unread": boards.unread(viewer, looked),
        "newest": lines[0].seq if lines else 0, **_along_the_line(viewer, since),
    }  # fmt: skip
    return render(request, "desk/board.html", about)


def _hurts(lines: list[Any]) -> dict[str, int]:
    """How much is over its time, and how much is near its end."""
    return {colour: sum(line.colour == colour for line in lines) for colour in ("late", "soon")}


def _named_by_report(viewer: Viewer, lines: list[News]) -> list[News]:
    """The news with the report's title for an ask to pass it on; the ask's own is the reason that was given."""
    reports = related.reports_of_asks(viewer, [line.record for line in lines if line.kind == "passon" and line.record])
    return [
        structs.replace(line, title=reports[line.record].title) if line.record in reports else line for line in lines
    ]


def _caveats(viewer: Viewer, waits: list[Waiting], lines: list[News]) -> dict[str, tuple[str, ...]]:
    """The caveats of reports named on the board, by the record of their line; an ask to pass on names its report."""
    named = {line.record: line.detail for line in waits if line.kind == "passon"}
    named |= {line.record: line.record for line in waits if line.kind == "report"}
    named |= {line.record: line.record for line in lines if line.kind == "report" and line.record}
    asks = related.reports_of_asks(viewer, [line.record for line in lines if line.kind == "passon" and line.record])
    named |= {ask: report.record for ask, report in asks.items()}
    found = related.caveats(viewer, named.values())
    return {record: found[of] for record, of in named.items() if of in found}


def _for_the_machine(viewer: Viewer) -> dict[str, Any]:
    """What who reads no records looks at first: the journal, and what the machine may hold."""
    ceiling = codes.markings[config.node()["ceiling"]]
    return {"is_inspector": bool(viewer.roles & INSPECTOR), "head": journal.head(), "ceiling": ceiling.code}


def tasks(lines: list[Waiting]) -> list[Task]:
    """What waits, with the units of one want together: the late first, then what is due soonest, then the longest."""
    found: dict[tuple[str, str, str | None], list[Waiting]] = {}
    for line in lines:
        found.setdefault((line.what, line.record, line.link), []).append(line)
    every = [
        Task(
            what, record, same[0].title, tuple(line.unit for line in same), same[0].since, link, same[0].address,
            same[0].due, wording.urgency_of(same[0].since, same[0].due, now()) if same[0].due else "", same[0].kind,
        )
        for (what, record, link), same in found.items()
    ]  # fmt: skip
    return sorted(every, key=lambda task: (task.colour != "late", task.due is None, task.due or task.since))


def _along_the_line(viewer: Viewer, since: date) -> dict[str, Any]:
    """The cases of the week along the border; of the last week that had any, when this one has none."""
    last = today()
    week = shown = cases.list_cases(viewer, start=since, end=last, limit=STRIP_LIMIT)
    newest = None if week.lines else cases.newest(viewer, last)
    if newest:
        last = newest.day
        shown = _days_before(viewer, last)
    first = last - timedelta(days=DAYS - 1)
    about = {"week": week, "shown": shown.lines[:IN_WORDS], "shown_total": shown.total, "last": last, "first": first}
    return {**about, "is_past": newest is not None, "strip": strip(shown.lines, last, DAYS)}


def _days_before(viewer: Viewer, last: date) -> CasePage:
    return cases.list_cases(viewer, start=last - timedelta(days=DAYS - 1), end=last, limit=STRIP_LIMIT)


@require_POST
@for_records
def looked(request: OfficerRequest) -> HttpResponse:
    """The officer has looked at the news up to there."""
    seq = request.POST.get("seq", "")
    if seq.isdecimal() and len(seq) < 16:
        preferences.change(request.viewer.login, looked=int(seq))
    return redirect("/")


@for_records
def fresh(request: OfficerRequest) -> HttpResponse:
    """Whether there is something new for the unit: one cheap question, asked again and again.

    `da`: the position that the page knows. The answer says in its head where the news end now, and whether something
    urgent is among what came since.
    """
    looked_at, newest = preferences.of(request.viewer.login).looked, boards.changed(request.viewer)
    response = HttpResponse(status=200)
    if newest > looked_at:
        count = boards.unread(request.viewer, looked_at)
        text = ngettext("%(count)s điều mới", "%(count)s điều mới", count) % {"count": count}
        response = render(request, "desk/fresh.html", {"text": text})
    known = request.GET.get("da", "")
    response.headers["X-Newest"] = str(newest)
    if (
        known.isdecimal()
        and len(known) < 16
        and int(known) < newest
        and alerts.urgent_since(request.viewer, int(known))
    ):
        response.headers["X-Urgent"] = "1"
    return response


def more(request: OfficerRequest) -> HttpResponse:
    """Every room, for the phone."""
    return render(request, "desk/more.html", {"title": _("Thêm")})


def keys(request: OfficerRequest) -> HttpResponse:
    """The keys, and what an officer may choose."""
    return render(request, "desk/keys.html")
