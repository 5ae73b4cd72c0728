"""Reconciliation (đối chiếu số liệu): what units hold side by side, what each puts forward, what they agree on."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import EARLIEST, LATEST
from hiepdong.vocabulary.parts import Code, LongText, Part, Text
from hiepdong.vocabulary.refusals import Refused

MOST_UNITS, MOST_GROUPS, MOST_SHOWN = 20, 60, 20_000
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
GroupKey = Annotated[str, Meta(min_length=1, max_length=40)]
Position = Annotated[int, Meta(ge=0, le=2**53)]


class CountedGroup(Part, frozen=True):
    """A group (nhóm) that both count, as the category of a report: `cases` false where only persons are reported."""

    key: GroupKey
    label: Annotated[str, Meta(min_length=1, max_length=200)]
    offences: Annotated[list[Code], Meta(min_length=1, max_length=500)]
    persons: Annotated[str, Meta(max_length=100)] = "đối tượng"
    nationality: Literal["VN", "foreign"] | None = None
    cases: bool = True


class Reconciliation(Part, frozen=True, rename={"start": "from", "end": "to", "with_": "with"}):
    """The document: with which units, for which days (both included), by which groups.

    `with`: units that must have taken part in a case, as figures are asked for; several must all hold.
    """

    units: Annotated[list[Code], Meta(min_length=1, max_length=MOST_UNITS)]
    start: date
    end: date
    groups: Annotated[list[CountedGroup], Meta(min_length=1, max_length=MOST_GROUPS)]
    with_: Annotated[list[Text], Meta(max_length=MOST_UNITS)] = []
    note: LongText | None = None


class GroupFigure(Part, frozen=True):
    """What a unit counts of a group. `cases` null where only persons are reported."""

    key: GroupKey
    subjects: Count
    cases: Count | None = None


class ShownEvent(Part, frozen=True):
    """An event that was counted, said to one unit: its records, all of which that unit may see, and what it gave.

    `subjects` null: the unit holds a record of it without its persons, so their number is not said.
    """

    key: GroupKey
    records: Annotated[list[str], Meta(min_length=1, max_length=1_000)]
    day: date
    cases: Annotated[int, Meta(ge=0, le=1)]
    subjects: Count | None = None


def check(said: Reconciliation) -> None:
    """Raise Refused document.invalid or document.unknown_code where the document breaks a rule of the field."""
    for name, day in (("from", said.start), ("to", said.end)):
        if not EARLIEST <= day <= LATEST:
            raise Refused("document.invalid", f"{name}: {day.year}")
    if said.end < said.start:
        raise Refused("document.invalid", "to < from")
    keys = [one.key for one in said.groups]
    if len(set(keys)) < len(keys) or len(set(said.units)) < len(said.units):
        raise Refused("document.invalid", "groups, units")
    for code in (code for one in said.groups for code in one.offences):
        if code not in codes.offences:
            raise Refused("document.unknown_code", code)


def check_figures(groups: list[CountedGroup], figures: list[GroupFigure]) -> None:
    """Raise Refused document.invalid unless there is a figure for each group, in their order, as it is reported."""
    if [one.key for one in figures] != [one.key for one in groups]:
        raise Refused("document.invalid", "figures: groups")
    for group, figure in zip(groups, figures, strict=True):
        if (figure.cases is None) == group.cases:
            raise Refused("document.invalid", f"figures: {group.key}: cases")


def check_shown(figures: list[GroupFigure], shown: list[ShownEvent]) -> None:
    """Raise Refused document.invalid where more is told event by event than was counted, or a record twice."""
    totals = {one.key: one for one in figures}
    for event in shown:
        if event.key not in totals:
            raise Refused("document.invalid", f"shown: {event.key}")
    for key, figure in totals.items():
        of_group = [event for event in shown if event.key == key]
        records = [record for event in of_group for record in event.records]
        told = sum(event.cases for event in of_group), sum(event.subjects or 0 for event in of_group)
        if told[0] > (figure.cases or 0) or told[1] > figure.subjects or len(set(records)) < len(records):
            raise Refused("document.invalid", f"shown: {key}")
