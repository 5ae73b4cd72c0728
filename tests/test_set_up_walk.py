"""First run in a browser: from `hiepdong init` and `serve` to an officer at his board."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import PHONE, Desk, People, Screen
from tests.node import ADMIN, Node

PRINTED = re.compile(r"first password (\S+) ")


@pytest.fixture
def empty(browser: Browser, tmp_path: Path) -> Iterator[tuple[People, str]]:
    """An empty node that is served, and the password that was printed for its administrator."""
    node = Node(tmp_path / "empty", None)
    assert node.spawn("init", "--admin", ADMIN, stdout=subprocess.DEVNULL).wait() == 0
    printed = tmp_path / "printed"
    desk = Desk(node, printed=printed)
    yield People(browser, desk), PRINTED.findall(printed.read_text())[0]
    desk.close()


def set_up_units(screen: Screen) -> None:
    """From the overview, by its first step: the structure of today."""
    screen.page.click("text=1. Đơn vị")
    assert screen.flaws() == []
    screen.page.click("text=Ghi các đơn vị đã chọn")
    expect(screen.page.locator("main")).to_contain_text("đơn vị.")
    screen.page.click("text=Tiếp: cán bộ")


def add_officer(screen: Screen, login: str, *roles: str) -> str:
    """Gives the first password, which is shown this once."""
    screen.page.fill("#name", f"Cán bộ {login}")
    screen.page.fill("#login", login)
    screen.page.select_option("#unit", "bp-bason")
    for role in roles:
        screen.page.check(f"input[value={role}]")
    screen.page.click("text=Thêm cán bộ, cấp mật khẩu lần đầu")
    return screen.page.locator("#first-password").inner_text()


def test_an_empty_node_is_set_up_on_a_phone_and_an_officer_begins_to_work(empty: tuple[People, str]):
    people, password = empty
    with people.at(width=PHONE) as screen:
        screen.open("/thiet-lap")
        screen.sign_in(ADMIN, password)
        expect(screen.page.locator("h1")).to_have_text("Thiết lập máy")
        assert screen.flaws() == []
        set_up_units(screen)
        given = add_officer(screen, "trucban", "duty", "staff")
        assert screen.flaws() == []
        for path, told in (("/thiet-lap/dia-ban", "Các bảng"), ("/thiet-lap/danh-muc", "Các danh mục"), ("/may", "")):
            screen.open(path)
            assert told in screen.words
            assert screen.flaws() == []
        screen.open("/thiet-lap")
        assert "1 cán bộ làm được" in screen.words
    with people.at() as screen:
        screen.open("/")
        screen.sign_in("trucban", given)
        expect(screen.page.locator("main")).to_contain_text("Không có việc nào chờ đơn vị ta.")
        screen.page.keyboard.press("n")
        expect(screen.page.locator("h1")).to_contain_text("Nhập vụ việc")
        assert screen.complaints == []
