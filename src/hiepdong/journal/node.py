"""A node begins: its folder, key and tables; and begins anew after a restore."""

import uuid

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from hiepdong import config
from hiepdong.journal import keys, rebuilding, registry
from hiepdong.journal.models import EntryRow, HeadRow
from hiepdong.journal.statement import GENESIS
from hiepdong.journal.writing import writing
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.refusals import Refused

CEILING, MIGRATIONS = "limited", "django_migrations"
NODE = registry.Officer("node", None, frozenset())


def init(name: str, admin: str) -> None:
    """Make an empty node in the home folder. Raises Refused node.exists (a journal in the database too), node.disk."""
    if has_begun():
        raise Refused("node.exists", config.home())
    try:
        config.home().mkdir(mode=0o700, parents=True, exist_ok=True)
        _drop_leftovers()
        make_tables()
        public_key, recipient = keys.create(), keys.create_recovery()
    except OSError as error:
        raise Refused("node.disk", error) from error
    config.write_node(
        name=name, incarnation=1, public_key=public_key, ceiling=CEILING, backup_recipient=recipient, index=config.INDEX
    )
    start(admin)


def _drop_leftovers() -> None:
    """Tables whose making was cut short are made anew. Raises Refused node.exists where there is a journal."""
    known = set(connection.introspection.table_names())
    if EntryRow._meta.db_table in known and EntryRow.objects.exists():
        raise Refused("node.exists", connection.settings_dict["NAME"])
    ours = {model._meta.db_table for model in apps.get_models()} | {table.name for table in registry.raw_tables()}
    with connection.cursor() as cursor:
        for table in sorted((ours | {MIGRATIONS}) & known):
            cursor.execute(f'DROP TABLE "{table}"')


def has_begun() -> bool:
    """Whether the home holds a node with its first entry; one whose making was cut short may be made again.

    Raises Refused node.damaged.
    """
    if not config.node_file().exists() and not config.restoring_file().exists():
        return False
    config.require_whole()
    return HeadRow.objects.filter(id=1, seq__gt=0).exists()


def make_tables() -> None:
    """Make or upgrade the tables, all of them or none; begins the head of an empty journal.

    One transaction, because a migration with indexes is otherwise noted as done after it is done: killed between the
    two, it could never be done again. SQLite changes tables only with its checks of keys off, set before it begins.
    """
    with connection.constraint_checks_disabled(), transaction.atomic(durable=True):
        call_command("migrate", verbosity=0, interactive=False)
    HeadRow.objects.get_or_create(id=1, defaults={"seq": 0, "hash": GENESIS, "recorded": 0, "forces": 0})


def renew(step: rebuilding.Step) -> int:
    """Bring the tables to this version and make the index anew. Gives how many entries were replayed."""
    make_tables()
    replayed = rebuilding.rebuild(step)
    config.write_node(index=config.INDEX)
    return replayed


def start(admin: str | None = None) -> None:
    """Write the entry by which the node begins, or begins anew as a new incarnation.

    Its act id tells the incarnation from another that was restored from the same backup, and stands in node.json.
    """
    node = config.node()
    raw = {
        "id": str(uuid.uuid4()), "act": "node.start", "name": node["name"], "incarnation": node["incarnation"],
        "public_key": node["public_key"], "by": NODE.login, **({"admin": admin} if admin else {}),
    }  # fmt: skip
    act = acts.NodeStart(
        id=uuid.UUID(raw["id"]), name=raw["name"], incarnation=raw["incarnation"], public_key=raw["public_key"],
        by=NODE.login, admin=admin,
    )  # fmt: skip
    with writing() as held:
        held.append(raw, act, NODE, registry.Deed())
    config.write_node(began=raw["id"])
