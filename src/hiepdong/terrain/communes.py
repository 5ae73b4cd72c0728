"""Communes then and now. On 1 July 2025 the district went and communes merged; codes were given anew.

A code alone says nothing: 06202 was Xuất Lễ and is Ba Sơn. The key of a commune is its code with the day from
which it bore it. Before that day only the communes of Cao Lộc, Văn Lãng, Lộc Bình and Lạng Sơn city are
known; any other is unknown, not absent.
"""

from datetime import date
from functools import cache

from msgspec import Struct

from hiepdong.terrain.files import Point, micro, point, table
from hiepdong.vocabulary.fold import fold
from hiepdong.vocabulary.parts import Place
from hiepdong.vocabulary.refusals import Refused

REFORM = date(2025, 7, 1)
_LAST_DAY_BEFORE = date(2025, 6, 30)
_KINDS = ("Thị trấn", "Phường", "Xã")
_SMALLEST_BOX = 10_000


class Commune(Struct, frozen=True, kw_only=True):
    """A commune during the span in which it bore its code; `successor` is its commune of today.

    `box` is west, south, east, north in micro-degrees, None where the source has none that can be right.
    """

    code: str
    kind: str
    name: str
    centre: Point
    district: str | None = None
    box: tuple[int, int, int, int] | None = None
    area_km2: str | None = None
    successor: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def full(self) -> str:
        """The name as it begins a line: “Xã Cao Lâu”."""
        return f"{self.kind} {self.name}"

    @property
    def inline(self) -> str:
        """The name inside a sentence: “xã Cao Lâu”."""
        return f"{self.kind[0].lower()}{self.kind[1:]} {self.name}"

    @property
    def key(self) -> str:
        """What tells it from another commune that bears or bore the same code."""
        return f"{self.code}@{self.valid_from.isoformat() if self.valid_from else ''}"

    def holds(self, on: date) -> bool:
        """Whether it was a commune on that day."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


def communes(on: date) -> tuple[Commune, ...]:
    """The communes known on that day, in the order of their codes."""
    return tuple(_now().values()) if on >= REFORM else tuple(_before().values())


def commune(code: str, on: date) -> Commune | None:
    """The commune that bore the code on that day; None where that is not known."""
    return (_now() if on >= REFORM else _before()).get(code)


def require(place: Place | None, on: date) -> None:
    """Raise Refused document.unknown_code for a place in a commune that did not bear its code on that day."""
    if place is not None and place.commune and commune(place.commune, on) is None:
        raise Refused("document.unknown_code", place.commune)


def today(code: str, on: date) -> str | None:
    """The code of the commune of today for the one that bore `code` on that day; None where not known."""
    held = commune(code, on)
    return (held.successor or held.code) if held else None


def predecessors(code: str) -> tuple[Commune, ...]:
    """The communes of before July 2025 of which a commune of today was made, as far as they are known."""
    return tuple(each for each in _before().values() if each.successor == code)


def search(text: str, on: date) -> list[Commune]:
    """Communes of that day by part of the name, with or without tone marks, or by code.

    Names that begin with the text come first. Two of one name are both found: their districts differ.
    """
    asked = fold(text)
    found = [(_names()[each.key].find(asked), each) for each in communes(on)]
    hits = [(at, each) for at, each in found if at >= 0 or each.code == asked]
    return [each for _, each in sorted(hits, key=lambda hit: (hit[0] != 0, hit[1].name, hit[1].code))]


@cache
def _names() -> dict[str, str]:
    return {each.key: fold(each.name) for each in (*_before().values(), *_now().values())}


@cache
def _before() -> dict[str, Commune]:
    rows = sorted(table("communes-before-2025"), key=lambda row: row["code"])
    return {
        row["code"]: Commune(
            code=row["code"],
            kind=_kind(row["name"]),
            name=row["name"].removeprefix(_kind(row["name"])).strip(),
            centre=point(row),
            district=row["district"],
            box=_box(row),
            successor=row["successor_code"],
            valid_to=_LAST_DAY_BEFORE,
        )
        for row in rows
    }


@cache
def _now() -> dict[str, Commune]:
    corrected = {row["code"]: point(row) for row in table("centres-corrected")}
    rows = sorted(table("communes-lang-son-2025"), key=lambda row: row["code"])
    return {
        row["code"]: Commune(
            code=row["code"],
            kind=_kind(row["name"]),
            name=row["name"].removeprefix(_kind(row["name"])).strip(),
            centre=corrected.get(row["code"], point(row)),
            area_km2=row["area_km2"] if float(row["area_km2"]) else None,
            valid_from=REFORM,
        )
        for row in rows
    }


def _kind(full: str) -> str:
    return next(kind for kind in _KINDS if full.startswith(kind))


def _box(row: dict[str, str]) -> tuple[int, int, int, int] | None:
    west, south, east, north = (micro(row[side]) for side in ("west", "south", "east", "north"))
    return (west, south, east, north) if min(east - west, north - south) >= _SMALLEST_BOX else None
