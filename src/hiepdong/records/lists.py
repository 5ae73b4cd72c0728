"""What every list of records has in common: filters kept in its address, ways of looking at it, and its pages."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

PER_PAGE, MOST_DIGITS = 50, 6
Asked = dict[str, str]


def asked_of(address: Mapping[str, str], names: Iterable[str]) -> Asked:
    """What the address asks for, by filter; empty where it does not."""
    return {name: address.get(name, "").strip() for name in names}


def page_of(address: Mapping[str, str]) -> int:
    """The page that the address asks for; the first for what is no page."""
    number = address.get("trang", "")
    return max(int(number), 1) if number.isdecimal() and len(number) <= MOST_DIGITS else 1


def paged(asked: Asked, page: int, shown: int, total: int) -> dict[str, Any]:
    """What a page says of itself: how many there are, which of them it shows, where the others are."""
    kept = {name: value for name, value in asked.items() if value}
    before = (page - 1) * PER_PAGE
    return {
        "asked": asked, "total": total, "first": before + 1, "last": before + shown,
        "filtered": any(name != "xem" for name in kept),
        "more": urlencode({**kept, "trang": page + 1}) if total > page * PER_PAGE else "",
        "fewer": urlencode({**kept, "trang": page - 1}) if page > 1 else "",
    }  # fmt: skip


def views(asked: Asked, words: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Ways of looking at a list, each a key with its word, with the filters kept."""
    others = {name: value for name, value in asked.items() if value and name != "xem"}
    return [
        {"label": label, "query": urlencode({**others, **({"xem": key} if key else {})}), "here": asked["xem"] == key}
        for key, label in words
    ]
