"""Pages on which a case is entered and revised, and what stands beside the form while one types."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from hiepdong.cases import (
    changes,
    earlier,
    entering,
    entering_place,
    forms,
    keeping,
    likeness,
    queries,
    reading,
    wording,
)
from hiepdong.records import drafts, revising
from hiepdong.records import queries as records
from hiepdong.records.queries import Shown
from hiepdong.records.receivers import by_standing
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told, whole_number
from hiepdong.vocabulary.refusals import Refused

NEAR_SHOWN = 6
PARTS = {
    name: f"cases/entry_{template}.html"
    for name, template in (("near", "near"), ("commune", "commune"), ("earlier", "found"), ("people", "people"))
}
OWN_COLUMNS = [f"p_{name}" for name in forms.OWN_OFFENCES]


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
    kept = keeping.read(request.POST, form.errors)
    if form.errors or not _is_to_be_recorded(request):
        return _form(request, form, ids)
    try:
        act(request, "case.open", record=ids["record"], case=form.document, **kept)
    except Refused as refused:
        return _form(request, form, ids, refused)
    return redirect(f"/vu-viec/{ids['record']}?xong=case.open{'.kept' if kept else ''}")


def _begun(request: OfficerRequest) -> forms.CaseForm:
    """A form to begin with: empty, or with what the case has that the address names (`nhu`), or its persons."""
    like, persons_of = (request.GET.get(name, "") for name in ("nhu", "nguoi"))
    if not like and not persons_of:
        blank = forms.blank(request.viewer.unit)
        blank.values["lead"] = request.GET.get("thay") or blank.values["lead"]
        return blank
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
    ids = revising.carried(request, head, shown)
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
    request: OfficerRequest, form: forms.CaseForm, ids: dict[str, Any], met: tuple[Refused, Shown]
) -> HttpResponse:
    """The form again. Where somebody wrote a version meanwhile: both side by side, to be recorded over knowingly."""
    refused, shown = met

    def rows() -> list[Any]:
        typed = reading.covered(request.viewer, msgspec.structs.replace(shown, document=form.document))
        return changes.between(reading.covered(request.viewer, shown), typed, wording.words(request.language))

    return _form(request, form, revising.with_conflict(ids, met, rows), refused)


def _form(
    request: OfficerRequest, form: forms.CaseForm, ids: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    form = form if _is_to_be_recorded(request) else forms.quiet(form)
    about = {
        "form": form, **ids, "choices": forms.choices(form, request.language), "beside": _beside(request, form, ids),
        "filled": entering_place.reasons(form.values), "blanks": forms.blanks(), "own_offences": OWN_COLUMNS,
        **_earlier(request, form),
        **told(request, None if "conflict" in ids else refused), "is_new": "expects" not in ids,
        "fresh": request.method != "POST" and "expects" not in ids,
        "latest": queries.newest_of_ours(request.viewer) if request.method != "POST" and "expects" not in ids else None,
        "drafts": drafts.offered(request, request.viewer.login),
        "kept": None if "expects" in ids else keeping.form(request),
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
    """What stands beside the form of a new case: what it may double, who gets it by itself, what cannot be."""
    if "expects" in ids:
        return {}
    offences = form.values["offences"]
    sketch = likeness.Sketch(forms.day_of(form), form.document, ids["record"])
    near = likeness.like_events(request.viewer, sketch)
    commune = form.values.get("commune") or None
    return {
        "near": near[:NEAR_SHOWN], "receivers": by_standing(request.viewer, "case", offences, commune),
        "out_of_order": _out_of_order(form.document),
    }  # fmt: skip


def _out_of_order(typed: dict[str, Any]) -> list[str]:
    """Steps of the proceedings that cannot be when they are said to be, of those that have a day by now."""
    if not (typed.get("occurred") or {}).get("from"):
        return []
    return reading.out_of_order({**_dated(typed), "subjects": [_dated(one) for one in typed.get("subjects") or ()]})


def _dated(part: dict[str, Any]) -> dict[str, Any]:
    return {**part, "facts": [fact for fact in part.get("facts") or () if fact["at"]]}


@for_records
def lists(request: OfficerRequest) -> HttpResponse:
    """What the fields offer that depends on the day of the event: units and offences of that day."""
    form = forms.blank(request.viewer.unit)
    form.values["day"] = request.GET.get("day", "")
    choices = forms.choices(form, request.language)
    return JsonResponse({name: choices[name] for name in forms.OF_THE_DAY})
