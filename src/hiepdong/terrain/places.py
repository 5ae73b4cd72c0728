"""What stands on the line: posts with their stretches, markers (mốc), border gates; and the villages behind.

Positions are made up (`certain` is False) until an office brings its own; numbers, names and lengths are
those of the press where the data files say so.
"""

import re
from datetime import date

from msgspec import Struct

from hiepdong.terrain.border import at_chainage, chainage_of, distance
from hiepdong.terrain.communes import REFORM, commune, today
from hiepdong.terrain.files import Point, point, remembered, table
from hiepdong.vocabulary.fold import fold

_BEFORE_REFORM = date(2025, 6, 30)


class Post(Struct, frozen=True, kw_only=True):
    """A border post: its stretch of the line in metres of chainage, and where it stands.

    `length` and the number of `markers` are what the press says of the stretch, None where it says nothing.
    `communes` are the codes of before July 2025.
    """

    code: str
    name: str
    from_m: int
    to_m: int
    length: str
    markers: int | None
    communes: tuple[str, ...]
    place: Point
    certain: bool


class Marker(Struct, frozen=True, kw_only=True):
    """A border marker, main (“1193”) or secondary (“1146/1”); `seen` when its number is from the press."""

    number: str
    chainage_m: int
    place: Point
    near: str
    seen: bool
    certain: bool


class Crossing(Struct, frozen=True, kw_only=True):
    """A border gate; `kind` is international or empty where the sources do not say."""

    code: str
    name: str
    kind: str
    post: str
    chainage_m: int
    place: Point
    certain: bool


class Village(Struct, frozen=True, kw_only=True):
    """A village by the name officers write, with the commune it lay in before July 2025."""

    name: str
    commune: str
    certain: bool


class Near(Struct, frozen=True, kw_only=True):
    """What stands near a point: how far off the line it is, at what chainage, the nearest marker, the commune there."""

    off_m: int
    chainage_m: int
    marker: str | None
    marker_m: int | None
    commune: str | None
    post: str | None


class Spot(Struct, frozen=True, kw_only=True):
    """What a chainage says of itself: its point, marker, commune of that day and post, as far as known."""

    chainage_m: int
    place: Point
    marker: str | None
    commune: str | None
    post: str | None


@remembered
def posts() -> tuple[Post, ...]:
    """The posts of the district in the order of the line, north-west to south-east."""
    return tuple(
        Post(
            code=row["code"],
            name=row["name"],
            from_m=int(row["from_m"]),
            to_m=int(row["to_m"]),
            length=row["length"],
            markers=int(row["markers"]) if row["markers"] else None,
            communes=tuple(row["communes"].split()),
            place=point(row),
            certain=row["certain"] == "yes",
        )
        for row in table("posts")
    )


def post(code: str) -> Post | None:
    """The post of that unit code; None where the terrain knows no stretch of it."""
    return next((each for each in posts() if each.code == code), None)


def post_at(chainage_m: int) -> Post | None:
    """The post on whose stretch the chainage lies; None outside the district."""
    return next((each for each in posts() if each.from_m <= chainage_m < each.to_m), None)


def district_stretch() -> tuple[int, int]:
    """From where to where the line belongs to the posts of the district, in metres of chainage."""
    return posts()[0].from_m, posts()[-1].to_m


@remembered
def markers() -> tuple[Marker, ...]:
    """All markers in the order of the line, in which their numbers grow."""
    return tuple(
        Marker(
            number=row["number"],
            chainage_m=int(row["chainage_m"]),
            place=point(row),
            near=row["place"],
            seen=row["source"] != "between",
            certain=row["certain"] == "yes",
        )
        for row in table("markers")
    )


@remembered
def _by_number() -> dict[str, Marker]:
    return {each.number: each for each in markers()}


def marker(text: str) -> Marker | None:
    """The marker that a text names, such as “1193”, “mốc 1146/1”; None where it names none we know."""
    named = re.search(r"\d+(?:\s*/\s*\d+)?", text)
    return _by_number().get(re.sub(r"\s", "", named[0])) if named else None


def nearest_marker(chainage_m: int) -> Marker | None:
    """The marker nearest along the line; None beyond the first and the last one we know."""
    if not markers()[0].chainage_m <= chainage_m <= markers()[-1].chainage_m:
        return None
    return min(markers(), key=lambda each: abs(each.chainage_m - chainage_m))


def commune_at(chainage_m: int, on: date) -> str | None:
    """The code, of that day, of the commune along that part of the line; None outside the district."""
    for row in table("stretches"):
        if int(row["from_m"]) <= chainage_m < int(row["to_m"]):
            return today(row["commune"], _BEFORE_REFORM) if on >= REFORM else row["commune"]
    return None


def border_communes(on: date) -> tuple[str, ...]:
    """The codes, of that day, of the communes on the line, north-west to south-east."""
    codes = (commune_at(int(row["from_m"]), on) for row in table("stretches"))
    return tuple(dict.fromkeys(code for code in codes if code))


def spot(chainage_m: int, on: date) -> Spot:
    """All that the terrain knows of a place on the line. Raises ValueError outside the line."""
    near, held = nearest_marker(chainage_m), post_at(chainage_m)
    return Spot(
        chainage_m=chainage_m,
        place=at_chainage(chainage_m),
        marker=near.number if near else None,
        commune=commune_at(chainage_m, on),
        post=held.code if held else None,
    )


NEAR_THE_LINE_M = 6_000


def near(place: Point, on: date) -> Near | None:
    """What the terrain knows of a point; None far from the line, where it knows nothing that would be sure."""
    chainage_m, off_m = chainage_of(*place)
    if off_m > NEAR_THE_LINE_M:
        return None
    closest = min(markers(), key=lambda each: distance(each.place, place))
    marker_m, held = distance(closest.place, place), post_at(chainage_m)
    known = marker_m <= NEAR_THE_LINE_M
    return Near(
        off_m=off_m,
        chainage_m=chainage_m,
        marker=closest.number if known else None,
        marker_m=marker_m if known else None,
        commune=commune_at(chainage_m, on),
        post=held.code if held else None,
    )


def spot_of_marker(text: str, on: date) -> Spot | None:
    """What a form fills in “theo mốc”: the spot of the marker named in the text; None where it names none."""
    named = marker(text)
    return spot(named.chainage_m, on) if named else None


@remembered
def crossings() -> tuple[Crossing, ...]:
    """The border gates on the line, north-west to south-east."""
    rows = sorted(table("crossings"), key=lambda row: int(row["chainage_m"]))
    return tuple(
        Crossing(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            post=row["post"],
            chainage_m=int(row["chainage_m"]),
            place=point(row),
            certain=row["certain"] == "yes",
        )
        for row in rows
    )


@remembered
def _all_villages() -> tuple[Village, ...]:
    return tuple(
        Village(name=row["name"], commune=row["commune"], certain=row["certain"] == "yes") for row in table("villages")
    )


def villages(code: str, on: date, text: str = "") -> list[Village]:
    """Villages of the commune that bore the code on that day, those of all it was made of if merged.

    With a text, those whose name has it, with or without tone marks.
    """
    if commune(code, on) is None:
        return []
    asked = fold(text)
    return [
        each
        for each in _all_villages()
        if code == (today(each.commune, _BEFORE_REFORM) if on >= REFORM else each.commune) and asked in fold(each.name)
    ]
