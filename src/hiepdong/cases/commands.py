"""What officers do with cases: open, revise, cancel."""

from hiepdong.cases import kind
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.records import importing, rules
from hiepdong.records.fold import Records
from hiepdong.records.standing import Standings
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.act import Document
from hiepdong.vocabulary.case import Case
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused


def open_case(act: acts.CaseOpen, by: Officer, writing: Writing) -> Deed:
    """Open a case; standing releases apply. Refuses: record.exists, document.*, marking.above_ceiling, import.ended."""
    writing.forces.require(by.acting_unit)
    _checked(act.case, writing)
    if writing.fold(Records).taken(str(act.record)):
        raise Refused("record.exists")
    came = importing.effects_of(act.imported, by, writing) if act.imported is not None else {}
    grants = writing.fold(Standings).grants(by.acting_unit, "case", lambda: kind.facet(act.case, {}))
    return Deed(
        record=str(act.record),
        version=1,
        to=tuple(grant["to"] for grant in grants),
        effects=({"grants": grants} if grants else {}) | came,
    )


def revise(act: acts.CaseRevise, by: Officer, writing: Writing) -> Deed:
    """Write the next version. Refuses: record.not_owner, .locked, .cancelled, .version_conflict, document.*."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind="case")
    rules.refuse(rules.may_revise(head, act.expects))
    _checked(act.case, writing)
    return Deed(record=head.id, version=head.version + 1)


def cancel(act: acts.CaseCancel, by: Officer, writing: Writing) -> Deed:
    """Cancel what was entered by mistake. Refuses: record.not_owner, record.locked, record.cancelled."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind="case")
    rules.refuse(rules.may_change(head))
    return Deed(record=head.id, version=head.version + 1)


def _checked(document: Document, writing: Writing) -> Case:
    case = kind.check(document)
    writing.forces.require_known(*case.units)
    rules.above_ceiling(case.marking or "internal")
    return case
