"""Pages of reconciliation: proposed, put forward, compared, agreed and signed, as two officers do it."""

import io
import re
from typing import Any

import docx as word
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.acts import ARMY, BASON, CAOLOC, INSPECTOR, cancelled, do, fresh, opened, person, released, rid
from tests.browser import DESKTOP, PHONE, People, Screen
from tests.node import Node
from tests.reconciling import a_reconciliation, agreed, matter_of, put, signed
from tests.visitor import Visitor, form_of, readable

TOGETHER: dict[str, Any] = {"supporting": [CAOLOC], "subjects": [person()]}


def typed(**fields: Any) -> dict[str, Any]:
    form = form_of(Visitor(BASON).get("/doi-chieu/nhap"))
    return {**form, "start": ["1/1/2023"], "end": ["31/12/2023"], "units": [CAOLOC], **fields}


@pytest.fixture
def world(district: Node) -> Node:
    """Two cases of the post that the police know, one that they do not, one of the police alone."""
    for number in (1, 2):
        do(
            district,
            opened(BASON, rid(number), on=f"2023-03-0{number}", **TOGETHER),
            released(BASON, rid(number), CAOLOC),
        )
    do(district, opened(BASON, rid(3), on="2023-04-04", title="Vụ chưa gửi", **TOGETHER))
    do(district, opened(CAOLOC, rid(4), on="2023-05-05", lead=CAOLOC, supporting=[BASON], title="Vụ của công an"))
    return district


def test_who_proposed_nothing_is_told_what_it_is_for(district: Node):
    assert "Chưa có lần đối chiếu nào" in Visitor(BASON).words("/doi-chieu")
    assert Visitor(INSPECTOR).get("/doi-chieu").status_code == 404


def test_a_form_keeps_what_was_typed_and_says_what_is_missing(district: Node):
    answer = Visitor(BASON).post("/doi-chieu/nhap", **typed(start=["32/1/2023"], units=[], note=["Kỳ này"], groups=[]))
    words = readable(answer)
    assert answer.status_code == 422
    assert "Còn 3 chỗ phải sửa" in words
    assert "32/1/2023" in answer.content.decode()
    assert "Kỳ này" in answer.content.decode()


def walked(world: Node) -> str:
    """All steps of two officers, each on his page; the address of what they signed."""
    post, police = Visitor(BASON), Visitor(CAOLOC)
    made = post.post("/doi-chieu/nhap", **typed())
    page = re.split(r"\?", made.headers["Location"])[0]
    record = page.rsplit("/", 1)[1]
    assert matter_of(CAOLOC, record).with_ == (BASON, f"{CAOLOC}/**")
    assert "ta chưa đưa số liệu ra" in police.words("/")
    early = post.get(f"{page}/thong-nhat")
    assert (early.status_code, "Chưa đủ các bên đưa số liệu ra" in readable(early)) == (409, True)
    sending = post.get(f"{page}/dua-ra")
    assert "Còn 1 vụ, 1 người chỉ nằm trong tổng số" in readable(sending)
    assert post.post(f"{page}/dua-ra", **form_of(sending)).status_code == 302
    theirs = police.get(page)
    assert "Họ tính thêm, không nêu từng vụ với ta" in readable(theirs)
    assert "Vụ chưa gửi" not in theirs.content.decode()
    assert rid(3) not in theirs.content.decode()
    police.post(f"{page}/dua-ra", **form_of(police.get(f"{page}/dua-ra")))
    ours = post.words(page)
    assert "ta chưa gửi cho họ" in ours
    assert "Vụ chưa gửi" in ours
    assert "chưa rõ tên" in ours
    form = {**form_of(post.get(f"{page}/thong-nhat")), "cases-0": ["4"], "subjects-0": ["x"], "note": ["Cộng hai bên."]}
    wrong = post.post(f"{page}/thong-nhat", **form)
    assert (wrong.status_code, "Cộng hai bên." in wrong.content.decode()) == (422, True)
    assert post.post(f"{page}/thong-nhat", **form | {"subjects-0": ["3"]}).status_code == 302
    for who in (police, post):
        assert who.post(f"{page}/ky", **form_of(who.get(page), "/ky")).status_code == 302
    return page


def test_two_officers_reconcile_from_the_proposal_to_the_signed_minutes(world: Node):
    page, post = walked(world), Visitor(BASON)
    assert "đã ký đủ" in post.words(page)
    do(world, cancelled(BASON, rid(1)))
    assert "đã hủy, nhập nhầm" in post.words(page)
    minutes = Visitor(CAOLOC).get(f"{page}/bien-ban.pdf")
    text = " ".join(part.extract_text() for part in PdfReader(io.BytesIO(minutes.content)).pages)
    assert ("DỰ THẢO" in text, "BIÊN BẢN" in text) == (False, True)
    said = word.Document(io.BytesIO(post.get(f"{page}/bien-ban.docx").content))
    assert any("Cộng hai bên." in one.text for one in said.paragraphs)
    assert any([cell.text for cell in row.cells][-2:] == ["04", "03"] for table in said.tables for row in table.rows)


def test_an_agreement_without_all_signatures_is_a_draft_and_nobody_else_reads_it(world: Node):
    record = a_reconciliation(world, BASON, CAOLOC)
    do(world, put(BASON, record))
    do(world, put(CAOLOC, record))
    do(world, agreed(CAOLOC, record, (3, 3), (0, 0)))
    do(world, signed(CAOLOC, record), released(BASON, record, ARMY))
    paper = Visitor(BASON).get(f"/doi-chieu/{record}/bien-ban.pdf")
    assert "DỰ THẢO" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    third = Visitor(ARMY).get(f"/doi-chieu/{record}")
    assert "Số thống nhất" in readable(third)
    assert "Khác ở đâu" not in readable(third)
    assert rid(1) not in third.content.decode()
    assert Visitor(ARMY).get(f"/doi-chieu/{record}/bien-ban.pdf").status_code == 404
    assert Visitor(ARMY).post(f"/doi-chieu/{record}/ky", act_id=fresh(), agreement="1").status_code == 409


def test_who_sees_it_not_finds_nothing_by_any_address(world: Node):
    record = a_reconciliation(world, BASON, CAOLOC, note="Lời nhắn riêng")
    do(world, put(BASON, record))
    for path in ("", "/dua-ra", "/thong-nhat", "/bien-ban.pdf"):
        assert Visitor(ARMY).get(f"/doi-chieu/{record}{path}").status_code == 404, path
    assert record not in Visitor(ARMY).get("/doi-chieu").content.decode()
    assert world.ask("reconcile", "list", "--as", ARMY) == []
    assert world.ask("search", "loi nhan rieng", "--as", ARMY) == []
    assert world.ask("reconcile", "show", record, "--against", BASON, "--as", ARMY)["code"] == "record.not_found"


def test_the_command_line_puts_forward_compares_and_signs(world: Node):
    record = a_reconciliation(world, BASON, CAOLOC)
    assert world.ask("reconcile", "put", record, "--as", BASON)["ok"] is True
    assert world.ask("reconcile", "put", record, "--as", CAOLOC, "--totals-only")["ok"] is True
    found = world.ask("reconcile", "show", record, "--against", CAOLOC, "--as", BASON)[0]
    assert (found["ours"]["cases"], found["theirs"]["cases"], found["rest"]) == (3, 3, [3, 2])
    assert world.ask("reconcile", "sign", record, "--as", BASON)["code"] == "reconciliation.changed"
    do(world, agreed(BASON, record, (4, 3), (0, 0)))
    assert world.ask("reconcile", "sign", record, "--as", BASON)["ok"] is True
    assert world.ask("reconcile", "list", "--as", CAOLOC)[0]["missing"] == [CAOLOC]


# ---------------------------------------------------------------- in the browser


def test_staff_of_the_police_and_a_post_commander_reconcile_by_keyboard(people: People):
    with people.at("thammuu.caoloc") as police:
        police.open("/doi-chieu/nhap")
        police.page.locator("#start").fill("1/1/2023")
        police.page.locator("#end").fill("31/12/2023")
        police.page.locator("input[name=units][value=bp-bason]").check()
        police.page.keyboard.press("Control+Enter")
        police.page.wait_for_url(re.compile(r"/doi-chieu/[0-9a-f-]{36}"))
        address = police.page.url.partition("?")[0].removeprefix(people.desk.url)
        put_forward(police, address)
    with people.at("chihuy.bason", width=PHONE, theme="dark") as post:
        post.open("/")
        expect(post.page.get_by_text("ta chưa đưa số liệu ra")).to_be_visible()
        put_forward(post, address)
        assert post.flaws() == []
        post.open(f"{address}/thong-nhat")
        for field in post.page.locator("input.short").all():
            field.fill("3")
        post.page.locator("#note").fill("Thống nhất theo hồ sơ hai bên.")
        assert post.flaws() == []
        post.page.locator("button[data-default]").click()
        expect(post.page.get_by_role("heading", name="Số thống nhất")).to_be_visible()
        sign(post)
        assert post.flaws() == []
    with people.at("thammuu.caoloc", language="en") as police:
        police.open(address)
        sign(police, "Sign the agreed figures for the unit")
        expect(police.page.get_by_text("signed by all")).to_be_visible()
        assert police.flaws() == []
        with police.page.expect_download() as minutes:
            police.page.get_by_role("link", name="Minutes, PDF").click()
        assert "BIÊN BẢN" in PdfReader(minutes.value.path()).pages[0].extract_text()


def put_forward(screen: Screen, address: str) -> None:
    screen.open(f"{address}/dua-ra")
    assert screen.flaws() == []
    screen.page.locator("button[data-default]").click()
    screen.page.wait_for_url(re.compile(r"xong=reconciliation.put"))


def sign(screen: Screen, label: str = "Ký số thống nhất cho đơn vị") -> None:
    screen.page.get_by_role("button", name=label).click()
    screen.page.wait_for_url(re.compile(r"xong=reconciliation.sign"))


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_pages_of_numbers_have_no_flaw(people: People, width: int):
    with people.at("trucban.bason", width=width) as screen:
        for path in ("/doi-chieu", "/doi-chieu/nhap", "/so-lieu/tam", "/so-lieu/tam/nhap"):
            screen.open(path)
            assert screen.flaws() == [], path
            assert screen.other_theme() == [], path
