"""How long units take to answer, for the briefing (giao ban): only of requests whose state the viewer may know."""

import math
import statistics
from collections import defaultdict
from datetime import date

from msgspec import Struct

from hiepdong.information.models import AddressedRow, RequestRow
from hiepdong.information.requests import OWING
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.clock import now, seconds, seconds_of_days

TENTH = 0.9


class AnswerTimes(Struct, frozen=True):
    """What a unit was asked and how fast it answered. `median`, `ninth`: seconds till the final answer.

    `ninth`: nine of ten answers took no longer. `on_time` of `judged`: those answered or declined by their day, of
    those that were, or that are overdue; what is not due yet is not judged.
    """

    unit: str
    asked: int
    answered: int
    declined: int
    overdue: int
    on_time: int
    judged: int
    median: float | None
    ninth: int | None


def answer_times(viewer: Viewer, start: date | None = None, end: date | None = None) -> list[AnswerTimes]:
    """Each unit's answers to requests sent in these days, the unit that was asked most first.

    An asker knows how all whom he asked stand; another, how his own unit stands.
    """
    first, after = seconds_of_days(start, end)
    rows = seen(viewer, kind="request").filter(happened__gte=first, happened__lt=after)
    owners, numbers = dict(rows.values_list("record", "owner")), rows.values("record")
    requests = {row.record: row for row in RequestRow.objects.filter(record__in=numbers)}
    asked: dict[str, list[AddressedRow]] = defaultdict(list)
    for one in AddressedRow.objects.filter(record__in=numbers):
        if viewer.unit in (one.unit, owners[one.record]):
            asked[one.unit].append(one)
    found = [_of_unit(unit, rows_of, requests) for unit, rows_of in asked.items()]
    return sorted(found, key=lambda line: (-line.asked, line.unit))


def _of_unit(unit: str, rows: list[AddressedRow], requests: dict[int, RequestRow]) -> AnswerTimes:
    at = seconds(now())
    took = sorted(row.answered - row.asked for row in rows if row.state == "answered" and row.answered is not None)
    done = [row for row in rows if row.answered is not None]
    late = [row for row in rows if row.state in OWING and not requests[row.record].closed]
    overdue = sum(requests[row.record].due < at for row in late)
    return AnswerTimes(
        unit, asked=len(rows), answered=len(took), declined=sum(row.state == "declined" for row in rows),
        overdue=overdue, on_time=sum((row.answered or 0) <= requests[row.record].due for row in done),
        judged=len(done) + overdue, median=statistics.median(took) if took else None, ninth=ninth(took),
    )  # fmt: skip


def ninth(took: list[int]) -> int | None:
    """The shortest time in which nine of ten were done; `took` is sorted."""
    return took[math.ceil(len(took) * TENTH) - 1] if took else None
