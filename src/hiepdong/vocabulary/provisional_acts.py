"""The acts of provisional numbers (số tạm)."""

from uuid import UUID

from hiepdong.vocabulary.act import Act, Document, Reason


class ProvisionalRecord(Act, tag="provisional.record", frozen=True, kw_only=True):
    """Record the numbers of a unit that is not on the system: shown beside counted ones, never added to them."""

    record: UUID
    provisional: Document


class ProvisionalRevise(Act, tag="provisional.revise", frozen=True, kw_only=True):
    """Write the next version of provisional numbers."""

    record: UUID
    expects: int
    provisional: Document
    pass_on: bool = False


class ProvisionalCancel(Act, tag="provisional.cancel", frozen=True, kw_only=True):
    """Let provisional numbers go: the unit's cases have come, or they were entered by mistake."""

    record: UUID
    reason: Reason = ""


KINDS: tuple[type[Act], ...] = (ProvisionalRecord, ProvisionalRevise, ProvisionalCancel)
