"""Time as the desk means it: instants carry an offset, days are those of Asia/Ho_Chi_Minh (UTC+7, no summer time)."""

from datetime import UTC, date, datetime, timedelta, timezone

HANOI = timezone(timedelta(hours=7))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """The present instant, in Vietnamese time, to the second."""
    return datetime.now(HANOI).replace(microsecond=0)


def today() -> date:
    """The present day in Việt Nam."""
    return datetime.now(HANOI).date()


def day_of(instant: datetime) -> date:
    """The Vietnamese day on which an instant falls."""
    return instant.astimezone(HANOI).date()


def seconds(instant: datetime) -> int:
    """Whole seconds since 1970-01-01 UTC."""
    return (instant - EPOCH) // timedelta(seconds=1)


def from_seconds(value: int) -> datetime:
    """The instant `value` seconds after 1970-01-01 UTC, in Vietnamese time."""
    return (EPOCH + timedelta(seconds=value)).astimezone(HANOI)
