"""What a unit may set, announced by the rooms that read it, so that nothing is kept that cannot be read."""

from collections.abc import Callable
from typing import Any

from hiepdong.vocabulary.refusals import Refused

Check = Callable[[Any], object]
_checks: dict[str, Check] = {}


def announce(name: str, check: Check) -> None:
    """Called by a room as it starts; the check raises Refused for what the room could not read."""
    _checks[name] = check


def check(settings: dict[str, Any]) -> None:
    """Raise Refused act.invalid for a setting that no room knows, or what its room says of the value.

    None takes a setting back.
    """
    for name, value in settings.items():
        if name not in _checks:
            raise Refused("act.invalid", f"settings.{name}")
        if value is not None:
            _checks[name](value)
