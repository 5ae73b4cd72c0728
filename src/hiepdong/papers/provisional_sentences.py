"""Provisional numbers in the words of a report: told after the counted ones, in no sum."""

from hiepdong.figures import provisional
from hiepdong.figures.provisional import ProvisionalLine, ProvisionalNumber
from hiepdong.figures.questions import Question
from hiepdong.forces import queries as forces
from hiepdong.papers.numbers_vi import counted, spelled_span
from hiepdong.records.sight import Viewer


def of(viewer: Viewer, question: Question) -> tuple[str, ...]:
    """A sentence for each unit that gave numbers of which the cases have not come."""
    return tuple(map(_sentence, provisional.standing(viewer, question)))


def _sentence(line: ProvisionalLine) -> str:
    said = "; ".join(map(_said, line.numbers))
    span = spelled_span(line.start, line.end)
    return f"Theo số tạm của {forces.name_of(line.unit)} {span} (chưa cộng vào số liệu trên): {said}."


def _said(number: ProvisionalNumber) -> str:
    figure = number.figure
    cases = figure.counted_cases
    return f"{counted(cases, figure.counted_subjects, figure.persons, padded=True)} {figure.label}"
