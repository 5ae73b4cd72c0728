"""Signing in over the API: a token for login and password, how it ends, and what a stranger learns: nothing."""

import threading
import time
from collections import Counter
from typing import Any

import pytest
from django.db import connections

from hiepdong.forces import accounts
from hiepdong.forces.models import CredentialRow, SessionRow
from tests import acts
from tests.acts import BASON, CAOLOC, a_case, do
from tests.api import PASSWORD, Caller, code
from tests.node import ADMIN, Node


def newcomer(node: Node, *, password: bool = True) -> str:
    """An officer of Ba Sơn with a password, whom no other test uses."""
    login = f"moi{acts.fresh()[-8:]}"
    do(node, acts.officer(login, BASON))
    if password:
        accounts.set_password(login, PASSWORD)
    return login


def sign_in(login: str, password: str = PASSWORD, **more: Any) -> Any:
    return Caller().ask("POST", "tokens", json={"login": login, "password": password, **more})


def test_login_and_password_give_a_token(shared: Node):
    login = newcomer(shared)
    answer = sign_in(login)
    assert answer.status_code == 201
    assert answer.json.keys() == {"token", "login", "unit"}
    caller = Caller(token=answer.json["token"])
    assert caller.get("me").json["login"] == login
    assert caller.act(acts.opened(login, acts.fresh())).json["ok"]
    kept = SessionRow.objects.filter(login=login).get()
    assert answer.json["token"] not in kept.digest, "the node keeps its digest alone"


def test_a_token_of_the_command_line_is_as_good(shared: Node):
    printed = shared.run("password", BASON, "--token")
    assert Caller(token=printed.out.strip()).get("me").json["login"] == BASON


def test_a_token_is_ended_alone_or_with_all_others_of_its_officer(shared: Node):
    login = newcomer(shared)
    one, two, three = (Caller(token=sign_in(login).json["token"]) for _ in range(3))
    page, other = accounts.begin_session(login), Caller(CAOLOC)
    answer = one.ask("DELETE", "tokens/current")
    assert (answer.status_code, answer.data, answer.content_type) == (204, b"", "")
    assert [code(caller.get("me")) for caller in (one, two, three)] == ["token.invalid", "done", "done"]
    assert two.ask("DELETE", "tokens/all").status_code == 204
    assert [code(caller.get("me")) for caller in (two, three, other)] == ["token.invalid", "token.invalid", "done"]
    assert accounts.session(page), "who is signed in at the desk stays so"


def test_a_password_given_on_the_command_line_ends_every_session_and_token_of_the_officer(shared: Node):
    login = newcomer(shared)
    caller, page, other = Caller(login), accounts.begin_session(login), Caller(CAOLOC)
    assert shared.run("password", login, typed="một mật khẩu khác\n").exit == 0
    assert code(caller.get("me")) == "token.invalid"
    assert accounts.session(page) is None
    assert code(other.get("me")) == "done"


def test_a_token_ends_after_a_year(shared: Node):
    login = newcomer(shared)
    caller, kept = Caller(login), SessionRow.objects.filter(login=login)
    assert 364 < (kept.get().ends - time.time()) / 86_400 <= 365
    kept.update(ends=int(time.time()))
    assert code(caller.get("me")) == "token.invalid"


def failures(login: str, times: int) -> list[tuple[int, str, bool]]:
    answers = [sign_in(login, "sai mật khẩu") for _ in range(times)]
    return [(one.status_code, code(one), "Retry-After" in one.headers) for one in answers]


def test_five_failures_lock_the_account_and_it_says_for_how_long(shared: Node):
    login = newcomer(shared)
    assert [status for status, _, _ in failures(login, 5)] == [401, 401, 401, 401, 429]
    answer = sign_in(login)
    assert (answer.status_code, code(answer)) == (429, "signin.locked")
    seconds = int(answer.headers["Retry-After"])
    assert 890 <= seconds <= accounts.LOCKED_SECONDS
    assert str(seconds) in answer.json["message"]
    CredentialRow.objects.filter(login=login).update(locked_until=int(time.time()))
    assert sign_in(login).status_code == 201
    assert len(failures(login, 4)) == 4, "a success forgets the failures before it"
    assert sign_in(login).status_code == 201


def test_a_login_that_nobody_bears_is_answered_like_any_other(shared: Node):
    login, without = newcomer(shared), newcomer(shared, password=False)
    answers = [failures(one, 6) for one in (login, without, f"{login}-x", f"{login}\0", f"{login}{'Ω' * 150}")]
    assert answers == [answers[0]] * 5
    assert failures(login.upper(), 1) == answers[0][:1]
    words = {sign_in(one, "sai").json["message"].translate(str.maketrans("", "", "0123456789"))
             for one in (login, f"{login}-x")}  # fmt: skip
    assert len(words) == 1


def test_it_takes_as_long_for_a_login_that_nobody_bears(shared: Node):
    def seconds(login: str) -> float:
        begun = time.perf_counter()
        sign_in(login, "sai mật khẩu")
        return time.perf_counter() - begun

    known = [newcomer(shared) for _ in range(5)]
    fastest = [min(seconds(f"{login}{more}") for login in known) for more in ("", "-x")]
    assert max(fastest) < 3 * min(fastest)


def test_what_nobody_bears_fills_no_memory(shared: Node, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(accounts, "STRANGERS", 3)
    monkeypatch.setattr(accounts, "_strangers", {})
    for number in range(5):
        sign_in(f"ai-{number}")
        assert len(accounts._strangers) <= 3


def test_tries_sent_at_once_are_as_many_tries(shared: Node):
    login = newcomer(shared)
    told: Counter[int] = Counter()

    def wrong() -> None:
        told[sign_in(login, "sai mật khẩu").status_code] += 1
        connections["default"].close()

    threads = [threading.Thread(target=wrong) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.keys() == {401, 429}
    assert sign_in(login).status_code == 429


BAD = [
    {}, {"login": BASON}, {"password": PASSWORD}, {"login": None, "password": PASSWORD}, {"login": 7, "password": "a"},
    {"login": "a" * 201, "password": "a"}, {"login": "a", "password": "a" * 201}, [], None, "a", 7,
    {"login": "a", "password": "a", "unit": BASON},
]  # fmt: skip


@pytest.mark.parametrize("body", BAD, ids=repr)
def test_what_is_no_sign_in_is_refused_before_anything_is_looked_up(shared: Node, body: Any):
    answer = Caller().ask("POST", "tokens", data=acts_json(body), headers={"Content-Type": "application/json"})
    assert (answer.status_code, code(answer)) == (400, "query.invalid")


def acts_json(body: Any) -> bytes:
    import msgspec

    return msgspec.json.encode(body)


def test_an_officer_added_a_moment_ago_needs_a_password_first(shared: Node):
    login = newcomer(shared, password=False)
    assert code(sign_in(login)) == "signin.failed"
    assert sign_in(ADMIN).status_code == 401


def test_a_cookie_makes_no_difference_so_no_other_page_can_act(shared: Node):
    """No cookie is read and none is set: a request forged by another site has no token, and is nobody's."""
    page = accounts.begin_session(BASON)
    forged = {
        "Cookie": f"hiepdong={page}",
        "Origin": "https://elsewhere.example",
        "Referer": "https://elsewhere.example",
    }
    said = acts.opened(BASON, acts.fresh())
    answer = Caller().ask("POST", "acts", json=said, headers=forged)
    assert code(answer) == "token.invalid"
    own = Caller(BASON).ask("POST", "acts", json=said, headers=forged)
    assert own.json["ok"]
    record = a_case(shared)
    for answer in (own, Caller(BASON).get(f"records/{record}"), Caller().get("me")):
        assert not [name for name, _ in answer.headers if name.startswith(("Set-Cookie", "Access-Control"))]
