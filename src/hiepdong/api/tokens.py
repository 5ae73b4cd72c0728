"""Tokens: how an officer's program comes to act and ask in his name, and how that ends."""

import time
from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from dmr import Body, validate
from msgspec import Meta, Struct

from hiepdong import config
from hiepdong.api.answers import JsonParser, answers, open_answers
from hiepdong.api.base import Api, Open
from hiepdong.forces import accounts, queries
from hiepdong.forces.accounts import Failure
from hiepdong.forces.queries import OfficerLine
from hiepdong.vocabulary.refusals import Refused

Short = Annotated[str, Meta(max_length=200)]


class SignIn(Struct, frozen=True, forbid_unknown_fields=True):
    """Login and password of an officer, as for the desk."""

    login: Short
    password: Short


class Token(Struct, frozen=True):
    """A token, good for a year or until it is ended. It is shown once: the node keeps its digest alone."""

    token: str
    login: str
    unit: str


class Me(Struct, frozen=True):
    """Who asks, for which unit, with which roles there; all units in which he serves."""

    login: str
    unit: str
    roles: list[str]
    officer: OfficerLine | None
    node: str


class TokensController(Open):
    """Tokens."""

    parsers = (JsonParser(),)

    @validate(
        *open_answers(
            Token, HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, status=HTTPStatus.CREATED,
        ),
        operation_id="signIn",
    )  # fmt: skip
    def post(self, parsed_body: Body[SignIn]) -> HttpResponse:
        """Give login and password for a token. Five failures lock the account for 15 minutes."""
        found = accounts.authenticate(parsed_body.login, parsed_body.password, purpose="api")
        if isinstance(found, Failure):
            raise _refused(found)
        viewer = accounts.session(found, purpose="api")
        if viewer is None:
            raise Refused("signin.failed")
        return self.to_response(Token(found, viewer.login, viewer.unit), status_code=HTTPStatus.CREATED)


def _refused(failure: Failure) -> Refused:
    if failure.locked_until:
        return Refused("signin.locked", max(failure.locked_until - int(time.time()), 1))
    return Refused("signin.failed")


class OwnTokensController(Api):
    """The officer's tokens."""

    @validate(*answers(None, status=HTTPStatus.NO_CONTENT), operation_id="signOutEverywhere")
    def delete(self) -> HttpResponse:
        """End all tokens of the officer, as when a phone is lost. Sessions at the desk go on."""
        accounts.end_tokens(self.viewer.login)
        return self.to_response(None, status_code=HTTPStatus.NO_CONTENT)


class CurrentTokenController(Api):
    """The token of this very request."""

    @validate(*answers(None, status=HTTPStatus.NO_CONTENT), operation_id="signOut")
    def delete(self) -> HttpResponse:
        """End this token."""
        accounts.end_session(self.request.token)
        return self.to_response(None, status_code=HTTPStatus.NO_CONTENT)


class MeController(Api):
    """Who asks."""

    @validate(*answers(Me), operation_id="me")
    def get(self) -> HttpResponse:
        """Who holds the token, for which unit he asks, and in which others he serves."""
        viewer = self.viewer
        me = Me(viewer.login, viewer.unit, sorted(viewer.roles), queries.officer(viewer.login), config.node()["name"])
        return self.to_response(me, status_code=HTTPStatus.OK)
