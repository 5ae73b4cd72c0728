"""Words of a list matched to codes: offences, statuses, outcomes, units, communes, by the words they share."""

import re
from collections.abc import Iterable
from datetime import date

from hiepdong.forces import queries as forces
from hiepdong.forces.book import UnitEnd
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.fold import fold

ENOUGH = 0.6
FEW = 3
_EMPTY = frozenset(fold("tội trái phép chất các hoặc về hành vi người bị quyết định và theo tại của").split())
_SAID: dict[str, dict[str, str]] = {
    "statuses": {
        "bat qua tang": "bi-bat", "bi bat": "bi-bat", "bat": "bi-bat", "tam giu": "bi-tam-giu",
        "khoi to bi can": "bi-can", "xu phat hanh chinh": "vi-pham-hanh-chinh", "xphc": "vi-pham-hanh-chinh",
        "vphc": "vi-pham-hanh-chinh", "phat tien": "vi-pham-hanh-chinh", "truy na": "bi-truy-na",
        "dau thu": "dau-thu", "tu thu": "tu-thu", "dua dan": "duoc-dua-dan", "nghi van": "nghi-van",
        "giu khan cap": "bi-giu-khan-cap",
    },
    "outcomes": {
        "khoi to": "khoi-to", "khoi to vu an": "khoi-to", "khoi to vu an bi can": "khoi-to",
        "xu phat hanh chinh": "xu-phat", "xphc": "xu-phat", "phat hanh chinh": "xu-phat", "xu phat": "xu-phat",
        "phat tien": "xu-phat", "ban giao": "ban-giao", "chuyen ho so": "chuyen-ho-so", "nhac nho": "nhac-nho",
        "giao gia dinh": "giao-gia-dinh", "trao tra": "trao-tra", "day duoi": "day-duoi", "vo chu": "vo-chu",
        "dang dieu tra": "xac-minh", "dang xac minh": "xac-minh",
    },
}  # fmt: skip
_SAID["stages"] = _SAID["outcomes"]
_SHORT = {
    "dbp": "don bien phong", "bp": "bien phong", "bdbp": "bo doi bien phong", "ca": "cong an", "cah": "cong an huyen",
    "cax": "cong an xa", "catp": "cong an thanh pho", "cat": "cong an tinh", "chqs": "chi huy quan su",
    "bchqs": "ban chi huy quan su", "bch": "bo chi huy", "ckqt": "cua khau quoc te", "ck": "cua khau",
    "ubnd": "uy ban nhan dan", "qs": "quan su",
}  # fmt: skip
_PLACED = frozenset(fold("xã thị trấn phường tt p x huyện tỉnh thành phố").split())
_ARTICLE = re.compile(r"(?:\bdieu\s*)?\b(\d{3}a?)\b")


class Words:
    """Entries by their words; each text is matched once."""

    def __init__(self, entries: Iterable[tuple[str, str]], said: dict[str, str] | None = None) -> None:
        listed = [(code, fold(name)) for code, name in entries]
        self._entries = [(code, _telling(name)) for code, name in listed]
        self._known: dict[str, tuple[str, ...]] = {name.removeprefix("toi "): (code,) for code, name in listed[::-1]}
        self._known |= {name: (code,) for name, code in (said or {}).items()}

    def find(self, text: str) -> tuple[str, ...]:
        """The codes that the text may mean, best first: one when it is clear, none when nothing is like it."""
        told = fold(text).removeprefix("toi ")
        if told not in self._known:
            self._known[told] = self._match(_telling(told))
        return self._known[told]

    def _match(self, told: frozenset[str]) -> tuple[str, ...]:
        scored = sorted(
            ((len(told & words) / len(told | words), code) for code, words in self._entries if told & words),
            key=lambda one: -one[0],
        )
        near = [code for score, code in scored if score >= ENOUGH and score == scored[0][0]]
        if near:
            return tuple(dict.fromkeys(near))
        holding = dict.fromkeys(code for code, words in self._entries if told and told <= words)
        return tuple(holding) if len(holding) <= FEW and len(told) > 1 else ()


def _telling(folded: str) -> frozenset[str]:
    words = frozenset(folded.split())
    return words - _EMPTY or words


class Matching:
    """What a list's words mean, for one import; what was asked once is kept in mind."""

    def __init__(self) -> None:
        self._lists: dict[str, Words] = {}
        self._asked: dict[tuple[str, str], tuple[str, ...]] = {}
        self._changes = sorted({day for span in _unit_spans() for day in (span[2], span[3]) if day})
        self._units: dict[tuple[str, int], tuple[str, ...]] = {}
        self._communes: dict[tuple[str, bool], tuple[str, ...]] = {}

    def of_list(self, name: str, text: str) -> tuple[str, ...]:
        """Codes of a list of the vocabulary."""
        if (name, text) not in self._asked:
            self._asked[name, text] = self._words(name).find(text)
        return self._asked[name, text]

    def _words(self, name: str) -> Words:
        if name not in self._lists:
            entries = [(row.code, said) for row in codes.LISTS[name] for said in _names(row.vi, row.code)]
            self._lists[name] = Words(entries, _SAID.get(name))
        return self._lists[name]

    def offences(self, text: str, on: date) -> tuple[list[str], str]:
        """The offences that a cell names by article, name or code, and the part of it that is not understood."""
        if text in codes.offences:
            return ([text], "") if codes.offences.valid(text, on) else ([], text)
        parts = [(part, self._offence(part, on)) for part in _parts(text)]
        unclear = [part for part, named in parts if len(named) != 1]
        if unclear and len(whole := self._offence(text, on)) == 1:
            return list(whole), ""
        return ([], unclear[0]) if unclear else (list(dict.fromkeys(named[0] for _, named in parts)), "")

    def may_be(self, text: str, on: date) -> list[str]:
        """The offences that a text which is not clear may mean, the few likeliest."""
        return list(self._offence(text, on))[:FEW]

    def _offence(self, text: str, on: date) -> tuple[str, ...]:
        article = _ARTICLE.search(fold(text))
        if article is not None and codes.offences.valid(f"pc-{article[1]}", on):
            return (f"pc-{article[1]}",)
        return tuple(code for code in self.of_list("offences", text) if codes.offences.valid(code, on))

    def unit(self, text: str, on: date) -> tuple[str, ...]:
        """Units of that day by code, name or the usual abbreviation."""
        era = sum(day <= on for day in self._changes)
        key = (fold(text), era)
        if key not in self._units:
            standing = [
                (code, name) for code, name, start, end in _unit_spans() if start <= on and (not end or on < end)
            ]
            named = [code for code, name in standing if text.strip() == code]
            longer = [(code, _spelled(name)) for code, name in standing]
            self._units[key] = tuple(named) or Words(longer).find(_spelled(text))
        return self._units[key]

    def commune(self, text: str, on: date) -> tuple[str, ...]:
        """Communes of that day by their name, or their code."""
        key = (fold(text), on >= communes.REFORM)
        if key not in self._communes:
            named = " ".join(word for word in key[0].split() if word not in _PLACED)
            held = communes.communes(on)
            exact = [one.code for one in held if fold(one.name) == named or one.code == text.strip()]
            self._communes[key] = tuple(exact)
        return self._communes[key]


def _names(vietnamese: str, code: str) -> list[str]:
    bare = re.sub(r"\(.*?\)", " ", vietnamese)
    return [vietnamese, bare, code.replace("-", " ")] if bare != vietnamese else [vietnamese, code.replace("-", " ")]


def _unit_spans() -> list[tuple[str, str, date, date | None]]:
    """Every name of every unit with the days between which it bore it, the last not included."""
    book, found = forces.book(), []
    for code, spans in book.units.items():
        ends = [span.start for span in spans[1:]] + [None]
        for span, end in zip(spans, ends, strict=True):
            found.append((code, span.name, span.start, end or _day_after(book.ends.get(code))))
    return found


def _day_after(end: UnitEnd | None) -> date | None:
    return date.fromordinal(end.on.toordinal() + 1) if end else None


def _spelled(name: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in fold(name).split())


def _parts(text: str) -> list[str]:
    return [
        part for part in re.split(r"[;\n+]|,\s*(?=[Tt]ội|[Đđ]iều|\d{3})|\s+và\s+(?=tội|điều)", text) if part.strip()
    ]
