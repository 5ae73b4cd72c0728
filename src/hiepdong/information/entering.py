"""What an officer typed, read into a document of a report. What the form has no field for is kept as it was."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from hiepdong.information.forms import Document, ReportForm, grade
from hiepdong.terrain import entering
from hiepdong.vocabulary import codes
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
        "text": values["where"] or None, "point": entering.point(values["point"], errors),
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
    return entering.period(
        form.values, form.errors, before.get("seen") or {},
        ahead=_("Ngày giờ nắm tin ở sau bây giờ."), backwards=_("Giờ kết thúc ở trước giờ bắt đầu."),
    )  # fmt: skip
