"""What an officer does with a suggestion besides comparing: set it aside, or be told of it again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hiepdong.cases import suggesting
from hiepdong.records.request import OfficerRequest, for_records


@require_POST
@for_records
def set_aside(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Not one event, as far as our unit cares: it is not proposed again."""
    suggesting.set_aside(request.viewer, str(record), request.POST.get("b", ""))
    return redirect("/" if request.POST.get("sau") == "/" else f"/vu-viec/{record}#like")


@require_POST
@for_records
def tell_again(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Propose again what was set aside at this case."""
    suggesting.tell_again(request.viewer, str(record))
    return redirect(f"/vu-viec/{record}#like")
