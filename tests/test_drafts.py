"""Drafts: what an officer typed is there when he comes back, is his alone, and is gone once recorded, erased or old."""

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from hiepdong.records import drafts
from hiepdong.records.models import DraftRow
from tests import acts
from tests.acts import ARMY, BASON, CAOLOC, COMMANDER, SECOND, a_case, act, do, officer
from tests.browser import DESKTOP, PHONE, People
from tests.node import Node
from tests.test_pages_cases import document, typed
from tests.visitor import Visitor, form_of, readable

NEW = "/vu-viec/nhap"


def kept(login: str = BASON, page: str = NEW, **fields: Any) -> str:
    """The key of a draft that the officer left."""
    form = {**typed(), "summary": "Đang gõ dở.", **fields, "draft_of": page}
    answer = Visitor(login).post("/ban-nhap", **form)
    assert answer.status_code == 302, readable(answer)
    return str(form["record"][0])


def going_on(page: str, key: str, login: str = BASON) -> dict[str, Any]:
    """The form of a draft, as a browser would send it."""
    return form_of(Visitor(login).get(page, nhap=key), "data-draft")


def test_what_was_typed_is_there_again_and_can_be_recorded(shared: Node):
    key = kept(p_name=["Vi Văn A", ""], p_status=["bi-can", ""])
    visitor = Visitor(BASON)
    assert "Đang gõ dở." in visitor.words(NEW), "the form offers it"
    assert "Bản nháp của đồng chí" in visitor.words("/")
    form = going_on(NEW, key)
    assert (form["record"], form["summary"], form["p_name"][0]) == ([key], ["Đang gõ dở."], "Vi Văn A")
    assert visitor.post(NEW, **form).status_code == 302
    assert document(shared, key)["summary"] == "Đang gõ dở."
    assert drafts.of(BASON) == []


def test_a_draft_is_kept_however_wrong_it_is_and_tells_no_errors(shared: Node):
    key = kept(day="32/13", lead="", offences=[], title="a\0b")
    page = readable(Visitor(BASON).get(NEW, nhap=key))
    assert "phải sửa trước khi ghi" not in page
    assert going_on(NEW, key)["day"] == ["32/13"]
    drafts.drop(BASON, key)


def test_nobody_else_sees_a_draft(district: Node):
    do(district, officer("truc.hai", BASON, "duty"))
    key = kept()
    other = Visitor("truc.hai")
    assert "Đang gõ dở." not in other.words(NEW)
    assert "Đang gõ dở." not in other.words(NEW, nhap=key)
    assert "Bản nháp" not in other.words("/")
    other.post("/ban-nhap/bo", key=key)
    assert len(drafts.of(BASON)) == 1, "nor lets it go"


def test_a_draft_of_a_revision_keeps_the_version_that_was_before_the_officers_eyes(district: Node):
    record = a_case(district)
    page = f"/vu-viec/{record}/sua"
    form = {**form_of(Visitor(BASON).get(page)), "summary": "Bản nháp.", "draft_of": page, "record": record}
    assert Visitor(BASON).post("/ban-nhap", **form).status_code == 302
    do(district, acts.revised(BASON, record, 1, summary="Người khác ghi."))
    again = going_on(page, record)
    assert (again["expects"], again["summary"]) == (["1"], ["Bản nháp."])
    answer = Visitor(BASON).post(page, **again)
    assert answer.status_code == 409
    assert "Người khác ghi." in readable(answer)


def test_a_draft_is_let_go_by_its_officer_by_age_and_beyond_twenty(district: Node):
    first, second = kept(), kept()
    Visitor(BASON).post("/ban-nhap/bo", key=first, next=NEW)
    assert [one.key for one in drafts.of(BASON)] == [second]
    DraftRow.objects.update(kept=int(time.time()) - drafts.DAYS * 86_400 - 1)
    assert drafts.of(BASON) == []
    keys = [kept() for _ in range(drafts.MOST + 2)]
    assert DraftRow.objects.count() == drafts.MOST, "what was old is gone from the table too"
    assert {one.key for one in drafts.of(BASON)} < set(keys)


def test_an_erasure_takes_the_drafts_about_its_record(district: Node):
    record = a_case(district)
    page = f"/vu-viec/{record}/sua"
    Visitor(BASON).post("/ban-nhap", **{**form_of(Visitor(BASON).get(page)), "draft_of": page, "record": record})
    for login in (COMMANDER, SECOND):
        do(district, act("record.erase", login, record=record, decision="Quyết định số 1"))
    assert not DraftRow.objects.filter(key=record).exists()


def test_a_form_still_open_after_the_erasure_brings_no_draft_back(district: Node):
    record, other = a_case(district, CAOLOC), a_case(district)
    page = f"/vu-viec/{record}/sua"
    form = {**form_of(Visitor(BASON).get(page)), "draft_of": page, "record": record}
    for login, more in ((BASON, {"record": other}), (CAOLOC, {}), (ARMY, {})):
        status = Visitor(login).post("/ban-nhap", **{**form, **more}).status_code
        assert status == (403 if login == CAOLOC else 404), "nor under another record's id, nor of what is not ours"
    for login in (COMMANDER, SECOND):
        do(district, act("record.erase", login, record=record, decision="Quyết định số 1"))
    assert Visitor(BASON).post("/ban-nhap", **form).status_code == 404
    assert not DraftRow.objects.exists()


def test_what_is_no_draft_of_a_form_here_is_not_kept(shared: Node):
    form = typed()
    assert Visitor(BASON).post("/ban-nhap/bo", key="a\0").status_code == 404
    for more in ({"draft_of": "/vu-viec"}, {"draft_of": NEW, "record": "x"}, {"draft_of": "//evil/nhap"}):
        assert Visitor(BASON).post("/ban-nhap", **{**form, **more}).status_code == 404
    answer = Visitor(BASON).post("/ban-nhap", **{**form, "summary": "a" * drafts.LONGEST, "draft_of": NEW})
    assert "draft.too_long" in answer.content.decode()
    assert drafts.of(BASON) == []


def test_a_report_has_drafts_too(shared: Node):
    page = "/tin/nhap"
    form = {**form_of(Visitor(BASON).get(page), "data-draft"), "text": "Có người lạ ở bản.", "draft_of": page}
    assert Visitor(BASON).post("/ban-nhap", **form).status_code == 302
    assert "Có người lạ ở bản." in Visitor(BASON).words(page)
    again = going_on(page, form["record"][0])
    assert Visitor(BASON).post(page, **again).status_code == 302
    assert drafts.of(BASON) == []


def test_a_request_has_drafts_that_know_what_it_is_about(shared: Node):
    record = a_case(shared)
    page = "/de-nghi/nhap"
    form = {**form_of(Visitor(BASON).get(page, ve=record), "data-draft"), "question": "Xe ấy của ai?", "draft_of": page}
    assert Visitor(BASON).post("/ban-nhap", **form).status_code == 302
    assert "Xe ấy của ai?" in Visitor(BASON).words("/"), "the board offers it"
    key = form["record"][0]
    assert "phải sửa" not in Visitor(BASON).words(page, nhap=key), "however wrong, no errors yet"
    again = going_on(page, key)
    assert (again["about"], again["question"]) == ([record], ["Xe ấy của ai?"])
    assert Visitor(BASON).post(page, **{**again, "to": [CAOLOC], "urgency": "thuong"}).status_code == 302
    assert acts.shown(shared, BASON, key)["document"]["about"] == record
    assert drafts.of(BASON) == []


def test_an_activity_and_its_revision_have_drafts(shared: Node):
    page = "/hoat-dong/nhap"
    form = {**form_of(Visitor(BASON).get(page), "data-draft"), "note": "Tuần tra đêm.", "day": "", "draft_of": page}
    assert Visitor(BASON).post("/ban-nhap", **form).status_code == 302
    key = form["record"][0]
    again = {**going_on(page, key), "kind": "joint-patrol", "day": "02/11/2023"}
    assert again["note"] == ["Tuần tra đêm."]
    assert Visitor(BASON).post(page, **again).status_code == 302
    assert drafts.of(BASON) == []
    page = f"/hoat-dong/{key}/sua"
    form = {**form_of(Visitor(BASON).get(page), "data-draft"), "note": "Tuần tra cả ngày.", "draft_of": page}
    assert Visitor(BASON).post("/ban-nhap", **form).status_code == 302
    again = going_on(page, key)
    assert (again["expects"], again["note"]) == (["1"], ["Tuần tra cả ngày."])
    assert Visitor(BASON).post(page, **again).status_code == 302
    assert drafts.of(BASON) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_typing_is_kept_by_itself_also_over_a_lost_link(people: People, width: int):
    words = f"Đang gõ thì mất mạng, {width}."
    with people.at("trucban.bason", width=width) as screen:
        screen.open(NEW)
        told = screen.page.locator("[data-draft-told]")
        screen.page.fill("#summary", "Đang gõ")
        expect(told).to_contain_text("Nháp lưu lúc")
        screen.page.context.set_offline(True)
        screen.page.fill("#summary", words)
        expect(told).to_contain_text("Mất liên lạc")
        screen.complaints.clear()  # the browser's own, that it is offline
        screen.page.context.set_offline(False)
        expect(told).to_contain_text("Nháp lưu lúc")
        screen.open(NEW)
        assert screen.flaws() == []
        screen.page.get_by_role("link", name=words).click()
        expect(screen.page.locator("#summary")).to_have_value(words)
        screen.open(NEW)
        screen.page.get_by_role("button", name="Bỏ nháp").first.click()
        expect(screen.page.get_by_role("link", name=words)).to_have_count(0)
