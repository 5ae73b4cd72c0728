"""How two counts differ, event by event: what is left apart explains the difference exactly. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeAlias, TypeVar

from msgspec import Struct

from hiepdong.figures.events import Sets
from hiepdong.figures.queries import Counted


class OfRecords(Protocol):
    """Something that was counted from records."""

    @property
    def records(self) -> tuple[str, ...]:
        """Their ids."""
        ...


R = TypeVar("R", bound=OfRecords)
Sides: TypeAlias = tuple[list[R], list[R]]


class Difference(Struct, frozen=True):
    """Events of two counts that share a record and do not give the same: `first` in the one, `second` in the other."""

    first: tuple[Counted, ...]
    second: tuple[Counted, ...]

    @property
    def cases(self) -> int:
        """How many cases more there are in the second count."""
        return _cases(self.second) - _cases(self.first)

    @property
    def subjects(self) -> int:
        """How many subjects more there are in the second count."""
        return _subjects(self.second) - _subjects(self.first)

    @property
    def records(self) -> tuple[str, ...]:
        """All records of these events."""
        return tuple(sorted({record for one in (*self.first, *self.second) for record in one.records}))

    @property
    def day(self) -> int:
        """The day of its latest event, as an ordinal."""
        return max(one.day for one in (*self.first, *self.second))


def differences(
    first: Iterable[Counted], second: Iterable[Counted], alike: Iterable[tuple[str, str]] = ()
) -> list[Difference]:
    """What keeps two counts apart, the latest first. Their sum is the difference of the counts, whatever is linked.

    `alike`: records that may be one event though nobody said so; their events stand together, also where they give
    the same.
    """
    pairs = list(alike)
    groups, sets = _together((list(first), list(second)), pairs)
    paired = {sets.find(one) for one, _ in pairs}
    found = [
        (Difference(tuple(one), tuple(other)), root in paired) for root, (one, other) in groups.items()
    ]  # fmt: skip
    apart = (one for one, is_paired in found if is_paired or one.cases or one.subjects)
    return sorted(apart, key=lambda one: (-one.day, one.records))


def beside(first: Iterable[R], second: Iterable[R]) -> list[tuple[list[R], list[R]]]:
    """What two counts say of the same records, side by side; each side may be empty."""
    groups, _ = _together((list(first), list(second)), [])
    return list(groups.values())


def _together(sides: Sides[R], pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, Sides[R]], Sets]:
    """The parts of two counts that share a record, or of which a pair says so, by one of their records."""
    sets = Sets()
    for one, other in pairs:
        sets.join(one, other)
    for event in (*sides[0], *sides[1]):
        for record in event.records:
            sets.join(event.records[0], record)
    groups: dict[str, Sides[R]] = defaultdict(lambda: ([], []))
    for place, events in enumerate(sides):
        for event in events:
            groups[sets.find(event.records[0])][place].append(event)
    return groups, sets


def _cases(events: Iterable[Counted]) -> int:
    return sum(one.cases for one in events)


def _subjects(events: Iterable[Counted]) -> int:
    return sum(one.subjects for one in events)
