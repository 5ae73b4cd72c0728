"""What holds for whatever acts come, from whomever: what is done and refused, one by one and in batches, rebuilt."""

from pathlib import Path
from typing import Any

from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.journal import rebuilding, registry
from hiepdong.journal.models import BodyRow
from hiepdong.journal.perform import Done, NotDone, Outcome
from tests import playing
from tests.node import Node, Nodes
from tests.playing import files, stage

__all__ = ["files"]


def codes(outcomes: list[Outcome]) -> list[str]:
    return [one.refused.code if isinstance(one, NotDone) else "done" for one in outcomes]


def tables() -> dict[str, list[Any]]:
    """Every row of every index table, and what the journal keeps of acts, in order."""
    found = {model._meta.db_table: list(model._default_manager.values_list()) for model in rebuilding.index_tables()}
    with connection.cursor() as cursor:
        for table in registry.raw_tables():
            cursor.execute(f'SELECT {table.columns} FROM "{table.name}"')
            found[table.name] = cursor.fetchall()
    found["journal_body"] = list(BodyRow.objects.values_list("seq", "bytes", "reduced"))
    return {name: sorted(map(_plain, rows), key=repr) for name, rows in found.items()}


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row)


def played(node: Node, acts: list[Any], sizes: list[int]) -> list[Outcome]:
    """The acts in transactions of these sizes, over and over."""
    outcomes: list[Outcome] = []
    turn = 0
    while acts:
        size, turn = sizes[turn % len(sizes)], turn + 1
        outcomes += node.play(acts[:size])
        acts = acts[size:]
    return outcomes


@playing.examples(25)
@given(data=st.data())
def test_every_act_is_done_or_refused_as_the_contract_says(nodes: Nodes, files: Path, data: Any):
    play = data.draw(playing.plays(files))
    with stage(nodes) as node:
        told = codes(played(node, play.acts, [1]))
    for act, code, reasons in zip(play.acts, told, play.expected, strict=True):
        assert code in (reasons or {"done"}), (act, reasons)


@playing.examples(14)
@given(data=st.data(), sizes=st.lists(st.integers(1, 60), min_size=1, max_size=4))
def test_acts_in_batches_are_the_same_as_one_by_one_and_rebuild_changes_nothing(
    nodes: Nodes, files: Path, data: Any, sizes: list[int]
):
    play = data.draw(playing.plays(files))
    with stage(nodes) as node:
        single, rows = played(node, play.acts, [1]), tables()
        assert rebuilding.differences() == []
        rebuilding.rebuild()
        assert tables() == rows, "rebuilt, every row is there again and no other"
    with stage(nodes) as node:
        assert list(map(_told, played(node, play.acts, sizes))) == list(map(_told, single))
        assert tables() == rows, f"in batches of {sizes}"
        assert node.verify()["ok"]


def _told(outcome: Outcome) -> tuple[Any, ...]:
    if isinstance(outcome, Done):
        return (outcome.id, outcome.record, outcome.version, outcome.seq)
    return (outcome.id, outcome.refused.code)


@playing.examples(8)
@given(data=st.data())
def test_acts_sent_again_change_nothing_and_are_answered_as_before(nodes: Nodes, files: Path, data: Any):
    play = data.draw(playing.plays(files))
    with stage(nodes) as node:
        first, rows = played(node, play.acts, [7]), tables()
        done = [act for act, one in zip(play.acts, first, strict=True) if isinstance(one, Done)]
        again = played(node, done, [100])
        assert list(map(_told, again)) == [_told(one) for one in first if isinstance(one, Done)]
        assert tables() == rows
