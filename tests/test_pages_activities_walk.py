"""Joint activities in a real browser: entered by keyboard, linked by two officers of two forces, no page with flaws."""

import json
import re
import subprocess
import uuid
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.activities import entered, whole_activity
from tests.acts import Act, act, linked, released
from tests.browser import DESKTOP, PHONE, People, Screen
from tests.test_pages_information import follow
from tests.test_pages_walk import choose, press, tab_to, write

OURS, THEIRS = "trucban.bason", "trucban.xuatle"
UNIT, OTHER, POST, POLICE = "bp-bason", "ca-bason", "Đồn Biên phòng Ba Sơn", "Công an xã Ba Sơn"
WHOLE, PATROL, ECHO, LIKE, LINK = (str(uuid.UUID(int=900 + number)) for number in range(5))
BOTH: dict[str, Any] = {"units": [UNIT, OTHER]}
YEAR = "tu=2026-01-01&den=2026-11-25"
PAGES = (
    "/hoat-dong", "/hoat-dong?tu=1/1/2030", "/hoat-dong/nhap", f"/hoat-dong/nhap?nhu={ECHO}", f"/hoat-dong/{WHOLE}",
    f"/hoat-dong/{PATROL}", f"/hoat-dong/{ECHO}", f"/hoat-dong/{WHOLE}/sua", f"/hoat-dong/{PATROL}/noi",
    f"/hoat-dong/{PATROL}/noi?b={LIKE}", f"/noi/{LINK}", f"/ho-so/{WHOLE}/gui?den={OTHER}",
    f"/ho-so/{WHOLE}/huy-hoat-dong", f"/so-lieu/hoat-dong?{YEAR}", f"/so-lieu/hoat-dong?{YEAR}&mo=joint-patrol",
    f"/so-lieu/hoat-dong?{YEAR}&mo=.trung", f"/so-lieu/hoat-dong?{YEAR}&mo=.report/received",
    "/so-lieu/hoat-dong?tu=1/1/2030&den=2/1/2030", "/so-lieu", "/them", "/",
)  # fmt: skip


def played() -> list[Act]:
    """What the two units entered before: one with all its parts, and a patrol that both have, said to be one."""
    day = "2026-11-20"
    return [
        act("activity.enter", OURS, record=WHOLE, activity={**whole_activity(), **BOTH}),
        entered(OURS, PATROL, day=day, **BOTH), released(OURS, PATROL, OTHER),
        entered(THEIRS, ECHO, day=day, times=9, attendances=118, note="Riêng", **BOTH),
        released(THEIRS, ECHO, UNIT, without=("note",)),
        entered(THEIRS, LIKE, day="2026-11-21", times=2, **BOTH), released(THEIRS, LIKE, UNIT),
        linked(THEIRS, LINK, ECHO, PATROL),
        *(entered(OURS, str(uuid.UUID(int=950 + number)), day=f"2025-0{number}-03", **BOTH, **more)
          for number, more in enumerate(KINDS, 1)),
    ]  # fmt: skip


KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "bilateral-patrol"}, {"kind": "guns-handed-in", "items": 14}, {"kind": "phone-exchange", "times": 1080},
    {"kind": "other"},
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _entered_before(people: People) -> None:
    lines = "".join(f"{json.dumps(one)}\n" for one in played())
    made = people.desk.node.spawn("play", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    out, _ = made.communicate(lines.encode(), timeout=60)
    assert made.returncode == 0, out.decode()


def test_an_activity_is_entered_in_one_line_by_keyboard_alone(people: People):
    with people.at(OURS) as screen:
        screen.open("/hoat-dong")
        press(screen, "n")
        choose(screen, "#kind", "guns-handed-in")
        expect(screen.page.locator("label[for=results]")).to_have_text("Số khẩu súng")
        write(screen, "#day", "02/11/2025")
        write(screen, "#times", "3")
        write(screen, "#attendances", "1.040")
        write(screen, "#results", "14")
        screen.page.keyboard.press("Alt+2")
        tab_to(screen, f"input[value={OTHER}]")
        screen.page.keyboard.press("Space")
        screen.page.keyboard.press("Alt+3")
        screen.page.keyboard.type("1193")
        press(screen, "Control+Enter")
        assert "Đã ghi hoạt động, bản 1. Chưa gửi cho ai." in screen.words
        assert "3 lần, 1.040 lượt người, 14 khẩu súng" in screen.words
        assert f"BP {POST} CA {POLICE} Nơi mốc 1193" in screen.words
        press(screen, "e")
        assert screen.page.locator("#attendances").input_value() == "1040"
        screen.page.go_back()
        press(screen, "g")
        assert "Bản sẽ gửi" in screen.words
        assert screen.complaints == []


def test_choosing_another_kind_changes_the_words_and_leaves_what_was_typed(people: People):
    with people.at(OURS) as screen:
        screen.open("/hoat-dong/nhap")
        screen.page.locator("#times").fill("7")
        screen.page.locator("#kind").select_option("outreach")
        expect(screen.page.locator("label[for=times]")).to_have_text("Số buổi")
        screen.page.locator("#attendances").fill("55")
        screen.page.locator("#results").fill("900")
        screen.page.locator("#kind").select_option("guns-handed-in")
        expect(screen.page.locator("label[for=results]")).to_have_text("Số khẩu súng")
        assert screen.page.locator("#results").input_value() == "900"
        screen.page.locator("#results").fill("")
        screen.page.locator("#kind").select_option("joint-patrol")
        expect(screen.page.locator("label[for=attendances]")).to_have_text("Lượt cán bộ, chiến sĩ")
        expect(screen.page.locator("#results")).to_be_hidden()
        assert [screen.page.locator(f"#{name}").input_value() for name in ("times", "attendances")] == ["7", "55"]
        assert screen.complaints == []


def test_two_forces_enter_one_patrol_link_it_and_it_counts_once(people: People):
    with people.at(OURS) as ours, people.at(THEIRS) as theirs:
        begun(theirs, "05/10/2025", "12")
        press(theirs, "Control+Enter")
        record = theirs.page.url.partition("?")[0].rpartition("/")[2]
        sent_to(theirs, record, UNIT)

        begun(ours, "06/10/2025", "11")
        ours.page.locator(f"input[name=same][value='{record}']").check()
        press(ours, "Control+Enter")
        assert f"{POLICE} chưa thấy hồ sơ của ta" in ours.words
        mine = ours.page.url.split("/")[-2]
        sent_to(ours, mine, OTHER)
        with ours.page.expect_navigation():
            ours.page.locator("#links li", has_text="12 mốc").locator("a.row-link").click()
        assert "11 mốc 12 mốc khác" in ours.words
        press(ours, "Control+Enter")
        assert "Đã nêu cùng một hoạt động." in ours.words

        theirs.open("/")
        follow(theirs, f"{POST} nêu: cùng một hoạt động với hồ sơ của họ")
        with theirs.page.expect_navigation():
            theirs.page.get_by_role("button", name="Xác nhận cùng một hoạt động").click()
        assert "hai hồ sơ là một hoạt động, đếm một lần." in theirs.words
        for screen in (ours, theirs):
            screen.open("/so-lieu/hoat-dong?tu=2025-10-05&den=2025-10-06")
            row = screen.page.locator("tr", has_text="Kiểm tra đường biên, mốc quốc giới")
            counted = "12" if record < mine else "11"
            said = re.sub(r"\s+", " ", row.inner_text())
            assert re.search(rf"1 lần 0 {counted} mốc( .*)? 2$", said), said
        assert ours.complaints + theirs.complaints == []


def begun(screen: Screen, day: str, markers: str) -> None:
    """A check of the line, typed and not yet recorded."""
    screen.open("/hoat-dong/nhap")
    screen.page.locator("#kind").select_option("line-check")
    screen.page.locator("#day").fill(day)
    expect(screen.page.locator("label[for=results]")).to_have_text("Số mốc")
    screen.page.locator("#results").fill(markers)


def sent_to(screen: Screen, record: str, unit: str) -> None:
    screen.open(f"/ho-so/{record}/gui?den={unit}")
    with screen.page.expect_navigation():
        screen.page.get_by_role("button", name="Gửi các đơn vị đã chọn").click()


def test_an_activity_is_entered_where_no_script_runs(people: People):
    with people.at(OURS, script=False) as screen:
        screen.open("/hoat-dong/nhap")
        screen.page.locator("#kind").select_option("rescue")
        screen.page.locator("#results").fill("4")
        with screen.page.expect_navigation():
            screen.page.get_by_role("button", name=re.compile("Ghi hoạt động")).click()
        assert "1 lần, 4 người được cứu" in screen.words
        screen.open("/hoat-dong/nhap")
        screen.page.locator("#results").fill("4")
        with screen.page.expect_navigation():
            screen.page.get_by_role("button", name=re.compile("Ghi hoạt động")).click()
        assert "Thiếu loại hoạt động." in screen.words
        assert screen.page.locator("#results").input_value() == "4"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_no_page_of_activities_has_flaws(people: People, width: int, theme: str):
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
            found[path] = screen.overflowing() + screen.spilled()
    assert {path: flaws for path, flaws in found.items() if flaws} == {}


def test_the_phone_finds_activities_under_more_and_enters_them_from_there(people: People):
    with people.at(OURS, width=PHONE) as screen:
        screen.open("/them")
        with screen.page.expect_navigation():
            screen.page.locator("main").get_by_role("link", name="Hoạt động phối hợp").click()
        with screen.page.expect_navigation():
            screen.page.locator("nav.tabs a", has_text="Nhập").click()
        assert screen.page.url.endswith("/hoat-dong/nhap")
