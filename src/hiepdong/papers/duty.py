"""A duty day as papers tell it: the entries of the duty log (sổ trực ban) and the daily report (báo cáo ngày)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from hiepdong.papers import flash
from hiepdong.papers.case_words import CaseText, hour
from hiepdong.papers.flash import GONE
from hiepdong.papers.forms import Annex, Block, Column, Fill, Heading, Paper, Paragraph, Run, Table, ended, paragraph
from hiepdong.papers.forms import paragraphs as typed_in
from hiepdong.papers.numbers_vi import count, counted
from hiepdong.papers.report import PaperSettings
from hiepdong.vocabulary.clock import HANOI

PARTS = {"cong-tac": "NHẬN XÉT, CÔNG TÁC TIẾP THEO", "de-xuat": "ĐỀ XUẤT, KIẾN NGHỊ"}
"""The parts of the daily report that a unit may type in: key and heading."""
CODE_LENGTH = 8


class Shift(Struct, frozen=True):
    """A duty day, by the day on which it begins: from its first moment to that of the next."""

    day: date
    start: datetime
    end: datetime


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the duty log. `timed` False: of the day, at no hour; `kind`: case, step, report, request, activity."""

    at: datetime
    kind: str
    text: str
    record: str
    handled: str = ""
    timed: bool = True


class Held(Struct, frozen=True):
    """A person whom the unit holds at the end of the day: since when, by which step of the proceedings."""

    record: str
    person: str
    since: datetime
    step: str


class Due(Struct, frozen=True):
    """A legal clock that runs at the end of the day."""

    record: str
    what: str
    whom: str
    ends: datetime
    basis: str


class DayExchange(Struct, frozen=True):
    """Reports of the unit, requests it sent and received that day; those that still wait for us, and for others."""

    reports: int = 0
    sent: int = 0
    received: int = 0
    by_us: int = 0
    to_us: int = 0


class DutyDay(Struct, frozen=True, kw_only=True):
    """What a unit's own records say of a duty day. `persons`: how many count as đối tượng in its cases."""

    shift: Shift
    entries: tuple[Entry, ...] = ()
    cases: tuple[CaseText, ...] = ()
    persons: int = 0
    exhibits: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    due: tuple[Due, ...] = ()
    exchanged: DayExchange = DayExchange()
    activities: tuple[str, ...] = ()
    markings: tuple[str, ...] = ()


class DutyLog(Struct, frozen=True, kw_only=True, tag="log"):
    """The page of the duty log."""

    day: DutyDay


class Daily(Struct, frozen=True, kw_only=True, tag="daily"):
    """The daily report."""

    day: DutyDay
    parts: dict[str, str] = field(default_factory=dict)


def span(shift: Shift) -> str:
    """From when to when, in words."""
    return f"từ {hour(shift.start)} đến {hour(shift.end)}"


def compose_log(log: DutyLog, settings: PaperSettings, *, draft: bool = True) -> Paper:
    """The page of the log as a paper."""
    day = log.day
    body: list[Block] = (
        [_log_table(day.entries)] if day.entries else [paragraph("Trong ca trực không có việc phải ghi.")]
    )
    return Paper(
        header=flash.header(settings, day.markings, settings.symbol and "/STB"), kind="TRÍCH SỔ TRỰC BAN",
        about=f"Ca trực\n({span(day.shift)})", body=ended(tuple(body)), signers=settings.signers,
        receivers=settings.receivers, draft=draft, layout=settings.layout,
    )  # fmt: skip


def _log_table(entries: tuple[Entry, ...]) -> Table:
    columns = (
        Column("TT", 9, "center"), Column("Thời gian", 26, "center"), Column("Nội dung sự việc", 90, "justify"),
        Column("Xử lý, kết quả", 50),
    )  # fmt: skip
    rows = tuple((str(place), _when(one), one.text, one.handled) for place, one in enumerate(entries, 1))
    return Table(columns, rows)


def _when(one: Entry) -> str:
    local = one.at.astimezone(HANOI)
    return f"{local:%H:%M} {local:%d/%m/%Y}" if one.timed else f"trong ngày {local:%d/%m/%Y}"


def compose(daily: Daily, settings: PaperSettings, *, draft: bool = True) -> Paper:
    """The daily report."""
    day = daily.day
    return Paper(
        header=flash.header(settings, day.markings), kind="BÁO CÁO",
        about=f"Tình hình, kết quả công tác trong ngày\n({span(day.shift)})", addressees=settings.addressees,
        body=ended(tuple(_body(daily, settings))), signers=settings.signers, receivers=settings.receivers,
        draft=draft, layout=settings.layout,
    )  # fmt: skip


def _body(daily: Daily, settings: PaperSettings) -> Iterator[Block]:
    day = daily.day
    yield paragraph(f"Trong ngày ({span(day.shift)}), {settings.unit} báo cáo tình hình, kết quả công tác như sau:")
    yield Heading(1, "I", "TÌNH HÌNH, KẾT QUẢ CÔNG TÁC")
    for place, (heading, blocks) in enumerate(_chapters(day), 1):
        yield Heading(2, str(place), heading)
        yield from blocks
    yield Heading(1, "II", "THỜI HẠN ĐANG CHẠY")
    yield _due_table(day.due) if day.due else paragraph("Không có thời hạn tố tụng nào đang chạy.")
    for numeral, (key, heading) in zip(("III", "IV"), PARTS.items(), strict=True):
        yield Heading(1, numeral, heading)
        yield from typed_in(daily.parts.get(key, "")) or (Fill(2),)


def _chapters(day: DutyDay) -> list[tuple[str, list[Block]]]:
    exhibits = f"Thu giữ, tạm giữ: {'; '.join(day.exhibits)}." if day.exhibits else "Không thu giữ tang vật."
    activities = [paragraph(f"- {one}.") for one in day.activities] or [paragraph("Không ghi hoạt động phối hợp nào.")]
    return [
        ("Vụ việc", list(_cases(day))),
        ("Tang vật", [paragraph(exhibits)]),
        ("Người đang bị giữ", [_held_table(day.held)] if day.held else [paragraph("Không có người đang bị giữ.")]),
        ("Tin, đề nghị xác minh", [paragraph(exchanged_words(day.exchanged))]),
        ("Hoạt động phối hợp", [*activities]),
    ]


def _cases(day: DutyDay) -> Iterator[Block]:
    if not day.cases:
        yield paragraph("Không xảy ra, không phát hiện vụ việc nào.")
        return
    yield paragraph(f"Xảy ra, phát hiện {counted(len(day.cases), day.persons, 'đối tượng', padded=True)}.")
    for place, one in enumerate(day.cases, 1):
        yield Paragraph((Run(f"Vụ {place}. ", bold=True), Run(one.sentence)))
        yield from (paragraph(f"- {person[:1].upper()}{person[1:]}.") for person in (*one.persons, *one.others))
        if one.exhibits:
            yield paragraph(f"- Tang vật: {'; '.join(one.exhibits)}.")
        if one.outcome:
            yield paragraph(f"- Xử lý: {one.outcome}.")


def exchanged_words(one: DayExchange) -> str:
    """Reports and requests of the day in a sentence."""
    reports, sent, received = (count(number, padded=True) for number in (one.reports, one.sent, one.received))
    by_us, to_us = (count(number, padded=True) for number in (one.by_us, one.to_us))
    return (
        f"Nắm được {reports} tin; gửi {sent}, nhận {received} đề nghị xác minh. Còn {by_us} đề nghị đơn vị chưa trả "
        f"lời, {to_us} đề nghị đơn vị khác chưa trả lời."
    )


def _held_table(held: tuple[Held, ...]) -> Table:
    columns = (Column("TT", 9, "center"), Column("Người", 90), Column("Theo", 46), Column("Từ lúc", 30, "center"))
    rows = tuple((str(place), one.person, one.step, _moment(one.since)) for place, one in enumerate(held, 1))
    return Table(columns, rows)


def _due_table(due: tuple[Due, ...]) -> Table:
    columns = (
        Column("TT", 9, "center"), Column("Phải làm", 56), Column("Đối với", 56), Column("Hết hạn", 28, "center"),
        Column("Căn cứ", 36),
    )  # fmt: skip
    rows = tuple(
        (str(place), one.what, one.whom, _ends(one.ends), one.basis) for place, one in enumerate(due, 1)
    )  # fmt: skip
    return Table(columns, rows)


def _moment(at: datetime) -> str:
    local = at.astimezone(HANOI)
    return f"{local:%H:%M} {local:%d/%m/%Y}"


def _ends(at: datetime) -> str:
    """What ends with a day, at its 24:00."""
    local = at.astimezone(HANOI)
    return _moment(at) if (local.hour, local.minute) != (0, 0) else f"24:00 {local - timedelta(days=1):%d/%m/%Y}"


def annex(day: DutyDay, settings: PaperSettings, title: str) -> Annex:
    """The unit's own annex: the records behind the entries, and how the day was put together."""
    basis = (
        "Lập từ hồ sơ của đơn vị; không tính hồ sơ đã hủy, hồ sơ diễn tập. Vụ việc tính vào ngày xảy ra, tin vào lúc "
        "nắm được, đề nghị vào lúc gửi. Thời hạn, người bị giữ là như cuối ngày trực."
    )
    body: list[Block] = [paragraph(basis)]
    quiet = sum(one.quiet for one in day.cases), sum(one.unprinted for one in day.cases)
    if any(quiet):
        body.append(paragraph(f"{quiet[0]} người không nêu tên, {quiet[1]} người có tư cách không được in ra giấy."))
    columns = (Column("TT", 9, "center"), Column("Nội dung", 110), Column("Mã hồ sơ", 24, "center"))
    rows = tuple((str(place), one.text, one.record[:CODE_LENGTH]) for place, one in enumerate(day.entries, 1))
    return Annex(
        label="PHỤ LỤC", title="(nội bộ, không phát hành)", attached=f"Nguồn của {title}, {span(day.shift)}",
        body=(*body, Table(columns, rows)) if rows else tuple(body),
        layout=replace(settings.layout, body=flash.ANNEX_SIZE),
    )  # fmt: skip


def without(day: DutyDay, gone: frozenset[str]) -> DutyDay:
    """The same after erasures: the numbers stand, the words of those records are gone."""
    return replace(
        day,
        entries=tuple(replace(one, text=GONE, handled="") if one.record in gone else one for one in day.entries),
        cases=tuple(flash.erased(one) if one.record in gone else one for one in day.cases),
        held=tuple(replace(one, person=GONE) if one.record in gone else one for one in day.held),
        due=tuple(replace(one, whom=GONE) if one.record in gone else one for one in day.due),
    )
