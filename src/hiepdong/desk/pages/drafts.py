"""Drafts of forms: kept while one types, gone on with, let go."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiepdong.desk import times
from hiepdong.records import drafts, queries
from hiepdong.records.request import OfficerRequest, for_records

FORMS = re.compile(r"/((vu-viec|tin|hoat-dong|ca-truc)/(nhap|[0-9a-f-]{36}/sua)|de-nghi/nhap)")
KEY = re.compile(r"[0-9a-f-]{36}")
BY_SCRIPT = "X-Draft"


@require_POST
@for_records
def keep(request: OfficerRequest) -> HttpResponse:
    """Keep what is typed. A script is told in words, a person goes on writing."""
    page, key = request.POST.get("draft_of", ""), request.POST.get("record", "")
    if not FORMS.fullmatch(page) or not KEY.fullmatch(key):
        raise Http404
    _require_open(request, page, key)
    at = drafts.keep(request.viewer.login, page, request.POST)
    if BY_SCRIPT in request.headers:
        return HttpResponse(_("Nháp lưu lúc %(hour)s") % {"hour": times.clock(at)}, content_type="text/plain")
    return redirect(f"{page}?nhap={key}")


def _require_open(request: OfficerRequest, page: str, key: str) -> None:
    """Raise Http404 or Refused for a draft of a revision that cannot be made.

    It is kept under the id of its record, by which an erasure finds it; a form that is still open after the erasure, or
    after the record went to another unit, brings nothing back.
    """
    if page.endswith("/sua") and (key not in page or queries.own_head(request.viewer, key).erased):
        raise Http404


@require_POST
@for_records
def drop(request: OfficerRequest) -> HttpResponse:
    """Let a draft go."""
    key = request.POST.get("key", "")
    if not KEY.fullmatch(key):
        raise Http404
    drafts.drop(request.viewer.login, key)
    page = request.POST.get("next", "")
    return redirect(page if FORMS.fullmatch(page) else "/")
