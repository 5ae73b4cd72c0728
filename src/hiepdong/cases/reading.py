"""A case as a page shows it: the copy its reader holds, with what was left out said in place.

Names of victims, witnesses and minors are covered for all but the officers of the case (design, §6): in the pages,
after the mask of the copy. What is covered never leaves this module.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.cases import clocks, protected
from hiepdong.cases.clocks import ClockLine
from hiepdong.cases.wording import first_capital
from hiepdong.information.queries import RequestLine
from hiepdong.information.related import requests_about
from hiepdong.records.history import Line
from hiepdong.records.masks import covers
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.terrain.sketch import sketch
from hiepdong.vocabulary import codes, legal_clocks
from hiepdong.vocabulary.clock import instant, now

CASE_OFFICERS = frozenset({"investigator", "commander"})
Document = dict[str, Any]


class Happened(Struct, frozen=True):
    """Something done in the proceedings, in words, for the course of events."""

    at: datetime
    happened: str


class CaseView(Struct, frozen=True):
    """What the page needs besides the copy itself. `noted`, `valued`: whether any exhibit has a note, a value."""

    shown: Shown
    document: Document
    place: Document
    happened: datetime
    written: datetime | None
    subjects: list[Document] | None
    ours: bool
    open: bool
    without: dict[str, bool]
    noted: bool
    valued: bool
    contradictions: list[str]
    sketch: dict[str, Any] | None
    requests: list[RequestLine]
    clocks: list[ClockLine]
    out_of_order: list[str]
    story: list[Line | Happened]


def view(viewer: Viewer, shown: Shown, language: str) -> CaseView:
    """The case for a page."""
    document = covered(viewer, shown)
    place = document.get("place") or {}
    point, exhibits = place.get("point"), document.get("exhibits") or []
    ours = shown.owner == viewer.unit
    return CaseView(
        shown=shown, document=document, place=place, happened=instant(document["occurred"]["from"]),
        written=next((line.at for line in shown.history if line.version is not None), None),
        subjects=None if "subjects" in shown.withheld else document.get("subjects") or [], ours=ours,
        open=ours and not (shown.cancelled or shown.erased or shown.offered_to),
        without={name.replace(".", "_"): left_out(shown.withheld, name) for name in PARTS},
        noted=any(one.get("note") for one in exhibits), valued=any(one.get("value_vnd") for one in exhibits),
        contradictions=[_names(document, keys) for keys in shown.contradictions or ()],
        sketch=sketch((point[0], point[1])) if point else None, requests=requests_about(viewer, shown.record),
        clocks=clocks.of_case(shown.record, document, now()) if ours else [], out_of_order=_out_of_order(document),
        story=sorted([*shown.history, *_happened(document, language)], key=lambda line: line.at, reverse=True),
    )  # fmt: skip


def _happened(document: Document, language: str) -> list[Happened]:
    """What was done in the proceedings: one line for the persons to whom it was done at once."""
    people = {one["key"]: one for one in document.get("subjects") or ()}
    whose: dict[tuple[datetime, str], list[str]] = {}
    for key, facts in clocks.facts_of(document).items():
        for fact in facts:
            whose.setdefault((fact.at, fact.kind), []).append(key)
    return [
        Happened(at, ", ".join([first_capital(codes.facts.word(kind, language)), *_named(people, keys)]))
        for (at, kind), keys in whose.items()
    ]


def _named(people: dict[str, Document], keys: list[str]) -> list[str]:
    names = [people[key].get("name") or _("tên được che") for key in keys if key]
    return [", ".join(names)] if names else []


def _out_of_order(document: Document) -> list[str]:
    """Kinds of fact that cannot have been done when they are said to."""
    began = instant(document["occurred"]["from"])
    found = (legal_clocks.out_of_order(facts, began) for facts in clocks.facts_of(document).values())
    return list(dict.fromkeys(kind for kinds in found for kind in kinds))


PARTS = (
    "summary", "found_by", "others", "exhibits", "wanted", "facts", "stage", "outcomes", "place.point", "place.text",
    "subjects", "subjects.name", "subjects.birth", "subjects.documents", "subjects.home", "subjects.nationality",
    "attachments",
)  # fmt: skip


def left_out(withheld: list[str], path: str) -> bool:
    """Whether a part is not in the copy."""
    return covers((path,), tuple(withheld)) if withheld else False


def _names(document: Document, keys: list[str]) -> str:
    names = {person["key"]: person.get("name") or person["key"] for person in document.get("subjects") or ()}
    return ", ".join(names.get(key, key) for key in keys)


def covered(viewer: Viewer, shown: Shown) -> Document:
    """The document of a copy with the names covered that this officer is not to read; the original is not changed."""
    return shown.document if names_shown(viewer, shown) else protected.covered(shown.document)


def covered_keys(viewer: Viewer, shown: Shown) -> frozenset[str]:
    """Keys of the persons of a case whose names this officer is not to read."""
    document = covered(viewer, shown)
    people = (*(document.get("subjects") or ()), *(document.get("others") or ()))
    return frozenset(person["key"] for person in people if person.get("covered"))


def protected_keys(document: Document) -> frozenset[str]:
    """Keys of the persons of a case whose names are for its officers alone."""
    people = (*(document.get("subjects") or ()), *(document.get("others") or ()))
    return frozenset(person["key"] for person in people if protected.is_protected(person))


def names_shown(viewer: Viewer, shown: Shown) -> bool:
    """Whether this is an officer of the case: who investigates or commands in the unit that owns it, or wrote it."""
    if shown.owner != viewer.unit:
        return False
    wrote = {line.by for line in shown.history if line.version is not None and line.act in ("case.open", "case.revise")}
    return bool(viewer.roles & CASE_OFFICERS) or viewer.login in wrote
