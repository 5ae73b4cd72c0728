"""The shift handover sheet (sổ giao nhận ca trực): what one duty officer leaves to the next, and what he says of it."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.act import Login
from hiepdong.vocabulary.clock import HANOI
from hiepdong.vocabulary.parts import Code, Instant, Key, LongText, Part, Period, Text, check_period
from hiepdong.vocabulary.refusals import Refused

USUAL_MARKING = "internal"
LONGEST = timedelta(days=31)
MOST_LINES = 500
Section = Literal["held", "clock", "owed-by-us", "owed-to-us", "report", "case", "task"]
SECTIONS: tuple[Section, ...] = ("held", "clock", "owed-by-us", "owed-to-us", "report", "case", "task")


class OpenLine(Part, frozen=True):
    """Something open, by the record that it stands in: what it is called is read there, by who may read it.

    `persons`: keys of subjects (`held`, `clock`); `clock`: which legal clock; `unit`: the other side; `what`: of a
    `task`, what waits; `due`: by when, as it stood when the sheet was written.
    """

    section: Section
    record: UUID
    persons: list[Key] | None = None
    clock: Code | None = None
    unit: Code | None = None
    what: Code | None = None
    due: Instant | None = None


class Shift(Part, frozen=True, rename={"start": "from", "end": "to"}):
    """The sheet, schema 1. `receiver`: the officer who is to take over, where it is known who."""

    start: Instant
    end: Instant
    receiver: Login | None = None
    lines: Annotated[list[OpenLine], Meta(max_length=MOST_LINES)] | None = None
    situation: Annotated[LongText, Meta(title="Events", extra={"vi": "Diễn biến trong ca"})] | None = None
    instructions: Annotated[LongText, Meta(title="Instructions", extra={"vi": "Chỉ đạo qua điện thoại"})] | None = None
    to_do: Annotated[LongText, Meta(title="To do", extra={"vi": "Việc ca sau làm tiếp"})] | None = None
    equipment: Annotated[LongText, Meta(title="Equipment", extra={"vi": "Vũ khí, chìa khóa, trang bị"})] | None = None
    weather: Text | None = None
    marking: Code | None = None

    @property
    def held_as(self) -> str:
        """The marking: the one written, else `internal`."""
        return self.marking or USUAL_MARKING


WORDS = ("situation", "instructions", "to_do", "equipment", "weather")
MASKABLE = frozenset({"lines", *WORDS})


def check(shift: Shift) -> None:
    """Raise Refused document.invalid or document.unknown_code where the sheet breaks a rule of the field."""
    check_period("shift", Period(start=shift.start, end=shift.end))
    if shift.end == shift.start:
        raise Refused("document.invalid", "to = from")
    if shift.end - shift.start > LONGEST:
        raise Refused("document.invalid", f"to - from > {LONGEST.days}")
    if shift.marking is not None and shift.marking not in codes.markings:
        raise Refused("document.unknown_code", shift.marking)
    for line in shift.lines or ():
        if line.clock is not None and line.clock not in codes.clocks:
            raise Refused("document.unknown_code", line.clock)


def title_of(start: datetime, end: datetime) -> str:
    """What a list calls a sheet: from when to when."""
    first, last = start.astimezone(HANOI), end.astimezone(HANOI)
    begins = f"{first:%H:%M}" if first.date() == last.date() else f"{first:%H:%M %d/%m}"
    return f"Ca trực {begins} – {last:%H:%M %d/%m/%Y}"
