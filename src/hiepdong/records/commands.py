"""What officers do with records of any kind: release, withdraw, hand over, give back, attach.

A command reads like the sentence it carries out: it decides, and what it gives back is written by journal.append.
"""

from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.records import attachments, kinds, rules
from hiepdong.records.fold import Records
from hiepdong.records.masks import mask_of
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused


def release(act: acts.Release, by: Officer, writing: Writing) -> Deed:
    """Let other units see a record. Refuses: record.not_owner, record.locked, mask.unknown_path, unit.unknown."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today())
    rules.refuse(rules.may_write(head))
    writing.forces.require(*act.to)
    mask = mask_of(act.without, kinds.kind_of(head.kind).maskable)
    return Deed(record=head.id, to=tuple(act.to), without=mask)


def withdraw(act: acts.Withdraw, by: Officer, writing: Writing) -> Deed:
    """Take a record out of other units' views. Refuses: record.not_owner, record.locked, unit.unknown."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today())
    rules.refuse(rules.may_write(head))
    writing.forces.require_known(*act.units)
    return Deed(record=head.id, to=tuple(act.units))


def standing_release(act: acts.StandingRelease, by: Officer, writing: Writing) -> Deed:
    """Release from now on what the unit opens. Refuses: unit.unknown, mask.unknown_path, document.unknown_code."""
    writing.forces.require(by.acting_unit, *act.to)
    if not kinds.is_announced(act.kind):
        raise Refused("act.invalid", act.kind)
    kind = kinds.kind_of(act.kind)
    if act.where is not None:
        kind.check_where(act.where)
    return Deed(to=tuple(act.to), without=mask_of(act.without, kind.maskable))


def end_standing_release(act: acts.StandingEnd, by: Officer, writing: Writing) -> Deed:
    """End a standing release for what is opened later. Refuses: unit.unknown."""
    writing.forces.require(by.acting_unit)
    writing.forces.require_known(*act.to)
    return Deed(to=tuple(act.to))


def ask_for_handover(act: acts.HandoverAsk, by: Officer, writing: Writing) -> Deed:
    """Ask the owner to hand a record over. Refuses: record.not_found, record.cancelled."""
    head, _ = rules.seen(writing.fold(Records), by.acting_unit, str(act.record), today())
    if head.owner == by.acting_unit:
        raise Refused("act.invalid", "record: owner = asker")
    if head.cancelled:
        raise Refused("record.cancelled")
    return Deed(record=head.id)


def offer(act: acts.HandoverOffer, by: Officer, writing: Writing) -> Deed:
    """Offer a record to a unit. Refuses: record.not_owner, record.locked, record.cancelled, unit.unknown."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today())
    rules.refuse(rules.may_change(head))
    writing.forces.require(act.to)
    if act.to == head.owner:
        raise Refused("act.invalid", "to: owner")
    return Deed(record=head.id, to=(act.to,), effects={"offered": head.version})


def accept(act: acts.HandoverAccept, by: Officer, writing: Writing) -> Deed:
    """Take a record over. Refuses: record.not_found, handover.not_offered."""
    head, _ = rules.seen(writing.fold(Records), by.acting_unit, str(act.record), today())
    rules.refuse(rules.may_answer_offer(head, by.acting_unit))
    return Deed(record=head.id, version=head.version + 1)


def decline(act: acts.HandoverDecline, by: Officer, writing: Writing) -> Deed:
    """Do not take a record over. Refuses: record.not_found, handover.not_offered."""
    head, _ = rules.seen(writing.fold(Records), by.acting_unit, str(act.record), today())
    rules.refuse(rules.may_answer_offer(head, by.acting_unit))
    return Deed(record=head.id)


def void(act: acts.HandoverVoid, by: Officer, writing: Writing) -> Deed:
    """Void an offer; counts when a second commander says it. Refuses: record.not_owner, handover.not_offered."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today())
    if head.offer is None:
        raise Refused("handover.not_offered")
    return Deed(record=head.id)


def give_back(act: acts.CopyReturn, by: Officer, writing: Writing) -> Deed:
    """Give a copy back. Refuses: record.not_found, handover.not_offered (what is only offered is declined)."""
    head, _ = rules.seen(writing.fold(Records), by.acting_unit, str(act.record), today())
    if head.owner == by.acting_unit:
        raise Refused("act.not_permitted", "copy.return ← owner")
    return Deed(record=head.id)


def attach(act: acts.Attach, by: Officer, writing: Writing) -> Deed:
    """Attach a file. Refuses: record.not_owner, record.locked, record.cancelled, attachment.*."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today())
    rules.refuse(rules.may_change(head))
    kept = attachments.keep(act.file, with_position=act.with_position)
    released = {"digest": kept.released, "size": kept.released_size}
    effects = {"digest": kept.digest, "size": kept.size, "type": kept.type, "name": kept.name, "released": released}
    return Deed(record=head.id, version=head.version + 1, effects=effects)
