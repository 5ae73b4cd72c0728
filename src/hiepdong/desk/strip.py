"""The border line straightened: the district's posts side by side, a week by day, a mark for each case."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from hiepdong.cases.queries import CaseLine
from hiepdong.terrain import border, places
from hiepdong.terrain.places import Post

DAY, TOP, MARK = 16, 20, 8
WHOLE, APART = 1000, 10  # across in tenths of a per cent; a mark and its gap take one per cent
NEAR_M, NARROW = 10_000, 80


def strip(lines: list[CaseLine], last: date, days: int = 7) -> dict[str, Any]:
    """Where and when the cases of the last days happened; a case without a point is in the words alone."""
    stretch = places.district_stretch()
    events = _apart([mark for line in lines if (mark := _mark(line, last, stretch))])
    posts = [_post(post, stretch) for post in places.posts()]
    return {
        "height": TOP + days * DAY + 1, "rows": [TOP + number * DAY for number in range(days + 1)], "mark": MARK,
        "days": [last - timedelta(days=number) for number in range(days)], "posts": posts,
        "events": [{**mark, "x": _across(mark["x"])} for mark in events], "words": _words(lines, events),
    }  # fmt: skip


def _post(post: Post, stretch: tuple[int, int]) -> dict[str, Any]:
    """Where a post's section begins, and its name: before the end of the section where that is too narrow for it."""
    start, end = (_x(at, stretch) for at in (post.from_m, post.to_m))
    name = post.name
    for said in ("Đồn Biên phòng ", "Cửa khẩu quốc tế "):
        name = name.removeprefix(said)
    narrow = end - start < NARROW
    return {"x": _across(start), "text_x": _across(end if narrow else start), "narrow": narrow, "name": name}


def _across(tenths: int) -> str:
    return f"{tenths / 10:.1f}%"


def _x(chainage: int, stretch: tuple[int, int]) -> int:
    return round((chainage - stretch[0]) / (stretch[1] - stretch[0]) * WHOLE)


def _mark(line: CaseLine, last: date, stretch: tuple[int, int]) -> dict[str, int] | None:
    if line.point is None:
        return None
    chainage, off = border.chainage_of(*line.point)
    if off > NEAR_M or not stretch[0] <= chainage <= stretch[1]:
        return None
    row = (last - line.day).days
    return {"x": min(_x(chainage, stretch), WHOLE - APART), "y": TOP + row * DAY + (DAY - MARK) // 2}


def _apart(marks: list[dict[str, int]]) -> list[dict[str, int]]:
    """Marks of one day, none over another: what happened at one place stands side by side."""
    ends: dict[int, int] = {}
    for mark in sorted(marks, key=lambda one: (one["y"], one["x"])):
        mark["x"] = max(mark["x"], ends.get(mark["y"], 0))
        ends[mark["y"]] = mark["x"] + APART
    return marks


def _words(lines: list[CaseLine], events: list[dict[str, int]]) -> str:
    if not lines:
        return _("Đơn vị ta chưa ghi và chưa được gửi vụ nào. Không có nghĩa là không có việc.")
    return _("%(count)s vụ, trong đó %(placed)s vụ có tọa độ gần tuyến.") % {
        "count": len(lines),
        "placed": len(events),
    }
