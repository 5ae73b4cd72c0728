"""What counts of a record for a viewer, at a position in the journal: for saying why two counts differ."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db import connection
from msgspec import Struct

from hiepdong.figures.shape import What, Who
from hiepdong.journal.writing import chunks
from hiepdong.records.head import OPEN
from hiepdong.records.links import SAME_EVENT
from hiepdong.records.models import LinkRow, RecordRow, SightRow
from hiepdong.records.sight import Viewer, condition, seen

AT_ONCE = 500


class Fact(Struct, frozen=True):
    """What a record that counts gives: its day (an ordinal), units and what is counted of it."""

    day: int
    who: Who
    what: What


class Standing(Struct, frozen=True):
    """How the viewer sees a record now; `begun`: the position of its first entry. Unseen ones have none."""

    begun: int
    owner: str
    cancelled: bool


def facts(viewer: Viewer, records: list[str], asof: int | None = None) -> dict[str, Fact]:
    """The facts of these records, of those that count for the viewer at the position."""
    may, parameters = condition(viewer, asof)
    found: dict[str, Fact] = {}
    numbers = list(_numbers(records).values())
    with connection.cursor() as cursor:
        for part in chunks(numbers, AT_ONCE):
            places = ", ".join(["%s"] * len(part))
            cursor.execute(
                "SELECT e.uuid, e.day, w.text, t.text FROM figures_event e JOIN figures_who w ON w.id = e.who "
                f"JOIN figures_what t ON t.id = e.what WHERE {may} AND record IN ({places})",
                [*parameters, *part],
            )
            found.update({row[0]: _fact(row) for row in cursor.fetchall()})
    return found


def _fact(row: tuple[Any, ...]) -> Fact:
    return Fact(row[1], msgspec.json.decode(row[2], type=Who), msgspec.json.decode(row[3], type=What))


def standings(viewer: Viewer, records: list[str]) -> dict[str, Standing]:
    """How the viewer sees these records now; one that he may not see is absent."""
    numbers = _numbers(records)
    sights: dict[int, SightRow] = {}
    for part in chunks(list(numbers.values()), AT_ONCE):
        sights.update({row.record: row for row in seen(viewer).filter(record__in=part)})
    return {
        uuid: Standing(no, sights[no].owner, bool(sights[no].cancelled)) for uuid, no in numbers.items() if no in sights
    }


def links_changed(viewer: Viewer, records: list[str], asof: int) -> dict[str, str]:
    """Records at whose link something changed since the position: `joined` or `parted`.

    Only of links of which the viewer sees both ends.
    """
    numbers = _numbers(records)
    of_number = {no: uuid for uuid, no in numbers.items()}
    rows: list[LinkRow] = []
    for part in chunks(list(numbers.values()), AT_ONCE):
        for end in ("a", "b"):
            rows += LinkRow.objects.filter(**{f"{end}__in": part}, relation=SAME_EVENT)
    ends = {end for row in rows for end in (row.a, row.b)}
    visible = set(seen(viewer).filter(record__in=ends).values_list("record", flat=True))
    found: dict[str, str] = {}
    for row in rows:
        moved = _moved(row, asof)
        if moved and {row.a, row.b} <= visible:
            found.update({of_number[end]: moved for end in (row.a, row.b) if end in of_number})
    return found


def not_denied(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of records of which nobody said that they are not one event. Both of each are seen by who asks."""
    found = list(pairs)
    numbers = _numbers([record for pair in found for record in pair])
    denied: set[frozenset[int]] = set()
    for part in chunks(sorted(set(numbers.values())), AT_ONCE):
        rows = LinkRow.objects.filter(a__in=part, relation=SAME_EVENT, how="rejected").values_list("a", "b")
        denied.update(frozenset(row) for row in rows)
    return [pair for pair in found if frozenset(numbers[record] for record in pair) not in denied]


def _moved(row: LinkRow, asof: int) -> str:
    stood, stands = row.confirmed <= asof < row.ended, row.confirmed < OPEN == row.ended
    return "" if stood == stands else "joined" if stands else "parted"


def _numbers(records: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in chunks(sorted(set(records)), AT_ONCE):
        found.update(dict(RecordRow.objects.filter(uuid__in=part).values_list("uuid", "no")))
    return found
