"""What changed since a paper was counted in joint activities and exchanges: number by number, with the records."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from hiepdong.figures import facts, questions
from hiepdong.figures.differences import beside
from hiepdong.figures.facts import Standing
from hiepdong.figures.questions import Question
from hiepdong.information import related
from hiepdong.information.related import Beside
from hiepdong.papers import gathering
from hiepdong.papers.activity_chapters import SAID
from hiepdong.papers.report import ActivityFigure, ActivityLine, CoordinationReport, ExchangeFigure, ExchangeLine
from hiepdong.records.sight import Viewer

Figure = ActivityFigure | ExchangeFigure
Numbers = tuple[int, ...]


class Gave(Struct, frozen=True):
    """What an activity or a record that was exchanged gives to the numbers."""

    records: tuple[str, ...]
    day: date
    numbers: Numbers


class DoneChange(Struct, frozen=True):
    """Something done that gives something else now: its records in sight, how many are not, the numbers then and now.

    `why`: came · counted · gone · cancelled · outside · joined · parted · numbers.
    """

    day: date
    lines: tuple[Beside, ...]
    unseen: int
    then: Numbers
    now: Numbers
    why: tuple[str, ...]

    @property
    def moved(self) -> Numbers:
        """By how much."""
        return _less(self.now, self.then)


class DoneFigure(Struct, frozen=True):
    """An activity or exchange of the paper, then and now, in as many numbers as it has `words` for."""

    label: str
    words: tuple[str, ...]
    before: bool
    then: Numbers
    now: Numbers
    changes: list[DoneChange]

    @property
    def moved(self) -> Numbers:
        """By how much; all zero when nothing would be written otherwise."""
        return _less(self.now, self.then)


def done(viewer: Viewer, question: Question, said: CoordinationReport, at: int) -> list[DoneFigure]:
    """Each number of the paper on what was done, and what it would be now; none for a paper that has no such number."""
    if not (said.activities or said.exchanges):
        return []
    earlier = questions.year_before(question)
    activities, _ = gathering.activity_figures(viewer, question, earlier)
    now = _by_name(activities, gathering.exchange_figures(viewer, question, earlier))
    then = _by_name(said.activities, said.exchanges)
    pairs = [(then.get(name), now.get(name)) for name in dict.fromkeys([*then, *now])]
    spans = (False, True) if any(one.before is not None for one in then.values()) else (False,)
    found = [_figure(viewer, pair, at, before=before) for before in spans for pair in pairs]
    return [one for one in found if any((*one.then, *one.now)) or one.changes]


def _by_name(activities: Iterable[ActivityFigure], exchanges: Iterable[ExchangeFigure]) -> dict[str, Figure]:
    return {**{one.kind: one for one in activities}, **{f"{one.what}/{one.way}": one for one in exchanges}}


def _figure(viewer: Viewer, pair: tuple[Figure | None, Figure | None], at: int, *, before: bool) -> DoneFigure:
    known = next(one for one in pair if one)
    words = _words(known)
    sides = [[_gave(line) for line in _lines(one, before=before) if line.records] for one in pair]
    apart = [parts for parts in beside(*sides) if _sum(parts[0], words) != _sum(parts[1], words)]
    records = sorted({record for parts in apart for side in parts for one in side for record in one.records})
    seen = {one.record: one for one in related.lines(viewer, records)}
    standing = facts.standings(viewer, records)
    label = known.label if isinstance(known, ActivityFigure) else SAID[known.what, known.way][2]
    changes = [_change(parts, words, seen, standing, at) for parts in apart]
    latest = sorted(changes, key=lambda one: one.day, reverse=True)
    return DoneFigure(label, tuple(words.values()), before, _sum(sides[0], words), _sum(sides[1], words), latest)


def _words(one: Figure) -> dict[int, str]:
    """What its numbers are called, by their place; an activity has only those of its kind."""
    words = one.words if isinstance(one, ActivityFigure) else (SAID[one.what, one.way][1],)
    return {place: word for place, word in enumerate(words) if word}


def _lines(one: Figure | None, *, before: bool) -> tuple[ActivityLine | ExchangeLine, ...]:
    if one is None:
        return ()
    return one.previous_lines if before else one.lines


def _gave(line: ActivityLine | ExchangeLine) -> Gave:
    if isinstance(line, ActivityLine):
        numbers: Numbers = (line.gave.times, line.gave.attendances, line.gave.items)
    else:
        numbers = (line.times,)
    return Gave(tuple(one.record for one in line.records), line.day, numbers)


def _sum(side: Iterable[Gave], words: dict[int, str]) -> Numbers:
    every = list(side)
    return tuple(sum(one.numbers[place] for one in every) for place in words)


def _less(now: Numbers, then: Numbers) -> Numbers:
    return tuple(one - other for one, other in zip(now, then, strict=True))


def _change(
    parts: tuple[list[Gave], list[Gave]], words: dict[int, str], seen: dict[str, Beside],
    standing: dict[str, Standing], at: int,
) -> DoneChange:  # fmt: skip
    then, now = parts
    records = sorted({record for one in (*then, *now) for record in one.records})
    lines = tuple(seen[record] for record in records if record in seen)
    had, has = ({record for one in side for record in one.records} for side in parts)
    why = [_lost(record, standing) for record in sorted(had - has)]
    why += ["came" if standing[record].begun > at else "counted" for record in sorted(has - had) if record in standing]
    if not why:
        why = ["joined" if len(now) < len(then) else "parted" if len(now) > len(then) else "numbers"]
    day = max(one.day for one in (*then, *now))
    return DoneChange(
        day, lines, len(records) - len(lines), _sum(then, words), _sum(now, words), tuple(dict.fromkeys(why))
    )  # fmt: skip


def _lost(record: str, standing: dict[str, Standing]) -> str:
    if record not in standing:
        return "gone"
    return "cancelled" if standing[record].cancelled else "outside"
