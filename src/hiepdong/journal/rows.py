"""Index rows on their way to the tables: gathered while acts are applied, written together, by one cursor.

Rows are plain tuples in the order of the model's columns, so the same rows serve one act, a batch and a rebuild.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import models

Row = tuple[Any, ...]
Model = type[models.Model]


class Rows:
    """Deletes by key, then inserts, table by table. `prefix` writes to the tables that a rebuild makes beside."""

    def __init__(self, cursor: Any, prefix: str = "") -> None:
        self.cursor, self.prefix = cursor, prefix
        self._deletes: dict[tuple[Model, tuple[str, ...]], list[Row]] = defaultdict(list)
        self._inserts: dict[Model, list[Row]] = defaultdict(list)
        self._new: dict[Model, dict[Any, Row]] = defaultdict(dict)
        self._raw_deletes: dict[str, list[Row]] = defaultdict(list)
        self._raw_inserts: dict[str, list[Row]] = defaultdict(list)

    def insert(self, model: Model, rows: Iterable[Row]) -> None:
        """Add rows."""
        self._inserts[model].extend(rows)

    def delete(self, model: Model, columns: tuple[str, ...], keys: Iterable[Row]) -> None:
        """Remove the rows in which the columns have these values."""
        self._deletes[model, columns].extend(keys)

    def intern(self, model: Model, row: Row) -> None:
        """Add a row once; its first column is a digest of the rest, so an equal one may be there already."""
        self._new[model][row[0]] = row

    def insert_raw(self, sql: str, row: Row) -> None:
        """A row for a table that is no model, its key first; `{prefix}` stands before the table's name.

        Written in the order of keys: full text keeps what it gathered in memory only while keys grow.
        """
        self._raw_inserts[sql].append(row)

    def delete_raw(self, sql: str, rows: Iterable[Row]) -> None:
        """Remove rows of a table that is no model."""
        self._raw_deletes[sql].extend(rows)

    def write(self) -> None:
        """Write everything gathered, and begin again empty."""
        for (model, columns), keys in self._deletes.items():
            self._many(_delete_sql(model, columns, self.prefix), keys)
        for sql, rows in self._raw_deletes.items():
            self._many(sql.replace("{prefix}", self.prefix), sorted(rows))
        for model, rows in self._inserts.items():
            self._many(insert_sql(model, self.prefix), rows)
        for model, new in self._new.items():
            self._many(insert_sql(model, self.prefix) + " ON CONFLICT DO NOTHING", list(new.values()))
        for sql, rows in self._raw_inserts.items():
            self._many(sql.replace("{prefix}", self.prefix), sorted(rows))
        self._clear()

    def select(self, sql: str, parameters: Sequence[Any]) -> list[Row]:
        """Rows that are in the tables already."""
        self.cursor.execute(sql, parameters)
        return list(self.cursor.fetchall())

    def _many(self, sql: str, rows: Sequence[Row]) -> None:
        if len(rows) == 1:
            self.cursor.execute(sql, rows[0])
        elif rows:
            self.cursor.executemany(sql, rows)

    def _clear(self) -> None:
        for gathered in (self._deletes, self._inserts, self._new, self._raw_deletes, self._raw_inserts):
            gathered.clear()


@cache
def insert_sql(model: Model, prefix: str = "") -> str:
    """INSERT with a place for every column, in the model's order."""
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{prefix}{model._meta.db_table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'


@cache
def _delete_sql(model: Model, columns: tuple[str, ...], prefix: str) -> str:
    where = " AND ".join(f'"{column}" = %s' for column in columns)
    return f'DELETE FROM "{prefix}{model._meta.db_table}" WHERE {where}'
