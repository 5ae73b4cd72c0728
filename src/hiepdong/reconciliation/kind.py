"""The reconciliation as a kind of record."""

from datetime import date

import msgspec

from hiepdong.journal.statement import Entry
from hiepdong.records import steps
from hiepdong.records.fold import Records, Step
from hiepdong.records.head import Facet
from hiepdong.records.kinds import Document, Effects, Kind
from hiepdong.records.masks import Mask
from hiepdong.terrain.conditions import check_where
from hiepdong.vocabulary import codes, reconciliation
from hiepdong.vocabulary import reconciliation_acts as acts
from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.clock import seconds_of_days
from hiepdong.vocabulary.parts import filled, read
from hiepdong.vocabulary.reconciliation import Reconciliation

NAME, PAGE = "reconciliation", "/doi-chieu"
MARKING = "internal"


def check(document: Document) -> Reconciliation:
    """The document as a Struct that holds every rule of the field. Raises Refused document.*."""
    said: Reconciliation = read(document, Reconciliation)
    reconciliation.check(said)
    return said


def title_of(start: date, end: date) -> str:
    """What a list calls it: the days."""
    return f"Đối chiếu số liệu {start:%d/%m/%Y} – {end:%d/%m/%Y}"


def facet(document: Document, _: Effects) -> Facet:
    """What index rows need of a whole document."""
    said = msgspec.convert(filled(document), type=Reconciliation)
    happened = seconds_of_days(said.end, said.end)[0]
    return Facet(happened, title_of(said.start, said.end), codes.markings[MARKING].rank, (), (), {})


def _whole(facet: Facet, _: Mask) -> Facet:
    return facet


def _more(viewer: object, head: object, sight: object) -> Document:
    from hiepdong.reconciliation.more import more

    return more(viewer, head, sight)  # type: ignore[arg-type]


KIND = Kind(
    name=NAME, check=check, facet=facet, mask_facet=_whole, maskable=frozenset({"note"}),
    text=lambda said: said.get("note") or "", copy_tables=(), copy_rows=lambda *_: [], check_where=check_where,
    fits=lambda _facet, _where: False, reduced=lambda said: {**said, "note": None}, parts=(("note", ("note",)),),
    more=_more, page=PAGE,
)  # fmt: skip


def proposed(records: Records, entry: Entry, act: acts.ReconciliationPropose) -> None:
    """A reconciliation begins."""
    steps.opened(records, entry, NAME, act.reconciliation)


def told(records: Records, entry: Entry, act: Act) -> None:
    """Something was said in it: those who see it have news."""
    head = records.known(entry.statement.record)
    records.tell(entry, head, head.in_sight())


STEPS: dict[type[Act], Step] = {
    acts.ReconciliationPropose: proposed, acts.ReconciliationPut: told, acts.ReconciliationAgree: told,
    acts.ReconciliationSign: told, acts.ReconciliationClose: told,
}  # fmt: skip
