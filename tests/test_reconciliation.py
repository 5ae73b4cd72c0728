"""Reconciliation: figures side by side, each difference by its case and why, agreed and signed by all, kept."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.cases.queries import list_cases
from hiepdong.forces.queries import viewer
from hiepdong.journal import queries as journal
from hiepdong.reconciliation import comparing, queries
from hiepdong.reconciliation.matter import Matter, Side
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.reconciliation import CountedGroup
from tests import playing
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    act,
    cancelled,
    do,
    fresh,
    joined,
    known,
    linked,
    opened,
    person,
    released,
    revised,
    rid,
    shown,
    tried,
    unit,
    withdrawn,
)
from tests.drawing import OFFENCES
from tests.node import Node, Nodes
from tests.reconciling import (
    a_reconciliation,
    agreed,
    compared,
    document,
    matter_of,
    persons,
    proposed,
    put,
    reasons,
    signed,
)
from tests.test_properties_counting import viewers

IN_MARCH = {"on": "2023-03-02", "subjects": [person()]}


def head() -> int:
    return journal.head().seq


# ---------------------------------------------------------------- proposing and putting forward


def test_only_who_takes_part_sees_it_and_only_staff_and_commanders_speak_in_it(district: Node):
    record = a_reconciliation(district, BASON, CAOLOC)
    assert shown(district, CAOLOC, record)["state"] == "open"
    assert shown(district, ARMY, record)["code"] == "record.not_found"
    assert tried(district, act("reconciliation.close", CAOLOC, record=record)) == "record.not_owner"
    do(district, act("officer.add", "admin", officer={
        "login": "tructrucban", "name": "x", "rank": None, "unit": CAOLOC, "roles": ["duty"],
    }))  # fmt: skip
    assert tried(district, put(CAOLOC, record) | {"by": "tructrucban"}) == "act.not_permitted"
    do(district, released(BASON, record, ARMY), put(BASON, record))
    assert shown(district, ARMY, record)["sides"] == {}
    assert tried(district, put(BASON, record) | {"by": ARMY, "id": fresh()}) == "reconciliation.not_party"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"to": "2022-12-31"}, "document.invalid"), ({"units": []}, "document.invalid"),
        ({"units": [BASON]}, "document.invalid"), ({"units": ["bp-nowhere"]}, "unit.unknown"),
        ({"with": ["bp-nowhere"]}, "unit.unknown"), ({"groups": []}, "document.invalid"),
        ({"groups": [{"key": "D", "label": "x", "offences": ["pc-999"]}]}, "document.unknown_code"),
        ({"place": "here"}, "document.unknown_field"),
    ],
)  # fmt: skip
def test_a_proposal_that_cannot_be_counted_is_refused(shared: Node, wrong: dict[str, Any], code: str):
    said = document(CAOLOC, **wrong)
    assert tried(shared, act("reconciliation.propose", BASON, record=fresh(), reconciliation=said)) == code


def test_no_unit_tells_more_than_it_counted_nor_a_case_that_the_other_may_not_see(district: Node):
    hidden, third, record = fresh(), fresh(), fresh()
    do(
        district, opened(BASON, hidden, **IN_MARCH), opened(ARMY, third, lead=ARMY, **IN_MARCH),
        released(ARMY, third, BASON, CAOLOC), proposed(BASON, record, CAOLOC),
    )  # fmt: skip
    said = put(BASON, record)
    assert said["shown"] == {CAOLOC: []}
    assert [one["cases"] for one in said["figures"]] == [2, 0]
    for told in (hidden, third, fresh()):
        event = {"key": "D", "records": [told], "day": "2023-03-02", "cases": 1, "subjects": 1}
        assert tried(district, said | {"shown": {CAOLOC: [event]}, "id": fresh()}) == "reconciliation.not_shown"
    wrongs: tuple[dict[str, Any], ...] = (
        {"asof": 10_000}, {"figures": said["figures"][:1]}, {"shown": {ARMY: []}}, {"shown": {BASON: []}},
        {"figures": [{**said["figures"][0], "cases": None}, said["figures"][1]]},
        {"figures": said["figures"], "shown": {CAOLOC: [
            {"key": "D", "records": [hidden], "day": "2023-03-02", "cases": 1, "subjects": 9},
        ]}},
    )  # fmt: skip
    for wrong in wrongs:
        assert tried(district, said | wrong | {"id": fresh()}) == "document.invalid", wrong


def test_what_is_told_to_one_unit_the_other_does_not_see_and_withdrawn_it_is_told_to_nobody(district: Node):
    do(district, opened(BASON, rid(1), **IN_MARCH), released(BASON, rid(1), CAOLOC))
    record = a_reconciliation(district, BASON, CAOLOC, ARMY)
    do(district, put(BASON, record))
    side = {who: shown(district, who, record)["sides"][BASON] for who in (CAOLOC, ARMY)}
    assert side[ARMY]["figures"] == side[CAOLOC]["figures"]
    assert rid(1) in str(side[CAOLOC])
    assert rid(1) not in str(side[ARMY])
    do(district, withdrawn(BASON, rid(1), CAOLOC))
    assert rid(1) not in str(shown(district, CAOLOC, record))
    assert compared(CAOLOC, record, BASON)[0].rest == (1, 1)


# ---------------------------------------------------------------- why counts differ


def test_each_difference_stands_with_its_cases_and_why(district: Node):
    together = {"subjects": [person()], "supporting": [CAOLOC]}
    do(
        district,
        opened(BASON, rid(1), on="2023-03-02", **together),
        opened(BASON, rid(2), on="2023-04-02", **together), released(BASON, rid(2), CAOLOC),
        opened(BASON, rid(3), on="2023-05-02", **together), released(BASON, rid(3), CAOLOC, without=("subjects",)),
        opened(BASON, rid(4), on="2023-06-02", **together), released(BASON, rid(4), CAOLOC),
        revised(BASON, rid(4), 1, on="2023-06-02", subjects=[person(), person("s2")]),
        opened(CAOLOC, rid(6), on="2023-07-02", lead=CAOLOC, subjects=[person(), person("s2")]),
        opened(ARMY, rid(7), on="2023-08-02", lead=ARMY, subjects=[person()]), released(ARMY, rid(7), BASON),
    )  # fmt: skip
    record = a_reconciliation(district, BASON, CAOLOC)
    do(district, put(CAOLOC, record))
    drugs, goods = compared(BASON, record, CAOLOC)
    assert ((drugs.ours.cases, drugs.ours.subjects), (drugs.theirs.cases, drugs.theirs.subjects)) == ((5, 6), (4, 4))
    assert drugs.rest == (1, 2)
    assert reasons(drugs) == {
        (rid(1),): (("not_released",), -1, -1), (rid(3),): (("withheld_from_them",), 0, -1),
        (rid(4),): (("old_version",), 0, -1), (rid(7),): (("third",), -1, -1),
    }  # fmt: skip
    assert (goods.cases, goods.subjects, goods.apart, goods.rest) == (0, 0, [], (0, 0))


def test_the_persons_behind_a_difference_are_named_each_with_why(district: Node):
    hoa, lan, nam = (person(key, name=name) for key, name in (("s1", "Hoà"), ("s2", "Lan"), ("s3", "Nam")))
    freed, minor = person("s4", "lam-chung", name="Bị hại"), person("s5", name="Em bé", minor=True)
    said = {"supporting": [CAOLOC], "on": "2023-03-02"}
    do(
        district,
        opened(BASON, rid(1), **said, subjects=[hoa, freed]), released(BASON, rid(1), CAOLOC),
        revised(BASON, rid(1), 1, **said, subjects=[hoa, lan, freed]),
        opened(BASON, rid(2), supporting=[CAOLOC], on="2023-06-02", subjects=[nam, minor]),
        opened(CAOLOC, rid(3), lead=CAOLOC, on="2023-09-02", subjects=[person(name="Hoa")]),
        released(CAOLOC, rid(3), BASON, without=("subjects.name",)),
    )  # fmt: skip
    record = a_reconciliation(district, BASON, CAOLOC)
    do(district, put(CAOLOC, record))
    drugs, _ = compared(BASON, record, CAOLOC)
    assert persons(drugs) == [
        (rid(2), "s3", "Nam", ("not_released",)), (rid(2), "s5", None, ("not_released",)),
        (rid(1), "s2", "Lan", ("old_version",)),
    ]  # fmt: skip
    do(district, released(BASON, rid(1), CAOLOC), released(BASON, rid(2), CAOLOC))
    do(district, put(CAOLOC, record, asof=head()))
    assert persons(compared(BASON, record, CAOLOC)[0]) == []


def test_two_records_of_one_event_that_nobody_linked_stand_side_by_side(district: Node):
    same = [person(name="Lý Văn A")]
    do(
        district, opened(BASON, rid(1), subjects=same, on="2023-03-02"), released(BASON, rid(1), CAOLOC),
        opened(CAOLOC, rid(2), lead=CAOLOC, supporting=[BASON], on="2023-03-03", subjects=same),
        opened(BASON, rid(3), on="2023-03-02"), released(BASON, rid(3), CAOLOC),
    )  # fmt: skip
    record = a_reconciliation(district, CAOLOC, BASON)
    do(district, put(BASON, record))
    both = (rid(1), rid(2), rid(3))
    assert reasons(compared(CAOLOC, record, BASON)[0]) == {both: (("unlinked", "not_released"), -1, -1)}
    do(district, released(CAOLOC, rid(2), BASON))
    do(district, linked(CAOLOC, rid(500), rid(2), rid(3)), act("link.reject", BASON, record=rid(500)))
    do(district, put(BASON, record))
    found = compared(CAOLOC, record, BASON)[0]
    assert reasons(found) == {(rid(1), rid(2)): (("unlinked",), 0, 0)}
    (apart,) = found.apart
    assert [(one.record, one.alike) for one in apart.persons] == [(rid(1), (rid(2), "s1")), (rid(2), (rid(1), "s1"))]
    do(district, *joined(1, (CAOLOC, 2), (BASON, 1), ("s1", "s1")))
    do(district, put(BASON, record, asof=head()))
    found = compared(CAOLOC, record, BASON)[0]
    assert (found.ours.cases, found.theirs.cases, found.apart) == (2, 2, [])


def test_what_changed_after_the_moment_is_not_in_it_and_shows_as_such(district: Node):
    do(district, *known(BASON, 1, on="2023-03-02", subjects=[person()]))
    record = a_reconciliation(district, BASON, CAOLOC)
    do(district, put(BASON, record), *known(BASON, 2, on="2023-03-09"), cancelled(BASON, rid(1)))
    do(district, put(CAOLOC, record))
    drugs = compared(CAOLOC, record, BASON)[0]
    assert (drugs.ours.cases, drugs.theirs.cases, drugs.apart) == (1, 1, [])


@playing.examples(12)
@given(data=st.data())
def test_the_differences_explain_the_difference_of_the_counts_whatever_the_officers_did(nodes: Nodes, data: Any):
    play = data.draw(playing.worlds())
    with playing.stage(nodes) as node:
        node.play(play.acts)
        seq = head()
        asof = data.draw(st.integers(1, seq))
        people = {unit: viewer(login, unit) for login, unit in viewers(play.desk)}
        if len(people) < 2:
            return
        matter = Matter(
            no=0, id=fresh(), units=tuple(people), start=date(2022, 1, 1), end=date(2024, 12, 31), with_=(),
            groups=tuple(CountedGroup(key=code, label=code, offences=[code]) for code in OFFENCES),
        )  # fmt: skip
        for teller, listener in permutations(people.values(), 2):
            said = queries.putting(teller, matter, asof)
            told = said.shown[listener.unit]
            side = Side(unit=teller.unit, officer="", at=0, seq=seq, asof=asof, figures=tuple(said.figures),
                        shown={listener.unit: tuple(told)})  # fmt: skip
            assert {record for one in told for record in one.records} <= seen_by(listener)
            for group in comparing.compared(listener, matter, side):
                apart = [(one.cases, one.subjects) for one in group.apart]
                assert sum(one for one, _ in apart) + group.rest[0] == group.cases
                assert sum(many for _, many in apart) + group.rest[1] == group.subjects
                assert all(one.why for one in group.apart)
                assert min(group.rest) >= 0


def seen_by(who: Viewer) -> set[str]:
    return {line.record for line in list_cases(who, limit=None).lines}


# ---------------------------------------------------------------- agreed and signed


@pytest.fixture
def both_put(district: Node) -> str:
    """A reconciliation in which post and police have put two cases with three persons forward."""
    do(district, *known(BASON, 1, on="2023-03-02", subjects=[person()]))
    do(district, *known(CAOLOC, 2, on="2023-05-02", subjects=[person(), person("s2")]))
    record = a_reconciliation(district, BASON, CAOLOC)
    do(district, put(BASON, record))
    assert tried(district, agreed(BASON, record, (2, 3), (0, 0))) == "reconciliation.not_all"
    do(district, put(CAOLOC, record))
    return record


def test_it_is_kept_when_all_have_signed_the_same_figures(district: Node, both_put: str):
    do(district, agreed(BASON, both_put, (2, 3), (0, 0), note="Đã khớp."))
    do(district, signed(BASON, both_put))
    early = signed(CAOLOC, both_put)
    do(district, agreed(CAOLOC, both_put, (2, 4), (0, 0)))
    assert matter_of(BASON, both_put).signatures == ()
    assert tried(district, early) == "reconciliation.changed"
    do(district, signed(CAOLOC, both_put), signed(CAOLOC, both_put))
    assert (matter_of(BASON, both_put).state, matter_of(BASON, both_put).missing) == ("agreed", [BASON])
    do(district, signed(BASON, both_put))
    assert matter_of(BASON, both_put).state == "signed"
    for late in (put(BASON, both_put), agreed(CAOLOC, both_put, (1, 1), (0, 0)), signed(BASON, both_put)):
        assert tried(district, late) == "reconciliation.ended"
    assert tried(district, act("reconciliation.close", BASON, record=both_put)) == "reconciliation.ended"


def test_other_figures_put_forward_undo_what_was_agreed(district: Node, both_put: str):
    do(district, agreed(BASON, both_put, (2, 3), (0, 0)))
    do(district, signed(BASON, both_put), put(CAOLOC, both_put))
    stands = matter_of(BASON, both_put)
    assert (stands.agreement, stands.signatures, stands.state) == (None, (), "open")
    do(district, act("reconciliation.close", BASON, record=both_put))
    assert tried(district, put(CAOLOC, both_put)) == "reconciliation.ended"


def test_what_comes_after_signing_is_shown_against_it(district: Node, both_put: str):
    do(district, agreed(BASON, both_put, (2, 3), (0, 0)))
    do(district, signed(BASON, both_put), signed(CAOLOC, both_put))
    do(district, *known(BASON, 3, on="2023-06-01", subjects=[person()]), cancelled(BASON, rid(1)))
    drugs = queries.since_signed(viewer(CAOLOC), matter_of(CAOLOC, both_put))[0]
    assert (drugs.signed.subjects, drugs.now.subjects) == (3, 3)
    assert {one.why for one in drugs.changes} == {("came",), ("cancelled",)}


def test_an_heir_speaks_for_a_unit_that_ended_and_a_rebuild_says_the_same(district: Node, both_put: str):
    do(
        district, unit("ca-moi", start="2023-01-01"),
        act("unit.end", "admin", code=CAOLOC, on="2023-12-31", successors=["ca-moi"], heir="ca-moi", how="merged"),
    )  # fmt: skip
    assert shown(district, BASON, both_put)["units"] == [BASON, "ca-moi"]
    do(district, agreed(CAOLOC, both_put, (2, 3), (0, 0)))
    do(district, signed(CAOLOC, both_put), signed(BASON, both_put))
    before = shown(district, BASON, both_put)
    assert before["state"] == "signed"
    assert district.run("journal", "rebuild").exit == 0
    assert shown(district, BASON, both_put) == before
    assert district.run("journal", "verify", "--deep").exit == 0
