"""Why a report stands as it does, as a picture: words on the left, where they come from in the middle, it on the right.

Words with one origin meet in one dot, so that the eye counts origins and not words. Across in per cent, down in pixels.
"""

from msgspec import Struct

from hiepdong.information.standing import AGAINST, Standing, Word

TOP, ROW = 34, 34
WORD_X, ORIGIN_X, REPORT_X = 7, 50, 93


class Node(Struct, frozen=True):
    """A word, by its number in the list beside it, or an origin."""

    number: int
    y: int
    owner: str = ""
    against: bool = False


class Line(Struct, frozen=True):
    """From one to another; `against` contradicts, `counts` False is a word from the report's own origin."""

    x1: int
    y1: float
    x2: int
    y2: float
    against: bool
    counts: bool = True


class Graph(Struct, frozen=True):
    """The picture; `middle`: how far down the report stands."""

    height: int
    middle: float
    words: list[Node]
    origins: list[Node]
    lines: list[Line]


def graph(standing: Standing) -> Graph | None:
    """The picture of a standing; None where nobody has said anything."""
    words = standing.words
    if not words:
        return None
    tokens = list(dict.fromkeys(token for word in words for token in word.origins))
    rows = max(len(words), len(tokens))
    middle = TOP + ROW * (rows - 1) / 2
    nodes = [Node(number + 1, _down(number, len(words), rows), word.owner, _is_against(word))
             for number, word in enumerate(words)]  # fmt: skip
    origins = [Node(number + 1, _down(number, len(tokens), rows)) for number in range(len(tokens))]
    at = {token: node.y for token, node in zip(tokens, origins, strict=True)}
    lines = [line for word, node in zip(words, nodes, strict=True) for line in _from_word(word, node.y, at, middle)]
    return Graph(TOP + ROW * (rows - 1) + TOP // 2, middle, nodes, origins, [*lines, *_to_report(words, at, middle)])


def _down(number: int, count: int, rows: int) -> int:
    """How far down the number-th of so many stands, the fewer ones spread over the rows of the more."""
    return round(TOP + ROW * (number + (rows - count) / 2))


def _is_against(word: Word) -> bool:
    return word.says == AGAINST


def _from_word(word: Word, y: float, at: dict[str, int], middle: float) -> list[Line]:
    if not word.origins:
        return [Line(WORD_X, y, REPORT_X, middle, _is_against(word), counts=False)]
    return [Line(WORD_X, y, ORIGIN_X, at[token], _is_against(word)) for token in word.origins]


def _to_report(words: tuple[Word, ...], at: dict[str, int], middle: float) -> list[Line]:
    says = dict.fromkeys((token, _is_against(word)) for word in words for token in word.origins)
    return [Line(ORIGIN_X, at[token], REPORT_X, middle, against) for token, against in says]
