"""Two officers share an event at their desks, in a browser: found, compared, joined and handed over."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hiepdong.vocabulary.clock import today
from tests.acts import act, case, fresh, person
from tests.browser import DESKTOP, PHONE, People

POST, POLICE = "bp-bason", "ca-bason"
COMMANDER, OFFICER = "chihuy.bason", "trucban.xuatle"
WHO = {"name": "Hoàng Văn Thắng", "birth": "1991"}


@pytest.fixture
def alike(people: People, tmp_path: Path) -> tuple[str, str]:
    """A case of the post and one of the police, of one evening, each seen by the other."""
    ours, theirs = fresh(), fresh()
    about = {"on": today().isoformat(), "place": {"commune": "06202", "marker": "1194"}}
    acts = [
        act("case.open", COMMANDER, record=ours, case=case(lead=POST, subjects=[person(**WHO)], **about)),
        act("case.open", OFFICER, record=theirs, case=case(lead=POLICE, subjects=[person("s9", **WHO)], **about)),
        act("record.release", COMMANDER, record=ours, to=[POLICE], without=[], until=None),
        act("record.release", OFFICER, record=theirs, to=[POST], without=[], until=None),
    ]
    file = tmp_path / "acts"
    file.write_text("\n".join(map(json.dumps, acts)))
    assert people.desk.node.spawn("play", str(file), stdout=subprocess.DEVNULL).wait(timeout=60) == 0
    return ours, theirs


def asserts(people: People, ours: str) -> None:
    """The owner finds the like record on his board and says that both are one."""
    with people.at(COMMANDER) as screen:
        screen.open("/")
        assert "Có thể cùng một vụ" in screen.words
        screen.open(f"/vu-viec/{ours}")
        expect(screen.page.locator("#holders")).to_contain_text("chưa mở")
        expect(screen.page.locator("#like")).to_contain_text("cùng mốc 1194")
        assert screen.flaws() == []
        screen.page.locator("#like .row-link").first.click()
        expect(screen.page.get_by_label("Hoàng Văn Thắng").first).to_be_checked()
        screen.page.get_by_role("button", name="Nêu cùng một vụ").click()
        expect(screen.page.locator("main")).to_contain_text("Đã nêu cùng một vụ.")


def confirms_and_asks(people: People, ours: str, theirs: str) -> None:
    """The police open both, confirm, and ask for the record."""
    with people.at(OFFICER, width=PHONE, theme="dark") as screen:
        screen.open(f"/vu-viec/{theirs}")
        screen.open(f"/vu-viec/{ours}")
        screen.open(f"/vu-viec/{theirs}")
        screen.page.get_by_role("link", name="So hai hồ sơ").or_(screen.page.locator("#links .row-link")).first.click()
        screen.page.get_by_role("button", name="Xác nhận cùng một vụ").click()
        expect(screen.page.locator("main")).to_contain_text("đếm một lần")
        screen.open(f"/ho-so/{ours}/xin-nhan")
        expect(screen.page.locator("#effect")).to_contain_text("1 vụ từ 2 hồ sơ đã nối")
        assert screen.flaws() == []
        screen.page.get_by_role("button", name="Gửi đề nghị").click()


def offers(people: People, ours: str) -> None:
    """The owner sees what becomes of the figures for whoever he chooses, and offers."""
    with people.at(COMMANDER) as screen:
        screen.open(f"/vu-viec/{ours}")
        expect(screen.page.locator("#holders")).to_contain_text("đã mở hôm nay")
        screen.page.get_by_role("link", name="Bàn giao cho đơn vị này").click()
        expect(screen.page.locator("#told")).to_contain_text("trước, Công an xã Ba Sơn sau")
        screen.page.locator("#den").select_option("bp-huunghi")
        expect(screen.page.locator("#told")).to_contain_text("thêm Đồn Biên phòng")
        screen.page.locator("#den").select_option(POLICE)
        screen.page.get_by_role("button", name="Đề nghị bàn giao").click()
        expect(screen.page.locator("main")).to_contain_text("Đã đề nghị bàn giao.")


def accepts(people: People, ours: str) -> None:
    """The police take it over."""
    with people.at(OFFICER, width=PHONE) as screen:
        screen.open(f"/vu-viec/{ours}")
        screen.page.get_by_role("link", name="Nhận bàn giao", exact=True).click()
        screen.page.get_by_role("button", name="Nhận bàn giao").click()
        expect(screen.page.locator("main")).to_contain_text("Đã nhận bàn giao. Hồ sơ từ nay của ta.")


def test_one_event_of_two_units_is_found_joined_and_handed_over(people: People, alike: tuple[str, str]):
    ours, theirs = alike
    asserts(people, ours)
    confirms_and_asks(people, ours, theirs)
    offers(people, ours)
    accepts(people, ours)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_unit_sets_a_standing_release_by_the_words_of_its_condition(people: People, width: int):
    with people.at(COMMANDER, width=width, language="vi") as screen:
        for path in ("/cai-dat/gui", "/vu-viec/giu-thay", "/vu-viec/nhap?thay=ca-tandoan"):
            screen.open(path)
            assert screen.flaws() == [], path
        screen.open("/cai-dat/gui/dat?kind=case&de-xuat=army&den=bp-huunghi")
        expect(screen.page.get_by_label("cả phần đối tượng")).to_be_checked()
        assert screen.flaws() == []
        screen.page.locator("#communes").fill("ba son")
        screen.page.get_by_role("button", name="Đặt gửi thường xuyên").click()
        expect(screen.page.locator("main")).to_contain_text("Đã đặt gửi thường xuyên")
