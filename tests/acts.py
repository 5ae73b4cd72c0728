"""Acts for tests: small builders with ids that are the same in every run, and a district to play them in."""

import itertools
import json
from typing import Any

from hiepdong.journal.perform import Done, NotDone
from tests.node import ADMIN, Node

Act = dict[str, Any]
_numbers = itertools.count(1)

BASON, NGANGOAI, BORDER = "bp-bason", "bp-ngangoai", "bp-langson"
CAOLOC, XUATLE, ARMY = "ca-caoloc", "ca-xuatle", "qs-caoloc"
# A staff officer of each unit bears its code as login; commanders, inspector and administrator are named below.
UNITS = {BORDER: None, BASON: BORDER, NGANGOAI: BORDER, CAOLOC: None, XUATLE: CAOLOC, ARMY: None}
TYPES = {"bp": "border-guard", "ca": "police", "qs": "army"}
LINK = 500
LISTED = ("case", "report", "request", "activity")
COMMANDER, SECOND, INSPECTOR, KEEPER = "chihuy", "chihuy2", "thanhtra", "quantri"


def rid(number: int) -> str:
    """The id of a record: in order of their numbers, also when compared as text."""
    return f"aaaaaaaa-0000-4000-8000-{number:012}"


def fresh() -> str:
    """The id of a record that no other test uses."""
    return rid(1_000_000 + next(_numbers))


def act(kind: str, by: str, /, **fields: Any) -> Act:
    """An act with an id of its own. `from_` stands for the field `from`."""
    if "from_" in fields:
        fields["from"] = fields.pop("from_")
    return {"id": f"00000000-0000-4000-8000-{next(_numbers):012}", "act": kind, "by": by, **fields}


def unit(code: str, *, parent: str | None = None, start: str = "2010-01-01", name: str = "", by: str = ADMIN) -> Act:
    of_type = TYPES.get(code[:2], "other")
    said = {"code": code, "name": name or code, "type": of_type, "parent": parent, "from": start}
    return act("unit.add", by, unit=said)


def officer(login: str, of_unit: str, *roles: str, by: str = ADMIN) -> Act:
    said = {"login": login, "name": login, "rank": None, "unit": of_unit, "roles": list(roles or ("staff",))}
    return act("officer.add", by, officer=said)


def district() -> list[Act]:
    """Two posts under a border guard command, a commune's police under the district's, an army unit; their officers."""
    people = [officer(code, code) for code in UNITS]
    commanders = [officer(login, BASON, "commander") for login in (COMMANDER, SECOND)]
    others = [officer(INSPECTOR, CAOLOC, "inspector"), officer(KEEPER, CAOLOC, "administrator")]
    return [*(unit(code, parent=parent) for code, parent in UNITS.items()), *people, *commanders, *others]


def case(**changes: Any) -> dict[str, Any]:
    """The smallest case document, with what is changed or added; None takes a field away."""
    document: dict[str, Any] = {
        "title": "Tàng trữ trái phép chất ma túy", "occurred": {"from": "2023-03-02T20:10:00+07:00"},
        "offences": ["pc-249"], "lead": BASON,
    }  # fmt: skip
    if "on" in changes:
        changes["occurred"] = {"from": f"{changes.pop('on')}T12:00:00+07:00"}
    return {name: value for name, value in {**document, **changes}.items() if value is not None}


def whole_case() -> dict[str, Any]:
    """A case document with every field of the contract."""
    return {
        "title": "Tàng trữ trái phép chất ma túy tại thôn Ba Sơn",
        "occurred": {"from": "2023-03-02T20:10:00+07:00", "to": None},
        "place": {
            "commune": "06202", "village": "thôn Ba Sơn", "marker": "1193", "point": [106990000, 21900000],
            "chainage_m": None, "text": "đường mòn, cách mốc 300 m",
        },
        "offences": ["pc-249"], "lead": BASON, "supporting": [XUATLE], "found": BASON, "arrested": [BASON, XUATLE],
        "subjects": [
            {"key": "s1", "name": "Vi Văn A", "birth": "1990", "gender": "m", "nationality": "VN",
             "status": "bi-tam-giu", "offences": [], "documents": [{"kind": "cccd", "number": "020090000001"}],
             "aliases": ["A Sẹo"], "home": "Lạng Sơn"},
        ],
        "others": [{"key": "v1", "name": "Lý Thị B", "role": "victim"}],
        "exhibits": [{"kind": "heroin", "quantity": "12.5", "unit": "g", "value_vnd": None}],
        "wanted": [], "found_by": "patrol", "stage": "khoi-to", "outcomes": [], "summary": "Bắt quả tang.",
        "marking": "internal", "exercise": False,
    }  # fmt: skip


def person(key: str = "s1", status: str = "bi-can", **more: Any) -> dict[str, Any]:
    return {"key": key, "status": status, **more}


def opened(by: str, record: str, **changes: Any) -> Act:
    """case.open by the officer of a unit."""
    return act("case.open", by, record=record, case=case(**changes))


def revised(by: str, record: str, expects: int, **changes: Any) -> Act:
    passing = {"pass_on": changes.pop("pass_on")} if "pass_on" in changes else {}
    return act("case.revise", by, record=record, expects=expects, case=case(**changes), **passing)


def released(by: str, record: str, *to: str, without: tuple[str, ...] = (), until: str | None = None) -> Act:
    return act("record.release", by, record=record, to=list(to), without=list(without), until=until)


def withdrawn(by: str, record: str, *units: str) -> Act:
    return act("record.withdraw", by, record=record, from_=list(units), reason="")


def cancelled(by: str, record: str) -> Act:
    return act("case.cancel", by, record=record, reason="nhập nhầm")


def linked(by: str, link: str, a: str, b: str, *pairs: tuple[str, str]) -> Act:
    same = [list(pair) for pair in pairs]
    return act("link.assert", by, record=link, a=a, b=b, relation="same-event", same_persons=same)


def offered(by: str, record: str, to: str) -> Act:
    return act("handover.offer", by, record=record, to=to, until=None, reason="")


def do(node: Node, *acts: Act) -> list[Done]:
    """Perform acts, none of which may be refused."""
    outcomes = node.play(list(acts))
    refused = [(act["act"], one.refused) for act, one in zip(acts, outcomes, strict=True) if isinstance(one, NotDone)]
    assert not refused, refused
    return [one for one in outcomes if isinstance(one, Done)]


def a_case(node: Node, *to: str, without: tuple[str, ...] = (), **changes: Any) -> str:
    """A case that Ba Sơn post opened and released to these units."""
    record = fresh()
    do(node, opened(BASON, record, **changes))
    if to:
        do(node, released(BASON, record, *to, without=without))
    return record


def tried(node: Node, *acts: Act) -> str:
    """What became of the last of these acts: "done", or the code of its refusal. Those before must be done."""
    do(node, *acts[:-1])
    outcome = node.play([acts[-1]])[0]
    return outcome.refused.code if isinstance(outcome, NotDone) else "done"


def tried_in_play(node: Node) -> str:
    """The code with which a whole `play` is refused before its first act."""
    answer = node.run("play", "-", "--json", typed=json.dumps(opened(BASON, fresh())))
    assert answer.exit == 1
    return str(answer.json["code"])


def shown(node: Node, viewer: str, record: str) -> dict[str, Any]:
    """What `show` answers: a record, or the refusal."""
    answer: dict[str, Any] = node.ask("show", record, "--as", viewer)
    return answer


def sees(node: Node, viewer: str, record: str) -> bool:
    """Whether the record exists for the viewer: in show and in the list alike."""
    answer = shown(node, viewer, record)
    if answer.get("kind") in (None, *LISTED):
        lines = [line["record"] for kind in LISTED for line in node.ask("list", kind, "--as", viewer)]
        assert (record in lines) == ("document" in answer)
    return "document" in answer


# ---------------------------------------------------------------- counting


def known(by: str, number: int, **document: Any) -> list[Act]:
    """A case that a unit opens, as its lead unless said, and that it releases to all others."""
    others = [unit for unit in UNITS if unit != by]
    return [opened(by, rid(number), **{"lead": by, **document}), released(by, rid(number), *others)]


def joined(number: int, ends: tuple[str, int], others: tuple[str, int], *pairs: tuple[str, str]) -> list[Act]:
    """A link between two cases, each given as owner and number, that stands."""
    said = linked(ends[0], rid(LINK + number), rid(ends[1]), rid(others[1]), *pairs)
    confirmed = act("link.confirm", others[0], record=rid(LINK + number))
    return [said] if ends[0] == others[0] else [said, confirmed]


def figures(node: Node, viewer: str, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = node.ask("figures", "--as", viewer, *options)
    return found


def events(node: Node, viewer: str, *options: str) -> list[list[int]]:
    """The events that count, as numbers of their records."""
    return sorted(sorted(int(one[-12:]) for one in event) for event in figures(node, viewer, *options)["records"])


def counts(node: Node, viewer: str, *options: str) -> tuple[int, int]:
    found = figures(node, viewer, *options)
    return found["cases"], found["subjects"]
