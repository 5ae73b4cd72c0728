"""The district in one drawing: line, far side, posts, communes and cases as SVG coordinates.

It stands where the map will be, and stays where a machine cannot draw the map: it needs no script.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from hiepdong.cases.queries import CaseLine
from hiepdong.terrain import border, communes, places
from hiepdong.terrain.files import Point

WIDTH, EDGE, SCALE_M, ROOM = 1_000, 40, 5_000, 130
CROWDED, NEAR_MICRO_DEGREES, MOST = (110, 40), 200_000, 500
LEAST_HEIGHT, MOST_HEIGHT = 420, 760


class Frame(Struct, frozen=True):
    """From micro-degrees to the drawing: its west and north edge, and how many units a micro-degree has each way."""

    west: int
    north: int
    east_scale: float
    north_scale: float
    height: int

    def at(self, place: Point) -> tuple[float, float]:
        """Where a place stands in the drawing."""
        return (
            round(EDGE + (place[0] - self.west) * self.east_scale, 1),
            round(EDGE + (self.north - place[1]) * self.north_scale, 1),
        )

    def holds(self, place: Point) -> bool:
        """Whether a place is inside it."""
        x, y = self.at(place)
        return 0 <= x <= WIDTH and 0 <= y <= self.height


def overview(lines: Sequence[CaseLine], on: date) -> dict[str, Any]:
    """The drawing of the district's stretch of the border, with the cases that have a point."""
    placed = [(line, line.point) for line in lines if line.point is not None][:MOST]
    frame = _frame([point for _, point in placed])
    line = [frame.at(place) for place in border.line().points]
    posts = [_spot(frame, post.place, _short(post.name)) for post in places.posts()]
    return {
        "width": WIDTH, "height": frame.height, "line": _path(line), "far": _path(_beyond(line, frame.height)),
        "posts": posts, "communes": _communes(frame, on, posts),
        "events": [{**_spot(frame, point, line.title), "line": line} for line, point in placed if frame.holds(point)],
        "scale": round(SCALE_M * _per_metre(frame), 1), "scale_km": SCALE_M // 1_000,
    }  # fmt: skip


def _frame(points: list[Point]) -> Frame:
    """Around the district's stretch and the cases near it; a case far away is on the map alone."""
    stretch = border.section(*places.district_stretch())
    lons, lats = zip(*stretch, strict=True)
    off = NEAR_MICRO_DEGREES
    near = [
        point for point in points
        if min(lons) - off <= point[0] <= max(lons) + off and min(lats) - off <= point[1] <= max(lats) + off
    ]  # fmt: skip
    wests, norths = zip(*stretch, *near, strict=True)
    west, east, south, north = min(wests), max(wests), min(norths), max(norths)
    middle = ((west + east) // 2, (south + north) // 2)
    east_m = border.distance((middle[0] - 5_000, middle[1]), (middle[0] + 5_000, middle[1])) / 10_000
    north_m = border.distance((middle[0], middle[1] - 5_000), (middle[0], middle[1] + 5_000)) / 10_000
    scale = (WIDTH - 2 * EDGE) / (east - west)
    height = round((north - south) * scale * north_m / east_m) + 2 * EDGE
    return Frame(west, north, scale, scale * north_m / east_m, min(max(height, LEAST_HEIGHT), MOST_HEIGHT))


def _per_metre(frame: Frame) -> float:
    across = border.distance((frame.west, frame.north), (frame.west + 100_000, frame.north))
    return 100_000 * frame.east_scale / across


def _communes(frame: Frame, on: date, posts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The names of the communes along the line, where no post is written already."""
    edge = set(places.border_communes(on))
    spots = [_spot(frame, one.centre, one.inline) for one in communes.communes(on) if one.code in edge]
    return [spot for spot in spots if 0 <= spot["y"] <= frame.height and not any(_crowd(spot, post) for post in posts)]


def _crowd(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(abs(one["x"] - other["x"]) < CROWDED[0] and abs(one["y"] - other["y"]) < CROWDED[1])


def _spot(frame: Frame, place: Point, name: str) -> dict[str, Any]:
    """A place and its name, which is written inwards where it stands at the side."""
    x, y = frame.at(place)
    side = "start" if x < ROOM else "end" if x > WIDTH - ROOM else "middle"
    return {"x": x, "y": y, "name": name, "side": side}


def _short(name: str) -> str:
    return name.replace("Đồn Biên phòng Cửa khẩu quốc tế", "Đồn BP").replace("Đồn Biên phòng", "Đồn BP")


def _beyond(line: list[tuple[float, float]], height: int) -> list[tuple[float, float]]:
    """The land beyond the line, which runs from north-west to south-east: north and east of it."""
    east, north = WIDTH + 500, -500
    return [*line, (max(line[-1][0], east), max(line[-1][1], height)), (east, north), (min(line[0][0], 0), north)]


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)
