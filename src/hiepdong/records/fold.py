"""What the room of records keeps in mind while entries are taken in: heads, links, standing releases.

Index rows are the difference between the rows of a head before and after, so one act, a batch and a rebuild agree.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from hiepdong.journal.models import BodyRow
from hiepdong.journal.rows import Rows
from hiepdong.journal.statement import Entry
from hiepdong.records import indexing
from hiepdong.records.head import Head
from hiepdong.records.imports import Imports
from hiepdong.records.kinds import kind_of
from hiepdong.records.links import Link, link_row
from hiepdong.records.models import LinkRow, NewsRow, RecordRow, SightRow
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from hiepdong.journal.writing import Writing

_head_decoder = msgspec.msgpack.Decoder(Head)
_head_encoder = msgspec.msgpack.Encoder()
Step = Callable[["Records", Entry, Any], None]
Content = tuple[dict[str, Any], dict[str, Any]]
_steps: dict[type[Act], Step] = {}
KEPT_IN_MIND = 10_000


class Records:
    """Heads and links by id, as of the last entry taken in."""

    def __init__(self, writing: "Writing") -> None:
        self.writing = writing
        self.prefix = writing.rows.prefix
        self._heads: dict[str, Head | None] = {}
        self._ids: dict[int, str] = {}
        self._links: dict[str, Link | None] = {}
        self._stored: dict[int, indexing.Indexed] = {}
        self._indexed: dict[int, indexing.Indexed] = {}
        self._stored_links: dict[int, Link] = {}
        self._touched: set[int] = set()
        self._documents: dict[int, Content] = {}
        self._news: list[tuple[str, int, int]] = []

    def apply(self, entry: Entry, act: Act) -> None:
        """Take an entry in."""
        step = _steps.get(type(act))
        if step is not None:
            step(self, entry, act)

    def head(self, record: str) -> Head | None:
        """The head of a record, if there is one."""
        if record not in self._heads:
            self._load_heads("uuid", [record])
            self._heads.setdefault(record, None)
        return self._heads[record]

    def is_hidden(self, head: Head) -> bool:
        """Whether the record came with an import that has not ended, or was taken back."""
        return bool(head.imported) and self.writing.fold(Imports).is_hidden(head.imported)

    def known(self, record: str | None) -> Head:
        """The head of a record. Raises Refused record.not_found."""
        head = self.head(record or "")
        if head is None:
            raise Refused("record.not_found")
        return head

    def known_link(self, link: str) -> Link:
        """A link. Raises Refused record.not_found."""
        found = self.link(link)
        if found is None:
            raise Refused("record.not_found")
        return found

    def by_number(self, no: int) -> Head:
        """The head of the record of that number on this node."""
        head = self._heads.get(self._ids.get(no, ""))
        return head if head is not None else self._load_heads("no", [no])[0]

    def link(self, link: str) -> Link | None:
        """A link, if there is one."""
        if link not in self._links:
            row = self._fetch(LinkRow, "uuid", [link])
            self._links[link] = _link(row[0]) if row else None
            if row:
                self._stored_links[row[0][0]] = _link(row[0])
        return self._links[link]

    def links_of(self, head: Head) -> list[Link]:
        """Every link that has the record at an end."""
        uuids: set[str] = set()
        for column in ("a", "b"):
            uuids.update(row[1] for row in self._fetch(LinkRow, column, [head.no]))
        uuids.update(link.id for link in self._links.values() if link and head.no in (link.a, link.b))
        return [self.known_link(uuid) for uuid in sorted(uuids)]

    def taken(self, uuid: str) -> bool:
        """Whether a record or link has this id."""
        if self._heads.get(uuid) or self._links.get(uuid):
            return True
        named = " UNION ALL ".join(
            f'SELECT 1 FROM "{self.prefix}{model._meta.db_table}" WHERE uuid = %s' for model in (RecordRow, LinkRow)
        )
        return bool(self.writing.rows.select(named, [uuid, uuid]))

    def put(self, head: Head) -> None:
        """Keep the head in mind in its new state."""
        self._heads[head.id], self._ids[head.no] = head, head.id
        self._touched.add(head.no)
        self._indexed[head.no] = indexing.Indexed(head)
        for model, text in self._indexed[head.no].texts:
            self.writing.rows.intern(model, text)

    def put_link(self, link: Link) -> None:
        """Keep a link in mind in its new state."""
        self._links[link.id] = link

    def remember(self, seq: int, document: dict[str, Any], effects: dict[str, Any]) -> None:
        """Keep a document at hand that this writing has just seen."""
        self._documents[seq] = document, effects

    def document(self, head: Head, number: int) -> dict[str, Any]:
        """The document of a version, from its body."""
        return self.content(head, number)[0]

    def content(self, head: Head, number: int) -> Content:
        """The document of a version, and what its entry set off."""
        seq = head.version_number(number).body_seq
        if seq not in self._documents:
            body = BodyRow.objects.only("bytes").get(seq=seq)
            said = msgspec.json.decode(bytes(body.bytes))
            self._documents[seq] = kind_of(head.kind).content(said["act"]), said["effects"]
        return self._documents[seq]

    def tell(self, entry: Entry, head: Head, units: Iterable[str]) -> None:
        """Note for other units that something was done to a record that they see as `head` has it."""
        told = set(units) - {entry.statement.unit}
        self._news += [(unit, entry.seq, head.no) for unit in told if head.held_by(unit, entry.day) is not None]

    def in_sight_of(self, unit: str) -> list[Head]:
        """Every record of which the unit holds anything."""
        self.flush(self.writing.rows)
        self.writing.rows.write()
        rows = self.writing.rows.select(
            f'SELECT DISTINCT record FROM "{self.prefix}{SightRow._meta.db_table}" WHERE unit = %s', [unit]
        )
        found = {head.no: head for head in self._heads.values() if head is not None}
        missing = [no for (no,) in rows if no not in found]
        for part in range(0, len(missing), 500):
            found.update({head.no: head for head in self._load_heads("no", missing[part : part + 500])})
        return [found[no] for (no,) in sorted(rows)]

    def flush(self, rows: Rows) -> None:
        """Hand over the rows that follow from the heads touched since the last flush."""
        for no in self._touched:
            after = self._indexed.pop(no)
            indexing.write(rows, self._stored.get(no), after, self.document, _head_encoder.encode)
            self._stored[no] = after
        for link in self._links.values():
            self._flush_link(rows, link)
        rows.insert(NewsRow, self._news)
        self._touched, self._news = set(), []
        if len(self._heads) > KEPT_IN_MIND:
            self.forget()

    def forget(self) -> None:
        """Let go of what is written, so that a long replay stays small."""
        self._heads, self._ids, self._links = {}, {}, {}
        self._stored, self._stored_links, self._documents = {}, {}, {}

    def _flush_link(self, rows: Rows, link: Link | None) -> None:
        if link is None or self._stored_links.get(link.no) == link:
            return
        if link.no in self._stored_links:
            rows.delete(LinkRow, ("no",), [(link.no,)])
        rows.insert(LinkRow, [link_row(link)])
        self._stored_links[link.no] = link

    def _load_heads(self, column: str, keys: list[Any]) -> list[Head]:
        loaded = [_head_decoder.decode(bytes(row[5])) for row in self._fetch(RecordRow, column, keys)]
        for head in loaded:
            self._heads[head.id], self._ids[head.no] = head, head.id
            self._stored[head.no] = indexing.Indexed(head)
        return loaded

    def _fetch(self, model: Any, column: str, keys: list[Any]) -> list[tuple[Any, ...]]:
        names = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
        places = ", ".join(["%s"] * len(keys))
        table = f"{self.prefix}{model._meta.db_table}"
        return self.writing.rows.select(f'SELECT {names} FROM "{table}" WHERE "{column}" IN ({places})', keys)


def _link(row: tuple[Any, ...]) -> Link:
    no, uuid, relation, a, b, pairs, asserted, confirmed, ended, how = row
    return Link(no, uuid, relation, a, b, msgspec.json.decode(pairs), asserted, confirmed, ended, how)


def learn(steps: dict[type[Act], Step]) -> None:
    """Rooms tell which of their functions takes in the entries of which act."""
    _steps.update(steps)
