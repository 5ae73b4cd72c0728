"""Acts about whole imports of old lists: begun, ended in one step, taken back in one step."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from hiepdong.vocabulary.act import Act, Reason
from hiepdong.vocabulary.parts import Text

Count = Annotated[int, Meta(ge=0, le=10_000_000)]


class Imported(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """`imported` of case.open: of which import, from which line of the file.

    `row`: digest of what the line said, by which it is known again; `number`: the office's own number of the case.
    """

    batch: UUID
    line: Count
    row: Annotated[str, Meta(min_length=1, max_length=64)]
    number: Text | None = None


class ImportSource(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """`source` of import.begin: the file by name and digest, how many cases it will open, how many lines it left."""

    file: Annotated[str, Meta(min_length=1, max_length=255)]
    digest: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
    records: Annotated[int, Meta(ge=1, le=1_000_000)]
    subjects: Count = 0
    known: Count = 0
    left_out: Count = 0
    columns: dict[str, Text] = {}


class ImportBegin(Act, tag="import.begin", frozen=True, kw_only=True):
    """Begin an import: the cases opened under it are seen by nobody until it ends."""

    record: UUID
    source: ImportSource


class ImportEnd(Act, tag="import.end", frozen=True, kw_only=True):
    """End an import: all its cases are seen from here on, in one step."""

    record: UUID


class ImportUndo(Act, tag="import.undo", frozen=True, kw_only=True):
    """Take an import back, ended or not: its cases are seen no more, save those somebody has worked on since."""

    record: UUID
    reason: Reason = ""


KINDS = (ImportBegin, ImportEnd, ImportUndo)
