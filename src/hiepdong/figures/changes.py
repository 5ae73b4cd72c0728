"""What changed between a figure that was said and the same figure now: event by event, each with why."""

from collections.abc import Iterable

from msgspec import Struct

from hiepdong.cases.queries import CaseLine, lines_of
from hiepdong.figures import facts
from hiepdong.figures.differences import Difference, differences
from hiepdong.figures.facts import Fact, Standing
from hiepdong.figures.queries import Counted
from hiepdong.records.sight import Viewer


class Change(Struct, frozen=True):
    """Events that give something else now: the lines of their records that the viewer sees, and how many he does not.

    `then`, `now`: cases and subjects. `why`: came · received · gone · cancelled · uncounted · counted · day · kind ·
    units · persons · joined · parted · shown.
    """

    lines: tuple[CaseLine, ...]
    unseen: int
    then: tuple[int, int]
    now: tuple[int, int]
    why: tuple[str, ...]

    @property
    def cases(self) -> int:
        """How many cases more."""
        return self.now[0] - self.then[0]

    @property
    def subjects(self) -> int:
        """How many subjects more."""
        return self.now[1] - self.then[1]


class Facts(Struct, frozen=True):
    """What is known of the records of some differences, then and now, and where links changed."""

    at: int
    then: dict[str, Fact]
    now: dict[str, Fact]
    standing: dict[str, Standing]
    linked: dict[str, str]
    lines: dict[str, CaseLine]


def between(viewer: Viewer, then: Iterable[Counted], now: Iterable[Counted], at: int) -> list[Change]:
    """The changes from what was counted at a position in the journal to what is counted now.

    They add up to the difference of the two figures.
    """
    found = differences(then, now)
    known = read(viewer, [record for one in found for record in one.records], at)
    return [_change(one, known) for one in found]


def read(viewer: Viewer, records: list[str], at: int) -> Facts:
    """What there is to say about these records to the viewer."""
    return Facts(
        at=at, then=facts.facts(viewer, records, at), now=facts.facts(viewer, records),
        standing=facts.standings(viewer, records), linked=facts.links_changed(viewer, records, at),
        lines={line.record: line for line in lines_of(viewer, records)},
    )  # fmt: skip


def _change(one: Difference, known: Facts) -> Change:
    lines = tuple(known.lines[record] for record in one.records if record in known.lines)
    had = {record for event in one.first for record in event.records}
    why = [reason for record in one.records for reason in _reasons(record, known, was_counted=record in had)]
    why += [known.linked[record] for record in one.records if record in known.linked]
    return Change(
        lines, len(one.records) - len(lines),
        (sum(event.cases for event in one.first), sum(event.subjects for event in one.first)),
        (sum(event.cases for event in one.second), sum(event.subjects for event in one.second)),
        tuple(dict.fromkeys(why)) or ("shown",),
    )  # fmt: skip


def _reasons(record: str, known: Facts, *, was_counted: bool) -> list[str]:
    """Why a record gives something else now."""
    then, now, standing = known.then.get(record), known.now.get(record), known.standing.get(record)
    if standing is None:
        return ["gone"]
    if now is None:
        return ["cancelled" if standing.cancelled else "uncounted"]
    if then is None:
        return ["came" if standing.begun > known.at else "counted"]
    moved = moved_facts(then, now)
    return moved if moved or was_counted or record in known.linked else ["received"]


def moved_facts(then: Fact, now: Fact) -> list[str]:
    """In which of the things that count two facts differ."""
    pairs = {
        "day": (then.day, now.day), "kind": (then.what.offence, now.what.offence), "units": (then.who, now.who),
        "persons": (_persons(then), _persons(now)),
    }  # fmt: skip
    return [name for name, (one, other) in pairs.items() if one != other]


def _persons(fact: Fact) -> list[tuple[str, str]] | None:
    """The persons that count, those without an offence of their own whatever the case is of. None: withheld."""
    if fact.what.persons is None:
        return None
    return sorted(("" if own == fact.what.offence else own, country or "") for own, country in fact.what.persons)
