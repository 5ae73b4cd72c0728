"""More than one paper of a person, and what else a person has several of, in one line of text.

`hộ chiếu B1234567; giấy thông hành 0412`: the word of the kind, then the number.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from hiepdong.cases import wording
from hiepdong.vocabulary.fold import fold

USUAL = "cccd"
Document = dict[str, Any]


def text(papers: Iterable[Document]) -> str:
    """Papers as they are typed."""
    return joined(f"{wording.PAPERS.get(one['kind'], one['kind'])} {one.get('number') or ''}".strip() for one in papers)


def joined(parts: Iterable[str]) -> str:
    """Several things in one line."""
    return "; ".join(parts)


def parted(typed: str) -> list[str]:
    """The several things of one line."""
    return [one for part in typed.split(";") if (one := " ".join(part.split()))]


def read(typed: str) -> list[Document]:
    """Papers out of a line. Raises ValueError, with the part, for one that names no kind that is known or no number."""
    return [_paper(part) for part in parted(typed)]


def _kinds() -> dict[str, str]:
    """Kinds by their folded words in both languages, for a draft may be gone on with in the other one."""
    known = {fold(code): code for code in wording.PAPERS}
    for language in ("vi", "en"):
        with translation.override(language):
            known |= {fold(str(word)): code for code, word in wording.PAPERS.items()}
    return known


def _paper(part: str) -> Document:
    """The longest word of a kind that begins the part tells it; a bare number is of the usual kind."""
    pieces, kinds = part.split(" "), _kinds()
    for length in range(len(pieces) - 1, 0, -1):
        if kind := kinds.get(fold(" ".join(pieces[:length]))):
            return {"kind": kind, "number": " ".join(pieces[length:])}
    if len(pieces) == 1 and part.isdecimal():
        return {"kind": USUAL, "number": part}
    raise ValueError(part)
