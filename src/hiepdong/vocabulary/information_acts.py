"""The acts of information: reports (tin), requests for verification (đề nghị xác minh), passing on."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from hiepdong.vocabulary.act import Act, Document, Reason, UnitCode
from hiepdong.vocabulary.parts import LongText
from hiepdong.vocabulary.request import Basis, OnBehalf

Ground = Literal["not-ours", "not-at-hand", "harms-own-work", "not-lawful", "other"]


class ReportFile(Act, tag="report.file", frozen=True, kw_only=True):
    """File a report (tin)."""

    record: UUID
    report: Document


class ReportRevise(Act, tag="report.revise", frozen=True, kw_only=True):
    """Write the next version of a report."""

    record: UUID
    expects: int
    report: Document
    pass_on: bool = False


class ReportCancel(Act, tag="report.cancel", frozen=True, kw_only=True):
    """Cancel a report entered by mistake: it counts nowhere and stays readable."""

    record: UUID
    reason: Reason = ""


class ReportLink(Act, tag="report.link", frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """Say that a report or answer of ours supports or contradicts a report."""

    record: UUID
    start: UUID
    end: UUID
    relation: Literal["supports", "contradicts"]


class RequestSend(Act, tag="request.send", frozen=True, kw_only=True):
    """Ask other units to verify something (đề nghị xác minh).

    `on_behalf`: a unit that is not on the system asked ours, by paper or phone; then `to` is our unit alone.
    """

    record: UUID
    request: Document
    on_behalf: OnBehalf | None = None


class RequestAccept(Act, tag="request.accept", frozen=True, kw_only=True):
    """An addressed unit takes a request on."""

    record: UUID


class RequestDecline(Act, tag="request.decline", frozen=True, kw_only=True):
    """An addressed unit does not take a request on, and says why."""

    record: UUID
    ground: Ground = "other"
    reason: Reason = ""


class RequestAnswer(Act, tag="request.answer", frozen=True, kw_only=True):
    """An addressed unit answers a request, in part or finally.

    `on_behalf`: the asker records what an addressed unit that is not on the system answered by paper or phone.
    `conveyed`: how our answer reached a unit that is not on the system and asked us.
    """

    record: UUID
    request: UUID
    answer: Document
    on_behalf: OnBehalf | None = None
    conveyed: Basis | None = None


class RequestClose(Act, tag="request.close", frozen=True, kw_only=True):
    """The asker needs no more answers."""

    record: UUID
    why: Literal["suffices", "not-needed"] = "suffices"


class RequestAskOn(Act, tag="request.ask-on", frozen=True, kw_only=True):
    """The asker says what is still missing; who had answered owes an answer again."""

    record: UUID
    question: Annotated[LongText, Meta(min_length=1)]


class RequestRemind(Act, tag="request.remind", frozen=True, kw_only=True):
    """The asker reminds those who still owe an answer."""

    record: UUID
    reason: Reason = ""


class PassOnAsk(Act, tag="passon.ask", frozen=True, kw_only=True):
    """A receiver asks the originator to pass a report on."""

    record: UUID
    report: UUID
    to: Annotated[list[UnitCode], Meta(min_length=1)]
    why: Reason = ""


class PassOnAllow(Act, tag="passon.allow", frozen=True, kw_only=True):
    """The originator passes his report on as he was asked to."""

    record: UUID
    reason: Reason = ""


class PassOnRefuse(Act, tag="passon.refuse", frozen=True, kw_only=True):
    """The originator does not pass his report on."""

    record: UUID
    reason: Reason = ""


KINDS: tuple[type[Act], ...] = (
    *(ReportFile, ReportRevise, ReportCancel, ReportLink),
    *(RequestSend, RequestAccept, RequestDecline, RequestAnswer, RequestClose, RequestAskOn, RequestRemind),
    *(PassOnAsk, PassOnAllow, PassOnRefuse),
)
