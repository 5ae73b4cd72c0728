"""What the machine fills into the place of an event from what the officer typed of it, each with why.

Marker and village come first, as officers say them: the border line and the lists of the terrain give commune, point
and chainage. What was typed is never replaced; what is filled in is a proposal that the officer may change.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.terrain import coordinates, places
from hiepdong.terrain.border import at_chainage, chainage_of, distance
from hiepdong.terrain.files import Point
from hiepdong.vocabulary.fold import fold

FIELDS = ("marker", "village", "commune", "point", "chainage")
AT_MARKER_M = 1_000  # farther off, officers do not say a place by a marker


class Filled(Struct, frozen=True):
    """A value for a field, and by which other field it is known."""

    value: str
    by: str


def fill(typed: Mapping[str, str], on: date) -> dict[str, Filled]:
    """Values for the fields that are empty, by those that are not; `on` is the day of the event."""
    told = {name: typed.get(name, "").strip() for name in FIELDS}
    found: dict[str, Filled] = {}
    for by, place, chainage_m in _spots(told):
        found = {**_by_spot(by, place, chainage_m, on), **found}
    if commune := _commune_of(told["village"], on):
        found["commune"] = Filled(commune, "village")
    return {name: one for name, one in found.items() if not told[name] and name != one.by}


def _spots(told: Mapping[str, str]) -> Iterable[tuple[str, Point, int | None]]:
    """Where it was, the surest word first: a point, a chainage, a marker. No chainage far from the line."""
    if told["point"] and (place := coordinates.read_point(told["point"])):
        chainage_m, off_m = chainage_of(*place)
        yield "point", place, chainage_m if off_m <= places.NEAR_THE_LINE_M else None
    if told["chainage"] and (along := coordinates.read_chainage(told["chainage"])) is not None:
        yield "chainage", at_chainage(along), along
    if told["marker"] and (named := places.marker(told["marker"])):
        yield "marker", named.place, named.chainage_m


def _by_spot(by: str, place: Point, chainage_m: int | None, on: date) -> dict[str, Filled]:
    found = {"point": Filled(written(place), by)}
    if chainage_m is None:
        return found
    spot = places.spot(chainage_m, on)
    near = places.marker(spot.marker) if spot.marker else None
    told = {
        # A point may be left out of a copy and a chainage may not: what a point says goes into no other exact field.
        "chainage": coordinates.chainage_words(chainage_m) if by != "point" else None, "commune": spot.commune,
        "marker": near.number if near and distance(near.place, place) <= AT_MARKER_M else None,
    }  # fmt: skip
    return found | {name: Filled(value, by) for name, value in told.items() if value}


def written(place: Point) -> str:
    """A point in decimal degrees, latitude first, as the form has it."""
    return f"{place[1] / 1e6:.6f}, {place[0] / 1e6:.6f}"


def _commune_of(village: str, on: date) -> str | None:
    """The commune in which alone there is a village of that name; None where there is none, or more than one."""
    asked = fold(village)
    if not asked:
        return None
    homes = {commune for name, commune in villages(on) if asked in (fold(name), fold(name).partition(" ")[2])}
    return homes.pop() if len(homes) == 1 else None


def villages(on: date) -> list[tuple[str, str]]:
    """The villages of the communes on the line, each with the code that its commune bore on that day."""
    return [(one.name, code) for code in places.border_communes(on) for one in places.villages(code, on)]


def understood(typed: str, on: date, language: str) -> str:
    """How a point that was typed is read, in words: degrees, and how far the nearest marker is."""
    if not typed.strip():
        return ""
    place = coordinates.read_point(typed)
    if place is None:
        return _("Chưa đọc được tọa độ này.")
    told, near = coordinates.wgs84_words(place, language), places.near(place, on)
    if near is None or near.marker is None:
        return _("Hiểu là %(place)s.") % {"place": told}
    metres = f"{near.marker_m:,}" if language.startswith("en") else f"{near.marker_m:,}".replace(",", ".")
    far = {"place": told, "metres": metres, "marker": near.marker}
    return _("Hiểu là %(place)s; mốc gần nhất: %(marker)s, cách %(metres)s m.") % far


def why(by: str, typed: Mapping[str, str]) -> str:
    """Why a field was filled in, in words."""
    words = {
        "marker": _("theo mốc %(said)s"), "village": _("theo %(said)s"), "point": _("theo tọa độ"),
        "chainage": _("theo lý trình"),
    }  # fmt: skip
    return words[by] % {"said": typed.get(by, "").strip()} if by in words else ""
