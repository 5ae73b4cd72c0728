"""Who holds the token."""

from http import HTTPStatus

from django.http import HttpResponse
from dmr import ResponseSpec, validate
from msgspec import Struct

from hiepdong import config
from hiepdong.api.base import Api
from hiepdong.forces import queries
from hiepdong.forces.queries import OfficerLine


class Me(Struct, frozen=True):
    """Who asks, for which unit, with which roles there; all units in which he serves."""

    login: str
    unit: str
    roles: list[str]
    officer: OfficerLine | None
    node: str


class MeController(Api):
    """Who asks."""

    @validate(ResponseSpec(Me, status_code=HTTPStatus.OK), operation_id="me")
    def get(self) -> HttpResponse:
        """Who holds the token, for which unit he asks, and in which others he serves."""
        viewer = self.viewer
        me = Me(viewer.login, viewer.unit, sorted(viewer.roles), queries.officer(viewer.login), config.node()["name"])
        return self.to_response(me, status_code=HTTPStatus.OK)
