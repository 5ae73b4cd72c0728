"""An officer brings in the office's old list: sends it, looks at it, mends a column, imports it, takes it back."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from hiepdong.forces import queries as forces
from hiepdong.papers import import_plan, import_run
from tests.acts import BASON, CAOLOC, INSPECTOR, do, figures
from tests.browser import DESKTOP, PHONE, People
from tests.imports import HEADINGS, LIST, csv_file, xlsx
from tests.node import Node
from tests.visitor import Visitor

ROOT = "/nhap-danh-sach"
OFFICER = "trucban.bason"
STRANGE: list[list[Any]] = [
    [*HEADINGS[:-1], "Vật bị giữ", "Dân tộc"],
    [1, "20h10 ngày 02/3/2023", "Điều 249", "mốc 1193, xã Xuất Lễ", "Đồn BP Ba Sơn", "Vi Văn Một", 1990, "bị tạm giữ",
     "0,125 gam heroin", "Tày"],
    [2, "13/12/2023", "Đánh bạc", "Cao Lâu", "Đồn BP Ba Sơn", "Lý A Ba", 1985, "Bị can", None, "Nùng"],
    [3, "31/02/2023", "Đánh bạc", "Cao Lâu", "Đồn BP Ba Sơn", "Lý A Tư", 1985, "Bị can", None, None],
]  # fmt: skip


def sent(login: str, path: Path, name: str = "") -> str:
    """The address at which a list that was sent can be looked at."""
    answer = Visitor(login).post(ROOT, file=SimpleUploadedFile(name or path.name, path.read_bytes()))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_list_is_looked_at_before_anything_is_written(district: Node, tmp_path: Path):
    page = sent(BASON, xlsx(tmp_path / "cũ.xlsx", LIST))
    words = Visitor(BASON).words(page)
    for told in ("Vụ mới 3", "Đối tượng 5", "Vi Thị Hai", "Nhập 3 vụ", "1 dòng tiêu đề, dòng cộng"):
        assert told in words
    assert "cũ.xlsx" in Visitor(BASON).words(ROOT)
    assert figures(district, BASON)["cases"] == 0
    assert Visitor(BASON).post(f"{page}/bo").status_code == 302
    assert Visitor(BASON).get(page).status_code == 404


@pytest.mark.parametrize("other", [CAOLOC, INSPECTOR])
def test_nobody_of_another_unit_learns_of_a_list(district: Node, tmp_path: Path, other: str):
    del district
    page = sent(BASON, xlsx(tmp_path / "cũ.xlsx", LIST))
    visitor = Visitor(other)
    assert "cũ.xlsx" not in visitor.words(ROOT)
    assert visitor.get(page).status_code == 404
    for deed in ("", "/lam-tiep", "/bo"):
        assert visitor.post(f"{page}{deed}").status_code == 404
    assert Visitor(BASON).get(page).status_code == 200


def test_a_file_that_is_no_list_is_told_and_can_be_dropped(district: Node, tmp_path: Path):
    del district
    (tmp_path / "cũ.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page = sent(BASON, tmp_path / "cũ.xls")
    answer = Visitor(BASON).get(page)
    assert answer.status_code == 422
    assert "Excel hoặc Word đời cũ" in answer.content.decode()
    empty = Visitor(BASON).post(ROOT, file=SimpleUploadedFile("a.csv", b""))
    assert (empty.status_code, "trống" in empty.content.decode()) == (422, True)


def test_why_an_import_came_to_nothing_is_told_on_the_page_of_its_list(district: Node, tmp_path: Path):
    """Another officer of the unit began one in the very moment."""
    page = sent(BASON, xlsx(tmp_path / "a.xlsx", LIST))
    upload = district.home / "imports" / page.rpartition("/")[2]
    (upload / "said").write_text('{"ok":false,"code":"import.under_way","message":"Đơn vị còn một lần nhập dang dở."}')
    assert "Đơn vị còn một lần nhập dang dở." in Visitor(BASON).words(page)
    assert "Đơn vị còn một lần nhập dang dở." not in Visitor(BASON).words(page)


def test_an_import_cut_short_says_so_and_is_dropped_on_the_page(district: Node, tmp_path: Path):
    viewer, path = forces.viewer(BASON), csv_file(tmp_path / "a.csv", LIST[2:5])
    made = import_plan.plan(viewer, path, import_plan.Choice())
    batch = import_run.batch_of(viewer, made, "a.csv")
    import_run.begin(viewer, made, "a.csv", batch)
    words = Visitor(BASON).words(f"{ROOT}/{batch}")
    assert "bị ngắt giữa chừng" in words
    assert "Làm tiếp" in words
    other = sent(BASON, xlsx(tmp_path / "khác.xlsx", LIST))
    assert "còn một lần nhập dang dở" in Visitor(BASON).words(other)
    Visitor(BASON).post(f"{ROOT}/{batch}/bo", reason="hỏng")
    assert "Không còn vụ nào của danh sách" in Visitor(BASON).words(f"{ROOT}/{batch}")
    assert district.verify()["ok"]


def test_an_import_cut_short_is_gone_on_with_on_the_page(district: Node, tmp_path: Path):
    """The machine went down after a part of the cases: the list is still there, and all is seen once the rest is."""
    page = sent(BASON, csv_file(tmp_path / "a.csv", LIST[2:7]))
    batch = page.rpartition("/")[2]
    viewer, path = forces.viewer(BASON), district.home / "imports" / batch / "list"
    made = import_plan.plan(viewer, path, import_plan.Choice())
    import_run.begin(viewer, made, "a.csv", batch)
    do(district, import_run.act_of(viewer, batch, made.lines[0], made.acts[0]) | {"by": BASON})
    assert "Đã ghi 1 trong 3 vụ" in Visitor(BASON).words(page)
    assert Visitor(BASON).post(f"{page}/lam-tiep").status_code == 302
    for _ in range(200):
        if "Đã nhập xong" in Visitor(BASON).words(page):
            break
        time.sleep(0.1)
    assert figures(district, BASON)["cases"] == 3
    assert not path.exists(), "the list goes once it is imported"


def test_an_officer_brings_a_list_in_and_takes_it_back(people: People, tmp_path: Path):
    with people.at(OFFICER, width=DESKTOP) as screen:
        page = screen.page
        screen.open("/vu-viec")
        page.get_by_role("link", name="Nhập danh sách").click()
        page.get_by_label("Danh sách vụ việc, đối tượng").set_input_files(xlsx(tmp_path / "Vụ việc cũ.xlsx", STRANGE))
        page.get_by_role("button", name="Gửi tệp và xem trước").click()
        expect(page.get_by_role("heading", name="Vụ việc cũ.xlsx")).to_be_visible()
        assert screen.flaws() == []
        page.get_by_label("Vật bị giữ").select_option("Tang vật")
        page.get_by_role("button", name="Xem lại").click()
        expect(page.get_by_text("heroin: 0.125 gam")).to_be_visible()
        page.get_by_role("button", name="Nhập 2 vụ đúng, để lại vụ sai").click()
        expect(page.get_by_text("Đã nhập xong.")).to_be_visible(timeout=20_000)
        address = page.url
        page.get_by_role("link", name=re.compile("Đánh bạc, xã Cao Lâu")).click()
        expect(page.get_by_text("Lý A Ba").first).to_be_visible()
        assert "Nùng" not in page.content()
        page.goto(address)
        page.get_by_label("Lý do").fill("Nhầm tệp")
        page.get_by_role("button", name="Bỏ lần nhập này").click()
        expect(page.get_by_text("Đã bỏ lần nhập này.")).to_be_visible()
        assert screen.flaws() == []


def test_the_pages_hold_on_a_phone_in_the_dark(people: People, tmp_path: Path):
    with people.at(OFFICER, width=PHONE, theme="dark", language="en") as screen:
        screen.open(ROOT)
        assert screen.flaws() == []
        screen.page.get_by_label("List of cases").set_input_files(xlsx(tmp_path / "old.xlsx", STRANGE))
        screen.page.get_by_role("button", name="Send and look").click()
        expect(screen.page.get_by_role("heading", name="old.xlsx")).to_be_visible()
        assert screen.flaws() == []
        screen.page.get_by_role("button", name="Drop this file").click()
