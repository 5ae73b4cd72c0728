"""Requests for verification between units: sent, accepted, declined, answered, closed, asked on."""

from datetime import datetime
from typing import Any

from msgspec import to_builtins

from hiepdong.forces.book import Forces
from hiepdong.information import deadlines, kinds, on_behalf, origins
from hiepdong.information.commands import named
from hiepdong.information.requests import OWING, Request, Requests
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.records import rules
from hiepdong.records.fold import Records
from hiepdong.records.head import Head
from hiepdong.terrain import communes
from hiepdong.vocabulary import information_acts as acts
from hiepdong.vocabulary.act import BASES, Act
from hiepdong.vocabulary.clock import day_of, from_seconds, now, seconds, today
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.request import Basis


def send(act: acts.RequestSend, by: Officer, writing: Writing) -> Deed:
    """Ask units to verify something; or record what a unit that is not on the system asked ours.

    Refuses: unit.unknown, unit.ended, unit.on_system, record.not_found, record.exists, document.*.
    """
    writing.forces.require(by.acting_unit)
    request, records = kinds.check_request(act.request), writing.fold(Records)
    writing.forces.require(*request.to)
    communes.require(request.place, day_of(_when(act)))
    to, kept = tuple(dict.fromkeys(request.to)), act.on_behalf
    if (by.acting_unit in to) if kept is None else to != (by.acting_unit,):
        raise Refused("document.invalid", f"to: {', '.join(to)}")
    if kept is not None:
        on_behalf.require_away(writing, kept.unit)
        on_behalf.check("on_behalf", kept)
    if request.about is not None:
        rules.seen(records, by.acting_unit, str(request.about), today())
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    setting = writing.fold(Forces).book.setting(by.acting_unit, deadlines.SETTING)
    sent = _said(act, kept)
    due = request.due or deadlines.due(from_seconds(sent), request.urgency or "thuong", setting)
    effects = {"sent": sent, "due": seconds(due), "grants": [_whole(unit) for unit in to if kept is None]}
    return Deed(record=str(act.record), version=1, to=to, effects=effects | _bases(act))


def _said(act: Act, basis: Basis | None) -> int:
    return seconds(_when(act)) if basis is None else on_behalf.moment(_when(act), basis)


def _bases(act: acts.RequestSend | acts.RequestAnswer) -> dict[str, Any]:
    """What the act rests on besides the desk's own word, for index rows to tell."""
    said = {name: getattr(act, name, None) for name in BASES}
    return {name: to_builtins(basis) for name, basis in said.items() if basis is not None}


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
    """Answer a request, or record what a unit that is not on the system answered; the asker sees the answer.

    Refuses: record.not_found, .not_owner, .locked, .exists, request.*, unit.on_system, document.*, act.invalid.
    """
    kept = act.on_behalf
    head, request = _answerable(act, by, writing)
    said, records = kinds.check_answer(act.answer), writing.fold(Records)
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    stands = request.units[kept.unit if kept else by.acting_unit]
    basis = kept or act.conveyed
    if basis is not None:
        on_behalf.check("on_behalf" if kept else "conveyed", basis, day_of(from_seconds(stands.asked)))
    found = origins.worked_out(
        records, by.acting_unit, named(said.derived_from), origins.of_answers(stands.mouth, head.id)
    )
    here = head.owner != by.acting_unit
    effects = {
        "sent": max(_said(act, basis), stands.asked if basis else 0), "request": head.id,
        "grants": [_whole(head.owner)] if here else [], **({} if here or kept else {"told": request.behalf}),
    }  # fmt: skip
    to = (head.owner,) if here else ()
    return Deed(record=str(act.record), version=1, to=to, effects={**to_builtins(found), **effects, **_bases(act)})


def _answerable(act: acts.RequestAnswer, by: Officer, writing: Writing) -> tuple[Head, Request]:
    """The request that is answered: by our unit, or by the asker for a unit that is not on the system."""
    if act.on_behalf is None:
        head, request = addressed(writing, by, str(act.request))
        is_kept = head.owner == by.acting_unit
        if is_kept != (act.conveyed is not None):
            raise Refused("act.invalid", "conveyed")
        return head, request
    if act.conveyed is not None:
        raise Refused("act.invalid", "conveyed")
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.request), today(), kind="request")
    rules.refuse(rules.may_write(head))
    request = writing.fold(Requests).known(head.id)
    on_behalf.require_away(writing, act.on_behalf.unit)
    rules.refuse(may_answer(request, act.on_behalf.unit))
    return head, request


def addressed(writing: Writing, by: Officer, record: str) -> tuple[Head, Request]:
    """A request that the officer's unit was sent and has not done with.

    Raises Refused record.not_found, .locked, request.not_addressed, .closed, .answered, .declined.
    """
    head, _ = rules.seen(writing.fold(Records), by.acting_unit, record, today(), kind="request")
    if head.owner == by.acting_unit:
        rules.refuse(rules.may_write(head))
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


def remind(act: acts.RequestRemind, by: Officer, writing: Writing) -> Deed:
    """Remind who still owes an answer. Refuses: record.not_owner, record.locked, request.closed, request.none_owes."""
    head, request = _asked_by(writing, by, str(act.record))
    owing = tuple(unit for unit, one in sorted(request.units.items()) if one.state in OWING and unit != by.acting_unit)
    if not owing:
        raise Refused("request.none_owes")
    return Deed(record=head.id, to=owing)


def _by_asker(writing: Writing, by: Officer, record: str) -> Deed:
    head, request = _asked_by(writing, by, record)
    return Deed(record=head.id, to=tuple(sorted(request.units)))


def _asked_by(writing: Writing, by: Officer, record: str) -> tuple[Head, Request]:
    """A request of the officer's unit that is neither closed nor erased."""
    head = rules.own(writing.fold(Records), by.acting_unit, record, today(), kind="request")
    rules.refuse(rules.may_write(head))
    request = writing.fold(Requests).known(head.id)
    if request.closed or head.erased:
        raise Refused("request.closed")
    return head, request
