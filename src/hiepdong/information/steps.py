"""How entries of information change heads, and whom they tell."""

from datetime import date

from hiepdong.journal.statement import Entry
from hiepdong.records import head as heads
from hiepdong.records import steps
from hiepdong.records.fold import Records, Step
from hiepdong.records.head import Head
from hiepdong.records.linking import begin
from hiepdong.records.links import Link
from hiepdong.vocabulary import information_acts as acts
from hiepdong.vocabulary.act import Act


def filed(records: Records, entry: Entry, act: acts.ReportFile) -> None:
    """A report begins."""
    steps.opened(records, entry, "report", act.report)


def revised(records: Records, entry: Entry, act: acts.ReportRevise) -> None:
    """A report has one more version."""
    steps.revised(records, entry, act.report, pass_on=act.pass_on)


def cancelled(records: Records, entry: Entry, _: acts.ReportCancel) -> None:
    """A report was entered by mistake."""
    steps.cancelled(records, entry)


def linked(records: Records, entry: Entry, act: acts.ReportLink) -> None:
    """A link that stands at once: its asserter alone answers for it."""
    mine, other = records.known(str(act.start)), records.known(str(act.end))
    begin(records, Link(
        entry.seq, str(act.record), act.relation, mine.no, other.no, [], asserted=entry.seq, confirmed=entry.seq,
    ))  # fmt: skip
    _tell_of_standing(records, entry, mine, other)


def sent(records: Records, entry: Entry, act: acts.RequestSend) -> None:
    """A request begins; all whom it addresses see it."""
    steps.opened(records, entry, "request", act.request, standing=False)


def answered(records: Records, entry: Entry, act: acts.RequestAnswer) -> None:
    """An answer begins; who asks sees it, also who asks after him."""
    answer = steps.opened(records, entry, "answer", act.answer, standing=False)
    request = records.known(entry.effects["request"])
    records.put(heads.with_follower(request, answer.no))
    about = request.latest.facets[0].detail["about"]
    report = records.head(about) if about else None
    if report is not None and act.answer.get("finding") in ("confirmed", "refuted"):
        _tell_of_standing(records, entry, answer, report)


def _tell_of_standing(records: Records, entry: Entry, word: Head, report: Head) -> None:
    """Who holds the report and sees what speaks for or against it learns that its standing may have changed."""
    records.tell(entry, report, word.in_sight().keys() & report.in_sight().keys())


def told_asker(records: Records, entry: Entry, _: Act) -> None:
    """An addressed unit accepted or declined."""
    head = records.known(entry.statement.record)
    records.tell(entry, head, [head.owner])


def told_addressed(records: Records, entry: Entry, _: Act) -> None:
    """The asker closed the request, asked on or reminded."""
    records.tell(entry, records.known(entry.statement.record), entry.statement.to)


def asked(records: Records, entry: Entry, act: acts.PassOnAsk) -> None:
    """An ask to pass a report on begins; the originator sees it, also who owns the report after him."""
    document = {"report": str(act.report), "to": list(act.to), "why": act.why}
    ask = steps.opened(records, entry, "passon", document, standing=False)
    records.put(heads.with_follower(records.known(entry.effects["report"]), ask.no))


def allowed(records: Records, entry: Entry, _: acts.PassOnAllow) -> None:
    """The report is released to the units named."""
    said, effects = entry.statement, entry.effects
    until = date.fromisoformat(effects["until"]) if effects["until"] else None
    if said.to:
        whom = (records.known(effects["report"]), list(said.to))
        steps.grant(records, entry, whom, said.without, until, tuple(effects["asked_without"]))
    _tell_asker_of_report(records, entry)


def refused(records: Records, entry: Entry, _: acts.PassOnRefuse) -> None:
    """The report is not passed on."""
    _tell_asker_of_report(records, entry)


def _tell_asker_of_report(records: Records, entry: Entry) -> None:
    ask = records.known(entry.statement.record)
    records.tell(entry, ask, [ask.owner])


STEPS: dict[type[Act], Step] = {
    acts.ReportFile: filed,
    acts.ReportRevise: revised,
    acts.ReportCancel: cancelled,
    acts.ReportLink: linked,
    acts.RequestSend: sent,
    acts.RequestAnswer: answered,
    acts.RequestAccept: told_asker,
    acts.RequestDecline: told_asker,
    acts.RequestClose: told_addressed,
    acts.RequestAskOn: told_addressed,
    acts.RequestRemind: told_addressed,
    acts.PassOnAsk: asked,
    acts.PassOnAllow: allowed,
    acts.PassOnRefuse: refused,
}
