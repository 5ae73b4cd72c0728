"""A report as its page shows it: the copy its reader holds, how it stands and why, what is around it."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from hiepdong.information import related
from hiepdong.information.graph import Graph, graph
from hiepdong.information.queries import RequestLine
from hiepdong.information.related import Beside, Said
from hiepdong.information.standing import Standing, Word, of_report
from hiepdong.records.masks import covers
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.terrain.sketch import sketch
from hiepdong.vocabulary.clock import day_of, instant
from hiepdong.vocabulary.report import MASKABLE, OUTER_MARKING, USUAL_MARKING

Document = dict[str, Any]


class Spoken(Struct, frozen=True):
    """A word for or against, numbered as in the picture.

    `counted`: how many origins it added to those of the words before it; `same_as`: the words with which it has origins
    in common; `link`: what we may take back.
    """

    number: int
    word: Word
    counted: int
    same_as: tuple[int, ...]
    link: str


class ReportView(Struct, frozen=True):
    """What the page needs besides the copy itself. `open`: may be written; `held`: may be acted on by a holder."""

    shown: Shown
    document: Document
    place: Document
    seen: datetime
    written: datetime | None
    ours: bool
    open: bool
    held: bool
    marking: str
    without: dict[str, bool]
    standing: Standing
    spoken: list[Spoken]
    graph: Graph | None
    says: list[Said]
    sources: list[Beside]
    derived: list[Beside]
    requests: list[RequestLine]
    sketch: dict[str, Any] | None


def view(viewer: Viewer, shown: Shown) -> ReportView:
    """The report for a page."""
    document, ours = shown.document, shown.owner == viewer.unit
    place, quiet = document.get("place") or {}, shown.cancelled or shown.erased
    point, standing = place.get("point"), of_report(viewer, shown.record)
    said = related.said(viewer, shown.record)
    return ReportView(
        shown=shown, document=document, place=place, seen=instant(document["seen"]["from"]), ours=ours,
        written=next((line.at for line in shown.history if line.version is not None), None),
        open=ours and not (quiet or shown.offered_to), held=not ours and not quiet, marking=marking_of(document),
        without={name.replace(".", "_"): covers((name,), tuple(shown.withheld)) for name in (*MASKABLE, "attachments")},
        standing=standing, spoken=spoken(standing, said), graph=graph(standing),
        says=[one for one in said if one.says.record == shown.record],
        sources=related.lines(viewer, document.get("derived_from") or ()),
        derived=related.derived(viewer, shown.record), requests=related.requests_about(viewer, shown.record),
        sketch=sketch((point[0], point[1])) if point else None,
    )  # fmt: skip


def seen_on(shown: Shown) -> date:
    """The day on which it was seen."""
    return day_of(instant(shown.document["seen"]["from"]))


def marking_of(document: Document) -> str:
    """The marking that a report is held under: the one written, else that of its side."""
    return document.get("marking") or (OUTER_MARKING if document.get("side") == "outer" else USUAL_MARKING)


def spoken(standing: Standing, said: list[Said]) -> list[Spoken]:
    """The words of a standing, each with what it added and with which others it has its origins in common."""
    links = {(one.says.record, one.relation): one.link for one in said if one.ours}
    before: dict[tuple[str, str], int] = {}
    found = []
    for number, word in enumerate(standing.words, 1):
        same = {before[word.says, token] for token in word.origins if (word.says, token) in before}
        fresh = [token for token in word.origins if (word.says, token) not in before]
        before |= {(word.says, token): number for token in fresh}
        link = links.get((word.record, word.says), "")
        found.append(Spoken(number, word, len(fresh), tuple(sorted(same)), link))
    return found
