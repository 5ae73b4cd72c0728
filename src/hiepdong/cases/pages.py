"""Pages of cases: the list, one case, and whether two are the same event. Entry is in `entry_pages`."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.cases import (
    comparing,
    queries,
    reading,
    suggesting,
    wording,
)
from hiepdong.cases import listing as filters
from hiepdong.cases.listing import FILTERS
from hiepdong.information import activity_linking
from hiepdong.records import lists, openings
from hiepdong.records import queries as records
from hiepdong.records.notices import notice
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused


@for_records
def listing(request: OfficerRequest) -> HttpResponse:
    """Cases the officer may see, newest event first, with filters and search."""
    asked, page = lists.asked_of(request.GET, FILTERS), lists.page_of(request.GET)
    found, problem = _found(request, asked, page)
    about = {
        **lists.paged(asked, page, len(found.lines), found.total), "problem": problem,
        "groups": filters.groups(request.viewer, found.lines, today(), request.language),
        "counted": filters.figures_address(asked), "exported": filters.export_address(asked),
        "views": filters.views(asked), "choices": filters.choices(),
    }  # fmt: skip
    return render(request, "cases/list.html", about, status=422 if problem else 200)


def _found(request: OfficerRequest, asked: dict[str, str], page: int) -> tuple[queries.CasePage, str]:
    try:
        return filters.found(request.viewer, asked, page), ""
    except ValueError:
        return queries.CasePage([], 0), _("Ngày lọc chưa đúng: ghi như 14/12/2023.")
    except Refused as refused:
        return queries.CasePage([], 0), refused.text(request.language)


@for_records
def detail(request: OfficerRequest, record: UUID) -> HttpResponse:
    """One case, as the officer's unit holds it."""
    shown = records.show(request.viewer, str(record))
    if shown.kind != "case":
        raise Http404
    openings.note(request.viewer, shown)
    case = reading.view(request.viewer, shown, request.language)
    about = {
        "case": case, "document": case.document, "shown": shown, "notice": _how_far(request, shown),
        "suggestions": suggesting.of_case(request.viewer, shown),
    }  # fmt: skip
    return render(request, "cases/detail.html", about)


def _how_far(request: OfficerRequest, shown: Shown) -> str:
    """What was just done, and who has it by that."""
    told = notice(request)
    if not told or request.GET.get("xong") not in ("case.open", "record.release") or shown.released_to is None:
        return told
    names = wording.words(request.language).units([one.unit for one in shown.released_to])
    holders = _("Đang giữ bản: %(units)s.") % {"units": names} if names else _("Chưa gửi cho ai.")
    return f"{told} {holders}"


@for_records
def link(request: OfficerRequest, link: UUID) -> HttpResponse:
    """Two cases side by side that one unit says are the same event; their owners answer here."""
    shown = records.show(request.viewer, str(link))
    if shown.kind != "link":
        raise Http404
    if shown.document["relation"] != "same-event":
        asked = request.GET.urlencode()
        return redirect(f"{records.show(request.viewer, shown.document['b']).address}{asked and '?' + asked}")
    a, b = (records.show(request.viewer, shown.document[end]) for end in ("a", "b"))
    if a.kind == "activity":
        return activity_linking.link(request, shown, (a, b))
    ours, theirs = (b, a) if b.owner == request.viewer.unit else (a, b)
    pairs = [(one, other) if ours is a else (other, one) for one, other in shown.document["same_persons"]]
    state = shown.document["state"]
    about = {
        "link": shown, "state": state, "ours": ours, "theirs": theirs, "asserter": a.owner, "answerer": b.owner,
        **_compared(request, ours, theirs, pairs), "act_id": new_id(), "notice": notice(request),
        "may_answer": state == "waits" and b.owner == request.viewer.unit,
        "may_retract": state in ("waits", "stands") and request.viewer.unit in (a.owner, b.owner),
    }  # fmt: skip
    return render(request, "cases/link.html", about)


def _compared(request: OfficerRequest, ours: Shown, theirs: Shown, pairs: comparing.Pairs) -> dict[str, Any]:
    words = wording.words(request.language)
    mine, others = (reading.covered(request.viewer, one) for one in (ours, theirs))
    return {
        "rows": comparing.rows(mine, others, pairs, words), "pairs": comparing.named(pairs, mine, others, words),
        "effect": comparing.effect(mine, others, pairs),
    }  # fmt: skip


@for_records
def assertion(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Say that a case of ours and another are the same event."""
    ours = records.show(request.viewer, str(record))
    if ours.owner != request.viewer.unit or ours.kind != "case":
        raise Refused("record.not_owner")
    other = request.POST.get("b") or request.GET.get("b", "")
    if other:
        return _assert(request, ours, records.show(request.viewer, other))
    query = request.GET.get("q", "").strip()[:200]
    found = [line for line in records.search(request.viewer, query, limit=20) if line.kind == "case"] if query else []
    about = {
        "ours": ours, "query_text": query, "found": [line for line in found if line.record != ours.record],
        "near": comparing.near(request.viewer, ours.record, ours.document),
    }  # fmt: skip
    return render(request, "cases/assert.html", about)


def _assert(request: OfficerRequest, ours: Shown, theirs: Shown) -> HttpResponse:
    if theirs.kind != "case" or theirs.record == ours.record:
        raise Http404
    if request.method == "POST":
        same = [pair.split("|", 1) for pair in request.POST.getlist("pair") if "|" in pair]
        link_id = request.POST.get("link", "")
        act(request, "link.assert", record=link_id, a=ours.record, b=theirs.record, relation="same-event",
            same_persons=same)  # fmt: skip
        return redirect(f"/noi/{link_id}?xong=link.assert")
    mine, others = (reading.covered(request.viewer, one) for one in (ours, theirs))
    offer = comparing.likely(mine, others, wording.words(request.language))
    pairs = [one["pair"] for one in offer if one["alike"]]
    about = {
        "ours": ours, "theirs": theirs, "act_id": new_id(), "link_id": new_id(), "offer": offer,
        **_compared(request, ours, theirs, pairs),
        "unseen": theirs.owner not in {ours.owner, *(one.unit for one in ours.released_to or ())},
    }  # fmt: skip
    return render(request, "cases/assert.html", about)
