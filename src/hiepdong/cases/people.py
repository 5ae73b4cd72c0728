"""Persons of cases found by name or by the number of a paper, among the copies that the viewer's unit holds."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from hiepdong.cases import lookups, protected
from hiepdong.cases.queries import CaseLine, list_cases
from hiepdong.records.copies import copies
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.fold import words

MOST = 200
Document = dict[str, Any]


class PersonLine(Struct, frozen=True):
    """A person in a case. `status` is his procedural status, or the role of who is no subject."""

    record: str
    title: str
    owner: str
    day: date
    key: str
    name: str
    birth: str | None
    nationality: str | None
    status: str
    numbers: tuple[str, ...]


class FoundPersons(Struct, frozen=True):
    """What a look-up found; `more`: there are further records with these words than were read."""

    persons: list[PersonLine]
    more: bool


def of_look_up(viewer: Viewer, act: str) -> FoundPersons:
    """What the officer's own look-up finds now. Raises Refused record.not_found for what is none of his, or is old.

    Who is a victim, witness or minor is not found: his name is for the officers of his case alone.
    """
    row = lookups.mine(viewer, act)
    wanted, number = set(words(row.name)), _digits(row.number)
    page = list_cases(viewer, text=f"{row.name} {row.number}", limit=MOST)
    held = copies(viewer, [line.record for line in page.lines])
    persons = [
        _line(line, person)
        for line in page.lines
        if line.record in held
        for person in _people(held[line.record].document)
        if _fits(person, wanted, number)
    ]
    return FoundPersons(persons, page.total > MOST)


def _people(document: Document) -> Iterator[Document]:
    for part in protected.PARTS:
        yield from (person for person in document.get(part) or () if not protected.is_protected(person))


def _fits(person: Document, wanted: set[str], number: str) -> bool:
    names = [person.get("name") or "", *(person.get("aliases") or ())]
    if wanted and not any(wanted <= set(words(name)) for name in names):
        return False
    return not number or number in {_digits(paper.get("number") or "") for paper in person.get("documents") or ()}


def _digits(number: str) -> str:
    return "".join(words(number))


def _line(line: CaseLine, person: Document) -> PersonLine:
    numbers = tuple(str(paper["number"]) for paper in person.get("documents") or () if paper.get("number"))
    return PersonLine(
        line.record, line.title, line.owner, line.day, person["key"],
        person.get("name") or "", person.get("birth"), person.get("nationality"),
        person.get("status") or person.get("role") or "", numbers,
    )  # fmt: skip
