"""Working days of Việt Nam: Monday to Friday, less holidays (lunar ones and days in lieu too), and days swapped.

Holidays and swaps come from the package `holidays`; notices that are later than it an office adds as the code list
`days`, with a day as the code and `off` or `working` as its kind.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any

from hiepdong.vocabulary import codes


def is_working_day(day: date) -> bool:
    """Whether offices work on that day."""
    told = codes.days.get(day.isoformat())
    if told is not None:
        return told.kind == "working"
    return bool(_holidays().is_working_day(day))


def after_working_days(day: date, count: int) -> date:
    """The day that is so many working days after another; the day itself is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@cache
def _holidays() -> Any:
    from holidays import country_holidays

    return country_holidays("VN")
