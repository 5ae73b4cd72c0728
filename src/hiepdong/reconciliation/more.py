"""What `show` says of a reconciliation besides its document."""

from typing import Any

import msgspec

from hiepdong.reconciliation.models import ReconciliationRow
from hiepdong.reconciliation.sight import visible
from hiepdong.records.head import Head
from hiepdong.records.models import SightRow
from hiepdong.records.sight import Viewer


def more(viewer: Viewer, head: Head, _: SightRow) -> dict[str, Any]:
    """How it stands, as the viewer's unit may see it: who takes part, what was put forward, agreed, signed."""
    matter = visible(viewer, ReconciliationRow.objects.get(record=head.no))
    said: dict[str, Any] = msgspec.to_builtins(matter)
    names = ("units", "sides", "agreement", "signatures")
    return {**{name: said[name] for name in names}, "state": matter.state, "missing": matter.missing}
