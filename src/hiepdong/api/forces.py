"""Units, officers and code lists: what acts refer to."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpResponse
from dmr import validate
from msgspec import UNSET, Meta, Struct, UnsetType

from hiepdong.api.answers import Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.forces import queries
from hiepdong.forces.book import UnitSpan
from hiepdong.forces.queries import OfficerLine, UnitLine
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.codes import ListLine
from hiepdong.vocabulary.refusals import Refused


class DayParameters(Parameters, frozen=True, kw_only=True):
    """A day; today where none is given."""

    on: date | UnsetType = UNSET


class OfficerParameters(Parameters, frozen=True, kw_only=True):
    """The unit in which they serve."""

    unit: Annotated[str, Meta(max_length=64)]


class UnitAnswer(Struct, frozen=True):
    """A unit as it is (or was last), its names and places over time, who serves in it."""

    unit: UnitLine
    spans: tuple[UnitSpan, ...]
    officers: list[OfficerLine]


class UnitsController(Api):
    """Units."""

    @validate(*answers(list[UnitLine]), operation_id="listUnits")
    def get(self, parsed_query: Annotated[DayParameters, Asked()]) -> HttpResponse:
        """Units that stood on a day, each after the one above it."""
        return self.to_response(queries.units(**parsed_query.given), status_code=HTTPStatus.OK)


class EndedUnitsController(Api):
    """Units that ended."""

    @validate(*answers(list[UnitLine]), operation_id="listEndedUnits")
    def get(self) -> HttpResponse:
        """Units that ended, the latest first, and what came after them."""
        return self.to_response(queries.ended_units(), status_code=HTTPStatus.OK)


class UnitController(Api):
    """One unit."""

    @validate(*answers(UnitAnswer, HTTPStatus.NOT_FOUND), operation_id="unit")
    def get(self) -> HttpResponse:
        """A unit by its code."""
        code = self.kwargs["code"]
        line = queries.unit(code)
        if line is None:
            raise Refused("path.not_found")
        answer = UnitAnswer(line, queries.spans(code), queries.officers(code))
        return self.to_response(answer, status_code=HTTPStatus.OK)


class OfficersController(Api):
    """Officers."""

    @validate(*answers(list[OfficerLine]), operation_id="listOfficers")
    def get(self, parsed_query: Annotated[OfficerParameters, Asked()]) -> HttpResponse:
        """The officers who serve in a unit."""
        if queries.unit(parsed_query.unit) is None:
            raise Refused("unit.unknown", parsed_query.unit)
        return self.to_response(queries.officers(parsed_query.unit), status_code=HTTPStatus.OK)


class OfficerController(Api):
    """One officer."""

    @validate(*answers(OfficerLine, HTTPStatus.NOT_FOUND), operation_id="officer")
    def get(self) -> HttpResponse:
        """An officer by his login."""
        found = queries.officer(self.kwargs["login"])
        if found is None:
            raise Refused("path.not_found")
        return self.to_response(found, status_code=HTTPStatus.OK)


class CodeListsController(Api):
    """Code lists."""

    @validate(*answers(list[ListLine]), operation_id="listCodeLists")
    def get(self) -> HttpResponse:
        """All code lists, and how many codes each has."""
        return self.to_response(codes.lines(), status_code=HTTPStatus.OK)


class CodeListController(Api):
    """One code list."""

    @validate(*answers(list[dict[str, Any]], HTTPStatus.NOT_FOUND), operation_id="codeList")
    def get(self, parsed_query: Annotated[DayParameters, Asked()]) -> HttpResponse:
        """The rows of a code list: of all times, or those that hold on a day."""
        found = codes.LISTS.get(self.kwargs["name"])
        if found is None:
            raise Refused("codes.unknown_list", self.kwargs["name"])
        on = parsed_query.given.get("on")
        rows = [row for held in found.by_code.values() for row in held if on is None or row.holds(on)]
        return self.to_response(rows, status_code=HTTPStatus.OK)
