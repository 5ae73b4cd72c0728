"""Legal clocks as the desk shows them: of one case, all; on the duty board, what runs in the cases of the unit.

What runs is in the index; when it ends, and how it stands, is reckoned when it is read.
"""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import connection
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.information.wording import span
from hiepdong.records.sight import Viewer, condition
from hiepdong.vocabulary import codes, legal_clocks
from hiepdong.vocabulary.case import Fact, HandedOver, handover_facts, with_handovers
from hiepdong.vocabulary.clock import day_of, from_seconds, seconds
from hiepdong.vocabulary.legal_clocks import Clock, End

REACHES_BACK, MOST = timedelta(days=400), 2_000
COLOURS = {"over": "late", "soon": "soon", "done-late": "late"}
Document = dict[str, Any]
_RUNNING = """SELECT r.uuid, c.title, k.subject, k.clock, k.started, k.counted FROM cases_clock k
JOIN records_sight s ON s.record = k.record AND s.track = k.track AND s.version = k.version
JOIN cases_case c ON c.record = k.record AND c.track = k.track AND c.version = k.version
JOIN records_record r ON r.no = k.record"""


class Segment(Struct, frozen=True):
    """A piece of a clock's track, in per cent of it: where it begins, its width, how much of it is over."""

    x: float
    width: float
    filled: float


class ClockLine(Struct, frozen=True):
    """A clock: what it asks of whom (`persons`: their keys; none, of the case), when it ends and how it stands."""

    record: str
    title: str
    persons: tuple[str, ...]
    clock: Clock
    ends: End
    state: str
    now: datetime

    @property
    def colour(self) -> str:
        """How it is coloured: late, soon; else not at all."""
        return COLOURS.get(self.state, "")

    @property
    def left(self) -> str:
        """How much time is left, by how much it is over, or how early or late it was done."""
        stopped = self.clock.stopped
        if self.clock.rule.length == 0 and stopped is None:
            return _("làm ngay")
        apart = span(abs((self.ends.at - (stopped or self.now)).total_seconds()))
        said = {
            "done": _("xong, sớm %(span)s"), "done-late": _("xong, muộn %(span)s"), "over": _("quá %(span)s"),
        }.get(self.state, _("còn %(span)s"))  # fmt: skip
        return _("xong") if self.state == "done" and self.clock.rule.length == 0 else said % {"span": apart}

    @property
    def segments(self) -> list[Segment]:
        """The track in the law's own units: an hour, a day each; months in one piece."""
        rule = self.clock.rule
        count = 1 if rule.unit == "month" else max(rule.length, 1)
        whole, over = self.ends.at - self.clock.counted, (self.clock.stopped or self.now) - self.clock.counted
        part = min(max(over / whole, 0.0), 1.0) if whole else 1.0
        width = 100 / count
        filled = [min(max(part * count - place, 0.0), 1.0) for place in range(count)]
        gap = 0.6 if count > 1 else 0
        return [Segment(place * width, width - gap, (width - gap) * filled[place]) for place in range(count)]


def facts_of(document: Document) -> dict[str, list[Fact]]:
    """What was done in the proceedings of a case: in the case itself (an empty key), and to each subject by his key."""
    told = {"": document, **{one["key"]: one for one in document.get("subjects") or ()}}
    went = handover_facts(msgspec.convert(document.get("handed_over") or [], type=list[HandedOver]))
    return {
        key: with_handovers(msgspec.convert(part.get("facts") or [], type=list[Fact]), went.get(key, ()))
        for key, part in told.items()
    }


def of_case(record: str, document: Document, now: datetime) -> list[ClockLine]:
    """Every clock of a case: what runs first, the soonest end on top; then what is done, the latest on top."""
    found = [(key, clock) for key, facts in facts_of(document).items() for clock in legal_clocks.clocks(facts)]
    lines = _lines([(record, document["title"], key, clock) for key, clock in found], now)
    done = [line for line in lines if line.clock.stopped]
    return [*(line for line in lines if not line.clock.stopped), *reversed(done)]


def running(viewer: Viewer, now: datetime) -> list[ClockLine]:
    """What runs in the cases that the viewer's unit owns, the soonest end first. None of before 400 days."""
    where, parameters = condition(viewer)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_RUNNING} WHERE k.started >= %s AND s.owner = %s AND s.cancelled = 0 AND c.exercise = 0 "
            f"AND {where.replace('unit =', 's.unit =')} ORDER BY k.started DESC LIMIT {MOST}",
            [seconds(now - REACHES_BACK), viewer.unit, *parameters],
        )
        rows = cursor.fetchall()
    found = []
    for record, title, key, code, started, counted in rows:
        began = from_seconds(started)
        rule = codes.clocks.at(code, day_of(began))
        if rule is not None:
            found.append((record, title, key, Clock(rule, began, from_seconds(counted))))
    return _lines(found, now)


def _lines(found: list[tuple[str, str, str, Clock]], now: datetime) -> list[ClockLine]:
    """One line for the persons of a case whose clocks are the same; the soonest end first."""
    together: dict[tuple[str, str, Clock], list[str]] = {}
    for record, title, key, clock in found:
        together.setdefault((record, title, clock), []).extend([key] if key else [])
    lines = [
        ClockLine(
            record, title, tuple(keys), clock, legal_clocks.end(clock), legal_clocks.state(clock, now), now,
        )
        for (record, title, clock), keys in together.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.ends.at, line.record))
