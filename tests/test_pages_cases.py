"""Pages of cases by plain HTTP: the list, one case, entry and revision, and whether two are the same event."""

import re
from typing import Any

import pytest

from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    COMMANDER,
    NGANGOAI,
    XUATLE,
    a_case,
    cancelled,
    do,
    figures,
    fresh,
    linked,
    offered,
    officer,
    opened,
    person,
    released,
    revised,
    shown,
)  # fmt: skip
from tests.node import Node
from tests.visitor import Visitor, form_of, readable

VICTIM = {"key": "v1", "name": "Lý Thị Che", "role": "victim", "note": "ở nhà bà ngoại"}
MINOR = person("s2", "bi-tam-giu", name="Hoàng Văn Nhỏ", minor=True, home="thôn Pò Mạch")
IDENTITY = tuple(f"subjects.{name}" for name in ("name", "birth", "documents", "home", "aliases"))


def typed(**fields: Any) -> dict[str, Any]:
    """A form of entry as an officer fills it in; a list is one field sent several times."""
    form: dict[str, Any] = form_of(Visitor(BASON).get("/vu-viec/nhap"), "data-draft")
    filled = {
        "communes_of": ["2023-03-02"],
        "day": "02/03/2023",
        "hour": "20:10",
        "offences": ["pc-249"],
        "lead": BASON,
        "marker": "1193",
    }
    return {**form, **filled, **fields}


def entered(**fields: Any) -> str:
    """The record that such a form made."""
    answer = Visitor(BASON).post("/vu-viec/nhap", **typed(**fields))
    assert answer.status_code == 302, readable(answer)
    return answer.headers["Location"].removeprefix("/vu-viec/").partition("?")[0]


def document(node: Node, record: str, viewer: str = BASON) -> dict[str, Any]:
    found: dict[str, Any] = shown(node, viewer, record)["document"]
    return found


# ---------------------------------------------------------------- the list


def test_the_list_is_searched_by_words_within_its_filters(shared: Node):
    one, two = (
        a_case(shared, title="Khỉ vàng đi lạc", on="2022-05-01"),
        a_case(shared, title="Khỉ vàng", on="2021-05-01"),
    )
    visitor = Visitor(BASON)
    found = visitor.get("/vu-viec", q="khi vang").content.decode()
    assert one in found
    assert two in found
    assert one not in visitor.get("/vu-viec", q="khi vang", den="31/12/2021").content.decode()
    assert "Không thấy vụ nào hợp với điều kiện lọc" in visitor.words("/vu-viec", q="khi vang", tu="1/1/2023")
    assert "Không có nghĩa là không có ở đơn vị khác." in visitor.words("/vu-viec", q="khi vang", tu="1/1/2023")


def test_what_was_left_out_of_a_copy_finds_nothing_in_the_list(shared: Node):
    secret = "Mèo mun tam thể"
    record = a_case(shared, CAOLOC, without=("summary",), summary=secret)
    assert record in Visitor(BASON).get("/vu-viec", q=secret).content.decode()
    assert record not in Visitor(CAOLOC).get("/vu-viec", q=secret).content.decode()


def test_one_code_of_two_communes_is_two_filters(shared: Node):
    """06202 was Xuất Lễ until June 2025 and is Ba Sơn since."""
    then, now = (a_case(shared, on=day, place={"commune": "06202"}) for day in ("2025-06-30", "2025-07-01"))
    visitor = Visitor(BASON)
    before, after = (visitor.get("/vu-viec", xa=key).content.decode() for key in ("06202@", "06202@2025-07-01"))
    assert (then in before, now in before) == (True, False)
    assert (then in after, now in after) == (False, True)


def test_a_day_that_is_none_is_told_and_what_was_asked_stays(shared: Node):
    answer = Visitor(BASON).get("/vu-viec", tu="32/1/2023")
    assert answer.status_code == 422
    assert "Ngày lọc chưa đúng: ghi như 14/12/2023." in readable(answer)
    assert 'value="32/1/2023"' in answer.content.decode()


def test_the_list_says_whose_a_case_is_and_what_its_owner_withheld(shared: Node):
    record = a_case(shared, CAOLOC, without=IDENTITY, title="Vụ bớt tên", subjects=[person()])
    none = a_case(shared, CAOLOC, without=("subjects",), title="Vụ bớt đối tượng", subjects=[person()])
    page = Visitor(CAOLOC).get("/vu-viec").content.decode()
    rows = dict(re.findall(r'href="/vu-viec/([0-9a-f-]{36})">(.*?)</tr>', page, re.DOTALL))
    assert "nhân thân" in rows[record]
    assert 'class="tag"' in rows[record]
    assert "không gửi" in rows[none]
    ours = Visitor(BASON).get("/vu-viec", q="Vụ bớt").content.decode()
    assert 'class="tag ours"' in ours
    assert "nhân thân" not in ours.partition("<table")[2]


def test_a_title_does_not_repeat_the_place_beside_it(shared: Node):
    place = {"commune": "06202", "village": "thôn Ba Sơn", "marker": "1193"}
    record = a_case(shared, title="Buôn lậu, thôn Ba Sơn, xã Xuất Lễ", place=place)
    row = Visitor(BASON).get("/vu-viec").content.decode().partition(record)[2].partition("</tr>")[0]
    assert row.startswith('">Buôn lậu</a>')
    assert "thôn Ba Sơn, xã Xuất Lễ" in row


def test_a_cancelled_case_and_an_exercise_are_called_so(shared: Node):
    record = a_case(shared, title="Vụ ghi nhầm")
    do(shared, cancelled(BASON, record))
    a_case(shared, title="Vụ tập", exercise=True)
    listed = Visitor(BASON).words("/vu-viec")
    assert "Vụ ghi nhầm đã hủy" in listed
    assert "Vụ tập diễn tập" in listed


# ---------------------------------------------------------------- one case


def test_a_case_says_in_words_what_happened_to_it(shared: Node):
    record = a_case(shared, CAOLOC)
    do(shared, revised(BASON, record, 1, title="Bản hai"))
    story = Visitor(BASON).words(f"/vu-viec/{record}").partition("Diễn biến")[2]
    assert re.search(rf"{BASON} ghi bản 2\. .* {BASON} gửi {CAOLOC}\. .* {BASON} ghi vụ việc, bản 1\.", story)


def test_what_the_owner_withheld_is_said_in_its_place_and_never_as_none(shared: Node):
    record = a_case(shared, CAOLOC, without=("subjects", "summary", "others"), **acts.whole_case())
    page = Visitor(CAOLOC).words(f"/vu-viec/{record}")
    assert "Bên chủ không gửi phần đối tượng. Không có nghĩa là không có." in page
    assert "Phần không gửi Người khác, đối tượng, tóm tắt. Không có nghĩa là không có." in page
    assert "Vi Văn A" not in page


def test_a_holder_is_not_told_who_else_holds_a_copy(shared: Node):
    record = a_case(shared, CAOLOC, ARMY)
    page = Visitor(CAOLOC).get(f"/vu-viec/{record}").content.decode().partition("<main")[2]
    assert ARMY not in page
    assert "Ai thấy gì" not in page


def test_the_owner_sees_who_holds_what_and_who_lacks_the_newest_version(shared: Node):
    record = a_case(shared, CAOLOC, without=IDENTITY)
    do(shared, released(BASON, record, ARMY, until="2099-01-01"), revised(BASON, record, 1, subjects=[person()]))
    page = Visitor(BASON).words(f"/vu-viec/{record}")
    assert "2 đơn vị chưa có bản 2." in page
    assert f"{CAOLOC} Trừ nhân thân chưa mở mới có bản 1" in page
    assert f"{ARMY} Toàn văn; đến hết 01/01/2099 chưa mở mới có bản 1" in page


@pytest.mark.parametrize(
    ("login", "reads"), [(BASON, True), (COMMANDER, True), ("trucban", False), (CAOLOC, False)],
    ids=["wrote it", "commands", "is on duty", "another unit"],
)  # fmt: skip
def test_names_of_victims_and_minors_are_for_the_officers_of_the_case(district: Node, login: str, reads: bool):
    do(district, officer("trucban", BASON, "duty"))
    record = a_case(district, CAOLOC, subjects=[person(name="Vi Văn Lớn"), MINOR], others=[VICTIM])
    link = fresh()
    other = fresh()
    do(district, opened(CAOLOC, other, lead=CAOLOC, subjects=[person()]), released(CAOLOC, other, BASON))
    do(district, linked(BASON, link, record, other))
    own = (f"/vu-viec/{record}/sua", f"/ho-so/{record}/gui", f"/vu-viec/{record}/noi?b={other}")
    visitor = Visitor(login)
    for path in (f"/vu-viec/{record}", f"/noi/{link}", *(own if login != CAOLOC else ())):
        page = visitor.get(path).content.decode()
        assert "Vi Văn Lớn" in page, path
        assert (MINOR["name"] in page) is reads, path
        assert "bà ngoại" not in page or reads, path
        if "/vu-viec" in path and "b=" not in path:
            assert (VICTIM["name"] in page) is reads, path
    hits = visitor.get("/tim", q="Lý Thị Che").content.decode()
    assert record not in hits, "a protected name is no word by which a case is found"
    assert VICTIM["note"] not in hits


def test_a_status_is_said_in_its_exact_word(shared: Node):
    record = a_case(shared, subjects=[person("s1", "bi-tam-giu"), person("s2", "bi-can"), person("s3", "bi-to-giac")])
    page = Visitor(BASON).words(f"/vu-viec/{record}")
    for status in ("Người bị tạm giữ", "Bị can", "Người bị tố giác, người bị kiến nghị khởi tố"):
        assert status in page
    assert "thủ phạm" not in page.lower()


def test_contradicting_links_are_told_to_the_owner(shared: Node):
    record = a_case(shared, CAOLOC, subjects=[person("s1", name="Anh Cả"), person("s2", name="Anh Hai")])
    other, link = fresh(), fresh()
    do(shared, opened(CAOLOC, other, lead=CAOLOC, subjects=[person()]), released(CAOLOC, other, BASON))
    do(
        shared,
        linked(BASON, link, record, other, ("s1", "s1"), ("s2", "s1")),
        acts.act("link.confirm", CAOLOC, record=link),
    )
    assert "Các nối đang coi Anh Cả, Anh Hai là một người" in Visitor(BASON).words(f"/vu-viec/{record}")


def test_an_offered_case_is_locked_on_its_page(shared: Node):
    record = a_case(shared)
    do(shared, offered(BASON, record, CAOLOC))
    page = Visitor(BASON).get(f"/vu-viec/{record}").content.decode()
    assert f"Đang chờ {CAOLOC} trả lời đề nghị bàn giao." in page
    assert 'data-key="' not in page
    assert "Nhận bàn giao" in Visitor(CAOLOC).words(f"/vu-viec/{record}")


# ---------------------------------------------------------------- entry


def test_what_is_typed_becomes_the_document(shared: Node):
    record = entered(
        until="01:20", village="thôn Ba Sơn", commune="06202", point="21.9, 106.99", supporting=[XUATLE],
        p_name=["Vi Văn A", ""], p_birth=["02/09/1990", ""], p_status=["bi-tam-giu", ""], p_gender=["m", ""],
        p_document_number=["020090000001", ""], p_aliases=["A Sẹo; A Lé", ""], p_mark=["led", ""],
        o_name=["Lý Thị B"], o_role=["victim"], o_birth=["1988"],
        x_kind=["heroin"], x_quantity=["1.080,5"], x_unit=["g"], x_value_vnd=["4.500.000"], summary="Tóm tắt.",
    )  # fmt: skip
    made = document(shared, record)
    assert made["title"] == "Tàng trữ trái phép chất ma túy, thôn Ba Sơn, xã Xuất Lễ"
    assert made["occurred"] == {"from": "2023-03-02T20:10:00+07:00", "to": "2023-03-03T01:20:00+07:00"}
    assert made["place"]["point"] == [106990000, 21900000]
    (subject,), (other,), (exhibit,) = made["subjects"], made["others"], made["exhibits"]
    assert (subject["birth"], subject["led"], subject["aliases"]) == ("1990-09-02", True, ["A Sẹo", "A Lé"])
    assert subject["documents"] == [{"kind": "cccd", "number": "020090000001"}]
    assert (other["name"], other["role"]) == ("Lý Thị B", "victim")
    assert (exhibit["quantity"], exhibit["value_vnd"]) == ("1080.5", 4_500_000)


def test_the_form_of_a_case_gives_the_same_case_back(shared: Node):
    """Opening a case for revision and recording it untouched changes nothing of it."""
    record = a_case(shared, **acts.whole_case())
    before = document(shared, record)
    visitor = Visitor(BASON)
    form = form_of(visitor.get(f"/vu-viec/{record}/sua"))
    form["arrested"] = before["arrested"]
    form["supporting"] = before["supporting"]
    answer = visitor.post(f"/vu-viec/{record}/sua", **form)
    assert answer.status_code == 302, readable(answer)
    after = document(shared, record)
    assert _essence(after) == _essence(before)


def _essence(part: Any) -> Any:
    """A document without what does not apply: absent, null, empty and false are one."""
    if isinstance(part, dict):
        return {
            name: kept for name, value in part.items() if (kept := _essence(value)) not in (None, [], {}, "", False)
        }
    return [_essence(item) for item in part] if isinstance(part, list) else part


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"day": "32/1/2023"}, "day", "Ngày giờ chưa đúng"),
        ({"day": "1/1/0001"}, "day", "Ngày giờ chưa đúng"),
        ({"day": "1/1/99999999999"}, "day", "Ngày giờ chưa đúng"),
        ({"day": "1/1/2099"}, "day", "ở sau bây giờ"),
        ({"until": "25:99"}, "until", "Giờ kết thúc chưa đúng"),
        ({"until": "01:00 01/01/2023"}, "until", "ở trước giờ xảy ra"),
        ({"offences": [""]}, "offences", "Thiếu tội danh"),
        ({"point": "đâu đó"}, "point", "Tọa độ chưa đọc được"),
        ({"p_name": ["Ai đó", ""]}, "p1-status", "Thiếu tư cách tố tụng"),
        ({"p_name": ["", "Ai đó"], "p_status": ["", "bi-can"], "p_birth": ["", "x"]}, "p2-birth", "Ghi năm như 1990"),
        ({"p_document_number": ["0201", ""], "p_status": ["bi-can", ""]}, "p1-number", "CCCD có 12 số, đã gõ 4 số."),
        ({"o_name": ["Ai đó"]}, "o1-role", "Thiếu vai trò"),
        ({"x_quantity": ["12"]}, "x1-kind", "Thiếu loại tang vật"),
        ({"x_kind": ["heroin"], "x_quantity": ["nhiều"]}, "x1-quantity", "Số lượng ghi bằng số"),
        ({"x_kind": ["goods"], "x_value_vnd": ["đắt"]}, "x1-value", "Trị giá ghi bằng đồng"),
    ],
    ids=lambda value: value if isinstance(value, str) and "-" in value else "",
)
def test_what_is_wrong_is_told_beside_its_field_and_linked_at_the_top(
    shared: Node, wrong: dict[str, Any], field: str, told: str
):
    answer = Visitor(BASON).post("/vu-viec/nhap", **typed(village="thôn Giữ Lại", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Còn 1 chỗ phải sửa trước khi ghi." in readable(answer)
    assert f'<a href="#{field}">' in page
    assert re.search(rf'<p class="error" id="{field}-error">[^<]*{re.escape(told)}', page)
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*{field}-error', page)
    assert 'value="thôn Giữ Lại"' in page
    for value in wrong.values():
        for one in value if isinstance(value, list) else [value]:
            assert not one or f'value="{one}"' in page


def test_more_rows_are_given_without_losing_what_was_typed(shared: Node):
    before = form_of(Visitor(BASON).get("/vu-viec/nhap"))
    answer = Visitor(BASON).post("/vu-viec/nhap", **typed(p_name=["Vi Văn A", "Lô Thị B"], more="p"))
    form = form_of(answer)
    assert answer.status_code == 200
    assert form["p_name"][:2] == ["Vi Văn A", "Lô Thị B"]
    assert len(form["p_name"]) > len(before["p_name"])
    assert 'class="error"' not in answer.content.decode()


def test_a_form_sent_twice_makes_one_case(shared: Node):
    form, visitor = typed(title="Gửi hai lần"), Visitor(BASON)
    first, second = (visitor.post("/vu-viec/nhap", **form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert visitor.words("/vu-viec", q="Gửi hai lần").count("Gửi hai lần") == 1


@pytest.mark.parametrize(
    ("birth", "minor"), [("2006", True), ("2005", None), ("03/03/2005", True), ("02/03/2005", None)]
)
def test_who_was_surely_under_18_on_the_day_is_marked_so(shared: Node, birth: str, minor: bool | None):
    """The event is of 2 March 2023."""
    record = entered(p_name=["Ai đó", ""], p_status=["bi-can", ""], p_birth=[birth, ""])
    assert document(shared, record)["subjects"][0].get("minor") is minor


def test_the_page_of_entry_tells_who_will_get_the_case_and_they_do(district: Node):
    standing = {"kind": "case", "to": [CAOLOC], "without": ["subjects"], "where": None}
    narrow = {"kind": "case", "to": [ARMY], "without": [], "where": {"offences": ["pc-188"], "communes": None}}
    do(district, acts.act("release.standing", BASON, **standing), acts.act("release.standing", BASON, **narrow))
    beside = readable(Visitor(BASON).post("/vu-viec/nhap", **typed(look="1"))).partition("Khi ghi, tự gửi")[2]
    assert f"{CAOLOC} Trừ đối tượng" in beside
    assert ARMY not in beside
    record = entered()
    assert [one["unit"] for one in shown(district, BASON, record)["released_to"]] == [CAOLOC]


def test_the_page_of_entry_shows_what_may_be_the_same_event(shared: Node):
    near, far = a_case(shared, title="Vụ gần", on="2019-08-03"), a_case(shared, title="Vụ xa", on="2019-08-20")
    beside = (
        Visitor(BASON).post("/vu-viec/nhap", **typed(day="2/8/2019", look="1")).content.decode().partition("<aside")[2]
    )
    assert near in beside
    assert far not in beside


# ---------------------------------------------------------------- revision


def test_a_version_written_meanwhile_stands_beside_what_was_typed(shared: Node):
    record = a_case(shared, summary="Bản một.")
    visitor = Visitor(BASON)
    form = form_of(visitor.get(f"/vu-viec/{record}/sua")) | {"summary": "Chữ của trực ban."}
    do(shared, revised(COMMANDER, record, 1, summary="Chữ của chỉ huy."))
    answer = visitor.post(f"/vu-viec/{record}/sua", **form)
    page = readable(answer)
    assert answer.status_code == 409
    assert f"{COMMANDER} đã ghi bản 2 hôm nay" in page
    assert "Tóm tắt Chữ của chỉ huy. Chữ của trực ban." in page
    assert document(shared, record)["summary"] == "Chữ của chỉ huy."
    again = form_of(answer)
    assert again["summary"] == ["Chữ của trực ban."]
    assert visitor.post(f"/vu-viec/{record}/sua", **again).status_code == 302
    assert document(shared, record)["summary"] == "Chữ của trực ban."
    assert shown(shared, BASON, record)["version"] == 3


def test_who_may_not_read_a_name_can_neither_change_nor_lose_it(district: Node):
    do(district, officer("trucban", BASON, "duty"))
    record = a_case(district, subjects=[person(name="Vi Văn Lớn"), MINOR], others=[VICTIM])
    visitor = Visitor("trucban")
    form = form_of(visitor.get(f"/vu-viec/{record}/sua"))
    form |= {"p_name": ["Vi Văn Lớn Hơn", "Đổi tên", ""], "o_name": ["Đổi tên", ""], "summary": "Mới."}
    assert visitor.post(f"/vu-viec/{record}/sua", **form).status_code == 302
    after = document(district, record)
    assert [one["name"] for one in after["subjects"]] == ["Vi Văn Lớn Hơn", MINOR["name"]]
    assert after["others"] == [VICTIM]


def test_who_asserted_that_two_are_one_case_is_named_at_both_ends(shared: Node):
    ours, theirs = a_case(shared, CAOLOC), fresh()
    do(shared, opened(CAOLOC, theirs, lead=CAOLOC), released(CAOLOC, theirs, BASON))
    do(shared, linked(CAOLOC, fresh(), theirs, ours))
    for record, whose in ((ours, "họ"), (theirs, "ta")):
        told = f"{CAOLOC} nêu: đây là cùng một vụ với hồ sơ của {whose}."
        assert told in Visitor(BASON).words(f"/vu-viec/{record}")
        assert "nêu: đây là" not in Visitor(CAOLOC).words(f"/vu-viec/{record}")


def test_the_form_names_who_holds_a_copy_and_not_the_owner(shared: Node):
    record = a_case(shared, CAOLOC, ARMY)
    assert f"2 đơn vị đang giữ bản: {CAOLOC}, {ARMY}." in Visitor(BASON).words(f"/vu-viec/{record}/sua")
    assert "đang giữ bản" not in Visitor(BASON).words(f"/vu-viec/{a_case(shared)}/sua")


def test_parts_without_a_field_are_kept(shared: Node):
    wanted = [{"issuer": "Công an tỉnh", "number": "12/QĐ", "date": "2020-01-02", "offence": "Trộm cắp"}]
    papers = [{"kind": "cccd", "number": "020090000001"}, {"kind": "passport", "number": "C1234567"}]
    record = a_case(shared, wanted=wanted, subjects=[person(documents=papers, offences=["pc-249", "pc-250"])])
    visitor = Visitor(BASON)
    form = form_of(visitor.get(f"/vu-viec/{record}/sua")) | {"summary": "Thêm tóm tắt."}
    assert visitor.post(f"/vu-viec/{record}/sua", **form).status_code == 302
    after = document(shared, record)
    assert after["wanted"] == wanted
    assert after["subjects"][0]["documents"] == papers
    assert after["subjects"][0]["offences"] == ["pc-249", "pc-250"]


def test_a_refusal_keeps_what_was_typed(shared: Node):
    record = a_case(shared)
    visitor = Visitor(BASON)
    form = form_of(visitor.get(f"/vu-viec/{record}/sua")) | {"summary": "Chữ vừa gõ."}
    do(shared, offered(BASON, record, CAOLOC))
    answer = visitor.post(f"/vu-viec/{record}/sua", **form)
    assert answer.status_code == 409
    assert "Chưa ghi được." in readable(answer)
    assert "record.locked" in readable(answer)
    assert "Chữ vừa gõ." in form_of(answer)["summary"]


# ---------------------------------------------------------------- the same event


def pair(node: Node) -> tuple[str, str, str]:
    """A case of ours and one of the district's police with a person of one number, and our assertion of both."""
    papers = [{"kind": "cccd", "number": "020091004417"}]
    ours = a_case(node, CAOLOC, subjects=[person(name="Nông Văn Hiếu", birth="1991", documents=papers), person("s2")],
                  exhibits=[{"kind": "phone", "quantity": "2", "unit": "chiec"}])  # fmt: skip
    theirs, link = fresh(), fresh()
    theirs_subjects = [person(name="Nông Văn Hiểu", birth="1990", documents=papers)]
    more = {"exhibits": [{"kind": "phone", "quantity": "3", "unit": "chiec"}]}
    do(node, opened(CAOLOC, theirs, lead=CAOLOC, subjects=theirs_subjects, **more), released(CAOLOC, theirs, BASON))
    return ours, theirs, link


def test_two_records_are_compared_in_words(shared: Node):
    ours, theirs, _ = pair(shared)
    page = Visitor(BASON).words(f"/vu-viec/{ours}/noi", b=theirs)
    assert "trùng số giấy tờ; khác dấu; khác năm sinh" in page
    assert "Điện thoại di động 2 chiếc 3 chiếc khác" in page
    assert "chỉ hồ sơ ta có" in page
    assert "Chủ trì bp-bason ca-caoloc khác" in page


def test_the_effect_told_before_the_button_is_the_effect_on_figures(shared: Node):
    ours, theirs, link = pair(shared)
    do(shared, linked(BASON, link, ours, theirs, ("s1", "s1")))
    page = Visitor(CAOLOC).words(f"/noi/{link}")
    told = re.search(r"đếm 1 vụ, (\d+) đối tượng thay vì 2 vụ, (\d+) đối tượng", page)
    assert told
    before = figures(shared, CAOLOC)
    visitor = Visitor(CAOLOC)
    assert (
        visitor.post(f"/ho-so/{link}/xac-nhan", sau=f"/noi/{link}").headers["Location"]
        == f"/noi/{link}?xong=link.confirm"
    )
    after = figures(shared, CAOLOC)
    assert before["cases"] - after["cases"] == 1
    assert before["subjects"] - after["subjects"] == int(told[2]) - int(told[1])


def test_a_link_is_asserted_answered_and_retracted_on_its_pages(shared: Node):
    ours, theirs, _ = pair(shared)
    visitor, other = Visitor(BASON), Visitor(CAOLOC)
    form = form_of(visitor.get(f"/vu-viec/{ours}/noi", b=theirs))
    assert form["pair"] == ["s1|s1"]
    link = visitor.post(f"/vu-viec/{ours}/noi", **form).headers["Location"].partition("?")[0]
    assert f"{CAOLOC} chưa trả lời." in visitor.words(link)
    assert f"{BASON} nêu: hai hồ sơ này là một vụ." in other.words(link)
    other.post(f"/ho-so/{link.removeprefix('/noi/')}/xac-nhan")
    assert "Hai đơn vị đã nói là một vụ: đếm một lần." in visitor.words(link)
    visitor.post(f"/ho-so/{link.removeprefix('/noi/')}/rut-loi")
    assert "Lời nêu đã được rút." in visitor.words(link)


def test_only_the_owner_says_what_his_case_is(shared: Node):
    record = a_case(shared, CAOLOC)
    assert Visitor(CAOLOC).get(f"/vu-viec/{record}/noi").status_code == 403
    assert Visitor(NGANGOAI).get(f"/vu-viec/{record}/noi").status_code == 404


def test_a_case_is_not_compared_with_what_one_may_not_see(shared: Node):
    ours, hidden = a_case(shared), fresh()
    do(shared, opened(CAOLOC, hidden, lead=CAOLOC))
    assert Visitor(BASON).get(f"/vu-viec/{ours}/noi", b=hidden).status_code == 404


# ---------------------------------------------------------------- how much is asked of the database


# ---------------------------------------------------------------- from an earlier case


def begun(login: str, **asked: str) -> dict[str, Any]:
    return form_of(Visitor(login).get("/vu-viec/nhap", **asked), "data-draft")


def test_a_new_case_begins_with_place_and_offence_of_an_earlier_one_and_nothing_else(shared: Node):
    place = {"marker": "1193", "village": "thôn Pò Mạch"}
    earlier = a_case(shared, place=place, offences=["pc-348"], summary="Chuyện cũ.", subjects=[person(name="Vi Văn A")])
    form = begun(BASON, nhu=earlier)
    assert (form["marker"], form["village"], form["offences"][0]) == (["1193"], ["thôn Pò Mạch"], "pc-348")
    assert form["summary"] == [""]
    assert set(form["p_name"]) == {""}
    assert form["record"] != [earlier]


def test_the_form_offers_to_begin_like_the_latest_case_of_ours(district: Node):
    assert "Như vụ gần nhất" not in Visitor(BASON).words("/vu-viec/nhap")
    latest = a_case(district, title="Vụ gần nhất")
    a_case(district, title="Vụ trước đó", on="2022-01-01")
    do(district, opened(CAOLOC, theirs := fresh(), lead=CAOLOC, on="2024-01-01"), released(CAOLOC, theirs, BASON))
    page = Visitor(BASON).get("/vu-viec/nhap")
    assert "Như vụ gần nhất của ta: Vụ gần nhất" in readable(page)
    assert f"nhu={latest}" in page.content.decode()


def test_a_new_case_begins_with_the_persons_of_an_earlier_one_without_their_status(shared: Node):
    held = person("s1", "bi-can", name="Vi Văn A", birth="1990", home="thôn Pò Mạch", offences=["pc-249"])
    form = begun(BASON, nguoi=a_case(shared, subjects=[held], place={"marker": "1193"}, marking="limited"))
    assert form["marking"] == ["limited"]
    assert (form["p_name"][0], form["p_birth"][0], form["p_home"][0]) == ("Vi Văn A", "1990", "thôn Pò Mạch")
    assert (form["p_status"][0], form["p_offence"][0], form["p_key"][0]) == ("", "", "")
    assert form["marker"] == [""]


def test_from_an_earlier_case_comes_no_more_than_its_reader_may_read(shared: Node):
    earlier = a_case(shared, CAOLOC, without=("subjects.name",), subjects=[person(name="Vi Văn A"), MINOR])
    assert "Vi Văn A" not in Visitor(CAOLOC).words("/vu-viec/nhap", nguoi=earlier)
    assert "Hoàng Văn Nhỏ" not in Visitor(CAOLOC).words("/vu-viec/nhap", nguoi=earlier)
    assert Visitor(XUATLE).get("/vu-viec/nhap", nguoi=earlier).status_code == 404
    assert Visitor(XUATLE).get("/vu-viec/nhap", nhu=earlier).status_code == 404
