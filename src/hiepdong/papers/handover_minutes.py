"""The minutes of handing over (biên bản bàn giao) persons, exhibits and the file of a case, as the case remembers it.

It is the one paper of the desk that names whom it hands over: the receiver must know. Whose name the officer who
writes it may not read is left to be filled in by hand.
"""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.papers import flash
from hiepdong.papers.case_words import hour
from hiepdong.papers.flash import GONE
from hiepdong.papers.forms import (
    Annex,
    Block,
    Column,
    Fill,
    Heading,
    Paper,
    Signer,
    Table,
    ended,
    paragraph,
)
from hiepdong.papers.forms import paragraphs as typed_in
from hiepdong.papers.numbers_vi import count, date_words
from hiepdong.papers.report import PaperSettings
from hiepdong.vocabulary.clock import HANOI

PERSONS, EXHIBITS, FILE = "người", "tang vật", "hồ sơ"
BLANK = "................................"
CLOSING = (
    "Việc bàn giao kết thúc hồi ....... giờ ....... phút cùng ngày. Biên bản được lập thành 02 bản, mỗi bên giữ 01 "
    "bản, đã đọc lại cho những người có tên trên cùng nghe, công nhận đúng và ký tên."
)


class Went(Struct, frozen=True):
    """A person handed over, cell by cell: name, birth, sex and nationality, home and papers, status."""

    name: str
    born: str
    of: str
    home: str
    status: str


class Thing(Struct, frozen=True):
    """An exhibit handed over."""

    kind: str
    amount: str
    note: str


class Minutes(Struct, frozen=True, kw_only=True, tag="minutes"):
    """What the minutes say; `key` names them in the case. `quiet`: they name who is for the officers of the case."""

    record: str
    version: int
    key: str
    title: str
    happened: datetime
    at: datetime
    to: str
    giver: str = ""
    receiver: str = ""
    place: str = ""
    persons: tuple[Went, ...] = ()
    exhibits: tuple[Thing, ...] = ()
    file: bool = False
    sheets: int | None = None
    note: str = ""
    markings: tuple[str, ...] = ()
    quiet: bool = False


def subject(minutes: Minutes) -> str:
    """What went, in the order of the decree's words: "người, tang vật, hồ sơ"."""
    went = ((PERSONS, minutes.persons), (EXHIBITS, minutes.exhibits), (FILE, minutes.file))
    return ", ".join(word for word, any_of_it in went if any_of_it)


def compose(minutes: Minutes, settings: PaperSettings, *, draft: bool = True) -> Paper:
    """The minutes as a paper of two sides."""
    symbol = settings.symbol.replace("/BC-", "/BB-")
    return Paper(
        header=replace(flash.header(settings, minutes.markings, symbol), dated=minutes.at.astimezone(HANOI).date(),
                       urgency="thuong"),
        kind="BIÊN BẢN", about=f"Bàn giao {subject(minutes)}", body=ended(tuple(_body(minutes, settings))),
        signers=(
            Signer(authority="ĐẠI DIỆN BÊN GIAO", name=minutes.giver),
            Signer(authority="ĐẠI DIỆN BÊN NHẬN", name=minutes.receiver),
        ),
        receivers=("Bên nhận", "Lưu: VT, hồ sơ vụ việc"), draft=draft, layout=settings.layout,
    )  # fmt: skip


def _body(minutes: Minutes, settings: PaperSettings) -> Iterator[Block]:
    local = minutes.at.astimezone(HANOI)
    place = minutes.place or BLANK
    when = f"{local.hour:02d} giờ {local.minute:02d} phút, {date_words(local.date())}"
    yield paragraph(f"Hôm nay, hồi {when}, tại {place}, chúng tôi gồm:")
    for numeral, side, body, officer in (
        ("I", "BÊN GIAO", settings.unit, minutes.giver), ("II", "BÊN NHẬN", minutes.to, minutes.receiver),
    ):  # fmt: skip
        yield Heading(1, numeral, f"{side}: {body.upper()}")
        yield paragraph(f"Ông (bà): {officer or BLANK}")
        yield paragraph(f"Chức vụ: {BLANK}")
    yield Heading(1, "III", "NỘI DUNG BÀN GIAO")
    yield paragraph(f"Hai bên tiến hành bàn giao {subject(minutes)} của vụ việc: {minutes.title}, xảy ra hồi "
                f"{hour(minutes.happened)}, gồm:")  # fmt: skip
    for place_no, (heading, blocks) in enumerate(_parts(minutes), 1):
        yield Heading(2, str(place_no), heading)
        yield from blocks
    yield Heading(1, "IV", "TÌNH TRẠNG, Ý KIẾN CỦA HAI BÊN")
    yield from typed_in(minutes.note) or (Fill(2),)
    yield paragraph(CLOSING)


def _parts(minutes: Minutes) -> Iterator[tuple[str, list[Block]]]:
    if minutes.persons:
        yield f"Người: {count(len(minutes.persons), padded=True)} người", [_persons(minutes.persons)]
    if minutes.exhibits:
        yield "Tang vật, đồ vật, tài liệu", [_exhibits(minutes.exhibits)]
    if minutes.file:
        sheets = f"{minutes.sheets} tờ" if minutes.sheets else "......... tờ"
        yield "Hồ sơ", [paragraph(f"01 bộ hồ sơ vụ việc, gồm {sheets}, kèm bảng thống kê tài liệu.")]


def _persons(persons: tuple[Went, ...]) -> Table:
    columns = (
        Column("TT", 9, "center"), Column("Họ tên", 38), Column("Ngày, năm sinh", 24, "center"),
        Column("Giới tính, quốc tịch", 28), Column("Nơi ở, giấy tờ", 42), Column("Tư cách", 30),
    )  # fmt: skip
    rows = tuple((str(place), one.name, one.born, one.of, one.home, one.status) for place, one in enumerate(persons, 1))
    return Table(columns, rows)


def _exhibits(exhibits: tuple[Thing, ...]) -> Table:
    columns = (
        Column("TT", 9, "center"), Column("Tên", 60), Column("Số lượng", 32, "right"), Column("Tình trạng", 64),
    )  # fmt: skip
    rows = tuple((str(place), one.kind, one.amount, one.note) for place, one in enumerate(exhibits, 1))
    return Table(columns, rows)


def annex(minutes: Minutes, settings: PaperSettings) -> Annex:
    """The unit's own annex: from which record and version the minutes were written."""
    return Annex(
        label="PHỤ LỤC", title="(nội bộ, không phát hành)", attached=f"Nguồn của Biên bản bàn giao {subject(minutes)}",
        body=(paragraph(f"Lập từ hồ sơ {minutes.record}, bản {minutes.version}, lần bàn giao {minutes.key}."),),
        layout=replace(settings.layout, body=flash.ANNEX_SIZE),
    )  # fmt: skip


def without(minutes: Minutes, gone: frozenset[str]) -> Minutes:
    """The same after an erasure of its case: that something went, to whom and when; no person, no thing, no word."""
    if minutes.record not in gone:
        return minutes
    persons = tuple(Went(GONE, "", "", "", "") for _ in minutes.persons)
    exhibits = tuple(Thing(GONE, "", "") for _ in minutes.exhibits)
    return replace(minutes, title=GONE, persons=persons, exhibits=exhibits, note="", giver="", receiver="", place="")
