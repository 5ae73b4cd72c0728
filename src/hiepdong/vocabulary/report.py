"""The report (tin): a piece of information, how far it may be trusted, and what may be done with it."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.parts import Code, LongText, Part, Period, Place, Text, check_period
from hiepdong.vocabulary.refusals import Refused

Grade = Annotated[str, Meta(pattern=r"^[A-F][1-6]$(?!\n)", title="Grade", extra={"vi": "Đánh giá nguồn và tin"})]
USUAL_MARKING, OUTER_MARKING = "internal", "limited"


class Source(Part, frozen=True):
    """Where a report comes from. A human source is never named: `ref` is one that the unit alone can resolve."""

    kind: Code
    ref: Text | None = None


class Report(Part, frozen=True):
    """The report document, schema 1. It has no field for persons, so none on community affairs can carry them."""

    title: Annotated[str, Meta(min_length=1, max_length=500, title="Title", extra={"vi": "Trích yếu"})]
    seen: Period
    text: LongText | None = None
    place: Place | None = None
    side: Code | None = "inner"
    topic: Code | None = "other"
    urgency: Code | None = "thuong"
    source: Source | None = None
    grade: Grade | None = None
    caveats: list[Code] | None = None
    derived_from: list[UUID] | None = None
    marking: Code | None = None
    exercise: bool | None = False

    @property
    def held_as(self) -> str:
        """The marking: the one written, else `limited` for the outer side and `internal` for the inner."""
        return self.marking or (OUTER_MARKING if self.side == "outer" else USUAL_MARKING)

    @property
    def source_ref(self) -> str | None:
        """The source's reference, where the report names one."""
        return self.source.ref if self.source is not None else None


MASKABLE = frozenset({"text", "source", "grade", "place.point", "place.text", "derived_from"})


def check(report: Report) -> None:
    """Raise Refused document.invalid or document.unknown_code where the report breaks a rule of the field."""
    check_period("seen", report.seen)
    if not report.title.strip():
        raise Refused("document.invalid", "title")
    for code in _unknown_codes(report):
        raise Refused("document.unknown_code", code)


def _unknown_codes(report: Report) -> Iterator[str]:
    said: list[tuple[str | None, Any]] = [
        (report.side, codes.sides),
        (report.topic, codes.topics),
        (report.urgency, codes.urgency),
        (report.source.kind if report.source else None, codes.sources),
        (report.marking, codes.markings),
        *((caveat, codes.caveats) for caveat in report.caveats or ()),
    ]
    yield from (code for code, known in said if code is not None and code not in known)
