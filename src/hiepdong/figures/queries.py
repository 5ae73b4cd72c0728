"""Figures for a viewer: every number from the records he holds, counted once, and every number opens."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

import msgspec
from django.db import connection
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.figures import questions, reading
from hiepdong.figures.events import Between, Event, Held, events
from hiepdong.figures.questions import Answer, Question, Segment
from hiepdong.figures.tally import NO_KEY, Tally, Weight
from hiepdong.forces import patterns
from hiepdong.forces import queries as forces
from hiepdong.journal.models import HeadRow
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import today

CACHED_ANSWERS = 256
CACHED_MATERIALS, KEPT_RECORDS = 8, 20_000
Key = tuple[Any, ...]
T = TypeVar("T")
__all__ = ["NO_KEY", "Counted", "Weight", "figures", "on_record", "opened", "possibly_twice", "withheld"]


class Material(Struct, frozen=True):
    """What the database gave for a period and units: counted again and again for other offences and persons."""

    linked: dict[int, Held]
    links: list[Between]
    events: list[Event]
    runs: list[tuple[Segment, list[tuple[reading.Shape, Event, int]]]]


class Counted(Struct, frozen=True):
    """An event that counts: its records, its day, and what it gave (a case or none, so many subjects)."""

    records: tuple[str, ...]
    day: int
    cases: int
    subjects: int


def figures(viewer: Viewer, question: Question, *, most: int | None = None) -> Answer:
    """The figures asked for, over what the viewer may see. Raises Refused query.invalid, unit.unknown.

    `most`: the ids of the records of so many events at most (None: of all). An answer is kept until the journal moves
    on or the day ends, unless it names more records than fit in memory many times over.
    """
    now, material = _ready(viewer, question)
    return _kept(
        _answers, (*now, msgspec.json.encode(question), most), CACHED_ANSWERS,
        lambda: _answer(viewer, question, material(), most),
        lambda answer: len(answer.records) <= KEPT_RECORDS,
    )  # fmt: skip


def opened(viewer: Viewer, question: Question, most: int, *, several: bool = False) -> list[Counted]:
    """The events behind a figure, `most` of them at most, the newest first, each with what it gave: so they add up.

    `several`: only those that are more than one record. Raises as `figures` does.
    """
    material, total = _ready(viewer, question)[1](), Tally(question, [])
    found: list[Counted] = []
    for (first, last, units), singles in reversed(material.runs):
        total.wanted = units
        for event in _inside(material.events, first, last):
            weight = total.weigh(event)
            if weight is not None and len(event.records) > several:
                found.append(Counted(event.records, event.day, weight.cases, weight.subjects))
        alone = [] if several else singles
        weights = {shape: weight for shape, event, _ in alone if (weight := total.weigh(event))}
        newest = islice(reading.ids(viewer, question, (first, last), set(weights)), most)
        found += [Counted((uuid,), day, weights[shape].cases, weights[shape].subjects) for shape, day, uuid in newest]
    return sorted(found, key=lambda one: (-one.day, one.records))[:most]


def opened_among(viewer: Viewer, question: Question, records: set[str]) -> list[Counted]:
    """Events of linked records, counted as if the viewer held only these of them. Raises as `figures` does."""
    material, total = _ready(viewer, question)[1](), Tally(question, [])
    held = {no: one for no, one in material.linked.items() if one.id in records}
    parts, found = events(held, material.links), []
    for (first, last, units), _ in material.runs:
        total.wanted = units
        for event in _inside(parts, first, last):
            weight = total.weigh(event)
            if weight is not None:
                found.append(Counted(event.records, event.day, weight.cases, weight.subjects))
    return found


def on_record(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer holds anything of the period at all: else nothing is known of it, which is not none."""
    span = Question(start=question.start, end=question.end, asof=question.asof)
    return bool(figures(viewer, span, most=0).counted_from)


def withheld(viewer: Viewer, question: Question, most: int) -> list[str]:
    """The records that the answer calls withheld: of the period and units asked for, sent without their subjects."""
    material, total = _ready(viewer, question)[1](), Tally(question, [])
    masked = {held.id for held in material.linked.values() if held.persons is None}
    found: list[str] = []
    for (first, last, units), singles in reversed(material.runs):
        total.wanted = units
        taking = (event for event in _inside(material.events, first, last) if total.takes_part(event))
        linked = sorted((-event.day, uuid) for event in taking for uuid in event.records if uuid in masked)
        shapes = {shape for shape, event, _ in singles if event.withheld and total.takes_part(event)}
        alone = ((-day, uuid) for _, day, uuid in reading.ids(viewer, question, (first, last), shapes))
        found += [uuid for _, uuid in islice(merge(linked, alone), max(most - len(found), 0))]
    return found[:most]


def possibly_twice(viewer: Viewer, question: Question) -> list[tuple[str, str]]:
    """The pairs of records that the answer says may be one event: linked, unanswered, each counted in another event."""
    material = _ready(viewer, question)[1]()
    event_of, linked = _linked_events(material, question), material.linked
    return [
        (linked[link.a].id, linked[link.b].id)
        for link in material.links
        if not link.stands and _two_events(linked, event_of, link.a, link.b)
    ]


_answers: dict[Key, Answer] = {}
_materials: dict[Key, Material] = {}


def _ready(viewer: Viewer, question: Question) -> tuple[Key, Callable[[], Material]]:
    """What an answer depends on besides the question, and the material for it, read once for questions alike."""
    questions.check(question)
    forces.book().require_known(*(code for code in (question.lead, question.found) if code is not None))
    place, seq = str(connection.settings_dict["NAME"]), HeadRow.objects.values_list("seq", flat=True).get(id=1)
    now: Key = (place, seq, today(), codes.changes(), viewer.unit, viewer.reads_records)
    broad = replace(question, offences=(), nationality=None, lead=None, found=None, only=None)
    key = (*now, msgspec.json.encode(broad))
    return now, lambda: _kept(_materials, key, CACHED_MATERIALS, lambda: _material(viewer, broad))


def _kept(
    cache: dict[Key, T], key: Key, size: int, make: Callable[[], T], fits: Callable[[T], bool] = lambda _: True
) -> T:
    if key in cache:
        return cache[key]
    made = make()
    if fits(made):
        if len(cache) >= size:
            cache.clear()
        cache[key] = made
    return made


def _material(viewer: Viewer, question: Question) -> Material:
    book = forces.book()
    wanted = patterns.patterns(question.with_, book)
    linked, links = reading.linked(viewer, question)
    spans = questions.segments(reading.bounded(viewer, question), book, wanted)
    runs = [(span, reading.single(viewer, question, (span[0], span[1]))) for span in spans]
    return Material(linked, links, events(linked, links), runs)


def _answer(viewer: Viewer, question: Question, material: Material, most: int | None) -> Answer:
    total = Tally(question, [])
    counted: list[list[str]] = []
    event_of: dict[str, int] = {}
    for (first, last, units), singles in material.runs:
        total.wanted = units
        weighed = [event for event in _inside(material.events, first, last) if total.weigh(event)]
        for event in weighed:
            event_of.update(dict.fromkeys(event.records, len(event_of) + 1))
        shapes = {shape for shape, event, times in singles if total.weigh(event, times)}
        room = None if most is None else max(most - len(counted), 0)
        alone = reading.ids(viewer, question, (first, last), shapes)
        counted += islice(_newest_first(weighed, alone), room)
    twice = sum(not link.stands and _two_events(material.linked, event_of, link.a, link.b) for link in material.links)
    return Answer(
        cases=total.total.cases, subjects=total.total.subjects, withheld=total.withheld, possibly_twice=twice,
        counted_from=total.counted_from, records=counted[:most], groups=total.groups,
    )  # fmt: skip


def _newest_first(linked: list[Event], alone: Iterable[tuple[Any, int, str]]) -> Iterator[list[str]]:
    """Records by event. Linked ones stand among the others: their place tells nobody of an end that he may not see."""
    one, other = sorted((-event.day, event.records) for event in linked), ((-day, (uuid,)) for _, day, uuid in alone)
    return (list(records) for _, records in merge(one, other))


def _inside(found: list[Event], first: date, last: date) -> list[Event]:
    return [event for event in found if first.toordinal() <= event.day <= last.toordinal()]


def _linked_events(material: Material, question: Question) -> dict[str, int]:
    """Of which of the events that count a linked record is."""
    total = Tally(question, [])
    event_of: dict[str, int] = {}
    for (first, last, units), _ in material.runs:
        total.wanted = units
        for event in _inside(material.events, first, last):
            if total.weigh(event):
                event_of.update(dict.fromkeys(event.records, len(event_of) + 1))
    return event_of


def _two_events(linked: dict[int, Held], event_of: dict[str, int], a: int, b: int) -> bool:
    if a not in linked or b not in linked:
        return False
    one, other = event_of.get(linked[a].id), event_of.get(linked[b].id)
    return one is not None and other is not None and one != other
