"""Places of the sample: along the real border line, at made-up markers and villages."""

import random
from datetime import date
from typing import Any

from hiepdong.terrain import places

POST_OF = {
    "bp-huunghi": (28_900, 32_500),
    "bp-baolam": (32_900, 47_500),
    "bp-thanhloa": (48_000, 61_000),
    "bp-bason": (61_500, 102_500),
}
TOWN_POINTS = {
    "06187": (106_769_000, 21_869_000),
    "06184": (106_698_000, 21_951_000),
    "06235": (106_833_000, 21_818_000),
    "06208": (106_712_000, 21_906_000),
    "06226": (106_777_000, 21_882_000),
    "06223": (106_800_000, 21_891_000),
}


def on_the_border(source: random.Random, post: str, on: date, communes: tuple[str, ...] = ()) -> dict[str, Any]:
    """Somewhere on a post's stretch, as officers say it: marker and village, then commune."""
    while True:
        chainage = source.randint(*POST_OF[post])
        spot = places.spot(chainage, on)
        if spot.commune and (not communes or spot.commune in communes):
            break
    villages = [village.name for village in places.villages(spot.commune, on)]
    away = source.choice((100, 200, 300, 400, 500))
    longitude, latitude = spot.place
    return {
        "commune": spot.commune,
        "village": source.choice(villages) if villages else None,
        "marker": spot.marker,
        "point": [longitude, latitude - away * 9],
        "chainage_m": chainage,
        "text": f"cách mốc {spot.marker} khoảng {away} m về phía Việt Nam",
    }


def in_the_district(source: random.Random, commune: str) -> dict[str, Any]:
    """Somewhere inland."""
    longitude, latitude = TOWN_POINTS[commune]
    return {
        "commune": commune,
        "point": [longitude + source.randint(-4000, 4000), latitude + source.randint(-4000, 4000)],
    }
