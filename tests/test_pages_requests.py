"""Pages of requests by plain HTTP: entry, what each side may know, acts, the board, answering times."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from hiepdong.vocabulary.clock import now
from tests import acts
from tests.acts import ARMY, BASON, BORDER, CAOLOC, COMMANDER, INSPECTOR, NGANGOAI, act, do, fresh, shown, tried
from tests.information import a_report, a_request, accepted, answered, closed, sent, state
from tests.node import Node
from tests.visitor import Visitor, form_of, readable

QUESTION = "Có người lạ qua mốc không?"


def typed(login: str = BASON, about: str = "", **fields: Any) -> dict[str, Any]:
    """A form of a request as an officer fills it in."""
    page = Visitor(login).get("/de-nghi/nhap", **({"ve": about} if about else {}))
    form: dict[str, Any] = form_of(page)
    return {**form, "question": [QUESTION], "to": [CAOLOC], "urgency": ["khan"], **fields}


def entered(login: str = BASON, about: str = "", **fields: Any) -> str:
    """The request that such a form made."""
    answer = Visitor(login).post("/de-nghi/nhap", **typed(login, about, **fields))
    assert answer.status_code == 302, readable(answer)
    return answer.headers["Location"].removeprefix("/de-nghi/").partition("?")[0]


def board(login: str) -> tuple[str, str]:
    """What the board says waits for us or for our commander, and what we wait for."""
    sections = Visitor(login).words("/").partition("vụ trong 7 ngày")[2]
    ours, _, rest = sections.partition("Ta chờ đơn vị khác")
    return ours, rest.partition("Có gì mới")[0]


def ago(**span: float) -> str:
    return (now() - timedelta(**span)).isoformat()


# ---------------------------------------------------------------- entry


def test_each_urgency_shows_by_when_before_anything_is_sent(shared: Node):
    page = Visitor(BASON).words("/de-nghi/nhap")
    for hours, word in ((24, "Khẩn"), (6, "Thượng khẩn"), (1, "Hỏa tốc")):
        due = now() + timedelta(hours=hours)
        near = {f"{at.hour} giờ {at:%M} phút ngày {at:%d/%m/%Y}" for at in (due, due - timedelta(minutes=1))}
        told = re.search(rf"{word} trả lời trước (\d+ giờ \d+ phút ngày [\d/]+)", page)
        assert told
        assert told[1] in near


def test_the_times_are_those_that_the_unit_has_set(district: Node):
    do(district, act("unit.configure", BASON, settings={"answer_times": {"khan": {"hours": 3}}}))
    due = datetime.fromisoformat(shown(district, BASON, entered())["due"])
    assert timedelta(hours=2, minutes=59) < due - now() <= timedelta(hours=3)


def test_several_units_are_asked_about_the_record_one_came_from(shared: Node):
    report = a_report(shared, CAOLOC)
    page = Visitor(BASON).words("/de-nghi/nhap", ve=report)
    assert f"Đã gửi hồ sơ này cho: {CAOLOC}." in page
    assert "Đơn vị chưa được gửi sẽ thấy câu hỏi mà không thấy hồ sơ." in page
    request = entered(about=report, to=[CAOLOC, ARMY])
    assert state(shared, BASON, request) == {CAOLOC: "sent", ARMY: "sent"}
    assert shown(shared, CAOLOC, request)["document"]["about"] == report
    assert report in Visitor(CAOLOC).get(f"/de-nghi/{request}").content.decode()
    assert report not in Visitor(ARMY).get(f"/de-nghi/{request}").content.decode()
    assert QUESTION in Visitor(BASON).words(f"/tin/{report}").partition("Đề nghị xác minh về tin này")[2]


def test_a_request_about_a_case_stands_on_the_page_of_the_case(shared: Node):
    case = acts.a_case(shared, CAOLOC)
    entered(about=case)
    assert QUESTION in Visitor(CAOLOC).words(f"/vu-viec/{case}").partition("Đề nghị xác minh về vụ này")[2]


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [({"to": []}, "to", "Chọn ít nhất một đơn vị."), ({"question": [" "]}, "question", "Thiếu câu hỏi."),
     ({"day": ["32/1/2030"]}, "day", "Hạn chưa đúng"), ({"day": ["1/1/2020"]}, "day", "Hạn ở trước bây giờ.")],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field(shared: Node, wrong: dict[str, Any], field: str, told: str):
    answer = Visitor(BASON).post("/de-nghi/nhap", **typed(why=["giữ lại"], **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in page
    assert re.search(rf'id="{field}-error">[^<]*{re.escape(told)}', page)
    assert "giữ lại" in page


def test_only_a_superior_demands(shared: Node):
    from_above, from_beside = (a_request(shared, BASON, by=by, question=f"{by} hỏi") for by in (BORDER, CAOLOC))
    assert "yêu cầu xác minh" in Visitor(BASON).words(f"/de-nghi/{from_above}")
    assert "đề nghị xác minh" in Visitor(BASON).words(f"/de-nghi/{from_beside}")
    ours, _ = board(BASON)
    assert f"{BORDER} yêu cầu ta xác minh {BORDER} hỏi" in ours
    assert f"{CAOLOC} đề nghị ta xác minh {CAOLOC} hỏi" in ours
    choices = Visitor(BORDER).words("/de-nghi/nhap")
    assert re.search(rf"{BASON} (cấp dưới của ta: ghi là )?yêu cầu", choices)
    assert not re.search(rf"{CAOLOC} (cấp dưới của ta: ghi là )?yêu cầu", choices)


# ---------------------------------------------------------------- who may know what


def test_an_addressed_unit_learns_neither_who_else_was_asked_nor_what_he_said(shared: Node):
    request = a_request(shared, CAOLOC, ARMY)
    do(shared, accepted(ARMY, request), answered(ARMY, fresh(), request, text="Câu của quân sự"))
    page = Visitor(CAOLOC).get(f"/de-nghi/{request}").content.decode().partition("<main")[2]
    assert ARMY not in page
    assert "Câu của quân sự" not in page
    asker = Visitor(BASON).words(f"/de-nghi/{request}")
    assert "Câu của quân sự" in asker
    assert f"QS {ARMY} đã trả lời" in asker


def test_a_request_that_is_not_seen_is_not_there(shared: Node):
    request = a_request(shared, CAOLOC, question="Câu riêng")
    answer = fresh()
    do(shared, answered(CAOLOC, answer, request))
    for path in ("", "/tra-loi", "/khong-nhan", "/khep", "/hoi-tiep", "/nhan"):
        for login in (ARMY, INSPECTOR):
            assert Visitor(login).get(f"/de-nghi/{request}{path}").status_code == 404, path
            assert Visitor(login).post(f"/de-nghi/{request}{path}").status_code in (404, 405)
    assert Visitor(ARMY).get(f"/tra-loi/{answer}").status_code == 404
    assert "Câu riêng" not in Visitor(ARMY).words("/de-nghi", xem="tat-ca")


def test_an_answer_released_further_names_no_request_its_holder_does_not_see(shared: Node):
    request = a_request(shared, CAOLOC, question="Câu hỏi kín")
    answer = fresh()
    do(shared, answered(CAOLOC, answer, request), acts.released(CAOLOC, answer, ARMY, without=("text",)))
    page = Visitor(ARMY).words(f"/tra-loi/{answer}")
    assert "Xác minh đúng" in page
    assert "Nội dung không gửi" in page
    assert "một đề nghị ta không được thấy" in page
    assert "Câu hỏi kín" not in page


# ---------------------------------------------------------------- acts


def test_a_request_is_accepted_answered_in_part_and_finally(shared: Node):
    report = a_report(shared, CAOLOC)
    request = a_request(shared, CAOLOC, about=report)
    path, visitor = f"/de-nghi/{request}", Visitor(CAOLOC)
    visitor.post(f"{path}/nhan")
    assert state(shared, BASON, request) == {CAOLOC: "accepted"}
    form = form_of(visitor.get(f"{path}/tra-loi"))
    said = {**form, "finding": ["partly"], "text": ["Mới gặp một người."], "reliability": ["B"], "final": "0"}
    visitor.post(f"{path}/tra-loi", **said)
    assert state(shared, BASON, request) == {CAOLOC: "accepted"}
    assert "trả lời một phần Đúng một phần Nguồn: thường tin cậy" in Visitor(BASON).words(path)
    mine = a_report(shared, by=CAOLOC)
    form = form_of(visitor.get(f"{path}/tra-loi"))
    visitor.post(f"{path}/tra-loi", **form | {"finding": ["confirmed"], "final": "1", "derived": [mine]})
    assert state(shared, BASON, request) == {CAOLOC: "answered"}
    (part, final) = shown(shared, BASON, request)["answers"]
    assert (part["final"], final["final"], final["finding"]) == (False, True, "confirmed")
    assert shown(shared, CAOLOC, final["record"])["document"]["derived_from"] == [mine]
    assert visitor.get(f"{path}/tra-loi").headers["Location"] == path


def test_an_answer_says_what_was_found(shared: Node):
    request = a_request(shared, CAOLOC)
    form = form_of(Visitor(CAOLOC).get(f"/de-nghi/{request}/tra-loi"))
    for wrong, told in (
        ({"finding": []}, "Chọn một kết quả xác minh."),
        ({"finding": ["unknown"]}, "Ghi đã xác minh được gì."),
    ):
        answer = Visitor(CAOLOC).post(f"/de-nghi/{request}/tra-loi", **form | wrong, final="1")
        assert answer.status_code == 422
        assert told in readable(answer)
    assert state(shared, BASON, request) == {CAOLOC: "sent"}


def test_a_request_is_declined_with_a_ground(shared: Node):
    request = a_request(shared, CAOLOC)
    page = Visitor(CAOLOC).words(f"/de-nghi/{request}/khong-nhan")
    assert f"{BASON} thấy ngay ta không nhận và vì sao." in page
    Visitor(CAOLOC).post(f"/de-nghi/{request}/khong-nhan", ground="harms-own-work", reason="đang theo vụ khác")
    told = f"CA {CAOLOC} không nhận Ảnh hưởng việc đơn vị đang làm: đang theo vụ khác"
    assert told in Visitor(BASON).words(f"/de-nghi/{request}")
    assert "hỏi nơi khác hoặc khép" in board(BASON)[0]


def test_the_asker_asks_on_and_closes(shared: Node):
    request = a_request(shared, CAOLOC)
    do(shared, answered(CAOLOC, fresh(), request))
    path, visitor = f"/de-nghi/{request}", Visitor(BASON)
    assert visitor.post(f"{path}/hoi-tiep", question=" ").status_code == 422
    visitor.post(f"{path}/hoi-tiep", question="Mấy người?")
    assert state(shared, BASON, request) == {CAOLOC: "accepted"}
    assert "Mấy người?" in Visitor(CAOLOC).words(path)
    visitor.post(f"{path}/khep", why="not-needed")
    assert state(shared, BASON, request) == {CAOLOC: "closed"}
    for login in (BASON, CAOLOC):
        page = Visitor(login).get(path).content.decode()
        assert "đã khép: không cần nữa" in readable(Visitor(login).get(path))
        assert not re.findall(rf'href="{path}/(tra-loi|khep|hoi-tiep|khong-nhan)', page)


# ---------------------------------------------------------------- the board and the lists


def test_what_is_overdue_is_red_in_words_and_escalates_to_the_commander(shared: Node):
    late = fresh()
    do(shared, sent(BASON, late, CAOLOC, at=ago(hours=30), question="Câu trễ"))
    assert "quá hạn 6 giờ" in Visitor(CAOLOC).words(f"/de-nghi/{late}")
    assert 'class="note late"' in Visitor(CAOLOC).get(f"/de-nghi/{late}").content.decode()
    ours, _ = board(CAOLOC)
    assert f"Ta quá hạn trả lời {BASON} Câu trễ quá 6 giờ" in ours
    told = f"{CAOLOC} quá hạn trả lời ta Câu trễ"
    (duty_ours, duty_theirs), (commander_ours, commander_theirs) = board(BASON), board(COMMANDER)
    assert (told in duty_ours, told in duty_theirs) == (False, True)
    assert (told in commander_ours, told in commander_theirs) == (True, False)


def test_near_its_end_a_request_reminds_who_owes_and_who_asked(shared: Node):
    do(shared, sent(BASON, fresh(), CAOLOC, at=ago(hours=19), question="Câu gần hạn"))
    assert f"Sắp hết hạn trả lời {BASON} Câu gần hạn còn " in board(CAOLOC)[0]
    assert f"{CAOLOC} sắp hết hạn trả lời ta Câu gần hạn còn " in board(BASON)[1]


def test_what_a_unit_owes_too_long_is_put_before_its_commander(shared: Node):
    do(shared, sent(CAOLOC, fresh(), BASON, at=ago(hours=30), question="Câu ta nợ"))
    assert f"Ta quá hạn trả lời {CAOLOC} Câu ta nợ quá 6 giờ" in board(BASON)[0]
    assert f"Cần chỉ huy: đơn vị ta quá hạn trả lời {CAOLOC} Câu ta nợ quá 6 giờ" in board(COMMANDER)[0]


def test_the_asker_reminds_who_still_owes(shared: Node):
    request = a_request(shared, CAOLOC, ARMY, question="Câu được nhắc")
    do(shared, answered(ARMY, fresh(), request))
    path = f"/de-nghi/{request}"
    assert Visitor(CAOLOC).post(f"{path}/nhac").status_code == 403
    assert "Nhắc trả lời" not in Visitor(CAOLOC).words(path)
    assert "Nhắc trả lời" in Visitor(BASON).words(path)
    Visitor(BASON).post(f"{path}/nhac")
    assert f"{BASON} nhắc ta trả lời. Câu được nhắc" in Visitor(CAOLOC).words("/")
    assert f"{BASON} nhắc ta trả lời, hôm nay" in Visitor(CAOLOC).words(path)
    assert "nhắc ta trả lời" not in Visitor(ARMY).words("/")
    assert "Ta nhắc lần gần nhất hôm nay" in Visitor(BASON).words(path)
    do(shared, answered(CAOLOC, fresh(), request))
    assert "Nhắc trả lời" not in Visitor(BASON).words(path)
    assert tried(shared, act("request.remind", BASON, record=request)) == "request.none_owes"
    do(shared, closed(BASON, request))
    assert tried(shared, act("request.remind", BASON, record=request)) == "request.closed"


def test_the_board_shows_what_came_of_our_requests(shared: Node):
    request = a_request(shared, CAOLOC, ARMY, question="Câu hai nơi")
    assert f"{CAOLOC}, {ARMY} chưa trả lời Câu hai nơi còn" in board(BASON)[1]
    do(shared, answered(CAOLOC, fresh(), request))
    ours, theirs = board(BASON)
    assert f"{CAOLOC} đã trả lời: khép hoặc hỏi tiếp Câu hai nơi" in ours
    assert f"{ARMY} chưa trả lời Câu hai nơi" in theirs
    do(shared, closed(BASON, request))
    assert "Câu hai nơi" not in "".join(board(BASON))


def test_the_lists_are_what_we_owe_what_we_are_owed_and_all(shared: Node):
    to_us, by_us = (a_request(shared, *to, by=by) for by, to in ((CAOLOC, (NGANGOAI,)), (NGANGOAI, (CAOLOC, ARMY))))
    pages = {
        view: Visitor(NGANGOAI).get("/de-nghi", xem=view).content.decode() for view in ("ta-no", "ho-no", "tat-ca")
    }
    assert (to_us in pages["ta-no"], by_us in pages["ta-no"]) == (True, False)
    assert (to_us in pages["ho-no"], pages["ho-no"].count(f"/de-nghi/{by_us}")) == (False, 2)
    assert to_us in pages["tat-ca"]
    assert by_us in pages["tat-ca"]


def test_a_question_may_be_about_a_place_or_a_vehicle(shared: Node):
    record = entered(vehicle="xe tải nhỏ 12A-004.56", marker="1193")
    page = Visitor(CAOLOC).words(f"/de-nghi/{record}")
    assert "Phương tiện xe tải nhỏ 12A-004.56" in page
    assert "Nơi mốc 1193" in page
    assert record in Visitor(CAOLOC).get("/tim", q="12A-004.56").content.decode()


def test_a_place_that_cannot_be_read_is_told_and_the_question_stays(shared: Node):
    answer = Visitor(BASON).post("/de-nghi/nhap", **typed(point="ở đầu thôn"))
    assert answer.status_code == 422
    assert "Tọa độ chưa đọc được" in readable(answer)
    assert QUESTION in answer.content.decode()
    unknown = {"commune": "99999"}
    assert tried(shared, sent(BASON, fresh(), "ca-caoloc", place=unknown)) == "document.unknown_code"
