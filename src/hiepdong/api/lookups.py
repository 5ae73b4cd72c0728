"""What a look-up of a person found, for who did it; and all look-ups, for the inspector.

A look-up itself is an act (`person.look-up`), sent to /api/acts like any other.
"""

from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from dmr import validate
from msgspec import UNSET, Meta, UnsetType, field

from hiepdong.api.answers import Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.api.journal import for_inspectors
from hiepdong.api.records import Day, Offset
from hiepdong.cases import lookups, people
from hiepdong.cases.lookups import LookUp
from hiepdong.cases.people import FoundPersons


class LookUpParameters(Parameters, frozen=True, kw_only=True):
    """By officer, unit and days; `flagged_only`: those of who looked up many in 24 hours."""

    officer: str | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    start: Day | UnsetType = field(default=UNSET, name="from")
    end: Day | UnsetType = field(default=UNSET, name="to")
    flagged_only: bool | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=1_000)] = 100
    offset: Offset = 0


class LookUpsController(Api):
    """Look-ups of persons."""

    @validate(*answers(list[LookUp], HTTPStatus.NOT_FOUND), operation_id="lookUps")
    def get(self, parsed_query: Annotated[LookUpParameters, Asked()]) -> HttpResponse:
        """Who looked up whom and why, the newest first, for the inspector."""
        for_inspectors(self)
        return self.to_response(lookups.listed(**parsed_query.given), status_code=HTTPStatus.OK)


class LookUpController(Api):
    """One look-up."""

    @validate(*answers(FoundPersons, HTTPStatus.NOT_FOUND), operation_id="lookUp")
    def get(self) -> HttpResponse:
        """What a look-up found, by the id of its act, for who did it; for some hours after it."""
        found = people.of_look_up(self.viewer, self.kwargs["act"], self.language)
        return self.to_response(found, status_code=HTTPStatus.OK)
