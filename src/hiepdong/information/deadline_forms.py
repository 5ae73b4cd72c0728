"""Answer times as a unit types them in: a number beside each urgency, by the clock or in working days."""

from typing import Any

import msgspec
from django.http import QueryDict
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.information import deadlines
from hiepdong.information.deadlines import SETTING, AnswerTime
from hiepdong.vocabulary import codes

HOURS, WORKING_DAYS = "hours", "working_days"


class Row(Struct, frozen=True):
    """An urgency with its time as typed: `by` is hours or working_days."""

    urgency: str
    count: str
    by: str


def of_unit(unit: str) -> list[Row]:
    """The answer times that hold for what the unit asks."""
    own = deadlines.read(forces.setting(unit, SETTING) or {})
    return [_row(one, own.get(one, _usual(one))) for one in codes.urgency.by_code]


def _usual(urgency: str) -> AnswerTime:
    usual = codes.urgency[urgency]
    return AnswerTime(usual.hours, usual.working_days)


def _row(urgency: str, time: AnswerTime) -> Row:
    by = HOURS if time.hours is not None else WORKING_DAYS
    return Row(urgency, str(time.hours if by == HOURS else time.working_days), by)


def typed(sent: QueryDict) -> list[Row]:
    """As it was sent; what was left empty or not sent is the usual time again."""
    rows = []
    for urgency in codes.urgency.by_code:
        count, by = sent.get(f"answer_{urgency}", "").strip(), sent.get(f"answer_{urgency}_by", "")
        known = by if by in (HOURS, WORKING_DAYS) else HOURS
        rows.append(Row(urgency, count, known) if count else _row(urgency, _usual(urgency)))
    return rows


def setting(rows: list[Row]) -> dict[str, Any] | None:
    """What the unit sets: only what differs from the usual, None when nothing does. Raises Refused document.invalid."""
    times = deadlines.read({one.urgency: {one.by: _number(one.count)} for one in rows})
    own = {urgency: time for urgency, time in times.items() if time != _usual(urgency)}
    return msgspec.to_builtins(own) if own else None


def _number(count: str) -> int | str:
    return int(count) if count.isdecimal() and len(count) < 7 else count
