"""The desk as a Django app."""

from django.apps import AppConfig


class Desk(AppConfig):
    """Holds templates, static files and template tags."""

    name = "hiepdong.desk"
