"""The index of the persons that a node holds: made, asked, kept up to date, and made to forget.

    Index.build(identities, path)        all anew, swapped in when it is whole
    index = Index(path)
    index.search(query, top=10)          hits, best first, with their reasons; `among`: of those that may be found
    index.update(identities)             those persons as they are now, new or known
    index.erase(ids)                     nothing of them stays in the file

One writer at a time: who calls `update`, `erase` or `build` sees to that by a lock. Any number of
processes may search meanwhile; each looks at the head of the file first.
"""

from collections.abc import Callable, Iterable, Iterator
from math import log2
from pathlib import Path

import msgspec
import numpy as np

from hiepdong.identity import building, erasing, scoring
from hiepdong.identity.asked import Asked, asked
from hiepdong.identity.comparing import Compared, compare, reasons
from hiepdong.identity.lexicon import Lexicon
from hiepdong.identity.model import Band, Hit, Identity, Query
from hiepdong.identity.scoring import Bits
from hiepdong.identity.segment import Rows, Segment
from hiepdong.identity.store import HEAD_SIZE, Head, Mapped, swap_in, write_fresh, write_head, write_segment

Among = Callable[[list[str]], set[str]]
"""Which of some ids may be found. Asked while the index looks, so that nobody else takes a place among the best."""

_COMPARED, _LOOKED_AT = 40, 4_000
_FRESH_MOST = 2_000
_decode = msgspec.msgpack.Decoder(Identity).decode


class Index:
    """An index in its file. Raises `store.NotAnIndex` where the file is none, `FileNotFoundError` where none is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open()

    @classmethod
    def build(cls, identities: Iterable[Identity], path: Path) -> "Index":
        """Make the file anew beside the old one and swap it in."""
        arrays = building.arrays(building.gather(identities))
        beside = path.with_name(path.name + ".new")
        beside.touch(mode=0o600)
        with beside.open("wb") as file:
            file.write(b"\0" * HEAD_SIZE)
            write_segment(file, arrays)
            write_head(file, Head(1, HEAD_SIZE, file.tell()))
        swap_in(beside, path)
        return cls(path)

    def _open(self) -> None:
        self._mapped = Mapped(self.path)
        base = self._mapped.arrays(self._mapped.head.base)
        self._tokens = building.unpacked(base["tokens"])
        self._homes = building.unpacked(base["home_words"])
        self._base_words = (len(self._tokens), len(self._homes))
        self.segments = [Segment(base)]
        self._lexicon = Lexicon(self._tokens, base["token_counts"], len(base["names"]))
        self._read_fresh()

    def _read_fresh(self) -> None:
        if self._mapped.head.fresh:
            fresh = self._mapped.arrays(self._mapped.head.fresh)
            self._tokens = self._tokens[: self._base_words[0]] + building.unpacked(fresh["tokens"])
            self._homes = self._homes[: self._base_words[1]] + building.unpacked(fresh["home_words"])
            self.segments = [self.segments[0], Segment(fresh)]
        self._lexicon.extend(self._tokens[len(self._lexicon.tokens) :])
        self._recount()

    def _recount(self) -> None:
        tokens = np.zeros(len(self._tokens), np.int64)
        homes = np.zeros(len(self._homes), np.int64)
        for segment in self.segments:
            tokens[: len(segment.token_counts)] += segment.token_counts
            homes[: len(segment.home_counts)] += segment.home_counts
        self._lexicon.recount(tokens, sum(segment.rows for segment in self.segments))
        self._home_numbers = {word: number for number, word in enumerate(self._homes) if word}
        self._home_counts = {word: int(homes[number]) for word, number in self._home_numbers.items()}
        self.persons = sum(len(segment.alive) for segment in self.segments)

    def _follow(self) -> None:
        if not self._mapped.is_current():
            self._open()

    def __len__(self) -> int:
        """How many persons are in the index."""
        self._follow()
        return sum(int(np.count_nonzero(segment.alive)) for segment in self.segments)

    def search(self, query: Query, top: int = 10, among: Among | None = None) -> list[Hit]:
        """Those who may be the person asked for, best first, each with probability, band and reasons."""
        while True:
            self._follow()
            try:
                hits = self._search(query, top, among)
            except (IndexError, ValueError):
                if self._mapped.is_current():
                    raise
                continue
            if self._mapped.is_current():
                return hits

    def _search(self, query: Query, top: int, among: Among | None) -> list[Hit]:
        known = asked(query, self._lexicon, self._home_counts, self.persons)
        if not known.lines and not known.numbers:
            return []
        birth = scoring.birth_weights(known.birth, self.segments[0].dates)
        compared = [one for segment in self.segments for one in self._in(segment, known, birth, among)]
        compared.sort(key=lambda one: (-one.bits, one.identity.id))
        prior = log2(self.persons + scoring.BACKGROUND)
        found: list[Hit] = []
        for one in compared[:top]:
            posterior = one.bits - prior
            if posterior >= scoring.LOOK:
                band: Band = "alert" if posterior >= scoring.ALERT and one.may_alert else "look"
                grounds = reasons(one, known, query, birth, self._lexicon)
                found.append(Hit(one.identity.id, round(scoring.probability(posterior), 4), band, grounds))
        return found

    def _in(self, segment: Segment, known: Asked, birth: Bits, among: Among | None) -> list[Compared]:
        rows = segment.candidates(known)
        if not len(rows):
            return []
        homes = np.zeros(len(self._homes), np.float32)
        for place, bits in known.homes.items():
            if place in self._home_numbers:
                homes[self._home_numbers[place]] = bits
        sums = segment.first_sums(rows, known, homes, birth)
        documented = np.isin(rows, segment.by_document(known)) if known.numbers else np.zeros(len(rows), bool)
        sums[documented] += scoring.NEAR_DOCUMENT
        owners = self._best(segment, rows, sums) if among is None else self._best_among(segment, rows, sums, among)
        return compare(segment, owners, known, birth, self._lexicon) if owners else []

    def _best(self, segment: Segment, rows: Rows, sums: Bits) -> list[int]:
        best = rows if len(rows) <= _COMPARED else rows[np.argpartition(-sums, _COMPARED)[:_COMPARED]]
        return sorted({owner for owner in segment.owners[best].tolist() if segment.alive[owner]})

    def _best_among(self, segment: Segment, rows: Rows, sums: Bits, among: Among) -> list[int]:
        found: list[int] = []
        for owners in _in_portions(segment, rows[np.argsort(-sums, kind="stable")[:_LOOKED_AT]]):
            ids = {_decode(segment.body(owner)).id: owner for owner in owners}
            may = among(list(ids))
            found += [owner for one, owner in ids.items() if one in may]
            if len(found) >= _COMPARED:
                break
        return sorted(found)

    def update(self, identities: Iterable[Identity]) -> None:
        """Have these persons as they are now: known ones are replaced, new ones added."""
        self._follow()
        changed = {one.id: one for one in identities}
        self.erase(changed)
        fresh = self.segments[1] if len(self.segments) > 1 else None
        kept = [_decode(fresh.body(owner)) for owner in np.nonzero(fresh.alive)[0].tolist()] if fresh else []
        everybody = [*kept, *changed.values()]
        if len(everybody) > min(max(_FRESH_MOST, self.persons // 50), len(self.segments[0].alive)):
            self._rebuild(everybody)
            return
        gathered = building.gather(everybody, self._tokens, self._homes)
        arrays = building.arrays(gathered, from_token=self._base_words[0], from_home=self._base_words[1])
        write_fresh(self.path, self._mapped.head, arrays)
        self._mapped = Mapped(self.path)
        self.segments = [Segment(self._mapped.arrays(self._mapped.head.base))]
        self._read_fresh()

    def _rebuild(self, everybody: list[Identity]) -> None:
        base = self.segments[0]
        owners = np.nonzero(base.alive)[0].tolist()
        Index.build((*(_decode(base.body(owner)) for owner in owners), *everybody), self.path)
        self._open()

    def erase(self, identities: Iterable[str]) -> int:
        """Make the index forget these persons: their bytes are overwritten in the file. Gives how many it knew."""
        self._follow()
        wanted = np.array([building.identity_key(one) for one in identities], np.int64)
        found = 0
        for segment in self.segments:
            for owner in segment.with_key(segment.identity_keys, segment.identity_owners, wanted).tolist():
                if segment.alive[owner]:
                    self._blank_words(*erasing.erase(segment, owner))
                    found += 1
        if found:
            self._recount()
        return found

    def _blank_words(self, tokens: set[int], homes: set[int]) -> None:
        """Words that nobody has any more go from the file too."""
        for number in tokens:
            if not sum(int(one.token_counts[number]) for one in self.segments if number < len(one.token_counts)):
                segment, at = self._place(number, self._base_words[0])
                erasing.blank_word(segment.tokens, at)
                self._tokens[number] = ""
        for number in homes:
            if not sum(int(one.home_counts[number]) for one in self.segments if number < len(one.home_counts)):
                segment, at = self._place(number, self._base_words[1])
                erasing.blank_word(segment.home_words, at)
                self._homes[number] = ""

    def _place(self, number: int, in_base: int) -> tuple[Segment, int]:
        return (self.segments[0], number) if number < in_base else (self.segments[1], number - in_base)


def _in_portions(segment: Segment, rows: Rows) -> Iterator[list[int]]:
    """The owners of rows, each once, in their order, some at a time: few first, for most often these are enough."""
    owners = [owner for owner in dict.fromkeys(segment.owners[rows].tolist()) if segment.alive[owner]]
    at, size = 0, _COMPARED
    while at < len(owners):
        yield owners[at : at + size]
        at, size = at + size, min(size * 4, 500)
