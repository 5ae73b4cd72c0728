"""Where this node keeps its data and what it may hold: read from the environment and `node.json`, nothing else."""

import json
import os
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from hiepdong.vocabulary.refusals import Refused

NODE_FIELDS = frozenset({"name", "incarnation", "public_key", "ceiling", "backup_recipient"})
DATABASE = "hiepdong.db"
INDEX = 6
"""Raised whenever the columns of index tables change, or what is folded into them: older homes are then rebuilt."""


def home() -> Path:
    """The node's folder: HIEPDONG_HOME, default ./var."""
    named = os.environ.get("HIEPDONG_HOME") or "var"
    return _absolute(named, "" if named.startswith("/") else os.getcwd())  # noqa: PTH109


def within(name: str) -> Path:
    """A file of the node's folder."""
    return _absolute(name, str(home()))


@cache
def _absolute(named: str, where: str) -> Path:
    return Path(where, named)


def database_url() -> str | None:
    """HIEPDONG_DATABASE, a postgresql:// address; None means SQLite in the home folder."""
    return os.environ.get("HIEPDONG_DATABASE") or None


def language() -> str:
    """Language of messages on the command line: HIEPDONG_LANG, `vi` unless it says `en`."""
    return "en" if os.environ.get("HIEPDONG_LANG", "vi").startswith("en") else "vi"


def codes_folder() -> Path:
    """Where an office's own code lists lie."""
    return within("codes")


def area_folder() -> Path:
    """Where an office's own files on its area lie."""
    return within("area")


def written(folder: Path | None) -> int:
    """When a file was last put into a folder or taken out of it, in nanoseconds; 0 where there is no folder."""
    try:
        return os.stat(folder).st_mtime_ns if folder else 0  # noqa: PTH116
    except OSError:
        return 0


def node_file() -> Path:
    """The file that makes a folder a node."""
    return within("node.json")


def restoring_file() -> Path:
    """Stands while a restore is under way: a home that has it is no node yet."""
    return within("restoring")


def node() -> dict[str, Any]:
    """Name, incarnation, public key and ceiling of this node, as the file stands now: another process may write it.

    Raises Refused node.not_initialised, node.damaged.
    """
    file = node_file()
    try:
        stands = os.stat(file)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("node.not_initialised", home()) from None
    except OSError:
        raise Refused("node.damaged", file) from None
    return _node(file, stands.st_ino, stands.st_mtime_ns)


@lru_cache(maxsize=8)
def _node(file: Path, _inode: int, _written: int) -> dict[str, Any]:
    try:
        loaded = json.loads(file.read_text())
    except (OSError, ValueError):
        raise Refused("node.damaged", file) from None
    if not isinstance(loaded, dict) or not loaded.keys() >= NODE_FIELDS:
        raise Refused("node.damaged", file)
    return loaded


def began() -> str:
    """What tells this node from every other that may have lain in this home; empty while it has not begun."""
    try:
        return str(node().get("began") or "")
    except Refused:
        return ""


def is_index_old() -> bool:
    """Whether the index of this node was made by a version that kept another."""
    return node().get("index") != INDEX


def require_whole(*, index: bool = True) -> None:
    """Raise Refused unless the home holds a whole node: one whose database file is gone would get an empty one.

    Refuses: node.restoring, node.not_initialised, node.damaged, and node.index_old unless the index does not matter.
    """
    if restoring_file().exists():
        raise Refused("node.restoring", home())
    node()
    file = within(DATABASE)
    if database_url() is None and not (file.is_file() and file.stat().st_size):
        raise Refused("node.damaged", file)
    if index and is_index_old():
        raise Refused("node.index_old", home())


def write_node(**fields: Any) -> None:
    """Create or change `node.json`, durably."""
    path = node_file()
    before = json.loads(path.read_text()) if path.exists() else {}
    write_durably(path, json.dumps({**before, **fields}, ensure_ascii=False, indent=1).encode())


def write_durably(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Replace a file so that after a power cut it is either the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
