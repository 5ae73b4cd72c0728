"""Numbers, dates, periods and comparisons as Vietnamese offices write them.

Nothing here counts: every function turns a figure it is given into words.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

PERCENT_BASE = 10
"""Below this base a percentage says nothing ("tăng 02 vụ (200%)"), so none is printed."""

_QUARTERS = ("I", "II", "III", "IV")


def number(value: int) -> str:
    """A whole number with the point for thousands: 1080 → "1.080"."""
    return f"{value:,}".replace(",", ".")


def decimal(value: Decimal) -> str:
    """A decimal with the comma, digits kept as given: Decimal("41.587") → "41,587"."""
    whole, _, fraction = f"{value:,f}".partition(".")
    whole = whole.replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def moment(at: datetime) -> str:
    """A moment as it is given, in running text: "7 giờ 05 phút ngày 02/03/2023"."""
    return f"{at.hour} giờ {at:%M} phút ngày {at:%d/%m/%Y}"


def percent(part: int, base: int) -> str:
    """`part` of `base` to one decimal, rounded half up, no space: (1, 8) → "12,5%"; base 0 is refused."""
    if base <= 0:
        raise ValueError("a percentage needs a base above zero")
    share = (Decimal(part * 100) / base).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{decimal(share.to_integral_value() if share == share.to_integral_value() else share)}%"


def count(value: int, *, padded: bool) -> str:
    """A count of things; `padded` writes those from 1 to 9 with a zero, as papers do: "02 vụ"."""
    return f"0{value}" if padded and 0 < value < 10 else number(value)


def counted(cases: int | None, persons: int, word: str, *, padded: bool) -> str:
    """How many vụ with how many persons: "18 vụ, với 24 đối tượng"; without vụ "6 đối tượng"; "3 vụ"."""
    people = f"{count(persons, padded=padded)} {word}"
    if not cases:
        return people
    events = f"{count(cases, padded=padded)} vụ"
    return f"{events}, với {people}" if persons else events


def change(now: int, before: int, word: str, *, padded: bool) -> str:
    """How a figure moved: "tăng 03 vụ (20%)", "giảm 02 vụ", "số vụ không đổi"; percent from a base of ten."""
    difference = now - before
    if difference == 0:
        return f"số {word} không đổi"
    size = count(abs(difference), padded=padded)
    share = f" ({percent(abs(difference), before)})" if before >= PERCENT_BASE else ""
    return f"{'tăng' if difference > 0 else 'giảm'} {size} {word}{share}"


def compared(changes: tuple[str, ...]) -> str:
    """The comparison sentence's tail: changes of one group, joined, "so với cùng kỳ"."""
    return f"{', '.join(changes)} so với cùng kỳ"


def signed(now: int, before: int, *, padded: bool) -> str:
    """The same movement for a narrow table cell: "+03 (20%)", "-02", "0"."""
    difference = now - before
    if difference == 0:
        return "0"
    share = f" ({percent(abs(difference), before)})" if before >= PERCENT_BASE else ""
    return f"{'+' if difference > 0 else '-'}{count(abs(difference), padded=padded)}{share}"


def _month(month: int) -> str:
    return f"0{month}" if month < 3 else str(month)


def date_words(day: date) -> str:
    """The date in a paper's head: "ngày 05 tháng 01 năm 2024"; zero before days to 9 and months 1 and 2."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def date_short(day: date) -> str:
    """The date in running text: "05/9/2019", "14/02/2023"."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def date_table(day: date) -> str:
    """The date in a table, every figure two wide: "05/09/2019"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _whole_months(start: date, end: date) -> int:
    """How many months the span has when it begins on a 1st and ends on a last day, else 0."""
    after = end + timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return 0
    return (after.year - start.year) * 12 + after.month - start.month


def _within_year(start: date, months: int) -> str | None:
    year = start.year
    if months == 1:
        return f"tháng {_month(start.month)} năm {year}"
    if months == 3 and start.month % 3 == 1:
        return f"quý {_QUARTERS[start.month // 3]} năm {year}"
    if start.month == 1 and months in (6, 9):
        return f"{months} tháng đầu năm {year}"
    if start.month == 7 and months == 6:
        return f"6 tháng cuối năm {year}"
    return None


def period(start: date, end: date) -> str:
    """A span of days, both included, by the name offices use: "năm 2023", "quý I năm 2024",
    "6 tháng đầu năm 2023", "từ năm 2019 đến năm 2023", else from date to date.
    """
    if end < start:
        raise ValueError("the period ends before it starts")
    months = _whole_months(start, end)
    if months and months % 12 == 0 and start.month == 1:
        return f"năm {start.year}" if months == 12 else f"từ năm {start.year} đến năm {end.year}"
    named = _within_year(start, months) if start.year == end.year else None
    if named:
        return named
    if start == end:
        return f"ngày {date_short(start)}"
    return f"từ ngày {date_short(start)} đến ngày {date_short(end)}"


def spelled_span(start: date, end: date) -> str:
    """A span always from date to date, for a sentence that must leave no doubt about the cut-off."""
    if start == end:
        return f"ngày {date_short(start)}"
    return f"từ ngày {date_short(start)} đến ngày {date_short(end)}"


def listing(names: tuple[str, ...]) -> str:
    """Names in a row: "công an, quân sự và biên phòng"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"
