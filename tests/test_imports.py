"""An office's list becomes cases: once, whole, and able to be taken back; what is wrong in it is told by cell."""

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.acts import BASON, CAOLOC, COMMANDER, do, figures, revised, shown
from tests.imports import HEADINGS, LIST, brought_in, csv_file, xlsx
from tests.node import Node
from tests.test_legacy_text import to_tcvn3, to_vni


def documents(node: Node, viewer: str = BASON) -> list[dict[str, Any]]:
    lines = node.ask("list", "case", "--as", viewer)
    return [shown(node, viewer, line["record"])["document"] for line in lines]


def test_a_list_becomes_cases_with_all_that_its_cells_say(district: Node, tmp_path: Path):
    done = brought_in(district, xlsx(tmp_path / "danh sách.xlsx", LIST))
    assert (done["new"], done["subjects"], done["wrong"], done["passed_over"]) == (3, 5, 0, [8])
    fireworks, gambling, heroin = documents(district)
    assert heroin["occurred"]["from"] == "2023-03-02T20:10:00+07:00"
    assert heroin["place"] | {"text": ""} == {
        "commune": "06202",
        "village": "thôn Ba Sơn",
        "marker": "1193",
        "text": "",
    }
    assert [(one["name"], one["birth"]) for one in heroin["subjects"]] == [
        ("Vi Văn Một", "1990"),
        ("Vi Thị Hai", "1992-09-02"),
    ]
    assert [(one["quantity"], one["unit"]) for one in heroin["exhibits"]] == [("0.125", "g")]
    assert (fireworks["offences"], fireworks["occurred"]["from"][:16]) == (["pc-191"], "2023-12-13T23:40")
    assert [one["name"] for one in gambling["subjects"]] == ["Hà Bốn", "Hà Năm"]
    assert figures(district, BASON)["subjects"] == 5
    assert district.verify()["ok"]


def test_the_same_list_again_changes_nothing_even_with_lines_put_in(district: Node, tmp_path: Path):
    brought_in(district, xlsx(tmp_path / "a.xlsx", LIST))
    entries = district.ask("journal", "stats")["entries"]
    again = brought_in(district, csv_file(tmp_path / "b.csv", LIST[:3] + LIST[3:6]))
    assert (again["new"], again["known"], again["import"]) == (0, 2, None) or again["changed"]
    assert brought_in(district, xlsx(tmp_path / "c.xlsx", LIST))["known"] == 3
    assert district.ask("journal", "stats")["entries"] == entries
    more = [*LIST[:3], [1, "05/5/2023", "Đánh bạc", "Xuất Lễ", BASON, "Tô Sáu", 1970, "bị can"], *LIST[3:]]
    done = brought_in(
        district,
        xlsx(tmp_path / "d.xlsx", [row if row[:1] != [1] or row[1] == "05/5/2023" else [9, *row[1:]] for row in more]),
    )
    assert (done["new"], done["known"]) == (1, 3)


def test_a_row_that_changed_is_shown_with_its_record_and_left_to_an_officer(district: Node, tmp_path: Path):
    brought_in(district, xlsx(tmp_path / "a.xlsx", LIST))
    changed = [[*row] for row in LIST]
    changed[5][8] = "13 kg pháo nổ"
    done = brought_in(district, xlsx(tmp_path / "b.xlsx", changed))
    assert (done["new"], done["known"], done["import"]) == (0, 2, None)
    (one,) = done["changed"]
    assert one["line"] == 6
    assert shown(district, BASON, one["record"])["document"]["offences"] == ["pc-191"]


def test_documents_are_vietnamese_whatever_language_the_officer_reads(district: Node, tmp_path: Path):
    """These tests run in English: remarks are told so, and the record is not."""
    row = [1, "02/3/2023", "Điều 249", "mốc 1193, xã Xuất Lễ", BASON, "Vi Văn Một", 1990, "bị can", "03 bức tranh"]
    done = brought_in(district, xlsx(tmp_path / "a.xlsx", [HEADINGS, row]))
    (document,) = documents(district)
    assert "mốc 1193" in document["title"]
    assert document["summary"] == "Tang vật: 03 bức tranh"
    assert [one["text"] for one in done["remarks"]] == ["No code stands for this: its words are kept in the summary."]


def test_two_rows_that_say_the_same_are_two_cases(district: Node, tmp_path: Path):
    row = ["03/3/2023", "Đánh bạc", "Xuất Lễ", BASON]
    rows: list[list[Any]] = [["STT", "Ngày", "Tội danh", "Địa điểm", "Đơn vị"], [1, *row], [2, *row]]
    assert brought_in(district, xlsx(tmp_path / "a.xlsx", rows))["new"] == 2
    assert brought_in(district, xlsx(tmp_path / "a.xlsx", rows))["known"] == 2


WRONG = [
    ("day", "31/02/2023", "day"),
    ("day", "", "day"),
    ("day", "05/05/2999", "day"),
    ("offence", "Tội không có", "offence"),
    ("offence", "", "offence"),
    ("lead", "Đơn vị lạ", "lead"),
    ("birth", "không rõ", "birth"),
    ("status", "", "status"),
    ("name", "A" * 600, "name"),
    ("day", "#REF!", "day"),
]


@pytest.mark.parametrize(("field", "cell", "told"), WRONG)
def test_what_is_wrong_is_told_by_cell_and_nothing_is_done(district: Node, tmp_path: Path, field, cell, told):
    place = ["order", "day", "offence", "place", "lead", "name", "birth", "status"].index(field)
    wrong = [*LIST[5]]
    wrong[place] = cell
    path = xlsx(tmp_path / "a.xlsx", [*LIST[:5], wrong])
    answer = district.run("import", "cases", str(path), "--as", BASON, "--json")
    assert (answer.exit, answer.json["import"], answer.json["wrong"]) == (1, None, 1)
    assert any(one["wrong"] and (one["line"], one["field"]) == (6, told) for one in answer.json["remarks"])
    assert documents(district) == []
    partly = district.run("import", "cases", str(path), "--as", BASON, "--json", "--partly")
    assert (partly.exit, partly.json["new"], len(documents(district))) == (0, 1, 1)


def test_an_offence_that_may_be_several_is_told_with_their_names(district: Node, tmp_path: Path):
    row = [*LIST[5]]
    row[2] = "Vận chuyển hàng hóa"
    done = brought_in(district, xlsx(tmp_path / "a.xlsx", [LIST[2], row]))
    (remark,) = [one for one in done["remarks"] if one["wrong"]]
    assert "vận chuyển trái phép hàng hóa, tiền tệ qua biên giới" in remark["text"]
    assert "nhập lậu" in remark["text"]


def test_what_no_code_stands_for_is_kept_in_words_and_belief_is_not(district: Node, tmp_path: Path):
    rows: list[list[Any]] = [
        [*HEADINGS, "Kết quả xử lý", "Cán bộ thụ lý", "Dân tộc"],
        [
            1,
            "02/3/2023",
            "Điều 249",
            "Xuất Lễ",
            BASON,
            "Vi Văn Một",
            1990,
            "bị can",
            "03 bức tranh",
            "chờ ý kiến",
            "Hà",
            "Tày",
        ],
    ]
    done = brought_in(district, xlsx(tmp_path / "a.xlsx", rows))
    assert done["columns"]["Dân tộc"] == "never"
    (document,) = documents(district)
    for words in ("03 bức tranh", "chờ ý kiến", "Cán bộ thụ lý: Hà"):
        assert words in document["summary"]
    assert "Tày" not in json.dumps(document, ensure_ascii=False)


def test_lines_of_totals_are_no_cases_and_a_man_called_tong_is_one(district: Node, tmp_path: Path):
    rows = [
        ["Họ tên", "Ngày", "Tội danh", "Tư cách", "Đơn vị"],
        ["Tống Văn Cộng", "02/3/2023", "Đánh bạc", "bị can", BASON],
        ["Tháng 4"],
        ["Công Thị Tổng", "02/4/2023", "Đánh bạc", "bị can", BASON],
        ["Tổng cộng: 02 vụ", "", "02", "", ""],
        ["Cộng", "2", "2", "2", "2"],
        ["NGƯỜI LẬP BIỂU"],
    ]
    done = brought_in(district, xlsx(tmp_path / "a.xlsx", rows))
    assert (done["new"], done["passed_over"]) == (2, [3, 5, 6, 7])


def test_columns_and_blanks_are_set_by_a_map(district: Node, tmp_path: Path):
    rows = [["Cột A", "Ngày", "Cột B", "Nơi xảy ra"], ["Vi Văn Một", "02/3/2023", "không rõ", "Xuất Lễ"]]
    path, chosen = xlsx(tmp_path / "a.xlsx", rows), tmp_path / "map.json"
    told = {"columns": {"Cột A": "name", "#3": "skip"}, "offence": "pc-249", "status": "bi-can", "lead": CAOLOC}
    chosen.write_text(json.dumps(told))
    done = brought_in(district, path, "--map", str(chosen))
    assert done["new"] == 1
    (document,) = documents(district)
    assert (document["lead"], document["offences"], document["subjects"][0]["name"]) == (
        CAOLOC,
        ["pc-249"],
        "Vi Văn Một",
    )
    assert "summary" not in document
    chosen.write_text('{"columns":{"Cột A":"soul"}}')
    assert brought_in(district, path, "--map", str(chosen))["code"] == "import.map"


def test_merged_cells_join_the_persons_of_a_case(district: Node, tmp_path: Path):
    rows = [[None if cell == "" else cell for cell in row] for row in LIST[2:5]]
    done = brought_in(district, xlsx(tmp_path / "a.xlsx", rows, "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3"))
    assert (done["new"], done["subjects"]) == (1, 2)


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni], ids=["TCVN3", "VNI"])
def test_lists_of_the_old_fonts_are_read(district: Node, tmp_path: Path, encode):
    rows = [[encode(cell) if isinstance(cell, str) else cell for cell in row] for row in LIST[2:]]
    latin = csv_file(
        tmp_path / "a.csv",
        [[str(c)[:10] if not isinstance(c, (str, int, type(None))) else c for c in row] for row in rows],
        delimiter=";",
        encoding="latin-1",
    )
    assert brought_in(district, latin, "--check")["wrong"] == 0
    done = brought_in(district, xlsx(tmp_path / "a.xlsx", rows))
    assert (done["new"], done["wrong"], set(done["encodings"].values())) == (
        3,
        0,
        {"TCVN3" if encode is to_tcvn3 else "VNI"},
    )
    assert any(one.get("name") == "Vi Thị Hai" for document in documents(district) for one in document["subjects"])


def test_a_table_of_a_word_file_is_a_list(district: Node, tmp_path: Path):
    import docx

    document = docx.Document()
    table = document.add_table(rows=0, cols=len(HEADINGS))
    for row in LIST[2:5]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = "" if text is None else str(text)
    for column in range(5):
        table.cell(1, column).merge(table.cell(2, column))
    document.save(str(tmp_path / "a.docx"))
    done = brought_in(district, tmp_path / "a.docx")
    assert (done["new"], done["subjects"]) == (1, 2)


def test_an_undone_list_can_be_imported_again_and_what_was_worked_on_stays(district: Node, tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", LIST)
    first = brought_in(district, path)["import"]
    record = district.ask("list", "case", "--as", BASON)[0]["record"]
    document = shown(district, BASON, record)["document"]
    do(district, revised(BASON, record, 1, **{**document, "summary": "Đã bổ sung."}))
    assert district.ask("import", "undo", first, "--as", BASON, "--reason", "nhầm")["kept"] == 1
    assert len(documents(district)) == 1
    again = brought_in(district, path)
    assert (again["new"], again["known"]) == (2, 1)
    assert district.ask("import", "undo", first, "--as", BASON)["code"] == "import.undone"
    assert district.ask("import", "undo", first, "--as", CAOLOC)["code"] == "record.not_found"
    assert [one["state"] for one in district.ask("import", "list", "--as", COMMANDER)] == ["done", "undone"]


def many(path: Path, count: int) -> Path:
    rows = [
        [n, f"{n % 28 + 1:02}/03/2023", "Đánh bạc", "Xuất Lễ", BASON, f"Người {n}", 1990, "bị can"]
        for n in range(1, count + 1)
    ]
    return csv_file(path, [HEADINGS[:8], *rows])


def test_killed_in_the_middle_nothing_is_seen_and_it_is_gone_on_with(district: Node, tmp_path: Path):
    path = many(tmp_path / "nhiều.csv", 1_500)
    with district.spawn("import", "cases", str(path), "--as", BASON) as process:
        while not (under_way := [one for one in district.ask("import", "list", "--as", BASON) if one["opened"]]):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    assert under_way[0]["state"] == "under-way"
    assert documents(district) == []
    assert figures(district, BASON)["cases"] == 0
    other = csv_file(tmp_path / "khác.csv", LIST)
    assert brought_in(district, other)["code"] == "import.under_way"
    done = brought_in(district, path)
    assert done["import"] == under_way[0]["id"]
    assert figures(district, BASON)["cases"] == 1_500
    assert district.verify()["ok"]
