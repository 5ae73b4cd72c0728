"""Reports that officers of a unit wrote: kept as data and as files, drafts until a commander approves them.

They lie below the home, a folder for each, named by the digest of what the paper says: the same report written again is
the same folder. They are no facts: a report can be written anew from the journal, and only its approval is an entry.
"""

import shutil
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hiepdong import config, log
from hiepdong.figures.questions import Question
from hiepdong.journal.statement import Entry
from hiepdong.papers import coordinating, files
from hiepdong.papers.approvals import Approval, approval
from hiepdong.papers.files import NAMES, Files
from hiepdong.papers.report import ActivityLine, CoordinationReport, EventLine, ExchangeLine, PaperSettings
from hiepdong.records import erasure
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.refusals import Refused

KEY_LENGTH, MOST_DRAFTS, DATA, GONE = 16, 30, "report.json", "(đã xóa nội dung)"
PAGE = "trang-{number}.png"
PREVIEW_PPI = 110
L = TypeVar("L", EventLine, ActivityLine, ExchangeLine)


class Written(Struct, frozen=True):
    """A report as it was written: by whom, when, for which question, and all that it says."""

    officer: str
    at: datetime
    question: Question
    report: CoordinationReport
    settings: PaperSettings


class Kept(Struct, frozen=True):
    """A kept report: its key, its digest, and who approved it."""

    key: str
    digest: str
    written: Written
    approval: Approval | None
    folder: Path

    @property
    def pages(self) -> int:
        """How many pages the paper has."""
        return len(list(self.folder.glob(PAGE.format(number="*"))))


def write(
    viewer: Viewer, question: Question, folder: Path, parts: dict[str, str] | None = None
) -> tuple[Files, str, Approval | None]:
    """Write the report of the viewer's unit into a folder: its files, its digest, and who approved that very text.

    Raises Refused query.invalid, unit.unknown, node.disk.
    """
    report, how = coordinating.report(viewer, question, parts), coordinating.settings(viewer.unit)
    digest = files.digest(report, how)
    approved = approval(viewer.unit, digest)
    try:
        return files.write(replace(report, draft=approved is None), how, folder, at=now()), digest, approved
    except OSError as error:
        raise Refused("node.disk", error) from error


def keep(viewer: Viewer, question: Question, parts: dict[str, str]) -> Kept:
    """Write a report and keep it for the officers of the unit. Raises as `write` does."""
    report, how = coordinating.report(viewer, question, parts), coordinating.settings(viewer.unit)
    digest = files.digest(report, how)
    written = Written(viewer.login, now(), question, report, how)
    folder = _shelf(viewer) / digest[:KEY_LENGTH]
    try:
        _set(written, folder, draft=approval(viewer.unit, digest) is None)
        _prune(viewer)
    except OSError as error:
        raise Refused("node.disk", error) from error
    return Kept(digest[:KEY_LENGTH], digest, written, approval(viewer.unit, digest), folder)


def _set(written: Written, folder: Path, *, draft: bool) -> None:
    """Set data, files and pictures of the pages, beside what was there, and put them in its place."""
    from hiepdong.papers import typst
    from hiepdong.papers.coordination import compose

    beside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    report = replace(written.report, draft=draft)
    files.write(report, written.settings, beside, at=written.at)
    for number, page in enumerate(typst.pictures(compose(report, written.settings), ppi=PREVIEW_PPI), 1):
        (beside / PAGE.format(number=number)).write_bytes(page)
    (beside / DATA).write_bytes(msgspec.json.encode(written))
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def digest_of(report: CoordinationReport, settings: PaperSettings) -> str:
    """The digest by which an approval would name it."""
    return files.digest(report, settings)


def listing(viewer: Viewer) -> list[Kept]:
    """The reports that the officers of the viewer's unit wrote, the newest first."""
    found = [one for path in _shelf(viewer).glob(f"*/{DATA}") if (one := find(viewer, path.parent.name)) is not None]
    return sorted(found, key=lambda one: one.written.at, reverse=True)


def find(viewer: Viewer, key: str) -> Kept | None:
    """A kept report of the viewer's unit."""
    folder = _shelf(viewer) / key
    if not key.isalnum() or len(key) != KEY_LENGTH or not (folder / DATA).is_file():
        return None
    written = _clean(folder)
    digest = files.digest(written.report, written.settings)
    return Kept(key, digest, written, approval(viewer.unit, digest), folder)


def set_anew(one: Kept) -> None:
    """Set a report's files again, after it was approved: the same text, no draft any more. Raises Refused node.disk."""
    try:
        _set(one.written, one.folder, draft=one.approval is None)
    except OSError as error:
        raise Refused("node.disk", error) from error


def path_of(one: Kept, kind: str) -> Path | None:
    """A file of a kept report: pdf, docx, annex_pdf, annex_docx."""
    path = one.folder / NAMES.get(kind, "-")
    return path if kind in NAMES and path.is_file() else None


def picture_of(one: Kept, number: int) -> Path | None:
    """The picture of a page."""
    path = one.folder / PAGE.format(number=number)
    return path if path.is_file() else None


def _shelf(viewer: Viewer) -> Path:
    """Where the reports of the viewer's unit lie."""
    return _house() / viewer.unit


def _house() -> Path:
    return config.home() / "papers"


def _prune(viewer: Viewer) -> None:
    """Drafts beyond the newest are let go; what was approved stays."""
    drafts = [one for one in listing(viewer) if one.approval is None]
    for one in drafts[MOST_DRAFTS:]:
        shutil.rmtree(one.folder, ignore_errors=True)


def forget_erased(entry: Entry) -> None:
    """After an erasure: no kept annex names the record's title any more. The figures stand.

    What fails here is done when the report is next opened.
    """
    if entry.statement.act == "record.erase" and entry.effects.get("erased"):
        try:
            for path in _house().glob(f"*/*/{DATA}"):
                _clean(path.parent)
        except OSError as error:
            log.write(error)


def _clean(folder: Path) -> Written:
    """The report in the folder, set anew if it names a record that was erased since."""
    raw = (folder / DATA).read_bytes()
    written = msgspec.json.decode(raw, type=Written)
    gone = [record for record in erasure.ledger() if record.encode() in raw]
    report = _without(written.report, frozenset(gone)) if gone else written.report
    if report != written.report:
        written = replace(written, report=report)
        _set(written, folder, draft=approval(folder.parent.name, files.digest(report, written.settings)) is None)
    return written


def _without(report: CoordinationReport, gone: frozenset[str]) -> CoordinationReport:
    categories = tuple(
        replace(one, events=_reduced(one.events, gone), previous_events=_reduced(one.previous_events, gone))
        for one in report.categories
    )
    activities, exchanges = (
        tuple(
            replace(one, lines=_reduced(one.lines, gone), previous_lines=_reduced(one.previous_lines, gone))
            for one in figures
        )
        for figures in (report.activities, report.exchanges)
    )
    return replace(report, categories=categories, activities=activities, exchanges=exchanges)


def _reduced(lines: tuple[L, ...], gone: frozenset[str]) -> tuple[L, ...]:
    return tuple(
        replace(line, records=tuple(replace(one, title=GONE) if one.record in gone else one for one in line.records))
        for line in lines
    )
