"""Versions: what makes the next one, which a revision is of, and which of them reach the holders of a copy."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hiepdong.forces.queries import viewer
from hiepdong.records.board import waiting
from hiepdong.vocabulary.clock import today
from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    a_case,
    cancelled,
    do,
    fresh,
    opened,
    person,
    released,
    revised,
    shown,
    tried,
    withdrawn,
)
from tests.node import Node


def test_opening_makes_version_1_and_each_change_of_the_record_the_next(shared: Node, tmp_path: Path):
    record, file = fresh(), tmp_path / "bien-ban.txt"
    file.write_text("Biên bản")
    versions = [done.version for done in do(
        shared, opened(BASON, record), released(BASON, record, CAOLOC), revised(BASON, record, 1),
        acts.act("record.attach", BASON, record=record, file=str(file), title="Biên bản"),
        acts.offered(BASON, record, ARMY), acts.act("handover.accept", ARMY, record=record),
        withdrawn(ARMY, record, CAOLOC), acts.act("copy.return", BASON, record=record),
        cancelled(ARMY, record),
    )]  # fmt: skip
    assert versions == [1, None, 2, 3, None, 4, None, None, 5]
    assert shown(shared, ARMY, record)["version"] == 5


def test_a_record_is_opened_once(shared: Node):
    record = a_case(shared)
    assert tried(shared, opened(BASON, record)) == "record.exists"
    assert tried(shared, opened(CAOLOC, record, lead=CAOLOC)) == "record.exists"


def test_a_revision_says_which_version_it_revises(shared: Node):
    record = a_case(shared)
    do(shared, revised(BASON, record, 1, title="Hai"))
    assert [tried(shared, revised(BASON, record, expects)) for expects in (1, 3, 0)] == ["record.version_conflict"] * 3
    missing = {name: value for name, value in revised(BASON, record, 2).items() if name != "expects"}
    assert tried(shared, missing) == "act.invalid"
    assert tried(shared, {**missing, "expects": "2"}) == "act.invalid"
    answer = shown(shared, BASON, record)
    assert (answer["version"], answer["document"]["title"]) == (2, "Hai")


def test_who_may_see_a_record_sees_its_latest_version(shared: Node):
    record = a_case(shared, CAOLOC)
    do(shared, revised(BASON, record, 1, title="Hai"))
    answer = shown(shared, CAOLOC, record)
    assert (answer["version"], answer["document"]["title"], answer["withheld"]) == (2, "Hai", [])


ADDS: dict[str, dict[str, Any]] = {
    "subjects": {"subjects": [person("s1"), person("s2")]},
    "others": {"others": [{"key": "v1", "role": "witness"}]},
    "marking": {"marking": "limited"},
}


@pytest.mark.parametrize("added", ADDS)
def test_what_adds_persons_or_raises_the_marking_reaches_holders_only_when_passed_on(shared: Node, added: str):
    record = a_case(shared, CAOLOC, subjects=[person("s1")])
    more: dict[str, Any] = {"subjects": [person("s1")], **ADDS[added]}
    do(shared, revised(BASON, record, 1, title="Hai", **more))
    assert (shown(shared, CAOLOC, record)["version"], shown(shared, BASON, record)["behind"]) == (1, [CAOLOC])
    do(shared, revised(BASON, record, 2, title="Ba", **more))
    assert shown(shared, CAOLOC, record)["version"] == 1, "it still adds to what the holder has"
    do(shared, revised(BASON, record, 3, title="Bốn", pass_on=True, **more))
    assert (shown(shared, CAOLOC, record)["version"], shown(shared, BASON, record)["behind"]) == (4, [])


def test_an_attachment_reaches_holders_only_when_passed_on(shared: Node, tmp_path: Path):
    file = tmp_path / "bien-ban.txt"
    file.write_text("Biên bản")
    record = a_case(shared, CAOLOC)
    do(shared, acts.act("record.attach", BASON, record=record, file=str(file), title="Biên bản"))
    assert (shown(shared, CAOLOC, record)["version"], shown(shared, BASON, record)["behind"]) == (1, [CAOLOC])
    do(shared, revised(BASON, record, 2, pass_on=True))
    assert (shown(shared, CAOLOC, record)["version"], shown(shared, BASON, record)["behind"]) == (3, [])


def test_what_is_withheld_anyway_adds_nothing(shared: Node):
    record = a_case(shared, CAOLOC, without=("subjects",))
    do(shared, revised(BASON, record, 1, **ADDS["subjects"]))
    assert shown(shared, CAOLOC, record)["version"] == 2
    assert shown(shared, BASON, record)["behind"] == []


def test_a_revision_that_adds_nothing_any_more_reaches_who_was_behind(shared: Node):
    record = a_case(shared, CAOLOC, subjects=[person("s1")])
    do(shared, revised(BASON, record, 1, **ADDS["subjects"]), revised(BASON, record, 2, subjects=[person("s1")]))
    assert shown(shared, CAOLOC, record)["version"] == 3


def test_a_later_release_brings_who_was_behind_to_the_latest_version(shared: Node):
    record = a_case(shared, CAOLOC, ARMY)
    do(shared, revised(BASON, record, 1, **ADDS["subjects"]), released(BASON, record, CAOLOC))
    assert [shown(shared, unit, record)["version"] for unit in (CAOLOC, ARMY)] == [2, 1]
    assert shown(shared, BASON, record)["behind"] == [ARMY]


def test_cancellation_and_a_new_owner_reach_who_is_behind(shared: Node):
    record = a_case(shared, CAOLOC)
    do(shared, revised(BASON, record, 1, **ADDS["subjects"]))
    do(shared, acts.offered(BASON, record, ARMY), acts.act("handover.accept", ARMY, record=record))
    assert shown(shared, CAOLOC, record)["owner"] == ARMY
    assert shown(shared, CAOLOC, record)["document"] == acts.case()
    do(shared, cancelled(ARMY, record))
    assert shown(shared, CAOLOC, record)["cancelled"]


def test_who_holds_nothing_any_more_is_not_behind(shared: Node):
    yesterday, record = today() - timedelta(days=1), fresh()
    do(shared, acts.opened(BASON, record), acts.released(BASON, record, CAOLOC, until=yesterday.isoformat()))
    do(shared, acts.revised(BASON, record, 1, subjects=[acts.person()]))
    assert acts.shown(shared, BASON, record)["behind"] == []
    assert record not in [line.record for line in waiting(viewer(BASON))]
