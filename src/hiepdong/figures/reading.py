"""Reading what the viewer holds of cases: linked ones one by one, all others grouped by shape in the database."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
from django.db import connection
from msgspec.structs import replace

from hiepdong.figures.events import Between, Event, Held
from hiepdong.figures.questions import Question
from hiepdong.figures.shape import What, Who
from hiepdong.journal.writing import chunks
from hiepdong.records.head import OPEN
from hiepdong.records.sight import Viewer, condition

Days = tuple[date, date]
Shape = tuple[Any, ...]
AT_ONCE = 2_000
_EXTRA = {"commune": "commune", "outcome": "outcomes"}
_COLUMNS = "record, uuid, day, owner, who, what, commune, outcomes, persons"


def bounded(viewer: Viewer, question: Question) -> Question:
    """The question with its period cut to the days of which the viewer holds anything."""
    first = [day for linked in (0, 1) for (day,) in _edge(viewer, question, linked, "day")]
    last = [day for linked in (0, 1) for (day,) in _edge(viewer, question, linked, "day DESC")]
    if not first:
        return replace(question, end=question.period[0], start=question.period[0])
    return replace(question, start=date.fromordinal(min(first)), end=date.fromordinal(max(last)))


def _edge(viewer: Viewer, question: Question, linked: int, order: str) -> list[tuple[Any, ...]]:
    return list(_rows(viewer, question, question.period, "day", f"linked = {linked} ORDER BY {order} LIMIT 1"))


def single(viewer: Viewer, question: Question, days: Days) -> list[tuple[Shape, Event, int]]:
    """Cases of the days linked to no other: for each shape an event such as they are, and how many."""
    times = _times(viewer, question, days)
    whos, whats = _texts("figures_who", {shape[0] for shape in times}), _texts("figures_what", {s[1] for s in times})
    found = []
    for shape, count in times.items():
        who, what, *other = shape
        event = _event(whos[who], whats[what], days[0].toordinal(), (question.by, other[0] if other else None))
        found.append((shape, event, count))
    return found


def _times(viewer: Viewer, question: Question, days: Days) -> dict[Shape, int]:
    """How often each shape occurs. SQLite would sort all rows to group them; counting them as they come is faster."""
    columns = _shape_columns(question)
    if connection.vendor == "sqlite":
        return Counter(_rows(viewer, question, days, columns, "linked = 0"))
    rows = _rows(viewer, question, days, f"{columns}, COUNT(*)", f"linked = 0 GROUP BY {columns}")
    return {row[:-1]: row[-1] for row in rows}


def _shape_columns(question: Question) -> str:
    extra = _EXTRA.get(question.by or "")
    return f"who, what, {extra}" if extra else "who, what"


def ids(viewer: Viewer, question: Question, days: Days, shapes: set[Shape]) -> Iterator[tuple[Shape, int, str]]:
    """Cases of the days, linked to no other, that have one of the shapes: shape, day and id; the newest event first."""
    if shapes:
        columns = f"{_shape_columns(question)}, day, uuid"
        for row in _rows(viewer, question, days, columns, "linked = 0 ORDER BY day DESC, uuid"):
            if row[:-2] in shapes:
                yield row[:-2], row[-2], row[-1]


def linked(viewer: Viewer, question: Question) -> tuple[dict[int, Held], list[Between]]:
    """Records with a link, by number, that may be of an event in the period, and the links among them."""
    rows = _rows(viewer, question, question.period, _COLUMNS, "linked = 1")
    found = {row[0]: row for row in rows}
    links: dict[int, Between] = {}
    reached = set(found)
    while reached:
        links.update(_links_of(reached, question.asof))
        near = {end for link in links.values() for end in (link.a, link.b)} - found.keys()
        more = _rows_of(viewer, question, near)
        found.update({row[0]: row for row in more})
        reached = {row[0] for row in more}
    return _held(list(found.values())), list(links.values())


def _rows_of(viewer: Viewer, question: Question, numbers: set[int]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for part in chunks(sorted(numbers), 500):
        places = ", ".join(["%s"] * len(part))
        found += _rows(viewer, question, None, _COLUMNS, f"linked = 1 AND record IN ({places})", part)
    return found


def _links_of(numbers: set[int], asof: int | None) -> dict[int, Between]:
    """Links at the records that stand, or wait for an answer, at the position."""
    at = OPEN - 1 if asof is None else asof
    held = "asserted <= %s AND ended > %s AND relation = 'same-event'"
    found: dict[int, Between] = {}
    with connection.cursor() as cursor:
        if len(numbers) > 5_000:
            cursor.execute(f"SELECT no, a, b, pairs, confirmed FROM records_link WHERE {held}", [at, at])
            rows = cursor.fetchall()
            return {row[0]: _between(row, at) for row in rows if row[1] in numbers or row[2] in numbers}
        for part in chunks(sorted(numbers), 500):
            places = ", ".join(["%s"] * len(part))
            for end in ("a", "b"):
                sql = f"SELECT no, a, b, pairs, confirmed FROM records_link WHERE {held} AND {end} IN ({places})"
                cursor.execute(sql, [at, at, *part])
                found.update({row[0]: _between(row, at) for row in cursor.fetchall()})
    return found


def _between(row: tuple[Any, ...], at: int) -> Between:
    return Between(row[1], row[2], msgspec.json.decode(row[3]), row[4] <= at)


def _held(rows: list[tuple[Any, ...]]) -> dict[int, Held]:
    whos, whats = _texts("figures_who", {row[4] for row in rows}), _texts("figures_what", {row[5] for row in rows})
    found = {}
    for no, uuid, day, owner, who, what, commune, outcomes, persons in rows:
        parts, main = _who(whos[who]), _what(whats[what]).offence
        found[no] = Held(
            no, uuid, day, owner, parts.lead, parts.found, parts.units, main, commune, _split(outcomes),
            msgspec.json.decode(persons) if persons else None,
        )  # fmt: skip
    return found


def _event(who: str, what: str, day: int, extra: tuple[str | None, str | None]) -> Event:
    parts, counted = _who(who), _what(what)
    by, value = extra
    return Event(
        day=day, lead=parts.lead, found=parts.found, units=frozenset(parts.units), offence=counted.offence,
        commune=value if by == "commune" else None, outcomes=_split(value or "") if by == "outcome" else (),
        persons=counted.persons or (), withheld=int(counted.persons is None), records=("",),
    )  # fmt: skip


def _rows(
    viewer: Viewer, question: Question, days: Days | None, columns: str, rest: str, more: list[Any] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Rows of events that the viewer may see, as they come."""
    may, parameters = condition(viewer, question.asof)
    if days is not None:
        may += " AND day BETWEEN %s AND %s"
        parameters += [days[0].toordinal(), days[1].toordinal()]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM figures_event WHERE {may} AND {rest}", [*parameters, *(more or [])])
        while part := cursor.fetchmany(AT_ONCE):
            yield from part


def _texts(table: str, digests: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    with connection.cursor() as cursor:
        for part in chunks(sorted(digests), 900):
            places = ", ".join(["%s"] * len(part))
            cursor.execute(f"SELECT id, text FROM {table} WHERE id IN ({places})", part)
            found.update(dict(cursor.fetchall()))
    return found


def _split(outcomes: str) -> tuple[str, ...]:
    return tuple(outcomes.split("|")) if outcomes else ()


@lru_cache(maxsize=65_536)
def _who(text: str) -> Who:
    return msgspec.json.decode(text, type=Who)


@lru_cache(maxsize=65_536)
def _what(text: str) -> What:
    return msgspec.json.decode(text, type=What)
