"""Conditions on the units that took part: `U`, `U/**` with those below it on the day, `A|B` either."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from hiepdong.forces.book import Book


class Pattern(Struct, frozen=True):
    """Units of which one must be there, each alone or with those below it on the day."""

    alone: frozenset[str]
    trees: tuple[str, ...]

    def units(self, book: Book, on: date) -> frozenset[str]:
        """All units that fulfil it on a day."""
        if not self.trees:
            return self.alone
        below = {code for code in book.units if any(tree in book.parents(code, on) for tree in self.trees)}
        return self.alone | below


def patterns(texts: Iterable[str], book: Book) -> list[Pattern]:
    """The conditions as written. Raises Refused unit.unknown."""
    found = []
    for text in texts:
        parts = [part.strip() for part in text.split("|")]
        trees = tuple(part[:-3] for part in parts if part.endswith("/**"))
        alone = frozenset(part for part in parts if not part.endswith("/**"))
        book.require_known(*trees, *sorted(alone))
        found.append(Pattern(alone, trees))
    return found


def changes(book: Book) -> set[date]:
    """The days on which the structure of units changed."""
    return {span.start for spans in book.units.values() for span in spans} | {
        end.on + timedelta(days=1) for end in book.ends.values()
    }
