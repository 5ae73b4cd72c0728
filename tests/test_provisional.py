"""Provisional numbers: kept for a unit that is not on the system, in no sum, gone as its cases come."""

import re
from typing import Any

import pytest

from hiepdong.figures.questions import Question
from hiepdong.forces.queries import viewer
from hiepdong.papers import kept
from hiepdong.vocabulary.clock import read_day
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    Act,
    act,
    case,
    counts,
    do,
    fresh,
    officer,
    person,
    released,
    shown,
    tried,
    unit,
)
from tests.node import ADMIN, Node
from tests.visitor import Visitor, form_of, readable

AWAY = "ca-tanthanh"
YEAR = ("--from", "2023-01-01", "--to", "2023-12-31")
CALL = {
    "unit": AWAY, "basis": "call", "date": "2023-12-20", "number": None, "who": "Thiếu tá Hoàng Văn X",
    "note": "Hẹn gửi sau",
}  # fmt: skip
DRUGS = {"key": "D", "label": "tàng trữ ma túy", "offences": ["pc-249"], "counted_cases": 2, "counted_subjects": 3}
WANTED = {
    "key": "W", "label": "có lệnh truy nã", "offences": ["wanted-found"], "persons": "người", "cases": False,
    "counted_subjects": 1,
}  # fmt: skip
TOLD = (
    "Theo số tạm của ca-tanthanh từ ngày 01/01/2023 đến ngày 31/12/2023 (chưa cộng vào số liệu trên): "
    "02 vụ, với 03 đối tượng tàng trữ ma túy; 01 người có lệnh truy nã."
)


def document(**changes: Any) -> dict[str, Any]:
    return {"on_behalf": CALL, "from": "2023-01-01", "to": "2023-12-31", "figures": [DRUGS, WANTED], **changes}


def recorded(by: str, record: str, **changes: Any) -> Act:
    return act("provisional.record", by, record=record, provisional=document(**changes))


@pytest.fixture
def node(district: Node) -> Node:
    """A district with a commune's police at which nobody sits yet."""
    do(district, unit(AWAY, parent=CAOLOC))
    return district


def numbers(node: Node, who: str = BASON, *options: str) -> list[tuple[str, int | None, int]]:
    found = node.ask("figures", "provisional", "--as", who, *(options or YEAR))
    return [(one["figure"]["key"], one["cases"], one["subjects"]) for line in found for one in line["numbers"]]


def came(record: str, **changes: Any) -> Act:
    """A case of the unit that its superior enters for it."""
    said = {"lead": AWAY, "subjects": [person()], **changes}
    return act("case.open", CAOLOC, record=record, case=case(**said))


def test_numbers_stand_beside_the_count_and_in_no_sum(node: Node):
    do(node, recorded(BASON, fresh()))
    assert counts(node, BASON, *YEAR) == (0, 0)
    assert numbers(node) == [("D", 0, 0), ("W", 0, 0)]
    page = Visitor(BASON).words("/so-lieu", tu="2023-01-01", den="2023-12-31")
    assert "Số tạm, không cộng vào số đếm" in page
    assert "tàng trữ ma túy: 2 vụ, 3 người" in page


def test_a_number_goes_group_by_group_once_as_many_cases_of_the_unit_count_as_it_says(node: Node):
    one, other, early = fresh(), fresh(), fresh()
    do(
        node,
        recorded(BASON, fresh()),
        came(one, on="2023-02-02"),
        came(other, on="2023-03-03"),
        came(early, on="2022-02-02"),
    )
    assert numbers(node) == [("D", 0, 0), ("W", 0, 0)]
    do(node, released(CAOLOC, one, BASON), released(CAOLOC, early, BASON))
    assert numbers(node) == [("D", 1, 1), ("W", 0, 0)]
    do(node, released(CAOLOC, other, BASON))
    assert numbers(node) == [("W", 0, 0)]
    assert numbers(node, BASON, *YEAR, "--asof", str(1)) == []
    do(node, act("case.cancel", CAOLOC, record=other, reason=""))
    assert numbers(node) == [("D", 1, 1), ("W", 0, 0)]


def test_only_who_was_given_them_sees_them_and_not_who_was_on_the_phone(node: Node):
    record = fresh()
    do(node, recorded(BASON, record))
    assert shown(node, CAOLOC, record)["code"] == "record.not_found"
    assert "Số tạm" not in Visitor(CAOLOC).words("/so-lieu", tu="2023-01-01", den="2023-12-31")
    do(node, released(BASON, record, CAOLOC))
    assert numbers(node, CAOLOC) == [("D", 0, 0), ("W", 0, 0)]
    page = Visitor(CAOLOC).get(f"/so-lieu/tam/{record}").content.decode()
    assert "Hoàng Văn X" not in page
    assert "Hẹn gửi sau" not in page
    assert "Hoàng Văn X" not in str(shown(node, CAOLOC, record))
    assert Visitor(ARMY).get(f"/so-lieu/tam/{record}").status_code == 404


def test_numbers_stand_only_beside_a_period_that_holds_them_and_units_that_are_meant(node: Node):
    do(node, recorded(BASON, fresh()))
    for options, found in (
        (("--from", "2023-02-01", "--to", "2023-12-31"), 0), (("--from", "2022-01-01",), 2),
        (("--with", AWAY), 2), (("--with", f"{CAOLOC}/**"), 2), (("--with", ARMY), 0), (("--lead", AWAY), 2),
        (("--lead", BASON), 0),
    ):  # fmt: skip
        assert len(numbers(node, BASON, *options)) == found, options


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on_behalf": {**CALL, "unit": CAOLOC}}, "unit.on_system"), ({"to": "2022-01-01"}, "document.invalid"),
        ({"on_behalf": {**CALL, "who": ""}}, "document.invalid"), ({"figures": []}, "document.invalid"),
        ({"on_behalf": {**CALL, "unit": "ca-nowhere"}}, "unit.unknown"),
        ({"figures": [{**DRUGS, "offences": ["pc-999"]}]}, "document.unknown_code"),
        ({"figures": [{**DRUGS, "counted_cases": None}]}, "document.invalid"), ({"sum": 1}, "document.unknown_field"),
    ],
)  # fmt: skip
def test_numbers_that_nobody_can_have_given_are_refused(node: Node, changes: dict[str, Any], code: str):
    assert tried(node, recorded(BASON, fresh(), **changes)) == code


def test_they_are_revised_handed_over_when_the_unit_joins_and_let_go(node: Node):
    record = fresh()
    do(node, recorded(BASON, record), officer("tanthanh", AWAY, by=ADMIN))
    more = document(figures=[{**DRUGS, "counted_cases": 5}])
    do(node, act("provisional.revise", BASON, record=record, expects=1, provisional=more))
    assert shown(node, BASON, record)["version"] == 2
    do(node, act("handover.offer", BASON, record=record, to=AWAY, until=None, reason=""))
    do(node, act("handover.accept", "tanthanh", record=record))
    do(node, act("provisional.cancel", "tanthanh", record=record, reason="Đã nhập đủ"))
    assert numbers(node) == []
    assert node.run("journal", "verify", "--deep").exit == 0


def test_the_report_tells_them_in_a_sentence_of_their_own(node: Node):
    do(node, recorded(BASON, fresh()))
    question = Question(start=read_day("1/1/2023"), end=read_day("31/12/2023"))
    report = kept.coordination(viewer(BASON), question).report
    assert [(one.cases, one.subjects) for one in report.categories if one.cases] == []
    assert report.provisional == (TOLD,)


def test_an_officer_records_them_on_the_page_and_is_told_what_is_missing(node: Node):
    page = Visitor(BASON)
    form = {**form_of(page.get("/so-lieu/tam/nhap")), "start": ["1/1/2023"], "end": ["31/12/2023"]}
    wrong = page.post("/so-lieu/tam/nhap", **form)
    assert (wrong.status_code, "Còn 3 chỗ phải sửa" in readable(wrong)) == (422, True)
    form |= {"unit": [AWAY], "basis": ["paper"], "number": ["12/CAX"], "cases-0": ["2"], "subjects-0": ["x"]}
    assert "Chưa phải là số đếm" in readable(page.post("/so-lieu/tam/nhap", **form))
    made = page.post("/so-lieu/tam/nhap", **form | {"subjects-0": ["1.080"]})
    assert made.status_code == 302, readable(made)
    address = re.split(r"\?", made.headers["Location"])[0]
    assert "1.080" in page.words(address)
    again = form_of(page.get(f"{address}/sua"))
    assert again["subjects-0"] == ["1080"]
    assert page.post(f"{address}/sua", **again | {"basis": ["paper"], "subjects-0": ["5"]}).status_code == 302
    assert "5" in page.words("/so-lieu/tam")
    assert page.post(f"{address}/bo", act_id=fresh(), reason="xong").status_code == 302
    assert "Chưa có số tạm nào." in page.words("/so-lieu/tam")
