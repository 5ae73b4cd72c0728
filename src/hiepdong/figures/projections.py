"""Index rows of figures follow from what units hold of cases."""

from functools import lru_cache
from typing import Any

import msgspec

from hiepdong.figures import shape
from hiepdong.figures.models import EventRow, WhatRow, WhoRow
from hiepdong.journal import registry
from hiepdong.journal.rows import Model, Row, Rows
from hiepdong.records import kinds
from hiepdong.records.head import Head, Span

Text = tuple[int, str]


def event_rows(head: Head, span: Span) -> list[tuple[Model, Row]]:
    """The row of a case that counts; what is cancelled or an exercise counts nowhere."""
    detail = head.facet(span.track, span.version).detail
    if span.cancelled or detail["exercise"]:
        return []
    (who, _), (what, _) = _texts(detail, span.owners)
    persons = "" if detail["subjects"] is None else msgspec.json.encode(detail["subjects"]).decode()
    outcomes = "|".join(sorted(set(detail["outcomes"])))
    row = (
        span.unit, head.no, span.since, span.until, span.lapses, detail["day"], who, what, int(head.linked),
        detail["commune"], outcomes, head.id, span.owner, persons,
    )  # fmt: skip
    return [(EventRow, row)]


def intern(head: Head, span: Span, rows: Rows) -> None:
    """The texts of the digests in the row."""
    who, what = _texts(head.facet(span.track, span.version).detail, span.owners)
    rows.intern(WhoRow, who)
    rows.intern(WhatRow, what)


def _texts(detail: dict[str, Any], owners: tuple[str, ...]) -> tuple[Text, Text]:
    return (
        _text(shape.text_of(shape.who(detail, owners))),
        _text(shape.text_of(shape.what(detail))),
    )


@lru_cache(maxsize=65_536)
def _text(text: str) -> Text:
    return shape.digest_of(text), text


def announce() -> None:
    """Called once, as the room starts."""
    kinds.announce_spans("case", kinds.SpanRows((EventRow,), event_rows, intern))
    registry.announce(tables=(EventRow, WhoRow, WhatRow))
