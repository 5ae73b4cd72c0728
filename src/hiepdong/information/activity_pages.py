"""Pages of joint activities: the list, one activity, entry in one line and revision."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.information import activity_comparing as comparing
from hiepdong.information import activity_entering as entering
from hiepdong.information import activity_forms as forms
from hiepdong.information import activity_listing as listing
from hiepdong.information import activity_queries as queries
from hiepdong.information import activity_reading as reading
from hiepdong.information.activity_forms import ActivityForm
from hiepdong.information.activity_listing import FILTERS
from hiepdong.information.pages import shown_of
from hiepdong.information.queries import Page
from hiepdong.records import drafts, lists, openings, revising
from hiepdong.records import queries as records
from hiepdong.records.notices import notice
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, told, whole_number
from hiepdong.vocabulary.clock import read_day, today
from hiepdong.vocabulary.refusals import Refused

KIND = "activity"


@for_records
def activities(request: OfficerRequest) -> HttpResponse:
    """Activities the officer may see, the latest first, with filters."""
    asked, page = lists.asked_of(request.GET, FILTERS), lists.page_of(request.GET)
    found, problem = _found(request, asked, page)
    about = {
        **lists.paged(asked, page, len(found.lines), found.total), "problem": problem,
        "groups": listing.groups(request.viewer, found.lines, today(), request.language),
        "counted": listing.figures_address(asked), "views": listing.views(asked),
        "choices": listing.choices(request.language),
    }  # fmt: skip
    return render(request, "information/activities.html", about, status=422 if problem else 200)


def _found(request: OfficerRequest, asked: dict[str, str], page: int) -> tuple[Page, str]:
    try:
        return listing.found(request.viewer, asked, page), ""
    except ValueError:
        return Page([], 0), _("Ngày lọc chưa đúng: ghi như 14/12/2023.")
    except Refused as refused:
        return Page([], 0), refused.text(request.language)


@for_records
def activity(request: OfficerRequest, record: UUID) -> HttpResponse:
    """One activity, as the officer's unit holds it."""
    shown = shown_of(request, record, KIND)
    openings.note(request.viewer, shown)
    about = {
        "activity": reading.view(request.viewer, shown, request.language), "document": shown.document, "shown": shown,
        "notice": notice(request, KIND),
    }  # fmt: skip
    return render(request, "information/activity.html", about)


@for_records
def entry(request: OfficerRequest) -> HttpResponse:
    """Enter an activity."""
    if request.method != "POST":
        typed = drafts.typed(request, request.viewer.login)
        ids = {"act_id": new_id(), "record": typed.get("record", "") if typed else new_id()}
        return _form(request, forms.quiet(entering.read(typed)) if typed else _begun(request), ids)
    form = entering.read(request.POST)
    ids = {"act_id": request.POST.get("act_id", ""), "record": request.POST.get("record", "")}
    if form.errors or "look" in request.POST:
        return _form(request, form, ids)
    try:
        act(request, "activity.enter", record=ids["record"], activity=form.document)
    except Refused as refused:
        return _form(request, form, ids, refused)
    if _is_seen(request, form.values["same"]):
        return redirect(f"/hoat-dong/{ids['record']}/noi?{urlencode({'b': form.values['same']})}&xong=activity.enter")
    return redirect(f"/hoat-dong/{ids['record']}?xong=activity.enter")


def _is_seen(request: OfficerRequest, record: str) -> bool:
    """Whether that is an activity that the officer may see: it may have been withdrawn while he typed."""
    try:
        return records.show(request.viewer, record).kind == KIND
    except Refused:
        return False


def _begun(request: OfficerRequest) -> ActivityForm:
    """A form to begin with: empty, or as another activity was that the officer may see."""
    like = request.GET.get("nhu", "")
    if not like:
        return forms.blank(request.viewer.unit)
    shown = records.show(request.viewer, like)
    if shown.kind != KIND:
        raise Refused("record.not_found")
    ours = shown.owner == request.viewer.unit
    form = forms.like(shown.document, request.viewer.unit, ours=ours)
    form.values["same"] = "" if ours or shown.cancelled else shown.record
    return form


@for_records
def revision(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Write the next version of an activity of ours."""
    head = records.own_head(request.viewer, str(record))
    shown = shown_of(request, record, KIND)
    title = listing.kind_word(shown.document["kind"], request.language)
    ids = {**revising.carried(request, head, shown), "title": title}
    if request.method != "POST":
        typed = drafts.typed(request, request.viewer.login)
        if typed is None:
            return _form(request, forms.of(shown.document), ids)
        form = forms.quiet(entering.read(typed, before=shown.document))
        return _form(request, form, {**ids, "expects": typed.get("expects", ids["expects"])})
    form = entering.read(request.POST, before=shown.document)
    expects = whole_number(ids["expects"])
    if form.errors or "look" in request.POST or expects is None:
        return _form(request, form, ids)
    fields = {"expects": expects, "activity": form.document, "pass_on": "pass_on" in request.POST}
    try:
        act(request, "activity.revise", record=str(record), **fields)
    except Refused as refused:
        ids = revising.with_conflict(
            ids, (refused, shown), lambda: comparing.between(shown.document, form.document, request.language)
        )
        return _form(request, form, ids, refused)
    return redirect(f"/hoat-dong/{record}?xong=activity.revise")


def _form(
    request: OfficerRequest, form: ActivityForm, ids: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    if "look" in request.POST:
        form = forms.quiet(form)
    is_new, kind = "expects" not in ids, form.values.get("kind") or ""
    about = {
        "form": form, **ids, "choices": forms.choices(request.viewer, form, request.language), "is_new": is_new,
        "labels": forms.labels(kind, request.language), "any_results": not kind or form.values.get("results"),
        "near": _near(request, form, ids["record"]) if is_new else [],
        "before": queries.last_of_ours(request.viewer) if is_new and request.method != "POST" else None,
        **told(request, None if "conflict" in ids else refused),
        "fresh": request.method != "POST" and is_new, "drafts": drafts.offered(request, request.viewer.login),
    }  # fmt: skip
    return render(
        request, "information/activity_entry.html", about, status=409 if refused else 422 if form.errors else 200
    )


def _near(request: OfficerRequest, form: ActivityForm, record: str) -> list[listing.Row]:
    """What may be on the desk already, in words."""
    day = forms.day_of(form)
    if day is None:
        return []
    try:
        last = max(day, read_day(form.values.get("until") or form.values["day"]))
    except ValueError:
        last = day
    kind, units = form.values.get("kind") or "", {*form.values["units"], request.viewer.unit}
    found = listing.near(request.viewer, kind, (day, last), units, {record})
    return [listing.row(line, request.language) for line in found]
