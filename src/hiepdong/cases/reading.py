"""A case as a page shows it: the copy its reader holds, with what was left out said in place."""

from typing import Any

from msgspec import Struct

from hiepdong.cases.sketch import sketch
from hiepdong.records.masks import covers
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer

CASE_OFFICERS = frozenset({"investigator", "commander"})


class CaseView(Struct, frozen=True):
    """What the page needs besides the copy itself."""

    shown: Shown
    place: dict[str, Any]
    subjects: list[dict[str, Any]] | None
    ours: bool
    names_shown: bool
    without: dict[str, bool]
    sketch: dict[str, Any] | None


def view(viewer: Viewer, shown: Shown) -> CaseView:
    """The case for a page."""
    document = shown.document
    place = document.get("place") or {}
    point = place.get("point")
    return CaseView(
        shown=shown, place=place, subjects=None if "subjects" in shown.withheld else document.get("subjects") or [],
        ours=shown.owner == viewer.unit, names_shown=names_shown(viewer, shown),
        without={name.replace(".", "_"): left_out(shown.withheld, name) for name in PARTS},
        sketch=sketch((point[0], point[1])) if point else None,
    )  # fmt: skip


PARTS = (
    "summary", "found_by", "others", "exhibits", "wanted", "stage", "outcomes", "place.point", "place.text",
    "subjects", "subjects.name", "subjects.birth", "subjects.documents", "subjects.home", "subjects.nationality",
    "attachments",
)  # fmt: skip


def left_out(withheld: list[str], path: str) -> bool:
    """Whether a part is not in the copy."""
    return covers((path,), tuple(withheld)) if withheld else False


def names_shown(viewer: Viewer, shown: Shown) -> bool:
    """Whether names of victims, witnesses and minors are shown: to the officers of the case, design §6.

    They are who investigates and who commands in the unit that owns it, and who wrote a version of it himself.
    """
    if shown.owner != viewer.unit:
        return False
    wrote = {line.by for line in shown.history if line.version is not None and line.act in ("case.open", "case.revise")}
    return bool(viewer.roles & CASE_OFFICERS) or viewer.login in wrote
