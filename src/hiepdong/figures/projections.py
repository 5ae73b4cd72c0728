"""Index rows of figures follow from what units hold of cases."""

from functools import lru_cache
from typing import Any

import msgspec

from hiepdong.figures import shape
from hiepdong.figures.models import EventRow, WhatRow, WhoRow
from hiepdong.journal import registry
from hiepdong.records import kinds
from hiepdong.records.head import Head, Span
from hiepdong.records.kinds import ModelRow

Text = tuple[int, str]


def event_rows(head: Head, span: Span) -> tuple[list[ModelRow], list[ModelRow]]:
    """The row of a case that counts, and the texts of its digests; what is cancelled or an exercise counts nowhere."""
    detail = head.facet(span.track, span.version).detail
    who, what = _texts(detail, span.owners)
    texts: list[ModelRow] = [(WhoRow, who), (WhatRow, what)]
    if span.cancelled or detail["exercise"]:
        return [], texts
    persons = "" if detail["subjects"] is None else msgspec.json.encode(detail["subjects"]).decode()
    outcomes = "|".join(sorted(set(detail["outcomes"])))
    row = (
        span.unit, head.no, span.since, span.until, span.lapses, detail["day"], who[0], what[0], int(head.linked),
        detail["commune"], outcomes, head.id, span.owner, persons,
    )  # fmt: skip
    return [(EventRow, row)], texts


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
    kinds.announce_spans("case", kinds.SpanRows((EventRow,), event_rows))
    registry.announce(tables=(EventRow, WhoRow, WhatRow))
