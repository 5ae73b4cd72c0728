"""Days, hours, quantities and words of old lists, as offices write them."""

from datetime import date

import pytest

from hiepdong.cases.import_columns import recognise
from hiepdong.cases.import_exhibits import read_exhibits
from hiepdong.cases.import_matching import Matching
from hiepdong.cases.import_times import read_birth, read_when
from tests.node import Node

WHEN = [
    ("23h40 ngày 13/12/2023", "2023-12-13T23:40", None),
    ("Hồi 20 giờ 10 phút ngày 02/3/2023", "2023-03-02T20:10", None),
    ("khoảng 7h ngày 2-9-2021", "2021-09-02T07:00", None),
    ("13.12.23", "2023-12-13T00:00", None),
    ("13/12/2023 23:40", "2023-12-13T23:40", None),
    ("2023-12-13", "2023-12-13T00:00", None),
    ("2023-12-13 08:05:00", "2023-12-13T08:05", None),
    ("ngày 13 tháng 12 năm 2023", "2023-12-13T00:00", None),
    ("ngay 5 thang 1 nam 2020", "2020-01-05T00:00", None),
    ("45273", "2023-12-13T00:00", None),
    ("45273,5", "2023-12-13T12:00", None),
    ("13-14/12/2023", "2023-12-13T00:00", "2023-12-14T23:59"),
    ("30/11 - 02/12/2023", "2023-11-30T00:00", "2023-12-02T23:59"),
    ("từ ngày 13/12/2023 đến ngày 15/12/2023", "2023-12-13T00:00", "2023-12-15T23:59"),
    ("22h30 - 23h15 ngày 13/12/2023", "2023-12-13T22:30", "2023-12-13T23:15"),
    ("tháng 3/2022", "2022-03-01T00:00", "2022-03-31T23:59"),
    ("12/2022", "2022-12-01T00:00", "2022-12-31T23:59"),
    ("tháng 02 năm 2024", "2024-02-01T00:00", "2024-02-29T23:59"),
]


@pytest.mark.parametrize(("text", "start", "end"), WHEN)
def test_a_day_is_read_however_it_is_written(text: str, start: str, end: str | None):
    when = read_when(text)
    assert f"{when.start:%Y-%m-%dT%H:%M}" == start
    assert (f"{when.end:%Y-%m-%dT%H:%M}" if when.end else None) == end


def test_the_hour_may_stand_in_a_column_of_its_own():
    assert f"{read_when('13/12/2023', '23h40').start:%H:%M}" == "23:40"
    assert f"{read_when('45273', '7 giờ 5').start:%H:%M}" == "07:05"


@pytest.mark.parametrize(
    "text", ["", "2023", "31/02/2023", "12/13/2023", "hôm qua", "13/12/2023 và 7 lần", "99h ngày 1/1/2020", "1/1/1066"]
)
def test_what_is_no_day_is_told(text: str):
    with pytest.raises(ValueError):  # noqa: PT011
        read_when(text)


@pytest.mark.parametrize(
    ("text", "birth"),
    [("1990", "1990"), ("SN 1990", "1990"), ("90", "1990"), ("02/9/1990", "1990-09-02"), ("sinh năm 1985", "1985"),
     ("33118", "1990-09-02")],
)  # fmt: skip
def test_a_birth_is_a_year_or_a_day(text: str, birth: str):
    assert read_birth(text) == birth


@pytest.mark.parametrize("text", ["05", "2990", "không rõ", "19", "1990 1991"])
def test_what_is_no_birth_is_told(text: str):
    with pytest.raises(ValueError):  # noqa: PT011
        read_birth(text)


EXHIBITS = [
    ("02 gói heroin, 12,5g", [("heroin", "2", "goi"), ("heroin", "12.5", "g")]),
    ("1.080 viên ma túy tổng hợp", [("hong-phien", "1080", "vien")]),
    (
        "0,125 gam Heroine; 01 xe máy; 02 điện thoại",
        [("heroin", "0.125", "g"), ("vehicle", "1", "chiec"), ("phone", "2", None)],
    ),
    ("12,5kg pháo nổ và 01 chiếc xe ô tô", [("fireworks", "12.5", "kg"), ("vehicle", "1", "chiec")]),
    ("500.000 đồng tiền Việt Nam", [("cash", "500000", "dong")]),
]


@pytest.mark.parametrize(("text", "found"), EXHIBITS)
def test_exhibits_are_read_out_of_words(text: str, found: list[tuple[str, str, str | None]]):
    exhibits, unknown = read_exhibits(text)
    assert [(one["kind"], one.get("quantity"), one.get("unit")) for one in exhibits] == found
    assert unknown == []


def test_an_exhibit_of_no_known_kind_is_not_lost():
    assert read_exhibits("03 bức tranh cổ") == ([], ["03 bức tranh cổ"])
    assert read_exhibits("Heroin", "12,5 g")[0][0] | {"note": ""} == {
        "kind": "heroin",
        "quantity": "12.5",
        "unit": "g",
        "note": "",
    }


HEADINGS = [
    ["STT", "Ngày xảy ra", "Nội dung vụ việc", "Hành vi", "Địa điểm", "Đơn vị bắt giữ", "Họ và tên", "Năm sinh",
     "HKTT"],
    ["stt", "ngay xay ra", "noi dung vu viec", "hanh vi", "dia diem", "don vi bat giu", "ho va ten", "nam sinh",
     "hktt"],
    ["TT", "T.gian xảy ra", "ND", "H.vi vi phạm", "Địa điểm bắt giữ", "ĐV", "Họ tên đối tượng", "NS", "Nơi ĐKHKTT"],
    ["STT", "Thời gian", "Trích yếu", "Tội danh", "Địa bàn", "Lực lượng bắt giữ", "Người phạm tội", "SN", "Trú quán"],
]  # fmt: skip


@pytest.mark.parametrize("headings", HEADINGS)
def test_columns_are_known_by_headings_like_theirs(headings: list[str]):
    rows = [["DANH SÁCH CÁC VỤ VIỆC NĂM 2023"], [], headings, ["1", "13/12/2023"]]
    columns = recognise(rows)
    assert columns.line == 3
    assert columns.fields == ("order", "day", "title", "offence", "place", "lead", "name", "birth", "home")


def test_a_column_of_belief_or_descent_is_never_taken():
    assert recognise([["STT", "Họ tên", "Dân tộc", "Tôn giáo", "Tội danh"]]).fields == (
        "order", "name", "never", "never", "offence",
    )  # fmt: skip


ON = date(2023, 3, 2)
OFFENCES = [
    ("Điều 249", ["pc-249"]),
    ("249 BLHS", ["pc-249"]),
    ("pc-249", ["pc-249"]),
    ("Tàng trữ trái phép chất ma túy", ["pc-249"]),
    ("tang tru ma tuy", ["pc-249"]),
    ("Mua bán trái phép chất ma tuý", ["pc-251"]),
    ("Tội tàng trữ trái phép chất ma túy; tội vận chuyển hàng cấm", ["pc-249", "pc-191"]),
    ("Điều 249, Điều 251", ["pc-249", "pc-251"]),
    ("Đánh bạc", ["pc-321"]),
    ("ad-cross-no-formalities", ["ad-cross-no-formalities"]),
]


@pytest.mark.parametrize(("text", "found"), OFFENCES)
def test_an_offence_is_known_by_article_name_or_code(district: Node, text: str, found: list[str]):
    del district
    assert Matching().offences(text, ON) == (found, "")


def test_units_and_communes_are_those_of_the_day(district: Node):
    del district
    known = Matching()
    assert known.unit("bp-bason", ON) == ("bp-bason",)
    assert known.commune("xã Xuất Lễ", ON) == ("06202",)
    assert known.commune("Xuất Lễ", date(2026, 1, 1)) == ()
    assert known.commune("Ba Sơn", date(2026, 1, 1)) == ("06202",)
    assert known.of_list("statuses", "Tạm giữ") == ("bi-tam-giu",)
    assert known.of_list("outcomes", "Xử phạt hành chính") == ("xu-phat",)
    assert known.of_list("found_by", "tuần tra") == ("patrol",)
