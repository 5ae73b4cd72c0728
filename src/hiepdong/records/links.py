"""Links between records (cùng một vụ): two halves, each said by the owner of its end."""

from typing import Any

import msgspec
from msgspec import Struct

from hiepdong.records.head import OPEN

SAME_EVENT = "same-event"


class Link(Struct, frozen=True):
    """A link by positions in the journal: asserted, confirmed (OPEN: not yet), ended (OPEN: not), and how it ended."""

    no: int
    id: str
    relation: str
    a: int
    b: int
    pairs: list[list[str]]
    asserted: int
    confirmed: int = OPEN
    ended: int = OPEN
    how: str = ""

    @property
    def has_two_halves(self) -> bool:
        """Whether both owners must say so; that one report supports another its asserter says alone."""
        return self.relation == SAME_EVENT

    @property
    def stands(self) -> bool:
        """Whether both halves stand."""
        return self.confirmed < OPEN and self.ended == OPEN

    @property
    def waits(self) -> bool:
        """Whether it is asserted and not answered."""
        return self.confirmed == OPEN and self.ended == OPEN


def link_row(link: Link) -> tuple[Any, ...]:
    """The index row of a link."""
    pairs = msgspec.json.encode(link.pairs).decode()
    return (link.no, link.id, link.relation, link.a, link.b, pairs, link.asserted, link.confirmed, link.ended, link.how)
