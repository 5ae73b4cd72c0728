"""Case documents drawn at random. Every text in them is a word of its own (`zq00017`), to be looked for later."""

import itertools
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.acts import ARMY, BASON, BORDER, CAOLOC, NGANGOAI, XUATLE
from tests.naive import Document

UNITS = (BASON, CAOLOC, NGANGOAI, XUATLE, ARMY, BORDER)
OFFENCES = ("pc-249", "pc-188", "pc-348", "ad-cross-no-formalities")
STATUSES = ("bi-can", "bi-tam-giu", "lam-chung", "duoc-dua-dan", "tha-khong-xu-ly")
COMMUNES = ("06202", "06190")
PERSON_FACTS = ("arrest", "custody", "released", "admin-custody")
CASE_FACTS = ("crime-report", "decided", "opened-by-post")
DAYS = (
    "2023-03-02T20:10:00+07:00", "2023-03-02T16:59:59Z", "2023-03-02T17:00:00Z", "2023-12-31T23:59:59+07:00",
    "2024-01-01T00:00:00+07:00", "2024-02-29T12:00:00+07:00", "2022-12-31T18:30:00+01:00",
)  # fmt: skip
Draw = Callable[[Any], Any]


class Drawing:
    """Words, choices and documents, out of what Hypothesis draws."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.words = itertools.count(1)

    def word(self) -> str:
        return f"zq{next(self.words):05}"

    def some(self, of: Any, most: int = 2) -> list[Any]:
        return list(self.draw(st.lists(st.sampled_from(of), max_size=most, unique=True)))

    def one(self, of: Any) -> Any:
        return self.draw(st.sampled_from(of))

    def chance(self, of_ten: int) -> bool:
        """True in so many of ten; False is the simpler."""
        return bool(self.draw(st.integers(0, 9)) >= 10 - of_ten)

    # ------------------------------------------------------------ documents

    def case(self, unit: str, before: Document | None = None) -> Document:
        """A case document, mostly about the persons that it was about before."""
        document: Document = {
            "title": self.word(), "occurred": {"from": self.one(DAYS)}, "offences": self.some(OFFENCES) or ["pc-249"],
            "lead": unit if self.chance(6) else self.one(UNITS), "supporting": self.some(UNITS), "summary": self.word(),
            "subjects": self.people("subjects", before, self.subject),
            "others": self.people("others", before, self.other),
            "place": {"commune": self.one((None, *COMMUNES)), "village": self.word(), "text": self.word()},
            "outcomes": self.some(("khoi-to", "xu-phat"), 2), "found": self.one((None, *UNITS)),
            "exhibits": [{"kind": "heroin", "note": self.word()}] if self.chance(3) else [],
            "stage": self.one((None, "khoi-to")), "arrested": self.some(UNITS, 1), "facts": self.facts(CASE_FACTS),
        }  # fmt: skip
        return {**document, **self.oddities()}

    def oddities(self) -> Document:
        """What makes a case count nowhere, be marked, or be refused."""
        odd: list[Document] = [
            {"exercise": True}, {"marking": "limited"}, {"marking": "limited"}, {"marking": "mat"}, {"colour": "đỏ"},
            {"offences": ["pc-999"]}, {"lead": "bp-nowhere"},
        ]  # fmt: skip
        return odd[self.draw(st.integers(0, len(odd) - 1))] if self.chance(3) else {}

    def people(self, name: str, before: Document | None, make: Callable[[str], Document]) -> list[Document]:
        known = [person["key"] for person in (before or {}).get(name) or ()]
        if known and self.chance(7):
            return [make(key) for key in known]
        chosen = self.some(("s1", "s2", "s3"), 3 if name == "subjects" else 1)
        return [make(self.word() if self.chance(2) else key) for key in chosen]

    def facts(self, kinds: tuple[str, ...]) -> list[Document]:
        """What was done in the proceedings, seldom anything."""
        return [{"kind": kind, "at": self.one(DAYS)} for kind in self.some(kinds)] if self.chance(2) else []

    def subject(self, key: str) -> Document:
        found: Document = {"key": key, "status": self.one(STATUSES), "name": self.word(), "aliases": [self.word()]}
        found |= {"facts": facts} if (facts := self.facts(PERSON_FACTS)) else {}
        nationality, own = self.one((None, "VN", "CN")), self.some(OFFENCES, 1)
        if self.chance(2):
            found |= {"documents": [{"kind": "cccd", "number": self.word()}], "led": True, "home": self.word()}
        if self.chance(2):
            found |= {"led": True, "birth": self.one(("2005-03-03", "2006", "2005", "1990"))}
            found |= {"minor": True} if self.chance(3) else {}
        return found | ({"nationality": nationality} if nationality else {}) | ({"offences": own} if own else {})

    def other(self, key: str) -> Document:
        return {"key": key, "role": "victim", "name": self.word()}
