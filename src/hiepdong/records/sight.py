"""Who sees what: the one place that decides.

A viewer sees, of each record, the one copy that his unit holds. `seen` begins every list, count, search, look-up and
explanation; nothing is filtered afterwards, and a record without a row here does not exist for the viewer.
Records of an import exist for nobody until it ended, and no more once it was taken back.
"""

from django.db.models import Q, QuerySet
from msgspec import Struct

from hiepdong.records.head import NEVER, OPEN
from hiepdong.records.models import ImportRow, SightRow
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.roles import RECORD_WORK

READERS = RECORD_WORK


class Viewer(Struct, frozen=True):
    """An officer as he looks: for a unit, with his roles there."""

    login: str
    unit: str
    roles: frozenset[str]

    @property
    def reads_records(self) -> bool:
        """Administrators and inspectors see no records."""
        return bool(self.roles & READERS)


def seen(viewer: Viewer, *, kind: str | None = None, asof: int | None = None) -> QuerySet[SightRow]:
    """What the viewer may see: the facts of then (`asof`, a position in the journal), with the rights of now."""
    if not viewer.reads_records:
        return SightRow.objects.none()
    at = OPEN - 1 if asof is None else asof
    hidden = ImportRow.objects.filter(Q(shown__gt=at) | Q(gone__lte=at)).values("lapses")
    rows = SightRow.objects.filter(unit=viewer.unit, lapses__gte=today().toordinal())
    rows = rows.filter(Q(lapses__lte=NEVER) | ~Q(lapses__in=hidden))
    if kind is not None:
        rows = rows.filter(kind=kind)
    if asof is None:
        return rows.filter(until=OPEN)
    return rows.filter(Q(since__lte=asof), Q(until__gt=asof))


def condition(viewer: Viewer, asof: int | None = None) -> tuple[str, list[int | str]]:
    """The same decision as SQL over a table with unit, since, until and lapses, for the rooms that count."""
    if not viewer.reads_records:
        return "1 = 0", []
    held = "until = %s" if asof is None else "since <= %s AND until > %s"
    positions: list[int | str] = [OPEN] if asof is None else [asof, asof]
    at = OPEN - 1 if asof is None else asof
    of_hidden = "SELECT lapses FROM records_import WHERE shown > %s OR gone <= %s"
    hidden = f"(lapses <= {NEVER} OR lapses NOT IN ({of_hidden}))"
    return f"unit = %s AND lapses >= %s AND {held} AND {hidden}", [
        viewer.unit, today().toordinal(), *positions, at, at,
    ]  # fmt: skip
