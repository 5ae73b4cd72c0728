"""Pages of cases: the list, one case, entry and revision, and whether two are the same event."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.cases import (
    changes,
    comparing,
    earlier,
    entering,
    entering_place,
    forms,
    likeness,
    queries,
    reading,
    wording,
)
from hiepdong.cases import listing as filters
from hiepdong.cases.listing import FILTERS
from hiepdong.information import activity_linking
from hiepdong.records import drafts, lists
from hiepdong.records import queries as records
from hiepdong.records.notices import notice
from hiepdong.records.queries import Shown
from hiepdong.records.receivers import by_standing
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, whole_number
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused

NEAR_SHOWN = 6
PARTS = {
    name: f"cases/entry_{template}.html"
    for name, template in (("near", "near"), ("commune", "commune"), ("earlier", "found"), ("people", "people"))
}
OWN_COLUMNS = [f"p_{name}" for name in forms.OWN_OFFENCES]


@for_records
def listing(request: OfficerRequest) -> HttpResponse:
    """Cases the officer may see, newest event first, with filters and search."""
    asked, page = lists.asked_of(request.GET, FILTERS), lists.page_of(request.GET)
    found, problem = _found(request, asked, page)
    about = {
        **lists.paged(asked, page, len(found.lines), found.total), "problem": problem,
        "groups": filters.groups(request.viewer, found.lines, today(), request.language),
        "counted": filters.figures_address(asked), "views": filters.views(asked), "choices": filters.choices(),
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
    case = reading.view(request.viewer, shown, request.language)
    about = {"case": case, "document": case.document, "shown": shown, "notice": _how_far(request, shown)}
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
def entry(request: OfficerRequest) -> HttpResponse:
    """Enter a case."""
    if request.method != "POST":
        typed = drafts.typed(request, request.viewer.login)
        form = forms.quiet(entering.read(typed)) if typed else _begun(request)
        ids = {"act_id": new_id(), "record": typed.get("record", "") if typed else new_id()}
        return _form(request, form, ids)
    form = entering.read(request.POST)
    ids = {"act_id": request.POST.get("act_id", ""), "record": request.POST.get("record", "")}
    if form.errors or not _is_to_be_recorded(request):
        return _form(request, form, ids)
    try:
        act(request, "case.open", record=ids["record"], case=form.document)
    except Refused as refused:
        return _form(request, form, ids, refused)
    return redirect(f"/vu-viec/{ids['record']}?xong=case.open")


def _begun(request: OfficerRequest) -> forms.CaseForm:
    """A form to begin with: empty, or with what the case has that the address names (`nhu`), or its persons."""
    like, persons_of = (request.GET.get(name, "") for name in ("nhu", "nguoi"))
    if not like and not persons_of:
        return forms.blank(request.viewer.unit)
    shown = records.show(request.viewer, like or persons_of)
    if shown.kind != "case":
        raise Http404
    covered = reading.covered_keys(request.viewer, shown)
    return forms.like(shown.document, request.viewer.unit, covered, persons=not like)


def _is_to_be_recorded(request: OfficerRequest) -> bool:
    """Whether the form was sent to be recorded: not for more rows, not for another look at what stands beside it."""
    return not {"more", "look", "fill", "take"} & set(request.POST)


@for_records
def revision(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Write the next version of a case of ours."""
    head = records.own_head(request.viewer, str(record))
    shown = records.show(request.viewer, str(record))
    if shown.kind != "case":
        raise Http404
    covered = reading.covered_keys(request.viewer, shown)
    ids: dict[str, Any] = {
        "act_id": request.POST.get("act_id") or new_id(), "record": str(record), "version": shown.version,
        "expects": request.POST.get("expects") or str(shown.version),
        "holders": sorted(set(head.in_sight()) - {head.owner}),
    }  # fmt: skip
    if request.method != "POST":
        typed = drafts.typed(request, request.viewer.login)
        if typed is None:
            return _form(request, forms.of(shown.document, covered), ids)
        form = forms.quiet(entering.read(typed, before=shown.document, covered=covered))
        return _form(request, form, {**ids, "expects": typed.get("expects", ids["expects"])})
    form = entering.read(request.POST, before=shown.document, covered=covered)
    expects = whole_number(ids["expects"])
    if form.errors or not _is_to_be_recorded(request) or expects is None:
        return _form(request, form, ids)
    try:
        passed = {"pass_on": "pass_on" in request.POST}
        act(request, "case.revise", record=str(record), expects=expects, case=form.document, **passed)
    except Refused as refused:
        return _refused_revision(request, form, ids, (refused, shown))
    return redirect(f"/vu-viec/{record}?xong=case.revise")


def _refused_revision(
    request: OfficerRequest, form: forms.CaseForm, ids: dict[str, Any], told: tuple[Refused, Shown]
) -> HttpResponse:
    """The form again. Where somebody wrote a version meanwhile: both side by side, to be recorded over knowingly."""
    refused, shown = told
    if refused.code != "record.version_conflict":
        return _form(request, form, ids, refused)
    typed = reading.covered(request.viewer, msgspec.structs.replace(shown, document=form.document))
    current = reading.covered(request.viewer, shown)
    written = next((line for line in shown.history if line.version == shown.version), None)
    conflict = {
        "rows": changes.between(current, typed, wording.words(request.language)), "written": written,
        "version": shown.version, "expected": ids["expects"],
    }  # fmt: skip
    return _form(request, form, {**ids, "act_id": new_id(), "expects": shown.version, "conflict": conflict}, refused)


def _form(
    request: OfficerRequest, form: forms.CaseForm, ids: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    told = refused is not None and "conflict" not in ids
    form = form if _is_to_be_recorded(request) else forms.quiet(form)
    about = {
        "form": form, **ids, "choices": forms.choices(form, request.language), "beside": _beside(request, form, ids),
        "filled": entering_place.reasons(form.values), "blanks": forms.blanks(), "own_offences": OWN_COLUMNS,
        **_earlier(request, form),
        "code": refused.code if refused and told else "", "is_new": "expects" not in ids,
        "refusal": refused.text(request.language) if refused and told else "",
        "fresh": request.method != "POST" and "expects" not in ids,
        "latest": queries.newest_of_ours(request.viewer) if request.method != "POST" and "expects" not in ids else None,
        "drafts": drafts.offered(request, request.viewer.login),
    }  # fmt: skip
    status = 409 if refused else 422 if form.errors else 200
    return render(request, PARTS.get(_part(request), "cases/entry.html"), about, status=status)


def _part(request: OfficerRequest) -> str:
    """The part of the form that its script asks for anew; none where a person sent it."""
    return request.POST.get("look", "") if "HX-Request" in request.headers else ""


def _earlier(request: OfficerRequest, form: forms.CaseForm) -> dict[str, Any]:
    """Subjects of earlier cases that were looked for; the one who was chosen stands in a row of the form already."""
    text = request.POST.get("earlier", "").strip() if request.POST.get("look") == "earlier" else ""
    if choice := request.POST.get("take", ""):
        forms.take(form, earlier.taken(request.viewer, choice))
    return {"earlier_text": text, "earlier": earlier.subjects(request.viewer, text) if text else []}


def _beside(request: OfficerRequest, form: forms.CaseForm, ids: dict[str, Any]) -> dict[str, Any]:
    """What stands beside the form of a new case: records it may double, and who will get it by itself."""
    if "expects" in ids:
        return {}
    offences = form.values["offences"]
    sketch = likeness.Sketch(forms.day_of(form), form.document, ids["record"])
    near = likeness.like_events(request.viewer, sketch)
    commune = form.values.get("commune") or None
    return {"near": near[:NEAR_SHOWN], "receivers": by_standing(request.viewer, "case", offences, commune)}


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
    }  # fmt: skip
    return render(request, "cases/assert.html", about)
