"""What the room of reconciliation announces."""

from hiepdong.journal import registry
from hiepdong.reconciliation import commands, kind
from hiepdong.reconciliation.models import ReconciliationRow
from hiepdong.reconciliation.projections import Reconciliations
from hiepdong.records import kinds
from hiepdong.records.fold import learn
from hiepdong.vocabulary import reconciliation_acts as acts
from hiepdong.vocabulary.roles import STAFF_WORK


def announce() -> None:
    """Called once, as the room starts."""
    kinds.announce(kind.KIND)
    learn(kind.STEPS)
    registry.announce(
        roles=STAFF_WORK,
        fold=Reconciliations,
        acts={
            acts.ReconciliationPropose: commands.propose,
            acts.ReconciliationPut: commands.put,
            acts.ReconciliationAgree: commands.agree,
            acts.ReconciliationSign: commands.sign,
            acts.ReconciliationClose: commands.close,
        },
        tables=(ReconciliationRow,),
    )
