"""What python-docx has no word for: borders, page fields, fixed tables, a package that is always the same."""

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from hiepdong.papers.wording import HeadCell

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNWANTED = ("/extended-properties", "/thumbnail")


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _xml(part: Any) -> Any:
    return part._element  # noqa: SLF001 - the library's only door to what it has no word for


def page_field(paragraph: "Paragraph") -> None:
    """The page number as a field that the word processor works out."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run("1" if kind == "1" else "")
        if kind == "":
            instruction = _element("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = " PAGE "
            _xml(run).append(instruction)
        elif kind != "1":
            _xml(run).append(_element("w:fldChar", fldCharType=kind))


def restart_numbering(target: "DocxDocument") -> None:
    """Pages of the last section count from 1."""
    properties: Any = target.element.body.sectPr
    for found in properties.findall(qn("w:pgNumType")):
        properties.remove(found)
    margins = properties.find(qn("w:pgMar"))
    margins.addnext(_element("w:pgNumType", start="1"))


def borders(paragraph: "Paragraph", sides: Sequence[str], *, eighths: int = 6, color: str = "000000") -> None:
    """Lines on the given sides of a paragraph, `eighths` of a point thick."""
    properties = _xml(paragraph).get_or_add_pPr()
    frame = _element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            space = "3" if len(sides) > 1 else "0"
            frame.append(_element(f"w:{side}", val="single", sz=str(eighths), space=space, color=color))
    properties.insert_element_before(
        frame, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def centred(paragraph: "Paragraph", room: float, width: float) -> None:
    """Narrows a paragraph to `width` in the middle of `room`, both millimetres."""
    side = max(0.0, (room - width) / 2)
    paragraph.paragraph_format.left_indent = Mm(side)
    paragraph.paragraph_format.right_indent = Mm(side)


def rule(paragraph: "Paragraph", room: float, width: float) -> None:
    """A thin line of `width` in the middle of `room`, both millimetres, as a border of an empty paragraph."""
    paragraph.style = "Rule"
    paragraph.paragraph_format.line_spacing = Pt(2)
    centred(paragraph, room, width)
    borders(paragraph, ("bottom",))


def gap(target: "DocxDocument", points: int) -> None:
    """An empty line of the given height."""
    paragraph = target.add_paragraph(style="Rule")
    paragraph.paragraph_format.line_spacing = Pt(points)


def shares(widths: Sequence[int], total: int) -> list[float]:
    """Column widths in millimetres that share `total` in the proportion of `widths`."""
    whole = sum(widths)
    return [total * width / whole for width in widths]


def cell_grid(table: "Table") -> "list[list[_Cell]]":
    """All cells, row by row, as they stand before any are merged; the library's own way to them is far slower."""
    from docx.table import _Cell

    return [[_Cell(cell, table) for cell in row.tc_lst] for row in _xml(table).tr_lst]


def fix_table(table: "Table", widths: Sequence[float], *, sides: Sequence[str] = (), padding: int = 57) -> None:
    """Fixed column widths in millimetres, thin borders on the sides named, cell padding in twentieths."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    properties = _xml(table).tblPr
    frame = _element("w:tblBorders")
    for side in sides:
        frame.append(_element(f"w:{side}", val="single", sz="4", space="0", color="000000"))
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=str(padding), type="dxa"))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(frame)
    layout.addnext(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in _xml(table).tr_lst:
        row.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)


def head_cells(table: "Table", head: list[list[HeadCell]], style: str) -> None:
    """Writes and merges the head of a table and repeats it on every page; `style` by its id."""
    taken: set[tuple[int, int]] = set()
    cells = cell_grid(table)
    for place, row in enumerate(head):
        _xml(table.rows[place]).get_or_add_trPr().append(_element("w:tblHeader"))
        column = 0
        for cell in row:
            while (place, column) in taken:
                column += 1
            spanned = {(place + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            taken |= spanned
            first = cells[place][column]
            if len(spanned) > 1:
                first = first.merge(cells[place + cell.rows - 1][column + cell.columns - 1])
            write_cell(first, cell.text, WD_ALIGN_PARAGRAPH.CENTER, style)


def style_id(target: "DocxDocument", name: str) -> str:
    """The id of a style, looked up once for all cells of a table."""
    return str(target.styles[name].style_id)


def write_cell(cell: "_Cell", text: str, align: WD_ALIGN_PARAGRAPH, style: str) -> None:
    """One text into a cell, in the middle of its height; `style` by its id."""
    paragraph = cell.paragraphs[0]
    _xml(paragraph).style = style
    paragraph.alignment = align
    paragraph.add_run(text)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def packed(target: "DocxDocument") -> bytes:
    """The file's bytes: no trace of the template's application, no clock in the archive."""
    package = target.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith(_UNWANTED):
            del package.rels[key]
    raw, clean = io.BytesIO(), io.BytesIO()
    target.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            info = zipfile.ZipInfo(item.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, source.read(item))
    return clean.getvalue()
