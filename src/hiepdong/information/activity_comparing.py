"""Two joint activities side by side: what is equal, what differs, and what they count apart and as one."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.information import activity_listing as listing
from hiepdong.information import activity_wording as wording
from hiepdong.information.activity_reading import amounts, days_of
from hiepdong.information.changes import Change
from hiepdong.records.compared import Row, texts
from hiepdong.records.queries import Shown
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.activity import USUAL_MARKING

Document = dict[str, Any]
PARTS = {"note": "note", "text": "place.text"}


class Effect(Struct, frozen=True):
    """What two records count, apart and as one; `speaks`: the one whose numbers count then."""

    before: tuple[str, str]
    after: str
    speaks: Shown


def rows(ours: Shown, theirs: Shown, language: str) -> list[Row]:
    """The parts that tell whether two activities are one."""
    book = forces.book()
    mine, others = (_said(shown.document, language, book) for shown in (ours, theirs))
    held = [{part for part, path in PARTS.items() if path in shown.withheld} for shown in (ours, theirs)]
    told = [part for part in _labels() if mine[part] or others[part] or part in held[0] | held[1]]
    return [_row(_labels()[part], mine[part], others[part], [part in one for one in held]) for part in told]


def _row(label: str, ours: str, theirs: str, withheld: list[bool]) -> Row:
    if not any(withheld):
        return texts(label, ours, theirs)
    said = [_("không gửi") if gone else value or "–" for gone, value in zip(withheld, (ours, theirs), strict=True)]
    return Row(label, said[0], said[1], _("không so được"), differs=False)


def _labels() -> dict[str, str]:
    return {
        "kind": _("Loại"), "days": _("Ngày"), "units": _("Đơn vị tham gia"), "times": _("Số lần"),
        "attendances": _("Lượt người"), "items": _("Kết quả"), "place": _("Nơi"), "text": _("Mô tả nơi"),
        "note": _("Ghi chú"),
    }  # fmt: skip


def _said(document: Document, language: str, book: Book) -> dict[str, str]:
    """The parts of an activity, each in words."""
    kind = document["kind"]
    names = {"times": document.get("times") or 1, **{name: document.get(name) for name in ("attendances", "items")}}
    numbers = {
        name: "" if value is None else wording.amount(kind, name, value, language) for name, value in names.items()
    }
    units = sorted(book.name(code) for code in document["units"])
    return {
        "kind": listing.kind_word(kind, language), "days": days(document), "units": "; ".join(units), **numbers,
        "place": place(document), "text": (document.get("place") or {}).get("text") or "",
        "note": document.get("note") or "",
    }  # fmt: skip


def days(document: Document) -> str:
    """The day, or the first and the last."""
    first, last = days_of(document)
    return f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def place(document: Document) -> str:
    """Marker, village, commune of the day."""
    where = document.get("place") or {}
    marker = _("mốc %(number)s") % {"number": where["marker"]} if where.get("marker") else ""
    on = date.fromisoformat(document["day"])
    commune = communes.commune(where["commune"], on) if where.get("commune") else None
    return ", ".join(part for part in (marker, where.get("village"), commune.inline if commune else "") if part)


def effect(ours: Shown, theirs: Shown, language: str) -> Effect | None:
    """What they count, in words; None where one of them counts nowhere."""
    if any(shown.cancelled or shown.document.get("exercise") for shown in (ours, theirs)):
        return None
    before = amounts(ours.document, language), amounts(theirs.document, language)
    speaks = min(ours, theirs, key=lambda shown: shown.record)
    return Effect(before, before[0] if speaks is ours else before[1], speaks)


def between(stands: Document, typed: Document, language: str) -> list[Change]:
    """Where two versions of an activity differ, in words."""
    book = forces.book()
    one, other = (_whole(document, language, book) for document in (stands, typed))
    labels = {**_labels(), "marking": _("Mức phổ biến"), "point": _("Tọa độ"), "exercise": _("Diễn tập")}
    changed = [part for part in labels if one[part] != other[part]]
    return [Change(labels[part], one[part] or "–", other[part] or "–") for part in changed]


def _whole(document: Document, language: str, book: Book) -> dict[str, str]:
    marking = codes.markings.word(document.get("marking") or USUAL_MARKING, language)
    point, exercise = (document.get("place") or {}).get("point"), document.get("exercise")
    more = {"marking": marking, "point": str(point or ""), "exercise": _("có") if exercise else ""}
    return {**_said(document, language, book), **more}
