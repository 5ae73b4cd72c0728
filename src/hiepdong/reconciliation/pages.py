"""Pages of reconciliation: the list, the proposal, one of them, putting figures forward, agreeing, signing."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hiepdong.figures import categories
from hiepdong.journal import queries as journal
from hiepdong.reconciliation import forms, queries, reading
from hiepdong.reconciliation.forms import Form
from hiepdong.reconciliation.kind import NAME, PAGE
from hiepdong.records import queries as records
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told, whole_number
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.roles import STAFF_WORK


@for_records
def listing(request: OfficerRequest) -> HttpResponse:
    """All reconciliations that the officer may see, the latest first."""
    about = {"lines": queries.listing(request.viewer), "may_speak": _may_speak(request)}
    return render(request, "reconciliation/list.html", about)


def _may_speak(request: OfficerRequest) -> bool:
    return bool(request.viewer.roles & STAFF_WORK)


@for_records
def proposal(request: OfficerRequest) -> HttpResponse:
    """Propose to other units to hold figures side by side."""
    if request.method != "POST":
        return _proposal(request, forms.blank(request.viewer), {"act_id": new_id(), "record": new_id()})
    form = forms.read(request.viewer, request.POST)
    ids = {"act_id": request.POST.get("act_id", ""), "record": request.POST.get("record", "")}
    if form.errors:
        return _proposal(request, form, ids)
    try:
        act(request, "reconciliation.propose", record=ids["record"], reconciliation=form.document)
    except Refused as refused:
        return _proposal(request, form, ids, refused)
    return redirect(f"{PAGE}/{ids['record']}?xong=reconciliation.propose")


def _proposal(
    request: OfficerRequest, form: Form, ids: dict[str, str], refused: Refused | None = None
) -> HttpResponse:  # fmt: skip
    about = {
        "form": form, **ids, "choices": forms.units(request.viewer), "groups": categories.of_unit(request.viewer.unit),
        "may_speak": _may_speak(request), **told(request, refused),
    }  # fmt: skip
    return render(request, "reconciliation/proposal.html", about, status=_status(form, refused))


def _status(form: Form, refused: Refused | None) -> int:
    return 409 if refused else 422 if form.errors else 200


@for_records
def one(request: OfficerRequest, record: UUID) -> HttpResponse:
    """How a reconciliation stands, and what keeps the figures apart."""
    return _one(request, record)


def _one(request: OfficerRequest, record: UUID, refused: Refused | None = None) -> HttpResponse:
    found, shown = queries.find(request.viewer, str(record)), records.show(request.viewer, str(record))
    about = {
        "shown": shown, "document": shown.document, "act_id": new_id(), "may_speak": _may_speak(request),
        **reading.view(request.viewer, found, request.GET.get("voi", "")), **told(request, refused),
    }  # fmt: skip
    return render(request, "reconciliation/one.html", about, status=409 if refused else 200)


@for_records
def putting(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Look at what would be put forward, and to whom what is told one by one; then put it forward."""
    found = _ours(request, record)
    asked, newest = request.POST if request.method == "POST" else request.GET, journal.head().seq
    at = whole_number(asked.get("luc", ""))
    asof, totals_only = queries.moment(found.matter) if at is None or at > newest else at, bool(asked.get("tong"))
    ready = queries.putting(request.viewer, found.matter, asof, totals_only=totals_only)
    refused = None
    if request.method == "POST":
        try:
            act(request, "reconciliation.put", record=str(record), **reading.plain(ready))
        except Refused as error:
            refused = error
        else:
            return redirect(f"{PAGE}/{record}?xong=reconciliation.put")
    about = {
        "found": found, "matter": found.matter, "ready": ready, "told": reading.told(request.viewer, ready),
        "totals_only": totals_only, "newest": newest, "act_id": new_id(), "may_speak": _may_speak(request),
        **told(request, refused),
    }  # fmt: skip
    return render(request, "reconciliation/putting.html", about, status=409 if refused else 200)


def _ours(request: OfficerRequest, record: UUID) -> queries.Found:
    """A reconciliation in which the officer's unit takes part. Raises Refused."""
    found = queries.find(request.viewer, str(record))
    if not found.partner:
        raise Refused("reconciliation.not_party")
    return found


@for_records
def agreeing(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Write down the figures that all are to sign."""
    found = _ours(request, record)
    matter = found.matter
    if matter.ended or matter.moment is None:
        return _one(request, record, Refused("reconciliation.ended" if matter.ended else "reconciliation.not_all"))
    if request.method != "POST":
        return _agreeing(request, found, forms.agreement(matter))
    form = forms.agreement(matter, request.POST)
    if form.errors:
        return _agreeing(request, found, form)
    try:
        act(request, "reconciliation.agree", record=matter.id, note=form.values["note"], **form.document)
    except Refused as refused:
        return _agreeing(request, found, form, refused)
    return redirect(f"{PAGE}/{record}?xong=reconciliation.agree#thong-nhat")


def _agreeing(
    request: OfficerRequest, found: queries.Found, form: Form, refused: Refused | None = None
) -> HttpResponse:  # fmt: skip
    about = {
        "found": found, "matter": found.matter, "form": form, "rows": reading.rows_to_agree(found.matter, form),
        "act_id": request.POST.get("act_id") or new_id(), "may_speak": _may_speak(request), **told(request, refused),
    }  # fmt: skip
    return render(request, "reconciliation/agreeing.html", about, status=_status(form, refused))


@for_records
def signing(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Sign for the unit."""
    return _said(request, record, "sign", agreement=whole_number(request.POST.get("agreement", "")) or 0)


@for_records
def closing(request: OfficerRequest, record: UUID) -> HttpResponse:
    """End what came to no agreement."""
    return _said(request, record, "close", reason=request.POST.get("reason", "").strip())


def _said(request: OfficerRequest, record: UUID, deed: str, **fields: Any) -> HttpResponse:
    if request.method != "POST":
        return redirect(f"{PAGE}/{queries.find(request.viewer, str(record)).matter.id}")
    try:
        act(request, f"{NAME}.{deed}", record=str(record), **fields)
    except Refused as refused:
        if refused.code == "record.not_found":
            raise
        return _one(request, record, refused)
    return redirect(f"{PAGE}/{record}?xong={NAME}.{deed}")
