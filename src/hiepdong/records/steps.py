"""How entries change heads: one function for each act, all of them through the pure functions of head.py."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from hiepdong.journal.statement import Entry
from hiepdong.records import head as heads
from hiepdong.records.fold import Records, Step
from hiepdong.records.head import Attachment, Facet, Head, Holder, Offer
from hiepdong.records.kinds import kind_of
from hiepdong.records.masks import Mask
from hiepdong.records.models import AttachmentRow
from hiepdong.records.photos import PHOTOS
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.import_acts import ImportUndo


def opened(records: Records, entry: Entry, kind_name: str, document: dict[str, Any], *, standing: bool = True) -> Head:
    """A record begins, with the grants that its command gave it; `standing`: by standing releases."""
    said, kind = entry.statement, kind_of(kind_name)
    owner = said.unit or ""
    version = heads.Version(1, entry.seq, entry.seq, {0: kind.facet(document, entry.effects)})
    state = heads.State(entry.seq, 1, owner, (owner,), cancelled=False)
    head = Head(
        no=entry.seq,
        id=said.record or "",
        kind=kind_name,
        version=1,
        tracks=((),),
        versions=(version,),
        states=(state,),
        holders={},
        imported=entry.effects.get("import", 0),
    )
    records.remember(entry.seq, document, entry.effects)
    for grant in entry.effects.get("grants", ()):
        without = tuple(grant["without"])
        head, track = _on_track(head, without)
        head = heads.with_holder(head, grant["to"], Holder(track, without, None, entry.seq, standing=standing))
    records.put(head)
    if not head.imported:
        records.tell(entry, head, head.holders)
    return head


def revised(records: Records, entry: Entry, document: dict[str, Any], *, pass_on: bool) -> None:
    """A record has one more version."""
    head = records.known(entry.statement.record)
    kind = kind_of(head.kind)
    whole = kind.facet(document, entry.effects)
    facets = {track: kind.mask_facet(whole, mask) for track, mask in enumerate(head.tracks)}
    records.remember(entry.seq, document, entry.effects)
    after = heads.next_version(head, entry.seq, entry.seq, facets, pass_on=pass_on)
    records.put(after)
    records.tell(entry, after, [unit for unit, holder in after.holders.items() if not holder.stays_at])


def cancelled(records: Records, entry: Entry) -> None:
    """A record was entered by mistake: one more version, with the same document."""
    head = _same_again(records.known(entry.statement.record), entry)
    state = replace(head.states[-1], cancelled=True)
    after = replace(head, states=(*head.states[:-1], state))
    records.put(after)
    records.tell(entry, after, after.holders)


def _same_again(head: Head, entry: Entry, *, pass_on: bool = False) -> Head:
    latest = head.latest
    return heads.next_version(head, entry.seq, latest.body_seq, latest.facets, pass_on=pass_on)


def _on_track(head: Head, mask: Mask) -> tuple[Head, int]:
    kind = kind_of(head.kind)
    facets: dict[int, Facet] = {}
    if mask not in head.tracks:
        facets = {version.number: kind.mask_facet(version.facets[0], mask) for version in head.versions}
    return heads.with_track(head, mask, facets)


def released(records: Records, entry: Entry, act: acts.Release) -> None:
    """Units may see the record; a later release to the same unit replaces the earlier one."""
    head = records.known(entry.statement.record)
    grant(records, entry, (head, list(act.to)), tuple(entry.statement.without), act.until, tuple(act.without))


def grant(
    records: Records, entry: Entry, whom: tuple[Head, list[str]], mask: Mask, until: date | None,
    without: tuple[str, ...],
) -> None:  # fmt: skip
    """Give units the newest version of a record under a mask."""
    to = whom[1]
    head, track = _on_track(whom[0], mask)
    for unit in to:
        head = heads.with_holder(head, unit, Holder(track, without, until, entry.seq))
    records.put(head)
    records.tell(entry, head, to)


def withdrawn(records: Records, entry: Entry, act: acts.Withdraw) -> None:
    """Units see the record no more."""
    before = head = records.known(entry.statement.record)
    for unit in act.units:
        head = heads.with_holder(head, unit, None)
    records.put(head)
    records.tell(entry, before, [unit for unit in act.units if unit in before.holders])


def returned(records: Records, entry: Entry, _: acts.CopyReturn) -> None:
    """A holder gave its copy back; an offer to it is thereby declined."""
    head = heads.with_holder(records.known(entry.statement.record), entry.statement.unit or "", None)
    if head.offer is not None and head.offer.to == entry.statement.unit:
        head = replace(head, offer=None)
    records.put(head)
    records.tell(entry, head, [head.owner])


def asked(records: Records, entry: Entry, _: acts.HandoverAsk) -> None:
    """A unit asks for the record."""
    head = records.known(entry.statement.record)
    records.put(replace(head, asked_by={**head.asked_by, entry.statement.unit or "": entry.seq}))
    records.tell(entry, head, [head.owner])


def offered(records: Records, entry: Entry, act: acts.HandoverOffer) -> None:
    """The record is locked until the receiver answers."""
    head = records.known(entry.statement.record)
    records.put(replace(head, offer=Offer(act.to, head.owner, head.version, act.until, entry.seq)))
    records.tell(entry, head, [act.to])


def accepted(records: Records, entry: Entry, _: acts.HandoverAccept) -> None:
    """The receiver owns the record from this version on."""
    head = _same_again(records.known(entry.statement.record), entry)
    after = heads.with_owner(head, entry.seq, entry.statement.unit or "", former_sees=True)
    after = replace(after, handovers=after.handovers + 1, asked_by={})
    records.put(after)
    for no in after.followers:
        whole = Holder(0, (), None, entry.seq)
        records.put(heads.with_holder(records.by_number(no), after.owner, whole))
    records.tell(entry, after, after.holders)


def declined(records: Records, entry: Entry, _: acts.HandoverDecline) -> None:
    """The record is unlocked and stays where it was."""
    head = replace(records.known(entry.statement.record), offer=None)
    records.put(head)
    records.tell(entry, head, [head.owner])


def voided(records: Records, entry: Entry, _: acts.HandoverVoid) -> None:
    """An offer falls when a second commander says so."""
    head = records.known(entry.statement.record)
    offer = head.offer
    if offer is None or entry.statement.by in offer.voids:
        return
    voids = (*offer.voids, entry.statement.by)
    records.put(replace(head, offer=None if len(voids) > 1 else replace(offer, voids=voids)))
    records.tell(entry, head, [offer.to])


def attached(records: Records, entry: Entry, act: acts.Attach) -> None:
    """A file came to the record: one more version."""
    head, kept = records.known(entry.statement.record), entry.effects
    released = _released(kept)
    file = Attachment(
        head.version + 1, kept["digest"], kept["size"], kept["type"], act.title, kept["name"], released["digest"],
        released["size"],
    )  # fmt: skip
    after = _same_again(replace(head, attachments=(*head.attachments, file)), entry, pass_on=act.pass_on)
    records.put(after)
    if file.digest:
        records.writing.rows.insert(AttachmentRow, [(head.no, file.version, file.digest, file.released)])
    records.tell(entry, after, [unit for unit, holder in after.holders.items() if not holder.stays_at])


def _released(kept: dict[str, Any]) -> dict[str, Any]:
    """What others get of a file. Of a photo that was kept before twins were made they get nothing."""
    if "released" in kept:
        return dict(kept["released"])
    return {"digest": "", "size": 0} if kept["type"] in PHOTOS else {"digest": kept["digest"], "size": kept["size"]}


def passed_to_heir(records: Records, entry: Entry, act: acts.UnitEnd) -> None:
    """All that a unit owned, held or was offered is its heir's."""
    if act.heir is None:
        return
    for head in records.in_sight_of(act.code):
        records.put(heads.passed_to_heir(head, act.code, act.heir, (entry.seq, entry.day)))


def import_undone(records: Records, entry: Entry, _: ImportUndo) -> None:
    """What somebody has worked on since the import ended stays, as seen from there on."""
    for record in entry.effects["kept"]:
        head = records.known(record)
        first = replace(head.states[0], since=entry.effects["shown"])
        records.put(replace(head, imported=0, states=(first, *head.states[1:])))


STEPS: dict[type[Act], Step] = {
    ImportUndo: import_undone,
    acts.Release: released,
    acts.Withdraw: withdrawn,
    acts.CopyReturn: returned,
    acts.HandoverAsk: asked,
    acts.HandoverOffer: offered,
    acts.HandoverAccept: accepted,
    acts.HandoverDecline: declined,
    acts.HandoverVoid: voided,
    acts.Attach: attached,
    acts.UnitEnd: passed_to_heir,
}
