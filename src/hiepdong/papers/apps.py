"""The room of papers as a Django app."""

from django.apps import AppConfig


class Papers(AppConfig):
    """Official documents (DOCX, PDF), imports, exports."""

    name = "hiepdong.papers"
    label = "papers"

    def ready(self) -> None:
        """Announce the acts of this room, and what units set of their papers."""
        from hiepdong.papers import room

        room.announce()
