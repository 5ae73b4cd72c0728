"""The acts of the shift handover (giao, nhận ca trực)."""

from uuid import UUID

from hiepdong.vocabulary.act import Act, Document, Reason


class ShiftHandOver(Act, tag="shift.hand-over", frozen=True, kw_only=True):
    """The outgoing duty officer signs the handover sheet of his shift."""

    record: UUID
    shift: Document


class ShiftRevise(Act, tag="shift.revise", frozen=True, kw_only=True):
    """Who signed a sheet corrects it by a new version; once it was taken over, the same officer must take it anew."""

    record: UUID
    expects: int
    shift: Document
    pass_on: bool = False


class ShiftTakeOver(Act, tag="shift.take-over", frozen=True, kw_only=True):
    """The next duty officer takes the shift over, with his remarks on the sheet that he has read."""

    record: UUID
    expects: int
    remarks: Reason = ""


class ShiftCancel(Act, tag="shift.cancel", frozen=True, kw_only=True):
    """Cancel a sheet signed by mistake that nobody has taken over: it stays readable."""

    record: UUID
    reason: Reason = ""


KINDS: tuple[type[Act], ...] = (ShiftHandOver, ShiftRevise, ShiftTakeOver, ShiftCancel)
