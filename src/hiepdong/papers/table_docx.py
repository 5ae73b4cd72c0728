"""Tables of a Word file, with cells merged over rows or columns filled."""

import zipfile
from pathlib import Path
from typing import Any

from hiepdong.papers.table_cells import MOST_COLUMNS, Sheet

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(path: Path) -> list[tuple[str, list[list[str]], str]]:
    """Every table of the document that stands in no other."""
    from docx.oxml.parser import parse_xml

    with zipfile.ZipFile(path) as archive:
        root: Any = parse_xml(archive.read("word/document.xml"))
    outer = [table for table in root.iter(f"{WORD}tbl") if not any(True for _ in table.iterancestors(f"{WORD}tbl"))]
    return [(f"Bảng {number}", _rows(table), "") for number, table in enumerate(outer, 1)]


def _rows(table: Any) -> list[list[str]]:
    sheet = Sheet()
    above: list[str] = []
    for row in table.iterchildren(f"{WORD}tr"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{WORD}tc"):
            width, goes_on = _merging(cell)
            text = above[len(cells)] if goes_on and len(cells) < len(above) else _text(cell)
            cells += [text] * min(width, MOST_COLUMNS + 1)
        sheet.add(cells)
        above = cells
    return sheet.rows


def _merging(cell: Any) -> tuple[int, bool]:
    """Over how many columns a cell reaches, and whether it goes on with the one above."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    width = span.get(f"{WORD}val", "1") if span is not None else "1"
    goes_on = merge is not None and merge.get(f"{WORD}val", "continue") == "continue"
    return max(int(width), 1) if width.isdecimal() else 1, goes_on


def _text(cell: Any) -> str:
    """The paragraphs of a cell, each on a line of its own."""
    lines = []
    for paragraph in cell.iter(f"{WORD}p"):
        parts = [
            "\n" if node.tag == f"{WORD}br" else "\t" if node.tag == f"{WORD}tab" else node.text or ""
            for node in paragraph.iter(f"{WORD}t", f"{WORD}br", f"{WORD}tab")
        ]
        lines.append("".join(parts).strip())
    return "\n".join(line for line in lines if line)
