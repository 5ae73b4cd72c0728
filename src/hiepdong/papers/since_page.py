"""The page of what changed since a paper was counted."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hiepdong.papers import kept, since
from hiepdong.papers.written import Written
from hiepdong.records.request import OfficerRequest, for_records


@for_records
def changes(request: OfficerRequest, key: str) -> HttpResponse:
    """Figure by figure, then and now, with the cases that make the difference."""
    one = kept.find(request.viewer, key)
    if one is None or not isinstance(one.written, Written):
        raise Http404
    about = {"one": one, "since": since.since(request.viewer, one.written)}
    return render(request, "papers/since.html", about)
