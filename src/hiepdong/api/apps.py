"""The HTTP API as a Django app. What it needs is imported by its urls: a command line starts without it."""

from django.apps import AppConfig


class Api(AppConfig):
    """Nothing but addresses; `hiepdong.api.urls` holds them."""

    name = "hiepdong.api"
