"""The border line straightened: the district's posts side by side, a week by day, a mark for each case."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from hiepdong.cases.queries import CaseLine
from hiepdong.terrain import border, places

WIDTH, DAY, TOP = 1000, 15, 20
NEAR_M = 10_000


def strip(lines: list[CaseLine], last: date, days: int = 7) -> dict[str, Any]:
    """Where and when the cases of the last days happened; a case without a point is in the words alone."""
    first_m, last_m = places.district_stretch()
    events = [mark for line in lines if (mark := _mark(line, last, (first_m, last_m)))]
    starts = [(_x(post.from_m, (first_m, last_m)), post.name) for post in places.posts()]
    posts = [{"x": x, "text_x": x + 6, "name": name.removeprefix("Đồn Biên phòng ")} for x, name in starts]
    return {
        "width": WIDTH, "height": TOP + days * DAY, "rows": [TOP + number * DAY for number in range(days + 1)],
        "days": [last - timedelta(days=number) for number in range(days)], "posts": posts, "events": events,
        "words": _words(lines, events),
    }  # fmt: skip


def _x(chainage: int, stretch: tuple[int, int]) -> int:
    return round((chainage - stretch[0]) / (stretch[1] - stretch[0]) * WIDTH)


def _mark(line: CaseLine, last: date, stretch: tuple[int, int]) -> dict[str, Any] | None:
    if line.point is None:
        return None
    chainage, off = border.chainage_of(*line.point)
    if off > NEAR_M or not stretch[0] <= chainage <= stretch[1]:
        return None
    row = (last - line.day).days
    return {"record": line.record, "title": line.title, "x": _x(chainage, stretch), "y": TOP + row * DAY + 4}


def _words(lines: list[CaseLine], events: list[dict[str, Any]]) -> str:
    if not lines:
        return _("Bảy ngày qua đơn vị ta chưa ghi và chưa được gửi vụ nào. Không có nghĩa là không có việc.")
    return _("%(count)s vụ trong bảy ngày, %(placed)s vụ có tọa độ gần tuyến.") % {
        "count": len(lines),
        "placed": len(events),
    }
