"""The flash report (báo cáo nhanh) on one case: its own words in the form of a paper, nothing typed twice."""

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from hiepdong.papers.case_words import CaseText
from hiepdong.papers.forms import Annex, Block, Fill, Header, Heading, Paper, ended, paragraph
from hiepdong.papers.forms import paragraphs as typed_in
from hiepdong.papers.report import PaperSettings

GONE = "(đã xóa nội dung)"
ANNEX_SIZE = 12
PARTS = {"xu-ly": "XỬ LÝ BAN ĐẦU, HƯỚNG TIẾP THEO", "de-xuat": "ĐỀ XUẤT, KIẾN NGHỊ"}
"""The parts a unit may type in: key and heading."""


class Flash(Struct, frozen=True, kw_only=True, tag="flash"):
    """What the report says. `markings`: as printed, of the case and of the unit's papers."""

    case: CaseText
    markings: tuple[str, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)


def header(settings: PaperSettings, markings: tuple[str, ...], symbol: str = "") -> Header:
    """The head of a paper of the desk: the unit's own, under the markings of what it tells."""
    return Header(
        superior=settings.superior, issuer=settings.issuer, symbol=symbol or settings.symbol, place=settings.place,
        urgency=settings.urgency, marking="\n".join(markings),
    )  # fmt: skip


def compose(flash: Flash, settings: PaperSettings, *, draft: bool = True) -> Paper:
    """The issued paper."""
    return Paper(
        header=header(settings, flash.markings), kind="BÁO CÁO NHANH", about=f"Về việc {_lower(flash.case.title)}",
        addressees=settings.addressees, body=ended(tuple(_body(flash, settings))), signers=settings.signers,
        receivers=settings.receivers, draft=draft, layout=settings.layout,
    )  # fmt: skip


def _lower(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _body(flash: Flash, settings: PaperSettings) -> Iterator[Block]:
    case = flash.case
    yield paragraph(f"{settings.unit} báo cáo nhanh vụ việc như sau:")
    chapters: list[tuple[str, tuple[str, ...]]] = [
        ("DIỄN BIẾN", (case.sentence, *(line.strip() for line in case.summary.splitlines() if line.strip()))),
        ("ĐỐI TƯỢNG, NGƯỜI LIÊN QUAN", (*_numbered(case.persons), *(f"- {line}." for line in case.others))),
        ("TANG VẬT", (f"Thu giữ, tạm giữ gồm: {'; '.join(case.exhibits)}.",) if case.exhibits else ()),
    ]
    numerals = iter(("I", "II", "III", "IV", "V"))
    for heading, lines in chapters:
        if lines:
            yield Heading(1, next(numerals), heading)
            yield from (paragraph(line) for line in lines)
    for key, heading in PARTS.items():
        yield Heading(1, next(numerals), heading)
        known = _known(case) if key == "xu-ly" else ()
        yield from (paragraph(line) for line in known)
        yield from typed_in(flash.parts.get(key, "")) or (() if known else (Fill(2),))


def _numbered(persons: tuple[str, ...]) -> list[str]:
    if len(persons) == 1:
        return [f"{persons[0][:1].upper()}{persons[0][1:]}."]
    return [f"{place}. {one[:1].upper()}{one[1:]}." for place, one in enumerate(persons, 1)]


def _known(case: CaseText) -> tuple[str, ...]:
    """What the case itself says of its handling."""
    return (*(f"- {step}." for step in case.steps), *((f"- {case.outcome}.",) if case.outcome else ()))


def internal_annex(flash: Flash, settings: PaperSettings) -> Annex:
    """The unit's own annex: from which record and version the paper was written, and what it does not say."""
    case = flash.case
    lines = [f"Lập từ hồ sơ {case.record}, bản {case.version}."]
    if case.quiet:
        lines.append(f"{case.quiet} người không nêu tên: bị hại, người làm chứng, người dưới 18 tuổi, người tố giác.")
    if case.unprinted:
        lines.append(f"{case.unprinted} người có tư cách không được in ra giấy nên không nêu trong báo cáo.")
    return Annex(
        label="PHỤ LỤC", title="(nội bộ, không phát hành)", attached=f"Nguồn của Báo cáo nhanh: {case.title}",
        body=tuple(paragraph(line) for line in lines), layout=replace(settings.layout, body=ANNEX_SIZE),
    )  # fmt: skip


def without(flash: Flash, gone: frozenset[str]) -> Flash:
    """The same after an erasure of its case: nothing of it, nor what was typed in about it, is left."""
    return replace(flash, case=erased(flash.case), parts={}) if flash.case.record in gone else flash


def erased(case: CaseText) -> CaseText:
    """A case of which only that it was is left."""
    return CaseText(record=case.record, version=case.version, title=GONE, at=case.at, sentence=GONE)
