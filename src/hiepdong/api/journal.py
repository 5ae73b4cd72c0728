"""The journal for the inspector: who did what, when, to which record. For others these addresses do not exist."""

from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from dmr import validate
from msgspec import UNSET, Meta, UnsetType

from hiepdong.api.answers import Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.journal import queries, verifying
from hiepdong.journal.queries import EntryLine
from hiepdong.journal.verifying import Verdict
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.roles import INSPECTOR


class JournalParameters(Parameters, frozen=True, kw_only=True):
    """By act, unit, officer and record; `before`: those before that position."""

    act: str | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    officer: str | UnsetType = UNSET
    record: str | UnsetType = UNSET
    before: Annotated[int, Meta(ge=0, le=2**53)] | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=1_000)] = 100


def for_inspectors(controller: Api) -> None:
    """Raise Refused path.not_found for who is no inspector."""
    if not controller.viewer.roles & INSPECTOR:
        raise Refused("path.not_found")


class JournalController(Api):
    """The journal."""

    @validate(*answers(list[EntryLine], HTTPStatus.NOT_FOUND), operation_id="journal")
    def get(self, parsed_query: Annotated[JournalParameters, Asked()]) -> HttpResponse:
        """Entries, the newest first, for the inspector: never what a record says."""
        for_inspectors(self)
        return self.to_response(queries.entries(**parsed_query.given), status_code=HTTPStatus.OK)


class VerifyController(Api):
    """Whether the journal is whole."""

    @validate(*answers(Verdict, HTTPStatus.NOT_FOUND), operation_id="verify")
    def get(self) -> HttpResponse:
        """Check chain, signatures, digests and head, for the inspector. Reads the whole journal."""
        for_inspectors(self)
        return self.to_response(verifying.verify(), status_code=HTTPStatus.OK)
