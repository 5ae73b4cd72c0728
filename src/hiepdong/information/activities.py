"""What officers do with joint activities, and how their entries change heads."""

from hiepdong.information import activity_kind
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.statement import Entry
from hiepdong.journal.writing import Writing
from hiepdong.records import rules, steps
from hiepdong.records.fold import Records, Step
from hiepdong.vocabulary import activity_acts as acts
from hiepdong.vocabulary.act import Act, Document
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused


def enter(act: acts.ActivityEnter, by: Officer, writing: Writing) -> Deed:
    """Enter an activity. Refuses: record.exists, document.*, unit.unknown, marking.above_ceiling."""
    writing.forces.require(by.acting_unit)
    _check(act.activity, writing)
    if writing.fold(Records).taken(str(act.record)):
        raise Refused("record.exists")
    return Deed(record=str(act.record), version=1)


def revise(act: acts.ActivityRevise, by: Officer, writing: Writing) -> Deed:
    """Write the next version. Refuses: record.not_owner, .locked, .cancelled, .version_conflict, and as enter."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind="activity")
    rules.refuse(rules.may_revise(head, act.expects))
    _check(act.activity, writing)
    return Deed(record=head.id, version=head.version + 1)


def cancel(act: acts.ActivityCancel, by: Officer, writing: Writing) -> Deed:
    """Cancel what was entered by mistake. Refuses: record.not_owner, record.locked, record.cancelled."""
    head = rules.own(writing.fold(Records), by.acting_unit, str(act.record), today(), kind="activity")
    rules.refuse(rules.may_change(head))
    return Deed(record=head.id, version=head.version + 1)


def _check(document: Document, writing: Writing) -> None:
    activity = activity_kind.check(document)
    writing.forces.require_known(*activity.units)
    rules.above_ceiling(activity.held_as)


def entered(records: Records, entry: Entry, act: acts.ActivityEnter) -> None:
    """An activity begins."""
    steps.opened(records, entry, "activity", act.activity)


def revised(records: Records, entry: Entry, act: acts.ActivityRevise) -> None:
    """An activity has one more version."""
    steps.revised(records, entry, act.activity, pass_on=act.pass_on)


def cancelled(records: Records, entry: Entry, _: acts.ActivityCancel) -> None:
    """An activity was entered by mistake."""
    steps.cancelled(records, entry)


STEPS: dict[type[Act], Step] = {
    acts.ActivityEnter: entered, acts.ActivityRevise: revised, acts.ActivityCancel: cancelled,
}  # fmt: skip
