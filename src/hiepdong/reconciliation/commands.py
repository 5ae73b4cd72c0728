"""What officers do in a reconciliation: propose it, put figures forward, agree, sign, end it."""

from hiepdong.forces import patterns
from hiepdong.forces.book import Forces
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.reconciliation import kind
from hiepdong.reconciliation.matter import Matter
from hiepdong.reconciliation.projections import Reconciliations
from hiepdong.records import rules
from hiepdong.records.fold import Records
from hiepdong.records.head import Head
from hiepdong.vocabulary import reconciliation as words
from hiepdong.vocabulary import reconciliation_acts as acts
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.reconciliation import ShownEvent
from hiepdong.vocabulary.refusals import Refused


def propose(act: acts.ReconciliationPropose, by: Officer, writing: Writing) -> Deed:
    """Propose a reconciliation; the other units see it. Refuses: record.exists, unit.*, document.*."""
    said = kind.check(act.reconciliation)
    writing.forces.require(by.acting_unit, *said.units)
    patterns.patterns(said.with_, writing.fold(Forces).book)
    if by.acting_unit in said.units:
        raise Refused("document.invalid", f"units: {by.acting_unit}")
    if writing.fold(Records).taken(str(act.record)):
        raise Refused("record.exists")
    grants = [{"to": unit, "without": []} for unit in said.units]
    return Deed(record=str(act.record), version=1, to=tuple(said.units), effects={"grants": grants})


def put(act: acts.ReconciliationPut, by: Officer, writing: Writing) -> Deed:
    """Put the unit's figures forward; what was agreed on others falls.

    Refuses: record.not_found, .locked, .cancelled, document.invalid, reconciliation.not_party, .ended, .not_shown.
    """
    head, matter = taking_part(writing, by, str(act.record))
    if act.asof > writing.seq:
        raise Refused("document.invalid", f"asof: {act.asof}")
    words.check_figures(list(matter.groups), act.figures)
    for unit, events in act.shown.items():
        if unit == by.acting_unit or unit not in matter.units:
            raise Refused("document.invalid", f"shown: {unit}")
        words.check_shown(act.figures, events)
        _check_shown(writing, by.acting_unit, unit, events)
    return Deed(record=head.id, to=_others(matter, by))


def _others(matter: Matter, by: Officer) -> tuple[str, ...]:
    """Whom it concerns when a unit says something: all others that take part."""
    return tuple(unit for unit in matter.units if unit != by.acting_unit)


def _check_shown(writing: Writing, ours: str, theirs: str, events: list[ShownEvent]) -> None:
    """Only records of the two are told, and only those that both see: of a third's nobody knows who holds them."""
    records = writing.fold(Records)
    for record in (record for event in events for record in event.records):
        head = records.head(record)
        told = head is not None and head.kind == "case" and head.owner in (ours, theirs)
        if head is None or not told or not all(head.held_by(unit, today()) for unit in (ours, theirs)):
            raise Refused("reconciliation.not_shown", record)


def agree(act: acts.ReconciliationAgree, by: Officer, writing: Writing) -> Deed:
    """Write down what is to be signed, once all have put figures forward as of one moment.

    Refuses: record.not_found, .locked, .cancelled, document.invalid, reconciliation.not_party, .ended, .not_all.
    """
    head, matter = taking_part(writing, by, str(act.record))
    words.check_figures(list(matter.groups), act.figures)
    if matter.moment is None:
        raise Refused("reconciliation.not_all")
    return Deed(record=head.id, to=_others(matter, by), effects={"asof": matter.moment})


def sign(act: acts.ReconciliationSign, by: Officer, writing: Writing) -> Deed:
    """Sign for the unit; a second time changes nothing.

    Refuses: record.not_found, .locked, .cancelled, reconciliation.not_party, .ended, .changed.
    """
    head, matter = taking_part(writing, by, str(act.record))
    if matter.agreement is None or matter.agreement.seq != act.agreement:
        raise Refused("reconciliation.changed")
    return Deed(record=head.id, to=_others(matter, by))


def close(act: acts.ReconciliationClose, by: Officer, writing: Writing) -> Deed:
    """End what came to no agreement, by its owner. Refuses: record.*, reconciliation.ended."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind=kind.NAME)
    rules.refuse(rules.may_change(head))
    matter = writing.fold(Reconciliations).known(head.id)
    if matter.ended:
        raise Refused("reconciliation.ended")
    return Deed(record=head.id, to=_others(matter, by))


def taking_part(writing: Writing, by: Officer, record: str) -> tuple[Head, Matter]:
    """A reconciliation that goes on and in which the officer's unit takes part.

    Raises Refused record.not_found, .locked, .cancelled, unit.ended, reconciliation.not_party, .ended.
    """
    writing.forces.require(by.acting_unit)
    head, _ = rules.seen(writing.fold(Records), by.acting_unit, record, today(), kind=kind.NAME)
    matter = writing.fold(Reconciliations).known(head.id)
    rules.refuse(may_speak(matter, by.acting_unit) or rules.may_change(head))
    return head, matter


def may_speak(matter: Matter, unit: str) -> Refused | None:
    """Whether the unit may put forward, agree or sign."""
    if unit not in matter.units:
        return Refused("reconciliation.not_party")
    return Refused("reconciliation.ended") if matter.ended else None
