"""What is asked of figures, and what is answered."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.cases.queries import require_offences
from hiepdong.forces.book import Book
from hiepdong.forces.patterns import Pattern, changes
from hiepdong.records.head import OPEN
from hiepdong.terrain.communes import REFORM
from hiepdong.vocabulary.clock import EARLIEST, LATEST
from hiepdong.vocabulary.refusals import Refused

By = Literal["offence", "unit", "month", "commune", "nationality", "outcome"]


class Question(Struct, frozen=True, kw_only=True):
    """A period (both days included) and filters, as acts.md has them; `asof` a position in the journal.

    `only` is the key of one group of `by` (`-`: the one without a key): what stands behind that number alone.
    """

    start: date | None = None
    end: date | None = None
    offences: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    lead: str | None = None
    found: str | None = None
    nationality: str | None = None
    by: By | None = None
    asof: int | None = None
    communes: Literal["then", "today"] = "then"
    only: str | None = None

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day asked for."""
        return self.start or EARLIEST, self.end or LATEST


class Group(Struct, frozen=True):
    """One line of a grouped answer."""

    key: str | None
    cases: int
    subjects: int


class Answer(Struct, frozen=True, kw_only=True):
    """Figures. `counted_from`: how many records the counted events are made of; `records`: their ids by event."""

    cases: int
    subjects: int
    withheld: int
    possibly_twice: int
    counted_from: int
    records: list[list[str]]
    groups: list[Group]


def check(question: Question) -> None:
    """Raise Refused query.invalid for a question that cannot be answered."""
    if question.nationality not in (None, "VN", "foreign"):
        raise Refused("query.invalid", f"nationality: {question.nationality}")
    if question.asof is not None and not 0 <= question.asof < OPEN:
        raise Refused("query.invalid", f"asof: {question.asof}")
    require_offences(question.offences)
    if question.start and question.end and question.end < question.start:
        raise Refused("query.invalid", f"{question.end} < {question.start}")


Segment = tuple[date, date, list[frozenset[str]]]


def segments(question: Question, book: Book, wanted: list[Pattern]) -> list[Segment]:
    """Runs of days in which what is grouped by, and the units that fulfil each pattern, stay the same."""
    first, last = question.period
    must = set(_months(first, last)) if question.by == "month" else {REFORM} if question.by == "commune" else set()
    cuts = must | (changes(book) if any(pattern.trees for pattern in wanted) else set())
    starts = [first, *sorted(cut for cut in cuts if first < cut <= last)]
    found: list[Segment] = []
    for start, end in zip(starts, [start - timedelta(days=1) for start in starts[1:]] + [last], strict=True):
        units = [pattern.units(book, start) for pattern in wanted]
        if found and start not in must and found[-1][2] == units:
            found[-1] = (found[-1][0], end, units)
        else:
            found.append((start, end, units))
    return found


def _months(first: date, last: date) -> Iterator[date]:
    day = first.replace(day=1)
    while day <= last:
        yield day
        day += timedelta(days=calendar.monthrange(day.year, day.month)[1])


def year_before(question: Question) -> Question | None:
    """The same question about the same period a year before, whole months being whole months then too.

    None for what is longer than a year.
    """
    if question.start is None or question.end is None or (question.end - question.start).days > 366:
        return None
    end = _year_before(question.end)
    if question.start.day == 1 and (question.end + timedelta(days=1)).day == 1:
        end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return replace(question, start=_year_before(question.start), end=end)


def compared(question: Question) -> tuple[Question, Question] | None:
    """The spans that a page compares: the period and the year before; of a longer one its last year and that before.

    None where there is no end to count back from, or the period is too long to have a year before.
    """
    if question.start is None or question.end is None:
        return None
    last = question
    if (question.end - question.start).days > 366:
        last = replace(question, start=date(question.end.year, 1, 1))
    before = year_before(last)
    return (last, before) if before else None


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
