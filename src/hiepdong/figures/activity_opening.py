"""What stands behind a number of activities that was opened: activities with what each gave, records, waiting links."""

from msgspec import Struct

from hiepdong.figures.activities import ActivityAnswer, KindFigure
from hiepdong.figures.questions import Question
from hiepdong.information import activity_queries as queries
from hiepdong.information import activity_wording as wording
from hiepdong.information import related
from hiepdong.information.activity_queries import ActivityLine
from hiepdong.information.related import Beside
from hiepdong.records.sight import Viewer

LIMIT = 200
TWICE, MERGED, BEFORE = ".trung", ".gop", "truoc/"
Asked = tuple[Question | None, ActivityAnswer | None]


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
    """An opened number: `key` is what was opened, `of` the question behind it, `total` its sum in words."""

    key: str
    of: Question
    kind: str = ""
    what: str = ""
    way: str = ""
    joint: list[JointLine] = []
    total: str = ""
    records: list[Beside] = []
    pairs: list[Pair] = []
    full: bool = False


def of(viewer: Viewer, key: str, now: Asked, before: Asked, language: str) -> Opened | None:
    """What the address asks to open; None when nothing, or nothing that there is."""
    question, answer = before if key.startswith(BEFORE) else now
    name = key.removeprefix(BEFORE)
    if question is None or answer is None or not name:
        return None
    if name == TWICE:
        return Opened(key=key, of=question, pairs=_pairs(viewer, answer))
    if name == MERGED:
        several = [group for one in answer.activities for group in one.records if len(group) > 1]
        return Opened(key=key, of=question, joint=_joint(viewer, several, language), full=len(several) > LIMIT)
    what, _slash, way = name.removeprefix(".").partition("/")
    if name.startswith("."):
        ids = _exchanged(answer, what, way)
        return Opened(key=key, of=question, what=what, way=way, records=related.lines(viewer, ids[:LIMIT]),
                      full=len(ids) > LIMIT) if ids else None  # fmt: skip
    figure = next((one for one in answer.activities if one.kind == name), None)
    return _of_kind(viewer, key, question, figure, language) if figure else None


def _exchanged(answer: ActivityAnswer, what: str, way: str) -> list[str]:
    line = next((one for one in answer.information if one.what == what), None)
    if line is None or way not in ("given", "received"):
        return []
    return line.given_records if way == "given" else line.received_records


def _of_kind(viewer: Viewer, key: str, question: Question, figure: KindFigure, language: str) -> Opened:
    joint = _joint(viewer, figure.records, language)
    total = wording.amounts(figure.kind, (figure.times, figure.attendances or None, figure.items or None), language)
    full = len(figure.records) > LIMIT
    return Opened(key=key, of=question, kind=figure.kind, joint=joint, total=total, full=full)


def _joint(viewer: Viewer, records: list[list[str]], language: str) -> list[JointLine]:
    groups = records[:LIMIT]
    known = queries.lines_of(viewer, [record for group in groups for record in group])
    lines = [[known[one] for one in group] for group in groups if all(one in known for one in group)]
    return [JointLine(same[0], same, _amounts(same[0], language)) for same in lines]


def _amounts(line: ActivityLine, language: str) -> str:
    return wording.amounts(line.kind, (line.times, line.attendances, line.items), language)


def _pairs(viewer: Viewer, answer: ActivityAnswer) -> list[Pair]:
    waiting = answer.waiting[:LIMIT]
    known = queries.lines_of(viewer, [record for one in waiting for record in (one.a, one.b)])
    return [Pair(one.link, known[one.a], known[one.b]) for one in waiting if one.a in known and one.b in known]
