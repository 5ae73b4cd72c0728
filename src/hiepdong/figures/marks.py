"""One mark for each event at its day, as high as the persons it gave: the chart of the page of figures."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from hiepdong.figures import categories, opening
from hiepdong.figures.opening import EventLine
from hiepdong.figures.questions import Question
from hiepdong.records.sight import Viewer

HEIGHT, MOST_DAYS, MOST_EVENTS = 34, 3_700, 400
LEAST_HEIGHT, USUAL_PERSONS = 6, 4


def of(viewer: Viewer, question: Question) -> dict[str, Any] | None:
    """Marks for each category of the unit; None for a period too long or too full to be drawn one by one."""
    first, last = question.period
    if (last - first).days > MOST_DAYS:
        return None
    rows: list[tuple[str, list[EventLine]]] = []
    for category in categories.of_unit(viewer.unit):
        counted = opening.of_category(viewer, question, category, MOST_EVENTS + 1)
        rows.append((category.label, opening.event_lines(viewer, counted)))
        if sum(len(events) for _, events in rows) > MOST_EVENTS:
            return None
    events = [event for _, events in rows for event in events]
    return _drawn(rows, first, last) if events else None


def _drawn(rows: list[tuple[str, list[EventLine]]], first: date, last: date) -> dict[str, Any]:
    span = (last - first).days + 1
    tallest = max(USUAL_PERSONS, *(event.subjects for _, events in rows for event in events))
    drawn = [
        {"label": label, "count": len(events), "marks": [_mark(event, first, span, tallest) for event in events]}
        for label, events in rows
    ]
    peaks = list(_peaks(first, last))
    cases = {event.first.record: event.day for _, events in rows for event in events}
    within = sum(any(start <= day <= end for start, end in peaks) for day in cases.values())
    return {
        "height": HEIGHT, "rows": drawn, "total": len(cases), "within": within,
        "years": _years(first, last, span),
        "peaks": [{"x": _x(start, first, span), "width": _x(end, start, span)} for start, end in peaks],
    }  # fmt: skip


def _x(day: date, first: date, span: int) -> float:
    """Where a day lies in the period, in percent."""
    return round((day - first).days / span * 100, 2)


def _mark(event: EventLine, first: date, span: int, tallest: int) -> dict[str, Any]:
    height = LEAST_HEIGHT + round((HEIGHT - LEAST_HEIGHT) * event.subjects / tallest)
    return {"x": _x(event.day, first, span), "y": HEIGHT - height, "height": height, "event": event}


def _peaks(first: date, last: date) -> list[tuple[date, date]]:
    """15 December to Tết, each winter, as far as it lies in the period."""
    winters = ((date(year, 12, 15), tet(year + 1)) for year in range(first.year - 1, last.year + 1))
    cut = ((max(start, first), min(end, last)) for start, end in winters)
    return [(start, end) for start, end in cut if start <= end]


@cache
def tet(year: int) -> date:
    """The first day of the lunar year."""
    from holidays import country_holidays

    found = country_holidays("VN", years=year, language="en_US")
    return next((day for day in sorted(found) if found[day] == "Lunar New Year"), date(year, 2, 5))


def _years(first: date, last: date, span: int) -> list[dict[str, Any]]:
    """Each year of the period: where it begins, and where its number stands."""
    starts = [max(date(year, 1, 1), first) for year in range(first.year, last.year + 1)]
    ends = [*starts[1:], last + timedelta(days=1)]
    return [
        {"year": start.year, "x": _x(start, first, span), "middle": _x(start + (end - start) / 2, first, span)}
        for start, end in zip(starts, ends, strict=True)
    ]
