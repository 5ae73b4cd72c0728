"""What the database engine must do so that nothing erased stays in its files."""

from django.db import connection


def give_up_free_pages() -> None:
    """Rewrite the files without free pages: full-text segments, table pages, write-ahead log."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO records_search(records_search) VALUES('optimize')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        cursor.execute("VACUUM FULL")
        cursor.execute("CHECKPOINT")
