"""When a unit's duty day begins: its own setting, else 07:00."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from hiepdong.forces import queries as forces
from hiepdong.papers.duty import Shift
from hiepdong.vocabulary.clock import EARLIEST, HANOI, LATEST
from hiepdong.vocabulary.refusals import Refused

SETTING, USUAL = "duty_day", time(7)
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def read(value: Any) -> time:
    """The setting as the hour it names, {"starts": "07:00"}. Raises Refused document.invalid."""
    starts = value.get("starts") if isinstance(value, dict) and len(value) == 1 else None
    found = _HOUR.fullmatch(starts) if isinstance(starts, str) else None
    if found is None:
        raise Refused("document.invalid", f"{SETTING}: {value}")
    return time(int(found[1]), int(found[2]))


def starts(unit: str) -> time:
    """When the unit's duty day begins."""
    value = forces.setting(unit, SETTING)
    return USUAL if value is None else read(value)


def setting(typed: str) -> dict[str, str] | None:
    """What was typed on the page as the setting; None, where it is the usual hour or nothing. Raises as `read`."""
    if not typed.strip():
        return None
    said = {"starts": typed.strip()}
    return None if read(said) == USUAL else said


def shift(unit: str, day: date) -> Shift:
    """The duty day that begins on that day. Raises Refused query.invalid for a day nobody can have seen."""
    if not EARLIEST < day < LATEST:
        raise Refused("query.invalid", day.isoformat())
    start = datetime.combine(day, starts(unit), HANOI)
    return Shift(day, start, start + timedelta(days=1))


def current(unit: str, now: datetime) -> date:
    """The duty day that is going on: before its hour, still that of yesterday."""
    local = now.astimezone(HANOI)
    return local.date() if local.time() >= starts(unit) else local.date() - timedelta(days=1)
