"""Looking a person up for a stated purpose, and the inspector's list of who looked up whom and why."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.cases import lookups, people, queries
from hiepdong.forces import queries as forces
from hiepdong.records.request import OfficerRequest, act, for_inspectors, for_records, new_id, told, whole_number
from hiepdong.vocabulary.clock import read_birth, read_day
from hiepdong.vocabulary.refusals import Refused

PER_PAGE, OFFERED = 50, 20
FIELDS = ("name", "number", "birth", "gender", "purpose", "case")


@for_records
def asking(request: OfficerRequest) -> HttpResponse:
    """The form; sent, it is an act, and what it finds has an address of its own."""
    sent = request.POST if request.method == "POST" else request.GET
    typed = {name: sent.get(name, "").strip() for name in FIELDS}
    refused = None
    if key := request.GET.get("person"):
        typed |= people.known_of(request.viewer, typed["case"], key)
    if request.method == "POST":
        try:
            act(request, "person.look-up", **_said(typed))
            return redirect(f"/tra-cuu/{request.POST.get('act_id')}")
        except Refused as error:
            refused = error
    return render(request, "cases/look_up.html", _form(request, typed, refused), status=422 if refused else 200)


def _said(typed: dict[str, str]) -> dict[str, str]:
    birth = read_birth(typed["birth"])
    if birth is None:
        raise Refused("person.birth", typed["birth"])
    return {name: value for name, value in {**typed, "birth": birth}.items() if value or name == "purpose"}


def _form(request: OfficerRequest, typed: dict[str, str], refused: Refused | None) -> dict[str, Any]:
    fields = {
        "person.no_purpose": "purpose",
        "person.nobody": "name",
        "person.birth": "birth",
        "record.not_found": "case",
    }
    where = fields.get(refused.code, "") if refused else ""
    cases = queries.list_cases(request.viewer, whose="ours", limit=OFFERED).lines
    if typed["case"] and typed["case"] not in {line.record for line in cases}:
        cases = [*queries.lines_of(request.viewer, [typed["case"]]), *cases]
    return {
        "typed": typed, "act_id": new_id(), "error_at": where,
        **told(request, refused),
        "cases": cases,
    }  # fmt: skip


@for_records
def found(request: OfficerRequest, look_up: UUID) -> HttpResponse:
    """What the officer's own look-up found."""
    row = lookups.mine(request.viewer, str(look_up))
    persons = people.of_look_up(request.viewer, row.act, request.language)
    about = {"asked": row, "found": persons, "hours": lookups.HOURS,
             "again": urlencode({"purpose": row.purpose, "case": row.record})}  # fmt: skip
    return render(request, "cases/looked_up.html", about)


@for_inspectors
def inspected(request: OfficerRequest) -> HttpResponse:
    """Who looked up whom and why, the newest first; many by one officer in a day are flagged."""
    asked = {name: request.GET.get(name, "").strip() for name in ("officer", "unit", "tu", "den", "nguong")}
    flagged, page = "nhieu" in request.GET, whole_number(request.GET.get("trang", "1")) or 1
    most, problem, lines = whole_number(asked["nguong"]) or lookups.threshold(), "", list[lookups.LookUp]()
    try:
        start, end = (read_day(asked[name]) if asked[name] else None for name in ("tu", "den"))
        lines = lookups.listed(
            officer=asked["officer"], unit=asked["unit"], start=start, end=end, flagged_only=flagged, most=most,
            offset=(page - 1) * PER_PAGE, limit=PER_PAGE + 1,
        )  # fmt: skip
    except ValueError:
        problem = _("Ngày chưa đúng: ghi như 14/12/2023.")
    kept = {name: value for name, value in asked.items() if value} | ({"nhieu": "1"} if flagged else {})
    about = {
        "lines": lines[:PER_PAGE], "asked": asked, "flagged": flagged, "most": most, "problem": problem,
        "units_now": forces.units(), "ended": forces.ended_units(), "filtered": bool(kept),
        "older": "?" + urlencode(kept | {"trang": page + 1}) if len(lines) > PER_PAGE else "",
        "newer": "?" + urlencode(kept | {"trang": page - 1}) if page > 1 else "",
    }  # fmt: skip
    return render(request, "cases/look_ups.html", about, status=400 if problem else 200)
