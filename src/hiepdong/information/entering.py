"""What an officer typed, read into a document of a report. What the form has no field for is kept as it was."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from hiepdong.information.forms import Document, ReportForm, grade
from hiepdong.terrain import coordinates
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, now, read_day, read_hour
from hiepdong.vocabulary.request import title_of

PLAIN = (
    "title", "text", "topic", "side", "urgency", "day", "hour", "until", "marker", "village", "commune", "where",
    "point", "source", "ref", "reliability", "credibility", "marking", "exercise",
)  # fmt: skip
LISTS = ("caveats", "derived")


def read(sent: QueryDict, before: Document | None = None) -> ReportForm:
    """What was sent as a form and, where nothing is wrong, as a document. `before`: the version that is revised."""
    values: dict[str, Any] = {name: (sent.get(name) or "").strip() for name in PLAIN}
    values |= {name: list(dict.fromkeys(value for value in sent.getlist(name) if value)) for name in LISTS}
    form = ReportForm(values)
    form.document = _document(form, before or {})
    return form


def _document(form: ReportForm, before: Document) -> Document:
    values, errors = form.values, form.errors
    title = values["title"] or title_of(values["text"])
    if not title:
        errors["title"] = _("Thiếu nội dung: ghi trích yếu, hoặc nội dung tin.")
    if values["ref"] and not values["source"]:
        errors["source"] = _("Có mã nguồn mà chưa chọn loại nguồn.")
    place = {
        **(before.get("place") or {}), **{name: values[name] or None for name in ("commune", "village", "marker")},
        "text": values["where"] or None, "point": _point(values["point"], errors),
    }  # fmt: skip
    source = {"kind": values["source"], "ref": values["ref"] or None} if values["source"] else None
    return {
        **before, "title": title, "text": values["text"] or None, "seen": _seen(form, before), "source": source,
        "place": place if any(value is not None for value in place.values()) else None,
        "topic": values["topic"] or "other", "side": values["side"] or "inner",
        "urgency": values["urgency"] or "thuong", "marking": values["marking"] or _proposed(values["topic"]),
        "grade": grade(values["reliability"], values["credibility"]), "caveats": values["caveats"],
        "derived_from": derived(values["derived"]), "exercise": bool(values["exercise"]),
    }  # fmt: skip


def _proposed(topic: str) -> str | None:
    """The marking that the topic proposes; None leaves it to the side."""
    row = codes.topics.get(topic)
    return row.marking or None if row else None


def derived(chosen: list[str]) -> list[str]:
    """The records ticked, less what is none."""
    return [one for one in chosen if _is_id(one)]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _seen(form: ReportForm, before: Document) -> Document:
    """From when, until when: an hour typed as the end is the first such after the start, without a day by it."""
    values, errors, kept = form.values, form.errors, before.get("seen") or {}
    try:
        start = datetime.combine(read_day(values["day"]), read_hour(values["hour"] or "0"), HANOI)
    except ValueError:
        errors["day"] = _("Ngày giờ chưa đúng: ngày như 14/12/2023, giờ như 23:40.")
        return kept
    if start > now():
        errors["day"] = _("Ngày giờ nắm tin ở sau bây giờ.")
    try:
        end = _end(values["until"], start)
    except ValueError:
        errors["until"] = _("Giờ kết thúc chưa đúng: ghi như 01:20, hoặc 01:20 15/12/2023.")
        return {**kept, "from": start.isoformat()}
    if end is not None and end < start:
        errors["until"] = _("Giờ kết thúc ở trước giờ bắt đầu.")
    return {**kept, "from": start.isoformat(), "to": end.isoformat() if end else None}


def _end(typed: str, start: datetime) -> datetime | None:
    if not typed:
        return None
    hour, _space, day = typed.partition(" ")
    if day:
        return datetime.combine(read_day(day), read_hour(hour), HANOI)
    end = datetime.combine(start.date(), read_hour(hour), HANOI)
    return end if end >= start else end + timedelta(days=1)


def _point(text: str, errors: dict[str, str]) -> list[int] | None:
    if not text:
        return None
    found = coordinates.read_point(text)
    if found is None:
        errors["point"] = _("Tọa độ chưa đọc được: ghi vĩ độ, kinh độ như 21.912345, 106.812345.")
    return list(found) if found else None
