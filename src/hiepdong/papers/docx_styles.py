"""The styles of a DOCX paper: what Decree 30/2020/NĐ-CP asks of each component, named as Word names them."""

from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from msgspec import Struct

from hiepdong.papers.forms import Align, Layout
from hiepdong.papers.wording import FONTS

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.styles.style import ParagraphStyle

ALIGN: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


class _Look(Struct, frozen=True, kw_only=True):
    name: str
    size: int
    bold: bool = False
    italic: bool = False
    align: Align = "center"
    before: int = 0
    after: int = 0
    indent: bool = False
    line: float = 1.0
    keep: bool = False


def define(target: "DocxDocument", layout: Layout) -> None:
    """Gives the document its styles, language and font."""
    _language(target)
    _modern(target)
    for look in _looks(layout):
        _apply(_style(target, look.name), look, layout)


def _looks(layout: Layout) -> tuple[_Look, ...]:
    head, body, gap = layout.head, layout.body, layout.spacing
    line = layout.line_percent / 100
    return (
        _Look(name="Normal", size=body, align="left"),
        _Look(name="Header", size=body - 1),
        _Look(name="Footer", size=body - 1),
        _Look(name="Body Text", size=body, align="justify", after=gap, indent=True, line=line),
        _Look(name="Heading 1", size=body, bold=True, align="justify", after=gap, indent=True, keep=True),
        _Look(name="Heading 2", size=body, bold=True, align="justify", after=gap, indent=True, keep=True),
        _Look(name="Heading 3", size=body, align="justify", after=gap, indent=True, keep=True),
        _Look(name="Title", size=body, bold=True, before=18, after=2, keep=True),
        _Look(name="Subtitle", size=body, bold=True, keep=True),
        _Look(name="Caption", size=body - 2, italic=True, before=6, after=4, keep=True),
        _Look(name="Superior", size=head),
        _Look(name="Issuer", size=head, bold=True),
        _Look(name="Nation", size=head, bold=True),
        _Look(name="Motto", size=head + 1, bold=True),
        _Look(name="Number", size=head + 1),
        _Look(name="Place Date", size=head + 1, italic=True),
        _Look(name="Mark", size=head + 1, bold=True, before=8, after=2),
        _Look(name="Rule", size=2),
        _Look(name="Addressee", size=body, align="left", after=3),
        _Look(name="Signature", size=body, bold=True),
        _Look(name="Receivers Head", size=12, bold=True, italic=True, align="left"),
        _Look(name="Receivers", size=11, align="left"),
        _Look(name="Table Text", size=body - 2, align="left", before=1, after=1),
        _Look(name="Table Head", size=body - 2, bold=True, before=1, after=1),
    )


def _style(target: "DocxDocument", name: str) -> "ParagraphStyle":
    if name in target.styles:
        return cast("ParagraphStyle", target.styles[name])
    style = cast("ParagraphStyle", target.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = target.styles["Normal"]
    style.quick_style = True
    return style


def _apply(style: "ParagraphStyle", look: _Look, layout: Layout) -> None:
    font, shape = style.font, style.paragraph_format
    _typeface(style)
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor(0, 0, 0)
    shape.alignment = ALIGN[look.align]
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = look.line
    shape.first_line_indent = Mm(layout.indent_tenths / 10 if look.indent else 0)
    shape.left_indent = Mm(0)
    shape.keep_with_next = look.keep
    shape.widow_control = True
    for name in ("w:pBdr", "w:contextualSpacing"):
        for found in style.element.get_or_add_pPr().findall(qn(name)):
            found.getparent().remove(found)


def _typeface(style: "ParagraphStyle") -> None:
    style.font.name = FONTS[0]
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONTS[0])
    for name in ("w:spacing", "w:kern", "w:bCs", "w:iCs", "w:szCs"):
        for found in properties.findall(qn(name)):
            properties.remove(found)


def _language(target: "DocxDocument") -> None:
    defaults = target.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), "vi-VN")


def _modern(target: "DocxDocument") -> None:
    """Today's layout rules instead of those the library's template asks for: no "compatibility mode"."""
    compat = target.settings.element.find(qn("w:compat"))
    for found in compat.findall(qn("w:useFELayout")):
        compat.remove(found)
    for setting in compat.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
