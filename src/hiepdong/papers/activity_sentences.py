"""The sentences of the report's chapters from figures that a page has counted already."""

from hiepdong.figures import activities as counting
from hiepdong.figures.activities import ActivityAnswer, KindFigure
from hiepdong.figures.exchanged import Exchanged
from hiepdong.figures.questions import Question
from hiepdong.papers import coordinating
from hiepdong.papers.activity_chapters import sentences
from hiepdong.papers.report import PARTS, ActivityFigure, CoordinationReport, Counts, ExchangeFigure, Period
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes


def of_answer(
    viewer: Viewer, question: Question, now: ActivityAnswer, span: Question | None, before: ActivityAnswer | None
) -> list[str]:
    """What the coordination report would say of these figures, a paragraph each, in the order of its chapters.

    Compared with `before` only in what is on record of its span: no rise is claimed from nothing.
    """
    done, exchanged = _on_record(viewer, span, before)
    how, (start, end) = coordinating.settings(viewer.unit), question.period
    report = CoordinationReport(
        period=Period(start, end), forces=coordinating.named(how, question),
        comparison=Period(*span.period) if span and before else None,
        activities=_activities(now, before if done else None),
        exchanges=_exchanges(now, before if exchanged else None),
    )  # fmt: skip
    return [said for chapter in PARTS for said in sentences(report, how, chapter)]


def _on_record(viewer: Viewer, span: Question | None, before: ActivityAnswer | None) -> tuple[bool, bool]:
    """Whether any activity and any exchange of that span is on record, whoever took part."""
    if span is None or before is None:
        return False, False
    whole = counting.figures(viewer, start=span.start, end=span.end) if span.with_ else before
    return bool(whole.activities), any(line.given or line.received for line in whole.information)


def _activities(now: ActivityAnswer, before: ActivityAnswer | None) -> tuple[ActivityFigure, ...]:
    of_now, of_before = ({one.kind: one for one in found.activities} if found else {} for found in (now, before))
    kinds = ((kind, codes.activities[kind]) for kind in codes.activities.by_code if kind in of_now or kind in of_before)
    return tuple(
        ActivityFigure(
            kind=kind, chapter=row.chapter, label=row.vi, words=(row.times, row.attendances, row.items),
            abroad=row.abroad, now=_counts(of_now.get(kind)), before=_counts(of_before.get(kind)) if before else None,
        )
        for kind, row in kinds
    )  # fmt: skip


def _counts(one: KindFigure | None) -> Counts:
    return Counts(one.times, one.attendances, one.items) if one else Counts()


def _exchanges(now: ActivityAnswer, before: ActivityAnswer | None) -> tuple[ExchangeFigure, ...]:
    old: dict[str, Exchanged] = {one.what: one for one in before.information} if before else {}
    return tuple(
        ExchangeFigure(
            what=one.what, way=way, now=getattr(one, way),
            before=getattr(old[one.what], way) if one.what in old else None,
        )
        for one in now.information
        for way in ("given", "received")
    )  # fmt: skip
