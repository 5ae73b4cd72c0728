"""A report on coordination as the files an office works with."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from hiepdong.papers.coordination import compose, internal_annex
from hiepdong.papers.report import CoordinationReport, PaperSettings

_NAME = "bao-cao-ket-qua-phoi-hop"
_ANNEX = "phu-luc-noi-bo"


class Files(Struct, frozen=True):
    """Where the paper and its internal annex were written."""

    pdf: Path
    docx: Path
    annex_pdf: Path
    annex_docx: Path


def write(report: CoordinationReport, settings: PaperSettings, folder: Path, *, at: datetime) -> Files:
    """Writes the paper and, as files apart, its internal annex into `folder`, which is made where missing.

    `at` is the files' creation time and needs a time zone; raises OSError when the folder cannot be written.
    """
    from hiepdong.papers import docx, typst

    paper, annex = compose(report, settings), internal_annex(report, settings)
    folder.mkdir(parents=True, exist_ok=True)
    files = Files(
        folder / f"{_NAME}.pdf",
        folder / f"{_NAME}.docx",
        folder / f"{_ANNEX}.pdf",
        folder / f"{_ANNEX}.docx",
    )
    files.pdf.write_bytes(typst.render(paper, at=at))
    files.docx.write_bytes(docx.render(paper, at=at))
    files.annex_pdf.write_bytes(typst.render(annex, at=at))
    files.annex_docx.write_bytes(docx.render(annex, at=at))
    return files
