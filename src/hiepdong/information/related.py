"""What stands around a report: what it derives from, what derives from it, what was said of it, requests about it."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from hiepdong.information.models import DerivedRow, PassOnRow, RequestRow
from hiepdong.information.queries import RequestLine, request_lines
from hiepdong.information.standing import AGAINST, FOR
from hiepdong.records.head import OPEN, Head, behalf_of
from hiepdong.records.kinds import address
from hiepdong.records.models import LinkRow, RecordRow, SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.records.stored import heads_by_number
from hiepdong.vocabulary.clock import from_seconds


class Beside(Struct, frozen=True):
    """A record in few words, as the viewer holds it; `behalf`: the unit for which its owner recorded it."""

    record: str
    kind: str
    owner: str
    title: str
    at: datetime
    caveats: tuple[str, ...] = ()
    cancelled: bool = False
    behalf: str = ""

    @property
    def address(self) -> str:
        """Where its page is."""
        return address(self.kind, self.record)


class Said(Struct, frozen=True):
    """That one record supports or contradicts a report: which says so, of which; `ours`: we may take it back."""

    link: str
    relation: str
    says: Beside
    of: Beside
    ours: bool


def lines(viewer: Viewer, records: Iterable[str]) -> list[Beside]:
    """Those of the records that the viewer sees, in the order asked for."""
    wanted = list(dict.fromkeys(records))
    numbers = dict(RecordRow.objects.filter(uuid__in=wanted).values_list("uuid", "no")) if wanted else {}
    found = _by_number(viewer, numbers.values())
    return [found[numbers[one]] for one in wanted if numbers.get(one) in found]


def _by_number(viewer: Viewer, numbers: Iterable[int]) -> dict[int, Beside]:
    sights = {row.record: row for row in seen(viewer).filter(record__in=list(numbers))}
    return {no: _beside(head, sights[no]) for no, head in heads_by_number(sights).items()}


def _beside(head: Head, sight: SightRow) -> Beside:
    facet = head.facet(sight.track, sight.version)
    caveats = tuple(facet.detail.get("caveats") or ())
    return Beside(
        head.id, head.kind, head.owner, facet.title, from_seconds(facet.happened), caveats, bool(sight.cancelled),
        behalf_of(facet.detail, head.owner),
    )  # fmt: skip


def reports_of_asks(viewer: Viewer, asks: Iterable[str]) -> dict[str, Beside]:
    """The report of each ask to pass one on, of those that the viewer sees."""
    wanted = list(asks)
    named = dict(PassOnRow.objects.filter(uuid__in=wanted).values_list("uuid", "report")) if wanted else {}
    seen_ones = {one.record: one for one in lines(viewer, named.values())} if named else {}
    return {ask: seen_ones[report] for ask, report in named.items() if report in seen_ones}


def caveats(viewer: Viewer, records: Iterable[str | None]) -> dict[str, tuple[str, ...]]:
    """The caveats of those of the records that bear any, for wherever they are shown."""
    return {one.record: one.caveats for one in lines(viewer, [one for one in records if one]) if one.caveats}


def derived(viewer: Viewer, record: str) -> list[Beside]:
    """Reports and answers that say they derive from the record, in the copies that the viewer holds."""
    copies = {(row.record, row.track, row.version) for row in DerivedRow.objects.filter(source=record)}
    held = seen(viewer).filter(record__in={number for number, _, _ in copies})
    numbers = [row.record for row in held if (row.record, row.track, row.version) in copies]
    return sorted(_by_number(viewer, numbers).values(), key=lambda one: (one.at, one.record), reverse=True)


def said(viewer: Viewer, record: str) -> list[Said]:
    """Words for and against that stand at this report, either way, of which the viewer sees both ends."""
    known = RecordRow.objects.filter(uuid=record).values("no")
    rows = LinkRow.objects.filter(relation__in=(FOR, AGAINST), ended=OPEN).order_by("asserted")
    links = [*rows.filter(a__in=known), *rows.filter(b__in=known)]
    ends = _by_number(viewer, {no for link in links for no in (link.a, link.b)})
    return [
        Said(link.uuid, link.relation, ends[link.a], ends[link.b], ends[link.a].owner == viewer.unit)
        for link in links
        if link.a in ends and link.b in ends
    ]


def requests_about(viewer: Viewer, record: str) -> list[RequestLine]:
    """Requests about the record that the viewer sees, the latest first."""
    numbers = RequestRow.objects.filter(about=record).values("record")
    rows = seen(viewer, kind="request").filter(record__in=numbers).order_by("-happened", "-record")
    return request_lines(viewer, list(rows))
