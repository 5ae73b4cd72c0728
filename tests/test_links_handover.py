"""Links between records, each half said by the owner of its end, and records handed over from unit to unit."""

from pathlib import Path
from typing import Any

import pytest

from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    COMMANDER,
    NGANGOAI,
    SECOND,
    XUATLE,
    a_case,
    cancelled,
    do,
    fresh,
    linked,
    offered,
    opened,
    person,
    released,
    revised,
    sees,
    shown,
    tried,
    withdrawn,
)  # fmt: skip
from tests.node import Node


def answer(kind: str, by: str, record: str) -> acts.Act:
    return acts.act(kind, by, record=record, reason="")


def two(node: Node) -> tuple[str, str]:
    """A case of Ba Sơn post and one of the district's police, each released to the other."""
    a, b = a_case(node, CAOLOC), fresh()
    do(node, opened(CAOLOC, b, lead=CAOLOC), released(CAOLOC, b, BASON))
    return a, b


def link(node: Node, *pairs: tuple[str, str]) -> tuple[str, str, str]:
    """Two such cases and the link that Ba Sơn asserts between them."""
    (a, b), made = two(node), fresh()
    do(node, linked(BASON, made, a, b, *pairs))
    return made, a, b


def state(node: Node, viewer: str, made: str) -> str:
    return str(shown(node, viewer, made)["document"]["state"])


# ---------------------------------------------------------------- links


def test_a_link_stands_when_both_owners_said_so(shared: Node):
    made, a, b = link(shared)
    assert state(shared, BASON, made) == state(shared, CAOLOC, made) == "waits"
    do(shared, answer("link.confirm", CAOLOC, made))
    assert state(shared, BASON, made) == state(shared, CAOLOC, made) == "stands"
    document = shown(shared, CAOLOC, made)["document"]
    assert (document["a"], document["b"], document["relation"]) == (a, b, "same-event")


def test_a_link_makes_no_version_of_its_ends(shared: Node):
    made, a, b = link(shared)
    do(shared, answer("link.confirm", CAOLOC, made))
    assert [shown(shared, BASON, record)["version"] for record in (a, b)] == [1, 1]


def test_between_two_records_of_one_owner_it_stands_at_once(shared: Node):
    a, b, made = a_case(shared), a_case(shared), fresh()
    do(shared, linked(BASON, made, a, b))
    assert state(shared, BASON, made) == "stands"


def test_a_link_is_seen_by_whoever_sees_both_its_ends(shared: Node):
    made, a, b = link(shared)
    do(shared, released(BASON, a, ARMY, XUATLE), released(CAOLOC, b, ARMY, NGANGOAI))
    assert [unit for unit in acts.UNITS if sees(shared, unit, made)] == [BASON, CAOLOC, ARMY]
    assert [line["record"] for line in shown(shared, ARMY, a)["links"]] == [made]
    assert [shown(shared, unit, seen)["links"] for unit, seen in ((XUATLE, a), (NGANGOAI, b))] == [[], []]
    do(shared, withdrawn(CAOLOC, b, ARMY))
    assert not sees(shared, ARMY, made)


def test_a_link_tells_of_no_person_that_is_left_out_of_the_viewers_copy(shared: Node):
    one = acts.a_case(shared, CAOLOC, without=("subjects",), subjects=[acts.person("vi-van-a")])
    other, link = fresh(), fresh()
    do(shared, acts.opened(CAOLOC, other, subjects=[acts.person("k1")]), acts.released(CAOLOC, other, BASON))
    do(shared, acts.linked(BASON, link, one, other, ("vi-van-a", "k1")))
    for viewer, pairs in ((BASON, [["vi-van-a", "k1"]]), (CAOLOC, [])):
        assert acts.shown(shared, viewer, link)["document"]["same_persons"] == pairs
        assert acts.shown(shared, viewer, other)["links"][0]["pairs"] == pairs


def test_who_may_assert(shared: Node):
    mine, unseen, one_way = a_case(shared), fresh(), fresh()
    do(shared, opened(CAOLOC, unseen, lead=CAOLOC), opened(CAOLOC, one_way, lead=CAOLOC))
    do(shared, released(CAOLOC, one_way, BASON))
    for a, b, code in (
        (mine, unseen, "record.not_found"), (mine, fresh(), "record.not_found"), (unseen, mine, "record.not_found"),
        (one_way, mine, "record.not_owner"), (mine, one_way, "link.other_side_unseen"), (mine, mine, "act.invalid"),
    ):  # fmt: skip
        assert tried(shared, linked(BASON, fresh(), a, b)) == code
    do(shared, released(BASON, mine, CAOLOC))
    assert tried(shared, linked(BASON, fresh(), mine, one_way)) == "done"


@pytest.mark.parametrize(
    "change", [{"relation": "same-person"}, {"same_persons": [["s1"]]}, {"same_persons": [["s9", "s1"]]}, {"a": None}]
)
def test_a_link_that_cannot_be(shared: Node, change: dict[str, Any]):
    a, b = a_case(shared, subjects=[person("s1")]), a_case(shared, subjects=[person("s1")])
    assert tried(shared, {**linked(BASON, fresh(), a, b), **change}) == "act.invalid"


def test_a_link_has_an_id_of_its_own(shared: Node):
    made, a, b = link(shared)
    for taken in (made, a):
        assert tried(shared, linked(BASON, taken, a, b)) == "record.exists"
    assert tried(shared, opened(BASON, made)) == "record.exists"


def test_who_may_answer(shared: Node):
    made, a, b = link(shared)
    do(shared, released(BASON, a, ARMY), released(CAOLOC, b, ARMY))
    for kind in ("link.confirm", "link.reject"):
        assert tried(shared, answer(kind, XUATLE, made)) == "record.not_found"
        assert tried(shared, answer(kind, ARMY, made)) == "record.not_owner"
        assert tried(shared, answer(kind, BASON, made)) == "record.not_owner"
    assert tried(shared, answer("link.retract", ARMY, made)) == "record.not_owner"
    assert tried(shared, answer("link.retract", XUATLE, made)) == "record.not_found"


ENDINGS = [
    ([("link.reject", CAOLOC)], "rejected"),
    ([("link.retract", BASON)], "retracted"),
    ([("link.retract", CAOLOC)], "retracted"),
    ([("link.confirm", CAOLOC), ("link.retract", BASON)], "retracted"),
    ([("link.confirm", CAOLOC), ("link.retract", CAOLOC)], "retracted"),
]


@pytest.mark.parametrize(("answers", "settled"), ENDINGS)
def test_a_rejected_or_retracted_link_stays_so_and_a_new_one_may_be_asserted(
    shared: Node, answers: list[tuple[str, str]], settled: str
):
    made, a, b = link(shared)
    do(shared, *(answer(kind, by, made) for kind, by in answers))
    assert state(shared, BASON, made) == settled
    for kind, by in (("link.confirm", CAOLOC), ("link.reject", CAOLOC), ("link.retract", BASON)):
        assert tried(shared, answer(kind, by, made)) == "link.settled"
    assert state(shared, BASON, made) == settled
    assert tried(shared, linked(BASON, fresh(), a, b)) == "done"
    assert tried(shared, linked(CAOLOC, fresh(), b, a)) == "done"


@pytest.mark.parametrize("end", [0, 1])
def test_a_link_to_a_record_that_was_cancelled_since_is_not_confirmed(shared: Node, end: int):
    made, *ends = link(shared)
    do(shared, cancelled((BASON, CAOLOC)[end], ends[end]))
    assert tried(shared, answer("link.confirm", CAOLOC, made)) == "record.cancelled"


# ---------------------------------------------------------------- handing over


def test_a_unit_that_sees_a_record_asks_for_it(shared: Node):
    record = a_case(shared, CAOLOC)
    assert tried(shared, answer("handover.ask", CAOLOC, record)) == "done"
    assert tried(shared, answer("handover.ask", ARMY, record)) == "record.not_found"
    assert shown(shared, BASON, record)["asked_by"] == [CAOLOC]


def test_the_receiver_of_an_offer_sees_the_record_whole(shared: Node):
    record = a_case(shared, CAOLOC, without=("summary",), summary="a")
    for unit in (CAOLOC, ARMY):
        do(shared, offered(BASON, record, unit))
        assert shown(shared, unit, record)["document"] == acts.case(summary="a")
        assert shown(shared, unit, record)["owner"] == BASON
        do(shared, answer("handover.decline", unit, record))
    assert shown(shared, CAOLOC, record)["withheld"] == ["summary"]
    assert not sees(shared, ARMY, record)


def test_meanwhile_every_act_of_the_owner_on_it_is_refused(shared: Node, tmp_path: Path):
    file = tmp_path / "anh.txt"
    file.write_text("a")
    made, record, b = link(shared)
    own, standing, waiting, others = a_case(shared), fresh(), fresh(), fresh()
    do(shared, linked(BASON, standing, record, own), linked(CAOLOC, waiting, b, record))
    do(shared, released(BASON, record, ARMY), offered(BASON, record, ARMY))
    for said in (
        revised(BASON, record, 1), cancelled(BASON, record), released(BASON, record, XUATLE),
        withdrawn(BASON, record, CAOLOC), offered(BASON, record, CAOLOC),
        acts.act("record.attach", BASON, record=record, file=str(file), title="Ảnh"),
        linked(BASON, fresh(), record, own), linked(BASON, fresh(), own, record), linked(BASON, fresh(), record, b),
        answer("link.retract", BASON, made), answer("link.retract", BASON, standing),
        answer("link.confirm", BASON, waiting), answer("link.reject", BASON, waiting),
    ):  # fmt: skip
        assert tried(shared, said) == "record.locked", said["act"]
    assert sees(shared, CAOLOC, record)
    for said in (linked(CAOLOC, others, b, record), answer("handover.ask", CAOLOC, record)):
        assert tried(shared, said) == "done", "others may say their own"


def test_nothing_happens_by_the_clock(shared: Node):
    record = a_case(shared)
    do(shared, {**offered(BASON, record, CAOLOC), "until": "2020-01-01"})
    assert tried(shared, revised(BASON, record, 1)) == "record.locked"
    assert tried(shared, answer("handover.accept", CAOLOC, record)) == "done"


@pytest.mark.parametrize(
    ("to", "code"), [("bp-nowhere", "unit.unknown"), (BASON, "act.invalid"), (None, "act.invalid")]
)
def test_an_offer_that_cannot_be(shared: Node, to: str | None, code: str):
    said = {**offered(BASON, a_case(shared), CAOLOC), "to": to}
    assert tried(shared, {name: value for name, value in said.items() if value is not None}) == code


@pytest.mark.parametrize("kind", ["handover.accept", "handover.decline"])
def test_only_the_receiving_unit_answers(shared: Node, kind: str):
    record, other = a_case(shared, XUATLE), a_case(shared, CAOLOC)
    do(shared, offered(BASON, record, CAOLOC))
    for by, of, code in (
        (XUATLE, record, "handover.not_offered"), (BASON, record, "handover.not_offered"),
        (ARMY, record, "record.not_found"), (CAOLOC, other, "handover.not_offered"),
    ):  # fmt: skip
        assert tried(shared, answer(kind, by, of)) == code
    assert tried(shared, answer(kind, CAOLOC, record)) == "done"
    assert tried(shared, answer(kind, CAOLOC, record)) in {"handover.not_offered", "record.not_found"}


def test_once_accepted_the_receiver_owns_it_and_the_former_owner_goes_on_seeing_it_whole(shared: Node):
    record = a_case(shared, ARMY, without=("summary",), summary="a")
    do(shared, offered(BASON, record, CAOLOC), answer("handover.accept", CAOLOC, record))
    assert {shown(shared, unit, record)["owner"] for unit in (BASON, CAOLOC, ARMY)} == {CAOLOC}
    assert shown(shared, BASON, record)["document"] == acts.case(summary="a")
    assert shown(shared, ARMY, record)["withheld"] == ["summary"]
    lines = {line["unit"]: line["without"] for line in shown(shared, CAOLOC, record)["released_to"]}
    assert lines == {BASON: [], ARMY: ["summary"]}
    assert tried(shared, revised(BASON, record, 2)) == "record.not_owner"
    do(shared, revised(CAOLOC, record, 2, title="Ba"))
    assert shown(shared, BASON, record)["document"]["title"] == "Ba"
    do(shared, withdrawn(CAOLOC, record, BASON))
    assert not sees(shared, BASON, record)


def test_a_record_may_be_handed_on_and_back(shared: Node):
    record = a_case(shared)
    for number, (giver, taker) in enumerate([(BASON, CAOLOC), (CAOLOC, ARMY), (ARMY, BASON)], 2):
        do(shared, offered(giver, record, taker), answer("handover.accept", taker, record))
        assert (shown(shared, taker, record)["owner"], shown(shared, taker, record)["version"]) == (taker, number)
    assert shown(shared, BASON, record)["owners"] == [BASON, CAOLOC, ARMY]
    assert [sees(shared, unit, record) for unit in (CAOLOC, ARMY)] == [True, True]


def test_declined_the_record_stays_where_it_was_and_is_unlocked(shared: Node):
    record = a_case(shared)
    do(shared, offered(BASON, record, CAOLOC), answer("handover.decline", CAOLOC, record))
    assert shown(shared, BASON, record)["owner"] == BASON
    assert tried(shared, revised(BASON, record, 1)) == "done"


def test_a_receiver_that_gives_its_copy_back_declines(shared: Node):
    record = a_case(shared)
    do(shared, offered(BASON, record, CAOLOC), acts.act("copy.return", CAOLOC, record=record))
    assert not sees(shared, CAOLOC, record)
    assert tried(shared, revised(BASON, record, 1)) == "done"


def test_an_offer_is_void_when_two_commanders_of_the_offering_unit_say_so(district: Node):
    record = a_case(district)
    do(district, acts.officer("chihuy.cl", CAOLOC, "commander"), released(BASON, record, XUATLE))
    do(district, offered(BASON, record, CAOLOC))
    assert tried(district, answer("handover.void", "chihuy.cl", record)) == "record.not_owner"
    for _time in range(2):
        do(district, answer("handover.void", COMMANDER, record))
        assert tried(district, revised(BASON, record, 1)) == "record.locked", "the same commander twice is one"
    do(district, answer("handover.void", SECOND, record))
    assert tried(district, answer("handover.accept", CAOLOC, record)) == "record.not_found"
    assert tried(district, revised(BASON, record, 1)) == "done"
    assert tried(district, answer("handover.void", COMMANDER, record)) == "handover.not_offered"


def test_a_voice_against_one_offer_is_none_against_the_next(shared: Node):
    record = a_case(shared)
    do(shared, offered(BASON, record, CAOLOC), answer("handover.void", COMMANDER, record))
    do(shared, answer("handover.decline", CAOLOC, record), offered(BASON, record, ARMY))
    do(shared, answer("handover.void", SECOND, record))
    assert tried(shared, revised(BASON, record, 1)) == "record.locked"
