"""The index of the persons in the copies that a node holds: one file beside the database, for all who look somebody up.

It follows the journal when it is asked, and forgets with an erasure. Each copy of a case (a version under a mask) has
its own entry for each person, with what that copy says of him; who looks finds those of the copies that he holds. Who
is a victim, witness or minor is in no entry (docs/decisions/0022).
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from django.db import DatabaseError
from msgspec import Struct

from hiepdong import config, log
from hiepdong.cases.protected import PARTS, is_protected
from hiepdong.identity.index import Index
from hiepdong.identity.model import Document, Hit, Identity, Query
from hiepdong.identity.store import NotAnIndex
from hiepdong.journal.models import DeedRow
from hiepdong.journal.queries import head
from hiepdong.records.copies import documents
from hiepdong.records.head import OPEN, Head
from hiepdong.records.masks import masked
from hiepdong.records.models import RecordRow, SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.records.stored import heads_by_number

KIND, FORM = "case", 1
AT_ONCE, ANEW_FROM = 500, 20_000
REARRANGING = ("unit.end", "unit.add")
Copy = tuple[int, int, int]
"""A copy by the number of its record, the track of its mask and its version."""


class _Stand(Struct, frozen=True):
    """Up to which position in the journal the file follows, and of what it was made."""

    seq: int
    form: int
    index: int
    began: str
    lists: int


class FoundIdentity(Struct, frozen=True):
    """A person of a copy that the viewer holds: the record, and where in its document he stands."""

    record: str
    part: str
    place: int
    hit: Hit


def search(viewer: Viewer, query: Query, top: int) -> list[FoundIdentity]:
    """Who may be the person asked for, among the copies that the viewer holds, the likest first."""
    if not viewer.reads_records:
        return []
    hits = followed().search(query, top, lambda ids: _held(viewer, ids))
    records = dict(RecordRow.objects.filter(no__in={_copy_of(hit.id)[0] for hit in hits}).values_list("no", "uuid"))
    return [_found(records, hit) for hit in hits]


def _found(records: dict[int, str], hit: Hit) -> FoundIdentity:
    number, *_, part, place = hit.id.split("/")
    return FoundIdentity(records[int(number)], part, int(place), hit)


def _held(viewer: Viewer, ids: list[str]) -> set[str]:
    copies = {one: _copy_of(one) for one in ids}
    rows = seen(viewer, kind=KIND).filter(record__in={copy[0] for copy in copies.values()})
    known = set(rows.values_list("record", "track", "version"))
    return {one for one, copy in copies.items() if copy in known}


def _copy_of(one: str) -> Copy:
    record, track, version = map(int, one.split("/")[:3])
    return record, track, version


def followed() -> Index:
    """The index as of the newest entry of the journal; made where there is none."""
    if (index := _current()) is not None:
        return index
    with _alone():
        if (index := _current()) is not None:
            return index
        now = _now()
        index = _renewed(now)
        config.write_durably(_stand_file(), msgspec.json.encode(now), mode=0o600)
        return index


def _current() -> Index | None:
    return _opened() if _stand() == _now() else None


def _renewed(now: _Stand) -> Index:
    stand, index = _stand(), _opened()
    if index is None or stand is None or not _precedes(stand, now):
        return _made_anew()
    changed = _changed(stand.seq)
    return _made_anew() if changed is None else _brought_up(index, changed)


def _precedes(stand: _Stand, now: _Stand) -> bool:
    return stand.seq <= now.seq and msgspec.structs.replace(stand, seq=now.seq) == now


def _changed(after: int) -> list[str] | None:
    """The records that changed since; None where it is better to begin anew."""
    deeds = DeedRow.objects.filter(seq__gt=after)
    if deeds.filter(act__in=REARRANGING).exists() or deeds.count() > ANEW_FROM:
        return None
    return sorted({record for record in deeds.values_list("record", flat=True) if record})


def _made_anew() -> Index:
    rows = SightRow.objects.filter(kind=KIND, until=OPEN).order_by("record")
    numbers = list(rows.values_list("record", flat=True).distinct())

    def everybody() -> Iterator[Identity]:
        for at in range(0, len(numbers), AT_ONCE):
            yield from identities(numbers[at : at + AT_ONCE])

    return Index.build(everybody(), _file())


def _brought_up(index: Index, changed: list[str]) -> Index:
    for at in range(0, len(changed), AT_ONCE):
        rows = RecordRow.objects.filter(uuid__in=changed[at : at + AT_ONCE], kind=KIND)
        numbers = list(rows.values_list("no", flat=True))
        index.erase(_every_id(numbers))
        index.update(identities(numbers))
    return index


def _every_id(numbers: Iterable[int]) -> list[str]:
    """The ids of all persons that any copy of these records may have had: by place, which an erasure leaves."""
    return [
        f"{head.no}/{track}/{version.number}/{part}/{place}"
        for head in heads_by_number(numbers).values()
        for version in head.versions
        for track in range(len(head.tracks))
        for part, keys in zip(PARTS, (version.facets[0].persons, version.facets[0].others), strict=True)
        for place in range(len(keys))
    ]


def identities(numbers: Iterable[int]) -> Iterator[Identity]:
    """The persons of each copy that somebody holds of these cases."""
    held = SightRow.objects.filter(record__in=list(numbers), kind=KIND, until=OPEN)
    copies = sorted(set(held.values_list("record", "track", "version")))
    heads = heads_by_number({copy[0] for copy in copies})
    whole = documents((heads[no], version) for no, _, version in copies)
    for no, track, version in copies:
        yield from _of_copy((no, track, version), heads[no], whole[no, version])


def _of_copy(copy: Copy, head: Head, whole: dict[str, Any]) -> Iterator[Identity]:
    shown = masked(whole, head.tracks[copy[1]])
    for part in PARTS:
        for place, (person, told) in enumerate(zip(whole.get(part) or (), shown.get(part) or (), strict=False)):
            identity = _identity("/".join(map(str, (*copy, part, place))), told)
            if not is_protected(person) and (identity.name or identity.aliases or identity.documents):
                yield identity


def _identity(one: str, told: dict[str, Any]) -> Identity:
    papers = told.get("documents") or ()
    return Identity(
        id=one, name=told.get("name"), birth=told.get("birth"), gender=told.get("gender"), home=told.get("home"),
        documents=tuple(Document(paper.get("kind") or "", paper["number"]) for paper in papers if paper.get("number")),
        aliases=tuple(told.get("aliases") or ()),
    )  # fmt: skip


def forget_erased() -> None:
    """Overwrite what the index has of records erased since it was last brought up; cheap where there is nothing.

    What fails here (the disk is full) holds nobody up: the next who asks the index does it first.
    """
    try:
        stand = _stand() if _file().exists() else None
        if stand is not None and DeedRow.objects.filter(act="record.erase", seq__gt=stand.seq).exists():
            followed()
    except (OSError, DatabaseError) as error:
        log.write(error)


def _folder() -> Path:
    return config.within("identity")


def _file() -> Path:
    return _folder() / "persons"


def _stand_file() -> Path:
    return _folder() / "stand.json"


def _stand() -> _Stand | None:
    """How far the file follows; None where that is not told."""
    try:
        return msgspec.json.decode(_stand_file().read_bytes(), type=_Stand)
    except (OSError, msgspec.MsgspecError):
        return None


def _opened() -> Index | None:
    """The index that lies there; None where there is none, or one of another version."""
    try:
        return Index(_file())
    except (OSError, NotAnIndex):
        return None


def _now() -> _Stand:
    return _Stand(head().seq, FORM, config.INDEX, config.began(), config.written(config.codes_folder()))


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time changes the file."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_folder() / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
