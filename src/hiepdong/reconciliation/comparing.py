"""What keeps our figures apart from those that another unit put forward: events side by side, each with why.

Ours are counted with the rights of now as of the moment of theirs. What they tell event by event is compared event by
event, what they do not tell stands as one sum: all of it together is exactly the difference of the two figures.
"""

from msgspec import Struct

from hiepdong.cases.queries import CaseLine
from hiepdong.figures import changes, facts
from hiepdong.figures.changes import Facts
from hiepdong.figures.differences import Difference, differences
from hiepdong.figures.queries import Counted
from hiepdong.reconciliation import counting
from hiepdong.reconciliation.counting import GroupCount
from hiepdong.reconciliation.matter import Matter, Side
from hiepdong.reconciliation.people import ApartPerson, People
from hiepdong.reconciliation.reasons import Sides, likely, why
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.reconciliation import CountedGroup, GroupFigure, ShownEvent

Pair = tuple[str, str]


class Apart(Struct, frozen=True):
    """Events that the two count otherwise: the lines of their records, and what each counts (cases, subjects).

    `unseen`: records of them that are no longer in our sight. `why`: as reconciliation.wording has the words.
    `alike`: pairs of records that may be one event and are not linked. `persons`: whom we count there, as far as the
    number of persons differs or persons may be paired.
    """

    lines: tuple[CaseLine, ...]
    unseen: int
    ours: tuple[int, int]
    theirs: tuple[int, int]
    why: tuple[str, ...]
    alike: tuple[Pair, ...] = ()
    persons: tuple[ApartPerson, ...] = ()

    @property
    def cases(self) -> int:
        """How many cases more they count."""
        return self.theirs[0] - self.ours[0]

    @property
    def subjects(self) -> int:
        """How many subjects more they count."""
        return self.theirs[1] - self.ours[1]


class GroupCompared(Struct, frozen=True):
    """A group side by side. `rest`: cases and subjects that they count and do not tell us one by one."""

    group: CountedGroup
    ours: GroupFigure
    theirs: GroupFigure
    apart: list[Apart]
    rest: tuple[int, int]

    @property
    def cases(self) -> int:
        """How many cases more they count."""
        return (self.theirs.cases or 0) - (self.ours.cases or 0)

    @property
    def subjects(self) -> int:
        """How many subjects more they count."""
        return self.theirs.subjects - self.ours.subjects


def compared(viewer: Viewer, matter: Matter, side: Side) -> list[GroupCompared]:
    """Our figures beside those of another unit, group by group, as of the moment of theirs."""
    told, ours = side.shown.get(viewer.unit, ()), counting.count(viewer, matter, side.asof)
    theirs = {group.key: [event for event in told if event.key == group.key] for group in matter.groups}
    figures = {figure.key: figure for figure in side.figures}
    records = {record for one in ours for event in one.events for record in event.records}
    named = sorted(records | {record for event in told for record in event.records})
    about = Sides(
        viewer, side.unit, (matter.start, matter.end), bool(matter.with_), counting.heads_of(named),
        {one.group.key: _records(one.events) for one in ours},
        {key: {record for event in events for record in event.records} for key, events in theirs.items()},
        {record for event in told if event.subjects is None for record in event.records},
        {key: _rest(figures[key], events) for key, events in theirs.items()},
    )  # fmt: skip
    known = changes.read(viewer, named, side.asof)
    parts = [_parts(one, theirs[one.group.key], about, known) for one in ours]
    people = People(about, side.asof, {record for part in parts for one in part for record in one.asked})
    return [
        GroupCompared(
            one.group, one.figure, figures[one.group.key], [_apart(of, one.group, known, people) for of in part],
            about.rest[one.group.key],
        )
        for one, part in zip(ours, parts, strict=True)
    ]  # fmt: skip


def _records(events: list[Counted]) -> set[str]:
    return {record for event in events for record in event.records}


def _rest(figure: GroupFigure, told: list[ShownEvent]) -> tuple[int, int]:
    """What stands in the sum alone."""
    cases, subjects = sum(event.cases for event in told), sum(event.subjects or 0 for event in told)
    return (figure.cases or 0) - cases, figure.subjects - subjects


class _Part(Struct, frozen=True):
    """A difference with its pairs and, record by record, its reasons."""

    difference: Difference
    alike: tuple[Pair, ...]
    why: dict[str, tuple[str, ...]]

    @property
    def asked(self) -> list[str]:
        """The records whose persons are told."""
        if self.alike:
            return list(self.difference.records)
        return list(self.why) if self.difference.subjects else []


def _parts(one: GroupCount, told: list[ShownEvent], about: Sides, known: Facts) -> list[_Part]:
    second, key = [_counted(event) for event in told], one.group.key
    pairs = facts.not_denied(likely([*one.events, *second], known))
    found = []
    for part in differences(one.events, second, pairs):
        alike = tuple(pair for pair in pairs if pair[0] in part.records)
        found.append(_Part(part, alike, why(part, key, about, known, alike=bool(alike))))
    return found


def _counted(event: ShownEvent) -> Counted:
    return Counted(tuple(sorted(event.records)), event.day.toordinal(), event.cases, event.subjects or 0)


def _apart(part: _Part, group: CountedGroup, known: Facts, people: People) -> Apart:
    of, reasons = part.difference, [reason for found in part.why.values() for reason in found]
    lines = tuple(known.lines[record] for record in of.records if record in known.lines)
    return Apart(
        lines, len(of.records) - len(lines), _sums(of.first), _sums(of.second),
        tuple(dict.fromkeys([*(["unlinked"] if part.alike else []), *reasons])), part.alike,
        people.apart(group, {record: part.why.get(record, ()) for record in part.asked}, part.alike),
    )  # fmt: skip


def _sums(events: tuple[Counted, ...]) -> tuple[int, int]:
    return sum(one.cases for one in events), sum(one.subjects for one in events)
