"""Pages of joint activities by plain HTTP: the list, one activity, entry and revision, two that are one, figures."""

import re
from typing import Any

import pytest

from hiepdong.desk import words
from hiepdong.figures.activity_opening import PER_PAGE
from hiepdong.journal import registry
from hiepdong.records import notices
from tests import acts
from tests.activities import an_activity, cancelled, entered, revised, same, whole_activity
from tests.acts import ARMY, BASON, CAOLOC, COMMANDER, INSPECTOR, XUATLE, act, do, fresh, linked, released, shown
from tests.information import a_report, a_request, answered
from tests.node import Node
from tests.visitor import DECISION, Visitor, form_of, readable

YEAR = {"tu": "2023-01-01", "den": "2023-12-31"}
PATROL = "10 lần, 120 lượt cán bộ, chiến sĩ"


def typed(**fields: Any) -> dict[str, Any]:
    """A form of entry as an officer fills it in."""
    form: dict[str, Any] = form_of(Visitor(BASON).get("/hoat-dong/nhap"))
    return {**form, "kind": ["joint-patrol"], "day": ["02/11/2023"], "units": [BASON, CAOLOC], **fields}


def made(**fields: Any) -> str:
    """The record that such a form made."""
    answer = Visitor(BASON).post("/hoat-dong/nhap", **typed(**fields))
    assert answer.status_code == 302, readable(answer)
    return re.split("[/?]", answer.headers["Location"].removeprefix("/hoat-dong/"))[0]


def looked(**fields: Any) -> str:
    """The form again, as the page asks for it when something else was chosen."""
    return readable(Visitor(BASON).post("/hoat-dong/nhap", **typed(**fields, look="1")))


def document(node: Node, record: str, viewer: str = BASON) -> dict[str, Any]:
    found: dict[str, Any] = shown(node, viewer, record)["document"]
    return found


def test_every_act_of_activities_has_its_words_wherever_acts_are_told():
    tags = {one.__struct_config__.tag for one in registry.announced()}
    assert {tag for tag in tags if tag not in words.NAMES or tag not in words.DONE} == set()
    ours = {tag for tag in tags if str(tag).startswith("activity.")}
    assert ours == {"activity.enter", "activity.revise", "activity.cancel"}
    assert ours <= notices.DONE.keys()
    assert ours <= words.NEWS.keys()


# ---------------------------------------------------------------- the list


def test_the_list_is_narrowed_by_days_kind_unit_and_whose(shared: Node):
    ours = an_activity(shared, kind="outreach", day="2021-05-01", units=[BASON, ARMY])
    theirs = an_activity(shared, BASON, by=CAOLOC, kind="briefing", day="2021-05-02", units=[CAOLOC])
    both = {"tu": "1/5/2021", "den": "2/5/2021"}
    for asked, found in (
        ({}, {ours, theirs}), ({"loai": "outreach"}, {ours}), ({"voi": ARMY}, {ours}), ({"voi": CAOLOC}, {theirs}),
        ({"xem": "ours"}, {ours}), ({"xem": "theirs"}, {theirs}), ({"tu": "2/5/2021"}, {theirs}),
    ):  # fmt: skip
        page = Visitor(BASON).get("/hoat-dong", **both | asked).content.decode()
        assert {one for one in (ours, theirs) if one in page} == found, asked
    for wrong in (
        {"tu": "32/1/2022"},
        {"den": "1/1/0001"},
        {"loai": "picnic"},
        {"voi": "nowhere"},
        {"tu": "2/5/2021", "den": "1/5/2021"},
    ):
        answer = Visitor(BASON).get("/hoat-dong", **wrong)
        assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True), wrong


def test_a_list_with_nothing_in_it_says_which_question_came_out_empty(district: Node):
    for asked, told in (
        ({}, "Đơn vị ta chưa ghi và chưa được gửi hoạt động nào."), ({"xem": "ours"}, "Đơn vị ta chưa ghi"),
        ({"xem": "theirs"}, "Chưa đơn vị nào gửi"), ({"loai": "outreach"}, "Không thấy hoạt động nào hợp"),
    ):  # fmt: skip
        page = Visitor(BASON).get("/hoat-dong", **asked)
        assert told in readable(page)
        assert 'href="/hoat-dong/nhap"' in page.content.decode()


def test_a_line_says_how_much_in_the_words_of_its_kind(shared: Node):
    an_activity(shared, kind="guns-handed-in", day="2021-06-01", attendances=4, times=None, items=1080)
    page = Visitor(BASON).words("/hoat-dong", tu="1/6/2021", den="1/6/2021")
    assert "Vận động giao nộp súng 1 lần, 4 lượt người, 1.080 khẩu súng" in page
    english = Visitor(BASON, "en").words("/hoat-dong", tu="1/6/2021", den="1/6/2021")
    assert "Guns handed in 1 time, 4 attendances, 1,080 guns" in english
    Visitor(BASON)


# ---------------------------------------------------------------- one activity


@pytest.mark.parametrize(
    ("path", "said"), [("note", "pháo trước Tết"), ("place.point", "21,90000 B"), ("place.text", "nhà văn hóa")]
)
def test_what_its_owner_withheld_is_hatched_and_never_as_none(shared: Node, path: str, said: str):
    record = fresh()
    do(shared, act("activity.enter", BASON, record=record, activity=whole_activity()))
    do(shared, released(BASON, record, CAOLOC, without=(path,)))
    for login, there in ((BASON, True), (CAOLOC, False)):
        page = Visitor(login).get(f"/hoat-dong/{record}").content.decode().partition("<main")[2]
        assert (said in page, 'class="withheld"' in page) == (there, not there)
        assert "3 buổi, 250 lượt người, 500 tờ rơi" in page


def test_what_was_done_to_it_is_told_in_words(shared: Node):
    record = an_activity(shared, CAOLOC)
    other = an_activity(shared, BASON, by=CAOLOC)
    link = fresh()
    do(shared, revised(BASON, record, 1, times=11), linked(CAOLOC, link, other, record))
    page = Visitor(BASON).words(f"/hoat-dong/{record}")
    for told in ("ghi hoạt động, bản 1", "ghi bản 2", f"gửi {CAOLOC}", "nêu cùng một hoạt động với hồ sơ khác"):
        assert told in page.partition("Diễn biến")[2], told
    assert "vụ" not in page.partition("Diễn biến")[2].partition("Ai thấy gì")[0]
    asked = f"{CAOLOC} nêu: cùng một hoạt động với hồ sơ của họ Tuần tra chung, 02/11/2023"
    assert asked in Visitor(BASON).words("/")
    assert f"{BASON} gửi bản 2 của hoạt động. Tuần tra chung, 02/11/2023" in Visitor(CAOLOC).words("/")
    journal = Visitor(INSPECTOR).words("/nhat-ky")
    assert "Ghi hoạt động phối hợp" in journal
    assert "Hoạt động phối hợp: tuần tra chung" in Visitor(BASON).words("/tim", q="tuan tra chung")


def test_among_other_records_it_is_called_by_its_kind_and_its_days_in_the_reader_s_language(shared: Node):
    an_activity(shared, CAOLOC, kind="outreach", day="2023-12-01", until="2023-12-05")
    assert "Tuyên truyền, 01/12/2023 – 05/12/2023" in Visitor(CAOLOC).words("/")
    assert "Tuyên truyền , 01/12/2023 – 05/12/2023" in Visitor(CAOLOC).words("/tim", q="tuyen truyen")
    assert "Outreach, 01/12/2023 – 05/12/2023" in Visitor(CAOLOC, "en").words("/")


def test_a_cancelled_activity_can_only_be_read(shared: Node):
    record = an_activity(shared, CAOLOC)
    answer = Visitor(BASON).post(f"/ho-so/{record}/huy-hoat-dong", reason="ghi hai lần")
    assert answer.headers["Location"] == f"/hoat-dong/{record}?xong=activity.cancel"
    page = Visitor(BASON).get(answer.headers["Location"]).content.decode()
    assert "Hoạt động không còn tính vào số liệu, vẫn đọc được." in page
    for path in ("/sua", "/noi"):
        assert f"/hoat-dong/{record}{path}" not in page
    assert Visitor(BASON).get(f"/ho-so/{a_report(shared)}/huy-hoat-dong").status_code == 404


def test_an_activity_has_its_own_page_and_none_of_another_kind(shared: Node):
    record, report = an_activity(shared), a_report(shared)
    for path in ("/vu-viec", "/tin", "/de-nghi", "/tra-loi", "/chuyen-tiep"):
        assert Visitor(BASON).get(f"{path}/{record}").status_code == 404, path
    for path in ("", "/sua", "/noi"):
        assert Visitor(BASON).get(f"/hoat-dong/{record}{path}").status_code == 200
        assert Visitor(BASON).get(f"/hoat-dong/{report}{path}").status_code == 404


def test_release_shows_the_very_copy_and_the_units_that_took_part_first(shared: Node):
    record = fresh()
    do(shared, act("activity.enter", BASON, record=record, activity=whole_activity()))
    page = Visitor(BASON).words(f"/ho-so/{record}/gui", den=CAOLOC)
    assert f"Có tên trong hồ sơ, chưa có bản CA {CAOLOC}" in page
    assert "3 buổi, 250 lượt người, 500 tờ rơi" in page.partition("Bản sẽ gửi")[2]
    form = form_of(Visitor(BASON).get(f"/ho-so/{record}/gui?den={CAOLOC}"))
    preview = Visitor(BASON).post(f"/ho-so/{record}/gui", **{**form, "den": [CAOLOC], "tru": ["note"], "preview": "1"})
    assert "pháo trước Tết" not in readable(preview).partition("Bản sẽ gửi")[2]
    sent = Visitor(BASON).post(f"/ho-so/{record}/gui", **{**form, "den": [CAOLOC], "tru": ["note"], "send": "1"})
    assert sent.status_code == 302
    assert "note" not in document(shared, record, CAOLOC)


def test_units_that_took_part_and_have_no_copy_are_named_with_the_way_to_send_it(shared: Node):
    record = an_activity(shared, ARMY, units=[BASON, CAOLOC, ARMY, XUATLE])
    page = Visitor(BASON).get(f"/hoat-dong/{record}")
    assert f"Có tham gia, chưa có bản: {CAOLOC}, {XUATLE}. Xem bản sẽ gửi" in readable(page)
    address = f"/ho-so/{record}/gui?den={CAOLOC}&den={XUATLE}"
    assert address.replace("&", "&amp;") in page.content.decode()
    assert f"Gửi cho: {CAOLOC}, {XUATLE}." in readable(Visitor(BASON).get(address))
    assert "chưa có bản" not in Visitor(ARMY).words(f"/hoat-dong/{record}")


def test_it_is_attached_to_handed_over_returned_and_erased_as_any_record(district: Node):
    record = an_activity(district, CAOLOC)
    deeds = Visitor(COMMANDER).get(f"/hoat-dong/{record}").content.decode()
    for deed in ("dinh-kem", "ban-giao", "huy-hoat-dong", "xoa"):
        assert Visitor(COMMANDER).get(f"/ho-so/{record}/{deed}").status_code == 200
        assert f"/ho-so/{record}/{deed}" in deeds
    do(district, acts.offered(BASON, record, CAOLOC), act("handover.accept", CAOLOC, record=record))
    assert "Sửa E" in Visitor(CAOLOC).words(f"/hoat-dong/{record}")
    assert Visitor(BASON).post(f"/ho-so/{record}/tra-lai").headers["Location"] == "/hoat-dong?xong=copy.return"
    assert Visitor(BASON).get(f"/hoat-dong/{record}").status_code == 404
    gone = an_activity(district, CAOLOC, note="Kẻ lạ")
    link = same(district, (CAOLOC, an_activity(district, BASON, by=CAOLOC)), (BASON, gone))
    for login in (COMMANDER, acts.SECOND):
        assert Visitor(login).post(f"/ho-so/{gone}/xoa", **DECISION).status_code == 302
    page = Visitor(BASON).words(f"/hoat-dong/{gone}")
    assert PATROL in page
    assert "Kẻ lạ" not in page
    assert "Kẻ lạ" not in Visitor(CAOLOC).words(f"/noi/{link}")
    assert "Số lần 10 lần 10 lần giống" in Visitor(CAOLOC).words(f"/noi/{link}")


# ---------------------------------------------------------------- entry and revision


def test_what_is_typed_becomes_the_document(shared: Node):
    record = made(
        kind=["outreach"], until=["30/11/2023"], times=["3"], attendances=["1.250"], results=["500"], marker=["1193"],
        village=["thôn Ba Sơn"], commune=["06202"], where=["nhà văn hóa"], point=["21.9, 106.99"], note=["Về pháo"],
        marking=["limited"],
    )  # fmt: skip
    assert document(shared, record) == {
        "kind": "outreach", "day": "2023-11-02", "until": "2023-11-30", "units": [BASON, CAOLOC], "times": 3,
        "attendances": 1250, "items": 500, "note": "Về pháo", "marking": "limited", "exercise": False,
        "place": {"commune": "06202", "village": "thôn Ba Sơn", "marker": "1193", "text": "nhà văn hóa",
                  "point": [106990000, 21900000]},
    }  # fmt: skip


def test_kind_day_and_units_are_enough(shared: Node):
    form = typed(kind=["briefing"])
    assert (form["times"], form["units"]) == (["1"], [BASON, CAOLOC])
    record = made(kind=["briefing"], times=[""])
    assert "1 cuộc" in Visitor(BASON).words(f"/hoat-dong/{record}")


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("", "Số lần Lượt người Kết quả: súng, tờ rơi"), ("joint-patrol", "Số lần Lượt cán bộ, chiến sĩ Kết quả"),
        ("outreach", "Số buổi Lượt người Số tờ rơi Ghi gộp"), ("guns-handed-in", "Số lần Lượt người Số khẩu súng"),
    ],
)  # fmt: skip
def test_the_form_asks_in_the_words_of_the_kind_chosen_and_for_items_where_it_has_them(
    shared: Node, kind: str, asked: str
):
    assert asked in looked(kind=[kind])


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"kind": [""]}, "kind", "Thiếu loại hoạt động"), ({"day": ["32/1/2023"]}, "day", "Ngày chưa đúng"),
        ({"day": ["1/1/0001"]}, "day", "Ngày chưa đúng"), ({"until": ["1/1/99999999999"]}, "until", "Ngày chưa đúng"),
        ({"day": ["1/1/2099"]}, "day", "chỉ ghi việc đã làm"), ({"until": ["1/11/2023"]}, "until", "ở trước ngày đầu"),
        ({"units": []}, "units", "ít nhất một đơn vị"), ({"times": ["0"]}, "times", "Chưa phải là số đếm"),
        ({"attendances": ["nhiều"]}, "attendances", "Chưa phải là số đếm"),
        ({"attendances": ["9" * 9000]}, "attendances", "Chưa phải là số đếm"),
        ({"results": ["3"]}, "results", "không có số kết quả riêng"), ({"point": ["đâu đó"]}, "point", "Tọa độ"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field(shared: Node, wrong: dict[str, Any], field: str, told: str):
    answer = Visitor(BASON).post("/hoat-dong/nhap", **typed(village=["thôn Giữ Lại"], **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in page
    assert f'id="{field}"' in page
    assert re.search(rf'<p class="error" id="{field}-error">[^<]*{re.escape(told)}', page)
    assert 'value="thôn Giữ Lại"' in page


def test_the_form_of_an_activity_gives_the_same_activity_back(shared: Node):
    record = fresh()
    do(shared, act("activity.enter", BASON, record=record, activity=whole_activity()))
    form = form_of(Visitor(BASON).get(f"/hoat-dong/{record}/sua"))
    answer = Visitor(BASON).post(f"/hoat-dong/{record}/sua", **form)
    assert answer.headers["Location"] == f"/hoat-dong/{record}?xong=activity.revise"
    assert document(shared, record) == whole_activity()


def test_a_version_written_meanwhile_stands_beside_what_was_typed(shared: Node):
    record = an_activity(shared)
    form = form_of(Visitor(BASON).get(f"/hoat-dong/{record}/sua"))
    do(shared, revised(BASON, record, 1, times=12))
    answer = Visitor(COMMANDER).post(f"/hoat-dong/{record}/sua", **{**form, "times": ["11"]})
    assert answer.status_code == 409
    assert "Số lần 12 lần 11 lần" in readable(answer)
    assert f'href="/hoat-dong/{record}"' in answer.content.decode()
    again = Visitor(COMMANDER).post(f"/hoat-dong/{record}/sua", **form_of(answer))
    assert again.status_code == 302
    assert document(shared, record)["times"] == 11


def test_one_like_the_last_happens_again_today_and_one_of_others_is_told_on_its_own_day(shared: Node):
    ours = an_activity(shared, day="2026-11-01", note="Riêng lần ấy")
    blank = Visitor(BASON).get("/hoat-dong/nhap")
    last = re.search(r'href="\?nhu=([0-9a-f-]+)"', blank.content.decode())
    assert last
    form = form_of(Visitor(BASON).get(f"/hoat-dong/nhap?nhu={ours}"))
    assert (form["kind"], form["attendances"], form["note"]) == (["joint-patrol"], ["120"], [""])
    assert form["day"] == form_of(blank)["day"]
    theirs = an_activity(shared, BASON, by=CAOLOC, day="2023-04-05", units=[CAOLOC])
    page = Visitor(BASON).get(f"/hoat-dong/nhap?nhu={theirs}")
    assert (form_of(page)["day"], sorted(form_of(page)["units"])) == (["05/04/2023"], [BASON, CAOLOC])
    assert f'form="entry-form" value="{theirs}" checked' in page.content.decode()
    for unknown in (an_activity(shared, by=CAOLOC), a_report(shared), "nowhere"):
        assert Visitor(BASON).get(f"/hoat-dong/nhap?nhu={unknown}").status_code == 404


# ---------------------------------------------------------------- two that are one


def test_what_may_be_on_the_desk_already_is_of_the_kind_and_the_days_and_was_released_to_us(district: Node):
    lasting = an_activity(district, BASON, by=CAOLOC, day="2023-10-01", until="2023-10-31", attendances=77)
    near = an_activity(district, BASON, by=CAOLOC, day="2023-11-05", attendances=78)
    hidden = [
        an_activity(district, by=CAOLOC), an_activity(district, BASON, by=CAOLOC, day="2023-11-06"),
        an_activity(district, BASON, by=CAOLOC, kind="briefing"),
        an_activity(district, BASON, by=CAOLOC, exercise=True),
        an_activity(district, BASON, by=CAOLOC, day="2023-10-01", until="2023-10-29"),
    ]  # fmt: skip
    gone = an_activity(district, BASON, by=CAOLOC)
    do(district, cancelled(CAOLOC, gone))
    page = Visitor(BASON).post("/hoat-dong/nhap", **typed(look="1")).content.decode()
    assert {one for one in (lasting, near, gone, *hidden) if one in page} == {lasting, near}
    ours = an_activity(district)
    assert {one for one in (lasting, near, *hidden) if one in offered(ours)} == {lasting, near}
    same(district, (BASON, ours), (BASON, an_activity(district, day="2023-11-03")))
    assert near in offered(ours)


def offered(record: str) -> str:
    """What the page of an activity says it may be one with."""
    return Visitor(BASON).get(f"/hoat-dong/{record}").content.decode().partition("Có thể là một")[2]


def test_who_ticks_it_is_led_to_compare_and_told_when_the_other_cannot_see_ours_yet(shared: Node):
    theirs = an_activity(shared, BASON, by=CAOLOC, times=9, attendances=118)
    answer = Visitor(BASON).post("/hoat-dong/nhap", **typed(times=["10"], attendances=["120"], same=[theirs]))
    ours = answer.headers["Location"].split("/")[2]
    assert answer.headers["Location"] == f"/hoat-dong/{ours}/noi?b={theirs}&xong=activity.enter"
    page = readable(Visitor(BASON).get(answer.headers["Location"]))
    assert "Số lần 10 lần 9 lần khác" in page
    assert f"{CAOLOC} chưa thấy hồ sơ của ta, nên chưa trả lời được." in page
    assert 'name="link"' not in Visitor(BASON).get(f"/hoat-dong/{ours}/noi?b={theirs}").content.decode()
    refused = Visitor(BASON).post(f"/hoat-dong/{ours}/noi", b=theirs, link=fresh())
    assert (refused.status_code, "Chưa nêu được." in readable(refused)) == (409, True)
    made_elsewhere = Visitor(BASON).post("/hoat-dong/nhap", **typed(same=[an_activity(shared, by=CAOLOC)]))
    assert made_elsewhere.headers["Location"].endswith("?xong=activity.enter")


def test_two_owners_say_that_it_is_one_and_it_counts_once(district: Node):
    theirs = an_activity(district, BASON, by=CAOLOC, times=9, attendances=118)
    ours = an_activity(district, CAOLOC)
    page = Visitor(BASON).get(f"/hoat-dong/{ours}/noi?b={theirs}")
    speaks = "9 lần, 118 lượt cán bộ, chiến sĩ , theo hồ sơ của ca-caoloc"
    assert min(ours, theirs) == theirs
    assert speaks in readable(page)
    said = Visitor(BASON).post(f"/hoat-dong/{ours}/noi", **form_of(page))
    link = said.headers["Location"]
    assert "Đã nêu cùng một hoạt động." in Visitor(BASON).words(link)
    assert f"{CAOLOC} chưa trả lời." in Visitor(BASON).words(link)
    assert "đã được nêu là một hoạt động" in Visitor(BASON).words(f"/hoat-dong/{ours}/noi", b=theirs)
    assert speaks in Visitor(CAOLOC).words(link)
    answer = Visitor(CAOLOC).post(f"/ho-so{link.partition('?')[0].removeprefix('/noi')}/xac-nhan-hoat-dong")
    assert "hai hồ sơ là một hoạt động, đếm một lần." in readable(Visitor(CAOLOC).get(answer.headers["Location"]))
    assert f"Tuần tra chung CA {CAOLOC} đã nối, đếm một lần" in Visitor(BASON).words(f"/hoat-dong/{ours}")
    assert "Tuần tra chung 9 lần 118 lượt cán bộ, chiến sĩ" in Visitor(BASON).words("/so-lieu/hoat-dong", **YEAR)
    for deed in ("khong-phai-hoat-dong", "rut-loi-hoat-dong"):
        assert Visitor(CAOLOC).get(f"/ho-so{link.partition('?')[0].removeprefix('/noi')}/{deed}").status_code == 200


def test_who_asserted_it_is_named_at_both_ends(shared: Node):
    ours, theirs = an_activity(shared, CAOLOC), an_activity(shared, BASON, by=CAOLOC)
    do(shared, linked(CAOLOC, fresh(), theirs, ours))
    for record, whose in ((ours, "họ"), (theirs, "ta")):
        told = f"{CAOLOC} nêu: đây là cùng một hoạt động với hồ sơ của {whose}."
        assert told in Visitor(BASON).words(f"/hoat-dong/{record}")
        assert "nêu: đây là" not in Visitor(CAOLOC).words(f"/hoat-dong/{record}")


@pytest.mark.parametrize(
    ("who", "deed", "state"),
    [(CAOLOC, "khong-phai-hoat-dong", "không phải một hoạt động"), (BASON, "rut-loi-hoat-dong", "đã rút lời nêu")],
)
def test_what_was_denied_or_taken_back_counts_as_two(district: Node, who: str, deed: str, state: str):
    ours, theirs, link = an_activity(district, CAOLOC), an_activity(district, BASON, by=CAOLOC), fresh()
    do(district, linked(BASON, link, ours, theirs))
    answer = Visitor(who).post(f"/ho-so/{link}/{deed}", reason="khác ngày")
    assert Visitor(who).get(answer.headers["Location"]).status_code == 200
    for login, record in ((BASON, ours), (CAOLOC, theirs)):
        assert state in Visitor(login).words(f"/hoat-dong/{record}").partition("Cùng một hoạt động")[2]
        page = Visitor(login).words("/so-lieu/hoat-dong", **YEAR)
        assert "Tuần tra chung 20 lần 240 lượt" in page
        assert "có thể là một hoạt động, một bên đã nêu" not in page


# ---------------------------------------------------------------- figures


def test_figures_are_in_the_words_of_the_field_in_the_order_of_the_chapters_with_china_apart(district: Node):
    an_activity(district, kind="outreach", times=3, attendances=250, items=500)
    an_activity(district, kind="bilateral-patrol", times=2, attendances=30)
    an_activity(district)
    an_activity(district, kind="phone-exchange", times=14, attendances=None, items=9)
    an_activity(district, day="2022-11-02", times=4, attendances=40)
    page = Visitor(BASON).words("/so-lieu/hoat-dong", **YEAR)
    told = re.search(r"II\.2\..*(?= Đếm từ)", page)
    assert told
    assert told[0] == (
        "II.2. Trao đổi, xử lý thông tin Trao đổi thông tin qua điện thoại 14 lần 0 9 tin 0 0 0 1 "
        "II.3. Bảo vệ chủ quyền, an ninh biên giới, mục tiêu "
        "Tuần tra chung 10 lần 120 lượt cán bộ, chiến sĩ – 4 40 – 1 "
        "II.3. Bảo vệ chủ quyền, an ninh biên giới, mục tiêu: với phía Trung Quốc, tính riêng "
        "Tuần tra song phương, liên hợp với phía Trung Quốc 2 lần 30 lượt cán bộ, chiến sĩ – 0 0 – 1 "
        "II.8. Vận động quần chúng Tuyên truyền 3 buổi 250 lượt người 500 tờ rơi 0 0 0 1"
    )


def test_every_number_opens_the_records_behind_it(district: Node):
    ours, theirs = an_activity(district, CAOLOC), an_activity(district, BASON, by=CAOLOC)
    same(district, (BASON, ours), (CAOLOC, theirs))
    before = an_activity(district, day="2022-11-02")
    report, request = a_report(district, CAOLOC), a_request(district, CAOLOC)
    answer = fresh()
    do(district, answered(CAOLOC, answer, request))
    whole = Visitor(BASON).get("/so-lieu/hoat-dong", **YEAR).content.decode().partition("<main")[2]
    keys = set(re.findall(r"mo=([^&\"#]+)", whole))
    opened = {
        "joint-patrol": {ours, theirs}, "truoc%2Fjoint-patrol": {before}, ".report%2Fgiven": set(),
        ".request%2Fgiven": {request}, ".answer%2Freceived": {answer}, ".verified%2Freceived": {request},
    }  # fmt: skip
    assert keys == {"joint-patrol", "truoc%2Fjoint-patrol", ".gop"}, "reports of today are not of 2023"
    now = {"tu": "2023-01-01", "den": "2099-12-31"}
    opened[".gop"] = {ours, theirs}
    opened[".report%2Fgiven"] = {report}
    records = {ours, theirs, before, report, request, answer}
    for key, behind in opened.items():
        span = now if "%2F" in key and key.startswith(".") else YEAR
        page = Visitor(BASON).get("/so-lieu/hoat-dong", **span, mo=key.replace("%2F", "/")).content.decode()
        inside = page.partition('id="mo"')[2].partition("</table>")[0]
        assert {one for one in records if one in inside} == behind, key
    assert "Cộng 10 lần, 120 lượt cán bộ, chiến sĩ" in Visitor(BASON).words(
        "/so-lieu/hoat-dong", **YEAR, mo="joint-patrol"
    )
    for nothing in ("picnic", ".picnic/given", ".report/sideways", "truoc/", "."):
        assert 'id="mo"' not in Visitor(BASON).get("/so-lieu/hoat-dong", **YEAR, mo=nothing).content.decode()


def test_an_opened_number_of_many_activities_is_read_to_its_end_page_by_page(district: Node):
    do(district, *(entered(BASON, fresh(), times=1, attendances=None) for _ in range(PER_PAGE)))
    do(district, entered(BASON, fresh(), day="2023-01-05", times=1, attendances=None))
    asked = {**YEAR, "mo": "joint-patrol"}
    newest = Visitor(BASON).get("/so-lieu/hoat-dong", **asked)
    assert "dòng 1 đến 200 trong 201, mới nhất trước" in readable(newest)
    assert "05/01/2023" not in readable(newest)
    older = re.search('<a href="([^"]+)#mo" rel="next">', newest.content.decode())
    assert older
    rest = Visitor(BASON).words(f"/so-lieu/hoat-dong{older[1].replace('&amp;', '&')}")
    assert "dòng 201 đến 201 trong 201, mới nhất trước" in rest
    assert re.search("05/01/2023 Tuần tra chung 1 lần .* Cộng cả mọi trang 201 lần Mới hơn", rest)
    assert Visitor(BASON).words("/so-lieu/hoat-dong", **asked, trang="999") == rest, "past the last is the last"


def test_what_may_be_counted_twice_leads_to_the_links_that_wait(district: Node):
    ours, theirs, link = an_activity(district, CAOLOC), an_activity(district, BASON, by=CAOLOC), fresh()
    do(district, linked(BASON, link, ours, theirs))
    assert "1 cặp có thể là một hoạt động" in Visitor(BASON).words("/so-lieu/hoat-dong", **YEAR)
    page = Visitor(BASON).get("/so-lieu/hoat-dong", **YEAR, mo=".trung").content.decode().partition('id="mo"')[2]
    assert f'href="/noi/{link}"' in page
    asked = district.ask("figures", "activities", "--as", BASON)
    assert asked["waiting"] == [{"link": link, "a": ours, "b": theirs}]
    assert (asked["possibly_twice"], Visitor(BASON).get(f"/noi/{link}").status_code) == (1, 200)


def test_a_question_that_cannot_be_answered_says_so_and_a_period_with_nothing_too(district: Node):
    for wrong in ({"tu": "32/1/2023"}, {"tu": "2/1/2023", "den": "1/1/2023"}, {"voi": "nowhere"}):
        answer = Visitor(BASON).get("/so-lieu/hoat-dong", **wrong)
        assert (answer.status_code, "Chưa đếm được." in readable(answer)) == (400, True), wrong
    page = Visitor(BASON).words("/so-lieu/hoat-dong", **YEAR)
    assert "Không có hoạt động nào trong kỳ và điều kiện này mà đơn vị được thấy." in page
    assert "Đơn vị chưa có số liệu 2022 để so sánh." in page
    long = Visitor(BASON).words("/so-lieu/hoat-dong", tu="2020-01-01", den="2023-12-31")
    assert "không có cùng kỳ để so" in long


def test_figures_are_narrowed_by_who_took_part_and_lead_from_list_to_figures_and_back(district: Node):
    an_activity(district, units=[BASON, ARMY])
    an_activity(district, units=[BASON, CAOLOC], times=5, attendances=50)
    page = Visitor(BASON).words("/so-lieu/hoat-dong", **YEAR, voi=ARMY)
    assert "Tuần tra chung 10 lần 120 lượt" in page
    listed = Visitor(BASON).get("/hoat-dong", tu="1/1/2023", voi=ARMY).content.decode()
    assert f'href="/so-lieu/hoat-dong?tu=1%2F1%2F2023&amp;voi={ARMY}"' in listed
    assert "/so-lieu/hoat-dong?" in Visitor(BASON).get("/so-lieu").content.decode()
    assert "/hoat-dong" in Visitor(BASON).get("/them").content.decode()


# ---------------------------------------------------------------- sight


def test_who_may_not_see_an_activity_learns_nothing_of_it_on_any_page(district: Node):
    empty = [seen_by(XUATLE, "nowhere")]
    secret = an_activity(district, ARMY, by=CAOLOC, note="Bí ẩn", kind="briefing", units=[CAOLOC, XUATLE])
    theirs = an_activity(district, CAOLOC, by=ARMY, kind="briefing")
    link = fresh()
    do(district, linked(CAOLOC, link, secret, theirs))
    assert seen_by(XUATLE, secret, theirs, link) == empty[0]
    mine = an_activity(district, by=XUATLE, kind="briefing")
    assert Visitor(XUATLE).get(f"/hoat-dong/{mine}/noi?b={secret}").status_code == 404
    assert Visitor(XUATLE).post(f"/hoat-dong/{mine}/noi", b=secret, link=fresh()).status_code == 404
    assert "Có thể là một" not in Visitor(XUATLE).words(f"/hoat-dong/{mine}")
    for login in (INSPECTOR, acts.KEEPER):
        for path in ("/hoat-dong", "/hoat-dong/nhap", "/so-lieu/hoat-dong", f"/hoat-dong/{secret}", f"/noi/{link}"):
            assert Visitor(login).get(path).status_code == 404, path
        assert "/hoat-dong" not in Visitor(login).get("/them").content.decode()


def seen_by(login: str, *records: str) -> list[Any]:
    """What the pages answer: statuses of what is not there, words of lists, counts, searches and the form."""
    visitor = Visitor(login)
    paths = [
        f"{path}/{one}{after}" for one in records for path in ("/hoat-dong", "/noi") for after in ("", "/sua", "/noi")
    ]
    missing = {visitor.get(path).status_code for path in [*paths, *(f"/ho-so/{one}/gui" for one in records)]}
    form = {**form_of(visitor.get("/hoat-dong/nhap")), "kind": ["briefing"], "day": ["02/11/2023"], "look": "1"}
    beside = readable(visitor.post("/hoat-dong/nhap", **form)).partition("Có thể đã có")[2]
    figures = [visitor.words("/so-lieu/hoat-dong", **YEAR, mo=key) for key in ("", "briefing", ".trung")]
    words_of = [visitor.words("/hoat-dong"), visitor.words("/tim", q="giao ban"), visitor.words("/"), beside]
    return [missing, *words_of, *figures]


def test_an_activity_withdrawn_meanwhile_is_entered_all_the_same(shared: Node):
    theirs = an_activity(shared, BASON, by=CAOLOC)
    form = typed(same=[theirs])
    do(shared, acts.withdrawn(CAOLOC, theirs, BASON))
    answer = Visitor(BASON).post("/hoat-dong/nhap", **form)
    assert Visitor(BASON).get(answer.headers["Location"]).status_code == 200
    for nothing in ("nowhere", "\0", ""):
        assert Visitor(BASON).post("/hoat-dong/nhap", **typed(same=[nothing])).status_code == 302, nothing
    assert entered(BASON, fresh())["act"] == "activity.enter"
