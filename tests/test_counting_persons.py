"""Who is one person, who counts and under what: rules 5, 6 and 10 of the contract."""

from typing import Any

import pytest

from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    LINK,
    NGANGOAI,
    UNITS,
    XUATLE,
    act,
    cancelled,
    counts,
    do,
    events,
    figures,
    joined,
    known,
    linked,
    opened,
    person,
    released,
    revised,
    rid,
    shown,
    withdrawn,
)  # fmt: skip
from tests.node import Node


def groups(node: Node, viewer: str, by: str, *options: str) -> dict[str | None, tuple[int, int]]:
    found = figures(node, viewer, "--by", by, *options)["groups"]
    return {group["key"]: (group["cases"], group["subjects"]) for group in found}


STATUSES = {
    "bi-giu-khan-cap": 1, "bi-bat": 1, "bi-tam-giu": 1, "bi-can": 1, "bi-cao": 1, "bi-ket-an": 1,
    "vi-pham-hanh-chinh": 1, "bi-tam-giu-hc": 1, "bi-truy-na": 1, "dau-thu": 1, "tu-thu": 1, "duoi-18": 1,
    "to-giac": 0, "bi-to-giac": 0, "nghi-van": 0, "bi-truy-tim": 0, "tha-khong-xu-ly": 0, "bi-hai": 0,
    "nan-nhan": 0, "dang-xac-dinh-nan-nhan": 0, "lam-chung": 0, "chung-kien": 0, "lien-quan": 0,
}  # fmt: skip


def test_a_subject_counts_when_his_status_counts(district: Node):
    for number, status in enumerate(STATUSES, 1):
        day = f"2023-01-{number:02}"
        do(district, opened(BASON, rid(number), on=day, subjects=[person(status=status)]))
        assert counts(district, BASON, "--from", day, "--to", day) == (1, STATUSES[status]), status


@pytest.mark.parametrize(
    ("main", "own", "counted"),
    [
        ("pc-348", [], 0),
        ("pc-348", ["ad-cross-no-formalities"], 1),
        ("pc-347", ["pc-347"], 1),
        ("pc-348", ["pc-348"], 0),
    ],
)
def test_who_was_led_across_counts_only_under_an_offence_of_his_own_that_is_not_the_organising(
    district: Node, main: str, own: list[str], counted: int
):
    do(district, opened(BASON, rid(1), offences=[main], subjects=[person(status="duoc-dua-dan", offences=own)]))
    assert counts(district, BASON) == (1, counted)


LED = {"status": "duoc-dua-dan", "offences": ["ad-cross-no-formalities"]}
LED_BESIDE = {"status": "vi-pham-hanh-chinh", "offences": ["ad-cross-no-formalities"], "led": True}


@pytest.mark.parametrize("led", [LED, LED_BESIDE])
@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({"birth": "2006"}, 0), ({"birth": "2005"}, 1), ({"birth": "2005-03-03"}, 0), ({"birth": "2005-03-02"}, 1),
        ({"minor": True}, 0), ({}, 1),
    ],
)  # fmt: skip
def test_a_minor_who_was_led_across_never_counts(
    district: Node, led: dict[str, Any], said: dict[str, Any], counts: int
):
    do(district, opened(BASON, rid(1), subjects=[{"key": "s1", **led, **said}]))
    assert acts.counts(district, BASON) == (1, counts)
    seq = district.ask("journal", "stats")["entries"]
    for by in (acts.COMMANDER, acts.SECOND):
        do(district, acts.act("record.erase", by, record=rid(1), decision="QĐ 1", minutes=""))
    assert acts.counts(district, BASON, "--asof", str(seq)) == (1, counts), "past figures stand"
    assert district.verify()["ok"]


@pytest.mark.parametrize(
    ("without", "counts"),
    [((), 0), (("subjects.birth",), 0), (("subjects.minor",), 0), (("subjects.birth", "subjects.minor"), 1)],
)
def test_who_cannot_see_that_he_is_a_minor_does_not_learn_it_from_the_count(
    district: Node, without: tuple[str, ...], counts: int
):
    child = {"key": "s1", **LED, "birth": "2015", "minor": True}
    do(district, opened(BASON, rid(1), subjects=[child]), acts.released(BASON, rid(1), CAOLOC, without=without))
    assert acts.counts(district, CAOLOC) == (1, counts)


def test_a_released_person_counts_no_more_but_did_then(district: Node):
    was = do(district, opened(BASON, rid(1), subjects=[person()]))[0].seq
    do(district, revised(BASON, rid(1), 1, subjects=[person(status="tha-khong-xu-ly")]))
    assert counts(district, BASON) == (1, 0)
    assert counts(district, BASON, "--asof", str(was)) == (1, 1)


def test_others_are_never_subjects(district: Node):
    others = [{"key": f"o{number}", "role": role} for number, role in enumerate(("victim", "witness", "guided"))]
    do(district, opened(BASON, rid(1), others=others))
    assert counts(district, BASON) == (1, 0)


# ---------------------------------------------------------------- one person

SAME = [
    ([], 4),
    ([("s1", "s1")], 3),
    ([("s1", "s2"), ("s2", "s1")], 2),
    ([("s1", "s1"), ("s1", "s2")], 2),
    ([("s1", "s1"), ("s1", "s2"), ("s2", "s1")], 1),
]


@pytest.mark.parametrize(("pairs", "subjects"), SAME)
def test_those_named_in_same_persons_are_one(district: Node, pairs: list[tuple[str, str]], subjects: int):
    two: list[Any] = [person("s1", name="Vi Văn A"), person("s2", name="Vi Văn A")]
    do(district, *known(BASON, 1, subjects=two), *known(CAOLOC, 2, subjects=two))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2), *pairs))
    assert counts(district, ARMY) == (1, subjects)


def test_pairs_of_a_link_that_does_not_stand_make_no_one_the_same(district: Node):
    do(district, *known(BASON, 1, subjects=[person()]), *known(CAOLOC, 2, subjects=[person()]))
    do(district, linked(BASON, rid(LINK), rid(1), rid(2), ("s1", "s1")))
    assert counts(district, ARMY) == (2, 2)


@pytest.mark.parametrize("middle", ["bi-can", "lam-chung"])
def test_one_person_goes_through_records_whatever_his_status_between(district: Node, middle: str):
    do(district, *known(BASON, 1, subjects=[person("a")]), *known(CAOLOC, 2, subjects=[person("b", middle)]))
    do(district, *known(ARMY, 3, subjects=[person("c")]))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2), ("a", "b")), *joined(2, (ARMY, 3), (CAOLOC, 2), ("c", "b")))
    assert counts(district, XUATLE) == (1, 1)


def test_one_person_goes_also_by_way_of_a_record_whose_subjects_are_withheld(district: Node):
    do(district, *known(BASON, 1, subjects=[person("a")]), *known(CAOLOC, 2, subjects=[person("b")]))
    do(district, *known(ARMY, 3, subjects=[person("c")]))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2), ("a", "b")), *joined(2, (ARMY, 3), (CAOLOC, 2), ("c", "b")))
    do(district, released(CAOLOC, rid(2), XUATLE, without=("subjects",)))
    assert counts(district, XUATLE) == (1, 1)
    assert figures(district, XUATLE)["withheld"] == 1


def test_the_principals_entry_speaks_for_a_person_else_that_of_the_smallest_record(district: Node):
    entries = [
        person(status="lam-chung", nationality="LA", offences=["pc-188"]),
        person(nationality="CN", offences=["pc-251"]),
        person(nationality="VN"),
    ]
    lead = {"lead": NGANGOAI}
    do(district, *known(BASON, 1, **lead, subjects=[entries[0]]), *known(CAOLOC, 2, **lead, subjects=[entries[1]]))
    do(district, *known(ARMY, 3, subjects=[entries[2]], offences=["pc-189"]))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2), ("s1", "s1")), *joined(2, (ARMY, 3), (CAOLOC, 2), ("s1", "s1")))
    assert groups(district, XUATLE, "nationality") == {"VN": (1, 1)}
    assert groups(district, XUATLE, "offence") == {"pc-189": (1, 1)}
    do(district, withdrawn(ARMY, rid(3), XUATLE))
    assert counts(district, XUATLE) == (1, 0), "his status of record 1, although record 2 says that he counts"
    do(district, withdrawn(BASON, rid(1), XUATLE))
    assert groups(district, XUATLE, "offence") == {"pc-249": (1, 0), "pc-251": (0, 1)}


def test_a_principal_that_does_not_name_him_leaves_him_to_the_smallest_record(district: Node):
    do(district, *known(ARMY, 1, subjects=[person("x")]))
    do(district, *known(BASON, 2, lead=ARMY, subjects=[person("a", nationality="CN")]))
    do(district, *known(CAOLOC, 3, lead=ARMY, subjects=[person("a", nationality="LA")]))
    do(district, *joined(1, (CAOLOC, 3), (BASON, 2), ("a", "a")), *joined(2, (CAOLOC, 3), (ARMY, 1)))
    assert groups(district, XUATLE, "nationality") == {None: (1, 1), "CN": (1, 1)}


def test_of_two_entries_in_one_record_the_smaller_key_speaks(district: Node):
    two = [person("s2", nationality="VN"), person("s1", nationality="CN")]
    do(district, *known(BASON, 1, subjects=two), *known(CAOLOC, 2, lead=BASON, subjects=[person("k")]))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2), ("s2", "k"), ("s1", "k")))
    assert groups(district, ARMY, "nationality") == {"CN": (1, 1)}


def test_pairs_that_make_two_of_one_record_the_same_are_shown_to_the_owners(district: Node):
    do(district, *known(BASON, 1, subjects=[person("a"), person("b"), person("c")]))
    do(district, *known(CAOLOC, 2, subjects=[person("k")]), *known(ARMY, 3, subjects=[person("x")]))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2), ("a", "k")), *joined(2, (CAOLOC, 2), (ARMY, 3), ("k", "x")))
    assert shown(district, BASON, rid(1))["contradictions"] == []
    do(district, *joined(3, (ARMY, 3), (BASON, 1), ("x", "c")))
    assert shown(district, BASON, rid(1))["contradictions"] == [["a", "c"]]
    assert counts(district, BASON) == (1, 2)
    assert [shown(district, *own)["contradictions"] for own in ((CAOLOC, rid(2)), (ARMY, rid(3)))] == [[], []]
    assert "contradictions" not in shown(district, CAOLOC, rid(1))
    do(district, act("link.retract", ARMY, record=rid(LINK + 2)))
    assert shown(district, BASON, rid(1))["contradictions"] == []


def test_his_entry_speaks_whole_also_where_it_says_nothing(district: Node):
    do(district, *known(BASON, 1, subjects=[person()]))
    do(district, *known(CAOLOC, 2, lead=BASON, subjects=[person(nationality="CN", offences=["pc-251"])]))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2), ("s1", "s1")))
    assert groups(district, ARMY, "nationality") == {None: (1, 1)}
    assert groups(district, ARMY, "offence") == {"pc-249": (1, 1)}


# ---------------------------------------------------------------- 6: under which offence


def test_a_case_counts_under_its_main_offence_and_each_person_under_his_own(district: Node):
    people = [person("s1"), person("s2", offences=["pc-347", "pc-251"]), person("s3", offences=[])]
    do(district, opened(BASON, rid(1), offences=["pc-249", "pc-251"], subjects=people))
    assert groups(district, BASON, "offence") == {"pc-249": (1, 2), "pc-347": (0, 1)}
    for offence, found in (("pc-249", (1, 2)), ("pc-347", (0, 1)), ("pc-251", (0, 0))):
        assert counts(district, BASON, "--offence", offence) == found
        assert events(district, BASON, "--offence", offence) == ([[1]] if any(found) else [])


def test_a_person_without_offence_counts_under_that_of_the_record_that_speaks_for_him(district: Node):
    do(district, *known(BASON, 1, offences=["pc-249"]))
    do(district, *known(CAOLOC, 2, lead=BASON, offences=["pc-188"], subjects=[person()]))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2)))
    assert groups(district, ARMY, "offence") == {"pc-249": (1, 0), "pc-188": (0, 1)}


# ---------------------------------------------------------------- 10: what the viewer may not see


def test_subjects_withheld_are_not_counted_and_it_is_said_in_how_many_records(district: Node):
    do(district, *(one for number in (1, 2, 3) for one in known(BASON, number, subjects=[person()])))
    do(district, *known(BASON, 4, on="2022-01-01"), *joined(1, (BASON, 1), (BASON, 2)))
    do(district, *(released(BASON, rid(number), CAOLOC, without=("subjects",)) for number in (1, 2, 4)))
    assert (counts(district, CAOLOC), figures(district, CAOLOC)["withheld"]) == ((3, 1), 3)
    for options, withheld in (
        (("--from", "2023-01-01"), 2), (("--with", XUATLE), 0), (("--with", BASON), 3), (("--offence", "pc-347"), 3),
        (("--lead", NGANGOAI), 0),
    ):  # fmt: skip
        assert figures(district, CAOLOC, *options)["withheld"] == withheld, options
    assert (counts(district, ARMY), figures(district, ARMY)["withheld"]) == ((3, 4 - 1), 0)


def test_a_nationality_withheld_is_not_known(district: Node):
    do(district, *known(BASON, 1, subjects=[person(nationality="CN")]))
    do(district, released(BASON, rid(1), CAOLOC, without=("subjects.nationality",)))
    assert groups(district, CAOLOC, "nationality") == {None: (1, 1)}
    assert groups(district, ARMY, "nationality") == {"CN": (1, 1)}
    assert counts(district, CAOLOC, "--nationality", "foreign") == (0, 0)


def test_a_unit_that_sees_nothing_counts_nothing(district: Node):
    do(district, opened(BASON, rid(1), subjects=[person()]), act("case.cancel", BASON, record=rid(1), reason=""))
    do(district, opened(BASON, rid(2), subjects=[person()]))
    for unit in UNITS:
        assert counts(district, unit) == ((1, 1) if unit == BASON else (0, 0))
    do(district, cancelled(BASON, rid(2)))
    assert counts(district, BASON) == (0, 0)
