"""Reading reconciliations. Always for a viewer."""

from datetime import date

from msgspec import Struct

from hiepdong.figures import changes
from hiepdong.figures.changes import Change
from hiepdong.journal import queries as journal
from hiepdong.reconciliation import comparing, counting
from hiepdong.reconciliation.comparing import GroupCompared
from hiepdong.reconciliation.counting import GroupCount
from hiepdong.reconciliation.kind import NAME
from hiepdong.reconciliation.matter import Matter
from hiepdong.reconciliation.models import ReconciliationRow
from hiepdong.reconciliation.projections import decoded
from hiepdong.reconciliation.sight import visible
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.reconciliation import CountedGroup, GroupFigure, ShownEvent
from hiepdong.vocabulary.refusals import Refused


class ReconciliationLine(Struct, frozen=True):
    """A reconciliation in a list. `put`: the units that put figures forward; `missing`: those that have not signed."""

    record: str
    owner: str
    start: date
    end: date
    units: tuple[str, ...]
    state: str
    put: tuple[str, ...]
    missing: tuple[str, ...]
    cancelled: bool


class Found(Struct, frozen=True):
    """A reconciliation as the viewer's unit may see it. `partner`: whether that unit takes part and may speak."""

    matter: Matter
    owner: str
    partner: bool
    cancelled: bool


class SinceSigned(Struct, frozen=True):
    """A group as it was signed, as our unit counts it now, and what changed in our count since the moment it is of."""

    group: CountedGroup
    signed: GroupFigure
    now: GroupFigure
    changes: list[Change]


def listing(viewer: Viewer) -> list[ReconciliationLine]:
    """The reconciliations that the viewer may see, the latest first."""
    sights = {row.record: row for row in seen(viewer, kind=NAME)}
    rows = ReconciliationRow.objects.filter(record__in=list(sights)).order_by("-record")
    return [
        ReconciliationLine(matter.id, sights[matter.no].owner, matter.start, matter.end, matter.units, matter.state,
             tuple(matter.sides), tuple(matter.missing), bool(sights[matter.no].cancelled))
        for matter in (decoded(row.stands) for row in rows)
    ]  # fmt: skip


def find(viewer: Viewer, record: str) -> Found:
    """A reconciliation. Raises Refused record.not_found for what the viewer may not see."""
    row = ReconciliationRow.objects.filter(uuid=record.lower()).first()
    sight = seen(viewer, kind=NAME).filter(record=row.record).first() if row else None
    if row is None or sight is None:
        raise Refused("record.not_found")
    matter, cancelled = visible(viewer, row), bool(sight.cancelled)
    return Found(matter, sight.owner, viewer.unit in matter.units and not cancelled, cancelled)


def moment(matter: Matter) -> int:
    """The position in the journal as of which to put figures forward: that of who did first, else now."""
    asked = [side.asof for side in sorted(matter.sides.values(), key=lambda side: side.seq)]
    return asked[-1] if asked else journal.head().seq


class Putting(Struct, frozen=True):
    """What our unit would put forward: figures, and to each other unit what is told one by one, and how much is not."""

    asof: int
    counted: list[GroupCount]
    shown: dict[str, list[ShownEvent]]

    @property
    def figures(self) -> list[GroupFigure]:
        """The figures alone."""
        return [one.figure for one in self.counted]

    @property
    def events(self) -> int:
        """How many events stand behind the figures."""
        return sum(len(one.events) for one in self.counted)


def putting(viewer: Viewer, matter: Matter, asof: int, *, totals_only: bool = False) -> Putting:
    """What our unit would put forward as of a position in the journal. Raises as `figures` does."""
    counted = counting.count(viewer, matter, asof)
    others = [unit for unit in matter.units if unit != viewer.unit]
    shown = {} if totals_only else {unit: counting.told(viewer, matter, counted, unit, asof) for unit in others}
    return Putting(asof, counted, shown)


def compared(viewer: Viewer, matter: Matter, unit: str) -> list[GroupCompared]:
    """Our figures beside those of a unit that put its own forward. Raises Refused record.not_found where it has not."""
    if unit not in matter.sides or viewer.unit not in matter.units or unit == viewer.unit:
        raise Refused("record.not_found")
    return comparing.compared(viewer, matter, matter.sides[unit])


def since_signed(viewer: Viewer, matter: Matter) -> list[SinceSigned]:
    """What was signed against our count of now."""
    agreement = matter.agreement
    if agreement is None or viewer.unit not in matter.units:
        return []
    then, now = (counting.count(viewer, matter, asof) for asof in (agreement.asof, None))
    return [
        SinceSigned(one.group, signed, two.figure, changes.between(viewer, one.events, two.events, agreement.asof))
        for signed, one, two in zip(agreement.figures, then, now, strict=True)
    ]
