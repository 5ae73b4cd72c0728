"""The journal as a Django app."""

from django.apps import AppConfig


class Journal(AppConfig):
    """Acts performed, statements, entries, bodies, chain."""

    name = "hiepdong.journal"
    label = "journal"
