"""The border line by chainage: metres along it from its north-western end (Văn Lãng) to the other.

Chainage is for computing and drawing; officers say a place by marker. Lengths are those of the WGS 84
ellipsoid, exact to a millimetre a segment, without any library: every page with a place asks for them.
"""

from bisect import bisect_right
from functools import cache
from itertools import accumulate, pairwise
from math import cos, hypot, radians, sin, sqrt

from msgspec import Struct

from hiepdong.terrain.files import Point, geojson, micro

_AXIS_M = 6_378_137.0
_ECCENTRICITY = 0.006_694_379_990_141_3
_MICRO = radians(1e-6)


class Line(Struct, frozen=True):
    """The line: its vertices, and the chainage in metres of each."""

    points: tuple[Point, ...]
    chainage: tuple[float, ...]


@cache
def line() -> Line:
    """The border line of the data file."""
    degrees = geojson("border-lang-son")["features"][0]["geometry"]["coordinates"]
    points = tuple((micro(lon), micro(lat)) for lon, lat in degrees)
    steps = (_apart(a, b) for a, b in pairwise(points))
    return Line(points, tuple(accumulate(steps, initial=0.0)))


def length() -> int:
    """Length of the whole line in metres, rounded down, so that it is itself a chainage on the line."""
    return int(line().chainage[-1])


def at_chainage(chainage_m: int) -> Point:
    """The point of the line at that chainage. Raises ValueError outside the line."""
    known = line()
    if not 0 <= chainage_m <= known.chainage[-1]:
        raise ValueError(f"chainage {chainage_m} m is not on the line (0 to {length()} m)")
    after = min(bisect_right(known.chainage, chainage_m), len(known.points) - 1)
    start, end = known.chainage[after - 1], known.chainage[after]
    return _between(known.points[after - 1], known.points[after], (chainage_m - start) / (end - start))


def chainage_of(lon: int, lat: int) -> tuple[int, int]:
    """The chainage of the point of the line nearest to a point, and how far off that is, both in metres."""
    known = line()
    east_m, north_m = _scale(lat)
    flat = [((x - lon) * east_m, (y - lat) * north_m) for x, y in known.points]
    best = (float("inf"), 0.0)
    for number, ((ax, ay), (bx, by)) in enumerate(pairwise(flat)):
        dx, dy = bx - ax, by - ay
        share = min(1.0, max(0.0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)))
        distance = hypot(ax + share * dx, ay + share * dy)
        if distance < best[0]:
            start, end = known.chainage[number], known.chainage[number + 1]
            best = (distance, start + share * (end - start))
    return min(round(best[1]), length()), round(best[0])


def section(from_m: int, to_m: int) -> list[Point]:
    """The points of the line from one chainage to another, both included.

    Raises ValueError outside the line.
    """
    known = line()
    first, last = at_chainage(from_m), at_chainage(to_m)
    start = bisect_right(known.chainage, from_m)
    inside = known.points[start : bisect_right(known.chainage, to_m)]
    return [first, *(each for each in inside if each not in (first, last)), last]


def distance(a: Point, b: Point) -> int:
    """Metres between two points of the district, as the crow flies."""
    return round(_apart(a, b))


def _scale(lat: int) -> tuple[float, float]:
    """Metres that a micro-degree of longitude and one of latitude have at a latitude."""
    angle = lat * _MICRO
    bulge = 1 - _ECCENTRICITY * sin(angle) ** 2
    normal = _AXIS_M / sqrt(bulge)
    return normal * cos(angle) * _MICRO, normal * (1 - _ECCENTRICITY) / bulge * _MICRO


def _apart(a: Point, b: Point) -> float:
    east_m, north_m = _scale((a[1] + b[1]) // 2)
    return hypot((b[0] - a[0]) * east_m, (b[1] - a[1]) * north_m)


def _between(a: Point, b: Point, share: float) -> Point:
    return round(a[0] + (b[0] - a[0]) * share), round(a[1] + (b[1] - a[1]) * share)
