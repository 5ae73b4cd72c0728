"""Pages of reports by plain HTTP: the list, one report, entry and revision, cross-checking, passing on."""

import re
from typing import Any

import pytest

from tests.acts import ARMY, BASON, CAOLOC, COMMANDER, XUATLE, act, do, fresh, released, shown
from tests.information import a_report, a_request, answered, cancelled, revised, said, standing, whole_report
from tests.node import Node
from tests.visitor import Visitor, form_of, readable

FULL = "Không chuyển tiếp khi bên cho tin chưa đồng ý."
BOXED = "KHÔNG CHUYỂN TIẾP"


def typed(**fields: Any) -> dict[str, Any]:
    """A form of entry as an officer fills it in."""
    form: dict[str, Any] = form_of(Visitor(BASON).get("/tin/nhap"))
    return {**form, "text": ["Ba xe máy không bật đèn."], "day": ["02/11/2023"], "hour": ["05:00"], **fields}


def entered(**fields: Any) -> str:
    """The record that such a form made."""
    answer = Visitor(BASON).post("/tin/nhap", **typed(**fields))
    assert answer.status_code == 302, readable(answer)
    return answer.headers["Location"].removeprefix("/tin/").partition("?")[0]


def document(node: Node, record: str, viewer: str = BASON) -> dict[str, Any]:
    found: dict[str, Any] = shown(node, viewer, record)["document"]
    return found


# ---------------------------------------------------------------- the list


def test_the_list_is_narrowed_by_days_topic_side_and_whose(shared: Node):
    ours = a_report(shared, topic="drugs", side="outer", seen={"from": "2022-05-01T10:00:00+07:00"})
    theirs = a_report(shared, BASON, by=CAOLOC, topic="fireworks", seen={"from": "2022-05-02T10:00:00+07:00"})
    both = {"tu": "1/5/2022", "den": "2/5/2022"}
    for asked, found in (
        ({"cd": "drugs"}, {ours}), ({"phia": "outer"}, {ours}), ({"xem": "ours"}, {ours}),
        ({"xem": "theirs"}, {theirs}), ({"tu": "2/5/2022"}, {theirs}), ({"q": "nguoi la"}, {ours, theirs}),
        ({"q": "khỉ vàng"}, set()),
    ):  # fmt: skip
        page = Visitor(BASON).get("/tin", **both | asked).content.decode()
        assert {one for one in (ours, theirs) if one in page} == found, asked
    assert "Ngày lọc chưa đúng" in Visitor(BASON).words("/tin", tu="32/1/2022")


def test_the_list_says_in_words_how_each_report_stands(shared: Node):
    record = a_report(shared, CAOLOC, ARMY, title="Tin bị nói khác")
    one, other = a_report(shared, BASON, by=CAOLOC), a_report(shared, BASON, by=ARMY)
    assert "Tin bị nói khác chưa đối chiếu" in listed("Tin bị nói khác")
    do(shared, said(CAOLOC, fresh(), one, record), said(ARMY, fresh(), other, record, "contradicts"))
    assert "1 nguồn khớp, 1 nguồn trái" in listed("Tin bị nói khác")


def listed(words: str) -> str:
    """The row of the list with these words, without the unit and the topic."""
    row = re.search(rf"{words}.*?</tr>", Visitor(BASON).get("/tin").content.decode(), re.DOTALL)
    assert row
    text = " ".join(re.sub(r"<[^>]*>", " ", row[0]).split())
    return text.replace("Khác ", "").replace("BP bp-bason ", "")


def test_urgency_is_boxed_in_red_from_khan_up_and_routine_is_not_said(shared: Node):
    for urgency, box in (("thuong", ""), ("khan", "KHẨN"), ("thuong-khan", "THƯỢNG KHẨN"), ("hoa-toc", "HỎA TỐC")):
        record = a_report(shared, urgency=urgency)
        page = Visitor(BASON).get(f"/tin/{record}").content.decode().partition("<main")[2]
        assert re.findall(r'<span class="mark urgent">(.*?)</span>', page) == ([box] if box else [])


# ---------------------------------------------------------------- one report


def test_a_report_says_its_grading_in_words_before_the_letters(shared: Node):
    record = a_report(shared, **whole_report())
    page = Visitor(BASON).words(f"/tin/{record}")
    assert "Đánh giá Nguồn: thường tin cậy; tin: nhiều khả năng đúng B2" in page
    ungraded = Visitor(BASON).words(f"/tin/{a_report(shared)}")
    assert "Đánh giá chưa đánh giá" in ungraded
    assert "F6" not in ungraded


@pytest.mark.parametrize("path", ["text", "source", "grade", "place.point", "place.text", "derived_from"])
def test_what_the_originator_withheld_is_hatched_and_never_as_none(shared: Node, path: str):
    origin = a_report(shared, CAOLOC)
    document = {**whole_report(), "derived_from": [origin], "source": {"kind": "public", "ref": "XL-04"}}
    record = a_report(shared, CAOLOC, without=(path,), **document)
    page = Visitor(CAOLOC).get(f"/tin/{record}").content.decode()
    assert 'class="withheld"' in page
    assert "Không có nghĩa là không có." in readable(Visitor(CAOLOC).get(f"/tin/{record}"))
    told = {"text": "Ba người, đi từ chợ lên.", "source": "XL-04", "grade": "B2", "place.point": "21,90000 B",
            "place.text": "đường mòn", "derived_from": origin}  # fmt: skip
    ours = Visitor(BASON).get(f"/tin/{record}").content.decode().partition("<main")[2]
    for part, words in told.items():
        assert words in ours
        assert (words in page.partition("<main")[2]) is (part != path), part


def test_caveats_stand_wherever_a_report_is_shown(shared: Node):
    record = a_report(shared, CAOLOC, caveats=["no-onward"], title="Tin dặn riêng", topic="drugs")
    derived = a_report(shared, BASON, by=CAOLOC, derived_from=[record])
    request = a_request(shared, BASON, by=CAOLOC, about=record)
    ask = fresh()
    do(shared, act("passon.ask", CAOLOC, record=ask, report=record, to=[ARMY], why="cần"))
    do(shared, said(CAOLOC, fresh(), derived, record))
    in_full = [f"/tin/{record}", f"/tin/{record}/doi-chieu", f"/de-nghi/nhap?ve={record}", f"/ho-so/{record}/gui"]
    in_full += [f"/ho-so/{record}/huy-tin", f"/ho-so/{record}/ban-giao", f"/chuyen-tiep/{ask}"]
    boxed = ("/tin", "/tim?q=dặn+riêng", f"/de-nghi/{request}", f"/de-nghi/{request}/tra-loi", f"/chuyen-tiep/{ask}")
    for path, words in (*((path, FULL) for path in in_full), *((path, BOXED) for path in boxed)):
        assert words in Visitor(BASON).words(path), path
    for path in (f"/tin/{derived}", f"/tin/nhap?tu={record}", f"/tin/{record}/chuyen-tiep"):
        assert {FULL, BOXED} & set(re.findall(f"{FULL}|{BOXED}", Visitor(CAOLOC).words(path))), path
    board = Visitor(BASON).get("/").content.decode()
    for row in re.findall(r"<li>(?:(?!</li>).)*Tin dặn riêng.*?</li>", board, re.DOTALL):
        assert BOXED in row


def test_an_ask_to_pass_on_is_named_by_its_report_and_not_by_its_reason(shared: Node):
    record, ask = a_report(shared, CAOLOC, title="Tin xin chuyển", caveats=["no-onward"]), fresh()
    do(shared, act("passon.ask", CAOLOC, record=ask, report=record, to=[ARMY], why="Lý do riêng của lời xin"))
    news = Visitor(BASON).words("/").partition("Có gì mới")[2]
    assert "xin chuyển tiếp tin của ta. Tin xin chuyển KHÔNG CHUYỂN TIẾP" in news
    assert "Lý do riêng" not in news
    found = Visitor(BASON).words("/tim", q="lý do riêng của lời xin")
    assert found.index("Tin xin chuyển") < found.index("Lý do riêng của lời", found.index("1 hồ sơ"))


def test_standing_tells_which_words_and_how_many_origins(shared: Node):
    record = a_report(shared, CAOLOC, ARMY, XUATLE)
    first = a_report(shared, BASON, XUATLE, by=CAOLOC, title="Tin gốc")
    copied = a_report(shared, BASON, by=XUATLE, title="Tin chép lại", derived_from=[first])
    against = a_report(shared, BASON, by=ARMY, title="Tin khác hẳn")
    do(shared, said(CAOLOC, fresh(), first, record), said(XUATLE, fresh(), copied, record))
    do(shared, said(ARMY, fresh(), against, record, "contradicts"))
    page = Visitor(BASON).words(f"/tin/{record}").partition("Đối chiếu")[2].partition("Rút ra từ đâu")[0]
    assert "1 nguồn gốc độc lập khớp với tin này. 1 nguồn gốc trái với tin này." in page
    assert re.search(r"Tin chép lại .*cùng nguồn gốc với số \d: không tính thêm", page)
    assert re.search(r"Tin khác hẳn trái với tin này ; thêm 1 nguồn gốc", page)
    drawn = Visitor(BASON).get(f"/tin/{record}").content.decode()
    assert len(re.findall(r'class="origin"', drawn)) == 2
    assert len(re.findall(r'class="against"', drawn)) == 2
    assert standing(shared, BASON, record) == (1, 1)


def test_a_word_from_the_report_s_own_origin_is_shown_and_not_counted(shared: Node):
    record = a_report(shared, CAOLOC)
    echo = a_report(shared, BASON, by=CAOLOC, derived_from=[record])
    do(shared, said(CAOLOC, fresh(), echo, record))
    assert "cùng nguồn gốc với chính tin này: không tính" in Visitor(BASON).words(f"/tin/{record}")


def test_what_derives_from_a_report_is_shown_to_who_sees_it(shared: Node):
    record = a_report(shared, CAOLOC)
    open_one = a_report(shared, BASON, by=CAOLOC, title="Rút ra công khai", derived_from=[record])
    a_report(shared, by=CAOLOC, title="Rút ra kín", derived_from=[record])
    a_report(shared, BASON, by=CAOLOC, title="Rút ra giấu gốc", derived_from=[record], without=("derived_from",))
    page = Visitor(BASON).words(f"/tin/{record}").partition("Được rút ra thành")[2]
    assert "Rút ra công khai" in page
    assert "Rút ra kín" not in page
    assert "Rút ra giấu gốc" not in page
    assert record in Visitor(BASON).get(f"/tin/{open_one}").content.decode()


def test_the_owner_sees_who_holds_what_and_a_holder_does_not(shared: Node):
    record = a_report(shared, CAOLOC, without=("source",))
    do(shared, released(BASON, record, ARMY))
    assert f"Ai thấy gì 2 BP {BASON} Toàn văn của ta" in Visitor(BASON).words(f"/tin/{record}")
    holder = Visitor(CAOLOC).get(f"/tin/{record}").content.decode().partition("<main")[2]
    assert ARMY not in holder
    assert "Ai thấy gì" not in holder


def test_a_cancelled_report_can_only_be_read(shared: Node):
    record = a_report(shared, CAOLOC)
    do(shared, cancelled(BASON, record))
    page = Visitor(BASON).get(f"/tin/{record}").content.decode()
    assert "Hồ sơ này đã hủy vì ghi nhầm" in page
    for path in ("/sua", "/doi-chieu"):
        assert f"/tin/{record}{path}" not in page


def test_kinds_have_their_own_pages_and_none_of_another(shared: Node):
    report = a_report(shared, CAOLOC)
    request = a_request(shared, CAOLOC, about=report)
    answer = fresh()
    do(shared, answered(CAOLOC, answer, request))
    pages = {report: "/tin", request: "/de-nghi", answer: "/tra-loi"}
    for record, own in pages.items():
        for path in (*pages.values(), "/vu-viec", "/chuyen-tiep"):
            assert Visitor(BASON).get(f"{path}/{record}").status_code == (200 if path == own else 404), (path, own)


# ---------------------------------------------------------------- entry and revision


def test_what_is_typed_becomes_the_document(shared: Node):
    origin = a_report(shared)
    record = entered(
        title=["Xe máy ban đêm"], topic=["smuggling"], urgency=["khan"], until=["06:30"], marker=["1193"],
        village=["thôn Ba Sơn"], commune=["06202"], where=["đường mòn"], point=["21.9, 106.99"], source=["public"],
        ref=["BS-01"], reliability=["B"], credibility=["3"], caveats=["no-onward", "no-action"], derived=[origin],
    )  # fmt: skip
    made = document(shared, record)
    assert made["seen"] == {"from": "2023-11-02T05:00:00+07:00", "to": "2023-11-02T06:30:00+07:00"}
    assert made["place"]["point"] == [106990000, 21900000]
    assert (made["place"]["marker"], made["place"]["text"], made["grade"]) == ("1193", "đường mòn", "B3")
    assert (made["source"], made["caveats"]) == ({"kind": "public", "ref": "BS-01"}, ["no-onward", "no-action"])
    assert made["derived_from"] == [origin]


def test_one_sentence_is_enough(shared: Node):
    made = document(shared, entered(text=["Thấy người lạ ở mốc.\nĐi hai người."]))
    assert made["title"] == "Thấy người lạ ở mốc."


@pytest.mark.parametrize(
    ("chosen", "grade"), [(("", ""), None), (("C", ""), "C6"), (("", "2"), "F2"), (("A", "1"), "A1")]
)
def test_a_grade_is_never_forced(shared: Node, chosen: tuple[str, str], grade: str | None):
    record = entered(reliability=[chosen[0]], credibility=[chosen[1]])
    assert document(shared, record).get("grade") == grade


@pytest.mark.parametrize(
    ("fields", "marking"),
    [
        ({}, "LƯU HÀNH NỘI BỘ"), ({"side": ["outer"]}, "HẠN CHẾ PHỔ BIẾN"),
        ({"topic": ["outer-side"]}, "HẠN CHẾ PHỔ BIẾN"),
        ({"side": ["outer"], "marking": ["internal"]}, "LƯU HÀNH NỘI BỘ"),
    ],
)  # fmt: skip
def test_the_outer_side_proposes_limited_and_the_officer_decides(shared: Node, fields: dict[str, Any], marking: str):
    before = readable(Visitor(BASON).post("/tin/nhap", **typed(**fields, look="1")))
    assert f"Khi ghi, mức là {marking}" in before
    assert marking in Visitor(BASON).words(f"/tin/{entered(**fields)}")


def test_a_report_on_community_affairs_names_nobody_and_the_form_says_why(shared: Node):
    page = readable(Visitor(BASON).post("/tin/nhap", **typed(topic=["community-affairs"], look="1")))
    assert "Tin về tình hình cơ sở không nêu người." in page
    assert "pháp luật không cho lập danh sách" in page
    form = form_of(Visitor(BASON).get("/tin/nhap"))
    assert not [name for name in form if re.search("person|subject|name|p_", name)]


def test_a_human_source_is_a_reference_and_the_form_says_so(shared: Node):
    page = Visitor(BASON).words("/tin/nhap")
    assert "Không bao giờ ghi tên, số điện thoại, nơi ở của người cho tin" in page
    record = entered(source=["public"], ref=["BS-09"])
    assert "mã nguồn BS-09 chỉ đơn vị cho tin biết là ai" in Visitor(BASON).words(f"/tin/{record}")


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"text": [""], "title": [""]}, "title", "Thiếu nội dung"),
        ({"day": ["32/1/2023"]}, "day", "Ngày giờ chưa đúng"),
        ({"day": ["1/1/0001"]}, "day", "Ngày giờ chưa đúng"),
        ({"day": ["1/1/99999999999"]}, "day", "Ngày giờ chưa đúng"),
        ({"day": ["1/1/2099"]}, "day", "ở sau bây giờ"),
        ({"until": ["01:00 01/01/2023"]}, "until", "ở trước giờ bắt đầu"),
        ({"point": ["đâu đó"]}, "point", "Tọa độ chưa đọc được"),
        ({"ref": ["X1"]}, "source", "chưa chọn loại nguồn"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field(shared: Node, wrong: dict[str, Any], field: str, told: str):
    answer = Visitor(BASON).post("/tin/nhap", **typed(village=["thôn Giữ Lại"], **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in page
    assert re.search(rf'<p class="error" id="{field}-error">[^<]*{re.escape(told)}', page)
    assert 'value="thôn Giữ Lại"' in page


def test_the_form_of_a_report_gives_the_same_report_back(shared: Node):
    origin = a_report(shared)
    record = a_report(shared, **{**whole_report(), "derived_from": [origin]})
    before = document(shared, record)
    form = form_of(Visitor(BASON).get(f"/tin/{record}/sua"))
    answer = Visitor(BASON).post(f"/tin/{record}/sua", **form)
    assert answer.status_code == 302, readable(answer)
    after = document(shared, record)
    assert {name: value for name, value in after.items() if value} == {
        name: value for name, value in before.items() if value
    }


def test_a_version_written_meanwhile_stands_beside_what_was_typed(shared: Node):
    record = a_report(shared, title="Bản đầu")
    form = form_of(Visitor(BASON).get(f"/tin/{record}/sua"))
    do(shared, revised(BASON, record, 1, title="Bản của người khác"))
    answer = Visitor(COMMANDER).post(f"/tin/{record}/sua", **{**form, "title": ["Bản của tôi"]})
    assert answer.status_code == 409
    assert "Trích yếu Bản của người khác Bản của tôi" in readable(answer)
    again = Visitor(COMMANDER).post(f"/tin/{record}/sua", **form_of(answer))
    assert again.status_code == 302
    assert document(shared, record)["title"] == "Bản của tôi"


def test_who_will_get_a_report_by_itself_is_told_before(district: Node):
    do(district, act("release.standing", BASON, kind="report", to=[CAOLOC], without=["source"], where=None))
    beside = Visitor(BASON).words("/tin/nhap").partition("Khi ghi, tự gửi")[2]
    assert f"{CAOLOC} Trừ nguồn" in beside
    assert [one["unit"] for one in shown(district, BASON, entered())["released_to"]] == [CAOLOC]
