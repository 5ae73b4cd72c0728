"""Search over 200,000 records, common words and rare ones, beside the same SELECTs sent alone."""

import random
import time

from bench import plain, world
from bench.row import Row, Say
from bench.world import VIEWER, World, Worlds

ASKED = 300
AIM = "p99 ≤ 15"
COMMON = ("ma túy", "tang tru", "Đồn Biên phòng", "vận chuyển", "pháo", "duong mon", "xuất cảnh", "doi tuong", "heroin")


def measure(worlds: Worlds, say: Say, *, quick: bool = False) -> list[Row]:
    """Words that stand in most records, in one alone, and one of each together."""
    from bench import filling

    count = 2_000 if quick else 200_000
    here = worlds.new()
    filling.searched_rows(count, say)
    rows = []
    for name, texts in _asked(count).items():
        say(f"search over {count:,} records: {name}")
        rows += _ask(here, f"search over {count:,} records, {name}", texts)
    return rows


def _asked(count: int) -> dict[str, list[str]]:
    from bench.filling import FIRST

    chance = random.Random(7)
    rare = [world.word(chance.randrange(FIRST, FIRST + count)) for _ in range(ASKED)]
    common = [chance.choice(COMMON) for _ in range(ASKED)]
    return {"common words": common, "rare words": rare, "both": [f"trái phép {one}" for one in rare]}


def _ask(here: World, name: str, texts: list[str]) -> list[Row]:
    ours = [_milliseconds(text) for text in texts]
    bare = []
    for text in texts:
        with plain.recorded() as statements:
            _milliseconds(text)
        bare.append(plain.seconds(here, [statements], writes=False) * 1_000)
    return [
        Row(f"{name}: {word}", _at(ours, share), _at(bare, share), "ms", AIM if share > 0.9 else "")
        for word, share in (("p50", 0.5), ("p99", 0.99))
    ]


def _milliseconds(text: str) -> float:
    from hiepdong.forces.queries import viewer
    from hiepdong.records.queries import search

    began = time.perf_counter()
    search(viewer(VIEWER), text)
    return (time.perf_counter() - began) * 1_000


def _at(found: list[float], share: float) -> float:
    return sorted(found)[int(len(found) * share)]
