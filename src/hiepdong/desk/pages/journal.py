"""The journal for the inspector: who did what, when, to which record; never what the record says."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiepdong.desk import words
from hiepdong.forces import queries as forces
from hiepdong.journal import queries, verifying
from hiepdong.records.request import OfficerRequest, for_inspectors
from hiepdong.vocabulary.clock import read_day
from hiepdong.vocabulary.fold import fold

PER_PAGE, LONGEST = 50, 16
ASKED = ("act", "unit", "officer", "record")


@for_inspectors
def journal(request: OfficerRequest) -> HttpResponse:
    """Entries, the newest first, by act, unit, officer, record or day; POST checks the whole journal."""
    asked = {name: request.GET.get(name, "").strip() or None for name in ASKED}
    until, problem = request.GET.get("den", "").strip(), ""
    try:
        position = _position(request.GET.get("before", ""), until)
    except ValueError:
        position, problem = None, _("Ngày chưa đúng: ghi như 14/12/2023.")
    entries = queries.entries(before=position, limit=PER_PAGE + 1, **asked)
    older = _kept(asked, until, entries[PER_PAGE - 1].seq) if len(entries) > PER_PAGE else ""
    about: dict[str, Any] = {
        "head": queries.head(), "entries": entries[:PER_PAGE], "older": older, "asked": asked, "until": until,
        "filtered": any(asked.values()) or bool(until), "units_now": forces.units(), "ended": forces.ended_units(),
        "acts": sorted(((tag, words.act(tag)) for tag in words.NAMES), key=lambda pair: fold(pair[1])),
        "newest": _kept(asked, until) if request.GET.get("before") else "", "problem": problem,
    }  # fmt: skip
    if request.method == "POST":
        about["verified"] = verifying.verify()
    return render(request, "desk/journal.html", about, status=400 if problem else 200)


def _position(before: str, until: str) -> int | None:
    """Entries before this one are shown. Raises ValueError for a day that is none."""
    if before.isdecimal() and len(before) < LONGEST:
        return int(before)
    return queries.at_end_of(read_day(until)) + 1 if until else None


def _kept(asked: dict[str, str | None], until: str, last: int | None = None) -> str:
    """The filters as an address, from an entry on."""
    kept = {name: value for name, value in asked.items() if value} | ({"den": until} if until else {})
    return "?" + urlencode(kept | ({"before": str(last)} if last else {}))
