"""The fields of what was said by paper or phone: read back into the basis of an act."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.information import on_behalf
from hiepdong.information.request_forms import Document, Form
from hiepdong.vocabulary.clock import read_day, today

NAMES = ("basis", "number", "on", "who", "note")


class Away(Struct, frozen=True):
    """A unit that is not on the system yet."""

    code: str
    name: str


def blank(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a fresh form: a paper of today."""
    return {**values, "basis": "paper", "on": f"{today():%d/%m/%Y}"}


def read(form: Form, sent: QueryDict) -> Document:
    """The basis as typed; what is wrong goes into the errors of the form."""
    form.values |= {name: (sent.get(name) or "").strip() for name in NAMES}
    values, errors = form.values, form.errors
    if values["basis"] not in ("paper", "call"):
        errors["basis"] = _("Chọn văn bản hoặc điện thoại.")
    if values["basis"] == "paper" and not values["number"]:
        errors["number"] = _("Thiếu số của văn bản.")
    if values["basis"] == "call" and not values["who"]:
        errors["who"] = _("Ghi ai nói chuyện: cấp bậc, họ tên.")
    said = {"basis": values["basis"], "date": _day(form)}
    return said | {name: values[name] or None for name in ("number", "who", "note")}


def _day(form: Form) -> str:
    try:
        day = read_day(form.values["on"])
    except ValueError:
        form.errors["on"] = _("Ngày chưa đúng: ghi như 14/12/2023.")
        return ""
    if day > today():
        form.errors["on"] = _("Ngày ở sau hôm nay.")
    return day.isoformat()


def units_away() -> list[Away]:
    """Units for which something may be recorded."""
    away = on_behalf.away()
    return [Away(line.code, line.name) for line in forces.units() if line.code in away]
