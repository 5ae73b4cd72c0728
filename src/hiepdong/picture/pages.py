"""The map: the border line, communes, posts and markers, and the cases that the officer may see."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.cases.queries import CaseLine, CasePage, list_cases
from hiepdong.figures import asking
from hiepdong.figures.questions import Question
from hiepdong.picture.overview import overview
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.terrain import map as maps
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import read_day, today
from hiepdong.vocabulary.refusals import Refused

LIMIT, LISTED = 2_000, 200


class Asked(Struct, frozen=True):
    """What the map is asked to show."""

    start: date
    end: date
    offences: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The same as an address."""
        more = [("toi", code) for code in self.offences] + [("voi", unit) for unit in self.with_]
        return urlencode([("tu", self.start.isoformat()), ("den", self.end.isoformat()), *more])


def _asked(request: OfficerRequest) -> Asked:
    """The question of an address; a year back when it names no days. Raises ValueError for a day that is none."""
    sent = request.GET
    start, end = sent.get("tu", "").strip(), sent.get("den", "").strip()
    last = read_day(end) if end else today()
    first = read_day(start) if start else last - timedelta(days=365)
    offences, units = (tuple(value for value in sent.getlist(name) if value) for name in ("toi", "voi"))
    return Asked(first, max(first, last), offences, units)


def _found(request: OfficerRequest, asked: Asked) -> CasePage:
    return list_cases(
        request.viewer, start=asked.start, end=asked.end, offences=asked.offences, with_=asked.with_, limit=LIMIT
    )


@for_records
def map_page(request: OfficerRequest) -> HttpResponse:
    """The map, and beside it the same in words."""
    problem, asked, found = "", Asked(today() - timedelta(days=365), today()), CasePage([], 0)
    try:
        asked = _asked(request)
        found = _found(request, asked)
    except ValueError:
        problem = _("Ngày chưa đúng: ghi như 14/12/2023.")
    except Refused as refused:
        problem = refused.text(request.language)
    placed = [line for line in found.lines if line.point]
    about: dict[str, Any] = {
        "asked": asked, "sent": request.GET, "problem": problem, "total": found.total, "placed": len(placed),
        "unplaced": len(found.lines) - len(placed), "cut": max(found.total - LIMIT, 0), "lines": placed[:LISTED],
        "note": maps.NOTE[request.language], "made_up": maps.MADE_UP[request.language], "attribution": maps.ATTRIBUTION,
        "chosen": request.GET.get("vu", ""), "drawing": overview(placed, asked.end),
        "choices": asking.choices(Question()),
    }  # fmt: skip
    return render(request, "picture/map.html", about, status=400 if problem else 200)


@for_records
def ground(request: OfficerRequest) -> JsonResponse:
    """What does not depend on records: line, posts, markers, communes as of a day."""
    return _answer(request, lambda asked: maps.sketch(asked.end))


@for_records
def events(request: OfficerRequest) -> JsonResponse:
    """The cases of the period as points."""
    return _answer(request, lambda asked: maps.collection(_features(_found(request, asked).lines)))


def _answer(request: OfficerRequest, make: Any) -> JsonResponse:
    try:
        return JsonResponse(make(_asked(request)))
    except ValueError:
        return JsonResponse({"code": "query.invalid"}, status=400)


def _features(lines: list[CaseLine]) -> list[dict[str, Any]]:
    return [maps.point_feature(line.point, _about(line)) for line in lines if line.point]


def _about(line: CaseLine) -> dict[str, Any]:
    return {
        "record": line.record, "title": line.title, "day": f"{line.day:%d/%m/%Y}",
        "offence": codes.offences.word(line.offence), "cancelled": line.cancelled,
    }  # fmt: skip
