"""Reading the journal: for the inspector, who sees what was done by whom, and no content of records."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count
from msgspec import Struct

from hiepdong.journal.models import BodyRow, DeedRow, EntryRow, HeadRow
from hiepdong.vocabulary.clock import from_seconds, seconds_of_days


class Head(Struct, frozen=True):
    """Where the journal ends."""

    seq: int
    hash: str


class EntryLine(Struct, frozen=True):
    """An entry in a list: who did what to which record, when he says it was, and when it was recorded."""

    seq: int
    act: str
    record: str | None
    version: int | None
    unit: str | None
    officer: str
    at: datetime
    recorded: datetime


def head() -> Head:
    """Where the journal ends."""
    row = HeadRow.objects.get(id=1)
    return Head(row.seq, bytes(row.hash).hex())


def at_end_of(day: date) -> int:
    """The position at which the journal stood when a day ended: 0 before the first entry.

    Times of recording never run backwards, so it is searched by halves.
    """
    after = seconds_of_days(None, day)[1] * 1_000_000
    low, high = 0, head().seq
    while low < high:
        middle = (low + high + 1) // 2
        if EntryRow.objects.values_list("recorded", flat=True).get(seq=middle) < after:
            low = middle
        else:
            high = middle - 1
    return low


def recorded(seq: int) -> datetime | None:
    """When the entry at a position was recorded; None where there is none."""
    at = EntryRow.objects.filter(seq=seq).values_list("recorded", flat=True).first()
    return None if at is None else from_seconds(at // 1_000_000)


def entries(
    *,
    before: int | None = None,
    act: str | None = None,
    unit: str | None = None,
    officer: str | None = None,
    record: str | None = None,
    limit: int = 50,
) -> list[EntryLine]:
    """Entries that fit, the newest first. Pages ask for this on behalf of inspectors alone."""
    rows = DeedRow.objects.order_by("-seq")
    wanted = {"act": act, "unit": unit, "officer": officer, "record": record}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows[:limit])
    times = dict(EntryRow.objects.filter(seq__in=[row.seq for row in found]).values_list("seq", "recorded"))
    return [
        EntryLine(
            row.seq, row.act, row.record, row.version, row.unit, row.officer, from_seconds(row.at),
            from_seconds(times[row.seq] // 1_000_000),
        )
        for row in found
    ]  # fmt: skip


def stats() -> dict[str, Any]:
    """How much the journal holds."""
    row = HeadRow.objects.get(id=1)
    by_act = dict(DeedRow.objects.values_list("act").annotate(Count("seq")).order_by("act"))
    return {
        "entries": row.seq,
        "head": bytes(row.hash).hex(),
        "reduced": BodyRow.objects.filter(reduced=1).count(),
        **by_act,
    }
