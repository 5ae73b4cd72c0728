"""Kinds of record, announced by the rooms that know their documents."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from hiepdong.records.head import Facet, Head, Span
from hiepdong.records.masks import Mask
from hiepdong.vocabulary.acts import Where

if TYPE_CHECKING:
    from hiepdong.journal.rows import Model
    from hiepdong.records.models import SightRow
    from hiepdong.records.sight import Viewer

LINKS = "/noi"
ENVELOPE = frozenset({"id", "act", "by", "for_unit", "at", "record"})

Document = dict[str, Any]
Effects = dict[str, Any]
References = dict[str, list[str] | str]


class Kind(Struct, frozen=True):
    """What a room says of a kind of record.

    `facet` makes the facet of a whole document and of what its entry set off, `mask_facet` the facet that a mask
    leaves of it. `refers` are the fields of the document that name other records, with all that they
    name; `lines.record` is the field of each of several lines.
    `text` is what full-text search finds in a (masked) document, `copy_rows` are the index rows of one copy.
    `check_where` and `fits` are the condition of a standing release; `reduced` is what stays after an erasure.
    `parts` are the usual things to leave out of a copy, each with its paths. `quotable` is the document as a list of
    hits may quote it, `for_holder` as a unit sees it that does not own the record. `more` is what `show` says besides.
    `page` is where its records have their pages, `listed` where they are listed (empty: there too).
    """

    name: str
    check: Callable[[Document], object]
    facet: Callable[[Document, Effects], Facet]
    mask_facet: Callable[[Facet, Mask], Facet]
    maskable: frozenset[str]
    text: Callable[[Document], str]
    copy_tables: tuple["Model", ...]
    copy_rows: Callable[[int, int, int, Facet], list[tuple["Model", tuple[Any, ...]]]]
    check_where: Callable[[Where], None]
    fits: Callable[[Facet, Where], bool]
    reduced: Callable[[Document], Document]
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    quotable: Callable[[Document], Document] = lambda document: document
    refers: Callable[[Facet], References] = lambda _: {}
    for_holder: Callable[[Document, str], Document] = lambda document, _: document
    more: Callable[["Viewer", Head, "SightRow"], dict[str, Any]] = lambda _viewer, _head, _sight: {}
    page: str = ""
    listed: str = ""

    def content(self, act: dict[str, Any]) -> Document:
        """The document in an act as it was sent: the field that bears the kind's name, else what is its own."""
        if self.name in act:
            return cast("Document", act[self.name])
        return {name: value for name, value in act.items() if name not in ENVELOPE}


ModelRow = tuple["Model", tuple[Any, ...]]


class SpanRows(Struct, frozen=True):
    """Index rows that a room keeps for each span (what one unit holds between two positions).

    `rows` gives those of all spans, and the texts that they name by digest. The tables' keys are unit, record, since.
    """

    tables: tuple["Model", ...]
    rows: Callable[[Head, list[Span]], tuple[list[ModelRow], list[ModelRow]]]


_kinds: dict[str, Kind] = {}
_spans: dict[str, list[SpanRows]] = {}


def announce(kind: Kind) -> None:
    """Called by a room as it starts."""
    _kinds[kind.name] = kind


def announce_spans(kind: str, span_rows: SpanRows) -> None:
    """Called by a room that keeps rows about the spans of another room's kind."""
    known = _spans.setdefault(kind, [])
    if span_rows not in known:
        known.append(span_rows)


def spans_of(kind: str) -> list[SpanRows]:
    """What rooms keep about the spans of a kind."""
    return _spans.get(kind, [])


def is_announced(name: str) -> bool:
    """Whether some room knows this kind."""
    return name in _kinds


def kind_of(name: str) -> Kind:
    """The kind of that name."""
    return _kinds[name]


def address(kind: str, record: str) -> str:
    """Where the page of a record is; a link has its own."""
    return f"{LINKS if kind == 'link' else _kinds[kind].page}/{record}"


def list_address(kind: str) -> str:
    """Where records of the kind are listed."""
    return _kinds[kind].listed or _kinds[kind].page


def kinds() -> list[Kind]:
    """All kinds."""
    return list(_kinds.values())
