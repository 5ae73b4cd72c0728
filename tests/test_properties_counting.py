"""The count is that of tests.naive_counting, for every viewer and question, in whatever order acts came."""

from datetime import date
from random import Random
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.figures.queries import figures
from hiepdong.figures.questions import Question
from hiepdong.forces.queries import viewer
from hiepdong.journal.perform import NotDone
from tests import naive_counting, playing
from tests.drawing import OFFENCES, UNITS
from tests.naive import Act, Desk
from tests.naive_rules import reads
from tests.node import Nodes

BY = ("offence", "unit", "month", "commune", "nationality", "outcome")
EDGES = ("2022-12-31", "2023-01-01", "2023-03-02", "2023-03-03", "2023-12-31", "2024-01-01", "2024-02-29")
PATTERNS = (*UNITS, *(f"{unit}/**" for unit in UNITS), f"{UNITS[0]}|{UNITS[1]}", f"{UNITS[3]}/**|{UNITS[4]}")
Asked = dict[str, Any]


@st.composite
def questions(draw: Any) -> Asked:
    """Options of `hiepdong figures` by name; the simplest asks for everything."""
    asked: Asked = {
        "from": draw(st.sampled_from((None, None, *EDGES))), "to": draw(st.sampled_from((None, None, *EDGES))),
        "offence": draw(st.lists(st.sampled_from(OFFENCES), max_size=2, unique=True)),
        "with": draw(st.lists(st.sampled_from(PATTERNS), max_size=2)),
        "lead": draw(st.sampled_from((None,) * 6 + UNITS)), "found": draw(st.sampled_from((None,) * 6 + UNITS)),
        "nationality": draw(st.sampled_from((None, None, "VN", "foreign"))), "by": draw(st.sampled_from((None, *BY))),
    }  # fmt: skip
    if asked["from"] and asked["to"] and asked["to"] < asked["from"]:
        del asked["to"]
    return {name: value for name, value in asked.items() if value}


def told(login: str, unit: str, asked: Asked) -> Asked:
    """What the product answers."""
    question = Question(
        start=_day(asked.get("from")), end=_day(asked.get("to")), offences=tuple(asked.get("offence", ())),
        with_=tuple(asked.get("with", ())), lead=asked.get("lead"), found=asked.get("found"),
        nationality=asked.get("nationality"), by=asked.get("by"), asof=asked.get("asof"),
    )  # fmt: skip
    answer = msgspec.to_builtins(figures(viewer(login, unit), question))
    assert answer.pop("counted_from") == sum(len(event) for event in answer["records"])
    return {**answer, "records": sorted(sorted(event) for event in answer["records"])}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def viewers(desk: Desk) -> list[tuple[str, str]]:
    """An officer of each unit that stands, who sees its records."""
    return [
        next((login, unit) for login, units in desk.serves.items() if reads(desk, login, unit))
        for unit in UNITS
        if not desk.units[unit].ended and any(reads(desk, login, unit) for login in desk.serves)
    ]


@playing.examples(22)
@given(data=st.data())
def test_the_count_is_that_of_the_rules_for_every_viewer(nodes: Nodes, data: Any):
    play = data.draw(playing.worlds())
    asked = [{}, *data.draw(st.lists(questions(), min_size=4, max_size=6))]
    moment = {"asof": data.draw(st.integers(0, play.desk.seq + 1))}
    with playing.stage(nodes) as node:
        node.play(play.acts)
        for login, unit in viewers(play.desk):
            for question in (*asked, *({**one, **moment} for one in asked[:2])):
                assert told(login, unit, question) == naive_counting.figures(play.desk, unit, question), (
                    unit,
                    question,
                )


# ---------------------------------------------------------------- 9: the order of arrival


def before(acts: list[Act], one: int, other: int) -> bool:
    """Whether an act must stay before a later one: both concern a record, and are not about two links."""
    a, b = acts[one], acts[other]
    if "record" not in a or "record" not in b:
        return True
    links = a["record"] != b["record"] and all(act["act"].startswith("link.") for act in (a, b))
    return not links and bool(_concerned(acts, a) & _concerned(acts, b))


def _concerned(acts: list[Act], act: Act) -> set[str]:
    """The records and the link that an act is about."""
    asserted = next((one for one in acts if one["act"] == "link.assert" and one["record"] == act["record"]), {})
    return {act["record"], *(asserted[end] for end in ("a", "b") if asserted)}


def in_other_order(acts: list[Act], chosen: Random) -> list[Act]:
    """The acts as they may have come as well: each after those on which it rests."""
    waiting, found = list(range(len(acts))), []
    while waiting:
        free = [one for one in waiting if not any(before(acts, other, one) for other in waiting if other < one)]
        found.append(chosen.choice(free))
        waiting.remove(found[-1])
    return [acts[one] for one in found]


@playing.examples(14)
@given(data=st.data(), chosen=st.randoms(use_true_random=False))
def test_the_count_does_not_depend_on_the_order_in_which_acts_came(nodes: Nodes, data: Any, chosen: Random):
    play = data.draw(playing.worlds())
    done = list(play.desk.done.values())[len(playing.STAGE) :]
    asked = data.draw(st.lists(questions(), min_size=2, max_size=4))
    found = []
    for acts in (done, in_other_order(done, chosen)):
        with playing.stage(nodes) as node:
            outcomes = node.play(acts)
            assert not [one for one in outcomes if isinstance(one, NotDone)]
            found.append([told(*one, question) for one in viewers(play.desk) for question in asked])
    assert found[0] == found[1]
