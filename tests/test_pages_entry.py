"""The entry of a case as an officer does it: by keys alone and counted, on a phone, with the sketch."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import PHONE, People, Screen

KEYS_A_SECOND = 3  # somebody who types with two fingers


class Keyboard:
    """Types as an officer does and counts each key; a letter with its tone mark is up to three keys in Telex."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += sum(1 if letter.isascii() else 3 for letter in text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += key.count("+") + 1 if key != "Alt++" else 2


def at_field(screen: Screen) -> str:
    return str(screen.page.evaluate("document.activeElement.id"))


def test_a_case_with_two_subjects_takes_less_than_a_minute_by_keys_alone(people: People):
    with people.at("trucban.bason") as screen:
        screen.open("/vu-viec")
        keys = Keyboard(screen.page)
        with screen.page.expect_navigation():
            keys.press("n")
        keys.press("Enter", "Enter", "Enter")
        assert at_field(screen) == "marker", "Enter goes to the next field"
        keys.type("1193")
        keys.press("Alt+2")
        keys.type("to chuc nhap")
        keys.press("Tab")
        keys.type("tuan tra")
        keys.press("Alt+3")
        for name, year in (("Nông Văn Hiếu", "1991"), ("Hoàng Thị Lụa", "1988")):
            keys.type(name)
            keys.press("Enter")
            keys.type(year)
            keys.press("Enter", "n", "Enter")
            keys.type("tam giu")
            keys.press("Tab", "Enter", "Enter", "Enter")
            keys.type("Bắc Giang")
            keys.press("Enter")
            assert at_field(screen).endswith("-name"), "Enter on the last field starts the next person"
        expect(screen.page.locator("#chainage")).to_have_value("Km 90+600")
        with screen.page.expect_navigation():
            keys.press("Control+Enter")
        assert "Đã ghi vụ việc, bản 1." in screen.words
        for told in ("Nông Văn Hiếu", "Hoàng Thị Lụa", "Người bị tạm giữ", "xã Ba Sơn", "mốc 1193", "Tuần tra"):
            assert told in screen.words, told
        assert "Tổ chức, môi giới cho người khác xuất cảnh, nhập cảnh" in screen.words
        assert keys.count / KEYS_A_SECOND < 60, f"{keys.count} keys"
        assert screen.complaints == []


def test_a_subject_comes_from_an_earlier_case_and_like_events_are_told(people: People):
    with people.at("trucban.bason") as screen:
        screen.open("/vu-viec?xem=ours")
        row = screen.page.locator("main tbody tr", has=screen.page.locator("time")).nth(12)
        day = row.locator("time").first.get_attribute("datetime") or ""
        title = row.locator(".row-link").inner_text()
        row.locator(".row-link").click()
        name = str(screen.page.locator("table.people tbody tr td").first.evaluate("at => at.firstChild.data.trim()"))
        screen.open("/vu-viec/nhap")
        screen.page.keyboard.type(f"{day[8:10]}/{day[5:7]}/{day[:4]}")
        screen.page.keyboard.press("Alt+v")
        screen.page.keyboard.type(name)
        expect(screen.page.locator("#earlier-found button").first).to_have_text(name)
        screen.page.keyboard.press("Enter")
        screen.page.keyboard.press("Enter")
        expect(screen.page.locator("#p1-name")).to_have_value(name)
        expect(screen.page.locator("#p1-status")).to_be_focused()
        near = screen.page.locator("#beside li", has_text=title).first
        expect(near).to_contain_text("cùng ngày")
        expect(near).to_contain_text("trùng")
        expect(screen.page.locator("#like-told")).to_contain_text("giống đã ở trên bàn")
        assert screen.complaints == []


def test_what_is_no_code_is_said_and_keeps_the_form_from_being_sent(people: People):
    with people.at("trucban.bason") as screen:
        screen.open("/vu-viec/nhap")
        screen.page.fill("#offences", "bay lên trời")
        screen.page.keyboard.press("Control+Enter")
        expect(screen.page.locator("#offences")).to_have_attribute("aria-invalid", "true")
        expect(screen.page.locator("#offences")).to_be_focused()
        expect(screen.page.locator(".error.by-combo")).to_have_text("Không có trong danh mục: bay lên trời")
        screen.page.keyboard.type("điều 249")
        options = screen.page.locator("#offences-list li")
        expect(options).to_have_count(1)
        expect(options.first).to_have_attribute("aria-selected", "true")
        expect(options.first).to_contain_text("Tội tàng trữ trái phép chất ma túy")
        screen.page.keyboard.press("Escape")
        screen.page.keyboard.type("ma túy tang")
        expect(options.first.locator("b")).to_have_text(["tàng", "ma", "túy"])
        assert screen.flaws() == []


@pytest.mark.parametrize(
    ("typing", "commune", "code"), [("", "Xã Xuất Lễ", "06202"), ("cao lau", "Xã Cao Lâu", "06196")]
)
def test_a_slow_answer_to_another_day_takes_nothing_away(people: People, typing: str, commune: str, code: str):
    """The communes of a day come from the server: what the officer or the machine put in meanwhile stays."""
    with people.at("trucban.bason") as screen:
        waiting: list[Route] = []

        def hold(route: Route) -> None:
            if "look=commune" in (route.request.post_data or ""):
                waiting.append(route)
            else:
                route.continue_()

        screen.page.route("**/vu-viec/nhap", hold)
        screen.open("/vu-viec/nhap")
        screen.page.fill("#day", "25/10/2023")
        screen.page.press("#day", "Tab")
        screen.page.fill("#village", "tân cương")
        screen.page.press("#village", "Tab")
        expect(screen.page.locator("[name=commune]")).to_have_value("06202")
        if typing:
            screen.page.fill("#commune", typing)
        with screen.page.expect_response(lambda answer: "look=commune" in (answer.request.post_data or "")):
            waiting.pop().continue_()
        if typing:
            expect(screen.page.locator("#commune")).to_have_value(typing)
            screen.page.keyboard.press("Enter")
        expect(screen.page.locator("#commune")).to_have_value(commune)
        expect(screen.page.locator("[name=commune]")).to_have_value(code)


def test_the_form_is_whole_on_a_phone_and_a_place_is_shown_on_the_sketch(people: People):
    with people.at("trucban.bason", width=PHONE, theme="dark") as screen:
        screen.open("/vu-viec/nhap")
        screen.page.fill("#day", "25/10/2023")
        screen.page.press("#day", "Tab")
        screen.page.fill("#village", "tân cương")
        screen.page.press("#village", "Tab")
        expect(screen.page.locator("#commune")).to_have_value("Xã Xuất Lễ")
        screen.page.fill("#checks-supporting-text", "cong an xa xuat le")
        of_that_day = screen.page.locator("#checks-supporting-text-list li")
        expect(of_that_day, "a unit of 2023").to_have_text(["Công an xã Xuất Lễ"])
        screen.page.keyboard.press("Enter")
        expect(screen.page.locator("ul.chips li")).to_have_count(1)
        screen.page.fill("#offences", "ma tuy")
        expect(screen.page.locator("#offences-list")).to_be_visible()
        assert screen.flaws() == []
        screen.page.click("#placing summary")
        expect(screen.page.locator(".placing[data-ready]")).to_be_visible()
        screen.page.focus("#placing-map canvas")
        screen.page.keyboard.press("Enter")
        expect(screen.page.locator("#point")).to_have_value(re.compile(r"^2[12]\.\d{6}, 10[67]\.\d{6}$"))
        expect(screen.page.locator("#marker")).not_to_have_class(re.compile("filled"))
        said = [one for one in screen.complaints if "GPU stall" not in one]  # the software renderer of this browser
        assert said + screen.overflowing() + screen.small_controls() == []
