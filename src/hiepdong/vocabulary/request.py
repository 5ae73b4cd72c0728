"""Requests for verification (đề nghị xác minh), their answers, and asks to pass a report on."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import is_possible
from hiepdong.vocabulary.parts import Code, Instant, LongText, Part, Place, Text
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.report import Grade

Words = Annotated[LongText, Meta(min_length=1)]
TITLE_LENGTH = 200


class Request(Part, frozen=True):
    """What is asked of which units, about which record, place or vehicle (or none), and by when.

    `vehicle`: plate and looks, as officers say them. `due` null: by urgency.
    """

    to: Annotated[list[Code], Meta(min_length=1)]
    question: Words
    about: UUID | None = None
    place: Place | None = None
    vehicle: Text | None = None
    why: LongText | None = None
    urgency: Code | None = "thuong"
    due: Instant | None = None


class Answer(Part, frozen=True):
    """What a unit found; more is to come unless it is `final`."""

    text: LongText | None = None
    finding: Code | None = "unknown"
    grade: Grade | None = None
    derived_from: list[UUID] | None = None
    final: bool | None = False


class Basis(Part, frozen=True):
    """What a record rests on that was not said at this desk: a paper by number, or a call by who was on the phone."""

    basis: Literal["paper", "call"]
    date: date
    number: Annotated[str, Meta(max_length=100)] | None = None
    who: Annotated[str, Meta(max_length=200)] | None = None
    note: Annotated[str, Meta(max_length=2_000)] | None = None


class OnBehalf(Basis, frozen=True, kw_only=True):
    """The unit that is not on the system and said it, and what that rests on."""

    unit: Code


BASIS_WORDS = ("number", "who", "note", "row")


class PassOn(Part, frozen=True):
    """An ask to the originator of a report that it may go to other units too."""

    report: UUID
    to: list[Code]
    why: LongText | None = None


ANSWER_MASKABLE = frozenset({"text", "grade", "derived_from"})


def title_of(text: str) -> str:
    """The first line of a text, as the title in a list: whole words of at most 200 signs."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= TITLE_LENGTH else f"{line[:TITLE_LENGTH].rsplit(' ', 1)[0]} …"


def check_request(request: Request) -> None:
    """Raise Refused document.invalid or document.unknown_code where the request breaks a rule of the field."""
    if not request.question.strip():
        raise Refused("document.invalid", "question")
    if request.urgency and request.urgency not in codes.urgency:
        raise Refused("document.unknown_code", request.urgency)
    if request.due is not None and not is_possible(request.due):
        raise Refused("document.invalid", f"due: {request.due.year}")


def check_answer(answer: Answer) -> None:
    """Raise Refused document.unknown_code for a finding that does not exist."""
    if answer.finding and answer.finding not in codes.findings:
        raise Refused("document.unknown_code", answer.finding)
