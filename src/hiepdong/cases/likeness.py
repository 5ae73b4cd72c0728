"""Which cases on the desk are like an event that is being entered, or like a case of ours, and why.

Cases are looked for by time alone, among those the viewer may see. What else is alike (place, offence, persons,
exhibits, words) is a reason, never a question put to the index: nobody is looked up by name here.
"""

from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from hiepdong.cases.alike import Reason, reasons_of, time_and_place
from hiepdong.cases.protected import readable
from hiepdong.cases.queries import CaseLine, list_cases
from hiepdong.records.copies import copies
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import day_of, instant

NEAR_DAYS = 7
IN_TIME, COMPARED, SHOWN, ENOUGH = 200, 40, 20, 3
Document = dict[str, Any]


class Sketch(Struct, frozen=True):
    """As much of an event as is known by now: the day, and a document that may lack anything.

    `record` is its own id, which is not like itself.
    """

    day: date | None
    document: Document
    record: str = ""


class Like(Struct, frozen=True):
    """A case that may be the same event, with the reasons in words. `weight` orders, and is shown to nobody."""

    line: CaseLine
    reasons: tuple[Reason, ...]
    weight: int


def of_document(document: Document, record: str = "") -> Sketch:
    """What is known of an event by a document, whole or still being typed."""
    began = (document.get("occurred") or {}).get("from")
    return Sketch(day_of(instant(began)) if began else None, document, record)


def like_events(viewer: Viewer, sketch: Sketch) -> list[Like]:
    """Cases within a week of the event that are like it, the likest first; nothing without a day."""
    if sketch.day is None:
        return []
    weighed = [(line, time_and_place(line, sketch.day, sketch.document)) for line in _in_time(viewer, sketch)]
    nearest = sorted(weighed, key=lambda one: -sum(reason.weight for reason in one[1]))[:COMPARED]
    held = copies(viewer, [line.record for line, _ in nearest])
    found = [
        Like(line, reasons, sum(reason.weight for reason in reasons))
        for line, known in nearest
        if line.record in held
        and (
            reasons := (
                *known,
                *reasons_of(sketch.document, readable(viewer, held[line.record].owner, held[line.record].document)),
            )
        )
    ]
    enough = [one for one in found if one.weight >= ENOUGH]
    return sorted(enough, key=lambda one: -one.weight)[:SHOWN]


def _in_time(viewer: Viewer, sketch: Sketch) -> list[CaseLine]:
    assert sketch.day is not None
    apart = timedelta(days=NEAR_DAYS)
    found = list_cases(viewer, start=sketch.day - apart, end=sketch.day + apart, limit=IN_TIME).lines
    exercise = bool(sketch.document.get("exercise"))
    return [
        line
        for line in found
        if line.record != sketch.record and not line.cancelled and line.exercise == exercise
    ]  # fmt: skip
