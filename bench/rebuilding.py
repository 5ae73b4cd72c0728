"""Entries a second when the index is made anew from the journal."""

import gc
import time
from typing import Any

from bench import plain, world
from bench.acting import KINDS
from bench.row import Row, Say
from bench.world import World, Worlds

RUNS = 2
AT_ONCE = 2_000


def measure(worlds: Worlds, say: Say, *, quick: bool = False) -> list[Row]:
    """A journal written by acts, and rebuilt."""
    rows = []
    for (whose, shared, note), full in zip(KINDS, (100_000, 30_000), strict=True):
        count = 1_000 if quick else full
        what = f"rebuild, {count:,} entries: {whose}"
        say(f"{what}: writing them")
        here = worlds.new(shared=shared)
        _write(world.acts(0, count) if shared else world.own_cases(0, count))
        say(what)
        ours = max(_rate() for _ in range(RUNS))
        rows.append(Row(what, ours, max(_bare(here) for _ in range(RUNS)), "/s", "≥ 10,000", note))
        worlds.drop_all()
    return rows


def _write(acts: list[world.Act]) -> None:
    from hiepdong.journal.perform import Done, perform

    assert all(isinstance(one, Done) for one in perform(acts))


def _rate() -> float:
    from hiepdong.journal.rebuilding import rebuild

    gc.collect()
    began = time.perf_counter()
    done = rebuild()
    return done / (time.perf_counter() - began)


def _bare(here: World) -> float:
    """The journal read, and the same rows put into the same tables, by the bare driver; their SQL is the rebuild's."""
    from hiepdong.journal.rebuilding import rebuild

    with plain.recorded(only=("CREATE", "DROP", "ALTER")) as statements:
        entries = rebuild()
    session = plain.connect(here)
    cursor = session.cursor()
    began = time.perf_counter()
    cursor.execute("BEGIN")
    _read(cursor)
    for sql, _, _ in statements:
        if sql.startswith('DROP TABLE "'):
            _copy(session, sql.split('"')[1], "%s" if here.database else "?")
        cursor.execute(sql)
    cursor.execute("COMMIT")
    took = time.perf_counter() - began
    session.close()
    return entries / took


def _read(cursor: Any) -> None:
    cursor.execute("SELECT e.seq, recorded, statement, bytes FROM journal_entry e JOIN journal_body b ON b.seq = e.seq")
    while cursor.fetchmany(AT_ONCE):
        pass


def _copy(session: Any, table: str, place: str) -> None:
    """The rows of a table into the new one of that name."""
    reading, writing = session.cursor(), session.cursor()
    columns = "rowid, words, units" if table == "records_search" else "*"
    reading.execute(f'SELECT {columns} FROM "{table}"')
    names = ", ".join(f'"{column[0]}"' for column in reading.description)
    insert = f'INSERT INTO "new_{table}" ({names}) VALUES ({", ".join([place] * len(reading.description))})'
    while rows := reading.fetchmany(AT_ONCE):
        writing.executemany(insert, rows)
