"""What every act has in common."""

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from hiepdong.vocabulary.parts import Instant

Reason = Annotated[str, Meta(max_length=5_000)]
Login = Annotated[str, Meta(pattern=r"^[\w.@-]{1,100}$(?!\n)")]
UnitCode = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$(?!\n)")]
Document = dict[str, Any]
BASES = frozenset({"on_behalf", "conveyed"})
DOCUMENTS = frozenset({"case", "report", "request", "answer", "activity", "shift", "reconciliation", "provisional"})
BASES = frozenset({"on_behalf", "conveyed", "imported"})
DOCUMENTS = frozenset({"case", "report", "request", "answer", "activity", "shift"})


class Act(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="act", omit_defaults=True):
    """What every act carries: its own id, who, for which unit, and when the officer says it was done."""

    id: UUID
    by: Login | None = None
    for_unit: UnitCode | None = None
    at: Instant | None = None
