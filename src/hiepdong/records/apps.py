"""The room of records as a Django app."""

from django.apps import AppConfig


class Records(AppConfig):
    """Ownership, copies, release, links, handover, attachments, search."""

    name = "hiepdong.records"
    label = "records"

    def ready(self) -> None:
        """Announce the room's acts and tables to the journal."""
        from hiepdong.records import room

        room.announce()
