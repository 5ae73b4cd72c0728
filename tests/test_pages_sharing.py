"""How a unit shares at its desk: proposals, standing releases by page; and receivers learn of no other receiver."""

import re

from hiepdong.forces.queries import viewer
from hiepdong.records.receivers import standing_of
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    NGANGOAI,
    XUATLE,
    a_case,
    act,
    case,
    do,
    fresh,
    released,
    shown,
    tried,
    unit,
    whole_case,
    withdrawn,
)
from tests.api import Caller
from tests.node import Node
from tests.visitor import Visitor, alike, form_of

PAGE = "/cai-dat/gui"
ACT_ID = re.compile(r'name="act_id" value="[^"]*"')


# ---------------------------------------------------------------- proposals


def test_the_units_of_a_record_and_of_its_place_are_proposed_with_the_reason(district: Node):
    do(district, unit("ca-xa-xl", name="Công an xã Xuất Lễ"), unit("ub-xl", name="UBND xã Xuất Lễ"))
    record = fresh()
    place = {"commune": "06202"}
    do(district, act("case.open", BASON, record=record, case=case(place=place, supporting=[ARMY])))
    page = Visitor(BASON).words(f"/ho-so/{record}/gui").partition("Đề xuất")[2].partition("Bớt phần")[0]
    assert f"{ARMY} có tên trong hồ sơ" in page
    assert "Công an xã Xuất Lễ đơn vị của nơi xảy ra Toàn văn." in page
    assert shown(district, BASON, record)["released_to"] == []


def test_a_proposal_fills_the_form_and_sends_nothing(district: Node):
    record = fresh()
    do(district, act("case.open", BASON, record=record, case={**whole_case(), "supporting": [ARMY]}))
    asked = f"/ho-so/{record}/gui?den={ARMY}&tru=subjects&tru=others&tru=wanted&tru=attachments"
    assert f"?den={ARMY}&amp;tru=subjects" in Visitor(BASON).get(f"/ho-so/{record}/gui").content.decode()
    form = form_of(Visitor(BASON).get(asked))
    assert (form["den"], form["tru"]) == ([ARMY], ["subjects", "others", "wanted", "attachments"])
    assert shown(district, BASON, record)["released_to"] == []
    Visitor(BASON).post(f"/ho-so/{record}/gui", **form, send="1")
    held = shown(district, ARMY, record)
    assert held["withheld"] == ["attachments", "others", "subjects", "wanted"]


def test_a_unit_sets_its_own_proposals_and_takes_the_products_back(district: Node):
    record = fresh()
    do(district, act("case.open", BASON, record=record, case=case(supporting=[ARMY])))
    form = form_of(Visitor(BASON).get(PAGE))
    done = Visitor(BASON).post(PAGE, **{**form, "case.army": ["summary"], "case.army.why": "theo quy chế phối hợp"})
    assert done.status_code == 302
    said = Visitor(BASON).words(f"/ho-so/{record}/gui")
    assert "Trừ tóm tắt. theo quy chế phối hợp" in said
    assert "theo quy chế" not in Visitor(CAOLOC).words(PAGE)
    Visitor(BASON).post(PAGE, **form_of(Visitor(BASON).get(PAGE)), usual="1")
    assert "theo quy chế" not in Visitor(BASON).words(f"/ho-so/{record}/gui")


def test_only_what_can_be_read_is_kept_as_a_proposal(district: Node):
    setting = {"case": {"army": {"without": ["khong-co"], "why": ""}}}
    assert tried(district, act("unit.configure", BASON, settings={"sharing": setting})) == "document.unknown_code"
    assert tried(district, act("unit.configure", BASON, settings={"sharing": {"case": 1}})) == "document.invalid"


# ---------------------------------------------------------------- standing releases


def test_a_standing_release_is_set_by_page_with_its_condition_and_ended(district: Node):
    page = Visitor(BASON)
    form = form_of(page.get(f"{PAGE}/dat"))
    typed = {**form, "kind": "case", "den": [CAOLOC], "tru": ["summary"], "offences": "PC-249", "communes": "xuat le"}
    refused = page.post(f"{PAGE}/dat", **{**typed, "den": []})
    assert refused.status_code == 422
    assert 'value="xuat le"' in refused.content.decode()
    done = page.post(f"{PAGE}/dat", **{**typed, "offences": "pc-249", "communes": "06202"})
    assert done.headers["Location"] == f"{PAGE}?xong=release.standing"
    listed = Visitor(BASON).words(PAGE)
    assert f"{CAOLOC} vụ việc: trừ tóm tắt chỉ khi" in listed
    record, elsewhere = fresh(), fresh()
    do(district, act("case.open", BASON, record=record, case=case(place={"commune": "06202"})))
    do(district, act("case.open", BASON, record=elsewhere, case=case()))
    assert shown(district, CAOLOC, record)["withheld"] == ["summary"]
    assert Visitor(CAOLOC).get(f"/vu-viec/{elsewhere}").status_code == 404
    ended = Visitor(BASON).post(f"{PAGE}/thoi", **form_of(Visitor(BASON).get(PAGE), "/cai-dat/gui/thoi"))
    assert ended.headers["Location"] == f"{PAGE}?xong=release.standing-end"
    assert standing_of(viewer(BASON)) == []
    assert Visitor(CAOLOC).get(f"/vu-viec/{record}").status_code == 200


def test_what_is_meant_is_one_thing_or_is_asked_again(district: Node):
    page = Visitor(BASON)
    form = {**form_of(page.get(f"{PAGE}/dat")), "den": [CAOLOC]}
    several = page.post(f"{PAGE}/dat", **{**form, "offences": "ma túy"})
    assert several.status_code == 422
    assert "khớp nhiều mục" in several.content.decode()
    none = page.post(f"{PAGE}/dat", **{**form, "communes": "Sao Hỏa"})
    assert "không có trong danh mục" in none.content.decode()
    assert 'value="Sao Hỏa"' in none.content.decode()
    assert standing_of(viewer(BASON)) == []


# ---------------------------------------------------------------- receivers learn of no other receiver


def all_that_is_told(node: Node, login: str, record: str) -> list[str]:
    """Every page, query and answer of the API in which a receiver might learn of another, less what moves."""
    paths = (f"/vu-viec/{record}", "/", "/vu-viec", "/tim?q=ma túy", PAGE, "/moi", "/ban-do")
    pages = [ACT_ID.sub("", alike(Visitor(login).get(path))) for path in paths]
    asked = (("show", record), ("list", "case"), ("search", "ma túy"), ("figures",), ("owed",))
    answers = [str(node.ask(*query, "--as", login)) for query in asked]
    api = [Caller(login).get(path).text for path in (f"records/{record}", "cases", "board")]
    return [*pages, *answers, *api]


def test_a_receiver_learns_of_no_other_receiver_anywhere(district: Node):
    record = a_case(district, CAOLOC, subjects=[{"key": "s1", "status": "bi-can"}])
    before = all_that_is_told(district, CAOLOC, record)
    do(district, released(BASON, record, XUATLE, without=("subjects",)), released(BASON, record, NGANGOAI))
    do(district, act("release.standing", BASON, kind="case", to=[ARMY], without=["summary"], where=None))
    do(district, act("copy.return", NGANGOAI, record=record), act("handover.ask", XUATLE, record=record))
    assert all_that_is_told(district, CAOLOC, record) == before
    do(district, withdrawn(BASON, record, XUATLE))
    assert all_that_is_told(district, CAOLOC, record) == before
