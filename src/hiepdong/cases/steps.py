"""How entries about cases change heads."""

from hiepdong.journal.statement import Entry
from hiepdong.records import steps
from hiepdong.records.fold import Records, Step
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.act import Act


def opened(records: Records, entry: Entry, act: acts.CaseOpen) -> None:
    """A case begins."""
    steps.opened(records, entry, "case", act.case)


def revised(records: Records, entry: Entry, act: acts.CaseRevise) -> None:
    """A case has one more version."""
    steps.revised(records, entry, act.case, pass_on=act.pass_on)


def cancelled(records: Records, entry: Entry, _: acts.CaseCancel) -> None:
    """A case was entered by mistake."""
    steps.cancelled(records, entry)


STEPS: dict[type[Act], Step] = {
    acts.CaseOpen: opened,
    acts.CaseRevise: revised,
    acts.CaseCancel: cancelled,
}
