"""An official paper as pure data, by Decree 30/2020/NĐ-CP: what it says, never how a file format says it.

Texts are plain: whatever characters they hold come out literally in every format.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Urgency = Literal["thuong", "khan", "thuong-khan", "hoa-toc"]
Align = Literal["left", "center", "right", "justify"]


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Measures of the page in millimetres and points; what an office sets is held to the bounds of the decree.

    `indent_tenths`: first line of a paragraph in tenths of a millimetre; `spacing`: points between paragraphs;
    `line_percent`: line spacing in percent of single; `head`: size of the nation's name, the motto a point larger.
    """

    top: Annotated[int, Meta(ge=20, le=25)] = 20
    bottom: Annotated[int, Meta(ge=20, le=25)] = 20
    left: Annotated[int, Meta(ge=30, le=35)] = 30
    right: Annotated[int, Meta(ge=15, le=20)] = 15
    indent_tenths: Annotated[int, Meta(ge=100, le=127)] = 127
    spacing: Annotated[int, Meta(ge=6, le=12)] = 6
    line_percent: Annotated[int, Meta(ge=100, le=150)] = 105
    head: Annotated[int, Meta(ge=12, le=13)] = 12
    body: Annotated[int, Meta(ge=13, le=14)] = 14

    @property
    def width(self) -> int:
        """Width of the text in millimetres on A4."""
        return 210 - self.left - self.right


class Header(Struct, frozen=True, kw_only=True):
    """The head: issuing bodies, number and symbol, place and date, marks.

    `symbol` is what follows the number ("/BC-CAH"); the number itself is left to the registry clerk.
    `dated` None leaves blanks for the day of signing. `marking` is the printed form, each of its lines boxed.
    """

    issuer: str
    superior: str = ""
    co_issuers: tuple[str, ...] = ()
    symbol: str = ""
    place: str = ""
    dated: date | None = None
    urgency: Urgency = "thuong"
    marking: str = ""


class Signer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One signature block: "KT. TRƯỞNG CÔNG AN HUYỆN", "PHÓ TRƯỞNG CÔNG AN HUYỆN", rank and name."""

    authority: str = ""
    position: str = ""
    rank: str = ""
    name: str = ""


class Run(Struct, frozen=True):
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


class Heading(Struct, frozen=True, tag="heading"):
    """I. CHAPTER (1), 1. Part (2), a) Point (3); `number` without its stop."""

    level: Literal[1, 2, 3]
    number: str
    text: str


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """Running text."""

    runs: tuple[Run, ...]
    align: Align = "justify"
    indent: bool = True


class Fill(Struct, frozen=True, tag="fill"):
    """Dotted lines to be filled in by hand; `end` closes the last one."""

    lines: int = 1
    end: str = ""


class Column(Struct, frozen=True):
    """A column: `width` is its share beside the others; neighbours of one `group` get a common head."""

    title: str
    width: int
    align: Align = "left"
    group: str = ""


class Table(Struct, frozen=True, tag="table"):
    """A table; rows hold one text per column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has one text per column")


Block = Heading | Paragraph | Fill | Table


class Annex(Struct, frozen=True, kw_only=True):
    """An annex: "PHỤ LỤC I", its title, what it goes with. Pages count anew; may be set as a file alone."""

    label: str
    title: str
    attached: str = ""
    body: tuple[Block, ...] = ()
    layout: Layout = Layout()


class Paper(Struct, frozen=True, kw_only=True):
    """A whole paper: `kind` "BÁO CÁO", `about` the trích yếu, `addressees` Kính gửi, `receivers` Nơi nhận.

    `about` may hold line breaks where the centred title is to be broken.
    """

    header: Header
    kind: str
    about: str
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signers: tuple[Signer, ...] = ()
    receivers: tuple[str, ...] = ()
    draft: bool = True
    annexes: tuple[Annex, ...] = ()
    layout: Layout = Layout()


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Run(text),))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Typed-in text as paragraphs, one a line; empty lines are dropped."""
    return tuple(paragraph(line.strip()) for line in text.splitlines() if line.strip())


def ended(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The body closed by "./." as the decree asks, on its last paragraph or dotted line."""
    if not body:
        return body
    *before, last = body
    if isinstance(last, Fill):
        return (*before, Fill(last.lines, "./."))
    if isinstance(last, Paragraph) and last.runs:
        run = last.runs[-1]
        closed = Run(run.text.rstrip().rstrip(".;").rstrip() + "./.", run.bold, run.italic)
        return (*before, Paragraph((*last.runs[:-1], closed), last.align, last.indent))
    return (*body, Paragraph((Run("./."),), "right", False))
