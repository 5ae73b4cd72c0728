"""What a unit counts for a reconciliation, and what of it may be told to whom, event by event."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from hiepdong.figures import categories, opening, queries
from hiepdong.figures.categories import Category
from hiepdong.figures.queries import Counted
from hiepdong.figures.questions import Question
from hiepdong.journal.writing import chunks
from hiepdong.reconciliation.matter import Matter
from hiepdong.records.head import Head
from hiepdong.records.masks import covers
from hiepdong.records.models import RecordRow
from hiepdong.records.sight import Viewer
from hiepdong.records.stored import head_of
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.reconciliation import CountedGroup, GroupFigure, ShownEvent

AT_ONCE = 500
Heads = dict[str, Head]


class GroupCount(Struct, frozen=True):
    """A group as the viewer's unit counts it: the figure, and the events that make it up."""

    group: CountedGroup
    figure: GroupFigure
    events: list[Counted]


def count(viewer: Viewer, matter: Matter, asof: int | None) -> list[GroupCount]:
    """The groups of a reconciliation as the viewer's unit counts them at a position in the journal, or now."""
    asked, found = question_of(matter, asof), []
    for group, category in zip(matter.groups, map(category_of, matter.groups), strict=True):
        answer = queries.figures(viewer, categories.narrowed(asked, category), most=0)
        figure = GroupFigure(key=group.key, cases=answer.cases if group.cases else None, subjects=answer.subjects)
        found.append(GroupCount(group, figure, opening.of_category(viewer, asked, category, opening.EVERY)))
    return found


def question_of(matter: Matter, asof: int | None) -> Question:
    """The period and units that are asked for."""
    return Question(start=matter.start, end=matter.end, with_=matter.with_, asof=asof)


def category_of(group: CountedGroup) -> Category:
    """A group as figures know it."""
    return Category(
        key=group.key, label=group.label, offences=group.offences, persons=group.persons,
        nationality=group.nationality, cases=group.cases,
    )  # fmt: skip


def group_of(category: Category) -> CountedGroup:
    """A category of the unit's reports as a group to reconcile by."""
    return CountedGroup(
        key=category.key, label=category.label, offences=category.offences, persons=category.persons,
        nationality=category.nationality, cases=category.cases,
    )  # fmt: skip


def heads_of(records: Iterable[str]) -> Heads:
    """The heads of records, to know who holds what."""
    found: Heads = {}
    for part in chunks(sorted(set(records)), AT_ONCE):
        found |= {row.uuid: head_of(row) for row in RecordRow.objects.filter(uuid__in=part)}
    return found


def told(viewer: Viewer, matter: Matter, counted: list[GroupCount], unit: str, asof: int) -> list[ShownEvent]:
    """The events that may be told to a unit, as we would count them from records of the two alone that both hold.

    What a third owns is not told, nor what it adds: nobody but its owner knows who holds it. It stays in the sum.
    """
    heads = heads_of(record for one in counted for event in one.events for record in event.records)
    shared = {uuid for uuid, head in heads.items() if _between(head, viewer.unit, unit)}

    def among(group: CountedGroup) -> list[Counted]:
        return opening.of_category_among(viewer, question_of(matter, asof), category_of(group), shared)

    return [
        ShownEvent(
            key=one.group.key, records=list(event.records), day=date.fromordinal(event.day), cases=event.cases,
            subjects=event.subjects if all(_holds_persons(heads[uuid], unit) for uuid in event.records) else None,
        )
        for one in counted
        for event in _within(one.events, among(one.group), shared)
    ]  # fmt: skip


def _within(events: list[Counted], parts: list[Counted], shared: set[str]) -> Iterator[Counted]:
    """For each event that counts, what it gives from shared records alone, where it stays one and gives no more."""
    part_of: dict[str, Counted] = {record: part for part in parts for record in part.records}
    for event in events:
        if set(event.records) <= shared:
            yield event
            continue
        found = {part_of[record].records: part_of[record] for record in event.records if record in part_of}
        part = next(iter(found.values()), None)
        if len(found) == 1 and part and part.cases <= event.cases and part.subjects <= event.subjects:
            yield part


def _between(head: Head, ours: str, theirs: str) -> bool:
    """Whether it is a record of the two that both hold, in its newest version."""
    holder = head.held_by(theirs, today())
    return head.owner in (ours, theirs) and holder is not None and not holder.stays_at


def _holds_persons(head: Head, unit: str) -> bool:
    """Whether the unit holds the persons of the newest version."""
    holder = head.held_by(unit, today())
    return holder is not None and not covers(("subjects",), head.tracks[holder.track])
