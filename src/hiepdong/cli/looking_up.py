"""look-up, look-ups: looking a person up for a purpose, and who did."""

import argparse
import uuid

from hiepdong.cli import output
from hiepdong.cli.asking import day
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused


def look_up(asked: argparse.Namespace) -> int:
    """Perform the look-up as an act, then give what it found."""
    ready()
    from hiepdong import config
    from hiepdong.cases import people
    from hiepdong.forces.queries import viewer
    from hiepdong.journal.perform import perform_one

    looks, act = viewer(asked.viewer), str(uuid.uuid4())
    said = {
        name: getattr(asked, name) for name in ("name", "number", "birth", "gender", "case") if getattr(asked, name)
    }
    perform_one({"id": act, "act": "person.look-up", "by": looks.login, "for_unit": looks.unit or None,
                 "purpose": asked.purpose, **said})  # fmt: skip
    found = people.of_look_up(looks, act, config.language())
    if asked.json:
        output.answer({"look_up": act, "persons": found.persons, "more": found.more, "asked": found.asked})
        return 0
    rows = [
        (one.band or "words", one.name, one.birth or "", ", ".join(one.numbers), one.status, one.day, one.title,
         "; ".join(one.reasons), one.record)
        for one in found.persons
    ]  # fmt: skip
    output.table(rows, ("band", "name", "birth", "numbers", "status", "day", "case", "why", "record"))
    output.say(found.asked)
    return 0


def look_ups(asked: argparse.Namespace) -> int:
    """Who looked up whom and why, for an inspector. Raises Refused act.not_permitted."""
    ready()
    from hiepdong.cases import lookups
    from hiepdong.forces.queries import viewer
    from hiepdong.vocabulary.roles import INSPECTOR

    if not viewer(asked.viewer).roles & INSPECTOR:
        raise Refused("act.not_permitted", "look-ups ← inspector")
    lines = lookups.listed(
        officer=asked.officer, unit=asked.unit, start=day(asked.start), end=day(asked.end), flagged_only=asked.flagged,
        limit=asked.limit,
    )  # fmt: skip
    if asked.json:
        output.answer(lines)
        return 0
    rows = [
        (one.at, one.officer, one.unit, one.name, one.number, one.birth, one.purpose, one.record, one.recent)
        for one in lines
    ]
    output.table(rows, ("at", "officer", "unit", "name", "number", "birth", "purpose", "case", "24 h"))
    return 0
