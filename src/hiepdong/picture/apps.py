"""The picture as a Django app."""

from django.apps import AppConfig


class Picture(AppConfig):
    """Holds pages and templates."""

    name = "hiepdong.picture"
