"""Heads of records as the index holds them, each decoded where it is read."""

from collections.abc import Iterable

import msgspec

from hiepdong.records.head import Head
from hiepdong.records.models import RecordRow

_decoder = msgspec.msgpack.Decoder(Head)


def head_of(row: RecordRow) -> Head:
    """The head that a row holds."""
    return _decoder.decode(bytes(row.head))


def heads_of(rows: Iterable[RecordRow]) -> dict[int, Head]:
    """The heads that rows hold, by the record's number on this node."""
    return {row.no: head_of(row) for row in rows}


def heads_by_number(numbers: Iterable[int]) -> dict[int, Head]:
    """The heads of the records of these numbers, by number, with one question to the database."""
    return heads_of(RecordRow.objects.filter(no__in=list(numbers)))
