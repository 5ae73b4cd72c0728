"""A paper as DOCX for further work in a word processor: real styles, headings, tables and page numbers."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt

from hiepdong.papers import docx_head, docx_xml, wording
from hiepdong.papers.docx_styles import ALIGN, define
from hiepdong.papers.forms import Annex, Block, Fill, Heading, Layout, Paper, Paragraph, Table
from hiepdong.papers.wording import plain

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.section import Section

_ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def render(document: Paper | Annex, *, at: datetime) -> bytes:
    """The DOCX of a paper, or of an annex as a file apart; the same input and `at` give the same bytes.

    `at` is the file's creation time and needs a time zone.
    """
    if at.tzinfo is None:
        raise ValueError("the creation time of a DOCX needs a time zone")
    target = Document()
    define(target, document.layout)
    _page(target.sections[0], document.layout)
    if isinstance(document, Annex):
        _annex(target, document)
    else:
        _paper(target, document)
    _properties(target, document, at)
    return docx_xml.packed(target)


def _properties(target: "DocxDocument", document: Paper | Annex, at: datetime) -> None:
    moment = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    author = plain(document.header.issuer) if isinstance(document, Paper) else ""
    core = target.core_properties
    core.title = wording.title(document)[:255]
    core.author = core.last_modified_by = author[:255]
    core.comments = core.keywords = core.subject = core.category = ""
    core.created = core.modified = moment
    core.revision = 1
    core.language = "vi-VN"


def _page(section: "Section", layout: Layout) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    docx_xml.page_field(section.header.paragraphs[0])
    section.header.paragraphs[0].style = "Header"


def _paper(target: "DocxDocument", paper: Paper) -> None:
    docx_head.head(target, paper)
    docx_head.naming(target, paper)
    docx_head.addressed(target, paper)
    for block in paper.body:
        _block(target, block, paper.layout)
    if paper.body and not isinstance(paper.body[-1], Table):
        target.paragraphs[-1].paragraph_format.keep_with_next = True
    docx_head.signatures(target, paper)
    for annex in paper.annexes:
        section = target.add_section(WD_SECTION.NEW_PAGE)
        _page(section, annex.layout)
        docx_xml.restart_numbering(target)
        _annex(target, annex)


def _annex(target: "DocxDocument", annex: Annex) -> None:
    target.add_paragraph(style="Title").add_run(plain(annex.label)).font.size = Pt(14)
    target.add_paragraph(style="Subtitle").add_run(plain(annex.title)).font.size = Pt(max(13, annex.layout.body))
    if annex.attached:
        attached = target.add_paragraph(style="Caption").add_run(plain(annex.attached))
        attached.font.size = Pt(annex.layout.body)
    docx_xml.gap(target, 8)
    for block in annex.body:
        _block(target, block, annex.layout)


def _block(target: "DocxDocument", block: Block, layout: Layout) -> None:
    if isinstance(block, Heading):
        target.add_paragraph(wording.bound(wording.heading(block)), f"Heading {block.level}")
    elif isinstance(block, Paragraph):
        _paragraph(target, block)
    elif isinstance(block, Fill):
        _fill(target, block, layout)
    else:
        _table(target, block, layout)


def _paragraph(target: "DocxDocument", block: Paragraph) -> None:
    paragraph = target.add_paragraph(style="Body Text")
    if block.align != "justify":
        paragraph.alignment = ALIGN[block.align]
    if not block.indent:
        paragraph.paragraph_format.first_line_indent = Pt(0)
    for run in block.runs:
        added = paragraph.add_run(wording.bound(plain(run.text)))
        added.bold = run.bold or None
        added.italic = run.italic or None


def _fill(target: "DocxDocument", block: Fill, layout: Layout) -> None:
    """Dotted lines: each a tab with a leader to the right margin, so typing over one leaves the others as they are."""
    for place in range(block.lines):
        last = place == block.lines - 1
        paragraph = target.add_paragraph("\t" + (block.end if last else ""), style="Body Text")
        paragraph.alignment = ALIGN["left"]
        if place:
            paragraph.paragraph_format.first_line_indent = Pt(0)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(layout.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _table(target: "DocxDocument", block: Table, layout: Layout) -> None:
    if block.caption:
        target.add_paragraph(plain(block.caption), "Caption")
    head = wording.head_rows(block)
    widths = docx_xml.shares([column.width for column in block.columns], layout.width)
    table = target.add_table(len(head) + len(block.rows), len(block.columns))
    docx_xml.fix_table(table, widths, sides=_ALL_SIDES)
    cells, style = docx_xml.cell_grid(table), docx_xml.style_id(target, "Table Text")
    docx_xml.head_cells(table, head, docx_xml.style_id(target, "Table Head"))
    for place, row in enumerate(block.rows, len(head)):
        for cell, text, column in zip(cells[place], row, block.columns, strict=True):
            docx_xml.write_cell(cell, plain(text), ALIGN[column.align], style)
    for note in block.notes:
        target.add_paragraph(style="Table Text").add_run(plain(note)).italic = True
    docx_xml.gap(target, 6)
