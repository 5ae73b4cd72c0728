"""The map: the border line, communes, posts and markers, and the cases that the officer may see."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from hiepdong.cases.queries import CaseLine, list_cases
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.terrain import map as maps
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import read_day, today

LIMIT = 2_000


def _days(request: OfficerRequest) -> tuple[date, date]:
    try:
        start = read_day(request.GET.get("tu", ""))
        end = read_day(request.GET.get("den", ""))
    except ValueError:
        return today() - timedelta(days=365), today()
    return start, max(start, end)


@for_records
def map_page(request: OfficerRequest) -> HttpResponse:
    """The map, and beside it the same in words."""
    start, end = _days(request)
    found = list_cases(request.viewer, start=start, end=end, limit=LIMIT)
    placed = [line for line in found.lines if line.point]
    about = {
        "start": start, "end": end, "total": found.total, "placed": len(placed), "unplaced": found.total - len(placed),
        "note": maps.NOTE[request.language], "made_up": maps.MADE_UP[request.language], "attribution": maps.ATTRIBUTION,
        "chosen": request.GET.get("vu", ""), "lines": placed[:50],
    }  # fmt: skip
    return render(request, "picture/map.html", about)


@for_records
def ground(request: OfficerRequest) -> JsonResponse:
    """What does not depend on records: line, posts, markers, communes as of a day."""
    return JsonResponse(maps.sketch(_days(request)[1]))


@for_records
def events(request: OfficerRequest) -> JsonResponse:
    """The cases of the period as points."""
    start, end = _days(request)
    lines = list_cases(request.viewer, start=start, end=end, limit=LIMIT).lines
    return JsonResponse(maps.collection(maps.point_feature(line.point, _about(line)) for line in lines if line.point))


def _about(line: CaseLine) -> dict[str, Any]:
    return {
        "record": line.record, "title": line.title, "day": f"{line.day:%d/%m/%Y}",
        "offence": codes.offences.word(line.offence), "cancelled": line.cancelled,
    }  # fmt: skip
