"""What the room of papers announces to the journal and to the settings of units.

What writes and keeps papers is imported when it is needed, not by every command that starts.
"""

from hiepdong.forces import unit_settings
from hiepdong.journal import registry
from hiepdong.journal.statement import Entry
from hiepdong.papers import approvals
from hiepdong.papers.models import ApprovalRow
from hiepdong.vocabulary.paper_acts import PaperApprove
from hiepdong.vocabulary.roles import COMMANDER


def announce() -> None:
    """Called once, as the room starts."""
    unit_settings.announce("paper", _check_settings)
    unit_settings.announce("duty_day", _check_duty_day)
    registry.announce(
        roles=COMMANDER,
        fold=approvals.Approvals,
        acts={PaperApprove: approvals.approve},
        tables=(ApprovalRow,),
        afterwards=_forget_erased,
    )


def _check_settings(value: object) -> None:
    from hiepdong.papers import coordinating

    coordinating.read_settings(value)


def _check_duty_day(value: object) -> None:
    from hiepdong.papers import duty_setting

    duty_setting.read(value)


def _forget_erased(entry: Entry) -> None:
    if entry.statement.act == "record.erase":
        from hiepdong.papers import kept

        kept.forget_erased(entry)
