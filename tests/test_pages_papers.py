"""Pages of the papers of the desk: flash report, handing over, duty log and daily report, the table of the list."""

import io
from datetime import timedelta
from typing import Any

import docx as word
import pytest
from playwright.sync_api import expect

from hiepdong.vocabulary.clock import HANOI, now
from tests import acts
from tests.acts import BASON, CAOLOC, COMMANDER, INSPECTOR, NGANGOAI, a_case, do, released, revised, shown
from tests.browser import DESKTOP, PHONE, People
from tests.node import Node
from tests.test_case_papers import HEROIN, QUIET, at, step, table_in, told
from tests.test_pages_records import content
from tests.visitor import Visitor, form_of, readable


def handing(record: str) -> str:
    return f"/vu-viec/{record}/ban-giao"


def sent(page: Visitor, record: str, **fields: Any) -> Any:
    """The form of handing over as it stands, with what is typed into it."""
    form = form_of(page.get(handing(record)), 'id="giao"')
    return page.post(handing(record), **{**form, "day": "4/3/2023", "hour": "8h", "to": "PC04", **fields})


def test_a_flash_report_is_seen_before_it_is_written_kept_and_approved(district: Node):
    record = a_case(district, CAOLOC, **told())
    page, address = Visitor(BASON), f"/vu-viec/{record}/bao-cao-nhanh"
    words = page.words(address)
    assert "2 người không nêu tên" in words
    assert "Hồi 20 giờ 10 phút ngày 02/3/2023" in words
    assert not [name for name in QUIET if name in words]
    assert address in page.get(f"/vu-viec/{record}").content.decode()
    path = page.post(address, **{"phan-de-xuat": "Cử thêm tổ."}).headers["Location"]
    assert "Báo cáo nhanh về việc vi Văn A và (họ tên được giữ kín) tàng trữ ma túy DỰ THẢO" in readable(page.get(path))
    file = word.Document(io.BytesIO(content(page.get(f"{path}/tep/bao-cao-docx"))))
    assert any("Cử thêm tổ./." in one.text for one in file.paragraphs)
    Visitor(COMMANDER).post(path)
    assert "đã duyệt" in page.words(address)
    assert "Cử thêm tổ." in page.get(address).content.decode(), "typed parts come back"
    assert Visitor(CAOLOC).get(address).status_code == 403
    assert address not in Visitor(CAOLOC).get(f"/vu-viec/{record}").content.decode()
    for login in (NGANGOAI, INSPECTOR):
        assert Visitor(login).get(address).status_code == 404
        assert Visitor(login).get(path).status_code == 404


def test_what_is_handed_over_is_remembered_and_its_minutes_are_written_again_and_again(district: Node):
    record = a_case(district, **told(), facts=[step("opened-by-post", "22:00")])
    page = Visitor(BASON)
    answer = sent(page, record, person=["s1"], thing=["0"], **{"quantity-0": "2,5"}, file="1", sheets="45")
    assert answer.status_code == 302
    (one,) = shown(district, BASON, record)["document"]["handed_over"]
    assert (one["key"], one["to"], one["persons"], one["sheets"]) == ("bg1", "PC04", ["s1"], 45)
    assert one["exhibits"] == [{**HEROIN, "note": None, "quantity": "2.5"}]
    words = page.words(handing(record))
    assert "còn 10" in words
    assert "Vi Văn A Người bị tạm giữ; đã bàn giao" in words
    for _ in range(2):
        path = page.post(handing(record), lap="bg1").headers["Location"]
    assert "Biên bản bàn giao người, tang vật, hồ sơ" in readable(page.get(path))
    assert sent(page, record, thing=["0"], hour="9h").status_code == 302
    assert "còn 0" in page.words(handing(record))
    assert "Bàn giao người, Vi Văn A" in page.words(f"/vu-viec/{record}"), "it is a step of the proceedings"
    taken = page.post(handing(record), bo="bg1", expects="3")
    assert taken.status_code == 302
    assert [one["key"] for one in shown(district, BASON, record)["document"]["handed_over"]] == ["bg2"]


@pytest.mark.parametrize(("typed", "words"), [
    ({"to": "", "file": "1"}, "Thiếu bên nhận."), ({}, "Chọn người, tang vật hoặc hồ sơ được bàn giao."),
    ({"file": "1", "day": "32/1"}, "Ghi ngày như 14/12/2023"), ({"file": "1", "day": "1/1/2199"}, "ở sau bây giờ"),
    ({"thing": ["0"], "quantity-0": "13"}, "ghi số lượng đến 12,5"),
    ({"thing": ["0"], "quantity-0": "NaN"}, "ghi số lượng đến 12,5"),
    ({"file": "1", "sheets": "0"}, "Ghi số tờ bằng chữ số"), ({"person": ["s9"]}, "Chọn người, tang vật"),
])  # fmt: skip
def test_what_is_wrong_in_handing_over_is_told_and_stays_as_typed(shared: Node, typed: dict[str, Any], words: str):
    record = a_case(shared, **told())
    answer = sent(Visitor(BASON), record, giver="Thiếu tá A", **typed)
    assert answer.status_code == 422
    assert words in readable(answer)
    assert form_of(answer, 'id="giao"')["giver"] == ["Thiếu tá A"]
    assert "handed_over" not in shown(shared, BASON, record)["document"]


def test_two_who_hand_over_at_once_do_not_overwrite_each_other(shared: Node):
    record = a_case(shared, **told())
    page = Visitor(BASON)
    form = form_of(page.get(handing(record)), 'id="giao"')
    do(shared, revised(BASON, record, 1, **{**told(), "summary": "Khác."}))
    answer = page.post(handing(record), **{**form, "to": "PC04", "file": "1", "receiver": "Đại úy B"})
    assert answer.status_code == 409
    assert form_of(answer, 'id="giao"')["receiver"] == ["Đại úy B"]


def test_a_revision_of_the_case_keeps_what_was_handed_over(shared: Node):
    record = a_case(shared, **told(handed_over=[{"key": "bg1", "at": at("08:00", 4), "to": "PC04", "file": True}]))
    page = Visitor(BASON)
    assert page.post(f"/vu-viec/{record}/sua", **form_of(page.get(f"/vu-viec/{record}/sua"))).status_code == 302
    assert shown(shared, BASON, record)["document"]["handed_over"]


def test_the_duty_log_shows_the_day_with_its_records_and_writes_its_papers(district: Node):
    record = a_case(district, **told())
    page = Visitor(BASON)
    whole = page.get("/truc-ban", ngay="2/3/2023")
    assert f'href="/vu-viec/{record}"' in whole.content.decode()
    words = readable(whole)
    assert "Thứ Năm 02/03/2023 từ 07:00 đến 07:00 ngày 03/03/2023" in words
    assert "12,5 gam heroin" in words
    assert not [name for name in QUIET if name in words]
    for paper, heading in (("ngay", "Tình hình, kết quả công tác trong ngày"), ("so", "Trích sổ trực ban")):
        path = page.post("/truc-ban", ngay="2023-03-02", giay=paper).headers["Location"]
        assert heading.casefold() in readable(page.get(path)).casefold()
        assert "Lập lại bây giờ sẽ khác" not in readable(page.get(path))
        assert Visitor(NGANGOAI).get(path).status_code == 404
    assert "Ca này chưa có việc nào của đơn vị." in Visitor(NGANGOAI).words("/truc-ban", ngay="2/3/2023")
    assert "Ca đang trực" in page.words("/truc-ban")
    wrong = page.get("/truc-ban", ngay="32/1/2023")
    assert (wrong.status_code, 'value="32/1/2023"' in wrong.content.decode()) == (422, True)
    assert Visitor(INSPECTOR).get("/truc-ban").status_code == 404


def test_the_hour_of_the_duty_day_is_set_on_the_page_of_settings(district: Node):
    page = Visitor(COMMANDER)
    form = form_of(page.get("/cai-dat"))
    assert form["duty_starts"] == ["07:00"]
    assert "Đã giữ cài đặt" in readable(page.post("/cai-dat", **{**form, "duty_starts": "06:30"}))
    assert "từ 06:30 đến 06:30" in page.words("/truc-ban")
    assert page.post("/cai-dat", **{**form, "duty_starts": "25:00"}).status_code == 422


def test_the_table_has_what_the_filters_of_the_list_leave(district: Node):
    a_case(district, on="2023-03-02")
    a_case(district, on="2023-04-02", title="Buôn lậu")
    page = Visitor(BASON)
    assert "/vu-viec/bang.xlsx?q=lau" in page.get("/vu-viec", q="lau").content.decode()
    answer = page.get("/vu-viec/bang.xlsx", q="lau")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(table_in(content(answer)).iter_rows(values_only=True))
    assert [row[4] for row in rows] == ["Trích yếu", "Buôn lậu"]
    assert page.get("/vu-viec/bang.xlsx", tu="x").status_code in (400, 422)
    assert Visitor(INSPECTOR).get("/vu-viec/bang.xlsx").status_code == 404


def test_minutes_that_name_a_victim_are_not_opened_by_another_officer_of_the_unit(district: Node):
    do(district, acts.officer("truc.hai", BASON, "duty"))
    record = a_case(district, **told(handed_over=[
        {"key": "bg1", "at": at("08:00", 4), "to": "Trung tâm bảo trợ", "persons": ["v1"]},
    ]))  # fmt: skip
    path = Visitor(BASON).post(handing(record), lap="bg1").headers["Location"]
    other = Visitor("truc.hai")
    assert other.get(path).status_code == other.get(f"{path}/tep/bao-cao-pdf").status_code == 404
    assert path not in other.get(handing(record)).content.decode()
    assert "Lý Thị B" not in other.words(handing(record))
    assert "Lý Thị B" in "".join(
        cell.text for table in word.Document(io.BytesIO(content(Visitor(BASON).get(f"{path}/tep/bao-cao-docx")))).tables
        for row in table.rows for cell in row.cells
    )  # fmt: skip


@pytest.mark.parametrize(("width", "theme", "language"), [(DESKTOP, "light", "vi"), (PHONE, "dark", "en")])
def test_they_look_as_every_page_does(people: People, width: int, theme: str, language: str):
    with people.at("trucban.bason", width=width, theme=theme, language=language) as screen:
        screen.open("/vu-viec?xem=ours")
        record = str(screen.page.locator("a.row-link").first.get_attribute("href"))
        for address in ("/truc-ban?ngay=21/12/2022", "/truc-ban?ngay=1/1/2018", f"{record}/bao-cao-nhanh",
                        f"{record}/ban-giao"):  # fmt: skip
            screen.open(address)
            assert screen.flaws() == []
            assert screen.other_theme() == []


def test_a_case_goes_from_entry_to_flash_report_minutes_and_daily_report_by_keyboard(people: People):
    hour = now().astimezone(HANOI) - timedelta(minutes=5)
    with people.at("dieutra.bason") as screen:
        page = screen.page
        screen.open("/vu-viec?xem=ours")
        page.locator("a.row-link").first.press("Enter")
        page.get_by_role("link", name="Bàn giao người, tang vật, hồ sơ; biên bản").press("Enter")
        page.get_by_label("Hồ sơ vụ việc").press("Space")
        page.get_by_label("Giờ").fill(f"{hour:%H:%M}")
        page.get_by_label("Ngày").fill(f"{hour:%d/%m/%Y}")
        page.get_by_label("Bên nhận").fill("Cơ quan Cảnh sát điều tra")
        page.get_by_label("Bên nhận").press("Enter")
        expect(page.locator("[role=status]").first).to_contain_text("Đã ghi bàn giao")
        page.get_by_role("button", name="Lập biên bản").press("Enter")
        expect(page.locator("h1")).to_have_text("Biên bản bàn giao hồ sơ")
        expect(page.locator(".pages-of img").first).to_be_visible()
        screen.open("/truc-ban")
        expect(page.locator("table.log")).to_contain_text("Chuyển hồ sơ cho cơ quan điều tra")
        page.locator("#phan-de-xuat").fill("Không.")
        page.get_by_role("button", name="Lập báo cáo ngày, bản dự thảo").press("Enter")
        expect(page.locator("h1")).to_contain_text("kết quả công tác trong ngày")
        assert screen.flaws() == []


def test_a_holder_of_the_case_sees_nothing_of_what_was_handed_over(district: Node):
    record = a_case(district, CAOLOC, **told(handed_over=[
        {"key": "bg1", "at": at("08:00", 4), "to": "Nơi nhận kín", "persons": ["s1"]},
    ]))  # fmt: skip
    do(district, released(BASON, record, NGANGOAI, without=("subjects",)))
    for holder in (CAOLOC, NGANGOAI):
        assert "Nơi nhận kín" not in Visitor(holder).words(f"/vu-viec/{record}")
        assert Visitor(holder).get(handing(record)).status_code == 403
