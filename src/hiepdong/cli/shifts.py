"""shift: what a handover sheet would hold now, and a sheet as a paper."""

import argparse
from datetime import datetime
from pathlib import Path

from hiepdong.cli import output
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused


def open_lines(asked: argparse.Namespace) -> int:
    """The document of a sheet with what is open now: with words added it goes into `shift.hand-over`."""
    ready()
    from hiepdong.forces.queries import viewer
    from hiepdong.operations import shift_filling, shift_hours

    who = viewer(asked.viewer)
    start, end = shift_hours.hours(who)
    start, end = _time(asked.start) or start, _time(asked.end) or end
    if end <= start:
        raise Refused("query.invalid", f"{end} <= {start}")
    lines = shift_filling.proposed(who, start, end)
    if asked.json:
        output.answer({"from": start, "to": end, "lines": lines})
        return 0
    rows = [(line["section"], line.get("due") or "", line.get("unit") or "", line["record"]) for line in lines]
    output.table(rows, ("section", "due", "unit", "record"))
    return 0


def _time(text: str | None) -> datetime | None:
    """An instant as typed, in Vietnamese time where it says no other. Raises Refused query.invalid."""
    from hiepdong.vocabulary.clock import HANOI, is_possible

    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("query.invalid", text) from None
    found = found if found.tzinfo else found.replace(tzinfo=HANOI)
    if not is_possible(found):
        raise Refused("query.invalid", text)
    return found


def paper(asked: argparse.Namespace) -> int:
    """Write a sheet as PDF and DOCX."""
    ready()
    from hiepdong.forces.queries import viewer
    from hiepdong.papers import shift_paper
    from hiepdong.records import queries

    who = viewer(asked.viewer)
    shown = queries.show(who, asked.record)
    if shown.kind != "shift":
        raise Refused("record.not_found")
    files = shift_paper.write(who, shown, Path(asked.out))
    if asked.json:
        output.answer({kind: str(path) for kind, path in files.items()})
    else:
        for path in files.values():
            output.say(str(path))
    return 0
