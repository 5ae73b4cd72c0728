"""What the room of information announces."""

from hiepdong.forces import unit_settings
from hiepdong.information import (
    activities,
    activity_kind,
    asking,
    commands,
    deadlines,
    kinds,
    more,
    passing_on,
    report_templates,
    steps,
)
from hiepdong.information.exchange import Exchanges
from hiepdong.information.models import (
    ActivityRow,
    AddressedRow,
    AnswerRow,
    DerivedRow,
    ExchangeRow,
    PassOnRow,
    ReportRow,
    RequestRow,
)
from hiepdong.information.requests import Requests
from hiepdong.journal import registry
from hiepdong.records import kinds as records_kinds
from hiepdong.records.fold import learn
from hiepdong.vocabulary import activity_acts
from hiepdong.vocabulary import information_acts as acts
from hiepdong.vocabulary.roles import RECORD_WORK, STAFF_WORK


def announce() -> None:
    """Called once, as the room starts."""
    for kind in (*kinds.of_kinds(more.MORE), activity_kind.KIND):
        records_kinds.announce(kind)
    learn({**steps.STEPS, **activities.STEPS})
    unit_settings.announce(deadlines.SETTING, deadlines.read)
    unit_settings.announce(report_templates.SETTING, report_templates.read, STAFF_WORK)
    registry.announce(
        roles=RECORD_WORK,
        fold=Requests,
        acts={
            acts.ReportFile: commands.file,
            acts.ReportRevise: commands.revise,
            acts.ReportCancel: commands.cancel,
            acts.ReportLink: commands.link,
            acts.RequestSend: asking.send,
            acts.RequestAccept: asking.accept,
            acts.RequestDecline: asking.decline,
            acts.RequestAnswer: asking.answer,
            acts.RequestClose: asking.close,
            acts.RequestAskOn: asking.ask_on,
            acts.RequestRemind: asking.remind,
            acts.PassOnAsk: passing_on.ask,
            acts.PassOnAllow: passing_on.allow,
            acts.PassOnRefuse: passing_on.refuse,
        },
        tables=(ReportRow, AnswerRow, DerivedRow, RequestRow, AddressedRow, PassOnRow),
    )
    registry.announce(
        roles=RECORD_WORK,
        fold=Exchanges,
        acts={
            activity_acts.ActivityEnter: activities.enter,
            activity_acts.ActivityRevise: activities.revise,
            activity_acts.ActivityCancel: activities.cancel,
        },
        tables=(ActivityRow, ExchangeRow),
    )
