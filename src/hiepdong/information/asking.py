"""Requests for verification between units: sent, accepted, declined, answered, closed, asked on."""

from datetime import datetime
from typing import Any

from msgspec import to_builtins

from hiepdong.forces.book import Forces
from hiepdong.information import deadlines, kinds, origins
from hiepdong.information.commands import named
from hiepdong.information.requests import Request, Requests
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.records import rules
from hiepdong.records.fold import Records
from hiepdong.records.head import Head
from hiepdong.vocabulary import information_acts as acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.clock import now, seconds, today
from hiepdong.vocabulary.refusals import Refused


def send(act: acts.RequestSend, by: Officer, writing: Writing) -> Deed:
    """Ask units to verify something. Refuses: unit.unknown, unit.ended, record.not_found, record.exists, document.*."""
    writing.forces.require(by.acting_unit)
    request, records = kinds.check_request(act.request), writing.fold(Records)
    writing.forces.require(*request.to)
    if by.acting_unit in request.to:
        raise Refused("document.invalid", f"to: {by.acting_unit}")
    if request.about is not None:
        rules.seen(records, by.acting_unit, str(request.about), today())
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    setting = writing.fold(Forces).book.setting(by.acting_unit, deadlines.SETTING)
    due = request.due or deadlines.due(_when(act), request.urgency or "thuong", setting)
    to = tuple(dict.fromkeys(request.to))
    effects = {"sent": seconds(_when(act)), "due": seconds(due), "grants": [_whole(unit) for unit in to]}
    return Deed(record=str(act.record), version=1, to=to, effects=effects)


def _when(act: Act) -> datetime:
    return act.at or now()


def _whole(unit: str) -> dict[str, Any]:
    return {"to": unit, "without": []}


def accept(act: acts.RequestAccept, by: Officer, writing: Writing) -> Deed:
    """Take a request on; a second time changes nothing. Refuses: record.not_found, request.*."""
    head, _ = addressed(writing, by, str(act.record))
    return Deed(record=head.id)


def decline(act: acts.RequestDecline, by: Officer, writing: Writing) -> Deed:
    """Do not take a request on. Refuses: record.not_found, request.*."""
    head, _ = addressed(writing, by, str(act.record))
    return Deed(record=head.id)


def answer(act: acts.RequestAnswer, by: Officer, writing: Writing) -> Deed:
    """Answer a request; the asker sees the answer. Refuses: record.not_found, record.exists, request.*, document.*."""
    head, request = addressed(writing, by, str(act.request))
    said, records = kinds.check_answer(act.answer), writing.fold(Records)
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    own = origins.of_answers(request.units[by.acting_unit].mouth, head.id)
    found = origins.worked_out(records, by.acting_unit, named(said.derived_from), own)
    effects = {"sent": seconds(_when(act)), "request": head.id, "grants": [_whole(head.owner)]}
    return Deed(record=str(act.record), version=1, to=(head.owner,), effects={**to_builtins(found), **effects})


def addressed(writing: Writing, by: Officer, record: str) -> tuple[Head, Request]:
    """A request that the officer's unit was sent and has not done with.

    Raises Refused record.not_found, request.not_addressed, .closed, .answered, .declined.
    """
    head, _ = rules.seen(writing.fold(Records), by.acting_unit, record, today(), kind="request")
    request = writing.fold(Requests).known(head.id)
    rules.refuse(may_answer(request, by.acting_unit))
    return head, request


def may_answer(request: Request, unit: str) -> Refused | None:
    """Whether the unit may accept, decline or answer."""
    mine = request.units.get(unit)
    if mine is None:
        return Refused("request.not_addressed")
    if request.closed:
        return Refused("request.closed")
    return Refused(f"request.{mine.state}") if mine.state in ("answered", "declined") else None


def close(act: acts.RequestClose, by: Officer, writing: Writing) -> Deed:
    """Need no more answers. Refuses: record.not_owner, record.locked, request.closed."""
    return _by_asker(writing, by, str(act.record))


def ask_on(act: acts.RequestAskOn, by: Officer, writing: Writing) -> Deed:
    """Say what is still missing. Refuses: record.not_owner, record.locked, request.closed."""
    return _by_asker(writing, by, str(act.record))


def _by_asker(writing: Writing, by: Officer, record: str) -> Deed:
    head = rules.own(writing.fold(Records), by.acting_unit, record, today(), kind="request")
    rules.refuse(rules.may_write(head))
    request = writing.fold(Requests).known(head.id)
    if request.closed:
        raise Refused("request.closed")
    return Deed(record=head.id, to=tuple(sorted(request.units)))
