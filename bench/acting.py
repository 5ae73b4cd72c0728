"""Acts a second, each durable: one to a transaction, and a hundred to a transaction."""

import time

from bench import plain, world
from bench.row import Row, Say
from bench.world import Act, World, Worlds

RUNS = 3


def single(worlds: Worlds, say: Say, *, quick: bool = False) -> list[Row]:
    """One act to a transaction."""
    return _measure(worlds, say, 1, (100 if quick else 1_000, "≥ 800"))


def batches(worlds: Worlds, say: Say, *, quick: bool = False) -> list[Row]:
    """A hundred acts to a transaction."""
    return _measure(worlds, say, 100, (500 if quick else 4_000, "≥ 2,000"))


def _measure(worlds: Worlds, say: Say, size: int, sought: tuple[int, str]) -> list[Row]:
    count, aim = sought
    what = "acts, one to a transaction" if size == 1 else f"acts, {size} to a transaction"
    rows = []
    for whose, shared, note in KINDS:
        say(f"{what}: {whose}")
        here = worlds.new(shared=shared)
        make = world.acts if shared else world.own_cases
        ours = max(_rate(make(run * count, count), size) for run in range(RUNS))
        bare = _bare(worlds, here, make(RUNS * count, count), size)
        rows.append(Row(f"{what}: {whose}", ours, bare, "/s", aim, note))
    return rows


KINDS = (
    ("a unit's own", False, "Cases opened, with nobody to share them with."),
    (
        "in concert",
        True,
        "7 of 10 open a case, 2 revise one, 1 releases one; standing releases give each to 2–5 units, masked.",
    ),
)


def _rate(acts: list[Act], size: int) -> float:
    from hiepdong.journal.perform import Done, perform

    began = time.perf_counter()
    outcomes = [one for start in range(0, len(acts), size) for one in perform(acts[start : start + size])]
    took = time.perf_counter() - began
    assert all(isinstance(one, Done) for one in outcomes)
    return len(acts) / took


def _bare(worlds: Worlds, here: World, acts: list[Act], size: int) -> float:
    """The same statements by the bare driver, on copies made before ours sent them."""
    from hiepdong.journal.perform import perform

    copies = [worlds.copy(here) for _ in range(RUNS)]
    here.enter()
    transactions = []
    for start in range(0, len(acts), size):
        with plain.recorded() as statements:
            perform(acts[start : start + size])
        transactions.append(statements)
    return max(len(acts) / plain.seconds(copy, transactions) for copy in copies)
