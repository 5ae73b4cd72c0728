"""Persons whose names are for the officers of the case alone (design, §6): minors, victims, witnesses, informants."""

from typing import Any

from hiepdong.vocabulary import codes

NAMING = frozenset({"name", "aliases", "documents", "home", "note"})
PARTS = ("subjects", "others")
Document = dict[str, Any]


def is_protected(person: Document) -> bool:
    """Whether a person's name is for the officers of the case alone."""
    status, role = codes.statuses.get(person.get("status") or ""), codes.other_roles.get(person.get("role") or "")
    return bool(person.get("minor") or (status and status.masked) or (role and role.masked))


def covered(document: Document) -> Document:
    """The document without what names such persons, their year of birth left; the original is not changed."""
    kept: Document = {
        part: [_cover(person) if is_protected(person) else person for person in document[part] or ()]
        for part in PARTS
        if part in document
    }
    return {**document, **kept}


def _cover(person: Document) -> Document:
    rest = {name: value for name, value in person.items() if name not in NAMING}
    return {**rest, "birth": (person.get("birth") or "")[:4] or None, "covered": True}
