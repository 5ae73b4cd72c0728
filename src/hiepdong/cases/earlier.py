"""A subject from an earlier case: of the unit's own cases alone, and only who may be named to this officer.

The case that is being entered is the purpose; nobody is looked for in what other units sent.
"""

from datetime import date
from typing import Any

from msgspec import Struct

from hiepdong.cases import forms, protected, reading
from hiepdong.cases.forms import Row
from hiepdong.cases.queries import CaseLine, list_cases
from hiepdong.records import queries as records
from hiepdong.records.copies import Copy, copies
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.fold import fold, words

CASES, SHOWN, SHORTEST = 40, 8, 2
Document = dict[str, Any]


class Earlier(Struct, frozen=True):
    """A subject of an earlier case. `choice` is what is sent to take him over."""

    choice: str
    person: Document
    title: str
    day: date


def subjects(viewer: Viewer, text: str) -> list[Earlier]:
    """Subjects whose name, other name or document number has all the words, newest case first."""
    asked = words(text)
    if len("".join(asked)) < SHORTEST:
        return []
    lines = list_cases(viewer, whose="ours", text=text, limit=CASES).lines
    held = copies(viewer, [line.record for line in lines])
    found = [one for line in lines if line.record in held for one in _of(viewer, line, held[line.record], asked)]
    return found[:SHOWN]


def _of(viewer: Viewer, line: CaseLine, copy: Copy, asked: list[str]) -> list[Earlier]:
    document = protected.readable(viewer, copy.owner, copy.document)
    return [
        Earlier(f"{line.record}:{person['key']}", person, line.title, line.day)
        for person in document.get("subjects") or ()
        if not person.get("covered") and all(f" {word}" in _said(person) for word in asked)
    ]


def _said(person: Document) -> str:
    numbers = (paper.get("number") or "" for paper in person.get("documents") or ())
    return f" {fold(' '.join([person.get('name') or '', *(person.get('aliases') or ()), *numbers]))}"


def taken(viewer: Viewer, choice: str) -> Row | None:
    """The row for a subject of a case of ours, less what was done to him there; None for who may not be named.

    Raises Refused record.not_found, record.not_owner.
    """
    record, _, key = choice.partition(":")
    records.own_head(viewer, record)
    shown = records.show(viewer, record)
    if shown.kind != "case":
        return None
    covered = reading.covered_keys(viewer, shown)
    held = [row for row in forms.of(shown.document, covered).people if row["key"] == key and key not in covered]
    return {**held[0], **forms.AFRESH, "taken": True} if held else None
