"""What is due for erasure, and the minutes of an erasure as a file."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hiepdong.papers import erasure_paper, files
from hiepdong.papers.answers import download
from hiepdong.records import queries, retention
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.roles import COMMANDER


@for_records
def due(request: OfficerRequest) -> HttpResponse:
    """Records of ours whose period is over, proposed for erasure; commanders decide on each."""
    about = {
        "lines": retention.due(request.viewer), "most": retention.MOST,
        "erasures": retention.erasures(request.viewer), "decides": request.viewer.roles & COMMANDER,
        "periods": [held[-1] for held in codes.retention.by_code.values()],
    }  # fmt: skip
    return render(request, "papers/due.html", about)


@for_records
def minutes(request: OfficerRequest, record: UUID, kind: str) -> HttpResponse:
    """The minutes of an erasure of a record of ours; a draft until the second commander has decided."""
    shown = queries.show(request.viewer, str(record))
    if kind not in files.KINDS or shown.owner != request.viewer.unit or not retention.decisions(shown.record):
        raise Http404
    return download(erasure_paper.render(shown, kind), f"{erasure_paper.NAME}.{kind}")
