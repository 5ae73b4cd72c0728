"""Reading records: show one, search all, what waits for a unit and what is new. Always for a viewer."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from hiepdong.journal.models import BodyRow
from hiepdong.records import history as histories
from hiepdong.records import openings, searchtable
from hiepdong.records.contradictions import contradictions
from hiepdong.records.copies import documents, ids_of, seen_ids, with_references
from hiepdong.records.files import AttachmentLine, files_of
from hiepdong.records.head import Facet, Head, behalf_of, behind
from hiepdong.records.kinds import address, kind_of
from hiepdong.records.links import Link
from hiepdong.records.masks import ATTACHMENTS, masked
from hiepdong.records.models import LinkRow, RecordRow, SightRow
from hiepdong.records.openings import Opening
from hiepdong.records.sight import READERS, Viewer, seen
from hiepdong.records.snippets import snippet
from hiepdong.records.stored import head_of, heads_by_number
from hiepdong.vocabulary.clock import from_seconds, today
from hiepdong.vocabulary.fold import words
from hiepdong.vocabulary.refusals import Refused

AT_ONCE = 500


class Release(Struct, frozen=True):
    """A unit that holds a copy, as its owner sees it. `version` is what it has, `opened` what it has read of it."""

    unit: str
    without: tuple[str, ...]
    until: date | None
    version: int
    seq: int
    standing: bool
    opened: Opening | None = None


class OfferLine(Struct, frozen=True):
    """A handover that waits for its answer. `voids`: commanders of the owner who said that it is void."""

    to: str
    until: date | None
    voids: tuple[str, ...] = ()


class LinkLine(Struct, frozen=True):
    """A link at a record: the other end, and how it stands (waits, stands, rejected, retracted)."""

    record: str
    other: str
    other_title: str
    other_owner: str
    state: str
    ours_to_answer: bool
    relation: str
    pairs: list[list[str]]
    other_kind: str = "case"


class Shown(Struct, kw_only=True):
    """A record as the viewer may see it. `released_to` and what follows it is for its owner alone.

    `copy`: for a unit that holds one, the number of the record on this node and the position of its grant.
    """

    record: str
    version: int | None
    owner: str
    kind: str
    document: dict[str, Any]
    withheld: list[str]
    title: str = ""
    released_to: list[Release] | None = None
    behind: list[str] | None = None
    contradictions: list[list[str]] | None = None
    asked_by: list[str] | None = None
    cancelled: bool = False
    erased: bool = False
    offered_to: str | None = None
    offer: OfferLine | None = None
    latest: int | None = None
    attachments: tuple[AttachmentLine, ...] = ()
    links: list[LinkLine] = []
    history: list[histories.Line] = []
    owners: tuple[str, ...] = ()
    more: dict[str, Any] = {}
    copy: tuple[int, int] | None = None

    @property
    def address(self) -> str:
        """Where its page is."""
        return address(self.kind, self.record)


class Found(Struct, frozen=True):
    """A record found by its words. `behalf`: the unit whose word it is, where its owner recorded it for that unit."""

    record: str
    title: str
    snippet: str
    kind: str
    owner: str
    day: str
    behalf: str = ""

    @property
    def address(self) -> str:
        """Where its page is."""
        return address(self.kind, self.record)


def show(viewer: Viewer, record: str) -> Shown:
    """A record as the viewer's unit holds it. Raises Refused record.not_found for what it may not see."""
    uuid = _uuid(record)
    row = RecordRow.objects.filter(uuid=uuid).first()
    if row is None:
        return _show_link(viewer, uuid)
    sight = seen(viewer).filter(record=row.no).first()
    if sight is None:
        raise Refused("record.not_found")
    head = head_of(row)
    mask, held = head.tracks[sight.track], head.facet(sight.track, sight.version)
    shown = Shown(
        record=head.id, version=sight.version, owner=head.owner, kind=head.kind, withheld=list(mask),
        document=_copy(viewer, head, sight.track, sight.version), cancelled=head.cancelled, erased=bool(head.erased),
        owners=head.states[-1].owners, title=held.title,
        attachments=() if ATTACHMENTS in mask else files_of(viewer, head, sight.version),
        links=_links(viewer, head, held),
        history=histories.of(viewer, head, sight.version),
    )  # fmt: skip
    shown.more = kind_of(head.kind).more(viewer, head, sight)
    return _for_owner(viewer, head, shown)


def _copy(viewer: Viewer, head: Head, track: int, version: int) -> dict[str, Any]:
    """The document under the mask; what it says of other records, only of those the viewer sees."""
    kind, document = kind_of(head.kind), masked(_document(head, version), head.tracks[track])
    if viewer.unit != head.owner:
        document = kind.for_holder(document, viewer.unit)
    named = kind.refers(head.facet(track, version))
    return with_references(document, named, seen_ids(viewer, ids_of(named)))


def _for_owner(viewer: Viewer, head: Head, shown: Shown) -> Shown:
    offer = head.offer
    if offer is not None and viewer.unit in (offer.to, head.owner):
        shown.offered_to = offer.to
        voids = offer.voids if viewer.unit == head.owner else ()
        shown.offer = OfferLine(offer.to, offer.until, voids)
    if viewer.unit != head.owner:
        holder = head.holders.get(viewer.unit)
        shown.copy = (head.no, holder.seq) if holder and not holder.lapsed(today()) else None
        return shown
    current = [(unit, h) for unit, h in head.holders.items() if not h.lapsed(today())]
    opened = openings.of(head) if current else {}
    shown.released_to = [
        Release(unit, h.without, h.until, h.stays_at or head.version, h.seq, h.standing, opened.get(unit))
        for unit, h in sorted(current)
    ]
    shown.behind = behind(head, today())
    shown.contradictions = contradictions(viewer, head)
    shown.asked_by = sorted(head.asked_by)
    shown.latest = head.version
    return shown


def copy_for(viewer: Viewer, record: str, unit: str) -> dict[str, Any]:
    """The very document that another unit sees of a record of ours. Raises Refused record.not_found."""
    head = own_head(viewer, record)
    holder = head.in_sight().get(unit)
    if holder is None:
        raise Refused("record.not_found")
    other = Viewer("", unit, READERS)
    return _copy(other, head, holder.track, holder.stays_at or head.version)


def own_head(viewer: Viewer, record: str) -> Head:
    """The head of a record that the viewer's unit owns. Raises Refused record.not_found or record.not_owner."""
    row = RecordRow.objects.filter(uuid=_uuid(record)).first()
    if row is None or not seen(viewer).filter(record=row.no).exists():
        raise Refused("record.not_found")
    head = head_of(row)
    if head.owner != viewer.unit:
        raise Refused("record.not_owner")
    return head


def plain(shown: Shown) -> dict[str, Any]:
    """The answer of `show` as acts.md has it: what is for the owner alone is absent for others."""
    found: dict[str, Any] = msgspec.to_builtins(shown)
    owners_only = ("released_to", "behind", "contradictions", "asked_by", "latest", "offered_to", "offer")
    found.pop("copy")
    more: dict[str, Any] = found.pop("more")
    return {name: value for name, value in found.items() if value is not None or name not in owners_only} | more


def _document(head: Head, number: int) -> dict[str, Any]:
    body = BodyRow.objects.only("bytes").get(seq=head.version_number(number).body_seq)
    return kind_of(head.kind).content(msgspec.json.decode(bytes(body.bytes))["act"])


def _uuid(record: str) -> str:
    try:
        return str(UUID(record))
    except ValueError:
        raise Refused("record.not_found") from None


def _show_link(viewer: Viewer, uuid: str) -> Shown:
    row = LinkRow.objects.filter(uuid=uuid).first()
    ends = {} if row is None else {s.record: s for s in seen(viewer).filter(record__in=[row.a, row.b])}
    if row is None or len(ends) < len({row.a, row.b}):
        raise Refused("record.not_found")
    heads = heads_by_number([row.a, row.b])
    persons = {no: heads[no].facet(sight.track, sight.version).persons for no, sight in ends.items()}
    document = {
        "a": heads[row.a].id, "b": heads[row.b].id, "relation": row.relation, "same_persons": _pairs(row, persons),
        "state": _state(row),
    }  # fmt: skip
    return Shown(record=uuid, version=None, owner=ends[row.a].owner, kind="link", document=document, withheld=[])


def _state(row: LinkRow) -> str:
    link = Link(row.no, row.uuid, row.relation, row.a, row.b, [], row.asserted, row.confirmed, row.ended, row.how)
    return "stands" if link.stands else "waits" if link.waits else link.how


def _pairs(row: LinkRow, persons: dict[int, tuple[str, ...]]) -> list[list[str]]:
    """The pairs of a link whose persons stand in the viewer's copies of both ends."""
    pairs: list[list[str]] = msgspec.json.decode(row.pairs)
    return [[a, b] for a, b in pairs if a in persons[row.a] and b in persons[row.b]]


def _links(viewer: Viewer, head: Head, held: Facet) -> list[LinkLine]:
    """Links at a record whose other end the viewer sees too; `held` is his copy of the record."""
    if not head.linked:
        return []
    rows = list(LinkRow.objects.filter(a=head.no)) + list(LinkRow.objects.filter(b=head.no))
    others = {row.b if row.a == head.no else row.a for row in rows}
    sights = {s.record: s for s in seen(viewer).filter(record__in=others)}
    heads = heads_by_number(sights)
    lines = []
    for row in rows:
        no = row.b if row.a == head.no else row.a
        if no not in sights:
            continue
        other, sight, state = heads[no], sights[no], _state(row)
        ours = state == "waits" and (head.owner if row.b == head.no else other.owner) == viewer.unit
        title = other.facet(sight.track, sight.version).title
        ends = {no: other.facet(sight.track, sight.version).persons, head.no: held.persons}
        pairs = _pairs(row, ends)
        lines.append(LinkLine(row.uuid, other.id, title, other.owner, state, ours, row.relation, pairs, other.kind))
    return lines


def search(viewer: Viewer, text: str, limit: int | None = None) -> list[Found]:
    """Records with all the words of the text among what the viewer may see, newest event first."""
    wanted = words(text)
    found: list[Found] = []
    before: int | None = None
    while wanted and viewer.reads_records and (limit is None or len(found) < limit):
        ids = searchtable.find(wanted, viewer.unit, before, limit or AT_ONCE)
        if not ids:
            break
        before = ids[-1]
        found += _found(viewer, [searchtable.record_of(row_id) for row_id in ids], wanted)
        if len(ids) < (limit or AT_ONCE):
            break
    return found[:limit]


def _found(viewer: Viewer, numbers: list[int], wanted: list[str]) -> list[Found]:
    sights: dict[int, SightRow] = {row.record: row for row in seen(viewer).filter(record__in=numbers)}
    heads = heads_by_number(sights)
    lines: dict[int, Found] = {}
    for (no, _), whole in documents((heads[no], sight.version) for no, sight in sights.items()).items():
        head, sight = heads[no], sights[no]
        document = masked(whole, head.tracks[sight.track])
        kind = kind_of(head.kind)
        facet, text = head.facet(sight.track, sight.version), kind.text(kind.quotable(document))
        day = from_seconds(sight.happened).date().isoformat()
        behalf = behalf_of(facet.detail, head.owner)
        lines[no] = Found(head.id, facet.title, snippet(text, wanted), head.kind, head.owner, day, behalf)
    newest_first = sorted(lines, key=lambda no: (-sights[no].happened, -no))
    return [lines[no] for no in newest_first]
