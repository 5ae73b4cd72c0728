"""The room of figures as a Django app."""

from django.apps import AppConfig


class Figures(AppConfig):
    """Counting once, comparison with the same period."""

    name = "hiepdong.figures"
    label = "figures"

    def ready(self) -> None:
        """Announce the room's tables and what it keeps of cases, and what units set of it."""
        from hiepdong.figures import projections
        from hiepdong.forces import unit_settings

        projections.announce()
        unit_settings.announce("categories", _check_categories)


def _check_categories(value: object) -> None:
    """What counts is imported when somebody sets categories or counts, not by every command that starts."""
    from hiepdong.figures import categories

    categories.read(value)
