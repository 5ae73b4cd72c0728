"""Files on their way to a record: put aside here, then attached by an act of the same officer."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from dmr import Controller, validate
from dmr.components import BodyComponent
from dmr.endpoint import Endpoint
from dmr.metadata import EndpointMetadata
from dmr.openapi.objects import MediaType, RequestBody, Schema
from dmr.parsers import Parser, Raw
from dmr.types import EMPTY
from msgspec import Meta, Struct

from hiepdong.api.answers import Asked, Parameters, answers
from hiepdong.api.base import Api
from hiepdong.records import attachments
from hiepdong.vocabulary.refusals import Refused

AT_ONCE = 64 * 1024


class UploadParameters(Parameters, frozen=True, kw_only=True):
    """What the file is called."""

    name: Annotated[str, Meta(min_length=1, max_length=200, description="The file's name.")]


class Uploaded(Struct, frozen=True):
    """What was put aside. `file` goes into `record.attach` within a day; to other officers it means nothing."""

    file: str
    name: str
    size: int
    type: str
    digest: str


class Octets(Parser):
    """The bytes of a file as they are."""

    content_type = "application/octet-stream"

    def parse(self, to_deserialize: Raw, *args: Any, request: HttpRequest, model: Any) -> Any:
        return to_deserialize


class FileBody(BodyComponent):
    """The body as a stream: a file is not held in memory."""

    def provide_context_data(
        self, endpoint: Endpoint, controller: Controller[Any], *, field_model: Any, default: Any = EMPTY
    ) -> Iterator[bytes]:
        endpoint.request_negotiator(controller.request)
        return iter(lambda: controller.request.read(AT_ONCE), b"")

    def get_schema(
        self, model: Any, model_meta: Any, metadata: EndpointMetadata, controller_cls: type[Controller[Any]],
        context: Any,
    ) -> RequestBody:  # fmt: skip
        octets = MediaType(schema=Schema(type="string", format="binary"))  # type: ignore[arg-type]
        return RequestBody(content={Octets.content_type: octets}, required=True, description="The file.")


class UploadsController(Api):
    """Uploads."""

    parsers = (Octets(),)

    @validate(
        *answers(
            Uploaded, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            HTTPStatus.INSUFFICIENT_STORAGE, status=HTTPStatus.CREATED,
        ),
        operation_id="upload",
    )  # fmt: skip
    def post(
        self, parsed_query: Annotated[UploadParameters, Asked()], parsed_body: Annotated[Any, FileBody()]
    ) -> HttpResponse:
        """Put a file aside for the act `record.attach`: at most 25 MB; its type is told from its bytes."""
        attachments.discard_old()
        with attachments.sent_by(self.viewer.login):
            upload = attachments.upload(parsed_body, parsed_query.name)
            try:
                kept = attachments.uploaded(upload)
            except Refused:
                attachments.discard(upload)
                raise
        uploaded = Uploaded(upload, kept.name, kept.size, kept.type, kept.digest)
        return self.to_response(uploaded, status_code=HTTPStatus.CREATED)
