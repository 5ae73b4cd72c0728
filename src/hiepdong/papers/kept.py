"""Reports that officers of a unit wrote: kept as data and as files, drafts until a commander approves them.

They lie below the home, a folder for each, named by the digest of what the paper says: the same report written again is
the same folder. They are no facts: a report can be written anew from the journal, and only its approval is an entry.
"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from hiepdong import config, log
from hiepdong.figures import categories
from hiepdong.figures.questions import Question
from hiepdong.journal import queries as journal
from hiepdong.journal.statement import Entry
from hiepdong.papers import approvals, coordinating, files, situating
from hiepdong.papers.approvals import Approval, approval
from hiepdong.papers.desk_written import WrittenDesk
from hiepdong.papers.files import Files
from hiepdong.papers.written import Written, WrittenSituation
from hiepdong.records import erasure
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.refusals import Refused

KEY_LENGTH, MOST_DRAFTS, DRAFTS_TOLD, DATA = 16, 30, 3, "report.json"
PAGE = "trang-{number}.png"
PREVIEW_PPI = 110
W = TypeVar("W", Written, WrittenSituation, WrittenDesk)
Either = Written | WrittenSituation | WrittenDesk
SORTS: dict[str, type[Either]] = {DATA: Written, "situation.json": WrittenSituation, "desk.json": WrittenDesk}
"""Each sort of paper by the name of its data in the folder."""


class Kept(Struct, Generic[W], frozen=True):
    """A kept report: its key, its digest, and who approved it."""

    key: str
    digest: str
    written: W
    approval: Approval | None
    folder: Path

    @property
    def pages(self) -> int:
        """How many pages the paper has."""
        return len(list(self.folder.glob(PAGE.format(number="*"))))


Put = tuple[Files, str, Approval | None]


def write(viewer: Viewer, question: Question, folder: Path, parts: dict[str, str] | None = None) -> Put:
    """Write the report of the viewer's unit into a folder: its files, its digest, and who approved that very text.

    Raises Refused query.invalid, unit.unknown, node.disk.
    """
    return put(viewer, coordination(viewer, question, parts), folder)


def write_situation(viewer: Viewer, span: tuple[date, date], folder: Path, *, no_onward: bool = True) -> Put:
    """Write the report on the situation of these days likewise. Raises Refused query.invalid, node.disk."""
    return put(viewer, situation(viewer, span, no_onward=no_onward), folder)


def coordination(viewer: Viewer, question: Question, parts: dict[str, str] | None = None) -> Written:
    """The coordination report as it would be written now. Raises Refused query.invalid, unit.unknown."""
    seq = journal.head().seq if question.asof is None else question.asof
    report, how = coordinating.report(viewer, question, parts), coordinating.settings(viewer.unit)
    return Written(viewer.login, now(), question, report, how, seq, tuple(categories.of_unit(viewer.unit)))


def situation(
    viewer: Viewer, span: tuple[date, date], parts: dict[str, str] | None = None, *, no_onward: bool = True
) -> WrittenSituation:
    """The report on the situation as it would be written now. Raises Refused query.invalid."""
    report = situating.report(viewer, span, parts, no_onward=no_onward)
    return WrittenSituation(viewer.login, now(), no_onward, report, coordinating.settings(viewer.unit))


def put(viewer: Viewer, written: Either, folder: Path) -> Put:
    """Write a paper into a folder: its files, its digest, and who approved that very text. Raises Refused node.disk."""
    digest = digest_of(written)
    approved = approval(viewer.unit, digest)
    return _on_disk(lambda: _write(written, folder, draft=approved is None)), digest, approved


T = TypeVar("T")


def _on_disk(do: Callable[[], T]) -> T:
    try:
        return do()
    except OSError as error:
        raise Refused("node.disk", error) from error


def _write(written: Either, folder: Path, *, draft: bool) -> Files:
    return files.write_paper(written.paper(draft=draft), written.annex(), folder, written.names, at=written.at)


def keep(viewer: Viewer, question: Question, parts: dict[str, str]) -> Kept[Written]:
    """Write a report and keep it for the officers of the unit. Raises as `write` does."""
    return keep_written(viewer, coordination(viewer, question, parts))


def keep_situation(
    viewer: Viewer, span: tuple[date, date], parts: dict[str, str], *, no_onward: bool = True
) -> Kept[WrittenSituation]:
    """Write a report on the situation and keep it likewise. Raises as `write_situation` does."""
    return keep_written(viewer, situation(viewer, span, parts, no_onward=no_onward))


def keep_written(viewer: Viewer, written: W) -> Kept[W]:
    """Keep a paper for the officers of the unit. Raises Refused node.disk."""
    digest = digest_of(written)
    folder = _shelf(viewer) / digest[:KEY_LENGTH]
    _on_disk(lambda: _set(written, folder, draft=approval(viewer.unit, digest) is None))
    _on_disk(lambda: _prune(viewer, type(written)))
    return Kept(digest[:KEY_LENGTH], digest, written, approval(viewer.unit, digest), folder)


def _set(written: Either, folder: Path, *, draft: bool) -> None:
    """Set data, files and pictures of the pages, beside what was there, and put them in its place."""
    from hiepdong.papers import typst

    beside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    _write(written, beside, draft=draft)
    for number, page in enumerate(typst.pictures(written.paper(draft=draft), ppi=PREVIEW_PPI), 1):
        (beside / PAGE.format(number=number)).write_bytes(page)
    (beside / _data_of(type(written))).write_bytes(msgspec.json.encode(written))
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def _data_of(sort: type[Either]) -> str:
    return next(name for name, known in SORTS.items() if known is sort)


def digest_of(written: Either) -> str:
    """The digest by which an approval would name it."""
    return files.digest(written.paper())


def listing(viewer: Viewer) -> list[Kept[Written]]:
    """The coordination reports that the officers of the viewer's unit wrote, the newest first."""
    return _listing(viewer, Written)


def situations(viewer: Viewer) -> list[Kept[WrittenSituation]]:
    """The reports on the situation likewise."""
    return _listing(viewer, WrittenSituation)


def desk_papers(viewer: Viewer) -> list[Kept[WrittenDesk]]:
    """The papers of the duty desk likewise."""
    return _listing(viewer, WrittenDesk)


def unapproved(viewer: Viewer) -> list[Kept[Any]]:
    """The newest drafts of the viewer's unit, of every sort: a commander may approve them."""
    drafts = [data for name in SORTS for data in _shelf(viewer).glob(f"*/{name}")]
    approved = {digest[:KEY_LENGTH] for digest in approvals.digests(viewer.unit)} if drafts else set()
    newest = sorted(drafts, key=lambda data: data.stat().st_mtime_ns, reverse=True)
    return [_found(viewer, data) for data in newest if data.parent.name not in approved][:DRAFTS_TOLD]


def _listing(viewer: Viewer, sort: type[W]) -> list[Kept[W]]:
    found = [_found(viewer, path) for path in _shelf(viewer).glob(f"*/{_data_of(sort)}")]
    return sorted(found, key=lambda one: one.written.at, reverse=True)


def find(viewer: Viewer, key: str) -> Kept[Any] | None:
    """A kept report of the viewer's unit, of either sort."""
    if not key.isalnum() or len(key) != KEY_LENGTH:
        return None
    data = next((path for name in SORTS if (path := _shelf(viewer) / key / name).is_file()), None)
    return _found(viewer, data) if data else None


def _found(viewer: Viewer, data: Path) -> Kept[Any]:
    written = _clean(data)
    digest = digest_of(written)
    return Kept(data.parent.name, digest, written, approval(viewer.unit, digest), data.parent)


def set_anew(one: Kept[Any]) -> None:
    """Set a report's files again, after it was approved: the same text, no draft any more. Raises Refused node.disk."""
    _on_disk(lambda: _set(one.written, one.folder, draft=one.approval is None))


def path_of(one: Kept[Any], kind: str) -> Path | None:
    """A file of a kept report: pdf, docx, annex_pdf, annex_docx."""
    names = one.written.names
    path = one.folder / names.get(kind, "-")
    return path if kind in names and path.is_file() else None


def picture_of(one: Kept[Any], number: int) -> Path | None:
    """The picture of a page."""
    path = one.folder / PAGE.format(number=number)
    return path if path.is_file() else None


def _shelf(viewer: Viewer) -> Path:
    """Where the reports of the viewer's unit lie."""
    return _house() / viewer.unit


def _house() -> Path:
    return config.home() / "papers"


def _prune(viewer: Viewer, sort: type[W]) -> None:
    """Drafts of a sort beyond the newest are let go; what was approved stays."""
    drafts = [one for one in _listing(viewer, sort) if one.approval is None]
    for one in drafts[MOST_DRAFTS:]:
        shutil.rmtree(one.folder, ignore_errors=True)


def forget_erased(entry: Entry) -> None:
    """After an erasure: no kept paper names the record's title any more. The figures stand.

    What fails here is done when the report is next opened.
    """
    if entry.statement.act == "record.erase" and entry.effects.get("erased"):
        try:
            for path in (path for name in SORTS for path in _house().glob(f"*/*/{name}")):
                _clean(path)
        except OSError as error:
            log.write(error)


def _clean(data: Path) -> Either:
    """The report that lies there, set anew if it names a record that was erased since."""
    raw, folder = data.read_bytes(), data.parent
    written = msgspec.json.decode(raw, type=SORTS[data.name])
    gone = [record for record in erasure.ledger() if record.encode() in raw]
    cleaned = written.without(frozenset(gone)) if gone else written
    if cleaned != written:
        _set(cleaned, folder, draft=approval(folder.parent.name, digest_of(cleaned)) is None)
    return cleaned
