"""The forms of a request and of an answer: what they hold and offer, and how they are read back into documents."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import Struct, field

from hiepdong.forces import queries as forces
from hiepdong.information import deadlines, forms, on_behalf, related, wording
from hiepdong.information.entering import derived
from hiepdong.information.request_reading import often_asked
from hiepdong.records.sight import Viewer
from hiepdong.terrain import communes, entering
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, now, read_day, read_hour, today

PLACE = ("marker", "village", "commune", "text")
Document = dict[str, Any]


class Form(Struct):
    """What is typed, as text by field; `errors` by the id of the field, in words."""

    values: dict[str, Any]
    document: Document = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class UnitChoice(Struct, frozen=True):
    """A unit that may be asked; `below`: it stands below ours, so the paper says demand (yêu cầu).

    `away`: it is not on the system yet, so the question must reach it by paper or phone.
    """

    code: str
    name: str
    below: bool
    away: bool


class DueChoice(Struct, frozen=True):
    """An urgency and when an answer is due if the request is sent now."""

    code: str
    word: str
    due: datetime


def request_form(sent: QueryDict, about: str) -> Form:
    """A request as it was sent. `about`: the record it is about, or empty."""
    names = ("question", "why", "urgency", "day", "hour", "vehicle", *PLACE, "point")
    values: dict[str, Any] = {name: (sent.get(name) or "").strip() for name in names}
    values |= {"to": [unit for unit in sent.getlist("to") if unit], "urgency": values["urgency"] or "thuong"}
    form = Form(values)
    if not values["to"]:
        form.errors["to"] = _("Chọn ít nhất một đơn vị.")
    if not values["question"]:
        form.errors["question"] = _("Thiếu câu hỏi.")
    due, place = _due(form), {name: values[name] or None for name in PLACE}
    place["point"] = entering.point(values["point"], form.errors)
    form.document = {
        "to": values["to"], "about": about or None, "question": values["question"], "why": values["why"] or None,
        **({"place": place} if any(place.values()) else {}),
        **({"vehicle": values["vehicle"]} if values["vehicle"] else {}),
        "urgency": values["urgency"], "due": due.isoformat() if due else None,
    }  # fmt: skip
    return form


def quiet(form: Form) -> Form:
    """The form without its errors: a draft is begun, not sent."""
    form.errors = {}
    return form


def _due(form: Form) -> datetime | None:
    """The day and hour typed; without an hour, the end of the day."""
    if not form.values["day"]:
        return None
    try:
        due = datetime.combine(read_day(form.values["day"]), read_hour(form.values["hour"] or "23:59"), HANOI)
    except ValueError:
        form.errors["day"] = _("Hạn chưa đúng: ngày như 14/12/2023, giờ như 23:40.")
        return None
    if due <= now():
        form.errors["day"] = _("Hạn ở trước bây giờ.")
    return due


def dues(viewer: Viewer, language: str) -> list[DueChoice]:
    """Each urgency with the due time that it gives now, as the unit has set it."""
    setting = forces.setting(viewer.unit, deadlines.SETTING)
    return [
        DueChoice(row.code, row.word(language), deadlines.due(now(), row.code, setting))
        for row in sorted(codes.urgency, key=lambda row: row.rank)
    ]


def communes_offered() -> list[tuple[str, str]]:
    """The communes of today, each with its district."""
    return [(one.code, forms.commune_name(one)) for one in communes.communes(today())]


def units(viewer: Viewer, chosen: list[str], about: str) -> tuple[list[UnitChoice], list[UnitChoice]]:
    """Units to ask: those near at hand (ticked, the owner of the record, those asked before), then all others."""
    book, at = forces.book(), now()
    every = [line for line in forces.units() if line.code != viewer.unit]
    owners = [one.owner for one in related.lines(viewer, [about] if about else [])]
    near = {*chosen, *owners, *often_asked(viewer)}
    away = on_behalf.away()
    told = [
        UnitChoice(line.code, line.name, wording.is_superior(book, viewer.unit, line.code, at), line.code in away)
        for line in every
    ]
    return [one for one in told if one.code in near], [one for one in told if one.code not in near]


def answer_form(sent: QueryDict) -> Form:
    """An answer as it was sent."""
    names = ("text", "finding", "reliability", "credibility", "final")
    values: dict[str, Any] = {name: (sent.get(name) or "").strip() for name in names}
    values["derived"] = list(dict.fromkeys(value for value in sent.getlist("derived") if value))
    form = Form(values)
    if not values["finding"]:
        form.errors["finding"] = _("Chọn một kết quả xác minh.")
    if values["finding"] in ("", "partly", "unknown") and not values["text"]:
        form.errors["text"] = _("Ghi đã xác minh được gì.")
    form.document = {
        "text": values["text"] or None, "finding": values["finding"] or None, "final": values["final"] == "1",
        "grade": forms.grade(values["reliability"], values["credibility"]), "derived_from": derived(values["derived"]),
    }  # fmt: skip
    return form


def blank() -> Form:
    """An empty answer."""
    return Form({"derived": []})
