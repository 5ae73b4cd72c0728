"""list, show, search."""

import argparse
from datetime import date

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
    from hiepdong.cases import queries
    from hiepdong.forces.queries import viewer

    page = queries.list_cases(
        viewer(asked.viewer), start=day(asked.start), end=day(asked.end), offences=tuple(asked.offence),
        with_=tuple(asked.with_), limit=asked.limit,
    )  # fmt: skip
    if asked.json:
        output.answer(page.lines)
    else:
        output.table(
            [(line.day, line.title, line.owner, line.record) for line in page.lines],
            ("day", "title", "owner", "record"),
        )
    return 0


def show(asked: argparse.Namespace) -> int:
    """Show a record as the viewer may see it."""
    ready()
    from hiepdong.forces.queries import viewer
    from hiepdong.records import queries

    shown = queries.show(viewer(asked.viewer), asked.record)
    if asked.json:
        output.answer(queries.plain(shown))
    else:
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(queries.plain(shown))).decode())
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
