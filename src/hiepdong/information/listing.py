"""The lists of reports and requests as pages show them: what was asked for, and the ways of looking."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.information import queries, wording
from hiepdong.information.queries import Debt, Page, ReportLine, RequestLine
from hiepdong.records import lists
from hiepdong.records.headings import when
from hiepdong.records.masks import Mask
from hiepdong.records.sight import Viewer
from hiepdong.records.withholding import left_out
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of, now, read_day

FILTERS = ("q", "tu", "den", "cd", "phia", "xem")
NEAR_DAYS, NEAR_SHOWN = 3, 6


class Row(Struct, frozen=True):
    """A report in the list, and what is left out of its copy."""

    line: ReportLine
    mask: Mask


class Owing(Struct, frozen=True):
    """An answer that is owed, and how its deadline is coloured."""

    debt: Debt
    colour: str


class Sent(Struct, frozen=True):
    """A request in the list of all; `owing`: units that still owe, `late`: those of them that are overdue."""

    line: RequestLine
    owing: list[str]
    late: list[str]
    done: list[str]
    colour: str


def found(viewer: Viewer, asked: dict[str, str], page: int) -> Page:
    """The reports that fit, a page of them. Raises ValueError for a day that is none."""
    start, end = (read_day(asked[name]) if asked[name] else None for name in ("tu", "den"))
    return queries.list_reports(
        viewer, start=start, end=end, topic=asked["cd"] or None, side=asked["phia"] or None,
        whose=asked["xem"] or None, text=asked["q"], offset=(page - 1) * lists.PER_PAGE, limit=lists.PER_PAGE,
    )  # fmt: skip


def groups(viewer: Viewer, lines: list[ReportLine], now: date) -> list[dict[str, Any]]:
    """Lines under today, yesterday, this week, then by month, with what their owners withheld."""
    masks = left_out(viewer, [line.record for line in lines if line.owner != viewer.unit]) if lines else {}
    grouped: list[dict[str, Any]] = []
    for line in lines:
        day = day_of(line.seen)
        label = when(day, now)
        if not grouped or grouped[-1]["label"] != label:
            grouped.append({"label": label, "rows": [], "dated": day < now - timedelta(days=1)})
        grouped[-1]["rows"].append(Row(line, masks.get(line.record, ())))
    return grouped


def views(asked: dict[str, str]) -> list[dict[str, Any]]:
    """The ways of looking at reports, with the filters kept."""
    return lists.views(asked, (("", _("Tất cả")), ("ours", _("Của ta")), ("theirs", _("Được gửi"))))


def choices(language: str) -> dict[str, Any]:
    """What the filters offer."""
    return {"topics": [(row.code, wording.first_capital(row.word(language))) for row in codes.topics],
            "sides": [(row.code, wording.first_capital(row.word(language))) for row in codes.sides]}  # fmt: skip


def near(viewer: Viewer, day: date, topic: str, record: str) -> list[ReportLine]:
    """Reports of the days around, those on the same topic first: what is being entered may be there already."""
    around = timedelta(days=NEAR_DAYS)
    lines = queries.list_reports(viewer, start=day - around, end=day + around).lines
    others = [line for line in lines if line.record != record and not line.cancelled]
    return sorted(others, key=lambda line: (line.topic != topic, abs(day_of(line.seen) - day)))[:NEAR_SHOWN]


def owing(debts: list[Debt]) -> list[Owing]:
    """Debts with the colour of their deadlines."""
    at = now()
    return [Owing(debt, wording.urgency_of(debt.sent, debt.due, at)) for debt in debts]


def sent(lines: list[RequestLine]) -> list[Sent]:
    """Requests with who still owes."""
    return [_sent(line) for line in lines]


def _sent(line: RequestLine) -> Sent:
    owes = [unit for unit, state in line.state.items() if state in ("sent", "accepted", "overdue")]
    late = [unit for unit in owes if line.state[unit] == "overdue"]
    done = [unit for unit, state in line.state.items() if state in ("answered", "declined")]
    return Sent(line, owes, late, done, wording.urgency_of(line.sent, line.due, now()) if owes else "")
