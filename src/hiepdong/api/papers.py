"""GET /api/papers: the coordination reports of the unit; GET /api/papers/{key}/changes: what changed since."""

from http import HTTPStatus

from django.http import HttpResponse
from dmr import validate

from hiepdong.api.answers import answers
from hiepdong.api.base import Api
from hiepdong.papers import listing
from hiepdong.papers.listing import PaperLine
from hiepdong.papers.since import Since


class PapersController(Api):
    """Papers."""

    @validate(*answers(list[PaperLine]), operation_id="papers")
    def get(self) -> HttpResponse:
        """The coordination reports that officers of the unit wrote at the desk, the newest first."""
        return self.to_response(listing.papers(self.viewer), status_code=HTTPStatus.OK)


class PaperChangesController(Api):
    """What changed since a paper was counted."""

    @validate(*answers(Since, HTTPStatus.NOT_FOUND), operation_id="paperChanges")
    def get(self) -> HttpResponse:
        """Each figure as the paper has it and as it is now, with the cases that make the difference, each with why."""
        return self.to_response(listing.changes(self.viewer, self.kwargs["key"]), status_code=HTTPStatus.OK)
