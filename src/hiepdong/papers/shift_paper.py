"""The handover sheet as a paper: minutes with both signatures, in the form of the unit's papers."""

from collections.abc import Iterator
from pathlib import Path

from django.utils import translation
from msgspec.structs import replace

from hiepdong.forces import queries as forces
from hiepdong.operations import shift_reading, shift_wording
from hiepdong.operations.shift_reading import Group, Open, ShiftView
from hiepdong.papers import coordinating, files
from hiepdong.papers.forms import (
    Block,
    Column,
    Fill,
    Header,
    Heading,
    Paper,
    Signer,
    Table,
    paragraph,
    paragraphs,
)
from hiepdong.papers.officers import called, signer
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI

NAME = "bien-ban-giao-nhan-ca"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


def paper(viewer: Viewer, shown: Shown) -> Paper:
    """The minutes. A draft until the shift was taken over: then both have signed."""
    with translation.override("vi"):
        view = shift_reading.view(viewer, shown, "vi")
        how = coordinating.settings(shown.owner)
        marks = (codes.markings[view.marking].printed, how.marking)
        header = Header(
            issuer=how.issuer, superior=how.superior, place=how.place, dated=view.end.astimezone(HANOI).date(),
            marking="\n".join(dict.fromkeys(mark for mark in marks if mark)),
        )  # fmt: skip
        return Paper(
            header=header, kind="BIÊN BẢN", about=f"Giao, nhận ca trực\n({shift_wording.hours(view.start, view.end)})",
            body=tuple(_body(view)), signers=_signers(view), draft=view.state != "taken",
            layout=replace(how.layout, body=13),
        )  # fmt: skip


def write(viewer: Viewer, shown: Shown, folder: Path) -> dict[str, Path]:
    """Both files, written into a folder that is made where missing. Raises OSError when it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for kind in files.KINDS:
        written[kind] = folder / f"{NAME}.{kind}"
        written[kind].write_bytes(render(viewer, shown, kind))
    return written


def render(viewer: Viewer, shown: Shown, kind: str) -> bytes:
    """The paper as a file of that kind; its creation time is that of the newest word on it."""
    found, at = paper(viewer, shown), shown.history[0].at
    return files.rendered(found, kind, at=at)


def _signers(view: ShiftView) -> tuple[Signer, ...]:
    taken = view.taken["by"] if view.taken else view.document.get("receiver") or ""
    return signer("NGƯỜI NHẬN CA", taken), signer("NGƯỜI GIAO CA", view.by)


def _body(view: ShiftView) -> Iterator[Block]:
    yield from _opening(view)
    number = iter(ROMAN)
    document = view.document
    parts = (
        ("DIỄN BIẾN TRONG CA", "situation"), ("CHỈ ĐẠO CỦA CẤP TRÊN QUA ĐIỆN THOẠI", "instructions"),
    )  # fmt: skip
    for heading, name in parts:
        yield Heading(1, next(number), heading)
        yield from paragraphs(document.get(name) or "Không có.")
    yield Heading(1, next(number), "VIỆC CÒN TỒN CHUYỂN CA SAU")
    yield from _open(view)
    for heading, name in (("VIỆC CA SAU LÀM TIẾP", "to_do"), ("VŨ KHÍ, CHÌA KHÓA, TRANG BỊ", "equipment")):
        yield Heading(1, next(number), heading)
        yield from paragraphs(document.get(name) or "Không có.")
    yield Heading(1, next(number), "Ý KIẾN NGƯỜI NHẬN")
    yield from _remarks(view)


def _opening(view: ShiftView) -> Iterator[Block]:
    start, end = shift_wording.moment(view.start), shift_wording.moment(view.end)
    weather = f" Thời tiết: {view.document['weather'].rstrip('.')}." if view.document.get("weather") else ""
    yield paragraph(f"Ca trực từ {start} đến {end}. Người giao: {called(view.by)}.{weather}")


def _open(view: ShiftView) -> Iterator[Block]:
    if not view.groups:
        yield paragraph("Không còn việc tồn nào trên hệ thống.")
    for place, group in enumerate(view.groups, 1):
        yield Heading(2, str(place), str(shift_wording.SECTIONS[group.section]))
        yield _table(group)


def _table(group: Group) -> Table:
    columns = (Column("TT", 9, "center"), Column("Việc", 110), Column("Đơn vị", 32), Column("Hạn", 27, "center"))
    return Table(columns, tuple(_row(place, line) for place, line in enumerate(group.lines, 1)))


def _row(place: int, line: Open) -> tuple[str, ...]:
    said = shift_wording.about(line)
    unit = forces.name_of(line.unit) if line.unit else ""
    due = shift_wording.moment(line.due) if line.due else ""
    return str(place), f"{line.record.title}{f' ({said})' if said else ''}", unit, due


def _remarks(view: ShiftView) -> Iterator[Block]:
    if view.taken is None:
        yield Fill(2)
        return
    taken = view.taken
    yield from paragraphs(taken["remarks"] or "Đã đọc, nhận đủ, không có ý kiến khác.")
    yield paragraph(f"{called(taken['by'])} nhận ca lúc {shift_wording.moment(taken['at'])}.")
