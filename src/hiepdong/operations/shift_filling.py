"""What the machine puts into a handover sheet: all that is open at the unit as the shift ends."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import to_builtins

from hiepdong.cases import clocks
from hiepdong.cases import queries as cases
from hiepdong.cases.clocks import ClockLine
from hiepdong.information import board as information
from hiepdong.information import queries
from hiepdong.journal.models import DeedRow
from hiepdong.records import board
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import day_of, now, seconds
from hiepdong.vocabulary.shift import MOST_LINES, SECTIONS, OpenLine, Section

REPORT_DAYS, MOST_REPORTS, LATELY = timedelta(days=6), 50, 2_000
RELEASED = "released"
OF_OTHERS = frozenset({"handover-unanswered", "behind"}) | information.OF_OTHERS
Document = dict[str, Any]


def proposed(viewer: Viewer, start: datetime, end: datetime) -> list[Document]:
    """The lines of a sheet for a shift, section by section, as the document has them."""
    return [to_builtins(line) for line in lines(viewer, start, end)]


def lines(viewer: Viewer, start: datetime, end: datetime) -> list[OpenLine]:
    """The lines of a sheet for a shift, section by section."""
    return sorted(_lines(viewer, start, end), key=lambda line: SECTIONS.index(line.section))[:MOST_LINES]


def _lines(viewer: Viewer, start: datetime, end: datetime) -> Iterator[OpenLine]:
    for clock in clocks.running(viewer, now()):
        yield _of_clock(clock)
    owed = queries.owed(viewer)
    for debt in owed.by_us:
        yield OpenLine(section="owed-by-us", record=UUID(debt.record), unit=debt.asker, due=debt.due)
    for debt in owed.to_us:
        yield OpenLine(section="owed-to-us", record=UUID(debt.record), unit=debt.unit, due=debt.due)
    for record in _unverified(viewer, end):
        yield OpenLine(section="report", record=UUID(record))
    for record in _cases(viewer, start, end):
        yield OpenLine(section="case", record=UUID(record))
    yield from _tasks(viewer)


def _of_clock(line: ClockLine) -> OpenLine:
    """A clock; of a person who is held, it says that he is: what it asks for is that he be released, or held on."""
    section: Section = "held" if line.persons and RELEASED in line.clock.rule.stops else "clock"
    return OpenLine(
        section=section, record=UUID(line.record), persons=list(line.persons) or None, clock=line.clock.rule.code,
        due=line.ends.at,
    )  # fmt: skip


def _unverified(viewer: Viewer, end: datetime) -> list[str]:
    """Reports of ours of the last days for and against which nobody has said anything."""
    last = day_of(end)
    found = queries.list_reports(viewer, start=last - REPORT_DAYS, end=last, whose="ours", limit=MOST_REPORTS)
    return [
        line.record
        for line in found.lines
        if not (line.supports or line.contradicts or line.cancelled or line.exercise)
    ]


def _cases(viewer: Viewer, start: datetime, end: datetime) -> list[str]:
    """Cases of ours that were opened or written on in the shift, the newest event first."""
    deeds = DeedRow.objects.filter(unit=viewer.unit, act__in=("case.open", "case.revise")).order_by("-seq")
    first, after = seconds(start), seconds(end + timedelta(minutes=1))  # hours are typed to the minute
    lately = deeds.values_list("record", "at")[:LATELY]
    records = list(dict.fromkeys(record for record, at in lately if record and first <= at < after))
    found = [one for one in cases.lines_of(viewer, records) if one.owner == viewer.unit and not one.cancelled]
    return [one.record for one in sorted(found, key=lambda one: one.happened, reverse=True)]


def _tasks(viewer: Viewer) -> Iterator[OpenLine]:
    """What else waits for the unit: handovers, links, asks to pass on, answers to read. Requests stand above."""
    waits = [*board.waiting(viewer), *information.waiting(viewer)]
    for one in waits:
        if one.what not in OF_OTHERS and (not one.what.startswith("request") or one.due is None):
            yield OpenLine(section="task", record=UUID(one.record), unit=one.unit, what=one.what)
