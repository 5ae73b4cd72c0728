"""What stands behind a number that was opened: events with what each gave, records, pairs."""

from datetime import date

from django.http import QueryDict
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.cases.queries import CaseLine, lines_of
from hiepdong.figures import categories, queries, questions
from hiepdong.figures.categories import Category
from hiepdong.figures.queries import Counted
from hiepdong.figures.questions import Question
from hiepdong.records.sight import Viewer

LIMIT = 200
ALL, MERGED, WITHHELD, TWICE = ".tat-ca", ".gop", ".che", ".trung"


class EventLine(Struct, frozen=True):
    """An event in an opened number: the record that speaks for it, all its records, and what it gave to the number."""

    day: date
    first: CaseLine
    lines: list[CaseLine]
    cases: int
    subjects: int

    @property
    def masked(self) -> bool:
        """Whether persons of it may be missing: a record came without its subjects."""
        return any(line.subjects is None for line in self.lines)


class Opened(Struct, frozen=True, kw_only=True):
    """An opened number: `key` is what was opened; `of` the question behind it."""

    key: str
    column: str = ""
    of: Question
    label: str = ""
    events: list[EventLine] = []
    records: list[CaseLine] = []
    pairs: list[list[CaseLine]] = []

    @property
    def cases(self) -> int:
        """The cases of the events shown."""
        return sum(event.cases for event in self.events)

    @property
    def subjects(self) -> int:
        """The subjects of the events shown."""
        return sum(event.subjects for event in self.events)

    @property
    def full(self) -> bool:
        """Whether there may be more than is shown."""
        return max(len(self.events), len(self.records), len(self.pairs)) >= LIMIT


def of(viewer: Viewer, question: Question, asked: QueryDict) -> Opened | None:
    """What the address asks to open; None when nothing, or nothing that there is. Raises as `queries.figures` does."""
    key, group = asked.get("mo", ""), asked.get("khoa")
    whole = replace(question, by=None)
    if group is not None and question.by:
        narrowed = replace(question, only=group)
        return Opened(key=group, of=narrowed, events=_events(viewer, narrowed))
    if key in (ALL, MERGED):
        return Opened(key=key, of=whole, events=_events(viewer, whole, several=key == MERGED))
    if key == WITHHELD:
        return Opened(key=key, of=whole, records=_lines(viewer, queries.withheld(viewer, whole, LIMIT)))
    if key == TWICE:
        return Opened(key=key, of=whole, pairs=_pairs(viewer, whole))
    return _of_category(viewer, whole, key, asked.get("cot", "")) if key else None


def _of_category(viewer: Viewer, question: Question, key: str, column: str) -> Opened | None:
    category = next((one for one in categories.of_unit(viewer.unit) if one.key == key), None)
    spans = questions.compared(question)
    asked = {"": question, "sau": spans[0] if spans else None, "truoc": spans[1] if spans else None}.get(column)
    if category is None or asked is None:
        return None
    counted = of_category(viewer, asked, category, LIMIT)
    of = categories.narrowed(asked, category)
    return Opened(key=key, column=column, of=of, label=category.label, events=event_lines(viewer, counted))


def of_category(viewer: Viewer, question: Question, category: Category, most: int) -> list[Counted]:
    """The events behind a category's figures; where only persons are reported, no event gives a case."""
    counted = queries.opened(viewer, categories.narrowed(question, category), most)
    return counted if category.cases else [replace(one, cases=0) for one in counted if one.subjects]


def _events(viewer: Viewer, question: Question, *, several: bool = False) -> list[EventLine]:
    return event_lines(viewer, queries.opened(viewer, question, LIMIT, several=several))


def event_lines(viewer: Viewer, counted: list[Counted]) -> list[EventLine]:
    """Events with the lines of their records, in the order given."""
    by_id = {line.record: line for line in lines_of(viewer, [uuid for one in counted for uuid in one.records])}
    found = []
    for one in counted:
        lines = [by_id[uuid] for uuid in one.records if uuid in by_id]
        if lines:
            first = _first(lines)
            lines.sort(key=lambda line: (line is not first, line.record))
            found.append(EventLine(date.fromordinal(one.day), first, lines, one.cases, one.subjects))
    return found


def _first(lines: list[CaseLine]) -> CaseLine:
    """The record that speaks for the event."""
    led = [line for line in lines if line.owner == line.lead]
    return min(led or lines, key=lambda line: line.record)


def _lines(viewer: Viewer, records: list[str]) -> list[CaseLine]:
    return sorted(lines_of(viewer, records), key=lambda line: line.happened, reverse=True)


def _pairs(viewer: Viewer, question: Question) -> list[list[CaseLine]]:
    pairs = queries.possibly_twice(viewer, question)[:LIMIT]
    by_id = {line.record: line for line in lines_of(viewer, sorted({uuid for pair in pairs for uuid in pair}))}
    return [[by_id[uuid] for uuid in pair] for pair in pairs if all(uuid in by_id for uuid in pair)]
