"""Acts about persons: a look-up is journaled with its purpose, for the inspector (design, §6)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from hiepdong.vocabulary.act import Act


class PersonLookUp(Act, tag="person.look-up", frozen=True, kw_only=True):
    """Look a person up by name or number of a paper, for a stated purpose and, where there is one, a case."""

    name: Annotated[str, Meta(max_length=200)] = ""
    number: Annotated[str, Meta(max_length=60)] = ""
    purpose: Annotated[str, Meta(max_length=500)]
    case: UUID | None = None


KINDS = (PersonLookUp,)
