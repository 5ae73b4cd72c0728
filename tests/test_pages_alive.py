"""The desk left open: two officers of two forces see each other's work come in, by a tone too, and over a lost link."""

import re

from playwright.sync_api import expect

from tests.browser import People, Screen

ASKER, ASKED, ASKED_UNIT = "trucban.bason", "trucban.quansu", "qs-ptkv"
BY_ITSELF_MS = 40_000
HOUR = re.compile(r"Mất liên lạc từ\s+\d\d:\d\d\.")


def ask_now(screen: Screen) -> None:
    """Do not wait for the next of the questions that the page asks by itself."""
    screen.page.evaluate("htmx.trigger('#news', 'ask')")


def on_board(screen: Screen, words: str, *, wait: bool = False) -> None:
    """The words come in without a touch; `wait`: by the page's own question, asked every 20 seconds."""
    if not wait:
        ask_now(screen)
    expect(screen.page.locator("#board")).to_contain_text(words, timeout=BY_ITSELF_MS)


def reported(screen: Screen, title: str) -> str:
    """File a report and release it whole to the other force; gives its page."""
    screen.open("/tin/nhap")
    screen.page.fill("#title", title)
    screen.page.fill("#hour", "00:00")
    screen.page.keyboard.press("Control+Enter")
    expect(screen.page.locator("h1")).to_have_text(title)
    page = screen.page.url.partition("?")[0]
    screen.page.goto(f"/ho-so/{page.rpartition('/')[2]}/gui?den={ASKED_UNIT}")
    screen.page.click("button[name=send]")
    expect(screen.page.locator("#holders")).to_contain_text("Ban Chỉ huy Phòng thủ khu vực")
    return page


def sent(screen: Screen, question: str, urgency: str, about: str = "") -> str:
    """Ask the other force; gives the page of the request."""
    screen.open(f"/de-nghi/nhap?toi={ASKED_UNIT}" + (f"&ve={about}" if about else ""))
    screen.page.fill("#question", question)
    screen.page.check(f"input[name=urgency][value={urgency}]")
    screen.page.keyboard.press("Control+Enter")
    expect(screen.page.locator("h1")).to_have_text(question)
    return screen.page.url.partition("?")[0]


def answer(screen: Screen, request: str, words: str, *, final: bool) -> None:
    screen.page.goto(f"{request}/tra-loi")
    screen.page.check("input[name=finding][value=confirmed]")
    screen.page.fill("#text", words)
    screen.page.click(f"button[name=final][value='{int(final)}']")
    expect(screen.page.locator("#answers")).to_contain_text(words)


def taken_on(screen: Screen, question: str) -> None:
    """From the board to the request, and take it on."""
    screen.page.locator("#waits .row-link", has_text="đề nghị ta xác minh").first.click()
    expect(screen.page.locator("h1")).to_have_text(question)
    screen.page.get_by_role("button", name="Nhận xác minh").click()
    expect(screen.page.locator("#units")).to_contain_text("đã nhận, đang xác minh")


def asked_on(screen: Screen, request: str, partly: str) -> None:
    """Read what was answered in part, and ask for more."""
    screen.page.goto(request)
    expect(screen.page.locator("#answers")).to_contain_text(partly)
    expect(screen.page.locator("#answers")).to_contain_text("trả lời một phần")
    screen.page.get_by_role("link", name="Hỏi tiếp").click()
    screen.page.fill("#question", "Mấy người, đi hướng nào?")
    screen.page.keyboard.press("Control+Enter")
    expect(screen.page.locator("main")).to_contain_text("Đã hỏi tiếp.")


def sufficed(screen: Screen, request: str) -> None:
    screen.open(request)
    screen.page.get_by_role("link", name="Khép đề nghị").click()
    screen.page.click("button[data-default]")
    expect(screen.page.locator("main")).to_contain_text("đã khép: đã đủ")


def test_a_whole_exchange_between_two_forces_in_two_windows(people: People):
    question, partly = "Đêm 24 có ai gặp nhóm người qua mốc 1193 không?", "Tổ tuần tra gặp dấu chân mới."
    with people.at(ASKER) as ours, people.at(ASKED) as theirs:
        theirs.open("/")
        report = reported(ours, "Nhóm người qua mốc 1193 đêm 24")
        request = sent(ours, question, "khan", report.rpartition("/")[2])
        on_board(theirs, question, wait=True)
        taken_on(theirs, question)
        ours.open("/")
        on_board(ours, "nhận xác minh giúp ta")
        answer(theirs, request, partly, final=False)
        on_board(ours, "trả lời xác minh")
        asked_on(ours, request, partly)
        theirs.open("/")
        on_board(theirs, "hỏi tiếp")
        answer(theirs, request, "Ba người, đi về phía chợ.", final=True)
        sufficed(ours, request)
        theirs.open("/")
        on_board(theirs, "khép đề nghị xác minh")
        ours.open(report)
        expect(ours.page.locator("#standing")).to_contain_text("1 nguồn gốc độc lập khớp với tin này")
        ours.open("/")
        on_board(ours, "xác minh một tin ta giữ")
        assert ours.complaints == theirs.complaints == []


def switched(screen: Screen, words: str) -> None:
    screen.page.get_by_role("button", name=words).click()
    expect(screen.page.locator("h1")).to_have_text("Bàn trực")


def test_a_soft_tone_tells_of_what_is_urgent_and_only_to_who_wants_it(people: People):
    with people.at(ASKER) as ours, people.at(ASKED) as theirs:
        theirs.open("/")
        body = theirs.page.locator("body")
        expect(body).to_have_attribute("data-sound", "off")
        switched(theirs, "Bật tiếng báo")
        expect(body).to_have_attribute("data-sound", "on")
        theirs.open("/de-nghi")
        expect(body).to_have_attribute("data-sound", "on")
        theirs.open("/")
        theirs.page.keyboard.press("Tab")
        expect(theirs.page.locator("#unheard")).to_be_hidden()
        sent(ours, "Câu thường ngày", "thuong")
        on_board(theirs, "Câu thường ngày")
        sent(ours, "Câu hỏa tốc", "hoa-toc")
        ask_now(theirs)
        expect(body).to_have_attribute("data-rang", "1")
        on_board(theirs, "Câu hỏa tốc")
        ask_now(theirs)
        expect(body).to_have_attribute("data-rang", "1")
        switched(theirs, "Tắt tiếng báo")
        expect(body).to_have_attribute("data-sound", "off")
        sent(ours, "Câu hỏa tốc nữa", "hoa-toc")
        on_board(theirs, "Câu hỏa tốc nữa")
        assert body.get_attribute("data-rang") is None
        assert ours.complaints == theirs.complaints == []


def test_who_walks_the_board_stays_where_he_was_when_it_renews_itself(people: People):
    with people.at(ASKER) as ours, people.at(ASKED) as theirs:
        request = sent(ours, "Câu đứng yên", "thuong")
        theirs.open("/")
        line = theirs.page.locator("#waits .row-link", has_text="đề nghị ta xác minh").last
        at = line.get_attribute("href")
        line.focus()
        sent(ours, "Câu đến sau", "thuong")
        on_board(theirs, "Câu đến sau")
        expect(theirs.page.locator(f"#board a[href='{at}']:focus")).to_be_visible()
        assert request


def test_the_board_says_since_when_the_link_is_lost_and_comes_back_by_itself(people: People):
    with people.at(ASKER) as ours, people.at(ASKED) as theirs:
        theirs.open("/")
        lost = theirs.page.locator("#lost")
        expect(lost).to_be_hidden()
        people.desk.close()
        ask_now(theirs)
        expect(lost).to_contain_text(HOUR)
        expect(lost).to_be_visible()
        assert theirs.axe() == []
        people.desk.start()
        request = sent(ours, "Câu sau khi nối lại", "thuong")
        expect(lost).to_be_hidden(timeout=BY_ITSELF_MS)
        on_board(theirs, "Câu sau khi nối lại")
        assert request
