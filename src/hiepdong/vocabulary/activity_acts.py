"""The acts of joint activities (hoạt động phối hợp)."""

from uuid import UUID

from hiepdong.vocabulary.act import Act, Document, Reason


class ActivityEnter(Act, tag="activity.enter", frozen=True, kw_only=True):
    """Enter what units did together outside the desk."""

    record: UUID
    activity: Document


class ActivityRevise(Act, tag="activity.revise", frozen=True, kw_only=True):
    """Write the next version of an activity."""

    record: UUID
    expects: int
    activity: Document
    pass_on: bool = False


class ActivityCancel(Act, tag="activity.cancel", frozen=True, kw_only=True):
    """Cancel an activity entered by mistake: it counts nowhere and stays readable."""

    record: UUID
    reason: Reason = ""


KINDS: tuple[type[Act], ...] = (ActivityEnter, ActivityRevise, ActivityCancel)
