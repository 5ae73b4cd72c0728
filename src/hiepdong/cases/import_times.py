"""Days and hours in every form in which offices write them."""

import re
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from hiepdong.vocabulary.clock import EARLIEST, HANOI, LATEST, today

_SERIAL = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?")
_EPOCH = datetime(1899, 12, 30, tzinfo=HANOI)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?")
_WORDS = re.compile(r"(?:ng[aà]y\s*)?(\d{1,2})\s*th[aá]ng\s*(\d{1,2})\s*(?:n[aă]m\s*)?(\d{4})")
_SPAN = re.compile(r"\b(\d{1,2})(?:\s*/\s*(\d{1,2}))?\s*(?:-|–|đến|den)\s*(?=\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d)")
_DAY = re.compile(r"\b(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\b")
_MONTH = re.compile(r"(?:\bth[aá]ng\s*|\bt|^)(\d{1,2})\s*(?:[/.\-]|n[aă]m)\s*(\d{4})\b")
_HOUR = re.compile(
    r"\b(\d{1,2})\s*(?:h(?![a-zà-ỹ])|giờ|gio|g(?=\d)|:)\s*(?:(\d{1,2})\s*(?:phút|phut|p|')?)?(?::\d{2})?"
)
_LEFT = re.compile(r"\d")
MIDNIGHT = 24
LONGEST = 200


class When(Struct, frozen=True):
    """From when until when; `loose`: only the month was said."""

    start: datetime
    end: datetime | None = None
    loose: bool = False


def read_when(text: str, hour: str = "") -> When:
    """When something happened, out of one cell or two.

    A day without an hour begins at 00:00; a month alone reaches from its first to its last day. Raises ValueError.
    """
    said = _short(text)
    if _SERIAL.fullmatch(said):
        return _with_hour(When(_of_serial(said)), hour)
    days, rest = _days(said)
    if not days:
        return _of_month(said)
    hours, rest = _hours(rest)
    if _LEFT.search(rest):
        raise ValueError(text)
    hours = hours or _hours(hour.lower())[0]
    start = datetime.combine(days[0], hours[0] if hours else time(), HANOI)
    if len(days) == 1 and len(hours) < 2:
        return When(start)
    end = datetime.combine(days[-1], hours[1] if len(hours) > 1 else time(23, 59), HANOI)
    return When(start, end if end >= start else end + timedelta(days=1))


def _short(text: str) -> str:
    """A cell that can be a time. Raises ValueError for a whole story."""
    if len(text) > LONGEST:
        raise ValueError(text[:LONGEST])
    return " ".join(text.lower().split())


def _with_hour(when: When, hour: str) -> When:
    hours, _ = _hours(hour.lower())
    return When(datetime.combine(when.start.date(), hours[0], HANOI)) if hours else when


def _of_serial(text: str) -> datetime:
    whole, _, part = text.replace(",", ".").partition(".")
    day = _EPOCH + timedelta(days=int(whole), minutes=round(float(f"0.{part or 0}") * 1_440))
    _possible(day.date())
    return day


def _days(said: str) -> tuple[list[date], str]:
    """The days that a text names, in order, and what is left of it."""
    found: list[tuple[int, date]] = []
    rest = said
    for pattern, order in ((_ISO, (1, 2, 3)), (_WORDS, (3, 2, 1)), (_DAY, (4, 3, 1))):
        for hit in pattern.finditer(rest):
            year, month, day = (int(hit[number]) for number in order)
            found.append((hit.start(), _possible(date(year + (2_000 if year < 100 else 0), month, day))))
            if pattern is _DAY and (before := _SPAN.search(rest[: hit.end()])) and before.end() == hit.start():
                first = date(found[-1][1].year, int(before[2] or month), int(before[1]))
                found.append((before.start(), _possible(first)))
                rest = rest[: before.start()] + " " * (before.end() - before.start()) + rest[before.end() :]
        rest = pattern.sub(lambda hit: " " * len(hit[0]), rest)
    return [day for _, day in sorted(found)], rest


def _of_month(said: str) -> When:
    hit = _MONTH.search(said)
    if hit is None or _LEFT.search(said.replace(hit[0], "")):
        raise ValueError(said)
    first = _possible(date(int(hit[2]), int(hit[1]), 1))
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    return When(datetime.combine(first, time(), HANOI), datetime.combine(last, time(23, 59), HANOI), loose=True)


def _hours(said: str) -> tuple[list[time], str]:
    hours = []
    for hit in _HOUR.finditer(said):
        hour = int(hit[1])
        hours.append(time(0 if hour == MIDNIGHT else hour, int(hit[2] or 0)))
    if not hours and re.fullmatch(r"\d{1,2}", said.strip()):
        return [time(int(said) % MIDNIGHT)], ""
    return hours, _HOUR.sub(" ", said)


def _possible(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError(str(day))
    return day


def read_birth(text: str) -> str:
    """A year or a day of birth, as documents have it: 1990, 02/9/1990, SN 1990, 90. Raises ValueError."""
    said = _short(text)
    if _SERIAL.fullmatch(said) and len(said) > 4:
        return _born(_of_serial(said).date()).isoformat()
    days, rest = _days(said)
    if days and not _LEFT.search(rest):
        return _born(days[0]).isoformat()
    numbers = re.findall(r"\d+", said)
    if len(numbers) != 1 or len(numbers[0]) not in (2, 4):
        raise ValueError(text)
    year = int(numbers[0])
    if year < 100:
        if year <= today().year % 100:
            raise ValueError(text)
        year += 1_900
    return str(_born(date(year, 1, 1)).year)


def _born(day: date) -> date:
    if not EARLIEST <= day <= today():
        raise ValueError(str(day))
    return day
