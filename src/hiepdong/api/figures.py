"""GET /api/figures: cases and subjects, counted once; joint activities likewise; GET /api/situation: the digest."""

from http import HTTPStatus
from typing import Annotated, ClassVar, Literal

from django.http import HttpResponse
from dmr import validate
from msgspec import UNSET, Meta, UnsetType, field

from hiepdong.api.answers import Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.api.records import Day
from hiepdong.figures import activities, provisional, queries
from hiepdong.figures.activities import ActivityAnswer
from hiepdong.figures.provisional import ProvisionalLine
from hiepdong.figures.questions import Answer, By, Question
from hiepdong.information import digest
from hiepdong.information.digest import Digest

Position = Annotated[int, Meta(ge=0, le=2**53, description="As the journal stood at this position.")]


class FigureParameters(Parameters, frozen=True, kw_only=True):
    """Period, filters and groups, as acts.md has them."""

    __dmr_force_list__: ClassVar[frozenset[str]] = frozenset({"offence", "with"})
    start: Day | UnsetType = field(default=UNSET, name="from")
    end: Day | UnsetType = field(default=UNSET, name="to")
    offences: tuple[str, ...] | UnsetType = field(default=UNSET, name="offence")
    with_: tuple[str, ...] | UnsetType = field(default=UNSET, name="with")
    lead: str | UnsetType = UNSET
    found: str | UnsetType = UNSET
    nationality: Literal["VN", "foreign"] | UnsetType = UNSET
    by: By | UnsetType = UNSET
    communes: Literal["then", "today"] | UnsetType = UNSET
    asof: Position | UnsetType = UNSET


class FiguresController(Api):
    """Figures."""

    @validate(*answers(Answer), operation_id="figures")
    def get(self, parsed_query: Annotated[FigureParameters, Asked()]) -> HttpResponse:
        """Cases and subjects over what the viewer may see, counted once, with the records behind every event."""
        question = Question(**parsed_query.given)
        return self.to_response(queries.figures(self.viewer, question), status_code=HTTPStatus.OK)


class ActivityFigureParameters(Parameters, frozen=True, kw_only=True):
    """Period, and units that took part."""

    __dmr_force_list__: ClassVar[frozenset[str]] = frozenset({"with"})
    start: Day | UnsetType = field(default=UNSET, name="from")
    end: Day | UnsetType = field(default=UNSET, name="to")
    with_: tuple[str, ...] | UnsetType = field(default=UNSET, name="with")


class ActivityFiguresController(Api):
    """Figures of joint activities."""

    @validate(*answers(ActivityAnswer), operation_id="activityFigures")
    def get(self, parsed_query: Annotated[ActivityFigureParameters, Asked()]) -> HttpResponse:
        """Joint activities by kind, counted once, and what was exchanged at the desk, with the records behind them."""
        return self.to_response(activities.figures(self.viewer, **parsed_query.given), status_code=HTTPStatus.OK)


class ProvisionalParameters(Parameters, frozen=True, kw_only=True):
    """Period, units, and a position in the journal."""

    __dmr_force_list__: ClassVar[frozenset[str]] = frozenset({"with"})
    start: Day | UnsetType = field(default=UNSET, name="from")
    end: Day | UnsetType = field(default=UNSET, name="to")
    with_: tuple[str, ...] | UnsetType = field(default=UNSET, name="with")
    lead: str | UnsetType = UNSET
    asof: Position | UnsetType = UNSET


class ProvisionalController(Api):
    """Provisional numbers."""

    @validate(*answers(list[ProvisionalLine]), operation_id="provisionalFigures")
    def get(self, parsed_query: Annotated[ProvisionalParameters, Asked()]) -> HttpResponse:
        """Numbers that units not on the system gave, in no count, and how much of them has come."""
        found = provisional.lines(self.viewer, Question(**parsed_query.given))
        return self.to_response(found, status_code=HTTPStatus.OK)


class SituationParameters(Parameters, frozen=True, kw_only=True):
    """The days, and whether reports of others that may not be passed on are counted."""

    start: Day = field(name="from")
    end: Day = field(name="to")
    no_onward: bool = True


class SituationController(Api):
    """The situation."""

    @validate(*answers(Digest), operation_id="situation")
    def get(self, parsed_query: Annotated[SituationParameters, Asked()]) -> HttpResponse:
        """What was seen in these days by side of the border, topic and place, and in the period before; what is owed.

        `GET /api/reports` with the same days lists the reports behind it.
        """
        asked = parsed_query
        found = digest.digest(self.viewer, (asked.start, asked.end), no_onward=asked.no_onward)
        return self.to_response(found, status_code=HTTPStatus.OK)
