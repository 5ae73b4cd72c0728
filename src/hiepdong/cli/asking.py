"""list, owed, show, search."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from hiepdong.cli import output
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused


def day(text: str | None) -> date | None:
    """A day as typed. Raises Refused query.invalid."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("query.invalid", text) from None


def list_records(asked: argparse.Namespace) -> int:
    """List records the viewer may see, newest event first."""
    ready()
    page = _LISTS[asked.kind](asked)
    if asked.json:
        output.answer(page.lines)
        return 0
    when = {"case": "day", "report": "seen", "request": "due", "activity": "day", "shift": "end"}[asked.kind]
    rows = [(getattr(line, when), line.title, line.owner, line.record) for line in page.lines]
    output.table(rows, (when, "title", "owner", "record"))
    return 0


def _cases(asked: argparse.Namespace) -> Any:
    from hiepdong.cases import queries
    from hiepdong.forces.queries import viewer

    _refuse(asked, "of_kind", "--kind: activity")
    return queries.list_cases(
        viewer(asked.viewer), start=day(asked.start), end=day(asked.end), offences=tuple(asked.offence),
        with_=tuple(asked.with_), limit=asked.limit,
    )  # fmt: skip


def _reports(asked: argparse.Namespace) -> Any:
    from hiepdong.forces.queries import viewer
    from hiepdong.information import queries

    _refuse_filters_of_cases(asked)
    start, end = day(asked.start), day(asked.end)
    return queries.list_reports(viewer(asked.viewer), start=start, end=end, limit=asked.limit)


def _requests(asked: argparse.Namespace) -> Any:
    from hiepdong.forces.queries import viewer
    from hiepdong.information import queries

    _refuse_filters_of_cases(asked)
    start, end = day(asked.start), day(asked.end)
    return queries.list_requests(viewer(asked.viewer), start=start, end=end, limit=asked.limit)


def _refuse_filters_of_cases(asked: argparse.Namespace) -> None:
    """A filter that does nothing here would make the list say something else than was asked."""
    _refuse(asked, "of_kind", "--kind: activity")
    if asked.offence or asked.with_:
        raise Refused("query.invalid", "--offence, --with: case")


def _activities(asked: argparse.Namespace) -> Any:
    from hiepdong.forces.queries import viewer
    from hiepdong.information import activity_queries

    _refuse(asked, "offence", "--offence: case")
    return activity_queries.list_activities(
        viewer(asked.viewer), start=day(asked.start), end=day(asked.end), kind=asked.of_kind,
        with_=tuple(asked.with_), limit=asked.limit,
    )  # fmt: skip


def _shifts(asked: argparse.Namespace) -> Any:
    from hiepdong.forces.queries import viewer
    from hiepdong.operations import shift_queries

    _refuse_filters_of_cases(asked)
    start, end = day(asked.start), day(asked.end)
    return shift_queries.list_shifts(viewer(asked.viewer), start=start, end=end, limit=asked.limit)


def _refuse(asked: argparse.Namespace, option: str, told: str) -> None:
    if getattr(asked, option):
        raise Refused("query.invalid", told)


_LISTS: dict[str, Callable[[argparse.Namespace], Any]] = {
    "case": _cases, "report": _reports, "request": _requests, "activity": _activities, "shift": _shifts,
}  # fmt: skip


def owed(asked: argparse.Namespace) -> int:
    """What others owe us, and what we owe."""
    ready()
    from hiepdong.forces.queries import viewer
    from hiepdong.information import queries

    found = queries.owed(viewer(asked.viewer))
    if asked.json:
        output.answer(found)
        return 0
    rows = [(whose, one.due, one.unit, one.state, one.title, one.record)
            for whose, debts in (("to us", found.to_us), ("by us", found.by_us)) for one in debts]  # fmt: skip
    output.table(rows, ("owed", "due", "unit", "state", "title", "record"))
    return 0


def show(asked: argparse.Namespace) -> int:
    """Show a record as the viewer may see it."""
    ready()
    from hiepdong.forces.queries import viewer
    from hiepdong.records import queries

    looks = viewer(asked.viewer)
    told = queries.plain(queries.show(looks, asked.record))
    if asked.json:
        output.answer(told)
    else:
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(told)).decode())
    return 0


def alike(asked: argparse.Namespace) -> int:
    """Say which records may be of the same event as a case of the viewer's unit, and why."""
    ready()
    from hiepdong.cases import suggesting
    from hiepdong.forces.queries import viewer

    found = suggesting.alike(viewer(asked.viewer), asked.record)
    if asked.json:
        output.answer(found)
        return 0
    rows = [
        (f"{one.happened:%Y-%m-%d %H:%M}", one.owner, one.title, ", ".join(one.reasons), one.record) for one in found
    ]
    output.table(rows, ("when", "unit", "title", "why", "record"))
    return 0


def search(asked: argparse.Namespace) -> int:
    """Full-text search over what the viewer may see, newest first."""
    ready()
    from hiepdong.forces.queries import viewer
    from hiepdong.records import queries

    found = queries.search(viewer(asked.viewer), asked.text, limit=asked.limit)
    if asked.json:
        output.answer(found)
    else:
        output.table([(one.title, one.snippet, one.record) for one in found], ("title", "snippet", "record"))
    return 0
