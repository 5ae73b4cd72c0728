"""The handover sheet as a file: PDF and DOCX, set when they are asked for."""

from uuid import UUID

from django.http import Http404, HttpResponse

from hiepdong.information.pages import shown_of
from hiepdong.papers import files, shift_paper
from hiepdong.papers.answers import download
from hiepdong.records.request import OfficerRequest, for_records


@for_records
def file(request: OfficerRequest, record: UUID, kind: str) -> HttpResponse:
    """The paper of a sheet of the officer's own unit: what was open is in it, and nobody else reads that."""
    shown = shown_of(request, record, "shift")
    if kind not in files.KINDS or shown.owner != request.viewer.unit or shown.erased:
        raise Http404
    return download(shift_paper.render(request.viewer, shown, kind), f"{shift_paper.NAME}.{kind}")
