"""Who sees a record, and less what: releases, standing releases, cancelled records, what one sees and does not own."""

from datetime import timedelta
from typing import Any

import pytest

from hiepdong.forces.queries import viewer as viewer_of
from hiepdong.records import board
from hiepdong.vocabulary.clock import today
from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    BORDER,
    CAOLOC,
    COMMANDER,
    INSPECTOR,
    KEEPER,
    NGANGOAI,
    XUATLE,
    a_case,
    cancelled,
    do,
    fresh,
    opened,
    person,
    released,
    revised,
    sees,
    shown,
    tried,
    withdrawn,
)
from tests.node import ADMIN, Node

# ---------------------------------------------------------------- releases


def test_a_record_is_seen_by_its_owner_and_by_whom_it_was_released_to(shared: Node):
    record = a_case(shared, CAOLOC)
    seers = [viewer for viewer in (*acts.UNITS, COMMANDER, INSPECTOR, KEEPER, ADMIN) if sees(shared, viewer, record)]
    assert sorted(seers) == sorted([BASON, COMMANDER, CAOLOC])


def test_neither_the_unit_above_nor_the_one_below_sees_by_that_alone(shared: Node):
    record = fresh()
    do(shared, opened(BORDER, record, lead=BORDER))
    assert not sees(shared, BASON, record)
    assert not sees(shared, BORDER, a_case(shared))


def test_a_later_release_to_the_same_unit_replaces_the_earlier_one(shared: Node):
    record = a_case(shared, CAOLOC, without=("summary",), summary="a", stage="khoi-to")
    assert shown(shared, CAOLOC, record)["withheld"] == ["summary"]
    do(shared, released(BASON, record, CAOLOC, without=("stage",)))
    answer = shown(shared, CAOLOC, record)
    assert (answer["withheld"], answer["document"].get("summary"), answer["document"].get("stage")) == (
        ["stage"], "a", None,
    )  # fmt: skip
    assert [line["unit"] for line in shown(shared, BASON, record)["released_to"]] == [CAOLOC]


def test_each_unit_sees_less_what_was_left_out_for_it(shared: Node):
    record = a_case(
        shared, CAOLOC, without=("subjects.name",), subjects=[person("s1", name="Hoàng Văn Không Thấy")], summary="a"
    )
    do(shared, released(BASON, record, ARMY, without=("subjects",)))
    assert shown(shared, CAOLOC, record)["document"]["subjects"] == [person("s1")]
    assert "subjects" not in shown(shared, ARMY, record)["document"]
    assert [shared.ask("search", "Hoàng Văn Không Thấy", "--as", unit) for unit in (CAOLOC, ARMY)] == [[], []]


@pytest.mark.parametrize(("days", "seen"), [(-1, False), (0, True), (1, True)])
def test_a_release_holds_through_its_last_day(shared: Node, days: int, seen: bool):
    record = a_case(shared)
    last = (today() + timedelta(days=days)).isoformat()
    do(shared, released(BASON, record, CAOLOC, until=last))
    assert sees(shared, CAOLOC, record) == seen
    lines = shown(shared, BASON, record)["released_to"]
    assert [(line["unit"], line["until"]) for line in lines] == ([(CAOLOC, last)] if seen else [])


def test_the_owner_sees_to_whom_he_released_and_nobody_else_does(shared: Node):
    record = a_case(shared, CAOLOC, ARMY, without=("summary",))
    lines = shown(shared, BASON, record)["released_to"]
    assert {(line["unit"], tuple(line["without"]), line["until"]) for line in lines} == {
        (CAOLOC, ("summary",), None), (ARMY, ("summary",), None),
    }  # fmt: skip
    assert not {"released_to", "behind"} & shown(shared, CAOLOC, record).keys()
    assert ARMY not in str(shown(shared, CAOLOC, record))


def test_what_is_withdrawn_is_seen_no_more_until_it_is_released_anew(shared: Node):
    record = a_case(shared, CAOLOC, ARMY)
    do(shared, withdrawn(BASON, record, CAOLOC))
    assert (sees(shared, CAOLOC, record), sees(shared, ARMY, record)) == (False, True)
    do(shared, released(BASON, record, CAOLOC))
    assert sees(shared, CAOLOC, record)


def test_a_copy_given_back_is_seen_no_more_until_it_is_released_anew(shared: Node):
    record = a_case(shared, CAOLOC)
    do(shared, acts.act("copy.return", CAOLOC, record=record))
    assert not sees(shared, CAOLOC, record)
    assert shown(shared, BASON, record)["released_to"] == []
    assert tried(shared, acts.act("copy.return", CAOLOC, record=record)) == "record.not_found"
    do(shared, released(BASON, record, CAOLOC))
    assert sees(shared, CAOLOC, record)


# ---------------------------------------------------------------- standing releases


def standing(*to: str, by: str = BASON, **fields: Any) -> acts.Act:
    return acts.act("release.standing", by, **{"kind": "case", "to": list(to), "without": [], "where": None, **fields})


def test_a_standing_release_is_for_what_the_unit_opens_from_now_on(district: Node):
    before, after, others = (fresh() for _ in range(3))
    do(district, opened(BASON, before), standing(CAOLOC, without=["summary"]))
    do(district, opened(BASON, after, summary="a"), opened(NGANGOAI, others))
    assert [sees(district, CAOLOC, record) for record in (before, after, others)] == [False, True, False]
    assert shown(district, CAOLOC, after)["withheld"] == ["summary"]


def test_its_end_is_for_records_opened_later(district: Node):
    before, after = fresh(), fresh()
    do(district, standing(CAOLOC, ARMY), opened(BASON, before))
    do(district, acts.act("release.standing-end", BASON, kind="case", to=[CAOLOC]), opened(BASON, after))
    assert [sees(district, CAOLOC, record) for record in (before, after)] == [True, False]
    assert [sees(district, ARMY, record) for record in (before, after)] == [True, True]


WHERE: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"offences": ["pc-249"]}, {"offences": ["pc-249"]}, True),
    ({"offences": ["pc-251", "pc-249"]}, {"offences": ["pc-249"]}, True),
    ({"offences": ["pc-251"]}, {"offences": ["pc-249"]}, False),
    ({"communes": ["06202"]}, {"place": {"commune": "06202"}}, True),
    ({"communes": ["06202"]}, {"place": {"commune": "06184"}}, False),
    ({"communes": ["06202"]}, {}, False),
    ({"offences": ["pc-249"], "communes": ["06202"]}, {"place": {"commune": "06202"}}, True),
    ({"offences": ["pc-251"], "communes": ["06202"]}, {"place": {"commune": "06202"}}, False),
]


def test_a_standing_release_may_be_for_some_offences_and_communes(district: Node):
    for where, fields, fits in WHERE:
        record = fresh()
        do(district, standing(CAOLOC, where=where), opened(BASON, record, **fields))
        assert sees(district, CAOLOC, record) == fits, (where, fields)
        do(district, revised(BASON, record, 1, offences=["pc-251"], place={"commune": "06202"}))
        assert sees(district, CAOLOC, record) == fits, "it is asked when the record is opened"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"to": ["bp-nowhere"]}, "unit.unknown"),
        ({"to": []}, "act.invalid"),
        ({"kind": "secret"}, "act.invalid"),
        ({"where": {"offences": ["pc-999"]}}, "document.unknown_code"),
        ({"where": {"communes": ["99999"]}}, "document.unknown_code"),
        ({"where": {"villages": ["Ba Sơn"]}}, "act.invalid"),
    ],
)
def test_a_standing_release_that_cannot_be(shared: Node, fields: dict[str, Any], code: str):
    assert tried(shared, standing(CAOLOC, **fields)) == code


# ---------------------------------------------------------------- cancelled, not seen, not owned


def test_a_cancelled_record_stays_readable_and_counts_nowhere(district: Node):
    record, other = a_case(district, CAOLOC), a_case(district)
    do(district, cancelled(BASON, record))
    for viewer in (BASON, CAOLOC):
        assert sees(district, viewer, record)
        assert shown(district, viewer, record)["version"] == 2
    assert district.ask("figures", "--as", BASON)["records"] == [[other]]
    assert district.ask("figures", "--as", CAOLOC)["records"] == []


def test_nothing_more_is_made_of_a_cancelled_record(shared: Node):
    record, other = a_case(shared), a_case(shared)
    do(shared, cancelled(BASON, record))
    for said in (
        revised(BASON, record, 2), revised(BASON, record, 1, title=7), cancelled(BASON, record),
        acts.linked(BASON, fresh(), record, other), acts.linked(BASON, fresh(), other, record),
    ):  # fmt: skip
        assert tried(shared, said) == "record.cancelled"
    assert tried(shared, released(BASON, record, CAOLOC), withdrawn(BASON, record, CAOLOC)) == "done"


OWNERS_ACTS: dict[str, dict[str, Any]] = {
    "case.revise": {"expects": 7, "case": {"title": 7, "colour": "green"}},
    "case.cancel": {"reason": ""},
    "record.release": {"to": ["bp-nowhere"], "without": ["colour"]},
    "record.withdraw": {"from": ["bp-nowhere"], "reason": ""},
    "handover.offer": {"to": "bp-nowhere", "reason": ""},
    "handover.void": {"reason": ""},
    "record.attach": {"file": "/nowhere", "title": "Ảnh"},
}
ANYBODYS_ACTS: dict[str, dict[str, Any]] = {
    "handover.ask": {}, "handover.accept": {}, "handover.decline": {}, "copy.return": {},
    "link.confirm": {}, "link.reject": {}, "link.retract": {},
}  # fmt: skip


@pytest.mark.parametrize("kind", [*OWNERS_ACTS, *ANYBODYS_ACTS])
def test_a_record_that_one_may_not_see_is_not_found_whatever_else_is_wrong(district: Node, kind: str):
    do(district, acts.officer("chihuy.cl", CAOLOC, "commander"))
    unseen, gone = a_case(district), a_case(district, CAOLOC)
    do(district, cancelled(BASON, gone), withdrawn(BASON, gone, CAOLOC))
    for record in (unseen, gone, fresh()):
        said = acts.act(kind, "chihuy.cl", record=record, **{**OWNERS_ACTS, **ANYBODYS_ACTS}[kind])
        assert tried(district, said) == "record.not_found"


@pytest.mark.parametrize("kind", OWNERS_ACTS)
def test_a_record_that_one_sees_but_does_not_own_is_not_his_to_change(district: Node, kind: str):
    do(district, acts.officer("chihuy.cl", CAOLOC, "commander"))
    seen, offered, gone = (a_case(district, CAOLOC) for _ in range(3))
    do(district, acts.offered(BASON, offered, XUATLE), cancelled(BASON, gone))
    for record in (seen, offered, gone):
        said = acts.act(kind, "chihuy.cl", record=record, **OWNERS_ACTS[kind])
        assert tried(district, said) == "record.not_owner"


# ---------------------------------------------------------------- news


def news(unit: str) -> list[tuple[str, str | None]]:
    return [(line.act, line.record) for line in board.news(viewer_of(unit))]


def test_a_release_that_has_lapsed_brings_no_news(district: Node):
    record, past = a_case(district), (today() - timedelta(days=1)).isoformat()
    do(district, released(BASON, record, CAOLOC, until=past), released(BASON, record, XUATLE))
    do(district, revised(BASON, record, 1), cancelled(BASON, record), withdrawn(BASON, record, CAOLOC, XUATLE))
    assert news(CAOLOC) == []
    told = ["record.withdraw", "case.cancel", "case.revise", "record.release"]
    assert news(XUATLE) == [(act, None) for act in told], "what it held it may know to be withdrawn"


def test_who_sees_the_other_end_of_a_link_no_more_is_told_no_more_of_it(district: Node):
    mine, theirs, link = a_case(district, CAOLOC), fresh(), fresh()
    do(district, opened(CAOLOC, theirs), released(CAOLOC, theirs, BASON), acts.linked(BASON, link, mine, theirs))
    do(district, withdrawn(CAOLOC, theirs, BASON), acts.act("link.reject", CAOLOC, record=link))
    assert "link.reject" not in [act for act, _ in news(BASON)]


def test_an_heir_holds_what_the_ended_unit_held_though_its_own_copy_has_lapsed(district: Node):
    record = a_case(district, XUATLE)
    do(district, released(BASON, record, CAOLOC, until=(today() - timedelta(days=1)).isoformat()))
    end = acts.act("unit.end", ADMIN, code=XUATLE, on="2023-12-31", successors=[CAOLOC], heir=CAOLOC, how="merged")
    do(district, end)
    assert sees(district, CAOLOC, record)
