"""A sketch of the border around a point as SVG coordinates: it needs no map, no script and no internet."""

from typing import Any

from hiepdong.terrain import border, places
from hiepdong.terrain.files import Point

WIDTH, HEIGHT = 400, 280
AROUND_M, WIDE_M = 4_000, 30_000
SCALE_M, LETTER = 2_000, 6.6


def sketch(point: Point, *, around_m: int = AROUND_M) -> dict[str, Any] | None:
    """The line, its far side, markers and posts within some kilometres of a point; None far from the border."""
    chainage, off = border.chainage_of(*point)
    if off > around_m * 3:
        return None
    frame = _Frame(point, max(around_m, round(off * 1.3)))
    first, last = max(chainage - WIDE_M, 0), min(chainage + WIDE_M, border.length())
    line = [frame.at(place) for place in border.section(first, last)]
    marks = [spot for each in places.markers() if each.seen and (spot := frame.spot(each.place, each.number, 7))]
    posts = [spot for each in places.posts() if (spot := frame.spot(each.place, _short(each.name), 13))]
    scale = round(SCALE_M * frame.per_m, 1)
    return {
        "width": WIDTH, "height": HEIGHT, "line": _path(line), "far": _path(_far_side(line)),
        "markers": marks, "posts": posts, "here": frame.at(point), "scale_x": _scale_x([*marks, *posts], scale),
        "scale": scale, "scale_km": SCALE_M // 1000,
    }  # fmt: skip


def _scale_x(spots: list[dict[str, Any]], scale: float) -> float:
    """Where the scale begins: below on the left, or on the right where something stands there."""
    crowded = any(spot["x"] < scale + 60 and spot["y"] > HEIGHT - 50 for spot in spots)
    return WIDTH - scale - 14 if crowded else 14


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

    def spot(self, place: Point, name: str, gap: int) -> dict[str, Any] | None:
        """A place with its name beside it: to the right where there is room, else to the left, else above.

        The point itself, in the middle, is never written over.
        """
        x, y = self.at(place)
        if not (8 <= x <= WIDTH - 8 and 20 <= y <= HEIGHT - 12):
            return None
        long = gap + len(name) * LETTER
        sides = {"right": (x, x + long), "left": (x - long, x), "above": (x - long / 2, x + long / 2)}
        fits = [side for side, span in sides.items() if _fits(span, y, above=side == "above")]
        return {"x": x, "y": y, "name": name, "side": fits[0] if fits else "right"}


def _short(name: str) -> str:
    return name.replace("Đồn Biên phòng Cửa khẩu quốc tế", "Đồn BP").replace("Đồn Biên phòng", "Đồn BP")


def _fits(span: tuple[float, float], y: float, *, above: bool) -> bool:
    middle = HEIGHT / 2 + (18 if above else 0)
    covers = span[0] - 12 < WIDTH / 2 < span[1] + 12 and abs(y - middle) < 18
    return span[0] >= 4 and span[1] <= WIDTH - 4 and not covers


def _far_side(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The land beyond the line, which runs from north-west to south-east: north and east of it."""
    (first_x, first_y), (last_x, last_y) = line[0], line[-1]
    east, north = max(last_x, WIDTH) + 500, min(first_y, 0) - 500
    return [*line, (east, last_y), (east, north), (first_x, north)]


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)
