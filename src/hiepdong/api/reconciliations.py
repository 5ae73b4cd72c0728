"""GET /api/reconciliations: those in sight; …/{record}/differences: what keeps our figures apart from a unit's."""

from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from dmr import validate
from msgspec import Meta

from hiepdong.api.answers import Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.reconciliation import queries
from hiepdong.reconciliation.comparing import GroupCompared
from hiepdong.reconciliation.queries import ReconciliationLine


class ReconciliationsController(Api):
    """Reconciliations."""

    @validate(*answers(list[ReconciliationLine]), operation_id="reconciliations")
    def get(self) -> HttpResponse:
        """Reconciliations that the viewer may see, the latest first; `GET /api/records/{record}` shows one."""
        return self.to_response(queries.listing(self.viewer), status_code=HTTPStatus.OK)


class DifferenceParameters(Parameters, frozen=True, kw_only=True):
    """Whose figures."""

    against: Annotated[str, Meta(max_length=64, description="A unit that put its figures forward.")]


class DifferencesController(Api):
    """What keeps figures apart."""

    @validate(*answers(list[GroupCompared], HTTPStatus.NOT_FOUND), operation_id="differences")
    def get(self, parsed_query: Annotated[DifferenceParameters, Asked()]) -> HttpResponse:
        """Our figures beside those of a unit, group by group, with the events that are counted otherwise, and why."""
        matter = queries.find(self.viewer, self.kwargs["record"]).matter
        found = queries.compared(self.viewer, matter, parsed_query.against)
        return self.to_response(found, status_code=HTTPStatus.OK)
