"""The minutes of a reconciliation as files."""

from uuid import UUID

from django.http import Http404, HttpResponse

from hiepdong.papers import files
from hiepdong.papers.answers import download
from hiepdong.papers.minutes import compose
from hiepdong.reconciliation import queries
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary.clock import from_seconds

NAME = "bien-ban-doi-chieu-so-lieu"


@for_records
def minutes(request: OfficerRequest, record: UUID, kind: str) -> HttpResponse:
    """The minutes as PDF or DOCX, for who takes part; a draft while signatures are missing."""
    matter = queries.find(request.viewer, str(record)).matter
    agreement = matter.agreement
    if agreement is None or request.viewer.unit not in matter.units or kind not in files.KINDS:
        raise Http404
    at = from_seconds(max([agreement.at, *(one.at for one in matter.signatures)]))
    return download(files.rendered(compose(matter, agreement), kind, at=at), f"{NAME}.{kind}")
