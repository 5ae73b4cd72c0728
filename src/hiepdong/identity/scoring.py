"""What agreement and difference are worth, in bits (Fellegi and Sunter), and when a sum is enough to look or to alert.

A weight is log2(m / u): how much oftener two records of one person agree so (m) than two of different persons (u).
u comes from the data, counted in the index; m is ours, set on made-up records with the distortions of
`docs/identity.md`, and stands below.
"""

from enum import IntEnum
from math import log2

import numpy as np
import numpy.typing as npt

from hiepdong.identity.births import Birth

Bits = npt.NDArray[np.float32]
Dates = npt.NDArray[np.int32]


class Days(IntEnum):
    """How two births agree."""

    UNKNOWN = 0
    SAME_DAY = 1
    SWAPPED = 2
    DAY_BESIDE = 3
    NEXT_YEAR = 4
    NEAR_DAY = 5
    SAME_YEAR = 6
    YEAR_BESIDE = 7
    OTHER_YEAR_SAME_DAY = 8
    SAME_YEAR_OTHER_DAY = 9
    DIFFERENT = 10


# How often two records of one person agree so.
_BIRTH_M = {
    Days.SAME_DAY: 0.85, Days.SWAPPED: 0.03, Days.DAY_BESIDE: 0.03, Days.NEXT_YEAR: 0.03, Days.NEAR_DAY: 0.03,
    Days.SAME_YEAR: 0.85, Days.YEAR_BESIDE: 0.12, Days.OTHER_YEAR_SAME_DAY: 0.01,
    Days.SAME_YEAR_OTHER_DAY: 0.015, Days.DIFFERENT: 0.01,
}  # fmt: skip
# Agreement in more than the year, which may carry an alert.
FULL = frozenset({Days.SAME_DAY, Days.SWAPPED, Days.DAY_BESIDE, Days.NEXT_YEAR})

SAME_SEX, OTHER_SEX = 0.9, -4.0
OTHER_HOME = -0.7
HOME_M = 0.7
SAME_DOCUMENT, NEAR_DOCUMENT = 27.0, 16.0
OTHER_DOCUMENT = {"cccd": -5.0, "cn-id": -5.0, "cmnd": -3.0, "passport": -1.0}

# Where few are on record, what they have in common says little of people at large: so many more are thought of, born
# over so many years and of all names.
BACKGROUND, YEARS = 1_000, 60

# The posterior in bits: evidence minus log2 of the persons there are, those of the background too. Above ALERT nine
# hundred and ninety-nine of a thousand such answers are the person; below LOOK one of five hundred is.
ALERT = 5.5
LOOK = -9.0


def birth_levels(asked: Birth, dates: Dates) -> npt.NDArray[np.int8]:
    """How each date (19900512, 19900000, 0) agrees with the birth that is asked for."""
    year, month, day = dates // 10_000, dates // 100 % 100, dates % 100
    levels = np.full(len(dates), Days.DIFFERENT, np.int8)
    years = np.abs(year - asked.year)
    if not asked.month:
        levels[years == 1] = Days.YEAR_BESIDE
        levels[years == 0] = Days.SAME_YEAR
    else:
        full = month > 0
        same_day = (month == asked.month) & (day == asked.day)
        levels[same_day] = Days.OTHER_YEAR_SAME_DAY
        levels[years == 0] = Days.SAME_YEAR_OTHER_DAY
        same_year = full & (years == 0)
        levels[same_year & ((month == asked.month) | (day == asked.day))] = Days.NEAR_DAY
        levels[np.isin(dates, [one.number for one in asked.beside()])] = Days.DAY_BESIDE
        levels[full & (years == 0) & (month == asked.day) & (day == asked.month)] = Days.SWAPPED
        levels[same_day & (years == 1)] = Days.NEXT_YEAR
        levels[same_day & (years == 0)] = Days.SAME_DAY
        levels[~full & (years == 1)] = Days.YEAR_BESIDE
        levels[~full & (years == 0)] = Days.SAME_YEAR
    levels[year == 0] = Days.UNKNOWN
    return levels


def birth_weights(asked: Birth, dates: Dates) -> Bits:
    """Bits for each level; `dates` are those of all persons, sorted, so that a common day says less."""
    if not asked.year:
        return np.zeros(len(Days), np.float32)
    known = _between(dates, 1, 9_999) + BACKGROUND
    year = _between(dates, asked.year, asked.year) + BACKGROUND / YEARS
    beside = year + _between(dates, asked.year - 1, asked.year - 1) + _between(dates, asked.year + 1, asked.year + 1)
    heap = _on(dates, asked.number)
    share = {
        Days.SAME_YEAR: year / known, Days.YEAR_BESIDE: beside / known,
        Days.SAME_YEAR_OTHER_DAY: year / known, Days.DIFFERENT: 1.0, Days.OTHER_YEAR_SAME_DAY: 1 / 366,
        Days.SAME_DAY: max(heap, year / 366) / known, Days.NEAR_DAY: 40 * year / 366 / known,
        Days.DAY_BESIDE: 2 * max(heap, year / 366) / known,
        Days.SWAPPED: max(_on(dates, asked.year * 10_000 + asked.day * 100 + asked.month), year / 366) / known,
        Days.NEXT_YEAR: 2 * max(heap, year / 366) / known,
    }  # fmt: skip
    bits = np.zeros(len(Days), np.float32)
    for level, chance in share.items():
        bits[level] = log2(_BIRTH_M[level] / min(1.0, chance))
    bits[Days.SAME_YEAR_OTHER_DAY] = min(bits[Days.SAME_YEAR_OTHER_DAY], -1.0)
    return bits


def _between(dates: Dates, first: int, last: int) -> int:
    low, high = np.searchsorted(dates, np.array([first * 10_000, (last + 1) * 10_000], dates.dtype))
    return int(high - low)


def _on(dates: Dates, number: int) -> int:
    low, high = np.searchsorted(dates, np.array([number, number + 1], dates.dtype))
    return int(high - low)


def probability(bits: float) -> float:
    """The probability that stands behind posterior bits; a person may as well not be here as be here."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))
