"""Refusals over HTTP: the same codes and messages as everywhere, as application/problem+json (RFC 9457)."""

from http import HTTPStatus

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header
from msgspec import UNSET, Struct, UnsetType

from hiepdong.vocabulary.refusals import Refused

PROBLEM = "application/problem+json"
LANGUAGES = ("vi", "en")
STATUS = {
    "act.invalid": HTTPStatus.BAD_REQUEST,
    "act.unknown": HTTPStatus.BAD_REQUEST,
    "act.not_permitted": HTTPStatus.FORBIDDEN,
    "officer.unknown": HTTPStatus.BAD_REQUEST,
    "unit.unknown": HTTPStatus.BAD_REQUEST,
    "record.not_found": HTTPStatus.NOT_FOUND,
    "record.not_owner": HTTPStatus.FORBIDDEN,
    "document.invalid": HTTPStatus.BAD_REQUEST,
    "document.unknown_field": HTTPStatus.BAD_REQUEST,
    "document.unknown_code": HTTPStatus.BAD_REQUEST,
    "mask.unknown_path": HTTPStatus.BAD_REQUEST,
    "request.not_addressed": HTTPStatus.FORBIDDEN,
    "query.invalid": HTTPStatus.BAD_REQUEST,
    "attachment.too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "attachment.type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "attachment.missing": HTTPStatus.BAD_REQUEST,
    "node.not_initialised": HTTPStatus.SERVICE_UNAVAILABLE,
    "node.behind_head": HTTPStatus.SERVICE_UNAVAILABLE,
    "node.busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "node.disk": HTTPStatus.INSUFFICIENT_STORAGE,
    "node.unexpected": HTTPStatus.INTERNAL_SERVER_ERROR,
    "signin.failed": HTTPStatus.UNAUTHORIZED,
    "signin.locked": HTTPStatus.TOO_MANY_REQUESTS,
    "token.invalid": HTTPStatus.UNAUTHORIZED,
    "path.not_found": HTTPStatus.NOT_FOUND,
    "request.method": HTTPStatus.METHOD_NOT_ALLOWED,
    "request.type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "request.accept": HTTPStatus.NOT_ACCEPTABLE,
    "request.too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}


class Problem(Struct, frozen=True, kw_only=True):
    """Why nothing was done. `code` is stable; `id` is that of the refused act."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    message: str
    id: str | UnsetType = UNSET


class NotDoneAct(Exception):
    """One act was refused; its id goes into the answer."""

    def __init__(self, act: str, refused: Refused) -> None:
        self.act, self.refused = act, refused
        super().__init__(str(refused))


def status_of(refused: Refused) -> HTTPStatus:
    """The HTTP status of a refusal: a conflict with what is, unless the table says another."""
    return STATUS.get(refused.code, HTTPStatus.CONFLICT)


def problem(refused: Refused, language: str, act: str | UnsetType = UNSET) -> Problem:
    """A refusal as the answer of a request."""
    status, text = status_of(refused), refused.text(language)
    return Problem(
        type=f"urn:hiepdong:{refused.code}", title=status.phrase, status=status.value, detail=text, code=refused.code,
        message=text, id=act,
    )  # fmt: skip


def language_of(request: HttpRequest) -> str:
    """The language of messages that the client asks for: `vi` unless it prefers `en`."""
    for asked, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if asked.split("-")[0] in LANGUAGES:
            return asked.split("-")[0]
    return LANGUAGES[0]
