"""The page on the situation: every number opens its reports, its paper is written, approved and kept; by keyboard."""

import io
import re
from datetime import timedelta
from typing import Any

import docx as word
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from hiepdong.vocabulary.clock import today
from tests import acts
from tests.acts import BASON, CAOLOC, COMMANDER, INSPECTOR, NGANGOAI, XUATLE, act, do
from tests.browser import DESKTOP, PHONE, People
from tests.information import a_report, a_request
from tests.node import Node
from tests.test_pages_records import content
from tests.test_situation import DAY, NO_ONWARD, seen_on
from tests.visitor import Visitor, readable

WEEK = {"tu": "30/10/2023", "den": "5/11/2023"}
RECORD = re.compile(r'href="/tin/([0-9a-f-]{36})"')


@pytest.fixture
def told(district: Node) -> dict[str, str]:
    """Reports of one week on both sides, one of another unit not to be passed on; one of the week before."""
    more: dict[str, dict[str, Any]] = {
        "crossing": {"topic": "illegal-crossing", "place": {"commune": "06202"}}, "drugs": {"topic": "drugs"},
        "before": {"topic": "drugs", "seen": seen_on(DAY - timedelta(days=7))},
    }  # fmt: skip
    found = {name: a_report(district, CAOLOC, **{"seen": seen_on(DAY), **fields}) for name, fields in more.items()}
    found["outer"] = a_report(district, BASON, by=NGANGOAI, seen=seen_on(DAY), side="outer", topic="smuggling",
                              caveats=NO_ONWARD, without=("text",))  # fmt: skip
    found["request"] = a_request(district, CAOLOC, about=found["drugs"], at=f"{DAY}T09:00:00+07:00")
    return found


def numbers(page: str) -> list[tuple[str, str]]:
    """Every number that opens: its address and what it says."""
    return re.findall(r'<a class="opens above" href="\?([^"]+)#tin"[^>]*>(\d+)</a>', page)


def listed(page: str) -> list[str]:
    """The reports in the list of the page."""
    return RECORD.findall(page.partition('<section id="tin">')[2])


def test_every_number_opens_as_many_reports_as_it_says(told: dict[str, str]):
    page = Visitor(BASON)
    whole = page.get("/tinh-hinh", **WEEK).content.decode()
    assert set(listed(whole)) == {told["crossing"], told["drugs"], told["outer"]}
    found = numbers(whole)
    assert len(found) == 11
    for address, number in found:
        opened = page.client.get(f"/tinh-hinh?{address.replace('&amp;', '&')}").content.decode()
        assert len(listed(opened)) == int(number), address
        assert "Xem cả kỳ" in opened
    (before,) = {tuple(listed(page.client.get(f"/tinh-hinh?{address.replace('&amp;', '&')}").content.decode()))
                 for address, _ in found if "truoc=1" in address}  # fmt: skip
    assert before == (told["before"],)


def test_the_list_says_what_is_withheld_and_what_is_not_to_be_passed_on(told: dict[str, str]):
    words = Visitor(BASON).words("/tinh-hinh", **WEEK)
    assert "KHÔNG CHUYỂN TIẾP nội dung" in words
    assert "HẠN CHẾ PHỔ BIẾN" in words
    assert words.index("Ngoại biên 1") < words.index("Nội biên 2")
    assert "Có người lạ qua mốc không?" in words
    without = Visitor(BASON).words("/tinh-hinh", **WEEK, bo="1")
    assert "Để ngoài 1 tin đơn vị khác không cho chuyển tiếp." in without
    assert "HẠN CHẾ PHỔ BIẾN" not in without
    assert told["outer"] not in Visitor(BASON).get("/tinh-hinh", **WEEK, bo="1").content.decode()


def test_who_holds_nothing_is_told_that_this_is_not_nothing(told: dict[str, str]):
    words = Visitor(XUATLE).words("/tinh-hinh", **WEEK)
    assert "Chưa có tin nào nắm được trong những ngày này mà đơn vị được xem." in words
    assert "Không có nghĩa là không có việc." in words
    page = Visitor(XUATLE).get("/tinh-hinh", **WEEK).content.decode()
    assert not any(record in page for record in told.values())
    opened = Visitor(XUATLE).get("/tinh-hinh", **WEEK, cd="drugs").content.decode()
    assert not any(record in opened for record in told.values())


def test_days_weeks_and_steps(told: dict[str, str]):
    page = Visitor(BASON)
    today_alone = page.get("/tinh-hinh").content.decode()
    assert f'value="{today():%d/%m/%Y}"' in today_alone
    assert re.search(r'aria-current="true">Hôm nay', today_alone)
    week = page.get("/tinh-hinh", **WEEK).content.decode()
    assert 'href="?tu=2023-10-23&amp;den=2023-10-29" rel="prev"' in week
    assert 'href="?tu=2023-11-06&amp;den=2023-11-12" rel="next"' in week
    month = page.get("/tinh-hinh", tu="1/11/2023", den="30/11/2023").content.decode()
    assert 'href="?tu=2023-12-01&amp;den=2023-12-31" rel="next"' in month
    assert "Thứ Năm 02/11/2023" in readable(page.get("/tinh-hinh", tu="2/11/2023"))


@pytest.mark.parametrize(("first", "last"), [("32/1/2023", ""), ("5/11/2023", "1/11/2023"), ("1/1/0001", ""),
                                             ("2/11/2023", "x"), ("31/12/9999", "31/12/9999")])  # fmt: skip
def test_days_that_are_none_are_told_and_stay_as_typed(told: dict[str, str], first: str, last: str):
    answer = Visitor(BASON).get("/tinh-hinh", tu=first, den=last)
    assert answer.status_code == 422
    assert f'value="{first}"' in answer.content.decode()
    assert "Xem hôm nay" in readable(answer)


def test_a_paper_is_written_seen_and_approved_by_the_pages(told: dict[str, str], district: Node):
    page = Visitor(BASON)
    made = page.post("/tinh-hinh", tu="2023-10-30", den="2023-11-05", **{"phan-nhan-dinh": "Còn phức tạp."})
    path = made.headers["Location"]
    words = readable(page.get(path))
    assert "Báo cáo tình hình, 30/10–05/11/2023" in words
    assert "DỰ THẢO" in words
    assert "Lập lại bây giờ sẽ khác" not in words
    assert content(page.get(f"{path}/trang/1.png")).startswith(b"\x89PNG")
    document = word.Document(io.BytesIO(content(page.get(f"{path}/tep/bao-cao-docx"))))
    assert any("Còn phức tạp." in one.text for one in document.paragraphs)
    assert page.post(path).status_code == 403, "only a commander"
    Visitor(COMMANDER).post(path)
    assert "đã duyệt" in readable(page.get("/tinh-hinh", **WEEK))
    assert "Còn phức tạp." in page.get("/tinh-hinh", **WEEK).content.decode(), "typed parts come back for these days"
    assert "Đơn vị chưa lập báo cáo nào ở đây." in readable(page.get("/bao-cao"))
    assert Visitor(CAOLOC).get(path).status_code == 404
    do(district, act("record.release", NGANGOAI, record=a_report(district, by=NGANGOAI, seen=seen_on(DAY)),
                     to=[BASON], without=[], until=None))  # fmt: skip
    assert "Lập lại bây giờ sẽ khác" in readable(page.get(path))


def test_who_reads_no_records_has_no_such_page(told: dict[str, str]):
    for login in (INSPECTOR, acts.KEEPER):
        assert Visitor(login).get("/tinh-hinh").status_code in (403, 404)
        assert "/tinh-hinh" not in Visitor(login).get("/").content.decode()


def test_the_page_asks_no_more_of_the_database_when_there_is_more(told: dict[str, str], district: Node):
    def queries() -> int:
        visitor = Visitor(BASON)
        visitor.get("/tinh-hinh", **WEEK)
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get("/tinh-hinh", **WEEK).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(12):
        a_report(district, BASON, by=NGANGOAI, seen=seen_on(DAY), without=("text",), topic="weapons")
        a_request(district, CAOLOC, at=f"{DAY}T09:00:00+07:00")
    assert queries() == few


@pytest.mark.parametrize(("width", "theme", "language"), [(DESKTOP, "light", "vi"), (PHONE, "dark", "en")])
def test_it_looks_as_every_page_does(people: People, width: int, theme: str, language: str):
    with people.at("trucban.bason", width=width, theme=theme, language=language) as screen:
        for address in ("?tu=1/10/2026&den=30/11/2026", "?tu=1/10/2026&den=30/11/2026&phia=inner", "?tu=1/1/2018"):
            screen.open(f"/tinh-hinh{address}")
            assert screen.flaws() == []
            assert screen.other_theme() == []


def test_a_number_is_opened_and_the_period_changed_by_keyboard(people: People):
    with people.at("trucban.bason") as screen:
        screen.open("/tinh-hinh?tu=1/10/2026&den=31/10/2026")
        number = screen.page.locator("a.opens").first
        number.focus()
        number.press("Enter")
        expect(screen.page.locator("#tin h2")).to_have_text("Các tin của một số")
        expect(screen.page.locator("a.opens[aria-current]")).to_have_count(1)
        screen.page.locator("#den").press("Control+a")
        screen.page.locator("#den").press_sequentially("30/11/2026")
        screen.page.locator("#den").press("Enter")
        expect(screen.page.locator("#tin h2")).to_have_text("Các tin")
        expect(screen.page.locator(".head .meta")).to_contain_text("01/10–30/11/2026")


def test_what_is_printed_is_the_situation_under_its_marking_and_nothing_to_press(people: People):
    with people.at("trucban.bason", width=PHONE) as screen:
        screen.open("/tinh-hinh?tu=1/10/2026&den=30/11/2026")
        screen.page.emulate_media(media="print")
        for hidden in (".tabs", ".pages", ".filters", "#lap", ".views"):
            expect(screen.page.locator(hidden).first).to_be_hidden()
        expect(screen.page.locator(".head .meta")).to_contain_text("Đồn Biên phòng Ba Sơn")
        expect(screen.page.locator(".head .mark")).to_have_text("LƯU HÀNH NỘI BỘ")
        expect(screen.page.locator("#tin table").first).to_be_visible()
