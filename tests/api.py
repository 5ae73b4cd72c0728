"""A program that asks the API: over the desk's whole WSGI application, in this process."""

import json
from typing import Any, NamedTuple

from werkzeug.datastructures import Headers
from werkzeug.test import Client

from hiepdong.forces import accounts
from tests.acts import Act

PROBLEM = "application/problem+json"
PASSWORD = "một mật khẩu đủ dài"


class Answer(NamedTuple):
    """What came back."""

    status_code: int
    headers: Headers
    data: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get("Content-Type", "")

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.data)


class Caller:
    """One officer's program, or one without a token. It asks for English, as the nodes of tests do."""

    def __init__(self, login: str | None = None, *, token: str | None = None, **headers: str) -> None:
        from hiepdong.desk.wsgi import application

        self.client = Client(application, use_cookies=False)
        self.token = accounts.begin_session(login, purpose="api") if login else token
        self.headers = {"Accept-Language": "en", **({"Authorization": f"Bearer {self.token}"} if self.token else {})}
        self.headers |= {name.replace("_", "-"): value for name, value in headers.items()}

    def ask(self, method: str, address: str, **sent: Any) -> Answer:
        """Any request; `data` is sent as it stands, `json` as JSON."""
        headers = {**self.headers, **sent.pop("headers", {})}
        came = self.client.open(f"/api/{address}", method=method, headers=headers, buffered=True, **sent)
        return Answer(came.status_code, came.headers, came.data)

    def get(self, address: str, **query: Any) -> Answer:
        """A query. `from_` and `with_` stand for `from` and `with`."""
        return self.ask("GET", address, query_string={name.rstrip("_"): value for name, value in query.items()})

    def act(self, *acts: Act) -> Answer:
        """One act as an object, several as a list."""
        return self.ask("POST", "acts", json=acts[0] if len(acts) == 1 else list(acts))

    def acts(self, *acts: Act) -> list[dict[str, Any]]:
        """The outcome of each act of a list."""
        answer = self.ask("POST", "acts", json=list(acts))
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json
        return found

    def upload(self, content: bytes, name: str = "anh.txt", **sent: Any) -> Answer:
        """Put a file aside."""
        sent = {"headers": {"Content-Type": "application/octet-stream"}, **sent}
        return self.ask("POST", "uploads", query_string={"name": name}, data=content, **sent)


def code(answer: Answer) -> str:
    """The code of a refusal, which must be a whole problem document; "done" for what is none."""
    if answer.status_code < 400:
        return "done"
    assert answer.content_type == PROBLEM, (answer.status_code, answer.text)
    said = answer.json
    assert said["status"] == answer.status_code
    assert said["type"] == f"urn:hiepdong:{said['code']}"
    assert (said["ok"], bool(said["title"]), said["detail"]) == (False, True, said["message"])
    found: str = said["code"]
    return found
