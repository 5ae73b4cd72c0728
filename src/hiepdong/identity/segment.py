"""One segment of an index: which of its persons may be the one asked for, and a first sum of bits for each."""

from typing import Any

import numpy as np
import numpy.typing as npt

from hiepdong.identity import scoring
from hiepdong.identity.asked import Asked, Line
from hiepdong.identity.births import Birth
from hiepdong.identity.documents import key
from hiepdong.identity.scoring import Bits
from hiepdong.identity.store import Array

Rows = npt.NDArray[np.int64]
_ROWS_ENOUGH = 24_000
_ROWS_OF_ONE_SYLLABLE = 80_000
_OTHER_END, _OTHER_MIDDLE = -3.0, -0.8


class Segment:
    """The arrays of `building.arrays`, mapped."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.names, self.row_starts, self.owners = arrays["names"], arrays["row_starts"], arrays["owners"]
        self.dates, self.sexes, self.homes = arrays["dates"], arrays["sexes"], arrays["homes"]
        self.postings, self.alive = arrays["postings"], arrays["alive"]
        self.document_keys, self.document_owners = arrays["document_keys"], arrays["document_owners"]
        self.identity_keys, self.identity_owners = arrays["identity_keys"], arrays["identity_owners"]
        self.body_ends, self.bodies = arrays["body_ends"], arrays["bodies"]
        self.tokens, self.home_words = arrays["tokens"], arrays["home_words"]
        self.token_counts, self.home_counts = arrays["token_counts"], arrays["home_counts"]

    @property
    def rows(self) -> int:
        """How many forms of names there are."""
        return len(self.names)

    def body(self, owner: int) -> bytes:
        """The identity as it was packed."""
        return bytes(self.bodies[self.body_ends[owner] : self.body_ends[owner + 1]])

    def with_key(self, keys: npt.NDArray[np.int64], owners: Array, wanted: npt.NDArray[np.int64]) -> Rows:
        """The owners of sorted keys that are among those wanted."""
        low, high = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
        return np.asarray(owners[_stretches(low, high)], np.int64)

    def candidates(self, asked: Asked) -> Rows:
        """Rows worth a first sum: by document, by day of birth, by the rarest syllables within the years."""
        found = [self.by_document(asked), self._by_day(asked.birth), *self._by_name(asked)]
        return _distinct(np.concatenate(found))

    def by_document(self, asked: Asked) -> Rows:
        if not asked.numbers:
            return np.empty(0, np.int64)
        keys = [key(number) for one in asked.numbers for number in (one.number, *one.slips)]
        owners = _distinct(self.with_key(self.document_keys, self.document_owners, np.array(keys, np.int64)))
        return _stretches(self.row_starts[owners], self.row_starts[owners + 1])

    def _by_day(self, birth: Birth) -> Rows:
        """Rows of the day itself, of day and month swapped, and of days and years beside it."""
        if not birth.day:
            return np.empty(0, np.int64)
        days = np.array(sorted(_days(birth)), np.int32)
        low, high = np.searchsorted(self.dates, days), np.searchsorted(self.dates, days + 1)
        return _stretches(self.row_starts[low], self.row_starts[high])

    def _by_name(self, asked: Asked) -> list[Rows]:
        """Postings of the rarest syllables, until there are enough."""
        windows = self._windows(asked.birth)
        found: list[Rows] = []
        for line in asked.lines:
            spans = sorted((self._spans(line, at, windows) for at in range(len(line.form))), key=lambda one: one[0])
            total = 0
            for count, low, high in spans:
                total += count
                if total > (_ROWS_OF_ONE_SYLLABLE if total == count else _ROWS_ENOUGH):
                    break
                found.append(self.postings[_stretches(low, high)] & 0xFFFF_FFFF)
        return found

    def _windows(self, birth: Birth) -> list[tuple[int, int]]:
        """Stretches of rows in which a birth can agree: nothing known, and the years around."""
        if not birth.year:
            return [(0, self.rows)]
        bounds = np.searchsorted(
            self.dates, np.array([1, (birth.year - 1) * 10_000, (birth.year + 2) * 10_000], np.int32)
        )
        unknown, first, last = self.row_starts[bounds].tolist()
        return [(0, unknown), (first, last)] if unknown else [(first, last)]

    def _spans(self, line: Line, at: int, windows: list[tuple[int, int]]) -> tuple[int, Array, Array]:
        tokens = line.expansions[at].ids.astype(np.int64) << 32
        low = np.searchsorted(self.postings, np.concatenate([tokens | first for first, _ in windows]))
        high = np.searchsorted(self.postings, np.concatenate([tokens + last for _, last in windows]))
        return int((high - low).sum()), low, high

    def first_sums(self, rows: Rows, asked: Asked, homes: Bits, birth: Bits) -> Bits:
        """A quick sum for each row, in which the order of a name and the numbers of documents have no part."""
        owners = self.owners[rows]
        sums = self._name_sums(rows, asked)
        sums += birth[scoring.birth_levels(asked.birth, self.dates[owners])]
        sex = self.sexes[owners]
        if asked.sex:
            sums += np.where(sex == asked.sex, scoring.SAME_SEX, np.where(sex == 0, 0, scoring.OTHER_SEX))
        if asked.homes:
            there = self.homes[owners]
            best = homes.take(there.T).max(axis=0)
            sums += np.where(best > 0, best, np.where(there.any(axis=1), scoring.OTHER_HOME, 0))
        sums[self.alive[owners] == 0] = -np.inf
        return sums

    def _name_sums(self, rows: Rows, asked: Asked) -> Bits:
        best: Bits = np.full(len(rows), -4 if asked.lines else 0, np.float32)
        columns = np.ascontiguousarray(self.names[rows].T)
        columns = columns[columns.any(axis=1)]
        for line in asked.lines:
            sums = np.zeros(len(rows), np.float32)
            for at in range(len(line.form)):
                worth = line.weights[at].take(columns).max(axis=0, initial=0)
                other = _OTHER_END if at in (0, len(line.form) - 1) else _OTHER_MIDDLE
                worth[worth == 0] = other
                sums += worth
            np.maximum(best, sums, out=best)
        return best


def _days(birth: Birth) -> set[int]:
    year, month, day = birth
    days = {birth.number, year * 10_000 + month * 100, year * 10_000 + day * 100 + month}
    days |= {Birth(year + by, month, day).number for by in (-1, 1)}
    days |= {one.number for one in birth.beside()}
    days |= {Birth(year, other, day).number for other in range(1, 13)}
    return days | {Birth(year, month, other).number for other in range(1, 32)}


def _distinct(numbers: Rows) -> Rows:
    """Each number once, sorted; `numpy.unique` hashes first, and is slower here."""
    if len(numbers) < 2:
        return numbers
    numbers = np.sort(numbers)
    return numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))]


def _stretches(low: Any, high: Any) -> Rows:
    """All numbers from each low up to its high."""
    lengths = np.maximum(np.asarray(high, np.int64) - low, 0)
    total = int(lengths.sum())
    starts = np.repeat(np.asarray(low, np.int64) - (np.cumsum(lengths) - lengths), lengths)
    return np.asarray(starts + np.arange(total), np.int64)
