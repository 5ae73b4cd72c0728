"""The JSON Schema of all acts, from the Structs themselves."""

from typing import Any

import msgspec

from hiepdong.vocabulary.acts import ACTS
from hiepdong.vocabulary.case import Case

DOCUMENTS = {"case": Case}


def acts_schema() -> dict[str, Any]:
    """One schema: any of the acts, with the documents that they carry."""
    one_of, components = acts_components("#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Hiệp đồng: acts",
        "oneOf": one_of,
        "$defs": components,
    }


def acts_components(where: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """References to all acts, and the schemas they refer to by `where` (`#/$defs/{name}`)."""
    kinds = list(ACTS.values())
    _, components = msgspec.json.schema_components([*kinds, *DOCUMENTS.values()], ref_template=where)
    for kind in kinds:
        _with_document(components[kind.__name__], where)
    return [{"$ref": where.format(name=kind.__name__)} for kind in kinds], dict(components)


def _with_document(schema: dict[str, Any], where: str) -> None:
    for field, kind in DOCUMENTS.items():
        if field in schema["properties"]:
            schema["properties"][field] = {"$ref": where.format(name=kind.__name__)}
