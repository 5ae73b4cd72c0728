"""Pages of reports: the list, one report, entry and revision, cross-checking two, passing on."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.information import (
    changes,
    comparing,
    entering,
    forms,
    listing,
    queries,
    reading,
    related,
    report_templates,
)
from hiepdong.information.forms import ReportForm
from hiepdong.information.listing import FILTERS
from hiepdong.records import drafts, lists, openings, revising
from hiepdong.records import queries as records
from hiepdong.records.queries import Shown
from hiepdong.records.receivers import by_standing
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told, whole_number
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused

CANDIDATES, WORDS = 40, ("report", "answer")


@for_records
def reports(request: OfficerRequest) -> HttpResponse:
    """Reports the officer may see, the latest seen first, with filters."""
    asked, page = lists.asked_of(request.GET, FILTERS), lists.page_of(request.GET)
    try:
        found, problem = listing.found(request.viewer, asked, page), ""
    except ValueError:
        found, problem = queries.Page([], 0), _("Ngày lọc chưa đúng: ghi như 14/12/2023.")
    about = {
        **lists.paged(asked, page, len(found.lines), found.total), "problem": problem,
        "groups": listing.groups(request.viewer, found.lines, today()), "views": listing.views(asked),
        "choices": listing.choices(request.language),
    }  # fmt: skip
    return render(request, "information/reports.html", about, status=422 if problem else 200)


def shown_of(request: OfficerRequest, record: UUID, kind: str) -> Shown:
    """A record of this kind, as the officer holds it; of another kind it does not exist here."""
    shown = records.show(request.viewer, str(record))
    if shown.kind != kind:
        raise Http404
    return shown


@for_records
def report(request: OfficerRequest, record: UUID) -> HttpResponse:
    """One report, as the officer's unit holds it."""
    shown = shown_of(request, record, "report")
    openings.note(request.viewer, shown)
    view = reading.view(request.viewer, shown)
    return render(request, "information/report.html", {"report": view, "document": view.document, "shown": shown})


@for_records
def entry(request: OfficerRequest) -> HttpResponse:
    """Enter a report."""
    if request.method != "POST":
        typed = drafts.typed(request, request.viewer.login)
        ids = {"act_id": new_id(), "record": typed.get("record", "") if typed else new_id()}
        return _form(request, forms.quiet(entering.read(typed)) if typed else _begun(request), ids)
    form = entering.read(request.POST)
    ids = {"act_id": request.POST.get("act_id", ""), "record": request.POST.get("record", "")}
    if form.errors or "look" in request.POST:
        return _form(request, form, ids)
    try:
        act(request, "report.file", record=ids["record"], report=form.document)
    except Refused as refused:
        return _form(request, form, ids, refused)
    return redirect(f"/tin/{ids['record']}?xong=report.file")


def _begun(request: OfficerRequest) -> ReportForm:
    """A form to begin with: from the reports and the template that the address names."""
    form = forms.blank(request.GET.getlist("tu"))
    return report_templates.filled(form, request.viewer.unit, request.GET.get("mau", ""))


@for_records
def revision(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Write the next version of a report of ours."""
    head = records.own_head(request.viewer, str(record))
    shown = shown_of(request, record, "report")
    ids = revising.carried(request, head, shown)
    if request.method != "POST":
        typed = drafts.typed(request, request.viewer.login)
        if typed is None:
            return _form(request, forms.of(shown.document, point=request.GET.get("toa-do", "")), ids)
        form = forms.quiet(entering.read(typed, before=shown.document))
        return _form(request, form, {**ids, "expects": typed.get("expects", ids["expects"])})
    form = entering.read(request.POST, before=shown.document)
    expects = whole_number(ids["expects"])
    if form.errors or "look" in request.POST or expects is None:
        return _form(request, form, ids)
    try:
        passed = {"pass_on": "pass_on" in request.POST}
        act(request, "report.revise", record=str(record), expects=expects, report=form.document, **passed)
    except Refused as refused:
        ids = revising.with_conflict(
            ids, (refused, shown), lambda: changes.between(shown.document, form.document, request.language)
        )
        return _form(request, form, ids, refused)
    return redirect(f"/tin/{record}?xong=report.revise")


def _form(
    request: OfficerRequest, form: ReportForm, ids: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    if "look" in request.POST:
        form = forms.quiet(form)
    values = form.values
    offered = forms.sources_offered(request.viewer, values["derived"], request.POST.get("find", ""), ids["record"])
    about = {
        "form": form, **ids, "choices": forms.choices(form, request.language), "is_new": "expects" not in ids,
        "offered": offered, "find": request.POST.get("find", ""), "beside": _beside(request, form, ids["record"]),
        **told(request, None if "conflict" in ids else refused),
        "templates": report_templates.of_unit(request.viewer.unit)[0], "template": request.GET.get("mau", ""),
        "fresh": request.method != "POST" and "expects" not in ids,
        "drafts": drafts.offered(request, request.viewer.login),
    }  # fmt: skip
    return render(request, "information/entry.html", about, status=409 if refused else 422 if form.errors else 200)


def _beside(request: OfficerRequest, form: ReportForm, record: str) -> dict[str, Any]:
    """What stands beside the form: how it will be marked, who will get it by itself, what may be there already."""
    day, values = forms.day_of(form), form.values
    return {
        "marking": forms.marking(values), "no_persons": forms.names_nobody(values.get("topic") or ""),
        "receivers": by_standing(request.viewer, "report", [], values.get("commune") or None),
        "near": listing.near(request.viewer, day, values.get("topic") or "", record) if day else [],
    }  # fmt: skip


@for_records
def comparison(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Say that a report or an answer of ours supports or contradicts this report."""
    shown = shown_of(request, record, "report")
    mine = request.POST.get("b") or request.GET.get("b", "")
    if mine:
        return _compare(request, shown, records.show(request.viewer, mine))
    query = request.GET.get("q", "").strip()[:200]
    hits = records.search(request.viewer, query, limit=CANDIDATES) if query else []
    around = listing.near(request.viewer, reading.seen_on(shown), shown.document.get("topic") or "other", shown.record)
    known = [*(line.record for line in hits), *(line.record for line in around)]
    found = [one for one in related.lines(request.viewer, known) if one.kind in WORDS and one.record != shown.record]
    is_ours = shown.owner == request.viewer.unit
    about = {
        "shown": shown, "query_text": query, "is_ours": is_ours,
        "speakers": [one for one in found if one.owner == request.viewer.unit],
        "spoken_of": [one for one in found if one.kind == "report"] if is_ours else [],
    }  # fmt: skip
    return render(request, "information/comparison.html", about)


def _compare(request: OfficerRequest, of: Shown, mine: Shown) -> HttpResponse:
    if mine.kind not in WORDS or mine.record == of.record:
        raise Http404
    if mine.owner != request.viewer.unit:
        raise Refused("record.not_owner")
    if request.method == "POST":
        act(request, "report.link", record=request.POST.get("link", ""), relation=request.POST.get("relation", ""),
            **{"from": mine.record, "to": of.record})  # fmt: skip
        return redirect(f"{of.address}?xong=report.link#standing")
    about = {
        "shown": of, "mine": mine, "act_id": new_id(), "link_id": new_id(),
        **comparing.compared(request.viewer, of, mine, request.language),
    }  # fmt: skip
    return render(request, "information/compared.html", about)
