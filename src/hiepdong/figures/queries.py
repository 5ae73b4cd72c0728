"""Figures for a viewer: every number from the records he holds, counted once, and every number opens."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import msgspec
from django.db import connection
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.figures import questions, reading
from hiepdong.figures.events import Between, Event, Held, events
from hiepdong.figures.questions import Answer, Group, Question, Segment
from hiepdong.forces import patterns
from hiepdong.forces import queries as forces
from hiepdong.journal.models import HeadRow
from hiepdong.records.sight import Viewer
from hiepdong.terrain import communes
from hiepdong.vocabulary.clock import today

CACHED_ANSWERS, NO_KEY = 256, "-"
CACHED_MATERIALS, KEPT_RECORDS = 8, 20_000
Key = tuple[Any, ...]
T = TypeVar("T")


class Weight(Struct):
    """Cases and subjects under one key."""

    cases: int = 0
    subjects: int = 0


class Tally:
    """Events weighed against a question. The rules of acts.md, 6 to 8, stand here and nowhere else."""

    def __init__(self, question: Question, wanted: list[frozenset[str]]) -> None:
        self.question = question
        self.wanted = wanted
        self.total = Weight()
        self.withheld = 0
        self.counted_from = 0
        self.groups: dict[str | None, Weight] = defaultdict(Weight)

    def takes_part(self, event: Event) -> bool:
        """Whether the event passes the filters on units."""
        asked = self.question
        return (
            all(event.units & units for units in self.wanted)
            and (asked.lead is None or event.lead == asked.lead)
            and (asked.found is None or event.found == asked.found)
        )

    def weigh(self, event: Event, times: int = 1) -> bool:
        """Count `times` such events; says whether they gave a case or a subject."""
        if not self.takes_part(event):
            return False
        self.withheld += event.withheld * times
        known = [person for person in event.persons if self._is_of(person[1])]
        offences = self.question.offences
        subjects = [person for person in known if not offences or person[0] in offences]
        case = (not offences or event.offence in offences) and (self.question.nationality is None or bool(known))
        case, subjects = self._only(event, case=case, subjects=subjects, known=known)
        if not case and not subjects:
            return False
        self.total.cases += times * case
        self.total.subjects += times * len(subjects)
        self.counted_from += times * len(event.records)
        self._group(event, (int(case), subjects, known), times)
        return True

    def _only(self, event: Event, *, case: bool, subjects: list[Any], known: list[Any]) -> tuple[bool, list[Any]]:
        """What of the event stands in the one group that is asked for."""
        if self.question.only is None or self.question.by is None:
            return case, subjects
        wanted = None if self.question.only == NO_KEY else self.question.only
        case_keys, subject_key = _KEYS[self.question.by](event, known, self.question)
        return case and wanted in case_keys, [person for person in subjects if wanted in subject_key(person)]

    def _is_of(self, nationality: str | None) -> bool:
        wanted = self.question.nationality
        if wanted is None:
            return True
        return nationality == "VN" if wanted == "VN" else nationality not in (None, "VN")

    def _group(self, event: Event, found: tuple[int, list[Any], list[Any]], times: int) -> None:
        case, subjects, known = found
        if self.question.by is None:
            return
        case_keys, subject_key = _KEYS[self.question.by](event, known, self.question)
        for key in case_keys:
            self.groups[key].cases += times * case
        for person in subjects:
            for key in subject_key(person):
                self.groups[key].subjects += times


Keys = tuple[Iterable[str | None], Callable[[Any], Iterable[str | None]]]


def _same(key: str | None) -> Keys:
    return [key], lambda _: [key]


def _commune(event: Event, known: list[Any], question: Question) -> Keys:
    del known
    if event.commune is None or question.communes == "then":
        return _same(event.commune)
    return _same(communes.today(event.commune, date.fromordinal(event.day)) or event.commune)


def _outcomes(event: Event, known: list[Any], question: Question) -> Keys:
    del known, question
    keys: list[str | None] = list(event.outcomes) or [None]
    return keys, lambda _: keys


_KEYS: dict[str, Callable[[Event, list[Any], Question], Keys]] = {
    "offence": lambda event, _known, _question: ([event.offence], lambda person: [person[0]]),
    "unit": lambda event, _known, _question: _same(event.lead),
    "month": lambda event, _known, _question: _same(date.fromordinal(event.day).strftime("%Y-%m")),
    "nationality": lambda _event, known, _question: (
        sorted({person[1] for person in known}, key=str) or [None],
        lambda person: [person[1]],
    ),
    "commune": _commune,
    "outcome": _outcomes,
}


class Material(Struct, frozen=True):
    """What the database gave for a period and units: counted again and again for other offences and persons."""

    linked: dict[int, Held]
    links: list[Between]
    events: list[Event]
    runs: list[tuple[Segment, list[tuple[reading.Shape, Event, int]]]]


def figures(viewer: Viewer, question: Question, *, most: int | None = None) -> Answer:
    """The figures asked for, over what the viewer may see. Raises Refused query.invalid, unit.unknown.

    `most`: the ids of the records of so many events at most (None: of all). An answer is kept until the journal moves
    on or the day ends, unless it names more records than fit in memory many times over.
    """
    questions.check(question)
    place, seq = str(connection.settings_dict["NAME"]), HeadRow.objects.values_list("seq", flat=True).get(id=1)
    now: Key = (place, seq, today(), viewer.unit, viewer.reads_records)
    forces.book().require_known(*(code for code in (question.lead, question.found) if code))
    broad = replace(question, offences=(), nationality=None, lead=None, found=None, only=None)
    return _kept(
        _answers, (*now, msgspec.json.encode(question), most), CACHED_ANSWERS,
        lambda: _answer(viewer, question, _kept(
            _materials, (*now, msgspec.json.encode(broad)), CACHED_MATERIALS, lambda: _material(viewer, broad)
        ), most),
        lambda answer: len(answer.records) <= KEPT_RECORDS,
    )  # fmt: skip


_answers: dict[Key, Answer] = {}
_materials: dict[Key, Material] = {}


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
        for event in material.events:
            if first.toordinal() <= event.day <= last.toordinal() and total.weigh(event):
                counted.append(list(event.records))
                event_of.update(dict.fromkeys(event.records, len(counted)))
        shapes = {shape for shape, event, times in singles if total.weigh(event, times)}
        room = None if most is None else max(most - len(counted), 0)
        counted += [[uuid] for uuid in islice(reading.ids(viewer, question, (first, last), shapes), room)]
    twice = sum(_two_events(material.linked, event_of, link.a, link.b) for link in material.links if not link.stands)
    return Answer(
        cases=total.total.cases, subjects=total.total.subjects, withheld=total.withheld, possibly_twice=twice,
        counted_from=total.counted_from, records=counted[:most], groups=_groups(total),
    )  # fmt: skip


def _two_events(linked: dict[int, Held], event_of: dict[str, int], a: int, b: int) -> bool:
    if a not in linked or b not in linked:
        return False
    one, other = event_of.get(linked[a].id), event_of.get(linked[b].id)
    return one is not None and other is not None and one != other


def _groups(total: Tally) -> list[Group]:
    filled = [Group(key, weight.cases, weight.subjects) for key, weight in total.groups.items()]
    return sorted(
        (group for group in filled if group.cases or group.subjects),
        key=lambda group: (group.key is None, group.key or ""),
    )
