"""A day at the desk, by keyboard alone; and the same pages where no script runs."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser import People, Screen

MOST_TABS = 120


def tab_to(screen: Screen, selector: str) -> None:
    """Press Tab until the control has the focus, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        if screen.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        screen.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def write(screen: Screen, selector: str, text: str) -> None:
    """Reach a field and type into it in place of what is there."""
    tab_to(screen, selector)
    screen.page.keyboard.press("Control+a")
    screen.page.keyboard.type(text)


def choose(screen: Screen, selector: str, value: str) -> None:
    """Reach a list and go down to a choice."""
    tab_to(screen, selector)
    find = "(at, value) => [...at.options].findIndex((one) => one.value === value)"
    steps = screen.page.locator(selector).evaluate(find, value)
    screen.page.keyboard.press("Home")
    for _ in range(steps):
        screen.page.keyboard.press("ArrowDown")
    assert screen.page.locator(selector).input_value() == value


def press(screen: Screen, *keys: str) -> None:
    """Keys of which the last leads to another page."""
    for key in keys[:-1]:
        screen.page.keyboard.press(key)
    with screen.page.expect_navigation():
        screen.page.keyboard.press(keys[-1])


def entered(screen: Screen, hour: str, *names: str) -> str:
    """Enter a case with these subjects from wherever one is; gives its address."""
    press(screen, "n")
    write(screen, "#day", "14/12/2023")
    write(screen, "#hour", hour)
    write(screen, "#marker", "1193")
    write(screen, "#village", "thôn Tân Cương")
    write(screen, "#offences", "to chuc moi gioi xuat canh nhap canh")
    for number, name in enumerate(names, 1):
        write(screen, f"#p{number}-name", name)
        write(screen, f"#p{number}-birth", "1991")
        write(screen, f"#p{number}-status", "bi tam giu")
    press(screen, "Control+Enter")
    assert "Đã ghi vụ việc, bản 1." in screen.words
    return screen.page.url.partition("?")[0]


def sign_in(screen: Screen, login: str) -> None:
    """From the page one wanted, through the door, back to it."""
    screen.open("/vu-viec")
    assert screen.page.url.endswith("/dang-nhap?tiep=%2Fvu-viec")
    screen.page.keyboard.type(login)
    screen.page.keyboard.press("Tab")
    screen.page.keyboard.type(screen.desk.passwords[login])
    press(screen, "Enter")
    assert screen.page.url.endswith("/vu-viec")


def find(screen: Screen, words: str) -> None:
    screen.page.keyboard.press("/")
    screen.page.keyboard.type(words)
    press(screen, "Enter")
    screen.page.keyboard.press("j")
    press(screen, "Enter")


def revise(screen: Screen, summary: str) -> None:
    press(screen, "e")
    screen.page.keyboard.press("Alt+6")
    write(screen, "#summary", summary)
    press(screen, "Control+Enter")
    assert summary in screen.words
    assert "bản 2" in screen.words


def open_fold_of(screen: Screen, selector: str) -> None:
    """Where a control lies in a closed fold, open that by its summary."""
    fold = f"details:not([open]):has({selector}) > summary"
    if screen.page.locator(fold).count():
        tab_to(screen, fold)
        screen.page.keyboard.press("Enter")


def release(screen: Screen, unit: str) -> None:
    press(screen, "g")
    open_fold_of(screen, f"input[name=den][value={unit}]")
    tab_to(screen, f"input[name=den][value={unit}]")
    screen.page.keyboard.press("Space")
    tab_to(screen, "button[name=send]")
    press(screen, "Enter")


def say_it_is(screen: Screen, case: str, other: str) -> None:
    """Say that the case and another record are the same event."""
    tab_to(screen, f'a[href="{case.removeprefix(screen.desk.url)}/noi"]')
    press(screen, "Enter")
    tab_to(screen, f'a[href$="{other.rpartition("/")[2]}"]')
    press(screen, "Enter")
    assert "lệch 5 phút" in screen.words
    press(screen, "Control+Enter")


def confirm(screen: Screen, link: str) -> None:
    screen.open("/")
    tab_to(screen, f'a[href="{link.removeprefix(screen.desk.url)}"]')
    press(screen, "Enter")
    tab_to(screen, ".btn.main")
    press(screen, "Enter")


def test_two_officers_do_a_days_work_without_a_mouse(people: People):
    with people.at("trucban.xuatle") as theirs, people.at() as ours:
        theirs.open("/")
        other = entered(theirs, "23:45", "Nông Văn Hiểu")
        sign_in(ours, "trucban.bason")
        case = entered(ours, "23:40", "Nông Văn Hiếu", "Hoàng Thị Lụa")
        assert "Nông Văn Hiếu" in ours.words
        assert "Hoàng Thị Lụa" in ours.words
        find(ours, "hoang thi lua")
        assert ours.page.url == case
        revise(ours, "Tổ tuần tra bắt quả tang hai người.")
        release(ours, "bp-baolam")
        assert "Đồn Biên phòng Bảo Lâm" in ours.words.partition("Ai thấy gì")[2]
        say_it_is(ours, case, other)
        assert "chưa trả lời." in ours.words
        confirm(theirs, ours.page.url.partition("?")[0])
        assert "Hai đơn vị đã nói là một vụ: đếm một lần." in theirs.words
        assert ours.complaints == theirs.complaints == []


def test_lists_are_walked_by_letters_and_filtered(people: People):
    with people.at("trucban.bason") as screen:
        screen.open("/vu-viec")
        links = screen.page.locator("main .row-link")
        focused = "(document.activeElement.href || '')"
        screen.page.keyboard.press("j")
        screen.page.keyboard.press("j")
        assert screen.page.evaluate(focused).endswith(str(links.nth(1).get_attribute("href")))
        screen.page.keyboard.press("k")
        assert screen.page.evaluate(focused).endswith(str(links.nth(0).get_attribute("href")))
        screen.page.keyboard.press("f")
        assert screen.page.evaluate("document.activeElement.id") == "q"
        screen.page.keyboard.type("ma tuy")
        press(screen, "Enter")
        assert "q=ma+tuy" in screen.page.url


def test_a_row_is_looked_at_quickly_beside_the_list(people: People):
    lost: list[bool] = []
    with people.at("trucban.bason") as screen:
        screen.page.route("**/vu-viec/*-*", lambda route: route.abort() if lost else route.continue_())
        screen.open("/vu-viec")
        links, panel = screen.page.locator("main .row-link"), screen.page.locator("#quick")
        titles = [links.nth(at).inner_text() for at in (0, 1)]
        screen.page.keyboard.press("j")
        screen.page.keyboard.press(" ")
        expect(panel.locator("h1")).to_contain_text(titles[0])
        expect(panel).to_contain_text("Xảy ra")
        screen.page.keyboard.press("j")
        expect(panel.locator("h1")).to_contain_text(titles[1])
        screen.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        screen.page.keyboard.press(" ")
        expect(panel).to_be_visible()
        screen.page.keyboard.press(" ")
        expect(panel).to_be_hidden()
        assert screen.page.url.endswith("/vu-viec")
        lost.append(True)
        screen.page.keyboard.press(" ")
        expect(panel).to_contain_text("Chưa xem được")


def test_a_late_answer_is_not_shown_for_another_row(people: People):
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.abort()

    with people.at("trucban.bason") as screen:
        screen.page.route("**/vu-viec/*-*", hold_the_first)
        screen.open("/vu-viec")
        panel = screen.page.locator("#quick")
        screen.page.keyboard.press("j")
        screen.page.keyboard.press(" ")
        expect(panel).to_contain_text("Đang mở")
        screen.page.keyboard.press("j")
        expect(panel).to_contain_text("Chưa xem được")


def test_letters_do_nothing_in_fields_or_when_switched_off(people: People):
    with people.at("dieutra.bason") as screen:
        screen.open("/vu-viec")
        screen.page.focus("#find")
        screen.page.keyboard.type("n?")
        assert screen.page.url.endswith("/vu-viec")
        assert screen.page.input_value("#find") == "n?"
        screen.open("/phim")
        screen.page.check("input[name=keys][value=off]")
        with screen.page.expect_navigation():
            screen.page.click("text=Giữ lựa chọn")
        screen.page.keyboard.press("n")
        screen.page.keyboard.press("?")
        screen.page.wait_for_timeout(200)
        assert screen.page.url.endswith("/phim")
        screen.page.check("input[name=keys][value=on]")
        with screen.page.expect_navigation():
            screen.page.click("text=Giữ lựa chọn")
        press(screen, "?")
        assert screen.page.url.endswith("/phim")


def test_the_focus_is_always_seen(people: People):
    with people.at("trucban.bason") as screen:
        screen.open("/vu-viec")
        seen = """() => {
          const at = document.activeElement, style = getComputedStyle(at);
          const row = at.closest("li, tr");
          return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
            || (row && getComputedStyle(row).boxShadow !== "none");
        }"""
        for _ in range(25):
            screen.page.keyboard.press("Tab")
            assert screen.page.evaluate(seen), screen.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def test_the_first_tab_leads_past_the_frame(people: People):
    with people.at("trucban.bason") as screen:
        screen.open("/vu-viec")
        screen.page.keyboard.press("Tab")
        screen.page.keyboard.press("Enter")
        screen.page.keyboard.press("Tab")
        assert screen.page.evaluate("document.activeElement.closest('main') !== null")


def test_what_stands_beside_the_form_follows_what_is_typed(people: People):
    with people.at("trucban.bason") as screen:
        screen.open("/vu-viec?xem=ours")
        row = screen.page.locator("main tbody tr", has=screen.page.locator("time")).nth(10)
        day = row.locator("time").first.get_attribute("datetime") or ""
        title = row.locator(".row-link").inner_text()
        screen.open("/vu-viec/nhap")
        expect(screen.page.locator("#beside")).not_to_contain_text(title)
        screen.page.fill("#day", f"{day[8:10]}/{day[5:7]}/{day[:4]}")
        screen.page.keyboard.press("Tab")
        expect(screen.page.locator("#beside")).to_contain_text(title)
        assert screen.flaws() == []


def test_a_password_can_be_looked_at_and_is_hidden_again(people: People):
    with people.at() as screen:
        screen.open("/dang-nhap")
        screen.page.fill("#password", "mật khẩu")
        screen.page.click("text=Hiện")
        assert screen.page.get_attribute("#password", "type") == "text"
        screen.page.click("text=Che")
        assert screen.page.get_attribute("#password", "type") == "password"


def test_an_ended_session_comes_back_to_the_page_that_was_open(people: People):
    with people.at("chihuy.baolam") as screen:
        screen.open("/vu-viec?xem=ours")
        screen.page.context.clear_cookies()
        screen.open("/vu-viec?xem=ours")
        screen.sign_in("chihuy.baolam")
        assert screen.page.url.endswith("/vu-viec?xem=ours")


# ---------------------------------------------------------------- without scripts


# A script makes fields that find a code out of plain lists, opens the sketch, and puts a list in the place of its
# link; all other words are the same.
CHANGED_BY_SCRIPT = "main :is(select, .no-script, .by-script, .foot-of-list, .found, .many, #like)"


@pytest.mark.parametrize("path", ["/", "/vu-viec", "/vu-viec/nhap", "/phim", "/them"])
def test_a_page_says_the_same_without_scripts(people: People, path: str):
    told = []
    for script in (True, False):
        with people.at("trucban.bason", script=script) as screen:
            screen.open(path)
            hide = "(what) => document.querySelectorAll(what).forEach((at) => { at.style.display = 'none'; })"
            screen.page.evaluate(hide, CHANGED_BY_SCRIPT)
            told.append(re.sub(r"\d\d:\d\d", "", screen.words))
    assert told[0] == told[1]


def test_work_is_done_without_scripts(people: People):
    with people.at(script=False) as screen:
        screen.open("/vu-viec/nhap")
        screen.sign_in("trucban.baolam")
        assert screen.page.url.endswith("/vu-viec/nhap")
        screen.page.fill("#day", "sai")
        screen.page.fill("#village", "thôn Nà Pàn")
        screen.page.select_option("#offences", "pc-249")
        screen.page.click("text=Ghi vụ việc")
        assert "Còn 1 chỗ phải sửa" in screen.words
        assert screen.page.input_value("#village") == "thôn Nà Pàn"
        screen.page.click("text=Thêm đối tượng")
        screen.page.fill("#day", "14/12/2023")
        screen.page.fill("#p4-name", "Vi Văn Xuồng")
        screen.page.select_option("#p4-status", "bi-can")
        screen.page.click("text=Ghi vụ việc")
        assert "Đã ghi vụ việc, bản 1." in screen.words
        assert "Vi Văn Xuồng" in screen.words
        screen.open("/vu-viec?q=vi+van+xuong")
        assert screen.page.locator("main .row-link").count() == 1
        screen.page.click("text=Đăng xuất")
        assert screen.page.url.endswith("/dang-nhap")
