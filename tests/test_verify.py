"""Verify finds every change to what is stored: each bit of each entry, statement and body, and a tail that was cut."""

import contextlib
import copy
import random
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from hiepdong.journal import headfile
from hiepdong.journal.models import BodyRow, EntryRow, HeadRow
from hiepdong.journal.verifying import Chain, Verdict, verify
from tests import acts
from tests.acts import BASON, CAOLOC, COMMANDER, SECOND, do, rid
from tests.node import Node

COLUMNS: list[tuple[Any, str]] = [
    *((EntryRow, name) for name in ("seq", "act", "recorded", "statement", "signature", "hash")),
    *((BodyRow, name) for name in ("salt", "bytes", "reduced")),
]
Rows = list[tuple[EntryRow, BodyRow]]


def written(node: Node) -> Rows:
    """A journal with acts of several kinds, an erasure among them."""
    do(
        node,
        acts.opened(BASON, rid(1), subjects=[acts.person()]),
        acts.released(BASON, rid(1), CAOLOC, without=("summary",)),
    )
    do(
        node,
        acts.opened(CAOLOC, rid(2)),
        acts.revised(BASON, rid(1), 1, title="Bản hai"),
        acts.withdrawn(BASON, rid(1), CAOLOC),
    )
    for by in (COMMANDER, SECOND):
        do(node, acts.act("record.erase", by, record=rid(1), decision="QĐ 1", minutes=""))
    assert verify().ok
    return list(zip(EntryRow.objects.order_by("seq"), BodyRow.objects.order_by("seq"), strict=True))


def flipped(value: Any, bit: int) -> Any:
    """The value with one bit changed; the bit is taken round the value's length."""
    if isinstance(value, int):
        return value ^ (1 << bit % 40)
    raw = bytearray(value.encode() if isinstance(value, str) else bytes(value))
    raw[bit // 8 % len(raw)] ^= 1 << bit % 8
    return raw.decode("latin-1") if isinstance(value, str) else bytes(raw)


def bits(value: Any) -> int:
    return 40 if isinstance(value, int) else 8 * len(value)


def read(rows: Rows) -> Verdict:
    """What verify says of these rows, as if they were stored."""
    chain = Chain()
    for row, body in rows:
        chain.take(row, body)
    problems = [*chain.problems, *chain.at_the_end()]
    return Verdict(not problems, chain.count, problems)


def test_every_bit_of_an_entry_and_its_body_is_found(district: Node):
    rows = written(district)
    assert read(rows).ok
    for place in (0, len(rows) - 5, len(rows) - 1):
        before = _read_until(rows, place)
        for model, name in COLUMNS:
            value = getattr(rows[place][0 if model is EntryRow else 1], name)
            for bit in range(bits(value)):
                entry, body = copy.copy(rows[place][0]), copy.copy(rows[place][1])
                setattr(entry if model is EntryRow else body, name, flipped(value, bit))
                chain = copy.deepcopy(before)
                chain.take(entry, body)
                assert chain.problems or _differs_at_the_end(chain, rows, place), f"{model.__name__}.{name}, bit {bit}"


def _read_until(rows: Rows, place: int) -> Chain:
    """What was read before: so that each bit costs one entry and not all of them."""
    chain = Chain()
    for row in rows[:place]:
        chain.take(*row)
    return chain


def _differs_at_the_end(chain: Chain, rows: Rows, place: int) -> bool:
    """A change that shows only when all was read: a body that passes as reduced, or no longer does."""
    for row in rows[place + 1 :]:
        chain.take(*row)
    return bool(chain.problems or list(chain.at_the_end()))


@settings(max_examples=40)
@given(draw=st.integers(0, 2**32))
def test_a_changed_bit_in_the_database_is_found(district: Node, draw: int):
    if EntryRow.objects.count() < 20:
        written(district)
    chance = random.Random(draw)
    model, name = chance.choice(COLUMNS[1:])
    row = chance.choice(list(model.objects.all()))
    before = getattr(row, name)
    after = flipped(bytes(before) if isinstance(before, memoryview) else before, chance.randrange(4_000))
    if name == "reduced":
        after = 1 - before
    model.objects.filter(pk=row.pk).update(**{name: after})
    answer = district.run("journal", "verify", "--json")
    assert (answer.exit, answer.json["ok"]) == (1, False), f"{model.__name__}.{name} of {row.pk}"
    model.objects.filter(pk=row.pk).update(**{name: before})
    assert verify().ok


@pytest.mark.parametrize("model", [EntryRow, BodyRow])
@pytest.mark.parametrize("bit", range(20))
def test_an_entry_or_body_at_another_position_is_found(district: Node, model: Any, bit: int):
    with contextlib.suppress(IntegrityError), transaction.atomic():
        model.objects.filter(seq=5).update(seq=5 ^ 1 << bit)
        assert not verify().ok
        transaction.set_rollback(True)
    assert verify().ok


@pytest.mark.parametrize("cut", [1, 3])
def test_a_tail_that_was_cut_is_found(district: Node, cut: int):
    rows = written(district)
    last = rows[-1][0].seq - cut
    kept = EntryRow.objects.get(seq=last)
    EntryRow.objects.filter(seq__gt=last).delete()
    BodyRow.objects.filter(seq__gt=last).delete()
    assert not verify().ok, "the head row says more"
    HeadRow.objects.filter(id=1).update(seq=last, hash=kept.hash, recorded=kept.recorded)
    assert [problem.what for problem in verify().problems if "head file" in problem.what], "the head file says more"
    assert acts.tried_in_play(district) == "node.behind_head"
    headfile.reset(last, bytes(kept.hash))


def test_entries_that_changed_places_or_are_missing_are_found(district: Node):
    rows = written(district)
    one, other = rows[-3][0], rows[-2][0]
    swapped = [*rows[:-3], (other, rows[-3][1]), (one, rows[-2][1]), rows[-1]]
    assert not read(swapped).ok
    assert not read([*rows[:-2], rows[-1]]).ok
    assert not read([*rows[:-1], *rows[-2:-1], rows[-1]]).ok


def test_an_attachment_that_is_gone_or_changed_is_found(district: Node, tmp_path: Path):
    file = tmp_path / "bien-ban.txt"
    file.write_text("Biên bản")
    attach = acts.act("record.attach", BASON, record=rid(1), file=str(file), title="Biên bản")
    do(district, acts.opened(BASON, rid(1)), attach)
    (kept,) = [path for path, _ in district.files() if path.parent.parent.name == "attachments"]
    assert verify(deep=True).ok
    kept.write_text("khác")
    assert "attachment changed" in verify(deep=True).problems[0].what
    kept.unlink()
    assert "attachment missing" in verify(deep=True).problems[0].what


def test_an_erased_body_put_back_is_found(district: Node):
    do(district, acts.opened(BASON, rid(1)))
    body = BodyRow.objects.get(seq=HeadRow.objects.get(id=1).seq)
    for by in (COMMANDER, SECOND):
        do(district, acts.act("record.erase", by, record=rid(1), decision="QĐ 1", minutes=""))
    assert verify().ok
    body.save(force_update=True)
    assert not verify().ok
