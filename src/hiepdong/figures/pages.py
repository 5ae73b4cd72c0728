"""The page of figures: by the unit's categories, compared with the year before, and every number opens."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.figures import asking, categories, marks, opening, provisional, queries, questions
from hiepdong.figures.categories import CategoryAnswer
from hiepdong.figures.questions import Answer, Question
from hiepdong.figures.tally import NO_KEY
from hiepdong.journal import queries as journal
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary.refusals import Refused


class Line(Struct, frozen=True):
    """A row of the table of categories: the whole period, and the two spans that are compared."""

    now: CategoryAnswer
    last: CategoryAnswer | None
    before: CategoryAnswer | None
    opened: str | None


@for_records
def figures(request: OfficerRequest) -> HttpResponse:
    """Figures over what the officer's unit may see."""
    question, problem, about = asking.default(), "", {}
    try:
        question = asking.read(request.GET)
        about = _answered(request, question)
    except (Refused, ValueError) as error:
        problem = error.text(request.language) if isinstance(error, Refused) else _reason(error)
    head = journal.head().seq
    about |= {
        "question": question, "problem": problem, "asked": request.GET, "choices": asking.choices(question),
        "presets": asking.presets(question), "head": head, "at": head if question.asof is None else question.asof,
        "kept": asking.address(question), "more_set": _more_set(question),
    }  # fmt: skip
    return render(request, "figures/figures.html", about, status=400 if problem else 200)


def _reason(error: ValueError) -> str:
    """What an officer can act on: our own sentence, or that a day or number could not be read."""
    said = str(error)
    return said if said.endswith(".") and " " in said else _("Ngày hoặc số mục chưa đúng.")


def _more_set(question: Question) -> bool:
    """Whether a filter is set that the form folds away."""
    rare = (question.lead, question.found, question.nationality, *question.offences)
    return any(rare) or any("|" in pattern for pattern in question.with_)


def _answered(request: OfficerRequest, question: Question) -> dict[str, Any]:
    viewer = request.viewer
    total = queries.figures(viewer, replace(question, by=None), most=0)
    grouped = queries.figures(viewer, question, most=0) if question.by else None
    spans = questions.compared(replace(question, by=None))
    long = spans is not None and spans[0] != replace(question, by=None)
    unknown = spans[1] if spans and not queries.on_record(viewer, spans[1]) else None
    spans = None if unknown else spans
    return {
        "total": total, "merged": total.counted_from - total.cases if _is_plain(question) else 0,
        "groups": _groups(grouped, question), "spans": spans, "long": long,
        "unknown": unknown,
        "lines": _lines(request, question, spans, long=long) if _by_category(question) else [],
        "marks": marks.of(viewer, question) if _by_category(question) else None,
        "by_category": _by_category(question), "asof": _asof(question),
        "provisional": provisional.standing(viewer, replace(question, by=None)),
        "opened": opening.of(viewer, question, request.GET),
    }  # fmt: skip


def _is_plain(question: Question) -> bool:
    """Whether every event that counts gives a case, so that records less cases is what was put together."""
    return not question.offences and question.nationality is None


def _by_category(question: Question) -> bool:
    """Categories have offences of their own; who asks for offences or groups does not ask for them."""
    return question.by is None and not question.offences


def _lines(
    request: OfficerRequest, question: Question, spans: tuple[Question, Question] | None, *, long: bool
) -> list[Line]:
    viewer, known = request.viewer, categories.of_unit(request.viewer.unit)
    now = categories.figures(viewer, known, question, most=0)
    last = categories.figures(viewer, known, spans[0], most=0) if spans and long else [None] * len(known)
    before = categories.figures(viewer, known, spans[1], most=0) if spans else [None] * len(known)
    key, column = request.GET.get("mo", ""), request.GET.get("cot", "")
    return [
        Line(one, late, old, column if one.category.key == key else None)
        for one, late, old in zip(now, last, before, strict=True)
    ]


def _groups(answer: Answer | None, question: Question) -> list[dict[str, Any]]:
    """The rows of a grouped answer: months in order, all others by how much they hold; what has no key stands last."""
    found = [] if answer is None else answer.groups
    if question.by != "month":
        found = sorted(found, key=lambda group: (group.key is None, -group.cases, -group.subjects, group.key or ""))
    return [
        {"key": NO_KEY if group.key is None else group.key, "none": group.key is None,
         "cases": group.cases, "subjects": group.subjects}
        for group in found
    ]  # fmt: skip


def _asof(question: Question) -> dict[str, Any] | None:
    """Of which moment the figures are, when they are not of now."""
    if question.asof is None:
        return None
    return {"seq": question.asof, "recorded": journal.recorded(question.asof)}
