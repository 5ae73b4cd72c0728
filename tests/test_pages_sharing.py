"""How a unit shares at its desk: proposals, standing releases by page; and receivers learn of no other receiver."""

import re
from typing import Any

import pytest

from hiepdong.forces.queries import viewer
from hiepdong.records.receivers import standing_of
from hiepdong.vocabulary.clock import today
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    COMMANDER,
    NGANGOAI,
    SECOND,
    XUATLE,
    Act,
    a_case,
    act,
    case,
    do,
    fresh,
    linked,
    offered,
    officer,
    released,
    revised,
    shown,
    tried,
    unit,
    whole_case,
    withdrawn,
)
from tests.api import Caller
from tests.node import Node
from tests.test_pages_cases import typed
from tests.visitor import Visitor, alike, form_of, readable

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


# ---------------------------------------------------------------- who has opened it


def opened_by(node: Node, record: str) -> dict[str, Any]:
    return {
        one["unit"]: one["opened"] and one["opened"]["version"] for one in shown(node, BASON, record)["released_to"]
    }


def test_the_owner_is_told_who_has_opened_which_version_and_nobody_else(district: Node):
    record = a_case(district, CAOLOC, ARMY)
    Visitor(CAOLOC).get("/vu-viec")
    assert opened_by(district, record) == {CAOLOC: None, ARMY: None}
    Visitor(CAOLOC).get(f"/vu-viec/{record}")
    assert opened_by(district, record) == {CAOLOC: 1, ARMY: None}
    do(district, revised(BASON, record, 1, title="Bản sau"))
    holders = Visitor(BASON).words(f"/vu-viec/{record}").partition("Ai thấy gì")[2]
    assert "mới mở bản 1" in holders
    assert "chưa mở" in holders
    Caller(CAOLOC).get(f"records/{record}")
    assert opened_by(district, record) == {CAOLOC: 2, ARMY: None}
    assert "mở" not in str(shown(district, ARMY, record))


def test_what_was_opened_under_an_earlier_release_is_not_the_copy_of_now(district: Node):
    record = a_case(district, CAOLOC, without=("summary",))
    Visitor(CAOLOC).get(f"/vu-viec/{record}")
    do(district, released(BASON, record, CAOLOC))
    assert opened_by(district, record) == {CAOLOC: None}
    before = district.ask("journal", "verify")["entries"]
    Visitor(CAOLOC).get(f"/vu-viec/{record}")
    Visitor(CAOLOC).get(f"/vu-viec/{record}")
    assert opened_by(district, record) == {CAOLOC: 1}
    assert district.ask("journal", "verify")["entries"] == before, "reading is no act"


# ---------------------------------------------------------------- may be the same event


PLACE = {"commune": "06202", "marker": "1193", "village": "thôn Ba Sơn"}


def two_alike(node: Node) -> tuple[str, str]:
    """A case of Ba Sơn's and one of the district police's, each seen by the other."""
    ours, theirs = fresh(), fresh()
    do(node, act("case.open", BASON, record=ours, case=case(place=PLACE, on=today().isoformat())))
    do(node, act("case.open", CAOLOC, record=theirs, case=case(place=PLACE, on=today().isoformat(), lead=CAOLOC)))
    do(node, released(BASON, ours, CAOLOC), released(CAOLOC, theirs, BASON))
    return ours, theirs


def test_a_like_record_is_proposed_with_its_reasons_on_the_case_and_on_the_board(district: Node):
    ours, theirs = two_alike(district)
    for path in (f"/vu-viec/{ours}", "/goi-y"):
        page = Visitor(BASON).get(path).content.decode()
        assert f"/vu-viec/{ours}/noi?b={theirs}" in page, path
    assert "cùng ngày, cùng mốc 1193" in Visitor(BASON).words(f"/vu-viec/{ours}")
    told = district.ask("alike", ours, "--as", BASON)
    assert [(one["record"], one["reasons"][:2], one["unseen"]) for one in told] == [
        (theirs, ["cùng ngày", "cùng mốc 1193"], False)
    ]
    assert Caller(BASON).get(f"records/{ours}/alike").json == told
    assert Caller(BASON).get(f"records/{theirs}/alike").json == []
    assert Caller(ARMY).get(f"records/{ours}/alike").status_code == 404
    assert theirs not in Visitor(ARMY).words("/goi-y")
    do(district, withdrawn(CAOLOC, theirs, BASON))
    assert theirs not in Visitor(BASON).get(f"/vu-viec/{ours}").content.decode()
    assert theirs not in Visitor(BASON).get("/goi-y").content.decode()


def test_a_suggestion_is_set_aside_by_the_unit_at_both_ends_and_told_again(district: Node):
    ours, theirs = two_alike(district)
    Visitor(BASON).post(f"/vu-viec/{ours}/bo-qua", b=theirs)
    assert f"noi?b={theirs}" not in Visitor(BASON).get(f"/vu-viec/{ours}").content.decode()
    assert f"noi?b={theirs}" not in Visitor(BASON).get("/goi-y").content.decode()
    assert f"noi?b={ours}" in Visitor(CAOLOC).get(f"/vu-viec/{theirs}").content.decode(), "each unit for itself"
    Visitor(BASON).post(f"/vu-viec/{ours}/nhac-lai")
    assert f"noi?b={theirs}" in Visitor(BASON).get(f"/vu-viec/{ours}").content.decode()
    unseen = a_case(district)
    assert Visitor(ARMY).post(f"/vu-viec/{unseen}/bo-qua", b=ours).status_code == 404
    assert Visitor(BASON).post(f"/vu-viec/{ours}/bo-qua", b=fresh()).status_code == 404


def test_what_was_answered_once_is_not_proposed_again(district: Node):
    ours, theirs = two_alike(district)
    link = fresh()
    do(district, linked(BASON, link, ours, theirs), act("link.reject", CAOLOC, record=link, reason=""))
    assert f"noi?b={theirs}" not in Visitor(BASON).get(f"/vu-viec/{ours}").content.decode()


# ---------------------------------------------------------------- handover


def test_what_a_handover_does_to_figures_is_told_before_it_is_offered_asked_for_or_accepted(district: Node):
    record = a_case(district, ARMY, subjects=[{"key": "s1", "status": "bi-can"}])
    offer = Visitor(BASON).words(f"/ho-so/{record}/ban-giao", den=ARMY)
    assert "1 vụ, 1 đối tượng: không thêm, không bớt" in offer
    assert f"Có phần trong vụ {BASON}; thêm {ARMY}" in offer
    ask = Visitor(ARMY).words(f"/ho-so/{record}/xin-nhan")
    assert f"Ghi cho {BASON}: không đổi" in ask
    before = district.ask("figures", "--with", BASON, "--as", BASON)
    form = {**form_of(Visitor(BASON).get(f"/ho-so/{record}/ban-giao")), "den": ARMY, "han": "31/12/2099"}
    told = Visitor(BASON).post(f"/ho-so/{record}/ban-giao?xem=1", **form)
    assert told.status_code == 200
    assert Visitor(ARMY).get(f"/ho-so/{record}/nhan").status_code == 200
    assert "offered_to" not in shown(district, BASON, record), "looking is not offering"
    assert Visitor(BASON).post(f"/ho-so/{record}/ban-giao", **form).status_code == 302
    assert "Mong trả lời đến hết 31/12/2099." in Visitor(ARMY).words(f"/vu-viec/{record}")
    accepting = Visitor(ARMY).get(f"/ho-so/{record}/nhan")
    assert f"thêm {ARMY}" in readable(accepting)
    assert Visitor(ARMY).post(f"/ho-so/{record}/nhan", **form_of(accepting)).status_code == 302
    after = district.ask("figures", "--with", BASON, "--as", BASON)
    assert (after["cases"], after["subjects"]) == (before["cases"], before["subjects"])
    assert shown(district, BASON, record)["owner"] == ARMY


def test_credit_that_moves_with_a_handover_is_said(district: Node):
    ours, theirs, link = fresh(), fresh(), fresh()
    do(district, act("case.open", BASON, record=ours, case=case()))
    do(district, act("case.open", CAOLOC, record=theirs, case=case(lead=CAOLOC)))
    do(district, released(BASON, ours, CAOLOC), released(CAOLOC, theirs, BASON))
    do(district, linked(BASON, link, ours, theirs), act("link.confirm", CAOLOC, record=link, reason=""))
    asked = ["figures", "--by", "unit", "--as", BASON]
    before = {group["key"]: group["cases"] for group in district.ask(*asked)["groups"]}
    page = Visitor(BASON).words(f"/ho-so/{ours}/ban-giao", den=CAOLOC)
    assert "1 vụ từ 2 hồ sơ đã nối" in page
    assert f"{BASON} trước, {CAOLOC} sau" in page
    do(district, offered(BASON, ours, CAOLOC), act("handover.accept", CAOLOC, record=ours))
    after = {group["key"]: group["cases"] for group in district.ask(*asked)["groups"]}
    assert (before, after) == ({BASON: 1}, {CAOLOC: 1})


def test_an_offer_is_void_when_a_second_commander_says_it(district: Node):
    record = a_case(district)
    do(district, offered(BASON, record, ARMY))
    for login, left in ((COMMANDER, True), (SECOND, False)):
        assert "Hủy đề nghị" in Visitor(login).words(f"/vu-viec/{record}")
        form = form_of(Visitor(login).get(f"/ho-so/{record}/huy-ban-giao"))
        Visitor(login).post(f"/ho-so/{record}/huy-ban-giao", **form)
        assert ("đã hủy; cần chỉ huy thứ hai." in Visitor(login).words(f"/vu-viec/{record}")) is left
    assert "offered_to" not in shown(district, BASON, record)
    assert Visitor(ARMY).get(f"/vu-viec/{record}").status_code == 404


def test_a_holder_gives_its_copy_back_after_it_was_asked(district: Node):
    record = a_case(district, ARMY)
    page = Visitor(ARMY).get(f"/ho-so/{record}/tra-lai")
    assert "không còn thấy hồ sơ này" in readable(page)
    assert Visitor(ARMY).get(f"/vu-viec/{record}").status_code == 200
    Visitor(ARMY).post(f"/ho-so/{record}/tra-lai", **form_of(page))
    assert Visitor(ARMY).get(f"/vu-viec/{record}").status_code == 404
    assert f"{ARMY} trả lại bản được gửi" in Visitor(BASON).words("/")


# ---------------------------------------------------------------- kept for a unit that is not on the system


AWAY = "ca-xa"


def kept_case(**changes: Any) -> Act:
    """A case that Ba Sơn post keeps for a commune's police, by a paper of today."""
    basis = {"unit": AWAY, "basis": "paper", "date": today().isoformat(), "number": "12/CAX", "who": "Thiếu tá X"}
    record = changes.pop("record", fresh())
    about = {"lead": AWAY, "found": BASON, **changes.pop("case", {})}
    return act("case.open", BASON, record=record, case=case(**about), on_behalf={**basis, **changes})


def test_a_case_is_kept_for_a_unit_that_is_away_marked_so_and_counted_for_it(district: Node):
    do(district, unit(AWAY, parent=CAOLOC))
    record = fresh()
    do(district, kept_case(record=record), released(BASON, record, ARMY))
    assert shown(district, BASON, record)["on_behalf"]["who"] == "Thiếu tá X"
    held = shown(district, ARMY, record)["on_behalf"]
    assert (held["unit"], held["number"], "who" in held) == (AWAY, "12/CAX", False)
    assert f"{BASON} giữ thay {AWAY}, đơn vị chưa dùng hệ thống." in Visitor(ARMY).words(f"/vu-viec/{record}")
    groups = district.ask("figures", "--by", "unit", "--as", BASON)["groups"]
    assert [group["key"] for group in groups] == [AWAY]
    do(district, revised(BASON, record, 1, title="Bản sau", lead=AWAY))
    assert shown(district, BASON, record)["on_behalf"]["unit"] == AWAY
    assert f"giữ thay {AWAY}" in Visitor(BASON).words(f"/vu-viec/{record}").partition("Diễn biến")[2]
    assert district.run("journal", "rebuild", "--json").json["ok"]
    assert Visitor(BASON).words("/vu-viec/giu-thay").count("Bản sau") == 1
    assert "Bản sau" not in Visitor(ARMY).words("/vu-viec/giu-thay")
    assert district.verify()["problems"] == []


NOT_KEPT = {
    "for a unit with officers": (lambda: kept_case(unit=CAOLOC, case={"lead": CAOLOC}), "unit.on_system"),
    "for a unit that has no part in it": (lambda: kept_case(case={"lead": BASON}), "document.invalid"),
    "on a paper without number": (lambda: kept_case(number=" "), "document.invalid"),
    "on a paper older than the event": (lambda: kept_case(date="2023-03-01"), "document.invalid"),
}


@pytest.mark.parametrize("what", NOT_KEPT)
def test_nothing_is_kept_for_who_can_speak_nor_on_nothing(district: Node, what: str):
    do(district, unit(AWAY, parent=CAOLOC))
    made, code = NOT_KEPT[what]
    assert tried(district, made()) == code


def test_what_is_kept_is_entered_by_page_and_handed_over_in_one_go_when_the_unit_joins(district: Node):
    do(district, unit(AWAY, parent=CAOLOC))
    page = Visitor(BASON)
    assert f'<option value="{AWAY}">' in page.get("/vu-viec/giu-thay").content.decode()
    form = {**form_of(page.get("/vu-viec/nhap", thay=AWAY), "entry-form"), **typed(), "lead": AWAY, "basis": "paper"}
    wrong = page.post("/vu-viec/nhap", **{**form, "number": ""})
    assert wrong.status_code == 422
    assert "Thiếu số của văn bản." in readable(wrong)
    assert page.post("/vu-viec/nhap", **{**form, "number": "7/CAX"}).status_code == 302
    do(district, kept_case())
    assert "Đề nghị bàn giao tất cả" not in Visitor(BASON).words("/vu-viec/giu-thay")
    do(district, officer(AWAY, AWAY))
    assert "Đề nghị bàn giao tất cả" in Visitor(BASON).words("/vu-viec/giu-thay")
    page.post("/vu-viec/giu-thay", den=AWAY)
    waits = Visitor(AWAY).words("/")
    assert waits.count(f"{BASON} đề nghị bàn giao cho ta") == 2
    (record,) = [
        line["record"] for line in district.ask("list", "case", "--as", AWAY) if line["title"] != case()["title"]
    ]
    do(district, act("handover.accept", AWAY, record=record))
    assert shown(district, AWAY, record)["owner"] == AWAY
    assert f"Trước do đơn vị khác giữ thay, nay của {AWAY}." in Visitor(AWAY).words(f"/vu-viec/{record}")
