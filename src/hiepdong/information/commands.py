"""What officers do with reports: file, revise, cancel, say that one supports or contradicts another."""

from typing import Any
from uuid import UUID

from msgspec import to_builtins

from hiepdong.information import kinds, origins
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.records import rules
from hiepdong.records.fold import Records
from hiepdong.records.head import Head
from hiepdong.records.standing import Standings
from hiepdong.vocabulary import information_acts as acts
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.report import Report


def file(act: acts.ReportFile, by: Officer, writing: Writing) -> Deed:
    """File a report; standing releases apply. Refuses: record.exists, .not_found, .cancelled, document.*."""
    writing.forces.require(by.acting_unit)
    records, report = writing.fold(Records), _checked(act.report)
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    own = _own_origin(report, by.acting_unit, str(act.record))
    found = origins.worked_out(records, by.acting_unit, named(report.derived_from), own)
    effects = {**to_builtins(found)}
    grants = writing.fold(Standings).grants(by.acting_unit, "report", lambda: kinds.report_facet(act.report, effects))
    return Deed(
        record=str(act.record), version=1, to=tuple(grant["to"] for grant in grants),
        effects=effects | ({"grants": grants} if grants else {}),
    )  # fmt: skip


def revise(act: acts.ReportRevise, by: Officer, writing: Writing) -> Deed:
    """Write the next version of a report; its origins are worked out anew. Refuses as file and case.revise."""
    records = writing.fold(Records)
    head = rules.own(records, by.acting_unit, str(act.record), today(), kind="report")
    rules.refuse(rules.may_revise(head, act.expects))
    report = _checked(act.report)
    if head.id in named(report.derived_from):
        raise Refused("document.invalid", f"derived_from: {head.id}")
    before: dict[str, Any] = head.latest.facets[0].detail
    own = before["own"] if _same_source(records, head, report) else _own_origin(report, by.acting_unit, head.id)
    refs = named(report.derived_from)
    found = origins.worked_out(records, by.acting_unit, refs, own, before=before["sources"])
    return Deed(record=head.id, version=head.version + 1, effects=to_builtins(found))


def _same_source(records: Records, head: Head, report: Report) -> bool:
    """A reference that stays is that of the unit that gave it, though the report may have changed hands."""
    source = records.document(head, head.version).get("source") or {}
    return (source.get("ref") or None) == report.source_ref


def _own_origin(report: Report, unit: str, record: str) -> str:
    return origins.of_source(unit, report.source_ref) if report.source_ref else origins.of_record(record)


def named(refs: list[UUID] | None) -> list[str]:
    """References as text."""
    return [str(ref) for ref in refs or ()]


def _checked(document: dict[str, Any]) -> Report:
    report = kinds.check_report(document)
    rules.above_ceiling(report.held_as)
    return report


def cancel(act: acts.ReportCancel, by: Officer, writing: Writing) -> Deed:
    """Cancel what was entered by mistake. Refuses: record.not_owner, record.locked, record.cancelled."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind="report")
    rules.refuse(rules.may_change(head))
    return Deed(record=head.id, version=head.version + 1)


def link(act: acts.ReportLink, by: Officer, writing: Writing) -> Deed:
    """Say that a report or answer of ours supports or contradicts a report.

    Refuses: record.exists, record.not_found, record.not_owner, record.locked, record.cancelled, act.invalid.
    """
    records = writing.fold(Records)
    mine = rules.own(records, by.acting_unit, str(act.start), today())
    other, _ = rules.seen(records, by.acting_unit, str(act.end), today())
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    if mine.kind not in ("report", "answer") or other.kind != "report" or mine.id == other.id:
        raise Refused("act.invalid", "from, to")
    rules.refuse(rules.may_change(mine))
    if other.cancelled:
        raise Refused("record.cancelled")
    return Deed(record=str(act.record))
