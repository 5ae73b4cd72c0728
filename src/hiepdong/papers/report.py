"""What a report on coordination holds: its span, its figures, the parts a unit types in, how it looks."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct, field

from hiepdong.papers.forms import Layout, Signer, Urgency

FIGURES, EXCHANGE = "II.4", "II.2"
CHAPTERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "I",
        "ĐẶC ĐIỂM, TÌNH HÌNH LIÊN QUAN",
        ("Tình hình ngoại biên", "Tình hình nội biên; an ninh chính trị, trật tự, an toàn xã hội"),
    ),
    (
        "II",
        "KẾT QUẢ PHỐI HỢP",
        (
            "Công tác lãnh đạo, chỉ đạo, quán triệt",
            "Trao đổi, xử lý thông tin",
            "Bảo vệ chủ quyền, an ninh biên giới, các mục tiêu",
            "Phòng, chống tội phạm, vi phạm pháp luật",
            "Quản lý nhà nước về an ninh, trật tự (cư trú; xuất cảnh, nhập cảnh; vũ khí, pháo)",
            "Nhiệm vụ quốc phòng, huấn luyện, diễn tập, tuyển quân",
            "Phòng, chống thiên tai, cứu nạn, cứu hộ",
            "Vận động quần chúng, xây dựng cơ sở",
            "Giao ban, sơ kết, tổng kết",
        ),
    ),
    ("III", "NHẬN XÉT, ĐÁNH GIÁ", ("Ưu điểm", "Hạn chế, nguyên nhân", "Bài học kinh nghiệm")),
    ("IV", "PHƯƠNG HƯỚNG, NHIỆM VỤ", ()),
    ("V", "ĐỀ XUẤT, KIẾN NGHỊ", ()),
)
PARTS: dict[str, str] = {
    key: name
    for chapter, heading, names in CHAPTERS
    for key, name in ([(f"{chapter}.{i}", n) for i, n in enumerate(names, 1)] or [(chapter, heading)])
}
"""The parts a unit may type in: key ("I.1" … "III.3", "IV", "V") and heading."""


class Period(Struct, frozen=True):
    """A span of days, both included."""

    start: date
    end: date


class RecordLine(Struct, frozen=True, kw_only=True):
    """A record behind a figure, for the internal annex. `withheld`: it came without its subjects."""

    record: str
    title: str
    owner: str
    withheld: bool = False


class EventLine(Struct, frozen=True, kw_only=True):
    """An event behind a figure: what it gave (a case or none, so many persons), and its records, the first speaking."""

    day: date
    lead: str
    cases: int
    subjects: int
    records: tuple[RecordLine, ...]


class CategoryFigure(Struct, frozen=True, kw_only=True):
    """One group of the report, counted: `label` "vận chuyển hàng cấm", `persons` "đối tượng".

    `cases` None: only persons are counted. `previous_*` None: nothing to compare with.
    `found` opens the group in the sentence ("phát hiện, bắt giữ"); `counted_from` is a number of records.
    """

    label: str
    subjects: int
    cases: int | None = None
    persons: str = "đối tượng"
    previous_cases: int | None = None
    previous_subjects: int | None = None
    counted_from: int = 0
    found: str = ""
    events: tuple[EventLine, ...] = ()
    previous_events: tuple[EventLine, ...] = ()


class Counts(Struct, frozen=True):
    """What activities add up to: times, attendances, items."""

    times: int = 0
    attendances: int = 0
    items: int = 0


class ActivityLine(Struct, frozen=True, kw_only=True):
    """A joint activity behind a figure: who took part, what it gave, and its records, the first speaking."""

    day: date
    units: str
    gave: Counts
    records: tuple[RecordLine, ...]


class ActivityFigure(Struct, frozen=True, kw_only=True):
    """The activities of a kind: `words` say what times, attendances and items are called; `abroad`: with China.

    `before` None: nothing to compare with. `counted_from` is a number of records.
    """

    kind: str
    chapter: str
    label: str
    words: tuple[str, str, str]
    abroad: bool = False
    now: Counts = Counts()
    before: Counts | None = None
    counted_from: int = 0
    lines: tuple[ActivityLine, ...] = ()
    previous_lines: tuple[ActivityLine, ...] = ()


class ExchangeLine(Struct, frozen=True, kw_only=True):
    """A record that was given or received, how often it counts, and who was at the other end."""

    day: date
    others: str
    times: int
    records: tuple[RecordLine, ...]


class ExchangeFigure(Struct, frozen=True, kw_only=True):
    """What was exchanged at the desk: `what` as figures have it, `way` given or received."""

    what: str
    way: str
    now: int
    before: int | None = None
    lines: tuple[ExchangeLine, ...] = ()
    previous_lines: tuple[ExchangeLine, ...] = ()


class CoordinationReport(Struct, frozen=True, kw_only=True):
    """What the report says: span, forces in protocol order, figures, parts typed in by the unit.

    No `forces`: nobody was asked to have taken part, so nothing is said of joint work. `unknown`: the span before, of
    which nothing is on record, so that it must not be compared with. `provisional`: sentences on numbers of units
    that are not on the system, in no count. `basis`: for the annex, how it was counted.
    """

    period: Period
    forces: tuple[str, ...]
    categories: tuple[CategoryFigure, ...] = ()
    activities: tuple[ActivityFigure, ...] = ()
    exchanges: tuple[ExchangeFigure, ...] = ()
    comparison: Period | None = None
    unknown: Period | None = None
    provisional: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)
    dated: date | None = None
    draft: bool = True

    @property
    def year_before(self) -> Period | None:
        """The same period of the year before, whether or not cases of it are on record: activities may be."""
        return self.comparison or self.unknown


class ForceName(Struct, frozen=True, forbid_unknown_fields=True):
    """How units that are asked for together (`bp-langson/**`) are called in papers: "các đồn biên phòng"."""

    units: Annotated[str, Meta(min_length=1, max_length=500)]
    name: Annotated[str, Meta(min_length=1, max_length=300)]


class PaperSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a unit's reports look: kept among the unit's settings, decoded with msgspec.

    `unit` is its name in running text; `forces` names who took part, in the order of protocol; `between` stands before
    them in the title; `padded_*` writes 02 for 2.
    """

    unit: str
    issuer: str
    superior: str = ""
    co_issuers: tuple[str, ...] = ()
    symbol: str = ""
    place: str = ""
    marking: str = ""
    urgency: Urgency = "thuong"
    area: str = ""
    between: str = "các lực lượng"
    forces: tuple[ForceName, ...] = ()
    action: str = "phối hợp đấu tranh, bắt giữ, xử lý"
    addressees: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    receivers: tuple[str, ...] = ()
    padded_prose: bool = False
    padded_tables: bool = True
    layout: Layout = Layout()
