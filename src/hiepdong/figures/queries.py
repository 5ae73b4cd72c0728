"""Figures for a viewer: every number from the records he holds, counted once, and every number opens."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec
from django.db import connection
from msgspec import Struct

from hiepdong.figures import questions, reading
from hiepdong.figures.events import Event, Held, events
from hiepdong.figures.questions import Answer, Group, Question
from hiepdong.forces import patterns
from hiepdong.forces import queries as forces
from hiepdong.journal.models import HeadRow
from hiepdong.records.sight import Viewer
from hiepdong.terrain import communes
from hiepdong.vocabulary.clock import today

CACHED_ANSWERS, NO_KEY = 256, "-"
_answers: dict[tuple[Any, ...], Answer] = {}


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

    def _only(
        self, event: Event, *, case: bool, subjects: list[Any], known: list[Any]
    ) -> tuple[bool, list[Any]]:
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


def figures(viewer: Viewer, question: Question, *, with_records: bool = True) -> Answer:
    """The figures asked for, over what the viewer may see. Raises Refused query.invalid, unit.unknown.

    An answer is kept until the journal moves on or the day ends.
    """
    questions.check(question)
    seq = HeadRow.objects.values_list("seq", flat=True).get(id=1)
    place = str(connection.settings_dict["NAME"])
    key = (place, seq, today(), viewer.unit, viewer.reads_records, msgspec.json.encode(question), with_records)
    if key not in _answers:
        if len(_answers) >= CACHED_ANSWERS:
            _answers.clear()
        _answers[key] = _answer(viewer, question, with_records=with_records)
    return _answers[key]


def _answer(viewer: Viewer, question: Question, *, with_records: bool) -> Answer:
    book = forces.book()
    wanted = patterns.patterns(question.with_, book)
    book.require_known(*(code for code in (question.lead, question.found) if code))
    linked, links = reading.linked(viewer, question)
    put_together = events(linked, links)
    total = Tally(question, [])
    counted: list[list[str]] = []
    event_of: dict[str, int] = {}
    bounded = reading.bounded(viewer, question)
    for first, last, units in questions.segments(bounded, book, wanted):
        total.wanted = units
        for event in put_together:
            if first.toordinal() <= event.day <= last.toordinal() and total.weigh(event):
                counted.append(list(event.records))
                event_of.update(dict.fromkeys(event.records, len(counted)))
        singles = reading.single(viewer, question, (first, last))
        shapes = {shape for shape, event, times in singles if total.weigh(event, times)}
        if with_records:
            counted += [[uuid] for uuid in reading.ids(viewer, question, (first, last), shapes)]
    twice = sum(_two_events(linked, event_of, link.a, link.b) for link in links if not link.stands)
    return Answer(
        cases=total.total.cases, subjects=total.total.subjects, withheld=total.withheld, possibly_twice=twice,
        counted_from=total.counted_from, records=counted, groups=_groups(total),
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
