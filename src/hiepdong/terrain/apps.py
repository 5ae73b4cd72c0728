"""The terrain as a Django app."""

from django.apps import AppConfig


class Terrain(AppConfig):
    """Holds pages and templates; the terrain itself is plain data."""

    name = "hiepdong.terrain"
