"""Builders of the acts of information, with the manner of tests.acts."""

from typing import Any

from tests import acts
from tests.acts import BASON, Act, act, do, fresh
from tests.node import Node


def report(**changes: Any) -> dict[str, Any]:
    """The smallest report document, with what is changed or added; None takes a field away."""
    document: dict[str, Any] = {
        "title": "Người lạ hỏi đường qua mốc 1193", "seen": {"from": "2023-11-02T05:00:00+07:00"},
    }  # fmt: skip
    return {name: value for name, value in {**document, **changes}.items() if value is not None}


def whole_report() -> dict[str, Any]:
    """A report document with every field of the contract."""
    return {
        "title": "Người lạ hỏi đường qua mốc 1193", "text": "Ba người, đi từ chợ lên.",
        "seen": {"from": "2023-11-02T05:00:00+07:00", "to": None},
        "place": {"commune": "06202", "village": None, "marker": "1193", "point": [106990000, 21900000],
                  "chainage_m": 31200, "text": "đường mòn"},
        "side": "inner", "topic": "illegal-crossing", "urgency": "khan", "source": {"kind": "patrol", "ref": None},
        "grade": "B2", "caveats": ["no-onward"], "derived_from": [], "marking": "internal", "exercise": False,
    }  # fmt: skip


def filed(by: str, record: str, **changes: Any) -> Act:
    return act("report.file", by, record=record, report=report(**changes))


def revised(by: str, record: str, expects: int, **changes: Any) -> Act:
    return act("report.revise", by, record=record, expects=expects, report=report(**changes))


def cancelled(by: str, record: str) -> Act:
    return act("report.cancel", by, record=record, reason="nhập nhầm")


def said(by: str, link: str, start: str, end: str, relation: str = "supports") -> Act:
    return act("report.link", by, record=link, from_=start, to=end, relation=relation)


def sent(by: str, record: str, *to: str, at: str | None = None, **fields: Any) -> Act:
    asked = {"to": list(to), "about": None, "question": "Có người lạ qua mốc không?", "why": "kiểm tin",
             "urgency": "khan", "due": None, **fields}  # fmt: skip
    return act("request.send", by, record=record, request=asked, **({"at": at} if at else {}))


def accepted(by: str, request: str) -> Act:
    return act("request.accept", by, record=request)


def declined(by: str, request: str, **fields: Any) -> Act:
    return act("request.decline", by, record=request, **fields)


def answered(by: str, record: str, request: str, finding: str = "confirmed", **fields: Any) -> Act:
    answer = {"text": "Đã kiểm tra.", "finding": finding, "grade": None, "derived_from": [], "final": True, **fields}
    return act("request.answer", by, record=record, request=request, answer=answer)


def closed(by: str, request: str) -> Act:
    return act("request.close", by, record=request, why="suffices")


def asked_on(by: str, request: str) -> Act:
    return act("request.ask-on", by, record=request, question="Mấy người?")


def a_report(node: Node, *to: str, by: str = BASON, without: tuple[str, ...] = (), **changes: Any) -> str:
    """A report that a unit filed and released to these units."""
    record = fresh()
    do(node, filed(by, record, **changes))
    if to:
        do(node, acts.released(by, record, *to, without=without))
    return record


def a_request(node: Node, *to: str, by: str = BASON, **fields: Any) -> str:
    record = fresh()
    do(node, sent(by, record, *to, **fields))
    return record


def standing(node: Node, viewer: str, record: str) -> tuple[int, int]:
    found = acts.shown(node, viewer, record)["standing"]
    return found["supports"], found["contradicts"]


def state(node: Node, viewer: str, request: str) -> dict[str, str]:
    found: dict[str, str] = acts.shown(node, viewer, request)["state"]
    return found
