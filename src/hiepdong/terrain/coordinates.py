"""Coordinates as officers read and type them: WGS 84 degrees, VN-2000 metres, kilometres along the line.

VN-2000 for Lạng Sơn is the 3° zone with central meridian 107°15' (EPSG:9215). The seven parameters are those
of EPSG:6960, good to about a metre; they are written out here so that the result does not depend on the
version of the projection library, which is loaded only when a conversion is asked for.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from hiepdong.terrain.border import at_chainage, length
from hiepdong.terrain.files import Point

if TYPE_CHECKING:
    from pyproj import Transformer

MERIDIAN = "107°15'"
EPSG = 9215
_PIPELINE = (
    "proj=pipeline step proj=unitconvert xy_in=deg xy_out=rad step proj=cart ellps=WGS84 "
    "step inv proj=helmert x=-191.90441429 y=-39.30318279 z=-111.45032835 rx=-0.00928836 ry=0.01975479 "
    "rz=-0.00427372 s=0.252906278 convention=coordinate_frame step inv proj=cart ellps=WGS84 "
    "step proj=tmerc lat_0=0 lon_0=107.25 k=0.9999 x_0=500000 y_0=0 ellps=WGS84"
)
_NORTH = range(2_300_000, 2_600_000)
_EAST = range(350_000, 650_000)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3}){1,2}(?:,\d+)?(?![.,]?\d)|\d+(?:[.,]\d+)?")
_ALONG = re.compile(
    r"\s*km\s*(?:(?P<km>\d{1,4})\s*\+\s*(?P<m>\d{3})|(?P<of>\d{1,4}(?:[.,]\d{1,3})?))\s*", re.IGNORECASE
)
LONGEST = 200  # characters of a point that somebody typed
_ANGLE = re.compile(r"(\d{1,3})\s*°\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*[\"”″])?")


class Grid(Struct, frozen=True):
    """A place in VN-2000, in metres to a centimetre: `x` northward, `y` eastward, as Vietnamese maps say."""

    x: float
    y: float


@cache
def _transformer() -> "Transformer":
    from pyproj import Transformer

    return Transformer.from_pipeline(_PIPELINE)


def to_vn2000(place: Point) -> Grid:
    """A point in micro-degrees as VN-2000 metres."""
    east, north, _ = _transformer().transform(place[0] / 1e6, place[1] / 1e6, 0.0)
    return Grid(x=round(north, 2), y=round(east, 2))


def from_vn2000(grid: Grid) -> Point:
    """VN-2000 metres as a point in micro-degrees."""
    lon, lat, _ = _transformer().transform(grid.y, grid.x, 0.0, direction="INVERSE")
    return round(lon * 1e6), round(lat * 1e6)


def wgs84_words(place: Point, language: str = "vi") -> str:
    """A point in degrees, minutes and seconds to a tenth (3 m): `21°54′03,6″ B, 106°59′24,0″ Đ`."""
    north, east = ("N", "E") if language.startswith("en") else ("B", "Đ")
    text = f"{_angle(place[1])} {north}, {_angle(place[0])} {east}"
    return text if language.startswith("en") else re.sub(r"\.(?=\d)", ",", text)


def vn2000_words(place: Point) -> str:
    """A point as VN-2000 whole metres: `X 2.422.345, Y 473.120 (VN-2000, 107°15')`."""
    grid = to_vn2000(place)
    x, y = (f"{round(metres):,}".replace(",", ".") for metres in (grid.x, grid.y))
    return f"X {x}, Y {y} (VN-2000, {MERIDIAN})"


def read_point(text: str) -> Point | None:
    """The point that an officer typed; None where the text is none in or near Việt Nam's north.

    Takes decimal degrees, degrees with minutes and seconds, VN-2000 metres, each pair in either order, and
    `km 31,2` or `Km 31+200` along the line; decimals by point or comma.
    """
    if len(text) > LONGEST:
        return None
    if _ALONG.fullmatch(text):
        chainage_m = read_chainage(text)
        return None if chainage_m is None else at_chainage(chainage_m)
    text = re.sub(r"\(.*\)", "", text)
    if "°" in text:
        pair = [_degrees(*angle) for angle in _ANGLE.findall(text)]
    else:
        pair = [_decimal(number) for number in _NUMBER.findall(text)]
    return _placed(pair) if len(pair) == 2 else None


def read_chainage(text: str) -> int | None:
    """Metres along the line as officers type them: `Km 31+200`, `km 31,2`; None for what is none, or beyond its end."""
    along = _ALONG.fullmatch(text) if len(text) <= LONGEST else None
    if along is None:
        return None
    metres = int(along["km"]) * 1000 + int(along["m"]) if along["m"] else round(_decimal(along["of"]) * 1000)
    return metres if metres <= length() else None


def chainage_words(metres: int | None) -> str:
    """Metres along the line as they are written on the road: `Km 31+200`; empty where there are none."""
    return "" if metres is None else f"Km {metres // 1000}+{metres % 1000:03}"


def _placed(pair: list[float]) -> Point | None:
    for first, second in (pair, pair[::-1]):
        if 8 <= first <= 24 and 102 <= second <= 110:
            return round(second * 1e6), round(first * 1e6)
        if round(first) in _NORTH and round(second) in _EAST:
            return from_vn2000(Grid(x=first, y=second))
    return None


def _decimal(text: str) -> float:
    grouped = re.fullmatch(r"\d{1,3}((?:\.\d{3})+)(?:,\d+)?", text)
    if grouped and (len(grouped[1]) > 4 or int(text.partition(".")[0]) > 180):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _degrees(degrees: str, minutes: str, seconds: str) -> float:
    return float(degrees) + _decimal(minutes or "0") / 60 + _decimal(seconds or "0") / 3600


def _angle(micro: int) -> str:
    tenths = round(micro * 36_000 / 1e6)
    degrees, rest = divmod(tenths, 36_000)
    minutes, seconds = divmod(rest, 600)
    return f"{degrees}°{minutes:02}′{seconds / 10:04.1f}″"
