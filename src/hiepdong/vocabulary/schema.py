"""The JSON Schema of all acts, from the Structs themselves."""

from typing import Any

import msgspec

from hiepdong.vocabulary.acts import ACTS
from hiepdong.vocabulary.case import Case

DOCUMENTS = {"case": Case}


def acts_schema() -> dict[str, Any]:
    """One schema: any of the acts, with the documents that they carry."""
    kinds = list(ACTS.values())
    found, components = msgspec.json.schema_components([*kinds, *DOCUMENTS.values()])
    for kind in kinds:
        _with_document(components[kind.__name__])
    refs = found[: len(kinds)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Hiệp đồng: acts",
        "oneOf": [ref if "$ref" in ref else {"$ref": f"#/$defs/{ref['title']}"} for ref in refs],
        "$defs": components,
    }


def _with_document(schema: dict[str, Any]) -> None:
    for field, kind in DOCUMENTS.items():
        if field in schema["properties"]:
            schema["properties"][field] = {"$ref": f"#/$defs/{kind.__name__}"}
