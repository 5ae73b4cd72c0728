"""What an officer does with a suggestion besides comparing: set it aside, or be told of it again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from hiepdong.cases import suggesting
from hiepdong.records import queries as records
from hiepdong.records.request import OfficerRequest, for_records


@for_records
def set_aside(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Not one event, as far as our unit cares: it is not proposed again."""
    if request.method != "POST":
        return _case(request, record)
    suggesting.set_aside(request.viewer, str(record), request.POST.get("b", ""))
    return redirect("/" if request.POST.get("sau") == "/" else f"/vu-viec/{record}#like")


@for_records
def tell_again(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Propose again what was set aside at this case."""
    if request.method != "POST":
        return _case(request, record)
    suggesting.tell_again(request.viewer, str(record))
    return redirect(f"/vu-viec/{record}#like")


def _case(request: OfficerRequest, record: UUID) -> HttpResponse:
    """The case itself, for who came by a link; who does not see it is told what he is told anywhere."""
    return redirect(f"{records.show(request.viewer, str(record)).address}#like")
