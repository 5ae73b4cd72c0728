"""Reports and requests in a real browser: two officers of two forces at once, entry by keyboard, no page with flaws."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, People, Screen
from tests.test_pages_walk import choose, press, tab_to, write
from tools.sample.build import report_of

OURS, THEIRS = "trucban.bason", "trucban.xuatle"
POST, POLICE = "Đồn Biên phòng Ba Sơn", "Công an xã Ba Sơn"
DISPUTED, COVERED, ASKED, OVERDUE = (report_of(key) for key in ("T35", "T29", "Q12", "Q14"))
BY_PAPER, FROM_PAPER, SAID_BY_PAPER = (report_of(key) for key in ("Q-giay-1", "Q-giay-2", "Q-giay-1-0"))
PAGES = (
    "/tin", "/tin?tu=1/1/2030", f"/tin/{DISPUTED}", f"/tin/{COVERED}", "/tin/nhap", "/tin/mau",
    f"/tin/{DISPUTED}/sua", f"/de-nghi/{BY_PAPER}", f"/de-nghi/{FROM_PAPER}", f"/tra-loi/{SAID_BY_PAPER}",
    f"/tin/{report_of('T38')}/doi-chieu?b={DISPUTED}", f"/tin/{COVERED}/chuyen-tiep",
    f"/chuyen-tiep/{report_of('P-T40')}",
    "/de-nghi", "/de-nghi?xem=tat-ca", "/de-nghi/giao-ban", "/de-nghi/den", f"/de-nghi/{ASKED}", f"/de-nghi/{OVERDUE}",
    f"/de-nghi/nhap?ve={DISPUTED}", f"/de-nghi/{OVERDUE}/tra-loi", f"/de-nghi/{OVERDUE}/khong-nhan",
    f"/tra-loi/{report_of('Q12-1')}", f"/ho-so/{DISPUTED}/gui", "/",
)  # fmt: skip


def follow(screen: Screen, words: str) -> None:
    with screen.page.expect_navigation():
        screen.page.locator("main").get_by_text(words, exact=False).first.click()


def filed(screen: Screen, title: str) -> str:
    """File a report by keyboard alone, from the list; gives its address."""
    screen.open("/tin")
    press(screen, "n")
    screen.page.keyboard.type(title)
    write(screen, "#text", "Ba xe máy đi không bật đèn.")
    choose(screen, "#topic", "smuggling")
    screen.page.keyboard.press("Alt+2")
    write(screen, "#hour", "0")
    write(screen, "#marker", "1193")
    screen.page.keyboard.press("Alt+3")
    choose(screen, "#source", "patrol")
    choose(screen, "#reliability", "B")
    tab_to(screen, "input[name=caveats]")
    screen.page.keyboard.press("Space")
    press(screen, "Control+Enter")
    assert "Đã ghi tin, bản 1." in screen.words
    assert "Nguồn: thường tin cậy; tin: chưa đánh giá được B6" in screen.words
    assert "Không chuyển tiếp khi bên cho tin chưa đồng ý." in screen.words
    return screen.page.url.partition("?")[0].removeprefix(screen.desk.url)


def sent(screen: Screen, report: str, question: str, unit: str) -> str:
    """Ask a unit about a report, by keyboard but for the tick; gives the address of the request."""
    screen.open(report)
    follow(screen, "Hỏi đơn vị khác")
    screen.page.keyboard.type(question)
    screen.page.locator(f"input[name=to][value={unit}]").check()
    press(screen, "Control+Enter")
    assert "Đã gửi đề nghị." in screen.words
    return screen.page.url.partition("?")[0].removeprefix(screen.desk.url)


def answered(screen: Screen, request: str, finding: str, text: str) -> None:
    screen.open(request)
    press(screen, "e")
    screen.page.locator(f"input[name=finding][value={finding}]").check()
    screen.page.locator("#text").fill(text)
    press(screen, "Control+Enter")
    assert "Đã trả lời. Bên hỏi thấy ngay." in screen.words


# ---------------------------------------------------------------- an exchange


def test_two_forces_ask_and_answer_each_other(people: People):
    question = "Ba xe máy đó của ai?"
    with people.at(OURS) as ours, people.at(THEIRS) as theirs:
        report = filed(ours, "Ba xe máy ở đường mòn")
        assert "Chưa ai nói tin này khớp hay trái" in ours.words
        request = sent(ours, report, question, "ca-bason")
        assert f"{POLICE} đã gửi, chưa nhận" in ours.words

        theirs.open("/")
        asked = re.compile(rf"{POST} đề nghị ta xác minh\s*{re.escape(question)}")
        expect(theirs.page.locator("#waits")).to_contain_text(asked)
        with theirs.page.expect_navigation():
            theirs.page.locator("main li", has_text=question).locator("a.row-link").first.click()
        follow(theirs, "Nhận xác minh")
        assert "Đã nhận xác minh. Bên hỏi biết ta đang làm." in theirs.words
        ours.open(request)
        assert f"{POLICE} đã nhận, đang xác minh" in ours.words

        answered(theirs, request, "confirmed", "Của ba người ở thôn bên, đi thăm bẫy.")
        ours.open("/")
        told = re.compile(rf"{POLICE} đã trả lời: khép hoặc hỏi tiếp\s*{re.escape(question)}")
        expect(ours.page.locator("#waits")).to_contain_text(told)
        ours.open(report)
        assert "1 nguồn gốc độc lập khớp với tin này. Chưa thấy nguồn nào trái." in ours.words
        assert ours.page.locator(".graph .origin").count() == 1

        ours.open(request)
        follow(ours, "Khép đề nghị")
        press(ours, "Control+Enter")
        assert "Đã khép đề nghị. Câu trả lời vẫn giữ." in ours.words
        for screen in (ours, theirs):
            screen.open("/")
            assert question not in screen.words.partition("Có gì mới")[0]
        assert ours.complaints + theirs.complaints == []


def test_what_is_asked_on_comes_back_to_who_had_answered(people: People):
    with people.at(OURS) as ours, people.at(THEIRS) as theirs:
        request = sent(ours, f"/tin/{report_of('T40')}", "Ai cho ngủ nhờ?", "ca-bason")
        answered(theirs, request, "unknown", "Chưa gặp chủ nhà.")
        ours.open(request)
        follow(ours, "Hỏi tiếp")
        ours.page.keyboard.type("Khi nào gặp được?")
        press(ours, "Control+Enter")
        theirs.open(request)
        assert "Hỏi tiếp" in theirs.words
        assert "Khi nào gặp được?" in theirs.words
        assert "ta đã nhận" in readable(theirs, "/de-nghi?xem=ta-no")


def readable(screen: Screen, path: str) -> str:
    screen.open(path)
    return screen.words


# ---------------------------------------------------------------- entry


def test_the_form_tells_what_will_happen_while_one_chooses(people: People):
    with people.at(OURS) as screen:
        screen.open("/tin/nhap")
        beside = screen.page.locator("#beside")
        assert "LƯU HÀNH NỘI BỘ" in beside.inner_text()
        screen.page.locator("#side").select_option("outer")
        beside.get_by_text("HẠN CHẾ PHỔ BIẾN").wait_for()
        screen.page.locator("#topic").select_option("community-affairs")
        beside.get_by_text("không nêu người").wait_for()
        assert screen.complaints == []


def test_a_report_is_filed_where_no_script_runs(people: People):
    with people.at(OURS, script=False) as screen:
        screen.open("/tin/nhap")
        screen.page.locator("#text").fill("Một câu là đủ.\nPhần sau.")
        screen.page.locator("#seek").fill("xe may")
        with screen.page.expect_navigation():
            screen.page.get_by_role("button", name="Tìm", exact=True).last.click()
        screen.page.locator(f"input[name=derived][value='{report_of('T36')}']").check()
        with screen.page.expect_navigation():
            screen.page.get_by_role("button", name=re.compile("Ghi tin")).click()
        assert "Một câu là đủ." in screen.page.locator("h1").inner_text()
        assert "Dân nghe tiếng xe máy" in screen.words.partition("Rút ra từ đâu")[2]


# ---------------------------------------------------------------- every page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_no_page_of_information_has_flaws(people: People, width: int, theme: str):
    found = {}
    with people.at(OURS, width=width, theme=theme) as screen:
        for path in PAGES:
            assert screen.open(path).status == 200, path
            found[path] = screen.flaws()
    assert {path: flaws for path, flaws in found.items() if flaws} == {}


def test_pages_in_english_fit_a_phone_too(people: People):
    found = {}
    with people.at(OURS, width=PHONE, language="en") as screen:
        for path in PAGES:
            screen.open(path)
            found[path] = screen.overflowing()
    assert {path: flaws for path, flaws in found.items() if flaws} == {}


def test_tin_and_de_nghi_are_a_thumb_away(people: People):
    with people.at(OURS, width=PHONE) as screen:
        screen.open("/")
        tabs = screen.page.locator("nav.tabs a")
        assert tabs.all_inner_texts() == ["Bàn trực", "Vụ việc", "Tin", "Đề nghị", "Nhập", "Thêm"]
        with screen.page.expect_navigation():
            tabs.nth(2).click()
        assert tabs.nth(4).get_attribute("href") == "/tin/nhap"
        assert tabs.nth(2).get_attribute("aria-current") == "page"
