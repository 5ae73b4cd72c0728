"""What officers do with cases: open, revise, cancel."""

from typing import Any

from msgspec import to_builtins

from hiepdong.cases import kind
from hiepdong.information import on_behalf
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.records import importing, rules
from hiepdong.records.fold import Records
from hiepdong.records.standing import Standings
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.act import Document
from hiepdong.vocabulary.case import Case
from hiepdong.vocabulary.clock import day_of, today
from hiepdong.vocabulary.refusals import Refused


def open_case(act: acts.CaseOpen, by: Officer, writing: Writing) -> Deed:
    """Open a case; standing releases apply. Refuses: record.exists, document.*, marking.above_ceiling, import.ended.

    Where it is kept for another unit, unit.unknown, unit.ended and unit.on_system too.
    """
    writing.forces.require(by.acting_unit)
    case = _checked(act.case, writing)
    if writing.fold(Records).taken(str(act.record)):
        raise Refused("record.exists")
    came = importing.effects_of(act.imported, by, writing) if act.imported is not None else {}
    effects = _kept(act, case, writing) | came
    grants = writing.fold(Standings).grants(by.acting_unit, "case", lambda: kind.facet(act.case, {}))
    return Deed(
        record=str(act.record), version=1, to=tuple(grant["to"] for grant in grants),
        effects=effects | ({"grants": grants} if grants else {}),
    )  # fmt: skip


def _kept(act: acts.CaseOpen, case: Case, writing: Writing) -> dict[str, Any]:
    """For whom a case is kept. It names him among its units, so that he has his part in figures by himself."""
    if act.on_behalf is None:
        return {}
    on_behalf.require_away(writing, act.on_behalf.unit)
    on_behalf.check("on_behalf", act.on_behalf, day_of(case.occurred.start))
    if act.on_behalf.unit not in case.units:
        raise Refused("document.invalid", f"on_behalf.unit: {act.on_behalf.unit}")
    return {"on_behalf": to_builtins(act.on_behalf)}


def revise(act: acts.CaseRevise, by: Officer, writing: Writing) -> Deed:
    """Write the next version. Refuses: record.not_owner, .locked, .cancelled, .version_conflict, document.*."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind="case")
    rules.refuse(rules.may_revise(head, act.expects))
    _checked(act.case, writing)
    kept = head.latest.facets[0].detail.get("on_behalf")
    return Deed(record=head.id, version=head.version + 1, effects={"on_behalf": kept} if kept else {})


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
