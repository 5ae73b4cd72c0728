"""The page on which a question is recorded that came by paper or phone from a unit that is not on the system."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.information import behalf_forms, request_forms
from hiepdong.information.request_forms import Form
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told
from hiepdong.vocabulary.refusals import Refused


@for_records
def received(request: OfficerRequest) -> HttpResponse:
    """Record a question to our unit, kept for who asked it."""
    if request.method != "POST":
        values = behalf_forms.blank({"urgency": "thuong", "unit": request.GET.get("cua", "")})
        return _form(request, Form(values), {"act_id": new_id(), "record": new_id()})
    form, kept = _read(request)
    ids = {"act_id": request.POST.get("act_id", ""), "record": request.POST.get("record", "")}
    if form.errors:
        return _form(request, form, ids)
    try:
        act(request, "request.send", record=ids["record"], request=form.document, on_behalf=kept)
    except Refused as refused:
        return _form(request, form, ids, refused)
    return redirect(f"/de-nghi/{ids['record']}?xong=request.send.kept")


def _read(request: OfficerRequest) -> tuple[Form, dict[str, Any]]:
    form = request_forms.request_form(request.POST, "")
    form.errors.pop("to", None)
    form.values["unit"] = request.POST.get("unit", "")
    if not form.values["unit"]:
        form.errors["unit"] = _("Chọn đơn vị đã hỏi.")
    form.document["to"] = [request.viewer.unit]
    return form, {"unit": form.values["unit"], **behalf_forms.read(form, request.POST)}


def _form(request: OfficerRequest, form: Form, ids: dict[str, str], refused: Refused | None = None) -> HttpResponse:
    about = {
        "form": form, **ids, "away": behalf_forms.units_away(), "fresh": request.method != "POST",
        "dues": request_forms.dues(request.viewer, request.language),
        **told(request, refused),
    }  # fmt: skip
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "information/received.html", about, status=status)
