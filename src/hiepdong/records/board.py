"""What waits for a unit, and what others did that concerns it."""

from datetime import datetime

from msgspec import Struct

from hiepdong.journal.models import DeedRow
from hiepdong.records.head import OPEN, Head, behind
from hiepdong.records.kinds import address
from hiepdong.records.models import LinkRow, NewsRow, RecordRow, SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.records.stored import heads_by_number
from hiepdong.vocabulary.clock import from_seconds, today

LATELY, WRITTEN_LATELY = 100, 1_000
"""How many of the last deeds of a unit are looked through: for those of colleagues, for records of a kind."""


class Waiting(Struct, frozen=True):
    """Something that waits for the viewer's unit.

    `what`: handover-offered (to us), handover-asked (of us), handover-unanswered (we offered), handover-void (a second
    commander must say it), behind (receivers without the newest version), erasure (a second commander must say it),
    link (to confirm or reject); rooms further up add theirs. `unit` is the other side, `due` by when, where somebody
    said so.
    """

    what: str
    record: str
    title: str
    unit: str
    since: datetime
    link: str | None = None
    detail: str = ""
    kind: str = "case"
    due: datetime | None = None

    @property
    def address(self) -> str:
        """Where it is done."""
        return address("link", self.link) if self.link else address(self.kind, self.record)


class News(Struct, frozen=True):
    """Something another unit did. Title and record are absent once the record is out of sight (withdrawn)."""

    seq: int
    at: datetime
    unit: str
    officer: str
    act: str
    record: str | None
    title: str | None
    version: int | None
    kind: str | None = None

    @property
    def address(self) -> str:
        """Where the record is; empty once it is out of sight."""
        return address(self.kind, self.record) if self.kind and self.record else ""


def waiting(viewer: Viewer) -> list[Waiting]:
    """What waits for the viewer's unit, the longest first."""
    some = RecordRow.objects.filter(waits__gt=0).values("no")
    sights = {row.record: row for row in seen(viewer).filter(record__in=some)}
    heads = heads_by_number(sights)
    found = _lines(heads, sights, {no: _of_record(viewer, head) for no, head in heads.items()})
    return sorted([*found, *_links(viewer)], key=lambda line: line.since)


Want = tuple[str, str, int, str]
"""What is wanted, the other side, the position at which it began, and a detail."""


def _of_record(viewer: Viewer, head: Head) -> list[Want]:
    found: list[Want] = []
    offer = head.offer
    if offer is not None and offer.to == viewer.unit:
        found.append(("handover-offered", head.owner, offer.seq, offer.until.isoformat() if offer.until else ""))
    if head.owner == viewer.unit:
        found += [("handover-asked", unit, seq, "") for unit, seq in head.asked_by.items()]
        found += [("behind", unit, head.latest.seq, "") for unit in behind(head, today())]
        if offer is not None:
            found.append(("handover-void" if offer.voids else "handover-unanswered", offer.to, offer.seq, ""))
        if head.erasers and not head.erased:
            found.append(("erasure", head.owner, head.latest.seq, ", ".join(head.erasers)))
    return found


def _lines(heads: dict[int, Head], sights: dict[int, SightRow], wants: dict[int, list[Want]]) -> list[Waiting]:
    """Wants as lines, with the times of all of them asked for at once."""
    times = _times([seq for found in wants.values() for _, _, seq, _ in found])
    titles = {no: heads[no].facet(sight.track, sight.version).title for no, sight in sights.items()}
    return [
        Waiting(what, heads[no].id, titles[no], unit, times[seq], None, detail, heads[no].kind)
        for no, found in wants.items()
        for what, unit, seq, detail in found
    ]


def _links(viewer: Viewer) -> list[Waiting]:
    rows = list(
        LinkRow.objects.filter(
            confirmed=OPEN, ended=OPEN, b__in=seen(viewer).filter(owner=viewer.unit).values("record")
        )
    )
    ends = {row.record: row for row in seen(viewer).filter(record__in=[row.a for row in rows])}
    heads = heads_by_number([*ends, *(row.b for row in rows)])
    times = _times([row.asserted for row in rows])
    return [
        Waiting(
            "link",
            heads[row.b].id,
            heads[row.b].latest.facets[0].title,
            heads[row.a].owner,
            times[row.asserted],
            row.uuid,
            kind=heads[row.b].kind,
        )
        for row in rows
        if row.a in ends
    ]


def _times(seqs: list[int]) -> dict[int, datetime]:
    return {seq: from_seconds(at) for seq, at in DeedRow.objects.filter(seq__in=seqs).values_list("seq", "at")}


def news(viewer: Viewer, *, after: int = 0, limit: int = 20) -> list[News]:
    """What others did to records that the viewer's unit holds or held, the newest first."""
    if not viewer.reads_records:
        return []
    rows = list(NewsRow.objects.filter(unit=viewer.unit, seq__gt=after).order_by("-seq", "-record")[:limit])
    deeds = {row.seq: row for row in DeedRow.objects.filter(seq__in=[row.seq for row in rows])}
    sights = {row.record: row for row in seen(viewer).filter(record__in=[row.record for row in rows])}
    heads = heads_by_number(sights)
    return [_news_line(deeds[row.seq], sights.get(row.record), heads.get(row.record)) for row in rows]


def _news_line(deed: DeedRow, sight: SightRow | None, head: Head | None) -> News:
    shown = sight is not None and head is not None
    return News(
        deed.seq, from_seconds(deed.at), deed.unit or "", deed.officer, deed.act, head.id if head and shown else None,
        head.facet(sight.track, sight.version).title if head and sight else None, deed.version if shown else None,
        head.kind if head and shown else None,
    )  # fmt: skip


def colleagues(viewer: Viewer, *, limit: int = 6) -> list[News]:
    """What others of the viewer's own unit did of late: the newest of each record that is in sight."""
    if not viewer.reads_records:
        return []
    newest: dict[str, DeedRow] = {}
    for deed in _of_colleagues(viewer):
        newest.setdefault(str(deed.record), deed)
    numbers = dict(RecordRow.objects.filter(uuid__in=newest).values_list("uuid", "no"))
    sights = {row.record: row for row in seen(viewer).filter(record__in=list(numbers.values()))}
    shown = [(deed, numbers[uuid]) for uuid, deed in newest.items() if numbers.get(uuid) in sights][:limit]
    heads = heads_by_number([no for _, no in shown])
    return [_news_line(deed, sights[no], heads[no]) for deed, no in shown]


def _of_colleagues(viewer: Viewer) -> list[DeedRow]:
    """Of the last deeds of the unit on records, those of others than the viewer, the newest first."""
    lately = DeedRow.objects.filter(unit=viewer.unit).order_by("-seq")[:LATELY]
    return [deed for deed in lately if deed.record and deed.officer != viewer.login]


def ours_of_late(viewer: Viewer, kind: str, limit: int) -> list[str]:
    """The records of a kind that the viewer's unit owns and wrote at last, the newest first."""
    deeds = DeedRow.objects.filter(unit=viewer.unit).order_by("-seq").values_list("record", "version")[:WRITTEN_LATELY]
    written = list(dict.fromkeys(record for record, version in deeds if version))
    ours = seen(viewer, kind=kind).filter(owner=viewer.unit).values("record")
    known = set(RecordRow.objects.filter(uuid__in=written, no__in=ours).values_list("uuid", flat=True))
    return [record for record in written if record in known][:limit]


def unread(viewer: Viewer, after: int) -> int:
    """How much others did since that position, whether or not its record is still in sight."""
    return NewsRow.objects.filter(unit=viewer.unit, seq__gt=after).count() if viewer.reads_records else 0


def changed(viewer: Viewer) -> int:
    """One cheap number that grows when there is something new for the viewer: of others, or of his own unit's."""
    if not viewer.reads_records:
        return 0
    newest = NewsRow.objects.filter(unit=viewer.unit).order_by("-seq").values_list("seq", flat=True).first()
    return max(newest or 0, next((deed.seq for deed in _of_colleagues(viewer)), 0))
