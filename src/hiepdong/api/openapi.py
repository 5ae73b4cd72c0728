"""The OpenAPI 3.1 document, made from the addresses and the very types of the acts."""

from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from dmr import validate
from dmr.openapi import OpenAPIConfig, build_schema

from hiepdong import __version__
from hiepdong.api.answers import open_answers
from hiepdong.api.base import UNIT_HEADER, Open
from hiepdong.vocabulary.schema import acts_components

WHERE = "#/components/schemas/act.{name}"
PARAMETERS: dict[str, Any] = {
    "language": {
        "name": "Accept-Language", "in": "header", "required": False, "schema": {"type": "string"},
        "description": "Language of messages: `vi` unless `en` is preferred.",
    },
    "unit": {
        "name": UNIT_HEADER, "in": "header", "required": False, "schema": {"type": "string"},
        "description": "The unit asked and acted for, of an officer who serves in several.",
    },
}  # fmt: skip


@cache
def document() -> dict[str, Any]:
    """The document; made once."""
    from hiepdong.api.urls import router

    words = "Acts are written by POST /api/acts alone; all else is reading, as the officer of the token may."
    config = OpenAPIConfig(title="Hiệp đồng", version=__version__, openapi_version="3.1.0", description=words)
    made = build_schema(router, config=config).convert(skip_validation=True)
    made["components"]["schemas"] |= _acts()
    made["components"]["parameters"] = PARAMETERS
    for address in made["paths"].values():
        for operation in (address[name] for name in ("get", "post", "delete") if name in address):
            names = ("unit", "language") if operation.get("security") else ("language",)
            references = [{"$ref": f"#/components/parameters/{name}"} for name in names]
            operation["parameters"] = [*operation.get("parameters", []), *references]
    del made["components"]["schemas"]["Shown"]["properties"]["more"]
    return made


def _acts() -> dict[str, Any]:
    """The schemas of the acts, beside those of the answers."""
    one_of, components = acts_components(WHERE)
    one = {"oneOf": one_of, "title": "One act"}
    acts = {"anyOf": [one, {"type": "array", "items": one, "title": "A list of acts"}]}
    return {"Acts": acts, **{f"act.{name}": schema for name, schema in components.items()}}


class OpenApiController(Open):
    """This document."""

    @validate(*open_answers(dict[str, Any]), operation_id="openapi")
    def get(self) -> HttpResponse:
        """The OpenAPI 3.1 document of this API."""
        return self.to_response(document(), status_code=HTTPStatus.OK)
