"""Pages of provisional numbers: the list, entry and revision, one of them."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.figures import categories, provisional
from hiepdong.figures.provisional_kind import NAME, PAGE
from hiepdong.figures.questions import Question
from hiepdong.information import behalf_forms
from hiepdong.information.request_forms import Form
from hiepdong.records import queries as records
from hiepdong.records import revising
from hiepdong.records.notices import notice
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told, whole_number
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import read_day, today
from hiepdong.vocabulary.refusals import Refused

DIGITS = 8
Group = dict[str, Any]


@for_records
def listing(request: OfficerRequest) -> HttpResponse:
    """All provisional numbers that the officer may see, and which of them the counted cases have caught up with."""
    found = provisional.lines(request.viewer, Question())
    return render(request, "figures/provisional_list.html", {"lines": found})


@for_records
def entry(request: OfficerRequest) -> HttpResponse:
    """Record the numbers of a unit that is not on the system."""
    groups = _groups(request.viewer, None)
    ids: dict[str, Any] = {"act_id": new_id(), "record": new_id()}
    if request.method != "POST":
        days = {"start": f"01/01/{today().year}", "end": f"{today():%d/%m/%Y}", "unit": request.GET.get("cua", "")}
        return _form(request, Form(behalf_forms.blank(days)), groups, ids)
    form = _read(request.POST, groups)
    ids = {name: request.POST.get(name, "") for name in ids}
    if form.errors:
        return _form(request, form, groups, ids)
    try:
        act(request, "provisional.record", record=ids["record"], provisional=form.document)
    except Refused as refused:
        return _form(request, form, groups, ids, refused)
    return redirect(f"{PAGE}/{ids['record']}?xong=provisional.record")


@for_records
def revision(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Write the next version of numbers that we keep."""
    head = records.own_head(request.viewer, str(record))
    shown = _shown(request, record)
    groups, ids = _groups(request.viewer, shown.document), revising.carried(request, head, shown)
    if request.method != "POST":
        return _form(request, _typed(shown.document, groups), groups, ids)
    form = _read(request.POST, groups)
    expects = whole_number(ids["expects"])
    if form.errors or expects is None:
        return _form(request, form, groups, ids)
    try:
        act(request, "provisional.revise", record=str(record), expects=expects, provisional=form.document)
    except Refused as refused:
        return _form(request, form, groups, ids, refused)
    return redirect(f"{PAGE}/{record}?xong=provisional.revise")


@for_records
def one(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Provisional numbers, and how much of them has come."""
    shown = _shown(request, record)
    lines = provisional.lines(request.viewer, Question())
    about = {
        "shown": shown, "document": shown.document, "ours": shown.owner == request.viewer.unit,
        "line": next((line for line in lines if line.record == shown.record), None),
        "open": shown.owner == request.viewer.unit and not (shown.cancelled or shown.erased or shown.offered_to),
        "notice": notice(request, NAME), "start": read_day(shown.document["from"]),
        "end": read_day(shown.document["to"]), "act_id": new_id(),
    }  # fmt: skip
    return render(request, "figures/provisional_one.html", about)


@for_records
def letting_go(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Let the numbers go."""
    shown = _shown(request, record)
    if request.method == "POST":
        act(request, "provisional.cancel", record=shown.record, reason=request.POST.get("reason", "").strip()[:5000])
        return redirect(f"{PAGE}/{record}?xong=provisional.cancel")
    return redirect(f"{PAGE}/{record}")


def _shown(request: OfficerRequest, record: UUID) -> Shown:
    shown = records.show(request.viewer, str(record))
    if shown.kind != NAME:
        raise Http404
    return shown


def _groups(viewer: Viewer, before: dict[str, Any] | None) -> list[Group]:
    """The groups to fill in: those of the version before, and of the unit's reports those that it has not."""
    found = [] if before is None else [dict(one) for one in before["figures"]]
    keys = {one["key"] for one in found}
    usual = [msgspec.to_builtins(one) for one in categories.of_unit(viewer.unit)]
    names = ("key", "label", "offences", "persons", "nationality", "cases")
    return [{name: one[name] for name in names if name in one} for one in (*found, *usual)
            if one in found or one["key"] not in keys]  # fmt: skip


def _typed(document: dict[str, Any], groups: list[Group]) -> Form:
    """A document as the form shows it."""
    kept = document["on_behalf"]
    values = {name: kept.get(name) or "" for name in ("unit", "basis", "number", "who")}
    values |= {"on": f"{read_day(kept['date']):%d/%m/%Y}", "note": kept.get("note") or ""}
    values |= {name: f"{read_day(document[of]):%d/%m/%Y}" for name, of in (("start", "from"), ("end", "to"))}
    said = {one["key"]: one for one in document["figures"]}
    for place, group in enumerate(groups):
        one = said.get(group["key"], {})
        for part in ("cases", "subjects"):
            value = one.get(f"counted_{part}")
            values[f"{part}-{place}"] = "" if value is None else str(value)
    return Form(values)


def _read(sent: QueryDict, groups: list[Group]) -> Form:
    """Numbers as they were sent; a group of which nothing is typed is left out."""
    form = Form({name: (sent.get(name) or "").strip() for name in ("start", "end", "unit")})
    start, end = (_day(form, name) for name in ("start", "end"))
    if start and end and end < start:
        form.errors["end"] = _("Ngày cuối ở trước ngày đầu.")
    if not form.values["unit"]:
        form.errors["unit"] = _("Chọn đơn vị cho số.")
    basis = behalf_forms.read(form, sent)
    figures = [one for place, group in enumerate(groups) if (one := _figure(form, sent, place, group))]
    if not figures and not any(name.startswith(("cases-", "subjects-")) for name in form.errors):
        form.errors["figures"] = _("Ghi số của ít nhất một nhóm.")
    form.document = {
        "on_behalf": {"unit": form.values["unit"], **basis}, "from": start, "to": end, "figures": figures, "note": None,
    }  # fmt: skip
    return form


def _figure(form: Form, sent: QueryDict, place: int, group: Group) -> Group | None:
    names = [f"{part}-{place}" for part in ("cases", "subjects")]
    form.values |= {name: (sent.get(name) or "").strip() for name in names}
    if not any(form.values[name] for name in names):
        return None
    cases = _number(form, names[0]) if group.get("cases", True) else None
    return {**group, "counted_cases": cases, "counted_subjects": _number(form, names[1])}


def _number(form: Form, name: str) -> int:
    typed = form.values[name].replace(".", "")
    if not typed:
        return 0
    if not typed.isdecimal() or len(typed) > DIGITS:
        form.errors[name] = _("Chưa phải là số đếm: ghi như 120, hoặc 1.080.")
        return 0
    return int(typed)


def _day(form: Form, name: str) -> str | None:
    try:
        return read_day(form.values[name]).isoformat()
    except ValueError:
        form.errors[name] = _("Ngày chưa đúng: ghi như 14/12/2023.")
        return None


def _form(
    request: OfficerRequest, form: Form, groups: list[Group], ids: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:  # fmt: skip
    rows = [
        {"group": group, "place": place, "cases": form.values.get(f"cases-{place}", ""),
         "subjects": form.values.get(f"subjects-{place}", ""),
         "error": form.errors.get(f"cases-{place}") or form.errors.get(f"subjects-{place}")}
        for place, group in enumerate(groups)
    ]  # fmt: skip
    about = {
        "form": form, **ids, "rows": rows, "away": behalf_forms.units_away(),
        **told(request, refused),
    }  # fmt: skip
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "figures/provisional_entry.html", about, status=status)
