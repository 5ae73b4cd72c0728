"""What a handover does to figures, told before it is offered, asked for or accepted."""

from typing import Any

from msgspec import Struct

from hiepdong.cases import comparing
from hiepdong.records import queries as records
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer

MOST = 50


class Effect(Struct, frozen=True):
    """The event of a case before and after: to whom it is credited, which units have a part in it.

    `subjects` None: withheld, or the event has several records and its persons are counted together.
    """

    subjects: int | None
    records: int
    credit_before: str
    credit_after: str | None
    units: tuple[str, ...]
    joins: str

    @property
    def moves(self) -> bool:
        """Whether the event is credited to another unit afterwards."""
        return self.credit_after is not None and self.credit_after != self.credit_before


def effect(viewer: Viewer, shown: Shown, receiver: str) -> Effect | None:
    """What changes when `receiver` owns it (empty: not chosen yet); None for what is no case, or counts nowhere."""
    if shown.kind != "case" or shown.cancelled or shown.erased:
        return None
    event = _event(viewer, shown)
    owners = {one.record: one.owner for one in event.values()}
    units = sorted({unit for one in event.values() for unit in (*one.owners, *_named(one.document))})
    alone = len(event) == 1 and shown.document.get("subjects") is not None
    return Effect(
        subjects=comparing.counted(shown.document) if alone else None, records=len(event),
        credit_before=_credit(event, owners),
        credit_after=_credit(event, owners | {shown.record: receiver}) if receiver else None,
        units=tuple(units), joins=receiver if receiver and receiver not in units else "",
    )  # fmt: skip


def _event(viewer: Viewer, shown: Shown) -> dict[str, Shown]:
    """The records that count as one event with this one, as far as the viewer sees them."""
    found, waiting = {shown.record: shown}, [shown]
    while waiting and len(found) < MOST:
        for line in waiting.pop().links:
            if line.state == "stands" and line.relation == "same-event" and line.other not in found:
                found[line.other] = records.show(viewer, line.other)
                waiting.append(found[line.other])
    return found


def _credit(event: dict[str, Shown], owners: dict[str, str]) -> str:
    """The lead of the principal record: the one whose owner is its lead, else the smallest id."""
    principal = [record for record, one in event.items() if owners[record] == one.document["lead"]]
    lead: str = event[min(principal or event)].document["lead"]
    return lead


def _named(document: dict[str, Any]) -> set[str]:
    alone = {document[name] for name in ("lead", "found") if document.get(name)}
    return alone | {code for part in ("supporting", "arrested") for code in document.get(part) or ()}
