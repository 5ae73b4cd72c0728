"""The picture as a Django app."""

from django.apps import AppConfig


class PictureConfig(AppConfig):
    """Holds pages and templates."""

    name = "hiepdong.picture"
