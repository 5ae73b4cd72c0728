"""Why two units count an event otherwise, as far as the one who looks may know."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations, product

from msgspec import Struct

from hiepdong.figures.changes import Facts
from hiepdong.figures.differences import Difference
from hiepdong.figures.queries import Counted
from hiepdong.records.head import Head
from hiepdong.records.masks import covers
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import today

NEAR_DAYS = 1


class Sides(Struct, frozen=True):
    """The two that count: what each counts by group, who holds our records, whose persons were not told.

    `ours`, `theirs`: records by the key of the group under which they count, theirs as far as they were told; `rest`:
    what they count of a group and did not tell.
    """

    viewer: Viewer
    unit: str
    days: tuple[date, date]
    with_units: bool
    heads: dict[str, Head]
    ours: dict[str, set[str]]
    theirs: dict[str, set[str]]
    untold: set[str]
    rest: dict[str, tuple[int, int]]


def likely(events: Iterable[Counted], known: Facts) -> Iterator[tuple[str, str]]:
    """Records that may be one event: of different owners, a day apart at most, a unit in both."""
    by_day: dict[int, dict[tuple[str, ...], Counted]] = defaultdict(dict)
    for event in events:
        by_day[event.day][event.records] = event
    for day in sorted(by_day):
        same, next_day = list(by_day[day].values()), list(by_day.get(day + NEAR_DAYS, {}).values())
        pairs = [*combinations(same, 2), *product(same, next_day)]
        yield from ((one.records[0], other.records[0]) for one, other in pairs if _meet(one, other, known))


def _meet(one: Counted, other: Counted, known: Facts) -> bool:
    if set(one.records) & set(other.records):
        return False
    owners, units = ([_of(event, known, part) for event in (one, other)] for part in (_owner, _units))
    return bool(owners[0] and owners[1] and not owners[0] & owners[1] and units[0] & units[1])


def _of(event: Counted, known: Facts, part: Callable[[str, Facts], Iterable[str]]) -> set[str]:
    return {name for record in event.records for name in part(record, known)}


def _owner(record: str, known: Facts) -> list[str]:
    return [known.standing[record].owner] if record in known.standing else []


def _units(record: str, known: Facts) -> tuple[str, ...]:
    return known.then[record].who.units if record in known.then else ()


def why(part: Difference, key: str, about: Sides, known: Facts, *, alike: bool) -> dict[str, tuple[str, ...]]:
    """For each record of these events that makes a difference, why they count it otherwise."""
    first, second = ({record for event in side for record in event.records} for side in (part.first, part.second))
    found = {record: _only_ours(record, key, about, known) for record in sorted(first - second)}
    found |= {record: _only_theirs(record, key, about, known) for record in sorted(second - first)}
    if not (found or alike):
        found = _both(part, first & second, about, known)
    return {record: tuple(reasons) for record, reasons in found.items() if reasons}


def _only_ours(record: str, key: str, about: Sides, known: Facts) -> list[str]:
    """We count it in this group, they do not, as far as they told."""
    head = about.heads[record]
    if _elsewhere(record, key, about.theirs):
        return ["other_kind"]
    if head.owner not in (about.viewer.unit, about.unit):
        return ["third"]
    holder = head.held_by(about.unit, today())
    if holder is None:
        return ["not_released"]
    if holder.stays_at:
        return ["old_version"]
    return _facts_apart(record, about, known) or ["not_told" if any(about.rest[key]) else "they_do_not"]


def _only_theirs(record: str, key: str, about: Sides, known: Facts) -> list[str]:
    """They count it in this group, we do not."""
    if _elsewhere(record, key, about.ours):
        return ["other_kind_here"]
    if record not in known.standing:
        return ["gone"]
    if record not in known.then:
        return ["cancelled" if known.standing[record].cancelled else "uncounted"]
    return _facts_apart(record, about, known) or ["other_units" if about.with_units else "persons_apart"]


def _facts_apart(record: str, about: Sides, known: Facts) -> list[str]:
    standing, fact = known.standing.get(record), known.then.get(record)
    if standing is not None and standing.cancelled:
        return ["cancelled"]
    outside = fact is not None and not about.days[0].toordinal() <= fact.day <= about.days[1].toordinal()
    return ["other_date"] if outside else []


def _elsewhere(record: str, key: str, counted: dict[str, set[str]]) -> bool:
    return any(record in records for group, records in counted.items() if group != key)


def _both(part: Difference, shared: set[str], about: Sides, known: Facts) -> dict[str, list[str]]:
    """Both count them, and not alike."""
    if {one.records for one in part.first} != {one.records for one in part.second}:
        return {record: ["linked_otherwise"] for record in shared}
    if not part.subjects:
        return {record: ["other_kind"] for record in shared}
    found = {record: _persons_of(record, about, known) for record in sorted(shared)}
    return found if any(found.values()) else {record: ["persons_apart"] for record in shared}


def _persons_of(record: str, about: Sides, known: Facts) -> list[str]:
    """Why the persons of a record that both count are not the same number."""
    head, fact = about.heads[record], known.then.get(record)
    if fact is not None and fact.what.persons is None:
        return ["withheld_from_us"]
    holder = head.held_by(about.unit, today()) if head.owner == about.viewer.unit else None
    if holder and covers(("subjects",), head.tracks[holder.track]):
        return ["withheld_from_them"]
    if holder and holder.stays_at:
        return ["old_version"]
    return ["untold"] if record in about.untold else []
