"""The syllables that stand in an index, how often, and which of them may be meant by one that is asked for."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hiepdong.identity import hanzi
from hiepdong.identity.scoring import BACKGROUND
from hiepdong.identity.syllables import REGIONAL, is_bare, plain, sound, syllable

Ids = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]


class Level(IntEnum):
    """How two syllables agree; the number is an order, not a weight."""

    NONE = 0
    SAME = 1
    TONES_LEFT_OUT = 2
    INITIAL = 3
    READING = 4
    READING_WITHOUT_TONES = 5
    REGIONAL = 6
    OTHER_TONES = 7
    SOUND = 8
    ACROSS = 9
    HOMOPHONE = 10
    ACROSS_SELDOM = 11
    SLIP = 12


# Bits that agreement at a level loses beside sameness: how much rarer it is among records of one person.
COST = {
    Level.SAME: 0.0, Level.TONES_LEFT_OUT: 0.3, Level.INITIAL: 0.7, Level.READING: 0.5,
    Level.READING_WITHOUT_TONES: 1.0, Level.REGIONAL: 1.5, Level.OTHER_TONES: 2.0, Level.SOUND: 2.2,
    Level.ACROSS: 1.3,
    Level.ACROSS_SELDOM: 3.2, Level.HOMOPHONE: 3.0, Level.SLIP: 3.5,
}  # fmt: skip
_MOST_BITS = 14.0
_LEAST_BITS = 0.1


_COMMON = """Thị 250 Nguyễn 250 Văn 170 Hoàng 100 Trần 80 Nông 60 Lê 60 Lý 50 Vi 50 Phạm 50 Minh 40 Ngọc 40 Triệu 40
Lương 35 Thanh 35 Đức 30 Dương 30 Đặng 25 Hữu 25 Phan 25 Vũ 25 Hà 25 Đình 20 Quang 20 Thu 20 Xuân 20 Bùi 20"""
_BACKGROUND_COUNTS = {
    syllable(word): int(count) for word, count in zip(_COMMON.split()[::2], _COMMON.split()[1::2], strict=True)
}
"""How many of the persons of the background have a syllable in their names; a rough estimate of our own."""


class Expansion(NamedTuple):
    """Syllables of the index that may be meant, with what each is worth and at which level it agrees."""

    ids: Ids
    weights: Weights
    levels: npt.NDArray[np.int8]
    rows: int


class Lexicon:
    """Syllables by number. Number 0 is no syllable."""

    def __init__(self, tokens: Iterable[str], counts: npt.NDArray[np.int64], rows: int) -> None:
        self.tokens: list[str] = []
        self.ids: dict[str, int] = {}
        self.counts, self.rows = counts, max(rows, 1)
        self._plains: dict[str, list[int]] = {}
        self._sounds: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        self._short: dict[str, int] = {}
        self._read: dict[str, list[int]] = {}
        self._read_sound: dict[str, list[int]] = {}
        self._pinyin: dict[str, list[int]] = {}
        self._known: dict[tuple[str, bool, bool], Expansion] = {}
        self.extend(tokens)

    def extend(self, tokens: Iterable[str]) -> None:
        """Syllables that come after those that are known."""
        for token in tokens:
            number = len(self.tokens)
            self.tokens.append(token)
            if token.strip():
                self.ids[token] = number
                self._place(token, number)
        self._known.clear()

    def recount(self, counts: npt.NDArray[np.int64], rows: int) -> None:
        """How often each syllable stands in the index now."""
        self.counts, self.rows = counts, max(rows, 1)
        self._known.clear()

    def _place(self, token: str, number: int) -> None:
        if token.endswith("."):
            self._short[token[:-1]] = number
        elif hanzi.is_hanzi(token[0]):
            for read in hanzi.vietnamese(token):
                self._read.setdefault(plain(read), []).append(number)
                self._read_sound.setdefault(sound(plain(read)), []).append(number)
            for read in hanzi.pinyin(token):
                self._pinyin.setdefault(read, []).append(number)
        else:
            letters = plain(token)
            if letters not in self._plains:
                self._plains[letters] = []
                self._sounds.setdefault(sound(letters), []).append(letters)
                for key in _shortened(letters):
                    self._near.setdefault(key, []).append(letters)
            self._plains[letters].append(number)

    def expand(self, token: str, *, as_pinyin: bool, as_vietnamese: bool) -> Expansion:
        """What a syllable may stand for; `as_…` say in which language the whole name can be read."""
        asked = (token, as_pinyin, as_vietnamese)
        if asked not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[asked] = self._weighed(self._meant(token, as_pinyin=as_pinyin, as_vietnamese=as_vietnamese))
        return self._known[asked]

    def _meant(self, token: str, *, as_pinyin: bool, as_vietnamese: bool) -> dict[int, Level]:
        found: dict[int, Level] = {}
        if token.endswith("."):
            self._abbreviated(found, token[:-1])
        elif hanzi.is_hanzi(token[0]):
            self._character(found, token)
        else:
            self._letters(found, token)
            if as_vietnamese:
                self._read_in_vietnamese(found, token)
            if as_pinyin:
                self._read_in_pinyin(found, plain(token))
        return found

    def _letters(self, found: dict[int, Level], token: str) -> None:
        letters = plain(token)
        for number in self._plains.get(letters, ()):
            _put(found, number, _tones(token, self.tokens[number]))
        for length in range(1, min(len(letters), 4)):
            if letters[:length] in self._short:
                _put(found, self._short[letters[:length]], Level.INITIAL)
        for other in REGIONAL.get(letters, ()):
            self._all(found, other, Level.REGIONAL)
        for other in self._sounds.get(sound(letters), ()):
            self._all(found, other, Level.SOUND)
        if len(letters) > 2:
            for key in _shortened(letters):
                for other in self._near.get(key, ()):
                    self._all(found, other, Level.SLIP)

    def _read_in_vietnamese(self, found: dict[int, Level], token: str) -> None:
        letters = plain(token)
        bare = is_bare(token)
        for number in self._read.get(letters, ()):
            same = bare or token in hanzi.vietnamese(self.tokens[number])
            _put(found, number, Level.READING if same else Level.READING_WITHOUT_TONES)
        for number in self._read_sound.get(sound(letters), ()):
            _put(found, number, Level.SOUND)
        self._across(found, hanzi.pinyin_of_vietnamese(letters))

    def _read_in_pinyin(self, found: dict[int, Level], letters: str) -> None:
        for spelt in _pinyin_spellings(letters):
            level = Level.READING if spelt == letters else Level.SOUND
            for number in self._pinyin.get(spelt, ()):
                _put(found, number, level)
            if spelt != letters:
                self._all(found, spelt, Level.SOUND)
        self._across(found, hanzi.vietnamese_of_pinyin("lv" if letters == "lyu" else letters))

    def _across(self, found: dict[int, Level], across: hanzi.Across) -> None:
        for reads, level in ((across.usual, Level.ACROSS), (across.other, Level.ACROSS_SELDOM)):
            for read in reads:
                self._all(found, read, level)

    def _character(self, found: dict[int, Level], sign: str) -> None:
        if sign in self.ids:
            _put(found, self.ids[sign], Level.SAME)
        for read in hanzi.vietnamese(sign):
            for number in self._plains.get(plain(read), ()):
                said = self.tokens[number]
                same = said == read or is_bare(said)
                _put(found, number, Level.READING if same else Level.READING_WITHOUT_TONES)
            for other in REGIONAL.get(plain(read), ()):
                self._all(found, other, Level.REGIONAL)
            for other in self._sounds.get(sound(plain(read)), ()):
                self._all(found, other, Level.SOUND)
        for read in hanzi.pinyin(sign):
            for spelt in _pinyin_spellings(read):
                self._all(found, spelt, Level.READING if spelt == read else Level.SOUND)
            for number in self._pinyin.get(read, ()):
                _put(found, number, Level.HOMOPHONE)

    def _abbreviated(self, found: dict[int, Level], start: str) -> None:
        for letters, numbers in self._plains.items():
            if letters.startswith(start):
                for number in numbers:
                    found[number] = Level.INITIAL
        for short, number in self._short.items():
            if short.startswith(start) or start.startswith(short):
                found[number] = Level.INITIAL

    def _all(self, found: dict[int, Level], letters: str, level: Level) -> None:
        for number in self._plains.get(letters, ()):
            _put(found, number, level)

    def _weighed(self, found: dict[int, Level]) -> Expansion:
        """The rarer everything that agrees as well or better, the more an agreement says."""
        ids = np.fromiter(found, np.int32, len(found))
        costs = np.array([COST[level] for level in found.values()], np.float32)
        order = np.argsort(costs, kind="stable")
        ids, costs = ids[order], costs[order]
        levels = np.fromiter((int(level) for level in found.values()), np.int8, len(found))[order]
        counts = self.counts[ids]
        having = counts + np.array([_BACKGROUND_COUNTS.get(self.tokens[one], 0) for one in ids.tolist()], np.int64)
        through = np.searchsorted(costs, costs, side="right") - 1
        share = (np.cumsum(having)[through] + 1) / (self.rows + BACKGROUND) if len(ids) else counts
        initial = levels == Level.INITIAL
        share = np.where(initial, (having[initial].sum() + 1) / (self.rows + BACKGROUND), share)
        bits = np.clip(-np.log2(np.minimum(share, 1.0)), 0, _MOST_BITS) - costs
        return Expansion(ids, np.maximum(bits, _LEAST_BITS).astype(np.float32), levels, int(counts.sum()))


def _put(found: dict[int, Level], number: int, level: Level) -> None:
    if number not in found or COST[level] < COST[found[number]]:
        found[number] = level


def _tones(one: str, other: str) -> Level:
    if one == other:
        return Level.SAME
    if is_bare(one) or is_bare(other) or one.rstrip("12345") == other or other.rstrip("12345") == one:
        return Level.TONES_LEFT_OUT
    return Level.OTHER_TONES


def _shortened(letters: str) -> set[str]:
    """A word and itself without one letter: two words that share one of these are one slip apart."""
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))} if len(letters) > 2 else set()


def _pinyin_spellings(letters: str) -> set[str]:
    """A pinyin syllable as southerners and typists write it: zh/z, ch/c, sh/s, -ng/-n, lü as lu, lv, lyu."""
    found = {letters}
    for long, short in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if letters.startswith(long):
            found.add(short + letters[2:])
        elif letters.startswith(short) and not letters.startswith(long):
            found.add(long + letters[1:])
    found |= {one[:-1] for one in found if one.endswith("ng")} | {one + "g" for one in found if one.endswith("n")}
    if letters[:2] in ("lv", "nv", "lu", "nu", "ly", "ny") and letters[2:] in ("", "u", "e"):
        found |= {letters[0] + rest for rest in ("v", "u", "yu")} if letters[2:] != "e" else {letters[0] + "ue"}
    return found
