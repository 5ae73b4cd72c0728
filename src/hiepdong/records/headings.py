"""The headings of lists of records: today, yesterday, this week, then by month."""

from datetime import date, timedelta

from django.utils.translation import gettext as _


def when(day: date, now: date) -> str:
    """Under which heading of a list a day falls."""
    if day == now:
        return _("Hôm nay, %(day)s") % {"day": f"{day:%d/%m}"}
    if day == now - timedelta(days=1):
        return _("Hôm qua, %(day)s") % {"day": f"{day:%d/%m}"}
    if now - timedelta(days=7) < day < now:
        return _("Bảy ngày qua")
    return _("Tháng %(month)s/%(year)s") % {"month": day.month, "year": day.year}
