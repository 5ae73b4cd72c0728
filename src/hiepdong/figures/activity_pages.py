"""The page of figures of joint activities: by kind in the order of the report, beside the year before, all opened."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.figures import activities as counting
from hiepdong.figures import activity_opening as opening
from hiepdong.figures import asking, questions
from hiepdong.figures.activities import ActivityAnswer, KindFigure
from hiepdong.figures.exchanged import Exchanged
from hiepdong.figures.questions import Question
from hiepdong.records import lists
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.refusals import Refused


class Line(Struct, frozen=True):
    """A kind of activity: its figures of the period, and of the year before where that is known."""

    kind: str
    now: KindFigure | None
    before: KindFigure | None


class Chapter(Struct, frozen=True):
    """The kinds of a chapter; what was done with the Chinese side stands apart from what is our own."""

    key: str
    abroad: bool
    lines: list[Line]


class Exchange(Struct, frozen=True):
    """A thing exchanged at the desk: given and received, and likewise the year before."""

    what: str
    now: Exchanged
    before: Exchanged | None


@for_records
def activities(request: OfficerRequest) -> HttpResponse:
    """Figures of activities, and of what is exchanged at the desk, over what the officer's unit may see."""
    question, problem, about = asking.default(), "", {}
    try:
        asked = asking.read(request.GET)
        question = Question(start=asked.start, end=asked.end, with_=asked.with_)
        about = _answered(request, question)
    except Refused as refused:
        problem = refused.text(request.language)
    except ValueError:
        problem = _("Ngày chưa đúng: ghi như 14/12/2023.")
    about |= {
        "question": question, "problem": problem, "asked": request.GET, "choices": asking.choices(question),
        "presets": asking.presets(question), "kept": asking.address(question),
        "more_set": any("|" in pattern for pattern in question.with_),
    }  # fmt: skip
    return render(request, "figures/activities.html", about, status=400 if problem else 200)


def _answered(request: OfficerRequest, question: Question) -> dict[str, Any]:
    viewer = request.viewer
    now, span = _figures(request, question), questions.year_before(question)
    before = _figures(request, span) if span else None
    if span and before and before.is_empty and counting.figures(viewer, end=span.end).is_empty:
        span, before, unknown = None, None, span
    else:
        unknown = None
    entries = sum(line.entries for line in now.activities)
    return {
        "answer": now, "before": before, "span": span, "unknown": unknown, "chapters": _chapters(now, before),
        "exchanges": _exchanges(now, before), "entries": entries, "merged": now.counted_from - entries,
        "opened": opening.of(viewer, request.GET.get("mo", ""), lists.page_of(request.GET), (question, now),
                             (span, before), request.language),
    }  # fmt: skip


def _figures(request: OfficerRequest, question: Question) -> ActivityAnswer:
    return counting.figures(request.viewer, start=question.start, end=question.end, with_=question.with_)


def _chapters(now: ActivityAnswer, before: ActivityAnswer | None) -> list[Chapter]:
    """Kinds that have figures in either span, in the order of their list; chapters begin where it names another."""
    of_now = {one.kind: one for one in now.activities}
    of_before = {one.kind: one for one in before.activities} if before else {}
    kinds = sorted({*of_now, *of_before}, key=counting.place)
    ordered = sorted(kinds, key=lambda kind: (_chapter(kind) == ("", False), *_chapter(kind)))
    return [
        Chapter(key, abroad, [Line(kind, of_now.get(kind), of_before.get(kind)) for kind in found])
        for (key, abroad), found in groupby(ordered, _chapter)
    ]


def _chapter(kind: str) -> tuple[str, bool]:
    row = codes.activities.get(kind)
    return (row.chapter, row.abroad) if row else ("", False)


def _exchanges(now: ActivityAnswer, before: ActivityAnswer | None) -> list[Exchange]:
    known = {one.what: one for one in before.information} if before else {}
    return [Exchange(one.what, one, known.get(one.what)) for one in now.information]
