"""Chapters II.1 to II.9 of the coordination report: joint activities and exchanges, their records, the year before."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from msgspec.structs import replace

from hiepdong.figures.questions import Question
from hiepdong.forces import queries as forces
from hiepdong.forces.queries import viewer
from hiepdong.papers import coordinating, kept
from hiepdong.papers.activity_chapters import exchanges_total, said_of, sentences
from hiepdong.papers.coordination import compose
from hiepdong.papers.coordination_annex import internal_annex
from hiepdong.papers.forms import Fill, Heading, Paragraph, Table
from hiepdong.papers.report import PARTS, ActivityFigure, CoordinationReport, Counts
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import read_day
from tests import acts
from tests.activities import an_activity, cancelled, entered
from tests.acts import ARMY, BASON, CAOLOC, COMMANDER, NGANGOAI, SECOND, act, do, fresh, known, person, released, rid
from tests.information import a_report, answered, filed
from tests.node import ADMIN, Node, Nodes
from tests.test_report import docx_text, pdf_text, reported, squeezed
from tests.visitor import Visitor

PATROL, ABROAD = "joint-patrol", "bilateral-patrol"
YEAR = ("--from", "2023-01-01", "--to", "2023-12-31")
WITH = ("--with", BASON, "--with", CAOLOC)


def world() -> list[acts.Act]:
    """A case in each of two years, so that they may be compared; activities in both, one of 2023 entered by two."""
    cases = [act for number, year in ((1, 2022), (2, 2023))
             for act in known(BASON, number, on=f"{year}-05-05", supporting=[CAOLOC], subjects=[person()])]  # fmt: skip
    ours, theirs = rid(11), rid(12)
    told = [
        entered(BASON, ours),
        entered(CAOLOC, theirs, times=9, units=[CAOLOC, BASON]),
        released(BASON, ours, CAOLOC),
        released(CAOLOC, theirs, BASON),
        acts.linked(CAOLOC, rid(500), theirs, ours),
        act("link.confirm", BASON, record=rid(500)),
        entered(BASON, rid(13), day="2022-03-03", times=8, attendances=100),
        entered(BASON, rid(14), kind=ABROAD, times=3, attendances=24),
        entered(BASON, rid(15), kind="guns-handed-in", times=2, attendances=30, items=14),
        entered(BASON, rid(16), kind="line-check", units=[BASON, ARMY], times=1, attendances=6, items=4),
        entered(BASON, rid(17), kind="rescue", exercise=True),
    ]
    return [*acts.district(), *cases, *told]


@pytest.fixture(scope="session")
def _world(nodes: Nodes) -> Node:
    return nodes.prepared("reporting activities", world())


@pytest.fixture
def node(nodes: Nodes, _world: Node):
    """A copy of the world, to write to."""
    one = nodes.copy(_world)
    yield one
    nodes.drop(one)


def question(**changes: Any) -> Question:
    usual = {"start": read_day("01/01/2023"), "end": read_day("31/12/2023"), "with_": (BASON, CAOLOC)}
    return Question(**{**usual, **changes})


def said(chapter: str, login: str = BASON, **changes: Any) -> list[str]:
    report = coordinating.report(viewer(login), question(**changes))
    return sentences(report, coordinating.settings(viewer(login).unit), chapter)


# ---------------------------------------------------------------- what the chapters say


def test_a_patrol_that_two_entered_is_said_once_in_the_manner_of_the_field(node: Node):
    assert said("II.3") == [
        f"Trong kỳ, {BASON} và {CAOLOC} đã tổ chức tuần tra chung 10 lần, với 120 lượt cán bộ, chiến sĩ.",
        "Tính riêng, tuần tra song phương, liên hợp với phía Trung Quốc 3 lần, với 24 lượt cán bộ, chiến sĩ.",
        ("So với cùng kỳ (năm 2022): tuần tra chung tăng 2 lần, tăng 20 lượt cán bộ, chiến sĩ (20%); tuần tra song "
        "phương, liên hợp với phía Trung Quốc tăng 3 lần, tăng 24 lượt cán bộ, chiến sĩ."),
    ]  # fmt: skip


@pytest.mark.parametrize("with_", [(), (BASON, CAOLOC), (BASON, ARMY)])
def test_the_page_of_figures_has_the_sentences_of_the_report_ready_to_copy(node: Node, with_: tuple[str, ...]):
    a_report(node, CAOLOC)
    asked = QueryDict("&".join(("tu=2023-01-01", "den=2023-12-31", *(f"voi={unit}" for unit in with_))))
    page = Visitor(BASON).client.get(f"/so-lieu/hoat-dong?{asked.urlencode()}").content.decode()
    lines = re.findall('<p class="lead">(.*)</p>', page)
    assert lines == [one for chapter in PARTS for one in said(chapter, with_=with_)]
    assert any("tuần tra chung" in one or "kiểm tra đường biên" in one for one in lines)


def test_weapons_handed_in_are_said_by_how_many(node: Node):
    assert said("II.5")[0].endswith("vận động giao nộp 14 khẩu súng (2 lần, với 30 lượt người).")


@pytest.mark.parametrize("kind", [row.code for row in codes.activities])
def test_every_kind_can_be_said_and_every_number_stands_before_its_word(kind: str):
    row = codes.activities[kind]
    figure = ActivityFigure(kind=kind, chapter=row.chapter, label=row.vi, words=(row.times, row.attendances, row.items),
                            now=Counts(1080, 21500, 14 if row.items else 0))  # fmt: skip
    text = said_of(figure, padded=False)
    assert f"1.080 {row.times}" in text
    assert f"21.500 {row.attendances}" in text
    assert not row.items or f"14 {row.items}" in text


def test_a_filter_on_units_holds_for_activities_as_for_cases(node: Node):
    assert (
        "kiểm tra đường biên, mốc quốc giới 1 lần, với 6 lượt cán bộ, chiến sĩ, 4 mốc"
        in said("II.3", with_=(BASON, ARMY))[0]
    )
    assert all("mốc quốc giới" not in line for line in said("II.3"))
    alone = said("II.3", with_=())
    assert alone[0].startswith(f"Trong kỳ, {BASON} ghi nhận tuần tra chung 10 lần"), "no joint work is claimed"


def test_a_chapter_of_which_nothing_was_counted_is_a_dotted_line(node: Node):
    report = coordinating.report(viewer(BASON), question())
    how = coordinating.settings(BASON)
    assert sentences(report, how, "II.7") == [], "a drill counts nowhere"
    body = list(compose(report, how).body)
    heads = {block.text: place for place, block in enumerate(body) if isinstance(block, Heading)}
    assert isinstance(body[heads["Phòng, chống thiên tai, cứu nạn, cứu hộ"] + 1], Fill)
    assert isinstance(body[heads["Bảo vệ chủ quyền, an ninh biên giới, các mục tiêu"] + 1], Paragraph)
    typed = compose(replace(report, parts={"II.3": "Địa bàn ổn định."}), how).body
    texts = [block.runs[0].text for block in typed if isinstance(block, Paragraph)]
    assert texts.index("Địa bàn ổn định.") > texts.index(said("II.3")[0]), "what is typed stands after what was counted"


def test_what_was_done_the_year_before_and_no_more_is_not_passed_over(node: Node):
    do(node, cancelled(BASON, rid(11)), cancelled(CAOLOC, rid(12)), cancelled(BASON, rid(14)))
    assert said("II.3") == [
        "Trong kỳ, chưa ghi nhận hoạt động nào thuộc phần này.",
        "So với cùng kỳ (năm 2022): tuần tra chung giảm 8 lần, giảm 100 lượt cán bộ, chiến sĩ (100%).",
    ]


def test_no_rise_is_claimed_over_a_year_in_which_no_activity_was_entered(node: Node):
    do(node, cancelled(BASON, rid(13)))
    assert len(said("II.3")) == 2, "cases of 2022 are on record, activities are not"
    report = coordinating.report(viewer(BASON), question())
    assert all(one.before is None for one in report.activities)
    assert report.comparison is not None
    long = said("II.3", start=read_day("01/01/2020"))
    assert not any("cùng kỳ" in line for line in long)


def test_activities_are_compared_where_they_are_on_record_though_no_case_is(node: Node):
    do(node, act("case.cancel", BASON, record=rid(1), reason="nhập nhầm"))
    report = coordinating.report(viewer(BASON), question())
    assert report.comparison is None, "no case of 2022 is left"
    assert "So với cùng kỳ (năm 2022): tuần tra chung tăng 2 lần" in said("II.3")[-1]
    assert "2022" in str(internal_annex(report, coordinating.settings(BASON)))


# ---------------------------------------------------------------- exchange of information


def test_exchange_opens_with_how_often_and_how_many_and_says_of_what_they_are_made(node: Node):
    day = "2023-06-01T08:00:00+07:00"
    for record in (fresh(), fresh()):
        do(node, {**filed(BASON, record), "at": day}, {**released(BASON, record, CAOLOC), "at": day})
    an_activity(node, kind="phone-exchange", times=1000, attendances=None, items=7)
    an_activity(node, kind="joint-verification", times=5, attendances=None, items=490)
    request = fresh()
    sent = act("request.send", BASON, record=request, request={"to": [CAOLOC], "question": "Có không?"})
    reply = answered(CAOLOC, fresh(), request)
    do(node, {**sent, "at": day}, {**reply, "at": day})
    assert said("II.2") == [
        (
            f"Từ ngày 01/01/2023 đến ngày 31/12/2023, {BASON} và {CAOLOC} đã trao đổi thông tin được 1.002 lần, "
            "phối hợp kiểm tra, xác minh 491 tin."
        ),
        (
            "Trong đó: gửi 2 lượt tin; được đơn vị bạn xác minh xong 1 đề nghị; trao đổi thông tin qua điện thoại "
            "1.000 lần, 7 tin; phối hợp kiểm tra, xác minh tin ngoài bàn trực 5 lần, 490 tin."
        ),
        "Gửi 1 đề nghị xác minh; nhận 1 trả lời.",
    ]
    report = coordinating.report(viewer(BASON), question())
    assert exchanges_total(report)[0] == (1002, 491)


def test_exchange_is_compared_only_where_something_of_the_year_before_is_on_record(node: Node):
    def on(day: str) -> None:
        record, at = fresh(), f"{day}T08:00:00+07:00"
        do(node, {**filed(BASON, record), "at": at}, {**released(BASON, record, CAOLOC), "at": at})

    on("2023-06-01")
    assert not any("cùng kỳ" in line for line in said("II.2"))
    for _ in range(2):
        on("2022-06-01")
    assert said("II.2")[1] == "So với cùng kỳ (năm 2022): trao đổi thông tin giảm 1 lần."


def test_what_was_withdrawn_or_not_released_is_in_no_report_of_another(node: Node):
    report = a_report(node, CAOLOC)
    hidden = an_activity(node, by=ARMY, units=[ARMY, CAOLOC], kind="people-helped")
    this_year = {"start": read_day("01/01/2020"), "end": read_day("31/12/2099")}
    mine = coordinating.report(viewer(CAOLOC), question(**this_year, with_=()))
    assert any(one.what == "report" and one.now for one in mine.exchanges)
    do(node, acts.withdrawn(BASON, report, CAOLOC))
    after = coordinating.report(viewer(CAOLOC), question(**this_year, with_=()))
    assert not any(one.what == "report" and one.now for one in after.exchanges)
    records = {line.record for figure in after.activities for one in figure.lines for line in one.records}
    assert records == {rid(11), rid(12)}
    assert hidden not in records


# ---------------------------------------------------------------- the annex, the files


def test_the_annex_lists_for_each_figure_its_records_and_adds_up(node: Node):
    report = coordinating.report(viewer(BASON), question())
    body = list(internal_annex(report, coordinating.settings(BASON)).body)
    heads = {block.text: number for number, block in enumerate(body) if isinstance(block, Heading)}
    place = heads["Tuần tra chung 10 lần, với 120 lượt cán bộ, chiến sĩ"]
    table = body[place + 2]
    assert isinstance(table, Table)
    assert [row[-1] for row in table.rows] == [rid(11)[:8], rid(12)[:8], ""]
    assert table.rows[1][2] == "(cùng hoạt động trên)"
    assert table.rows[-1][3:6] == ("10", "120", "0")
    for figure in report.activities:
        assert sum(line.gave.times for line in figure.lines) == figure.now.times
        assert figure.counted_from == sum(len(line.records) for line in figure.lines)


def test_pdf_and_docx_say_the_same_of_activities(node: Node, tmp_path: Path):
    done = reported(node, tmp_path, *YEAR, *WITH).json
    for text in (squeezed(pdf_text(Path(done["pdf"]))), squeezed(docx_text(Path(done["docx"])))):
        for line in said("II.3"):
            assert squeezed(line) in text
    for name in ("annex_pdf", "annex_docx"):
        assert "tổ chức" not in squeezed(docx_text(Path(done["annex_docx"])))
        text = squeezed((pdf_text if name.endswith("pdf") else docx_text)(Path(done[name])))
        assert "Vận động giao nộp 14 khẩu súng" in text


def test_one_more_activity_makes_an_approved_report_a_draft_again(node: Node, tmp_path: Path):
    first = reported(node, tmp_path / "a", *YEAR, *WITH).json
    do(node, act("paper.approve", COMMANDER, digest=first["digest"], title="Báo cáo"))
    assert reported(node, tmp_path / "b", *YEAR, *WITH).json["draft"] is False
    an_activity(node, kind="briefing")
    assert reported(node, tmp_path / "c", *YEAR, *WITH).json["draft"] is True


def test_as_of_a_position_the_chapters_are_left_to_be_filled_in(node: Node):
    seq = node.ask("journal", "verify")["entries"]
    report = coordinating.report(viewer(BASON), question(asof=seq))
    assert (report.activities, report.exchanges) == ((), ())
    assert any("không tính lùi được" in line for line in report.basis)


def test_an_erased_report_is_named_in_no_kept_annex_of_what_was_exchanged(node: Node):
    title, record, day = "Tên riêng của tin", fresh(), "2023-06-01T08:00:00+07:00"
    do(node, {**filed(BASON, record, title=title), "at": day}, {**released(BASON, record, CAOLOC), "at": day})
    one = kept.keep(viewer(BASON), question(), {})
    erase = {"record": record, "decision": "Quyết định 1", "minutes": "Biên bản"}
    do(node, act("record.erase", COMMANDER, **erase), act("record.erase", SECOND, **erase))
    again = kept.find(viewer(BASON), one.key)
    assert again is not None
    assert again.digest == one.digest, "the figures stand"
    assert not any(title.encode() in content for _, content in node.files())


def test_a_report_kept_before_there_were_activities_is_read_as_it_was(node: Node):
    one = kept.keep(viewer(BASON), question(start=read_day("01/01/2019"), end=read_day("31/12/2019")), {"V": "Không."})
    data = json.loads((one.folder / kept.DATA).read_text())
    del data["report"]["activities"], data["report"]["exchanges"]
    (one.folder / kept.DATA).write_text(json.dumps(data))
    again = kept.find(viewer(BASON), one.key)
    assert again is not None
    assert again.digest == one.digest, "its approval holds"


# ---------------------------------------------------------------- whose paper it is


def test_an_heir_does_not_write_under_the_head_of_the_unit_that_ended(node: Node):
    paper = {"unit": "Công an huyện", "issuer": "CÔNG AN HUYỆN", "superior": "CÔNG AN TỈNH", "place": "Cao Lộc"}
    do(node, act("unit.configure", CAOLOC, settings={"paper": paper, "answer_times": {"khan": {"hours": 3}}}))
    ending = {"code": CAOLOC, "on": "2025-02-28", "successors": [ARMY], "heir": ARMY, "how": "merged"}
    do(node, act("unit.end", ADMIN, **ending))
    how = coordinating.settings(ARMY)
    assert (how.unit, how.issuer, how.superior, how.place) == (ARMY, ARMY.upper(), "", "")
    assert coordinating.settings(CAOLOC).issuer == "CÔNG AN HUYỆN", "its own papers stay its own"
    report: CoordinationReport = coordinating.report(viewer(CAOLOC), question())
    assert compose(report, coordinating.settings(viewer(CAOLOC).unit)).header.issuer == ARMY.upper()


def test_how_an_heir_answers_and_counts_is_that_of_the_first_unit_that_ended_in_it(node: Node):
    for hours, code in enumerate((CAOLOC, NGANGOAI), 1):
        do(node, act("unit.configure", code, settings={"answer_times": {"khan": {"hours": hours}}}))
    for code in (NGANGOAI, CAOLOC):
        ending = {"code": code, "on": "2025-02-28", "successors": [ARMY], "heir": ARMY, "how": "merged"}
        do(node, act("unit.end", ADMIN, **ending))
    first = {"khan": {"hours": 2}}
    assert forces.setting(ARMY, "answer_times") == first
    assert node.run("journal", "rebuild").exit == 0
    assert forces.setting(ARMY, "answer_times") == first, "in whatever order the index gives them back"
