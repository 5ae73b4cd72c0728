"""Figures over a million cases, asked for the first time and again, beside the same SELECTs sent alone."""

import time
from datetime import date
from typing import Any

from bench import plain
from bench.row import Row, Say
from bench.world import VIEWER, World, Worlds

RUNS = 3


def measure(worlds: Worlds, say: Say, *, quick: bool = False) -> list[Row]:
    """A month, all years by kind, all years by nationality of the subjects."""
    from bench import filling

    count = 10_000 if quick else 1_000_000
    here = worlds.new()
    filling.count_rows(count, say)
    rows = []
    for name, question, aims in _questions():
        say(f"figures over {count:,} cases: {name}")
        rows += _ask(here, f"figures of {count:,} cases, {name}", question, aims)
    return rows


def _questions() -> list[tuple[str, Any, tuple[str, str]]]:
    from hiepdong.figures.questions import Question

    month = Question(start=date(2023, 5, 1), end=date(2023, 5, 31))
    return [
        ("a month", month, ("≤ 100", "≤ 100")),
        ("all years by kind", Question(by="offence"), ("≤ 1,500", "≤ 100")),
        ("all years, subjects by nationality", Question(by="nationality"), ("≤ 1,500", "≤ 100")),
        (
            "all years, foreigners of one kind",
            Question(offences=("pc-348",), nationality="foreign"),
            ("≤ 1,500", "≤ 100"),
        ),
    ]


def _ask(here: World, name: str, question: Any, aims: tuple[str, str]) -> list[Row]:
    """The numbers alone, as pages and papers ask for them; and with the id of every record, as a program may."""
    cold, again, bare = _asked(here, question, 0)
    whole, _, all_bare = _asked(here, question, None)
    return [
        Row(f"{name}: first asked", cold, bare, "ms", aims[0]),
        Row(f"{name}: after an act", _after_an_act(question), bare, "ms", ""),
        Row(f"{name}: asked again", again, None, "ms", aims[1]),
        Row(f"{name}: with every id", whole, all_bare, "ms", ""),
    ]


def _asked(here: World, question: Any, most: int | None) -> tuple[float, float, float]:
    """Milliseconds when first asked and when asked again, and for the same SQL sent by the bare driver."""
    cold, again, bare = [], [], []
    for _ in range(RUNS):
        forget(here)
        with plain.recorded() as statements:
            cold.append(_milliseconds(question, most))
        again.append(_milliseconds(question, most))
        bare.append(plain.seconds(here, [statements], writes=False) * 1_000)
    return min(cold), min(again), min(bare)


def _after_an_act(question: Any) -> float:
    """Milliseconds when the journal moved on: nothing that was read or answered may be used again."""
    from hiepdong.figures import queries

    took = []
    for _ in range(RUNS):
        queries._answers.clear()
        queries._materials.clear()
        took.append(_milliseconds(question, 0))
    return min(took)


def _milliseconds(question: Any, most: int | None) -> float:
    from hiepdong.figures import queries
    from hiepdong.forces.queries import viewer

    began = time.perf_counter()
    queries.figures(viewer(VIEWER), question, most=most)
    return (time.perf_counter() - began) * 1_000


def forget(here: World) -> None:
    """As a process is that has just begun: no connection, nothing kept in mind."""
    from hiepdong.figures import queries, reading
    from hiepdong.forces import queries as forces

    here.enter()
    queries._answers.clear()
    queries._materials.clear()
    forces._kept.clear()
    reading._who.cache_clear()
    reading._what.cache_clear()
