"""The journal for the inspector: who did what, when, to which record; never what the record says."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from hiepdong.desk import words
from hiepdong.forces import queries as forces
from hiepdong.journal import queries, verifying
from hiepdong.records.request import OfficerRequest, for_inspectors

PER_PAGE = 50
ASKED = ("act", "unit", "officer", "record")


@for_inspectors
def journal(request: OfficerRequest) -> HttpResponse:
    """Entries, the newest first, by act, unit, officer or record; POST checks the whole journal."""
    asked = {name: request.GET.get(name, "").strip() or None for name in ASKED}
    before = request.GET.get("before", "")
    position = int(before) if before.isdecimal() and len(before) < 16 else None
    entries = queries.entries(before=position, limit=PER_PAGE + 1, **asked)
    older = _older(asked, entries[PER_PAGE - 1].seq) if len(entries) > PER_PAGE else ""
    about: dict[str, Any] = {
        "head": queries.head(), "entries": entries[:PER_PAGE], "older": older, "asked": asked,
        "filtered": any(asked.values()), "all_units": [*forces.units(), *forces.ended_units()],
        "acts": sorted(((tag, words.act(tag)) for tag in words.NAMES), key=lambda pair: pair[1]),
    }  # fmt: skip
    if request.method == "POST":
        about["verified"] = verifying.verify()
    return render(request, "desk/journal.html", about)


def _older(asked: dict[str, str | None], last: int) -> str:
    return urlencode({**{name: value for name, value in asked.items() if value}, "before": last})
