"""Joint activities and exchanges for the coordination report: what is counted, and the records behind each number."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from hiepdong.figures import activities, exchanged
from hiepdong.figures.activities import Joint
from hiepdong.figures.exchanged import Giving
from hiepdong.figures.questions import Question
from hiepdong.forces import queries as forces
from hiepdong.information import related
from hiepdong.information.activity_queries import Days, TakesPart
from hiepdong.information.related import Beside
from hiepdong.journal.writing import chunks
from hiepdong.papers.report import (
    PARTS,
    ActivityFigure,
    ActivityLine,
    Counts,
    ExchangeFigure,
    ExchangeLine,
    RecordLine,
)
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes

Name = Callable[[str], str]


def activity_figures(
    viewer: Viewer, question: Question, before: Question | None
) -> tuple[tuple[ActivityFigure, ...], int]:
    """The activities of the report's chapters, by kind, and how many links between counted ones still wait.

    Compared with the span before only if anything is on record of it: no rise is claimed from nothing.
    """
    takes_part = TakesPart(question.with_)
    now, twice = activities.by_kind(viewer, (question.start, question.end), takes_part)
    then = _before(viewer, before, takes_part)
    old = then or {}
    kinds = [kind for kind in codes.activities.by_code if kind in now or kind in old]
    figures = [_figure(viewer, kind, now.get(kind, []), None if then is None else old.get(kind, [])) for kind in kinds]
    return tuple(one for one in figures if one.chapter in PARTS), twice


def _before(viewer: Viewer, before: Question | None, takes_part: TakesPart) -> dict[str, list[Joint]] | None:
    if before is None:
        return None
    span: Days = (before.start, before.end)
    on_record, _ = activities.by_kind(viewer, span, TakesPart(()))
    return activities.by_kind(viewer, span, takes_part)[0] if on_record else None


def _figure(viewer: Viewer, kind: str, now: list[Joint], before: list[Joint] | None) -> ActivityFigure:
    row = codes.activities[kind]
    lines, previous = (_activity_lines(viewer, found) for found in (now, before or []))
    return ActivityFigure(
        kind=kind, chapter=row.chapter, label=row.vi, words=(row.times, row.attendances, row.items), abroad=row.abroad,
        now=_sum(lines), before=None if before is None else _sum(previous),
        counted_from=sum(len(one.records) for one in lines), lines=lines, previous_lines=previous,
    )  # fmt: skip


def _sum(lines: Iterable[ActivityLine]) -> Counts:
    gave = [line.gave for line in lines]
    return Counts(*(sum(getattr(one, name) for one in gave) for name in Counts.__struct_fields__))


def _activity_lines(viewer: Viewer, found: list[Joint]) -> tuple[ActivityLine, ...]:
    name, known = forces.book().name, _known(viewer, (one.id for joint in found for one in joint.members))
    return tuple(
        ActivityLine(
            day=date.fromordinal(joint.first.day), units=_names(name, joint.units),
            gave=Counts(joint.first.times, joint.first.attendances, joint.first.items),
            records=tuple(_record(name, known[one.id]) for one in joint.members if one.id in known),
        )
        for joint in sorted(found, key=lambda one: (one.first.day, one.first.id))
    )  # fmt: skip


def exchange_figures(viewer: Viewer, question: Question, before: Question | None) -> tuple[ExchangeFigure, ...]:
    """What the viewer's unit gave and received at the desk; compared as activities are."""
    takes_part = TakesPart(question.with_)
    now = exchanged.givings(viewer, (question.start, question.end), takes_part)
    old = None
    if before is not None:
        span: Days = (before.start, before.end)
        on_record = any(exchanged.givings(viewer, span, TakesPart(())).values())
        old = exchanged.givings(viewer, span, takes_part) if on_record else None
    return tuple(
        ExchangeFigure(
            what=what, way=way, now=exchanged.count(what, ways),
            before=None if old is None else exchanged.count(what, old[what, way]),
            lines=_exchange_lines(viewer, what, way, ways),
            previous_lines=_exchange_lines(viewer, what, way, old[what, way]) if old else (),
        )
        for (what, way), ways in now.items()
    )  # fmt: skip


def _exchange_lines(viewer: Viewer, what: str, way: str, ways: list[Giving]) -> tuple[ExchangeLine, ...]:
    """A line for each record, in order of the day on which it was first given."""
    name, known = forces.book().name, _known(viewer, (one.record for one in ways))
    of_record: dict[str, list[Giving]] = defaultdict(list)
    for one in ways:
        of_record[one.record].append(one)
    lines = []
    for record, found in ((record, found) for record, found in of_record.items() if record in known):
        others = {one.unit if way == exchanged.GIVEN else one.giver for one in found}
        day = date.fromordinal(min(one.day for one in found))
        lines.append(
            ExchangeLine(day=day, others=_at_the_other_end(name, others), times=exchanged.count(what, found),
                         records=(_record(name, known[record]),))
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.day, line.records[0].record)))


def _known(viewer: Viewer, records: Iterable[str]) -> dict[str, Beside]:
    wanted = list(dict.fromkeys(records))
    return {one.record: one for part in chunks(wanted, 500) for one in related.lines(viewer, part)}


def _record(name: Name, one: Beside) -> RecordLine:
    return RecordLine(record=one.record, title=one.title, owner=name(one.owner))


def _names(name: Name, units: Iterable[str]) -> str:
    return ", ".join(sorted(map(name, units)))


def _at_the_other_end(name: Name, units: set[str]) -> str:
    """Two by name; of more, one and how many others, so that a row of the annex stays short."""
    first, *others = sorted(map(name, units))
    return f"{first} và {len(others)} đơn vị khác" if len(others) > 1 else ", ".join([first, *others])
