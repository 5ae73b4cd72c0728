"""Where information comes from, as opaque tokens that travel with it (acts.md, Origins).

Two reports that come from one mouth have one token, so that a reader counts them as one although he may see neither the
source nor the reports between.
"""

import hmac
from hashlib import sha256

from msgspec import Struct

from hiepdong.journal import keys
from hiepdong.records import rules
from hiepdong.records.fold import Records
from hiepdong.records.head import Head
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused

Tokens = list[str]
LENGTH = 32


class Origins(Struct, frozen=True):
    """What an entry says of the origins of a version: all of them, those of each source, and its own."""

    origins: Tokens
    sources: dict[str, Tokens]
    own: str


def of_record(record: str) -> str:
    """The origin that a record is, which derives from nothing."""
    return _digest("record", record)


def of_source(unit: str, ref: str) -> str:
    """The origin behind a source reference of a unit: keyed, because references are short and could be guessed."""
    text = f"{unit}\0{ref.strip().casefold()}".encode()
    return hmac.digest(keys.secret("origins"), text, "sha256").hex()[:LENGTH]


def of_answers(unit: str, request: str) -> str:
    """The one origin of all answers of a unit to a request that derive from nothing."""
    return _digest("answers", unit, request)


def _digest(*parts: str) -> str:
    return sha256("\0".join(("hiepdong origin", *parts)).encode()).hexdigest()[:LENGTH]


def worked_out(
    records: Records, unit: str, named: list[str], own: str, *, before: dict[str, Tokens] | None = None
) -> Origins:
    """The origins of what derives from the records named, as the unit holds them now.

    `before`: the sources of the version before. Those that the unit may no longer see stay, with their origins.
    Raises Refused record.not_found, record.cancelled.
    """
    known = before or {}
    hidden = {ref: tokens for ref, tokens in known.items() if not _is_seen(records, unit, ref)}
    fresh = {ref: _tokens(records, unit, ref, new=ref not in known) for ref in dict.fromkeys(named)}
    sources = {**hidden, **fresh}
    union = sorted({token for tokens in sources.values() for token in tokens})
    return Origins(union or [own], sources, own)


def _is_seen(records: Records, unit: str, ref: str) -> bool:
    head = records.head(ref)
    return head is not None and head.held_by(unit, today()) is not None and not records.is_hidden(head)


def _tokens(records: Records, unit: str, ref: str, *, new: bool) -> Tokens:
    head, holder = rules.seen(records, unit, ref, today())
    if head.cancelled and new:
        raise Refused("record.cancelled")
    return of_version(head, holder.stays_at or head.version)


def of_version(head: Head, version: int) -> Tokens:
    """The origins of a version of a record; of a kind that has none, the record itself."""
    found: Tokens | None = head.facet(0, version).detail.get("origins")
    return found or [of_record(head.id)]
