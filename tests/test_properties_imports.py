"""Whatever imports, undos and other work come between one another: what is seen is what the rules say."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.acts import BASON, CAOLOC, district, fresh, opened, released, revised
from tests.imports import begun, ended, opened_by, undone
from tests.node import Nodes

UNITS = (BASON, CAOLOC)
Acts = list[dict[str, Any]]


class Model:
    """What is seen by whom, kept by the plain words of the decision record. Each step gives the acts it takes."""

    def __init__(self) -> None:
        self.under_way: dict[str, tuple[str, list[str], list[str]]] = {}
        self.ended: dict[str, list[tuple[str, list[str]]]] = {unit: [] for unit in UNITS}
        self.seen: dict[str, set[str]] = {unit: set() for unit in UNITS}
        self.owned: dict[str, dict[str, int]] = {unit: {} for unit in UNITS}
        self.touched: set[str] = set()

    def open(self, unit: str, _: int) -> Acts:
        record = fresh()
        self._appear(unit, [record])
        return [opened(unit, record)]

    def begin(self, unit: str, pick: int) -> Acts:
        if unit in self.under_way:
            return []
        records = [fresh() for _ in range(1 + pick % 3)]
        self.under_way[unit] = fresh(), records, [*records]
        return [begun(self.under_way[unit][0], len(records), unit)]

    def line(self, unit: str, _: int) -> Acts:
        batch, records, left = self.under_way.get(unit, ("", [], []))
        return [opened_by(batch, record, records.index(record), unit) for record in [left.pop()]] if left else []

    def end(self, unit: str, _: int) -> Acts:
        if unit not in self.under_way:
            return []
        batch, records, left = self.under_way.pop(unit)
        self.ended[unit].append((batch, records))
        self._appear(unit, records)
        return [*(opened_by(batch, one, records.index(one), unit) for one in left), ended(batch, unit)]

    def undo(self, unit: str, _: int) -> Acts:
        if unit in self.under_way:
            return [undone(self.under_way.pop(unit)[0], unit)]
        if not self.ended[unit]:
            return []
        batch, records = self.ended[unit].pop()
        for record in set(records) - self.touched:
            self.seen[unit].remove(record)
            del self.owned[unit][record]
        return [undone(batch, unit)]

    def revise(self, unit: str, pick: int) -> Acts:
        if (record := self._one(unit, pick)) is None:
            return []
        self.owned[unit][record] += 1
        return [revised(unit, record, self.owned[unit][record] - 1)]

    def release(self, unit: str, pick: int) -> Acts:
        if (record := self._one(unit, pick)) is None:
            return []
        other = UNITS[1 - UNITS.index(unit)]
        self.seen[other].add(record)
        return [released(unit, record, other)]

    def _appear(self, unit: str, records: list[str]) -> None:
        self.seen[unit] |= set(records)
        self.owned[unit] |= dict.fromkeys(records, 1)

    def _one(self, unit: str, pick: int) -> str | None:
        """One of a unit's records, which is thereby worked on."""
        own = sorted(self.owned[unit])
        self.touched |= {own[pick % len(own)]} if own else set()
        return own[pick % len(own)] if own else None


STEPS: list[Callable[[Model, str, int], Acts]] = [
    Model.open, Model.begin, Model.line, Model.line, Model.end, Model.undo, Model.revise, Model.release,
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(UNITS), st.integers(0, 7)), min_size=3, max_size=30))
@settings(max_examples=25)
def test_what_is_seen_is_what_the_rules_say(nodes: Nodes, steps: list[tuple[Callable[..., Acts], str, int]]):
    node, model = nodes.prepared("district", district()), Model()
    outcomes = node.play([one for step, unit, pick in steps for one in step(model, unit, pick)], batch=4)
    assert [one for one in outcomes if hasattr(one, "refused")] == []
    for unit in UNITS:
        assert {line["record"] for line in node.ask("list", "case", "--as", unit)} == model.seen[unit]
    assert node.verify()["ok"]
    nodes.drop(node)
