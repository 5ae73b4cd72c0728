"""Papers from one entry: flash report, duty log, daily report, minutes of handing over, the office's table."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx as word
import openpyxl
import pytest

from hiepdong.cases import clocks, queries
from hiepdong.forces.queries import viewer
from hiepdong.papers import case_papers, case_table, duty, duty_day, duty_setting, kept
from hiepdong.papers.desk_written import WrittenDesk
from hiepdong.papers.docx import render
from hiepdong.papers.duty import DutyDay
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.refusals import Refused
from tests import acts
from tests.acts import (
    BASON,
    CAOLOC,
    COMMANDER,
    INSPECTOR,
    NGANGOAI,
    SECOND,
    a_case,
    act,
    case,
    do,
    person,
    released,
    revised,
    shown,
    whole_case,
)
from tests.api import Caller, code
from tests.information import a_report, a_request
from tests.node import Node

DAY = date(2023, 3, 2)
MINOR = person("s2", "bi-bat", name="Lý Văn Nhỏ", birth="2008", minor=True, aliases=["Nhỏ Con"])
SUSPECT = person("s3", "nghi-van", name="Hoàng Văn Ngờ")
QUIET = ("Lý Văn Nhỏ", "Nhỏ Con", "Hoàng Văn Ngờ", "Lý Thị B")
HEROIN = {"kind": "heroin", "quantity": "12.5", "unit": "g"}


def at(hour: str, day: int = 2) -> str:
    return f"2023-03-{day:02}T{hour}:00+07:00"


def step(kind: str, hour: str, day: int = 2) -> dict[str, str]:
    return {"kind": kind, "at": at(hour, day)}


def told(**changes: Any) -> dict[str, Any]:
    """The whole case of the contract with a minor and a person under suspicion, all named in its words too."""
    whole = whole_case()
    words = "Vi Văn A đi cùng Lý Văn Nhỏ (Nhỏ Con) và HOÀNG VĂN NGỜ; bị hại Lý Thị B."
    return {**whole, "subjects": [*whole["subjects"], MINOR, SUSPECT], "summary": words,
            "title": "Vi Văn A và Lý Văn Nhỏ tàng trữ ma túy", **changes}  # fmt: skip


def text_of(written: WrittenDesk) -> str:
    """All that a paper says, as read from its DOCX."""
    document = word.Document(io.BytesIO(render(written.paper(), at=now())))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells]).replace("\u00a0", " ")


def table_in(file: bytes) -> Any:
    """The sheet of an XLSX, read back."""
    return openpyxl.load_workbook(io.BytesIO(file)).active


def day_of(login: str = BASON, day: date = DAY) -> DutyDay:
    return duty_day.of(viewer(login), day)


def went(key: str = "bg1", hour: str = "08:00", day: int = 4, **what: Any) -> dict[str, Any]:
    return {"key": key, "at": at(hour, day), "to": "Cơ quan CSĐT Công an tỉnh", **what}


def a_case_of(node: Node, *handed_over: dict[str, Any], **changes: Any) -> str:
    return a_case(node, **told(handed_over=list(handed_over) or None, **changes))


# ---------------------------------------------------------------- the flash report


def test_a_flash_report_is_the_cases_own_words(shared: Node):
    facts = [step("arrest", "20:10"), step("custody", "22:00")]
    subject = {**whole_case()["subjects"][0], "facts": facts}
    record = a_case(shared, **{**whole_case(), "subjects": [subject]})
    text = text_of(case_papers.flash(viewer(BASON), record, {"de-xuat": "Cử thêm tổ công tác."}))
    for words in (
        "BÁO CÁO NHANH", "Hồi 20 giờ 10 phút ngày 02/3/2023, tại khu vực mốc 1193, thôn Ba Sơn, xã Xuất Lễ",
        "bp-bason chủ trì, phối hợp với ca-xuatle phát hiện, bắt giữ 01 đối tượng",
        "tàng trữ trái phép chất ma túy", "Vi Văn A (tên gọi khác: A Sẹo), sinh năm 1990, nam, quốc tịch Việt Nam",
        "CCCD số 020090000001, người bị tạm giữ.", "Thu giữ, tạm giữ gồm: 12,5 gam heroin.", "Bắt quả tang.",
        "22 giờ 00 phút ngày 02/3/2023: quyết định tạm giữ (01 người)", "Cử thêm tổ công tác.", "DỰ THẢO",
    ):  # fmt: skip
        assert words in text, words


def test_no_paper_names_who_is_protected_or_only_under_suspicion(shared: Node):
    record = a_case_of(shared)
    who = viewer(BASON)
    papers = [case_papers.flash(who, record), case_papers.daily(who, DAY), case_papers.duty_log(who, DAY)]
    sheet = table_in(case_table.workbook(who, queries.lines_of(who, [record])))
    table = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    for text in (*map(text_of, papers), table):
        assert "Vi Văn A" in text or "nghi vấn" not in text
        for name in QUIET:
            assert name.casefold() not in text.casefold()
        assert "nghi vấn" not in text
    assert "Bị hại, nạn nhân: 01 người (họ tên được giữ kín)" in text_of(papers[0])
    assert "Họ tên được giữ kín, sinh năm 2008, người bị bắt" in text_of(papers[0])


def test_a_flash_report_is_of_ones_own_case_alone(shared: Node):
    record = a_case(shared, CAOLOC, **whole_case())
    for login, refusal in (
        (CAOLOC, "record.not_owner"),
        (NGANGOAI, "record.not_found"),
        (INSPECTOR, "record.not_found"),
    ):
        with pytest.raises(Refused) as refused:
            case_papers.flash(viewer(login), record)
        assert refused.value.code == refusal


# ---------------------------------------------------------------- the duty day


@pytest.mark.parametrize(("hour", "day", "of"), [("06:59", 2, 1), ("07:00", 2, 2), ("23:59", 2, 2), ("06:59", 3, 2)])
def test_a_duty_day_goes_from_seven_to_seven(district: Node, hour: str, day: int, of: int):
    record = a_case(district, occurred={"from": at(hour, day)})
    assert [one.record for one in day_of(day=date(2023, 3, of)).entries] == [record]
    assert not day_of(day=date(2023, 3, of + 1)).entries


def test_a_unit_sets_when_its_duty_day_begins(district: Node):
    record = a_case(district, occurred={"from": at("07:30")})
    do(district, act("unit.configure", COMMANDER, settings={"duty_day": {"starts": "08:00"}}))
    assert [one.record for one in day_of(day=date(2023, 3, 1)).entries] == [record]
    assert duty_setting.current(BASON, datetime.fromisoformat(at("07:59"))) == date(2023, 3, 1)
    for wrong in ({"starts": "24:00"}, {"starts": "7"}, {}, "07:00", {"starts": "07:00", "more": 1}):
        assert (
            acts.tried(district, act("unit.configure", COMMANDER, settings={"duty_day": wrong})) == "document.invalid"
        )


def test_the_log_has_a_line_for_everything_of_the_units_own_day(district: Node):
    of_day = {"handed": {"from": at("09:00")}}
    old = a_case(district, occurred={"from": at("12:00", 1)},
                 subjects=[person(name="Vi Văn A", facts=[step("custody", "10:00")])])  # fmt: skip
    mine = a_case(district, occurred=of_day["handed"])
    tip = a_report(district, seen={"from": at("11:00")})
    a_report(district, BASON, by=CAOLOC, seen={"from": at("11:00")})
    sent = a_request(district, CAOLOC, at=at("13:00"))
    asked = a_request(district, BASON, by=CAOLOC, at=at("14:00"))
    a_case(district, occurred={"from": at("15:00")}, exercise=True)
    gone = a_case(district, occurred={"from": at("16:00")})
    do(district, acts.cancelled(BASON, gone))
    found = day_of()
    assert [(one.kind, one.record) for one in found.entries] == [
        ("case", mine), ("step", old), ("report", tip), ("request", sent), ("request", asked),
    ]  # fmt: skip
    assert found.entries[1].text == "Quyết định tạm giữ: Vi Văn A (vụ: Tàng trữ trái phép chất ma túy)"
    assert (found.exchanged.reports, found.exchanged.sent, found.exchanged.received) == (1, 1, 1)
    assert [one.record for one in day_of(NGANGOAI).entries] == []


def test_who_is_held_and_what_runs_is_as_at_the_end_of_the_day(district: Node):
    facts = [step("arrest", "20:10"), step("custody", "22:00"), step("released", "09:00", 5)]
    a_case(district, subjects=[person(status="bi-tam-giu", name="Vi Văn A", birth="1990", facts=facts)])
    then = day_of()
    assert [(one.person, one.step) for one in then.held] == [
        ("Vi Văn A, sinh năm 1990; người bị tạm giữ", "quyết định tạm giữ")
    ]
    assert [one.ends for one in then.due] == [datetime.fromisoformat(at("22:00", 5))]
    assert day_of(day=date(2023, 3, 3)).held
    later = day_of(day=date(2023, 3, 5))
    assert (later.held, later.due) == ((), ())


def test_exhibits_of_the_day_are_added_up_by_kind_and_unit(district: Node):
    a_case(district, exhibits=[HEROIN, {"kind": "vehicle"}])
    a_case(district, exhibits=[{**HEROIN, "quantity": "0.75"}])
    assert day_of().exhibits == ("13,25 gam heroin", "Ô tô, xe mô tô, xe máy")


def test_the_daily_report_and_the_log_say_the_day(district: Node):
    a_case(district, **told())
    daily = text_of(case_papers.daily(viewer(BASON), DAY, {"cong-tac": "Tiếp tục tuần tra."}))
    for words in ("từ 07 giờ 00 phút ngày 02/3/2023 đến 07 giờ 00 phút ngày 03/3/2023", "01 vụ, với 02 đối tượng",
                  "Tiếp tục tuần tra.", "Không có người đang bị giữ.", "III. NHẬN XÉT"):  # fmt: skip
        assert words in daily, words
    assert "TRÍCH SỔ TRỰC BAN" in text_of(case_papers.duty_log(viewer(BASON), DAY))
    assert "không có việc phải ghi" in text_of(case_papers.duty_log(viewer(BASON), date(2023, 5, 1)))


def test_a_paper_of_the_desk_is_a_draft_until_it_is_approved_and_again_when_the_case_changes(district: Node):
    record = a_case(district, **whole_case())
    one = kept.keep_written(viewer(BASON), case_papers.flash(viewer(BASON), record))
    do(district, act("paper.approve", COMMANDER, digest=one.digest, title="Báo cáo nhanh"))
    again = kept.find(viewer(BASON), one.key)
    assert again is not None
    assert again.approval is not None
    do(district, revised(BASON, record, 1, **{**whole_case(), "summary": "Khác."}))
    assert kept.digest_of(case_papers.anew(viewer(BASON), again.written.said)) != one.digest


def test_an_erasure_takes_the_case_out_of_every_kept_paper(district: Node):
    record = a_case_of(district, went(persons=["s1"], file=True))
    who = viewer(BASON)
    papers = [case_papers.flash(who, record, {"de-xuat": "Giữ Vi Văn A."}), case_papers.daily(who, DAY),
              case_papers.duty_log(who, DAY), case_papers.minutes(who, record, "bg1")]  # fmt: skip
    keys = [kept.keep_written(who, one).key for one in papers]
    for by in (COMMANDER, SECOND):
        do(district, act("record.erase", by, record=record, decision="QĐ 1", minutes="BB 1"))
    for key in keys:
        one = kept.find(who, key)
        assert one is not None
        text = text_of(one.written)
        assert "Vi Văn A" not in text
        assert "tàng trữ" not in text.casefold()


# ---------------------------------------------------------------- handing over


def test_persons_exhibits_and_file_go_to_different_receivers_on_different_days(shared: Node):
    person_went = went(persons=["s1"], giver="Thiếu tá A", receiver="Đại úy B", place="trụ sở Đồn")
    sample_went = went("bg2", day=6, to="Phòng PC09", exhibits=[{**HEROIN, "quantity": "0.5"}])
    record = a_case_of(shared, person_went, sample_went, went("bg3", day=8, file=True, sheets=45), title="Ma túy")
    first, second, third = (text_of(case_papers.minutes(viewer(BASON), record, key)) for key in ("bg1", "bg2", "bg3"))
    for words in ("BIÊN BẢN", "Bàn giao người", "Vi Văn A", "BÊN NHẬN: CƠ QUAN CSĐT CÔNG AN TỈNH", "bà): Thiếu tá A",
                  "hồi 08 giờ 00 phút, ngày 04 tháng 3 năm 2023, tại trụ sở Đồn", "ĐẠI DIỆN BÊN NHẬN"):  # fmt: skip
        assert words in first, words
    assert "0,5 gam" in second
    assert "Vi Văn A" not in second
    assert "gồm 45 tờ" in third


def test_handing_over_stops_the_clocks_as_a_step_does(shared: Node):
    held = person(name="Vi Văn A", status="bi-bat", facts=[step("arrest", "20:10")])
    whole: dict[str, Any] = {"subjects": [held], "facts": [step("opened-by-post", "22:00")]}
    record = a_case(shared, **whole)
    running = {line.clock.rule.code for line in clocks.running(viewer(BASON), datetime.fromisoformat(at("23:00")))
               if line.record == record}  # fmt: skip
    assert running == {"urgent-hold", "file-of-post"}
    do(shared, revised(BASON, record, 1, **whole, handed_over=[went(day=3, persons=["s1"], file=True)]))
    assert not [line for line in clocks.running(viewer(BASON), datetime.fromisoformat(at("23:00", 3)))
                if line.record == record]  # fmt: skip
    document = shown(shared, BASON, record)["document"]
    assert {line.state for line in clocks.of_case(record, document, now())} == {"done"}


@pytest.mark.parametrize("wrong", [
    [went()], [went(persons=["s9"])], [went(file=True, to=" ")], [went(file=True), went(file=True)],
    [went(file=True, sheets=0)], [{**went(file=True), "at": "0001-01-01T00:00:00+07:00"}],
    [went(persons=["s1"], more=1)],
])  # fmt: skip
def test_what_was_handed_over_must_be_something_of_the_case(shared: Node, wrong: list[dict[str, Any]]):
    tried = act("case.open", BASON, record=acts.fresh(), case=case(subjects=[person()], handed_over=wrong))
    assert acts.tried(shared, tried).startswith("document.")


def test_minutes_are_the_owners_own_no_copy_has_them(shared: Node):
    record = a_case_of(shared, went(persons=["s1"], exhibits=[HEROIN]))
    do(shared, released(BASON, record, CAOLOC), released(BASON, record, NGANGOAI, without=("subjects", "exhibits")))
    for holder in (CAOLOC, NGANGOAI):
        assert "handed_over" not in shown(shared, holder, record)["document"]
        assert shown(shared, holder, record)["withheld"] == ([] if holder == CAOLOC else ["exhibits", "subjects"])
    assert shown(shared, BASON, record)["document"]["handed_over"]
    with pytest.raises(Refused, match=r"record\.not_found"):
        case_papers.minutes(viewer(BASON), record, "bg9")


def test_minutes_name_the_protected_to_officers_of_the_case_alone(district: Node):
    do(district, acts.officer("truc.hai", BASON, "duty"))
    record = a_case_of(district, went(persons=["s2", "v1"]))
    mine, theirs = (case_papers.minutes(viewer(login), record, "bg1") for login in (BASON, "truc.hai"))
    assert "Lý Văn Nhỏ" in text_of(mine)
    assert not [name for name in QUIET if name in text_of(theirs)]
    assert case_papers.may_open(viewer(COMMANDER), mine)
    assert not case_papers.may_open(viewer("truc.hai"), mine)


# ---------------------------------------------------------------- the table, the commands, the API


def rows_of(login: str, *records: str) -> list[dict[str, Any]]:
    who = viewer(login)
    head, *rows = table_in(case_table.workbook(who, queries.lines_of(who, list(records)))).iter_rows()
    return [{str(name.value): cell for name, cell in zip(head, row, strict=True)} for row in rows]


def test_the_table_has_a_row_for_each_subject_and_reads_back_as_it_was_written(shared: Node):
    record, empty = a_case_of(shared), a_case(shared, on="2023-03-05")
    rows = rows_of(BASON, empty, record)
    assert [(row["TT"].value, row["TT vụ"].value, row["Họ tên"].value) for row in rows] == [
        (1, 1, "Vi Văn A"), (2, 1, "(họ tên được giữ kín)"), (3, 2, None),
    ]  # fmt: skip
    assert rows[0]["Xảy ra"].value == datetime(2023, 3, 2, 20, 10)  # noqa: DTZ001 - a spreadsheet knows no zones
    assert rows[0]["Tư cách tố tụng"].value == "Người bị tạm giữ"
    assert rows[0]["Tang vật"].value == "12,5 gam heroin"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("#x","y")', "=cmd|' /C calc'!A0"])
def test_no_cell_of_the_table_is_a_formula(shared: Node, text: str):
    record = a_case(shared, title=text, subjects=[person(name=text, home=text)])
    (row,) = rows_of(BASON, record)
    for name in ("Trích yếu", "Họ tên", "Nơi ở"):
        assert (row[name].value, row[name].data_type, row[name].quotePrefix) == (text, "s", True)


def test_the_table_says_what_was_not_sent_and_has_nothing_unseen(shared: Node):
    record = a_case(shared, CAOLOC, without=("subjects.name", "exhibits"), **whole_case())
    (row,) = rows_of(CAOLOC, record)
    assert (row["Họ tên"].value, row["Tang vật"].value) == ("(không được gửi)", "(không được gửi)")
    do(shared, released(BASON, record, CAOLOC, without=("subjects",)))
    assert rows_of(CAOLOC, record)[0]["Họ tên"].value == "(không được gửi)"
    assert rows_of(NGANGOAI, record) == []


def test_every_paper_is_written_by_a_command(shared: Node, tmp_path: Path):
    record = a_case_of(shared, went(persons=["s1"]), occurred={"from": at("10:00", 9)})
    for kind, options in (("flash", ("--record", record)), ("handover", ("--record", record, "--key", "bg1")),
                          ("daily", ("--on", "2023-03-09")), ("log", ("--on", "2023-03-09"))):  # fmt: skip
        answer = shared.run("report", kind, *options, "--as", BASON, "--out", str(tmp_path / kind), "--json")
        assert answer.exit == 0, answer.err
        assert Path(answer.json["docx"]).read_bytes()[:2] == b"PK"
        assert Path(answer.json["pdf"]).read_bytes()[:4] == b"%PDF"
        assert answer.json["draft"] is True
    on = ("--on", "2023-03-09")
    for wrong in (("flash",), ("handover", "--record", record), ("daily", "--record", record), ("log", "--on", "x"),
                  ("daily", *on, "--from", "2023-01-01"), ("digest", *on)):  # fmt: skip
        answer = shared.run("report", *wrong, "--as", BASON, "--json")
        assert (answer.exit, answer.json["code"]) == (1, "query.invalid"), wrong


def test_the_table_is_written_by_a_command(shared: Node, tmp_path: Path):
    a_case(shared, on="2022-07-01")
    file = tmp_path / "bang.xlsx"
    asked = ("export", "cases", str(file), "--as", BASON, "--from", "2022-07-01", "--to", "2022-07-01", "--json")
    assert shared.run(*asked).json == {"file": str(file), "cases": 1}
    assert table_in(file.read_bytes()).max_row == 2
    nowhere = shared.run("export", "cases", str(tmp_path / "no" / "x.xlsx"), "--as", BASON, "--json")
    assert (nowhere.exit, nowhere.json["code"]) == (1, "node.disk")


def test_the_api_tells_the_duty_day(district: Node):
    record = a_case(district, **told())
    answer = Caller(BASON).get("duty", on="2023-03-02")
    assert [one["record"] for one in answer.json["entries"]] == [record]
    assert not [name for name in QUIET if name in answer.text]
    assert Caller(NGANGOAI).get("duty", on="2023-03-02").json["entries"] == []
    assert code(Caller(INSPECTOR).get("duty", on="2023-03-02")) == "act.not_permitted"


def test_the_sums_of_a_day_say_who_waits():
    said = duty.exchanged_words(duty.DayExchange(reports=2, sent=1, received=0, by_us=3, to_us=11))
    assert said.startswith("Nắm được 02 tin; gửi 01, nhận 0 đề nghị xác minh. Còn 03 đề nghị đơn vị chưa trả lời, 11")
