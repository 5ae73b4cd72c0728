"""Rules of records as values: one answer for the command that raises it and the page that explains it."""

from datetime import date

from hiepdong import config
from hiepdong.records.fold import Records
from hiepdong.records.head import Head, Holder
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.refusals import Refused


def refuse(refusal: Refused | None) -> None:
    """Raise the refusal, if there is one."""
    if refusal is not None:
        raise refusal


def seen(records: Records, unit: str, record: str, today: date, *, kind: str | None = None) -> tuple[Head, Holder]:
    """The head of a record (of a kind) that the unit sees, and what it holds of it. Raises Refused record.not_found."""
    head = records.head(record)
    holder = head.held_by(unit, today) if head is not None else None
    if head is None or holder is None or kind not in (None, head.kind) or records.is_hidden(head):
        raise Refused("record.not_found")
    return head, holder


def own(records: Records, unit: str, record: str, today: date, *, kind: str | None = None) -> Head:
    """The head of a record (of a kind) that the unit owns. Raises Refused record.not_found or record.not_owner."""
    head, _ = seen(records, unit, record, today, kind=kind)
    if head.owner != unit:
        raise Refused("record.not_owner")
    return head


def may_write(head: Head) -> Refused | None:
    """Whether the owner may act on the record: not while it is offered to another unit."""
    return Refused("record.locked", head.offer.to) if head.offer is not None else None


def may_change(head: Head) -> Refused | None:
    """Whether the record may get a new version or a link."""
    return may_write(head) or (Refused("record.cancelled") if head.cancelled or head.erased else None)


def may_revise(head: Head, expects: int) -> Refused | None:
    """Whether the next version may be written by who had version `expects` before his eyes."""
    refusal = may_change(head)
    if refusal is None and expects != head.version:
        return Refused("record.version_conflict", current=head.version, expected=expects)
    return refusal


def may_answer_offer(head: Head, unit: str) -> Refused | None:
    """Whether the unit may accept or decline."""
    return None if head.offer is not None and head.offer.to == unit else Refused("handover.not_offered")


def above_ceiling(marking: str) -> None:
    """Raise Refused marking.above_ceiling for what this node may not hold."""
    if codes.markings[marking].rank > codes.markings[config.node()["ceiling"]].rank:
        raise Refused("marking.above_ceiling", codes.markings[marking].vi)
