"""Legal clocks of cases: what runs in the cases of a unit, and nobody else's."""

from datetime import datetime, timedelta
from typing import Any

from hiepdong.cases import clocks
from hiepdong.forces.queries import viewer
from hiepdong.vocabulary.clock import now
from tests import acts
from tests.acts import BASON, CAOLOC, a_case, act, do, fresh, opened, person, released, revised, shown, tried
from tests.node import Node


def fact(kind: str, at: datetime) -> dict[str, str]:
    return {"kind": kind, "at": at.isoformat()}


def subject(*facts: dict[str, str], key: str = "s1") -> list[dict[str, Any]]:
    return [person(key, "bi-tam-giu", facts=list(facts))]


def ago(**span: int) -> datetime:
    return now() - timedelta(**span)


def runs(login: str) -> list[tuple[str, str]]:
    return [(line.clock.rule.code, line.state) for line in clocks.running(viewer(login), now())]


def test_a_clock_runs_for_the_owner_until_what_it_asks_was_done(district: Node):
    arrest = fact("arrest", ago(hours=10))
    record = a_case(district, "ca-caoloc", subjects=subject(arrest))
    assert runs(BASON) == [("urgent-hold", "soon")]
    assert runs(CAOLOC) == [], "who was given a copy runs no clock of it"
    do(district, revised(BASON, record, 1, subjects=subject(arrest, fact("released", now()))))
    assert runs(BASON) == []


def test_a_case_that_is_cancelled_or_an_exercise_runs_no_clock(district: Node):
    late = subject(fact("arrest", ago(hours=13)))
    record = a_case(district, subjects=late)
    do(district, opened(BASON, fresh(), subjects=late, exercise=True))
    assert runs(BASON) == [("urgent-hold", "over")]
    do(district, acts.cancelled(BASON, record))
    assert runs(BASON) == []


def test_with_the_case_its_clocks_go_to_the_new_owner(district: Node):
    record = a_case(district, subjects=subject(fact("custody", ago(days=1))))
    do(district, acts.offered(BASON, record, "ca-caoloc"), act("handover.accept", CAOLOC, record=record))
    assert (runs(BASON), runs(CAOLOC)) == ([], [("custody", "running")])


def test_persons_with_the_same_clock_are_one_line(district: Node):
    arrest = fact("arrest", ago(hours=1))
    a_case(district, subjects=[*subject(arrest), *subject(arrest, key="s2")])
    (line,) = clocks.running(viewer(BASON), now())
    assert line.persons == ("s1", "s2")


def test_facts_can_be_left_out_of_a_copy(district: Node):
    custody, report = fact("custody", now()), fact("crime-report", now())
    record = a_case(district, subjects=subject(custody), facts=[report])
    do(district, released(BASON, record, "ca-caoloc", without=("subjects.facts", "facts")))
    document = shown(district, CAOLOC, record)["document"]
    assert "facts" not in document
    assert "facts" not in document["subjects"][0]


def test_a_fact_of_a_person_is_no_fact_of_the_case(district: Node):
    assert tried(district, opened(BASON, fresh(), facts=[fact("custody", now())])) == "document.invalid"
    assert tried(district, opened(BASON, fresh(), facts=[fact("no-such", now())])) == "document.unknown_code"
