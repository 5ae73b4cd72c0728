"""Look-ups of persons: done for a stated purpose, journaled, shown to the inspector (design, §6).

What is found is given only to who did the look-up, and not for long: who wants it later states a purpose anew.
"""

import time
from datetime import date, datetime
from typing import Any

from django.db import connection
from msgspec import Struct

from hiepdong import config
from hiepdong.cases.models import LookUpRow
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.rows import Rows
from hiepdong.journal.statement import Entry
from hiepdong.journal.writing import Writing
from hiepdong.records import rules
from hiepdong.records.fold import Records
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.case import is_birth
from hiepdong.vocabulary.clock import from_seconds, seconds_of_days, today
from hiepdong.vocabulary.fold import words
from hiepdong.vocabulary.person_acts import PersonLookUp
from hiepdong.vocabulary.refusals import Refused

LETTERS, HOURS, DAY, FLAGGED = 5, 12, 86_400, 20
_COLUMNS = "l.seq, l.at, l.officer, l.unit, l.name, l.number, l.birth, l.gender, l.purpose, l.record"
_RECENT = """(SELECT COUNT(*) FROM cases_look_up o
WHERE o.officer = l.officer AND o.seq <= l.seq AND o.at > l.at - %s)"""


class LookUp(Struct, frozen=True):
    """A look-up as the inspector reads it. `recent`: how many the officer did in the 24 hours up to it."""

    seq: int
    at: datetime
    officer: str
    unit: str
    name: str
    number: str
    birth: str
    gender: str
    purpose: str
    record: str
    recent: int
    flagged: bool


def look_up(act: PersonLookUp, by: Officer, writing: Writing) -> Deed:
    """Note a look-up. Refuses: person.no_purpose, person.nobody, record.not_found (the case), unit.ended, person.birth.

    The entry names no record: whose case it is does not learn from it who looks for whom.
    """
    writing.forces.require(by.acting_unit)
    if sum(map(len, words(act.purpose))) < LETTERS:
        raise Refused("person.no_purpose", LETTERS)
    if not words(f"{act.name} {act.number}"):
        raise Refused("person.nobody")
    if act.birth and not is_birth(act.birth):
        raise Refused("person.birth", act.birth)
    if act.case is not None:
        rules.seen(writing.fold(Records), by.acting_unit, str(act.case), today(), kind="case")
    return Deed()


class LookUps:
    """Look-ups while entries are taken in."""

    def __init__(self, writing: Writing) -> None:
        del writing
        self._new: list[tuple[Any, ...]] = []

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in. The time is that of recording, which nobody gives himself."""
        if isinstance(act, PersonLookUp):
            said, case = entry.statement, str(act.case or "")
            at = entry.recorded // 1_000_000
            whom = act.name, act.number, act.birth or "", act.gender or ""
            self._new.append((entry.seq, said.id, said.by, said.unit or "", at, *whom, act.purpose, case))

    def flush(self, rows: Rows) -> None:
        """Hand over what is new."""
        rows.insert(LookUpRow, self._new)
        self._new = []


def mine(viewer: Viewer, act: str) -> LookUpRow:
    """The officer's own look-up by the id of its act, of the last hours. Raises Refused record.not_found."""
    since = int(time.time()) - HOURS * 3600
    row = LookUpRow.objects.filter(act=act, officer=viewer.login, unit=viewer.unit, at__gt=since).first()
    if row is None or not viewer.reads_records:
        raise Refused("record.not_found")
    return row


def threshold() -> int:
    """From how many look-ups of one officer in 24 hours on they are flagged: node.json says it, else twenty."""
    told = config.node().get("look_ups_flagged")
    return told if isinstance(told, int) and told > 0 else FLAGGED


def listed(
    *,
    officer: str | None = None,
    unit: str | None = None,
    start: date | None = None,
    end: date | None = None,
    flagged_only: bool = False,
    most: int | None = None,
    offset: int = 0,
    limit: int = 50,
) -> list[LookUp]:
    """Look-ups that fit, the newest first. Asked for on behalf of inspectors alone.

    `most`: from how many in 24 hours on an officer's look-ups are flagged.
    """
    most = most or threshold()
    clauses, values = ["1 = 1"], list[Any]()
    for clause, value in (("l.officer = %s", officer), ("l.unit = %s", unit)):
        if value:
            clauses.append(clause)
            values.append(value)
    if start or end:
        clauses.append("l.at >= %s AND l.at < %s")
        values += seconds_of_days(start, end)
    if flagged_only:
        clauses.append(f"{_RECENT} >= %s")
        values += [DAY, most]
    sql = f"SELECT {_COLUMNS}, {_RECENT} FROM cases_look_up l WHERE {' AND '.join(clauses)}"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY l.seq DESC LIMIT %s OFFSET %s", [DAY, *values, limit, offset])
        return [_line(row, most) for row in cursor.fetchall()]


def _line(row: tuple[Any, ...], most: int) -> LookUp:
    seq, at, officer, unit, name, number, birth, gender, purpose, record, recent = row
    return LookUp(
        seq, from_seconds(at), officer, unit, name, number, birth, gender, purpose, record, recent, recent >= most
    )
