"""Legal clocks: by when something must be done, from the dated facts of a case.

The rules are the code list `clocks`, dated and with their legal basis; what is here is how time is reckoned
(BLTTHS 2015, Art. 134): hours by the hour; days to 24:00 of the last; months to the same day, or the month's last;
a last day that is off moves to the next working day. Custody runs in whole days of 24 hours, days off or not.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol

from msgspec import Struct

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, day_of
from hiepdong.vocabulary.code_rows import ClockRule
from hiepdong.vocabulary.workdays import is_working_day

NIGHT_FROM, NIGHT_TO = time(22), time(6)


class Dated(Protocol):
    """A fact: what was done, and when."""

    @property
    def kind(self) -> str:
        """Its code."""

    @property
    def at(self) -> datetime:
        """When."""


class Clock(Struct, frozen=True):
    """A clock that some fact started. `counted`: from when its length runs; `stopped`: when what it asks was done."""

    rule: ClockRule
    started: datetime
    counted: datetime
    stopped: datetime | None = None


class End(Struct, frozen=True):
    """The end of a clock. `moved_from`: the last day by the count alone, where that was a day off."""

    at: datetime
    moved_from: date | None = None

    @property
    def at_night(self) -> bool:
        """Whether it ends between 22:00 and 06:00; what ends with the day does not."""
        hour = self.at.astimezone(HANOI).time()
        return hour != time() and (hour >= NIGHT_FROM or hour < NIGHT_TO)


def clocks(facts: Iterable[Dated]) -> list[Clock]:
    """The clocks that these facts of one person, or of one case, started; in the order of their start.

    While a clock runs, a further fact that could start it starts none.
    """
    known = sorted(facts, key=lambda fact: (fact.at, fact.kind))
    if not known:
        return []
    found = [clock for code in dict.fromkeys(rule.code for rule in codes.clocks) for clock in _of_rule(code, known)]
    return sorted(found, key=lambda clock: (clock.started, clock.rule.code))


def _of_rule(code: str, facts: list[Dated]) -> list[Clock]:
    found: list[Clock] = []
    for place, fact in enumerate(facts):
        rule = codes.clocks.at(code, day_of(fact.at))
        if rule is None or fact.kind not in rule.starts:
            continue
        if found and (found[-1].stopped is None or found[-1].stopped > fact.at):
            continue
        others = facts[:place] + facts[place + 1 :]
        stopped = next((other.at for other in others if other.kind in rule.stops and other.at >= fact.at), None)
        earlier = [other.at for other in facts if other.kind == rule.counts_from and other.at <= fact.at]
        found.append(Clock(rule, fact.at, earlier[-1] if earlier else fact.at, stopped))
    return found


def end(clock: Clock) -> End:
    """When a clock ends."""
    length, unit = clock.rule.length, clock.rule.unit
    if unit == "hour":
        return End(clock.counted + timedelta(hours=length))
    if unit == "whole-day":
        return End(clock.counted + timedelta(days=length))
    first = day_of(clock.counted)
    last = first + timedelta(days=length) if unit == "day" else _months_after(first, length)
    working = last
    while not is_working_day(working):
        working += timedelta(days=1)
    return End(datetime.combine(working + timedelta(days=1), time(), HANOI), None if working == last else last)


def _months_after(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def state(clock: Clock, now: datetime) -> str:
    """How a clock stands: running, soon (it warns), over; once stopped done, or done-late."""
    ends = end(clock).at
    if clock.stopped is not None:
        return "done" if clock.stopped <= ends or clock.rule.length == 0 else "done-late"
    if now >= ends:
        return "over"
    return "soon" if now >= ends - timedelta(hours=clock.rule.warn_hours) else "running"


def out_of_order(facts: Iterable[Dated], began: datetime) -> list[str]:
    """Kinds of fact that cannot be when they are said to be: before the event, or before what they follow from."""
    known = sorted(facts, key=lambda fact: fact.at)
    wrong = [fact.kind for fact in known if fact.at < began]
    for rule in codes.clocks:
        if not rule.counts_from:
            continue
        base = [fact.at for fact in known if fact.kind == rule.counts_from]
        wrong += [fact.kind for fact in known if fact.kind in rule.starts and base and fact.at < min(base)]
    return list(dict.fromkeys(wrong))
