"""Refusals over HTTP: the same codes and messages as everywhere, as application/problem+json (RFC 9457)."""

from http import HTTPStatus
from typing import Literal

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header
from msgspec import UNSET, Struct, UnsetType

from hiepdong.vocabulary.refusals import Refused

PROBLEM = "application/problem+json"
LANGUAGES = ("vi", "en")
_CODES = {
    HTTPStatus.BAD_REQUEST: """act.invalid act.unknown officer.unknown unit.unknown document.invalid
        document.unknown_field document.unknown_code mask.unknown_path query.invalid file.unreadable play.no_act
        codes.bad_list person.no_purpose person.nobody person.birth""",
    HTTPStatus.UNAUTHORIZED: "signin.failed token.invalid",
    HTTPStatus.FORBIDDEN: """act.not_permitted record.not_owner request.not_addressed shift.own shift.not_signer
        reconciliation.not_party""",
    HTTPStatus.NOT_FOUND: "record.not_found attachment.missing codes.unknown_list path.not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "request.method",
    HTTPStatus.NOT_ACCEPTABLE: "request.accept",
    HTTPStatus.CONFLICT: """act.id_reused unit.taken unit.ended unit.on_system record.exists
        record.version_conflict record.locked
        record.cancelled marking.above_ceiling link.other_side_unseen link.settled handover.not_offered
        request.answered request.declined request.closed request.none_owes passon.answered shift.taken_over
        reconciliation.ended reconciliation.not_all reconciliation.changed reconciliation.not_shown
        node.exists node.not_sample sample.has_work sample.not_confirmed officer.has_password
        backup.unreadable serve.address serve.port_denied serve.port_taken""",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: """attachment.too_large attachment.too_many_pixels
        request.too_large draft.too_long""",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: """attachment.type attachment.broken attachment.unstrippable
        request.type""",
    HTTPStatus.TOO_MANY_REQUESTS: "signin.locked",
    HTTPStatus.INTERNAL_SERVER_ERROR: "node.unexpected",
    HTTPStatus.SERVICE_UNAVAILABLE: """node.not_initialised node.behind_head node.head_lost node.damaged node.database
        node.restoring node.index_old node.busy""",
    HTTPStatus.INSUFFICIENT_STORAGE: "node.disk",
}
_CODES[HTTPStatus.BAD_REQUEST] += """ import.empty import.too_wide import.encrypted import.unreadable
    import.no_headings import.sheet import.map"""
_CODES[HTTPStatus.REQUEST_ENTITY_TOO_LARGE] += " import.too_large import.too_long"
_CODES[HTTPStatus.UNSUPPORTED_MEDIA_TYPE] += " import.type import.old_excel"
_CODES[HTTPStatus.CONFLICT] += """ import.under_way import.ended import.undone import.not_whole import.faults
    import.busy import.row_changed import.file_gone"""
STATUS = {code: status for status, codes in _CODES.items() for code in codes.split()}


class Problem(Struct, frozen=True, kw_only=True):
    """Why nothing was done: RFC 9457, and what the command line answers. `id` is that of the refused act."""

    ok: Literal[False] = False
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
    """The HTTP status of a refusal."""
    return STATUS.get(refused.code, HTTPStatus.CONFLICT)


def problem(refused: Refused, language: str, act: str | None = None) -> Problem:
    """A refusal as the answer of a request; `act`: the id of the act that was refused."""
    status, text = status_of(refused), refused.text(language)
    return Problem(
        type=f"urn:hiepdong:{refused.code}", title=status.phrase, status=status.value, detail=text, code=refused.code,
        message=text, id=UNSET if act is None else act,
    )  # fmt: skip


def language_of(request: HttpRequest) -> str:
    """The language of messages that the client asks for: `vi` unless it prefers `en`."""
    for asked, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = asked.split("-")[0]
        if language in LANGUAGES and weight > 0:
            return language
    return LANGUAGES[0]
