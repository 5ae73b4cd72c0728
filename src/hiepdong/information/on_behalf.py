"""Units that are not on the system yet: what they say by paper or phone is recorded for them, marked so.

A unit is away while nobody who works on records serves in it here. The desk counts by the day on the paper or of the
call, at its end: late recording makes no unit look late, and no word counts as said before its day was over.
"""

from datetime import date, datetime, time

from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book, Forces
from hiepdong.journal.writing import Writing
from hiepdong.vocabulary.clock import HANOI, seconds, today
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.request import Basis
from hiepdong.vocabulary.roles import RECORD_WORK


def at_work(book: Book) -> frozenset[str]:
    """The units in which somebody works on records at this node."""
    every = (service for services in book.services.values() for service in services)
    return frozenset(service.unit for service in every if service.unit and RECORD_WORK & set(service.roles))


def away() -> frozenset[str]:
    """The units that stand today and are not on the system yet."""
    return frozenset(line.code for line in forces.units()) - at_work(forces.book())


def require_away(writing: Writing, unit: str) -> None:
    """Raise Refused unit.unknown, unit.ended, or unit.on_system for a unit that can speak for itself."""
    writing.forces.require(unit)
    if unit in at_work(writing.fold(Forces).book):
        raise Refused("unit.on_system", unit)


def check(name: str, basis: Basis, not_before: date | None = None) -> None:
    """Raise Refused document.invalid for a paper without number, a call without a name, a day that cannot be."""
    wanted = basis.number if basis.basis == "paper" else basis.who
    if not (wanted or "").strip():
        raise Refused("document.invalid", f"{name}.{'number' if basis.basis == 'paper' else 'who'}")
    if basis.date > today() or (not_before is not None and basis.date < not_before):
        raise Refused("document.invalid", f"{name}.date: {basis.date:%d/%m/%Y}")


def moment(at: datetime, basis: Basis) -> int:
    """When it counts as said, in seconds: the end of the day on the paper, or `at` where that was before."""
    return min(seconds(at), seconds(datetime.combine(basis.date, time(23, 59), HANOI)))
