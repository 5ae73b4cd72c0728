"""Removing the sample: an empty node with keys of its own stays. What was entered after the sample is told first."""

import json
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from hiepdong import config, sample
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME, PASSWORDS = "mau-caoloc", "sample-passwords.json"
FOLDERS = ("attachments", "uploads", "papers", "report")
FILES = ("head", "erasures.jsonl", "erasures.swept", "keys/signing.key", "keys/recovery.key", PASSWORDS)
SHOWN = 20


class Entered(Struct, frozen=True):
    """Something that was done after the sample was played."""

    seq: int
    act: str
    officer: str
    at: datetime


def is_sample() -> bool:
    """Whether the home holds the sample."""
    return (config.home() / PASSWORDS).exists()


def entered() -> tuple[int, list[Entered]]:
    """How much was done on this node besides the acts of the sample, and the first of it, in the journal's order."""
    from hiepdong.journal.models import DeedRow, EntryRow
    from hiepdong.journal.queries import entries

    known = {json.loads(line)["id"] for line in sample.acts()}
    begun = set(DeedRow.objects.filter(act="node.start").values_list("seq", flat=True))
    every = EntryRow.objects.order_by("seq").values_list("seq", "act")
    seqs = [seq for seq, act in every if act not in known and seq not in begun]
    lines = [line for seq in seqs[:SHOWN] for line in entries(before=seq + 1, limit=1)]
    return len(seqs), [Entered(line.seq, line.act, line.officer, line.recorded) for line in lines]


def remove(name: str, admin: str, *, with_entered: bool = False) -> str:
    """Make an empty node of the sample; gives the first password of its administrator.

    Raises Refused node.not_sample, sample.has_work for what was entered after it, unless `with_entered`.
    """
    if not is_sample() or (config.node_file().exists() and config.node()["name"] != NAME):
        raise Refused("node.not_sample", config.home())
    if config.node_file().exists():
        count, _ = entered()
        if count and not with_entered:
            raise Refused("sample.has_work", count)
        config.node_file().unlink()
    _drop_everything()
    return _begin(name, admin)


def _drop_everything() -> None:
    """Tables first, in one transaction, then files; the mark of the sample last, so that one cut short goes on."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'DROP TABLE IF EXISTS "{table}"')
    for folder in FOLDERS:
        shutil.rmtree(config.home() / folder, ignore_errors=True)
    for file in FILES:
        (config.home() / file).unlink(missing_ok=True)


def _tables() -> "Iterator[str]":
    """The tables of this product that there are."""
    from django.apps import apps
    from django.db import connection

    from hiepdong.journal import node, registry

    ours = {model._meta.db_table for model in apps.get_models()} | {one.name for one in registry.raw_tables()}
    yield from sorted((ours | {node.MIGRATIONS}) & set(connection.introspection.table_names()))


def _begin(name: str, admin: str) -> str:
    from hiepdong.forces import accounts
    from hiepdong.journal import node

    node.init(name, admin)
    return accounts.first_password(admin)
