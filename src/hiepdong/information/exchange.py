"""What units gave one another at the desk: reports, cases, requests, answers, one row for each giving and receiver.

These joint works count themselves. The rows follow from what entries say (to whom, when), and are never changed: that a
record was withdrawn later does not undo that it was given.
"""

from typing import TYPE_CHECKING, Any

from hiepdong.information.models import ExchangeRow
from hiepdong.journal.rows import Rows
from hiepdong.journal.statement import Entry
from hiepdong.records.fold import Records
from hiepdong.vocabulary import acts as core
from hiepdong.vocabulary import information_acts as acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.clock import day_of, from_seconds, instant

if TYPE_CHECKING:
    from hiepdong.journal.writing import Writing

RELEASED = ("report", "case")
_BEGUN: dict[type[Act], str] = {
    core.CaseOpen: "case", acts.ReportFile: "report", acts.RequestSend: "request", acts.RequestAnswer: "answer",
}  # fmt: skip


class Exchanges:
    """Givings since the last flush."""

    def __init__(self, writing: "Writing") -> None:
        self.writing = writing

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in."""
        receivers = _receivers(entry)
        given = self._given(entry, act) if receivers else None
        if given is None:
            return
        (record, what), said, kept = given, entry.statement, _kept(entry)
        giver, by_paper = kept["unit"] if kept else said.unit or "", bool(kept or "conveyed" in entry.effects)
        day = day_of(from_seconds(entry.effects["sent"]) if by_paper else instant(said.at)).toordinal()
        rows = [(record, unit, entry.seq, what, giver, day) for unit in dict.fromkeys(receivers) if unit != giver]
        self.writing.rows.insert(ExchangeRow, rows)

    def flush(self, rows: Rows) -> None:
        """Nothing is kept in mind: rows are final once they are gathered."""

    def _given(self, entry: Entry, act: Act) -> tuple[int, str] | None:
        """The record that the entry gives to others, and as what; requests and answers are given as they begin."""
        if type(act) in _BEGUN:
            return entry.seq, _BEGUN[type(act)]
        if isinstance(act, core.Release | acts.PassOnAllow):
            named = str(act.record) if isinstance(act, core.Release) else entry.effects["report"]
            head = self.writing.fold(Records).known(named)
            return (head.no, head.kind) if head.kind in RELEASED else None
        return None


def _receivers(entry: Entry) -> tuple[str, ...]:
    """Who was given something: who sees it now; or, by paper or phone, who keeps it or was told it."""
    effects, said = entry.effects, entry.statement
    if "told" in effects:
        return (effects["told"],)
    return said.to or ((said.unit or "",) if _kept(entry) else ())


def _kept(entry: Entry) -> dict[str, Any] | None:
    """For whom a question or an answer is kept. A case that is kept is its keeper's to give."""
    return entry.effects.get("on_behalf") if "sent" in entry.effects else None
