"""What must hold always of information: standing is that of the definition, and no order of acts loses a request."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from hiepdong.journal.perform import NotDone
from tests import acts
from tests.acts import BASON, CAOLOC, NGANGOAI, do, fresh, shown, tried
from tests.information import (
    a_report,
    a_request,
    accepted,
    answered,
    asked_on,
    closed,
    declined,
    filed,
    revised,
    said,
    standing,
    state,
)
from tests.node import Node

UNITS = (BASON, CAOLOC, NGANGOAI)
NUMBERS = st.integers(0, 7)
SMALL = settings(max_examples=40, suppress_health_check=list(HealthCheck))


# ---------------------------------------------------------------- standing on random derivation graphs


class World:
    """The definition of acts.md over plain data, apart from the product: who sees what, whose word is whose."""

    def __init__(self) -> None:
        self.owner: dict[str, str] = {}
        self.seen: dict[str, set[str]] = {}
        self.origins: dict[str, set[Any]] = {}
        self.said: list[tuple[str, str, str]] = []

    def file(self, record: str, unit: str, sources: list[str], ref: str | None) -> None:
        own = ("source", unit, ref) if ref else ("record", record)
        self.owner[record], self.seen[record] = unit, {unit}
        self.origins[record] = set().union(*(self.origins[one] for one in sources)) or {own}

    def standing(self, viewer: str, report: str) -> tuple[int, int]:
        found: dict[str, set[Any]] = {"supports": set(), "contradicts": set()}
        for word, about, relation in self.said:
            if about == report and viewer in self.seen[word]:
                found[relation] |= self.origins[word] - self.origins[report]
        return len(found["supports"]), len(found["contradicts"])


GRAPHS = st.lists(
    st.tuples(
        st.sampled_from(UNITS), st.sets(NUMBERS, max_size=3), st.sampled_from([None, None, "A", "B"]),
        st.sets(st.sampled_from(UNITS)), st.booleans(),
    ),
    min_size=3, max_size=8,
)  # fmt: skip
WORDS = st.lists(st.tuples(NUMBERS, NUMBERS, st.sampled_from(["supports", "contradicts"])), max_size=10)

FINDINGS = st.lists(st.tuples(NUMBERS, st.sampled_from(["confirmed", "refuted"])), max_size=4)


@SMALL
@given(
    graph=GRAPHS,
    words=WORDS,
    findings=st.lists(st.tuples(NUMBERS, st.sampled_from(["confirmed", "refuted"])), max_size=4),
)
def test_standing_is_that_of_the_definition(shared: Node, graph: Any, words: Any, findings: Any):
    world = World()
    made: list[str] = []
    for unit, numbers, ref, others, masked in graph:
        _file(shared, world, made, (unit, numbers, ref, others, masked))
    for start, end, relation in words:
        _say(shared, world, made, (start, end, relation))
    for about, finding in findings:
        _ask(shared, world, made, (about, finding))
    for record in made:
        for viewer in world.seen[record]:
            assert standing(shared, viewer, record) == world.standing(viewer, record)


def _file(node: Node, world: World, made: list[str], drawn: Any) -> None:
    unit, numbers, ref, others, masked = drawn
    record = fresh()
    sources = [made[n] for n in sorted(numbers) if n < len(made) and unit in world.seen[made[n]]]
    source = {"kind": "public", "ref": f"{ref} {made[0] if made else record}"} if ref else None
    do(node, filed(unit, record, derived_from=sources, source=source))
    world.file(record, unit, sources, source["ref"] if source else None)
    if others - {unit}:
        do(node, acts.released(unit, record, *sorted(others - {unit}), without=("derived_from",) if masked else ()))
    world.seen[record] |= others
    made.append(record)


def _say(node: Node, world: World, made: list[str], drawn: Any) -> None:
    start, end, relation = drawn
    if max(start, end) >= len(made) or start == end:
        return
    mine, other = made[start], made[end]
    if world.owner[mine] in world.seen[other]:
        do(node, said(world.owner[mine], fresh(), mine, other, relation))
        world.said.append((mine, other, relation))


def _ask(node: Node, world: World, made: list[str], drawn: Any) -> None:
    about, finding = drawn
    if about >= len(made):
        return
    report, asker = made[about], world.owner[made[about]]
    unit = next(one for one in UNITS if one != asker)
    request, answer = a_request(node, unit, by=asker, about=report), fresh()
    do(node, answered(unit, answer, request, finding))
    world.owner[answer], world.seen[answer] = unit, {unit, asker}
    world.origins[answer] = {("answers", request, unit)}
    world.said.append((answer, report, "supports" if finding == "confirmed" else "contradicts"))


# ---------------------------------------------------------------- the state of requests


class Requests(RuleBasedStateMachine):
    """Two addressed units and an asker in any order; beside them what acts.md says must come of it."""

    node: Node

    def __init__(self) -> None:
        super().__init__()
        self.request = a_request(self.node, CAOLOC, NGANGOAI, due="2100-01-01T00:00:00Z")
        self.states = {CAOLOC: "sent", NGANGOAI: "sent"}
        self.closed = False
        self.answers: dict[str, str] = {}

    def _expected(self, unit: str) -> str:
        if self.closed:
            return "request.closed"
        done = self.states[unit]
        return f"request.{done}" if done in ("answered", "declined") else "done"

    @rule(unit=st.sampled_from([CAOLOC, NGANGOAI]))
    def accept(self, unit: str) -> None:
        expected = self._expected(unit)
        assert tried(self.node, accepted(unit, self.request)) == expected
        if expected == "done":
            self.states[unit] = "accepted"

    @rule(unit=st.sampled_from([CAOLOC, NGANGOAI]))
    def decline(self, unit: str) -> None:
        expected = self._expected(unit)
        assert tried(self.node, declined(unit, self.request)) == expected
        if expected == "done":
            self.states[unit] = "declined"

    @rule(unit=st.sampled_from([CAOLOC, NGANGOAI]), final=st.booleans(), twice=st.booleans())
    def answer(self, unit: str, final: bool, twice: bool) -> None:
        expected, record = self._expected(unit), fresh()
        act = answered(unit, record, self.request, final=final)
        assert tried(self.node, act) == expected
        if expected == "done":
            self.states[unit] = "answered" if final else "accepted"
            self.answers[record] = unit
            if twice:
                again = self.node.play([act])[0]
                assert not isinstance(again, NotDone), "the same act sent again happens once"

    @rule()
    def ask_on(self) -> None:
        assert tried(self.node, asked_on(BASON, self.request)) == ("request.closed" if self.closed else "done")
        if not self.closed:
            self.states = {unit: "accepted" if one == "answered" else one for unit, one in self.states.items()}

    @precondition(lambda self: not self.closed)
    @rule()
    def close(self) -> None:
        do(self.node, closed(BASON, self.request))
        self.closed = True

    @invariant()
    def each_sees_what_is_his(self) -> None:
        shown_states = dict.fromkeys(self.states, "closed") if self.closed else self.states
        assert state(self.node, BASON, self.request) == shown_states
        for unit, one in shown_states.items():
            assert state(self.node, unit, self.request) == {unit: one}
        answers = {one["record"]: one["unit"] for one in shown(self.node, BASON, self.request)["answers"]}
        assert answers == self.answers, "no answer is lost, none counts twice"
        owing = {u for u, one in self.states.items() if one in ("sent", "accepted")} if not self.closed else set()
        owed = self.node.ask("owed", "--as", BASON)["to_us"]
        assert {one["unit"] for one in owed if one["record"] == self.request} == owing

    @invariant()
    def an_outsider_sees_nothing(self) -> None:
        for record in (self.request, *self.answers):
            assert shown(self.node, acts.ARMY, record)["code"] == "record.not_found"
        for record, unit in self.answers.items():
            other = NGANGOAI if unit == CAOLOC else CAOLOC
            assert shown(self.node, other, record)["code"] == "record.not_found"


def test_no_order_of_acts_loses_a_request_or_answers_it_twice(shared: Node):
    Requests.node = shared
    run_state_machine_as_test(Requests, settings=settings(max_examples=15, stateful_step_count=12, deadline=None))


def test_information_is_rebuilt_row_for_row(district: Node):
    root = a_report(district, CAOLOC, NGANGOAI)
    word = a_report(district, BASON, by=CAOLOC, derived_from=[root], source={"kind": "public", "ref": "A"})
    request = a_request(district, CAOLOC, NGANGOAI, about=root)
    do(district, said(CAOLOC, fresh(), word, root), accepted(CAOLOC, request), answered(NGANGOAI, fresh(), request))
    do(district, revised(CAOLOC, word, 1, derived_from=[root], text="thêm"), asked_on(BASON, request))
    question = fresh()
    do(district, acts.act("passon.ask", CAOLOC, record=question, report=root, to=[acts.XUATLE]))
    do(district, acts.act("passon.allow", BASON, record=question), declined(CAOLOC, request), closed(BASON, request))
    assert district.verify()["ok"], district.verify()
