"""Pages asked by plain HTTP, without a browser: the whole application answers, in this process, on the node at hand."""

import html
import re
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client

from hiepdong.desk.middleware import SESSION
from hiepdong.forces import accounts, preferences

PASSWORD = "mot-hai-ba-bon"
MOVING = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|<time class="clock".*?</time>')

DECISION = {"number": "12/QĐ-BCH", "dated": "02/03/2026", "issuer": "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Lạng Sơn"}


class Visitor:
    """Somebody at the desk: an officer with a session, or nobody yet. Forms are sent with the token of their page."""

    def __init__(self, login: str | None = None, language: str = "vi") -> None:
        self.client = Client(enforce_csrf_checks=True)
        if login is not None:
            self.client.cookies[SESSION] = accounts.begin_session(login)
            if preferences.of(login).language != language:
                preferences.change(login, language=language)

    def get(self, path: str, **asked: str) -> HttpResponse:
        return cast("HttpResponse", self.client.get(path, asked))

    def post(self, path: str, /, **fields: Any) -> HttpResponse:
        """A form sent from a page of this desk."""
        if "csrftoken" not in self.client.cookies:
            self.client.get("/phim" if SESSION in self.client.cookies else "/dang-nhap")
        sent = {**fields, "csrfmiddlewaretoken": self.client.cookies["csrftoken"].value}
        return cast("HttpResponse", self.client.post(path, sent))

    def sign_in(self, login: str, password: str, **more: str) -> HttpResponse:
        return self.post("/dang-nhap", login=login, password=password, **more)

    def words(self, path: str, **asked: str) -> str:
        """What can be read in the main part of a page."""
        return readable(self.get(path, **asked))


def readable(response: HttpResponse) -> str:
    """What can be read in the main part of a page."""
    whole = response.content.decode()
    main = whole.partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", f"<main{main}", flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def alike(response: HttpResponse) -> str:
    """A page without what differs each time it is asked: tokens of forms and the clock."""
    return MOVING.sub("", response.content.decode())


def form_of(response: HttpResponse, action: str = "") -> dict[str, Any]:
    """The fields of a form as a browser would send them back untouched; `action` tells it from other forms."""
    whole = response.content.decode().partition("<main")[2]
    forms = re.findall(r"<form([^>]*)>(.*?)</form>", whole, flags=re.DOTALL)
    inside = next(body for head, body in forms if 'method="post"' in head and action in head)
    return _fields(inside)


def _fields(inside: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    pattern = r"<input([^>]*)>|<textarea([^>]*)>(.*?)</textarea>|<select([^>]*)>(.*?)</select>"
    for at in re.finditer(pattern, inside, flags=re.DOTALL):
        attributes = next(part for part in (at[1], at[2], at[4]) if part is not None)
        name = _attribute(attributes, "name")
        if name is None or name == "csrfmiddlewaretoken":
            continue
        if at[4] is not None:
            chosen = re.search(r'<option value="([^"]*)" selected', at[5]) or re.search(
                r'<option value="([^"]*)"', at[5]
            )
            value = chosen[1] if chosen else ""
        elif _attribute(attributes, "type") == "checkbox" and " checked" not in attributes:
            continue
        else:
            value = at[3].strip() if at[2] is not None else _attribute(attributes, "value") or ""
        found.setdefault(name, []).append(html.unescape(value))
    return found


def _attribute(attributes: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return found[1] if found else None
