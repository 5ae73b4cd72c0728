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
from hiepdong.vocabulary.clock import instant

_statements = msgspec.json.Decoder(Statement)


class Line(Struct, frozen=True):
    """Something done to a record; `behalf`: the unit whose word it was, recorded by another."""

    seq: int
    at: datetime
    act: str
    by: str
    unit: str | None
    version: int | None
    to: tuple[str, ...]
    reason: str
    relation: str = ""
    behalf: str = ""


def of(viewer: Viewer, head: Head, held: int) -> list[Line]:
    """What was done to the record, newest first."""
    linked = _links_seen(viewer, head) if head.linked else []
    deeds = list(DeedRow.objects.filter(Q(record=head.id) | Q(record__in=linked)).order_by("-seq"))
    owner = viewer.unit == head.owner
    lines = []
    for line, deed in zip(_lines(deeds), deeds, strict=True):
        if owner or deed.unit == viewer.unit:
            lines.append(line)
        elif _known(viewer, line, held) or deed.record in linked:
            lines.append(replace(line, to=tuple(unit for unit in line.to if unit == viewer.unit)))
    return lines


def beginnings(records: list[str]) -> list[Line]:
    """How records began that the viewer is known to see; to whom they were given is left out."""
    deeds = list(DeedRow.objects.filter(record__in=records, version=1).order_by("-seq"))
    return [replace(line, to=()) for line in _lines(deeds)]


def _known(viewer: Viewer, line: Line, held: int) -> bool:
    if line.version is not None:
        return line.version <= held or line.act.endswith(".cancel") or line.act == "handover.accept"
    return line.act == "record.erase" or viewer.unit in line.to


def _links_seen(viewer: Viewer, head: Head) -> list[str]:
    links = LinkRow.objects.filter(Q(a=head.no) | Q(b=head.no))
    others = {link.uuid: link.b if link.a == head.no else link.a for link in links}
    visible = set(seen(viewer).filter(record__in=others.values()).values_list("record", flat=True))
    return [uuid for uuid, no in others.items() if no in visible]


def _lines(deeds: list[DeedRow]) -> list[Line]:
    seqs = [deed.seq for deed in deeds]
    said = dict(EntryRow.objects.filter(seq__in=seqs).values_list("seq", "statement"))
    bodies = dict(BodyRow.objects.filter(seq__in=seqs).values_list("seq", "bytes"))
    return [_line(seq, bytes(said[seq]), bytes(bodies[seq])) for seq in seqs]


def _line(seq: int, statement: bytes, body: bytes) -> Line:
    said = _statements.decode(statement)
    act: dict[str, Any] = msgspec.json.decode(body)["act"]
    at = instant(said.at)
    words = str(act.get("reason") or act.get("question") or "")
    relation, behalf = str(act.get("relation") or ""), str((act.get("on_behalf") or {}).get("unit", ""))
    return Line(seq, at, said.act, said.by, said.unit, said.version, said.to, words, relation, behalf)
