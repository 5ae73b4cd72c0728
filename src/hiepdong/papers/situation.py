"""The paper on the situation of a period: what was seen on either side of the border, requests that still wait.

Titles stand as their units wrote them. It counts and lists; what it means is typed in by who signs it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from hiepdong.papers.forms import (
    Annex,
    Block,
    Column,
    Fill,
    Header,
    Heading,
    Paper,
    Paragraph,
    Run,
    Table,
    ended,
    paragraph,
)
from hiepdong.papers.forms import paragraphs as typed_in
from hiepdong.papers.numbers_vi import change, count, period
from hiepdong.papers.report import PaperSettings, Period, RecordLine

ANNEX_SIZE, CODE_LENGTH = 12, 8
PARTS = {"nhan-dinh": "NHẬN ĐỊNH, DỰ BÁO", "de-xuat": "ĐỀ XUẤT, KIẾN NGHỊ"}
"""The parts a unit types in: key and heading."""
WARNING = (
    "Báo cáo có {number} tin của đơn vị khác mang dấu KHÔNG CHUYỂN TIẾP: không gửi báo cáo này ra ngoài đơn vị khi bên "
    "cho tin chưa đồng ý."
)


class Share(Struct, frozen=True):
    """How many reports of a topic or place; `before` None: nothing is known of the period before."""

    label: str
    now: int
    before: int | None = None


class SeenLine(Struct, frozen=True, kw_only=True):
    """A report in the paper. `bound`: of another unit, which does not let it be passed on."""

    at: datetime
    place: str
    marks: str
    standing: str
    marking: str
    records: tuple[RecordLine, ...]
    bound: bool = False


class SideFigure(Struct, frozen=True, kw_only=True):
    """One side of the border: how much was seen, of what, where, and the reports; `count` may exceed those told."""

    name: str
    count: Share
    topics: tuple[Share, ...] = ()
    places: tuple[Share, ...] = ()
    lines: tuple[SeenLine, ...] = ()
    previous_lines: tuple[SeenLine, ...] = ()


class OpenLine(Struct, frozen=True, kw_only=True):
    """A request that still waits: who asked whom, since when, until when."""

    asker: str
    unit: str
    sent: date
    due: datetime
    records: tuple[RecordLine, ...]


class SituationReport(Struct, frozen=True, kw_only=True):
    """What the paper says. `before`: the period before; `basis`: for the annex, how it was counted.

    `markings`: as printed, the highest of the reports used and what the unit's papers bear. `bound`: how many of the
    reports counted other units do not let be passed on; None: as many as are told, in a paper from before it was kept.
    """

    period: Period
    before: Period
    sides: tuple[SideFigure, ...] = ()
    waiting: tuple[OpenLine, ...] = ()
    bound: int | None = None
    markings: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)
    dated: date | None = None
    draft: bool = True


def compose(report: SituationReport, settings: PaperSettings) -> Paper:
    """The issued paper; raises ValueError when a typed-in part has no place in it."""
    unknown = sorted(set(report.parts) - set(PARTS))
    if unknown:
        raise ValueError(f"no such part of the report: {', '.join(unknown)}")
    return Paper(
        header=Header(
            superior=settings.superior, issuer=settings.issuer, co_issuers=settings.co_issuers,
            symbol=settings.symbol, place=settings.place, dated=report.dated, urgency=settings.urgency,
            marking="\n".join(report.markings),
        ),
        kind="BÁO CÁO", about=f"Tình hình {_sides(report)}\n({span(report.period)})", addressees=settings.addressees,
        body=ended(tuple(_body(report, settings))), signers=settings.signers, receivers=settings.receivers,
        draft=report.draft, layout=settings.layout,
    )  # fmt: skip


def internal_annex(report: SituationReport, settings: PaperSettings) -> Annex:
    """The unit's own annex, a file apart: for every number the records it was counted from."""
    return Annex(
        label="PHỤ LỤC", title="(nội bộ, không phát hành)",
        attached=f"Hồ sơ đã tính vào Báo cáo tình hình {_sides(report)} ({span(report.period)})",
        body=tuple(_annex_body(report)), layout=replace(settings.layout, body=ANNEX_SIZE),
    )  # fmt: skip


def span(of: Period) -> str:
    """A period as it is named: a day, a week from Monday to Sunday, a month, else from day to day."""
    if of.start.weekday() == 0 and of.end - of.start == timedelta(days=6):
        return f"tuần {period(of.start, of.end)}"
    return period(of.start, of.end)


def _sides(report: SituationReport) -> str:
    return ", ".join(side.name for side in report.sides)


def _body(report: SituationReport, settings: PaperSettings) -> Iterator[Block]:
    padded = settings.padded_prose
    number = sum(side.count.now for side in report.sides)
    yield Paragraph(
        (Run(f"{settings.unit} báo cáo tình hình {_sides(report)} {span(report.period)}, tổng hợp từ "
             f"{count(number, padded=padded)} tin đơn vị nắm được và được gửi, như sau:"),)
    )  # fmt: skip
    told = sum(line.bound for side in report.sides for line in side.lines)
    bound = told if report.bound is None else report.bound
    if bound:
        yield Paragraph((Run(WARNING.format(number=count(bound, padded=padded)), bold=True),))
    numerals = iter(("I", "II", "III", "IV", "V", "VI", "VII"))
    for side in report.sides:
        yield Heading(1, next(numerals), f"TÌNH HÌNH {side.name.upper()}")
        yield from _side(report, side, padded=padded)
    yield Heading(1, next(numerals), "ĐỀ NGHỊ XÁC MINH CHƯA TRẢ LỜI")
    yield from _waiting(report)
    for key, heading in PARTS.items():
        yield Heading(1, next(numerals), heading)
        yield from typed_in(report.parts.get(key, "")) or (Fill(2),)


def _side(report: SituationReport, side: SideFigure, *, padded: bool) -> Iterator[Block]:
    for text in side_sentences(report, side, padded=padded):
        yield paragraph(text)
    if side.lines:
        yield _seen_table(side.lines)
    if len(side.lines) < side.count.now:
        yield Paragraph((Run(f"Trên đây là {count(len(side.lines), padded=padded)} tin mới nhất.", italic=True),))


def side_sentences(report: SituationReport, side: SideFigure, *, padded: bool) -> list[str]:
    """How much was seen on a side, of what and where, and how that moved against the period before."""
    before = f"kỳ trước ({span(report.before)})"
    moved = ""
    if side.count.before is not None:
        moved = f", {_moved(side.count.now, side.count.before, padded=padded)} so với {before}"
    if not side.count.now:
        nothing = f"Trong kỳ, chưa nắm được tin nào về tình hình {side.name}"
        return [f"{nothing}{moved if side.count.before else ''}."]
    said = [f"Trong kỳ, nắm được {count(side.count.now, padded=padded)} tin về tình hình {side.name}{moved}."]
    for head, shares in (("Theo nội dung", side.topics), ("Theo địa bàn", side.places)):
        groups = [f"{one.label} {count(one.now, padded=padded)} tin{_then(one, padded=padded)}" for one in shares]
        said.append(f"{head}: {'; '.join(groups)}.")
    return said


def _moved(now: int, before: int, *, padded: bool) -> str:
    return change(now, before, "tin", padded=padded)


def _then(one: Share, *, padded: bool) -> str:
    return "" if one.before is None else f" (kỳ trước {count(one.before, padded=padded)})"


def _seen_table(lines: tuple[SeenLine, ...]) -> Table:
    columns = (
        Column("TT", 9, "center"), Column("Thời gian", 27, "center"), Column("Nội dung", 59), Column("Địa bàn", 33),
        Column("Đơn vị nắm tin", 30), Column("Đối chiếu", 24),
    )  # fmt: skip
    rows = tuple(
        (str(place), _hour(line.at), _title(line), line.place, line.records[0].owner, line.standing)
        for place, line in enumerate(lines, 1)
    )
    return Table(columns, rows)


def _hour(at: datetime) -> str:
    return f"{at:%H:%M} {at:%d/%m/%Y}"


def _title(line: SeenLine) -> str:
    return f"{line.records[0].title} ({line.marks})" if line.marks else line.records[0].title


def _waiting(report: SituationReport) -> Iterator[Block]:
    if not report.waiting:
        yield paragraph("Không có đề nghị nào mà đơn vị hỏi hoặc được hỏi còn chờ trả lời.")
        return
    columns = (
        Column("TT", 9, "center"), Column("Nội dung đề nghị", 62), Column("Đơn vị hỏi", 32),
        Column("Đơn vị được hỏi", 32), Column("Gửi ngày", 26, "center"), Column("Hạn trả lời", 27, "center"),
    )  # fmt: skip
    rows = tuple(
        (str(place), line.records[0].title, line.asker, line.unit, f"{line.sent:%d/%m/%Y}", _hour(line.due))
        for place, line in enumerate(report.waiting, 1)
    )
    yield Table(columns, rows)


# ---------------------------------------------------------------- the internal annex


def _annex_body(report: SituationReport) -> Iterator[Block]:
    for line in report.basis:
        yield paragraph(line)
    for place, side in enumerate(report.sides, 1):
        yield Heading(2, str(place), f"Tình hình {side.name}: {count(side.count.now, padded=True)} tin")
        if side.lines:
            yield _record_table(side.lines)
        if side.previous_lines:
            text = f"Kỳ trước ({span(report.before)}): {count(side.count.before or 0, padded=True)} tin."
            yield Paragraph((Run(text, italic=True),))
            yield _record_table(side.previous_lines)
    if report.waiting:
        heading = f"Đề nghị xác minh chưa trả lời: {count(len(report.waiting), padded=True)}"
        yield Heading(2, str(len(report.sides) + 1), heading)
        columns = (Column("TT", 9, "center"), Column("Nội dung đề nghị", 110), Column("Mã hồ sơ", 24, "center"))
        yield Table(columns, tuple(
            (str(place), line.records[0].title, line.records[0].record[:CODE_LENGTH])
            for place, line in enumerate(report.waiting, 1)
        ))  # fmt: skip


def _record_table(lines: tuple[SeenLine, ...]) -> Table:
    columns = (
        Column("TT", 9, "center"), Column("Thời gian", 26, "center"), Column("Trích yếu", 60),
        Column("Của", 32), Column("Mức", 28), Column("Mã hồ sơ", 20, "center"),
    )  # fmt: skip
    rows = tuple(
        (str(place), _hour(line.at), _title(line), line.records[0].owner, line.marking,
         line.records[0].record[:CODE_LENGTH])
        for place, line in enumerate(lines, 1)
    )  # fmt: skip
    return Table(columns, rows)
