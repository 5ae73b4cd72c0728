"""The coordination report from the figures: what is counted is put in, what is not known is left to be typed in."""

import re
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.figures import categories, opening, queries, questions
from hiepdong.figures.categories import CategoryAnswer
from hiepdong.figures.questions import Question
from hiepdong.forces import queries as forces
from hiepdong.journal import queries as journal
from hiepdong.papers import gathering, numbers_vi, provisional_sentences
from hiepdong.papers.coordination import figure_sentence
from hiepdong.papers.report import (
    ActivityFigure,
    CategoryFigure,
    CoordinationReport,
    EventLine,
    ExchangeFigure,
    PaperSettings,
    Period,
    RecordLine,
)
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.refusals import Refused

MOST_EVENTS = 20_000


def settings(unit: str) -> PaperSettings:
    """How the unit's papers look: its own setting `paper`, else its names as known.

    An heir does not write under the head of the unit that ended.
    """
    value = forces.setting(unit, "paper", inherited=False)
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


def report(viewer: Viewer, question: Question, parts: dict[str, str] | None = None) -> CoordinationReport:
    """The report as data, a draft. Raises Refused query.invalid without a period, unit.unknown, act.not_permitted.

    Who reads no records has no report: it would say that there was nothing.
    """
    if not viewer.reads_records:
        raise Refused("act.not_permitted", viewer.login)
    if question.start is None or question.end is None:
        raise Refused("query.invalid", "--from, --to")
    known, before = categories.of_unit(viewer.unit), questions.year_before(question)
    compared = before if before and queries.on_record(viewer, before) else None
    answers = categories.figures(viewer, known, question, most=0)
    earlier = categories.figures(viewer, known, compared, most=0) if compared else [None] * len(known)
    done = _done(viewer, question, before)
    return CoordinationReport(
        period=Period(question.start, question.end), comparison=_period(compared),
        unknown=_period(before) if compared is None else None,
        forces=named(settings(viewer.unit), question), parts=parts or {}, activities=done.activities,
        exchanges=done.exchanges, provisional=provisional_sentences.of(viewer, question),
        basis=(*_basis(viewer, question), *done.basis),
        categories=tuple(
            _figure(one, old, (_events(viewer, question, one), _events(viewer, compared, old)))
            for one, old in zip(answers, earlier, strict=True)
        ),
    )  # fmt: skip


class _Done(Struct, frozen=True):
    """What joint activities and exchanges give to the report, and how they were counted."""

    activities: tuple[ActivityFigure, ...]
    exchanges: tuple[ExchangeFigure, ...]
    basis: tuple[str, ...]


def _done(viewer: Viewer, question: Question, before: Question | None) -> _Done:
    """Nothing as of a position in the journal: how activities and requests stood then is not kept."""
    if question.asof is not None:
        return _Done((), (), (NOT_AS_OF,))
    activities, twice = gathering.activity_figures(viewer, question, before)
    exchanges = gathering.exchange_figures(viewer, question, before)
    basis = [ACTIVITIES_ONCE] if activities else []
    if twice:
        basis.append(f"{_count(twice)} cặp hồ sơ có thể là một hoạt động, còn chờ trả lời: đang đếm thành hai.")
    known = [*(one.before for one in activities), *(one.before for one in exchanges)]
    if before and known and all(one is None for one in known):
        basis.append("Hoạt động phối hợp, trao đổi thông tin: chưa có số liệu cùng kỳ nên không so sánh.")
    return _Done(activities, exchanges, tuple(basis))


def _period(question: Question | None) -> Period | None:
    return Period(question.start, question.end) if question and question.start and question.end else None


def named(how: PaperSettings, question: Question) -> tuple[str, ...]:
    """Who was asked to have taken part, as the unit calls them and in its order; others by their own names, after."""
    asked = list(dict.fromkeys("|".join(part.strip() for part in text.split("|")) for text in question.with_))
    names = {one.units.replace(" ", ""): one.name for one in how.forces}
    ordered = [*(units for units in names if units in asked), *(units for units in asked if units not in names)]
    return tuple(names.get(units) or ", ".join(map(_called, units.split("|"))) for units in ordered)


def _called(unit: str) -> str:
    name = forces.name_of(unit.removesuffix("/**"))
    return f"{name} và các đơn vị trực thuộc" if unit.endswith("/**") else name


def sentence(viewer: Viewer, question: Question, answers: list[CategoryAnswer]) -> list[tuple[str, bool]]:
    """The figures in the words of the report, in pieces; the counts are marked."""
    how = settings(viewer.unit)
    start, end = question.period
    said = figure_sentence(
        CoordinationReport(
            period=Period(start, end), forces=named(how, question),
            categories=tuple(_figure(one, None, ((), ())) for one in answers),
        ),
        how,
    )  # fmt: skip
    words = "|".join(re.escape(word) for word in ("vụ", *(one.category.persons for one in answers)))
    pieces = re.split(rf"(?<![\d/.])(\d[\d.]*)(?= (?:{words})\b)", said)
    return [(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece]


COUNTED_ONCE = "Hồ sơ của nhiều bên về một vụ, khi các bên đã xác nhận, đếm một lần."
ACTIVITIES_ONCE = "Hoạt động phối hợp mà hai bên cùng nhập, khi các bên đã xác nhận, đếm một lần; tính vào ngày đầu."
NOT_AS_OF = "Số liệu lấy như tại một thời điểm đã qua: hoạt động phối hợp không tính lùi được, các phần ấy để trống."
WHO_COUNTS_WHERE = (
    "Người nào tính vào nhóm của hành vi người ấy; vụ nào tính vào nhóm của hành vi chính. "
    "Vì vậy một nhóm có thể có người của vụ thuộc nhóm khác (cột Vụ ghi “-”)."
)


def _basis(viewer: Viewer, question: Question) -> list[str]:
    """How it was counted, for the annex that stays inside."""
    total, at = queries.figures(viewer, question, most=0), now()
    seq = numbers_vi.number(journal.head().seq if question.asof is None else question.asof)
    when = f"Đếm lúc {numbers_vi.moment(at)}, nhật ký đến mục {seq}"
    lines = [f"{when}, từ các hồ sơ mà {forces.name_of(viewer.unit)} được xem. {COUNTED_ONCE}", WHO_COUNTS_WHERE]
    if total.withheld:
        lines.append(f"{_count(total.withheld)} hồ sơ không được gửi phần đối tượng: số người có thể thiếu.")
    if total.possibly_twice:
        lines.append(f"{_count(total.possibly_twice)} cặp hồ sơ có thể là một vụ, còn chờ trả lời: đang đếm thành hai.")
    return lines


def _count(value: int) -> str:
    return numbers_vi.count(value, padded=True)


def _figure(
    one: CategoryAnswer, old: CategoryAnswer | None, events: tuple[tuple[EventLine, ...], tuple[EventLine, ...]]
) -> CategoryFigure:
    category, answer = one.category, one.answer
    return CategoryFigure(
        label=category.label, persons=category.persons, found=category.found, subjects=answer.subjects,
        cases=answer.cases if category.cases else None, counted_from=answer.counted_from,
        previous_cases=old.answer.cases if old and category.cases else None,
        previous_subjects=old.answer.subjects if old else None,
        events=events[0], previous_events=events[1],
    )  # fmt: skip


def _events(viewer: Viewer, question: Question | None, one: CategoryAnswer | None) -> tuple[EventLine, ...]:
    """The events behind a figure, in order of time."""
    if question is None or one is None:
        return ()
    book = forces.book()
    found = opening.event_lines(viewer, opening.of_category(viewer, question, one.category, MOST_EVENTS))
    return tuple(
        EventLine(
            day=event.day, lead=book.name(event.first.lead), cases=event.cases,
            subjects=event.subjects, records=tuple(
                RecordLine(record=line.record, title=line.title, owner=book.name(line.owner),
                           withheld=line.subjects is None)
                for line in event.lines
            ),
        )
        for event in reversed(found)
    )  # fmt: skip


def same(question: Question) -> Question:
    """The question of a report: a report has no groups, offences or filters of its own beyond period and units."""
    return replace(question, by=None, offences=(), lead=None, found=None, nationality=None, only=None)
