"""People's rights and first run as a person meets them: by keys alone, without flaw at the desk and on the phone."""

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, People

OFFICER, COMMANDER, INSPECTOR, ADMIN = "trucban.bason", "chihuy.bason", "kiemtra", "admin"
PAGES = [
    (OFFICER, "/tra-cuu"), (INSPECTOR, "/nhat-ky/tra-cuu"), (COMMANDER, "/het-han-luu"), (ADMIN, "/thiet-lap"),
    (ADMIN, "/thiet-lap/don-vi"), (ADMIN, "/thiet-lap/can-bo"), (ADMIN, "/thiet-lap/danh-muc"), (ADMIN, "/may"),
    (ADMIN, "/thiet-lap/bo-mau"),
]  # fmt: skip


def test_a_person_is_looked_up_by_keys_alone_and_the_inspector_reads_why(people: People):
    with people.at(OFFICER, width=PHONE) as screen:
        page = screen.page
        screen.open("/tra-cuu")
        page.keyboard.type("luong van kien")
        for _ in ("number", "birth", "gender", "purpose"):
            page.keyboard.press("Tab")
        page.keyboard.type("đối chiếu hai danh sách")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text("Lương Văn Kiên")
        expect(page.locator("main")).to_contain_text("Bị can")
        assert screen.flaws() == []
    with people.at(INSPECTOR, width=DESKTOP) as screen:
        screen.open("/nhat-ky/tra-cuu")
        expect(screen.page.locator("tbody tr").first).to_contain_text("đối chiếu hai danh sách")


@pytest.mark.parametrize(("width", "theme", "language"), [(DESKTOP, "light", "vi"), (PHONE, "dark", "en")])
def test_the_pages_are_without_flaw(people: People, width: int, theme: str, language: str):
    found = {}
    for login, address in PAGES:
        with people.at(login, width=width, theme=theme, language=language) as screen:
            screen.open(address)
            if flaws := screen.flaws():
                found[address] = flaws
    assert found == {}
