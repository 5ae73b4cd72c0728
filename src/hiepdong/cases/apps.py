"""The room of cases as a Django app."""

from django.apps import AppConfig


class Cases(AppConfig):
    """Cases (vụ), subjects (đối tượng), exhibits, same-event links."""

    name = "hiepdong.cases"
    label = "cases"

    def ready(self) -> None:
        """Announce the room's acts, tables and kind of record."""
        from hiepdong.cases import room

        room.announce()
