"""What addresses take and answer, as the OpenAPI document tells it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpRequest
from dmr import Controller, HeaderSpec, ResponseSpec
from dmr.components import QueryComponent
from dmr.endpoint import Endpoint
from dmr.exceptions import DataParsingError
from dmr.metadata import EndpointMetadata
from dmr.openapi.objects import MediaType, Response
from dmr.parsers import Raw
from dmr.plugins.msgspec import MsgspecJsonParser
from dmr.types import EMPTY
from msgspec import UNSET, Struct, structs

from hiepdong.api.problems import PROBLEM, Problem
from hiepdong.vocabulary.refusals import Refused

TOTAL_HEADER = "Hiepdong-Total"
ALWAYS = (
    HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE,
)  # fmt: skip
WITH_TOKEN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
TOTAL: Mapping[str, HeaderSpec] = {TOTAL_HEADER: HeaderSpec(description="How many there are in all.")}
_RETRY = HeaderSpec(description="Seconds after which to try again.", skip_validation=True)
_CHALLENGE = HeaderSpec(description="`Bearer`.", skip_validation=True)
_HEADERS: dict[HTTPStatus, dict[str, HeaderSpec]] = {
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": _CHALLENGE},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": _RETRY},
    HTTPStatus.TOO_MANY_REQUESTS: {"Retry-After": _RETRY},
}


class ProblemSpec(ResponseSpec):
    """A refusal in the OpenAPI document: always application/problem+json, whatever else an address answers."""

    def get_schema(self, metadata: EndpointMetadata, controller_cls: type[Controller[Any]], context: Any) -> Response:
        found = super().get_schema(metadata, controller_cls, context)
        schema = context.generators.schema(Problem, controller_cls.serializer)
        found.content = {PROBLEM: MediaType(schema=schema)}
        return found


class DoneSpec(ResponseSpec):
    """An answer without content in the OpenAPI document."""

    def get_schema(self, metadata: EndpointMetadata, controller_cls: type[Controller[Any]], context: Any) -> Response:
        found = super().get_schema(metadata, controller_cls, context)
        found.content = None
        return found


def answers(
    kind: Any,
    *refusals: HTTPStatus,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, HeaderSpec] | None = None,
) -> list[ResponseSpec]:
    """The answer of an address that needs a token, and the statuses with which it may refuse."""
    return open_answers(kind, *WITH_TOKEN, *refusals, status=status, headers=headers)


def open_answers(
    kind: Any,
    *refusals: HTTPStatus,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, HeaderSpec] | None = None,
) -> list[ResponseSpec]:
    """The answer of an address for everybody, and the statuses with which it may refuse."""
    refused = [ProblemSpec(Problem, status_code=one, headers=_HEADERS.get(one)) for one in {*ALWAYS, *refusals}]
    spec = DoneSpec if status == HTTPStatus.NO_CONTENT else ResponseSpec
    return [spec(kind, status_code=status, headers=headers), *refused]


class JsonParser(MsgspecJsonParser):
    """JSON, however deeply it is nested and however long its numbers are."""

    def parse(self, to_deserialize: Raw, *args: Any, request: HttpRequest, model: Any) -> Any:
        return decoded(to_deserialize)


def decoded(content: Raw, where: str = "") -> Any:
    """JSON as values. Raises DataParsingError, which becomes a refusal."""
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise DataParsingError(f"{where}{error}") from error


class Asked(QueryComponent):
    """Parameters of a query. One that is not known, or is given twice and counts once, would change the question."""

    def provide_context_data(
        self, endpoint: Endpoint, controller: Controller[Any], *, field_model: Any, default: Any = EMPTY
    ) -> dict[str, Any]:
        several: frozenset[str] = getattr(field_model, "__dmr_force_list__", frozenset())
        for name, values in controller.request.GET.lists():
            if len(values) > 1 and name not in several:
                raise Refused("query.invalid", f"{name}, {name}")
            if any("\0" in text for text in (name, *values)):
                raise Refused("query.invalid", name.replace("\0", "?"))
        return super().provide_context_data(endpoint, controller, field_model=field_model, default=default)


class Parameters(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Parameters by the names of the command line's options."""

    @property
    def given(self) -> dict[str, Any]:
        """Those that were given."""
        return {name: value for name, value in structs.asdict(self).items() if value is not UNSET}
