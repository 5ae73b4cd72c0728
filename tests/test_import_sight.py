"""Records of an import are seen all at once or not at all: by whom, when, and as of any moment."""

import pytest

from tests.acts import (
    BASON,
    CAOLOC,
    COMMANDER,
    SECOND,
    act,
    do,
    figures,
    fresh,
    linked,
    opened,
    released,
    revised,
    sees,
    shown,
    tried,
)  # fmt: skip
from tests.imports import begun, ended, opened_by, undone
from tests.node import Node


def a_list(node: Node, count: int = 3) -> tuple[str, list[str]]:
    """An import of so many cases, all opened and not ended."""
    batch, records = fresh(), [fresh() for _ in range(count)]
    do(node, begun(batch, count), *(opened_by(batch, record, line) for line, record in enumerate(records, 1)))
    return batch, records


def seen_by(node: Node, viewer: str) -> tuple[int, int, int]:
    """How many cases a viewer finds: in the list, by their words, in the figures."""
    listed = node.ask("list", "case", "--as", viewer)
    found = node.ask("search", "tang tru", "--as", viewer)
    return len(listed), len(found), figures(node, viewer)["cases"]


def head(node: Node) -> int:
    entries: int = node.ask("journal", "stats")["entries"]
    return entries


def test_before_it_ends_nobody_sees_anything_of_it_and_then_all(district: Node):
    do(district, act("release.standing", BASON, kind="case", to=[CAOLOC]))
    batch, records = a_list(district)
    for viewer in (BASON, CAOLOC):
        assert seen_by(district, viewer) == (0, 0, 0)
        assert not sees(district, viewer, records[0])
    do(district, ended(batch))
    for viewer in (BASON, CAOLOC):
        assert seen_by(district, viewer) == (3, 3, 3)
    assert district.verify()["ok"]


def test_as_of_a_moment_before_its_end_it_was_not_there_and_after_an_undo_it_was(district: Node):
    batch, _ = a_list(district)
    inside = head(district)
    do(district, ended(batch))
    at_end = head(district)
    assert figures(district, BASON, "--asof", str(inside))["cases"] == 0
    do(district, undone(batch))
    assert seen_by(district, BASON) == (0, 0, 0)
    assert figures(district, BASON, "--asof", str(at_end))["cases"] == 3
    assert figures(district, BASON, "--asof", str(inside))["cases"] == 0


def test_what_nobody_sees_nobody_acts_on(district: Node):
    batch, (record, *_) = a_list(district)
    mine = fresh()
    attempts = [
        revised(BASON, record, 1), released(BASON, record, CAOLOC), act("case.cancel", BASON, record=record),
        act("handover.ask", CAOLOC, record=record),
    ]  # fmt: skip
    for attempt in attempts:
        assert tried(district, attempt) == "record.not_found"
    assert tried(district, opened(BASON, mine), linked(BASON, fresh(), mine, record)) == "record.not_found"
    assert tried(district, opened(BASON, record)) == "record.exists"
    do(district, ended(batch), revised(BASON, record, 1))


def test_an_undo_takes_all_back_save_what_was_worked_on_since(district: Node):
    batch, (first, second, third, last) = a_list(district, 4)
    mine = fresh()
    do(district, ended(batch), opened(BASON, mine), linked(BASON, fresh(), mine, second))
    do(district, revised(BASON, first, 1), released(BASON, third, CAOLOC), undone(batch))
    assert [sees(district, BASON, one) for one in (first, second, third, last)] == [True, True, True, False]
    assert sees(district, CAOLOC, third)
    assert shown(district, BASON, last)["code"] == "record.not_found"
    assert figures(district, BASON)["cases"] == 3  # two of the four are one event, one is gone
    assert district.verify()["ok"]


def test_one_that_was_not_ended_is_dropped_and_begun_anew(district: Node):
    batch, records = a_list(district)
    assert tried(district, begun(fresh(), 1)) == "import.under_way"
    do(district, undone(batch))
    assert not sees(district, BASON, records[0])
    again = fresh()
    do(district, begun(again, 1), opened_by(again, fresh(), 1), ended(again))
    assert seen_by(district, BASON) == (1, 1, 1)
    assert district.verify()["ok"]


@pytest.mark.parametrize(
    ("attempt", "code"),
    [
        (lambda batch: ended(batch, CAOLOC), "record.not_found"),
        (lambda batch: undone(batch, CAOLOC), "record.not_found"),
        (lambda batch: opened_by(batch, fresh(), 9, CAOLOC), "record.not_found"),
        (lambda _: ended(fresh()), "record.not_found"),
    ],
)
def test_an_import_is_its_units_own(district: Node, attempt, code: str):
    batch, _ = a_list(district)
    assert tried(district, attempt(batch)) == code


def test_an_import_ends_only_whole_and_once(district: Node):
    batch, record = fresh(), fresh()
    do(district, begun(batch, 2), opened_by(batch, record, 1))
    assert tried(district, ended(batch)) == "import.not_whole"
    do(district, opened_by(batch, fresh(), 2), ended(batch))
    assert tried(district, ended(batch)) == "import.ended"
    assert tried(district, opened_by(batch, fresh(), 3)) == "import.ended"
    do(district, undone(batch))
    assert tried(district, undone(batch)) == "import.undone"


def test_other_work_goes_on_between_and_an_heir_takes_all_over(district: Node):
    batch, record = fresh(), fresh()
    do(district, begun(batch, 1), opened(BASON, fresh()), opened_by(batch, record, 1), opened(CAOLOC, fresh()))
    assert (seen_by(district, BASON), seen_by(district, CAOLOC)) == ((1, 1, 1), (1, 1, 1))
    do(district, act("unit.end", "admin", code=BASON, on="2030-01-01", heir="bp-ngangoai", successors=["bp-ngangoai"]))
    assert seen_by(district, "bp-ngangoai") == (1, 1, 1)
    do(district, ended(batch, "bp-ngangoai"))
    assert seen_by(district, "bp-ngangoai") == (2, 2, 2)
    assert district.verify()["ok"]


def test_an_erasure_leaves_nothing_of_the_line_it_came_from(district: Node):
    batch, record = fresh(), fresh()
    line = opened_by(batch, record, 1)
    line["imported"]["number"] = "số bí mật 77"
    do(district, begun(batch, 1), line, ended(batch))
    do(
        district,
        *(act("record.erase", one, record=record, decision="QĐ 1", minutes="BB 1") for one in (COMMANDER, SECOND)),
    )
    assert district.verify()["ok"]
    kept = b"".join(content for _, content in district.files())
    assert "số bí mật 77".encode() not in kept
    assert line["imported"]["row"].encode() not in kept
