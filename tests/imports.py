"""Imports for tests: acts of a whole import by hand, and lists as offices keep them."""

import csv
import hashlib
import io
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.acts import BASON, Act, act, case
from tests.node import Node


def source(records: int, **more: Any) -> dict[str, Any]:
    return {"file": "danh sách.xlsx", "digest": hashlib.sha256(b"list").hexdigest(), "records": records, **more}


def begun(batch: str, records: int, by: str = BASON) -> Act:
    return act("import.begin", by, record=batch, source=source(records))


def opened_by(batch: str, record: str, line: int, by: str = BASON, **changes: Any) -> Act:
    """case.open of one line of a list."""
    told = {"batch": batch, "line": line, "row": uuid.uuid5(uuid.NAMESPACE_OID, record).hex}
    return act("case.open", by, record=record, case=case(**changes), imported=told)


def ended(batch: str, by: str = BASON) -> Act:
    return act("import.end", by, record=batch)


def undone(batch: str, by: str = BASON) -> Act:
    return act("import.undo", by, record=batch, reason="nhầm danh sách")


HEADINGS = [
    "STT",
    "Ngày xảy ra",
    "Hành vi",
    "Địa điểm",
    "Đơn vị bắt giữ",
    "Họ và tên",
    "Năm sinh",
    "Tư cách",
    "Tang vật",
]
EVENING = datetime.fromisoformat("2023-12-13T23:40")  # without a zone, as Excel has it
LIST: list[list[Any]] = [
    ["DANH SÁCH CÁC VỤ VIỆC NĂM 2023"],
    [],
    HEADINGS,
    [1, "20h10 ngày 02/3/2023", "Tàng trữ trái phép chất ma túy", "mốc 1193, thôn Ba Sơn, xã Xuất Lễ", BASON,
     "Vi Văn Một", 1990, "bị tạm giữ", "0,125 gam heroin"],
    [None, None, None, None, None, "Vi Thị Hai", "02/9/1992", "bị tạm giữ", None],
    [2, EVENING, "Điều 191", "Cao Lâu", BASON, "Lý A Ba", 1985, "Bị can", "12,5 kg pháo nổ"],
    [3, "13.11.23", "Đánh bạc", "Xuất Lễ", BASON, "Hà Bốn; Hà Năm", None, "Bị can", None],
    ["Tổng cộng", None, None, None, None, 5],
]  # fmt: skip


def xlsx(path: Path, rows: list[list[Any]], *merged: str) -> Path:
    """An Excel file with these rows."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for one in merged:
        sheet.merge_cells(one)
    book.save(path)
    return path


def csv_file(path: Path, rows: list[list[Any]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A file of plain text with these rows."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([["" if cell is None else cell for cell in row] for row in rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def brought_in(node: Node, path: Path, *options: str, viewer: str = BASON) -> dict[str, Any]:
    """What `hiepdong import cases` answers."""
    found: dict[str, Any] = node.ask("import", "cases", str(path), "--as", viewer, *options)
    return found
