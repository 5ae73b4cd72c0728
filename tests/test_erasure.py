"""Erasure: two commanders decide, the content is nowhere in any file of the node, chain and past figures stand."""

import base64
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from hiepdong.records import erasure, storage
from hiepdong.vocabulary.fold import fold
from tests import acts, information
from tests.acts import BASON, CAOLOC, COMMANDER, SECOND, XUATLE, do, rid, shown, tried
from tests.node import Node, Nodes
from tests.visitor import Visitor

SECRET = "Xuyến Chi"


def canary(field: str) -> str:
    """A text that stands in one field only, in letters that no program changes."""
    return f"{SECRET} {field}"


def full_case() -> dict[str, Any]:
    """A case with something said in every free text."""
    case = acts.whole_case()
    case |= {"title": canary("title"), "summary": canary("summary")}
    case["place"] |= {"village": canary("village"), "marker": canary("marker"), "text": canary("place")}
    case["subjects"][0] |= {
        "key": "xuyen-chi",
        "name": canary("name"),
        "home": canary("home"),
        "aliases": [canary("alias")],
    }
    case["subjects"][0]["documents"] = [{"kind": "other", "number": canary("number")}]
    case["others"] = [{"key": "v1", "role": "victim", "name": canary("victim"), "note": canary("note")}]
    case["exhibits"] = [{"kind": "heroin", "quantity": "1", "unit": "g", "note": canary("exhibit")}]
    case["wanted"] = [
        {"subject": "xuyen-chi", "issuer": canary("issuer"), "number": canary("paper"), "offence": canary("of")}
    ]
    return case


def lived(node: Node, folder: Path) -> None:
    """A case that was written, revised, attached to, released, linked, offered and searched for."""
    file = folder / f"{SECRET} kept.txt"
    file.write_text(canary("content"))
    case = full_case()
    do(
        node,
        acts.act("case.open", BASON, record=rid(1), case=case),
        acts.released(BASON, rid(1), CAOLOC, without=("summary",)),
    )
    do(
        node,
        acts.act(
            "case.revise", BASON, record=rid(1), expects=1, pass_on=True, case={**case, "title": canary("second")}
        ),
    )
    do(node, acts.act("record.attach", BASON, record=rid(1), file=str(file), title=canary("file"), pass_on=True))
    other = acts.opened(CAOLOC, rid(2), subjects=[acts.person("k1")])
    do(
        node,
        other,
        acts.released(CAOLOC, rid(2), BASON),
        acts.linked(BASON, rid(9), rid(1), rid(2), ("xuyen-chi", "k1")),
    )
    do(node, acts.act("link.confirm", CAOLOC, record=rid(9), reason=canary("reason")))
    do(node, acts.act("handover.offer", BASON, record=rid(1), to=CAOLOC, until=None, reason=canary("offer")))
    do(node, acts.act("handover.decline", CAOLOC, record=rid(1), reason=canary("decline")))
    do(node, acts.act("handover.ask", CAOLOC, record=rid(1), reason=canary("ask")))
    do(node, acts.act("record.withdraw", BASON, record=rid(1), from_=[CAOLOC], reason=canary("withdraw")))
    do(node, acts.released(BASON, rid(1), CAOLOC, without=("summary",)))
    assert node.ask("search", canary("alias"), "--as", BASON)
    file.unlink()


def erased(node: Node, record: str = rid(1)) -> None:
    for by in (COMMANDER, SECOND):
        do(node, acts.act("record.erase", by, record=record, decision="QĐ 12/2026", minutes="Biên bản số 3"))


def spellings() -> list[bytes]:
    """The secret as a file may hold it: as text, folded for search, escaped, in pieces of words, in base64."""
    forms = [SECRET, fold(SECRET), fold(SECRET).replace(" ", "-"), json.dumps(SECRET)[1:-1], SECRET.upper()]
    return [form.encode() for form in forms] + [b"xuyen", base64.b64encode(SECRET.encode())[:-4]]


def found_in(files: list[tuple[Path, bytes]]) -> list[str]:
    return [f"{path.name}: {form!r}" for path, content in files for form in spellings() if form in content]


def files_of(node: Node, nodes: Nodes) -> list[tuple[Path, bytes]]:
    """Every file of the home, and of the server's database where there is one."""
    found = list(node.files())
    if nodes.server is not None:
        connections["default"].close()
        nodes.server.sql("CHECKPOINT")
        data = nodes.server.folder / "data" / "base"
        found += [(path, path.read_bytes()) for path in data.rglob("*") if path.is_file()]
    return found


def test_after_erasing_the_content_is_nowhere(nodes: Nodes, district: Node, tmp_path: Path):
    lived(district, tmp_path)
    assert found_in(files_of(district, nodes)), "the test looks where it was"
    erased(district)
    assert found_in(files_of(district, nodes)) == []
    assert not any(SECRET in str(path) for path, _ in district.files())
    assert district.verify()["ok"]
    backup = tmp_path / "b.age"
    assert district.run("backup", str(backup)).exit == 0


def test_a_report_a_request_and_an_answer_are_erased_too(nodes: Nodes, district: Node):
    do(district, information.filed(BASON, rid(1), title=canary("title"), text=canary("text")))
    do(district, information.sent(BASON, rid(2), CAOLOC, about=rid(1), question=canary("question"), why=canary("why")))
    do(district, acts.act("request.ask-on", BASON, record=rid(2), question=canary("more")))
    do(district, acts.act("request.decline", CAOLOC, record=rid(2), ground="other", reason=canary("declined")))
    do(district, acts.released(BASON, rid(1), CAOLOC))
    do(district, acts.act("passon.ask", CAOLOC, record=rid(3), report=rid(1), to=[acts.ARMY], why=canary("passon")))
    for record in (rid(1), rid(2)):
        erased(district, record)
    do(district, acts.officer("chihuy3", CAOLOC, "commander"), acts.officer("chihuy4", CAOLOC, "commander"))
    for by in ("chihuy3", "chihuy4"):
        do(district, acts.act("record.erase", by, record=rid(3), decision="QĐ 12/2026", minutes=""))
    assert found_in(files_of(district, nodes)) == []
    assert district.verify()["ok"]
    assert shown(district, CAOLOC, rid(2))["state"] == {CAOLOC: "declined"}


def test_nobody_owes_an_answer_to_a_request_that_was_erased(district: Node):
    do(district, information.sent(BASON, rid(1), CAOLOC, XUATLE), information.sent(BASON, rid(2), CAOLOC))
    do(district, information.answered(CAOLOC, rid(3), rid(2)))
    for record in (rid(1), rid(2)):
        erased(district, record)
    for viewer in (BASON, CAOLOC, XUATLE):
        assert district.ask("owed", "--as", viewer) == {"to_us": [], "by_us": []}, viewer
    assert "đã khép Nội dung" in Visitor(BASON).words(f"/de-nghi/{rid(1)}"), "by nobody's decision on the request"
    assert tried(district, information.answered(CAOLOC, rid(4), rid(1))) == "request.closed"
    for kind, more in (("request.ask-on", {"question": "Mấy người?"}), ("request.remind", {}), ("request.close", {})):
        for record in (rid(1), rid(2)):
            assert tried(district, acts.act(kind, BASON, record=record, **more)) == "request.closed", kind
    assert shown(district, CAOLOC, rid(2))["state"] == {CAOLOC: "answered"}
    assert district.verify()["ok"]


def test_past_figures_stand_and_what_is_left_is_the_facets(district: Node, tmp_path: Path):
    lived(district, tmp_path)
    seq = district.ask("journal", "stats")["entries"]
    options = ["--asof", str(seq), "--by", "commune", "--from", "2023-01-01"]
    before = [acts.figures(district, viewer, *options) for viewer in (BASON, CAOLOC)]
    erased(district)
    assert [acts.figures(district, viewer, *options) for viewer in (BASON, CAOLOC)] == before
    assert acts.counts(district, BASON) == (1, 1)
    document = shown(district, BASON, rid(1))["document"]
    assert document["subjects"] == [{"key": "x2", "nationality": "VN", "offences": [], "status": "bi-tam-giu"}]
    assert set(document["place"]) == {"commune"}
    assert tried(district, acts.revised(BASON, rid(1), 3)) == "record.cancelled"


def test_one_commander_alone_erases_nothing(district: Node, tmp_path: Path):
    lived(district, tmp_path)
    one = acts.act("record.erase", COMMANDER, record=rid(1), decision="QĐ 1", minutes="")
    do(district, one, {**one, "id": acts.act("x", "x")["id"]})
    assert shown(district, BASON, rid(1))["document"]["title"] == canary("second")
    assert (
        tried(district, acts.act("record.erase", BASON, record=rid(1), decision="QĐ", minutes=""))
        == "act.not_permitted"
    )
    do(district, acts.act("record.erase", SECOND, record=rid(1), decision="QĐ 1", minutes=""))
    assert shown(district, BASON, rid(1))["erased"]


def test_a_restore_of_an_older_backup_erases_again(nodes: Nodes, district: Node, tmp_path: Path):
    lived(district, tmp_path)
    backup, key = tmp_path / "b.age", tmp_path / "key"
    assert district.run("backup", str(backup)).exit == 0
    shutil.copy(district.home / "keys" / "recovery.key", key)
    erased(district)
    ledger = (district.home / "erasures.jsonl").read_bytes()
    home = nodes.bare()
    home.home.mkdir()
    (home.home / "erasures.jsonl").write_bytes(ledger)
    home.enter()
    assert home.run("restore", str(backup), "--key", str(key)).exit == 0
    assert shown(home, BASON, rid(1))["erased"]
    assert found_in(list(home.files())) == []
    assert home.verify()["ok"]
    nodes.drop(home)
    district.enter()


@pytest.mark.parametrize("place", ["_sweep", "note_in_ledger"])
def test_cleaning_that_was_cut_short_is_done_at_the_next_start(
    nodes: Nodes, district: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
):
    lived(district, tmp_path)

    def full_disk(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(erasure, place, full_disk)
        erased(district)
    assert shown(district, BASON, rid(1))["erased"]
    assert district.run("play", "-", typed="").exit == 0
    assert found_in(files_of(district, nodes)) == []
    assert rid(1) in erasure.ledger()


# ---------------------------------------------------------------- what an erasure leaves as it was


@pytest.mark.parametrize("batch", [1, 100])
def test_an_act_whose_words_were_erased_is_still_known_by_its_id(district: Node, batch: int):
    said = acts.opened(BASON, rid(1), title=canary("title"))
    decided = [acts.act("record.erase", by, record=rid(1), decision="QĐ 12", minutes="") for by in (COMMANDER, SECOND)]
    others = [{**said, "by": COMMANDER}, {**said, "record": rid(2)}, acts.cancelled(BASON, rid(1)) | {"id": said["id"]}]
    outcomes = district.play([said, *decided, said, *others], batch=batch)
    assert outcomes[3] == outcomes[0], "sent again it is answered as before"
    assert [one.refused.code for one in outcomes[4:]] == ["act.id_reused"] * 3  # type: ignore[union-attr]


def test_of_two_entries_for_one_person_the_same_speaks_after_the_erasure(district: Node):
    """Keys that say something are replaced in their order, for the smaller one speaks."""
    people = [acts.person("anh-hai", nationality="VN"), acts.person("s1", "lam-chung"), acts.person("s2", "lam-chung")]
    do(
        district,
        *acts.known(BASON, 1, subjects=people),
        *acts.known(CAOLOC, 2, subjects=[acts.person("k1", "lam-chung")]),
    )
    do(district, *acts.joined(1, (BASON, 1), (CAOLOC, 2), ("anh-hai", "k1"), ("s1", "k1")))
    before = [acts.figures(district, viewer) for viewer in (BASON, CAOLOC)]
    assert before[0]["subjects"] == 1
    erased(district)
    assert [acts.figures(district, viewer) for viewer in (BASON, CAOLOC)] == before
    assert [one["key"] for one in shown(district, BASON, rid(1))["document"]["subjects"]] == ["x1", "x2", "x3"]


def test_a_minor_led_across_counts_for_those_for_whom_he_counted(district: Node):
    """By his birth he counts nowhere, but for who holds a copy without it."""
    child = acts.person("s1", "vi-pham-hanh-chinh", led=True, birth="2008-05-01")
    do(district, acts.opened(BASON, rid(1), subjects=[child]))
    do(
        district,
        acts.released(BASON, rid(1), CAOLOC),
        acts.released(BASON, rid(1), XUATLE, without=("subjects.birth",)),
    )
    counted = [acts.counts(district, viewer) for viewer in (BASON, CAOLOC, XUATLE)]
    assert counted == [(1, 0), (1, 0), (1, 1)]
    erased(district)
    assert [acts.counts(district, viewer) for viewer in (BASON, CAOLOC, XUATLE)] == counted
    assert "2008" not in str(shown(district, BASON, rid(1))["document"])


def test_what_one_commander_decided_is_void_once_another_unit_owns_the_record(district: Node):
    do(district, acts.officer("chihuy.cl", CAOLOC, "commander"), acts.opened(BASON, rid(1)))
    do(district, acts.act("record.erase", COMMANDER, record=rid(1), decision="QĐ 12", minutes=""))
    do(district, acts.offered(BASON, rid(1), CAOLOC), acts.act("handover.accept", CAOLOC, record=rid(1)))
    do(district, acts.act("record.erase", "chihuy.cl", record=rid(1), decision="QĐ 13", minutes=""))
    assert not shown(district, CAOLOC, rid(1))["erased"]


def reader(node: Node) -> Any:
    """Somebody who began to read and goes on, as a backup does."""
    if node.database is None:
        found: Any = sqlite3.connect(node.home / "hiepdong.db", isolation_level=None)
    else:
        found = psycopg.connect(node.database)
    found.execute("BEGIN")
    found.execute("SELECT COUNT(*) FROM journal_body").fetchall()
    return found


def test_what_somebody_reads_on_is_erased_at_the_next_start(
    nodes: Nodes, district: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    lived(district, tmp_path)
    reading = reader(district)
    monkeypatch.setattr(storage, "WAIT_MS", 100)
    erased(district)
    assert shown(district, BASON, rid(1))["erased"]
    assert found_in(files_of(district, nodes)), "it is being read"
    reading.close()
    assert district.run("play", "-", typed="").exit == 0
    assert found_in(files_of(district, nodes)) == []
