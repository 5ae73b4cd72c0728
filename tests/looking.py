"""What a viewer may know, by tests.naive, and everything that he can ask, to be held against it."""

import json
import re
from typing import Any

import msgspec

from hiepdong.cases.queries import list_cases
from hiepdong.figures.queries import figures, opened, possibly_twice, withheld
from hiepdong.figures.questions import Question
from hiepdong.forces.queries import viewer as viewer_of
from hiepdong.records import board, queries
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.refusals import Refused
from tests.naive import Act, Copy, Desk, Link, Record
from tests.naive_rules import reads

WORD = re.compile(r"zq\d{5}")
ID = re.compile(r"aaaaaaaa-0000-4000-8000-\d{12}")
BY = ("offence", "unit", "month", "commune", "nationality", "outcome")


def officers(desk: Desk) -> list[tuple[str, str]]:
    """An officer of each unit that stands, who sees its records when he signs in."""
    first = {desk.unit_of(login): login for login in desk.serves if reads(desk, login, desk.unit_of(login))}
    return [(login, unit) for unit, login in first.items() if not desk.units[unit].ended]


# ---------------------------------------------------------------- what he may know


def known_records(desk: Desk, unit: str) -> dict[str, Copy]:
    found = {record.id: record.copy_of(unit) for record in desk.records.values()}
    return {record: copy for record, copy in found.items() if copy is not None}


def known_links(desk: Desk, unit: str) -> list[Link]:
    """A link is seen by whoever sees both its ends."""
    return [link for link in desk.links.values() if desk.sees_link(unit, link)]


def known_ids(desk: Desk, unit: str) -> set[str]:
    return {*known_records(desk, unit), *(link.id for link in known_links(desk, unit))}


def known_words(desk: Desk, unit: str) -> set[str]:
    """Every word of documents, files and reasons that the unit was given, or wrote of what it still sees."""
    found: list[Any] = []
    for number, copy in known_records(desk, unit).items():
        record = desk.records[number]
        found.append(known_reasons(record, unit))
        if not record.erased:
            found += [desk.shown(unit, number), known_files(record, copy)]
    found += [act.get("reason") for link in known_links(desk, unit) for _, act in link.acts]
    return words_in(found)


def known_files(record: Record, copy: Copy) -> list[tuple[str, str]]:
    """Title and name of each file that came with the copy."""
    if "attachments" in copy.without:
        return []
    return [(act["title"], act["file"]) for version, act in record.files if version <= copy.version]


def known_reasons(record: Record, unit: str) -> list[str]:
    """Reasons that the owner reads, that the unit gave itself, that were said to it, or that reach all holders."""
    return [
        act.get("reason", "")
        for by, act in record.acts
        if unit in (record.owner, by) or _told(act, unit) or act["act"] in ("case.cancel", "handover.accept")
    ]


def _told(act: Act, unit: str) -> bool:
    to: Any = act.get("to") or act.get("from") or []
    return unit in ([to] if isinstance(to, str) else to)


def words_in(value: Any) -> set[str]:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return set(WORD.findall(text))


# ---------------------------------------------------------------- what he can ask


def answers(viewer: Viewer, desk: Desk, words: list[str], moments: list[int]) -> dict[str, Any]:
    """Every query of the rooms, for this viewer, as plain data."""
    everything = [*desk.records, *desk.links]
    asked: dict[str, Any] = {
        "list": lambda: list_cases(viewer, limit=None).lines, "total": lambda: list_cases(viewer, limit=1).total,
        "waiting": lambda: board.waiting(viewer), "news": lambda: board.news(viewer, limit=500),
        "changed": lambda: board.changed(viewer) > 0,
    }  # fmt: skip
    asked |= {f"show {one}": lambda one=one: queries.plain(queries.show(viewer, one)) for one in everything}
    asked |= {f"search {word}": lambda word=word: queries.search(viewer, word) for word in words}
    asked |= {f"list {word}": lambda word=word: list_cases(viewer, text=word, limit=None) for word in words[:3]}
    asked |= {f"figures {by}": lambda by=by: figures(viewer, Question(by=by)) for by in BY}
    asked |= {"opened": lambda: opened(viewer, Question(), 99), "withheld": lambda: withheld(viewer, Question(), 99)}
    asked |= {"possibly twice": lambda: possibly_twice(viewer, Question())}
    asked |= {f"figures at {at}": lambda at=at: figures(viewer, Question(asof=at)) for at in moments}
    return {name: answered(ask) for name, ask in asked.items()}


def answered(ask: Any) -> Any:
    """The answer as plain data, or the refusal as who asked reads it."""
    try:
        return msgspec.json.decode(msgspec.json.encode(ask()))
    except Refused as refused:
        return {"code": refused.code, "message": refused.text("vi")}


def looks(login: str, unit: str) -> Viewer:
    return viewer_of(login, unit or None)
