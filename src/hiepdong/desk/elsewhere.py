"""An officer with posts in several units sees at each desk what waits at the others."""

from msgspec import Struct

from hiepdong.desk import tasks
from hiepdong.forces import preferences
from hiepdong.forces import queries as forces
from hiepdong.records import board
from hiepdong.records.sight import Viewer


class Elsewhere(Struct, frozen=True):
    """Another unit that the officer works for: how much waits for it, and how much is new."""

    unit: str
    waits: int
    unread: int


def of(viewer: Viewer) -> list[Elsewhere]:
    """His other units at which something waits or is new."""
    line, seen = forces.officer(viewer.login), preferences.of(viewer.login).seen
    found = [_at(Viewer(viewer.login, one.unit, frozenset(one.roles)), seen) for one in (line.units if line else ())
             if one.unit != viewer.unit]  # fmt: skip
    return [one for one in found if one.waits or one.unread]


def _at(there: Viewer, seen: dict[str, int]) -> Elsewhere:
    if not there.reads_records:
        return Elsewhere(there.unit, 0, 0)
    sorted_out = tasks.sorted_out(there, tasks.waiting(there))
    waits = len(sorted_out["decides"]) + len(sorted_out["waits"])
    return Elsewhere(there.unit, waits, board.unread(there, seen.get(there.unit, 0)))
