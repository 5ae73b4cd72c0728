"""Reading records: lists, one record, its files, search, what is owed. The answers are those of the command line."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, ClassVar

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from dmr import HeaderSpec, ResponseSpec, validate
from dmr.renderers import FileRenderer
from msgspec import UNSET, Meta, UnsetType, field

from hiepdong.api.answers import TOTAL, TOTAL_HEADER, Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.cases import queries as cases
from hiepdong.cases import suggesting
from hiepdong.cases.queries import CaseLine
from hiepdong.cases.suggesting import Alike
from hiepdong.information import activity_queries
from hiepdong.information import queries as information
from hiepdong.information.activity_queries import ActivityLine
from hiepdong.information.queries import Owed, ReportLine, RequestLine
from hiepdong.records import attachments, openings, queries
from hiepdong.records.queries import Found, Shown
from hiepdong.vocabulary.refusals import Refused

LIMIT, MOST = 100, 1_000
Limit = Annotated[int, Meta(ge=1, le=MOST, description="How many at most.")]
Offset = Annotated[int, Meta(ge=0, le=2**31 - 1, description="How many to leave out at the beginning.")]
Day = Annotated[date, Meta(description="A day in Asia/Ho_Chi_Minh; both ends are included.")]


class ListParameters(Parameters, frozen=True, kw_only=True):
    """The days of the events, and which part of the list."""

    start: Day | UnsetType = field(default=UNSET, name="from")
    end: Day | UnsetType = field(default=UNSET, name="to")
    limit: Limit = LIMIT
    offset: Offset = 0


class CaseParameters(ListParameters, frozen=True, kw_only=True):
    """Those and offences (any of) and units that took part (all of; `U/**` with those below, `A|B` either)."""

    __dmr_force_list__: ClassVar[frozenset[str]] = frozenset({"offence", "with"})
    offences: tuple[str, ...] | UnsetType = field(default=UNSET, name="offence")
    with_: tuple[str, ...] | UnsetType = field(default=UNSET, name="with")


class ActivityParameters(ListParameters, frozen=True, kw_only=True):
    """Those, a kind, and units that took part (all of; `U/**` with those below, `A|B` either)."""

    __dmr_force_list__: ClassVar[frozenset[str]] = frozenset({"with"})
    kind: str | UnsetType = UNSET
    with_: tuple[str, ...] | UnsetType = field(default=UNSET, name="with")


class SearchParameters(Parameters, frozen=True, kw_only=True):
    """Words that all must be in what the viewer holds of a record."""

    text: Annotated[str, Meta(max_length=200)]
    limit: Annotated[int, Meta(ge=1, le=200, description="How many at most.")] = 50


class Lists(Api):
    """A list, and how many there are in all."""

    is_abstract = True

    def _page(self, page: Any) -> HttpResponse:
        headers = {TOTAL_HEADER: str(page.total)}
        return self.to_response(page.lines, status_code=HTTPStatus.OK, headers=headers)


class CasesController(Lists):
    """Cases."""

    @validate(*answers(list[CaseLine], headers=TOTAL), operation_id="listCases")
    def get(self, parsed_query: Annotated[CaseParameters, Asked()]) -> HttpResponse:
        """Cases the viewer may see, newest event first."""
        return self._page(cases.list_cases(self.viewer, **parsed_query.given))


class ReportsController(Lists):
    """Reports."""

    @validate(*answers(list[ReportLine], headers=TOTAL), operation_id="listReports")
    def get(self, parsed_query: Annotated[ListParameters, Asked()]) -> HttpResponse:
        """Reports the viewer may see, the latest seen first."""
        return self._page(information.list_reports(self.viewer, **parsed_query.given))


class RequestsController(Lists):
    """Requests."""

    @validate(*answers(list[RequestLine], headers=TOTAL), operation_id="listRequests")
    def get(self, parsed_query: Annotated[ListParameters, Asked()]) -> HttpResponse:
        """Requests the viewer may see, the latest sent first."""
        return self._page(information.list_requests(self.viewer, **parsed_query.given))


class ActivitiesController(Lists):
    """Joint activities."""

    @validate(*answers(list[ActivityLine], headers=TOTAL), operation_id="listActivities")
    def get(self, parsed_query: Annotated[ActivityParameters, Asked()]) -> HttpResponse:
        """Joint activities the viewer may see, the latest first."""
        return self._page(activity_queries.list_activities(self.viewer, **parsed_query.given))


class OwedController(Api):
    """What is owed."""

    @validate(*answers(Owed), operation_id="owed")
    def get(self) -> HttpResponse:
        """Answers that others owe the viewer's unit, and that it owes, soonest due first."""
        return self.to_response(information.owed(self.viewer), status_code=HTTPStatus.OK)


class RecordController(Api):
    """One record."""

    @validate(*answers(Shown, HTTPStatus.NOT_FOUND), operation_id="show")
    def get(self) -> HttpResponse:
        """A record (a link is one too) as the viewer may see it.

        A report has `standing` besides, a request `answers`, `state` and `due`.
        """
        shown = queries.show(self.viewer, self.kwargs["record"])
        openings.note(self.viewer, shown)
        return self.to_response(queries.plain(shown), status_code=HTTPStatus.OK)


class AlikeController(Api):
    """Records that may be one event with a case."""

    @validate(*answers(list[Alike], HTTPStatus.NOT_FOUND), operation_id="alike")
    def get(self) -> HttpResponse:
        """What may be of the same event as a case of the viewer's unit, the likest first; nothing for any other."""
        return self.to_response(suggesting.alike(self.viewer, self.kwargs["record"]), status_code=HTTPStatus.OK)


_FILE = ResponseSpec(
    bytes, status_code=HTTPStatus.OK,
    headers={"Content-Disposition": HeaderSpec(description="Always `attachment`.", skip_validation=True)},
)  # fmt: skip


class AttachmentController(Api):
    """A file of a record."""

    renderers = (FileRenderer(),)

    def _dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # A file is of the type that it is, whatever Accept says; dmr 0.16 stumbles over any but this one here.
        request.META["HTTP_ACCEPT"] = "*/*"
        return super()._dispatch(request, *args, **kwargs)

    @validate(_FILE, *answers(bytes, HTTPStatus.NOT_FOUND)[1:], operation_id="attachment")
    def get(self) -> FileResponse:
        """A file of a record that the viewer may see, by its digest; always a download, never a page."""
        shown = queries.show(self.viewer, self.kwargs["record"])
        found = next((one for one in shown.attachments if one.digest and one.digest == self.kwargs["digest"]), None)
        if found is None:
            raise Refused("path.not_found")
        try:
            file = attachments.path_of(found.digest).open("rb")
        except FileNotFoundError:
            raise Refused("attachment.missing", found.name) from None
        kind = f"{found.type}; charset=utf-8" if found.type == attachments.TEXT else found.type
        return FileResponse(file, as_attachment=True, filename=found.name, content_type=kind)


class SearchController(Api):
    """Search."""

    @validate(*answers(list[Found]), operation_id="search")
    def get(self, parsed_query: Annotated[SearchParameters, Asked()]) -> HttpResponse:
        """Full-text search over what the viewer may see, newest event first; case and tone marks may be left out."""
        return self.to_response(queries.search(self.viewer, **parsed_query.given), status_code=HTTPStatus.OK)
