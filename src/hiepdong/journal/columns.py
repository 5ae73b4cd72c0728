"""Columns that the databases at hand store differently."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    WholeNumber = models.BigIntegerField[int, int]
else:
    WholeNumber = models.BigIntegerField


class NumberField(WholeNumber):
    """A whole number of 64 bits by which a table is kept.

    SQLite keeps a table by its key, without a tree beside it for the key, when the column is declared INTEGER.
    Source: https://www.sqlite.org/lang_createtable.html#rowid
    """

    def db_type(self, connection: Any) -> str | None:
        """The column's type in SQL."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
