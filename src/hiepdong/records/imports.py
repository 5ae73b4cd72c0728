"""What the room of records keeps in mind of imports: under way, seen, taken back; where records came from.

An import is hidden and shown by its number alone, so that a hundred thousand records appear in one short step.
"""

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.journal.rows import Row, Rows
from hiepdong.journal.statement import Entry
from hiepdong.records.head import OPEN, lapses_of
from hiepdong.records.models import ImportedRow, ImportRow
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.canonical import canonical
from hiepdong.vocabulary.clock import instant_seconds
from hiepdong.vocabulary.import_acts import ImportBegin, ImportEnd, ImportUndo
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from hiepdong.journal.writing import Writing


class Import(Struct, frozen=True):
    """An import by its number on this node. `shown`, `gone`: positions from which its records are seen, no more seen.

    `source`: what import.begin said of the file, as JSON; `kept`: how many records stayed when it was taken back.
    """

    no: int
    id: str
    unit: str
    officer: str
    at: int
    source: str
    shown: int = OPEN
    gone: int = OPEN
    kept: int = 0

    @property
    def is_hidden(self) -> bool:
        """Whether its records exist for nobody."""
        return self.shown == OPEN or self.gone != OPEN

    @property
    def is_under_way(self) -> bool:
        """Whether it was begun and neither ended nor taken back."""
        return self.shown == OPEN and self.gone == OPEN

    @property
    def records(self) -> int:
        """How many records it was to open."""
        return int(msgspec.json.decode(self.source)["records"])


class Imports:
    """All imports of this node, by their numbers."""

    def __init__(self, writing: "Writing") -> None:
        self.writing = writing
        self._stored: dict[int, Import] = writing.recall("imports", load)
        self._imports = self._stored
        self._lines: list[Row] = []
        self._erased: list[Row] = []

    def known(self, uuid: str) -> Import:
        """An import. Raises Refused record.not_found."""
        found = next((one for one in self._imports.values() if one.id == uuid), None)
        if found is None:
            raise Refused("record.not_found")
        return found

    def has(self, uuid: str) -> bool:
        """Whether there is an import of that id."""
        return any(one.id == uuid for one in self._imports.values())

    def under_way(self, unit: str) -> Import | None:
        """The import that a unit has begun and not ended."""
        return next((one for one in self._imports.values() if one.unit == unit and one.is_under_way), None)

    def is_hidden(self, no: int) -> bool:
        """Whether the records of that import exist for nobody."""
        return self._imports[no].is_hidden

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in."""
        said = entry.statement
        if isinstance(act, ImportBegin):
            source = canonical(act.source).decode()
            self._put(Import(entry.seq, str(act.record), said.unit or "", said.by, instant_seconds(said.at), source))
        elif isinstance(act, ImportEnd):
            self._put(replace(self.known(str(act.record)), shown=entry.seq))
        elif isinstance(act, ImportUndo):
            kept = len(entry.effects["kept"])
            self._put(replace(self.known(str(act.record)), gone=entry.seq, kept=kept))
        elif isinstance(act, acts.CaseOpen) and act.imported is not None:
            line = act.imported
            self._lines.append((entry.seq, entry.effects["import"], line.line, line.row, line.number))
        elif isinstance(act, acts.Erase) and entry.effects["erased"]:
            self._erased.append((entry.effects.get("no"),))
        elif isinstance(act, acts.UnitEnd) and act.heir is not None:
            for one in [one for one in self._imports.values() if one.unit == act.code]:
                self._put(replace(one, unit=act.heir))

    def flush(self, rows: Rows) -> None:
        """Hand over what changed."""
        for no, one in self._imports.items():
            before = self._stored.get(no)
            if before != one:
                rows.delete(ImportRow, ("no",), [(no,)] if before else [])
                rows.insert(ImportRow, [_row(one)])
        gone = set(self._erased)
        rows.delete(ImportedRow, ("record",), self._erased)
        rows.insert(ImportedRow, [line for line in self._lines if line[:1] not in gone])
        self._stored, self._lines, self._erased = self._imports, [], []

    def _put(self, one: Import) -> None:
        self._imports = {**self._imports, one.no: one}
        self.writing.remember("imports", self._imports)


def _row(one: Import) -> Row:
    return (
        one.no, one.id, one.unit, one.officer, one.at, one.source, one.shown, one.gone, one.kept, lapses_of(one.no),
    )  # fmt: skip


def load(prefix: str) -> dict[int, Import]:
    """The imports as the index has them."""
    return {} if prefix else {row.no: of_row(row) for row in ImportRow.objects.all()}


def of_row(row: ImportRow) -> Import:
    """An import out of its row."""
    return Import(row.no, row.uuid, row.unit, row.officer, row.at, row.source, row.shown, row.gone, row.kept)
