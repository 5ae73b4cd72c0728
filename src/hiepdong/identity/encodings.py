"""Words that went through the wrong machine: Telex and VNI keys left as typed, old encodings read as Latin-1."""

import re
import unicodedata

from hiepdong.identity.hanzi import is_pinyin, unglued
from hiepdong.identity.syllables import FAMILIES, is_spelt, plain, syllable
from hiepdong.vocabulary.legacy_text import from_tcvn3

# VNI for Windows writes a letter and its marks as two bytes.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {
    "ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
    "Ñ": "Đ", "Ö": "Ư", "Ô": "Ơ", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ",
}  # fmt: skip

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VOWELS = "aăâeêioôơuưy"
# Letters that no text read as Latin-1 has.
_UNICODE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_PINYIN_MARKS = re.compile("[\u0304\u030c]")
_FOREIGN_SIGNS = re.compile("[\u00a1-\u00ff\u0192\u2018-\u2030\u20ac\u2122\u0152-\u017e]")


def decoded(text: str) -> str:
    """The text as it was meant, where it is TCVN3, VNI or UTF-8 that was read as Latin-1; otherwise itself."""
    if (
        not _FOREIGN_SIGNS.search(text)
        or _UNICODE_ONLY.search(text)
        or _PINYIN_MARKS.search(unicodedata.normalize("NFD", text))
    ):
        return text
    readings = [text, *_as_utf8(text), _as_tcvn3(text), _as_vni(text)]
    return max(readings, key=_sense)


def _sense(text: str) -> float:
    """How far a text reads as a name: the share of its words that are words, more where the first is a family name."""
    found = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
    if not found:
        return 0.0
    strange = sum(1 for sign in text if not (sign.isalpha() or sign in " .,'\"-()"))
    family = len(found) > 1 and syllable(found[0]) in FAMILIES
    return sum(map(_is_word, found)) / len(found) + 0.5 * family - 0.1 * strange


def _is_word(word: str) -> bool:
    token = syllable(word)
    letters = plain(token)
    if not _one_tone(word) or not _even_case(word):
        return False
    return is_spelt(token) or (token.rstrip("12345").isascii() and (is_pinyin(letters) or bool(unglued(letters))))


def _one_tone(word: str) -> bool:
    marks = unicodedata.normalize("NFD", word)
    return sum(marks.count(tone) for tone in _VNI_TONES.values()) <= 1


def _even_case(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower()


def _as_utf8(text: str) -> list[str]:
    for encoding in ("cp1252", "latin-1"):
        try:
            return [text.encode(encoding).decode("utf-8")]
        except UnicodeError:
            continue
    return []


def _as_tcvn3(text: str) -> str:
    """TCVN3 has no capitals with tones: a font of capitals shows the small ones."""
    made = from_tcvn3(text)
    plain_letters = [sign for sign in text if sign.isascii() and sign.isalpha()]
    return made.upper() if plain_letters and all(sign.isupper() for sign in plain_letters) else made


def _as_vni(text: str) -> str:
    made: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        mark = _VNI_MARKS.get(sign.lower())
        before = made[-1][:1].lower() if made else ""
        if mark and before in tuple("aeouyơư"):
            made[-1] += mark
        else:
            made.append(_VNI_ALONE.get(sign, sign))
    return unicodedata.normalize("NFC", "".join(made))


def typed(word: str) -> str | None:
    """The syllable that was meant by a word with Telex or VNI keys in it (`Nguyeenx`, `Nguye6n4`); else None.

    Only for words that no Vietnamese spelling has, because `hoas` is no word and `hoa` is one.
    """
    low = unicodedata.normalize("NFC", word.lower())
    for read in (_vni_keys, _telex_keys):
        made = read(low)
        if made is not None and made != low and is_spelt(syllable(made)):
            return syllable(made)
    return None


def _vni_keys(word: str) -> str | None:
    if not any(sign in "123456789" for sign in word):
        return None
    letters: list[str] = []
    tone = ""
    for sign in word:
        if sign in _VNI_TONES:
            tone = _VNI_TONES[sign]
        elif sign in "6789":
            _change(letters, {"6": "aâeêoô", "7": "oơuư", "8": "aă", "9": "dđ"}[sign])
        elif sign != "0":
            letters.append(sign)
    return _with_tone(letters, tone)


def _telex_keys(word: str) -> str | None:
    letters: list[str] = []
    tone, vowel = "", False
    for sign in word:
        if vowel and sign in _TELEX_TONES:
            tone = _TELEX_TONES[sign]
        elif sign == "z" and vowel:
            tone = ""
        elif sign == "w" and letters:
            _change(letters, "aăoơuư")
        elif sign == "d" and letters and letters[0] == "d":
            letters[0] = "đ"
        elif vowel and sign in "aeo" and sign in letters and not (letters[-1] in _VOWELS and letters[-1] != sign):
            _change(letters, {"a": "aâ", "e": "eê", "o": "oô"}[sign])
        else:
            letters.append("ư" if sign == "w" else sign)
            vowel = vowel or sign in _VOWELS
    return _with_tone(letters, tone)


def _change(letters: list[str], pairs: str) -> None:
    """Give the last letter that can take it its mark; the horn of `uo` goes on both."""
    marks = dict(zip(pairs[::2], pairs[1::2], strict=True))
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in marks:
            both = letters[at] == "o" and marks["o"] == "ơ" and at > 0 and letters[at - 1] in "uư"
            letters[at] = marks[letters[at]]
            if both:
                letters[at - 1] = "ư"
            return


def _with_tone(letters: list[str], tone: str) -> str | None:
    at = next((at for at, letter in enumerate(letters) if letter in _VOWELS), None)
    if at is None:
        return None
    letters[at] += tone
    return unicodedata.normalize("NFC", "".join(letters))
