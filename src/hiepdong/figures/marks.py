"""One mark for each event at its day, as high as the persons it counts: the chart of the page of figures."""

from datetime import date, timedelta
from typing import Any

from hiepdong.cases.queries import lines_of
from hiepdong.figures.categories import CategoryAnswer
from hiepdong.figures.questions import Question
from hiepdong.records.sight import Viewer

WIDTH, HEIGHT, MOST_DAYS, MOST_EVENTS = 1000, 34, 3_700, 400


def of(viewer: Viewer, answers: list[CategoryAnswer], question: Question) -> dict[str, Any] | None:
    """Marks for each category; None for a period too long or too full to be drawn one by one."""
    first, last = question.period
    wanted = [uuid for one in answers for ids in one.answer.records for uuid in ids]
    if (last - first).days > MOST_DAYS or not 0 < len(wanted) <= MOST_EVENTS:
        return None
    lines = {line.record: line for line in lines_of(viewer, sorted(set(wanted)))}
    span = max((last - first).days, 1)
    rows = []
    for one in answers:
        held = [[lines[uuid] for uuid in ids if uuid in lines] for ids in one.answer.records]
        marks = [
            {"x": round((min(line.day for line in event) - first).days / span * WIDTH, 1), "record": event[0].record,
             "title": event[0].title, **_tall(max((line.subjects or 0) for line in event))}
            for event in held if event
        ]  # fmt: skip
        rows.append({"label": one.category.label, "count": len(marks), "marks": marks})
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "rows": rows,
        "peaks": _peaks(first, last, span),
        "years": _years(first, last),
    }


def _tall(persons: int) -> dict[str, int]:
    height = min(6 + 5 * persons, HEIGHT)
    return {"height": height, "y": HEIGHT - height}


def _peaks(first: date, last: date, span: int) -> list[dict[str, float]]:
    """15 December to about Tết, each winter."""
    found = []
    for year in range(first.year - 1, last.year + 1):
        start, end = max(date(year, 12, 15), first), min(date(year + 1, 2, 10), last)
        if start < end:
            x = (start - first).days / span * WIDTH
            found.append({"x": round(x, 1), "width": round((end - start) / timedelta(days=1) / span * WIDTH, 1)})
    return found


def _years(first: date, last: date) -> list[int]:
    return list(range(first.year, last.year + 1))
