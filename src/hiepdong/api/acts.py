"""POST /api/acts: the one road by which anything is written."""

from http import HTTPStatus
from operator import attrgetter
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from dmr import Controller, validate
from dmr.components import BodyComponent
from dmr.metadata import EndpointMetadata
from dmr.openapi.objects import MediaType, RequestBody, Schema
from dmr.parsers import Parser, Raw

from hiepdong.api.answers import JsonParser, answers, decoded, open_answers
from hiepdong.api.base import UNIT_HEADER, Api, Open
from hiepdong.api.problems import NotDoneAct
from hiepdong.journal.perform import Done, NotDone, Outcome, Told, is_act, perform, told
from hiepdong.records import attachments
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.schema import acts_schema

Acts = list[dict[str, Any]]
ACTS = "#/components/schemas/Acts"
LINES = "application/x-ndjson"


class LinesParser(Parser):
    """JSON Lines: one act a line, as in a file for `hiepdong play`."""

    content_type = LINES

    def parse(self, to_deserialize: Raw, *args: Any, request: HttpRequest, model: Any) -> Any:
        lines = enumerate(bytes(to_deserialize).splitlines(), 1)
        return [decoded(line, f"{number}: ") for number, line in lines if line.strip()]


class ActsBody(BodyComponent):
    """The body is taken as it was sent, for that is what the journal keeps; its schema is that of the acts."""

    def get_schema(
        self, model: Any, model_meta: Any, metadata: EndpointMetadata, controller_cls: type[Controller[Any]],
        context: Any,
    ) -> RequestBody:  # fmt: skip
        parsers = sorted(metadata.parsers.values(), key=attrgetter("content_type"))
        schemas = {LINES: Schema(type="string", description="One act a line.")}  # type: ignore[arg-type]
        media = {one.content_type: MediaType(schema=schemas.get(one.content_type, Schema(ref=ACTS))) for one in parsers}
        return RequestBody(content=dict(media), required=True, description="One act, or a list of acts.")


class ActsController(Api):
    """Acts."""

    invalid = "act.invalid"
    parsers = (LinesParser(), JsonParser())

    @validate(
        *answers(
            Told | list[Told],
            HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.INSUFFICIENT_STORAGE,
        ),
        operation_id="perform",
    )  # fmt: skip
    def post(self, parsed_body: Annotated[Any, ActsBody()]) -> HttpResponse:
        """Perform one act, or a list of acts in order.

        One act that is refused is answered with a problem; of a list, each act has its outcome. Where an element of
        a list is no act at all, nothing of the list is done.
        """
        if not isinstance(parsed_body, list):
            return self.to_response(told(self._one(parsed_body), self.language), status_code=HTTPStatus.OK)
        for number, act in enumerate(parsed_body):
            if not is_act(act):
                raise Refused("act.invalid", f"[{number}]: id, act")
        outcomes = [told(outcome, self.language) for outcome in self._perform(parsed_body)]
        return self.to_response(outcomes, status_code=HTTPStatus.OK)

    def _one(self, act: Any) -> Done:
        if not is_act(act):
            raise Refused("act.invalid", "id, act")
        outcome = self._perform([act])[0]
        if isinstance(outcome, NotDone):
            raise NotDoneAct(outcome.id, outcome.refused)
        return outcome

    def _perform(self, acts: Acts) -> list[Outcome]:
        unit = self.request.headers.get(UNIT_HEADER)
        mine = [{**act, "for_unit": act.get("for_unit") or unit} if unit else act for act in acts]
        with attachments.sent_by(self.viewer.login):
            outcomes = perform(mine, by=self.viewer.login)
            for act, outcome in zip(acts, outcomes, strict=True):
                if isinstance(outcome, Done) and act["act"] == "record.attach":
                    attachments.discard(str(act["file"]))
        return outcomes


class ActsSchemaController(Open):
    """The schema of acts."""

    @validate(*open_answers(dict[str, Any]), operation_id="actsSchema")
    def get(self) -> HttpResponse:
        """The JSON Schema of all acts."""
        return self.to_response(acts_schema(), status_code=HTTPStatus.OK)
