"""What waits for a unit in reconciliations: its figures, its signature."""

from hiepdong.journal.models import DeedRow
from hiepdong.reconciliation.kind import NAME, title_of
from hiepdong.reconciliation.matter import Matter
from hiepdong.reconciliation.models import ReconciliationRow
from hiepdong.reconciliation.projections import decoded
from hiepdong.records.board import Waiting
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.clock import from_seconds


def waiting(viewer: Viewer) -> list[Waiting]:
    """What the viewer's unit is asked for and has not done, the longest first."""
    rows = ReconciliationRow.objects.filter(state__in=("open", "agreed"), units__contains=f"|{viewer.unit}|")
    matters = {row.record: decoded(row.stands) for row in rows}
    held = seen(viewer, kind=NAME).filter(record__in=list(matters), cancelled=0)
    owners = dict(held.values_list("record", "owner")) if matters else {}
    wanted = [(matters[no], owner, *asked) for no, owner in owners.items() if (asked := _asked(viewer, matters[no]))]
    times = dict(DeedRow.objects.filter(seq__in=[seq for *_, seq in wanted]).values_list("seq", "at"))
    found = [
        Waiting(what, matter.id, title_of(matter.start, matter.end), owner, from_seconds(times[seq]), kind=NAME)
        for matter, owner, what, seq in wanted
    ]
    return sorted(found, key=lambda line: line.since)


def _asked(viewer: Viewer, matter: Matter) -> tuple[str, int] | None:
    """What is asked of the unit, and since which position in the journal."""
    if viewer.unit not in matter.sides:
        return "reconciliation-put", matter.no
    if matter.agreement is not None and viewer.unit in matter.missing:
        return "reconciliation-sign", matter.agreement.seq
    return None
