"""The lower bound: the very SQL that ours sends, sent again by the bare driver, on a copy of the same database."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.world import World

Statement = tuple[str, Any, bool]
Transaction = list[Statement]
_PLACE = re.compile(r"(?<!%)%s")
_OWN = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def recorded(only: tuple[str, ...] = ("",)) -> Iterator[Transaction]:
    """The statements that Django sends meanwhile, with their parameters; `only`: how those to be kept begin."""
    from django.db import connection

    kept: Transaction = []

    def keep(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if sql.startswith(only) and not sql.startswith(_OWN):
            known = list(parameters) if parameters is not None else []
            kept.append(
                (_PLACE.sub("?", sql).replace("%%", "%") if connection.vendor == "sqlite" else sql, known, many)
            )
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(keep):
        yield kept


def connect(world: World) -> Any:
    """A bare connection with the settings that ours has, each transaction begun by hand."""
    if world.database is not None:
        import psycopg

        return psycopg.connect(world.database, autocommit=True)
    from hiepdong.settings import SQLITE_OPTIONS

    session = sqlite3.connect(world.home / "hiepdong.db", isolation_level=None)
    session.executescript(str(SQLITE_OPTIONS["init_command"]))
    return session


def seconds(world: World, transactions: list[Transaction], *, writes: bool = True) -> float:
    """How long the bare driver takes for these transactions."""
    session = connect(world)
    cursor = session.cursor()
    began = time.perf_counter()
    for statements in transactions:
        if writes:
            cursor.execute("BEGIN IMMEDIATE" if world.database is None else "BEGIN")
        for sql, parameters, many in statements:
            _send(cursor, sql, parameters, many=many)
        if writes:
            cursor.execute("COMMIT")
    took = time.perf_counter() - began
    session.close()
    return took


def _send(cursor: Any, sql: str, parameters: Any, *, many: bool) -> None:
    if many:
        cursor.executemany(sql, parameters)
    else:
        cursor.execute(sql, parameters or ())
        if cursor.description is not None:
            cursor.fetchall()
