"""Templates of reports: a unit's own, or the usual ones; choosing one fills the form, also without scripts."""

from typing import Any

import pytest

from tests.acts import BASON, CAOLOC, act, do, officer, tried
from tests.node import Node
from tests.visitor import Visitor, form_of, readable

OURS = {
    "name": "Chợ Ba Sơn", "title": "Tình hình chợ Ba Sơn", "text": "Số người:\nHàng gì:", "topic": "smuggling",
    "side": "outer", "urgency": "khan", "source": "public", "village": "thôn Ba Sơn", "marker": "1193",
}  # fmt: skip
DUTY = "truc-chot"


def set_templates(by: str, *templates: dict[str, Any] | None) -> dict[str, Any]:
    return act("unit.configure", by, settings={"report_templates": list(templates)})


def test_choosing_a_template_fills_the_form_and_writes_nothing(district: Node):
    do(district, set_templates(BASON, OURS))
    form = form_of(Visitor(BASON).get("/tin/nhap", mau="1", tu="aaaaaaaa-0000-4000-8000-000000000001"))
    for name in ("title", "text", "topic", "side", "urgency", "source", "village", "marker"):
        assert form[name] == [OURS[name]], name
    assert form["day"][0], "what the day gives stays"
    assert Visitor(BASON).post("/tin/nhap", **form).status_code == 302
    assert [line["title"] for line in district.ask("list", "report", "--as", BASON)] == ["Tình hình chợ Ba Sơn"]


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "1.0", "9" * 30])
def test_a_template_that_is_none_leaves_the_form_empty(shared: Node, number: str):
    assert form_of(Visitor(BASON).get("/tin/nhap", mau=number))["title"] == [""]


def test_until_a_unit_writes_its_own_there_are_usual_ones_that_say_they_can_be_changed(district: Node):
    assert "Dấu vết qua lại biên giới" in Visitor(BASON).words("/tin/nhap")
    page = Visitor(BASON).get("/tin/mau")
    assert "Đây là các mẫu có sẵn, sửa được" in readable(page)
    form = form_of(page)
    form["name"][0], form["name"][1] = "Dấu vết mới", ""
    Visitor(BASON).post("/tin/mau", **form)
    words = Visitor(BASON).words("/tin/nhap")
    assert "Dấu vết mới" in words
    assert "Nhóm người nghi" not in words
    assert "Dấu vết qua lại biên giới" in Visitor(CAOLOC).words("/tin/nhap"), "each unit has its own"
    Visitor(BASON).post("/tin/mau", usual="1")
    assert "Nhóm người nghi" in Visitor(BASON).words("/tin/nhap")


def test_staff_and_commanders_write_them_and_others_use_them(district: Node):
    do(district, officer(DUTY, BASON, "duty"))
    assert tried(district, set_templates(DUTY, OURS)) == "act.not_permitted"
    page = Visitor(DUTY).get("/tin/mau")
    assert "Mẫu do tham mưu hoặc chỉ huy của đơn vị sửa." in readable(page)
    assert "<textarea" not in page.content.decode()
    assert form_of(Visitor(DUTY).get("/tin/nhap", mau="1"))["topic"] == ["illegal-crossing"]


WRONG = {
    "a topic that is none": ({**OURS, "topic": "x"}, "document.unknown_code"),
    "a commune that is none": ({**OURS, "commune": "1"}, "document.unknown_code"),
    "no name": ({**OURS, "name": " "}, "document.invalid"),
    "a field that is none": ({**OURS, "x": ""}, "document.invalid"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_no_form_could_hold_is_refused(shared: Node, what: str):
    template, code = WRONG[what]
    assert tried(shared, set_templates(BASON, template)) == code


def test_what_was_typed_stays_when_it_cannot_be_kept(shared: Node):
    form = form_of(Visitor(BASON).get("/tin/mau"))
    form["name"][0] = form["name"][1] = "Cùng tên"
    answer = Visitor(BASON).post("/tin/mau", **form)
    assert answer.status_code == 422
    assert form_of(answer)["name"][:2] == ["Cùng tên", "Cùng tên"]
