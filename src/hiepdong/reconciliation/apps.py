"""The room of reconciliation as a Django app."""

from django.apps import AppConfig


class Reconciliation(AppConfig):
    """Figures of units side by side, what keeps them apart, and what they agree on."""

    name = "hiepdong.reconciliation"
    label = "reconciliation"

    def ready(self) -> None:
        """Announce the acts of this room."""
        from hiepdong.reconciliation import room

        room.announce()
