"""Structures of the forces of a district to begin with: as it was in 2023, and as it is today. Data, to be edited."""

import csv
from datetime import date
from importlib.resources import files

from msgspec import Struct

from hiepdong.forces import queries

WORLDS = ("today", "2023")


class Proposed(Struct, frozen=True):
    """A unit that is proposed; `parent` empty: none is proposed."""

    code: str
    name: str
    type: str
    parent: str
    start: date


def proposed(world: str) -> list[Proposed]:
    """The units of a structure that the node does not know yet, each after the one above it."""
    text = files("hiepdong.forces").joinpath("data", "structures.csv").read_text(encoding="utf-8")
    known = queries.book().units
    return [
        Proposed(row["code"], row["name"], row["type"], row["parent"], date.fromisoformat(row["from"]))
        for row in csv.DictReader(text.splitlines())
        if row["world"] == world and row["code"] not in known
    ]
