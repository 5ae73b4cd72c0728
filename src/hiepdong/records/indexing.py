"""The index rows of a record, as a function of its head; a change writes the difference."""

from collections.abc import Callable
from typing import Any

from hiepdong.journal.rows import Row, Rows
from hiepdong.records import searchtable
from hiepdong.records.head import OPEN, Head, Span, behind, spans
from hiepdong.records.kinds import Kind, kind_of, spans_of
from hiepdong.records.masks import masked
from hiepdong.records.models import RecordRow, SightRow

DocumentOf = Callable[[Head, int], dict[str, Any]]


def write(rows: Rows, before: Head | None, after: Head, document: DocumentOf, encode: Callable[[Head], bytes]) -> None:
    """Gather the deletes and inserts that lead from the rows of `before` to those of `after`."""
    if before is after:
        return
    kind = kind_of(after.kind)
    if before is not None:
        rows.delete(RecordRow, ("no",), [(before.no,)])
    rows.insert(RecordRow, [_record_row(after, encode)])
    had, has = spans(before) if before else [], spans(after)
    _write_spans(rows, before, after, (had, has))
    _write_copies(rows, kind, (before, had), (after, has))
    _write_search(rows, kind, (before, had), (after, has), document)


def _record_row(head: Head, encode: Callable[[Head], bytes]) -> Row:
    waits = bool(head.offer or head.asked_by or behind(head) or head.erasers)
    return head.no, head.id, head.kind, head.owner, int(waits), encode(head)


def sight_row(head: Head, span: Span) -> Row:
    """The index row of a span."""
    return (
        span.unit,
        head.no,
        span.since,
        span.until,
        head.kind,
        head.facet(span.track, span.version).happened,
        span.lapses,
        span.track,
        span.version,
        span.owner,
        f"|{'|'.join(span.owners)}|",
        int(span.cancelled),
    )


def _write_spans(rows: Rows, before: Head | None, after: Head, both: tuple[list[Span], list[Span]]) -> None:
    had = _span_rows(before, both[0]) if before else set()
    has = _span_rows(after, both[1])
    for model, row in had - has:
        rows.delete(model, ("unit", "record", "since"), [row[:3]])
    for model, row in sorted(has - had, key=lambda pair: (pair[0].__name__, pair[1][:3])):
        rows.insert(model, [row])


def _span_rows(head: Head, all_spans: list[Span]) -> set[tuple[Any, Row]]:
    found: set[tuple[Any, Row]] = {(SightRow, sight_row(head, span)) for span in all_spans}
    for kept in spans_of(head.kind):
        for span in all_spans:
            found.update(kept.rows(head, span))
    return found


def _write_copies(
    rows: Rows, kind: Kind, before: tuple[Head | None, list[Span]], after: tuple[Head, list[Span]]
) -> None:
    had = _copies(before[0], kind, before[1])
    has = _copies(after[0], kind, after[1])
    for copy in had - has:
        for model in kind.copy_tables:
            rows.delete(model, ("record", "track", "version"), [copy[:3]])
    for record, track, version, _ in sorted(has - had):
        for model, row in kind.copy_rows(record, track, version, after[0].facet(track, version)):
            rows.insert(model, [row])


def _copies(head: Head | None, kind: Kind, all_spans: list[Span]) -> set[tuple[int, int, int, int]]:
    """Copies in use, each with the erasure after which its rows hold less."""
    if head is None or not kind.copy_tables:
        return set()
    return {(head.no, span.track, span.version, head.erased) for span in all_spans}


def _write_search(
    rows: Rows,
    kind: Kind,
    before: tuple[Head | None, list[Span]],
    after: tuple[Head, list[Span]],
    document: DocumentOf,
) -> None:
    head = after[0]
    had = _search_keys(before[0], before[1]) if before[0] else {}
    has = _search_keys(head, after[1])
    searchtable.remove(rows, [docid for docid in had if had[docid] != has.get(docid)])
    for docid, (track, version, units, _) in has.items():
        if had.get(docid) != has[docid]:
            text = kind.text(masked(document(head, version), head.tracks[track]))
            searchtable.add(rows, docid, text, units)


SearchKey = tuple[int, int, tuple[str, ...], int]


def _search_keys(head: Head, all_spans: list[Span]) -> dict[int, SearchKey]:
    """What search finds now: a row for each copy held, under an id that grows with the day of the event."""
    held: dict[tuple[int, int], list[str]] = {}
    for span in all_spans:
        if span.until == OPEN:
            held.setdefault((span.track, span.version), []).append(span.unit)
    return {
        searchtable.docid(head.facet(track, version).happened, head.no, slot): (
            track,
            version,
            tuple(sorted(units)),
            head.erased,
        )
        for slot, ((track, version), units) in enumerate(sorted(held.items()))
    }
