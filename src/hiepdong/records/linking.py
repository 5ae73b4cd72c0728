"""Links asserted, confirmed, rejected, retracted: commands, and how their entries change links."""

from msgspec.structs import replace

from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.statement import Entry
from hiepdong.journal.writing import Writing
from hiepdong.records import rules
from hiepdong.records.fold import Records, Step
from hiepdong.records.head import OPEN, Head, Holder
from hiepdong.records.links import Link
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused


def assert_link(act: acts.LinkAssert, by: Officer, writing: Writing) -> Deed:
    """Say that two records are of one event.

    Refuses: record.exists, record.not_found, record.not_owner, record.locked, record.cancelled,
    link.other_side_unseen.
    """
    records = writing.fold(Records)
    mine = rules.own(records, by.acting_unit, str(act.a), today())
    other, holder = rules.seen(records, by.acting_unit, str(act.b), today())
    if records.taken(str(act.record)):
        raise Refused("record.exists")
    if mine.id == other.id or mine.kind != other.kind:
        raise Refused("act.invalid", "a, b")
    rules.refuse(rules.may_change(mine))
    if other.cancelled:
        raise Refused("record.cancelled")
    if other.owner == by.acting_unit:
        rules.refuse(rules.may_write(other))
    if mine.held_by(other.owner, today()) is None:
        raise Refused("link.other_side_unseen")
    _check_pairs(act, mine, other, holder)
    return Deed(record=str(act.record), effects={"stands": mine.owner == other.owner})


def _check_pairs(act: acts.LinkAssert, mine: Head, other: Head, holder: Holder) -> None:
    """Persons named must be there, as far as the asserter may see them."""
    theirs = other.facet(holder.track, holder.stays_at or other.version)
    for a, b in act.same_persons:
        if a not in mine.latest.facets[0].persons or (theirs.persons and b not in theirs.persons):
            raise Refused("act.invalid", f"same_persons: {a}, {b}")


def confirm(act: acts.LinkConfirm, by: Officer, writing: Writing) -> Deed:
    """Say of a link to one's record that it is so. Refuses: record.not_found, record.not_owner, link.settled."""
    link, a, b = _to_answer(writing, by, str(act.record))
    _refuse_settled(link)
    rules.refuse(rules.may_change(b))
    if a.cancelled:
        raise Refused("record.cancelled")
    return Deed(record=link.id)


def reject(act: acts.LinkReject, by: Officer, writing: Writing) -> Deed:
    """Say of a link to one's record that it is not so. Refuses: record.not_found, record.not_owner, link.settled."""
    link, _, b = _to_answer(writing, by, str(act.record))
    if not link.waits:
        raise Refused("link.settled")
    rules.refuse(rules.may_write(b))
    return Deed(record=link.id)


def retract(act: acts.LinkRetract, by: Officer, writing: Writing) -> Deed:
    """Take one's half back. Refuses: record.not_found, record.not_owner, link.settled, record.locked."""
    link, a, b = _seen(writing, by, str(act.record))
    halves = (a, b) if link.has_two_halves else (a,)
    own = [end for end in halves if end.owner == by.acting_unit]
    if not own:
        raise Refused("record.not_owner")
    _refuse_settled(link)
    for end in own:
        rules.refuse(rules.may_write(end))
    return Deed(record=link.id)


def _seen(writing: Writing, by: Officer, record: str) -> tuple[Link, Head, Head]:
    """A link is seen by who sees both its ends."""
    records = writing.fold(Records)
    link = records.known_link(record)
    a, b = records.by_number(link.a), records.by_number(link.b)
    if a.held_by(by.acting_unit, today()) is None or b.held_by(by.acting_unit, today()) is None:
        raise Refused("record.not_found")
    return link, a, b


def _to_answer(writing: Writing, by: Officer, record: str) -> tuple[Link, Head, Head]:
    """A link that the officer's unit may confirm or reject: of a link with one half nobody may."""
    link, a, b = _seen(writing, by, record)
    if b.owner != by.acting_unit or not link.has_two_halves:
        raise Refused("record.not_owner")
    return link, a, b


def _refuse_settled(link: Link) -> None:
    if link.ended < OPEN:
        raise Refused("link.settled")


def asserted(records: Records, entry: Entry, act: acts.LinkAssert) -> None:
    """A link begins; between two records of one owner it stands at once."""
    a, b = records.known(str(act.a)), records.known(str(act.b))
    stands = entry.effects["stands"]
    link = Link(
        entry.seq,
        str(act.record),
        act.relation,
        a.no,
        b.no,
        [list(pair) for pair in act.same_persons],
        asserted=entry.seq,
        confirmed=entry.seq if stands else OPEN,
    )
    begin(records, link)
    records.tell(entry, b, [b.owner])


def begin(records: Records, link: Link) -> None:
    """Keep a link that is new, and know it at both its ends."""
    records.put_link(link)
    for no in (link.a, link.b):
        records.put(replace(records.by_number(no), linked=True))


def confirmed(records: Records, entry: Entry, act: acts.LinkConfirm) -> None:
    """Both halves stand."""
    link = records.known_link(str(act.record))
    if link.waits:
        records.put_link(replace(link, confirmed=entry.seq))
    _tell_both(records, entry, link)


def ended(records: Records, entry: Entry, act: acts.LinkReject | acts.LinkRetract) -> None:
    """The link is settled."""
    link = records.known_link(str(act.record))
    how = "rejected" if isinstance(act, acts.LinkReject) else "retracted"
    records.put_link(replace(link, ended=entry.seq, how=how))
    _tell_both(records, entry, link)


def _tell_both(records: Records, entry: Entry, link: Link) -> None:
    """The owners of both ends learn of it, who sees the other end too."""
    a, b = records.by_number(link.a), records.by_number(link.b)
    for head, far in ((a, b), (b, a)):
        if far.held_by(head.owner, entry.day) is not None:
            records.tell(entry, head, [head.owner])


STEPS: dict[type[Act], Step] = {
    acts.LinkAssert: asserted,
    acts.LinkConfirm: confirmed,
    acts.LinkReject: ended,
    acts.LinkRetract: ended,
}
