"""The shift handover at the desk: signed by who goes, taken over by who comes, in two windows; and who may do what."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from hiepdong.records import drafts
from tests import acts, information
from tests.acts import ARMY, BASON, CAOLOC, INSPECTOR, do, fresh, released
from tests.browser import DESKTOP, PHONE, People, Screen
from tests.node import Node, Nodes
from tests.shifts import COMING, COMMANDER, GOING, THIRD, a_shift, crew, revised, taken
from tests.visitor import Visitor, form_of, readable

NEW = "/ca-truc/nhap"


@pytest.fixture(scope="module")
def _post(nodes: Nodes) -> Iterator[Node]:
    one = nodes.prepared("crew", [*acts.district(), *crew()])
    yield one
    nodes.drop(one)


@pytest.fixture
def post(_post: Node) -> Node:
    """A node with three duty officers of Ba Sơn post, for all tests of this file."""
    return _post.enter()


def begun(login: str = GOING) -> dict[str, Any]:
    return form_of(Visitor(login).get(NEW), "data-draft") | {"seen": seen(login)}


def seen(login: str) -> str:
    """What the page says the officer had before his eyes; the field stands beside the form."""
    return Visitor(login).get(NEW).content.decode().partition('name="seen" form="entry-form" value="')[2][:64]


def page(record: str) -> str:
    return f"/ca-truc/{record}"


def test_a_sheet_is_signed_with_what_is_open_and_taken_over_with_remarks(post: Node):
    request = information.a_request(post, CAOLOC, by=BASON, question="Xe này của ai?")
    form = {**begun(), "situation": "Đêm yên.", "receiver": COMING}
    assert Visitor(GOING).post(NEW, **form).status_code == 302
    record = str(form["record"][0])
    whole = Visitor(COMING).words(page(record))
    assert "Xe này của ai?" in whole
    assert "Đêm yên." in whole
    for login, told in ((GOING, "Đồng chí đã ký giao"), (COMING, "Giao cho đồng chí"), (THIRD, "Đọc và nhận ca")):
        assert told in Visitor(login).words("/")
    assert "Ký nhận ca" not in Visitor(GOING).words(page(record)), "nobody takes over his own shift"
    sent = form_of(Visitor(COMING).get(page(record)), "/nhan")
    assert Visitor(COMING).post(f"{page(record)}/nhan", **{**sent, "remarks": "Thiếu chìa khóa."}).status_code == 302
    assert "Thiếu chìa khóa." in Visitor(GOING).words(page(record))
    assert "chưa nhận" not in Visitor(THIRD).words("/")
    assert acts.shown(post, BASON, record)["state"] == "taken"
    assert request in [line["record"] for line in acts.shown(post, BASON, record)["document"]["lines"]]


def test_what_opened_since_the_officer_looked_is_not_signed_unseen(post: Node):
    form = {**begun(), "situation": "Giữ lại chữ."}
    information.a_request(post, CAOLOC, by=BASON, question="Câu mới?")
    answer = Visitor(GOING).post(NEW, **form)
    assert answer.status_code == 409
    told = readable(answer)
    assert "Việc còn tồn vừa đổi. Chưa ký." in told
    assert "Giữ lại chữ." in told
    assert "Câu mới?" in told
    assert acts.shown(post, BASON, form["record"][0])["code"] == "record.not_found"


def test_wrong_hours_are_told_and_what_was_typed_stays(post: Node):
    answer = Visitor(GOING).post(NEW, **{**begun(), "from_day": "32/13", "situation": "Chữ đã gõ."})
    assert answer.status_code == 422
    assert "Ngày như 14/12/2023, giờ như 07:30." in readable(answer)
    assert "Chữ đã gõ." in readable(answer)
    answer = Visitor(GOING).post(NEW, **{**begun(), "from_day": "02/11/2023", "to_day": "01/11/2023"})
    assert "Giờ hết ca phải sau giờ nhận ca" in readable(answer)


def test_a_version_that_changed_under_his_eyes_is_not_taken_over_and_the_remarks_stay(post: Node):
    record = a_shift(post)
    sent = form_of(Visitor(COMING).get(page(record)), "/nhan")
    do(post, revised(record, 1))
    answer = Visitor(COMING).post(f"{page(record)}/nhan", **{**sent, "remarks": "Thiếu chìa khóa."})
    assert answer.status_code == 409
    assert "Chưa nhận ca được." in readable(answer)
    assert "Thiếu chìa khóa." in readable(answer)


def test_a_sheet_is_corrected_on_its_page_and_says_that_both_must_sign_again(post: Node):
    record = a_shift(post)
    do(post, taken(record))
    assert "Sửa bằng bản mới" not in Visitor(COMING).words(page(record))
    answer = Visitor(GOING).get(f"{page(record)}/sua")
    assert "Ca này đã có người nhận." in readable(answer)
    form = {**form_of(answer, "data-draft"), "to_do": "Kiểm tra kho."}
    assert Visitor(GOING).post(f"{page(record)}/sua", **form).status_code == 302
    assert "Bản này sửa sau khi đã nhận ca." in Visitor(THIRD).words(page(record))
    assert "Ký nhận ca" in Visitor(COMING).words(page(record))
    assert "shift.not_signer" in Visitor(THIRD).get(f"{page(record)}/sua").content.decode()


def test_a_sheet_has_drafts_and_is_cancelled_from_its_page(post: Node):
    form = {**begun(), "situation": "Đang gõ.", "draft_of": NEW}
    assert Visitor(GOING).post("/ban-nhap", **form).status_code == 302
    key = str(form["record"][0])
    again = form_of(Visitor(GOING).get(NEW, nhap=key), "data-draft")
    assert again["situation"] == ["Đang gõ."]
    assert Visitor(GOING).post(NEW, **{**again, "seen": seen(GOING)}).status_code == 302
    assert drafts.of(GOING) == []
    deed = f"/ho-so/{key}/huy-ca"
    assert Visitor(GOING).post(deed, **form_of(Visitor(GOING).get(deed), "")).status_code == 302
    assert "đã hủy" in Visitor(GOING).words("/ca-truc")


def test_the_paper_and_what_was_open_are_for_the_unit_alone(post: Node):
    case = acts.a_case(post, title="Bắt pháo ở mốc 1193")
    record = a_shift(post, lines=[{"section": "case", "record": case}])
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = Visitor(COMING).get(f"{page(record)}/giay/{kind}")
        assert answer.content.startswith(begins)
    do(post, released(GOING, record, CAOLOC), released(GOING, case, CAOLOC))
    assert "Bắt pháo ở mốc 1193" in Visitor(COMMANDER).words(page(record))
    assert "Bắt pháo ở mốc 1193" not in Visitor(CAOLOC).words(page(record))
    for login in (ARMY, INSPECTOR):
        assert Visitor(login).get(page(record)).status_code == 404
    for path in (f"{page(record)}/giay/pdf", f"{page(record)}/giay/exe", page(fresh())):
        assert Visitor(CAOLOC).get(path).status_code == 404
    assert Visitor(CAOLOC).post(f"{page(record)}/nhan", expects="1").status_code == 409
    assert acts.shown(post, BASON, record)["state"] == "waits"


def signed(screen: Screen, words: str) -> None:
    """The outgoing officer writes his words and signs, by keyboard."""
    screen.open("/")
    screen.page.get_by_role("link", name="Giao ca", exact=True).click()
    expect(screen.page.locator("#open")).to_contain_text("Việc còn tồn")
    screen.page.fill("#situation", words)
    screen.page.fill("#equipment", "Súng K54: 02\nChìa khóa kho: 03")
    assert screen.flaws() == []
    screen.page.keyboard.press("Control+Enter")
    expect(screen.page.locator("main")).to_contain_text("Ca này chưa có người nhận.")


def test_one_officer_hands_over_and_the_next_takes_over_on_his_phone(people: People):
    words = "Đêm yên, có sương."
    with people.at("trucban.bason", width=DESKTOP) as going, people.at("chihuy.bason", width=PHONE) as coming:
        signed(going, words)
        assert going.flaws() == []
        coming.open("/")
        coming.page.get_by_role("link", name="Đọc và nhận ca").first.click()
        expect(coming.page.locator("main")).to_contain_text(words)
        assert coming.flaws() == []
        coming.page.fill("#remarks", "Thiếu một chìa khóa.")
        coming.page.keyboard.press("Control+Enter")
        expect(coming.page.locator("#remarks-said")).to_contain_text("Thiếu một chìa khóa.")
        going.open("/ca-truc")
        assert going.flaws() == []
        going.page.locator("main .row-link").first.click()
        expect(going.page.locator("#remarks-said")).to_contain_text("Thiếu một chìa khóa.")
        with going.page.expect_download() as paper:
            going.page.get_by_role("link", name="Tải PDF").click()
        assert paper.value.suggested_filename == "bien-ban-giao-nhan-ca.pdf"
        assert going.complaints == coming.complaints == []
