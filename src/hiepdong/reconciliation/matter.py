"""How a reconciliation stands: who takes part, what each put forward, what was agreed and signed. Pure."""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.vocabulary.reconciliation import CountedGroup, GroupFigure, ShownEvent


class Word(Struct, frozen=True, kw_only=True):
    """What a unit said by an officer. `at`: when, in seconds since 1970; `seq`: where in the journal."""

    unit: str
    officer: str
    at: int
    seq: int


class Side(Word, frozen=True, kw_only=True):
    """What a unit put forward: its figures as of a position in the journal, and what it tells whom one by one."""

    asof: int
    figures: tuple[GroupFigure, ...]
    shown: dict[str, tuple[ShownEvent, ...]] = {}


class Agreement(Word, frozen=True, kw_only=True):
    """What is to be signed, written down by one of them, on figures as of `asof`."""

    asof: int
    figures: tuple[GroupFigure, ...]
    note: str = ""


class Signature(Word, frozen=True, kw_only=True):
    """Who signed for a unit, and when he says he did."""


class Matter(Struct, frozen=True, kw_only=True):
    """A reconciliation between units, the proposer first. `closed`: it was ended without an agreement."""

    no: int
    id: str
    units: tuple[str, ...]
    start: date
    end: date
    with_: tuple[str, ...]
    groups: tuple[CountedGroup, ...]
    sides: dict[str, Side] = {}
    agreement: Agreement | None = None
    signatures: tuple[Signature, ...] = ()
    closed: bool = False

    @property
    def state(self) -> str:
        """How it stands: open · agreed (signatures are missing) · signed · closed."""
        if self.closed:
            return "closed"
        if self.agreement is None:
            return "open"
        return "agreed" if self.missing else "signed"

    @property
    def missing(self) -> list[str]:
        """The units that have not signed."""
        signed = {one.unit for one in self.signatures}
        return [unit for unit in self.units if unit not in signed]

    @property
    def ended(self) -> bool:
        """Whether nothing more can be said."""
        return self.state in ("signed", "closed")

    @property
    def moment(self) -> int | None:
        """The position in the journal of which all have put figures forward; None while they have not."""
        moments = {side.asof for side in self.sides.values()}
        return moments.pop() if len(moments) == 1 and set(self.units) <= self.sides.keys() else None

    def put(self, side: Side) -> "Matter":
        """With what a unit puts forward; what was agreed on other figures falls."""
        return replace(self, sides={**self.sides, side.unit: side}, agreement=None, signatures=())

    def agree(self, agreement: Agreement) -> "Matter":
        """With another text to sign: nobody has signed it yet."""
        return replace(self, agreement=agreement, signatures=())

    def sign(self, signature: Signature) -> "Matter":
        """With one more signature; a unit signs once."""
        if signature.unit not in self.missing:
            return self
        return replace(self, signatures=(*self.signatures, signature))

    def inherited(self, ended: str, heir: str) -> "Matter":
        """After a unit passed to its heir: it speaks in its place, and what it had put forward itself stays."""
        units = tuple(dict.fromkeys(heir if unit == ended else unit for unit in self.units))
        sides = {unit: side for unit, side in self.sides.items() if unit != ended}
        if ended in self.sides:
            sides.setdefault(heir, replace(self.sides[ended], unit=heir))
        sides = {unit: replace(side, shown=_passed(side.shown, ended, heir)) for unit, side in sides.items()}
        signed = {one.unit for one in self.signatures}
        signatures = tuple(
            replace(one, unit=heir) if one.unit == ended and heir not in signed else one for one in self.signatures
        )
        return replace(self, units=units, sides=sides, signatures=signatures)

    def seen_by(self, unit: str) -> "Matter":
        """As a unit may see it: of the events told, those told to it; who takes no part sees what was agreed alone."""
        if unit not in self.units:
            return replace(self, sides={})
        sides = {
            of: side if of == unit else replace(side, shown={unit: side.shown.get(unit, ())})
            for of, side in self.sides.items()
        }
        return replace(self, sides=sides)


def _passed(
    shown: dict[str, tuple[ShownEvent, ...]], ended: str, heir: str
) -> dict[str, tuple[ShownEvent, ...]]:  # fmt: skip
    if ended not in shown:
        return shown
    kept = {unit: events for unit, events in shown.items() if unit != ended}
    kept.setdefault(heir, shown[ended])
    return kept
