"""How requests and asks to pass on stand, as folded from their acts: what the room keeps in mind, and its rows.

A request has a state of its own with each unit it was sent to: sent, accepted, answered, declined. Overdue and closed
are worked out when it is read.
"""

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.information.models import AddressedRow, PassOnRow, RequestRow
from hiepdong.journal.rows import Rows
from hiepdong.journal.statement import Entry
from hiepdong.vocabulary import acts as core
from hiepdong.vocabulary import information_acts as acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.clock import instant_seconds
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.request import title_of

if TYPE_CHECKING:
    from hiepdong.journal.writing import Writing

KEPT_IN_MIND, GONE, ERASED = 10_000, "—", "erased"
OWING = ("sent", "accepted")
_REQUEST = "record, uuid, about, title, urgency, due, closed, behalf"
_ADDRESSED = "unit, record, state, asked, answered, ground, mouth"
_PASSON = 'record, uuid, report, asker, "to", state, passed_to, seq'


class Addressed(Struct, frozen=True):
    """How a request stands with one unit; `asked`, `answered`: seconds since 1970."""

    state: str
    asked: int
    answered: int | None
    ground: str | None
    mouth: str


class Request(Struct, frozen=True):
    """A request; `closed`: why, or empty; `behalf`: the unit that asks, where another keeps it for that unit."""

    no: int
    id: str
    about: str | None
    title: str
    urgency: str
    due: int
    closed: str
    behalf: str
    units: dict[str, Addressed]


class PassOn(Struct, frozen=True):
    """An ask to pass a report on: waits, allowed, refused."""

    no: int
    id: str
    report: str
    asker: str
    to: tuple[str, ...]
    state: str
    passed_to: tuple[str, ...]
    seq: int


class Requests:
    """Requests and asks by id, as of the last entry taken in."""

    def __init__(self, writing: "Writing") -> None:
        self.writing = writing
        self.prefix = writing.rows.prefix
        self._requests: dict[str, Request] = {}
        self._stored: dict[str, Request] = {}
        self._asks: dict[str, PassOn] = {}
        self._stored_asks: dict[str, PassOn] = {}

    def known(self, record: str) -> Request:
        """A request. Raises Refused record.not_found."""
        if record not in self._requests:
            self._load("uuid", record)
        if record not in self._requests:
            raise Refused("record.not_found")
        return self._requests[record]

    def known_ask(self, record: str) -> PassOn:
        """An ask to pass a report on. Raises Refused record.not_found."""
        if record not in self._asks:
            for no, uuid, report, asker, to, state, passed_to, seq in self._select(
                PassOnRow, _PASSON, "uuid = %s", record
            ):
                ask = PassOn(no, uuid, report, asker, _codes(to), state, _codes(passed_to), seq)
                self._asks[uuid] = self._stored_asks[uuid] = ask
        if record not in self._asks:
            raise Refused("record.not_found")
        return self._asks[record]

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in."""
        if isinstance(act, acts.RequestSend):
            self._requests[str(act.record)] = _sent(entry, act)
        elif isinstance(act, acts.PassOnAsk):
            self._asks[str(act.record)] = _asked(entry, act)
        elif isinstance(act, acts.PassOnAllow | acts.PassOnRefuse):
            ask, allowed = self.known_ask(str(act.record)), isinstance(act, acts.PassOnAllow)
            passed = entry.statement.to if allowed else ()
            state = "allowed" if allowed else "refused"
            self._asks[ask.id] = replace(ask, state=state, passed_to=passed, seq=entry.seq)
        elif isinstance(act, core.UnitEnd):
            self._pass_to_heir(act)
        elif isinstance(act, core.Erase) and entry.effects["erased"]:
            self._end_erased(str(act.record))
        else:
            self._change(entry, act)

    def _end_erased(self, record: str) -> None:
        """Of an erased request how it stood stays, and not what was asked; nobody owes an answer to it any more."""
        if record not in self._requests:
            self._load("uuid", record)
        if record in self._requests:
            request = self._requests[record]
            owed = any(one.state in OWING for one in request.units.values())
            closed = request.closed or (ERASED if owed else "")
            self._requests[record] = replace(request, title=GONE, closed=closed)

    def _change(self, entry: Entry, act: Act) -> None:
        if isinstance(act, acts.RequestClose):
            request = self.known(str(act.record))
            self._requests[request.id] = replace(request, closed=act.why)
        elif isinstance(act, acts.RequestAskOn):
            request = self.known(str(act.record))
            units = {unit: _owing_again(one) for unit, one in request.units.items()}
            self._requests[request.id] = replace(request, units=units)
        elif isinstance(act, acts.RequestAccept | acts.RequestDecline | acts.RequestAnswer):
            request = self.known(str(act.request if isinstance(act, acts.RequestAnswer) else act.record))
            unit = _speaker(entry)
            after = _answering(request.units[unit], entry, act)
            self._requests[request.id] = replace(request, units={**request.units, unit: after})

    def _pass_to_heir(self, act: core.UnitEnd) -> None:
        if act.heir is None:
            return
        self.flush(self.writing.rows)
        self.writing.rows.write()
        for (record,) in self._select(AddressedRow, "record", "unit = %s", act.code):
            self._load("record", record)
        for (record,) in self._select(RequestRow, "record", "behalf = %s", act.code):
            self._load("record", record)
        for request in list(self._requests.values()):
            self._requests[request.id] = _inherited(request, act.code, act.heir)
        for ask in [self.known_ask(uuid) for (uuid,) in self._select(PassOnRow, "uuid", "asker = %s", act.code)]:
            self._asks[ask.id] = replace(ask, asker=act.heir)

    def flush(self, rows: Rows) -> None:
        """Hand over what changed."""
        for request in self._requests.values():
            _write_request(rows, self._stored.get(request.id), request)
        for ask in self._asks.values():
            if self._stored_asks.get(ask.id) != ask:
                if ask.id in self._stored_asks:
                    rows.delete(PassOnRow, ("record",), [(ask.no,)])
                rows.insert(PassOnRow, [_ask_row(ask)])
        self._stored, self._stored_asks = dict(self._requests), dict(self._asks)
        if len(self._requests) + len(self._asks) > KEPT_IN_MIND:
            self._requests, self._stored, self._asks, self._stored_asks = {}, {}, {}, {}

    def _load(self, column: str, key: Any) -> None:
        for row in self._select(RequestRow, _REQUEST, f"{column} = %s", key):
            no, uuid = row[:2]
            rows = self._select(AddressedRow, _ADDRESSED, "record = %s", no)
            units = {unit: Addressed(*rest) for unit, _, *rest in sorted(rows)}
            if uuid not in self._requests:
                self._requests[uuid] = self._stored[uuid] = Request(*(*row, units))

    def _select(self, model: Any, columns: str, where: str, key: Any) -> list[tuple[Any, ...]]:
        table = f"{self.prefix}{model._meta.db_table}"
        return self.writing.rows.select(f'SELECT {columns} FROM "{table}" WHERE {where}', [key])


def _sent(entry: Entry, act: acts.RequestSend) -> Request:
    effects, said = entry.effects, act.request
    units = {unit: Addressed("sent", effects["sent"], None, None, unit) for unit in entry.statement.to}
    about = str(said["about"]).lower() if said.get("about") else None
    return Request(
        entry.seq, str(act.record), about, title_of(said["question"]), said.get("urgency") or "thuong", effects["due"],
        "", _kept_for(entry), units,
    )  # fmt: skip


def _kept_for(entry: Entry) -> str:
    """The unit for which another speaks in this entry; empty where it speaks for itself."""
    return str(entry.effects.get("on_behalf", {}).get("unit", ""))


def _speaker(entry: Entry) -> str:
    """The unit whose word an entry is."""
    return _kept_for(entry) or entry.statement.unit or ""


def _inherited(request: Request, ended: str, heir: str) -> Request:
    """The request after a unit that asks or was asked has passed to its heir."""
    units = {unit: one for unit, one in request.units.items() if unit != ended}
    if ended in request.units:
        units.setdefault(heir, request.units[ended])
    return replace(request, units=units, behalf=heir if request.behalf == ended else request.behalf)


def _asked(entry: Entry, act: acts.PassOnAsk) -> PassOn:
    to, asker = tuple(dict.fromkeys(act.to)), entry.statement.unit or ""
    return PassOn(entry.seq, str(act.record), entry.effects["report"], asker, to, "waits", (), entry.seq)


def _answering(before: Addressed, entry: Entry, act: Act) -> Addressed:
    """How a request stands with a unit after it accepted, declined or answered."""
    rests = isinstance(act, acts.RequestAnswer) and (act.on_behalf or act.conveyed)
    at = entry.effects["sent"] if rests else instant_seconds(entry.statement.at)
    if isinstance(act, acts.RequestDecline):
        return replace(before, state="declined", answered=at, ground=act.ground)
    if isinstance(act, acts.RequestAnswer) and act.answer.get("final") is True:
        return replace(before, state="answered", answered=at)
    return replace(before, state="accepted")


def _owing_again(one: Addressed) -> Addressed:
    return replace(one, state="accepted", answered=None) if one.state == "answered" else one


def _write_request(rows: Rows, before: Request | None, after: Request) -> None:
    if before == after:
        return
    if before is not None:
        rows.delete(RequestRow, ("record",), [(before.no,)])
        rows.delete(AddressedRow, ("record",), [(before.no,)])
    said = (after.no, after.id, after.about, after.title, after.urgency, after.due, after.closed, after.behalf)
    rows.insert(RequestRow, [said])
    rows.insert(
        AddressedRow,
        [
            (unit, after.no, one.state, one.asked, one.answered, one.ground, one.mouth)
            for unit, one in after.units.items()
        ],
    )


def _ask_row(ask: PassOn) -> tuple[Any, ...]:
    to, passed_to = (msgspec.json.encode(units).decode() for units in (ask.to, ask.passed_to))
    return ask.no, ask.id, ask.report, ask.asker, to, ask.state, passed_to, ask.seq


def _codes(text: str) -> tuple[str, ...]:
    return tuple(msgspec.json.decode(text))
