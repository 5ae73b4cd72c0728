"""A paper as PDF, set by Typst from one template.

Texts reach the template as JSON, never as Typst source, so no character in them is ever markup.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import msgspec

from hiepdong.papers import wording
from hiepdong.papers.forms import Annex, Block, Fill, Heading, Paper, Paragraph
from hiepdong.papers.wording import plain

if TYPE_CHECKING:
    from typst import Fonts

_HERE = Path(__file__).parent
FONT_FOLDER = _HERE / "fonts"
_TEMPLATE = _HERE / "templates" / "paper.typ"
_ONE_AT_A_TIME = Lock()
"""A paper is set in a few hundredths of a second; several at once would only take their memory together."""


def render(document: Paper | Annex, *, at: datetime) -> bytes:
    """The PDF of a paper, or of an annex as a file apart; the same input and `at` give the same bytes.

    `at` is the file's creation time and needs a time zone.
    """
    if at.tzinfo is None:
        raise ValueError("the creation time of a PDF needs a time zone")
    pdf: bytes = _compiled(document, format="pdf", timestamp=int(at.timestamp()))
    return pdf


def pictures(document: Paper | Annex, *, ppi: int) -> list[bytes]:
    """The pages as PNG, to be looked at on a screen; `ppi` points an inch."""
    pages = _compiled(document, format="png", ppi=ppi)
    return [pages] if isinstance(pages, bytes) else list(pages)


def _compiled(document: Paper | Annex, **options: Any) -> Any:
    import typst

    data = msgspec.json.encode(_view(document)).decode()
    with _ONE_AT_A_TIME:
        return typst.compile(
            _TEMPLATE, root=_TEMPLATE.parent, font_paths=_fonts(), sys_inputs={"data": data}, **options
        )


@cache
def _fonts() -> "Fonts":
    """The installed fonts; the machine's own are searched only where those are missing."""
    from typst import Fonts

    installed = any(FONT_FOLDER.glob("*.ttf"))
    return Fonts(include_system_fonts=not installed, include_embedded_fonts=False, font_paths=[FONT_FOLDER])


def _view(document: Paper | Annex) -> dict[str, Any]:
    shared = {
        "title": wording.title(document),
        "fonts": wording.FONTS,
        "layout": document.layout,
    }
    if isinstance(document, Annex):
        return {**shared, "annexes": [_annex(document)]}
    return {
        **shared,
        "nation": wording.NATION,
        "motto": wording.MOTTO,
        "superior": plain(document.header.superior),
        "issuers": wording.issuer_lines(document),
        "number": wording.number_line(document),
        "place": wording.place_line(document),
        "marks": wording.marks(document),
        "kind": plain(document.kind),
        "about": wording.about_lines(document),
        "addressees": wording.addressee_lines(document),
        "body": [_block(block) for block in document.body],
        "signers": [{"above": above, "name": name} for above, name in map(wording.signer_lines, document.signers)],
        "receivers": wording.receiver_lines(document),
        "annexes": [_annex(annex) for annex in document.annexes],
    }


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "label": plain(annex.label),
        "title": plain(annex.title),
        "attached": plain(annex.attached),
        "body": [_block(block) for block in annex.body],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level, "text": wording.heading(block)}
    if isinstance(block, Paragraph):
        runs = [{"text": plain(run.text), "bold": run.bold, "italic": run.italic} for run in block.runs]
        return {"type": "paragraph", "align": block.align, "indent": block.indent, "runs": runs}
    if isinstance(block, Fill):
        return {"type": "fill", "lines": block.lines, "end": block.end}
    return {
        "type": "table",
        "widths": [column.width for column in block.columns],
        "aligns": [column.align for column in block.columns],
        "head": wording.head_rows(block),
        "rows": [[plain(cell) for cell in row] for row in block.rows],
        "caption": plain(block.caption),
        "notes": [plain(note) for note in block.notes],
    }
