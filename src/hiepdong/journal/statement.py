"""Statements and entries: what is signed, what is chained, and how their digests are made."""

import os
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec import Struct

from hiepdong.vocabulary.clock import day_of, from_seconds

SIGNED_AS = b"hiepdong statement 1\x00"
SALT_BYTES = 16
GENESIS = bytes(32)
GONE = "—"


class Statement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the origin node signs: who did what, when, to which record, and the digest of the body."""

    act: str
    id: str
    by: str
    at: str
    node: str
    incarnation: int
    digest: str
    unit: str | None = None
    record: str | None = None
    version: int | None = None
    to: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    replaced: dict[str, str] = {}


class Entry(Struct, frozen=True, kw_only=True):
    """A statement with this node's own position and the body as decoded: the act as sent, and what it set off."""

    seq: int
    recorded: int
    statement: Statement
    act: dict[str, Any]
    effects: dict[str, Any]
    reduced: bool = False

    @property
    def day(self) -> date:
        """The Vietnamese day on which the node recorded it."""
        return day_of(from_seconds(self.recorded // 1_000_000))


def new_salt() -> bytes:
    """A fresh random salt for a body."""
    return os.urandom(SALT_BYTES)


def body_digest(salt: bytes, content: bytes) -> str:
    """SHA-256(salt ‖ bytes) in hexadecimal."""
    return sha256(salt + content).hexdigest()


def entry_hash(before: bytes, seq: int, recorded: int, statement: bytes, signature: bytes) -> bytes:
    """The chain's link: SHA-256 over the hash before, position, time recorded, statement and signature."""
    return sha256(
        before
        + seq.to_bytes(8, "big")
        + recorded.to_bytes(8, "big", signed=True)
        + len(statement).to_bytes(4, "big")
        + statement
        + signature
    ).digest()
