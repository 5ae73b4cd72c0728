"""Copies of records as a viewer holds them: one, or many with as few questions to the database as one."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from hiepdong.journal.models import BodyRow
from hiepdong.records.head import Facet, Head
from hiepdong.records.kinds import Document, References, kind_of
from hiepdong.records.masks import Mask, masked
from hiepdong.records.models import RecordRow, SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.records.stored import heads_of


class Copy(Struct, frozen=True):
    """What a viewer holds of a record: the document less what was withheld, and what is told of it besides."""

    record: str
    owner: str
    document: Document
    withheld: Mask
    detail: dict[str, Any]


def copies(viewer: Viewer, records: list[str]) -> dict[str, Copy]:
    """Those of the records that the viewer sees, by id."""
    heads = heads_of(RecordRow.objects.filter(uuid__in=records))
    sights = {row.record: row for row in seen(viewer).filter(record__in=list(heads))}
    whole = documents((heads[no], sight.version) for no, sight in sights.items())
    named = {no: kind_of(heads[no].kind).refers(_facet(heads[no], sight)) for no, sight in sights.items()}
    known = seen_ids(viewer, {one for references in named.values() for one in ids_of(references)})
    found = {}
    for no, sight in sights.items():
        head = heads[no]
        document = with_references(_shown(viewer, head, sight, whole[no, sight.version]), named[no], known)
        found[head.id] = Copy(head.id, head.owner, document, head.tracks[sight.track], _facet(head, sight).detail)
    return found


def _facet(head: Head, sight: SightRow) -> Facet:
    return head.facet(sight.track, sight.version)


def documents(versions: Iterable[tuple[Head, int]]) -> dict[tuple[int, int], Document]:
    """The whole documents of versions, by number of record and version, with one question to the database.

    Versions that differ by their files alone share a document.
    """
    placed: dict[int, list[tuple[Head, int]]] = {}
    for head, number in versions:
        placed.setdefault(head.version_number(number).body_seq, []).append((head, number))
    found: dict[tuple[int, int], Document] = {}
    for seq, said in BodyRow.objects.filter(seq__in=list(placed)).values_list("seq", "bytes"):
        act = msgspec.json.decode(bytes(said))["act"]
        found |= {(head.no, number): kind_of(head.kind).content(act) for head, number in placed[seq]}
    return found


def _shown(viewer: Viewer, head: Head, sight: SightRow, whole: Document) -> Document:
    """A document under the mask of a copy."""
    document = masked(whole, head.tracks[sight.track])
    return document if viewer.unit == head.owner else kind_of(head.kind).for_holder(document, viewer.unit)


def with_references(document: Document, named: References, known: set[str]) -> Document:
    """What a document says of other records, only of those that are known.

    A reference named by a path (`lines.record`) stands in each of several parts: those whose record is known stay.
    """
    for name, value in named.items():
        parts, _, inside = name.partition(".")
        if inside:
            document = _with_parts(document, parts, inside, known)
            continue
        document = {key: part for key, part in document.items() if key != name}
        kept = [one for one in ([value] if isinstance(value, str) else value) if one in known]
        if kept:
            document[name] = kept[0] if isinstance(value, str) else kept
    return document


def _with_parts(document: Document, name: str, inside: str, known: set[str]) -> Document:
    kept = [part for part in document.get(name) or () if part[inside] in known]
    rest = {key: part for key, part in document.items() if key != name}
    return {**rest, name: kept} if kept else rest


def ids_of(named: References) -> set[str]:
    """All records that are named."""
    return {one for value in named.values() for one in ([value] if isinstance(value, str) else value)}


def seen_ids(viewer: Viewer, ids: set[str]) -> set[str]:
    """Those of the records that the viewer sees."""
    if not ids:
        return set()
    numbers = dict(RecordRow.objects.filter(uuid__in=ids).values_list("no", "uuid"))
    return {numbers[no] for no in seen(viewer).filter(record__in=list(numbers)).values_list("record", flat=True)}
