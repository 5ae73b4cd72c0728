"""Which records may be of the same event as a case of ours: proposed with reasons, compared and asserted by people.

Nothing is joined by likeness. What a unit has set aside is not proposed to it again until it wants to be told anew.
"""

from datetime import datetime

from msgspec import Struct

from hiepdong.cases import likeness, reading
from hiepdong.cases.likeness import Like
from hiepdong.cases.protected import readable
from hiepdong.records import board
from hiepdong.records import queries as records
from hiepdong.records.copies import copies
from hiepdong.records.models import AsideRow
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer

SHOWN, SURE, LATELY = 4, 5, 8


class Suggestion(Struct, frozen=True):
    """A record like one of ours. `unseen`: its owner has no copy of ours yet, and could not answer."""

    ours: str
    title: str
    like: Like
    unseen: bool


class Suggestions(Struct, frozen=True):
    """Those that are told, and how many were set aside."""

    lines: list[Suggestion]
    aside: int


class Alike(Struct, frozen=True):
    """A record that may be of the same event, with the reasons in words; `unseen` as above."""

    record: str
    title: str
    owner: str
    happened: datetime
    reasons: tuple[str, ...]
    unseen: bool


def of_case(viewer: Viewer, shown: Shown) -> Suggestions:
    """Records like this case of ours that it is not linked with, in whatever state; nothing for a case of others."""
    if shown.kind != "case" or shown.owner != viewer.unit or shown.cancelled or shown.erased or shown.offered_to:
        return Suggestions([], 0)
    sketch = likeness.of_document(reading.covered(viewer, shown), shown.record)
    linked = {line.other for line in shown.links}
    found = [one for one in likeness.like_events(viewer, sketch) if one.line.record not in linked and _sure(one)]
    if not found:
        return Suggestions([], 0)
    aside = _aside(viewer.unit, shown.record)
    holders = {one.unit for one in shown.released_to or ()} | {viewer.unit}
    told = [one for one in found if one.line.record not in aside]
    lines = [Suggestion(shown.record, shown.title, one, one.line.owner not in holders) for one in told[:SHOWN]]
    return Suggestions(lines, len(found) - len(told))


def alike(viewer: Viewer, record: str) -> list[Alike]:
    """Records like a case of ours, for a program. Raises Refused record.not_found."""
    return [
        Alike(one.like.line.record, one.like.line.title, one.like.line.owner, one.like.line.happened,
              tuple(reason.text for reason in one.like.reasons if reason.weight), one.unseen)
        for one in of_case(viewer, records.show(viewer, record)).lines
    ]  # fmt: skip


def on_board(viewer: Viewer) -> list[Suggestion]:
    """The likest record of each case of ours that was written of late, or that a copy sent to us of late is like."""
    ours = _like_others(viewer, board.ours_of_late(viewer, "case", LATELY))
    found: dict[frozenset[str], Suggestion] = {}
    for record in dict.fromkeys([*ours, *_like_what_came(viewer)]):
        for one in of_case(viewer, records.show(viewer, record)).lines[:1]:
            found.setdefault(frozenset((record, one.like.line.record)), one)
    return list(found.values())


def _like_others(viewer: Viewer, ours: list[str]) -> list[str]:
    """Those of our cases that are surely like another record."""
    return [record for record, found in _alike(viewer, ours).items() if found]


def _like_what_came(viewer: Viewer) -> list[str]:
    """Cases of ours, however old, that copies which came of late are surely like."""
    news = [line.record for line in board.news(viewer, limit=LATELY) if line.record and line.kind == "case"]
    found = [like.line for likes in _alike(viewer, news).values() for like in likes]
    return [line.record for line in found if line.owner == viewer.unit]


def _alike(viewer: Viewer, cases: list[str]) -> dict[str, list[Like]]:
    """What each of the cases is surely like, linked with it or not."""
    held = copies(viewer, cases)
    documents = {one: readable(viewer, held[one].owner, held[one].document) for one in cases if one in held}
    found = {one: likeness.like_events(viewer, likeness.of_document(said, one)) for one, said in documents.items()}
    return {one: [like for like in likes if _sure(like)] for one, likes in found.items()}


def _sure(one: Like) -> bool:
    """Whether more than the day speaks for it."""
    return one.weight >= SURE and any(reason.code != "day" and reason.weight for reason in one.reasons)


def _aside(unit: str, record: str) -> set[str]:
    return set(AsideRow.objects.filter(unit=unit, record=record).values_list("other", flat=True))


def set_aside(viewer: Viewer, record: str, other: str) -> None:
    """Do not tell the viewer's unit of these two again, at either of them. Raises Refused for what is not seen."""
    one, two = (records.show(viewer, which).record for which in (record, other))
    rows = [AsideRow(unit=viewer.unit, record=a, other=b) for a, b in ((one, two), (two, one))]
    AsideRow.objects.bulk_create(rows, ignore_conflicts=True)


def tell_again(viewer: Viewer, record: str) -> None:
    """Tell again of what was set aside at this record."""
    shown = records.show(viewer, record).record
    AsideRow.objects.filter(unit=viewer.unit, record=shown).delete()
    AsideRow.objects.filter(unit=viewer.unit, other=shown).delete()
