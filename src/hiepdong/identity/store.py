"""The file of an index: a head, one large segment, and behind it a small one for what changed since.

    head     magic · generation · where the base begins and ends · where the fresh segment begins and ends (0: none)
    segment  length and directory (JSON: name → offset, type, shape) · arrays, each at a multiple of 64 bytes

All processes of a node map the one file. A writer puts a new fresh segment where no segment is and then changes the
head, so a reader sees the old one or the new one; a search during which the head changed is done again. An erasure
changes bytes where they stand, so every reader sees it at once.
"""

import io
import json
import mmap
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
MAGIC = b"HDIDENT1"
_HEAD = struct.Struct("<8s5Q")
_ALIGN = 64
HEAD_SIZE = 64


class NotAnIndex(Exception):
    """The file is no index of this version; it is made anew from the copies that the node holds."""


class Head(NamedTuple):
    """Where the segments are; `generation` changes with every change of the head."""

    generation: int
    base: int
    base_end: int
    fresh: int = 0
    fresh_end: int = 0


def write_segment(file: BinaryIO, arrays: Mapping[str, Array]) -> None:
    """Write arrays where the file stands, which is a multiple of 64."""
    directory: dict[str, tuple[int, str, tuple[int, ...]]] = {}
    offset = 0
    for name, array in arrays.items():
        directory[name] = (offset, array.dtype.str, array.shape)
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    said = json.dumps(directory).encode()
    file.write(struct.pack("<Q", len(said)) + said)
    _pad(file)
    for array in arrays.values():
        file.write(np.ascontiguousarray(array).data if array.size else b"")
        _pad(file)


def write_head(file: BinaryIO, head: Head) -> None:
    """Say where the segments are, once they are on the disk."""
    file.flush()
    os.fsync(file.fileno())
    file.seek(0)
    file.write(_HEAD.pack(MAGIC, *head).ljust(HEAD_SIZE, b"\0"))
    file.flush()


def write_fresh(path: Path, head: Head, arrays: Mapping[str, Array]) -> None:
    """Put another fresh segment in the place of the one there is, whose bytes are overwritten."""
    packed = io.BytesIO()
    write_segment(packed, arrays)
    size = packed.tell()
    at = head.base_end if not head.fresh or head.base_end + size <= head.fresh else head.fresh_end
    with path.open("r+b") as file:
        file.seek(at)
        file.write(packed.getbuffer())
        write_head(file, Head(head.generation + 1, head.base, head.base_end, at, at + size))
        if head.fresh:
            file.seek(head.fresh)
            file.write(b"\0" * (head.fresh_end - head.fresh))
            file.flush()


def swap_in(beside: Path, path: Path) -> None:
    """Have a whole new file in the place of the old one, and tell who has that mapped."""
    old = path.open("r+b") if path.exists() else None
    beside.replace(path)
    if old:
        with old:
            old.seek(8)
            old.write(struct.pack("<Q", 0))


def _pad(file: BinaryIO) -> None:
    file.write(b"\0" * (-file.tell() % _ALIGN))


class Mapped:
    """A file in memory, with the head as it was when it was mapped."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            if os.fstat(file.fileno()).st_size <= HEAD_SIZE:
                raise NotAnIndex(path.name)
            self.memory = mmap.mmap(file.fileno(), 0)
        magic, *places = _HEAD.unpack_from(self.memory)
        self.head = Head(*places)
        if magic != MAGIC or self.head.base_end > len(self.memory):
            raise NotAnIndex(path.name)

    def is_current(self) -> bool:
        """False once a writer has changed the head."""
        return bool(_HEAD.unpack_from(self.memory)[1] == self.head.generation)

    def arrays(self, at: int) -> dict[str, Array]:
        """The arrays of a segment, as they stand in the file: to write to one is to write to the file."""
        (length,) = struct.unpack_from("<Q", self.memory, at)
        directory = json.loads(self.memory[at + 8 : at + 8 + length])
        first = -(-(at + 8 + length) // _ALIGN) * _ALIGN
        return {
            name: np.frombuffer(self.memory, np.dtype(kind), int(np.prod(shape)), first + offset).reshape(shape)
            for name, (offset, kind, shape) in directory.items()
        }
