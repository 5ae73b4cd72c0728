"""Identities made into the arrays of a segment.

Persons are numbered by their day of birth, so that a year or a day is one stretch of numbers, and so is every
posting of a syllable within a year. A row is one form of a person's name; rows of a person stand together.
"""

from array import array
from collections.abc import Iterable

import msgspec
import numpy as np
import numpy.typing as npt

from hiepdong.identity import births, documents, names
from hiepdong.identity.homes import MOST, places
from hiepdong.identity.model import Identity
from hiepdong.identity.store import Array

SEXES = {"m": 1, "f": 2}
_encode = msgspec.msgpack.Encoder().encode


class Numbers:
    """A number for each word; 0 is no word. A word that was blanked keeps its number for nobody."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(words) or [""]
        self._numbers = {word: number for number, word in enumerate(self.words) if word.strip()}

    def of(self, word: str) -> int:
        """The number of a word; a new word gets the next."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number


class Gathered:
    """Identities as they come, with a number for each new syllable and place."""

    def __init__(self, tokens: Iterable[str], homes: Iterable[str]) -> None:
        self.tokens, self.homes = Numbers(tokens), Numbers(homes)
        self.name_rows = array("i")
        self.rows = array("i")
        self.dates, self.sexes, self.places = array("i"), array("B"), array("i")
        self.document_keys, self.document_owners = array("q"), array("i")
        self.identity_keys = array("q")
        self.bodies, self.ends = bytearray(), array("q", [0])

    def add(self, identity: Identity) -> None:
        """One more person."""
        number = len(self.dates)
        forms = names.all_forms(identity.name, identity.aliases)
        for form in forms or ((),):
            ids = [self.tokens.of(token) for token in form]
            self.name_rows.extend(ids + [0] * (names.LONGEST - len(ids)))
        self.rows.append(len(forms) or 1)
        birth, sex = births.read(identity.birth), identity.gender
        for document in identity.documents:
            said = documents.normal(document.kind, document.number)
            if said:
                self.document_keys.append(documents.key(said))
                self.document_owners.append(number)
                birth, sex = _as_said(document.kind, said, birth, sex)
        self.dates.append(birth.number)
        self.sexes.append(SEXES.get(sex or "", 0))
        homes = [self.homes.of(place) for place in places(identity.home)]
        self.places.extend(homes + [0] * (MOST - len(homes)))
        self.identity_keys.append(identity_key(identity.id))
        self.bodies += _encode(identity)
        self.ends.append(len(self.bodies))


def identity_key(identity: str) -> int:
    """An id as 63 bits."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(identity.encode(), digest_size=8).digest(), "little") >> 1


def _as_said(kind: str, number: str, birth: births.Birth, sex: str | None) -> tuple[births.Birth, str | None]:
    """What is not stated otherwise is taken from the number of a sound document."""
    if kind not in ("cccd", "cn-id") or (birth.year and sex):
        return birth, sex
    read, holder = documents.holder(kind, number)
    return (birth if birth.year else read), sex or holder


def gather(identities: Iterable[Identity], tokens: Iterable[str] = (), homes: Iterable[str] = ()) -> Gathered:
    """All identities; `tokens` and `homes` have numbers already (of the base segment)."""
    gathered = Gathered(tokens, homes)
    for identity in identities:
        gathered.add(identity)
    return gathered


def arrays(gathered: Gathered, *, from_token: int = 0, from_home: int = 0) -> dict[str, Array]:
    """The arrays of a segment. Words before `from_…` are another segment's."""
    dates = np.asarray(gathered.dates, np.int32)
    order = np.argsort(dates, kind="stable").astype(np.int32)
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    rows = np.asarray(gathered.rows, np.int32)
    row_starts = np.concatenate(([0], np.cumsum(rows[order]))).astype(np.int32)
    name_rows = np.asarray(gathered.name_rows, np.int32).reshape(-1, names.LONGEST)[_rows_in_order(rows, order)]
    at = np.asarray(gathered.ends, np.int64)
    lengths = np.diff(at)[order]
    document_keys = np.asarray(gathered.document_keys, np.int64)
    by_document = np.argsort(document_keys, kind="stable")
    identity_keys = np.asarray(gathered.identity_keys, np.int64)
    by_identity = np.argsort(identity_keys, kind="stable")
    homes = np.asarray(gathered.places, np.int32).reshape(-1, MOST)[order]
    return {
        "names": name_rows, "row_starts": row_starts,
        "owners": np.repeat(np.arange(len(order), dtype=np.int32), rows[order]),
        "dates": dates[order], "sexes": np.asarray(gathered.sexes, np.uint8)[order], "homes": homes,
        "postings": _postings(name_rows),
        "document_keys": document_keys[by_document],
        "document_owners": place[np.asarray(gathered.document_owners, np.int32)[by_document]],
        "identity_keys": identity_keys[by_identity], "identity_owners": place[by_identity.astype(np.int32)],
        "body_ends": np.concatenate(([0], np.cumsum(lengths))),
        "bodies": _bodies(gathered.bodies, at, order), "alive": np.ones(len(order), np.uint8),
        "tokens": _packed(gathered.tokens.words[from_token:]), "home_words": _packed(gathered.homes.words[from_home:]),
        "token_counts": np.bincount(name_rows.ravel(), minlength=len(gathered.tokens.words)).astype(np.int64),
        "home_counts": np.bincount(homes.ravel(), minlength=len(gathered.homes.words)).astype(np.int64),
    }  # fmt: skip


def _rows_in_order(rows: npt.NDArray[np.int32], order: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    starts = np.cumsum(rows) - rows
    lengths = rows[order]
    first = np.repeat(starts[order], lengths)
    within = np.arange(len(first)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.asarray(first + within, np.int64)


def _postings(name_rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Token and row in one number, sorted: the rows of a token within a stretch of rows are one stretch here."""
    row, column = np.nonzero(name_rows)
    return np.unique((name_rows[row, column].astype(np.int64) << 32) | row)


def _bodies(bodies: bytearray, at: npt.NDArray[np.int64], order: npt.NDArray[np.int32]) -> npt.NDArray[np.uint8]:
    view = memoryview(bodies)
    starts = at.tolist()
    return np.frombuffer(b"".join([view[starts[one] : starts[one + 1]] for one in order.tolist()]), np.uint8)


def _packed(words: list[str]) -> npt.NDArray[np.uint8]:
    """Words one a line."""
    return np.frombuffer("".join(word + "\n" for word in words).encode(), np.uint8)


def unpacked(packed: Array) -> list[str]:
    """What `_packed` has packed."""
    return bytes(packed).decode().split("\n")[:-1]
