"""Handing a shift over and taking it over: what officers do with the sheet, and how their entries change its head."""

from typing import Any

from msgspec.structs import replace

from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.statement import Entry
from hiepdong.journal.writing import Writing
from hiepdong.operations import shift_kind
from hiepdong.records import head as heads
from hiepdong.records import rules, steps
from hiepdong.records.fold import Records, Step
from hiepdong.records.head import Head
from hiepdong.vocabulary import shift_acts as acts
from hiepdong.vocabulary.act import Act, Document
from hiepdong.vocabulary.clock import instant_seconds, today
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.roles import COMMANDER


def hand_over(act: acts.ShiftHandOver, by: Officer, writing: Writing) -> Deed:
    """Sign the sheet of a shift. Refuses: record.exists, .not_found, document.*, officer.unknown, act.not_permitted."""
    writing.forces.require(by.acting_unit)
    records = writing.fold(Records)
    _check(act.shift, by, writing, known=set())
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    return Deed(record=str(act.record), version=1, effects={"by": by.login})


def revise(act: acts.ShiftRevise, by: Officer, writing: Writing) -> Deed:
    """Correct a sheet; who took it over must take it over anew.

    Refuses: shift.not_signer, record.not_owner, .locked, .cancelled, .version_conflict, and as hand_over.
    """
    head = _own(act.record, by, writing)
    rules.refuse(rules.may_revise(head, act.expects))
    rules.refuse(may_correct(head, by))
    said = _said(head)
    _check(act.shift, by, writing, known=set(said["records"]))
    taker = said["taken"]["by"] if said["taken"] else said["bound"]
    return Deed(record=head.id, version=head.version + 1, effects={"by": by.login, "bound": taker})


def take_over(act: acts.ShiftTakeOver, by: Officer, writing: Writing) -> Deed:
    """Take a shift over. Refuses: shift.own, .taken_over, .not_signer, record.not_owner, .version_conflict."""
    head = _own(act.record, by, writing)
    rules.refuse(rules.may_change(head) or may_take(head, by))
    rules.refuse(rules.may_revise(head, act.expects))
    return Deed(record=head.id, version=head.version + 1)


def cancel(act: acts.ShiftCancel, by: Officer, writing: Writing) -> Deed:
    """Cancel a sheet signed by mistake. Refuses: shift.taken_over, .not_signer, record.not_owner, .cancelled."""
    head = _own(act.record, by, writing)
    rules.refuse(rules.may_change(head))
    if _said(head)["taken"] or _said(head)["bound"]:
        raise Refused("shift.taken_over")
    rules.refuse(may_correct(head, by))
    return Deed(record=head.id, version=head.version + 1)


def may_take(head: Head, by: Officer) -> Refused | None:
    """Whether the officer may take the shift over: not his own; after a correction, who took it over before.

    A commander stands in for an officer who is gone, but never for himself.
    """
    said = _said(head)
    if said["taken"]:
        return Refused("shift.taken_over")
    if said["by"] == by.login:
        return Refused("shift.own")
    if said["bound"] not in (None, by.login) and not by.roles & COMMANDER:
        return Refused("shift.not_signer", said["bound"])
    return None


def may_correct(head: Head, by: Officer) -> Refused | None:
    """Whether the officer may correct the sheet: who signed it, or a commander who did not take it over."""
    said = _said(head)
    taker = said["taken"]["by"] if said["taken"] else said["bound"]
    if said["by"] == by.login or (by.roles & COMMANDER and taker != by.login):
        return None
    return Refused("shift.not_signer", said["by"])


def _own(record: object, by: Officer, writing: Writing) -> Head:
    return rules.own(writing.fold(Records), by.acting_unit, str(record), today(), kind="shift")


def _said(head: Head) -> dict[str, Any]:
    return head.latest.facets[0].detail


def _check(document: Document, by: Officer, writing: Writing, known: set[str]) -> None:
    """Raise Refused unless the sheet is right and its writer sees every record it names; `known`: those it had."""
    shift = shift_kind.check(document)
    rules.above_ceiling(shift.held_as)
    if shift.receiver is not None:
        writing.forces.officer(shift.receiver, by.acting_unit)
        if shift.receiver == by.login:
            raise Refused("shift.own")
    records = writing.fold(Records)
    for line in shift.lines or ():
        if str(line.record) not in known:
            rules.seen(records, by.acting_unit, str(line.record), today())


def handed_over(records: Records, entry: Entry, act: acts.ShiftHandOver) -> None:
    """A sheet begins."""
    steps.opened(records, entry, "shift", act.shift, standing=False)


def revised(records: Records, entry: Entry, act: acts.ShiftRevise) -> None:
    """A sheet has one more version, which nobody has taken over."""
    steps.revised(records, entry, act.shift, pass_on=act.pass_on)


def taken_over(records: Records, entry: Entry, _: acts.ShiftTakeOver) -> None:
    """The sheet stands as it was, taken over: one more version with the same document."""
    head = records.known(entry.statement.record)
    taken = {"by": entry.statement.by, "at": instant_seconds(entry.statement.at), "seq": entry.seq}
    facets = {
        track: replace(facet, detail={**facet.detail, "taken": taken}) for track, facet in head.latest.facets.items()
    }
    after = heads.next_version(head, entry.seq, head.latest.body_seq, facets, pass_on=False)
    records.put(after)
    records.tell(entry, after, [unit for unit, holder in after.holders.items() if not holder.stays_at])


def cancelled(records: Records, entry: Entry, _: acts.ShiftCancel) -> None:
    """A sheet was signed by mistake."""
    steps.cancelled(records, entry)


STEPS: dict[type[Act], Step] = {
    acts.ShiftHandOver: handed_over, acts.ShiftRevise: revised, acts.ShiftTakeOver: taken_over,
    acts.ShiftCancel: cancelled,
}  # fmt: skip
