"""The office's table of cases and subjects (bảng thống kê vụ, đối tượng) as XLSX: a row for each subject.

It is what the viewer may see and no more, with the filters of the list. Names of those who are protected and persons
whose status may not stand on a paper are not in it. Every cell is a text or a number: none is ever a formula.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import translation

from hiepdong.cases import protected
from hiepdong.cases.queries import CaseLine
from hiepdong.cases.wording import COUNTRIES, Words, first_capital, words
from hiepdong.journal.writing import chunks
from hiepdong.papers import case_words
from hiepdong.papers.wording import plain
from hiepdong.records.copies import Copy, copies
from hiepdong.records.masks import covers
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, instant

Document = dict[str, Any]
Cell = str | int | datetime
COLUMNS: tuple[tuple[str, int], ...] = (
    ("TT", 6), ("TT vụ", 7), ("Mã hồ sơ", 11), ("Xảy ra", 17), ("Trích yếu", 44), ("Nơi xảy ra", 34),
    ("Tội danh, hành vi", 40), ("Chủ trì", 26), ("Phối hợp", 26), ("Đơn vị giữ hồ sơ", 26), ("Giai đoạn", 26),
    ("Kết quả xử lý", 26), ("Tang vật", 34), ("Họ tên", 24), ("Ngày, năm sinh", 14), ("Giới tính", 9),
    ("Quốc tịch", 12), ("Nơi ở", 26), ("Giấy tờ", 24), ("Tư cách tố tụng", 30), ("Hành vi của người ấy", 34),
    ("Tính là đối tượng", 12),
)  # fmt: skip
NAME = "bang-vu-doi-tuong.xlsx"
NOT_SENT = "(không được gửi)"
RISKY = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 500


def workbook(viewer: Viewer, lines: list[CaseLine]) -> bytes:
    """The table of these cases, the oldest first; they are read again under the viewer's rights."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Vụ, đối tượng")
    sheet.freeze_panes = "A2"
    for place, (_name, width) in enumerate(COLUMNS):
        sheet.column_dimensions[_letter(place)].width = width
    with translation.override("vi"):
        rows = list(_rows(viewer, lines))
    sheet.auto_filter.ref = f"A1:{_letter(len(COLUMNS) - 1)}{len(rows) + 1}"
    sheet.append([_cell(sheet, name, bold=True) for name, _width in COLUMNS])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """A cell whose text is text, however it begins: another program is told by the quote mark before it."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    text = plain(value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=text)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = Font(bold=True)
    if isinstance(text, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    if isinstance(text, str):
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(RISKY)
    return cell


def _rows(viewer: Viewer, lines: list[CaseLine]) -> Iterator[list[Cell]]:
    how, number, order = words("vi"), 0, 0
    wanted = [one for one in reversed(lines) if not (one.cancelled or one.exercise)]
    for part in chunks(wanted, AT_ONCE):
        held = copies(viewer, [one.record for one in part])
        for line in (one for one in part if one.record in held):
            order += 1
            for person in _persons(held[line.record]):
                number += 1
                yield [number, order, *_of_case(held[line.record], how), *person]


def _of_case(copy: Copy, how: Words) -> list[Cell]:
    document = copy.document
    hidden, _shown = case_words.apart(document)
    happened = instant(document["occurred"]["from"]).astimezone(HANOI).replace(tzinfo=None)
    coded = {
        "stage": codes.stages.word(document["stage"]) if document.get("stage") else "",
        "outcomes": "; ".join(codes.outcomes.word(code) for code in document.get("outcomes") or ()),
        "exhibits": "; ".join(case_words.exhibit(one, how) for one in document.get("exhibits") or ()),
    }
    told = [_sent(copy, name, text) for name, text in coded.items()]
    return [
        copy.record[:8], happened, case_words.freed(document["title"], hidden), how.place(document),
        how.offences(document["offences"]), how.unit(document["lead"]), how.units(document.get("supporting")),
        how.unit(copy.owner), *told,
    ]  # fmt: skip


def _sent(copy: Copy, path: str, text: str) -> str:
    return NOT_SENT if copy.withheld and covers((path,), copy.withheld) else text


def _persons(copy: Copy) -> Iterator[list[Cell]]:
    """A row for each subject that a paper may tell of; a case without any has one row, its persons empty."""
    blank: list[Cell] = [""] * 8
    if covers(("subjects",), copy.withheld):
        yield [NOT_SENT, *blank]
        return
    people = protected.covered(copy.document).get("subjects") or ()
    shown = [person for person in people if case_words.printed(person["status"])]
    for person in shown:
        yield _of_person(copy, person)
    if not shown:
        yield ["", *blank]


def _of_person(copy: Copy, person: Document) -> list[Cell]:
    country, birth = person.get("nationality"), person.get("birth") or ""
    own = "; ".join(codes.offences.word(code) for code in person.get("offences") or ())
    name = f"({case_words.QUIET})" if person.get("covered") else person.get("name") or ""
    return [
        _sent(copy, "subjects.name", name), _sent(copy, "subjects.birth", "/".join(reversed(birth.split("-")))),
        case_words.GENDERS.get(person.get("gender") or "", ""), str(COUNTRIES.get(country, country)) if country else "",
        _sent(copy, "subjects.home", person.get("home") or ""),
        _sent(copy, "subjects.documents", case_words.identity(person)),
        first_capital(codes.statuses.word(person["status"])), own, "có" if case_words.counts(person) else "không",
    ]  # fmt: skip
