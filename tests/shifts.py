"""Builders of the acts of the shift handover, with the manner of tests.acts: an officer going, an officer coming."""

from typing import Any

from tests.acts import BASON, COMMANDER, Act, act, do, fresh, officer
from tests.node import Node

GOING, COMING, THIRD = "truc.giao", "truc.nhan", "truc.ba"


def crew() -> list[Act]:
    """Three duty officers of Ba Sơn post; its commanders are those of the district."""
    return [officer(login, BASON, "duty") for login in (GOING, COMING, THIRD)]


def sheet(**changes: Any) -> dict[str, Any]:
    """The smallest sheet, with what is changed or added; None takes a field away."""
    document: dict[str, Any] = {
        "from": "2023-11-02T07:30:00+07:00", "to": "2023-11-03T07:30:00+07:00", "situation": "Đêm yên.",
    }  # fmt: skip
    return {name: value for name, value in {**document, **changes}.items() if value is not None}


def handed(record: str, by: str = GOING, **changes: Any) -> Act:
    return act("shift.hand-over", by, record=record, shift=sheet(**changes))


def revised(record: str, expects: int, by: str = GOING, **changes: Any) -> Act:
    return act("shift.revise", by, record=record, expects=expects, shift=sheet(**changes))


def taken(record: str, expects: int = 1, by: str = COMING, remarks: str = "Nhận đủ.") -> Act:
    return act("shift.take-over", by, record=record, expects=expects, remarks=remarks)


def a_shift(node: Node, **changes: Any) -> str:
    """A sheet that the outgoing officer signed."""
    record = fresh()
    do(node, handed(record, **changes))
    return record


__all__ = ["COMING", "COMMANDER", "GOING", "THIRD", "a_shift", "crew", "handed", "revised", "sheet", "taken"]
