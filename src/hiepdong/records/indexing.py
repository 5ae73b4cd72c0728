"""The index rows of a record, as a function of its head; a change writes the difference."""

from collections.abc import Callable
from typing import Any

from hiepdong.journal.rows import Model, Row, Rows
from hiepdong.records import searchtable
from hiepdong.records.head import OPEN, Head, Span, spans, waits_until
from hiepdong.records.kinds import kind_of, spans_of
from hiepdong.records.masks import masked
from hiepdong.records.models import RecordRow, SightRow

DocumentOf = Callable[[Head, int], dict[str, Any]]
Copy = tuple[int, int, int, int]
SearchKey = tuple[int, int, tuple[str, ...], int]


class Indexed:
    """A head with the rows that follow from it: spans, copies in use, what search finds.

    `texts` are those that rows name by digest; they stay once they were there.
    """

    def __init__(self, head: Head) -> None:
        self.head = head
        self.spans = spans(head)
        self.texts: list[tuple[Model, Row]] = []
        self.rows: set[tuple[Model, Row]] = {(SightRow, _sight_row(head, span)) for span in self.spans}
        for kept in spans_of(head.kind):
            rows, texts = kept.rows(head, self.spans)
            self.rows.update(rows)
            self.texts += texts
        # Each copy goes with the erasure after which its rows hold less.
        self.copies: set[Copy] = {(head.no, span.track, span.version, head.erased) for span in self.spans}
        self.search = _search_keys(head, self.spans)


def write(
    rows: Rows, before: Indexed | None, after: Indexed, document: DocumentOf, encode: Callable[[Head], bytes]
) -> None:
    """Gather the deletes and inserts that lead from the rows of `before` to those of `after`."""
    if before is after:
        return
    if before is not None:
        rows.delete(RecordRow, ("no",), [(before.head.no,)])
    rows.insert(RecordRow, [_record_row(after.head, encode)])
    _write_spans(rows, before.rows if before else set(), after.rows)
    _write_copies(rows, before.copies if before else set(), after)
    _write_search(rows, before.search if before else {}, after, document)


def _record_row(head: Head, encode: Callable[[Head], bytes]) -> Row:
    return head.no, head.id, head.kind, head.owner, waits_until(head), encode(head)


def _sight_row(head: Head, span: Span) -> Row:
    happened = head.facet(span.track, span.version).happened
    owners = f"|{'|'.join(span.owners)}|"
    return (
        span.unit, head.no, span.since, span.until, head.kind, happened, span.lapses, span.track, span.version,
        span.owner, owners, int(span.cancelled),
    )  # fmt: skip


def _write_spans(rows: Rows, had: set[tuple[Model, Row]], has: set[tuple[Model, Row]]) -> None:
    for model, row in had - has:
        rows.delete(model, ("unit", "record", "since"), [row[:3]])
    for model, row in has - had:
        rows.insert(model, [row])


def _write_copies(rows: Rows, had: set[Copy], after: Indexed) -> None:
    kind = kind_of(after.head.kind)
    for copy in had - after.copies:
        for model in kind.copy_tables:
            rows.delete(model, ("record", "track", "version"), [copy[:3]])
    for record, track, version, _ in after.copies - had:
        for model, row in kind.copy_rows(record, track, version, after.head.facet(track, version)):
            rows.insert(model, [row])


def _write_search(rows: Rows, had: dict[int, SearchKey], after: Indexed, document: DocumentOf) -> None:
    head, text_of = after.head, kind_of(after.head.kind).text
    searchtable.remove(rows, [docid for docid in had if had[docid] != after.search.get(docid)])
    for docid, key in after.search.items():
        if had.get(docid) != key:
            track, version, units, _ = key
            searchtable.add(rows, docid, text_of(masked(document(head, version), head.tracks[track])), units)


def _search_keys(head: Head, all_spans: list[Span]) -> dict[int, SearchKey]:
    """What search finds now: a row for each copy held, under an id that grows with the day of the event."""
    held: dict[tuple[int, int], list[str]] = {}
    for span in all_spans:
        if span.until == OPEN:
            held.setdefault((span.track, span.version), []).append(span.unit)
    return {
        searchtable.docid(head.facet(track, version).happened, head.no, slot): (
            track, version, tuple(sorted(units)), head.erased,
        )
        for slot, ((track, version), units) in enumerate(sorted(held.items()))
    }  # fmt: skip
