"""Provisional numbers as a kind of record, and what officers do with them."""

from datetime import date

import msgspec

from hiepdong.figures.models import ProvisionalRow
from hiepdong.information import on_behalf
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.rows import Model, Row
from hiepdong.journal.statement import Entry
from hiepdong.journal.writing import Writing
from hiepdong.records import rules, steps
from hiepdong.records.fold import Records, Step
from hiepdong.records.head import Facet
from hiepdong.records.kinds import Document, Effects, Kind
from hiepdong.records.masks import Mask
from hiepdong.terrain.conditions import check_where
from hiepdong.vocabulary import codes, provisional
from hiepdong.vocabulary import provisional_acts as acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.clock import seconds_of_days, today
from hiepdong.vocabulary.parts import filled, read
from hiepdong.vocabulary.provisional import Provisional
from hiepdong.vocabulary.refusals import Refused

NAME, PAGE, MARKING = "provisional", "/so-lieu/tam", "internal"
HIDDEN = ("who", "note")
"""What of the paper or call stays with who keeps the numbers."""


def check(document: Document) -> Provisional:
    """The document as a Struct that holds every rule of the field. Raises Refused document.*."""
    said: Provisional = read(document, Provisional)
    provisional.check(said)
    on_behalf.check("on_behalf", said.on_behalf)
    return said


def title_of(start: date, end: date) -> str:
    """What a list calls it: the days."""
    return f"Số tạm {start:%d/%m/%Y} – {end:%d/%m/%Y}"


def facet(document: Document, _: Effects) -> Facet:
    """What index rows need of a whole document."""
    said = msgspec.convert(filled(document), type=Provisional)
    kept = said.on_behalf
    detail = {
        "on_behalf": {"unit": kept.unit, "basis": kept.basis, "date": kept.date.isoformat(), "number": kept.number},
        "from": said.start.toordinal(), "to": said.end.toordinal(), "figures": msgspec.to_builtins(said.figures),
    }  # fmt: skip
    happened = seconds_of_days(said.end, said.end)[0]
    return Facet(happened, title_of(said.start, said.end), codes.markings[MARKING].rank, (), (), detail)


def _whole(whole: Facet, _: Mask) -> Facet:
    return whole


def copy_rows(record: int, track: int, version: int, held: Facet) -> list[tuple[Model, Row]]:
    """The index row of a copy."""
    said = held.detail
    spelled = tuple(msgspec.json.encode(said[name]).decode() for name in ("on_behalf", "figures"))
    return [(ProvisionalRow, (record, track, version, said["on_behalf"]["unit"], said["from"], said["to"], *spelled))]


def for_holder(document: Document, _: str) -> Document:
    """The numbers as another unit sees them: not who was on the phone, nor the note of the call."""
    kept = {name: value for name, value in document["on_behalf"].items() if name not in HIDDEN}
    return {**document, "on_behalf": kept}


def reduced(document: Document) -> Document:
    """What stays after an erasure: all that is counted, and for whom."""
    kept = {name: value for name, value in document["on_behalf"].items() if name not in (*HIDDEN, "number")}
    return {**document, "note": None, "on_behalf": {**kept, "number": "—", "who": "—"}}


KIND = Kind(
    name=NAME, check=check, facet=facet, mask_facet=_whole, maskable=frozenset({"note"}),
    text=lambda said: said.get("note") or "", copy_tables=(ProvisionalRow,), copy_rows=copy_rows,
    check_where=check_where, fits=lambda _facet, _where: False, reduced=reduced, parts=(("note", ("note",)),),
    for_holder=for_holder, page=PAGE,
)  # fmt: skip


def record(act: acts.ProvisionalRecord, by: Officer, writing: Writing) -> Deed:
    """Record the numbers of a unit. Refuses: record.exists, unit.unknown, unit.ended, unit.on_system, document.*."""
    writing.forces.require(by.acting_unit)
    said = check(act.provisional)
    on_behalf.require_away(writing, said.on_behalf.unit)
    if writing.fold(Records).taken(str(act.record)):
        raise Refused("record.exists")
    return Deed(record=str(act.record), version=1)


def revise(act: acts.ProvisionalRevise, by: Officer, writing: Writing) -> Deed:
    """Write the next version. Refuses: record.not_owner, .locked, .cancelled, .version_conflict, and as record."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind=NAME)
    rules.refuse(rules.may_revise(head, act.expects))
    writing.forces.require_known(check(act.provisional).on_behalf.unit)
    return Deed(record=head.id, version=head.version + 1)


def cancel(act: acts.ProvisionalCancel, by: Officer, writing: Writing) -> Deed:
    """Let the numbers go. Refuses: record.not_owner, record.locked, record.cancelled."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind=NAME)
    rules.refuse(rules.may_change(head))
    return Deed(record=head.id, version=head.version + 1)


def recorded(records: Records, entry: Entry, act: acts.ProvisionalRecord) -> None:
    """Numbers begin."""
    steps.opened(records, entry, NAME, act.provisional)


def revised(records: Records, entry: Entry, act: acts.ProvisionalRevise) -> None:
    """Numbers have one more version."""
    steps.revised(records, entry, act.provisional, pass_on=act.pass_on)


def cancelled(records: Records, entry: Entry, _: acts.ProvisionalCancel) -> None:
    """Numbers were let go."""
    steps.cancelled(records, entry)


STEPS: dict[type[Act], Step] = {
    acts.ProvisionalRecord: recorded, acts.ProvisionalRevise: revised, acts.ProvisionalCancel: cancelled,
}  # fmt: skip
