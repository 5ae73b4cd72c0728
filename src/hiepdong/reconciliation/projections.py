"""Reconciliations as folded from their acts: what the room keeps in mind, and its rows."""

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from hiepdong.journal.rows import Rows
from hiepdong.journal.statement import Entry
from hiepdong.reconciliation.matter import Agreement, Matter, Side, Signature
from hiepdong.reconciliation.models import ReconciliationRow
from hiepdong.vocabulary import acts as core
from hiepdong.vocabulary import reconciliation_acts as acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.clock import instant_seconds
from hiepdong.vocabulary.parts import filled
from hiepdong.vocabulary.reconciliation import Reconciliation
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from hiepdong.journal.writing import Writing

KEPT_IN_MIND = 1_000


class Reconciliations:
    """Reconciliations by id, as of the last entry taken in."""

    def __init__(self, writing: "Writing") -> None:
        self.writing = writing
        self.table = f"{writing.rows.prefix}{ReconciliationRow._meta.db_table}"
        self._known: dict[str, Matter] = {}
        self._stored: dict[str, Matter] = {}

    def known(self, record: str) -> Matter:
        """A reconciliation. Raises Refused record.not_found."""
        if record not in self._known:
            self._load("uuid = %s", record)
        if record not in self._known:
            raise Refused("record.not_found")
        return self._known[record]

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in."""
        if isinstance(act, acts.ReconciliationPropose):
            self._put(_proposed(entry, act))
        elif isinstance(act, acts.ReconciliationPut):
            self._put(self.known(str(act.record)).put(_side(entry, act)))
        elif isinstance(act, acts.ReconciliationAgree):
            self._put(self.known(str(act.record)).agree(_agreement(entry, act)))
        elif isinstance(act, acts.ReconciliationSign):
            self._put(self.known(str(act.record)).sign(Signature(**_said(entry))))
        elif isinstance(act, acts.ReconciliationClose):
            self._put(replace(self.known(str(act.record)), closed=True))
        elif isinstance(act, core.UnitEnd) and act.heir is not None:
            self._pass_to_heir(act.code, act.heir)
        elif isinstance(act, core.Erase) and entry.effects["erased"]:
            self._erase(str(act.record))

    def flush(self, rows: Rows) -> None:
        """Hand over what changed."""
        for matter in self._known.values():
            if self._stored.get(matter.id) != matter:
                if matter.id in self._stored:
                    rows.delete(ReconciliationRow, ("record",), [(matter.no,)])
                rows.insert(ReconciliationRow, [_row(matter)])
        self._stored = dict(self._known)
        if len(self._known) > KEPT_IN_MIND:
            self._known, self._stored = {}, {}

    def _put(self, matter: Matter) -> None:
        self._known[matter.id] = matter

    def _erase(self, record: str) -> None:
        """What an officer wrote in words goes; the figures stand."""
        try:
            matter = self.known(record)
        except Refused:
            return
        if matter.agreement is not None:
            self._put(replace(matter, agreement=replace(matter.agreement, note="")))

    def _pass_to_heir(self, ended: str, heir: str) -> None:
        self.flush(self.writing.rows)
        self.writing.rows.write()
        self._load("units LIKE %s", f"%|{ended}|%")
        for matter in list(self._known.values()):
            if ended in matter.units:
                self._put(matter.inherited(ended, heir))

    def _load(self, where: str, key: Any) -> None:
        for (stands,) in self.writing.rows.select(f'SELECT stands FROM "{self.table}" WHERE {where}', [key]):
            matter = decoded(stands)
            self._known.setdefault(matter.id, matter)
            self._stored.setdefault(matter.id, matter)


def decoded(stands: str) -> Matter:
    """A reconciliation from its row."""
    return msgspec.json.decode(stands, type=Matter)


def _row(matter: Matter) -> tuple[Any, ...]:
    return matter.no, matter.id, matter.state, f"|{'|'.join(matter.units)}|", msgspec.json.encode(matter).decode()


def _proposed(entry: Entry, act: acts.ReconciliationPropose) -> Matter:
    said = msgspec.convert(filled(act.reconciliation), type=Reconciliation)
    return Matter(
        no=entry.seq, id=str(act.record), units=(entry.statement.unit or "", *said.units), start=said.start,
        end=said.end, with_=tuple(said.with_), groups=tuple(said.groups),
    )  # fmt: skip


def _said(entry: Entry) -> dict[str, Any]:
    said = entry.statement
    return {"unit": said.unit or "", "officer": said.by, "at": instant_seconds(said.at), "seq": entry.seq}


def _side(entry: Entry, act: acts.ReconciliationPut) -> Side:
    shown = {unit: tuple(events) for unit, events in act.shown.items()}
    return Side(**_said(entry), asof=act.asof, figures=tuple(act.figures), shown=shown)


def _agreement(entry: Entry, act: acts.ReconciliationAgree) -> Agreement:
    return Agreement(**_said(entry), asof=entry.effects["asof"], figures=tuple(act.figures), note=act.note)
