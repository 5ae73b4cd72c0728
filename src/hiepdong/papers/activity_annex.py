"""The internal annex to the chapters on joint activities: for every number the records it was counted from."""

from collections.abc import Iterator

from hiepdong.papers.activity_chapters import SAID, exchanges_total, said_of
from hiepdong.papers.forms import Block, Column, Heading, Paragraph, Run, Table, paragraph
from hiepdong.papers.numbers_vi import count, date_table, spelled_span
from hiepdong.papers.report import (
    EXCHANGE,
    ActivityFigure,
    ActivityLine,
    CoordinationReport,
    ExchangeFigure,
    ExchangeLine,
)

CODE_LENGTH = 8


def annex(report: CoordinationReport, first: int) -> Iterator[Block]:
    """A heading for each number, numbered on from `first`, its records, and those of the same period."""
    yield from _sum(report)
    every: list[ActivityFigure | ExchangeFigure] = [*report.exchanges, *report.activities]
    figures = [one for one in every if one.lines or (one.previous_lines and report.year_before)]
    for place, one in enumerate(figures, first):
        if isinstance(one, ExchangeFigure):
            _, word, heading = SAID[one.what, one.way]
            yield Heading(2, str(place), f"{heading}: {count(one.now, padded=True)} {word}")
            yield from _both(report, _exchanges(one.lines), _exchanges(one.previous_lines))
        else:
            yield Heading(2, str(place), _heading(one))
            yield paragraph(f"Phần {one.chapter}. Tính từ {count(one.counted_from, padded=True)} hồ sơ.")
            yield from _both(report, _activities(one.lines), _activities(one.previous_lines))


def _heading(figure: ActivityFigure) -> str:
    text = said_of(figure, padded=True) if figure.lines else f"{figure.label}: chưa ghi nhận"
    return f"{text[:1].upper()}{text[1:]}"


def _sum(report: CoordinationReport) -> Iterator[Block]:
    """How the two opening numbers of the chapter on exchange were added up."""
    (times, pieces), _ = exchanges_total(report)
    if times or pieces:
        text = (
            f"Phần {EXCHANGE}: trao đổi thông tin {count(times, padded=True)} lần là tổng số lượt tin, lượt hồ sơ vụ "
            "việc đã gửi, đã nhận và số lần trao đổi qua điện thoại, gặp gỡ trực tiếp; kiểm tra, xác minh "
            f"{count(pieces, padded=True)} tin là tổng số đề nghị đã xác minh xong và số tin phối hợp xác minh ngoài "
            "bàn trực."
        )
        yield paragraph(text)


def _both(report: CoordinationReport, now: Table | None, before: Table | None) -> Iterator[Block]:
    if now:
        yield now
    if before and report.year_before:
        span = spelled_span(report.year_before.start, report.year_before.end)
        yield Paragraph((Run(f"Cùng kỳ ({span}):", italic=True),))
        yield before


def _exchanges(lines: tuple[ExchangeLine, ...]) -> Table | None:
    """Record by record, each with how often it counts; the last row adds up to the figure."""
    if not lines:
        return None
    columns = (
        Column("TT", 9, "center"), Column("Ngày", 22, "center"), Column("Trích yếu", 58), Column("Bên kia", 36),
        Column("Số lượt", 13, "center"), Column("Hồ sơ của", 30), Column("Mã hồ sơ", 19, "center"),
    )  # fmt: skip
    rows = [
        (str(place), date_table(line.day), record.title, line.others, str(line.times), record.owner,
         record.record[:CODE_LENGTH])
        for place, line in enumerate(lines, 1)
        for record in line.records
    ]  # fmt: skip
    rows.append(("", "", "Cộng", "", str(sum(line.times for line in lines)), "", ""))
    return Table(columns, tuple(rows))


def _activities(lines: tuple[ActivityLine, ...]) -> Table | None:
    """Activity by activity, each with all its records; the last row adds up to the figure."""
    if not lines:
        return None
    columns = (
        Column("TT", 9, "center"), Column("Ngày", 22, "center"), Column("Đơn vị tham gia", 52),
        Column("Lần", 12, "center", "Tính vào số liệu"), Column("Lượt", 15, "center", "Tính vào số liệu"),
        Column("Kết quả", 15, "center", "Tính vào số liệu"), Column("Hồ sơ của", 34), Column("Mã hồ sơ", 19, "center"),
    )  # fmt: skip
    rows = [row for place, line in enumerate(lines, 1) for row in _activity_rows(place, line)]
    gave = [line.gave for line in lines]
    sums = (sum(one.times for one in gave), sum(one.attendances for one in gave), sum(one.items for one in gave))
    rows.append(("", "", "Cộng", *map(str, sums), "", ""))
    return Table(columns, tuple(rows))


def _activity_rows(place: int, line: ActivityLine) -> Iterator[tuple[str, ...]]:
    gave = line.gave
    for number, record in enumerate(line.records):
        code = record.record[:CODE_LENGTH]
        if number:
            yield "", "", "(cùng hoạt động trên)", "", "", "", record.owner, code
        else:
            numbers = (str(gave.times), str(gave.attendances or "-"), str(gave.items or "-"))
            yield str(place), date_table(line.day), line.units, *numbers, record.owner, code
