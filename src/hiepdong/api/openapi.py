"""The OpenAPI 3.1 document, made from the addresses and the very types of the acts."""

from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from dmr import ResponseSpec, validate
from dmr.openapi import OpenAPIConfig, build_schema

from hiepdong import __version__
from hiepdong.api.base import Open
from hiepdong.vocabulary.schema import acts_components

WHERE = "#/components/schemas/{name}"


@cache
def document() -> dict[str, Any]:
    """The document; made once."""
    from hiepdong.api.urls import router

    words = "Acts are written by POST /api/acts alone; all else is reading, as the officer of the token may."
    config = OpenAPIConfig(title="Hiệp đồng", version=__version__, openapi_version="3.1.0", description=words)
    made = build_schema(router, config=config).convert(skip_validation=True)
    one_of, components = acts_components(WHERE)
    one = {"oneOf": one_of, "title": "One act"}
    acts = {"anyOf": [one, {"type": "array", "items": one, "title": "A list of acts"}]}
    made["components"]["schemas"] = {**made["components"]["schemas"], **components, "Acts": acts}
    return made


class OpenApiController(Open):
    """This document."""

    @validate(ResponseSpec(dict[str, Any], status_code=HTTPStatus.OK), operation_id="openapi")
    def get(self) -> HttpResponse:
        """The OpenAPI 3.1 document of this API."""
        return self.to_response(document(), status_code=HTTPStatus.OK)
