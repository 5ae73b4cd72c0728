"""Persons whose names are for the officers of the case alone (design, §6): minors, victims, witnesses, informants.

One rule for pages, papers and exports. The text that search finds holds no name of theirs. `show` and the API give the
copy as the contract has it, whole.
"""

from typing import TYPE_CHECKING, Any

from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes

if TYPE_CHECKING:
    from hiepdong.records.queries import Shown

NAMING = frozenset({"name", "aliases", "documents", "home", "note"})
PARTS = ("subjects", "others")
NAMED_UNITS = ("supporting", "arrested")
WRITING = ("case.open", "case.revise")
CASE_OFFICERS = frozenset({"investigator", "commander"})
Document = dict[str, Any]


def is_protected(person: Document) -> bool:
    """Whether a person's name is for the officers of the case alone."""
    status, role = codes.statuses.get(person.get("status") or ""), codes.other_roles.get(person.get("role") or "")
    return bool(person.get("minor") or (status and status.masked) or (role and role.masked))


def protected_keys(document: Document) -> frozenset[str]:
    """Keys of the persons of a case whose names are for its officers alone."""
    return frozenset(person["key"] for person in people_of(document) if is_protected(person))


def people_of(document: Document) -> list[Document]:
    """All persons of a case, subjects first."""
    return [person for part in PARTS for person in document.get(part) or ()]


def covered(document: Document) -> Document:
    """The document without what names such persons, their year of birth left; the original is not changed."""
    kept: Document = {
        part: [_cover(person) if is_protected(person) else person for person in document[part] or ()]
        for part in PARTS
        if part in document
    }
    return {**document, **kept}


def readable(viewer: Viewer, owner: str, document: Document) -> Document:
    """A copy without the names that this officer is not to read, where nobody knows yet who wrote it.

    Stricter than `shown_to`: names are for who investigates or commands in the unit that owns the case.
    """
    return document if viewer.unit == owner and viewer.roles & CASE_OFFICERS else covered(document)


def is_officer_of(viewer: Viewer, shown: "Shown") -> bool:
    """Whether this is an officer of the case.

    Who investigates or commands in the unit that owns it, or in one that the case names as taking part; or who wrote
    a version of it for the unit that owns it.
    """
    document = shown.document
    named = {shown.owner, document.get("lead"), document.get("found")}
    named |= {unit for part in NAMED_UNITS for unit in document.get(part) or ()}
    if viewer.roles & CASE_OFFICERS and viewer.unit in named:
        return True
    wrote = {line.by for line in shown.history if line.version is not None and line.act in WRITING}
    return shown.owner == viewer.unit and viewer.login in wrote


def shown_to(viewer: Viewer, shown: "Shown") -> Document:
    """The document of a copy with the names covered that this officer is not to read; the original is not changed."""
    return shown.document if is_officer_of(viewer, shown) else covered(shown.document)


def _cover(person: Document) -> Document:
    rest = {name: value for name, value in person.items() if name not in NAMING}
    return {**rest, "birth": (person.get("birth") or "")[:4] or None, "covered": True}
