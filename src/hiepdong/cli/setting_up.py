"""Bringing up Django for a command, once its options are known."""

import gc
import os


def ready(*, node: bool = True, index: bool = True) -> None:
    """Set Django up. Raises Refused node.* unless the home holds a whole node with the index of this version.

    `node`: whether there must be one; `index`: whether its index matters.
    """
    from hiepdong import config

    if node:
        config.require_whole(index=index)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiepdong.settings")
    _set_up_django()
    from hiepdong.terrain import area
    from hiepdong.vocabulary import codes
    from hiepdong.vocabulary.code_rows import BadList
    from hiepdong.vocabulary.refusals import Refused

    try:
        codes.use(config.codes_folder())
        area.use(config.area_folder())
    except BadList as error:
        raise Refused("codes.bad_list", error) from error


def _set_up_django() -> None:
    """What is imported stays: the collector of circles need not look at it, now or later."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()
