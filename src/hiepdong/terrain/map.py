"""GeoJSON for the map: each feature with its `layer`, and the sentences that must be shown with it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from hiepdong.terrain import border, communes, places
from hiepdong.terrain.files import Point

NOTE = {
    "vi": "Sơ đồ, không dùng để xác định đường biên giới",
    "en": "Sketch, not to be used to determine the border line",
}
MADE_UP = {"vi": "Vị trí mốc, đồn: mẫu", "en": "Positions of markers and posts are made up"}
ATTRIBUTION = "© OpenStreetMap contributors"

BEYOND = 500_000

Feature = dict[str, Any]


def sketch(on: date) -> dict[str, Any]:
    """Everything the terrain can draw as of a day, as one FeatureCollection with its bounds and sentences."""
    layers = (far_side(), border_line(), posts(), markers(), crossings(), commune_centres(on), commune_boxes(on))
    return collection(feature for layer in layers for feature in layer) | {
        "bbox": bounds(),
        "note": NOTE,
        "made_up": MADE_UP,
        "attribution": ATTRIBUTION,
    }


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """Features as a FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


def point_feature(place: Point, properties: dict[str, Any]) -> Feature:
    """A point in micro-degrees as a feature; rooms above use it for their own layers."""
    return _feature("Point", degrees(place), properties)


def line_feature(points: Sequence[Point], properties: dict[str, Any]) -> Feature:
    """Points in micro-degrees as a line."""
    return _feature("LineString", [degrees(place) for place in points], properties)


def degrees(place: Point) -> list[float]:
    """A point in micro-degrees as GeoJSON wants it."""
    return [place[0] / 1e6, place[1] / 1e6]


def border_line() -> Iterator[Feature]:
    """The line, one piece for each post's stretch; the pieces beyond the district have no post."""
    first, last = places.district_stretch()
    pieces = [
        (0, first, None),
        *((p.from_m, p.to_m, p) for p in places.posts()),
        (last, border.length(), None),
    ]
    for from_m, to_m, held in pieces:
        about = {"layer": "border", "post": held.code if held else None, "name": held.name if held else None}
        yield line_feature(border.section(from_m, to_m), about | {"from_m": from_m, "to_m": to_m})


def far_side() -> Iterator[Feature]:
    """The land beyond the line, to be hatched: north and east of it, as far as a map of the district reaches."""
    line = border.line().points
    east, north = line[-1][0] + BEYOND, line[0][1] + BEYOND
    corners = ((east, line[-1][1]), (east, north), (line[0][0], north), line[0])
    yield _feature("Polygon", [[degrees(place) for place in (*line, *corners)]], {"layer": "far"})


def posts() -> Iterator[Feature]:
    """The posts, each with its stretch."""
    for each in places.posts():
        about = {"layer": "post", "code": each.code, "name": each.name, "certain": each.certain}
        stretch = {"from_m": each.from_m, "to_m": each.to_m, "length": each.length}
        yield point_feature(each.place, about | stretch)


def markers() -> Iterator[Feature]:
    """The markers; `seen` ones first when the map has no room for all."""
    for each in places.markers():
        about = {"layer": "marker", "number": each.number, "chainage_m": each.chainage_m}
        yield point_feature(each.place, about | {"seen": each.seen, "certain": each.certain})


def crossings() -> Iterator[Feature]:
    """The border gates."""
    for each in places.crossings():
        about = {"layer": "crossing", "code": each.code, "name": each.name, "kind": each.kind}
        yield point_feature(each.place, about | {"chainage_m": each.chainage_m, "certain": each.certain})


def commune_centres(on: date) -> Iterator[Feature]:
    """The centre of each commune known on that day."""
    edge = set(places.border_communes(on))
    for each in communes.communes(on):
        about = {"layer": "commune", "code": each.code, "name": each.inline, "district": each.district}
        yield point_feature(each.centre, about | {"border": each.code in edge})


def commune_boxes(on: date) -> Iterator[Feature]:
    """The box around each commune, where one is known; it says nothing about the boundary."""
    for each in communes.communes(on):
        if each.box:
            west, south, east, north = each.box
            ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
            about = {"layer": "commune-box", "code": each.code, "name": each.inline}
            yield _feature("Polygon", [[degrees(corner) for corner in ring]], about)


def bounds(from_m: int | None = None, to_m: int | None = None) -> list[float]:
    """West, south, east, north of a piece of the line, in degrees; without chainages, of the district's."""
    first, last = places.district_stretch()
    points = border.section(first if from_m is None else from_m, last if to_m is None else to_m)
    lons, lats = zip(*points, strict=True)
    return [min(lons) / 1e6, min(lats) / 1e6, max(lons) / 1e6, max(lats) / 1e6]


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }
