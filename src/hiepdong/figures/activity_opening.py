"""What stands behind a number of activities that was opened: activities with what each gave, records, waiting links."""

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.figures.activities import ActivityAnswer, KindFigure
from hiepdong.figures.questions import Question
from hiepdong.information import activity_queries as queries
from hiepdong.information import activity_wording as wording
from hiepdong.information import related
from hiepdong.information.activity_queries import ActivityLine
from hiepdong.information.related import Beside
from hiepdong.records.sight import Viewer

PER_PAGE = 200
TWICE, MERGED, BEFORE = ".trung", ".gop", "truoc/"
Asked = tuple[Question | None, ActivityAnswer | None]
T = TypeVar("T")


class JointLine(Struct, frozen=True):
    """An activity in an opened number: the record that speaks for it, all its records, its numbers in words."""

    first: ActivityLine
    lines: list[ActivityLine]
    amounts: str


class Pair(Struct, frozen=True):
    """Two activities that may be one, and the link that waits."""

    link: str
    one: ActivityLine
    other: ActivityLine


class Opened(Struct, frozen=True, kw_only=True):
    """A page of an opened number: `key` is what was opened, `of` the question behind it.

    `total` is the sum of all its pages, in words; `count` how many lines they have together.
    """

    key: str
    of: Question
    kind: str = ""
    what: str = ""
    way: str = ""
    joint: list[JointLine] = []
    total: str = ""
    records: list[Beside] = []
    pairs: list[Pair] = []
    page: int = 1
    count: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(-(-self.count // PER_PAGE), 1)

    @property
    def first(self) -> int:
        """The number of the first line of this page."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """The number of its last line."""
        return min(self.page * PER_PAGE, self.count)


def of(viewer: Viewer, key: str, page: int, now: Asked, before: Asked, language: str) -> Opened | None:
    """What the address asks to open; None when nothing, or nothing that there is. A page past the last is the last."""
    question, answer = before if key.startswith(BEFORE) else now
    name = key.removeprefix(BEFORE)
    if question is None or answer is None or not name:
        return None
    found = Opened(key=key, of=question, page=page)
    if name == TWICE:
        return _pairs(viewer, found, answer)
    if name == MERGED:
        return _joint(viewer, found, [group for one in answer.activities for group in one.records if len(group) > 1],
                      language)  # fmt: skip
    if name.startswith("."):
        return _of_exchange(viewer, found, answer, name)
    figure = next((one for one in answer.activities if one.kind == name), None)
    return _of_kind(viewer, found, figure, language) if figure else None


def _paged(found: Opened, every: list[T]) -> tuple[Opened, list[T]]:
    """The opened number with its page and count, and what of it stands on that page."""
    counted = replace(found, count=len(every))
    page = min(found.page, counted.pages)
    return replace(counted, page=page), every[(page - 1) * PER_PAGE : page * PER_PAGE]


def _of_exchange(viewer: Viewer, found: Opened, answer: ActivityAnswer, name: str) -> Opened | None:
    what, _slash, way = name.removeprefix(".").partition("/")
    paged, ids = _paged(found, _exchanged(answer, what, way))
    return replace(paged, what=what, way=way, records=related.lines(viewer, ids)) if ids else None


def _exchanged(answer: ActivityAnswer, what: str, way: str) -> list[str]:
    line = next((one for one in answer.information if one.what == what), None)
    if line is None or way not in ("given", "received"):
        return []
    return line.given_records if way == "given" else line.received_records


def _of_kind(viewer: Viewer, found: Opened, figure: KindFigure, language: str) -> Opened:
    total = wording.amounts(figure.kind, (figure.times, figure.attendances or None, figure.items or None), language)
    return _joint(viewer, replace(found, kind=figure.kind, total=total), figure.records, language)


def _joint(viewer: Viewer, found: Opened, records: list[list[str]], language: str) -> Opened:
    paged, groups = _paged(found, records)
    known = queries.lines_of(viewer, [record for group in groups for record in group])
    lines = [[known[one] for one in group] for group in groups if all(one in known for one in group)]
    return replace(paged, joint=[JointLine(same[0], same, _amounts(same[0], language)) for same in lines])


def _amounts(line: ActivityLine, language: str) -> str:
    return wording.amounts(line.kind, (line.times, line.attendances, line.items), language)


def _pairs(viewer: Viewer, found: Opened, answer: ActivityAnswer) -> Opened:
    paged, waiting = _paged(found, answer.waiting)
    known = queries.lines_of(viewer, [record for one in waiting for record in (one.a, one.b)])
    pairs = [Pair(one.link, known[one.a], known[one.b]) for one in waiting if one.a in known and one.b in known]
    return replace(paged, pairs=pairs)
