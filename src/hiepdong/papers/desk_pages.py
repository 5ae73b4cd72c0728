"""Pages of the papers of the duty desk: flash report and handing over of a case, duty log and daily report of a day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.cases import listing, reading, wording
from hiepdong.forces import queries as forces
from hiepdong.papers import case_papers, case_table, duty, duty_day, duty_setting, handing_over, kept, preview
from hiepdong.papers import flash as flashing
from hiepdong.papers.answers import download
from hiepdong.papers.desk_written import WrittenDesk
from hiepdong.papers.duty import Daily, DutyLog
from hiepdong.papers.flash import Flash
from hiepdong.papers.handover_minutes import Minutes
from hiepdong.papers.kept import Kept
from hiepdong.records import lists
from hiepdong.records.kinds import address
from hiepdong.records.notices import notice
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told, whole_number
from hiepdong.vocabulary.clock import now, read_day
from hiepdong.vocabulary.refusals import Refused

PAGES = {"case": "case", "step": "case", "report": "report", "request": "request", "activity": "activity"}


@for_records
def flash(request: OfficerRequest, record: UUID) -> HttpResponse:
    """The flash report on a case as it will read, the parts an officer types in, and those written before."""
    typed = _typed(request.POST, flashing.PARTS)
    written = case_papers.flash(request.viewer, str(record), typed)
    if request.method == "POST":
        return redirect(f"/bao-cao/{kept.keep_written(request.viewer, written).key}")
    before = [one for one in kept.desk_papers(request.viewer) if _is_of(one, Flash, str(record))]
    about = {
        "record": record, "said": written.said, "lines": preview.lines(written.paper()), "written": before,
        "parts": _parts(request, flashing.PARTS, before),
    }  # fmt: skip
    return render(request, "papers/flash.html", about)


def _typed(sent: QueryDict, parts: dict[str, str]) -> dict[str, str]:
    return {key: text for key in parts if (text := sent.get(f"phan-{key}", "").strip())}


def _is_of(one: Kept[WrittenDesk], sort: type[Any], record: str) -> bool:
    said = one.written.said
    if not isinstance(said, sort):
        return False
    return bool(record == (said.case.record if isinstance(said, Flash) else said.record))


def _parts(request: OfficerRequest, parts: dict[str, str], written: list[Kept[WrittenDesk]]) -> list[dict[str, str]]:
    """The parts an officer types in: as in the paper named, else as last written of the same."""
    wanted, texts = request.GET.get("ban", ""), dict[str, str]()
    for one in written:
        said = one.written.said
        if isinstance(said, Flash | Daily) and (one.key == wanted or not wanted):
            texts = said.parts
            break
    return [{"key": key, "label": label, "text": texts.get(key, "")} for key, label in parts.items()]


@for_records
def handing(request: OfficerRequest, record: UUID) -> HttpResponse:
    """What was handed over of a case of ours, its minutes, and the form to hand over more."""
    shown = case_papers.own_case(request.viewer, str(record))
    how = wording.words(request.language)
    if request.method != "POST":
        form = handing_over.blank(shown.document, request.viewer.login, how)
        return _handing(request, shown, form)
    if key := request.POST.get("lap", ""):
        written = case_papers.minutes(request.viewer, shown.record, key)
        return redirect(f"/bao-cao/{kept.keep_written(request.viewer, written).key}")
    if key := request.POST.get("bo", ""):
        return _take_back(request, shown, key)
    form = handing_over.read(request.POST, shown.document, how)
    if form.made is None:
        return _handing(request, shown, form)
    try:
        _revise(request, shown, [*(shown.document.get("handed_over") or ()), form.made])
    except Refused as refused:
        return _handing(request, shown, form, refused)
    return redirect(f"/vu-viec/{shown.record}/ban-giao?xong=case.hand-over#{form.made['key']}")


def _revise(request: OfficerRequest, shown: Shown, handed_over: list[dict[str, Any]]) -> None:
    expects = whole_number(request.POST.get("expects", "")) or 0
    document = {**shown.document, "handed_over": handed_over or None}
    act(request, "case.revise", record=shown.record, expects=expects, case=document)


def _take_back(request: OfficerRequest, shown: Shown, key: str) -> HttpResponse:
    """Take out what was noted by mistake; the version before keeps it."""
    _revise(request, shown, [one for one in shown.document.get("handed_over") or () if one["key"] != key])
    return redirect(f"/vu-viec/{shown.record}/ban-giao?xong=case.revise")


def _handing(
    request: OfficerRequest, shown: Shown, form: handing_over.Form, refused: Refused | None = None
) -> HttpResponse:
    document = reading.covered(request.viewer, shown)
    minutes = [one for one in kept.desk_papers(request.viewer) if _is_of(one, Minutes, shown.record)]
    people = (*(document.get("subjects") or ()), *(document.get("others") or ()))
    about = {
        "shown": shown, "document": document, "form": form, "done": handing_over.done(document), "people": people,
        "by_key": {one["key"]: one for one in people}, "bodies": forces.units(), "act_id": new_id(),
        "open": not (shown.cancelled or shown.offered_to), "notice": notice(request),
        "gone": {key for one in document.get("handed_over") or () for key in one.get("persons") or ()},
        **told(request, refused),
        "minutes": [one for one in minutes if case_papers.may_open(request.viewer, one.written)],
    }  # fmt: skip
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "papers/handing.html", about, status=status)


@for_records
def table(request: OfficerRequest) -> HttpResponse:
    """The cases and subjects of the list, with its filters, as XLSX."""
    asked = lists.asked_of(request.GET, listing.FILTERS)
    try:
        lines = listing.found(request.viewer, asked, None).lines
    except ValueError:
        raise Refused("query.invalid", f"{asked['tu']} – {asked['den']}") from None
    return download(case_table.workbook(request.viewer, lines), case_table.NAME)


@for_records
def duty_page(request: OfficerRequest) -> HttpResponse:
    """The duty log of a day, the figures of its daily report, and both as papers; POST writes one."""
    sent = request.POST if request.method == "POST" else request.GET
    unit = request.viewer.unit
    day, problem = duty_setting.current(unit, now()), ""
    try:
        day = read_day(sent["ngay"]) if sent.get("ngay", "").strip() else day
        found = duty_day.of(request.viewer, day)
    except (ValueError, Refused):
        problem, day = _("Ngày chưa đúng: ghi như 14/12/2023."), duty_setting.current(unit, now())
        found = duty_day.of(request.viewer, day)
    if request.method == "POST" and not problem:
        return redirect(f"/bao-cao/{_write(request, day).key}")
    written = [one for one in kept.desk_papers(request.viewer) if _is_of_day(one, day)]
    about = {
        "day": found, "problem": problem, "typed": sent.get("ngay", ""), "written": written, "steps": _steps(unit, day),
        "entries": [(one, address(PAGES[one.kind], one.record)) for one in found.entries],
        "due": [(one, address("case", one.record)) for one in found.due],
        "held": [(one, address("case", one.record)) for one in found.held],
        "exchanged": found.exchanged, "parts": _parts(request, duty.PARTS, written),
    }  # fmt: skip
    return render(request, "papers/duty.html", about, status=422 if problem else 200)


def _write(request: OfficerRequest, day: date) -> Kept[WrittenDesk]:
    if request.POST.get("giay") == "so":
        return kept.keep_written(request.viewer, case_papers.duty_log(request.viewer, day))
    typed = _typed(request.POST, duty.PARTS)
    return kept.keep_written(request.viewer, case_papers.daily(request.viewer, day, typed))


def _is_of_day(one: Kept[WrittenDesk], day: date) -> bool:
    said = one.written.said
    return isinstance(said, DutyLog | Daily) and said.day.shift.day == day


def _steps(unit: str, day: date) -> dict[str, Any]:
    current = duty_setting.current(unit, now())
    return {
        "before": (day - timedelta(days=1)).isoformat(), "after": (day + timedelta(days=1)).isoformat(),
        "current": current, "here": day == current, "yesterday": (current - timedelta(days=1)).isoformat(),
        "was_yesterday": day == current - timedelta(days=1),
    }  # fmt: skip
