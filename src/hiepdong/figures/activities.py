"""What joint reports count besides cases: activities entered outside the desk, counted once, and what counts itself."""

from collections import defaultdict
from datetime import date

from msgspec import Struct

from hiepdong.figures import exchanged
from hiepdong.figures.events import Sets
from hiepdong.figures.exchanged import Exchanged
from hiepdong.information import activity_queries as reading
from hiepdong.information.activity_queries import Between, Days, Entered, TakesPart
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import EARLIEST, LATEST


class KindFigure(Struct, frozen=True):
    """The activities of a kind: how many `entries` after linked ones are counted once, and what these add up to.

    `counted_from`: of how many records; `records`: their ids, activity by activity, the latest first.
    """

    kind: str
    entries: int
    times: int
    attendances: int
    items: int
    counted_from: int
    records: list[list[str]]


class Waiting(Struct, frozen=True):
    """A link between two counted activities that is asserted and not answered."""

    link: str
    a: str
    b: str


class ActivityAnswer(Struct, frozen=True):
    """Figures of activities by kind, those of the desk itself, and how many links between counted ones still wait.

    `waiting`: those links, with the records at their ends.
    """

    activities: list[KindFigure]
    information: list[Exchanged]
    counted_from: int
    possibly_twice: int
    waiting: list[Waiting]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was counted."""
        return not self.activities and not any(line.given or line.received for line in self.information)


class Joint(Struct, frozen=True):
    """An activity counted once: its principal's kind, day and numbers; the units and records of all that are it."""

    first: Entered
    units: frozenset[str]
    members: tuple[Entered, ...]


def figures(
    viewer: Viewer, *, start: date | None = None, end: date | None = None, with_: tuple[str, ...] = ()
) -> ActivityAnswer:
    """The figures of a period, both days included, over what the viewer may see. Raises query.invalid, unit.unknown."""
    takes_part, links = TakesPart(with_), reading.links(viewer)
    counted = _counted(viewer, (start, end), takes_part, links)
    lines = [_figure(kind, found) for kind, found in _by_kind(counted).items()]
    total = sum(line.counted_from for line in lines)
    waiting = _waiting(counted, links)
    return ActivityAnswer(lines, exchanged.of(viewer, (start, end), takes_part), total, len(waiting), waiting)


def by_kind(viewer: Viewer, period: Days, takes_part: TakesPart) -> tuple[dict[str, list[Joint]], int]:
    """The activities that `figures` counts, by kind in the order of the chapters, and the links that still wait."""
    links = reading.links(viewer)
    counted = _counted(viewer, period, takes_part, links)
    return _by_kind(counted), len(_waiting(counted, links))


def _counted(viewer: Viewer, period: Days, takes_part: TakesPart, links: list[Between]) -> list[Joint]:
    start, end = period
    reading.check_period(start, end)
    linked = {no for link in links for no in (link.a, link.b)}
    found = joint(reading.counting(viewer, start, end, linked), links)
    days = range((start or EARLIEST).toordinal(), (end or LATEST).toordinal() + 1)
    return [one for one in found if one.first.day in days and takes_part(one.units, one.first.day)]


def _by_kind(counted: list[Joint]) -> dict[str, list[Joint]]:
    of_kind: dict[str, list[Joint]] = defaultdict(list)
    for one in counted:
        of_kind[one.first.kind].append(one)
    return {kind: of_kind[kind] for kind in sorted(of_kind, key=place)}


def joint(held: dict[int, Entered], links: list[Between]) -> list[Joint]:
    """Activities by the links among them that stand. The smallest record id speaks for all. Pure."""
    sets = Sets()
    for link in links:
        if link.stands and link.a in held and link.b in held:
            sets.join(link.a, link.b)
    found = []
    for numbers in sets.groups(held).values():
        members = tuple(sorted((held[no] for no in numbers), key=lambda one: one.id))
        found.append(Joint(members[0], frozenset[str]().union(*(one.units for one in members)), members))
    return found


def _figure(kind: str, found: list[Joint]) -> KindFigure:
    latest = sorted(found, key=lambda one: (-one.first.day, one.first.id))
    firsts = [one.first for one in found]
    return KindFigure(
        kind, len(found), sum(one.times for one in firsts), sum(one.attendances for one in firsts),
        sum(one.items for one in firsts), sum(len(one.members) for one in found),
        [[member.id for member in one.members] for one in latest],
    )  # fmt: skip


def place(kind: str) -> tuple[int, str]:
    """Kinds in the order of their list, which is that of the report's chapters; what the list does not know last."""
    order = list(codes.activities.by_code)
    return (order.index(kind) if kind in order else len(order), kind)


def _waiting(counted: list[Joint], links: list[Between]) -> list[Waiting]:
    at = {member.no: number for number, one in enumerate(counted) for member in one.members}
    ids = {member.no: member.id for one in counted for member in one.members}
    open_ones = [link for link in links if not link.stands and link.a in at and link.b in at]
    return [Waiting(one.id, ids[one.a], ids[one.b]) for one in open_ones if at[one.a] != at[one.b]]
