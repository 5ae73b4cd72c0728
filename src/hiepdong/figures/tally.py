"""Weighing events against a question. The rules of acts.md, 6 to 8, stand here and nowhere else. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from hiepdong.figures.events import Event
from hiepdong.figures.questions import Group, Question
from hiepdong.terrain import communes

NO_KEY = "-"
Keys = tuple[Iterable[str | None], Callable[[Any], Iterable[str | None]]]


class Weight(Struct):
    """Cases and subjects under one key, or of one event."""

    cases: int = 0
    subjects: int = 0


class Tally:
    """What events weigh, added up."""

    def __init__(self, question: Question, wanted: list[frozenset[str]]) -> None:
        self.question = question
        self.wanted = wanted
        self.total = Weight()
        self.withheld = 0
        self.counted_from = 0
        self._groups: dict[str | None, Weight] = defaultdict(Weight)

    def takes_part(self, event: Event) -> bool:
        """Whether the event passes the filters on units."""
        asked = self.question
        return (
            all(event.units & units for units in self.wanted)
            and (asked.lead is None or event.lead == asked.lead)
            and (asked.found is None or event.found == asked.found)
        )

    def weigh(self, event: Event, times: int = 1) -> Weight | None:
        """Count `times` such events; what one of them gives, None when it gives neither case nor subject."""
        if not self.takes_part(event):
            return None
        self.withheld += event.withheld * times
        known = [person for person in event.persons if is_of(self.question.nationality, person[1])]
        offences = self.question.offences
        subjects = [person for person in known if not offences or person[0] in offences]
        case = (not offences or event.offence in offences) and (self.question.nationality is None or bool(known))
        case, subjects = self._only(event, case=case, subjects=subjects, known=known)
        if not case and not subjects:
            return None
        self.total.cases += times * case
        self.total.subjects += times * len(subjects)
        self.counted_from += times * len(event.records)
        self._group(event, (int(case), subjects, known), times)
        return Weight(int(case), len(subjects))

    @property
    def groups(self) -> list[Group]:
        """The groups that hold anything, in the order of their keys, the one without a key last."""
        filled = [Group(key, weight.cases, weight.subjects) for key, weight in self._groups.items()]
        return sorted(
            (group for group in filled if group.cases or group.subjects),
            key=lambda group: (group.key is None, group.key or ""),
        )

    def _only(self, event: Event, *, case: bool, subjects: list[Any], known: list[Any]) -> tuple[bool, list[Any]]:
        """What of the event stands in the one group that is asked for."""
        if self.question.only is None or self.question.by is None:
            return case, subjects
        wanted = None if self.question.only == NO_KEY else self.question.only
        case_keys, subject_key = _KEYS[self.question.by](event, known, self.question)
        return case and wanted in case_keys, [person for person in subjects if wanted in subject_key(person)]

    def _group(self, event: Event, found: tuple[int, list[Any], list[Any]], times: int) -> None:
        case, subjects, known = found
        if self.question.by is None:
            return
        case_keys, subject_key = _KEYS[self.question.by](event, known, self.question)
        for key in case_keys:
            self._groups[key].cases += times * case
        for person in subjects:
            for key in subject_key(person):
                self._groups[key].subjects += times


def is_of(wanted: str | None, nationality: str | None) -> bool:
    """Whether a person is of the nationality asked for: VN, any other than VN, or whichever."""
    if wanted is None:
        return True
    return nationality == "VN" if wanted == "VN" else nationality not in (None, "VN")


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
