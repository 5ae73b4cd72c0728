"""Standing releases (gửi thường xuyên): what a unit opens from now on goes to others by itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from hiepdong.journal.rows import Rows
from hiepdong.journal.statement import Entry
from hiepdong.records.head import Facet
from hiepdong.records.kinds import kind_of
from hiepdong.records.models import StandingRow
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.acts import StandingEnd, StandingRelease, UnitEnd, Where

if TYPE_CHECKING:
    from hiepdong.journal.writing import Writing

Place = tuple[str, str, str]


class Standing(Struct, frozen=True):
    """Under which mask, and for which records."""

    without: tuple[str, ...]
    where: Where
    seq: int


class Standings:
    """The standing releases in force, by unit, kind and receiver."""

    def __init__(self, writing: "Writing") -> None:
        self.writing = writing
        self._stored: dict[Place, Standing] = writing.recall("standings", load)
        self._standing = self._stored

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in."""
        unit = entry.statement.unit or ""
        if isinstance(act, StandingRelease):
            standing = Standing(entry.statement.without, act.where or Where(), entry.seq)
            self._put({**self._standing, **{(unit, act.kind, to): standing for to in act.to}})
        elif isinstance(act, StandingEnd):
            gone = {(unit, act.kind, to) for to in act.to}
            self._put({place: kept for place, kept in self._standing.items() if place not in gone})
        elif isinstance(act, UnitEnd):
            self._put(_passed_on(self._standing, act.code, act.heir))

    def grants(self, unit: str, kind: str, facet: Callable[[], Facet]) -> list[dict[str, Any]]:
        """To whom a record that the unit opens goes by itself, and without what; `facet` is made when needed."""
        standing = [
            (to, standing)
            for (owner, of_kind, to), standing in sorted(self._standing.items())
            if owner == unit and of_kind == kind and to != unit
        ]
        if not standing:
            return []
        opened, fits = facet(), kind_of(kind).fits
        return [{"to": to, "without": list(one.without)} for to, one in standing if fits(opened, one.where)]

    def flush(self, rows: Rows) -> None:
        """Hand over what changed."""
        if self._standing is self._stored:
            return
        for place in self._stored.keys() - self._standing.keys():
            rows.delete(StandingRow, ("unit", "kind", "to"), [place])
        for place, standing in self._standing.items():
            if self._stored.get(place) != standing:
                if place in self._stored:
                    rows.delete(StandingRow, ("unit", "kind", "to"), [place])
                rows.insert(StandingRow, [_row(place, standing)])
        self._stored = self._standing

    def _put(self, standing: dict[Place, Standing]) -> None:
        self._standing = standing
        self.writing.remember("standings", standing)


def _passed_on(standing: dict[Place, Standing], ended: str, heir: str | None) -> dict[Place, Standing]:
    """What an ended unit released ends with it; what it was to receive goes to its heir."""
    kept = {place: value for place, value in standing.items() if ended not in (place[0], place[2])}
    for (owner, kind, to), value in standing.items():
        if to == ended and heir is not None and owner not in (ended, heir):
            kept.setdefault((owner, kind, heir), value)
    return kept


def _row(place: Place, standing: Standing) -> tuple[Any, ...]:
    without, where = (msgspec.json.encode(part).decode() for part in (standing.without, standing.where))
    return *place, without, where, standing.seq


def load(prefix: str) -> dict[Place, Standing]:
    """The standing releases as the index has them."""
    if prefix:
        return {}
    return {
        (row.unit, row.kind, row.to): Standing(
            tuple(msgspec.json.decode(row.without)), msgspec.json.decode(row.where, type=Where), row.seq
        )
        for row in StandingRow.objects.all()
    }
