"""What the room of cases announces."""

from hiepdong.cases import commands, lookups, sharing, steps
from hiepdong.cases.kind import KIND
from hiepdong.cases.models import CaseRow, ClockRow, LookUpRow
from hiepdong.forces import unit_settings
from hiepdong.journal import registry
from hiepdong.journal.statement import Entry
from hiepdong.records import kinds
from hiepdong.records.fold import learn
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.person_acts import PersonLookUp
from hiepdong.vocabulary.roles import RECORD_WORK, STAFF_WORK


def announce() -> None:
    """Called once, as the room starts."""
    kinds.announce(KIND)
    learn(steps.STEPS)
    unit_settings.announce(sharing.SETTING, sharing.read, STAFF_WORK)
    registry.announce(
        roles=RECORD_WORK,
        acts={acts.CaseOpen: commands.open_case, acts.CaseRevise: commands.revise, acts.CaseCancel: commands.cancel},
        tables=(CaseRow, ClockRow),
    )
    registry.announce(
        roles=RECORD_WORK,
        fold=lookups.LookUps,
        acts={PersonLookUp: lookups.look_up},
        tables=(LookUpRow,),
        afterwards=_forget_erased,
    )


def _forget_erased(entry: Entry) -> None:
    if entry.statement.act == "record.erase":
        from hiepdong.cases import identities

        identities.forget_erased()
