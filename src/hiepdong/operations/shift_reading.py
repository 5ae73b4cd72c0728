"""A handover sheet as its page and its paper show it: what was open, by the names that its reader may see today."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from msgspec import Struct

from hiepdong.cases import protected
from hiepdong.information import activity_listing, related
from hiepdong.information.related import Beside
from hiepdong.records.copies import copies
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import instant
from hiepdong.vocabulary.shift import SECTIONS, USUAL_MARKING

Document = dict[str, Any]
Names = dict[str, dict[str, str]]
Hours = tuple[datetime, datetime]
LABELS = {
    "situation": lazy("Diễn biến trong ca"), "instructions": lazy("Chỉ đạo của cấp trên qua điện thoại"),
    "to_do": lazy("Việc ca sau làm tiếp"), "equipment": lazy("Vũ khí, chìa khóa, trang bị"),
}  # fmt: skip


class Open(Struct, frozen=True):
    """A line in words. `asks`: what its clock asks for; `colour`: late, or soon: within the next shift."""

    record: Beside
    persons: tuple[str, ...]
    asks: str
    basis: str
    unit: str
    what: str
    due: datetime | None
    colour: str

    @property
    def told(self) -> bool:
        """Whether there is anything to tell besides the record."""
        return bool(self.persons or self.asks or self.what)


class Group(Struct, frozen=True):
    """The lines of one section."""

    section: str
    lines: list[Open]


class ShiftView(Struct, frozen=True):
    """What page and paper need. `signed`: when the sheet was last signed by who hands over, `by`."""

    shown: Shown
    document: Document
    start: datetime
    end: datetime
    groups: list[Group]
    state: str
    by: str
    taken: Document | None
    signed: datetime | None
    ours: bool
    words: list[tuple[str, str, str]]
    marking: str


def view(viewer: Viewer, shown: Shown, language: str) -> ShiftView:
    """The sheet for a reader."""
    document, more = shown.document, shown.more
    start, end = instant(document["from"]), instant(document["to"])
    signed = next((line.at for line in shown.history if line.act in ("shift.hand-over", "shift.revise")), None)
    taken = more["taken_over"]
    return ShiftView(
        shown=shown, document=document, start=start, end=end, state=more["state"], by=more["handed_over_by"],
        groups=groups(viewer, document.get("lines") or [], (end, end + (end - start)), language), signed=signed,
        taken={**taken, "at": instant(taken["at"])} if taken else None, ours=shown.owner == viewer.unit,
        words=[(name, str(LABELS[name]), document.get(name) or "") for name in LABELS],
        marking=document.get("marking") or USUAL_MARKING,
    )  # fmt: skip


def groups(viewer: Viewer, lines: list[Document], hours: Hours | None, language: str) -> list[Group]:
    """Lines of a document in words, by section; `hours`: of the next shift. What is unseen is left out."""
    known = {one.record: one for one in related.lines(viewer, [line["record"] for line in lines])}
    named = activity_listing.named(viewer, known.values(), language)
    known = {one.record: one for one in named}
    people = _people(viewer, [line["record"] for line in lines if line.get("persons")])
    told: dict[str, list[Open]] = {section: [] for section in SECTIONS}
    for line in lines:
        if line["record"] in known:
            told[line["section"]].append(_told(line, known[line["record"]], people, hours, language))
    return [Group(section, found) for section, found in told.items() if found]


def _told(line: Document, record: Beside, people: Names, hours: Hours | None, language: str) -> Open:
    due = instant(line["due"]) if line.get("due") else None
    names = people.get(record.record, {})
    rule = codes.clocks.get(line.get("clock") or "")
    return Open(
        record=record, persons=tuple(names.get(key) or _("tên được che") for key in line.get("persons") or ()),
        asks=rule.word(language) if rule else "", basis=rule.basis if rule else "", unit=line.get("unit") or "",
        what=line.get("what") or "", due=due, colour=_colour(due, hours),
    )  # fmt: skip


def _colour(due: datetime | None, hours: Hours | None) -> str:
    if due is None or hours is None or due > hours[1]:
        return ""
    return "late" if due <= hours[0] else "soon"


def _people(viewer: Viewer, records: list[str]) -> Names:
    """Names of the persons of these cases by key; those of minors and victims stay covered on a sheet."""
    found = copies(viewer, list(dict.fromkeys(records))) if records else {}
    return {
        record: {
            person["key"]: person.get("name") or "" for person in protected.covered(copy.document).get("subjects") or ()
        }
        for record, copy in found.items()
    }
