"""GET /api/duty: what the unit's own records say of a duty day, as the duty log and the daily report have it."""

from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from dmr import validate

from hiepdong.api.answers import Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.api.records import Day
from hiepdong.papers import duty_day
from hiepdong.papers.duty import DutyDay


class DutyParameters(Parameters, frozen=True, kw_only=True):
    """The day on which the duty day begins."""

    on: Day


class DutyController(Api):
    """The duty day."""

    @validate(*answers(DutyDay), operation_id="dutyDay")
    def get(self, parsed_query: Annotated[DutyParameters, Asked()]) -> HttpResponse:
        """Entries of the duty log, cases in the words of papers, persons held, clocks, what was exchanged.

        When a duty day begins is a setting of the unit (`duty_day`). Names that papers keep quiet are not in it.
        """
        return self.to_response(duty_day.of(self.viewer, parsed_query.on), status_code=HTTPStatus.OK)
