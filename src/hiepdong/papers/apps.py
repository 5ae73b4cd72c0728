"""The room of papers as a Django app."""

from django.apps import AppConfig


class Papers(AppConfig):
    """Official documents (DOCX, PDF), imports, exports."""

    name = "hiepdong.papers"
    label = "papers"

    def ready(self) -> None:
        """Announce what units set of their papers."""
        from hiepdong.forces import unit_settings
        from hiepdong.papers import coordinating

        unit_settings.announce("paper", coordinating.read_settings)
