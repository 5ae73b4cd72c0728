"""The room of papers as a Django app."""

from django.apps import AppConfig


class Papers(AppConfig):
    """Official documents (DOCX, PDF), imports, exports."""

    name = "hiepdong.papers"
    label = "papers"
