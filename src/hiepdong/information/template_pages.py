"""The page on which a unit writes its templates of reports."""

from typing import Any

import msgspec
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from hiepdong.forces import unit_settings
from hiepdong.information import forms, report_templates
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.vocabulary.refusals import Refused

COLUMNS = ("name", *report_templates.FILLED)


@for_records
def editing(request: OfficerRequest) -> HttpResponse:
    """Write, change or take away templates; one without a name goes."""
    templates, own = report_templates.of_unit(request.viewer.unit)
    rows, problem = [_plain(one) for one in templates], ""
    if request.method == "POST":
        rows = _typed(request.POST)
        value = None if "usual" in request.POST else rows
        try:
            act(request, "unit.configure", settings={report_templates.SETTING: value})
        except Refused as refused:
            problem = refused.text(request.language)
        else:
            return redirect("/tin/mau?xong=unit.configure")
    about = {
        "rows": [*rows, dict.fromkeys(COLUMNS, "")], "own": own, "problem": problem, "act_id": new_id(),
        "choices": forms.choices(forms.blank([]), request.language),
        "may_write": unit_settings.may_set(report_templates.SETTING, request.viewer.roles),
    }  # fmt: skip
    return render(request, "information/templates.html", about, status=422 if problem else 200)


def _plain(template: report_templates.Template) -> dict[str, Any]:
    return msgspec.structs.asdict(template)


def _typed(sent: QueryDict) -> list[dict[str, str]]:
    """The rows as typed, without those that have no name."""
    columns = {name: sent.getlist(name) for name in COLUMNS}
    rows = [
        {name: column[number].strip() if number < len(column) else "" for name, column in columns.items()}
        for number in range(len(columns["name"]))
    ]
    return [row for row in rows if row["name"]]
