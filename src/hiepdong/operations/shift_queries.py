"""Reading handover sheets: the list, and what nobody has taken over yet. Always for a viewer."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from msgspec import Struct

from hiepdong.information.queries import Page
from hiepdong.operations.shift_kind import state
from hiepdong.records.head import Head
from hiepdong.records.models import SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.records.stored import heads_by_number
from hiepdong.vocabulary.clock import from_seconds, seconds_of_days
from hiepdong.vocabulary.refusals import Refused

LATELY = 20


class ShiftLine(Struct, frozen=True):
    """A handover sheet in a list. `state`: waits, taken, cancelled or erased; `open`: how many lines were open."""

    record: str
    version: int
    owner: str
    title: str
    start: datetime
    end: datetime
    by: str
    receiver: str | None
    state: str
    taken_by: str | None
    taken_at: datetime | None
    open: int


def list_shifts(
    viewer: Viewer, *, start: date | None = None, end: date | None = None, offset: int = 0, limit: int | None = 50
) -> Page:
    """Sheets the viewer may see, the latest first; days are those of its end. Raises Refused query.invalid."""
    if start and end and end < start:
        raise Refused("query.invalid", f"{end} < {start}")
    rows = _newest(viewer)
    if start is not None or end is not None:
        first, after = seconds_of_days(start, end)
        rows = rows.filter(happened__gte=first, happened__lt=after)
    sights = list(rows[offset : None if limit is None else offset + limit])
    total = len(sights) if limit is None or (offset == 0 and len(sights) < limit) else rows.count()
    return Page(_lines(sights), total)


def untaken(viewer: Viewer) -> list[ShiftLine]:
    """The sheets of the viewer's unit that wait for the next officer, of its latest ones; the latest first."""
    return [line for line in _latest(viewer) if line.state == "waits"]


def last(viewer: Viewer) -> ShiftLine | None:
    """The latest sheet of the viewer's unit that stands, to go on from."""
    return next((line for line in _latest(viewer) if line.state in ("waits", "taken")), None)


def _latest(viewer: Viewer) -> list[ShiftLine]:
    return _lines(list(_newest(viewer).filter(owner=viewer.unit)[:LATELY]))


def _newest(viewer: Viewer) -> QuerySet[SightRow]:
    return seen(viewer, kind="shift").order_by("-happened", "-record")


def _lines(sights: list[SightRow]) -> list[ShiftLine]:
    heads = heads_by_number(sight.record for sight in sights)
    return [_line(heads[sight.record], sight) for sight in sights]


def _line(head: Head, sight: SightRow) -> ShiftLine:
    facet = head.facet(sight.track, sight.version)
    said: dict[str, Any] = facet.detail
    taken = said["taken"]
    return ShiftLine(
        record=head.id, version=sight.version, owner=head.owner, title=facet.title, start=from_seconds(said["start"]),
        end=from_seconds(said["end"]), by=said["by"], receiver=said["receiver"], state=state(head, said),
        taken_by=taken["by"] if taken else None, taken_at=from_seconds(taken["at"]) if taken else None,
        open=said["count"],
    )  # fmt: skip
