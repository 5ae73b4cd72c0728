"""Builders of the acts of joint activities, with the manner of tests.acts."""

from typing import Any

from tests import acts
from tests.acts import BASON, CAOLOC, Act, act, do, fresh
from tests.node import Node

DAY = "2023-11-02"


def activity(**changes: Any) -> dict[str, Any]:
    """A joint patrol of Ba Sơn post with the district's police, with what is changed; None takes a field away."""
    document: dict[str, Any] = {
        "kind": "joint-patrol", "day": DAY, "units": [BASON, CAOLOC], "times": 10, "attendances": 120,
    }  # fmt: skip
    return {name: value for name, value in {**document, **changes}.items() if value is not None}


def whole_activity() -> dict[str, Any]:
    """An activity document with every field."""
    return {
        "kind": "outreach", "day": DAY, "until": "2023-11-30", "units": [BASON, CAOLOC], "times": 3,
        "attendances": 250, "items": 500, "note": "Tuyên truyền về pháo trước Tết",
        "place": {"commune": "06202", "village": "thôn Ba Sơn", "marker": None, "point": [106990000, 21900000],
                  "chainage_m": None, "text": "nhà văn hóa"},
        "marking": "internal", "exercise": False,
    }  # fmt: skip


def entered(by: str, record: str, **changes: Any) -> Act:
    return act("activity.enter", by, record=record, activity=activity(**changes))


def revised(by: str, record: str, expects: int, **changes: Any) -> Act:
    return act("activity.revise", by, record=record, expects=expects, activity=activity(**changes))


def cancelled(by: str, record: str) -> Act:
    return act("activity.cancel", by, record=record, reason="nhập nhầm")


def an_activity(node: Node, *to: str, by: str = BASON, **changes: Any) -> str:
    """An activity that a unit entered and released to these units."""
    record = fresh()
    do(node, entered(by, record, **changes))
    if to:
        do(node, acts.released(by, record, *to))
    return record


def same(node: Node, ours: tuple[str, str], theirs: tuple[str, str]) -> str:
    """A link between two activities, each as owner and record, that stands."""
    link = fresh()
    do(node, acts.linked(ours[0], link, ours[1], theirs[1]))
    if ours[0] != theirs[0]:
        do(node, act("link.confirm", theirs[0], record=link))
    return link


def counted(node: Node, viewer: str, *options: str) -> dict[str, tuple[int, int, int, int, int]]:
    """What is counted of each kind: entries, times, attendances, items, records."""
    found = node.ask("figures", "activities", "--as", viewer, *options)["activities"]
    names = ("entries", "times", "attendances", "items", "counted_from")
    return {line["kind"]: tuple(line[name] for name in names) for line in found}


def exchanged(node: Node, viewer: str, *options: str) -> dict[str, tuple[int, int]]:
    """What was given and received, of what there was any."""
    found = node.ask("figures", "activities", "--as", viewer, *options)["information"]
    return {line["what"]: (line["given"], line["received"]) for line in found if line["given"] or line["received"]}
