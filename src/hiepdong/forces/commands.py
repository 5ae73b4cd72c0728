"""What an administrator does: units, officers; and what a unit's leader does: its settings."""

from hiepdong.forces import unit_settings
from hiepdong.forces.book import Forces
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.clock import LATEST
from hiepdong.vocabulary.refusals import Refused

MAX_UNITS_ABOVE = 20


def add_unit(act: acts.UnitAdd, by: Officer, writing: Writing) -> Deed:
    """Add, rename or move a unit. Refuses: unit.unknown (parent), unit.taken, unit.ended, act.invalid (a circle)."""
    del by
    book, unit = writing.fold(Forces).book, act.unit
    if unit.parent is not None:
        book.require_known(unit.parent)
        later = [span.start for spans in book.units.values() for span in spans if span.start > unit.start]
        if any(unit.code in book.parents(unit.parent, day) for day in (unit.start, *later)):
            raise Refused("act.invalid", f"parent: {unit.parent}")
    if unit.code in book.ends:
        raise Refused("unit.ended", unit.code)
    before = book.latest(unit.code)
    if before is not None and unit.start <= before.start:
        raise Refused("unit.taken", unit.code)
    return Deed(to=(unit.code,))


def end_unit(act: acts.UnitEnd, by: Officer, writing: Writing) -> Deed:
    """End a unit; its heir takes all it had. Refuses: unit.unknown, unit.ended, act.invalid."""
    del by
    forces = writing.fold(Forces)
    forces.require(act.code)
    forces.require_known(*act.successors)
    if act.heir is not None:
        forces.require(act.heir)
    if act.heir == act.code:
        raise Refused("act.invalid", "heir")
    first = forces.book.units[act.code][0]
    if not first.start <= act.on <= LATEST:
        raise Refused("act.invalid", f"on: {act.on}")
    return Deed(to=(act.code,))


def add_officer(act: acts.OfficerAdd, by: Officer, writing: Writing) -> Deed:
    """Add an officer to a unit, or change his roles there. Refuses: unit.unknown, unit.ended."""
    del by
    writing.forces.require(act.officer.unit)
    return Deed(to=(act.officer.unit,))


def configure(act: acts.UnitConfigure, by: Officer, writing: Writing) -> Deed:
    """Change settings of the unit acted for. Refuses: act.invalid, act.not_permitted, document.invalid, unit.ended."""
    writing.forces.require(by.acting_unit)
    unit_settings.check(act.settings, by.roles)
    return Deed()
