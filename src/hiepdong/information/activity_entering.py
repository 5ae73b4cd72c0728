"""What an officer typed, read into a document of a joint activity. What the form has no field for is kept as it was."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from hiepdong.information.activity_forms import NUMBERS, ActivityForm, Document
from hiepdong.terrain.entering import point
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.activity import MOST
from hiepdong.vocabulary.clock import read_day, today

DIGITS = len(str(MOST))
PLAIN = (
    "kind", "day", "until", *NUMBERS, "marker", "village", "commune", "where", "point", "note", "marking", "exercise",
    "same",
)  # fmt: skip


def read(sent: QueryDict, before: Document | None = None) -> ActivityForm:
    """What was sent as a form and, where nothing is wrong, as a document. `before`: the version that is revised."""
    values: dict[str, Any] = {name: (sent.get(name) or "").strip() for name in PLAIN}
    values["units"] = list(dict.fromkeys(code for code in sent.getlist("units") if code))
    form = ActivityForm(values)
    form.document = _document(form, before or {})
    return form


def _document(form: ActivityForm, before: Document) -> Document:
    values, errors = form.values, form.errors
    if not values["kind"]:
        errors["kind"] = _("Thiếu loại hoạt động.")
    day, until = _days(form)
    if values["kind"] and day is not None and not codes.activities.valid(values["kind"], day):
        errors["kind"] = _("Ngày ấy chưa có, hoặc không còn loại hoạt động này.")
    if not values["units"]:
        errors["units"] = _("Chọn ít nhất một đơn vị tham gia.")
    place = {
        **(before.get("place") or {}), **{name: values[name] or None for name in ("commune", "village", "marker")},
        "text": values["where"] or None, "point": point(values["point"], errors),
    }  # fmt: skip
    return {
        **before, "kind": values["kind"], "day": day and day.isoformat(), "until": until and until.isoformat(),
        "units": values["units"], **{part: _count(form, name) for name, part in NUMBERS.items()},
        "place": place if any(value is not None for value in place.values()) else None,
        "note": values["note"] or None, "marking": values["marking"] or None, "exercise": bool(values["exercise"]),
    }  # fmt: skip


def _days(form: ActivityForm) -> tuple[date | None, date | None]:
    """The first day, and the last where it lasted: neither is to come, as what is counted was done."""
    day, until = _day(form, "day"), _day(form, "until") if form.values["until"] else None
    if day and until and until < day:
        form.errors["until"] = _("Ngày cuối ở trước ngày đầu.")
    return day, until


def _day(form: ActivityForm, name: str) -> date | None:
    try:
        day = read_day(form.values[name])
    except ValueError:
        form.errors[name] = _("Ngày chưa đúng: ghi như 14/12/2023.")
        return None
    if day > today():
        form.errors[name] = _("Ngày này ở sau hôm nay: chỉ ghi việc đã làm.")
    return day


def _count(form: ActivityForm, name: str) -> int | None:
    """A number as officers type it: 1.080, 1 080, 1080."""
    typed = form.values[name].replace(".", "").replace(",", "").replace(" ", "")
    if not typed:
        return None
    row = codes.activities.get(form.values["kind"])
    least = 1 if name == "times" else 0
    if not typed.isdecimal() or len(typed) > DIGITS or not least <= int(typed) <= MOST:
        form.errors[name] = _("Chưa phải là số đếm: ghi như 120, hoặc 1.080.")
        return None
    if name == "results" and row is not None and not row.items:
        form.errors[name] = _("Loại hoạt động này không có số kết quả riêng: bỏ trống ô này.")
    return int(typed)
