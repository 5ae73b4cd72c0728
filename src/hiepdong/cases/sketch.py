"""A sketch of the border around a point as SVG coordinates: it needs no map, no script and no internet."""

from typing import Any

from hiepdong.terrain import border, places
from hiepdong.terrain.files import Point

WIDTH, HEIGHT = 400, 280
AROUND_M, WIDE_M = 4_000, 30_000
SCALE_M = 2_000


def sketch(point: Point, *, around_m: int = AROUND_M) -> dict[str, Any] | None:
    """The line, its far side, markers and posts within some kilometres of a point; None far from the border."""
    chainage, off = border.chainage_of(*point)
    if off > around_m * 3:
        return None
    frame = _Frame(point, max(around_m, round(off * 1.3)))
    first, last = max(chainage - WIDE_M, 0), min(chainage + WIDE_M, border.length())
    line = [frame.at(place) for place in border.section(first, last)]
    return {
        "width": WIDTH, "height": HEIGHT, "line": _path(line), "far": _path(_far_side(line)),
        "markers": [spot for each in places.markers() if each.seen and (spot := frame.spot(each.place, each.number))],
        "posts": [spot for each in places.posts() if (spot := frame.spot(each.place, each.name))],
        "here": frame.at(point), "scale": round(SCALE_M * frame.per_m, 1), "scale_km": SCALE_M // 1000,
    }  # fmt: skip


class _Frame:
    """From micro-degrees to a picture with the point in its middle."""

    def __init__(self, centre: Point, around_m: int) -> None:
        self.centre = centre
        self.per_m = HEIGHT / 2 / around_m
        east = border.distance((centre[0] - 5000, centre[1]), (centre[0] + 5000, centre[1])) / 10_000
        north = border.distance((centre[0], centre[1] - 5000), (centre[0], centre[1] + 5000)) / 10_000
        self.east, self.north = east * self.per_m, north * self.per_m

    def at(self, place: Point) -> tuple[float, float]:
        x = WIDTH / 2 + (place[0] - self.centre[0]) * self.east
        return round(x, 1), round(HEIGHT / 2 - (place[1] - self.centre[1]) * self.north, 1)

    def spot(self, place: Point, name: str) -> dict[str, Any] | None:
        x, y = self.at(place)
        if not (8 <= x <= WIDTH - 8 and 8 <= y <= HEIGHT - 8):
            return None
        return {"x": x, "y": y, "name": name, "left": x > WIDTH * 0.7}


def _far_side(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The land beyond the line, which runs from north-west to south-east: north and east of it."""
    (first_x, first_y), (last_x, last_y) = line[0], line[-1]
    east, north = max(last_x, WIDTH) + 500, min(first_y, 0) - 500
    return [*line, (east, last_y), (east, north), (first_x, north)]


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)
