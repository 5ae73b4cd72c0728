"""Reading imports: a unit's own, what of a list it has already, how far one has come."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Max
from msgspec import Struct

from hiepdong.journal.writing import chunks
from hiepdong.records.head import OPEN
from hiepdong.records.imports import Import, of_row
from hiepdong.records.models import ImportedRow, ImportRow, RecordRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.clock import from_seconds
from hiepdong.vocabulary.import_acts import ImportSource
from hiepdong.vocabulary.refusals import Refused

AT_ONCE = 500


class ImportLine(Struct, frozen=True):
    """An import as its unit sees it; `opened`: how many of its records were opened so far."""

    id: str
    officer: str
    at: datetime
    source: ImportSource
    opened: int
    state: str
    kept: int

    @property
    def is_under_way(self) -> bool:
        """Whether it was begun and neither ended nor taken back."""
        return self.state == "under-way"


def listing(viewer: Viewer, limit: int = 100) -> list[ImportLine]:
    """The imports of the viewer's unit, the newest first."""
    if not viewer.reads_records:
        return []
    rows = ImportRow.objects.filter(unit=viewer.unit).order_by("-no")[:limit]
    return [_line(of_row(row)) for row in rows]


def find(viewer: Viewer, record: str) -> ImportLine:
    """An import of the viewer's unit. Raises Refused record.not_found."""
    row = ImportRow.objects.filter(uuid=record, unit=viewer.unit).first() if viewer.reads_records else None
    if row is None:
        raise Refused("record.not_found")
    return _line(of_row(row))


def under_way(viewer: Viewer) -> ImportLine | None:
    """The import that the viewer's unit has begun and not ended."""
    row = ImportRow.objects.filter(unit=viewer.unit, shown=OPEN, gone=OPEN).first() if viewer.reads_records else None
    return _line(of_row(row)) if row else None


def _line(one: Import) -> ImportLine:
    state = "undone" if one.gone != OPEN else "under-way" if one.shown == OPEN else "done"
    source = msgspec.json.decode(one.source, type=ImportSource)
    opened = ImportedRow.objects.filter(batch=one.no).count() if state == "under-way" else source.records
    return ImportLine(one.id, one.officer, from_seconds(one.at), source, opened, state, one.kept)


def records_of(viewer: Viewer, record: str, limit: int = 50) -> list[tuple[int, str]]:
    """The records that an import opened and the viewer sees, by line: the line and the id."""
    row = ImportRow.objects.filter(uuid=record, unit=viewer.unit).first()
    lines = (
        dict(ImportedRow.objects.filter(batch=row.no).order_by("line").values_list("record", "line")[:limit])
        if row
        else {}
    )
    ids = dict(_ids(_seen(viewer, list(lines))))
    return [(line, ids[no]) for no, line in lines.items() if no in ids]


def lines_opened(viewer: Viewer, record: str) -> set[int]:
    """The lines of which an import has opened the cases."""
    row = ImportRow.objects.filter(uuid=record, unit=viewer.unit).first()
    return set(ImportedRow.objects.filter(batch=row.no).values_list("line", flat=True)) if row else set()


def last_opened(viewer: Viewer, record: str) -> int:
    """The position of the newest case that an import opened; grows while it runs."""
    row = ImportRow.objects.filter(uuid=record, unit=viewer.unit).first()
    found: dict[str, Any] = ImportedRow.objects.filter(batch=row.no).aggregate(last=Max("record")) if row else {}
    return int(found.get("last") or 0)


def known_rows(viewer: Viewer, rows: Iterable[str]) -> set[str]:
    """Those of the digests of lines that the unit has imported, as far as it still sees the records."""
    found = {}
    for part in chunks(list(rows), AT_ONCE):
        found.update(dict(ImportedRow.objects.filter(row__in=part).values_list("record", "row")))
    return {found[no] for no in _seen(viewer, list(found))}


def known_numbers(viewer: Viewer, numbers: Iterable[str]) -> dict[str, str]:
    """Of the numbers of cases those that the unit has imported, each with its record."""
    own = list(ImportRow.objects.filter(unit=viewer.unit).values_list("no", flat=True))
    found: dict[int, str] = {}
    for part in chunks(list(numbers), AT_ONCE):
        rows = ImportedRow.objects.filter(number__in=part, batch__in=own)
        found.update({row.record: row.number or "" for row in rows})
    still = _seen(viewer, list(found))
    ids = {no: uuid for part in chunks(still, AT_ONCE) for no, uuid in _ids(part)}
    return {found[no]: ids[no] for no in still}


def _seen(viewer: Viewer, numbers: list[int]) -> list[int]:
    return [
        no
        for part in chunks(numbers, AT_ONCE)
        for no in seen(viewer).filter(record__in=part).values_list("record", flat=True)
    ]


def _ids(numbers: list[int]) -> list[tuple[int, str]]:
    return list(RecordRow.objects.filter(no__in=numbers).values_list("no", "uuid"))
