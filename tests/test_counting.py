"""What is one event, and what it is credited with: rules 1 to 4 and 9 of the contract."""

import random
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
    offered,
    opened,
    person,
    rid,
    withdrawn,
)
from tests.node import Node

# ---------------------------------------------------------------- 1: which records count


def test_records_count_that_the_viewer_may_see_and_that_are_neither_cancelled_nor_an_exercise(district: Node):
    do(district, *known(BASON, 1), *known(BASON, 2), *known(BASON, 3), *known(BASON, 4, exercise=True))
    do(district, opened(BASON, rid(5)), cancelled(BASON, rid(2)), withdrawn(BASON, rid(3), CAOLOC))
    assert events(district, BASON) == [[1], [3], [5]]
    assert events(district, CAOLOC) == [[1]]
    assert events(district, ARMY) == [[1], [3]]


@pytest.mark.parametrize("viewer", ["admin", acts.KEEPER, acts.INSPECTOR])
def test_who_sees_no_records_counts_none(district: Node, viewer: str):
    do(district, *known(BASON, 1))
    assert figures(district, viewer)["cases"] == 0


def test_a_handed_over_case_is_one_record_and_its_owner_the_receiver(district: Node):
    do(district, *known(BASON, 1, lead=CAOLOC), *known(NGANGOAI, 2, lead=NGANGOAI))
    do(district, *joined(1, (BASON, 1), (NGANGOAI, 2)))
    assert figures(district, ARMY, "--by", "unit")["groups"][0]["key"] == NGANGOAI
    do(district, offered(BASON, rid(1), CAOLOC), act("handover.accept", CAOLOC, record=rid(1)))
    assert events(district, ARMY) == [[1, 2]]
    assert [group["key"] for group in figures(district, ARMY, "--by", "unit")["groups"]] == [CAOLOC]


# ---------------------------------------------------------------- 2: what makes one event of two records

ANSWERS = [
    ([], [[1], [2]], 1),
    (["link.confirm"], [[1, 2]], 0),
    (["link.reject"], [[1], [2]], 0),
    (["link.retract"], [[1], [2]], 0),
    (["link.confirm", "link.retract"], [[1], [2]], 0),
]


@pytest.mark.parametrize(("answers", "found", "twice"), ANSWERS)
def test_records_are_one_event_when_both_halves_of_the_link_stand(
    district: Node, answers: list[str], found: list[list[int]], twice: int
):
    do(district, *known(BASON, 1), *known(CAOLOC, 2), linked(BASON, rid(LINK), rid(1), rid(2)))
    do(district, *(act(kind, CAOLOC, record=rid(LINK)) for kind in answers))
    for viewer in (BASON, CAOLOC, ARMY):
        assert events(district, viewer) == found
        assert figures(district, viewer)["possibly_twice"] == twice


def test_records_are_never_one_event_by_likeness(district: Node):
    alike: dict[str, Any] = {"lead": BASON, "subjects": [person(name="Vi Văn A", birth="1990")]}
    do(district, *known(BASON, 1, **alike), *known(CAOLOC, 2, **alike))
    assert counts(district, ARMY) == (2, 2)
    assert figures(district, ARMY)["possibly_twice"] == 0


def test_an_event_is_all_that_is_connected(district: Node):
    do(district, *(one for number in range(1, 6) for one in known(BASON, number)))
    do(district, *joined(1, (BASON, 1), (BASON, 3)), *joined(2, (BASON, 5), (BASON, 3)))
    assert events(district, ARMY) == [[1, 3, 5], [2], [4]]


def test_it_is_connected_only_by_what_the_viewer_sees_and_what_counts(district: Node):
    do(district, *(one for number in range(1, 4) for one in known(BASON, number)))
    do(district, *joined(1, (BASON, 1), (BASON, 2)), *joined(2, (BASON, 2), (BASON, 3)))
    do(district, withdrawn(BASON, rid(2), CAOLOC))
    assert events(district, CAOLOC) == [[1], [3]]
    assert events(district, ARMY) == [[1, 2, 3]]
    do(district, cancelled(BASON, rid(2)))
    assert events(district, ARMY) == [[1], [3]]


def test_possibly_twice_is_of_links_between_counted_events(district: Node):
    do(district, *known(BASON, 1), *known(CAOLOC, 2), *known(CAOLOC, 3, offences=["pc-188"]), *known(CAOLOC, 4))
    do(district, *(linked(BASON, rid(LINK + to), rid(1), rid(to)) for to in (2, 3)))
    assert figures(district, ARMY)["possibly_twice"] == 2
    assert figures(district, ARMY, "--offence", "pc-249")["possibly_twice"] == 1
    do(district, withdrawn(CAOLOC, rid(2), ARMY))
    assert [figures(district, viewer)["possibly_twice"] for viewer in (ARMY, XUATLE)] == [1, 2]


# ---------------------------------------------------------------- 3: the principal record

PRINCIPALS = [
    # owner and lead of records 1, 2, 3; which speaks
    ([(BASON, CAOLOC), (CAOLOC, CAOLOC), (ARMY, CAOLOC)], 2),
    ([(BASON, CAOLOC), (CAOLOC, BASON), (ARMY, CAOLOC)], 1),
    ([(BASON, CAOLOC), (CAOLOC, CAOLOC), (ARMY, ARMY)], 2),
    ([(BASON, BASON), (CAOLOC, CAOLOC), (ARMY, ARMY)], 1),
    ([(BASON, CAOLOC), (CAOLOC, BASON), (ARMY, ARMY)], 3),
]


@pytest.mark.parametrize(("records", "speaks"), PRINCIPALS)
def test_the_principal_gives_time_place_offence_outcomes_and_credit(
    district: Node, records: list[tuple[str, str]], speaks: int
):
    communes, offences = ["06184", "06187", "06190"], ["pc-249", "pc-188", "pc-251"]
    outcomes = ["khoi-to", "xu-phat", "ban-giao"]
    for number, (owner, lead) in reversed(list(enumerate(records, 1))):
        at = number - 1
        do(district, *known(
            owner, number, lead=lead, on=f"2023-0{number}-15", offences=[offences[at]], outcomes=[outcomes[at]],
            place={"commune": communes[at]}, found=NGANGOAI if number == speaks else XUATLE,
        ))  # fmt: skip
    owners = [(owner, number) for number, (owner, _) in enumerate(records, 1)]
    do(district, *joined(1, owners[2], owners[0]), *joined(2, owners[0], owners[1]))
    wanted = {
        "unit": records[speaks - 1][1], "month": f"2023-0{speaks}", "commune": communes[speaks - 1],
        "offence": offences[speaks - 1], "outcome": outcomes[speaks - 1],
    }  # fmt: skip
    for by, key in wanted.items():
        assert figures(district, XUATLE, "--by", by)["groups"] == [{"key": key, "cases": 1, "subjects": 0}], by
    assert counts(district, XUATLE, "--found", NGANGOAI) == (1, 0)
    assert counts(district, XUATLE, "--found", XUATLE) == (0, 0)


def test_the_principal_is_one_that_the_viewer_sees(district: Node):
    do(district, *known(BASON, 1, lead=CAOLOC), *known(CAOLOC, 2), *joined(1, (BASON, 1), (CAOLOC, 2)))
    do(district, *known(ARMY, 3), *joined(2, (BASON, 1), (ARMY, 3)), withdrawn(CAOLOC, rid(2), XUATLE))
    assert [figures(district, viewer, "--by", "unit")["groups"][0]["key"] for viewer in (BASON, XUATLE)] == [
        CAOLOC, ARMY,
    ]  # fmt: skip


# ---------------------------------------------------------------- 4: the units of an event


def test_units_of_an_event_are_owners_and_all_that_its_records_name(district: Node):
    do(district, *known(BASON, 1, lead=NGANGOAI, supporting=[XUATLE]), *known(CAOLOC, 2, found=ARMY))
    assert [counts(district, BASON, "--with", unit)[0] for unit in UNITS] == [0, 1, 1, 1, 1, 1]
    do(district, *joined(1, (BASON, 1), (CAOLOC, 2)))
    assert [counts(district, BASON, "--with", unit)[0] for unit in UNITS] == [0, 1, 1, 1, 1, 1]
    assert counts(district, BASON, "--with", ARMY, "--with", XUATLE)[0] == 1, "by different records of the event"


def test_a_post_that_hands_a_case_over_keeps_its_part(district: Node):
    do(district, *known(BASON, 1, lead=CAOLOC), *known(ARMY, 2, lead=ARMY, arrested=[NGANGOAI]))
    for giver, taker in ((BASON, CAOLOC), (CAOLOC, XUATLE)):
        do(district, offered(giver, rid(1), taker), act("handover.accept", taker, record=rid(1)))
    for unit in (BASON, CAOLOC, XUATLE):
        assert events(district, ARMY, "--with", unit) == [[1]]
    assert events(district, ARMY, "--with", NGANGOAI) == [[2]]


# ---------------------------------------------------------------- 9: order


def test_the_count_does_not_depend_on_the_order_in_which_things_came(district: Node, nodes: Any):
    people = [person("s1", nationality="VN"), person("s2", "lam-chung"), person("s3", nationality="CN")]
    opening = [known(unit, n, lead=BASON, subjects=people, offences=["pc-249", "pc-188"][: n % 2 + 1])
               for n, unit in enumerate((BASON, CAOLOC, ARMY, XUATLE), 1)]  # fmt: skip
    linking = [
        joined(1, (BASON, 1), (CAOLOC, 2), ("s1", "s2")), joined(2, (ARMY, 3), (CAOLOC, 2), ("s3", "s1")),
        joined(3, (XUATLE, 4), (ARMY, 3), ("s3", "s2")),
        [linked(BASON, rid(LINK + 9), rid(1), rid(4)), act("link.reject", XUATLE, record=rid(LINK + 9))],
    ]  # fmt: skip
    found = []
    for seed in range(5):
        node, shuffled = nodes.copy(district), random.Random(seed)
        for part in (opening, linking):
            shuffled.shuffle(part)
            do(node, *(one for some in part for one in some))
        answer = figures(node, BASON, "--by", "nationality")
        found.append({**answer, "records": sorted(answer["records"])})
        nodes.drop(node)
    assert found == [found[0]] * 5
    district.enter()


def test_the_place_of_a_record_tells_nobody_that_it_is_linked(district: Node):
    """To a record that he may not see: the newest event stands first all the same."""
    do(district, *known(BASON, 1, on="2023-01-01"), *known(BASON, 2, on="2023-05-01"), *known(CAOLOC, 3))
    do(district, *joined(1, (BASON, 1), (CAOLOC, 3)), withdrawn(CAOLOC, rid(3), ARMY))
    assert figures(district, ARMY)["records"] == [[rid(2)], [rid(1)]]
