"""Whatever is sent: an answer or a problem document with a stable code, never something unforeseen."""

import json
from typing import Any

import pytest

from hiepdong.forces import accounts
from tests import acts
from tests.acts import BASON, fresh, opened
from tests.api import PROBLEM, Caller, code
from tests.node import Node

JSON = {"Content-Type": "application/json"}
LINES = {"Content-Type": "application/x-ndjson"}
OPENED = opened(BASON, acts.rid(900_000))


def deep(depth: int, inner: str = "") -> str:
    return "[" * depth + inner + "]" * depth


def with_field(name: str, value: str) -> bytes:
    """An act in which one field of its document is written by hand."""
    said = {**opened(BASON, fresh()), "case": {**acts.case(), name: "HERE"}}
    return json.dumps(said).replace('"HERE"', value).encode()


UNREADABLE: list[bytes] = [
    b"", b" ", b"{", b"{}}", b"nul", b"\xff\xfe{\x00}\x00", b'{"id":"\xff"}', b'{"id":"\\ud800","act":"case.open"}',
    b'{"a":1}' * 2, b"\0", b'"\0"', b"NaN", b"[1e999999]", deep(100_000).encode(), b'{"a":' * 100_000, b"[" * 10**6,
    ("9" * 5_000).encode(), b"-", b"'a'", b"<act/>", b"id=1&act=case.open",
]  # fmt: skip


@pytest.mark.parametrize("body", UNREADABLE, ids=lambda body: repr(body[:20]))
def test_a_body_that_is_no_json_is_refused(shared: Node, body: bytes):
    caller = Caller(BASON)
    assert code(caller.ask("POST", "acts", data=body, headers=JSON)) == "act.invalid"
    assert code(caller.ask("POST", "acts", data=body, headers=LINES)) in ("act.invalid", "done")
    assert code(Caller().ask("POST", "tokens", data=body, headers=JSON)) == "query.invalid"


STRANGE = [
    ("summary", json.dumps("a\0b")), ("summary", json.dumps("\x1b[2J")), ("summary", '"' + "a" * 10**6 + '"'),
    ("summary", deep(900)), ("summary", deep(5_000)), ("title", '"\\u0000"'), ("title", "9" * 400), ("title", "1e400"),
    ("title", "1.5"), ("exercise", "2"), ("marking", deep(50, '"internal"')), ("subjects", "{}"), ("subjects", "[[]]"),
    ("place", '{"point":[1e9,2]}'), ("place", '{"point":[' + "9" * 30 + ",1]}"),
    ("place", '{"chainage_m":' + "9" * 99 + "}"),
    ("occurred", '{"from":"9999-99-99T00:00:00+07:00"}'), ("occurred", '{"from":"0001-01-01T00:00:00+14:00"}'),
    ("occurred", '{"from":"9999-12-31T23:59:59-12:00"}'), ("occurred", "null"), ("lead", json.dumps("bp\0bason")),
    ("lead", json.dumps("a" * 10**5)), ("offences", json.dumps(["pc-249"] * 10_000)), ("offences", '["\\u0000"]'),
    ("title", json.dumps("\ufdd0\uffff")), ("title", json.dumps("e\u0301" * 100)), ("", "1"), ("\0", "1"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), STRANGE, ids=lambda text: repr(text[:24]))
def test_a_strange_document_is_refused_or_kept_and_breaks_nothing(shared: Node, name: str, value: str):
    caller = Caller(BASON)
    answer = caller.ask("POST", "acts", data=with_field(name, value), headers=JSON)
    assert code(answer).split(".")[0] in ("done", "act", "document", "unit"), answer.text
    if answer.status_code == 200:
        assert caller.get(f"records/{answer.json['record']}").status_code == 200
        assert caller.get("search", text="a").status_code == 200
    assert Caller(acts.INSPECTOR).get("journal/verify").json["ok"]


FIELDS: list[dict[str, Any]] = [
    {"id": "\0"}, {"id": "x" * 10**5}, {"act": "\0"}, {"act": ""}, {"by": "\0"}, {"by": 7}, {"by": None}, {"by": {}},
    {"for_unit": "\0"}, {"for_unit": 7}, {"for_unit": []}, {"for_unit": ""}, {"at": "\0"}, {"at": 10**30}, {"at": ""},
    {"at": "0001-01-01T00:00:00+14:00"}, {"at": "2023-01-01"}, {"record": "\0"}, {"record": 10**40}, {"record": None},
    {"record": ["a"]}, {"expects": 10**40}, {"expects": -1}, {"expects": "1"}, {"expects": 1.0}, {"case": None},
    {"case": []}, {"case": "\0"}, {"": 1}, {"\0": 1}, {"seq": 1}, {"recorded": "2020-01-01T00:00:00Z"},
]  # fmt: skip


@pytest.mark.parametrize("change", FIELDS, ids=repr)
def test_a_strange_act_is_refused_the_same_as_on_the_command_line(shared: Node, change: dict[str, Any]):
    said = {**opened(BASON, fresh()), **change}
    for kind in (said, {**said, "act": change.get("act", "case.revise")}):
        outcome = Caller(BASON).acts(kind)
        if not outcome[0]["ok"]:
            assert outcome == [shared.run("play", "-", "--json", typed=json.dumps(kind)).json] or "by" in change
        with_unit = Caller(BASON, Hiepdong_Unit=BASON).acts({**kind, "id": acts.act("", "")["id"]})
        assert with_unit[0]["ok"] in (True, False)


def test_a_page_is_not_asked_with_what_no_text_holds_either(shared: Node):
    for login, page in ((acts.INSPECTOR, "nhat-ky?officer="), (BASON, "vu-viec?xa="), (BASON, "tim?q=")):
        cookie = {"Cookie": f"hiepdong={accounts.begin_session(login)}"}
        client = Caller().client
        asked = [client.get(f"/{page}{text}", headers=cookie, buffered=True) for text in ("a", "%00", "a%00b")]
        assert [answer.status_code for answer in asked] == [200, 400, 400]


# ---------------------------------------------------------------- addresses, methods, headers


def test_an_address_that_is_none_is_not_found_by_any_method(shared: Node):
    for address in (
        "",
        "nowhere",
        "acts/",
        "records",
        "records/",
        f"records/{acts.rid(1)}/",
        "%ff",
        "..%2f..",
        "\u1ec7",
    ):
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
            answer = Caller(BASON).ask(method, address)
            assert (answer.status_code, code(answer)) == (404, "path.not_found"), (method, address)
        head = Caller(BASON).ask("HEAD", address)
        assert (head.status_code, head.content_type, head.data) == (404, PROBLEM, b"")


METHODS = {
    "cases": "GET",
    "acts": "POST",
    "tokens/current": "DELETE",
    "tokens": "POST",
    f"records/{acts.rid(1)}": "GET",
}


@pytest.mark.parametrize("address", METHODS)
def test_a_method_that_an_address_does_not_take_is_named_with_those_it_takes(shared: Node, address: str):
    taken = {METHODS[address], "OPTIONS", *(["HEAD"] if METHODS[address] == "GET" else [])}
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"):
        if method in taken:
            continue
        answer = Caller(BASON).ask(method, address)
        assert answer.status_code == 405
        assert {one.strip() for one in answer.headers["Allow"].split(",")} == taken
        if method != "HEAD":
            assert code(answer) == "request.method"
    asked = Caller().ask("OPTIONS", address)
    assert (asked.status_code, asked.data) == (204, b"")
    assert {one.strip() for one in asked.headers["Allow"].split(",")} == taken


def test_head_tells_what_get_would(shared: Node):
    record = acts.a_case(shared)
    for address in ("cases", f"records/{record}", "me", "openapi.json", "records/none"):
        get, head = (Caller(BASON).ask(method, address) for method in ("GET", "HEAD"))
        assert head.data == b""
        assert (head.status_code, dict(head.headers)) == (get.status_code, dict(get.headers))
        assert head.headers["Content-Length"] == str(len(get.data))
    assert Caller().ask("HEAD", "cases").status_code == 401


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "application/json;q=0", "image/*", "a", ";;", "\xff"]
)
def test_what_cannot_be_answered_as_json_is_not_acceptable(shared: Node, accept: str):
    answer = Caller(BASON).ask("GET", "cases", headers={"Accept": accept})
    assert (answer.status_code, code(answer)) == (406, "request.accept")


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.1", "application/json"])
def test_json_is_given_to_who_takes_it(shared: Node, accept: str):
    answer = Caller(BASON).ask("GET", "cases", headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, "application/json")


KINDS = ["text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
         "multipart/form-data", "application/octet-stream", "application/xml", "json", "\xff", ";"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_of_another_type_is_not_taken(shared: Node, kind: str):
    said = opened(BASON, fresh())
    answer = Caller(BASON).ask("POST", "acts", data=json.dumps(said), headers={"Content-Type": kind})
    assert (answer.status_code, code(answer)) == (415, "request.type")
    assert not acts.sees(shared, BASON, said["record"])


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-16", "idna", "hex", "undefined", "base64", "punycode", "", "utf-8; x*=hex''%41"]
)
def test_a_charset_in_the_type_makes_no_difference_json_is_utf_8(shared: Node, charset: str):
    said = opened(BASON, fresh(), title="Tội phạm")
    kind = {"Content-Type": f"application/json; charset={charset}"}
    sent = json.dumps(said, ensure_ascii=False).encode()
    assert Caller(BASON).ask("POST", "acts", data=sent, headers=kind).json["ok"]
    asked = Caller(BASON).ask("GET", "search", query_string={"text": "tội phạm"}, headers=kind)
    assert said["record"] in asked.text


def test_a_body_that_is_too_large_is_refused_unread(shared: Node):
    answer = Caller(BASON).ask("POST", "acts", data=b" " * (33 * 1024 * 1024), headers=JSON)
    assert (answer.status_code, code(answer)) == (413, "request.too_large")


def test_every_answer_is_for_programs_alone(shared: Node):
    """No browser shows it, frames it, runs anything in it or keeps it."""
    for caller in (Caller(), Caller(BASON)):
        for address in ("cases", "openapi.json", "nowhere"):
            headers = caller.get(address).headers
            assert "sandbox" in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Cache-Control"] == "no-store"


def test_what_nobody_foresaw_is_a_problem_and_a_line_in_the_log_without_a_word_of_it(
    shared: Node, monkeypatch: pytest.MonkeyPatch
):
    """The answer names nothing of the inside; the log says where it was, and not what the message said."""
    from hiepdong.records import queries

    said = acts.whole_case()["subjects"][0]["name"]

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError(said)

    monkeypatch.setattr(queries, "search", broken)
    answer = Caller(BASON).get("search", text="a")
    assert (answer.status_code, code(answer)) == (500, "node.unexpected")
    log = (shared.home / "log" / "errors.log").read_text(encoding="utf-8")
    assert ("ZeroDivisionError" in log, said in log + answer.text) == (True, False)
