"""Provisional numbers (số tạm): what a unit that is not on the system gives by paper or phone, kept for it."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import EARLIEST, LATEST
from hiepdong.vocabulary.parts import LongText, Part
from hiepdong.vocabulary.reconciliation import MOST_GROUPS, Count, CountedGroup
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.request import OnBehalf


class ProvisionalFigure(CountedGroup, frozen=True, kw_only=True):
    """A number of the unit: a group as reports have it, and what the unit says of it.

    `counted_cases` null where only persons are reported.
    """

    counted_subjects: Count
    counted_cases: Count | None = None


class Provisional(Part, frozen=True, rename={"start": "from", "end": "to"}):
    """The document: of which unit, for which days (both included), which numbers, and what they rest on."""

    on_behalf: OnBehalf
    start: date
    end: date
    figures: Annotated[list[ProvisionalFigure], Meta(min_length=1, max_length=MOST_GROUPS)]
    note: LongText | None = None


def check(said: Provisional) -> None:
    """Raise Refused document.invalid or document.unknown_code where the document breaks a rule of the field."""
    for name, day in (("from", said.start), ("to", said.end)):
        if not EARLIEST <= day <= LATEST:
            raise Refused("document.invalid", f"{name}: {day.year}")
    if said.end < said.start:
        raise Refused("document.invalid", "to < from")
    keys = [one.key for one in said.figures]
    if len(set(keys)) < len(keys):
        raise Refused("document.invalid", "figures: key")
    for one in said.figures:
        if (one.counted_cases is None) == one.cases:
            raise Refused("document.invalid", f"figures: {one.key}: counted_cases")
        for code in one.offences:
            if code not in codes.offences:
                raise Refused("document.unknown_code", code)
