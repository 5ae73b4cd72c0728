"""Provisional numbers beside counted ones: a line of their own, never added, and gone once the cases have come.

A number of a group is shown while fewer cases (where only persons are reported: persons) credited to its unit in its
days count for the viewer than it says; so it goes by itself, group by group, as the unit's cases arrive.
"""

from datetime import date
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.figures import queries
from hiepdong.figures.models import ProvisionalRow
from hiepdong.figures.provisional_kind import NAME
from hiepdong.figures.questions import Question
from hiepdong.forces import patterns
from hiepdong.forces import queries as forces
from hiepdong.records.models import RecordRow, SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.provisional import ProvisionalFigure


class ProvisionalNumber(Struct, frozen=True):
    """A number that still stands, and what of it has come: cases and persons credited to the unit in its days."""

    figure: ProvisionalFigure
    cases: int
    subjects: int

    @property
    def come(self) -> bool:
        """Whether all that it says has come."""
        if self.figure.counted_cases is None:
            return self.subjects >= self.figure.counted_subjects
        return self.cases >= self.figure.counted_cases


class ProvisionalLine(Struct, frozen=True, kw_only=True):
    """Provisional numbers of a unit, those that still stand (`numbers`) and those whose cases have come (`gone`)."""

    record: str
    owner: str
    unit: str
    start: date
    end: date
    on_behalf: dict[str, Any]
    numbers: list[ProvisionalNumber]
    gone: list[ProvisionalNumber]


def lines(viewer: Viewer, question: Question) -> list[ProvisionalLine]:
    """The provisional numbers whose days lie in the period asked for, as of the position asked for.

    A question about offences, nationality, finder or lead of others has none: nobody said so much by phone. Raises as
    `figures` does.
    """
    if question.offences or question.nationality or question.found or not viewer.reads_records:
        return []
    found = [line for line in _held(viewer, question) if _asked(question, line)]
    return sorted(found, key=lambda line: (line.start, line.unit, line.record))


def standing(viewer: Viewer, question: Question) -> list[ProvisionalLine]:
    """Those of which any number still stands."""
    return [line for line in lines(viewer, question) if line.numbers]


def _held(viewer: Viewer, question: Question) -> list[ProvisionalLine]:
    first, last = question.period
    sights = {row.record: row for row in seen(viewer, kind=NAME, asof=question.asof).filter(cancelled=0)}
    rows = ProvisionalRow.objects.filter(record__in=list(sights)) if sights else []
    ids = dict(RecordRow.objects.filter(no__in=list(sights)).values_list("no", "uuid")) if sights else {}
    return [
        _line(viewer, question, (sights[row.record], ids[row.record]), row)
        for row in rows
        if (row.track, row.version) == (sights[row.record].track, sights[row.record].version)
        and first.toordinal() <= row.start and row.end <= last.toordinal()
    ]  # fmt: skip


def _line(viewer: Viewer, question: Question, at: tuple[SightRow, str], row: ProvisionalRow) -> ProvisionalLine:
    figures = msgspec.json.decode(row.figures, type=list[ProvisionalFigure])
    days = date.fromordinal(row.start), date.fromordinal(row.end)
    asked = Question(start=days[0], end=days[1], lead=row.unit, asof=question.asof)
    numbers = [_number(viewer, asked, figure) for figure in figures]
    return ProvisionalLine(
        record=at[1], owner=at[0].owner, unit=row.unit, start=days[0], end=days[1],
        on_behalf=msgspec.json.decode(row.on_behalf), numbers=[one for one in numbers if not one.come],
        gone=[one for one in numbers if one.come],
    )  # fmt: skip


def _number(viewer: Viewer, asked: Question, figure: ProvisionalFigure) -> ProvisionalNumber:
    narrowed = replace(asked, offences=tuple(figure.offences), nationality=figure.nationality)
    answer = queries.figures(viewer, narrowed, most=0)
    return ProvisionalNumber(figure, answer.cases, answer.subjects)


def _asked(question: Question, line: ProvisionalLine) -> bool:
    """Whether the numbers of that unit belong beside the question: it is the lead, or among the units asked for."""
    if question.lead is not None:
        return question.lead == line.unit
    wanted = patterns.patterns(question.with_, forces.book())
    return not wanted or any(line.unit in one.units(forces.book(), line.end) for one in wanted)
