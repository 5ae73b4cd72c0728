"""A node begins: its folder, key and tables; and begins anew after a restore."""

import uuid

from django.core.management import call_command

from hiepdong import config
from hiepdong.journal import keys, registry
from hiepdong.journal.models import HeadRow
from hiepdong.journal.statement import GENESIS
from hiepdong.journal.writing import writing
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.refusals import Refused

CEILING = "limited"
NODE = registry.Officer("node", None, frozenset())


def init(name: str, admin: str) -> None:
    """Make an empty node in the home folder. Raises Refused node.exists (a journal in the database too), node.disk."""
    if has_begun():
        raise Refused("node.exists", config.home())
    try:
        config.home().mkdir(parents=True, exist_ok=True)
        make_tables()
        if HeadRow.objects.filter(id=1, seq__gt=0).exists():
            raise Refused("node.exists", config.database_url() or config.home() / config.DATABASE)
        public_key, recipient = keys.create(), keys.create_recovery()
    except OSError as error:
        raise Refused("node.disk", error) from error
    config.write_node(name=name, incarnation=1, public_key=public_key, ceiling=CEILING, backup_recipient=recipient)
    start(admin)


def has_begun() -> bool:
    """Whether the home holds a node with its first entry; one whose making was cut short may be made again.

    Raises Refused node.damaged.
    """
    if not config.node_file().exists() and not config.restoring_file().exists():
        return False
    config.require_whole()
    return HeadRow.objects.filter(id=1, seq__gt=0).exists()


def make_tables() -> None:
    """Make or upgrade the tables; begins the head of an empty journal."""
    call_command("migrate", verbosity=0, interactive=False)
    HeadRow.objects.get_or_create(id=1, defaults={"seq": 0, "hash": GENESIS, "recorded": 0, "forces": 0})


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
