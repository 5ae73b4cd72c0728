"""The JSON Schema of all acts, from the Structs themselves."""

from typing import Any

import msgspec

from hiepdong.vocabulary.activity import Activity
from hiepdong.vocabulary.acts import ACTS
from hiepdong.vocabulary.case import Case
from hiepdong.vocabulary.provisional import Provisional
from hiepdong.vocabulary.reconciliation import Reconciliation
from hiepdong.vocabulary.report import Report
from hiepdong.vocabulary.request import Answer, Request
from hiepdong.vocabulary.shift import Shift

Schema = dict[str, Any]
DOCUMENTS: dict[str, type[Any]] = {
    "case": Case, "report": Report, "request": Request, "answer": Answer, "activity": Activity,
    "shift": Shift, "reconciliation": Reconciliation, "provisional": Provisional,
}  # fmt: skip
NULL, EMPTY = {"type": "null"}, {"const": ""}


def acts_schema() -> Schema:
    """One schema: any of the acts, with the documents that they carry."""
    one_of, components = acts_components("#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Hiệp đồng: acts",
        "oneOf": one_of,
        "$defs": components,
    }


def acts_components(where: str) -> tuple[list[Schema], dict[str, Schema]]:
    """References to all acts, and the schemas they refer to by `where` (`#/$defs/{name}`)."""
    kinds = list(ACTS.values())
    _, acts = msgspec.json.schema_components(kinds, ref_template=where)
    _, documents = msgspec.json.schema_components(DOCUMENTS.values(), ref_template=where)
    for kind in kinds:
        _with_document(acts[kind.__name__], where)
    components = {name: _widened(schema, [NULL]) for name, schema in acts.items()}
    components |= {name: _widened(schema, [NULL, EMPTY]) for name, schema in documents.items()}
    return [{"$ref": where.format(name=kind.__name__)} for kind in kinds], components


def _with_document(schema: Schema, where: str) -> None:
    for field, kind in DOCUMENTS.items():
        if field in schema["properties"] and schema["properties"][field].get("type") == "object":
            schema["properties"][field] = {"$ref": where.format(name=kind.__name__)}


def _widened(schema: Schema, nothing: list[Schema]) -> Schema:
    """What does not apply is null or, in a document, empty: fields that need not be there may say so."""
    required = schema.get("required", ())
    fields = {
        name: field if name in required else _or(field, nothing) for name, field in schema.get("properties", {}).items()
    }
    return {**schema, "properties": fields} if fields else schema


def _or(field: Schema, nothing: list[Schema]) -> Schema:
    """The field's schema, or one of those that stand for nothing."""
    known = field.get("anyOf") or [{name: rule for name, rule in field.items() if name != "default"}]
    return {"anyOf": [*known, *(one for one in nothing if one not in known)], "default": field.get("default")}
