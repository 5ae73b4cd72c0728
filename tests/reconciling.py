"""Reconciliations for tests: proposed, put forward as the page would, agreed, signed."""

from typing import Any

import msgspec

from hiepdong.forces.queries import viewer
from hiepdong.reconciliation import queries
from hiepdong.reconciliation.comparing import GroupCompared
from hiepdong.reconciliation.matter import Matter
from tests.acts import Act, act, do, fresh
from tests.node import Node

DRUGS = {"key": "D", "label": "ma túy", "offences": ["pc-249", "pc-251"]}
GOODS = {"key": "H", "label": "hàng cấm", "offences": ["pc-191"]}


def document(*units: str, **changes: Any) -> dict[str, Any]:
    said = {"units": list(units), "from": "2023-01-01", "to": "2023-12-31", "groups": [DRUGS, GOODS]}
    return {**said, **changes}


def proposed(by: str, record: str, *units: str, **changes: Any) -> Act:
    return act("reconciliation.propose", by, record=record, reconciliation=document(*units, **changes))


def put(by: str, record: str, *, asof: int | None = None, totals_only: bool = False) -> Act:
    """What the unit counts, put forward as its page and command would."""
    matter = matter_of(by, record)
    at = queries.moment(matter) if asof is None else asof
    found = queries.putting(viewer(by), matter, at, totals_only=totals_only)
    figures, shown = msgspec.to_builtins((found.figures, found.shown))
    return act("reconciliation.put", by, record=record, asof=found.asof, figures=figures, shown=shown)


def agreed(by: str, record: str, *figures: tuple[int, int], note: str = "") -> Act:
    said = [{"key": key, "cases": cases, "subjects": many} for key, (cases, many) in zip("DH", figures, strict=True)]
    return act("reconciliation.agree", by, record=record, figures=said, note=note)


def signed(by: str, record: str) -> Act:
    agreement = matter_of(by, record).agreement
    return act("reconciliation.sign", by, record=record, agreement=agreement.seq if agreement else 0)


def a_reconciliation(node: Node, by: str, *units: str, **changes: Any) -> str:
    record = fresh()
    do(node, proposed(by, record, *units, **changes))
    return record


def matter_of(by: str, record: str) -> Matter:
    return queries.find(viewer(by), record).matter


def compared(by: str, record: str, unit: str) -> list[GroupCompared]:
    return queries.compared(viewer(by), matter_of(by, record), unit)


def reasons(found: GroupCompared) -> dict[tuple[str, ...], tuple[tuple[str, ...], int, int]]:
    """What keeps a group apart: by the records, why, and by how many cases and subjects."""
    return {tuple(line.record for line in one.lines): (one.why, one.cases, one.subjects) for one in found.apart}


def persons(found: GroupCompared) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    """Whom a group is apart by: record, key, name and why."""
    return [(one.record, one.key, one.name, one.why) for apart in found.apart for one in apart.persons]
