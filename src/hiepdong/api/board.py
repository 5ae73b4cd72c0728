"""GET /api/board: what waits, which clocks run, what is new; GET /api/answering: how long units take to answer."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from dmr import validate
from msgspec import UNSET, Meta, Struct, UnsetType, field

from hiepdong.api.answers import Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.api.records import Day
from hiepdong.cases import clocks
from hiepdong.cases.clocks import ClockLine
from hiepdong.information import answer_times
from hiepdong.information import board as information
from hiepdong.information.answer_times import AnswerTimes
from hiepdong.operations import shift_queries
from hiepdong.operations.shift_queries import ShiftLine
from hiepdong.reconciliation import board as reconciliation
from hiepdong.records import board as records
from hiepdong.records.board import News, Waiting
from hiepdong.vocabulary.clock import now

NEWS = 20


class Clock(Struct, frozen=True):
    """A legal clock that runs in a case of the unit: what it asks, for how many persons, and by when.

    `clock`: a code of the list `clocks`; `state`: running, soon or over.
    """

    record: str
    title: str
    clock: str
    basis: str
    persons: int
    started: datetime
    ends: datetime
    state: str


class Board(Struct, frozen=True):
    """The duty board. `changed` grows whenever there is something new; ask for what came `after` it."""

    waits: list[Waiting]
    clocks: list[Clock]
    news: list[News]
    colleagues: list[News]
    shifts: list[ShiftLine]
    changed: int


class BoardParameters(Parameters, frozen=True, kw_only=True):
    """From which position in the journal on what is new is asked for."""

    after: Annotated[int, Meta(ge=0, le=2**53, description="Only what is newer than this position.")] = 0


class BoardController(Api):
    """The duty board."""

    @validate(*answers(Board), operation_id="board")
    def get(self, parsed_query: Annotated[BoardParameters, Asked()]) -> HttpResponse:
        """What waits for the viewer's unit and what it waits for, the clocks of its cases, what others did of late.

        `colleagues`: what others of the unit itself did; `shifts`: handover sheets that nobody has taken over.
        """
        viewer = self.viewer
        found = Board(
            waits=[*records.waiting(viewer), *information.waiting(viewer), *reconciliation.waiting(viewer)],
            clocks=[_clock(line) for line in clocks.running(viewer, now())],
            news=records.news(viewer, after=parsed_query.after, limit=NEWS),
            colleagues=records.colleagues(viewer, limit=NEWS),
            shifts=shift_queries.untaken(viewer),
            changed=records.changed(viewer),
        )
        return self.to_response(found, status_code=HTTPStatus.OK)


def _clock(line: ClockLine) -> Clock:
    clock = line.clock
    return Clock(
        record=line.record, title=line.title, clock=clock.rule.code, basis=clock.rule.basis, persons=len(line.persons),
        started=clock.started, ends=line.ends.at, state=line.state,
    )  # fmt: skip


class AnsweringParameters(Parameters, frozen=True, kw_only=True):
    """The days on which requests were sent."""

    start: Day | UnsetType = field(default=UNSET, name="from")
    end: Day | UnsetType = field(default=UNSET, name="to")


class AnsweringController(Api):
    """Answering times."""

    @validate(*answers(list[AnswerTimes]), operation_id="answering")
    def get(self, parsed_query: Annotated[AnsweringParameters, Asked()]) -> HttpResponse:
        """How long units took to answer, in seconds: of requests whose state the viewer may know."""
        return self.to_response(answer_times.answer_times(self.viewer, **parsed_query.given), status_code=HTTPStatus.OK)
