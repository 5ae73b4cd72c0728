"""Passing a report on with its originator's consent: asked by a receiver, answered once by the owner."""

from hiepdong.information.requests import PassOn, Requests
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.records import rules
from hiepdong.records.fold import Records
from hiepdong.records.head import Head
from hiepdong.vocabulary import information_acts as acts
from hiepdong.vocabulary.clock import now, seconds, today
from hiepdong.vocabulary.refusals import Refused


def ask(act: acts.PassOnAsk, by: Officer, writing: Writing) -> Deed:
    """Ask the originator to pass a report on. Refuses: record.not_found, record.exists, unit.*, act.invalid."""
    records = writing.fold(Records)
    head, _ = rules.seen(records, by.acting_unit, str(act.report), today(), kind="report")
    if head.owner == by.acting_unit:
        raise Refused("act.invalid", "report: owner = asker")
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    writing.forces.require(*act.to)
    grants = [{"to": head.owner, "without": []}]
    effects = {"sent": seconds(act.at or now()), "report": head.id, "grants": grants}
    return Deed(record=str(act.record), version=1, to=(head.owner,), effects=effects)


def allow(act: acts.PassOnAllow, by: Officer, writing: Writing) -> Deed:
    """Release the report to the units named, as the asker holds it; who holds it already is left as he is.

    Refuses: record.not_found, record.not_owner, passon.answered, record.locked, unit.ended, act.invalid when the asker
    holds it no more.
    """
    head, asked = _asked(writing, by, str(act.record))
    rules.refuse(rules.may_write(head))
    holder = head.held_by(asked.asker, today())
    if holder is None:
        raise Refused("act.invalid", f"{asked.asker}: report")
    to = tuple(unit for unit in dict.fromkeys(asked.to) if head.held_by(unit, today()) is None)
    writing.forces.require(*to)
    until = holder.until.isoformat() if holder.until else None
    effects = {"report": head.id, "until": until, "asked_without": list(holder.without)}
    return Deed(record=asked.id, to=to, without=head.tracks[holder.track], effects=effects)


def refuse(act: acts.PassOnRefuse, by: Officer, writing: Writing) -> Deed:
    """Do not pass the report on. Refuses: record.not_found, record.not_owner, passon.answered."""
    head, asked = _asked(writing, by, str(act.record))
    return Deed(record=asked.id, effects={"report": head.id})


def _asked(writing: Writing, by: Officer, record: str) -> tuple[Head, PassOn]:
    records = writing.fold(Records)
    rules.seen(records, by.acting_unit, record, today(), kind="passon")
    asked = writing.fold(Requests).known_ask(record)
    head = records.known(asked.report)
    if head.owner != by.acting_unit:
        raise Refused("record.not_owner")
    if asked.state != "waits":
        raise Refused("passon.answered")
    return head, asked
