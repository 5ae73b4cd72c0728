"""Numbers of papers: what they say of their holder, whether they hold together, and numbers one slip away."""

import re
import unicodedata
from datetime import date

from hiepdong.identity.births import Birth, read

_SEPARATORS = re.compile(r"[^0-9A-Z]")
_DIGITS = "0123456789"
_LETTERS = _DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOOKALIKES = str.maketrans("OQIL", "0011")
_CN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CN_CHECKS = "10X98765432"
_SHAPES = {
    "cccd": re.compile(r"\d{12}"), "cmnd": re.compile(r"\d{9}"), "passport": re.compile(r"[A-Z]{1,2}\d{6,8}|\d{8,9}"),
    "cn-id": re.compile(r"\d{17}[0-9X]"), "plate": re.compile(r"\d{2}[A-Z]{1,2}\d{0,1}\d{4,5}"),
}  # fmt: skip
_PROVINCE_CODES = """
001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038
040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087
089 091 092 093 094 095 096"""
_PROVINCES = frozenset(_PROVINCE_CODES.split())


def normal(kind: str, number: str) -> str:
    """A number in capitals without spaces and signs; O and I as digits where a paper of this kind has digits only."""
    text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", number).upper())
    if kind in ("cccd", "cmnd", "cn-id"):
        text = text.translate(_LOOKALIKES)
    lost = {"cccd": 11, "cmnd": 8}.get(kind)
    return "0" + text if lost == len(text) else text


def likely_kind(number: str) -> str:
    """The kind of paper whose number looks like this one, as far as it can only be one; `other` otherwise."""
    text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", number).upper())
    fitting = [kind for kind, shape in _SHAPES.items() if shape.fullmatch(text)]
    return fitting[0] if len(fitting) == 1 else "other"


def holder(kind: str, number: str) -> tuple[Birth, str | None]:
    """Birth and sex of the holder, as far as a sound number says them; for numbers as `normal` gives them."""
    if problems(kind, number):
        return Birth(), None
    if kind == "cccd":
        century, sex = divmod(int(number[3]), 2)
        return Birth(1900 + 100 * century + int(number[4:6])), "mf"[sex]
    if kind == "cn-id":
        return Birth(int(number[6:10]), int(number[10:12]), int(number[12:14])), "fm"[int(number[16]) % 2]
    return Birth(), None


def problems(kind: str, number: str) -> tuple[str, ...]:
    """Codes of what is wrong with a number in itself: its shape, province, day of birth or check digit."""
    shape = _SHAPES.get(kind)
    if shape and not shape.fullmatch(number):
        return ("document.shape",)
    if kind == "cccd":
        return () if number[:3] in _PROVINCES else ("document.province",)
    if kind != "cn-id":
        return ()
    found = [] if _is_day(number[6:14]) else ["document.birth"]
    total = sum(int(digit) * weight for digit, weight in zip(number, _CN_WEIGHTS, strict=False))
    return tuple(found if _CN_CHECKS[total % 11] == number[17] else [*found, "document.check_digit"])


def contradictions(kind: str, number: str, birth: str | None, gender: str | None) -> tuple[str, ...]:
    """Codes of what a number says otherwise than was stated, besides its own `problems`."""
    found = list(problems(kind, number))
    said, sex = holder(kind, number)
    stated = read(birth)
    years_differ = said.year and stated.year and said.year != stated.year
    days_differ = said.day and stated.day and (said.month, said.day) != (stated.month, stated.day)
    found += ["document.other_birth"] if years_differ or days_differ else []
    found += ["document.other_sex"] if sex and gender and sex != gender else []
    return tuple(found)


def slips(number: str) -> list[str]:
    """Every number that is one wrong, swapped, missing or added sign away; the number itself is not among them."""
    signs = _DIGITS if number.isdigit() else _LETTERS
    pairs = [(number[:at], number[at:]) for at in range(len(number) + 1)]
    wrong = [head + sign + tail[1:] for head, tail in pairs if tail for sign in signs]
    swapped = [head + tail[1] + tail[0] + tail[2:] for head, tail in pairs if len(tail) > 1]
    missing = [head + tail[1:] for head, tail in pairs if tail]
    added = [head + sign + tail for head, tail in pairs for sign in signs]
    return list(dict.fromkeys(one for one in (*wrong, *swapped, *missing, *added) if one != number))


def key(number: str) -> int:
    """A number as 63 bits; numbers of up to twelve signs have keys of their own."""
    return int("1" + number, 36) % 0x7FFF_FFFF_FFFF_FFE7 if number.isascii() else 0


def _is_day(digits: str) -> bool:
    try:
        date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}")
    except ValueError:
        return False
    return True
