"""When and where, as officers type it into the form of any document."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hiepdong.terrain import border, coordinates
from hiepdong.vocabulary.clock import HANOI, now, read_day, read_end, read_hour

Values = dict[str, Any]
Errors = dict[str, str]


def period(values: Values, errors: Errors, kept: Values, *, ahead: str, backwards: str) -> Values:
    """From when, until when, out of `day`, `hour` and `until`; `kept` is what the version before had.

    `ahead` is said of a beginning after now, `backwards` of an end before the beginning.
    """
    try:
        start = datetime.combine(read_day(values["day"]), read_hour(values["hour"] or "0"), HANOI)
    except ValueError:
        errors["day"] = _("Ngày giờ chưa đúng: ngày như 14/12/2023, giờ như 23:40.")
        return kept
    if start > now():
        errors["day"] = ahead
    try:
        end = read_end(values["until"], start)
    except ValueError:
        errors["until"] = _("Giờ kết thúc chưa đúng: ghi như 01:20, hoặc 01:20 15/12/2023.")
        return {**kept, "from": start.isoformat()}
    if end is not None and end < start:
        errors["until"] = backwards
    return {**kept, "from": start.isoformat(), "to": end.isoformat() if end else None}


def position(values: Values, errors: Errors) -> Values:
    """The point and the chainage out of `point` and `chainage`."""
    typed, place = values.get("chainage", ""), point(values["point"], errors)
    chainage = coordinates.read_chainage(typed)
    if typed and chainage is None:
        errors["chainage"] = _("Lý trình chưa đọc được: ghi như Km 31+200, trong tuyến từ 0 đến %(last)s.") % {
            "last": coordinates.chainage_words(border.length())
        }
    return {"point": place, "chainage_m": chainage}


def point(text: str, errors: Errors) -> list[int] | None:
    """A point as officers type it: degrees, VN-2000 metres, kilometres along the line."""
    if not text:
        return None
    found = coordinates.read_point(text)
    if found is None:
        errors["point"] = _("Tọa độ chưa đọc được: ghi vĩ độ, kinh độ như 21.912345, 106.812345.")
    return list(found) if found else None
