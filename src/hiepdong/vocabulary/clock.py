"""Time as the desk means it: instants carry an offset, days are those of Asia/Ho_Chi_Minh (UTC+7, no summer time)."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

import msgspec

HANOI = timezone(timedelta(hours=7))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
YEAR = 4  # the most digits of a part of a day
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def now() -> datetime:
    """The present instant, in Vietnamese time, to the second."""
    return datetime.now(HANOI).replace(microsecond=0)


def today() -> date:
    """The present day in Việt Nam."""
    return datetime.now(HANOI).date()


def day_of(instant: datetime) -> date:
    """The Vietnamese day on which an instant falls."""
    return instant.astimezone(HANOI).date()


def is_possible(instant: datetime) -> bool:
    """Whether the desk knows the day of an instant: any that people here can have seen."""
    return date.min.year < instant.year < date.max.year and EARLIEST <= day_of(instant) <= LATEST


def seconds(instant: datetime) -> int:
    """Whole seconds since 1970-01-01 UTC."""
    return (instant - EPOCH) // timedelta(seconds=1)


def instant(text: str) -> datetime:
    """An instant as documents have it (RFC 3339): `z` and a fraction of any length are read too."""
    return msgspec.convert(text, datetime)


def instant_seconds(text: str) -> int:
    """Whole seconds since 1970-01-01 UTC of an instant as text."""
    return seconds(instant(text))


def from_seconds(value: int) -> datetime:
    """The instant `value` seconds after 1970-01-01 UTC, in Vietnamese time."""
    return (EPOCH + timedelta(seconds=value)).astimezone(HANOI)


def seconds_of_days(first: date | None, last: date | None) -> tuple[int, int]:
    """From the first second of a day to that after another day's last; an open side reaches as far as the desk does."""
    start, end = max(first or EARLIEST, EARLIEST), min(last or LATEST, LATEST) + timedelta(days=1)
    return seconds(datetime.combine(start, time(), HANOI)), seconds(datetime.combine(end, time(), HANOI))


def read_day(text: str) -> date:
    """A day as officers type it: 14/12/2023, 14/12/23, 14/12 (this year), or 2023-12-14.

    Raises ValueError for what is none, and for a day that nobody here can mean.
    """
    day = _day(text.strip())
    if not EARLIEST <= day <= LATEST:
        raise ValueError(text)
    return day


def read_birth(text: str) -> str | None:
    """A birth as officers type it, 1990 or 02/09/1990, as documents hold it; None for what is none; empty stays so."""
    text = text.strip()
    try:
        found = text if len(text) == YEAR and text.isdecimal() else text and read_day(text).isoformat()
    except ValueError:
        return None
    return found if not found or EARLIEST.year <= int(found[:YEAR]) <= today().year else None


def date_text(value: str | None) -> str:
    """A day or a year as documents hold it: 02/09/1990, 1990."""
    return "/".join(reversed(value.split("-"))) if value else ""


def _day(text: str) -> date:
    parts = text.replace(".", "/").split("/")
    if len(parts) == 1:
        return date.fromisoformat(text)
    year = parts[2] if len(parts) > 2 else str(today().year)
    if len(parts) > 3 or not all(part.isdecimal() and len(part) <= YEAR for part in (*parts[:2], year)):
        raise ValueError(text)
    return date(int(year) + (2000 if len(year) <= 2 else 0), int(parts[1]), int(parts[0]))


def read_hour(text: str) -> time:
    """An hour as officers type it: 23:40, 23h40, 23 giờ 40, 2340, 7. Raises ValueError."""
    found = re.fullmatch(r"(\d{1,2})\D{0,5}(\d{2})?\D{0,5}", text.strip())
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


def read_end(text: str, start: datetime) -> datetime | None:
    """An end as officers type it: 01:20 is the first such hour after the start, 01:20 15/12/2023 that day's.

    None for nothing typed. Raises ValueError.
    """
    if not text:
        return None
    hour, _, day = text.partition(" ")
    if day:
        return datetime.combine(read_day(day), read_hour(hour), HANOI)
    end = datetime.combine(start.date(), read_hour(hour), HANOI)
    return end if end >= start else end + timedelta(days=1)
