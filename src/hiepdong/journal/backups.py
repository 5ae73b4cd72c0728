"""Backup: the facts and the state in one encrypted file; restore: a node from it, as a new incarnation.

The file is a tar of rows (MessagePack), attachments, keys and node.json, compressed and encrypted with age. It holds
no index: a restore makes that from the journal, on SQLite or PostgreSQL alike, whichever the backup came from.
"""

import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec
from django.apps import apps
from django.db import connection, transaction
from msgspec import Struct

from hiepdong import config
from hiepdong.journal import headfile, keys, node, rebuilding
from hiepdong.journal.models import EntryRow, HeadRow
from hiepdong.journal.rows import Model, insert_sql
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.refusals import Refused

Step = Callable[[int], None]
ROWS_AT_ONCE = 5_000
SESSIONS = "forces_session"
FOLDERS = ("attachments", "codes", "area")
FILES = ("node.json", "keys/signing.key", "erasures.jsonl")


class Written(Struct, frozen=True):
    """What was backed up."""

    entries: int
    bytes: int


class Restored(Struct, frozen=True):
    """What was restored."""

    entries: int
    incarnation: int


def passphrase_from(file: str | None) -> str | None:
    """The first line of a file, or HIEPDONG_PASSPHRASE. Raises Refused backup.unreadable."""
    if file is None:
        return os.environ.get("HIEPDONG_PASSPHRASE")
    try:
        return Path(file).read_text().splitlines()[0]
    except (OSError, IndexError, UnicodeDecodeError) as error:
        raise Refused("backup.unreadable", error) from error


def backup(file: str, passphrase: str | None, step: Step) -> Written:
    """Write one encrypted file while others write; it appears whole or not at all.

    Raises Refused node.disk, and node.damaged when the signing key is gone: such a node could never write again.
    """
    keys.public_key()
    target = Path(file)
    beside = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryFile(dir=config.home()) as plain:
            entries = _pack(plain, step)
            plain.seek(0)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as sealed:
                _encrypt(plain, sealed, passphrase)
                sealed.flush()
                os.fsync(sealed.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Refused("node.disk", error) from error
    config.write_node(backed_up=now().isoformat())
    return Written(entries, target.stat().st_size)


def _encrypt(plain: IO[bytes], sealed: IO[bytes], passphrase: str | None) -> None:
    import pyrage

    if passphrase is not None:
        sealed.write(pyrage.passphrase.encrypt(plain.read(), passphrase))
        return
    recipient = pyrage.x25519.Recipient.from_str(config.node()["backup_recipient"])
    pyrage.encrypt_io(plain, sealed, [recipient])


def _pack(plain: IO[bytes], step: Step) -> int:
    with tarfile.open(fileobj=plain, mode="w:gz", compresslevel=3) as tar, _snapshot():
        entries = 0
        for model in _kept_tables():
            for number, rows in enumerate(_chunks_of(model)):
                _add(tar, f"rows/{model._meta.db_table}/{number:06}", msgspec.msgpack.encode(rows))
                step(len(rows))
                entries += len(rows) if model is EntryRow else 0
        for name in (*FILES, *FOLDERS):
            if (config.home() / name).exists():
                tar.add(config.home() / name, name)
    return entries


@contextmanager
def _snapshot() -> Iterator[None]:
    """One consistent view of the tables; on SQLite a deferred transaction, so that no writer waits."""
    if connection.vendor != "sqlite":
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    connection.ensure_connection()
    connection.connection.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        connection.connection.execute("ROLLBACK")


def _kept_tables() -> list[Model]:
    """Facts and state: every table that no rebuild makes. Sessions end with the machine they were on."""
    index = {model._meta.db_table for model in rebuilding.index_tables()} | {SESSIONS}
    return [model for model in apps.get_models() if model._meta.db_table not in index]


def _chunks_of(model: Model) -> Iterator[list[tuple[Any, ...]]]:
    columns = [field.attname for field in model._meta.concrete_fields if field.column]
    rows: list[tuple[Any, ...]] = []
    for row in model._default_manager.order_by("pk").values_list(*columns).iterator(ROWS_AT_ONCE):
        rows.append(tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row))
        if len(rows) == ROWS_AT_ONCE:
            yield rows
            rows = []
    yield rows


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def restore(file: str, key: str | None, passphrase: str | None, step: Step) -> Restored:
    """Make a node from a backup, in an empty home, as its next incarnation.

    Until `end_restore` the home says that a restore is under way; one that was cut short may be done again. Raises
    Refused node.exists, backup.unreadable; then the home holds no node.
    """
    again = config.restoring_file().exists()
    if config.node_file().exists() and not again:
        raise Refused("node.exists", config.home())
    config.home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=config.home()) as plain:
        _decrypt(Path(file), plain, (key, passphrase))
        plain.seek(0)
        node.make_tables()
        if EntryRow.objects.exists() and not again:
            raise Refused("node.exists", config.home())
        config.write_durably(config.restoring_file(), b"")
        try:
            files = _unpack(plain, step)
        except Refused:
            config.restoring_file().unlink()
            raise
    head = HeadRow.objects.get(id=1)
    headfile.reset(head.seq, bytes(head.hash))
    rebuilding.rebuild(step)
    return _begin_anew(files, key)


def end_restore() -> None:
    """The restored node is whole."""
    config.restoring_file().unlink()


def _begin_anew(files: dict[str, bytes], key: str | None) -> Restored:
    before = json.loads(files.pop("node.json"))
    files["erasures.jsonl"] = _merged_ledger(files.get("erasures.jsonl", b""))
    for name, content in files.items():
        config.write_durably(config.home() / name, content, mode=0o600)
    if key is not None:
        config.write_durably(keys.recovery_file(), Path(key).read_bytes(), mode=0o600)
    keys.forget()
    config.write_node(**{**before, "incarnation": before["incarnation"] + 1, "index": config.INDEX})
    entries = HeadRow.objects.get(id=1).seq
    node.start()
    return Restored(entries, before["incarnation"] + 1)


def _merged_ledger(ours: bytes) -> bytes:
    """The ledger of erasures of the backup, and of the home where one was left."""
    left = config.home() / "erasures.jsonl"
    lines = [*ours.splitlines(), *(left.read_bytes().splitlines() if left.exists() else [])]
    return b"".join(line + b"\n" for line in dict.fromkeys(lines))


def _decrypt(file: Path, plain: IO[bytes], opened_by: tuple[str | None, str | None]) -> None:
    import pyrage

    key, passphrase = opened_by
    try:
        with file.open("rb") as sealed:
            if passphrase is not None:
                plain.write(pyrage.passphrase.decrypt(sealed.read(), passphrase))
                return
            text = Path(key).read_text() if key else os.environ.get("HIEPDONG_RECOVERY_KEY", "")
            if not text:
                raise Refused("backup.unreadable", "--key FILE, --passphrase-file FILE")
            pyrage.decrypt_io(sealed, plain, [pyrage.x25519.Identity.from_str(text.strip())])
    except (OSError, ValueError, UnicodeError, pyrage.DecryptError, pyrage.IdentityError) as error:
        raise Refused("backup.unreadable", error) from error


def _unpack(plain: IO[bytes], step: Step) -> dict[str, bytes]:
    """Put the rows into the tables, all or none; gives the files."""
    tables = {model._meta.db_table: model for model in _kept_tables()}
    files: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=plain, mode="r:gz") as tar, transaction.atomic(durable=True):
            _empty(tables)
            for member in tar:
                content = tar.extractfile(member)
                if content is not None and member.name.startswith("rows/"):
                    step(_insert(tables[member.name.split("/")[1]], content.read()))
                elif content is not None:
                    files[_known(member.name)] = content.read()
    except (tarfile.TarError, EOFError, KeyError, OSError, msgspec.MsgspecError) as error:
        raise Refused("backup.unreadable", error) from error
    return files


def _empty(tables: dict[str, Model]) -> None:
    """What a restore that was cut short left, and who was signed in."""
    with connection.cursor() as cursor:
        for table in (*tables, SESSIONS):
            cursor.execute(f'DELETE FROM "{table}"')


def _insert(model: Model, content: bytes) -> int:
    rows = msgspec.msgpack.decode(content)
    with connection.cursor() as cursor:
        cursor.executemany(insert_sql(model), rows)
    return len(rows)


def _known(name: str) -> str:
    """The name of a file that a backup may hold. Raises Refused backup.unreadable for any other."""
    if name not in FILES and (name.split("/", maxsplit=1)[0] not in FOLDERS or ".." in name.split("/")):
        raise Refused("backup.unreadable", name)
    return name
