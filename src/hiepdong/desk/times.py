"""Days and hours as pages show them, in the language of the page."""

from datetime import date, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hiepdong.vocabulary.clock import HANOI, instant, today


def language() -> str:
    """The language of the page, vi or en."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def clock(at: datetime) -> str:
    """The hour: 23:40."""
    return f"{at.astimezone(HANOI):%H:%M}"


def day(at: date | datetime) -> str:
    """The day: 14/12/2023."""
    on = at.astimezone(HANOI) if isinstance(at, datetime) else at
    return f"{on:%d/%m/%Y}"


def moment(at: datetime) -> str:
    """Day and hour as a list has them; today and yesterday by name."""
    local, now = at.astimezone(HANOI), today()
    if local.date() == now:
        return _("hôm nay %(hour)s") % {"hour": clock(at)}
    if local.date() == now - timedelta(days=1):
        return _("hôm qua %(hour)s") % {"hour": clock(at)}
    return f"{local:%d/%m/%Y} {clock(at)}"


def spelled(at: datetime | str) -> str:
    """Day and hour as a case and a paper have them: 23 giờ 40 phút ngày 13/12/2023."""
    local = (instant(at) if isinstance(at, str) else at).astimezone(HANOI)
    if language() == "vi":
        return f"{local.hour} giờ {local:%M} phút ngày {local:%d/%m/%Y}"
    return f"{local:%H:%M on %d/%m/%Y}"


WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def weekday(on: date) -> str:
    """The day of the week and the date: thứ Năm 14/12/2023."""
    name = WEEKDAYS[language()][on.weekday()]
    return f"{name[0].upper()}{name[1:]} {on:%d/%m/%Y}"


def parsed_day(on: str) -> date:
    """A day of a document."""
    return date.fromisoformat(on)


def parsed(at: str) -> datetime:
    """An instant of a document."""
    return instant(at)
