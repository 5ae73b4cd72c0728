"""Units and places: who there is and was, communes before and after the reform, posts with their stretch."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiepdong.forces import queries as forces
from hiepdong.records.request import OfficerRequest
from hiepdong.terrain import communes, filling, places
from hiepdong.vocabulary.clock import read_day, today

MOST = 80


def units_and_places(request: OfficerRequest) -> HttpResponse:
    """The tree of units on a day, those that ended, posts, communes."""
    typed, on, problem = request.GET.get("ngay", "").strip(), today(), ""
    try:
        on = read_day(typed) if typed else on
    except ValueError:
        problem = _("Ngày chưa đúng: ghi như 14/12/2023.")
    text = request.GET.get("xa", "").strip()
    found = _communes(text, on)
    about = {
        "on": on, "tree": forces.units(on), "ended": forces.ended_units(), "posts": places.posts(),
        "communes": found[:MOST], "cut": len(found) > MOST, "crossings": places.crossings(), "query_text": text,
        "reform": communes.REFORM, "typed": typed, "problem": problem,
    }  # fmt: skip
    return render(request, "terrain/units.html", about, status=400 if problem else 200)


def _communes(text: str, on: date) -> list[dict[str, Any]]:
    """Communes of that day by part of the name; without one, those along the border."""
    edge, reformed = set(places.border_communes(on)), on >= communes.REFORM
    found = communes.search(text, on) if text else [one for one in communes.communes(on) if one.code in edge]
    return [
        {"commune": one, "now": _successor(one), "before": communes.predecessors(one.code) if reformed else ()}
        for one in found[: MOST + 1]
    ]  # fmt: skip


def _successor(one: communes.Commune) -> communes.Commune | None:
    return communes.commune(one.successor, communes.REFORM) if one.successor else None


def filled(request: OfficerRequest) -> HttpResponse:
    """What the machine would fill into the place of an event: by field the value, and why."""
    typed, on = {name: request.GET.get(name, "") for name in filling.FIELDS}, today()
    with suppress(ValueError):
        on = read_day(request.GET.get("day", ""))
    found = filling.fill(typed, on)
    told = {name: {"value": one.value, "by": one.by, "why": filling.why(one.by, typed)} for name, one in found.items()}
    return JsonResponse({**told, "read": filling.understood(typed["point"], on, request.language)})


def unit(request: OfficerRequest, code: str) -> HttpResponse:
    """A unit: what it is, under whom, what became of it, who serves in it."""
    line = forces.unit(code)
    if line is None:
        raise Http404
    about = {
        "line": line, "spans": forces.spans(code), "officers": forces.officers(code), "post": places.post(code),
        "heir_of": [ended for ended in forces.ended_units() if code in (ended.heir, *ended.successors)],
    }  # fmt: skip
    return render(request, "terrain/unit.html", about)
