"""Forgetting: what the file says of a person is overwritten where it stands, and every process sees it at once.

Sorted arrays stay sorted: an entry becomes a copy of the one beside it, which adds nothing to any answer. A syllable or
a place that nobody else has goes too.
"""

import numpy as np

from hiepdong.identity.segment import Segment
from hiepdong.identity.store import Array


def erase(segment: Segment, owner: int) -> tuple[set[int], set[int]]:
    """Overwrite all that a segment has of one person; gives the syllables and places that he had."""
    segment.alive[owner] = 0
    first, last = int(segment.row_starts[owner]), int(segment.row_starts[owner + 1])
    tokens = segment.names[first:last]
    for row, column in np.argwhere(tokens).tolist():
        posting = (int(tokens[row, column]) << 32) | (first + row)
        _blank(segment.postings, int(np.searchsorted(segment.postings, posting)))
        segment.token_counts[tokens[row, column]] -= 1
    had = set(tokens.ravel().tolist()) - {0}, set(segment.homes[owner].tolist()) - {0}
    segment.home_counts[list(had[1])] -= 1
    tokens[:] = 0
    segment.homes[owner] = 0
    segment.sexes[owner] = 0
    segment.dates[owner] = segment.dates[owner - 1] if owner else 0
    segment.bodies[segment.body_ends[owner] : segment.body_ends[owner + 1]] = 0
    for keys, owners in (
        (segment.document_keys, segment.document_owners),
        (segment.identity_keys, segment.identity_owners),
    ):
        for at in np.flatnonzero(owners == owner).tolist():
            _blank(keys, at, owners)
    return had


def _blank(keys: Array, at: int, *beside: Array) -> None:
    other = at - 1 if at else at + 1
    for array in (keys, *beside):
        array[at] = array[other] if other < len(array) else 0


def blank_word(packed: Array, number: int) -> None:
    """Overwrite one word of many, one a line, with spaces."""
    ends = np.flatnonzero(packed == ord("\n"))
    packed[ends[number - 1] + 1 if number else 0 : ends[number]] = ord(" ")
