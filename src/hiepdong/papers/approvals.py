"""Approvals (duyệt): a commander says of a paper, by the digest of all that it says, that it is a draft no more."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.rows import Rows
from hiepdong.journal.statement import Entry
from hiepdong.papers.models import ApprovalRow
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.clock import from_seconds, instant_seconds
from hiepdong.vocabulary.paper_acts import PaperApprove

if TYPE_CHECKING:
    from hiepdong.journal.writing import Writing


class Approval(Struct, frozen=True):
    """Who approved a paper, and when he says it was."""

    officer: str
    at: datetime
    seq: int


def approve(act: PaperApprove, by: Officer, writing: "Writing") -> Deed:
    """Approve a paper of the unit acted for; approved again, it stays as it was. Refuses: unit.ended."""
    del act
    writing.forces.require(by.acting_unit)
    return Deed()


class Approvals:
    """Approvals while entries are taken in."""

    def __init__(self, writing: "Writing") -> None:
        del writing
        self._new: dict[str, tuple[Any, ...]] = {}

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in."""
        if isinstance(act, PaperApprove):
            said = entry.statement
            key = f"{said.unit}/{act.digest}"
            row = (key, said.unit, act.digest, said.by, instant_seconds(said.at), entry.seq)
            self._new.setdefault(key, row)

    def flush(self, rows: Rows) -> None:
        """Hand over what is new; what was approved before stays as it was."""
        for row in self._new.values():
            rows.intern(ApprovalRow, row)
        self._new.clear()


def approval(unit: str, digest: str) -> Approval | None:
    """Who of the unit approved its paper; None while it is a draft."""
    row = ApprovalRow.objects.filter(id=f"{unit}/{digest}").first()
    return Approval(row.officer, from_seconds(row.at), row.seq) if row else None


def digests(unit: str) -> set[str]:
    """What the unit's commanders have approved, by digest."""
    return set(ApprovalRow.objects.filter(unit=unit).values_list("digest", flat=True))
