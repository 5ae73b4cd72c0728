"""What a unit may set, announced by the rooms that read it, so that nothing is kept that cannot be read."""

from collections.abc import Callable
from typing import Any

from hiepdong.vocabulary.refusals import Refused

Check = Callable[[Any], object]
_checks: dict[str, Check] = {}
_roles: dict[str, frozenset[str]] = {}


def announce(name: str, check: Check, roles: frozenset[str] | None = None) -> None:
    """Called by a room as it starts; the check raises Refused for what the room could not read.

    `roles`: who alone may set it, of those who may set anything.
    """
    _checks[name] = check
    if roles is not None:
        _roles[name] = roles


def may_set(name: str, roles: frozenset[str]) -> bool:
    """Whether an officer with these roles may set it, if he may set anything."""
    return name not in _roles or bool(roles & _roles[name])


def check(settings: dict[str, Any], roles: frozenset[str]) -> None:
    """Raise Refused act.invalid for a setting that no room knows, or what its room says of the value.

    None takes a setting back. Raises Refused act.not_permitted for one that is others' to set.
    """
    for name, value in settings.items():
        if name not in _checks:
            raise Refused("act.invalid", f"settings.{name}")
        if not may_set(name, roles):
            raise Refused("act.not_permitted", f"{name} ← {', '.join(sorted(_roles[name]))}")
        if value is not None:
            _checks[name](value)
