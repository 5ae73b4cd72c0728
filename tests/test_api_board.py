"""The duty board and the answering times over the API: what a page shows, for a program."""

from datetime import timedelta

from hiepdong.vocabulary.clock import now
from tests import information, shifts
from tests.acts import ARMY, BASON, CAOLOC, INSPECTOR, a_case, do, fresh, person
from tests.api import Caller
from tests.node import Node


def test_the_board_tells_what_waits_which_clocks_run_and_what_is_new(district: Node):
    arrest = {"kind": "arrest", "at": (now() - timedelta(hours=10)).isoformat()}
    record = a_case(district, CAOLOC, title="Vụ có người bị giữ", subjects=[person(facts=[arrest])])
    request = information.a_request(district, "ca-caoloc", question="Xe này của ai?")
    board = Caller(CAOLOC).get("board").json
    assert [(one["what"], one["record"], one["unit"]) for one in board["waits"]] == [("request", request, BASON)]
    told = {(one["act"], one["record"]) for one in board["news"]}
    assert told >= {("record.release", record), ("request.send", request)}
    assert board["clocks"] == []
    (clock,) = Caller(BASON).get("board").json["clocks"]
    assert (clock["clock"], clock["state"], clock["persons"], clock["record"]) == ("urgent-hold", "soon", 1, record)
    assert Caller(CAOLOC).get("board", after=board["changed"]).json["news"] == []
    do(district, information.closed(BASON, request))
    newer = Caller(CAOLOC).get("board", after=board["changed"]).json
    assert newer["changed"] > board["changed"]
    assert [one["act"] for one in newer["news"]] == ["request.close"]


def test_who_was_not_told_and_who_reads_no_records_has_an_empty_board(district: Node):
    a_case(district, CAOLOC)
    for login in (ARMY, INSPECTOR):
        board = Caller(login).get("board").json
        assert board.pop("changed") == 0
        assert set(map(tuple, board.values())) == {()}


def test_the_board_tells_what_colleagues_did_and_which_sheets_wait(district: Node):
    do(district, *shifts.crew())
    record = a_case(district, title="Vụ của ca trước")
    sheet = shifts.a_shift(district)
    board = Caller(shifts.COMING).get("board").json
    assert {(one["act"], one["record"]) for one in board["colleagues"]} >= {("case.open", record)}
    assert [one["record"] for one in board["shifts"]] == [sheet]
    assert record not in [one["record"] for one in Caller(BASON).get("board").json["colleagues"]], "his own deed"
    do(district, shifts.taken(sheet))
    assert Caller(shifts.COMING).get("board").json["shifts"] == []


def test_answering_times_are_those_of_requests_whose_state_one_may_know(district: Node):
    request = information.a_request(district, "ca-caoloc", "ca-xuatle", question="Xe này của ai?")
    do(district, information.answered(CAOLOC, fresh(), request, final=True))
    told = {line["unit"]: line for line in Caller(BASON).get("answering").json}
    assert (told["ca-caoloc"]["answered"], told["ca-xuatle"]["answered"]) == (1, 0)
    assert told["ca-caoloc"]["median"] is not None
    assert [line["unit"] for line in Caller(CAOLOC).get("answering").json] == ["ca-caoloc"]
    assert Caller(BASON).get("answering", to="2019-12-31").json == []
    assert Caller(ARMY).get("answering").json == []
