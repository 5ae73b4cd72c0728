"""The report on coordination under Decree 03/2019/NĐ-CP: figures and typed-in parts into a paper.

No sentence here says anything that was not given: a part without text becomes a dotted line.
"""

from collections.abc import Iterator

from hiepdong.papers.activity_chapters import sentences
from hiepdong.papers.forms import (
    Block,
    Column,
    Fill,
    Header,
    Heading,
    Paper,
    Paragraph,
    Table,
    ended,
    paragraph,
    paragraphs,
)
from hiepdong.papers.numbers_vi import (
    change,
    compared,
    count,
    counted,
    listing,
    period,
    signed,
    spelled_span,
)
from hiepdong.papers.report import (
    CHAPTERS,
    FIGURES,
    PARTS,
    CategoryFigure,
    CoordinationReport,
    PaperSettings,
)

DECREE = "Nghị định số 03/2019/NĐ-CP ngày 05/9/2019 của Chính phủ"
DECREE_LINES = DECREE.replace(" ngày", "\nngày")
DECREE_ABOUT = (
    "về phối hợp giữa Bộ Công an và Bộ Quốc phòng trong thực hiện nhiệm vụ bảo vệ an ninh quốc gia, "
    "bảo đảm trật tự, an toàn xã hội, đấu tranh phòng, chống tội phạm và nhiệm vụ quốc phòng"
)


def compose(report: CoordinationReport, settings: PaperSettings) -> Paper:
    """The issued paper; raises ValueError when a typed-in part has no place in it."""
    unknown = sorted(set(report.parts) - set(PARTS))
    if unknown:
        raise ValueError(f"no such part of the report: {', '.join(unknown)}")
    return Paper(
        header=Header(
            superior=settings.superior,
            issuer=settings.issuer,
            co_issuers=settings.co_issuers,
            symbol=settings.symbol,
            place=settings.place,
            dated=report.dated,
            urgency=settings.urgency,
            marking=settings.marking,
        ),
        kind="BÁO CÁO",
        about=_about(report, settings),
        addressees=settings.addressees,
        body=ended((_opening(report, settings), *_chapters(report, settings))),
        signers=settings.signers,
        receivers=settings.receivers,
        draft=report.draft,
        layout=settings.layout,
    )


def between(report: CoordinationReport, settings: PaperSettings, gap: str = " ") -> str:
    """With a blank before it, “giữa các lực lượng …”; nothing when nobody was named."""
    if not report.forces:
        return ""
    names = gap.join(part for part in (settings.between, ", ".join(report.forces), settings.area) if part)
    return f" giữa {names}"


def _about(report: CoordinationReport, settings: PaperSettings) -> str:
    span = period(report.period.start, report.period.end)
    return f"Kết quả phối hợp thực hiện {DECREE_LINES}{between(report, settings, chr(10))}\n({span})"


def _opening(report: CoordinationReport, settings: PaperSettings) -> Paragraph:
    span = period(report.period.start, report.period.end)
    text = (
        f"Thực hiện {DECREE} {DECREE_ABOUT}, {settings.unit} báo cáo kết quả phối hợp"
        f"{between(report, settings)} {span} như sau:"
    )
    return paragraph(text)


def _chapters(report: CoordinationReport, settings: PaperSettings) -> Iterator[Block]:
    for chapter, heading, names in CHAPTERS:
        yield Heading(1, chapter, heading)
        if not names:
            yield from _told(report, settings, chapter)
        for place, name in enumerate(names, 1):
            key = f"{chapter}.{place}"
            yield Heading(2, str(place), name)
            if key == FIGURES:
                yield from _figures(report, settings)
            else:
                yield from _told(report, settings, key)


def _told(report: CoordinationReport, settings: PaperSettings, key: str) -> tuple[Block, ...]:
    """What was counted of the chapter, then what was typed in; a dotted line where there is neither."""
    counted = [paragraph(text) for text in sentences(report, settings, key)]
    return (*counted, *paragraphs(report.parts.get(key, ""))) or (Fill(2),)


def _figures(report: CoordinationReport, settings: PaperSettings) -> Iterator[Block]:
    yield paragraph(figure_sentence(report, settings))
    comparison = comparison_sentence(report, settings) or unknown_sentence(report)
    if comparison:
        yield paragraph(comparison)
    if report.categories:
        yield _figure_table(report, settings)
    yield from (paragraph(text) for text in report.provisional)
    yield from (paragraph(text) for text in sentences(report, settings, FIGURES))
    yield from paragraphs(report.parts.get(FIGURES, ""))


def figure_sentence(report: CoordinationReport, settings: PaperSettings) -> str:
    """The figures in one sentence in the manner of the press: "18 vụ, với 24 đối tượng …; 7 vụ, …"."""
    span = spelled_span(report.period.start, report.period.end)
    span = span[0].upper() + span[1:]
    who, done = listing(report.forces), settings.action
    if not report.forces:
        who, done = settings.unit, "ghi nhận"
    groups = [_said(figure, padded=settings.padded_prose) for figure in report.categories if _any(figure)]
    if not groups:
        return f"{span}, {who} chưa ghi nhận vụ việc thuộc các nhóm được thống kê."
    return f"{span}, {who} đã {done} {'; '.join(groups)}."


def comparison_sentence(report: CoordinationReport, settings: PaperSettings) -> str:
    """How each group moved against the same period; empty when there is nothing to compare with."""
    moved = [(figure.label, _changes(figure, padded=settings.padded_prose)) for figure in report.categories]
    groups = [(label, changes) for label, changes in moved if changes]
    if not report.comparison or not groups:
        return ""
    span = spelled_span(report.comparison.start, report.comparison.end)
    if len(report.categories) == 1:
        return f"Kết quả trên {compared(groups[0][1])} ({span})."
    said = "; ".join(f"nhóm {label} {', '.join(changes)}" for label, changes in groups)
    return f"Kết quả trên so với cùng kỳ ({span}): {said}."


def unknown_sentence(report: CoordinationReport) -> str:
    """That nothing is known of the span before: no rise is claimed from nothing."""
    if report.unknown is None:
        return ""
    return f"Chưa có số liệu cùng kỳ ({spelled_span(report.unknown.start, report.unknown.end)}) để so sánh."


def _any(figure: CategoryFigure) -> bool:
    return bool(figure.cases or figure.subjects)


def _said(figure: CategoryFigure, *, padded: bool) -> str:
    said = counted(figure.cases, figure.subjects, figure.persons, padded=padded)
    return " ".join(part for part in (figure.found, said, figure.label) if part)


def _changes(figure: CategoryFigure, *, padded: bool) -> tuple[str, ...]:
    pairs = (
        (figure.cases, figure.previous_cases, "vụ"),
        (figure.subjects, figure.previous_subjects, figure.persons),
    )
    return tuple(
        change(now, before, word, padded=padded)
        for now, before, word in pairs
        if now is not None and before is not None
    )


def _figure_table(report: CoordinationReport, settings: PaperSettings) -> Table:
    columns = [
        Column("TT", 9, "center"),
        Column("Nhóm", 56),
        Column("Số vụ", 15, "center"),
        Column("Số người", 17, "center"),
    ]
    if report.comparison:
        columns += [
            Column("Vụ", 14, "center", "Cùng kỳ"),
            Column("Người", 16, "center", "Cùng kỳ"),
            Column("Vụ", 19, "center", "Tăng/giảm"),
            Column("Người", 19, "center", "Tăng/giảm"),
        ]
    rows = tuple(
        _figure_row(place, figure, compare=bool(report.comparison), padded=settings.padded_tables)
        for place, figure in enumerate(report.categories, 1)
    )
    span = period(report.period.start, report.period.end)
    caption = f"Kết quả phối hợp phòng, chống tội phạm, vi phạm pháp luật {span}"
    return Table(tuple(columns), rows, caption)


def _figure_row(place: int, figure: CategoryFigure, *, compare: bool, padded: bool) -> tuple[str, ...]:
    row = (
        str(place),
        figure.label[:1].upper() + figure.label[1:],
        _cell(figure.cases, padded=padded),
        _cell(figure.subjects, padded=padded),
    )
    if not compare:
        return row
    return (
        *row,
        _cell(figure.previous_cases, padded=padded),
        _cell(figure.previous_subjects, padded=padded),
        _moved(figure.cases, figure.previous_cases, padded=padded),
        _moved(figure.subjects, figure.previous_subjects, padded=padded),
    )


def _cell(value: int | None, *, padded: bool) -> str:
    return "-" if value is None else count(value, padded=padded)


def _moved(now: int | None, before: int | None, *, padded: bool) -> str:
    return "-" if now is None or before is None else signed(now, before, padded=padded)
