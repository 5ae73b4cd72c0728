"""Random plays: acts of all kinds by officers of several units, mostly such as may be done, some not.

A play is drawn act by act beside the desk of tests.naive, which knows what is there to be acted on; so most acts
concern something, by who may. Every text that an officer writes is a word of its own (`zq00017`), to be looked for.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from tests.acts import ARMY, BASON, BORDER, CAOLOC, INSPECTOR, KEEPER, NGANGOAI, XUATLE, Act, district, officer, rid
from tests.drawing import UNITS, Draw, Drawing
from tests.naive import Desk, Record, keys
from tests.naive_acts import take
from tests.naive_rules import wrong
from tests.node import Node, Nodes

TWO_UNITS = "haidon"
MASKS = (
    "summary", "subjects", "subjects.name", "subjects.nationality", "subjects.documents", "others", "others.name",
    "outcomes", "stage", "place.text", "place.point", "exhibits.note", "found_by", "attachments", "subjects.aliases",
    "subjects.birth", "subjects.minor", "facts", "subjects.facts",
)  # fmt: skip
PAST, FUTURE = "2020-05-01", "2199-01-01"
LINKS = 500_000


def commanders(unit: str) -> tuple[str, str]:
    return f"{unit}.1", f"{unit}.2"


def scene() -> list[Act]:
    """What stands before a play begins: the district, two commanders in each unit, an officer of two units."""
    chiefs = [officer(login, unit, "commander") for unit in UNITS for login in commanders(unit)]
    return [*district(), *chiefs, officer(TWO_UNITS, BASON), officer(TWO_UNITS, CAOLOC, "investigator")]


STAGE = scene()
ENTRIES_BEFORE = len(STAGE) + 1


def desk() -> Desk:
    """The naive desk with the stage set."""
    found = Desk(1)
    for act in STAGE:
        take(found, act)
    return found


class Play(Drawing):
    """The acts so far, each with the reasons for which it must be refused, and the desk after them."""

    def __init__(self, draw: Draw, folder: Path | None) -> None:
        super().__init__(draw)
        self.folder = folder
        self.desk = desk()
        self.acts: list[Act] = []
        self.expected: list[set[str]] = []
        self.ids = itertools.count(1)

    # ------------------------------------------------------------ who and what

    def officer_of(self, unit: str) -> Act:
        """Somebody who works in the unit, and says so where he serves in several."""
        there = [login for login, units in self.desk.serves.items() if units.get(unit, set()) & {"staff", "commander"}]
        login = self.one(there or [BASON])
        first = self.desk.unit_of(login) == unit
        return {"by": login} if first and not self.chance(1) else {"by": login, "for_unit": unit}

    def commander_of(self, unit: str) -> Act:
        there = [login for login, units in self.desk.serves.items() if "commander" in units.get(unit, set())]
        return {"by": self.one(there or [BASON]), "for_unit": unit}

    def actor(self, unit: str) -> Act:
        """Mostly an officer of the unit that may do it, else of any."""
        return self.officer_of(self.one(UNITS) if self.chance(1) else unit)

    def record(self, *, fits: Callable[[Record], bool] = lambda _: True) -> Record | None:
        records = list(self.desk.records.values())
        fitting = [record for record in records if fits(record)]
        return self.one(fitting if fitting and not self.chance(1) else records) if records else None

    def do(self, kind: str, who: Act, /, **fields: Any) -> None:
        """Say an act; it counts as done where nothing is wrong with it."""
        if "from_" in fields:
            fields["from"] = fields.pop("from_")
        minute = len(self.acts)
        at = f"2024-05-{minute // 60 % 28 + 1:02}T{minute // 1680:02}:{minute % 60:02}:00+07:00"
        said = {"id": f"cccccccc-0000-4000-8000-{next(self.ids):012}", "act": kind, **who, "at": at, **fields}
        self.say({name: value for name, value in said.items() if value is not None})

    def say(self, act: Act) -> None:
        reasons = wrong(self.desk, act)
        self.acts.append(act)
        self.expected.append(reasons)
        if not reasons:
            take(self.desk, act)

    # ------------------------------------------------------------ acts

    def open(self) -> None:
        unit = self.one(UNITS)
        number = self.draw(st.integers(1, 60)) if self.chance(9) else LINKS + 1
        self.do("case.open", self.actor(unit), record=rid(number), case=self.case(unit))
        opened = self.desk.records.get(rid(number))
        if opened is not None and self.chance(6):
            self.do("record.release", self.actor(opened.owner), record=opened.id, to=self.some(UNITS, 6) or [CAOLOC])

    def revise(self) -> None:
        if record := self.record(fits=lambda one: not one.dead and not one.offered):
            expects = record.version + self.one((0,) * 8 + (1, -1))
            document = self.case(record.owner, record.documents[-1])
            passing = {"pass_on": True} if self.chance(3) else {}
            who = self.actor(record.owner)
            self.do("case.revise", who, record=record.id, expects=expects, case=document, **passing)

    def cancel(self) -> None:
        if record := self.record():
            self.do("case.cancel", self.actor(record.owner), record=record.id, reason=self.word())

    def release(self) -> None:
        if record := self.record(fits=lambda one: not one.offered):
            until = self.one((None,) * 6 + (PAST, FUTURE))
            without = [*self.some(MASKS, 3), *(["title"] if self.chance(1) else [])]
            to = self.some(UNITS, 4) or [CAOLOC]
            self.do("record.release", self.actor(record.owner), record=record.id, to=to, without=without, until=until)

    def withdraw(self) -> None:
        if record := self.record(fits=lambda one: bool(one.held) and not one.offered):
            units = self.some(tuple(record.held) or UNITS) or [ARMY]
            self.do("record.withdraw", self.actor(record.owner), record=record.id, from_=units, reason=self.word())

    def release_standing(self) -> None:
        unit = self.one(UNITS)
        where = self.one((None, {"offences": ["pc-188", "pc-249"]}, {"communes": ["06202"]}))
        to, without = self.some(UNITS, 3) or [CAOLOC], self.some(MASKS)
        self.do("release.standing", self.actor(unit), kind="case", to=to, without=without, where=where)

    def end_standing(self) -> None:
        unit, to = self.one(tuple(self.desk.standing) or ((BASON, CAOLOC),))
        self.do("release.standing-end", self.actor(unit), kind="case", to=[to])

    def assert_link(self) -> None:
        a = self.record(fits=lambda one: not one.dead and not one.offered)
        if a is None:
            return
        seen = [one for one in self.desk.records.values() if one is not a and one.copy_of(a.owner)]
        near = [one for one in seen if a.copy_of(one.owner)]
        b = self.one(near) if near and not self.chance(1) else self.record()
        assert b is not None
        number = LINKS + len(self.desk.links) + 1 if self.chance(9) else self.draw(st.integers(1, 60))
        self.do("link.assert", self.actor(a.owner), record=rid(number), a=a.id, b=b.id, relation="same-event",
                same_persons=self.pairs(a, b))  # fmt: skip

    def pairs(self, a: Record, b: Record) -> list[list[str]]:
        ours, theirs = (sorted(keys(one.documents[-1], "subjects")) or ["s9"] for one in (a, b))
        return [[self.one(ours), self.one(theirs)] for _ in range(self.draw(st.integers(0, 2)))]

    def open_known(self) -> None:
        """A case, and its release to most units, whole or not."""
        unit, number = self.one(UNITS), self.draw(st.integers(1, 99))
        self.do("case.open", self.officer_of(unit), record=rid(number), case=self.case(unit))
        if record := self.desk.records.get(rid(number)):
            parts = ("subjects", "subjects.nationality", "subjects.birth", "outcomes")
            for without in ([], self.some(parts, 1)):
                to = self.some(UNITS, 6) or [CAOLOC]
                self.do("record.release", self.officer_of(record.owner), record=record.id, to=to, without=without)

    def join(self) -> None:
        """A link between two cases, mostly confirmed."""
        a, b = self.record(), self.record()
        if a is None or b is None:
            return
        if not a.copy_of(b.owner):
            self.do("record.release", self.officer_of(a.owner), record=a.id, to=[b.owner])
        if not b.copy_of(a.owner):
            self.do("record.release", self.officer_of(b.owner), record=b.id, to=[a.owner])
        link = rid(LINKS + len(self.desk.links) + 1)
        self.do("link.assert", self.officer_of(a.owner), record=link, a=a.id, b=b.id, relation="same-event",
                same_persons=self.pairs(a, b))  # fmt: skip
        if not self.chance(2):
            self.do("link.confirm", self.officer_of(b.owner), record=link, reason=self.word())

    def answer_link(self) -> None:
        links = list(self.desk.links.values())
        if not links:
            return
        link = self.one([one for one in links if one.ended is None] or links)
        kind = self.one(("link.confirm",) * 4 + ("link.reject", "link.retract"))
        end = link.a if kind == "link.retract" and self.chance(5) else link.b
        self.do(kind, self.actor(self.desk.records[end].owner), record=link.id, reason=self.word())

    def ask(self) -> None:
        if record := self.record(fits=lambda one: bool(one.held)):
            unit = self.one(tuple(record.held) or UNITS)
            self.do("handover.ask", self.actor(unit), record=record.id, reason=self.word())

    def offer(self) -> None:
        if record := self.record(fits=lambda one: not one.dead and not one.offered):
            to = self.one(UNITS)
            self.do("handover.offer", self.actor(record.owner), record=record.id, to=to, reason=self.word())

    def answer_offer(self) -> None:
        if record := self.record(fits=lambda one: bool(one.offered)):
            kind = self.one(("handover.accept",) * 3 + ("handover.decline", "copy.return", "handover.void"))
            who = self.actor(record.offered or CAOLOC) if kind != "handover.void" else self.commander_of(record.owner)
            self.do(kind, who, record=record.id, reason=self.word())

    def give_back(self) -> None:
        if record := self.record(fits=lambda one: bool(one.held)):
            who = self.actor(self.one(tuple(record.held) or UNITS))
            self.do("copy.return", who, record=record.id, reason=self.word())

    def attach(self) -> None:
        record = self.record(fits=lambda one: not one.dead and not one.offered)
        if record is not None and self.folder is not None:
            file = self.folder / f"{self.word()}.txt"
            file.write_text(f"{self.word()} {self.word() if self.chance(5) else ''}")
            passing = {"pass_on": True} if self.chance(4) else {}
            who, title = self.actor(record.owner), self.word()
            self.do("record.attach", who, record=record.id, file=str(file), title=title, **passing)

    def erase(self) -> None:
        """Mostly a second commander after a first."""
        if record := self.record(fits=lambda one: bool(one.erasers) and not one.erased):
            for _ in range(1 if record.erasers else 2):
                who = self.commander_of(record.owner)
                self.do("record.erase", who, record=record.id, decision="QĐ 12", minutes="")

    def end_unit(self) -> None:
        code, heir = self.one(UNITS), self.one((None, *UNITS))
        successors = [heir] if heir else []
        self.do("unit.end", {"by": "admin"}, code=code, on="2024-06-30", successors=successors, heir=heir, how="merged")

    def move_unit(self) -> None:
        code, start = self.one((NGANGOAI, XUATLE, ARMY)), self.one(("2023-03-03", "2024-01-01", "2009-01-01"))
        unit = {"code": code, "name": code, "type": "other", "parent": self.one((None, BORDER, CAOLOC)), "from": start}
        self.do("unit.add", {"by": self.one(("admin", KEEPER, BASON))}, unit=unit)

    def serve(self) -> None:
        said = {"login": self.one((TWO_UNITS, ARMY)), "name": "x", "unit": self.one(UNITS), "roles": ["staff"]}
        self.do("officer.add", {"by": "admin"}, officer=said)

    def again(self) -> None:
        """An act sent twice, or its id used for another."""
        if self.acts:
            act = self.one(self.acts)
            self.say({**act, "at": "2024-01-01T00:00:00+07:00"} if self.chance(2) else dict(act))

    def out_of_place(self) -> None:
        """By who may not, or about what is not there."""
        by = self.one((KEEPER, INSPECTOR, "admin", "nobody", BASON))
        self.do(self.one(("case.cancel", "handover.accept", "copy.return")), {"by": by}, record=rid(99), reason="")


KINDS: dict[Callable[[Play], None], int] = {
    Play.open: 12, Play.release: 12, Play.revise: 7, Play.assert_link: 8, Play.answer_link: 7, Play.withdraw: 3,
    Play.cancel: 2, Play.offer: 4, Play.answer_offer: 6, Play.attach: 3, Play.erase: 3, Play.release_standing: 3,
    Play.end_standing: 1, Play.give_back: 2, Play.ask: 2, Play.end_unit: 1, Play.move_unit: 1, Play.serve: 1,
    Play.again: 3, Play.out_of_place: 1,
}  # fmt: skip
DECK = [kind for kind, times in KINDS.items() for _ in range(times)]


@st.composite
def plays(draw: Draw, folder: Path | None = None, *, least: int = 12, most: int = 40) -> Play:
    """A play. `folder` is where the files lie that are attached; without one, none are."""
    play = Play(draw, folder)
    for _ in range(3):
        play.open()
    for kind in draw(st.lists(st.sampled_from(DECK), min_size=least, max_size=most)):
        kind(play)
    return play


@st.composite
def worlds(draw: Draw) -> Play:
    """A play in which most is known to most, and much is linked: for counting."""
    play = Play(draw, None)
    for _ in range(draw(st.integers(2, 6))):
        play.open_known()
    for _ in range(draw(st.integers(1, 7))):
        play.join()
    for kind in draw(st.lists(st.sampled_from(DECK), max_size=12)):
        kind(play)
    return play


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files lie that officers attach."""
    return tmp_path_factory.mktemp("files")


@contextmanager
def stage(nodes: Nodes) -> Iterator[Node]:
    """A node on which nothing was played yet."""
    node = nodes.prepared("stage", STAGE)
    try:
        yield node
    finally:
        nodes.drop(node)


def examples(number: int) -> settings:
    """So many examples; many times as many in a long search (`HIEPDONG_HYPOTHESIS=search`)."""
    searching = os.environ.get("HIEPDONG_HYPOTHESIS") == "search"
    return settings(max_examples=number * 50 if searching else number)
