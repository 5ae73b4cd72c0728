"""The head and the foot of a DOCX paper: the two columns, the title, Kính gửi, signatures, Nơi nhận."""

from typing import TYPE_CHECKING

from docx.shared import Mm, Pt, RGBColor

from hiepdong.papers import docx_xml, wording
from hiepdong.papers.docx_styles import ALIGN
from hiepdong.papers.forms import Paper, Signer
from hiepdong.papers.metrics import bold_width
from hiepdong.papers.wording import Mark, plain

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as DocxParagraph

_RIGHT_SHARE = {12: 54, 13: 58}
_RULE_SHARE = 0.4
_RED = "C00000"
_SIGNATURE_ROOM = 74


def head(target: "DocxDocument", paper: Paper) -> None:
    """Issuer and nation, then number and date, side by side in a table without borders."""
    share = _RIGHT_SHARE.get(paper.layout.head, 58)
    left, right = docx_xml.shares((100 - share, share), paper.layout.width)
    table = target.add_table(2, 2)
    docx_xml.fix_table(table, (left, right), padding=0)
    (issuer, nation), (number, place) = docx_xml.cell_grid(table)
    issuers = wording.issuer_lines(paper)
    if paper.header.superior:
        _line(issuer, plain(paper.header.superior), "Superior")
    for line in issuers:
        _line(issuer, line, "Issuer")
    docx_xml.rule(issuer.add_paragraph(), left, _rule_width(issuers, paper.layout.head, left))
    _line(nation, wording.NATION, "Nation")
    _line(nation, wording.MOTTO, "Motto")
    docx_xml.rule(nation.add_paragraph(), right, bold_width(wording.MOTTO, paper.layout.head + 1))
    for cell, text, style in (
        (number, wording.number_line(paper), "Number"),
        (place, wording.place_line(paper), "Place Date"),
    ):
        _line(cell, text, style).paragraph_format.space_before = Pt(6)
    for mark in wording.marks(paper):
        _mark(number, mark, left, paper.layout.head + 1)


def _rule_width(lines: list[str], size: int, room: float) -> float:
    return min(room, max((bold_width(line, size) for line in lines), default=0.0)) * _RULE_SHARE


def _line(cell: "_Cell", text: str, style: str) -> "DocxParagraph":
    """One more line in a cell, whose first paragraph is there from the start."""
    first: DocxParagraph = cell.paragraphs[0]
    untouched = len(cell.paragraphs) == 1 and not first.runs
    paragraph: DocxParagraph = first if untouched else cell.add_paragraph()
    paragraph.style = style
    paragraph.add_run(text)
    return paragraph


def _mark(cell: "_Cell", mark: Mark, room: float, size: int) -> None:
    paragraph = _line(cell, mark.text, "Mark")
    if mark.red:
        paragraph.runs[0].font.color.rgb = RGBColor.from_string(_RED)
    docx_xml.centred(paragraph, room, mark.width or bold_width(mark.text, size) + 4)
    sides = ("top", "left", "bottom", "right")
    docx_xml.borders(paragraph, sides, eighths=8, color=_RED if mark.red else "000000")


def naming(target: "DocxDocument", paper: Paper) -> None:
    """The type of the paper, the trích yếu and the rule below them."""
    target.add_paragraph(plain(paper.kind), "Title")
    paragraph = target.add_paragraph(style="Subtitle")
    lines = wording.about_lines(paper)
    for place, line in enumerate(lines):
        run = paragraph.add_run(line)
        if place < len(lines) - 1:
            run.add_break()
    width = paper.layout.width
    docx_xml.rule(target.add_paragraph(), width, _rule_width(lines, paper.layout.body, width * 0.92))
    docx_xml.gap(target, 12)


def addressed(target: "DocxDocument", paper: Paper) -> None:
    """Kính gửi, centred when it is one line, else a list."""
    lines = wording.addressee_lines(paper)
    indent = paper.layout.indent_tenths / 10
    for place, line in enumerate(lines):
        paragraph = target.add_paragraph(line, "Addressee")
        if len(lines) == 1:
            paragraph.alignment = ALIGN["center"]
        else:
            paragraph.paragraph_format.left_indent = Mm(indent * (2 if place == 0 else 3))
    if lines:
        docx_xml.gap(target, 8)


def signatures(target: "DocxDocument", paper: Paper) -> None:
    """Nơi nhận on the left and the signature on the right; several signatures stand in a row above."""
    docx_xml.gap(target, 8)
    target.paragraphs[-1].paragraph_format.keep_with_next = True
    signers, width = paper.signers, paper.layout.width
    if len(signers) < 2:
        table = target.add_table(1, 2)
        docx_xml.fix_table(table, docx_xml.shares((45, 55), width), padding=0)
        _receivers(table.cell(0, 0), paper)
        for signer in signers:
            _capitals(table.cell(0, 1), signer)
            _name(table.cell(0, 1).add_paragraph(), signer)
        return
    table = target.add_table(3, len(signers))
    docx_xml.fix_table(table, docx_xml.shares([1] * len(signers), width), padding=0)
    capitals, names, below = docx_xml.cell_grid(table)
    for signer, upper, lower in zip(signers, capitals, names, strict=True):
        _capitals(upper, signer)
        _name(lower.paragraphs[0], signer)
        for line in (*upper.paragraphs, *lower.paragraphs):
            line.paragraph_format.keep_with_next = True
    _receivers(below[0], paper)


def _receivers(cell: "_Cell", paper: Paper) -> None:
    lines = wording.receiver_lines(paper)
    if lines:
        _line(cell, "Nơi nhận:", "Receivers Head")
    for line in lines:
        _line(cell, line, "Receivers")


def _capitals(cell: "_Cell", signer: Signer) -> None:
    for line in wording.signer_lines(signer)[0]:
        _line(cell, line, "Signature")


def _name(paragraph: "DocxParagraph", signer: Signer) -> None:
    paragraph.style = "Signature"
    paragraph.paragraph_format.space_before = Pt(_SIGNATURE_ROOM)
    paragraph.add_run(wording.signer_lines(signer)[1])
