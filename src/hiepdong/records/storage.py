"""What the database engine must do so that nothing erased stays in its files."""

from django.db import OperationalError, connection

WAIT_MS = 20_000


def give_up_free_pages() -> None:
    """Rewrite the files without free pages: full-text segments, table pages, write-ahead log.

    Raises OperationalError when somebody reads on for longer than WAIT_MS, as a backup may.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
            cursor.execute("INSERT INTO records_search(records_search) VALUES('optimize')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                raise OperationalError("the write-ahead log is still being read")
            return
        cursor.execute(f"SET lock_timeout = {WAIT_MS}")
        try:
            cursor.execute("VACUUM FULL")
        finally:
            cursor.execute("RESET lock_timeout")
        cursor.execute("CHECKPOINT")
