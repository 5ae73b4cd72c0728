"""Papers that were kept, for who asks without a page: the command line and the API."""

from datetime import date, datetime

from msgspec import Struct

from hiepdong.papers import kept
from hiepdong.papers.since import Since, position, since
from hiepdong.papers.written import Written
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.refusals import Refused


class PaperLine(Struct, frozen=True):
    """A coordination report that an officer of the unit wrote. `seq`: the position at which it was counted."""

    key: str
    at: datetime
    officer: str
    start: date
    end: date
    seq: int
    approved: bool


def papers(viewer: Viewer) -> list[PaperLine]:
    """The coordination reports of the viewer's unit, the newest first; who reads no records has none."""
    if not viewer.reads_records:
        return []
    found = ((one, one.written) for one in kept.listing(viewer))
    return [
        PaperLine(one.key, said.at, said.officer, *said.question.period, position(said), one.approval is not None)
        for one, said in found
    ]  # fmt: skip


def changes(viewer: Viewer, key: str) -> Since:
    """What changed since a paper was counted. Raises Refused record.not_found, query.invalid, unit.unknown."""
    one = kept.find(viewer, key) if viewer.reads_records else None
    if one is None or not isinstance(one.written, Written):
        raise Refused("record.not_found")
    return since(viewer, one.written)
