"""Drafts of forms: kept while one types, gone on with, let go."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiepdong.desk import times
from hiepdong.records import drafts
from hiepdong.records.request import OfficerRequest, for_records

FORMS = re.compile(r"/(vu-viec|tin)/(nhap|[0-9a-f-]{36}/sua)")
KEY = re.compile(r"[0-9a-f-]{36}")
BY_SCRIPT = "X-Draft"


@require_POST
@for_records
def keep(request: OfficerRequest) -> HttpResponse:
    """Keep what is typed. A script is told in words, a person goes on writing."""
    page, key = request.POST.get("draft_of", ""), request.POST.get("record", "")
    if not FORMS.fullmatch(page) or not KEY.fullmatch(key):
        raise Http404
    at = drafts.keep(request.viewer.login, page, request.POST)
    if BY_SCRIPT in request.headers:
        return HttpResponse(_("Nháp lưu lúc %(hour)s") % {"hour": times.clock(at)}, content_type="text/plain")
    return redirect(f"{page}?nhap={key}")


@require_POST
@for_records
def drop(request: OfficerRequest) -> HttpResponse:
    """Let a draft go."""
    drafts.drop(request.viewer.login, request.POST.get("key", ""))
    page = request.POST.get("next", "")
    return redirect(page if FORMS.fullmatch(page) else "/")
