"""The coordination report by its commands: four files, each figure with its records, a draft until approved."""

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import docx as word
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from hiepdong.figures.questions import Question
from hiepdong.forces.queries import viewer
from hiepdong.papers import coordinating, kept
from hiepdong.papers.approvals import approval
from hiepdong.papers.coordination import comparison_sentence, compose, figure_sentence, unknown_sentence
from hiepdong.papers.forms import Table
from hiepdong.vocabulary.refusals import Refused
from tests import acts
from tests.acts import (
    BASON,
    CAOLOC,
    COMMANDER,
    NGANGOAI,
    SECOND,
    XUATLE,
    act,
    do,
    joined,
    known,
    opened,
    person,
    rid,
    tried,
)
from tests.node import Answer, Node, Nodes

YEAR = ("--from", "2023-01-01", "--to", "2023-12-31")
WITH = ("--with", BASON, "--with", f"{CAOLOC}|{XUATLE}")
NAMES = {"pdf": "bao-cao-ket-qua-phoi-hop.pdf", "docx": "bao-cao-ket-qua-phoi-hop.docx",
         "annex_pdf": "phu-luc-noi-bo.pdf", "annex_docx": "phu-luc-noi-bo.docx"}  # fmt: skip


def world() -> list[acts.Act]:
    """In 2023 two drug cases with the police, one of them on record twice, a person of another kind in it; 2022 one."""
    together: dict[str, Any] = {"supporting": [CAOLOC]}
    led = person("s2", "vi-pham-hanh-chinh", nationality="VN", offences=["ad-entry-no-document"])
    cases = [
        *known(BASON, 1, on="2023-03-02", subjects=[person("s1"), led], **together),
        *known(CAOLOC, 2, on="2023-03-02", lead=BASON, supporting=[CAOLOC], subjects=[person("k1")]),
        *known(BASON, 3, on="2023-08-09", subjects=[person("s1"), person("s2"), person("s3")], **together),
        *known(BASON, 4, on="2022-04-30", subjects=[person("s1")], **together),
        *known(BASON, 5, on="2023-05-05", subjects=[person("s1")]),
        *known(BASON, 6, on="2023-06-06", offences=["pc-191"], subjects=[], **together),
    ]
    return [*acts.district(), *cases, *joined(1, (CAOLOC, 2), (BASON, 1), ("k1", "s1"))]


@pytest.fixture(scope="session")
def _world(nodes: Nodes) -> Node:
    return nodes.prepared("reporting", world())


@pytest.fixture
def node(nodes: Nodes, _world: Node):
    """A copy of the world, to write to."""
    one = nodes.copy(_world)
    yield one
    nodes.drop(one)


def reported(node: Node, folder: Path, *options: str, login: str = BASON) -> Answer:
    return node.run("report", "coordination", "--as", login, *options, "--out", str(folder), "--json")


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def docx_text(path: Path) -> str:
    """All that the file says: paragraphs and cells."""
    document = word.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).replace("\xa0", " ")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\xa0]+", " ", text)


# ---------------------------------------------------------------- the command


def test_four_files_are_written_and_named(node: Node, tmp_path: Path):
    done = reported(node, tmp_path / "new" / "folder", *YEAR, *WITH)
    assert done.exit == 0
    assert {kind: Path(done.json[kind]).name for kind in NAMES} == NAMES
    assert all(Path(done.json[kind]).is_file() for kind in NAMES)
    assert done.json["draft"] is True
    assert Path(done.json["pdf"]).read_bytes().startswith(b"%PDF")


def test_the_paper_says_the_figures_in_the_manner_of_the_article(node: Node, tmp_path: Path):
    done = reported(node, tmp_path, *YEAR, *WITH).json
    for text in (pdf_text(Path(done["pdf"])), docx_text(Path(done["docx"]))):
        said = squeezed(unicodedata.normalize("NFC", text))
        assert "2 vụ, với 4 đối tượng" in said
        assert "1 đối tượng" in said
        assert "tăng 1 vụ, tăng 3 đối tượng" in said
        assert "DỰ THẢO" in said
        assert "BÁO CÁO" in said
        assert said.rstrip().count("./.") == 1


def test_the_annex_lists_every_record_of_every_figure_and_adds_up(node: Node, tmp_path: Path):
    done = reported(node, tmp_path, *YEAR, *WITH).json
    figures = node.ask("figures", "--as", BASON, *YEAR, *WITH, "--offence", "pc-249", "--offence", "pc-251")
    listed = {record for event in figures["records"] for record in event}
    assert listed == {rid(1), rid(2), rid(3)}
    for text in (pdf_text(Path(done["annex_pdf"])), docx_text(Path(done["annex_docx"]))):
        assert all(record[:8] in text for record in listed)
        assert "nội bộ, không phát hành" in squeezed(text)
        assert "Tính từ 03 hồ sơ" in squeezed(text)


def test_the_annex_names_an_event_once_with_all_its_records_and_its_persons(node: Node):
    report = coordinating.report(viewer(BASON), question())
    drugs = next(one for one in report.categories if one.cases == 2)
    assert [(event.cases, event.subjects, [line.record for line in event.records]) for event in drugs.events] == [
        (1, 1, [rid(1), rid(2)]), (1, 3, [rid(3)]),
    ]  # fmt: skip
    assert [event.records[0].record for event in drugs.previous_events] == [rid(4)]
    for one in report.categories:
        assert sum(event.subjects for event in one.events) == one.subjects
        assert one.cases in (None, sum(event.cases for event in one.events))


def question(**changes: Any) -> Question:
    usual: dict[str, Any] = {"start": date.fromisoformat("2023-01-01"), "end": date.fromisoformat("2023-12-31")}
    return Question(**{**usual, "with_": (BASON, f"{CAOLOC}|{XUATLE}"), **changes})


# ---------------------------------------------------------------- nothing is invented


def test_without_anyone_asked_to_have_taken_part_no_joint_work_is_claimed(node: Node):
    how = coordinating.settings(BASON)
    report = coordinating.report(viewer(BASON), question(with_=()))
    assert "phối hợp" not in figure_sentence(report, how)
    assert "ghi nhận 3 vụ" in figure_sentence(report, how)
    assert " giữa " not in compose(report, how).about


def test_no_rise_is_claimed_over_a_year_of_which_nothing_is_on_record(node: Node):
    how = coordinating.settings(BASON)
    report = coordinating.report(
        viewer(BASON), question(start=date.fromisoformat("2022-01-01"), end=date.fromisoformat("2022-12-31"))
    )
    assert comparison_sentence(report, how) == ""
    assert unknown_sentence(report).startswith("Chưa có số liệu cùng kỳ (từ ngày 01/01/2021 đến ngày 31/12/2021)")
    table = next(block for block in compose(report, how).body if isinstance(block, Table))
    assert len(table.columns) == 4, "no column of differences from nothing"


def test_nothing_is_compared_over_more_than_a_year(node: Node):
    report = coordinating.report(viewer(BASON), question(start=date.fromisoformat("2022-01-01")))
    assert (report.comparison, report.unknown) == (None, None)


def test_an_empty_period_is_said_and_not_filled(node: Node, tmp_path: Path):
    done = reported(node, tmp_path, "--from", "2019-01-01", "--to", "2019-12-31", *WITH)
    assert done.exit == 0
    assert "chưa ghi nhận vụ việc" in squeezed(pdf_text(Path(done.json["pdf"])))


def test_whole_months_are_compared_with_whole_months(node: Node):
    leap = coordinating.report(
        viewer(BASON), question(start=date.fromisoformat("2025-02-01"), end=date.fromisoformat("2025-02-28"))
    )
    assert leap.unknown is not None
    assert leap.unknown.end == date.fromisoformat("2024-02-29")


def test_the_forces_are_named_as_the_unit_calls_them_in_its_order_and_only_if_asked(node: Node):
    named = [{"units": f"{CAOLOC}|{XUATLE}", "name": "công an"}, {"units": BASON, "name": "đồn"},
             {"units": "qs-caoloc", "name": "quân sự"}]  # fmt: skip
    paper = {"unit": "Đồn", "issuer": "ĐỒN", "forces": named}
    do(node, act("unit.configure", BASON, settings={"paper": paper}))
    assert coordinating.report(viewer(BASON), question()).forces == ("công an", "đồn")
    assert coordinating.report(viewer(BASON), question(with_=(BASON, NGANGOAI))).forces == ("đồn", NGANGOAI)


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), "query.invalid"),
        (("--from", "2023-01-01"), "query.invalid"),
        (("--from", "2023-12-31", "--to", "2023-01-01"), "query.invalid"),
        ((*YEAR, "--with", "bp-nowhere"), "unit.unknown"),
    ],
)
def test_a_report_that_cannot_be(node: Node, tmp_path: Path, options: tuple[str, ...], code: str):
    done = reported(node, tmp_path / "out", *options)
    assert (done.exit, done.json["code"]) == (1, code)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_one_line(node: Node, tmp_path: Path):
    (tmp_path / "file").write_text("")
    done = reported(node, tmp_path / "file" / "below", *YEAR)
    assert (done.exit, done.json["code"]) == (1, "node.disk")


def test_who_reads_no_records_writes_no_report_of_them(node: Node, tmp_path: Path):
    done = reported(node, tmp_path / "out", *YEAR, *WITH, login=acts.INSPECTOR)
    assert (done.exit, done.json["code"]) == (1, "act.not_permitted")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "paper",
    [
        {"unit": "Đồn"},
        {"unit": "Đồn", "issuer": "ĐỒN", "colour": "red"},
        {"unit": "Đồn", "issuer": "ĐỒN", "layout": {"left": 10}},
        {"unit": "Đồn", "issuer": "ĐỒN", "layout": {"body": 11}},
        {"unit": "Đồn", "issuer": "ĐỒN", "forces": [{"units": "", "name": "công an"}]},
        {"unit": "Đồn", "issuer": "ĐỒN", "urgency": "soon"},
    ],
)
def test_settings_outside_the_decree_or_unknown_are_refused(node: Node, paper: dict[str, Any]):
    assert tried(node, act("unit.configure", BASON, settings={"paper": paper})) == "document.invalid"


# ---------------------------------------------------------------- approval


def approving(digest: str, by: str = COMMANDER) -> acts.Act:
    return act("paper.approve", by, digest=digest, title="Báo cáo kết quả phối hợp (năm 2023)")


def test_a_report_is_a_draft_until_a_commander_of_the_unit_approves_that_very_text(node: Node, tmp_path: Path):
    first = reported(node, tmp_path / "a", *YEAR, *WITH).json
    do(node, approving(first["digest"]))
    again = reported(node, tmp_path / "b", *YEAR, *WITH).json
    assert (again["draft"], again["digest"]) == (False, first["digest"])
    assert "DỰ THẢO" not in pdf_text(Path(again["pdf"])) + docx_text(Path(again["docx"]))
    assert not re.search(r"Số:\s*\d", pdf_text(Path(again["pdf"]))), "the registry clerk writes the number"


def test_one_more_case_or_another_header_makes_it_a_draft_again(node: Node, tmp_path: Path):
    first = reported(node, tmp_path / "a", *YEAR, *WITH).json
    do(node, approving(first["digest"]))
    do(node, opened(BASON, rid(20), on="2023-09-09", supporting=[CAOLOC], subjects=[person("s1")]))
    more = reported(node, tmp_path / "b", *YEAR, *WITH).json
    assert (more["draft"], more["digest"] == first["digest"]) == (True, False)


def test_a_corrected_title_in_the_annex_leaves_the_approval(node: Node, tmp_path: Path):
    first = reported(node, tmp_path / "a", *YEAR, *WITH).json
    do(node, approving(first["digest"]))
    do(node, acts.revised(BASON, rid(3), 1, on="2023-08-09", title="Tên đã sửa", supporting=[CAOLOC],
                          subjects=[person("s1"), person("s2"), person("s3")]))  # fmt: skip
    again = reported(node, tmp_path / "b", *YEAR, *WITH).json
    assert again["draft"] is False
    assert "Tên đã sửa" in squeezed(pdf_text(Path(again["annex_pdf"])))


@pytest.mark.parametrize("login", [BASON, CAOLOC, acts.INSPECTOR, acts.KEEPER])
def test_only_a_commander_approves(node: Node, login: str):
    assert tried(node, approving("0" * 64, login)) == "act.not_permitted"


def test_a_commander_approves_for_his_own_unit_alone(node: Node, tmp_path: Path):
    do(node, acts.officer("chihuy.cl", CAOLOC, "commander"))
    ours = reported(node, tmp_path / "a", *YEAR, *WITH).json
    do(node, approving(ours["digest"], "chihuy.cl"))
    assert reported(node, tmp_path / "b", *YEAR, *WITH).json["draft"] is True


@pytest.mark.parametrize("digest", ["", "0" * 63, "G" * 64, "0" * 64 + "\n"])
def test_an_approval_of_nothing_is_invalid(node: Node, digest: str):
    assert tried(node, approving(digest)) == "act.invalid"


def test_the_first_approval_holds_and_a_rebuild_finds_the_same(node: Node, tmp_path: Path):
    digest = reported(node, tmp_path, *YEAR, *WITH).json["digest"]
    do(node, approving(digest), approving(digest, SECOND))
    before = approval(BASON, digest)
    assert before is not None
    assert before.officer == COMMANDER
    assert node.verify() == {"ok": True, "entries": before.seq + 1, "problems": []}
    assert node.run("journal", "rebuild").exit == 0
    assert approval(BASON, digest) == before


# ---------------------------------------------------------------- what is kept


def test_a_kept_report_stays_as_it_was_when_the_figures_move_on(node: Node):
    one = kept.keep(viewer(BASON), question(), {"V": "Đề nghị bổ sung kinh phí."})
    do(node, opened(BASON, rid(20), on="2023-09-09", supporting=[CAOLOC], subjects=[person("s1")]))
    again = kept.find(viewer(BASON), one.key)
    assert again is not None
    assert again.written == one.written
    path = kept.path_of(again, "pdf")
    assert path is not None
    assert "2 vụ, với 4 đối tượng" in squeezed(pdf_text(path))
    assert "bổ sung kinh phí" in squeezed(pdf_text(path))


def test_the_same_report_is_kept_once_and_others_units_do_not_find_it(node: Node):
    first, second = (kept.keep(viewer(BASON), question(), {}) for _ in range(2))
    assert first.key == second.key
    assert [one.key for one in kept.listing(viewer(BASON))] == [first.key]
    assert kept.find(viewer(CAOLOC), first.key) is None
    assert kept.listing(viewer(CAOLOC)) == []
    assert kept.find(viewer(BASON), "../" + first.key[3:]) is None


def test_its_pages_are_pictures(node: Node):
    one = kept.keep(viewer(BASON), question(), {})
    path = kept.path_of(one, "pdf")
    assert path is not None
    assert one.pages == len(PdfReader(path).pages) > 1
    first = kept.picture_of(one, 1)
    assert first is not None
    assert first.read_bytes().startswith(b"\x89PNG")
    assert kept.picture_of(one, one.pages + 1) is None


def test_drafts_beyond_the_newest_are_let_go_and_approved_ones_stay(node: Node, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept, "MOST_DRAFTS", 1)
    approved = kept.keep(viewer(BASON), question(), {"V": "Không."})
    do(node, approving(approved.digest))
    for number in range(2):
        kept.keep(viewer(BASON), question(), {"V": f"Đề nghị {number}."})
    left = kept.listing(viewer(BASON))
    assert len(left) == 2
    assert approved.key in {one.key for one in left}


def test_an_erased_record_is_named_in_no_kept_annex_and_the_figures_stand(node: Node):
    title = "Tên riêng của hồ sơ"
    do(node, acts.revised(BASON, rid(3), 1, on="2023-08-09", title=title, supporting=[CAOLOC],
                          subjects=[person("s1"), person("s2"), person("s3")]))  # fmt: skip
    one = kept.keep(viewer(BASON), question(), {})
    assert any(title.encode() in content for _, content in node.files())
    erase = {"record": rid(3), "decision": "Quyết định 1", "minutes": "Biên bản"}
    do(node, act("record.erase", COMMANDER, **erase), act("record.erase", SECOND, **erase))
    again = kept.find(viewer(BASON), one.key)
    assert again is not None
    assert again.digest == one.digest
    annex = kept.path_of(again, "annex_docx")
    assert annex is not None
    assert title not in docx_text(annex)
    assert "(đã xóa nội dung)" in docx_text(annex)
    assert title.encode() not in (again.folder / kept.DATA).read_bytes()


def test_a_part_that_has_no_place_is_refused_before_anything_is_written(node: Node, tmp_path: Path):
    with pytest.raises(ValueError, match="VI"):
        kept.write(viewer(BASON), question(), tmp_path / "out", {"VI": "…"})
    assert not (tmp_path / "out").exists()


def test_the_same_moment_of_the_journal_gives_the_same_paper(node: Node):
    seq = node.ask("journal", "verify")["entries"]
    first = coordinating.report(viewer(BASON), question(asof=seq))
    do(node, opened(BASON, rid(20), on="2023-09-09", supporting=[CAOLOC], subjects=[person("s1")]))
    later = coordinating.report(viewer(BASON), question(asof=seq))
    how = coordinating.settings(BASON)
    assert compose(later, how) == compose(first, how)
    assert replace(later, basis=()) == replace(first, basis=())
    with pytest.raises(Refused):
        coordinating.report(viewer(BASON), question(start=None))
