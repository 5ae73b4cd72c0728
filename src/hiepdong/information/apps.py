"""The room of information as a Django app."""

from django.apps import AppConfig


class Information(AppConfig):
    """Reports, verification requests and answers, standing."""

    name = "hiepdong.information"
    label = "information"

    def ready(self) -> None:
        """Announce the room's acts, tables, kinds of record and settings."""
        from hiepdong.information import room

        room.announce()
