"""Queries over the API: the answers of the command line, for who holds a token, and nothing of what he may not see."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from hiepdong.forces import accounts
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import today
from tests import acts
from tests.acts import ARMY, BASON, CAOLOC, COMMANDER, INSPECTOR, KEEPER, XUATLE, a_case, do, fresh, linked, opened
from tests.api import Caller, code
from tests.node import ADMIN, Node

# Each query of acts.md as an address with parameters, and as it is typed.
QUERIES: list[tuple[str, dict[str, Any], str]] = [
    ("cases", {}, "list case"),
    ("cases", {"from_": "2023-03-03", "to": "2023-03-04"}, "list case --from 2023-03-03 --to 2023-03-04"),
    ("cases", {"offence": ["pc-188", "pc-251"]}, "list case --offence pc-188 --offence pc-251"),
    ("cases", {"with_": [f"{CAOLOC}/**", BASON]}, f"list case --with {CAOLOC}/** --with {BASON}"),
    ("cases", {"limit": 2}, "list case --limit 2"),
    ("reports", {}, "list report"),
    ("reports", {"from_": "2023-11-02"}, "list report --from 2023-11-02"),
    ("requests", {}, "list request"),
    ("owed", {}, "owed"),
    ("search", {"text": "ma tuy"}, "search 'ma tuy'"),
    ("search", {"text": "khong co"}, "search 'khong co'"),
    ("figures", {}, "figures"),
    ("figures", {"from_": "2023-03-03", "by": "offence"}, "figures --from 2023-03-03 --by offence"),
    ("figures", {"to": "2023-03-03", "by": "month"}, "figures --to 2023-03-03 --by month"),
    ("figures", {"offence": "pc-249", "with_": f"{BASON}|{ARMY}"}, f"figures --offence pc-249 --with {BASON}|{ARMY}"),
    ("figures", {"lead": BASON, "found": BASON}, f"figures --lead {BASON} --found {BASON}"),
    ("figures", {"nationality": "foreign", "by": "nationality"}, "figures --nationality foreign --by nationality"),
    ("figures", {"by": "commune", "communes": "today"}, "figures --by commune --communes today"),
    ("figures", {"asof": 25, "by": "unit"}, "figures --asof 25 --by unit"),
]  # fmt: skip
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("cases", {"with_": "bp-nowhere"}, "list case --with bp-nowhere"),
    ("figures", {"lead": "bp-nowhere"}, "figures --lead bp-nowhere"),
    ("figures", {"from_": "2024-01-01", "to": "2023-01-01"}, "figures --from 2024-01-01 --to 2023-01-01"),
    (f"records/{acts.rid(999_999)}", {}, f"show {acts.rid(999_999)}"),
    ("records/case-1", {}, "show case-1"),
]
VIEWERS = [BASON, CAOLOC, ARMY, ADMIN, INSPECTOR]


@pytest.fixture
def told(district: Node) -> Node:
    """A district with cases, a link, a report and a request."""
    first, second, third = acts.rid(1), acts.rid(2), acts.rid(3)
    people = [acts.person("s1", nationality="CN", name="Lý Văn A"), acts.person("s2", nationality="VN")]
    report = {"title": "Nhóm người lạ", "seen": {"from": "2023-11-02T05:00:00+07:00"}, "topic": "illegal-crossing"}
    asked = {"to": [CAOLOC, ARMY], "question": "Xe của ai?", "why": "xác minh", "urgency": "thuong"}
    do(
        district,
        opened(BASON, first, on="2023-03-02", subjects=people, found=BASON, supporting=[CAOLOC]),
        opened(BASON, second, on="2023-03-04", title="Mua bán ma túy"),
        opened(CAOLOC, third, lead=CAOLOC, on="2023-03-03", offences=["pc-188"]),
        acts.released(BASON, first, CAOLOC, without=("subjects.name",)), acts.released(BASON, second, CAOLOC, ARMY),
        acts.released(CAOLOC, third, BASON), linked(BASON, acts.rid(501), second, third),
        acts.act("report.file", BASON, record=acts.rid(10), report=report),
        acts.act("request.send", BASON, record=acts.rid(20), request=asked),
        acts.act("request.accept", CAOLOC, record=acts.rid(20)),
    )  # fmt: skip
    return district


def typed(node: Node, viewer: str, query: str) -> Any:
    """What the command line answers."""
    words = [word.strip("'") for word in re.findall(r"'[^']+'|\S+", query)]
    return node.ask(*words, "--as", viewer)


def test_answers_are_those_of_the_command_line(told: Node):
    for viewer in VIEWERS:
        caller = Caller(viewer)
        for address, parameters, query in QUERIES:
            answer = caller.get(address, **parameters)
            assert answer.status_code == 200, (query, answer.text)
            assert answer.json == typed(told, viewer, query), (viewer, query)


def test_a_record_is_shown_as_on_the_command_line(told: Node):
    for viewer in VIEWERS:
        for number in (1, 2, 3, 10, 20, 501):
            answer = Caller(viewer).get(f"records/{acts.rid(number)}")
            shown = acts.shown(told, viewer, acts.rid(number))
            if answer.status_code == 200:
                assert answer.json == shown
            else:
                assert (answer.status_code, answer.json["code"]) == (404, shown["code"])
    owner, holder = (Caller(viewer).get(f"records/{acts.rid(1)}").json for viewer in (BASON, CAOLOC))
    assert {"released_to", "behind"} <= owner.keys()
    assert not {"released_to", "behind", "contradictions", "asked_by", "latest"} & holder.keys()
    assert "Lý Văn A" not in str(holder)


@pytest.mark.parametrize(("address", "parameters", "query"), REFUSED)
def test_refusals_are_those_of_the_command_line(shared: Node, address: str, parameters: dict[str, Any], query: str):
    answer, said = Caller(BASON).get(address, **parameters), typed(shared, BASON, query)
    assert (code(answer), answer.json["message"]) == (said["code"], said["message"])
    assert said.items() <= answer.json.items()


def test_a_list_is_read_in_parts_and_says_how_many_there_are(district: Node):
    for number in range(1, 8):
        do(district, opened(BASON, acts.rid(number), on=f"2023-03-{number:02}"))
    caller, numbers = Caller(BASON), []
    for offset in (0, 3, 6, 9):
        part = caller.get("cases", limit=3, offset=offset)
        assert part.headers["Hiepdong-Total"] == "7"
        numbers += [int(line["record"][-12:]) for line in part.json]
    assert numbers == [7, 6, 5, 4, 3, 2, 1]
    assert caller.get("cases", to="2023-03-02").headers["Hiepdong-Total"] == "2"
    assert Caller(CAOLOC).get("cases").headers["Hiepdong-Total"] == "0"


BAD: list[tuple[str, dict[str, Any]]] = [
    ("cases", {"whom": "us"}), ("cases", {"limit": 0}), ("cases", {"limit": 100_000}), ("cases", {"limit": "x"}),
    ("cases", {"offset": -1}), ("cases", {"offset": 10**30}), ("cases", {"from_": "2/3/2023"}),
    ("cases", {"from_": "2023-02-30"}), ("cases", {"from_": ["2023-01-01", "2023-01-02"]}), ("cases", {"from_": ""}),
    ("cases", {"offence": "pc\0249"}), ("cases", {"with_": "\0"}), ("cases\0", {}), ("search", {}),
    ("search", {"text": "a" * 201}), ("search", {"text": "a\0b"}), ("figures", {"by": "faith"}),
    ("figures", {"asof": -1}), ("figures", {"asof": "1.5"}), ("figures", {"asof": 10**40}),
    ("figures", {"nationality": "XX"}), ("figures", {"sample_check": 1}), ("officers", {}),
    ("units", {"on": "hôm nay"}), ("journal", {"before": "x"}), ("journal", {"officer": "\0"}),
    ("journal", {"limit": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("address", "parameters"), BAD)
def test_a_question_that_cannot_be_read_is_refused_and_never_answered_as_another(
    shared: Node, address: str, parameters: dict[str, Any]
):
    answer = Caller(INSPECTOR).get(address, **parameters)
    assert code(answer) == ("path.not_found" if "\0" in address else "query.invalid")


def test_days_at_the_ends_of_the_calendar_are_days(shared: Node):
    a_case(shared)
    for address in ("cases", "figures", "reports", "requests"):
        answer = Caller(BASON).get(address, from_="0001-01-01", to="9999-12-31")
        assert (answer.status_code, answer.json) == (200, Caller(BASON).get(address).json)
    assert Caller(BASON).get("units", on="9999-12-31").status_code == 200
    assert Caller(BASON).get("units", on="0001-01-01").json == []


# ---------------------------------------------------------------- who may ask


def addresses() -> list[tuple[str, str]]:
    """Every address of the API with the methods it takes, but those that anybody may use."""
    from hiepdong.api.urls import router

    found = []
    for pattern in router.urls:
        assert isinstance(pattern, URLPattern)
        address = re.sub(r"<(str|slug):\w+>", acts.rid(1), str(pattern.pattern))
        methods = pattern.callback.view_class.api_endpoints  # type: ignore[attr-defined]
        found += [(method, address) for method in methods]
    return found


FOR_ALL = {("GET", "acts/schema"), ("GET", "openapi.json"), ("POST", "tokens")}
PARAMETERS = {"search": {"text": "a"}, "officers": {"unit": BASON}, "uploads": {"name": "a"}}


def test_what_anybody_may_ask_is_what_the_api_is(shared: Node):
    for method, address in FOR_ALL:
        assert (method, address) in addresses()
        assert code(Caller().ask(method, address, json={} if method == "POST" else None)) != "token.invalid"


@pytest.mark.parametrize(("method", "address"), [one for one in addresses() if one not in FOR_ALL])
def test_nothing_else_is_answered_without_a_token_of_the_api(shared: Node, method: str, address: str):
    ended = accounts.begin_session(BASON, purpose="api")
    accounts.end_session(ended)
    page = accounts.begin_session(BASON)
    for caller in (
        Caller(), Caller(token=page), Caller(token=ended), Caller(token=""), Caller(token="é\xff"), Caller(token="a b"),
        Caller(Authorization=f"Basic {Caller(BASON).token}"), Caller(Authorization=str(Caller(BASON).token)),
        Caller(Cookie=f"hiepdong={page}"), Caller(Cookie=f"hiepdong={Caller(BASON).token}"),
    ):  # fmt: skip
        body: dict[str, Any] | None = {} if method == "POST" else None
        answer = caller.ask(method, address, query_string=PARAMETERS.get(address), json=body)
        assert (answer.status_code, code(answer)) == (401, "token.invalid")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert BASON not in answer.text


def test_a_token_of_the_api_opens_no_page(shared: Node):
    caller = Caller(BASON)
    page = caller.client.get("/", headers={"Cookie": f"hiepdong={caller.token}", **caller.headers})
    assert (page.status_code, page.headers["Location"]) == (302, "/dang-nhap")


def test_who_serves_nowhere_any_more_asks_nothing(district: Node):
    caller = Caller(XUATLE)
    assert caller.get("me").status_code == 200
    do(district, acts.act("unit.end", ADMIN, code=XUATLE, on=(today() - timedelta(days=1)).isoformat(),
                          successors=[], how="dissolved"))  # fmt: skip
    assert code(caller.get("me")) == "token.invalid"


def test_what_one_may_not_see_is_nowhere(shared: Node):
    """An unseen record, its link, its file: 404 on every address, and in no list, count or search."""
    mine, theirs, link = a_case(shared), fresh(), fresh()
    content = Path(shared.home / "mat.txt")
    content.write_text(f"bí mật {theirs}")
    do(
        shared, opened(CAOLOC, theirs, lead=CAOLOC, title="Chuyên án Xyzzy", on="2018-05-05"),
        acts.released(CAOLOC, theirs, BASON), acts.released(BASON, mine, CAOLOC),
        acts.act("record.attach", CAOLOC, record=theirs, file=str(content), title="Ảnh", pass_on=True),
        linked(BASON, link, mine, theirs),
    )  # fmt: skip
    digest = hashlib.sha256(content.read_bytes()).hexdigest()
    addresses = [f"records/{theirs}", f"records/{link}", f"records/{theirs}/attachments/{digest}"]
    assert [Caller(BASON).get(address).status_code for address in addresses] == [200, 200, 200]
    do(shared, acts.withdrawn(CAOLOC, theirs, BASON))
    for viewer in (BASON, COMMANDER, ARMY, KEEPER, ADMIN, INSPECTOR):
        caller = Caller(viewer)
        assert [caller.get(address).status_code for address in addresses] == [404] * 3
        assert caller.ask("HEAD", addresses[0]).status_code == 404
        for address, parameters in (
            ("cases", {"to": "2018-12-31"}), ("search", {"text": "Xyzzy"}), (f"records/{mine}", {}), ("owed", {}),
            ("figures", {"to": "2018-12-31"}), ("reports", {}), ("requests", {}),
        ):  # fmt: skip
            answer = caller.get(address, **parameters)
            assert not any(secret in answer.text for secret in (theirs, link, digest, "Xyzzy")), (viewer, address)
    unknown = Caller(BASON).get(f"records/{acts.rid(999_999)}")
    assert Caller(BASON).get(addresses[0]).json == unknown.json, "what is unseen looks like what does not exist"


# ---------------------------------------------------------------- the journal, forces, codes


def test_the_journal_is_for_the_inspector_and_says_nothing_of_what_records_hold(shared: Node):
    record = a_case(shared, CAOLOC, title="Vụ rất riêng")
    for viewer in (BASON, COMMANDER, KEEPER, ADMIN):
        answers = [Caller(viewer).get(address) for address in ("journal", "journal/verify")]
        assert [(one.status_code, code(one)) for one in answers] == [(404, "path.not_found")] * 2
    caller = Caller(INSPECTOR)
    lines = caller.get("journal", record=record).json
    assert [(line["act"], line["unit"], line["officer"]) for line in lines] == [
        ("record.release", BASON, BASON), ("case.open", BASON, BASON),
    ]  # fmt: skip
    assert "Vụ rất riêng" not in str(lines)
    assert caller.get("journal", before=lines[0]["seq"], limit=1).json == [lines[1]]
    assert all(line["act"] == "case.open" for line in caller.get("journal", act="case.open", officer=BASON).json)
    assert caller.get("journal/verify").json == shared.ask("journal", "verify")


def test_units_and_officers_can_be_read_by_who_signed_in(shared: Node):
    caller = Caller(INSPECTOR)
    assert {line["code"] for line in caller.get("units").json} >= set(acts.UNITS)
    unit = caller.get(f"units/{BASON}").json
    assert (unit["unit"]["code"], unit["unit"]["parent"]) == (BASON, acts.BORDER)
    assert unit["officers"] == caller.get("officers", unit=BASON).json
    assert {one["login"] for one in unit["officers"]} == {BASON, COMMANDER, acts.SECOND}
    assert caller.get(f"officers/{COMMANDER}").json["units"] == [{"unit": BASON, "roles": ["commander"]}]
    assert [code(caller.get(address)) for address in ("units/bp-nowhere", "officers/nobody")] == ["path.not_found"] * 2
    assert code(caller.get("officers", unit="bp-nowhere")) == "unit.unknown"
    me = caller.get("me").json
    assert (me["login"], me["unit"], me["roles"], me["node"]) == (INSPECTOR, CAOLOC, ["inspector"], "test")


def test_a_unit_that_ended_is_told_with_its_heir(district: Node):
    do(district, acts.act("unit.end", ADMIN, code=XUATLE, on="2024-12-31", successors=[CAOLOC], heir=CAOLOC,
                          how="merged"))  # fmt: skip
    caller = Caller(CAOLOC)
    ended = caller.get("units/ended").json
    assert [(line["code"], line["end"], line["heir"]) for line in ended] == [(XUATLE, "2024-12-31", CAOLOC)]
    for day, stands in (("2024-12-31", True), ("2025-01-01", False)):
        assert (XUATLE in [line["code"] for line in caller.get("units", on=day).json]) == stands


def test_code_lists_are_those_that_documents_are_checked_by(shared: Node):
    caller = Caller(BASON)
    assert caller.get("codes").json == shared.ask("codes", "list")
    for name in codes.LISTS:
        rows = caller.get(f"codes/{name}").json
        assert rows == shared.ask("codes", "show", name)
        held = caller.get(f"codes/{name}", on="2023-03-02").json
        assert all((row["valid_from"] or "") <= "2023-03-02" <= (row["valid_to"] or "9") for row in held)
        assert held == [row for row in rows if row in held]
    unknown = caller.get("codes/faiths")
    assert (unknown.status_code, code(unknown)) == (404, shared.ask("codes", "show", "faiths")["code"])


# ---------------------------------------------------------------- cost

COSTS = {
    "me": 3, "board": 24, "answering": 5, "cases": 4, "search": 6, "owed": 7, "units": 3, "codes/stages": 2,
    "figures": 5, "openapi.json": 0,
}  # fmt: skip


@pytest.mark.parametrize("address", COSTS)
def test_a_query_costs_few_questions_to_the_database(shared: Node, address: str):
    record = a_case(shared, CAOLOC)
    caller = Caller(CAOLOC)
    for asked, most in ((address, COSTS[address]), (f"records/{record}", 10)):
        caller.get(asked, **PARAMETERS.get(asked, {}))
        with CaptureQueriesContext(connection) as counted:
            assert caller.get(asked, **PARAMETERS.get(asked, {})).status_code == 200
        assert len(counted) <= most, [one["sql"][:200] for one in counted.captured_queries]
