"""One line of the table."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

Say = Callable[[str], None]
Unit = Literal["/s", "ms", "s", "MB"]


class Row(Struct, frozen=True):
    """A figure beside its lower bound. `note`: what was done, and what bounds it."""

    name: str
    ours: float
    lower_bound: float | None
    unit: Unit
    aim: str
    note: str = ""


def shown(value: float | None) -> str:
    """A number as it stands in the table: three digits that matter, thousands apart."""
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.3f}"
