"""The head kept outside the database: two slots written in turn, so that one is always whole.

A database whose journal ends before the head in this file was put back from an older copy, or cut.
"""

import os
from hashlib import sha256
from pathlib import Path

from hiepdong import config

SLOT = 160


def path() -> Path:
    """The head file of this node."""
    return config.within("head")


def write(seq: int, chain_hash: bytes) -> None:
    """Note where the journal ends. Lower positions than noted are ignored, except through `reset`."""
    line = f"{seq} {chain_hash.hex()}"
    line = f"{line} {sha256(line.encode()).hexdigest()[:16]}".ljust(SLOT - 1) + "\n"
    handle = os.open(path(), os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        os.pwrite(handle, line.encode(), SLOT * (seq % 2))
    finally:
        os.close(handle)


def read() -> tuple[int, bytes] | None:
    """The furthest head noted, or None when nothing readable is there."""
    try:
        handle = os.open(path(), os.O_RDONLY)
    except OSError:
        return None
    try:
        content = os.read(handle, 2 * SLOT)
    except OSError:
        return None
    finally:
        os.close(handle)
    slots = [_slot(content[start : start + SLOT]) for start in (0, SLOT)]
    return max((slot for slot in slots if slot), default=None)


def reset(seq: int, chain_hash: bytes) -> None:
    """Begin the file anew: after a restore the journal may end earlier."""
    path().unlink(missing_ok=True)
    write(seq, chain_hash)


def _slot(raw: bytes) -> tuple[int, bytes] | None:
    parts = raw.decode("ascii", "replace").split()
    if len(parts) != 3 or sha256(f"{parts[0]} {parts[1]}".encode()).hexdigest()[:16] != parts[2]:
        return None
    return int(parts[0]), bytes.fromhex(parts[1])
