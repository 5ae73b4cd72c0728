"""The persons of records that two units count otherwise: who they are, as the viewer may read them, and why."""

from typing import Any

from msgspec import Struct

from hiepdong.cases.alike import same_person
from hiepdong.cases.protected import readable
from hiepdong.figures.shape import counted_person
from hiepdong.figures.tally import is_of
from hiepdong.reconciliation.reasons import Sides
from hiepdong.records.copies import Copy, copies
from hiepdong.records.models import SightRow
from hiepdong.records.sight import seen
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.reconciliation import CountedGroup

Pair = tuple[str, str]
Document = dict[str, Any]


class ApartPerson(Struct, frozen=True):
    """A person that we count in a group, of a record that they count otherwise.

    `name`: absent where nobody said it, or where it is `hidden`: not sent, or not for the viewer. `why`: as of its
    record. `alike`: record and key of the person of another record that may be the same.
    """

    record: str
    key: str
    name: str | None
    hidden: bool
    status: str
    why: tuple[str, ...]
    alike: Pair | None = None


class People:
    """Those of some records: read once, told by group. Counted as of a moment, named as the copies name them now."""

    def __init__(self, about: Sides, asof: int, records: set[str]) -> None:
        numbers = {about.heads[record].no: record for record in records if record in about.heads}
        rows = seen(about.viewer, asof=asof).filter(record__in=list(numbers))
        self._about = about
        self._sights: dict[str, SightRow] = {numbers[row.record]: row for row in rows}
        held = copies(about.viewer, sorted(self._sights))
        self._named = {record: _by_key(about, copy) for record, copy in held.items()}
        self._masks = {record: copy.withheld for record, copy in held.items()}

    def apart(
        self, group: CountedGroup, reasons: dict[str, tuple[str, ...]], alike: tuple[Pair, ...]
    ) -> tuple[ApartPerson, ...]:
        """The persons of these records that we count in the group; where they hold an old version, those not in it."""
        return tuple(
            self._person(record, key, why, alike)
            for record, why in reasons.items()
            if record in self._sights
            for key in self._counted(group, record, why)
        )

    def _counted(self, group: CountedGroup, record: str, why: tuple[str, ...]) -> list[str]:
        sight = self._sights[record]
        ours = _keys(group, self._about.heads[record].facet(sight.track, sight.version).detail)
        return [key for key in ours if key not in self._theirs(group, record)] if "old_version" in why else ours

    def _theirs(self, group: CountedGroup, record: str) -> list[str]:
        """Whom they count by the version that they hold."""
        head = self._about.heads[record]
        holder = head.held_by(self._about.unit, today())
        if holder is None or not holder.stays_at:
            return []
        return _keys(group, head.facet(holder.track, holder.stays_at).detail)

    def _person(self, record: str, key: str, why: tuple[str, ...], pairs: tuple[Pair, ...]) -> ApartPerson:
        said = self._named.get(record, {}).get(key, {})
        hidden = bool(said.get("covered")) or "subjects.name" in self._masks.get(record, ())
        alike = self._alike(record, said, pairs)
        return ApartPerson(record, key, said.get("name"), hidden, said.get("status", ""), why, alike)

    def _alike(self, record: str, said: Document, pairs: tuple[Pair, ...]) -> Pair | None:
        others = [one if record == other else other for one, other in pairs if record in (one, other)]
        for other in others:
            for key, person in self._named.get(other, {}).items():
                if same_person(said, person):
                    return other, key
        return None


def _by_key(about: Sides, copy: Copy) -> dict[str, Document]:
    """The persons of a copy as the viewer may read them."""
    document = readable(about.viewer, copy.owner, copy.document)
    return {person["key"]: person for person in document.get("subjects") or ()}


def _keys(group: CountedGroup, detail: dict[str, Any]) -> list[str]:
    """The persons of a copy that count in the group."""
    found = []
    for subject in detail["subjects"] or ():
        counted = counted_person(subject, detail["offences"][0])
        if counted and counted[0] in group.offences and is_of(group.nationality, counted[1]):
            found.append(subject[0])
    return found
