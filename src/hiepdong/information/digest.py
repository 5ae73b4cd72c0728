"""The situation digest: what was seen in a period, by side of the border, topic and place, as the viewer holds it.

What was cancelled and exercises are in no count. A report is of the day on which it was seen, as in the list.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db import connection
from msgspec import Struct

from hiepdong.information import queries
from hiepdong.information.activity_queries import check_period
from hiepdong.information.queries import Debt, Owed, ReportLine
from hiepdong.journal.writing import chunks
from hiepdong.records.models import RecordRow
from hiepdong.records.sight import Viewer, condition, seen
from hiepdong.records.stored import head_of
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import EARLIEST, LATEST, day_of, from_seconds, seconds_of_days
from hiepdong.vocabulary.refusals import Refused

MOST = 500
NO_ONWARD, NOWHERE = "no-onward", "-"
Span = tuple[date, date]


class Seen(Struct, frozen=True):
    """A report that counts, by what it is counted; `place`: the key of its commune of that day, else NOWHERE.

    `bound`: of another unit, which does not let it be passed on.
    """

    no: int
    side: str
    topic: str
    place: str
    bound: bool


class Row(Struct, frozen=True):
    """How many reports of a topic or place there were on each side, in the period and the one before.

    `before` is empty where nothing is known of that period.
    """

    key: str
    now: dict[str, int]
    before: dict[str, int]


class Digest(Struct, frozen=True, kw_only=True):
    """The digest of a period.

    `bound`: reports counted that are of others and may not be passed on; `left_out`: as many, where those were not
    wanted. `open`: requests that still wait for an answer and were sent by the end of the period. `before_known`:
    whether the viewer holds anything seen by then. `marking`: the highest of the reports counted; None without any.
    """

    start: date
    end: date
    before_start: date
    before_end: date
    before_known: bool
    total: Row
    topics: list[Row]
    places: list[Row]
    bound: int
    left_out: int
    open: Owed
    marking: str | None = None


class Choice(Struct, frozen=True):
    """What stands behind one number: a side, a topic, a place, of the period or of the one before; none: all of it."""

    side: str = ""
    topic: str = ""
    place: str = ""
    before: bool = False


class Told(Struct, frozen=True):
    """A report of the digest, with the marking under which it is held."""

    line: ReportLine
    marking: str


def digest(viewer: Viewer, span: Span, *, no_onward: bool = True) -> Digest:
    """What was seen in these days, both included. `no_onward` false leaves out what others do not let be passed on.

    Raises Refused query.invalid.
    """
    _check(span)
    before = span_before(*span)
    now, left_out = _seen(viewer, span, no_onward=no_onward)
    then, _ = _seen(viewer, before, no_onward=no_onward)
    known = bool(then) or _held_by(viewer, before[1])
    old = then if known else None
    return Digest(
        start=span[0], end=span[1], before_start=before[0], before_end=before[1], before_known=known,
        total=_row("", now, old), topics=_rows(now, old, lambda one: one.topic, _topics),
        places=_rows(now, old, lambda one: one.place, _most_first), bound=sum(one.bound for one in now),
        left_out=left_out, open=_open(viewer, span[1]),
        marking=_highest(_markings(viewer, [one.no for one in now]).values()),
    )  # fmt: skip


def told(viewer: Viewer, span: Span, choice: Choice, *, no_onward: bool = True) -> tuple[list[Told], int]:
    """The reports behind a number, the latest first and MOST at most, and how many there are."""
    days = span_before(*span) if choice.before else span
    wanted = (choice.side, choice.topic, choice.place)
    found = [
        one
        for one in _seen(viewer, days, no_onward=no_onward)[0]
        if all(not want or want == has for want, has in zip(wanted, (one.side, one.topic, one.place), strict=True))
    ]
    numbers = [one.no for one in found[:MOST]]
    markings = _markings(viewer, numbers)
    lines = queries.reports_of(viewer, numbers)
    return [Told(line, markings[line.record]) for line in lines if line.record in markings], len(found)


def _check(span: Span) -> None:
    """Raise Refused query.invalid for days that the desk does not know, or that end before they begin."""
    check_period(*span)
    for day in span:
        if not EARLIEST <= day <= LATEST:
            raise Refused("query.invalid", day.isoformat())


def span_before(start: date, end: date) -> Span:
    """The period before one: whole months before whole months, else as many days."""
    last = start - timedelta(days=1)
    after = end + timedelta(days=1)
    if start.day == 1 and after.day == 1:
        months = (after.year - start.year) * 12 + after.month - start.month
        month = start.year * 12 + start.month - 1 - months
        return date(month // 12, month % 12 + 1, 1), last
    return last - (end - start), last


def _seen(viewer: Viewer, span: Span, *, no_onward: bool) -> tuple[list[Seen], int]:
    """The reports that count, the latest first, and how many of others were left out."""
    where, parameters = condition(viewer)
    sql = f"""SELECT s.record, s.owner, s.happened, c.side, c.topic, c.commune, c.caveats FROM records_sight s
    JOIN information_report c ON c.record = s.record AND c.track = s.track AND c.version = s.version
    WHERE s.kind = 'report' AND {where.replace("unit =", "s.unit =")} AND s.cancelled = 0 AND c.exercise = 0
    AND s.happened >= %s AND s.happened < %s ORDER BY s.happened DESC, s.record DESC"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *seconds_of_days(*span)])
        rows = cursor.fetchall()
    found = [
        Seen(no, side, topic, _place(commune, at), owner != viewer.unit and NO_ONWARD in caveats.split())
        for no, owner, at, side, topic, commune, caveats in rows
    ]
    kept = [one for one in found if no_onward or not one.bound]
    return kept, len(found) - len(kept)


def _place(commune: str | None, at: int) -> str:
    """What tells a commune from another that bore its code: its key; the code of one that is not known."""
    if commune is None:
        return NOWHERE
    held = communes.commune(commune, day_of(from_seconds(at)))
    return held.key if held else commune


def _held_by(viewer: Viewer, day: date) -> bool:
    """Whether the viewer holds any report seen by that day: else nothing is known of then, which is not none."""
    return seen(viewer, kind="report").filter(happened__lt=seconds_of_days(None, day)[1]).exists()


def _row(key: str, now: Iterable[Seen], before: Iterable[Seen] | None) -> Row:
    sides = {row.code: 0 for row in codes.sides}
    counts = [sides | Counter(one.side for one in found) for found in (now, before or ())]
    return Row(key, counts[0], counts[1] if before is not None else {})


def _rows(
    now: list[Seen],
    before: list[Seen] | None,
    key: Callable[[Seen], str],
    order: Callable[[Row], tuple[int, str]],
) -> list[Row]:
    keys = dict.fromkeys(key(one) for one in (*now, *(before or ())))
    rows = [
        _row(
            wanted,
            [one for one in now if key(one) == wanted],
            None if before is None else [one for one in before if key(one) == wanted],
        )
        for wanted in keys
    ]
    return sorted(rows, key=order)


def _topics(row: Row) -> tuple[int, str]:
    """Topics in the order of their list."""
    order = list(codes.topics.by_code)
    return (order.index(row.key) if row.key in order else len(order), row.key)


def _most_first(row: Row) -> tuple[int, str]:
    """Places by how much was seen there; what is of no known commune last."""
    count = sum(row.now.values())
    return (1 if row.key == NOWHERE else -count, row.key)


def _open(viewer: Viewer, end: date) -> Owed:
    """What is owed to us and by us, of what was sent by the end of the period."""
    owed = queries.owed(viewer)
    return Owed(*([debt for debt in debts if _sent_by(debt, end)] for debts in (owed.to_us, owed.by_us)))


def _sent_by(debt: Debt, end: date) -> bool:
    return day_of(debt.sent) <= end


def _markings(viewer: Viewer, numbers: list[int]) -> dict[str, str]:
    """The marking of each report, in the copy that the viewer holds."""
    by_rank = {row.rank: row.code for row in codes.markings}
    found: dict[str, str] = {}
    for part in chunks(numbers, 500):
        sights = {row.record: row for row in seen(viewer).filter(record__in=part)}
        for row in RecordRow.objects.filter(no__in=list(sights)):
            head, sight = head_of(row), sights[row.no]
            found[row.uuid] = by_rank[head.facet(sight.track, sight.version).marking]
    return found


def _highest(found: Iterable[str]) -> str | None:
    return max(found, key=lambda code: codes.markings[code].rank, default=None)


def commune_of(key: str) -> communes.Commune | None:
    """The commune that a place's key names; None for NOWHERE and for one that is not known."""
    code, parted, since = key.partition("@")
    return communes.commune(code, date.fromisoformat(since) if since else EARLIEST) if parted else None
