"""Verify: every entry, statement and body is what was written, in the order in which it was written."""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from hiepdong import config
from hiepdong.journal import headfile, keys, registry
from hiepdong.journal.models import BodyRow, EntryRow, HeadRow
from hiepdong.journal.statement import GENESIS, Statement, body_digest, entry_hash
from hiepdong.vocabulary.refusals import Refused

Step = Callable[[int], None]
Read = tuple[EntryRow, BodyRow | None]
AT_ONCE, KEY_BYTES = 2_000, 32
HEAD_LOST = "head file missing or unreadable"


class Problem(Struct, frozen=True):
    """Something wrong at a position in the journal."""

    seq: int
    what: str


class Verdict(Struct, frozen=True):
    """What verify found."""

    ok: bool
    entries: int
    problems: list[Problem]


def entries() -> int:
    """How many entries there are."""
    return EntryRow.objects.count()


def verify(step: Step = lambda _: None, *, deep: bool = False, note_head: bool = False) -> Verdict:
    """Check the chain, the signatures, the digests and the head; `deep`: also that a rebuild gives the same index.

    `note_head`: where the head file alone is lost, and all else is right, write it anew.
    """
    chain = Chain()
    for row, body in _rows():
        chain.take(row, body)
        step(1)
    problems = [*chain.problems, *chain.at_the_end()]
    if note_head and [problem.what for problem in problems] == [HEAD_LOST]:
        chain.note_head()
        problems = []
    if deep and not problems:
        from hiepdong.journal import rebuilding

        problems += [Problem(chain.seq, f"index: {table}") for table in rebuilding.differences(step)]
        problems += [Problem(seq, what) for seq, what in registry.checks()]
    return Verdict(not problems, chain.count, problems)


class Chain:
    """The journal as read so far."""

    def __init__(self) -> None:
        self.seq, self.count, self.recorded, self.hash = 0, 0, -1, GENESIS
        self.problems: list[Problem] = []
        self.key = ""
        self.reduced: dict[int, str] = {}
        self.replaced: dict[int, str] = {}

    def take(self, row: EntryRow, body: BodyRow | None) -> None:
        """Check the next entry."""
        self.count += 1
        if row.seq != self.seq + 1:
            self._wrong(self.seq + 1, "entry missing")
        spoken, signature = bytes(row.statement), bytes(row.signature)
        if row.recorded < self.recorded:
            self._wrong(row.seq, "time recorded runs backwards")
        try:
            good = entry_hash(self.hash, row.seq, row.recorded, spoken, signature) == bytes(row.hash)
        except OverflowError:
            good = False
        if not good:
            self._wrong(row.seq, "chain broken")
        self.seq, self.recorded, self.hash = row.seq, row.recorded, bytes(row.hash)
        self._check_statement(row, body, spoken, signature)

    def _check_statement(self, row: EntryRow, body: BodyRow | None, spoken: bytes, signature: bytes) -> None:
        try:
            statement = msgspec.json.decode(spoken, type=Statement)
        except (msgspec.MsgspecError, UnicodeError):
            self._wrong(row.seq, "statement unreadable")
            return
        self._check_body(row.seq, statement, body)
        if not self.key and statement.act == "node.start" and body is not None:
            self.key = _key_in(body) or ""
        if not self.key or not keys.verifies(self.key, signature, spoken):
            self._wrong(row.seq, "signature does not fit")
        if statement.id != row.act:
            self._wrong(row.seq, "act id does not fit")
        self.replaced.update({int(seq): digest for seq, digest in statement.replaced.items() if seq.isdecimal()})

    def _check_body(self, seq: int, statement: Statement, body: BodyRow | None) -> None:
        if body is None:
            self._wrong(seq, "body missing")
            return
        digest = body_digest(bytes(body.salt), bytes(body.bytes))
        if body.reduced == 1:
            self.reduced[seq] = digest
        elif body.reduced or digest != statement.digest:
            self._wrong(seq, "body does not fit")

    def note_head(self) -> None:
        """Note where the journal ends in the head file anew: for who has verified all of it."""
        headfile.reset(self.seq, self.hash)

    def at_the_end(self) -> Iterator[Problem]:
        """What can be said only when all was read."""
        for seq, digest in self.reduced.items():
            if self.replaced.get(seq) != digest:
                yield Problem(seq, "body reduced without an erasure")
        for seq in self.replaced.keys() - self.reduced.keys():
            yield Problem(seq, "erased body is back")
        for body in BodyRow.objects.filter(seq__gt=self.seq).only("seq"):
            yield Problem(body.seq, "body without entry")
        head, noted = HeadRow.objects.filter(id=1).first(), headfile.read()
        if head is None or (head.seq, bytes(head.hash)) != (self.seq, self.hash):
            yield Problem(self.seq, "head does not fit")
        if noted is None and self.seq > 0:
            yield Problem(self.seq, HEAD_LOST)
        if noted is not None and (noted[0] > self.seq or (noted[0] == self.seq and noted[1] != self.hash)):
            yield Problem(noted[0], "journal ends before the head file")
        if self.key != config.node()["public_key"]:
            yield Problem(self.seq, "the node's key is not the journal's")
        if not _signs_with(self.key):
            yield Problem(self.seq, "the signing key is missing or another")

    def _wrong(self, seq: int, what: str) -> None:
        self.problems.append(Problem(seq, what))


def _signs_with(public_key: str) -> bool:
    try:
        return keys.public_key() == public_key
    except Refused:
        return False


def _key_in(body: BodyRow) -> str | None:
    """The node's public key as its first entry has it; None where that body was changed past reading."""
    try:
        key = str(msgspec.json.decode(bytes(body.bytes))["act"]["public_key"])
        return key if len(bytes.fromhex(key)) == KEY_BYTES else None
    except (msgspec.MsgspecError, UnicodeError, KeyError, TypeError, ValueError):
        return None


def _rows() -> Iterator[Read]:
    after = -(2**62)
    while True:
        rows = list(EntryRow.objects.filter(seq__gt=after).order_by("seq")[:AT_ONCE])
        if not rows:
            return
        bodies = {body.seq: body for body in BodyRow.objects.filter(seq__gte=rows[0].seq, seq__lte=rows[-1].seq)}
        yield from ((row, bodies.get(row.seq)) for row in rows)
        after = rows[-1].seq
