"""The minutes of a reconciliation as files."""

from uuid import UUID

from django.http import Http404, HttpResponse

from hiepdong.papers.minutes import compose
from hiepdong.papers.pages import TYPES
from hiepdong.reconciliation import queries
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary.clock import from_seconds

NAME = "bien-ban-doi-chieu-so-lieu"


@for_records
def minutes(request: OfficerRequest, record: UUID, kind: str) -> HttpResponse:
    """The minutes as PDF or DOCX, for who takes part; a draft while signatures are missing."""
    from hiepdong.papers import docx, typst

    matter = queries.find(request.viewer, str(record)).matter
    agreement = matter.agreement
    if agreement is None or request.viewer.unit not in matter.units or kind not in ("pdf", "docx"):
        raise Http404
    at = from_seconds(max([agreement.at, *(one.at for one in matter.signatures)]))
    render = typst.render if kind == "pdf" else docx.render
    answer = HttpResponse(render(compose(matter, agreement), at=at), content_type=TYPES[f".{kind}"])
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}.{kind}"'
    return answer
