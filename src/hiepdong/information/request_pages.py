"""Pages of requests and answers: what is owed, entry, one request, and what is done on it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.information import (
    answer_times,
    behalf_forms,
    forms,
    listing,
    queries,
    related,
    request_forms,
    request_reading,
)
from hiepdong.information.pages import shown_of
from hiepdong.information.request_forms import Document, Form
from hiepdong.records import drafts, lists, openings
from hiepdong.records import queries as records
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import read_day, today
from hiepdong.vocabulary.refusals import Refused

VIEWS = ("ta-no", "ho-no", "tat-ca")


@for_records
def requests(request: OfficerRequest) -> HttpResponse:
    """What we owe and what others owe us by deadline, or all requests."""
    owed = queries.owed(request.viewer)
    view = request.GET.get("xem", "")
    view = view if view in VIEWS else VIEWS[0] if owed.by_us or not owed.to_us else VIEWS[1]
    page, every = lists.page_of(request.GET), queries.Page([], 0)
    if view == VIEWS[2]:
        every = queries.list_requests(request.viewer, offset=(page - 1) * lists.PER_PAGE, limit=lists.PER_PAGE)
    about = {
        "view": view, "by_us": listing.owing(owed.by_us), "to_us": listing.owing(owed.to_us),
        "all": listing.sent(every.lines), "total": every.total, "page": page,
        "older": page + 1 if every.total > page * lists.PER_PAGE else 0, "newer": page - 1,
    }  # fmt: skip
    return render(request, "information/requests.html", about)


@for_records
def briefing(request: OfficerRequest) -> HttpResponse:
    """How long units take to answer, for the briefing (giao ban)."""
    asked = {name: request.GET.get(name, "").strip() for name in ("tu", "den")}
    asked["tu"] = asked["tu"] if "tu" in request.GET else f"01/01/{today().year}"
    try:
        start, end = (read_day(asked[name]) if asked[name] else None for name in ("tu", "den"))
        lines, problem = answer_times.answer_times(request.viewer, start, end), ""
    except ValueError:
        lines, problem = [], _("Ngày lọc chưa đúng: ghi như 14/12/2023.")
    owed = queries.owed(request.viewer)
    about = {
        "asked": asked, "lines": lines, "problem": problem, "by_us": owed.by_us, "to_us": owed.to_us, "view": "giao-ban"
    }  # fmt: skip
    return render(request, "information/briefing.html", about, status=422 if problem else 200)


@for_records
def request_page(request: OfficerRequest, record: UUID) -> HttpResponse:
    """One request, as the officer's unit holds it."""
    view = request_reading.view(request.viewer, shown_of(request, record, "request"))
    about = {"asked": view, "document": view.document, "shown": view.shown, "act_id": new_id()}
    return render(request, "information/request.html", about)


@for_records
def entry(request: OfficerRequest) -> HttpResponse:
    """Ask units to verify something, about a record or none."""
    typed = drafts.typed(request, request.viewer.login) if request.method != "POST" else None
    subject = _subject(request, (typed or request.POST).get("about", "") or request.GET.get("ve", ""))
    if typed is not None:
        form = request_forms.quiet(request_forms.request_form(typed, subject.record if subject else ""))
        return _form(request, form, {"act_id": new_id(), "record": typed.get("record", "")}, subject)
    if request.method != "POST":
        ids = {"act_id": new_id(), "record": new_id()}
        return _form(request, Form({"urgency": "thuong", "to": request.GET.getlist("toi")}), ids, subject)
    form = request_forms.request_form(request.POST, subject.record if subject else "")
    ids = {"act_id": request.POST.get("act_id", ""), "record": request.POST.get("record", "")}
    if form.errors:
        return _form(request, form, ids, subject)
    try:
        act(request, "request.send", record=ids["record"], request=form.document)
    except Refused as refused:
        return _form(request, form, ids, subject, refused)
    return redirect(f"/de-nghi/{ids['record']}?xong=request.send")


def _subject(request: OfficerRequest, about: str) -> Shown | None:
    """The record that is asked about, if there is one and the officer may see it."""
    subject = records.show(request.viewer, about) if about else None
    if subject is not None and subject.kind not in ("report", "case", "answer"):
        raise Http404
    return subject


def _form(
    request: OfficerRequest, form: Form, ids: dict[str, str], subject: Shown | None, refused: Refused | None = None
) -> HttpResponse:
    near, far = request_forms.units(request.viewer, form.values["to"], subject.record if subject else "")
    about = {
        "form": form, **ids, "near": near, "far": far, "subject": subject, "fresh": request.method != "POST",
        "drafts": drafts.offered(request, request.viewer.login),
        "dues": request_forms.dues(request.viewer, request.language), "communes": request_forms.communes_offered(),
        "subject_line": related.lines(request.viewer, [subject.record] if subject else []),
        **told(request, refused),
    }  # fmt: skip
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "information/request_entry.html", about, status=status)


@for_records
def acceptance(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Take a request on."""
    return _pressed(request, record, "request.accept")


@for_records
def reminding(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Remind who still owes an answer."""
    return _pressed(request, record, "request.remind")


def _pressed(request: OfficerRequest, record: UUID, tag: str) -> HttpResponse:
    """An act on a request that takes one press of a button and says nothing more."""
    shown = shown_of(request, record, "request")
    if request.method != "POST":
        return redirect(shown.address)
    act(request, tag, record=shown.record)
    return redirect(f"{shown.address}?xong={tag}")


@for_records
def answering(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Answer a request, in part or finally; or record what a unit that is not on the system answered (`thay`)."""
    view = request_reading.view(request.viewer, shown_of(request, record, "request"))
    behalf = request.POST.get("thay") or request.GET.get("thay", "")
    if not (behalf in view.away if behalf else view.may_answer):
        return redirect(view.shown.address)
    ids: dict[str, Any] = {
        "act_id": request.POST.get("act_id") or new_id(), "answer": request.POST.get("answer") or new_id(),
        "behalf": behalf, "with_basis": bool(behalf or view.kept),
    }  # fmt: skip
    form, refused = request_forms.blank(), None
    form.values |= behalf_forms.blank({}) if ids["with_basis"] else {}
    if request.method == "POST":
        form, bases = _read_answer(request, ids)
        if not form.errors and "look" not in request.POST:
            refused = _answered(request, str(record), ids["answer"], (form, bases))
            if refused is None:
                done = "request.answer.kept" if behalf else "request.answer"
                return redirect(f"{view.shown.address}?xong={done}")
    return _answer_form(request, form, {**ids, "asked": view, "shown": view.shown}, refused)


def _read_answer(request: OfficerRequest, ids: dict[str, Any]) -> tuple[Form, Document]:
    """The answer as typed, and what it rests on where it was not said at this desk."""
    form, bases = request_forms.answer_form(request.POST), {}
    if ids["with_basis"]:
        basis = behalf_forms.read(form, request.POST)
        bases = {"on_behalf": {"unit": ids["behalf"], **basis}} if ids["behalf"] else {"conveyed": basis}
    if "look" in request.POST:
        form.errors = {}
    return form, bases


def _answered(request: OfficerRequest, record: str, answer: str, said: tuple[Form, Document]) -> Refused | None:
    """Perform the act; the refusal, if there is one."""
    form, bases = said
    try:
        act(request, "request.answer", record=answer, request=record, answer=form.document, **bases)
    except Refused as refused:
        return refused
    return None


def _answer_form(request: OfficerRequest, form: Form, about: dict[str, Any], refused: Refused | None) -> HttpResponse:
    find = request.POST.get("find", "")
    about |= {
        "form": form, "findings": forms.worded(codes.findings, request.language), "find": find,
        "choices": forms.gradings(request.language), "fresh": request.method != "POST",
        "offered": forms.sources_offered(request.viewer, form.values["derived"], find),
        **told(request, refused),
    }  # fmt: skip
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "information/answer_entry.html", about, status=status)


DEEDS = {"khong-nhan": "request.decline", "khep": "request.close", "hoi-tiep": "request.ask-on"}


@for_records
def deed(request: OfficerRequest, record: UUID, deed: str) -> HttpResponse:
    """Decline a request, close it, ask on: each says what follows before it is done."""
    if deed not in DEEDS:
        raise Http404
    view, tag = request_reading.view(request.viewer, shown_of(request, record, "request")), DEEDS[deed]
    if not (view.may_answer if tag == "request.decline" else view.may_close):
        return redirect(view.shown.address)
    question, error = request.POST.get("question", "").strip(), ""
    if request.method == "POST":
        error = _("Thiếu câu hỏi.") if tag == "request.ask-on" and not question else ""
        if not error:
            act(request, tag, record=str(record), **_fields(request, tag, question))
            return redirect(f"{view.shown.address}?xong={tag}")
    about = {
        "asked": view, "shown": view.shown, "act": tag, "act_id": new_id(), "error": error,
        "grounds": forms.worded(codes.grounds, request.language), "sent": request.POST,
    }  # fmt: skip
    return render(request, "information/request_deed.html", about, status=422 if error else 200)


def _fields(request: OfficerRequest, tag: str, question: str) -> dict[str, str]:
    if tag == "request.decline":
        return {"ground": request.POST.get("ground") or "other", "reason": request.POST.get("reason", "")}
    return {"why": request.POST.get("why") or "suffices"} if tag == "request.close" else {"question": question}


@for_records
def answer(request: OfficerRequest, record: UUID) -> HttpResponse:
    """One answer: whoever holds it may not hold the request."""
    view = request_reading.answer_view(request.viewer, shown_of(request, record, "answer"))
    openings.note(request.viewer, view.shown)
    return render(request, "information/answer.html", {"answer": view, "document": view.document, "shown": view.shown})
