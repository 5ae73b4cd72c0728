"""The shift handover: what is open is put in by the machine, two officers sign, and what both signed stays."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hiepdong.vocabulary.clock import now
from tests import acts, information
from tests.acts import ARMY, BASON, CAOLOC, SECOND, act, do, fresh, person, released, shown, tried
from tests.api import Caller
from tests.node import Node, Nodes
from tests.shifts import COMING, COMMANDER, GOING, THIRD, a_shift, crew, handed, revised, sheet, taken


@pytest.fixture(scope="module")
def _post(nodes: Nodes) -> Iterator[Node]:
    one = nodes.prepared("crew", [*acts.district(), *crew()])
    yield one
    nodes.drop(one)


@pytest.fixture
def post(_post: Node) -> Node:
    """A node with three duty officers of Ba Sơn post, for all tests of this file that keep to sheets of their own."""
    return _post.enter()


def lines(node: Node, *options: str) -> list[dict[str, Any]]:
    """What the machine would put into the sheet of Ba Sơn post now."""
    found: list[dict[str, Any]] = node.ask("shift", "open", "--as", GOING, *options)["lines"]
    return found


def of(found: list[dict[str, Any]], record: str) -> list[str]:
    return [line["section"] for line in found if line["record"] == record]


# ---------------------------------------------------------------- two signatures


def test_a_sheet_waits_until_the_next_officer_takes_it_over_with_his_remarks(post: Node):
    record = a_shift(post, receiver=COMING)
    found = shown(post, COMING, record)
    assert (found["kind"], found["version"], found["state"], found["taken_over"]) == ("shift", 1, "waits", None)
    assert (found["document"], found["handed_over_by"]) == (sheet(receiver=COMING), GOING)
    assert found["title"] == "Ca trực 07:30 02/11 – 07:30 03/11/2023"
    do(post, taken(record, remarks="Thiếu một chìa khóa kho."))
    found = shown(post, GOING, record)
    assert (found["state"], found["version"]) == ("taken", 2)
    assert (found["taken_over"]["by"], found["taken_over"]["remarks"]) == (COMING, "Thiếu một chìa khóa kho.")
    assert found["document"] == sheet(receiver=COMING), "what was signed is what was taken over"


def test_nobody_takes_over_his_own_shift_nor_one_that_was_taken_over(post: Node):
    record = a_shift(post)
    assert tried(post, taken(record, by=GOING)) == "shift.own"
    assert tried(post, handed(fresh(), receiver=GOING)) == "shift.own"
    assert tried(post, taken(record), taken(record, 2, by=THIRD)) == "shift.taken_over"


def test_who_takes_over_has_read_the_newest_version(post: Node):
    record = a_shift(post)
    assert tried(post, revised(record, 1, situation="Có tiếng súng ở bên kia."), taken(record, 1)) == (
        "record.version_conflict"
    )
    assert tried(post, taken(record, 2)) == "done"


def test_a_sheet_is_corrected_by_who_signed_it_or_a_commander(post: Node):
    record = a_shift(post)
    assert tried(post, revised(record, 1, by=THIRD)) == "shift.not_signer"
    assert tried(post, revised(record, 1), revised(record, 2, by=COMMANDER)) == "done"
    assert shown(post, GOING, record)["handed_over_by"] == COMMANDER, "who wrote the version answers for it"


def test_a_correction_after_the_takeover_is_signed_by_both_again(post: Node):
    record = a_shift(post)
    do(post, taken(record), revised(record, 2, to_do="Kiểm tra kho."))
    found = shown(post, COMING, record)
    assert (found["state"], found["version"], found["taken_over"]) == ("waits", 3, None)
    assert tried(post, taken(record, 3, by=THIRD)) == "shift.not_signer", "who took the first over signs the second"
    assert tried(post, revised(record, 3, by=COMING)) == "shift.not_signer"
    assert tried(post, taken(record, 3, remarks="")) == "done"
    do(post, revised(record, 4))
    assert tried(post, taken(record, 5, by=COMMANDER)) == "done", "a commander stands in for who is gone"


def test_a_sheet_signed_by_mistake_is_cancelled_only_while_nobody_has_taken_it_over(post: Node):
    record, other = a_shift(post), a_shift(post)
    assert tried(post, act("shift.cancel", COMING, record=record)) == "shift.not_signer"
    assert tried(post, act("shift.cancel", GOING, record=record, reason="ký nhầm")) == "done"
    assert tried(post, taken(record, 2)) == "record.cancelled"
    assert shown(post, GOING, record)["state"] == "cancelled"
    do(post, taken(other))
    assert tried(post, act("shift.cancel", GOING, record=other)) == "shift.taken_over"
    do(post, revised(other, 2))
    assert tried(post, act("shift.cancel", GOING, record=other)) == "shift.taken_over", "what both signed stays"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"to": "2023-11-02T07:30:00+07:00"}, "document.invalid"),
        ({"to": "2023-11-01T07:30:00+07:00"}, "document.invalid"),
        ({"to": "2023-12-24T07:30:00+07:00"}, "document.invalid"), ({"from": None}, "document.invalid"),
        ({"from": "1623-11-02T07:30:00+07:00"}, "document.invalid"), ({"receiver": "ai.do"}, "officer.unknown"),
        ({"receiver": CAOLOC}, "act.not_permitted"), ({"marking": "mat"}, "marking.above_ceiling"),
        ({"marking": "loud"}, "document.unknown_code"), ({"persons": []}, "document.unknown_field"),
        ({"lines": [{"section": "case"}]}, "document.invalid"),
        ({"lines": [{"section": "gossip", "record": fresh()}]}, "document.invalid"),
        ({"lines": [{"section": "clock", "record": fresh(), "clock": "tea"}]}, "document.unknown_code"),
        ({"lines": [{"section": "case", "record": fresh()}]}, "record.not_found"),
    ],
)  # fmt: skip
def test_a_sheet_that_breaks_a_rule_is_refused(post: Node, change: dict[str, Any], refused: str):
    assert tried(post, handed(fresh(), **change)) == refused


# ---------------------------------------------------------------- what is open


def test_the_machine_puts_in_what_is_open_and_nothing_that_is_settled(post: Node):
    at = (now() - timedelta(hours=5)).isoformat()
    held = person(name="Vi Văn A", status="bi-tam-giu-hc", facts=[{"kind": "admin-custody", "at": at}])
    case = acts.a_case(post, subjects=[held], occurred={"from": at})
    ours = information.a_request(post, CAOLOC, by=BASON)
    theirs = information.a_request(post, BASON, by=CAOLOC)
    seen = information.a_report(post, seen={"from": at})
    settled = information.a_report(post, CAOLOC, seen={"from": at})
    said = information.a_report(post, BASON, by=CAOLOC, seen={"from": at})
    do(post, information.said(CAOLOC, fresh(), said, settled))
    found = lines(post)
    assert of(found, case) == ["held", "case"]
    assert (of(found, ours), of(found, theirs), of(found, seen)) == (["owed-to-us"], ["owed-by-us"], ["report"])
    assert of(found, settled) == of(found, said) == []
    line = next(one for one in found if one["section"] == "held")
    assert (line["persons"], line["clock"]) == (["s1"], "admin-custody")
    assert datetime.fromisoformat(line["due"]) > now()
    do(post, information.closed(BASON, ours), information.answered(BASON, fresh(), theirs))
    assert of(lines(post), ours) == of(lines(post), theirs) == []
    assert of(lines(post, "--from", "2020-01-01T07:00", "--to", "2020-01-02T07:00"), case) == ["held"], (
        "not of that shift"
    )


def test_what_the_machine_found_goes_into_the_sheet_as_it_is(post: Node):
    case = acts.a_case(post, occurred={"from": now().isoformat()})
    found = post.ask("shift", "open", "--as", GOING, "--from", f"{now() - timedelta(hours=8):%Y-%m-%dT%H:%M}")
    found["to"] = (now() - timedelta(minutes=5)).isoformat()
    record = fresh()
    do(post, act("shift.hand-over", GOING, record=record, shift={**found, "situation": "Đêm yên."}))
    assert case in [line["record"] for line in shown(post, COMING, record)["document"]["lines"]]
    assert post.ask("shift", "open", "--as", GOING)["from"] == found["to"], "the next shift begins where this one ended"


def test_a_line_about_a_record_that_is_out_of_sight_is_left_out(post: Node):
    theirs = acts.fresh()
    do(post, acts.opened(CAOLOC, theirs), released(CAOLOC, theirs, BASON))
    record = a_shift(post, lines=[{"section": "task", "record": theirs, "what": "link"}])
    assert [line["record"] for line in shown(post, GOING, record)["document"]["lines"]] == [theirs]
    do(post, acts.withdrawn(CAOLOC, theirs, BASON))
    assert "lines" not in shown(post, GOING, record)["document"]
    assert tried(post, revised(record, 1, lines=[{"section": "task", "record": theirs}])) == "done", (
        "it stays in the sheet"
    )


def test_a_sheet_is_the_units_own_and_what_was_open_stays_so_when_it_is_shown_to_others(post: Node):
    case = acts.a_case(post)
    record = a_shift(post, lines=[{"section": "case", "record": case}])
    assert shown(post, CAOLOC, record)["code"] == "record.not_found"
    assert record not in [line["record"] for line in post.ask("list", "shift", "--as", CAOLOC)]
    do(post, released(GOING, record, CAOLOC), released(GOING, case, CAOLOC))
    found = shown(post, CAOLOC, record)
    assert (found["document"]["situation"], "lines" in found["document"]) == ("Đêm yên.", False)
    assert tried(post, taken(record, by=CAOLOC)) == "record.not_owner"
    assert tried(post, taken(record, by=ARMY)) == "record.not_found"


def test_an_erasure_leaves_the_hours_and_no_word(post: Node):
    record = a_shift(post, equipment="12 súng AK", receiver=COMING)
    do(post, taken(record, remarks="Thiếu một khẩu."))
    for login in (COMMANDER, SECOND):
        do(post, act("record.erase", login, record=record, decision="Quyết định số 1"))
    found = shown(post, GOING, record)
    assert (found["state"], set(found["document"])) == ("erased", {"from", "to"})
    words = [content for _, content in post.files() if "Thiếu một khẩu".encode() in content]
    assert words == []
    assert record not in [line["record"] for line in post.ask("search", "AK", "--as", GOING)]


# ---------------------------------------------------------------- list and paper


def test_the_list_says_who_handed_over_and_who_took_over(post: Node):
    record = a_shift(post, **{"from": "2024-01-01T07:00:00+07:00", "to": "2024-01-02T07:00:00+07:00"})
    do(post, taken(record))
    days = ("--from", "2024-01-02", "--to", "2024-01-02")
    line = next(one for one in post.ask("list", "shift", "--as", BASON, *days) if one["record"] == record)
    assert (line["by"], line["taken_by"], line["state"]) == (GOING, COMING, "taken")
    assert datetime.fromisoformat(line["end"]).astimezone(UTC) == datetime(2024, 1, 2, tzinfo=UTC)
    assert post.ask("list", "shift", "--as", BASON, "--from", "2024-01-03", "--to", "2024-01-03") == []
    assert post.run("list", "shift", "--as", BASON, "--with", BASON).exit == 1


def test_the_paper_bears_both_names_and_is_a_draft_until_both_have_signed(post: Node, tmp_path: Path):
    from docx import Document

    def words() -> str:
        assert post.run("shift", "paper", record, "--as", GOING, "--out", str(tmp_path)).exit == 0
        assert (tmp_path / "bien-ban-giao-nhan-ca.pdf").read_bytes().startswith(b"%PDF")
        paper = Document(str(tmp_path / "bien-ban-giao-nhan-ca.docx"))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in paper.paragraphs), *cells])

    case = acts.a_case(post, title="Bắt pháo lậu ở mốc 1193")
    record = a_shift(post, lines=[{"section": "case", "record": case}], equipment="Súng K54: 02\nChìa khóa kho: 03")
    before = words()
    assert "DỰ THẢO" in before
    assert "Bắt pháo lậu ở mốc 1193" in before
    assert "Chìa khóa kho: 03" in before
    do(post, taken(record, remarks="Nhận đủ súng, thiếu một chìa khóa."))
    after = words()
    assert "DỰ THẢO" not in after
    assert "Nhận đủ súng, thiếu một chìa khóa." in after
    assert GOING in after
    assert COMING in after
    assert post.run("shift", "paper", case, "--as", GOING, "--out", str(tmp_path)).exit == 1


def test_the_index_made_anew_is_the_same(post: Node):
    record = a_shift(post)
    do(post, taken(record), revised(record, 2), taken(record, 3))
    assert post.verify()["ok"]


def test_the_api_answers_as_the_command_line_does(post: Node):
    record = a_shift(post)
    caller = Caller(GOING)
    assert record in [line["record"] for line in caller.get("shifts").json]
    begun = caller.get("shifts/open").json
    assert set(begun) == {"from", "to", "lines"}
    assert begun["lines"] == lines(post)
    hours = {"from_": "2024-01-02T07:00:00+07:00", "to": "2024-01-01T07:00:00+07:00"}
    assert caller.get("shifts/open", **hours).status_code == 400
