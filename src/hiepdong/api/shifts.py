"""GET /api/shifts: handover sheets; GET /api/shifts/open: what a sheet would hold now."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpResponse
from dmr import validate
from msgspec import UNSET, Meta, Struct, UnsetType, field

from hiepdong.api.answers import TOTAL, Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.api.records import ListParameters, Lists
from hiepdong.operations import shift_filling, shift_hours, shift_queries
from hiepdong.operations.shift_queries import ShiftLine
from hiepdong.vocabulary.parts import Instant
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.shift import OpenLine

Hour = Annotated[datetime, Meta(tz=True, description="An instant with its offset.")]


class ShiftsController(Lists):
    """Handover sheets."""

    @validate(*answers(list[ShiftLine], headers=TOTAL), operation_id="listShifts")
    def get(self, parsed_query: Annotated[ListParameters, Asked()]) -> HttpResponse:
        """Handover sheets the viewer may see, the latest first; days are those on which the shift ended."""
        return self._page(shift_queries.list_shifts(self.viewer, **parsed_query.given))


class Begun(Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """The document of a sheet to go on from: with words added it goes into `shift.hand-over`."""

    start: Instant
    end: Instant
    lines: list[OpenLine]


class HourParameters(Parameters, frozen=True, kw_only=True):
    """From when to when the shift is; else from the end of the unit's last one until now."""

    start: Hour | UnsetType = field(default=UNSET, name="from")
    end: Hour | UnsetType = field(default=UNSET, name="to")


class OpenController(Api):
    """What is open."""

    @validate(*answers(Begun), operation_id="openLines")
    def get(self, parsed_query: Annotated[HourParameters, Asked()]) -> HttpResponse:
        """What is open at the viewer's unit, as the lines of a handover sheet."""
        given: dict[str, Any] = parsed_query.given
        start, end = shift_hours.hours(self.viewer)
        start, end = given.get("start", start), given.get("end", end)
        if end <= start:
            raise Refused("query.invalid", f"{end} <= {start}")
        lines = shift_filling.lines(self.viewer, start, end) if self.viewer.reads_records else []
        return self.to_response(Begun(start, end, lines), status_code=HTTPStatus.OK)
