"""Who has opened the copy he was sent: told to its owner, by unit and version, and to nobody else.

State, not facts: what a unit has read is no act of it. It is written once for each copy and version, so that reading
stays reading; where the database is busy it is left for the next time.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import OperationalError, connection
from msgspec import Struct

from hiepdong.records.head import Head
from hiepdong.records.models import OpeningRow
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import from_seconds

if TYPE_CHECKING:
    from hiepdong.records.queries import Shown

BUSY_MS, USUAL_MS = 100, 20_000


class Opening(Struct, frozen=True):
    """The newest version that a unit has opened of the copy it holds, and when it first did."""

    version: int
    at: datetime


def of(head: Head) -> dict[str, Opening]:
    """What each holder has opened of the very copy that it holds now; what it held under another grant is past."""
    found: dict[str, Opening] = {}
    for row in OpeningRow.objects.filter(record=head.no).order_by("version"):
        holder = head.holders.get(row.unit)
        if holder is not None and holder.seq == row.since:
            found[row.unit] = Opening(row.version, from_seconds(row.at))
    return found


def note(viewer: Viewer, shown: "Shown") -> None:
    """An officer of a unit that holds a copy has it before his eyes."""
    if shown.copy is None:
        return
    record, since = shown.copy
    place = {"record": record, "unit": viewer.unit, "since": since, "version": shown.version}
    if not OpeningRow.objects.filter(**place).exists():
        with _unhurried():
            OpeningRow.objects.bulk_create([OpeningRow(**place, at=int(time.time()))], ignore_conflicts=True)


@contextmanager
def _unhurried() -> Iterator[None]:
    """Nobody who reads waits for who writes: on SQLite a busy database is left alone."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        try:
            yield
        except OperationalError as error:
            if "locked" not in str(error):
                raise
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {USUAL_MS}")
