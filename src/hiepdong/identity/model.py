"""What is known of a person, what is asked for, and what an answer is made of."""

from typing import Literal

import msgspec

Band = Literal["alert", "look"]


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number that stands on a paper: `cccd`, `cmnd`, `passport`, `cn-id`, `plate` or a word of the office's own."""

    kind: str
    number: str


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person as one record has him. `birth` is a day (YYYY-MM-DD) or a year, `gender` is m or f."""

    id: str = ""
    name: str | None = None
    birth: str | None = None
    gender: str | None = None
    documents: tuple[Document, ...] = ()
    home: str | None = None
    aliases: tuple[str, ...] = ()


class Query(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person that is asked for: a name or a document, and whatever else is known."""

    query_id: str = ""
    name: str | None = None
    birth: str | None = None
    gender: str | None = None
    documents: tuple[Document, ...] = ()
    home: str | None = None
    aliases: tuple[str, ...] = ()


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One ground for or against: a code of `wording.WORDS`, what it speaks of, and its weight in bits."""

    code: str
    bits: float
    asked: str = ""
    known: str = ""


class Hit(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person who may be the one asked for. `score` is the probability that he is."""

    id: str
    score: float
    band: Band
    reasons: tuple[Reason, ...] = ()
