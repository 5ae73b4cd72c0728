"""The piece of a text around the first word that was looked for."""

import re

from hiepdong.vocabulary.fold import fold

AROUND = 70
_WORD = re.compile(r"\w+")


def snippet(text: str, wanted: list[str]) -> str:
    """Some 140 characters around the first of the wanted (folded) words; whole words, without tone marks compared."""
    looked_for = set(wanted)
    for match in _WORD.finditer(text):
        if looked_for & set(fold(match.group()).split()):
            return _cut(text, match.start())
    return _cut(text, 0)


def _cut(text: str, at: int) -> str:
    start = max(0, at - AROUND)
    end = min(len(text), at + AROUND)
    if start > 0:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", at, end), at + 1)
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
