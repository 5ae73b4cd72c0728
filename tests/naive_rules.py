"""Which acts must be refused, and why: every reason that acts.md gives, over the desk of tests.naive."""

from tests.naive import CEILING, MARKINGS, SETTING_UP, WORKERS, Act, Desk, Document, Link, Record, keys, marking

COMMANDERS_ACTS = ("handover.void", "record.erase")
MASKABLE = {
    "summary", "found_by", "others", "exhibits", "wanted", "stage", "outcomes", "place.point", "place.text", "subjects",
    "attachments", "facts",
}  # fmt: skip
WITHIN = ("subjects", "others", "exhibits", "wanted")
NEVER_LEFT_OUT = ("key", "status", "offences")
OWNERS_ACTS = (
    "case.revise", "case.cancel", "record.release", "record.withdraw", "record.attach", "handover.offer",
    "handover.void", "record.erase",
)  # fmt: skip
Reasons = set[str]


def wrong(desk: Desk, act: Act) -> Reasons:
    """Every reason for which the act must be refused; none: it must be done."""
    if act["id"] in desk.done:
        return set() if desk.done[act["id"]] == act else {"act.id_reused"}
    if act["by"] not in desk.serves:
        return {"officer.unknown"}
    unit = act.get("for_unit") or desk.unit_of(act["by"])
    if act.get("for_unit") and unit not in desk.serves[act["by"]]:
        return _units(desk, unit) or {"act.not_permitted"}
    return _units(desk, unit) if unit and _units(desk, unit) else _permitted(desk, unit, act)


def _permitted(desk: Desk, unit: str, act: Act) -> Reasons:
    roles = desk.serves[act["by"]].get(unit, set()) | desk.serves[act["by"]].get("", set())
    if not roles & _who_may(act["act"]):
        return {"act.not_permitted"}
    if act["act"] in SETTING_UP:
        return _setting_up(desk, act)
    return _on_records(desk, unit, act)


def _who_may(kind: str) -> set[str]:
    if kind in SETTING_UP:
        return {"administrator"}
    return {"commander"} if kind in COMMANDERS_ACTS else WORKERS


def _units(desk: Desk, *codes: str) -> Reasons:
    """Units that must stand."""
    return _known(desk, *codes) | {"unit.ended" for code in codes if code in desk.units and desk.units[code].ended}


def _known(desk: Desk, *codes: str) -> Reasons:
    return {"unit.unknown" for code in codes if code not in desk.units}


def _setting_up(desk: Desk, act: Act) -> Reasons:
    if act["act"] == "officer.add":
        return _units(desk, act["officer"]["unit"])
    if act["act"] == "unit.end":
        return _units(desk, act["code"], *([act["heir"]] if act.get("heir") else [])) | (
            {"act.invalid"} if act.get("heir") == act["code"] else set()
        )
    said = act["unit"]
    known = desk.units.get(said["code"])
    found = _known(desk, *([said["parent"]] if said.get("parent") else []))
    if known is not None:
        found |= {"unit.ended"} if known.ended else set()
        found |= {"unit.taken"} if said["from"] <= known.places[-1][0].isoformat() else set()
    return found


def _on_records(desk: Desk, unit: str, act: Act) -> Reasons:
    kind = act["act"]
    if kind == "case.open":
        taken = act["record"] in desk.records or act["record"] in desk.links
        return _document(desk, act["case"]) | ({"record.exists"} if taken else set())
    if kind in ("release.standing", "release.standing-end"):
        units = _known if kind == "release.standing-end" else _units
        return units(desk, *act["to"]) | _mask(act.get("without", []))
    if kind.startswith("link."):
        return _assertion(desk, unit, act) if kind == "link.assert" else _answer(desk, unit, act)
    if not desk.sees(unit, act["record"]):
        return {"record.not_found"}
    record = desk.records[act["record"]]
    if kind in OWNERS_ACTS:
        return _by_owner(desk, record, act) if record.owner == unit else {"record.not_owner"}
    return _by_holder(record, unit, kind)


def _by_owner(desk: Desk, record: Record, act: Act) -> Reasons:
    kind, found = act["act"], set()
    if kind == "handover.void":
        return set() if record.offered else {"handover.not_offered"}
    if record.offered:
        found |= {"record.locked"}
    if record.erased or (record.dead and kind in ("case.revise", "case.cancel", "record.attach", "handover.offer")):
        found |= {"record.cancelled"} if kind not in ("record.release", "record.withdraw") else set()
    if kind == "case.revise":
        found |= {"record.version_conflict"} if act["expects"] != record.version else set()
        found |= _document(desk, act["case"])
    if kind == "record.release":
        found |= _units(desk, *act["to"]) | _mask(act.get("without", []))
    if kind == "record.withdraw":
        found |= _known(desk, *act["from"])
    if kind == "handover.offer":
        found |= _units(desk, act["to"]) | ({"act.invalid"} if act["to"] == record.owner else set())
    return found


def _by_holder(record: Record, unit: str, kind: str) -> Reasons:
    if kind == "handover.ask":
        found = {"act.invalid"} if record.owner == unit else set()
        return found | ({"record.cancelled"} if record.states[-1].cancelled else set())
    if kind == "copy.return":
        return {"act.not_permitted"} if record.owner == unit else set()
    return set() if record.offered == unit else {"handover.not_offered"}


def _assertion(desk: Desk, unit: str, act: Act) -> Reasons:
    if not desk.sees(unit, act["a"]):
        return {"record.not_found"}
    mine = desk.records[act["a"]]
    if mine.owner != unit:
        return {"record.not_owner"}
    if not desk.sees(unit, act["b"]):
        return {"record.not_found"}
    other = desk.records[act["b"]]
    found = {"record.exists"} if act["record"] in {*desk.records, *desk.links} else set()
    found |= {"act.invalid"} if mine.id == other.id else set()
    found |= {"record.locked"} if mine.offered or (other.owner == unit and other.offered) else set()
    found |= {"record.cancelled"} if mine.dead or other.states[-1].cancelled else set()
    found |= {"link.other_side_unseen"} if not desk.sees(other.owner, mine.id) else set()
    return found | _pairs(desk, unit, act)


def _pairs(desk: Desk, unit: str, act: Act) -> Reasons:
    """Persons named must be there, as far as the asserter sees them."""
    mine, theirs = keys(desk.records[act["a"]].documents[-1], "subjects"), keys(desk.shown(unit, act["b"]), "subjects")
    wrong = [1 for a, b in act.get("same_persons", []) if a not in mine or (theirs and b not in theirs)]
    return {"act.invalid"} if wrong else set()


def _answer(desk: Desk, unit: str, act: Act) -> Reasons:
    link = desk.links.get(act["record"])
    if link is None or not desk.sees_link(unit, link):
        return {"record.not_found"}
    a, b = desk.records[link.a], desk.records[link.b]
    if act["act"] == "link.retract":
        own = [end for end in (a, b) if end.owner == unit]
        if not own:
            return {"record.not_owner"}
        return _settled(desk, link) | ({"record.locked"} if any(end.offered for end in own) else set())
    if b.owner != unit:
        return {"record.not_owner"}
    found = _settled(desk, link) | ({"record.locked"} if b.offered else set())
    if act["act"] == "link.confirm":
        return found | ({"record.cancelled"} if b.dead or a.states[-1].cancelled else set())
    return found | ({"link.settled"} if link.confirmed is not None else set())


def _settled(desk: Desk, link: Link) -> Reasons:
    return {"link.settled"} if link.ended is not None else set()


def _mask(without: list[str]) -> Reasons:
    return {"mask.unknown_path" for path in without if path not in MASKABLE and not _within(path)}


def _within(path: str) -> bool:
    first, *rest = path.split(".")
    return first in WITHIN and len(rest) == 1 and rest[0] not in NEVER_LEFT_OUT and rest[0] in FIELDS


FIELDS = {
    "name", "birth", "minor", "gender", "nationality", "documents", "aliases", "home", "role", "kind", "quantity",
    "note", "facts",
}  # fmt: skip


def _document(desk: Desk, document: Document) -> Reasons:
    named = [
        document.get("lead"),
        document.get("found"),
        *document.get("supporting", []),
        *document.get("arrested", []),
    ]
    found = _known(desk, *(code for code in named if code))
    found |= {"document.unknown_field"} if "colour" in document else set()
    found |= {"document.invalid"} if not document.get("title") or not document.get("offences") else set()
    found |= {"document.unknown_code"} if "pc-999" in document.get("offences", []) else set()
    above = MARKINGS.index(marking(document)) > MARKINGS.index(CEILING)
    return found | ({"marking.above_ceiling"} if above else set())


def reads(desk: Desk, login: str, unit: str) -> bool:
    """Whether the officer, acting for the unit, sees records at all."""
    return bool(desk.serves[login].get(unit, set()) & WORKERS)
