"""The internal annex of the coordination report: for every figure the records it was counted from."""

from collections.abc import Iterator

from msgspec.structs import replace

from hiepdong.papers import activity_annex
from hiepdong.papers.activity_annex import CODE_LENGTH
from hiepdong.papers.coordination import DECREE, between
from hiepdong.papers.forms import Annex, Block, Column, Heading, Paragraph, Run, Table, paragraph
from hiepdong.papers.numbers_vi import count, counted, date_table, period, spelled_span
from hiepdong.papers.report import CategoryFigure, CoordinationReport, EventLine, PaperSettings

ANNEX_SIZE = 12


def internal_annex(report: CoordinationReport, settings: PaperSettings) -> Annex:
    """The unit's own annex, a file apart: for every figure the records it was counted from."""
    return Annex(
        label="PHỤ LỤC",
        title="(nội bộ, không phát hành)",
        attached=_annex_of(report, settings),
        body=tuple(_annex_body(report)),
        layout=replace(settings.layout, body=ANNEX_SIZE),
    )


def _annex_of(report: CoordinationReport, settings: PaperSettings) -> str:
    span = period(report.period.start, report.period.end)
    return (
        f"Hồ sơ đã tính vào số liệu của Báo cáo kết quả phối hợp thực hiện {DECREE}{between(report, settings)} ({span})"
    )


def _annex_body(report: CoordinationReport) -> Iterator[Block]:
    for line in report.basis:
        yield paragraph(line)
    for place, figure in enumerate(report.categories, 1):
        yield Heading(2, str(place), _annex_heading(figure))
        yield paragraph(f"Tính từ {count(figure.counted_from, padded=True)} hồ sơ.")
        if figure.events:
            yield _event_table(figure.events)
        if figure.previous_events and report.comparison:
            span = spelled_span(report.comparison.start, report.comparison.end)
            said = counted(figure.previous_cases, figure.previous_subjects or 0, figure.persons, padded=True)
            yield Paragraph((Run(f"Cùng kỳ ({span}): {said}.", italic=True),))
            yield _event_table(figure.previous_events)
    yield from activity_annex.annex(report, len(report.categories) + 1)


def _annex_heading(figure: CategoryFigure) -> str:
    said = counted(figure.cases, figure.subjects, figure.persons, padded=True)
    return f"{figure.label[:1].upper()}{figure.label[1:]}: {said}"


def _event_table(events: tuple[EventLine, ...]) -> Table:
    """Event by event, each with all its records; the last row adds up to the figure."""
    columns = (
        Column("TT", 9, "center"),
        Column("Ngày", 22, "center"),
        Column("Trích yếu vụ việc", 48),
        Column("Chủ trì", 26),
        Column("Vụ", 10, "center", "Tính vào số liệu"),
        Column("Người", 13, "center", "Tính vào số liệu"),
        Column("Hồ sơ của", 26),
        Column("Mã hồ sơ", 19, "center"),
    )
    rows = [row for place, event in enumerate(events, 1) for row in _event_rows(place, event)]
    cases, subjects = sum(event.cases for event in events), sum(event.subjects for event in events)
    rows.append(("", "", "Cộng", "", str(cases), str(subjects), "", ""))
    return Table(columns, tuple(rows))


def _event_rows(place: int, event: EventLine) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(event.records):
        title = f"{line.title} (không được gửi phần đối tượng)" if line.withheld else line.title
        code = line.record[:CODE_LENGTH]
        if number:
            yield "", "", f"(cùng vụ trên) {title}", "", "", "", line.owner, code
        else:
            given = (str(event.cases) if event.cases else "-", str(event.subjects))
            yield str(place), date_table(event.day), title, event.lead, *given, line.owner, code
