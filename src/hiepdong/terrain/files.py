"""The data files of the terrain, read once each; an office may put files of its own in the place of some."""

import csv
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from msgspec import Struct

from hiepdong import config

Point = tuple[int, int]
"""Longitude and latitude in micro-degrees of WGS 84."""


P = ParamSpec("P")
T = TypeVar("T")
OWN = ("posts", "markers", "stretches", "crossings", "villages")
"""The files that an office may bring."""


class _State(Struct):
    folder: Path | None = None
    written: int = 0


_state = _State()
_forget: list[Callable[[], None]] = []


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Worked out once from the data files, and again when other files are put to use."""
    kept = cache(function)
    _forget.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


def use(folder: Path | None) -> None:
    """Read what the folder has (`posts.csv` …) in the place of what is packaged; None: what is packaged alone."""
    _state.folder, _state.written = folder, config.written(folder)
    for forget in _forget:
        forget()


def is_current(folder: Path) -> bool:
    """Whether what the folder has is in use, whichever process put it there."""
    return (folder, config.written(folder)) == (_state.folder, _state.written)


def own(name: str) -> Path | None:
    """The office's own file, if it has one."""
    path = _state.folder / f"{name}.csv" if _state.folder and name in OWN else None
    return path if path and path.is_file() else None


@remembered
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file, by column: the office's own, else that of `data/`."""
    packaged = files("hiepdong.terrain").joinpath("data", f"{name}.csv")
    text = (own(name) or packaged).read_text(encoding="utf-8")
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
