"""Reports of the sample, from `reports.csv`: what was seen, by whom, how far it is trusted. All made up."""

import csv
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tools.sample import places
from tools.sample.events import HANOI
from tools.sample.forces import CLERK

SEED = 1193
SOURCE = Path(__file__).with_name("reports.csv")
Act = dict[str, Any]
Tip = dict[str, str]
"""A line of the file. `where` is a post (somewhere on its stretch) or a commune, `source` a kind or "kind/reference".

`hours`: how long after it was seen it was written down; `derived`: keys of reports that it was taken from.
"""
Ids = Callable[[str], str]
At = tuple[int, int, int, int, int]
STANDING: tuple[tuple[At, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ((2019, 1, 2, 8, 0), "bp-bason", ("ca-caoloc", "bp-langson"), ("source",)),
    ((2019, 1, 2, 8, 0), "bp-bason", ("ca-xuatle", "ca-caolau"), ("source", "place.point")),
    ((2019, 1, 2, 8, 0), "bp-thanhloa", ("ca-caoloc",), ("source", "grade")),
    ((2019, 1, 2, 8, 0), "ca-xuatle", ("bp-bason", "ca-caoloc"), ()),
    ((2019, 1, 2, 8, 0), "ca-xuatle", ("ca-caolau",), ("source",)),
    ((2019, 1, 2, 8, 0), "ca-caolau", ("bp-bason",), ("source",)),
    ((2025, 7, 2, 8, 30), "ca-bason", ("bp-bason", "ca-langson"), ()),
    ((2025, 7, 2, 9, 30), "bp-bason", ("ca-bason", "bp-bch-langson"), ("source",)),
)
CLERKS = CLERK | {
    "bp-langson": "thammuu.bplangson", "bp-bch-langson": "thammuu.bplangson",
    "qs-ptkv": "trucban.quansu",
}  # fmt: skip


def when(at: At) -> datetime:
    """A time of day in Việt Nam."""
    return datetime(*at, tzinfo=HANOI)


def tips() -> list[Tip]:
    """The lines of the file."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filings(record_of: Ids) -> Iterator[Act]:
    """Standing releases of reports, then each report with its releases. `record_of` gives the id of a key."""
    source = random.Random(SEED)
    for at, unit, to, without in STANDING:
        yield {"act": "release.standing", "by": CLERKS[unit], "at": when(at), "kind": "report", "to": list(to),
               "without": list(without)}  # fmt: skip
    for tip in tips():
        told = seen(tip) + timedelta(hours=int(tip["hours"]))
        by, record = CLERKS[tip["unit"]], record_of(tip["key"])
        yield {"act": "report.file", "by": by, "at": told, "record": record, "report": document(tip, source, record_of)}
        if tip["to"]:
            yield {"act": "record.release", "by": by, "at": told + timedelta(minutes=20), "record": record,
                   "to": tip["to"].split(), "without": tip["without"].split(), "until": None}  # fmt: skip


def seen(tip: Tip) -> datetime:
    """When it was seen."""
    return datetime.strptime(tip["seen"], "%Y-%m-%d %H:%M").replace(tzinfo=HANOI)


def document(tip: Tip, source: random.Random, record_of: Ids) -> dict[str, Any]:
    """The report as its unit writes it."""
    at, where = seen(tip), tip["where"]
    place = places.on_the_border(source, where, at.date()) if where in places.POST_OF else {"commune": where}
    kind, _, reference = tip["source"].partition("/")
    return {
        "title": tip["title"], "text": f"{tip['text']} (mẫu)", "seen": {"from": at.isoformat(), "to": None},
        "place": place, "side": tip["side"], "topic": tip["topic"], "urgency": tip["urgency"],
        "source": {"kind": kind, "ref": reference or None}, "grade": tip["grade"] or None,
        "caveats": tip["caveats"].split(), "derived_from": [record_of(key) for key in tip["derived"].split()],
        "marking": "limited" if tip["side"] == "outer" else "internal", "exercise": False,
    }  # fmt: skip
