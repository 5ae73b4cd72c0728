"""One person beside a question: the whole sum of bits, and its reasons."""

from typing import NamedTuple

import msgspec
import numpy as np

from hiepdong.identity import births, documents, scoring
from hiepdong.identity.asked import Asked, Line
from hiepdong.identity.hanzi import is_hanzi, vietnamese
from hiepdong.identity.homes import places
from hiepdong.identity.lexicon import Level, Lexicon
from hiepdong.identity.likeness import Likeness, likeness
from hiepdong.identity.model import Identity, Query, Reason
from hiepdong.identity.names import forms
from hiepdong.identity.scoring import Bits, Days
from hiepdong.identity.segment import Segment
from hiepdong.identity.syllables import plain, spelt

_decode = msgspec.msgpack.Decoder(Identity).decode
_OF_LEVEL = {
    Level.INITIAL: "name.initials", Level.OTHER_TONES: "name.tones", Level.REGIONAL: "name.regional",
    Level.SOUND: "name.sound", Level.SLIP: "name.slip", Level.ACROSS: "name.across",
    Level.ACROSS_SELDOM: "name.across", Level.HOMOPHONE: "name.homophone",
}  # fmt: skip


class Compared(NamedTuple):
    """A person, the sum of bits for him, and where it comes from."""

    identity: Identity
    bits: float
    line: Line | None
    record: tuple[int, ...]
    name: Likeness
    days: Days
    rest: tuple[Reason, ...]

    @property
    def may_alert(self) -> bool:
        """A name with a year alone never alerts: a day of birth or a document must agree."""
        return self.days in scoring.FULL or any(one.code in ("document.same", "document.near") for one in self.rest)


def compare(segment: Segment, owners: list[int], asked: Asked, birth: Bits, lexicon: Lexicon) -> list[Compared]:
    """The whole comparison with each of these persons."""
    days = scoring.birth_levels(asked.birth, segment.dates[owners]).tolist()
    sexes = segment.sexes[owners].tolist()
    names = _names(segment, owners, asked)
    found: list[Compared] = []
    for owner, name, day, sex in zip(owners, names, days, sexes, strict=True):
        body = segment.body(owner)
        if segment.alive[owner]:
            found.append(_compared(_decode(body), asked, birth, name, Days(day), sex))
    return found


Name = tuple[Line | None, tuple[int, ...], Likeness]


def _compared(identity: Identity, asked: Asked, birth: Bits, found: Name, days: Days, sex: int) -> Compared:
    line, record, name = found
    numbers = _documents(asked, identity)
    if asked.said_by_number and numbers and numbers[0].bits > 0:
        days, sex = Days.UNKNOWN, 0
    rest = [*numbers, *_sex(asked, sex), *_home(asked, identity)]
    bits = (name.bits if line else 0.0) + float(birth[days]) + sum(one.bits for one in rest)
    return Compared(identity, bits, line, record, name, days, tuple(rest))


def _names(segment: Segment, owners: list[int], asked: Asked) -> list[Name]:
    """For each person the form of his name that is likest to a form that was asked for."""
    starts, ends = segment.row_starts[owners].tolist(), segment.row_starts[np.add(owners, 1)].tolist()
    rows = [row for start, end in zip(starts, ends, strict=True) for row in range(start, end)]
    ids = segment.names[rows]
    lengths = np.count_nonzero(ids, axis=1).tolist()
    tables = [(line, line.weights[:, ids].tolist(), line.levels[:, ids].tolist()) for line in asked.lines]
    best: list[Name] = []
    at = 0
    for start, end in zip(starts, ends, strict=True):
        found: Name = (None, (), Likeness(-np.inf))
        for row in range(at, at + end - start):
            for line, weights, levels in tables if lengths[row] else ():
                one = likeness([each[row] for each in weights], [each[row] for each in levels], lengths[row])
                if one.bits > found[2].bits:
                    found = (line, tuple(ids[row, : lengths[row]].tolist()), one)
        best.append(found)
        at += end - start
    return best


def _documents(asked: Asked, identity: Identity) -> list[Reason]:
    """The best agreement of any document; without one, each kind that both have and that differs."""
    against: list[Reason] = []
    best: Reason | None = None
    for document in identity.documents:
        known = documents.normal(document.kind, document.number)
        for one in asked.numbers:
            if known == one.number:
                return [Reason("document.same", scoring.SAME_DOCUMENT, one.number, known)]
            if known in one.slips:
                best = Reason("document.near", scoring.NEAR_DOCUMENT, one.number, known)
            elif document.kind == one.kind:
                weight = scoring.OTHER_DOCUMENT.get(one.kind, -1.0)
                against.append(Reason("document.other", weight, one.number, known))
    return [best] if best else against[:1]


def _sex(asked: Asked, known: int) -> list[Reason]:
    if not asked.sex or not known:
        return []
    same = asked.sex == known
    return [Reason("sex.same", scoring.SAME_SEX) if same else Reason("sex.other", scoring.OTHER_SEX)]


def _home(asked: Asked, identity: Identity) -> list[Reason]:
    there = places(identity.home)
    if not asked.homes or not there:
        return []
    bits = max((asked.homes[place] for place in there if place in asked.homes), default=0.0)
    known = identity.home or ""
    return [Reason("home.same", bits, "", known) if bits else Reason("home.other", scoring.OTHER_HOME, "", known)]


def reasons(compared: Compared, asked: Asked, query: Query, birth: Bits, lexicon: Lexicon) -> tuple[Reason, ...]:
    """All grounds, the weightiest first; what is wrong with the numbers asked for stands last."""
    found = [*compared.rest, *_birth_reason(compared, query, birth)]
    found.sort(key=lambda one: -abs(one.bits))
    doubts = [
        Reason(code, 0.0, one.number)
        for one in query.documents
        for code in documents.contradictions(
            one.kind, documents.normal(one.kind, one.number), query.birth, query.gender
        )
    ]
    return (*_name_reasons(compared, asked, lexicon), *found, *doubts)


def _birth_reason(compared: Compared, query: Query, birth: Bits) -> list[Reason]:
    if compared.days == Days.UNKNOWN or not query.birth:
        return []
    code = f"birth.{compared.days.name.lower()}"
    asked, known = births.read(query.birth), births.read(compared.identity.birth)
    if compared.days == Days.SAME_YEAR:
        asked = known = births.Birth(asked.year)
    return [Reason(code, round(float(birth[compared.days]), 2), _shown(asked), _shown(known))]


def _shown(birth: births.Birth) -> str:
    return f"{birth.day:02d}/{birth.month:02d}/{birth.year}" if birth.day else str(birth.year or "?")


def _name_reasons(compared: Compared, asked: Asked, lexicon: Lexicon) -> list[Reason]:
    """How the names agree, and below it each syllable that is written otherwise."""
    if compared.line is None:
        return []
    known, name, bits = compared.identity.name or "", compared.name, round(compared.name.bits, 2)
    record = tuple(lexicon.tokens[one] for one in compared.record)
    levels = [answer[1] if answer else Level.NONE for answer in name.answers]
    whole = not name.left and Level.NONE not in levels
    if name.bits <= 0:
        return [Reason("name.other", bits, asked.name, known)]
    if known and record not in forms(known)[:1]:
        found = [Reason("name.alias", bits, " ".join(map(spelt, record)), known)]
    elif whole and not name.turned and max(levels) <= Level.TONES_LEFT_OUT:
        code = "name.same" if set(levels) == {Level.SAME} else "name.without_tones"
        return [Reason(code, bits, asked.name, known)]
    else:
        found = [Reason("name.alike", bits, asked.name, known)]
    found += [Reason("name.turned", 0.0)] if name.turned else []
    found += [] if whole else [Reason("name.fewer", 0.0)]
    return found + _syllable_reasons(compared.line, record, name)


def _syllable_reasons(line: Line, record: tuple[str, ...], name: Likeness) -> list[Reason]:
    return [
        _syllable_reason(Level(answer[1]), token, record[answer[0]])
        for token, answer in zip(line.form, name.answers, strict=True)
        if answer and answer[1] > Level.TONES_LEFT_OUT
    ]


def _syllable_reason(level: Level, asked: str, known: str) -> Reason:
    """What one syllable has to do with the other; of a character, how it is read."""
    if is_hanzi(asked[0]) == is_hanzi(known[0]):
        return Reason(_OF_LEVEL.get(level, "name.sound"), 0.0, spelt(asked), spelt(known))
    sign, letters = (asked, known) if is_hanzi(asked[0]) else (known, asked)
    read = {plain(one) for one in vietnamese(sign)}
    code = "name.reading_vi" if plain(letters) in read else "name.reading_pinyin"
    return Reason(code, 0.0, spelt(letters), sign)
