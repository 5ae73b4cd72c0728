"""Masks: the parts of a document that are left out of a copy, as dotted paths."""

from collections.abc import Iterable
from typing import Any

from hiepdong.vocabulary.refusals import Refused

Mask = tuple[str, ...]
WHOLE: Mask = ()
ATTACHMENTS = "attachments"


def mask_of(paths: Iterable[str], maskable: frozenset[str]) -> Mask:
    """The canonical mask: sorted, without paths that lie under another. Raises Refused mask.unknown_path."""
    wanted = set(paths)
    for path in sorted(wanted):
        if path not in maskable and path != ATTACHMENTS:
            raise Refused("mask.unknown_path", path)
    return tuple(sorted(path for path in wanted if not any(path.startswith(f"{above}.") for above in wanted)))


def masked(document: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """The document without the parts of the mask; the original is not changed."""
    for path in mask:
        document = _without(document, path.split("."))
    return document


def _without(value: Any, path: list[str]) -> Any:
    if isinstance(value, list):
        return [_without(item, path) for item in value]
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) == 1:
        return {name: item for name, item in value.items() if name != path[0]}
    return {**value, path[0]: _without(value[path[0]], path[1:])}


def covers(mask: Mask, other: Mask) -> bool:
    """Whether everything that `mask` leaves out is left out by `other` too, so that `mask` shows at least as much."""
    return all(path in other or any(path.startswith(f"{above}.") for above in other) for path in mask)
