"""The list of joint activities as its page shows it, and those that may be the same as one at hand."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from msgspec import Struct, structs

from hiepdong.forces import queries as forces
from hiepdong.information import activity_queries as queries
from hiepdong.information import activity_wording as wording
from hiepdong.information.activity_queries import ActivityLine
from hiepdong.information.forms import worded
from hiepdong.information.queries import Page
from hiepdong.information.wording import first_capital
from hiepdong.records import lists
from hiepdong.records.headings import when
from hiepdong.records.masks import Mask
from hiepdong.records.sight import Viewer
from hiepdong.records.withholding import left_out
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import read_day

FILTERS = ("tu", "den", "loai", "voi", "xem")
NEAR, NEAR_SHOWN, MOST = timedelta(days=3), 6, 200


class Row(Struct, frozen=True):
    """An activity in the list: its line, its kind and its numbers in words, and what is left out of its copy."""

    line: ActivityLine
    title: str
    amounts: str
    mask: Mask


def found(viewer: Viewer, asked: dict[str, str], page: int) -> Page:
    """The activities that fit, a page of them. Raises ValueError for a day that is none, Refused as the query does."""
    start, end = (read_day(asked[name]) if asked[name] else None for name in ("tu", "den"))
    return queries.list_activities(
        viewer, start=start, end=end, kind=asked["loai"] or None, with_=(asked["voi"],) if asked["voi"] else (),
        whose=asked["xem"] or None, offset=(page - 1) * lists.PER_PAGE, limit=lists.PER_PAGE,
    )  # fmt: skip


def rows(viewer: Viewer, lines: list[ActivityLine], language: str) -> list[Row]:
    """Lines in words, with what their owners withheld."""
    masks = left_out(viewer, [line.record for line in lines if line.owner != viewer.unit]) if lines else {}
    return [row(line, language, masks.get(line.record, ())) for line in lines]


def row(line: ActivityLine, language: str, mask: Mask = ()) -> Row:
    """A line in words."""
    counts = (line.times, line.attendances, line.items)
    return Row(line, kind_word(line.kind, language), wording.amounts(line.kind, counts, language), mask)


def kind_word(kind: str, language: str) -> str:
    """A kind as it begins a line."""
    return first_capital(codes.activities.word(kind, language))


def named(viewer: Viewer, lines: Iterable[Any], language: str) -> list[Any]:
    """Lines of any list (each with `kind`, `record`, `title`) in which an activity is called by its kind and day."""
    every = list(lines)
    wanted = [line.record for line in every if line.kind == "activity" and line.record]
    found = queries.lines_of(viewer, wanted)
    return [
        structs.replace(line, title=called(found[line.record], language)) if line.record in found else line
        for line in every
    ]


def called(line: ActivityLine, language: str) -> str:
    """An activity in a line among other records: its kind alone would say of a dozen the same."""
    days = " – ".join(f"{day:%d/%m/%Y}" for day in (line.day, line.until) if day)
    return f"{kind_word(line.kind, language)}, {days}"


def groups(viewer: Viewer, lines: list[ActivityLine], now: date, language: str) -> list[dict[str, Any]]:
    """Rows under today, yesterday, this week, then by month."""
    grouped: list[dict[str, Any]] = []
    for one in rows(viewer, lines, language):
        label = when(one.line.day, now)
        if not grouped or grouped[-1]["label"] != label:
            grouped.append({"label": label, "rows": []})
        grouped[-1]["rows"].append(one)
    return grouped


def views(asked: dict[str, str]) -> list[dict[str, Any]]:
    """The ways of looking at activities, with the filters kept."""
    return lists.views(asked, (("", _("Tất cả")), ("ours", _("Của ta")), ("theirs", _("Được gửi"))))


def choices(language: str) -> dict[str, Any]:
    """What the filters offer."""
    return {"kinds": worded(codes.activities, language), "units": forces.units(), "ended": forces.ended_units()}


def figures_address(asked: dict[str, str]) -> str:
    """The figures of activities with the filters that they know."""
    return "/so-lieu/hoat-dong?" + urlencode({name: asked[name] for name in ("tu", "den", "voi") if asked[name]})


def near(
    viewer: Viewer, kind: str, days: tuple[date, date], units: Iterable[str], but: Iterable[str]
) -> list[ActivityLine]:
    """What may be the same activity: of the kind, about the same days; those with most of the units first.

    `but`: records that are not asked about.
    """
    if kind not in codes.activities:
        return []
    left, asked = set(but), set(units)
    lines = queries.around(viewer, kind, (days[0] - NEAR, days[1] + NEAR), MOST)
    likely = [line for line in lines if line.record not in left and not (line.cancelled or line.exercise)]
    likely.sort(key=lambda line: (-len(asked & set(line.units)), abs(line.day - days[0]), line.record))
    return likely[:NEAR_SHOWN]
