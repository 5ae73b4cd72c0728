"""Pages for records of any kind: search, files, release with the copy in sight, handover, and acts with a reason."""

import re
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from msgspec import structs

from hiepdong.cases import handing, sharing
from hiepdong.forces import queries as forces
from hiepdong.information import activity_listing, related
from hiepdong.records import attachments, codes, queries, rules
from hiepdong.records.deeds import DEEDS, DeedForm, barred
from hiepdong.records.kinds import kind_of, list_address
from hiepdong.records.masks import mask_of, masked
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.vocabulary.clock import read_day, today
from hiepdong.vocabulary.refusals import Refused

SEARCH_LIMIT = 50
HANDED = ("handover.ask", "handover.accept")
CODE = re.compile(r"(?=.*\d)[0-9a-f]{8}[0-9a-f-]{0,28}")


@for_records
def search(request: OfficerRequest) -> HttpResponse:
    """Full-text search, newest event first; the beginning of an id, as an annex has it, leads to its record."""
    query = request.GET.get("q", "").strip()[:200]
    named = _named(request, query.lower()) if CODE.fullmatch(query.lower()) else []
    if len(named) == 1:
        return redirect(named[0])
    found = queries.search(request.viewer, query, SEARCH_LIMIT) if query else []
    asked = related.reports_of_asks(request.viewer, [line.record for line in found if line.kind == "passon"])
    found = [structs.replace(one, title=asked[one.record].title) if one.record in asked else one for one in found]
    found = activity_listing.named(request.viewer, found, request.language)
    about = {
        "query": query, "found": found, "limit": SEARCH_LIMIT, "full": len(found) >= SEARCH_LIMIT,
        "caveats": related.caveats(request.viewer, [line.record for line in found if line.kind == "report"]),
    }  # fmt: skip
    return render(request, "records/search.html", about)


def _named(request: OfficerRequest, code: str) -> list[str]:
    """The pages of the records whose ids begin so, of those the viewer may see."""
    return [queries.show(request.viewer, record).address for record in codes.ids_from(request.viewer, code)]


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
    single = [name for name in parts if name not in known and name in kind_of(ours.kind).maskable]
    without = [*(path for name in parts if name in known for path in known[name]), *single]
    error = _problem(units, until) if "send" in sent else ""
    if request.method == "POST" and "send" in sent and not error:
        error = _tried(request, "record.release", record=ours.record, to=units, without=without, until=_day(until))
        if not error:
            return redirect(f"{ours.address}?xong=record.release")
    about = {
        "ours": ours, "units_sent": units, "parts": parts, "until": until, "known": list(known), "error": error,
        "groups": _groups(request, ours, units), "held": held, "act_id": request.POST.get("act_id") or new_id(),
        "document": masked(ours.document, mask_of(without, kind_of(ours.kind).maskable)), "without": without,
        "proposals": sharing.proposals(ours.owner, ours.kind, ours.document, set(held)),
        "single": single, "copy": f"{ours.kind}/copy.html", "replaced": [code for code in units if code in held],
    }  # fmt: skip
    return render(request, "records/release.html", about, status=422 if error else 200)


def _groups(request: OfficerRequest, ours: Shown, chosen: list[str]) -> list[dict[str, Any]]:
    """The units that it may go to: those that hold a copy, those that the record names, all others folded away."""
    others, held = _others(request), {one.unit for one in ours.released_to or ()}
    named = {ours.document.get("lead"), ours.document.get("found")}
    named |= {code for part in ("supporting", "arrested", "units") for code in ours.document.get(part) or ()}
    rest = [line for line in others if line.code not in held | named]
    return [
        {"label": _("Đang giữ bản"), "units": [line for line in others if line.code in held], "folded": False},
        {"label": _("Có tên trong hồ sơ, chưa có bản"), "folded": False,
         "units": [line for line in others if line.code in named - held]},
        {"label": _("Đơn vị khác"), "units": rest, "folded": len(rest) < len(others),
         "open": any(line.code in chosen for line in rest)},
    ]  # fmt: skip


def _ours(request: OfficerRequest, record: UUID) -> Shown:
    shown = queries.show(request.viewer, str(record))
    if shown.owner != request.viewer.unit:
        raise Refused("record.not_owner")
    return shown


def _parts_of(known: dict[str, tuple[str, ...]], without: tuple[str, ...]) -> list[str]:
    """The usual parts that a mask leaves out, and what else it does, each path by itself: nothing of it is lost."""
    parts = [name for name, paths in known.items() if set(paths) <= set(without)]
    covered = {path for name in parts for path in known[name]}
    return [*parts, *(path for path in without if path not in covered)]


def _problem(units: list[str], until: str) -> str:
    if not units:
        return _("Chọn ít nhất một đơn vị nhận.")
    try:
        last = read_day(until) if until.strip() else today()
    except ValueError:
        return _("Ngày chưa đúng: ghi như 14/12/2023.")
    return "" if last >= today() else _("Ngày này đã qua.")


def _day(typed: str) -> str | None:
    return read_day(typed).isoformat() if typed.strip() else None


def _tried(request: OfficerRequest, tag: str, **fields: Any) -> str:
    """Perform the act of a form; the refusal in words, so that it is told where the officer typed. Empty: done."""
    try:
        act(request, tag, **fields)
    except Refused as refused:
        return refused.text(request.language)
    return ""


def _others(request: OfficerRequest) -> list[forces.UnitLine]:
    return [line for line in forces.units() if line.code != request.viewer.unit]


@for_records
def offer(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Offer a record to another unit."""
    ours = _ours(request, record)
    sent = request.POST if request.method == "POST" else request.GET
    to, until, reason, error = sent.get("den", ""), sent.get("han", ""), sent.get("reason", ""), ""
    if request.method == "POST" and "xem" not in request.GET:
        error = _problem([to] if to else [], until)
        error = error or _tried(
            request, "handover.offer", record=ours.record, to=to, until=_day(until), reason=reason
        )  # fmt: skip
        if not error:
            return redirect(f"{ours.address}?xong=handover.offer")
    about = {
        "ours": ours, "others": _others(request), "act_id": request.POST.get("act_id") or new_id(), "error": error,
        "sent": sent, "barred": "" if error else _locked(request, ours),
        "effect": handing.effect(request.viewer, ours, to),
    }  # fmt: skip
    return render(request, "records/offer.html", about, status=422 if error else 200)


def _locked(request: OfficerRequest, ours: Shown) -> str:
    """Why the record can take no new act now; empty when it can."""
    refusal = rules.may_change(queries.own_head(request.viewer, ours.record))
    return refusal.text(request.language) if refusal else ""


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
        "ours": ours, "act_id": new_id(), "error": error, "code": code, "title_text": request.POST.get("title", ""),
        "barred": "" if error else _locked(request, ours), "with_position": "with_position" in request.POST,
    }  # fmt: skip
    return render(request, "records/attach.html", about, status=422 if error else 200)


def _attached(request: OfficerRequest, ours: Shown, file: Any, title: str) -> None:
    upload = attachments.upload(file.chunks(), str(file.name))
    try:
        ticked = {name: name in request.POST for name in ("pass_on", "with_position")}
        act(request, "record.attach", record=ours.record, file=upload, title=title, **ticked)
    finally:
        attachments.discard(upload)


@for_records
def deed(request: OfficerRequest, record: UUID, deed: str) -> HttpResponse:
    """An act that needs a reason; the page says what follows before it is done, or why it cannot be done."""
    form = DEEDS.get(deed)
    if form is None:
        raise Http404
    shown = queries.show(request.viewer, str(record))
    if form.kinds and shown.kind not in form.kinds:
        raise Http404
    error, sent = "", request.POST
    if request.method == "POST":
        error = _lacking(form, sent) or _tried(request, form.act, record=shown.record, **_fields(form, sent))
        if not error:
            return redirect(f"{list_address(shown.kind) if form.away else shown.address}?xong={form.act}")
    refusal = None if error else barred(form, request.viewer, shown)
    about = {
        "form": form, "shown": shown, "act_id": sent.get("act_id") or new_id(), "error": error, "sent": sent,
        "chosen": sent.getlist("from") or [request.GET.get("den", "")],
        "barred": refusal.text(request.language) if refusal else "",
        "effect": handing.effect(request.viewer, shown, request.viewer.unit) if form.act in HANDED else None,
    }  # fmt: skip
    return render(request, "records/deed.html", about, status=422 if error else 200)


def _lacking(form: DeedForm, sent: QueryDict) -> str:
    """What was left out of a form."""
    if "from" in form.asks and not sent.getlist("from"):
        return _("Chọn ít nhất một đơn vị.")
    if "decision" in form.asks:
        return _lacking_of_decision(sent)
    return ""


def _typed(sent: QueryDict, name: str) -> str:
    return str(sent.get(name, "")).strip()


def _lacking_of_decision(sent: QueryDict) -> str:
    if not all(_typed(sent, name) for name in ("number", "issuer", "dated")):
        return _("Ghi số, ngày và cơ quan ban hành quyết định.")
    try:
        read_day(_typed(sent, "dated"))
    except ValueError:
        return _("Ngày chưa đúng: ghi như 14/12/2023.")
    return ""


def _fields(form: DeedForm, sent: QueryDict) -> dict[str, Any]:
    if "decision" in form.asks:
        number, issuer, day = _typed(sent, "number"), _typed(sent, "issuer"), read_day(_typed(sent, "dated"))
        decided = {"number": number, "issuer": issuer, "on": day.isoformat()}
        said = f"Quyết định số {number} ngày {day:%d/%m/%Y} của {issuer}"
        return {"decision": said, "decided": decided, "minutes": sent.get("reason", "")}
    fields: dict[str, Any] = {"reason": sent.get("reason", "")}
    return fields | ({"from": sent.getlist("from")} if "from" in form.asks else {})
