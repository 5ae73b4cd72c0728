"""Many cases without waiting for as many acts: the index rows that the projections make of them, put in at once.

Heads are made as an opening makes them and given to the product's own functions. Left out is the journal's signing
and chaining, which nothing that is measured over these cases reads.
"""

import random
from collections.abc import Iterator

import msgspec
from django.db import connection, transaction
from msgspec.structs import replace

from bench import world
from bench.row import Say
from bench.world import Document
from hiepdong.cases import kind
from hiepdong.figures.models import EventRow
from hiepdong.figures.projections import event_rows
from hiepdong.journal.models import BodyRow
from hiepdong.journal.rows import Rows
from hiepdong.records import indexing
from hiepdong.records.head import Facet, Head, Holder, State, Version, spans
from hiepdong.records.links import Link, link_row
from hiepdong.records.models import LinkRow

DISTRICT = "ca-caoloc"
FIRST, AT_ONCE = 1_000, 10_000
VARIETIES = 10_000
PAIR_OF = 100
UNITS = ("bp-huunghi", "bp-baolam", "bp-thanhloa", "bp-bason", "qs-caoloc", "hq-huunghi", "ca-xuatle", "ca-caolau")
NATIONALITIES = ("VN",) * 12 + ("CN",) * 4 + ("LA", "MM")
_encoder = msgspec.msgpack.Encoder()


def count_rows(count: int, say: Say) -> None:
    """Cases as figures read them: events, their texts and the links of one in a hundred pairs."""
    index = EventRow._meta.indexes[0]
    with transaction.atomic(), connection.cursor() as cursor:
        rows = Rows(cursor)
        cursor.execute(f"DROP INDEX {index.name}")
        for number, head in enumerate(_counted(count), 1):
            _count(rows, head)
            if number % AT_ONCE == 0:
                rows.write()
                say(f"filling in {count:,} cases: {number:,}")
        rows.write()
        say("making the index of figures")
        cursor.execute(str(index.create_sql(EventRow, connection.SchemaEditorClass(connection))))


def _count(rows: Rows, head: Head) -> None:
    events, texts = event_rows(head, spans(head))
    rows.insert(EventRow, [row for _, row in events])
    for model, text in texts:
        rows.intern(model, text)
    if head.linked and head.no % 2:
        link = Link(head.no, f"link {head.no}", "same-event", head.no - 1, head.no, [["s1", "s1"]], 1, confirmed=1)
        rows.insert(LinkRow, [link_row(link)])


def _counted(count: int) -> Iterator[Head]:
    """Heads of as many kinds as a district sees in years, each on its day; the facet is made once for each kind."""
    made = [(document["lead"], kind.facet(document, {})) for document in varieties(min(VARIETIES, count))]
    first = world.FIRST_DAY.toordinal()
    for number in range(FIRST, FIRST + count):
        owner, facet = made[number % len(made)]
        detail = {**facet.detail, "day": first + number * 7 % world.DAYS}
        head = _head(number, owner, replace(facet, detail=detail))
        yield replace(head, linked=number // 2 % PAIR_OF == 0)


def varieties(count: int) -> Iterator[Document]:
    """Cases of the sample with other units and persons in them: the same at every run."""
    chance, likes = random.Random(3), world.openings()
    for number in range(count):
        document = world.case(likes[number % len(likes)]["case"], number)
        persons = [
            {"key": f"s{place}", "status": "bi-can", "nationality": chance.choice(NATIONALITIES)}
            for place in range(chance.randrange(6))
        ]
        others = chance.sample(UNITS, chance.randrange(4))
        yield {**document, "lead": chance.choice(UNITS), "supporting": others, "subjects": persons}


def searched_rows(count: int, say: Say) -> None:
    """Cases as lists and search read them: heads, sights, copies, words, and the bodies with their documents."""
    likes = world.openings()
    with transaction.atomic(), connection.cursor() as cursor:
        rows = Rows(cursor)
        for number in range(FIRST, FIRST + count):
            like = likes[number % len(likes)]["case"]
            _search(rows, number, world.case(like, number))
            if number % AT_ONCE == 0:
                rows.write()
                say(f"filling in {count:,} records: {number:,}")
        rows.write()


def _search(rows: Rows, number: int, document: Document) -> None:
    indexed = indexing.Indexed(_head(number, document["lead"], kind.facet(document, {})))
    for model, text in indexed.texts:
        rows.intern(model, text)
    indexing.write(rows, None, indexed, lambda _head, _number: document, _encoder.encode)
    content = msgspec.json.encode({"act": {"case": document}, "effects": {}})
    rows.insert(BodyRow, [(number, b"", content, 0)])


def _head(number: int, owner: str, facet: Facet) -> Head:
    """A case just opened, and given whole to the district."""
    holders = {} if owner == DISTRICT else {DISTRICT: Holder(0, (), None, number, standing=True)}
    return Head(
        no=number, id=world.identity("record", number), kind="case", version=1, tracks=((),),
        versions=(Version(1, number, number, {0: facet}),),
        states=(State(number, 1, owner, (owner,), cancelled=False),), holders=holders,
    )  # fmt: skip
