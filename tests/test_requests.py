"""Requests for verification: who sees them, how they stand with each unit, by when an answer is due, what is owed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiepdong.information import deadlines
from hiepdong.vocabulary import workdays
from hiepdong.vocabulary.clock import HANOI
from tests import acts
from tests.acts import ARMY, BASON, CAOLOC, NGANGOAI, XUATLE, do, fresh, shown, tried
from tests.information import a_report, a_request, accepted, answered, asked_on, closed, declined, sent, state
from tests.node import ADMIN, Node


def test_asker_and_every_addressed_unit_see_a_request_and_nobody_else(shared: Node):
    request = a_request(shared, CAOLOC, NGANGOAI)
    assert shown(shared, BASON, request)["document"]["to"] == [CAOLOC, NGANGOAI]
    assert shown(shared, CAOLOC, request)["document"]["to"] == [CAOLOC], "not who else was asked"
    for stranger in (XUATLE, ARMY):
        assert not acts.sees(shared, stranger, request)


def test_each_addressed_unit_has_a_state_of_its_own_and_sees_no_other(shared: Node):
    request = a_request(shared, CAOLOC, NGANGOAI, XUATLE, due="2100-01-01T00:00:00Z")
    do(shared, accepted(CAOLOC, request), declined(NGANGOAI, request, ground="not-ours", reason="ngoài địa bàn"))
    assert state(shared, BASON, request) == {CAOLOC: "accepted", NGANGOAI: "declined", XUATLE: "sent"}
    assert state(shared, NGANGOAI, request) == {NGANGOAI: "declined"}
    do(shared, answered(CAOLOC, fresh(), request, final=False))
    assert state(shared, CAOLOC, request) == {CAOLOC: "accepted"}
    do(shared, answered(CAOLOC, fresh(), request), closed(BASON, request))
    assert set(state(shared, BASON, request).values()) == {"closed"}


def test_overdue_while_an_answer_is_owed_and_late(shared: Node):
    request = a_request(shared, CAOLOC, NGANGOAI, XUATLE, due="2023-01-01T00:00:00Z")
    do(shared, accepted(CAOLOC, request), answered(NGANGOAI, fresh(), request))
    assert state(shared, BASON, request) == {CAOLOC: "overdue", NGANGOAI: "answered", XUATLE: "overdue"}


def test_an_answer_is_seen_by_the_asker_and_by_who_gave_it(shared: Node):
    request, answer = a_request(shared, CAOLOC, NGANGOAI), fresh()
    do(shared, answered(CAOLOC, answer, request, "partly", text="Hai trong ba"))
    assert [one["record"] for one in shown(shared, BASON, request)["answers"]] == [answer]
    assert shown(shared, BASON, answer)["document"]["finding"] == "partly"
    assert shown(shared, NGANGOAI, request)["answers"] == []
    assert shown(shared, NGANGOAI, answer)["code"] == "record.not_found"
    do(shared, acts.released(CAOLOC, answer, XUATLE, without=("text",)))
    found = shown(shared, XUATLE, answer)
    assert (found["withheld"], found["request"]) == (["text"], None), "released further like a report"


ANSWERING = {
    "accept": accepted,
    "decline": declined,
    "answer": lambda by, request: answered(by, fresh(), request),
}


@pytest.mark.parametrize("kind", ANSWERING)
def test_who_may_answer_and_when(shared: Node, kind: str):
    do_it = ANSWERING[kind]
    request = a_request(shared, CAOLOC, NGANGOAI, XUATLE)
    assert tried(shared, do_it(ARMY, request)) == "record.not_found"
    assert tried(shared, do_it(BASON, request)) == "request.not_addressed"
    do(shared, acts.released(BASON, request, ARMY))
    assert tried(shared, do_it(ARMY, request)) == "request.not_addressed"
    do(shared, answered(CAOLOC, fresh(), request), declined(NGANGOAI, request))
    assert tried(shared, do_it(CAOLOC, request)) == "request.answered"
    assert tried(shared, do_it(NGANGOAI, request)) == "request.declined"
    do(shared, closed(BASON, request))
    assert tried(shared, do_it(XUATLE, request)) == "request.closed"


def test_accepting_twice_changes_nothing_and_who_answered_in_part_may_still_decline(shared: Node):
    request = a_request(shared, CAOLOC, due="2100-01-01T00:00:00Z")
    do(shared, accepted(CAOLOC, request), accepted(CAOLOC, request))
    assert state(shared, BASON, request) == {CAOLOC: "accepted"}
    do(shared, answered(CAOLOC, fresh(), request, final=False), declined(CAOLOC, request))
    assert state(shared, BASON, request) == {CAOLOC: "declined"}


def test_asking_on_brings_answered_ones_back_and_keeps_the_due_time(shared: Node):
    request = a_request(shared, CAOLOC, NGANGOAI, due="2100-01-01T00:00:00Z")
    do(shared, answered(CAOLOC, fresh(), request), declined(NGANGOAI, request), asked_on(BASON, request))
    assert state(shared, BASON, request) == {CAOLOC: "accepted", NGANGOAI: "declined"}
    assert datetime.fromisoformat(shown(shared, BASON, request)["due"]).year == 2100
    do(shared, answered(CAOLOC, fresh(), request))
    assert state(shared, BASON, request)[CAOLOC] == "answered"


@pytest.mark.parametrize("kind", [closed, asked_on])
def test_the_asker_closes_and_asks_on(shared: Node, kind: Any):
    request = a_request(shared, CAOLOC)
    assert tried(shared, kind(CAOLOC, request)) == "record.not_owner"
    assert tried(shared, kind(ARMY, request)) == "record.not_found"
    do(shared, closed(BASON, request))
    assert tried(shared, kind(BASON, request)) == "request.closed"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": []}, "document.invalid"), ({"to": ["qs-nowhere"]}, "unit.unknown"),
        ({"to": [BASON]}, "document.invalid"),
        ({"question": ""}, "document.invalid"), ({"urgency": "soon"}, "document.unknown_code"),
        ({"due": "tomorrow"}, "document.invalid"), ({"about": acts.rid(9)}, "record.not_found"),
        ({"colour": "red"}, "document.unknown_field"),
    ],
)  # fmt: skip
def test_a_request_that_cannot_be(shared: Node, change: dict[str, Any], code: str):
    good = sent(BASON, fresh(), CAOLOC)
    assert tried(shared, {**good, "request": {**good["request"], **change}}) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"finding": "sure"}, "document.unknown_code"),
        ({"grade": "Z1"}, "document.invalid"),
        ({"sum": 1}, "document.unknown_field"),
        ({"derived_from": [acts.rid(9)]}, "record.not_found"),
    ],
)
def test_an_answer_that_cannot_be(shared: Node, change: dict[str, Any], code: str):
    assert tried(shared, answered(CAOLOC, fresh(), a_request(shared, CAOLOC), **change)) == code


def test_what_a_request_is_about_is_told_to_who_sees_it(shared: Node):
    news = a_report(shared, CAOLOC)
    request = a_request(shared, CAOLOC, NGANGOAI, about=news)
    assert shown(shared, CAOLOC, request)["document"]["about"] == news
    assert "about" not in shown(shared, NGANGOAI, request)["document"]


def test_what_is_owed_soonest_due_first(district: Node):
    late = a_request(district, CAOLOC, NGANGOAI, due="2023-01-02T00:00:00Z", question="Hai\nba")
    later = a_request(district, CAOLOC, due="2100-01-01T00:00:00Z")
    theirs = a_request(district, BASON, by=CAOLOC, due="2099-01-01T00:00:00Z")
    do(district, accepted(CAOLOC, late))
    owed = district.ask("owed", "--as", BASON)
    assert [(one["record"], one["unit"]) for one in owed["to_us"]] == [
        (late, NGANGOAI),
        (late, CAOLOC),
        (later, CAOLOC),
    ]
    assert [(one["record"], one["unit"]) for one in owed["by_us"]] == [(theirs, BASON)]
    assert (owed["to_us"][0]["title"], owed["to_us"][0]["state"]) == ("Hai", "overdue")
    do(district, answered(CAOLOC, fresh(), late), declined(NGANGOAI, late), closed(BASON, later))
    assert district.ask("owed", "--as", BASON)["to_us"] == []
    assert district.ask("owed", "--as", ARMY) == {"to_us": [], "by_us": []}


def test_requests_are_listed_with_state_and_due(district: Node):
    request = a_request(district, CAOLOC, NGANGOAI, due="2100-01-01T00:00:00+07:00")
    (line,) = district.ask("list", "request", "--as", CAOLOC)
    assert (line["record"], line["state"], line["owner"]) == (request, {CAOLOC: "sent"}, BASON)
    assert datetime.fromisoformat(line["due"]) == datetime(2100, 1, 1, tzinfo=HANOI)


def test_a_request_handed_over_takes_its_answers_along(shared: Node):
    request, answer = a_request(shared, CAOLOC), fresh()
    do(shared, answered(CAOLOC, answer, request, final=False), acts.offered(BASON, request, XUATLE))
    assert tried(shared, closed(BASON, request)) == "record.locked"
    do(shared, acts.act("handover.accept", XUATLE, record=request))
    assert [one["record"] for one in shown(shared, XUATLE, request)["answers"]] == [answer]
    do(shared, answered(CAOLOC, fresh(), request), closed(XUATLE, request))


def test_an_heir_owes_what_the_ended_unit_owed(district: Node):
    request, news = fresh(), a_report(district, XUATLE, CAOLOC)
    do(district, sent(BASON, request, XUATLE, about=news, due="2100-01-01T00:00:00Z"))
    do(district, answered(XUATLE, fresh(), request, final=False))
    end = acts.act("unit.end", ADMIN, code=XUATLE, on="2025-06-30", successors=[CAOLOC], heir=CAOLOC, how="merged")
    do(district, end)
    assert [one["unit"] for one in district.ask("owed", "--as", BASON)["to_us"]] == [CAOLOC]
    do(district, answered(CAOLOC, fresh(), request))
    assert shown(district, BASON, news)["standing"]["supports"] == 1, "one mouth goes on speaking"


# ---------------------------------------------------------------- deadlines, worked out by hand

DUE = [
    # sent, urgency, due
    ("2023-11-01T09:00:00+07:00", "thuong", "2023-11-08T09:00:00+07:00"),  # Wednesday, over one weekend
    ("2023-11-03T16:30:00+07:00", "thuong", "2023-11-10T16:30:00+07:00"),  # Friday
    ("2023-11-04T10:00:00+07:00", "thuong", "2023-11-10T10:00:00+07:00"),  # Saturday: Monday is the first
    ("2023-01-18T08:00:00+07:00", "thuong", "2023-02-01T08:00:00+07:00"),  # Tết: off 20 to 26 January
    ("2023-04-28T08:00:00+07:00", "thuong", "2023-05-10T08:00:00+07:00"),  # Giỗ Tổ, 30/4, 01/5 with days in lieu
    ("2026-08-28T08:00:00+07:00", "thuong", "2026-09-09T08:00:00+07:00"),  # 31/8 swapped, 01 and 02/9
    ("2026-08-20T08:00:00+07:00", "thuong", "2026-08-26T08:00:00+07:00"),  # Saturday 22/8 is worked
    ("2026-11-23T08:00:00+07:00", "thuong", "2026-12-01T08:00:00+07:00"),  # 24/11, Ngày Văn hóa Việt Nam
    ("2023-01-21T23:00:00+07:00", "khan", "2023-01-22T23:00:00+07:00"),  # by the clock, on Tết too
    ("2023-11-04T10:00:00+07:00", "thuong-khan", "2023-11-04T16:00:00+07:00"),
    ("2023-11-04T23:30:00+07:00", "hoa-toc", "2023-11-05T00:30:00+07:00"),
]


@pytest.mark.parametrize(("at", "urgency", "due"), DUE)
def test_an_answer_is_due_by_urgency(at: str, urgency: str, due: str):
    assert deadlines.due(datetime.fromisoformat(at), urgency, None) == datetime.fromisoformat(due)


def test_the_due_time_runs_from_when_the_officer_says_he_sent_it(shared: Node):
    request = a_request(shared, CAOLOC, at="2023-11-03T16:30:00+07:00", urgency="thuong")
    due = datetime.fromisoformat(shown(shared, CAOLOC, request)["due"])
    assert due == datetime.fromisoformat("2023-11-10T16:30:00+07:00")


def test_a_unit_may_set_other_times(district: Node):
    times = {"khan": {"hours": 2}, "thuong": {"working_days": 1}}
    do(district, acts.act("unit.configure", BASON, settings={"answer_times": times}))
    request = a_request(district, CAOLOC, at="2023-11-03T16:30:00+07:00", urgency="khan")
    assert datetime.fromisoformat(shown(district, BASON, request)["due"]).hour == 18
    wrongs: list[dict[str, Any]] = [
        {"khan": {}}, {"khan": {"hours": 0}}, {"soon": {"hours": 1}}, {"khan": {"hours": 1, "working_days": 1}},
    ]  # fmt: skip
    for wrong in wrongs:
        assert tried(district, acts.act("unit.configure", BASON, settings={"answer_times": wrong})) != "done"


@given(st.dates(date(2019, 1, 1), date(2027, 12, 31)), st.integers(1, 30))
@settings(max_examples=100)
def test_working_days_are_counted_one_by_one(start: date, count: int):
    last = workdays.after_working_days(start, count)
    between = [start + timedelta(days=step) for step in range(1, (last - start).days + 1)]
    assert sum(map(workdays.is_working_day, between)) == count
    assert workdays.is_working_day(last)
