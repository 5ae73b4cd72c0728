"""What officers do with whole imports: begin, end, take back; and what an import says of a record it opens."""

from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.writing import Writing
from hiepdong.records.fold import Records
from hiepdong.records.head import OPEN
from hiepdong.records.imports import Import, Imports
from hiepdong.vocabulary.import_acts import ImportBegin, Imported, ImportEnd, ImportUndo
from hiepdong.vocabulary.refusals import Refused

_TOUCHED = """SELECT r.uuid FROM records_imported i JOIN records_record r ON r.no = i.record
WHERE i.batch = %s AND (
    EXISTS (SELECT 1 FROM journal_deed d WHERE d.record = r.uuid AND d.seq <> i.record)
    OR EXISTS (SELECT 1 FROM records_link l WHERE l.a = i.record)
    OR EXISTS (SELECT 1 FROM records_link l WHERE l.b = i.record)
) ORDER BY r.uuid"""


def begin(act: ImportBegin, by: Officer, writing: Writing) -> Deed:
    """Begin an import; a unit has one under way at most. Refuses: record.exists, import.under_way, unit.ended."""
    writing.forces.require(by.acting_unit)
    imports = writing.fold(Imports)
    if imports.under_way(by.acting_unit) is not None:
        raise Refused("import.under_way")
    if imports.has(str(act.record)) or writing.fold(Records).taken(str(act.record)):
        raise Refused("record.exists")
    return Deed(record=str(act.record))


def end(act: ImportEnd, by: Officer, writing: Writing) -> Deed:
    """Show an import that is whole. Refuses: record.not_found, import.ended, import.not_whole."""
    one = _own(by, writing, str(act.record))
    if not one.is_under_way:
        raise Refused("import.ended")
    writing.flush()
    opened = writing.rows.select("SELECT COUNT(*) FROM records_imported WHERE batch = %s", [one.no])[0][0]
    if opened != one.records:
        raise Refused("import.not_whole", opened, of=one.records)
    return Deed(record=one.id)


def undo(act: ImportUndo, by: Officer, writing: Writing) -> Deed:
    """Take an import back; what was worked on since stays. Refuses: record.not_found, import.undone."""
    one = _own(by, writing, str(act.record))
    if one.gone != OPEN:
        raise Refused("import.undone")
    writing.flush()
    touched = [] if one.shown == OPEN else writing.rows.select(_TOUCHED, [one.no])
    return Deed(record=one.id, effects={"kept": [record for (record,) in touched], "shown": one.shown})


def effects_of(imported: Imported, by: Officer, writing: Writing) -> dict[str, int]:
    """What a record keeps of the import that opens it. Refuses: record.not_found, import.ended."""
    one = _own(by, writing, str(imported.batch))
    if not one.is_under_way:
        raise Refused("import.ended")
    return {"import": one.no}


def _own(by: Officer, writing: Writing, record: str) -> Import:
    one = writing.fold(Imports).known(record)
    if one.unit != by.acting_unit:
        raise Refused("record.not_found")
    return one
