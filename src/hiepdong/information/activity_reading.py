"""A joint activity as its page shows it: the copy its reader holds, its numbers in words, what it may be one with."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.information import activity_listing as listing
from hiepdong.information import activity_wording as wording
from hiepdong.information.activity_queries import ActivityLine
from hiepdong.records.masks import covers
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.terrain.sketch import sketch
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.activity import MASKABLE, USUAL_MARKING

Document = dict[str, Any]
Days = tuple[date, date]


class ActivityView(Struct, frozen=True):
    """What the page needs besides the copy itself. `open`: may be written; `likely`: what it may be one with.

    `unsent`: units that took part and hold no copy, so that they can neither count it nor say that it is theirs too.
    """

    shown: Shown
    document: Document
    title: str
    amounts: str
    place: Document
    days: Days
    written: datetime | None
    ours: bool
    open: bool
    held: bool
    abroad: bool
    marking: str
    without: dict[str, bool]
    likely: list[ActivityLine]
    unsent: list[str]
    sketch: dict[str, Any] | None


def view(viewer: Viewer, shown: Shown, language: str) -> ActivityView:
    """The activity for a page."""
    document, ours = shown.document, shown.owner == viewer.unit
    place, quiet = document.get("place") or {}, shown.cancelled or shown.erased
    point, kind = place.get("point"), codes.activities.get(document["kind"])
    is_open = ours and not (quiet or shown.offered_to)
    return ActivityView(
        shown=shown, document=document, title=listing.kind_word(document["kind"], language),
        amounts=amounts(document, language), place=place, days=days_of(document), ours=ours, open=is_open,
        held=not ours and not quiet, abroad=kind is not None and kind.abroad,
        written=next((line.at for line in shown.history if line.version is not None), None),
        marking=document.get("marking") or USUAL_MARKING,
        without={name.replace(".", "_"): covers((name,), tuple(shown.withheld)) for name in (*MASKABLE, "attachments")},
        likely=likely(viewer, shown) if is_open and not document.get("exercise") else [],
        unsent=unsent(shown) if is_open else [],
        sketch=sketch((point[0], point[1])) if point else None,
    )  # fmt: skip


def amounts(document: Document, language: str) -> str:
    """The numbers of a document in words."""
    counts = (document.get("times"), document.get("attendances"), document.get("items"))
    return wording.amounts(document["kind"], counts, language)


def days_of(document: Document) -> Days:
    """Its first and its last day."""
    first = date.fromisoformat(document["day"])
    return first, date.fromisoformat(document["until"]) if document.get("until") else first


def unsent(shown: Shown) -> list[str]:
    """The units named that stand today and hold no copy, as its owner sees them."""
    held = {shown.owner, *(one.unit for one in shown.released_to or ())}
    standing = {line.code for line in forces.units()}
    return [code for code in shown.document["units"] if code in standing - held]


def likely(viewer: Viewer, shown: Shown) -> list[ActivityLine]:
    """What may be the same activity and was not said to be it, nor said not to be."""
    known = {line.other for line in shown.links if line.state != "retracted"}
    units = {*shown.document["units"], *shown.owners}
    return listing.near(viewer, shown.document["kind"], days_of(shown.document), units, {shown.record, *known})
