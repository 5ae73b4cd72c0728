"""Pages of the shift handover: the sheets of a unit, one sheet, signing it, taking it over, correcting it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.information.pages import shown_of
from hiepdong.information.queries import Page
from hiepdong.journal.registry import Officer
from hiepdong.operations import shift_filling, shift_forms, shift_queries, shift_reading, shifts
from hiepdong.operations.shift_forms import Document, ShiftForm
from hiepdong.records import drafts, lists, revising, rules
from hiepdong.records import queries as records
from hiepdong.records.head import Head
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told, whole_number
from hiepdong.vocabulary.clock import read_day
from hiepdong.vocabulary.refusals import Refused

KIND = "shift"


@for_records
def listing(request: OfficerRequest) -> HttpResponse:
    """The sheets the officer may see, the latest first."""
    asked, page = lists.asked_of(request.GET, ("tu", "den")), lists.page_of(request.GET)
    found, problem = Page([], 0), ""
    try:
        start, end = (read_day(asked[name]) if asked[name] else None for name in ("tu", "den"))
        offset = (page - 1) * lists.PER_PAGE
        found = shift_queries.list_shifts(request.viewer, start=start, end=end, offset=offset, limit=lists.PER_PAGE)
    except ValueError:
        problem = _("Ngày lọc chưa đúng: ghi như 14/12/2023.")
    except Refused as refused:
        problem = refused.text(request.language)
    about = {**lists.paged(asked, page, len(found.lines), found.total), "lines": found.lines, "problem": problem}
    return render(request, "operations/shifts.html", about, status=422 if problem else 200)


@for_records
def sheet(request: OfficerRequest, record: UUID) -> HttpResponse:
    """One sheet, as the officer's unit holds it."""
    return _sheet(request, record)


def _sheet(request: OfficerRequest, record: UUID, remarks: str = "", refused: Refused | None = None) -> HttpResponse:
    shown = shown_of(request, record, KIND)
    view = shift_reading.view(request.viewer, shown, request.language)
    head = records.own_head(request.viewer, str(record)) if view.ours else None
    about = {
        "sheet": view, "shown": shown, "document": view.document, "act_id": new_id(), "remarks": remarks,
        **told(request, refused), **_may(request, head),
    }  # fmt: skip
    return render(request, "operations/shift.html", about, status=409 if refused else 200)


def _may(request: OfficerRequest, head: Head | None) -> dict[str, bool]:
    """What this officer may do with the sheet now, by the rules of the commands."""
    viewer = request.viewer
    by = Officer(viewer.login, viewer.unit, viewer.roles)
    if head is None or rules.may_change(head) is not None:
        return {"may_take": False, "may_correct": False, "may_cancel": False}
    correct, said = shifts.may_correct(head, by) is None, head.latest.facets[0].detail
    return {
        "may_take": shifts.may_take(head, by) is None, "may_correct": correct,
        "may_cancel": correct and not (said["taken"] or said["bound"]),
    }  # fmt: skip


@for_records
def taking(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Take the shift over, with remarks."""
    shown = shown_of(request, record, KIND)
    if request.method != "POST":
        return redirect(shown.address)
    remarks, expects = request.POST.get("remarks", ""), whole_number(request.POST.get("expects", ""))
    try:
        act(request, "shift.take-over", record=shown.record, expects=expects or 0, remarks=remarks.strip())
    except Refused as refused:
        return _sheet(request, record, remarks, refused)
    return redirect(f"{shown.address}?xong=shift.take-over")


@for_records
def entry(request: OfficerRequest) -> HttpResponse:
    """Sign the sheet of the shift that ends: the machine has put in what is open."""
    if request.method != "POST":
        typed = drafts.typed(request, request.viewer.login)
        ids = {"act_id": new_id(), "record": typed.get("record", "") if typed else new_id()}
        form = (
            shift_forms.quiet(shift_forms.read(typed)) if typed else shift_forms.blank(request.viewer, _last(request))
        )
        return _form(request, form, ids)
    form = shift_forms.read(request.POST)
    ids = {"act_id": request.POST.get("act_id", ""), "record": request.POST.get("record", "")}
    lines = _proposed(request, form)
    if "look" in request.POST:
        return _form(request, shift_forms.quiet(form), ids)
    if form.errors:
        return _form(request, form, ids)
    if shift_forms.mark_of(lines) != request.POST.get("seen"):
        return _form(request, form, {**ids, "changed": True})
    try:
        act(request, "shift.hand-over", record=ids["record"], shift={**form.document, "lines": lines})
    except Refused as refused:
        return _form(request, form, ids, refused)
    return redirect(f"/ca-truc/{ids['record']}?xong=shift.hand-over")


def _last(request: OfficerRequest) -> Document:
    last = shift_queries.last(request.viewer)
    return records.show(request.viewer, last.record).document if last else {}


def _proposed(request: OfficerRequest, form: ShiftForm) -> list[Document]:
    return shift_filling.proposed(request.viewer, *form.hours) if form.hours else []


@for_records
def revision(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Correct a sheet by its next version; what was open then stays as it was signed."""
    head = records.own_head(request.viewer, str(record))
    shown = shown_of(request, record, KIND)
    ids: dict[str, Any] = {
        **revising.carried(request, head, shown), "title": shown.title, "lines": shown.document.get("lines") or [],
        "again": shown.more["taken_over"] is not None,
    }  # fmt: skip
    by = Officer(request.viewer.login, request.viewer.unit, request.viewer.roles)
    rules.refuse(rules.may_change(head) or shifts.may_correct(head, by))
    if request.method != "POST":
        typed = drafts.typed(request, request.viewer.login)
        form = shift_forms.quiet(shift_forms.read(typed)) if typed else shift_forms.of(shown.document)
        return _form(request, form, {**ids, "expects": typed.get("expects", ids["expects"])} if typed else ids)
    form = shift_forms.read(request.POST)
    expects = whole_number(ids["expects"])
    if form.errors or expects is None or "look" in request.POST:
        return _form(request, form, ids)
    document = {**form.document, **({"lines": ids["lines"]} if ids["lines"] else {})}
    try:
        act(request, "shift.revise", record=str(record), expects=expects, shift=document)
    except Refused as refused:
        return _form(request, form, ids, refused)
    return redirect(f"/ca-truc/{record}?xong=shift.revise")


def _form(
    request: OfficerRequest, form: ShiftForm, ids: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    lines = ids.get("lines")
    lines = _proposed(request, form) if lines is None else lines
    after = (form.hours[1], form.hours[1] + (form.hours[1] - form.hours[0])) if form.hours else None
    about = {
        "form": form, **ids, "is_new": "expects" not in ids, "seen": shift_forms.mark_of(lines),
        "groups": shift_reading.groups(request.viewer, lines, after, request.language), "open": len(lines),
        "choices": shift_forms.choices(request.viewer, request.language),
        "drafts": drafts.offered(request, request.viewer.login), "fresh": request.method != "POST",
        **told(request, refused),
    }  # fmt: skip
    wrong = 409 if refused or ids.get("changed") else 422 if form.errors else 200
    return render(request, "operations/shift_entry.html", about, status=wrong)
