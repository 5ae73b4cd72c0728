"""Days and years of birth: how they are read."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_VIETNAMESE = re.compile(r"(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?(\d{4})")


class Birth(NamedTuple):
    """Year, month and day; 0 for what is not known."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def number(self) -> int:
        """Year, month and day as one number that sorts, 19900512 or 19900000."""
        return self.year * 10_000 + self.month * 100 + self.day

    def beside(self) -> tuple["Birth", ...]:
        """The day before and the day after; nothing where the day is not known or is none."""
        try:
            day = date(self.year, self.month, self.day)
        except ValueError:
            return ()
        others = (day + timedelta(days=by) for by in (-1, 1))
        return tuple(Birth(other.year, other.month, other.day) for other in others)


@lru_cache(maxsize=65_536)
def read(text: str | None) -> Birth:
    """A birth as YYYY-MM-DD, YYYY, or as Vietnamese write it; nothing known for any other text."""
    if not text:
        return Birth()
    if found := _DAY.fullmatch(text.strip()):
        year, month, day = (int(part or 0) for part in found.groups())
    elif found := _VIETNAMESE.fullmatch(text.strip()):
        parts = [int(part) for part in found.groups() if part]
        year, month, day = (*reversed(parts), 0, 0)[:3]
    else:
        return Birth()
    if month > 12 >= day:
        month, day = day, month
    return Birth(year, month, day) if month <= 12 and day <= 31 and month else Birth(year)
