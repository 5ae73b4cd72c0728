"""What stands behind a number that was opened: events with what each gave, records, pairs."""

from datetime import date
from typing import TypeVar

from django.http import QueryDict
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.cases.queries import CaseLine, lines_of
from hiepdong.figures import categories, queries, questions
from hiepdong.figures.categories import Category
from hiepdong.figures.queries import Counted
from hiepdong.figures.questions import Question
from hiepdong.records import lists
from hiepdong.records.sight import Viewer

PER_PAGE, EVERY = 200, 20_000
PAGES = EVERY // PER_PAGE
ALL, MERGED, WITHHELD, TWICE = ".tat-ca", ".gop", ".che", ".trung"

T = TypeVar("T")


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
    """A page of an opened number: `key` is what was opened; `of` the question behind it; `more`: older ones follow."""

    key: str
    column: str = ""
    of: Question
    label: str = ""
    events: list[EventLine] = []
    records: list[CaseLine] = []
    pairs: list[list[CaseLine]] = []
    page: int = 1
    more: bool = False

    @property
    def cases(self) -> int:
        """The cases of the events shown."""
        return sum(event.cases for event in self.events)

    @property
    def subjects(self) -> int:
        """The subjects of the events shown."""
        return sum(event.subjects for event in self.events)

    @property
    def is_part(self) -> bool:
        """Whether there are other pages."""
        return self.more or self.page > 1


def of(viewer: Viewer, question: Question, asked: QueryDict) -> Opened | None:
    """What the address asks to open; None when nothing, or nothing that there is. Raises as `queries.figures` does."""
    key, group = asked.get("mo", ""), asked.get("khoa")
    whole, page = replace(question, by=None), min(lists.page_of(asked), PAGES)
    if group is not None and question.by:
        narrowed = replace(question, only=group)
        return _of_events(viewer, Opened(key=group, of=narrowed, page=page), _counted(viewer, narrowed, page))
    found = Opened(key=key, of=whole, page=page)
    if key in (ALL, MERGED):
        return _of_events(viewer, found, _counted(viewer, whole, page, several=key == MERGED))
    if key == WITHHELD:
        shown, more = _paged(queries.withheld(viewer, whole, _most(page)), page)
        return replace(found, records=_lines(viewer, shown), more=more)
    if key == TWICE:
        twice, more = _paged(queries.possibly_twice(viewer, whole), page)
        return replace(found, pairs=_pairs(viewer, twice), more=more)
    return _of_category(viewer, found, asked.get("cot", "")) if key else None


def _most(page: int) -> int:
    """How many must be read to show a page and know whether another follows."""
    return page * PER_PAGE + 1


def _paged(found: list[T], page: int) -> tuple[list[T], bool]:
    return found[(page - 1) * PER_PAGE : page * PER_PAGE], len(found) > page * PER_PAGE and page < PAGES


def _counted(viewer: Viewer, question: Question, page: int, *, several: bool = False) -> list[Counted]:
    return queries.opened(viewer, question, _most(page), several=several)


def _of_events(viewer: Viewer, found: Opened, counted: list[Counted]) -> Opened:
    shown, more = _paged(counted, found.page)
    return replace(found, events=event_lines(viewer, shown), more=more)


def _of_category(viewer: Viewer, found: Opened, column: str) -> Opened | None:
    category = next((one for one in categories.of_unit(viewer.unit) if one.key == found.key), None)
    spans = questions.compared(found.of)
    asked = {"": found.of, "sau": spans[0] if spans else None, "truoc": spans[1] if spans else None}.get(column)
    if category is None or asked is None:
        return None
    of = categories.narrowed(asked, category)
    named = replace(found, column=column, of=of, label=category.label)
    return _of_events(viewer, named, of_category(viewer, asked, category, _most(found.page)))


def of_category(viewer: Viewer, question: Question, category: Category, most: int) -> list[Counted]:
    """The events behind a category's figures; where only persons are reported, no event gives a case."""
    narrowed = categories.narrowed(question, category)
    if category.cases:
        return queries.opened(viewer, narrowed, most)
    return [replace(one, cases=0) for one in queries.opened(viewer, narrowed, EVERY) if one.subjects][:most]


def of_category_among(viewer: Viewer, question: Question, category: Category, records: set[str]) -> list[Counted]:
    """The same of linked records, as if the viewer held only these of them."""
    found = queries.opened_among(viewer, categories.narrowed(question, category), records)
    return found if category.cases else [replace(one, cases=0) for one in found if one.subjects]


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


def _pairs(viewer: Viewer, pairs: list[tuple[str, str]]) -> list[list[CaseLine]]:
    by_id = {line.record: line for line in lines_of(viewer, sorted({uuid for pair in pairs for uuid in pair}))}
    return [[by_id[uuid] for uuid in pair] for pair in pairs if all(uuid in by_id for uuid in pair)]
