"""What is asked of figures: filters and groups, rules 7 and 8 of the contract, over one small world."""

from typing import Any

import pytest

from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    BORDER,
    CAOLOC,
    NGANGOAI,
    XUATLE,
    act,
    counts,
    events,
    figures,
    joined,
    known,
    opened,
    person,
    rid,
)
from tests.node import ADMIN, Node, Nodes

VN, CN = {"nationality": "VN"}, {"nationality": "CN"}


def world() -> list[acts.Act]:
    """Seven cases, of which 1 and 2 are one event."""
    fields: list[tuple[str, dict[str, Any]]] = [
        (BASON, {"on": "2023-01-10", "subjects": [person("s1", **VN), person("s2", **CN)], "outcomes": ["khoi-to"],
                 "place": {"commune": "06202"}, "found": NGANGOAI}),
        (XUATLE, {"on": "2023-02-10", "lead": BASON, "subjects": [person("s1", **VN)], "supporting": [CAOLOC],
                  "offences": ["pc-188"], "outcomes": ["xu-phat"]}),
        (NGANGOAI, {"on": "2023-02-20", "offences": ["ad-cross-no-formalities"], "outcomes": ["xu-phat", "day-duoi"],
                    "place": {"commune": "06190"},
                    "subjects": [person("s1", "vi-pham-hanh-chinh", **CN), person("s2", "lam-chung", **VN)]}),
        (CAOLOC, {"on": "2023-02-20", "offences": ["pc-249", "pc-251"],
                  "subjects": [person("s1", **VN, offences=["pc-251"]), person("s2")]}),
        (ARMY, {"on": "2023-03-31", "supporting": [BASON], "found": ARMY, "subjects": [person("s1", **VN)]}),
        (BASON, {"occurred": {"from": "2023-12-31T17:00:00Z"}, "offences": ["pc-188"]}),
        (BASON, {"occurred": {"from": "2023-12-31T16:59:59Z"}, "lead": XUATLE, "subjects": [person("s1", **CN)]}),
    ]  # fmt: skip
    cases = [one for number, (unit, said) in enumerate(fields, 1) for one in known(unit, number, **said)]
    return [*acts.district(), *cases, *joined(1, (XUATLE, 2), (BASON, 1), ("s1", "s1"))]


@pytest.fixture(scope="session")
def _world(nodes: Nodes) -> Node:
    return nodes.prepared("counting", world())


@pytest.fixture
def node(_world: Node) -> Node:
    """The world, which these tests only look at."""
    return _world.enter()


FILTERS: list[tuple[str, list[list[int]], tuple[int, int]]] = [
    # options, events that gave a case or a subject, cases and subjects
    ("", [[1, 2], [3], [4], [5], [6], [7]], (6, 7)),
    ("--from 2023-02-20 --to 2023-03-31", [[3], [4], [5]], (3, 4)),
    ("--from 2023-02-21 --to 2023-03-30", [], (0, 0)),
    ("--from 2023-01-10 --to 2023-01-10", [[1, 2]], (1, 2)),
    ("--from 2023-02-01 --to 2023-02-19", [], (0, 0)),
    ("--to 2023-12-31", [[1, 2], [3], [4], [5], [7]], (5, 7)),
    ("--from 2024-01-01", [[6]], (1, 0)),
    ("--offence pc-249", [[1, 2], [4], [5], [7]], (4, 5)),
    ("--offence pc-251", [[4]], (0, 1)),
    ("--offence pc-188", [[6]], (1, 0)),
    ("--offence pc-251 --offence pc-188", [[4], [6]], (1, 1)),
    ("--offence pc-150", [], (0, 0)),
    (f"--with {BASON}", [[1, 2], [5], [6], [7]], (4, 4)),
    (f"--with {BORDER}", [], (0, 0)),
    (f"--with {BORDER}/**", [[1, 2], [3], [5], [6], [7]], (5, 5)),
    (f"--with {BORDER}/** --with {CAOLOC}/**", [[1, 2], [7]], (2, 3)),
    (f"--with {CAOLOC}", [[1, 2], [4]], (2, 4)),
    (f"--with {CAOLOC} --with {BASON}", [[1, 2]], (1, 2)),
    (f"--with {CAOLOC}|{ARMY}", [[1, 2], [4], [5]], (3, 5)),
    (f"--with {ARMY}|{CAOLOC}/** --with {BASON}|{NGANGOAI}", [[1, 2], [5], [7]], (3, 4)),
    (f"--lead {BASON}", [[1, 2], [6]], (2, 2)),
    (f"--lead {BORDER}", [], (0, 0)),
    (f"--found {NGANGOAI}", [[1, 2]], (1, 2)),
    (f"--found {ARMY} --lead {ARMY} --offence pc-249", [[5]], (1, 1)),
    ("--nationality VN", [[1, 2], [4], [5]], (3, 3)),
    ("--nationality foreign", [[1, 2], [3], [7]], (3, 3)),
    (f"--nationality foreign --with {BASON} --to 2023-06-30", [[1, 2]], (1, 1)),
]


@pytest.mark.parametrize(("options", "found", "counted"), FILTERS, ids=[options for options, *_ in FILTERS])
def test_filters(node: Node, options: str, found: list[list[int]], counted: tuple[int, int]):
    assert events(node, ARMY, *options.split()) == found
    assert counts(node, ARMY, *options.split()) == counted


GROUPS: dict[str, dict[str | None, tuple[int, int]]] = {
    "offence": {"pc-249": (4, 5), "ad-cross-no-formalities": (1, 1), "pc-188": (1, 0), "pc-251": (0, 1)},
    "unit": {BASON: (2, 2), NGANGOAI: (1, 1), CAOLOC: (1, 2), ARMY: (1, 1), XUATLE: (1, 1)},
    "month": {"2023-01": (1, 2), "2023-02": (2, 3), "2023-03": (1, 1), "2023-12": (1, 1), "2024-01": (1, 0)},
    "commune": {"06202": (1, 2), "06190": (1, 1), None: (4, 4)},
    "nationality": {"VN": (3, 3), "CN": (3, 3), None: (2, 1)},
    "outcome": {"khoi-to": (1, 2), "xu-phat": (1, 1), "day-duoi": (1, 1), None: (4, 4)},
}


def grouped(node: Node, by: str, *options: str) -> dict[str | None, tuple[int, int]]:
    lines = figures(node, ARMY, "--by", by, *options)["groups"]
    return {line["key"]: (line["cases"], line["subjects"]) for line in lines}


@pytest.mark.parametrize("by", GROUPS)
def test_groups(node: Node, by: str):
    assert grouped(node, by) == GROUPS[by]


@pytest.mark.parametrize("by", ["unit", "month", "commune", "offence"])
@pytest.mark.parametrize("options", [options for options, *_ in FILTERS])
def test_groups_in_which_a_case_stands_once_add_up(node: Node, by: str, options: str):
    found = grouped(node, by, *options.split()).values()
    assert (sum(cases for cases, _ in found), sum(people for _, people in found)) == counts(
        node, ARMY, *options.split()
    )


def test_groups_obey_the_filters(node: Node):
    assert grouped(node, "offence", "--offence", "pc-251") == {"pc-251": (0, 1)}
    assert grouped(node, "nationality", "--nationality", "foreign") == {"CN": (3, 3)}
    assert grouped(node, "unit", "--with", f"{CAOLOC}/**", "--to", "2023-02-28") == {BASON: (1, 2), CAOLOC: (1, 2)}


def test_without_a_grouping_there_are_no_groups(node: Node):
    assert figures(node, ARMY)["groups"] == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("--with qs-nowhere", "unit.unknown"),
        ("--with qs-nowhere/**", "unit.unknown"),
        (f"--with {ARMY}|qs-nowhere", "unit.unknown"),
        ("--lead qs-nowhere", "unit.unknown"),
        ("--found qs-nowhere", "unit.unknown"),
        ("--from 2023-02-30", "query.invalid"),
        ("--from 2023-03-01 --to 2023-02-01", "query.invalid"),
        ("--nationality CN", "query.invalid"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(node: Node, options: str, code: str):
    answer = node.run("figures", "--as", ARMY, "--json", *options.split())
    assert (answer.exit, answer.json["ok"], answer.json["code"]) == (1, False, code)


def test_a_unit_stands_below_another_on_the_day_of_the_event(district: Node):
    acts.do(district, acts.unit(NGANGOAI, parent=CAOLOC, start="2023-02-01"))
    acts.do(district, act("unit.end", ADMIN, code=XUATLE, on="2023-01-31", successors=[], heir=None, how="dissolved"))
    for number, (unit, day) in enumerate(
        [(NGANGOAI, "2023-01-31"), (NGANGOAI, "2023-02-01"), (XUATLE, "2023-01-31"), (XUATLE, "2023-02-01")], 1
    ):
        acts.do(district, opened(ARMY, rid(number), on=day, lead=ARMY, supporting=[unit]))
    assert events(district, ARMY, "--with", f"{BORDER}/**") == [[1]]
    assert events(district, ARMY, "--with", f"{CAOLOC}/**") == [[2], [3]]
    assert events(district, ARMY, "--with", f"{XUATLE}/**") == [[3], [4]]
    assert events(district, ARMY, "--with", NGANGOAI) == [[1], [2]]


def test_figures_as_of_a_position_are_those_of_then(district: Node):
    one, two = (acts.do(district, opened(BASON, rid(number), subjects=[person()])) for number in (1, 2))
    (gone,) = acts.do(district, acts.cancelled(BASON, rid(1)))
    acts.do(district, acts.revised(BASON, rid(2), 1, subjects=[person(), person("s2")]))
    found = [counts(district, BASON, "--asof", str(seq)) for seq in (0, one[0].seq, two[0].seq, gone.seq)]
    assert found == [(0, 0), (1, 1), (2, 2), (1, 1)]
    assert counts(district, BASON) == (1, 2)
