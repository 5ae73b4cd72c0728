"""What the room of papers announces to the journal and to the settings of units."""

from hiepdong.forces import unit_settings
from hiepdong.journal import registry
from hiepdong.papers import approvals, coordinating, kept
from hiepdong.papers.models import ApprovalRow
from hiepdong.vocabulary.paper_acts import PaperApprove
from hiepdong.vocabulary.roles import COMMANDER


def announce() -> None:
    """Called once, as the room starts."""
    unit_settings.announce("paper", coordinating.read_settings)
    registry.announce(
        roles=COMMANDER,
        fold=approvals.Approvals,
        acts={PaperApprove: approvals.approve},
        tables=(ApprovalRow,),
        afterwards=kept.forget_erased,
    )
