"""Who gets a record by itself when it is opened: told to the officer before he records it."""

import msgspec
from msgspec import Struct

from hiepdong.records.head import Facet
from hiepdong.records.kinds import kind_of
from hiepdong.records.models import StandingRow
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.acts import Where


class Receiver(Struct, frozen=True):
    """A unit that gets what the viewer's unit opens, without some of its parts."""

    unit: str
    without: tuple[str, ...]


class StandingRelease(Struct, frozen=True):
    """A standing release of the viewer's unit: of which kind, to whom, without what, on which condition."""

    kind: str
    to: str
    without: tuple[str, ...]
    offences: tuple[str, ...]
    communes: tuple[str, ...]


def standing_of(viewer: Viewer) -> list[StandingRelease]:
    """The standing releases of the viewer's own unit; others', and that they exist, are no business of his."""
    if not viewer.reads_records:
        return []
    rows = StandingRow.objects.filter(unit=viewer.unit).order_by("kind", "to")
    return [_standing(row) for row in rows]


def _standing(row: StandingRow) -> StandingRelease:
    where = msgspec.json.decode(row.where, type=Where)
    without = tuple(msgspec.json.decode(row.without))
    return StandingRelease(row.kind, row.to, without, tuple(where.offences or ()), tuple(where.communes or ()))


def by_standing(viewer: Viewer, kind: str, offences: list[str], commune: str | None) -> list[Receiver]:
    """The receivers of a record with these offences in this commune, by the standing releases of the unit."""
    facet = Facet(0, "", 0, (), (), {"offences": offences, "commune": commune})
    fits = kind_of(kind).fits
    return [
        Receiver(row.to, tuple(msgspec.json.decode(row.without)))
        for row in StandingRow.objects.filter(unit=viewer.unit, kind=kind).order_by("to")
        if row.to != viewer.unit and fits(facet, msgspec.json.decode(row.where, type=Where))
    ]
