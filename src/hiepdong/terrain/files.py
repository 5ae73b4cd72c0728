"""The data files of the terrain, read once each."""

import csv
import json
from functools import cache
from importlib.resources import files
from typing import Any

Point = tuple[int, int]
"""Longitude and latitude in micro-degrees of WGS 84."""


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of `data/`, by column."""
    text = files("hiepdong.terrain").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def geojson(name: str) -> Any:
    """A GeoJSON file of `data/`."""
    return json.loads(files("hiepdong.terrain").joinpath("data", f"{name}.geojson").read_bytes())


def micro(degrees: str | float) -> int:
    """Degrees as whole micro-degrees (about 0.1 m)."""
    return round(float(degrees) * 1_000_000)


def point(row: dict[str, str]) -> Point:
    """The point that a row's `lon` and `lat`, in degrees, give."""
    return micro(row["lon"]), micro(row["lat"])
