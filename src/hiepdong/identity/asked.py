"""A question made ready: its forms with what each syllable may stand for, its birth, homes and numbers."""

from typing import NamedTuple

import numpy as np

from hiepdong.identity import births, documents, names
from hiepdong.identity.building import SEXES
from hiepdong.identity.hanzi import is_hanzi, is_pinyin
from hiepdong.identity.homes import places
from hiepdong.identity.lexicon import Expansion, Lexicon, Weights
from hiepdong.identity.model import Query
from hiepdong.identity.names import Form
from hiepdong.identity.scoring import HOME_M
from hiepdong.identity.store import Array
from hiepdong.identity.syllables import is_vietnamese, plain

_LEAST = 0.05


class Number(NamedTuple):
    """A document that was asked for, and every number one slip away."""

    kind: str
    number: str
    slips: frozenset[str]


class Line(NamedTuple):
    """One form of the name asked for, and for each syllable what it may stand for and two tables over the lexicon."""

    form: Form
    expansions: tuple[Expansion, ...]
    weights: Weights
    levels: Array


class Asked(NamedTuple):
    """All that is compared."""

    lines: tuple[Line, ...]
    birth: births.Birth
    sex: int
    homes: dict[str, float]
    numbers: tuple[Number, ...]
    name: str
    said_by_number: bool


def asked(query: Query, lexicon: Lexicon, home_counts: dict[str, int], persons: int) -> Asked:
    """Take a question apart. What it leaves out is read from its documents, where they say it."""
    numbers = tuple(
        Number(one.kind, said, frozenset(documents.slips(said)))
        for one in query.documents
        if (said := documents.normal(one.kind, one.number))
    )
    birth, sex = births.read(query.birth), query.gender
    stated = bool(birth.year)
    for one in numbers:
        read, holder = documents.holder(one.kind, one.number)
        birth, sex = (birth if birth.year else read), sex or holder
    homes = {
        place: max(float(np.log2(HOME_M * (persons + 1) / (home_counts.get(place, 0) + 1))), _LEAST)
        for place in places(query.home)
    }
    lines = tuple(_line(form, lexicon) for form in names.all_forms(query.name, query.aliases))
    return Asked(
        lines, birth, SEXES.get(sex or "", 0), homes, numbers, query.name or " ".join(query.aliases[:1]), not stated
    )


def _line(form: Form, lexicon: Lexicon) -> Line:
    letters = [token for token in form if not is_hanzi(token[0]) and not token.endswith(".")]
    as_pinyin = bool(letters) and all(token.isascii() and is_pinyin(plain(token)) for token in letters)
    as_vietnamese = all(is_vietnamese(plain(token)) for token in letters)
    expansions = tuple(lexicon.expand(token, as_pinyin=as_pinyin, as_vietnamese=as_vietnamese) for token in form)
    weights = np.zeros((len(form), len(lexicon.tokens)), np.float32)
    levels = np.zeros((len(form), len(lexicon.tokens)), np.int8)
    for at, expansion in enumerate(expansions):
        weights[at, expansion.ids] = expansion.weights
        levels[at, expansion.ids] = expansion.levels
    return Line(form, expansions, weights, levels)
