"""Text in the encodings of before Unicode: TCVN3 (ABC) and VNI, as bytes or as the wrong letters they turned into.

Lists typed in the fonts .VnTime or VNI-Times hold Vietnamese under the codes of Western letters, and a program that
does not know shows « ViÖt Nam » or « Vieät Nam ». TCVN3 is the set VN3 of TCVN 5712:1993; its font for capitals uses
the codes of the small letters, so such text becomes small. VNI is VNI-Win: a letter and, behind it, the mark as a
letter of its own.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from hiepdong.vocabulary.syllables import plausible

TCVN3, VNI = "TCVN3", "VNI"
_TCVN3_CODES = (
    "µ¶·¸¹" "¨" "»¼½¾Æ" "©" "ÇÈÉÊË" "®" "ÌÎÏÐÑ" "ª" "ÒÓÔÕÖ" "×ØÜÝÞ" "ßáâãä" "«" "åæçèé" "¬" "êëìíî" "ïñòóô" "\u00ad"
    "õö÷øù" "úûüýþ" "¡¢£¤¥¦§"
)  # fmt: skip
_TCVN3_LETTERS = (
    "àảãáạ" "ă" "ằẳẵắặ" "â" "ầẩẫấậ" "đ" "èẻẽéẹ" "ê" "ềểễếệ" "ìỉĩíị" "òỏõóọ" "ô" "ồổỗốộ" "ơ" "ờởỡớợ" "ùủũúụ" "ư"
    "ừửữứự" "ỳỷỹýỵ" "ĂÂÊÔƠƯĐ"
)  # fmt: skip
_VNI_SINGLE = dict(zip("æóòîöôñ", "ỉĩịỵươđ", strict=True))
_VNI_MARKED = {
    "a": ("ùøûõï", "áàảãạ", "âáàåãä", "âấầẩẫậ", "êéèúüë", "ăắằẳẵặ"),
    "e": ("ùøûõï", "éèẻẽẹ", "âáàåãä", "êếềểễệ"),
    "o": ("ùøûõï", "óòỏõọ", "âáàåãä", "ôốồổỗộ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "u": ("ùøûõï", "úùủũụ"),
    "ö": ("ùøûõï", "ứừửữự"),
    "y": ("ùøûõ", "ýỳỷỹ"),
}
SOUND = 0.8


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_SINGLE)
    for base, rows in _VNI_MARKED.items():
        for marks, letters in zip(rows[::2], rows[1::2], strict=True):
            pairs |= {base + mark: letter for mark, letter in zip(marks, letters, strict=True)}
    return pairs | {code.upper(): letter.upper() for code, letter in pairs.items()} | {
        code[0].upper() + code[1:]: letter.upper() for code, letter in pairs.items() if len(code) > 1
    }  # fmt: skip


TCVN3_LETTERS = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))
VNI_LETTERS = _vni_pairs()
_from_tcvn3 = str.maketrans(TCVN3_LETTERS)
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, VNI_LETTERS), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    """Text whose letters are codes of TCVN3."""
    return text.translate(_from_tcvn3)


def from_vni(text: str) -> str:
    """Text whose letters are codes of VNI."""
    return _VNI_CODE.sub(lambda found: VNI_LETTERS[found[0]], text)


CONVERTERS: dict[str, Callable[[str], str]] = {TCVN3: from_tcvn3, VNI: from_vni}


def encoding_of(texts: Iterable[str]) -> str | None:
    """In which of the two encodings these texts are: the one that makes Vietnamese of them; None where they are right.

    Words with a letter beyond ASCII are weighed: most must become syllables, and more than are syllables already.
    """
    text = " ".join(texts)
    right, told = plausible(text)
    if not told:
        return None
    found = [(plausible(convert(text)), name) for name, convert in CONVERTERS.items()]
    (best, words), name = max(found, key=lambda one: (one[0][0] / max(one[0][1], 1), one[0][0]))
    sound = best / max(words, 1)
    return name if sound >= SOUND and sound > right / told else None


def decoded(content: bytes) -> tuple[str, str]:
    """Bytes as text in NFC, and the name of their encoding. Raises ValueError for what is no text.

    UTF-8, UTF-16, else of the encodings of one byte the one that makes most words Vietnamese.
    """
    if (wide := _wide(content)) is not None:
        text = content.decode(wide)
        return unicodedata.normalize("NFC", text.removeprefix("\ufeff")), wide.upper()
    if b"\0" in content:
        raise ValueError("NUL")
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig")), "UTF-8"
    except UnicodeDecodeError:
        return _of_one_byte(content)


def _wide(content: bytes) -> str | None:
    """UTF-16 by its mark, or by the NUL beside every Western letter."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = content[:2_000]
    low, high = start[0::2].count(0), start[1::2].count(0)
    if len(start) > 3 and max(low, high) > len(start) // 4:
        return "utf-16-le" if high > low else "utf-16-be"
    return None


def _of_one_byte(content: bytes) -> tuple[str, str]:
    western = content.decode("cp1252", "replace")
    choices = [("windows-1258", unicodedata.normalize("NFC", content.decode("cp1258", "replace")))]
    choices += [(name, convert(content.decode("latin-1"))) for name, convert in CONVERTERS.items()]
    scored = [(_sound(text), name, text) for name, text in [*choices, ("windows-1252", western)]]
    best = max(scored, key=lambda one: one[0])
    return unicodedata.normalize("NFC", best[2]), best[1]


def _sound(text: str) -> float:
    right, told = plausible(text)
    return right / told if told else 0.0
