"""The room of forces as a Django app."""

from django.apps import AppConfig


class Forces(AppConfig):
    """Units and their structure over time, officers, roles, sign-in."""

    name = "hiepdong.forces"
    label = "forces"

    def ready(self) -> None:
        """Announce the room's acts and tables to the journal."""
        from hiepdong.forces import room

        room.announce()
