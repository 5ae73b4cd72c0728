"""What changed since a paper was counted: each figure as on the paper and as it is now, with the records behind it."""

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.figures import categories, changes, opening, queries, questions
from hiepdong.figures.categories import Category
from hiepdong.figures.changes import Change
from hiepdong.figures.queries import Counted
from hiepdong.figures.questions import Question
from hiepdong.journal import queries as journal
from hiepdong.papers import since_done
from hiepdong.papers.report import CategoryFigure, EventLine, Period
from hiepdong.papers.since_done import DoneFigure
from hiepdong.papers.written import Written
from hiepdong.records.sight import Viewer


class PaperFigure(Struct, frozen=True):
    """A figure of the paper: cases (None: only persons are reported) and persons, then and now.

    `now` None: the unit has no such category any more. `before`: it is of the same period of the year before.
    """

    label: str
    persons: str
    period: Period
    before: bool
    then: tuple[int | None, int]
    now: tuple[int | None, int] | None
    changes: list[Change]

    @property
    def moved(self) -> bool:
        """Whether it would be written otherwise."""
        return self.then != self.now

    @property
    def cases(self) -> int:
        """How many cases more now."""
        return (self.now[0] or 0) - (self.then[0] or 0) if self.now else 0

    @property
    def subjects(self) -> int:
        """How many persons more now."""
        return self.now[1] - self.then[1] if self.now else 0


class Since(Struct, frozen=True):
    """A paper against the journal of now: the position it was counted at, the one it is held against."""

    counted_at: int
    now_at: int
    figures: list[PaperFigure]
    done: list[DoneFigure]

    @property
    def moved(self) -> int:
        """How many figures would be written otherwise."""
        return sum(one.moved for one in self.figures) + sum(any(one.moved) for one in self.done)


def since(viewer: Viewer, written: Written) -> Since:
    """What the paper says against what would be counted now. Raises Refused query.invalid, unit.unknown."""
    at = position(written)
    question, said = replace(written.question, asof=None), written.report
    known = {one.label: one for one in written.categories or categories.of_unit(viewer.unit)}
    asked = [(question, said.period, False)]
    before = questions.year_before(question)
    if before is not None and said.comparison is not None:
        asked.append((before, said.comparison, True))
    found = [
        _figure(viewer, (one, known.get(one.label)), span, at) for span in asked for one in said.categories
    ]  # fmt: skip
    return Since(at, journal.head().seq, found, since_done.done(viewer, question, said, at))


def position(written: Written) -> int:
    """The position in the journal at which the paper was counted; for papers that do not say it, by their time."""
    if written.question.asof is not None:
        return written.question.asof
    return written.seq if written.seq is not None else journal.at_moment(written.at)


def _figure(
    viewer: Viewer, of: tuple[CategoryFigure, Category | None], span: tuple[Question, Period, bool], at: int
) -> PaperFigure:
    (said, category), (question, period, before) = of, span
    events = said.previous_events if before else said.events
    then = (said.previous_cases, said.previous_subjects or 0) if before else (said.cases, said.subjects)
    if category is None:
        return PaperFigure(said.label, said.persons, period, before, then, None, [])
    answer = queries.figures(viewer, categories.narrowed(question, category), most=0)
    now = (answer.cases if category.cases else None, answer.subjects)
    counted = opening.of_category(viewer, question, category, opening.EVERY)
    found = changes.between(viewer, [_counted(one) for one in events], counted, at)
    return PaperFigure(said.label, said.persons, period, before, then, now, found)


def _counted(one: EventLine) -> Counted:
    records = tuple(sorted(line.record for line in one.records))
    return Counted(records, one.day.toordinal(), one.cases, one.subjects)
