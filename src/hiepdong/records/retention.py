"""Retention: what is older than its kind is kept is proposed for erasure, which two commanders do together.

Nothing is erased by a clock: the list proposes, and each erasure has its decision and its minutes.
"""

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from hiepdong.journal.models import BodyRow, DeedRow, EntryRow
from hiepdong.records.kinds import address
from hiepdong.records.models import RecordRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.records.stored import head_of, heads_by_number
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of, from_seconds, instant, seconds_of_days, today

MOST = 200


class Due(Struct, frozen=True):
    """A record of ours that is kept no longer than until `since`. `decided`: who has decided on it already."""

    record: str
    kind: str
    title: str
    happened: date
    since: date
    decided: tuple[str, ...]

    @property
    def address(self) -> str:
        """Where it is read before it is decided on."""
        return address(self.kind, self.record)


class Decision(Struct, frozen=True):
    """What one commander decided on the erasure of a record."""

    officer: str
    at: datetime
    decision: str
    decided: dict[str, Any] | None
    minutes: str
    seq: int
    hash: str


def years_ago(years: int, day: date) -> date:
    """The same day so many years before; of 29 February the 28th, where there is no other."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def due(viewer: Viewer) -> list[Due]:
    """Records that the viewer's unit owns and that are due, the oldest first; `codes.retention` says how long."""
    found: list[Due] = []
    for row in (held[-1] for held in codes.retention.by_code.values()):
        edge = years_ago(row.years, today())
        before = seconds_of_days(edge, edge)[0]
        rows = seen(viewer, kind=row.code).filter(owner=viewer.unit, happened__lt=before).order_by("happened")
        found += _due(list(rows.values_list("record", flat=True)[:MOST]), row.years)
    return sorted(found, key=lambda one: (one.since, one.record))[:MOST]


def _due(numbers: list[int], years: int) -> list[Due]:
    heads = heads_by_number(numbers).values()
    lines = []
    for head in heads:
        if head.erased:
            continue
        held = head.facet(0, head.version)
        happened = day_of(from_seconds(held.happened))
        since = years_ago(-years, happened) + timedelta(days=1)
        lines.append(Due(head.id, head.kind, held.title, happened, since, head.erasers))
    return lines


class Erasure(Struct, frozen=True):
    """An erasure that a commander of the unit decided on; `done`: the second one has, too."""

    record: str
    at: datetime
    done: bool


def erasures(viewer: Viewer) -> list[Erasure]:
    """Erasures of records that the viewer's unit owns, the latest first."""
    deeds = DeedRow.objects.filter(act="record.erase", unit=viewer.unit).order_by("-seq")[:MOST]
    latest: dict[str, DeedRow] = {}
    for deed in deeds:
        latest.setdefault(str(deed.record), deed)
    rows = RecordRow.objects.filter(uuid__in=list(latest), owner=viewer.unit)
    heads = [head_of(row) for row in rows] if viewer.reads_records else []
    found = [Erasure(head.id, from_seconds(latest[head.id].at), bool(head.erased)) for head in heads]
    return sorted(found, key=lambda one: one.at, reverse=True)


def decisions(record: str) -> list[Decision]:
    """What was decided on the erasure of a record, the first first; asked for on behalf of its owner."""
    found = []
    for deed in DeedRow.objects.filter(act="record.erase", record=record).order_by("seq"):
        entry = EntryRow.objects.get(seq=deed.seq)
        said = msgspec.json.decode(bytes(BodyRow.objects.get(seq=deed.seq).bytes))["act"]
        statement = msgspec.json.decode(bytes(entry.statement))
        found.append(
            Decision(
                deed.officer, instant(statement["at"]), said["decision"], said.get("decided"), said.get("minutes", ""),
                deed.seq, bytes(entry.hash).hex(),
            )
        )  # fmt: skip
    return found
