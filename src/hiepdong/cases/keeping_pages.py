"""The page of cases that are kept for units that are not on the system, and their handover in one go."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hiepdong.cases import keeping
from hiepdong.cases.keeping import KeptFor
from hiepdong.information import behalf_forms
from hiepdong.journal.perform import perform_one
from hiepdong.records.notices import notice
from hiepdong.records.request import OfficerRequest, for_records, new_id


@for_records
def kept(request: OfficerRequest) -> HttpResponse:
    """What we keep for whom; a unit that has joined is offered all of it by one press."""
    found = keeping.kept(request.viewer)
    if request.method == "POST":
        for one in found:
            if one.joined and one.unit == request.POST.get("den"):
                _offer(request, one)
        return redirect("/vu-viec/giu-thay?xong=handover.offer")
    about = {"kept": found, "away": behalf_forms.units_away(), "notice": notice(request), "problem": keeping.problem()}
    return render(request, "cases/kept.html", about)


def _offer(request: OfficerRequest, group: KeptFor) -> None:
    """Offer a unit all that is kept for it and not offered yet."""
    for line in group.lines:
        if line.record not in group.offered:
            offer = {"id": new_id(), "act": "handover.offer", "record": line.record, "to": group.unit}
            perform_one({**offer, "for_unit": request.viewer.unit}, by=request.viewer.login)
