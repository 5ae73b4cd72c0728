"""What every page has in common: who asks, and how a form becomes an act."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from hiepdong.journal.perform import Done, perform_one
from hiepdong.records import drafts
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.roles import ADMINISTRATOR, INSPECTOR

P = ParamSpec("P")
DIGITS = 15


class OfficerRequest(HttpRequest):
    """A request of who signed in. The desk sets these before it asks a page."""

    viewer: Viewer
    language: str


Page = Callable[Concatenate[OfficerRequest, P], HttpResponseBase]


def for_records(page: Page[P]) -> Page[P]:
    """A page of records: for administrators and inspectors it does not exist."""
    return _only(page, lambda viewer: viewer.reads_records)


def for_inspectors(page: Page[P]) -> Page[P]:
    """A page of the journal: for the inspector alone."""
    return _only(page, lambda viewer: bool(viewer.roles & INSPECTOR))


def for_administrators(page: Page[P]) -> Page[P]:
    """A page of the machine: for the administrator alone."""
    return _only(page, lambda viewer: bool(viewer.roles & ADMINISTRATOR))


def _only(page: Page[P], allowed: Callable[[Viewer], bool]) -> Page[P]:
    @wraps(page)
    def guarded(request: OfficerRequest, /, *arguments: P.args, **named: P.kwargs) -> HttpResponseBase:
        if not allowed(request.viewer):
            raise Http404
        return page(request, *arguments, **named)

    return cast("Page[P]", guarded)


def new_id() -> str:
    """An id for the act that a form will become: sent twice, it happens once."""
    return str(uuid.uuid4())


def whole_number(text: str) -> int | None:
    """A whole number as a form sends it; None for what is none, or has more digits than any number here."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def told(request: OfficerRequest, refused: Refused | None) -> dict[str, str]:
    """What a form says of the refusal that it met: its code, and the words for who signed in; empty where none was."""
    if refused is None:
        return {"code": "", "refusal": ""}
    return {"code": refused.code, "refusal": refused.text(request.language)}


def act(request: OfficerRequest, tag: str, /, **fields: Any) -> Done:
    """Perform the act of a form, in the name of who signed in; its draft goes. Raises Refused."""
    sent = {"id": request.POST.get("act_id") or new_id(), "act": tag, "for_unit": request.viewer.unit or None, **fields}
    done = perform_one(sent, by=request.viewer.login)
    if done.record is not None:
        drafts.drop(request.viewer.login, done.record)
    return done
