"""Persons whom links make one although a record has them as several: for its owner to settle."""

from collections import defaultdict

import msgspec
from django.db.models import Q

from hiepdong.records.head import OPEN, Head
from hiepdong.records.models import LinkRow
from hiepdong.records.sight import Viewer, seen

Place = tuple[int, str]


def contradictions(viewer: Viewer, head: Head) -> list[list[str]]:
    """Keys of the record's subjects that the pairs of standing links, followed together, make one person."""
    if not head.linked:
        return []
    near: dict[Place, set[Place]] = defaultdict(set)
    for link in _standing(viewer, head.no):
        for a, b in msgspec.json.decode(link.pairs):
            near[link.a, a].add((link.b, b))
            near[link.b, b].add((link.a, a))
    own = [place for place in near if place[0] == head.no]
    groups = {tuple(sorted(key for no, key in _reached(near, place) if no == head.no)) for place in own}
    return sorted(list(keys) for keys in groups if len(keys) > 1)


def _standing(viewer: Viewer, record: int) -> list[LinkRow]:
    """The links that stand among all records connected with this one, as far as the viewer sees them."""
    found: dict[int, LinkRow] = {}
    reached = border = {record}
    while border:
        links = LinkRow.objects.filter(Q(a__in=border) | Q(b__in=border), confirmed__lt=OPEN, ended=OPEN)
        near = [link for link in links if link.relation == "same-event"]
        ends = {end for link in near for end in (link.a, link.b)}
        held = set(seen(viewer).filter(record__in=ends, cancelled=0).values_list("record", flat=True))
        found |= {link.no: link for link in near if {link.a, link.b} <= held}
        border = (ends & held) - reached
        reached = reached | border
    return list(found.values())


def _reached(near: dict[Place, set[Place]], start: Place) -> set[Place]:
    reached, border = {start}, [start]
    while border:
        more = near[border.pop()] - reached
        reached |= more
        border += more
    return reached
