"""Runs the benchmarks and prints their table. Nothing is asserted about how long anything takes."""

import argparse
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from bench import acting, counting, importing, rebuilding, searching, starting
from bench.row import Row, Say, shown
from bench.world import Worlds, worlds

Measure = Callable[..., list[Row]]
BENCHMARKS: dict[str, Measure] = {
    "single": acting.single, "batches": acting.batches, "rebuild": rebuilding.measure, "figures": counting.measure,
    "import": importing.measure, "search": searching.measure, "start": starting.measure,
}  # fmt: skip
HEADS = ("", "ours", "plain SQL", "", "aim")


def main() -> None:
    """Measure what was asked for."""
    asked = _arguments()
    rows: list[Row] = []
    with worlds(asked.database) as made, _progress() as say:
        for name in asked.only or BENCHMARKS:
            began = time.monotonic()
            rows += BENCHMARKS[name](made, say, quick=asked.quick)
            made.drop_all()
            say(f"{name}: {time.monotonic() - began:.0f} s")
        machine = _machine(made)
    print(f"{machine}\n")
    for line in _table(rows):
        print(line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small worlds, under a minute; figures say little")
    parser.add_argument("--only", action="append", choices=list(BENCHMARKS), help="this one alone; may be repeated")
    parser.add_argument("--database", metavar="URL", help="a postgresql:// server on which databases may be made")
    return parser.parse_args()


@contextmanager
def _progress() -> Iterator[Say]:
    """A line for each step: a moving one on a terminal, plain ones elsewhere."""
    if not sys.stderr.isatty():
        yield lambda text: print(text, file=sys.stderr, flush=True)
        return
    from rich.console import Console

    with Console(stderr=True).status("…") as status:
        yield lambda text: status.update(f"{text} …")


def _machine(made: Worlds) -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    database = f"SQLite {sqlite3.sqlite_version}"
    if made.database is not None:
        database = f"PostgreSQL {made.server_version()}"
    today = datetime.now(tz=UTC).astimezone().date()
    return f"{today}, {cores} cores ({platform.machine()}), Python {platform.python_version()}, {database}"


def _table(rows: list[Row]) -> list[str]:
    """A table that Markdown reads too, and below it what was done for each line."""
    cells = [HEADS, *[(row.name, shown(row.ours), shown(row.lower_bound), row.unit, row.aim) for row in rows]]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADS))]
    lines = [_line(line, widths) for line in cells]
    rule = _line(tuple("-" * (w - 1) + (":" if 0 < at < 3 else "-") for at, w in enumerate(widths)), widths)
    notes = [f"- {row.name}: {row.note}" for row in rows if row.note]
    return [lines[0], rule, *lines[1:], "", *notes]


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = [
        cell.rjust(width) if 0 < place < 3 else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"


if __name__ == "__main__":
    main()
