"""Counting as acts.md says it ("How things are counted"), rule by rule, over the desk of tests.naive.

Nothing of the product is used. The numbers in the comments are those of the rules.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.naive import Desk, Document, Link, Record, less

COUNTS = {
    "bi-giu-khan-cap", "bi-bat", "bi-tam-giu", "bi-can", "bi-cao", "bi-ket-an", "vi-pham-hanh-chinh", "bi-tam-giu-hc",
    "bi-truy-na", "dau-thu", "tu-thu", "duoi-18",
}  # fmt: skip
LED, ORGANISING = "duoc-dua-dan", {"pc-348"}
Person = tuple[str, str | None]
Place = tuple[str, str]


@dataclass(frozen=True)
class Counted:
    """A record that counts, as the viewer's unit sees it at the moment asked for."""

    id: str
    document: Document
    owner: str
    owners: tuple[str, ...]
    withheld: bool


@dataclass(frozen=True)
class Event:
    """Records that are one event, and what it is counted as."""

    records: list[str]
    day: date
    principal: Document
    units: set[str]
    persons: list[Person]
    withheld: int


def figures(desk: Desk, unit: str, asked: dict[str, Any]) -> dict[str, Any]:
    """The answer of `hiepdong figures` for an officer of the unit; `asked` are its options by name."""
    at = asked.get("asof", desk.seq)
    found = events(desk, unit, at)
    within = [one for one in found if _in_period(one, asked) and _has_units(desk, one, asked)]
    counted = [(one, *_counts(one, asked)) for one in within]
    counted = [(one, case, subjects) for one, case, subjects in counted if case or subjects]
    groups = _groups(counted, asked)
    return {
        "cases": sum(case for _, case, _ in counted), "subjects": sum(len(subjects) for _, _, subjects in counted),
        "withheld": sum(one.withheld for one in within),
        "possibly_twice": _possibly_twice(desk, at, [one.records for one, _, _ in counted]),
        "records": sorted(one.records for one, _, _ in counted),
        "groups": [{"key": key, "cases": n, "subjects": m} for key, (n, m) in groups],
    }  # fmt: skip


def events(desk: Desk, unit: str, at: int) -> list[Event]:
    """2. Connected sets of records that count, joined by links that stand and whose two ends are seen."""
    counted = {record.id: one for record in desk.records.values() if (one := _counted(record, unit, at))}
    links = [link for link in desk.links.values() if link.stands(at) and link.a in counted and link.b in counted]
    sets = connected(counted, [(link.a, link.b) for link in links])
    return [_event([counted[one] for one in sorted(some)], [link for link in links if link.a in some]) for some in sets]


def _counted(record: Record, unit: str, at: int) -> Counted | None:
    """1. Seen now, neither cancelled nor an exercise; the facts as they were at the position."""
    copy, state = record.copy_of(unit), next((one for one in reversed(record.states) if one.since <= at), None)
    if copy is None or state is None or state.cancelled:
        return None
    document = less(record.documents[min(copy.version, state.version) - 1], copy.without)
    if document.get("exercise"):
        return None
    return Counted(record.id, document, state.owner, state.owners, "subjects" in copy.without)


def connected(items: Iterable[Any], pairs: list[tuple[Any, Any]]) -> list[set[Any]]:
    """The items in sets, those of a pair always in the same."""
    sets = [{item} for item in items]
    for one, other in pairs:
        joined = [some for some in sets if one in some or other in some]
        sets = [some for some in sets if some not in joined] + [{one, other}.union(*joined)]
    return sets


def _event(records: list[Counted], links: list[Link]) -> Event:
    """3. The principal gives time, place, offence and credit; 4. all units that had a part."""
    led = [record for record in records if record.owner == record.document["lead"]]
    principal = (led or records)[0]
    units = {unit for record in records for unit in (*record.owners, *named(record.document))}
    return Event(
        [record.id for record in records], day_of(principal.document), principal.document, units,
        _persons(records, links, principal), sum(record.withheld for record in records),
    )  # fmt: skip


def named(document: Document) -> list[str]:
    found = [document["found"]] if document.get("found") else []
    return [document["lead"], *document.get("supporting", []), *document.get("arrested", []), *found]


def day_of(document: Document) -> date:
    """The day in Asia/Ho_Chi_Minh."""
    instant = datetime.fromisoformat(document["occurred"]["from"])
    return (instant.replace(tzinfo=None) - (instant.utcoffset() or timedelta()) + timedelta(hours=7)).date()


def _persons(records: list[Counted], links: list[Link], principal: Counted) -> list[Person]:
    """5. One who is named in several records is one person; 6. under which offence and nationality he counts."""
    entries: dict[Place, tuple[Any, ...]] = {}
    for record in records:
        for subject in record.document.get("subjects") or ():
            rank = (record.id != principal.id, record.id, subject["key"])
            entries[record.id, subject["key"]] = (rank, subject, record.document)
    pairs = [((link.a, a), (link.b, b)) for link in links for a, b in link.pairs]
    places = {*entries, *(place for pair in pairs for place in pair)}
    found = []
    for some in connected(places, pairs):
        told = sorted((entries[place] for place in some if place in entries), key=lambda entry: entry[0])
        if told:
            found.append(_counted_as(told[0][1], told[0][2]))
    return [person for person in found if person is not None]


def _counted_as(subject: Document, document: Document) -> Person | None:
    own = (subject.get("offences") or [None])[0]
    led = subject.get("led") or subject["status"] == LED
    counts = subject["status"] in COUNTS or (subject["status"] == LED and own is not None)
    offence = own or document["offences"][0]
    spared = led and (offence in ORGANISING or _is_minor(subject, day_of(document)))
    return (offence, subject.get("nationality")) if counts and not spared else None


def _is_minor(subject: Document, on: date) -> bool:
    """Surely under 18 on the day: of a bare year, when not even its first day would do."""
    if subject.get("minor"):
        return True
    birth = subject.get("birth") or "1900"
    born = date.fromisoformat(birth if len(birth) > 4 else f"{birth}-01-01")
    return (on.year - born.year, (on.month, on.day)) < (18, (born.month, born.day))


def _in_period(event: Event, asked: dict[str, Any]) -> bool:
    """7. Both ends included."""
    day = event.day.isoformat()
    return bool(asked.get("from", day) <= day <= asked.get("to", day))


def _has_units(desk: Desk, event: Event, asked: dict[str, Any]) -> bool:
    """7. `U` alone, `U/**` with those below it on that day, `A|B` either, several all."""
    for text in asked.get("with", []):
        wanted: set[str] = set()
        for part in text.split("|"):
            wanted |= desk.below(part[:-3], event.day) if part.endswith("/**") else {part}
        if not wanted & event.units:
            return False
    lead, found = event.principal["lead"], event.principal.get("found")
    return bool(asked.get("lead", lead) == lead and asked.get("found", found) == found)


def _counts(event: Event, asked: dict[str, Any]) -> tuple[int, list[Person]]:
    """6 and 7. Whether it counts as a case, and the persons who count."""
    offences, known = asked.get("offence"), _of_nationality(event, asked)
    case = not offences or event.principal["offences"][0] in offences
    if asked.get("nationality") and not known:
        case = False
    return int(case), [person for person in known if not offences or person[0] in offences]


def _of_nationality(event: Event, asked: dict[str, Any]) -> list[Person]:
    wanted = asked.get("nationality")
    fits = {None: lambda _: True, "VN": lambda n: n == "VN", "foreign": lambda n: n not in (None, "VN")}[wanted]
    return [person for person in event.persons if fits(person[1])]


def _groups(counted: list[tuple[Event, int, list[Person]]], asked: dict[str, Any]) -> list[Any]:
    """8. By what the case or the person stands under."""
    by = asked.get("by")
    cases, subjects = Counter[str | None](), Counter[str | None]()
    for event, case, persons in counted if by else []:
        for key in set(_case_keys(event, str(by), _of_nationality(event, asked))):
            cases[key] += case
        for person in persons:
            for key in set(_person_keys(event, str(by), person)):
                subjects[key] += 1
    keys = sorted(
        {key for key in (*cases, *subjects) if cases[key] or subjects[key]}, key=lambda k: (k is None, k or "")
    )
    return [(key, (cases[key], subjects[key])) for key in keys]


def _case_keys(event: Event, by: str, known: list[Person]) -> list[str | None]:
    if by == "nationality":
        return [nationality for _, nationality in known] or [None]
    return _event_keys(event, by)


def _person_keys(event: Event, by: str, person: Person) -> list[str | None]:
    own = {"nationality": person[1], "offence": person[0]}
    return [own[by]] if by in own else _event_keys(event, by)


def _event_keys(event: Event, by: str) -> list[str | None]:
    document = event.principal
    if by == "outcome":
        return list(document.get("outcomes") or [None])
    place = document.get("place") or {}
    return [{
        "unit": document["lead"], "offence": document["offences"][0], "month": f"{event.day:%Y-%m}",
        "commune": place.get("commune"),
    }[by]]  # fmt: skip


def _possibly_twice(desk: Desk, at: int, counted: list[list[str]]) -> int:
    """10. Links between counted events that are asserted and not answered."""
    event_of = {record: number for number, records in enumerate(counted) for record in records}
    ends = [(event_of.get(link.a), event_of.get(link.b)) for link in desk.links.values() if link.waits(at)]
    return sum(a is not None and b is not None and a != b for a, b in ends)
