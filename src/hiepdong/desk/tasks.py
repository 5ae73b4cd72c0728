"""What waits for a unit, of every room: done by who is on duty, decided by its commander, or awaited from others."""

from datetime import datetime

from msgspec import Struct

from hiepdong.information import board as information
from hiepdong.information import wording
from hiepdong.reconciliation import board as reconciliation
from hiepdong.records import board as records
from hiepdong.records.board import Waiting
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.roles import COMMANDER

THEIRS = frozenset({"handover-unanswered"}) | information.OF_OTHERS
ESCALATED = frozenset({"request-late"})
DECIDED = frozenset({"handover-void", "erasure", "request-escalated"}) | ESCALATED
"""What only a commander can do, or what has come to him because it is over its time."""


class Task(Struct, frozen=True):
    """One thing to do: the same want of several units about one record is done in one go."""

    what: str
    record: str
    title: str
    units: tuple[str, ...]
    since: datetime
    link: str | None
    address: str
    due: datetime | None
    colour: str
    kind: str


def waiting(viewer: Viewer) -> list[Waiting]:
    """All that waits for the viewer's unit and what it waits for."""
    return [*records.waiting(viewer), *information.waiting(viewer), *reconciliation.waiting(viewer)]


def sorted_out(viewer: Viewer, lines: list[Waiting]) -> dict[str, list[Task]]:
    """`decides`: for the commander who looks, else none; `waits`: for the unit; `theirs`: for others."""
    leads = bool(viewer.roles & COMMANDER)
    theirs = THEIRS - ESCALATED if leads else THEIRS
    decided = [line for line in lines if leads and line.what in DECIDED]
    left = [line for line in lines if line not in decided]
    return {
        "decides": tasks(decided),
        "waits": tasks([line for line in left if line.what not in theirs]),
        "theirs": tasks([line for line in left if line.what in theirs]),
    }


def tasks(lines: list[Waiting]) -> list[Task]:
    """What waits, with the units of one want together: the late first, then what is due soonest, then the longest."""
    found: dict[tuple[str, str, str | None], list[Waiting]] = {}
    for line in lines:
        found.setdefault((line.what, line.record, line.link), []).append(line)
    every = [
        Task(
            what, record, same[0].title, tuple(line.unit for line in same), same[0].since, link, same[0].address,
            same[0].due, wording.urgency_of(same[0].since, same[0].due, now()) if same[0].due else "", same[0].kind,
        )
        for (what, record, link), same in found.items()
    ]  # fmt: skip
    return sorted(every, key=lambda task: (task.colour != "late", task.due is None, task.due or task.since))
