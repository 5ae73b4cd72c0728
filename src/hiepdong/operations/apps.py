"""The room of operations as a Django app."""

from django.apps import AppConfig


class Operations(AppConfig):
    """Duty shifts and their handover."""

    name = "hiepdong.operations"
    label = "operations"

    def ready(self) -> None:
        """Announce the room's acts and kind of record."""
        from hiepdong.operations import room

        room.announce()
