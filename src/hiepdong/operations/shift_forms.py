"""The form of a handover sheet: what its fields hold and offer, and how it is read back into a document."""

from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import Struct, field

from hiepdong.forces import queries as forces
from hiepdong.operations import shift_hours
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, instant, read_day, read_hour
from hiepdong.vocabulary.roles import RECORD_WORK
from hiepdong.vocabulary.shift import LONGEST, USUAL_MARKING, WORDS

Document = dict[str, Any]
HOURS = ("from_day", "from_hour", "to_day", "to_hour")
PLAIN = (*HOURS, "receiver", *WORDS, "marking")


class ShiftForm(Struct):
    """What is typed, as text by field; `errors` by the id of the field; `hours` once both are right."""

    values: dict[str, str]
    document: Document = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    hours: tuple[datetime, datetime] | None = None


def blank(viewer: Viewer, before: Document) -> ShiftForm:
    """A form to begin with: the hours, and the equipment as the last sheet told it."""
    start, end = shift_hours.hours(viewer)
    values = {**_typed(start, end), "equipment": before.get("equipment") or "", "marking": USUAL_MARKING}
    return ShiftForm(values, hours=(start, end))


def of(document: Document) -> ShiftForm:
    """A sheet as the form shows it."""
    start, end = instant(document["from"]), instant(document["to"])
    words = {name: document.get(name) or "" for name in (*WORDS, "receiver")}
    values = {**_typed(start, end), **words, "marking": document.get("marking") or USUAL_MARKING}
    return ShiftForm(values, hours=(start, end))


def _typed(start: datetime, end: datetime) -> dict[str, str]:
    first, last = start.astimezone(HANOI), end.astimezone(HANOI)
    return {
        "from_day": f"{first:%d/%m/%Y}", "from_hour": f"{first:%H:%M}", "to_day": f"{last:%d/%m/%Y}",
        "to_hour": f"{last:%H:%M}",
    }  # fmt: skip


def read(sent: QueryDict) -> ShiftForm:
    """What was sent as a form and, where nothing is wrong, as a document without its lines."""
    form = ShiftForm({name: sent.get(name, "").strip() for name in PLAIN})
    start, end = _instant(form, "from"), _instant(form, "to")
    if start and end and not start < end <= start + LONGEST:
        form.errors["to_day"] = _("Giờ hết ca phải sau giờ nhận ca, không quá 31 ngày.")
    elif start and end:
        form.hours = (start, end)
    form.document = {
        **{name: at.isoformat() for name, at in (("from", start), ("to", end)) if at},
        **{name: form.values[name] for name in ("receiver", *WORDS, "marking") if form.values[name]},
    }  # fmt: skip
    return form


def _instant(form: ShiftForm, side: str) -> datetime | None:
    try:
        day, hour = read_day(form.values[f"{side}_day"]), read_hour(form.values[f"{side}_hour"])
    except ValueError:
        form.errors[f"{side}_day"] = _("Ngày như 14/12/2023, giờ như 07:30.")
        return None
    return datetime.combine(day, hour, HANOI)


def quiet(form: ShiftForm) -> ShiftForm:
    """The form without its errors: a draft is begun, not sent."""
    form.errors = {}
    return form


def choices(viewer: Viewer, language: str) -> dict[str, Any]:
    """What the form offers: the officers of the unit who may take over, and markings."""
    others = [
        (line.login, " ".join(part for part in (line.rank, line.name) if part))
        for line in forces.officers(viewer.unit)
        if line.login != viewer.login
        and any(one.unit == viewer.unit and RECORD_WORK & set(one.roles) for one in line.units)
    ]
    return {
        "officers": others,
        "markings": [(row.code, row.word(language)) for row in codes.markings if not row.secret],
    }


def mark_of(lines: list[Document]) -> str:
    """What the officer had before his eyes of the lines that the machine put in: he signs these and no others."""
    return sha256(msgspec.json.encode(lines)).hexdigest()
