"""The acts of reconciliation (đối chiếu số liệu)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from hiepdong.vocabulary.act import Act, Document, Reason, UnitCode
from hiepdong.vocabulary.reconciliation import MOST_SHOWN, MOST_UNITS, GroupFigure, Position, ShownEvent

Shown = Annotated[list[ShownEvent], Meta(max_length=MOST_SHOWN)]


class ReconciliationPropose(Act, tag="reconciliation.propose", frozen=True, kw_only=True):
    """Propose to units to hold figures of a period side by side."""

    record: UUID
    reconciliation: Document


class ReconciliationPut(Act, tag="reconciliation.put", frozen=True, kw_only=True):
    """Put the unit's own figures forward, as counted at a position in the journal; put again, they replace the earlier.

    `shown`: to which other unit which events are told one by one; what is not told stays in the total alone.
    """

    record: UUID
    asof: Position
    figures: list[GroupFigure]
    shown: Annotated[dict[UnitCode, Shown], Meta(max_length=MOST_UNITS)] = {}


class ReconciliationAgree(Act, tag="reconciliation.agree", frozen=True, kw_only=True):
    """Write down what is to be signed, in place of an earlier text: agreed figures, and in words what stays apart."""

    record: UUID
    figures: list[GroupFigure]
    note: Reason = ""


class ReconciliationSign(Act, tag="reconciliation.sign", frozen=True, kw_only=True):
    """Sign the agreed figures for the unit; `agreement`: the position in the journal where they were written down."""

    record: UUID
    agreement: Position


class ReconciliationClose(Act, tag="reconciliation.close", frozen=True, kw_only=True):
    """End a reconciliation that came to no agreement."""

    record: UUID
    reason: Reason = ""


KINDS: tuple[type[Act], ...] = (
    ReconciliationPropose, ReconciliationPut, ReconciliationAgree, ReconciliationSign, ReconciliationClose,
)  # fmt: skip
