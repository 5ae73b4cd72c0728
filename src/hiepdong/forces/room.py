"""What the room of forces announces to the journal."""

from hiepdong.forces import commands
from hiepdong.forces.book import Forces
from hiepdong.forces.models import ServiceRow, SettingRow, UnitEndRow, UnitRow
from hiepdong.journal import registry
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.roles import ADMINISTRATOR, RECORD_WORK


def announce() -> None:
    """Called once, as the room starts."""
    registry.announce(
        roles=ADMINISTRATOR,
        fold=Forces,
        acts={acts.UnitAdd: commands.add_unit, acts.UnitEnd: commands.end_unit, acts.OfficerAdd: commands.add_officer},
        tables=(UnitRow, UnitEndRow, ServiceRow, SettingRow),
        forces=lambda writing: writing.fold(Forces),
    )
    registry.announce(roles=RECORD_WORK | ADMINISTRATOR, acts={acts.UnitConfigure: commands.configure})
