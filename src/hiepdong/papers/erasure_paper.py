"""The minutes of an erasure (biên bản xóa dữ liệu): what was erased, by which decision, by whom, and what stays."""

from collections.abc import Iterator
from datetime import date

from django.utils import translation

from hiepdong.forces import queries as forces
from hiepdong.papers import coordinating, files
from hiepdong.papers.forms import Block, Header, Heading, Paper, paragraph, paragraphs
from hiepdong.papers.officers import called, signer
from hiepdong.records import retention
from hiepdong.records.queries import Shown
from hiepdong.records.retention import Decision
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI

NAME = "bien-ban-xoa-du-lieu"
PLACES = (
    "Đã xóa nội dung mọi bản của hồ sơ cùng muối băm, trong nhật ký, bảng tra, chỉ mục tìm kiếm, bản nháp, các tệp "
    "đính kèm không hồ sơ nào khác dùng, và các trang trống của tệp dữ liệu. Bản sao lưu cũ khi khôi phục sẽ được "
    "xóa lại theo sổ xóa để ngoài cơ sở dữ liệu."
)
KEPT = (
    "Còn giữ phần mà số liệu cần (ngày, loại, đơn vị, tội danh, tư cách của từng người dưới mã không tên) và các mục "
    "nhật ký về ai đã làm gì. Không lấy lại được nội dung đã xóa."
)


def render(shown: Shown, kind: str) -> bytes:
    """The minutes as a file of that kind; its creation time is that of the second commander's decision."""
    said = retention.decisions(shown.record)
    found, at = paper(shown, said), said[-1].at
    return files.rendered(found, kind, at=at)


def paper(shown: Shown, said: list[Decision]) -> Paper:
    """The paper, in the form of the owner's papers; a draft while only one commander has decided."""
    with translation.override("vi"):
        how = coordinating.settings(shown.owner)
        day = said[-1].at.astimezone(HANOI).date()
        header = Header(
            issuer=how.issuer, superior=how.superior, place=how.place, dated=day, marking=how.marking,
        )  # fmt: skip
        signers = tuple(signer("CHỈ HUY", one.officer) for one in said[-2:])
        return Paper(
            header=header, kind="BIÊN BẢN", about="Xóa dữ liệu theo quyết định", body=tuple(_body(shown, said)),
            signers=signers, draft=not shown.erased, layout=how.layout,
        )  # fmt: skip


def _body(shown: Shown, said: list[Decision]) -> Iterator[Block]:
    yield Heading(1, "I", "HỒ SƠ")
    kind = codes.retention.word(shown.kind, "vi") if shown.kind in codes.retention else shown.kind
    yield paragraph(f"{kind}, mã {shown.record}, của {forces.name_of(shown.owner)}; gồm {shown.version} bản.")
    yield Heading(1, "II", "CĂN CỨ")
    for text in dict.fromkeys(_basis(one) for one in said):
        yield paragraph(text)
    yield Heading(1, "III", "NGƯỜI QUYẾT ĐỊNH")
    for one in said:
        at = one.at.astimezone(HANOI)
        entry = f"mục {one.seq} của nhật ký, {one.hash[:16]}"
        yield paragraph(f"{called(one.officer)}, {at:%H} giờ {at:%M} phút ngày {at:%d/%m/%Y}; {entry}.")
        yield from paragraphs(one.minutes) if one.minutes else ()
    yield Heading(1, "IV", "NỘI DUNG ĐÃ XÓA" if shown.erased else "NỘI DUNG SẼ XÓA")
    yield paragraph(PLACES)
    yield paragraph(KEPT)


def _basis(one: Decision) -> str:
    if one.decided is None:
        return f"{one.decision.rstrip('.')}."
    day = date.fromisoformat(one.decided["on"])
    return f"Quyết định số {one.decided['number']} ngày {day:%d/%m/%Y} của {one.decided['issuer']}."
