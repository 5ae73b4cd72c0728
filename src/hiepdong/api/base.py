"""What all addresses of the API have in common: who asks, in which language, and how a refusal is answered."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, ClassVar, Self

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from dmr import Controller
from dmr.endpoint import Endpoint
from dmr.exceptions import NotAcceptableError, NotAuthenticatedError, RequestSerializationError, ValidationError
from dmr.metadata import EndpointMetadata
from dmr.openapi.objects import Reference, SecurityRequirement, SecurityScheme
from dmr.plugins.msgspec import MsgspecJsonRenderer, MsgspecSerializer
from dmr.renderers import Renderer
from dmr.security import SyncAuth

from hiepdong import log
from hiepdong.api.problems import PROBLEM, NotDoneAct, Problem, language_of, problem, status_of
from hiepdong.forces import accounts, queries
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.refusals import Refused

UNIT_HEADER = "Hiepdong-Unit"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Vary": "Accept-Language, Authorization",
}
RETRY_SECONDS = 5
_as_problem = MsgspecJsonRenderer(PROBLEM)


class ApiRequest(HttpRequest):
    """A request whose token was looked at."""

    viewer: Viewer
    token: str


class Bearer(SyncAuth):
    """`Authorization: Bearer TOKEN`; nothing else, so that no page can act by a cookie."""

    __slots__ = ()

    @property
    def www_authenticate_challenge(self) -> str:
        return "Bearer"

    def __call__(self, endpoint: Endpoint, controller: Controller[Any]) -> Self:
        request: Any = controller.request
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        viewer = accounts.session(token.strip(), purpose="api") if scheme.lower() == "bearer" else None
        if viewer is None:
            raise NotAuthenticatedError
        unit = request.headers.get(UNIT_HEADER)
        request.viewer = queries.viewer(viewer.login, unit) if unit else viewer
        request.token = token.strip()
        return self

    def security_schemes(
        self, metadata: EndpointMetadata, controller_cls: type[Controller[Any]]
    ) -> dict[str, SecurityScheme | Reference]:
        words = "A token of `POST /api/tokens` or of `hiepdong password LOGIN --token`."
        return {"token": SecurityScheme(type="http", scheme="bearer", description=words)}

    def security_requirements(
        self, metadata: EndpointMetadata, controller_cls: type[Controller[Any]]
    ) -> list[SecurityRequirement]:
        return [{"token": []}]


class Open(Controller[MsgspecSerializer]):
    """An address for everybody."""

    is_abstract = True
    request: ApiRequest
    renderers: ClassVar[Sequence[Renderer]] = (MsgspecJsonRenderer(),)
    validate_responses = False
    semantic_responses = False
    error_model = Problem
    invalid = "query.invalid"

    @property
    def language(self) -> str:
        """Language of messages."""
        return language_of(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; whatever goes wrong becomes a problem document."""
        try:
            response = self._dispatch(request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001
            response = self.refuse(*self._refusal(error))
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return _measured(response, bare=request.method == "HEAD")

    def _dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": self._allowed})
        if request.method == "HEAD" and "GET" in self.api_endpoints:
            return self.api_endpoints["GET"].func(self, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    @property
    def _allowed(self) -> str:
        return ", ".join(sorted({*self.api_endpoints, "OPTIONS", *(["HEAD"] if "GET" in self.api_endpoints else [])}))

    def handle_error(self, endpoint: Endpoint, controller: Controller[Any], exc: Exception) -> HttpResponse:
        """A refusal, or something unforeseen, as a problem document."""
        return self.refuse(*self._refusal(exc))

    def handle_method_not_allowed(self, method: str) -> HttpResponse:
        """The address is there, the method is not."""
        response = self.refuse(Refused("request.method", method))
        response.headers["Allow"] = self._allowed
        return response

    def refuse(self, refused: Refused, act: str | None = None) -> HttpResponse:
        """A refusal as the answer."""
        status = status_of(refused)
        headers = {"Content-Language": self.language}
        if status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
            locked = refused.code == "signin.locked"
            headers["Retry-After"] = str(refused.params["detail"] if locked else RETRY_SECONDS)
        said = problem(refused, self.language, act)
        return self.to_error(said, status_code=status, headers=headers, renderer=_as_problem)

    def _refusal(self, error: Exception) -> tuple[Refused, str | None]:
        if isinstance(error, NotDoneAct):
            return error.refused, error.act
        if isinstance(error, Refused):
            return error, None
        found = next((told for kinds, told in _TOLD if isinstance(error, kinds)), None)
        if found is None:
            log.write(error)
            return Refused("node.unexpected"), None
        return found(self, error), None


def _measured(response: HttpResponseBase, *, bare: bool) -> HttpResponseBase:
    """The response with its length; `bare`: and without its content, as HEAD asks for it."""
    if response.status_code == HTTPStatus.NO_CONTENT:
        del response.headers["Content-Type"]
    elif isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        if bare:
            response.content = b""
    elif bare and isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    return response


def _unreadable(controller: Open, error: Exception) -> Refused:
    """A body that cannot be read, or is of a type that is not taken here."""
    request = controller.request
    endpoint = controller.api_endpoints.get(str(request.method))
    if endpoint is not None and request.content_type not in endpoint.metadata.parsers:
        return Refused("request.type", request.content_type)
    return Refused(controller.invalid, error)


def _wrong(controller: Open, error: ValidationError) -> Refused:
    """A parameter or a body of the wrong shape; where it is wrong, in the words of who sent it."""
    said = str(error.payload[0]["msg"])
    return Refused(controller.invalid, said.replace("$.parsed_query", "$").replace("$.parsed_body", "$"))


_TOLD: tuple[tuple[tuple[type[Exception], ...], Callable[[Open, Any], Refused]], ...] = (
    ((NotAuthenticatedError,), lambda _, __: Refused("token.invalid")),
    ((NotAcceptableError,), lambda _, __: Refused("request.accept", "application/json")),
    ((RequestSerializationError,), _unreadable),
    ((ValidationError,), _wrong),
    ((RequestDataTooBig,), lambda _, __: Refused("request.too_large")),
    ((SuspiciousOperation, BadRequest, UnreadablePostError), lambda at, __: Refused(at.invalid, "?")),
)


class Api(Open):
    """An address for who holds a token."""

    is_abstract = True
    request: ApiRequest
    auth = (Bearer(),)

    @property
    def viewer(self) -> Viewer:
        """Who asks."""
        return self.request.viewer


class NowhereController(Open):
    """Every other address."""

    def get(self) -> None:
        """There is nothing here."""

    def _dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise Refused("path.not_found")
