"""A case as a page shows it: the copy its reader holds, with what was left out said in place.

Names of victims, witnesses and minors are covered for all but the officers of the case (design, §6): in the pages,
after the mask of the copy. What is covered never leaves this module.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct

from hiepdong.cases import protected
from hiepdong.information.queries import RequestLine
from hiepdong.information.related import requests_about
from hiepdong.records.masks import covers
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.terrain.sketch import sketch
from hiepdong.vocabulary.clock import instant

CASE_OFFICERS = frozenset({"investigator", "commander"})
Document = dict[str, Any]


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


def view(viewer: Viewer, shown: Shown) -> CaseView:
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
    )  # fmt: skip


PARTS = (
    "summary", "found_by", "others", "exhibits", "wanted", "stage", "outcomes", "place.point", "place.text",
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


def names_shown(viewer: Viewer, shown: Shown) -> bool:
    """Whether this is an officer of the case: who investigates or commands in the unit that owns it, or wrote it."""
    if shown.owner != viewer.unit:
        return False
    wrote = {line.by for line in shown.history if line.version is not None and line.act in ("case.open", "case.revise")}
    return bool(viewer.roles & CASE_OFFICERS) or viewer.login in wrote
