"""The list of cases as a page shows it: what was asked for, and each line in the few words its columns leave room for.

A list shortens by rule: a title is not to repeat the place that stands beside it, a stage drops the name of its paper.
Nothing is cut off; the case page writes in full.
"""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.cases import queries
from hiepdong.cases.queries import CaseLine, CasePage
from hiepdong.forces import queries as forces
from hiepdong.records import lists
from hiepdong.records.headings import when
from hiepdong.records.masks import Mask
from hiepdong.records.sight import Viewer
from hiepdong.records.withholding import left_out
from hiepdong.terrain import communes
from hiepdong.terrain.communes import Commune
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import read_day, today

FILTERS = ("q", "tu", "den", "toi", "voi", "xa", "gd", "xem")
PAPERS = ("Quyết định ",)
GROUNDS = (" vụ án, vụ việc theo thẩm quyền", " tố giác, tin báo về tội phạm")


class Row(Struct, frozen=True):
    """A case in the list: its line, and what its columns say."""

    line: CaseLine
    title: str
    place: str
    stage: str
    mask: Mask


def found(viewer: Viewer, asked: dict[str, str], page: int | None) -> CasePage:
    """The cases that fit, a page of them, or all. Raises ValueError for a day that is none, Refused unit.unknown."""
    start, end = (read_day(asked[name]) if asked[name] else None for name in ("tu", "den"))
    commune = of_key(asked["xa"])
    if commune is not None:
        start = max(filter(None, (start, commune.valid_from)), default=None)
        end = min(filter(None, (end, commune.valid_to)), default=None)
    return queries.list_cases(
        viewer, start=start, end=end, offences=(asked["toi"],) if asked["toi"] else (),
        with_=(asked["voi"],) if asked["voi"] else (), commune=commune.code if commune else asked["xa"] or None,
        stage=asked["gd"] or None, whose=asked["xem"] or None, text=asked["q"],
        offset=((page or 1) - 1) * lists.PER_PAGE, limit=None if page is None else lists.PER_PAGE,
    )  # fmt: skip


def of_key(key: str) -> Commune | None:
    """The commune of a key: a code alone does not tell it from the one that bore the code before July 2025."""
    eve = communes.REFORM - timedelta(days=1)
    known = (*communes.communes(communes.REFORM), *communes.communes(eve))
    return next((one for one in known if one.key == key), None)


def groups(viewer: Viewer, lines: list[CaseLine], now: date, language: str) -> list[dict[str, Any]]:
    """Lines under today, yesterday, this week, then by month."""
    masks = left_out(viewer, [line.record for line in lines if line.owner != viewer.unit]) if lines else {}
    grouped: list[dict[str, Any]] = []
    for line in lines:
        label = when(line.day, now)
        if not grouped or grouped[-1]["label"] != label:
            grouped.append({"label": label, "rows": [], "dated": line.day < now - timedelta(days=1)})
        grouped[-1]["rows"].append(row(line, masks.get(line.record, ()), language))
    return grouped


def row(line: CaseLine, mask: Mask, language: str) -> Row:
    """A line in the words of its columns."""
    commune = communes.commune(line.commune, line.day) if line.commune else None
    where = line.village or (_("mốc %(number)s") % {"number": line.marker} if line.marker else "")
    place = ", ".join(part for part in (where, commune.inline if commune else "") if part)
    return Row(line, brief_title(line.title, place), place, brief_stage(line.stage, language), mask)


def brief_title(title: str, place: str) -> str:
    """The title without the place that ends it, where that very place stands in the next column."""
    return title.removesuffix(f", {place}") or title if place else title


def brief_stage(stage: str | None, language: str) -> str:
    """The stage without the name of its paper: “Khởi tố bị can”."""
    if not stage:
        return ""
    word = codes.stages.word(stage, language)
    for paper in PAPERS:
        word = word.removeprefix(paper)
    for ground in GROUNDS:
        word = word.removesuffix(ground)
    return f"{word[:1].upper()}{word[1:]}"


def views(asked: dict[str, str]) -> list[dict[str, Any]]:
    """The ways of looking at the list, with the filters kept."""
    return lists.views(
        asked, (("", _("Tất cả")), ("ours", _("Của ta")), ("theirs", _("Được gửi")), ("waits", _("Chờ ta")))
    )


def choices() -> dict[str, Any]:
    """What the filters offer."""
    eve = communes.REFORM - timedelta(days=1)
    return {
        "offences": sorted(codes.offences, key=lambda one: one.vi), "units": forces.units(),
        "ended": forces.ended_units(), "communes": communes.communes(max(today(), communes.REFORM)),
        "communes_before": communes.communes(eve), "stages": list(codes.stages),
    }  # fmt: skip


def export_address(asked: dict[str, str]) -> str:
    """The table of all that the filters leave, as XLSX."""
    return "/vu-viec/bang.xlsx?" + urlencode({name: text for name, text in asked.items() if text})


def figures_address(asked: dict[str, str]) -> str:
    """The page of figures with the filters it knows."""
    same = {name: asked[name] for name in ("tu", "den", "voi", "toi") if asked[name]}
    return "/so-lieu?" + urlencode(same)
