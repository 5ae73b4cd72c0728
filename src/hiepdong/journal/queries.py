"""Reading the journal: for the inspector, who sees what was done by whom, and no content of records."""

from datetime import date, datetime
from typing import Any

import msgspec
from django.db.models import Count
from msgspec import Struct

from hiepdong.journal.models import BodyRow, DeedRow, EntryRow, HeadRow
from hiepdong.journal.statement import Statement
from hiepdong.vocabulary.clock import from_seconds, seconds_of_days

ID_LENGTH = 36
_statements = msgspec.json.Decoder(Statement)


class Head(Struct, frozen=True):
    """Where the journal ends."""

    seq: int
    hash: str


class EntryLine(Struct, frozen=True):
    """An entry in a list: who did what to which record, when he says it was, and when it was recorded.

    `to`: the units that it concerns besides his own (released to, offered to; the unit that was added or ended).
    """

    seq: int
    act: str
    record: str | None
    version: int | None
    unit: str | None
    officer: str
    at: datetime
    recorded: datetime
    to: tuple[str, ...]


def head() -> Head:
    """Where the journal ends."""
    row = HeadRow.objects.get(id=1)
    return Head(row.seq, bytes(row.hash).hex())


def at_end_of(day: date) -> int:
    """The position at which the journal stood when a day ended: 0 before the first entry."""
    return _before(seconds_of_days(None, day)[1] * 1_000_000)


def at_moment(moment: datetime) -> int:
    """The position at which the journal stood at a moment."""
    return _before(int(moment.timestamp() * 1_000_000) + 1)


def _before(microseconds: int) -> int:
    """The last entry recorded before. Times of recording never run backwards, so it is searched by halves."""
    low, high = 0, head().seq
    while low < high:
        middle = (low + high + 1) // 2
        if EntryRow.objects.values_list("recorded", flat=True).get(seq=middle) < microseconds:
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
    """Entries that fit, the newest first; a record by its id, or by how that begins.

    Pages ask for this on behalf of inspectors alone.
    """
    rows = DeedRow.objects.order_by("-seq")
    whole = "record" if record and len(record) == ID_LENGTH else "record__startswith"
    wanted = {"act": act, "unit": unit, "officer": officer, whole: record}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows[:limit])
    seqs = [row.seq for row in found]
    written = {row.seq: row for row in EntryRow.objects.filter(seq__in=seqs).only("seq", "recorded", "statement")}
    return [_line(row, written[row.seq]) for row in found]


def _line(row: DeedRow, written: EntryRow) -> EntryLine:
    return EntryLine(
        row.seq, row.act, row.record, row.version, row.unit, row.officer, from_seconds(row.at),
        from_seconds(written.recorded // 1_000_000), _statements.decode(bytes(written.statement)).to,
    )  # fmt: skip


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
