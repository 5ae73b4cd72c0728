"""Drafts: what an officer has typed into a form and not recorded yet. State, not facts: his own, and let go in a week.

A draft is the form as it would be sent, kept under the id of the record that it would make or revise.
"""

import time
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from hiepdong.records.models import DraftRow
from hiepdong.vocabulary.clock import from_seconds
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

DAYS, MOST, LONGEST = 7, 20, 200_000
SENT_ANEW = ("csrfmiddlewaretoken", "draft_of")
SAYING = ("title", "summary", "text", "question", "note", "p_name", "village")


class Draft(Struct, frozen=True):
    """A form not sent: the page on which it goes on, what it is about, when it was kept."""

    key: str
    page: str
    title: str
    kept: datetime

    @property
    def address(self) -> str:
        """Where one goes on writing."""
        return f"{self.page}?nhap={self.key}"


def keep(login: str, page: str, form: "QueryDict") -> datetime:
    """Keep a form as it stands; an officer's oldest beyond twenty are let go. Raises Refused draft.too_long."""
    typed = form.copy()
    for name in SENT_ANEW:
        typed.pop(name, None)
    content = typed.urlencode()
    if len(content) > LONGEST:
        raise Refused("draft.too_long")
    now = int(time.time())
    DraftRow.objects.update_or_create(
        login=login, key=form.get("record", "")[:36],
        defaults={"page": page, "title": _title(form), "content": content, "kept": now},
    )  # fmt: skip
    _let_go(login, now)
    return from_seconds(now)


def _title(form: "QueryDict") -> str:
    """What a draft is about: the first words of the first field that says it; no column holds a NUL."""
    said = (value.replace("\0", " ").strip() for name in SAYING for value in form.getlist(name))
    return next((" ".join(words.split())[:120] for words in said if words), "")


def _let_go(login: str, now: int) -> None:
    DraftRow.objects.filter(kept__lt=now - DAYS * 86_400).delete()
    beyond = list(DraftRow.objects.filter(login=login).order_by("-kept", "key").values_list("key", flat=True)[MOST:])
    if beyond:
        DraftRow.objects.filter(login=login, key__in=beyond).delete()


def of(login: str, page: str = "") -> list[Draft]:
    """An officer's drafts, the newest first; those of one page, or all."""
    rows = DraftRow.objects.filter(login=login, kept__gte=int(time.time()) - DAYS * 86_400)
    if page:
        rows = rows.filter(page=page)
    return [Draft(row.key, row.page, row.title, from_seconds(row.kept)) for row in rows.order_by("-kept", "key")]


def offered(request: "HttpRequest", login: str) -> list[Draft]:
    """The officer's drafts of this very page; none once he goes on with one."""
    return [] if "nhap" in request.GET else of(login, request.path)


def typed(request: "HttpRequest", login: str) -> "QueryDict | None":
    """The form of the draft that the address names, if it is the officer's and of this very page."""
    from django.http import QueryDict

    key = request.GET.get("nhap", "")
    row = DraftRow.objects.filter(login=login, key=key, page=request.path).first() if key else None
    return QueryDict(row.content) if row else None


def drop(login: str, key: str) -> None:
    """Let a draft go: it was recorded, or is not wanted."""
    DraftRow.objects.filter(login=login, key=key).delete()


def forget(record: str) -> None:
    """Let go of every draft about a record that is erased."""
    DraftRow.objects.filter(key=record).delete()
