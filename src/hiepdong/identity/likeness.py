"""Two names beside each other: which syllable answers which, and what that is worth."""

from typing import NamedTuple

_OTHER_END, _OTHER_MIDDLE = -4.5, -1.5
_MISSING_END, _MISSING_MIDDLE = -1.5, -0.4
_TURNED = -1.0
_LOWEST = -12.0


# Syllables of a name are not independent (an A stands with H'Mông names): the rarest counts in full, others less.
_SHARES = (1.0, 0.9, 0.75, 0.65, 0.6, 0.6)


class Likeness(NamedTuple):
    """What two names have in common: bits, and for each syllable asked for its answer and the level, or None."""

    bits: float
    answers: tuple[tuple[int, int] | None, ...] = ()
    turned: bool = False
    left: tuple[int, ...] = ()


def likeness(weights: list[list[float]], levels: list[list[int]], length: int) -> Likeness:
    """Compare a name by what each of its syllables (lines) is worth beside each of a record's (`length` columns)."""
    pairs = [
        (0.01 * abs(at - place) - weight, at, place)
        for at, line in enumerate(weights)
        for place, weight in enumerate(line[:length])
        if weight > 0
    ]
    pairs.sort()
    answers: list[tuple[int, int] | None] = [None] * len(weights)
    left = list(range(length))
    worth: list[float] = []
    for _, at, place in pairs:
        if answers[at] is None and place in left:
            answers[at] = (place, levels[at][place])
            left.remove(place)
            worth.append(weights[at][place])
    places = [answer[0] for answer in answers if answer]
    turned = places != sorted(places)
    bits = sum(share * weight for share, weight in zip(_SHARES, worth, strict=False))
    bits += _against(answers, left, length) + (_TURNED if turned else 0.0)
    return Likeness(max(bits, _LOWEST), tuple(answers), turned, tuple(left))


def _against(answers: list[tuple[int, int] | None], left: list[int], length: int) -> float:
    """What is against it: syllables without an answer count fully where the record has another in their stead."""
    lone = [at for at, answer in enumerate(answers) if answer is None]
    ends, there = (0, len(answers) - 1), (0, length - 1)
    bits = 0.0
    for at, place in zip(lone, left, strict=False):
        bits += _OTHER_END if at in ends or place in there else _OTHER_MIDDLE
    for at in lone[len(left) :]:
        bits += _MISSING_END if at in ends else _MISSING_MIDDLE
    for place in left[len(lone) :]:
        bits += _MISSING_END / 2 if place in there else _MISSING_MIDDLE
    return bits
