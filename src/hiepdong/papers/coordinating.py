"""The coordination report from the figures: what is counted is put in, what is not known is left to be typed in."""

from pathlib import Path
from typing import Any

import msgspec

from hiepdong.cases.queries import CaseLine, lines_of
from hiepdong.figures import categories, questions
from hiepdong.figures.categories import CategoryAnswer
from hiepdong.figures.questions import Question
from hiepdong.forces import queries as forces
from hiepdong.papers import files
from hiepdong.papers.files import Files
from hiepdong.papers.report import CategoryFigure, CoordinationReport, PaperSettings, Period, RecordLine
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.refusals import Refused


def write(
    viewer: Viewer, question: Question, folder: Path, *, parts: dict[str, str] | None = None, draft: bool = True
) -> Files:
    """Write the report of the viewer's unit as PDF and DOCX. Raises Refused query.invalid, node.disk."""
    try:
        return files.write(report(viewer, question, parts or {}, draft=draft), settings(viewer.unit), folder, at=now())
    except OSError as error:
        raise Refused("node.disk", error) from error


def settings(unit: str) -> PaperSettings:
    """How the unit's papers look: its setting `paper`, else its names as known."""
    value = forces.setting(unit, "paper")
    if value is not None:
        return read_settings(value)
    line = forces.unit(unit)
    above = forces.name_of(line.parent) if line and line.parent else ""
    name = line.name if line else unit
    return PaperSettings(unit=name, issuer=name.upper(), superior=above.upper())


def read_settings(value: Any) -> PaperSettings:
    """Paper settings as typed in. Raises Refused document.invalid."""
    try:
        return msgspec.convert(value, type=PaperSettings)
    except msgspec.ValidationError as error:
        raise Refused("document.invalid", error) from error


def report(viewer: Viewer, question: Question, parts: dict[str, str], *, draft: bool) -> CoordinationReport:
    """The report as data. Raises Refused query.invalid without a period."""
    if question.start is None or question.end is None:
        raise Refused("query.invalid", "--from, --to")
    known = categories.of_unit(viewer.unit)
    before = questions.year_before(question)
    answers = categories.figures(viewer, known, question)
    earlier = categories.figures(viewer, known, before) if before else [None] * len(known)
    records = _records(viewer, [*answers, *(one for one in earlier if one)])
    return CoordinationReport(
        period=Period(question.start, question.end),
        comparison=Period(before.start, before.end) if before and before.start and before.end else None,
        forces=_forces(viewer, question), parts=parts, dated=None, draft=draft,
        categories=tuple(_figure(one, old, records) for one, old in zip(answers, earlier, strict=True)),
    )  # fmt: skip


def _forces(viewer: Viewer, question: Question) -> tuple[str, ...]:
    book = forces.book()
    named = [book.name(part.strip().removesuffix("/**")) for text in question.with_ for part in text.split("|")]
    return tuple(dict.fromkeys(named)) or (book.name(viewer.unit),)


def _figure(one: CategoryAnswer, old: CategoryAnswer | None, records: dict[str, CaseLine]) -> CategoryFigure:
    category, answer = one.category, one.answer
    return CategoryFigure(
        label=category.label, persons=category.persons, found=category.found, subjects=answer.subjects,
        cases=answer.cases if category.cases else None, counted_from=answer.counted_from,
        previous_cases=old.answer.cases if old and category.cases else None,
        previous_subjects=old.answer.subjects if old else None,
        records=_lines(one, records), previous_records=_lines(old, records) if old else (),
    )  # fmt: skip


def _lines(one: CategoryAnswer, records: dict[str, CaseLine]) -> tuple[RecordLine, ...]:
    book = forces.book()
    events = sorted(one.answer.records, key=lambda ids: min(records[uuid].happened for uuid in ids))
    return tuple(
        RecordLine(
            happened=records[uuid].day, title=records[uuid].title, lead=book.name(records[uuid].lead),
            subjects=records[uuid].subjects, record=uuid[:8], event=number,
        )
        for number, ids in enumerate(events, 1)
        for uuid in ids
    )  # fmt: skip


def _records(viewer: Viewer, answers: list[CategoryAnswer]) -> dict[str, CaseLine]:
    wanted = {uuid for one in answers for ids in one.answer.records for uuid in ids}
    return {line.record: line for line in lines_of(viewer, sorted(wanted))}
