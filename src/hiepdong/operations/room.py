"""What the room of operations announces."""

from hiepdong.journal import registry
from hiepdong.operations import shift_kind, shifts
from hiepdong.records import kinds
from hiepdong.records.fold import learn
from hiepdong.vocabulary import shift_acts as acts
from hiepdong.vocabulary.roles import RECORD_WORK


def announce() -> None:
    """Called once, as the room starts."""
    kinds.announce(shift_kind.KIND)
    learn(shifts.STEPS)
    registry.announce(
        roles=RECORD_WORK,
        acts={
            acts.ShiftHandOver: shifts.hand_over,
            acts.ShiftRevise: shifts.revise,
            acts.ShiftTakeOver: shifts.take_over,
            acts.ShiftCancel: shifts.cancel,
        },
    )
