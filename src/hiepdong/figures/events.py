"""Putting linked records together: which are one event, which persons are one. Pure; the rules of acts.md, 2 to 6."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

from msgspec import Struct

from hiepdong.figures import shape
from hiepdong.figures.shape import Counted

K = TypeVar("K", bound=Hashable)


class Held(Struct, frozen=True):
    """A record that counts, as the viewer's unit holds it. `persons` None: withheld."""

    no: int
    id: str
    day: int
    owner: str
    lead: str
    found: str | None
    units: tuple[str, ...]
    offence: str
    commune: str | None
    outcomes: tuple[str, ...]
    persons: list[list[Any]] | None


class Between(Struct, frozen=True):
    """A link between two records, standing or waiting for an answer, with the persons it says are one."""

    a: int
    b: int
    pairs: list[list[str]]
    stands: bool = True


class Event(Struct, frozen=True):
    """An event: its principal's day, place, offence and credit, and its persons that count."""

    day: int
    lead: str
    found: str | None
    units: frozenset[str]
    offence: str
    commune: str | None
    outcomes: tuple[str, ...]
    persons: tuple[Counted, ...]
    withheld: int
    records: tuple[str, ...]


class Sets:
    """Union-find with path halving."""

    def __init__(self) -> None:
        self.parent: dict[Any, Any] = {}

    def find(self, item: K) -> K:
        """The one that stands for the item's set."""
        parent = self.parent
        parent.setdefault(item, item)
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: Hashable, other: Hashable) -> None:
        """Make one set of two."""
        self.parent[self.find(one)] = self.find(other)

    def groups(self, items: Iterable[K]) -> dict[K, list[K]]:
        """The items by set."""
        found: dict[K, list[K]] = defaultdict(list)
        for item in items:
            found[self.find(item)].append(item)
        return found


def events(held: dict[int, Held], links: list[Between]) -> list[Event]:
    """The events of the records, by number, joined by the links among them that stand."""
    sets = Sets()
    inside = [link for link in links if link.stands and link.a in held and link.b in held]
    for link in inside:
        sets.join(link.a, link.b)
    pairs: dict[int, list[Between]] = defaultdict(list)
    for link in inside:
        pairs[sets.find(link.a)].append(link)
    return [event([held[no] for no in members], pairs[root]) for root, members in sets.groups(held).items()]


def event(records: list[Held], links: list[Between]) -> Event:
    """One event of connected records."""
    first = principal(records)
    return Event(
        day=first.day, lead=first.lead, found=first.found, offence=first.offence, commune=first.commune,
        outcomes=first.outcomes, units=frozenset(unit for record in records for unit in record.units),
        persons=_persons(records, links, first), withheld=sum(record.persons is None for record in records),
        records=tuple(sorted(record.id for record in records)),
    )  # fmt: skip


def principal(records: list[Held]) -> Held:
    """The record whose owner is the lead it names; of none or several, the smallest id."""
    led = [record for record in records if record.owner == record.lead]
    return min(led or records, key=lambda record: record.id)


def _persons(records: list[Held], links: list[Between], first: Held) -> tuple[Counted, ...]:
    """Persons that count: one who stands in several records is one, and the principal's entry speaks for him."""
    entries = {
        (record.no, subject[0]): (record.no != first.no, record.id, subject[0], subject, record.offence)
        for record in records
        for subject in record.persons or ()
    }
    sets = Sets()
    for link in links:
        for a, b in link.pairs:
            sets.join((link.a, a), (link.b, b))
    speaking = [min(entries[place] for place in group) for group in sets.groups(entries).values()]
    counted = [shape.counted_person(subject, offence) for _, _, _, subject, offence in speaking]
    return tuple(person for person in counted if person is not None)
