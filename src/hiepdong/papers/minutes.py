"""The minutes of a reconciliation (biên bản đối chiếu số liệu), in the form of Decree 30/2020/NĐ-CP.

They say what all signed, and nothing of single cases: those stay at the desk, each unit with its own.
"""

from collections.abc import Iterator

from hiepdong.papers import coordinating
from hiepdong.papers.forms import (
    Block,
    Column,
    Header,
    Heading,
    Paper,
    Signer,
    Table,
    ended,
    paragraph,
    paragraphs,
)
from hiepdong.papers.numbers_vi import count, moment, number, period, spelled_span
from hiepdong.papers.officers import called
from hiepdong.papers.report import PaperSettings
from hiepdong.reconciliation.matter import Agreement, Matter
from hiepdong.vocabulary.clock import from_seconds
from hiepdong.vocabulary.reconciliation import GroupFigure

KIND = "BIÊN BẢN"


def compose(matter: Matter, agreement: Agreement) -> Paper:
    """The minutes as a paper: a draft until all have signed at the desk."""
    how = {unit: coordinating.settings(unit) for unit in matter.units}
    first = how[matter.units[0]]
    return Paper(
        header=Header(
            issuer=first.issuer, superior=first.superior, place=first.place,
            symbol=first.symbol.replace("/BC-", "/BB-"),
            co_issuers=tuple(one.issuer for unit, one in how.items() if unit != matter.units[0]),
        ),
        kind=KIND, about=f"Đối chiếu số liệu {period(matter.start, matter.end)}",
        body=ended(tuple(_body(matter, agreement, how))),
        signers=tuple(Signer(authority=f"ĐẠI DIỆN {one.issuer}") for one in how.values()),
        receivers=("Các đơn vị tham gia đối chiếu;", "Lưu: VT."), draft=matter.state != "signed", layout=first.layout,
    )  # fmt: skip


def _body(matter: Matter, agreement: Agreement, how: dict[str, PaperSettings]) -> Iterator[Block]:
    names = [one.unit for one in how.values()]
    span = spelled_span(matter.start, matter.end)
    yield paragraph(
        f"{', '.join(names[:-1])} và {names[-1]} đã đối chiếu số liệu về vụ việc, đối tượng {span}{_joint(matter)}, "
        f"đếm như tại mục {number(agreement.asof)} của nhật ký."
    )
    yield Heading(2, "1", "Số liệu các bên và số thống nhất")
    yield _table(matter, agreement, names)
    yield Heading(2, "2", "Nội dung còn khác nhau và cách thống nhất")
    yield from paragraphs(agreement.note) or (paragraph("Không có."),)
    yield Heading(2, "3", "Ký trên bàn trực")
    yield from (paragraph(line) for line in _signatures(matter, how))


def _joint(matter: Matter) -> str:
    return ", của những vụ có đủ các bên tham gia" if matter.with_ else ""


def _table(matter: Matter, agreement: Agreement, names: list[str]) -> Table:
    """Cases and persons of each unit, as put forward, and as agreed."""
    shares = 86 // (len(names) + 1)
    columns = [Column("TT", 8, "center"), Column("Nhóm", 40)]
    for group in (*names, "Thống nhất"):
        columns += [Column("Vụ", shares // 2, "center", group), Column("Người", shares // 2, "center", group)]
    sides = [matter.sides[unit].figures for unit in matter.units if unit in matter.sides]
    rows = [
        (str(place), group.label[:1].upper() + group.label[1:], *_cells([side[place - 1] for side in sides]),
         *_cells([agreement.figures[place - 1]]))
        for place, group in enumerate(matter.groups, 1)
    ]  # fmt: skip
    return Table(tuple(columns), tuple(rows))


def _cells(figures: list[GroupFigure]) -> Iterator[str]:
    for one in figures:
        yield "-" if one.cases is None else count(one.cases, padded=True)
        yield count(one.subjects, padded=True)


def _signatures(matter: Matter, how: dict[str, PaperSettings]) -> Iterator[str]:
    signed = {one.unit: one for one in matter.signatures}
    for unit, one in how.items():
        mark = signed.get(unit)
        said = f"{called(mark.officer)}, {moment(from_seconds(mark.at))}" if mark else "chưa ký"
        yield f"- {one.unit}: {said}."
