"""What changed since the paper we sent: figure by figure, each difference told by its cases and why, and adding up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.figures.differences import differences
from hiepdong.figures.queries import Counted
from hiepdong.figures.questions import Question
from hiepdong.forces.queries import viewer
from hiepdong.papers import kept
from hiepdong.papers.since import PaperFigure, Since, since
from hiepdong.vocabulary.clock import read_day
from tests import activities
from tests.activities import entered
from tests.acts import (
    BASON,
    CAOLOC,
    act,
    cancelled,
    do,
    fresh,
    joined,
    known,
    person,
    released,
    revised,
    rid,
    withdrawn,
)
from tests.node import Node
from tests.visitor import Visitor

DRUGS, GOODS = "ma túy", "hàng cấm"


def events(draw: Any) -> list[Counted]:
    """A count: events apart from one another."""
    left = draw(st.permutations("abcdefgh"))
    found = []
    while left and draw(st.booleans()):
        size = draw(st.integers(1, min(3, len(left))))
        found.append(Counted(tuple(sorted(left[:size])), 738_000, draw(st.integers(0, 1)), draw(st.integers(0, 4))))
        left = left[size:]
    return found


@given(st.data())
def test_differences_add_up_to_the_difference_of_the_counts_and_no_record_is_in_two(data: st.DataObject):
    first, second = events(data.draw), events(data.draw)
    found = differences(first, second)
    for name in ("cases", "subjects"):
        said = sum(getattr(one, name) for one in found)
        assert said == sum(getattr(one, name) for one in second) - sum(getattr(one, name) for one in first)
    named = [record for one in found for record in one.records]
    assert len(named) == len(set(named))
    assert all(one.cases or one.subjects for one in found)


# ---------------------------------------------------------------- on a node


@pytest.fixture
def paper(district: Node) -> kept.Kept[Any]:
    """A report of Ba Sơn for 2023: seven cases of narcotics, each with one person; one is of the police."""
    for number in range(1, 7):
        do(district, *known(BASON, number, on=f"2023-03-0{number}", subjects=[person()]))
    do(district, *known(CAOLOC, 7, on="2023-04-01", subjects=[person()]))
    return kept.keep(viewer(BASON), asked(), {})


def asked() -> Question:
    return Question(start=read_day("1/1/2023"), end=read_day("31/12/2023"))


def now(paper: kept.Kept[Any]) -> Since:
    return since(viewer(BASON), paper.written)


def of(found: Since, word: str) -> PaperFigure:
    return next(one for one in found.figures if word in one.label and not one.before)


def test_a_paper_of_which_nothing_changed_says_so(paper: kept.Kept[Any]):
    found = now(paper)
    assert (of(found, DRUGS).then, of(found, DRUGS).now, found.moved) == ((7, 7), (7, 7), 0)
    assert "Mọi số vẫn đúng như trên giấy" in Visitor(BASON).words(f"/bao-cao/{paper.key}/thay-doi")


def test_each_difference_is_told_by_its_case_and_why(district: Node, paper: kept.Kept[Any]):
    do(
        district, *known(BASON, 8, on="2023-05-05", title="Vụ mới", subjects=[person()]), cancelled(BASON, rid(1)),
        revised(BASON, rid(2), 1, on="2024-02-02", subjects=[person()]),
        revised(BASON, rid(3), 1, on="2023-03-03", offences=["pc-191"], subjects=[person()]),
        revised(BASON, rid(4), 1, on="2023-03-04", subjects=[person(), person("s2")], pass_on=True),
        revised(BASON, rid(5), 1, on="2023-03-05", subjects=[person()], exercise=True),
        withdrawn(CAOLOC, rid(7), BASON),
    )  # fmt: skip
    found = now(paper)
    drugs, goods = of(found, DRUGS), of(found, GOODS)
    why = {tuple(line.record for line in one.lines): (one.why, one.cases, one.subjects) for one in drugs.changes}
    assert why == {
        (rid(8),): (("came",), 1, 1), (rid(1),): (("cancelled",), -1, -1), (rid(2),): (("day",), -1, -1),
        (rid(3),): (("kind",), -1, -1), (rid(4),): (("persons",), 0, 1), (rid(5),): (("uncounted",), -1, -1),
        (): (("gone",), -1, -1),
    }  # fmt: skip
    assert (drugs.then, drugs.now) == ((7, 7), (3, 4))
    assert [(one.why, one.cases) for one in goods.changes] == [(("kind",), 1)]
    for figure in found.figures:
        assert sum(one.cases for one in figure.changes) == figure.cases
        assert sum(one.subjects for one in figure.changes) == figure.subjects


def test_what_was_joined_or_given_to_us_since_is_told_so(district: Node, paper: kept.Kept[Any]):
    other = rid(9)
    do(district, *joined(1, (CAOLOC, 7), (BASON, 6), ("s1", "s1")))
    assert [(one.why, one.cases, one.subjects) for one in of(now(paper), DRUGS).changes] == [(("joined",), -1, -1)]
    do(district, act("case.open", CAOLOC, record=other, case={
        "title": "Gửi muộn", "occurred": {"from": "2023-06-06T12:00:00+07:00"}, "offences": ["pc-249"], "lead": CAOLOC,
    }))  # fmt: skip
    second = kept.keep(viewer(BASON), asked(), {"IV": "Sau"})
    do(district, released(CAOLOC, other, BASON))
    assert [(one.why, one.cases) for one in of(now(second), DRUGS).changes] == [(("received",), 1)]


def test_activities_and_exchanges_are_held_against_the_paper_too(district: Node):
    patrol, theirs, dropped, once = fresh(), fresh(), fresh(), {"times": 1, "attendances": 6}
    do(
        district, entered(BASON, patrol, **once), entered(CAOLOC, theirs, **once), released(CAOLOC, theirs, BASON),
        released(BASON, patrol, CAOLOC), entered(BASON, dropped, kind="rescue", times=1, attendances=9),
    )  # fmt: skip
    paper = kept.keep(viewer(BASON), asked(), {})
    assert [any(one.moved) for one in now(paper).done] == [False] * len(now(paper).done)
    later = fresh()
    do(
        district, entered(BASON, later, times=2, attendances=10), activities.cancelled(BASON, dropped),
    )  # fmt: skip
    activities.same(district, (BASON, patrol), (CAOLOC, theirs))
    told = {one.label: one for one in now(paper).done}
    patrols, rescues = told["tuần tra chung"], told["phòng, chống thiên tai, cứu nạn"]
    assert (patrols.then, patrols.now, patrols.moved) == ((2, 12), (3, 16), (1, 4))
    assert {(one.why, one.moved) for one in patrols.changes} == {(("came",), (2, 10)), (("joined",), (-1, -6))}
    assert [(one.why, one.moved) for one in rescues.changes] == [(("cancelled",), (-1, -9, 0))]
    do(district, withdrawn(CAOLOC, theirs, BASON))
    page = Visitor(BASON).words(f"/bao-cao/{paper.key}/thay-doi")
    assert "vào sổ sau" in page
    assert theirs not in Visitor(BASON).get(f"/bao-cao/{paper.key}/thay-doi").content.decode()


def test_what_was_withdrawn_shows_no_word_of_it_on_the_page(district: Node, paper: kept.Kept[Any]):
    do(district, withdrawn(CAOLOC, rid(7), BASON))
    page = Visitor(BASON).get(f"/bao-cao/{paper.key}/thay-doi").content.decode()
    assert "1 hồ sơ không còn được xem" in page
    assert rid(7) not in page
    assert Visitor(CAOLOC).get(f"/bao-cao/{paper.key}/thay-doi").status_code == 404


def test_the_command_line_and_the_api_say_the_same(district: Node, paper: kept.Kept[Any]):
    do(district, cancelled(BASON, rid(1)))
    line = district.ask("papers", "list", "--as", BASON)[0]
    assert (line["key"], line["approved"]) == (paper.key, False)
    found = district.ask("papers", "changes", paper.key, "--as", BASON)
    assert found["figures"][0]["now"] == [6, 6]
    assert found["figures"][0]["changes"][0]["why"] == ["cancelled"]
    assert district.ask("papers", "changes", paper.key, "--as", CAOLOC)["code"] == "record.not_found"
