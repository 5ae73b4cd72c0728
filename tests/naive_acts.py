"""What becomes of the desk of tests.naive by each act that is done, as acts.md has it."""

from datetime import date

from tests.naive import Act, Copy, Desk, Document, Link, Record, State, Unit, keys, shortest

PEOPLE = ("subjects", "others")


def take(desk: Desk, act: Act) -> None:
    """What becomes of an act that was done: one entry more, and this."""
    if act["id"] in desk.done:
        return
    desk.seq += 1
    desk.done[act["id"]] = act
    unit = act.get("for_unit") or desk.unit_of(act["by"])
    about = desk.records.get(act.get("record", ""))
    if about is not None:
        about.acts.append((unit, act))
    if act.get("record") in desk.links:
        desk.links[act["record"]].acts.append((unit, act))
    _TAKEN[act["act"]](desk, unit, act)


def _opened(desk: Desk, unit: str, act: Act) -> None:
    record = Record(act["record"], [act["case"]], [State(desk.seq, 1, (unit,), unit)], acts=[(unit, act)])
    desk.records[record.id] = record
    for (owner, to), (without, where) in desk.standing.items():
        if owner == unit and fits(act["case"], where):
            record.give(to, Copy(1, without))


def fits(document: Document, where: Act) -> bool:
    offences, communes = where.get("offences"), where.get("communes")
    commune = (document.get("place") or {}).get("commune")
    return (not offences or bool(set(offences) & set(document["offences"]))) and (not communes or commune in communes)


def _revised(desk: Desk, unit: str, act: Act) -> None:
    desk.records[act["record"]].new_version(desk.seq, act["case"], pass_on=act.get("pass_on", False))


def _cancelled(desk: Desk, unit: str, act: Act) -> None:
    record = desk.records[act["record"]]
    record.new_version(desk.seq, record.documents[-1], pass_on=False, cancelled=True)


def _attached(desk: Desk, unit: str, act: Act) -> None:
    record = desk.records[act["record"]]
    record.files.append((record.version + 1, act))
    record.new_version(desk.seq, record.documents[-1], pass_on=act.get("pass_on", False))


def _released(desk: Desk, unit: str, act: Act) -> None:
    record = desk.records[act["record"]]
    until = date.fromisoformat(act["until"]) if act.get("until") else None
    for to in act["to"]:
        record.give(to, Copy(record.version, shortest(act.get("without", [])), until))


def _withdrawn(desk: Desk, unit: str, act: Act) -> None:
    for holder in act["from"]:
        desk.records[act["record"]].give(holder, None)


def _returned(desk: Desk, unit: str, act: Act) -> None:
    record = desk.records[act["record"]]
    record.give(unit, None)
    if record.offered == unit:
        record.offered, record.voids = None, set()


def _standing(desk: Desk, unit: str, act: Act) -> None:
    for to in act["to"]:
        if to != unit:
            desk.standing[unit, to] = (shortest(act.get("without", [])), act.get("where") or {})


def _standing_ended(desk: Desk, unit: str, act: Act) -> None:
    for to in act["to"]:
        desk.standing.pop((unit, to), None)


def _asserted(desk: Desk, unit: str, act: Act) -> None:
    link = Link(act["record"], act["a"], act["b"], act.get("same_persons", []), desk.seq, acts=[(unit, act)])
    if desk.records[link.a].owner == desk.records[link.b].owner:
        link.confirmed = desk.seq
    desk.links[link.id] = link


def _confirmed(desk: Desk, unit: str, act: Act) -> None:
    link = desk.links[act["record"]]
    link.confirmed = link.confirmed or desk.seq


def _settled(desk: Desk, unit: str, act: Act) -> None:
    desk.links[act["record"]].ended = desk.seq


def _offered(desk: Desk, unit: str, act: Act) -> None:
    desk.records[act["record"]].offered = act["to"]


def _accepted(desk: Desk, unit: str, act: Act) -> None:
    record = desk.records[act["record"]]
    former = record.owner
    record.new_version(desk.seq, record.documents[-1], pass_on=False)
    record.states.pop()
    record.belong(desk.seq, unit)
    record.give(former, Copy(record.version))


def _declined(desk: Desk, unit: str, act: Act) -> None:
    record = desk.records[act["record"]]
    record.offered, record.voids = None, set()


def _voided(desk: Desk, unit: str, act: Act) -> None:
    record = desk.records[act["record"]]
    record.voids.add(act["by"])
    if len(record.voids) > 1:
        record.offered, record.voids = None, set()


def _erased(desk: Desk, unit: str, act: Act) -> None:
    record = desk.records[act["record"]]
    record.erasers.add(act["by"])
    if len(record.erasers) < 2:
        return
    record.erased = True
    _without_meaning(desk, record)
    links = [link for link in desk.links.values() if record.id in (link.a, link.b)]
    concerned: list[Record | Link] = [record, *links]
    for about in concerned:
        about.acts = [(unit, {**said, "reason": ""}) for unit, said in about.acts]


def _without_meaning(desk: Desk, record: Record) -> None:
    """Keys of persons that say something become x1, x2 …, in their order."""
    links = [(link, 0 if link.a == record.id else 1) for link in desk.links.values() if record.id in (link.a, link.b)]
    used = {key for document in record.documents for people in ("subjects", "others") for key in keys(document, people)}
    used |= {pair[end] for link, end in links for pair in link.pairs}
    if all(key[0] == "s" and key[1:].isdecimal() for key in used):
        return
    digits = len(str(len(used)))
    named = {key: f"x{number:0{digits}}" for number, key in enumerate(sorted(used), 1)}
    for link, end in links:
        link.pairs = [[named[key] if place == end else key for place, key in enumerate(pair)] for pair in link.pairs]
    record.documents = [
        {**one, **{name: [{**who, "key": named[who["key"]]} for who in one.get(name) or ()] for name in PEOPLE}}
        for one in record.documents
    ]


def _unit_added(desk: Desk, unit: str, act: Act) -> None:
    said = act["unit"]
    known = desk.units.setdefault(said["code"], Unit(said["code"], []))
    known.places.append((date.fromisoformat(said["from"]), said.get("parent")))


def _officer_added(desk: Desk, unit: str, act: Act) -> None:
    said = act["officer"]
    desk.serves.setdefault(said["login"], {})[said["unit"]] = set(said["roles"])


def _unit_ended(desk: Desk, unit: str, act: Act) -> None:
    code, heir = act["code"], act.get("heir")
    desk.units[code].last_day, desk.units[code].ended = date.fromisoformat(act["on"]), True
    desk.standing = {place: said for place, said in _inherited(desk.standing, code, heir).items() if code not in place}
    if heir is None:
        return
    for units in desk.serves.values():
        if code in units:
            moved = {heir if one == code else one: roles for one, roles in units.items()}
            moved[heir] = units[code] | units.get(heir, set())
            units.clear()
            units.update(moved)
    for record in desk.records.values():
        _inherit(desk, record, code, heir)


Standing = dict[tuple[str, str], tuple[tuple[str, ...], Act]]


def _inherited(standing: Standing, code: str, heir: str | None) -> Standing:
    """What the ended unit was to receive, its heir receives."""
    passed = {(owner, heir): said for (owner, to), said in standing.items() if to == code and heir not in (None, owner)}
    return {**passed, **standing}


def _inherit(desk: Desk, record: Record, code: str, heir: str) -> None:
    copy = record.held.pop(code, None)
    if record.owner == code:
        offered, voids = record.offered, record.voids
        record.belong(desk.seq, heir)
        if offered != heir:
            record.offered, record.voids = offered, voids
    if record.offered == code:
        record.offered = heir if heir != record.owner else None
    if copy is not None and copy.lasts() and heir != record.owner:
        own = record.held.get(heir)
        if own is None or not own.lasts() or _shows_more(copy, own):
            record.held[heir] = copy


def _shows_more(copy: Copy, own: Copy) -> bool:
    """Whether the copy leaves out less than the unit's own."""
    return copy.without != own.without and all(
        any(path == above or path.startswith(f"{above}.") for above in own.without) for path in copy.without
    )


_TAKEN = {
    "case.open": _opened, "case.revise": _revised, "case.cancel": _cancelled, "record.attach": _attached,
    "record.release": _released, "record.withdraw": _withdrawn, "copy.return": _returned,
    "release.standing": _standing, "release.standing-end": _standing_ended,
    "link.assert": _asserted, "link.confirm": _confirmed, "link.reject": _settled, "link.retract": _settled,
    "handover.ask": lambda *_: None, "handover.offer": _offered, "handover.accept": _accepted,
    "handover.decline": _declined, "handover.void": _voided, "record.erase": _erased,
    "unit.add": _unit_added, "unit.end": _unit_ended, "officer.add": _officer_added,
}  # fmt: skip
