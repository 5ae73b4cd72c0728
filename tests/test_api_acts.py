"""Acts over the API: the same outcomes and refusals as `hiepdong play`, in the name of who holds the token."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from hiepdong.api.problems import STATUS
from hiepdong.vocabulary.refusals import MESSAGES
from tests import acts
from tests.acts import ARMY, BASON, CAOLOC, INSPECTOR, Act, a_case, do, fresh, linked, offered, opened, released
from tests.api import Caller, code
from tests.node import ADMIN, Node

Case = Callable[[Node], Act]
NO_FILE = f"upload-{0:032}"


def of_another(node: Node) -> str:
    """A case of the district's police that Ba Sơn does not see."""
    record = fresh()
    do(node, opened(CAOLOC, record, lead=CAOLOC))
    return record


def offered_away(node: Node) -> Act:
    record = a_case(node)
    do(node, offered(BASON, record, ARMY))
    return released(BASON, record, CAOLOC)


def cancelled_before(node: Node) -> Act:
    record = a_case(node)
    do(node, acts.cancelled(BASON, record))
    return acts.revised(BASON, record, 1)


def rejected_before(node: Node) -> Act:
    one, other, link = a_case(node), a_case(node), fresh()
    do(node, linked(BASON, link, one, other), acts.act("link.retract", BASON, record=link, reason=""))
    return acts.act("link.confirm", BASON, record=link)


def unseen_by_the_other(node: Node) -> Act:
    theirs = of_another(node)
    do(node, released(CAOLOC, theirs, BASON))
    return linked(BASON, fresh(), a_case(node), theirs)


def used_before(node: Node) -> Act:
    said = opened(BASON, fresh())
    do(node, said)
    return {**said, "record": fresh()}


def released_to_us(node: Node) -> str:
    record = of_another(node)
    do(node, released(CAOLOC, record, BASON))
    return record


REFUSED: dict[str, Case] = {
    "act.invalid": lambda _: acts.act("case.open", BASON, record=fresh()),
    "act.unknown": lambda _: acts.act("case.burn", BASON, record=fresh()),
    "act.id_reused": used_before,
    "act.not_permitted": lambda _: acts.unit("bp-moi", by=BASON),
    "unit.unknown": lambda node: released(BASON, a_case(node), "bp-nowhere"),
    "unit.taken": lambda _: acts.unit(BASON, start="2009-01-01", by=ADMIN),
    "record.not_found": lambda node: acts.revised(BASON, of_another(node), 1),
    "record.exists": lambda node: opened(BASON, a_case(node)),
    "record.not_owner": lambda node: acts.cancelled(BASON, released_to_us(node)),
    "record.version_conflict": lambda node: acts.revised(BASON, a_case(node), 7),
    "record.locked": offered_away,
    "record.cancelled": cancelled_before,
    "document.invalid": lambda _: opened(BASON, fresh(), title=7),
    "document.unknown_field": lambda _: opened(BASON, fresh(), faith="none"),
    "document.unknown_code": lambda _: opened(BASON, fresh(), offences=["pc-0"]),
    "mask.unknown_path": lambda node: released(BASON, a_case(node), CAOLOC, without=("title",)),
    "marking.above_ceiling": lambda _: opened(BASON, fresh(), marking="mat"),
    "link.other_side_unseen": unseen_by_the_other,
    "link.settled": rejected_before,
    "handover.not_offered": lambda node: acts.act("handover.accept", BASON, record=released_to_us(node)),
    "request.not_addressed": lambda node: acts.act("request.accept", BASON, record=sent_between_others(node)),
    "attachment.missing": lambda node: acts.act("record.attach", BASON, record=a_case(node), file=NO_FILE, title="a"),
}


def sent_between_others(node: Node) -> str:
    """A request of Ba Sơn's own: it sees it, and was not asked."""
    record = fresh()
    said = {"to": [CAOLOC], "question": "Xe này của ai?", "why": "xác minh", "urgency": "thuong"}
    do(node, acts.act("request.send", BASON, record=record, request=said))
    return record


@pytest.mark.parametrize("refusal", REFUSED)
def test_a_refusal_is_the_same_line_as_on_the_command_line(shared: Node, refusal: str):
    said = REFUSED[refusal](shared)
    played = shared.run("play", "-", "--json", typed=json.dumps(said)).json
    assert played["code"] == refusal
    caller = Caller(said["by"])
    assert caller.acts(said) == [played]
    alone = caller.act(said)
    assert (alone.status_code, code(alone)) == (STATUS[refusal], refusal)
    assert played.items() <= alone.json.items()


def test_what_was_done_is_the_same_line_and_is_done_once(shared: Node):
    said = opened(BASON, fresh())
    caller = Caller(BASON)
    first = caller.act(said)
    assert first.status_code == 200
    assert first.json.keys() == {"id", "ok", "record", "version", "seq"}
    assert [caller.act(said).json, *caller.acts(said, said)] == [first.json] * 3
    assert shared.run("play", "-", "--json", typed=json.dumps(said)).json == first.json


def test_every_code_of_a_refusal_has_a_status():
    assert STATUS.keys() == MESSAGES.keys()


def test_a_list_has_an_outcome_for_each_act_and_a_refusal_stops_nothing(shared: Node):
    one, two = fresh(), fresh()
    outcomes = Caller(BASON).acts(opened(BASON, one), opened(BASON, one), opened(BASON, two))
    assert [(line["ok"], line.get("code")) for line in outcomes] == [
        (True, None), (False, "record.exists"), (True, None),
    ]  # fmt: skip
    assert acts.sees(shared, BASON, two)
    assert Caller(BASON).acts() == []


def test_more_acts_than_one_transaction_holds(shared: Node):
    said = [opened(BASON, fresh()) for _ in range(230)]
    said[150]["case"]["lead"] = "bp-nowhere"
    outcomes = Caller(BASON).acts(*said)
    assert [line["id"] for line in outcomes] == [one["id"] for one in said]
    assert [number for number, line in enumerate(outcomes) if not line["ok"]] == [150]


@pytest.mark.parametrize("bad", [7, None, "act", [], {}, {"id": "a"}, {"act": "case.open"}, {"id": 1, "act": "a"}])
def test_where_something_is_no_act_nothing_is_done(shared: Node, bad: Any):
    one, two = fresh(), fresh()
    answer = Caller(BASON).ask("POST", "acts", json=[opened(BASON, one), bad, opened(BASON, two)])
    assert (answer.status_code, code(answer)) == (400, "act.invalid")
    assert "[1]" in answer.json["message"]
    assert [acts.sees(shared, BASON, record) for record in (one, two)] == [False, False]
    headers = {"Content-Type": "application/json"}
    alone = Caller(BASON).ask("POST", "acts", data=json.dumps(bad), headers=headers)
    assert alone.json == [] if bad == [] else (alone.status_code, code(alone)) == (400, "act.invalid")


def test_a_file_of_acts_may_be_sent_as_it_is(shared: Node):
    one, two = fresh(), fresh()
    lines = "".join(json.dumps(opened(BASON, record)) + "\r\n\n" for record in (one, one, two))
    headers = {"Content-Type": "application/x-ndjson"}
    answer = Caller(BASON).ask("POST", "acts", data=lines.encode(), headers=headers)
    assert [line["ok"] for line in answer.json] == [True, False, True]
    broken = lines.encode() + b"{"
    answer = Caller(BASON).ask("POST", "acts", data=broken, headers=headers)
    assert (code(answer), "7: " in answer.json["message"]) == ("act.invalid", True)


# ---------------------------------------------------------------- in whose name


def test_who_acts_comes_from_the_token_and_may_not_be_contradicted(shared: Node):
    nobody = {name: value for name, value in opened(BASON, fresh()).items() if name != "by"}
    assert Caller(BASON).act(nobody).json["ok"]
    assert acts.shown(shared, BASON, nobody["record"])["history"][0]["by"] == BASON
    other = opened(CAOLOC, fresh(), lead=CAOLOC)
    answer = Caller(BASON).act(other)
    assert (answer.status_code, code(answer), answer.json["id"]) == (403, "act.not_permitted", other["id"])
    assert not acts.sees(shared, CAOLOC, other["record"])


def test_an_officer_of_two_units_says_for_which_he_acts_and_asks(district: Node):
    do(district, acts.officer("hai", BASON), acts.officer("hai", CAOLOC))
    here, there = Caller("hai"), Caller("hai", Hiepdong_Unit=CAOLOC)
    assert [caller.get("me").json["unit"] for caller in (here, there)] == [BASON, CAOLOC]
    one, two, three = (fresh() for _ in range(3))
    assert here.acts(opened("hai", one), {**opened("hai", two), "for_unit": CAOLOC})[1]["ok"]
    assert there.act(opened("hai", three)).json["ok"]
    assert [line["record"] for line in here.get("cases").json] == [one]
    assert {line["record"] for line in there.get("cases").json} == {two, three}
    assert there.act({**opened("hai", fresh()), "for_unit": BASON}).json["ok"], "the act's own word holds"


@pytest.mark.parametrize(("unit", "refusal"), [(CAOLOC, "officer.unknown"), ("bp-nowhere", "unit.unknown")])
def test_nobody_asks_or_acts_for_a_unit_in_which_he_does_not_serve(shared: Node, unit: str, refusal: str):
    caller = Caller(BASON, Hiepdong_Unit=unit)
    assert code(caller.get("cases")) in (refusal, "act.not_permitted")
    assert code(caller.act(opened(BASON, fresh()))) in (refusal, "act.not_permitted")


@pytest.mark.parametrize("login", [INSPECTOR, ADMIN])
def test_roles_are_the_same_as_everywhere(shared: Node, login: str):
    answer = Caller(login).act(opened(login, fresh()))
    assert (answer.status_code, code(answer)) == (403, "act.not_permitted")


def test_messages_come_in_the_language_that_is_asked_for(shared: Node):
    said = opened(BASON, a_case(shared))
    vietnamese, english = MESSAGES["record.exists"]
    for asked, message in (
        ("vi", vietnamese), ("en", english), ("en-GB, vi;q=0.5", english), ("fr, vi;q=0.8, en;q=0.4", vietnamese),
        ("fr", vietnamese), ("en;q=0", vietnamese), ("*", vietnamese), (";;,q=,", vietnamese), ("a" * 9000, vietnamese),
    ):  # fmt: skip
        caller = Caller(BASON, Accept_Language=asked)
        assert (caller.act(said).json["message"], caller.acts(said)[0]["message"]) == (message, message), asked


def test_what_is_attached_over_the_api_is_never_a_path_of_the_node(shared: Node, tmp_path: Any):
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    record = a_case(shared)
    for file in (str(secret), "../hiepdong.db", str(shared.home / "node.json"), "upload-" + "0" * 32, "upload-x", ""):
        outcome = Caller(BASON).acts(acts.act("record.attach", BASON, record=record, file=file, title="a"))[0]
        assert outcome["code"] in ("attachment.missing", "act.invalid"), file
    assert do(shared, acts.act("record.attach", BASON, record=record, file=str(secret), title="a"))
