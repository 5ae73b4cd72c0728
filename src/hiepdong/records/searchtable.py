"""The full-text index: FTS5 on SQLite, tsvector on PostgreSQL, over folded text (no case, tone marks, đ).

A row stands for one copy that somebody holds now. Its id grows with the day of the event, so the newest are read
first and a common word is no dearer than a rare one; the units that hold it are words of a column of their own.
"""

from django.db import connection

from hiepdong.journal.registry import RawTable
from hiepdong.journal.rows import Rows
from hiepdong.vocabulary.clock import seconds_of_days
from hiepdong.vocabulary.fold import fold

MINUTES = 2**28
RECORDS = 2**27
SLOTS = 2**8
_EARLIEST = seconds_of_days(None, None)[0]

_FTS5 = (
    'CREATE VIRTUAL TABLE "{prefix}records_search" USING fts5(words, units, '
    "tokenize = \"unicode61 remove_diacritics 0 tokenchars '-._'\", detail = 'column', columnsize = 0)"
)
_TSVECTOR = (
    'CREATE TABLE "{prefix}records_search" (rowid bigint PRIMARY KEY, words tsvector NOT NULL, units text[] NOT NULL)'
)
TABLE = RawTable(
    name="records_search",
    create={
        "sqlite": (_FTS5,),
        "postgresql": (_TSVECTOR,),
    },
    indexes={
        "postgresql": ("CREATE INDEX records_search_words ON records_search USING gin (words, units)",),
    },
    columns="rowid, words, units",
)


def docid(happened: int, no: int, slot: int) -> int:
    """The row's id. `happened`: seconds since 1970; `slot`: which of the record's copies."""
    minutes = min(max((happened - _EARLIEST) // 60, 0), MINUTES - 1)
    return (minutes * RECORDS + no % RECORDS) * SLOTS + slot % SLOTS


def record_of(row_id: int) -> int:
    """The record's number, out of a row's id."""
    return row_id // SLOTS % RECORDS


def add(rows: Rows, row_id: int, text: str, units: tuple[str, ...]) -> None:
    """Make a copy findable by the units that hold it."""
    if connection.vendor == "sqlite":
        sql = 'INSERT INTO "{prefix}records_search" (rowid, words, units) VALUES (%s, %s, %s)'
        rows.insert_raw(sql, (row_id, fold(text), " ".join(units)))
        return
    sql = "INSERT INTO \"{prefix}records_search\" (rowid, words, units) VALUES (%s, to_tsvector('simple', %s), %s)"
    rows.insert_raw(sql, (row_id, fold(text), list(units)))


def remove(rows: Rows, row_ids: list[int]) -> None:
    """Take copies out of the index."""
    if row_ids:
        rows.delete_raw('DELETE FROM "{prefix}records_search" WHERE rowid = %s', [(row_id,) for row_id in row_ids])


def find(words: list[str], unit: str, before: int | None, limit: int) -> list[int]:
    """Ids of rows with all the words among the copies that the unit holds, newest event first."""
    sql, parameters = _matches(words, unit)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM records_search WHERE {sql} AND rowid < %s ORDER BY rowid DESC LIMIT %s",
            [*parameters, before or 2**63 - 1, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def condition(words: list[str], unit: str) -> tuple[str, list[str]]:
    """The same as SQL in parentheses, with its parameters: the numbers of the records, for lists with filters."""
    sql, parameters = _matches(words, unit)
    return f"(SELECT rowid / {SLOTS} %% {RECORDS} FROM records_search WHERE {sql})", parameters


def _matches(words: list[str], unit: str) -> tuple[str, list[str]]:
    if connection.vendor == "sqlite":
        text = " ".join(f'"{word}"' for word in words)
        return "records_search MATCH %s", [f'words : ({text}) AND units : "{unit}"']
    return (
        "words @@ to_tsquery('simple', %s) AND units @> ARRAY[%s]",
        [" & ".join(f"'{word}'" for word in words), unit],
    )
