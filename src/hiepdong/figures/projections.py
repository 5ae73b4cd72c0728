"""Index rows of figures follow from what units hold of cases."""

from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from hiepdong.figures import provisional_kind, shape
from hiepdong.figures.models import EventRow, ProvisionalRow, WhatRow, WhoRow
from hiepdong.journal import registry
from hiepdong.journal.rows import Row
from hiepdong.records import kinds
from hiepdong.records.fold import learn
from hiepdong.records.head import Head, Span
from hiepdong.records.kinds import ModelRow
from hiepdong.vocabulary import provisional_acts as acts
from hiepdong.vocabulary.roles import RECORD_WORK

Text = tuple[int, str]


class Counted(Struct, frozen=True):
    """What the rows of one copy say that its spans share."""

    who: Text
    what: Text
    outcomes: str
    persons: str


def event_rows(head: Head, spans: list[Span]) -> tuple[list[ModelRow], list[ModelRow]]:
    """The rows of a case that counts, and the texts of its digests; cancelled or an exercise, it counts nowhere."""
    copies: dict[tuple[int, int, tuple[str, ...]], Counted] = {}
    rows: list[ModelRow] = []
    for span in spans:
        detail, copy = head.facet(span.track, span.version).detail, (span.track, span.version, span.owners)
        if copy not in copies:
            copies[copy] = _counted(detail, span.owners)
        if not (span.cancelled or detail["exercise"]):
            rows.append((EventRow, _event_row(head, span, detail, copies[copy])))
    texts: list[ModelRow] = [
        row for counted in copies.values() for row in ((WhoRow, counted.who), (WhatRow, counted.what))
    ]
    return rows, texts


def _event_row(head: Head, span: Span, detail: dict[str, Any], counted: Counted) -> Row:
    return (
        span.unit, head.no, span.since, span.until, span.lapses, detail["day"], counted.who[0], counted.what[0],
        int(head.linked), detail["commune"], counted.outcomes, head.id, span.owner, counted.persons,
    )  # fmt: skip


def _counted(detail: dict[str, Any], owners: tuple[str, ...]) -> Counted:
    subjects = detail["subjects"]
    return Counted(
        who=_text(shape.text_of(shape.who(detail, owners))),
        what=_text(shape.text_of(shape.what(detail))),
        outcomes="|".join(sorted(set(detail["outcomes"]))),
        persons="" if subjects is None else msgspec.json.encode(subjects).decode(),
    )


@lru_cache(maxsize=65_536)
def _text(text: str) -> Text:
    return shape.digest_of(text), text


def announce() -> None:
    """Called once, as the room starts."""
    kinds.announce_spans("case", kinds.SpanRows((EventRow,), event_rows))
    registry.announce(tables=(EventRow, WhoRow, WhatRow))
    kinds.announce(provisional_kind.KIND)
    learn(provisional_kind.STEPS)
    registry.announce(
        roles=RECORD_WORK,
        acts={
            acts.ProvisionalRecord: provisional_kind.record,
            acts.ProvisionalRevise: provisional_kind.revise,
            acts.ProvisionalCancel: provisional_kind.cancel,
        },
        tables=(ProvisionalRow,),
    )
