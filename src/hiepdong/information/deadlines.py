"""By when an answer is hoped for: the urgency's time, by the clock or in working days, as the asker has set it."""

from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from hiepdong.vocabulary import codes, workdays
from hiepdong.vocabulary.clock import HANOI, LATEST
from hiepdong.vocabulary.refusals import Refused

SETTING = "answer_times"
Count = Annotated[int, Meta(ge=1, le=366)]


class AnswerTime(Struct, frozen=True, forbid_unknown_fields=True):
    """Hours by the clock, or working days; one of the two."""

    hours: Count | None = None
    working_days: Count | None = None


def read(value: Any) -> dict[str, AnswerTime]:
    """Answer times by urgency as a unit sets them. Raises Refused document.invalid, document.unknown_code."""
    try:
        found = msgspec.convert(value, type=dict[str, AnswerTime])
    except msgspec.ValidationError as error:
        raise Refused("document.invalid", error) from error
    for urgency, time in found.items():
        if urgency not in codes.urgency:
            raise Refused("document.unknown_code", urgency)
        if (time.hours is None) == (time.working_days is None):
            raise Refused("document.invalid", f"{SETTING}.{urgency}: hours | working_days")
    return found


def due(sent: datetime, urgency: str, setting: Any) -> datetime:
    """When an answer to what was sent then is due; `setting` is the unit's, None where it has none.

    Working days run from the next one and end at the hour of sending, so that nobody is late before five full days.
    """
    usual = codes.urgency[urgency]
    time = read(setting or {}).get(urgency, AnswerTime(usual.hours, usual.working_days))
    if time.hours is not None:
        return sent + timedelta(hours=time.hours)
    local = sent.astimezone(HANOI)
    day = workdays.after_working_days(local.date(), time.working_days or 1)
    return datetime.combine(min(day, LATEST), local.timetz())
