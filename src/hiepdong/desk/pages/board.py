"""The duty board: what waits, what is new, what happened along the line; and the pages that belong to nobody else."""

from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from msgspec import structs

from hiepdong import config
from hiepdong.cases import clocks, suggesting
from hiepdong.cases import queries as cases
from hiepdong.cases.queries import CasePage
from hiepdong.desk import elsewhere, tasks
from hiepdong.desk.strip import strip
from hiepdong.forces import preferences
from hiepdong.information import activity_listing, alerts, related
from hiepdong.journal import queries as journal
from hiepdong.operations import shift_queries
from hiepdong.papers import kept
from hiepdong.records import board as boards
from hiepdong.records import drafts
from hiepdong.records.board import News, Waiting
from hiepdong.records.request import OfficerRequest, for_records, whole_number
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import now, today
from hiepdong.vocabulary.roles import COMMANDER, INSPECTOR

DAYS, STRIP_LIMIT, NEWS_LIMIT, IN_WORDS = 7, 200, 10, 8
ESCALATED = frozenset({"request-late"})


def board(request: OfficerRequest) -> HttpResponse:
    """What the officer on duty looks at first."""
    viewer = request.viewer
    if not viewer.reads_records:
        return render(request, "desk/board.html", _for_the_machine(viewer))
    looked, newest = _looked(viewer), boards.changed(viewer)
    lines = _named_by_report(viewer, boards.news(viewer, limit=NEWS_LIMIT))
    waits = tasks.waiting(viewer)
    lines, waits = (activity_listing.named(viewer, found, request.language) for found in (lines, waits))
    since, sorted_out = today() - timedelta(days=DAYS - 1), tasks.sorted_out(viewer, waits)
    running = clocks.running(viewer, now())
    unapproved = kept.unapproved(viewer) if viewer.roles & COMMANDER else []
    about = {
        **sorted_out, "clocks": running, **_hurts([*chain(*sorted_out.values()), *running]), "week_start": since,
        "unapproved": unapproved, "unapproved_count": len(unapproved), "shifts": shift_queries.untaken(viewer),
        "drafts": drafts.of(viewer.login), "caveats": _caveats(viewer, waits, lines), "lines": lines,
        "looked": looked, "unread": boards.unread(viewer, looked), "newest": newest,
        "seen_from": next((place for place, line in enumerate(lines) if line.seq <= looked), 0),
        "colleagues": boards.colleagues(viewer), "elsewhere": elsewhere.of(viewer), **_along_the_line(viewer, since),
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


@for_records
def alike(request: OfficerRequest) -> HttpResponse:
    """What may be one event with a case of ours: read by the board once it stands, and a page of its own."""
    part = "desk/alike_list.html" if "HX-Request" in request.headers else "desk/alike.html"
    return render(request, part, {"suggestions": suggesting.on_board(request.viewer)})


@require_POST
@for_records
def looked(request: OfficerRequest) -> HttpResponse:
    """The officer has looked at the news up to there."""
    seq = whole_number(request.POST.get("seq", ""))
    if seq is not None:
        preferences.look(request.viewer.login, request.viewer.unit, seq)
    return redirect("/")


def _looked(viewer: Viewer) -> int:
    return preferences.of(viewer.login).seen.get(viewer.unit, 0)


@for_records
def fresh(request: OfficerRequest) -> HttpResponse:
    """Whether there is something new for the unit: one cheap question, asked again and again.

    `da`: the position that the page knows. The answer says in its head where the news end now, and whether something
    urgent is among what came since.
    """
    newest, response = boards.changed(request.viewer), HttpResponse(status=200)
    if count := boards.unread(request.viewer, _looked(request.viewer)):
        text = ngettext("%(count)s điều mới", "%(count)s điều mới", count) % {"count": count}
        response = render(request, "desk/fresh.html", {"text": text})
    known = whole_number(request.GET.get("da", ""))
    response.headers["X-Newest"] = str(newest)
    if known is not None and known < newest and alerts.urgent_since(request.viewer, known):
        response.headers["X-Urgent"] = "1"
    return response


def more(request: OfficerRequest) -> HttpResponse:
    """Every room, for the phone."""
    return render(request, "desk/more.html", {"title": _("Thêm")})


def keys(request: OfficerRequest) -> HttpResponse:
    """The keys, and what an officer may choose."""
    return render(request, "desk/keys.html")
