"""The acts of the sample, in order of time."""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tools.sample import activities, forces, reforms, reports, requests, wording
from tools.sample.events import HANOI, Event, World, around, of_bason, of_the_article
from tools.sample.forces import CLERK

SEED = 2023
TARGET = Path(__file__).parents[2] / "src" / "hiepdong" / "sample" / "acts.jsonl"
Act = dict[str, Any]
BEGIN = datetime(2019, 1, 2, 8, 0, tzinfo=HANOI)


def uuid(*parts: object) -> str:
    """An id that is the same each time the sample is made."""
    return str(uuid5(NAMESPACE_URL, "hiepdong-sample:" + "/".join(map(str, parts))))


def acts() -> list[Act]:
    """All acts, each with id and time."""
    world = World(SEED)
    events = [*of_the_article(world), *of_bason(world), *around(world)]
    begun = [{**act, "at": BEGIN} for act in (*forces.setting_up(), *forces.standing(), *reforms.settings())]
    done = [act for event in events for act in of_event(event, world)]
    done += [*special(world, {event.key: event for event in events}), *reforms.acts(world)]
    done += [*reports.filings(report_of), *requests.asking(report_of), *activities.entering(report_of)]
    ordered = [*begun, *sorted(done, key=lambda act: act["at"])]
    return [finished(number, act) for number, act in enumerate(ordered)]


def finished(number: int, act: Act) -> Act:
    """The act as it is written: id first, time as text."""
    rest = {name: value for name, value in act.items() if name not in ("act", "by", "at")}
    return {"id": uuid("act", number), "act": act["act"], "by": act["by"], "at": act["at"].isoformat(), **rest}


def report_of(key: str) -> str:
    """The id of a report, a request, an answer, an activity or a link of the sample."""
    return uuid("information", key)


def record_of(event: Event, owner: str) -> str:
    """The id of an owner's record of an event."""
    return uuid("record", event.key, owner)


def of_event(event: Event, world: World) -> Iterator[Act]:
    """Each owner opens his record; a second one says that they are one event, and the first confirms."""
    keys: dict[str, list[str]] = {}
    for number, owner in enumerate(event.owners):
        case = document(event, world, second=number > 0)
        keys[owner] = [person["key"] for person in case["subjects"]]
        at = event.at + timedelta(hours=2 + 3 * number)
        yield {"act": "case.open", "by": CLERK[owner], "at": at, "record": record_of(event, owner), "case": case}
    if len(event.owners) == 2 and event.linked:
        yield from linked(event, keys)


def linked(event: Event, keys: dict[str, list[str]]) -> Iterator[Act]:
    """The link between the two records of an event."""
    first, second = event.owners
    link = uuid("link", event.key)
    pairs = [list(pair) for pair in zip(keys[second], keys[first], strict=True)]
    yield {
        "act": "link.assert",
        "by": CLERK[second],
        "at": event.at + timedelta(days=1),
        "record": link,
        "a": record_of(event, second),
        "b": record_of(event, first),
        "relation": "same-event",
        "same_persons": pairs,
    }
    yield {"act": "link.confirm", "by": CLERK[first], "at": event.at + timedelta(days=2), "record": link}


def document(event: Event, world: World, *, second: bool = False) -> dict[str, Any]:
    """The case as its first owner writes it, or as another force wrote it down."""
    subjects = [dict(person) for person in event.subjects]
    at = event.at
    if second:
        at += timedelta(minutes=world.source.choice((-10, -5, 5, 10)))
        subjects = [world.people.as_others_wrote(person, f"d{number}") for number, person in enumerate(subjects, 1)]
    wanted = [] if second else event.wanted
    return {
        "title": wording.title(event),
        "occurred": {"from": at.isoformat(), "to": None},
        "place": event.place,
        "offences": [event.offence],
        "lead": event.lead,
        "supporting": event.supporting,
        "found": event.found,
        "arrested": [event.found] if subjects else [],
        "subjects": subjects,
        "others": [] if second else event.others,
        "exhibits": wording.exhibits(event, world.source),
        "wanted": wanted,
        "found_by": world.source.choice(("patrol", "control", "public", "plan")),
        "stage": "xu-phat"
        if event.offence.startswith("ad-")
        else world.source.choice(("xac-minh", "khoi-to", "khoi-to-bi-can", "chuyen-ho-so")),
        "outcomes": ["xu-phat"] if event.offence.startswith("ad-") else [] if subjects else ["vo-chu"],
        "summary": wording.summary(event),
        "marking": "internal",
        "exercise": event.exercise,
    }


def special(world: World, events: dict[str, Event]) -> Iterator[Act]:
    """What must not be counted, or counted only once: mistakes, a withdrawal, a handover, links that do not hold."""
    yield from _mistake(world)
    yield from _withdrawn(world)
    yield from _handed_over(events["H6"])
    yield from _links_that_do_not_hold(events)
    yield from _unanswered(world)
    yield from _revised(world, events)
    drill = world.joint("X1", world.at(2022, 10, 20), "bp-bason", "pc-348", world.subjects(3, "bi-bat"), twice=False)
    drill.owners, drill.exercise = ["qs-caoloc"], True
    yield from of_event(drill, world)


def _mistake(world: World) -> Iterator[Act]:
    event = world.joint(
        "M1", world.at(2021, 8, 12), "bp-baolam", "pc-249", world.subjects(2, "bi-tam-giu"), twice=False
    )
    event.owners = ["bp-baolam"]
    yield from of_event(event, world)
    record = record_of(event, "bp-baolam")
    reason = "Nhập nhầm: vụ này của tỉnh khác (mẫu)"
    yield {
        "act": "case.cancel",
        "by": CLERK["bp-baolam"],
        "at": event.at + timedelta(days=1),
        "record": record,
        "reason": reason,
    }


def _withdrawn(world: World) -> Iterator[Act]:
    event = world.joint("M2", world.at(2022, 2, 17), "bp-thanhloa", "pc-249", world.subjects(1, "bi-can"), twice=False)
    event.owners = ["bp-thanhloa"]
    yield from of_event(event, world)
    yield {
        "act": "record.withdraw",
        "by": CLERK["bp-thanhloa"],
        "at": event.at + timedelta(days=3),
        "record": record_of(event, "bp-thanhloa"),
        "from": ["ca-caoloc"],
        "reason": "Gửi nhầm (mẫu)",
    }


def _handed_over(event: Event) -> Iterator[Act]:
    record, at = record_of(event, "bp-thanhloa"), event.at
    yield {
        "act": "handover.offer",
        "by": "chihuy.thanhloa",
        "at": at + timedelta(days=2),
        "record": record,
        "to": "ca-caoloc",
        "until": (at + timedelta(days=9)).date().isoformat(),
        "reason": "Chuyển hồ sơ theo thẩm quyền: pháo nổ do công an thụ lý (mẫu)",
    }
    yield {"act": "handover.accept", "by": "chihuy.caoloc", "at": at + timedelta(days=4), "record": record}


def _links_that_do_not_hold(events: dict[str, Event]) -> Iterator[Act]:
    for key, (one, other), ending in (("R1", ("D03", "D04"), "link.reject"), ("R2", ("D07", "D08"), "link.retract")):
        a, b = events[one], events[other]
        at = b.at + timedelta(days=5)
        owner = b.owners[1]
        link = uuid("link", key)
        yield {
            "act": "link.assert",
            "by": CLERK["ca-caoloc"],
            "at": at,
            "record": link,
            "a": record_of(a, "ca-caoloc"),
            "b": record_of(b, owner),
            "relation": "same-event",
            "same_persons": [["s1", "d1"]],
        }
        if ending == "link.retract":
            yield {"act": "link.confirm", "by": CLERK[owner], "at": at + timedelta(days=1), "record": link}
        by = CLERK[owner] if ending == "link.reject" else CLERK["ca-caoloc"]
        reason = "Khác người, khác ngày (mẫu)"
        yield {"act": ending, "by": by, "at": at + timedelta(days=2), "record": link, "reason": reason}


def _unanswered(world: World) -> Iterator[Act]:
    event = Event(
        key="U1",
        at=world.at(2023, 11, 28),
        place=world.joint("U0", world.at(2023, 11, 28), "bp-bason", "pc-250", [], twice=False).place,
        offence="pc-250",
        lead="bp-bason",
        supporting=["ca-xuatle"],
        found="bp-bason",
        owners=["bp-bason", "ca-xuatle"],
        subjects=world.subjects(1, "bi-can"),
        linked=False,
    )
    yield from of_event(event, world)
    yield next(iter(linked(event, {"bp-bason": ["s1"], "ca-xuatle": ["d1"]})))


def _revised(world: World, events: dict[str, Event]) -> Iterator[Act]:
    """Stages go on; a person is added and passed on; another is added and not passed on to who holds the record."""
    source = random.Random(7)
    for key in ("D04", "D08", "D12", "B01", "B04"):
        event = events[key]
        case = {
            **document(event, World(SEED)),
            "stage": "ket-thuc-dieu-tra",
            "exhibits": wording.exhibits(event, source),
        }
        owner = event.owners[0]
        yield {
            "act": "case.revise",
            "by": CLERK[owner],
            "at": event.at + timedelta(days=40),
            "record": record_of(event, owner),
            "expects": 1,
            "case": case,
            "pass_on": True,
        }
    event = world.joint("V1", world.at(2023, 12, 5), "bp-bason", "pc-188", world.subjects(1, "bi-can"), twice=False)
    event.owners, event.lead, event.supporting = ["bp-bason"], "bp-bason", []
    yield from of_event(event, world)
    for number, pass_on in ((1, True), (2, False)):
        case = document(event, World(SEED))
        case["subjects"] = [
            *event.subjects,
            *(world.people.vietnamese(f"s{extra}", "bi-can") for extra in range(2, 2 + number)),
        ]
        yield {
            "act": "case.revise",
            "by": CLERK["bp-bason"],
            "at": event.at + timedelta(days=number),
            "record": record_of(event, "bp-bason"),
            "expects": number,
            "case": case,
            "pass_on": pass_on,
        }


def write() -> int:
    """Write the file; gives the number of acts."""
    lines = [json.dumps(act, ensure_ascii=False, separators=(",", ":")) for act in acts()]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)
