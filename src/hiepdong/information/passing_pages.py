"""Pages of passing a report on: asked by who holds it, allowed or refused by its originator with the copy in sight."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.forces import queries as forces
from hiepdong.information import related
from hiepdong.information.pages import shown_of
from hiepdong.records import queries as records
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.vocabulary.refusals import Refused

ANSWERS = {"dong-y": "passon.allow", "khong-dong-y": "passon.refuse"}


@for_records
def asking(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Ask the originator of a report to pass it on."""
    shown = shown_of(request, record, "report")
    if shown.owner == request.viewer.unit:
        return redirect(f"/ho-so/{shown.record}/gui")
    to, why = request.POST.getlist("to"), request.POST.get("why", "").strip()
    error = _("Chọn ít nhất một đơn vị.") if request.method == "POST" and not to else ""
    if to and not error:
        ask = request.POST.get("record", "")
        act(request, "passon.ask", record=ask, report=shown.record, to=to, why=why)
        return redirect(f"/chuyen-tiep/{ask}?xong=passon.ask")
    others = [line for line in forces.units() if line.code not in (request.viewer.unit, shown.owner)]
    about = {
        "shown": shown, "others": others, "chosen": to, "why": why, "error": error, "act_id": new_id(),
        "record": new_id(), "caveats": shown.document.get("caveats") or [],
    }  # fmt: skip
    return render(request, "information/passing_entry.html", about, status=422 if error else 200)


@for_records
def ask(request: OfficerRequest, record: UUID) -> HttpResponse:
    """One ask: who asks to pass which report to whom, what the originator would let them see, and what he said."""
    shown = shown_of(request, record, "passon")
    if request.method == "POST":
        tag = ANSWERS.get(request.POST.get("answer", ""))
        if tag is None:
            raise Refused("act.invalid", "answer")
        act(request, tag, record=shown.record, reason=request.POST.get("reason", ""))
        return redirect(f"{shown.address}?xong={tag}")
    wanted = related.lines(request.viewer, [shown.document["report"]] if shown.document.get("report") else [])
    report = records.show(request.viewer, wanted[0].record) if wanted else None
    to, state = shown.document["to"], shown.more["state"]
    may_answer = report is not None and report.owner == request.viewer.unit and state == "waits"
    held = {one.unit: one for one in report.released_to or ()} if report is not None and may_answer else {}
    about = {
        "shown": shown, "document": shown.document, "report": wanted[0] if wanted else None, "state": state, "to": to,
        "fresh": [unit for unit in to if unit not in held and unit != request.viewer.unit],
        "have": [unit for unit in to if unit in held], "may_answer": may_answer, "act_id": new_id(),
        "passed_to": shown.more["passed_to"], "ours": shown.owner == request.viewer.unit,
    }  # fmt: skip
    if may_answer and report is not None and shown.owner in held:
        without = list(held[shown.owner].without)
        copy = records.copy_for(request.viewer, report.record, shown.owner)
        about |= {"copy": copy, "without": without, "asker_holds": True, "report_shown": report}
    return render(request, "information/passing.html", about)
