"""Exhibits as lists tell them in words: 02 gói heroin, 12,5g; 1.080 viên ma túy tổng hợp; 01 xe máy."""

import re
from functools import lru_cache
from typing import Any

from hiepdong.cases.entering_rows import decimal
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.fold import fold

_KINDS = {
    "suspected-drug": "nghi la ma tuy|nghi ma tuy|chat ma tuy", "heroin": "heroin|heroine|he ro in|bach phien",
    "hong-phien": "hong phien|ma tuy tong hop|mttth|mtth|yaba",
    "methamphetamine": "ma tuy da|methamphetamine|hang da", "mdma": "mdma|thuoc lac", "ketamine": "ketamine|ketamin",
    "opium": "thuoc phien", "cannabis": "can sa", "fireworks": "phao no|phao hoa|phao", "cigarettes": "thuoc la",
    "poultry": "gia cam|con giong|ga giong|vit giong|ga con|vit con",
    "frozen-food": "thuc pham dong lanh|noi tang|chan ga|long lon", "firewood-timber": "go|lam san",
    "support-tool": "cong cu ho tro|dui cui|binh xit|roi dien", "grenade": "luu dan", "mine": "min",
    "ammunition": "vien dan|dan", "gun": "sung", "crude-weapon": "vu khi tho so|dao|kiem|ma tau",
    "vehicle": "o to|oto|xe may|mo to|xe mo to|xe tai|xe con", "phone": "dien thoai",
    "cash": "tien viet nam|nhan dan te|tien mat|tien|ndt|vnd", "forged-paper": "giay to gia|con dau gia|giay to",
    "goods": "hang hoa|hang tap hoa|quan ao|hang",
}  # fmt: skip
_UNITS = {
    "g": "g|gam|gr|gram", "kg": "kg|kilogam|ki lo gam|ky|can", "tan": "tan", "m3": "m3|met khoi|khoi", "banh": "banh",
    "goi": "goi|tep", "tui": "tui", "vien": "vien", "cay": "cay|tut", "gian": "gian|dan phao", "qua": "qua",
    "hop": "hop", "bao": "bao", "con": "con", "kien": "kien", "thung": "thung", "khau": "khau",
    "chiec": "chiec|cai|xe|bo", "to": "to", "dong": "dong|d|vnd|vnđ", "CNY": "nhan dan te|ndt|te|cny",
}  # fmt: skip
_UNIT_OF = {alias: unit for unit, aliases in _UNITS.items() for alias in aliases.split("|")}
_KIND_OF = sorted(
    ((alias, kind) for kind, aliases in _KINDS.items() for alias in aliases.split("|")), key=lambda one: -len(one[0])
)
_ITEM = re.compile(r"[;\n+]|,(?!\d)|\s+và\s+")
_AMOUNT = re.compile(r"(?<![\w.,])(\d[\d.,]*)\s*([^\W\d_]*[³3]?(?:\s+[^\W\d_]+){0,2})")
DIGITS, DECIMALS = 12, 6
Exhibit = dict[str, Any]


@lru_cache(maxsize=10_000)
def read_exhibits(text: str, amounts: str = "") -> tuple[list[Exhibit], list[str]]:
    """The exhibits that a text names, and its parts in which no kind is known. `amounts`: a column of its own."""
    found: list[Exhibit] = []
    unknown: list[str] = []
    items = [part.strip(" .-") for part in _ITEM.split(text) if part.strip(" .-")]
    counts = [part.strip() for part in _ITEM.split(amounts) if part.strip()]
    for place, item in enumerate(items):
        beside = counts[place] if len(counts) == len(items) else ""
        kind = kind_of(item) or (found[-1]["kind"] if found and not unknown and _is_amount(item) else "")
        if not kind:
            unknown.append(f"{item} {beside}".strip())
            continue
        found.append({"kind": kind, **_amount(f"{beside} {item}".strip()), "note": item[:500]})
    return found, unknown


def kind_of(text: str) -> str:
    """The kind of exhibit that the words name; empty where none is known."""
    told = f" {fold(text)} "
    return next((kind for alias, kind in _KIND_OF if f" {alias} " in told and kind in codes.exhibits), "")


def _is_amount(item: str) -> bool:
    return _AMOUNT.fullmatch(item.strip()) is not None


def _amount(item: str) -> Exhibit:
    """The first quantity with its unit, as a decimal; nothing where there is none that fits."""
    for hit in _AMOUNT.finditer(item):
        number = decimal(hit[1].rstrip(".,"))
        whole, _, part = number.partition(".")
        if not number.replace(".", "", 1).isdecimal() or len(whole) > DIGITS or len(part) > DECIMALS:
            continue
        return {"quantity": _plain(number), "unit": _unit(hit[2])}
    return {}


def _plain(number: str) -> str:
    """The decimal without needless zeros before it: 02 is 2."""
    whole, point, part = number.partition(".")
    return f"{whole.lstrip('0') or '0'}{point}{part}"


def _unit(words: str) -> str | None:
    told = fold(words).split()
    for count in range(min(len(told), 3), 0, -1):
        unit = _UNIT_OF.get(" ".join(told[:count]))
        if unit is not None and unit in codes.units:
            return unit
    return None
