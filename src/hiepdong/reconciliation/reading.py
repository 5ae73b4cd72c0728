"""A reconciliation as its pages show it: figures of all side by side, what is asked of us, what keeps them apart."""

from typing import Any

import msgspec
from msgspec import Struct

from hiepdong.cases.queries import CaseLine, lines_of
from hiepdong.reconciliation import queries
from hiepdong.reconciliation.forms import Form
from hiepdong.reconciliation.matter import Matter, Side
from hiepdong.reconciliation.queries import Found, Putting
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.reconciliation import CountedGroup, GroupFigure, ShownEvent


class UnitLine(Struct, frozen=True):
    """A unit that takes part: what it put forward, and whether it signed what is to be signed."""

    unit: str
    side: Side | None
    signed: bool


class Row(Struct, frozen=True):
    """A group in the figures of all: one figure for each unit, None while it put none forward; `even`: all the same."""

    group: CountedGroup
    figures: list[GroupFigure | None]
    agreed: GroupFigure | None

    @property
    def even(self) -> bool:
        """Whether all that were put forward are the same."""
        said = [one for one in self.figures if one is not None]
        return len({(one.cases, one.subjects) for one in said}) < 2


class Told(Struct, frozen=True):
    """What is told to a unit one by one: events with the line of their first record; and what stays in the total."""

    unit: str
    events: list[tuple[ShownEvent, CaseLine | None]]
    rest: tuple[int, int]


def view(viewer: Viewer, found: Found, asked: str) -> dict[str, Any]:
    """What the page of a reconciliation needs."""
    matter = found.matter
    others = [unit for unit in matter.units if unit != viewer.unit and unit in matter.sides]
    against = asked if asked in others else others[0] if others else ""
    takes_part = viewer.unit in matter.units
    return {
        "found": found, "matter": matter, "lines": _lines(matter), "rows": _rows(matter), "others": others,
        "against": against, "mine": matter.sides.get(viewer.unit), "takes_part": takes_part,
        "compared": queries.compared(viewer, matter, against) if against and takes_part else [],
        "since": queries.since_signed(viewer, matter) if matter.state == "signed" else [],
        "to_sign": matter.state == "agreed" and viewer.unit in matter.missing and found.partner,
    }  # fmt: skip


def _lines(matter: Matter) -> list[UnitLine]:
    agreed, missing = matter.agreement is not None, matter.missing
    return [UnitLine(unit, matter.sides.get(unit), agreed and unit not in missing) for unit in matter.units]


def _rows(matter: Matter) -> list[Row]:
    sides = [matter.sides.get(unit) for unit in matter.units]
    agreed = matter.agreement.figures if matter.agreement else ()
    return [
        Row(group, [side.figures[place] if side else None for side in sides], agreed[place] if agreed else None)
        for place, group in enumerate(matter.groups)
    ]


class ToAgree(Struct, frozen=True):
    """A group in the form: what each put forward, and the two fields."""

    row: Row
    place: int
    cases: str
    subjects: str


def rows_to_agree(matter: Matter, form: Form) -> list[ToAgree]:
    """The groups with the numbers typed."""
    return [
        ToAgree(row, place, form.values.get(f"cases-{place}", ""), form.values[f"subjects-{place}"])
        for place, row in enumerate(_rows(matter))
    ]


def told(viewer: Viewer, ready: Putting) -> list[Told]:
    """What would be told to each unit."""
    records = sorted({event.records[0] for events in ready.shown.values() for event in events})
    lines = {line.record: line for line in lines_of(viewer, records)}
    total = sum(one.cases or 0 for one in ready.figures), sum(one.subjects for one in ready.figures)
    return [
        Told(unit, [(event, lines.get(event.records[0])) for event in events],
             (total[0] - sum(event.cases for event in events), total[1] - sum(event.subjects or 0 for event in events)))
        for unit, events in ready.shown.items()
    ]  # fmt: skip


def plain(ready: Putting) -> dict[str, Any]:
    """What is put forward as the fields of its act."""
    return {
        "asof": ready.asof, "figures": msgspec.to_builtins(ready.figures), "shown": msgspec.to_builtins(ready.shown),
    }  # fmt: skip
