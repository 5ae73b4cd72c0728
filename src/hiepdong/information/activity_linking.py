"""Pages on which two units say that what they entered is one activity: asserting it, and answering."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hiepdong.information import activity_comparing as comparing
from hiepdong.information import activity_listing as listing
from hiepdong.information import activity_reading as reading
from hiepdong.information.activity_pages import KIND
from hiepdong.information.pages import shown_of
from hiepdong.records import queries as records
from hiepdong.records.links import SAME_EVENT
from hiepdong.records.notices import notice
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.vocabulary.refusals import Refused

FOUND = 20


@for_records
def assertion(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Say that an activity of ours and another are one."""
    ours = shown_of(request, record, KIND)
    if ours.owner != request.viewer.unit:
        raise Refused("record.not_owner")
    other = request.POST.get("b") or request.GET.get("b", "")
    if other:
        return _assert(request, ours, records.show(request.viewer, other))
    query = request.GET.get("q", "").strip()[:200]
    hits = records.search(request.viewer, query, limit=FOUND) if query else []
    likely = [listing.row(line, request.language) for line in reading.likely(request.viewer, ours)]
    about = {
        "ours": ours, "title": title(ours, request.language), "query_text": query, "likely": likely,
        "found": [line for line in hits if line.kind == KIND and line.record != ours.record],
    }  # fmt: skip
    return render(request, "information/activity_assert.html", about)


def _assert(request: OfficerRequest, ours: Shown, theirs: Shown) -> HttpResponse:
    if theirs.kind != KIND or theirs.record == ours.record:
        raise Http404
    refusal = ""
    if request.method == "POST":
        link_id = request.POST.get("link", "")
        try:
            act(request, "link.assert", record=link_id, a=ours.record, b=theirs.record, relation=SAME_EVENT,
                same_persons=[])  # fmt: skip
        except Refused as refused:
            refusal = refused.text(request.language)
        else:
            return redirect(f"/noi/{link_id}?xong=link.assert")
    holders = {one.unit for one in ours.released_to or ()}
    said = [line for line in ours.links if line.other == theirs.record and line.state in ("waits", "stands")]
    about = {
        "ours": ours, "theirs": theirs, "title": title(ours, request.language), "act_id": new_id(),
        "link_id": new_id(), **_compared(request, ours, theirs), "refusal": refusal, "notice": notice(request, KIND),
        "unseen": theirs.owner not in {*holders, request.viewer.unit}, "known": said[0] if said else None,
    }  # fmt: skip
    return render(request, "information/activity_assert.html", about, status=409 if refusal else 200)


def link(request: OfficerRequest, shown: Shown, ends: tuple[Shown, Shown]) -> HttpResponse:
    """Two activities side by side that one unit says are one; their owners answer here. The first end asserted it."""
    a, b = ends
    ours, theirs = (b, a) if b.owner == request.viewer.unit else (a, b)
    state = shown.document["state"]
    about = {
        "link": shown, "state": state, "ours": ours, "theirs": theirs, "asserter": a.owner, "answerer": b.owner,
        "title": title(ours, request.language), **_compared(request, ours, theirs), "act_id": new_id(),
        "notice": notice(request, KIND), "may_answer": state == "waits" and b.owner == request.viewer.unit,
        "may_retract": state in ("waits", "stands") and request.viewer.unit in (a.owner, b.owner),
    }  # fmt: skip
    return render(request, "information/activity_link.html", about)


def _compared(request: OfficerRequest, ours: Shown, theirs: Shown) -> dict[str, Any]:
    return {
        "rows": comparing.rows(ours, theirs, request.language),
        "effect": comparing.effect(ours, theirs, request.language),
    }


def title(shown: Shown, language: str) -> str:
    """What an activity is called where it stands alone: its kind and its days."""
    return f"{listing.kind_word(shown.document['kind'], language)}, {comparing.days(shown.document)}"
