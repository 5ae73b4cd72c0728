"""Text without case, tone marks and đ, so that "to chuc" finds "Tổ chức".

Everything that is searched or compared in the product goes through `fold`. Vietnamese text takes a road of
three calls in C (about 5 µs a kilobyte); anything else, such as Chinese names, is folded letter by letter.
"""

import re
import unicodedata
from codecs import charmap_build, charmap_encode

_BASES = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = _TONES + "\u0302\u0306\u031b"
_SIGNS = "–—“”‘’…·°«»•\u00a0"
_CJK = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af])")


def _letters() -> str:
    """Every letter that Vietnamese is written with, small and capital, precomposed."""
    toned = {unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in _TONES}
    small = sorted((toned | set(_BASES)) - set("abcdefghijklmnopqrstuvwxyz"))
    return "".join(small) + "".join(small).upper()


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower().replace("đ", "d")


_ALPHABET = "\0\t\n\r" + "".join(map(chr, range(32, 127))) + _letters() + _MARKS + _SIGNS
_BYTES = charmap_build(_ALPHABET.ljust(256, "\ufffe"))
_FOLDED = bytes(
    ord(plain) if (plain := _plain(letter)).isascii() and plain.isalnum() else 32 for letter in _ALPHABET
).ljust(256)
_DELETED = bytes(_ALPHABET.index(mark) for mark in _MARKS)


def fold(text: str) -> str:
    """Lower case, no tone marks, đ as d, anything that is no letter or digit as one space.

    The same for composed and decomposed text, and folding twice changes nothing. A Chinese character is a
    word of its own, because Chinese is written without spaces.
    """
    try:
        narrow = charmap_encode(text, "strict", _BYTES)[0]
    except UnicodeEncodeError:
        return _fold_any(text)
    return b" ".join(narrow.translate(_FOLDED, _DELETED).split()).decode("ascii")


def words(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    return fold(text).split()


def _fold_any(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = [
        letter if letter.isalnum() else " "
        for letter in plain.replace("đ", "d")
        if unicodedata.category(letter) not in ("Mn", "Me", "Cf")
    ]
    return " ".join(_CJK.sub(r" \1 ", "".join(kept)).split())
