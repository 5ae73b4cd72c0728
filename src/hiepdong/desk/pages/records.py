"""Pages for records of any kind: search, files, release with the copy in sight, handover, and acts with a reason."""

from typing import Any
from uuid import UUID, uuid4

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.forces import queries as forces
from hiepdong.information import related
from hiepdong.records import attachments, queries
from hiepdong.records.deeds import DEEDS
from hiepdong.records.kinds import kind_of, list_address
from hiepdong.records.masks import mask_of, masked
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.vocabulary.clock import read_day
from hiepdong.vocabulary.refusals import Refused

SEARCH_LIMIT = 50


@for_records
def search(request: OfficerRequest) -> HttpResponse:
    """Full-text search, newest event first."""
    query = request.GET.get("q", "").strip()[:200]
    found = queries.search(request.viewer, query, SEARCH_LIMIT) if query else []
    about = {
        "query": query, "found": found, "limit": SEARCH_LIMIT, "full": len(found) >= SEARCH_LIMIT,
        "caveats": related.caveats(request.viewer, [line.record for line in found if line.kind == "report"]),
    }  # fmt: skip
    return render(request, "records/search.html", about)


@for_records
def attachment(request: OfficerRequest, record: UUID, digest: str) -> FileResponse:
    """A file of a record that one may see; always as a download, never as a page."""
    shown = queries.show(request.viewer, str(record))
    found = next((one for one in shown.attachments if one.digest == digest and digest), None)
    if found is None:
        raise Http404
    file = attachments.path_of(found.digest).open("rb")
    response = FileResponse(file, as_attachment=True, filename=found.name, content_type=found.type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@for_records
def release(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Release a record, with the very copy in sight that the others will get."""
    ours = _ours(request, record)
    sent = request.POST if request.method == "POST" else request.GET
    units, parts, until = sent.getlist("den"), sent.getlist("tru"), sent.get("han", "")
    known = dict(kind_of(ours.kind).parts)
    held = {one.unit: one for one in ours.released_to or ()}
    if request.method == "GET" and len(units) == 1 and units[0] in held:
        parts = _parts_of(known, held[units[0]].without)
    without = [path for name in parts if name in known for path in known[name]]
    error = _problem(units, until) if "send" in sent else ""
    if request.method == "POST" and "send" in sent and not error:
        act(request, "record.release", record=ours.record, to=units, without=without, until=_day(until))
        return redirect(f"{ours.address}?xong=record.release")
    about = {
        "ours": ours, "units_sent": units, "parts": parts, "until": until, "known": list(known), "error": error,
        "others": _others(request), "held": held, "act_id": request.POST.get("act_id") or new_id(),
        "document": masked(ours.document, mask_of(without, kind_of(ours.kind).maskable)), "without": without,
        "copy": f"{ours.kind}/copy.html",
    }  # fmt: skip
    return render(request, "records/release.html", about, status=422 if error else 200)


def _ours(request: OfficerRequest, record: UUID) -> Shown:
    shown = queries.show(request.viewer, str(record))
    if shown.owner != request.viewer.unit:
        raise Refused("record.not_owner")
    return shown


def _parts_of(known: dict[str, tuple[str, ...]], without: tuple[str, ...]) -> list[str]:
    return [name for name, paths in known.items() if set(paths) <= set(without)]


def _problem(units: list[str], until: str) -> str:
    if not units:
        return _("Chọn ít nhất một đơn vị nhận.")
    try:
        read_day(until or "1/1/2000")
    except ValueError:
        return _("Ngày hết hạn chưa đúng.")
    return ""


def _day(typed: str) -> str | None:
    return read_day(typed).isoformat() if typed else None


def _others(request: OfficerRequest) -> list[forces.UnitLine]:
    return [line for line in forces.units() if line.code != request.viewer.unit]


@for_records
def offer(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Offer a record to another unit."""
    ours = _ours(request, record)
    to, until = request.POST.get("den", ""), request.POST.get("han", "")
    error = _problem([to] if to else [], until) if request.method == "POST" else ""
    if request.method == "POST" and not error:
        act(request, "handover.offer", record=ours.record, to=to, until=_day(until),
            reason=request.POST.get("reason", ""))  # fmt: skip
        return redirect(f"{ours.address}?xong=handover.offer")
    about = {"ours": ours, "others": _others(request), "act_id": new_id(), "error": error, "sent": request.POST}
    return render(request, "records/offer.html", about, status=422 if error else 200)


@for_records
def attach(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Attach a file."""
    ours = _ours(request, record)
    error, code = "", ""
    if request.method == "POST":
        file = request.FILES.get("file")
        title = request.POST.get("title", "").strip()
        error = "" if file and title else _("Chọn tệp và ghi tên gọi của nó.")
        if file and title:
            try:
                _attached(request, ours, file, title)
            except Refused as refused:
                error, code = refused.text(request.language), refused.code
            else:
                return redirect(f"{ours.address}?xong=record.attach")
    about = {
        "ours": ours,
        "act_id": new_id(),
        "error": error,
        "code": code,
        "title_text": request.POST.get("title", ""),
    }
    return render(request, "records/attach.html", about, status=422 if error else 200)


def _attached(request: OfficerRequest, ours: Shown, file: Any, title: str) -> None:
    upload = attachments.upload(file.chunks(), str(file.name))
    try:
        act(request, "record.attach", record=ours.record, file=upload, title=title, pass_on="pass_on" in request.POST)
    finally:
        attachments.discard(upload)


@for_records
def deed(request: OfficerRequest, record: UUID, deed: str) -> HttpResponse:
    """An act that needs a reason; the page says what follows before it is done."""
    form = DEEDS.get(deed)
    if form is None:
        raise Http404
    shown = queries.show(request.viewer, str(record))
    if form.kinds and shown.kind not in form.kinds:
        raise Http404
    if request.method == "POST":
        fields: dict[str, Any] = {"reason": request.POST.get("reason", "")}
        if "from" in form.asks:
            fields["from"] = request.POST.getlist("from")
        if "decision" in form.asks:
            fields = {"decision": request.POST.get("decision", ""), "minutes": request.POST.get("reason", "")}
        act(request, form.act, record=shown.record, **fields)
        return redirect(f"{list_address(shown.kind) if form.away else shown.address}?xong={form.act}")
    about = {"form": form, "shown": shown, "act_id": str(uuid4()), "chosen": request.GET.get("den", "")}
    return render(request, "records/deed.html", about)
