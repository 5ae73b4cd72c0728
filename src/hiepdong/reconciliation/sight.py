"""A reconciliation as a viewer may see it."""

from msgspec.structs import replace

from hiepdong.reconciliation.matter import Matter, Side
from hiepdong.reconciliation.models import ReconciliationRow
from hiepdong.reconciliation.projections import decoded
from hiepdong.records.copies import seen_ids
from hiepdong.records.sight import Viewer


def visible(viewer: Viewer, row: ReconciliationRow) -> Matter:
    """What was put forward for all who take part; of the events told one by one, those whose records he sees now.

    An event that was told and of which a record was withdrawn since stays in its total alone.
    """
    matter = decoded(row.stands).seen_by(viewer.unit)
    told = [event for side in matter.sides.values() for events in side.shown.values() for event in events]
    seen = seen_ids(viewer, {record for event in told for record in event.records})
    return replace(matter, sides={unit: _side(side, seen) for unit, side in matter.sides.items()})


def _side(side: Side, seen: set[str]) -> Side:
    shown = {unit: tuple(one for one in events if set(one.records) <= seen) for unit, events in side.shown.items()}
    return replace(side, shown=shown)
