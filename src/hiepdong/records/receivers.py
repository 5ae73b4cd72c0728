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


def by_standing(viewer: Viewer, kind: str, offences: list[str], commune: str | None) -> list[Receiver]:
    """The receivers of a record with these offences in this commune, by the standing releases of the unit."""
    facet = Facet(0, "", 0, (), (), {"offences": offences, "commune": commune})
    fits = kind_of(kind).fits
    return [
        Receiver(row.to, tuple(msgspec.json.decode(row.without)))
        for row in StandingRow.objects.filter(unit=viewer.unit, kind=kind).order_by("to")
        if row.to != viewer.unit and fits(facet, msgspec.json.decode(row.where, type=Where))
    ]
