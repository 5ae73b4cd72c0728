"""Rebuild: the index made anew beside the old one, by the same folds as ever, and put in its place."""

import gc
from collections.abc import Callable, Iterator

import msgspec
from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hiepdong.journal import registry
from hiepdong.journal.models import BodyRow, DeedRow, EntryRow, HeadRow
from hiepdong.journal.rows import Model, Rows
from hiepdong.journal.statement import Entry, Statement
from hiepdong.journal.writing import EMPTY, Writing, forget, locked_head
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.acts import ACTS, SYSTEM_ACTS

Step = Callable[[int], None]
BESIDE = "new_"
AT_ONCE = 2_000
_statements = msgspec.json.Decoder(Statement)


def rebuild(step: Step = lambda _: None) -> int:
    """Make every index table anew and swap; writers wait meanwhile. Gives how many entries were replayed."""
    with transaction.atomic(durable=True):
        replayed = _build(step)
        for name in _names():
            _run(f'DROP TABLE "{name}"', f'ALTER TABLE "{BESIDE}{name}" RENAME TO "{name}"')
        _make_indexes()
        HeadRow.objects.filter(id=1).update(forces=replayed.forces_seq)
    forget()
    return replayed.seq


def differences(step: Step = lambda _: None) -> list[str]:
    """The index tables that a rebuild would change. Nothing is kept."""
    found = []
    with transaction.atomic(durable=True):
        _build(step)
        for name, held in columns():
            old, new = f'SELECT {held} FROM "{name}"', f'SELECT {held} FROM "{BESIDE}{name}"'
            if _count(f"({old} EXCEPT {new})") or _count(f"({new} EXCEPT {old})"):
                found.append(name)
            _run(f'DROP TABLE "{BESIDE}{name}"')
    return found


def _build(step: Step) -> Writing:
    collecting = gc.isenabled()
    gc.disable()
    try:
        with connection.cursor() as cursor:
            rows = Rows(cursor, BESIDE)
            locked_head(rows)
            _make_tables()
            return _replay(rows, step)
    finally:
        if collecting:
            gc.enable()


def _replay(rows: Rows, step: Step) -> Writing:
    """Take every entry in again. Made of plain values without circles, so the collector of circles may rest."""
    writing = Writing(EMPTY, rows)
    for number, entry in enumerate(_entries(), 1):
        writing.seq = entry.seq
        writing.take_in(entry, act_of(entry))
        if number % AT_ONCE == 0:
            writing.flush()
            writing.entries.clear()
            step(AT_ONCE)
    writing.flush()
    return writing


def act_of(entry: Entry) -> Act:
    """The act of an entry, as a Struct."""
    kind = {**ACTS, **SYSTEM_ACTS}[entry.statement.act]
    return msgspec.convert(entry.act, type=kind)


def _entries() -> Iterator[Entry]:
    after = 0
    while True:
        rows = list(
            EntryRow.objects.filter(seq__gt=after).order_by("seq").values_list("seq", "recorded", "statement")[:AT_ONCE]
        )
        if not rows:
            return
        bodies = BodyRow.objects.filter(seq__gte=rows[0][0], seq__lte=rows[-1][0]).values_list(
            "seq", "bytes", "reduced"
        )
        contents = {seq: (content, reduced) for seq, content, reduced in bodies}
        for seq, recorded, statement in rows:
            content, reduced = contents[seq]
            said = msgspec.json.decode(bytes(content))
            yield Entry(
                seq=seq, recorded=recorded, statement=_statements.decode(bytes(statement)), act=said["act"],
                effects=said["effects"], reduced=bool(reduced),
            )  # fmt: skip
        after = rows[-1][0]


def index_tables() -> list[Model]:
    """Every index table that is a model."""
    return [DeedRow, *registry.tables()]


def _names() -> list[str]:
    return [model._meta.db_table for model in index_tables()] + [table.name for table in registry.raw_tables()]


def columns() -> list[tuple[str, str]]:
    """Every index table with its columns."""
    models = [
        (model._meta.db_table, ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if field.column))
        for model in index_tables()
    ]
    return models + [(table.name, table.columns) for table in registry.raw_tables()]


def _make_tables() -> None:
    editor = _editor()
    for model in index_tables():
        name = model._meta.db_table
        sql, parameters = editor.table_sql(model)
        _run(f'DROP TABLE IF EXISTS "{BESIDE}{name}"')
        editor.execute(sql.replace(f'"{name}"', f'"{BESIDE}{name}"'), parameters or None)
    for table in registry.raw_tables():
        statements = [sql.replace("{prefix}", BESIDE) for sql in table.create[connection.vendor]]
        _run(f'DROP TABLE IF EXISTS "{BESIDE}{table.name}"', *statements)


def _make_indexes() -> None:
    editor = _editor()
    for model in index_tables():
        for index in model._meta.indexes:
            editor.add_index(model, index)
    for table in registry.raw_tables():
        _run(*table.indexes.get(connection.vendor, ()))


def _editor() -> BaseDatabaseSchemaEditor:
    """Django's SQL for tables and indexes, inside the transaction that is under way."""
    editor = connection.SchemaEditorClass(connection, atomic=False)
    editor.deferred_sql = []
    return editor


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        inner = query.strip("()") if connection.vendor == "sqlite" else query
        cursor.execute(f"SELECT COUNT(*) FROM ({inner}) AS found")
        return int(cursor.fetchone()[0])
