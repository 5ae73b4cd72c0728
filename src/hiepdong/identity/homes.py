"""Homes as people write them, taken apart into the names of places."""

import re
from functools import lru_cache

from hiepdong.vocabulary.fold import fold

MOST = 4
_PARTS = re.compile(r"[,;/\n–—]|\s-\s|\s{2,}")
_KIND = re.compile(
    r"^(?:thon|ban|xom|khu|to|khoi|ap|duong|pho|xa|phuong|thi tran|thi xa|huyen|quan|thanh pho|tinh|"
    r"tt|tx|tp|x|h|t|p|q)\s+(?=\S)"
)


@lru_cache(maxsize=32_768)
def places(home: str | None) -> tuple[str, ...]:
    """The places that a home names, folded, without the words for their kind; at most four, the widest last."""
    if not home:
        return ()
    found = [_KIND.sub("", fold(part)) for part in _PARTS.split(home)]
    return tuple(place for place in found if len(place) > 1 and not place.isdigit())[-MOST:]
