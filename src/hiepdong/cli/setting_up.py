"""Bringing up Django for a command, once its options are known."""

import os


def ready(*, node: bool = True) -> None:
    """Set Django up. Raises Refused node.not_initialised, node.damaged unless the home holds a whole node."""
    from hiepdong import config

    if node:
        config.require_whole()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiepdong.settings")
    import django

    django.setup()
    from hiepdong.vocabulary import codes
    from hiepdong.vocabulary.code_rows import BadList
    from hiepdong.vocabulary.refusals import Refused

    try:
        codes.use(config.home() / "codes")
    except BadList as error:
        raise Refused("codes.bad_list", error) from error
