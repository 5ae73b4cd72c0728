"""A paper and its internal annex as the files an office works with."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.papers.coordination import compose
from hiepdong.papers.coordination_annex import internal_annex
from hiepdong.papers.forms import Annex, Paper
from hiepdong.papers.report import CoordinationReport, PaperSettings
from hiepdong.vocabulary.canonical import canonical

NAMES = {
    "pdf": "bao-cao-ket-qua-phoi-hop.pdf", "docx": "bao-cao-ket-qua-phoi-hop.docx",
    "annex_pdf": "phu-luc-noi-bo.pdf", "annex_docx": "phu-luc-noi-bo.docx",
}  # fmt: skip
KINDS = ("pdf", "docx")
"""The files of a paper that is set when it is asked for."""
SITUATION_NAMES = NAMES | {"pdf": "bao-cao-tinh-hinh.pdf", "docx": "bao-cao-tinh-hinh.docx"}


class Files(Struct, frozen=True):
    """Where the paper and its internal annex were written."""

    pdf: Path
    docx: Path
    annex_pdf: Path
    annex_docx: Path


def digest(paper: Paper) -> str:
    """What an approval names: a digest of all that the paper says, draft or not, and of nothing else."""
    return sha256(canonical(replace(paper, draft=False))).hexdigest()


def rendered(paper: Paper, kind: str, *, at: datetime) -> bytes:
    """The paper as a file of one of `KINDS`; `at` is its creation time and needs a time zone."""
    from hiepdong.papers import docx, typst

    return typst.render(paper, at=at) if kind == "pdf" else docx.render(paper, at=at)


def write(report: CoordinationReport, settings: PaperSettings, folder: Path, *, at: datetime) -> Files:
    """Writes the coordination report as `write_paper` does."""
    return write_paper(compose(report, settings), internal_annex(report, settings), folder, NAMES, at=at)


def write_paper(paper: Paper, annex: Annex, folder: Path, names: dict[str, str], *, at: datetime) -> Files:
    """Writes the paper and, as files apart, its internal annex into `folder`, which is made where missing.

    `at` is the files' creation time and needs a time zone; raises OSError when the folder cannot be written.
    """
    from hiepdong.papers import docx, typst

    folder.mkdir(parents=True, exist_ok=True)
    files = Files(**{kind: folder / name for kind, name in names.items()})
    files.pdf.write_bytes(typst.render(paper, at=at))
    files.docx.write_bytes(docx.render(paper, at=at))
    files.annex_pdf.write_bytes(typst.render(annex, at=at))
    files.annex_docx.write_bytes(docx.render(annex, at=at))
    return files
