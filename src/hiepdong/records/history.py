"""The history of a record, as far as the viewer may know it: others than the owner never learn who else receives."""

from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Q
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.journal.models import BodyRow, DeedRow, EntryRow
from hiepdong.journal.statement import Statement
from hiepdong.records.head import Head
from hiepdong.records.models import LinkRow
from hiepdong.records.sight import Viewer, seen

VERSIONS = frozenset({"case.open", "case.revise", "case.cancel", "record.attach", "handover.accept", "record.erase"})


class Line(Struct, frozen=True):
    """Something done to a record."""

    seq: int
    at: datetime
    act: str
    by: str
    unit: str | None
    version: int | None
    to: tuple[str, ...]
    reason: str


def of(viewer: Viewer, head: Head, held: int) -> list[Line]:
    """What was done to the record, newest first."""
    linked = _links_seen(viewer, head) if head.linked else []
    deeds = DeedRow.objects.filter(Q(record=head.id) | Q(record__in=linked)).order_by("-seq")
    owner = viewer.unit == head.owner
    lines = []
    for deed in deeds:
        line = _line(deed)
        if owner or deed.unit == viewer.unit:
            lines.append(line)
        elif _known(viewer, line, held) or deed.record in linked:
            lines.append(replace(line, to=tuple(unit for unit in line.to if unit == viewer.unit)))
    return lines


def _known(viewer: Viewer, line: Line, held: int) -> bool:
    if line.act in VERSIONS:
        return (line.version or 0) <= held or line.act in {"case.cancel", "handover.accept"}
    return viewer.unit in line.to


def _links_seen(viewer: Viewer, head: Head) -> list[str]:
    links = LinkRow.objects.filter(Q(a=head.no) | Q(b=head.no))
    others = {link.uuid: link.b if link.a == head.no else link.a for link in links}
    visible = set(seen(viewer).filter(record__in=others.values()).values_list("record", flat=True))
    return [uuid for uuid, no in others.items() if no in visible]


def _line(deed: DeedRow) -> Line:
    said = msgspec.json.decode(bytes(EntryRow.objects.only("statement").get(seq=deed.seq).statement), type=Statement)
    act: dict[str, Any] = msgspec.json.decode(bytes(BodyRow.objects.only("bytes").get(seq=deed.seq).bytes))["act"]
    at = datetime.fromisoformat(said.at)
    return Line(deed.seq, at, said.act, said.by, said.unit, said.version, said.to, str(act.get("reason") or ""))
