"""The writer's lock and append: one transaction holds statement, entry, body and index rows."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction
from msgspec import Struct
from msgspec.structs import replace

from hiepdong import config
from hiepdong.journal import headfile, keys, registry
from hiepdong.journal.models import BodyRow, DeedRow, EntryRow
from hiepdong.journal.rows import Rows
from hiepdong.journal.statement import Entry, Statement, body_digest, entry_hash, new_salt
from hiepdong.vocabulary import clock
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.canonical import canonical
from hiepdong.vocabulary.refusals import Refused

F = TypeVar("F", bound=registry.Fold)
V = TypeVar("V")
_memory: dict[str, Any] = {}


class Head(Struct, frozen=True):
    """Where the journal ends: position, hash, microseconds of the last entry; `forces`: the last change of units."""

    seq: int
    hash: bytes
    recorded: int
    forces: int


EMPTY = Head(0, b"", 0, 0)


class Writing:
    """The journal while its lock is held: where it ends, and what the rooms keep in mind."""

    def __init__(self, head: Head, rows: Rows) -> None:
        self.seq, self.hash, self.recorded, self.forces_seq = head.seq, head.hash, head.recorded, head.forces
        self.began_at = head.seq
        self.node = config.began()
        self.rows = rows
        self.entries: list[Entry] = []
        self.known: dict[str, tuple[Entry, bytes]] = {}
        self._folds: dict[Any, registry.Fold] = {}

    @property
    def forces(self) -> registry.Forces:
        """Units and officers as they stand."""
        return registry.forces(self)

    def fold(self, kind: type[F]) -> F:
        """What one room keeps in mind; made when first asked for."""
        if kind not in self._folds:
            self._folds[kind] = registry.folds()[kind](self)
        return self._folds[kind]  # type: ignore[return-value]

    def append(self, raw: dict[str, Any], act: Act, by: registry.Officer, deed: registry.Deed) -> Entry:
        """Write an act and what was decided about it; gives the entry, already taken in by every room."""
        content = canonical({"act": raw, "effects": deed.effects})
        salt = new_salt()
        replaced = self._replace(deed.bodies)
        statement = self._statement(raw, act, by, deed, (body_digest(salt, content), replaced))
        spoken = canonical(statement)
        signature = keys.sign(spoken)
        self.seq += 1
        self.recorded = max(self.recorded + 1, time.time_ns() // 1000)
        self.hash = entry_hash(self.hash, self.seq, self.recorded, spoken, signature)
        self.rows.insert(EntryRow, [(self.seq, statement.id, self.recorded, spoken, signature, self.hash)])
        self.rows.insert(BodyRow, [(self.seq, salt, content, 0)])
        entry = Entry(seq=self.seq, recorded=self.recorded, statement=statement, act=raw, effects=deed.effects)
        self.known[statement.id] = (entry, content)
        self.take_in(entry, act)
        return entry

    def _replace(self, bodies: tuple[tuple[int, bytes], ...]) -> dict[str, str]:
        """Put reduced contents in the place of erased ones; gives their digests by position."""
        digests = {}
        for seq, content in bodies:
            salt = new_salt()
            self.rows.delete(BodyRow, ("seq",), [(seq,)])
            self.rows.insert(BodyRow, [(seq, salt, content, 1)])
            digests[str(seq)] = body_digest(salt, content)
        erased = dict(bodies)
        for act, (entry, _) in self.known.items():
            if entry.seq in erased:
                self.known[act] = (replace(entry, reduced=True), erased[entry.seq])
        return digests

    def take_in(self, entry: Entry, act: Act) -> None:
        """Let every room take the entry in."""
        self.rows.insert(DeedRow, [deed_row(entry)])
        for kind in registry.folds():
            self.fold(kind).apply(entry, act)
        self.entries.append(entry)

    def recall(self, name: str, load: Callable[[str], V]) -> V:
        """What a room last knew, if nothing changed it since; else loaded from its tables."""
        if _memory.get("of") != self._memory_key():
            _memory.clear()
            _memory["of"] = self._memory_key()
        if name not in _memory:
            _memory[name] = load(self.rows.prefix)
        return _memory[name]  # type: ignore[no-any-return]

    def remember(self, name: str, value: object) -> None:
        """Keep what a room knows beyond this writing; what others kept in mind is thereby out of date."""
        _memory[name] = value
        self.forces_seq = self.seq
        _memory["of"] = self._memory_key()

    def _memory_key(self) -> tuple[str, str, str, int]:
        return str(connection.settings_dict["NAME"]), self.node, self.rows.prefix, self.forces_seq

    def flush(self) -> None:
        """Write every row that follows from what was appended."""
        for kind in list(self._folds):
            self._folds[kind].flush(self.rows)
        self.rows.write()

    def _statement(
        self,
        raw: dict[str, Any],
        act: Act,
        by: registry.Officer,
        deed: registry.Deed,
        digests: tuple[str, dict[str, str]],
    ) -> Statement:
        node = config.node()
        return Statement(
            act=raw["act"],
            id=str(act.id),
            by=by.login,
            unit=by.unit,
            at=(act.at or clock.now()).isoformat(),
            node=node["name"],
            incarnation=node["incarnation"],
            digest=digests[0],
            record=deed.record,
            version=deed.version,
            to=deed.to,
            without=deed.without,
            replaced=digests[1],
        )


def deed_row(entry: Entry) -> tuple[Any, ...]:
    """The index row of an entry."""
    said = entry.statement
    return entry.seq, said.act, said.record, said.version, said.unit, said.by, clock.instant_seconds(said.at)


@contextmanager
def writing() -> Iterator[Writing]:
    """Take the writer's lock; everything appended inside becomes durable together, or not at all.

    Raises Refused node.busy when another writer holds the lock too long, node.disk when the disk is full.
    """
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            rows = Rows(cursor)
            held = Writing(locked_head(rows), rows)
            yield held
            if held.seq > held.began_at:
                held.flush()
                _move_head(held)
    except BaseException as error:
        forget()
        if isinstance(error, OperationalError):
            raise refusal(str(error)) from error
        raise
    if held.seq > held.began_at:
        headfile.write(held.seq, held.hash)
        for entry in held.entries:
            registry.afterwards(entry)


def locked_head(rows: Rows) -> Head:
    """The head row, locked for this transaction.

    Raises Refused node.behind_head when the database was put back, node.head_lost when nothing would tell.
    """
    lock = "" if connection.vendor == "sqlite" else " FOR UPDATE"
    seq, chain, recorded, forces = rows.select(
        f"SELECT seq, hash, recorded, forces FROM journal_head WHERE id = 1{lock}", ()
    )[0]
    head = Head(seq, bytes(chain), recorded, forces)
    check_noted(head.seq)
    return head


def check_noted(seq: int) -> None:
    """Hold the end of the journal against the head file. Raises Refused node.behind_head, node.head_lost."""
    noted = headfile.read()
    if noted is None and seq > 0:
        raise Refused("node.head_lost", headfile.path())
    if noted is not None and noted[0] > seq:
        raise Refused("node.behind_head", f"{seq} < {noted[0]}")


def _move_head(held: Writing) -> None:
    held.rows.cursor.execute(
        "UPDATE journal_head SET seq = %s, hash = %s, recorded = %s, forces = %s WHERE id = 1",
        [held.seq, held.hash, held.recorded, held.forces_seq],
    )


def refusal(said: str) -> Refused:
    """What the database said, as a refusal: node.busy, node.disk or node.database."""
    text = said.splitlines()[0]
    if "locked" in text or "busy" in text:
        return Refused("node.busy")
    if "full" in text or "readonly" in text or "disk I/O" in text:
        return Refused("node.disk", text)
    return Refused("node.database", text)


def forget() -> None:
    """Let go of what rooms keep in mind between writings."""
    _memory.clear()


def chunks(items: list[Any], size: int) -> Iterable[list[Any]]:
    """Runs of at most `size` items."""
    return (items[start : start + size] for start in range(0, len(items), size))
