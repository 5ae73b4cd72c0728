"""Acts about persons: a look-up is journaled with its purpose, for the inspector (design, §6)."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.case import Birth


class PersonLookUp(Act, tag="person.look-up", frozen=True, kw_only=True):
    """Look a person up by name or number of a paper, for a stated purpose and, where there is one, a case.

    What is known besides (the day or year of birth, the sex) makes it surer who is found.
    """

    name: Annotated[str, Meta(max_length=200)] = ""
    number: Annotated[str, Meta(max_length=60)] = ""
    birth: Birth | None = None
    gender: Literal["m", "f"] | None = None
    purpose: Annotated[str, Meta(max_length=500)]
    case: UUID | None = None


KINDS = (PersonLookUp,)
