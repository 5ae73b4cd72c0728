"""The page of figures: by the unit's categories, compared with the year before, and every number opens."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.cases.queries import CaseLine, lines_of
from hiepdong.figures import categories, marks, queries, questions
from hiepdong.figures.categories import CategoryAnswer
from hiepdong.figures.questions import Answer, Question
from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.journal import queries as journal
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary.clock import read_day, today
from hiepdong.vocabulary.refusals import Refused

BY = ("offence", "unit", "month", "commune", "nationality", "outcome")
OPENED_LIMIT = 200
NAMED = max(OPENED_LIMIT, marks.MOST_EVENTS + 1)


class Line(Struct, frozen=True):
    """A row of the table of categories: now, a year before, and how to open it."""

    now: CategoryAnswer
    before: CategoryAnswer | None
    key: str
    opened: bool


@for_records
def figures(request: OfficerRequest) -> HttpResponse:
    """Figures over what the officer's unit may see."""
    asked, problem = request.GET, ""
    try:
        question = read(asked)
        about = _answered(request, question)
    except (Refused, ValueError) as error:
        problem = error.text(request.language) if isinstance(error, Refused) else _("Ngày hoặc số mục chưa đúng.")
        about = {"question": default()}
    about |= {
        "problem": problem, "asked": asked, "choices": forces_choices(), "by_words": BY, "chosen": asked.getlist("voi"),
        "presets": presets(asked), "head": journal.head().seq,
    }  # fmt: skip
    return render(request, "figures/figures.html", about, status=400 if problem else 200)


def default() -> Question:
    """This year so far."""
    return Question(start=date(today().year, 1, 1), end=today())


def read(asked: QueryDict) -> Question:
    """The question of an address. Raises ValueError for a day or position that is none."""
    usual = default()
    start, end = asked.get("tu", ""), asked.get("den", "")
    position = asked.get("luc", "")
    return Question(
        start=read_day(start) if start else usual.start, end=read_day(end) if end else usual.end,
        with_=tuple(unit for unit in asked.getlist("voi") if unit), asof=int(position) if position else None,
        offences=tuple(code for code in asked.getlist("toi") if code),
        by=asked["theo"] if asked.get("theo") in BY else None,  # type: ignore[arg-type]
        communes="today" if asked.get("xa") == "nay" else "then",
    )  # fmt: skip


def _answered(request: OfficerRequest, question: Question) -> dict[str, Any]:
    viewer = request.viewer
    plain = replace(question, by=None, offences=())
    known = categories.of_unit(viewer.unit)
    now = categories.figures(viewer, known, plain, most=NAMED)
    before = questions.year_before(plain)
    earlier = categories.figures(viewer, known, before, most=0) if before else [None] * len(known)
    opened = request.GET.get("mo", "")
    lines = [
        Line(one, old, one.category.key, one.category.key == opened) for one, old in zip(now, earlier, strict=True)
    ]
    total = queries.figures(viewer, question, most=0)
    return {
        "question": question, "lines": lines, "before": before, "total": total,
        "kept": _kept(request.GET, "mo", "khoa"), "opened_events": _events_of(request, plain, lines, question),
        "records": total.counted_from, "marks": marks.of(viewer, now, question),
        "groups": _groups(total, question), "group_opened": request.GET.get("khoa"),
    }  # fmt: skip


def _kept(asked: QueryDict, *without: str) -> str:
    return urlencode([(name, value) for name, values in asked.lists() if name not in without for value in values])


def _groups(total: Answer, question: Question) -> list[dict[str, Any]]:
    return [
        {"key": group.key if group.key is not None else queries.NO_KEY, "none": group.key is None,
         "cases": group.cases, "subjects": group.subjects}
        for group in total.groups
    ] if question.by else []  # fmt: skip


def _events_of(request: OfficerRequest, plain: Question, lines: list[Line], question: Question) -> list[dict[str, Any]]:
    """The events behind the number that was opened, each with its records."""
    key = request.GET.get("khoa")
    line = next((line for line in lines if line.opened), None)
    if line is not None:
        return events(request, line.now.answer)
    if key is None:
        return []
    narrowed = question if question.by is None else replace(question, only=key)
    return events(request, queries.figures(request.viewer, narrowed, most=OPENED_LIMIT))


def events(request: OfficerRequest, answer: Answer) -> list[dict[str, Any]]:
    """Events as lines of their records; the newest first."""
    shown = answer.records[:OPENED_LIMIT]
    by_id = {line.record: line for line in lines_of(request.viewer, [uuid for ids in shown for uuid in ids])}
    found = [[by_id[uuid] for uuid in ids if uuid in by_id] for ids in shown]
    ordered = sorted((lines for lines in found if lines), key=lambda lines: lines[0].happened, reverse=True)
    return [{"first": _first(lines), "lines": lines} for lines in ordered]


def _first(lines: list[CaseLine]) -> CaseLine:
    """The record that speaks for the event."""
    led = [line for line in lines if line.owner == line.lead]
    return min(led or lines, key=lambda line: line.record)


def forces_choices() -> list[dict[str, str]]:
    """Units, and each that has others below it once more with them."""
    lines = [*forces.units(), *forces.ended_units()]
    above = parents(forces.book())
    found = []
    for line in lines:
        found.append({"value": line.code, "label": line.name})
        if line.code in above:
            found.append({"value": f"{line.code}/**", "label": _("%(unit)s và dưới") % {"unit": line.name}})
    return found


def parents(book: Book) -> set[str]:
    """Units that ever had others below them."""
    return {span.parent for spans in book.units.values() for span in spans if span.parent}


def presets(asked: QueryDict) -> list[dict[str, str]]:
    """Periods that are asked for again and again."""
    year = today().year
    spans = (
        (_("Năm nay"), f"{year}-01-01", f"{today()}"), (_("Năm trước"), f"{year - 1}-01-01", f"{year - 1}-12-31"),
        ("2023", "2023-01-01", "2023-12-31"), ("2019–2023", "2019-01-01", "2023-12-31"),
    )  # fmt: skip
    rest = _kept(asked, "tu", "den", "mo", "khoa")
    return [
        {"label": label, "query": f"{urlencode({'tu': start, 'den': end})}{'&' + rest if rest else ''}"}
        for label, start, end in spans
    ]
