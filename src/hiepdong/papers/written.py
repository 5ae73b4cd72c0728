"""Papers as they were written: what each says, as data, from which its files are set."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.figures.categories import Category
from hiepdong.figures.questions import Question
from hiepdong.papers import coordination, coordination_annex, situation
from hiepdong.papers.files import NAMES, SITUATION_NAMES
from hiepdong.papers.forms import Annex, Paper
from hiepdong.papers.report import ActivityLine, CoordinationReport, EventLine, ExchangeLine, PaperSettings
from hiepdong.papers.situation import OpenLine, SeenLine, SituationReport

GONE = "(đã xóa nội dung)"
L = TypeVar("L", EventLine, ActivityLine, ExchangeLine, SeenLine, OpenLine)


class Written(Struct, frozen=True):
    """A coordination report as it was written: by whom, when, for which question, and all that it says.

    `seq`: the position in the journal at which it was counted, `categories`: what its groups were made of. Papers of
    earlier versions of the program have neither.
    """

    names: ClassVar[dict[str, str]] = NAMES
    officer: str
    at: datetime
    question: Question
    report: CoordinationReport
    settings: PaperSettings
    seq: int | None = None
    categories: tuple[Category, ...] = ()

    def paper(self, *, draft: bool = True) -> Paper:
        """What is issued."""
        return coordination.compose(replace(self.report, draft=draft), self.settings)

    def annex(self) -> Annex:
        """What stays inside."""
        return coordination_annex.internal_annex(self.report, self.settings)

    def without(self, gone: frozenset[str]) -> "Written":
        """The same with the titles of erased records taken out of its annex. The figures stand."""
        report = self.report
        categories = tuple(
            replace(one, events=_reduced(one.events, gone), previous_events=_reduced(one.previous_events, gone))
            for one in report.categories
        )
        activities, exchanges = (
            tuple(
                replace(one, lines=_reduced(one.lines, gone), previous_lines=_reduced(one.previous_lines, gone))
                for one in figures
            )
            for figures in (report.activities, report.exchanges)
        )
        reduced = replace(report, categories=categories, activities=activities, exchanges=exchanges)
        return replace(self, report=reduced)


class WrittenSituation(Struct, frozen=True):
    """A report on the situation as it was written. `no_onward`: with what others do not let be passed on."""

    names: ClassVar[dict[str, str]] = SITUATION_NAMES
    officer: str
    at: datetime
    no_onward: bool
    report: SituationReport
    settings: PaperSettings

    def paper(self, *, draft: bool = True) -> Paper:
        """What is issued."""
        return situation.compose(replace(self.report, draft=draft), self.settings)

    def annex(self) -> Annex:
        """What stays inside."""
        return situation.internal_annex(self.report, self.settings)

    def without(self, gone: frozenset[str]) -> "WrittenSituation":
        """The same with the titles of erased records taken out, of the paper too: it is another text then."""
        sides = tuple(
            replace(one, lines=_reduced(one.lines, gone), previous_lines=_reduced(one.previous_lines, gone))
            for one in self.report.sides
        )
        return replace(self, report=replace(self.report, sides=sides, waiting=_reduced(self.report.waiting, gone)))


def _reduced(lines: Iterable[L], gone: frozenset[str]) -> tuple[L, ...]:
    return tuple(
        replace(line, records=tuple(replace(one, title=GONE) if one.record in gone else one for one in line.records))
        for line in lines
    )
