"""Where two versions of a report differ, in words: what stands beside what was just typed."""

from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.information import wording
from hiepdong.information.reading import marking_of
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of, instant

Document = dict[str, Any]


class Change(Struct, frozen=True):
    """A part that differs."""

    label: str
    stands: str
    typed: str


def between(stands: Document, typed: Document, language: str) -> list[Change]:
    """The parts that differ."""
    one, other = _words(stands, language), _words(typed, language)
    return [Change(label, one[label], other[label]) for label in one if one[label] != other[label]]


def _words(document: Document, language: str) -> dict[str, str]:
    source, seen, grade = document.get("source") or {}, document["seen"], document.get("grade")
    return {
        _("Trích yếu"): document["title"], _("Nội dung"): document.get("text") or "",
        _("Nắm tin"): " – ".join(_time(seen[end]) for end in ("from", "to") if seen.get(end)),
        _("Nơi"): place(document), _("Chủ đề"): codes.topics.word(document.get("topic") or "other", language),
        _("Phía"): codes.sides.word(document.get("side") or "inner", language),
        _("Độ khẩn"): codes.urgency.word(document.get("urgency") or "thuong", language),
        _("Nguồn"): f"{codes.sources.word(source['kind'], language)} {source.get('ref') or ''}" if source else "",
        _("Đánh giá"): wording.grade_words(grade, language) if grade else "",
        _("Lưu ý"): "; ".join(codes.caveats.word(code, language) for code in document.get("caveats") or ()),
        _("Mức phổ biến"): codes.markings.word(marking_of(document), language),
        _("Rút ra từ"): str(len(document.get("derived_from") or ())),
    }  # fmt: skip


def _time(text: str) -> str:
    return f"{instant(text):%H:%M %d/%m/%Y}"


def place(document: Document) -> str:
    """Marker, village, commune of the day, and the description."""
    where = document.get("place") or {}
    marker = _("mốc %(number)s") % {"number": where["marker"]} if where.get("marker") else ""
    on = day_of(instant(document["seen"]["from"]))
    commune = communes.commune(where["commune"], on) if where.get("commune") else None
    parts = (marker, where.get("village"), commune.inline if commune else "", where.get("text"))
    return ", ".join(part for part in parts if part)
