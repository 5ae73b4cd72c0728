"""Units that are not on the system: what they ask and answer by paper or phone is kept for them, and marked so."""

from datetime import timedelta
from typing import Any

import pytest

from hiepdong.forces.queries import viewer
from hiepdong.information.answer_times import answer_times
from hiepdong.vocabulary.clock import HANOI, now, today
from tests import acts
from tests.activities import exchanged
from tests.acts import ARMY, BASON, CAOLOC, COMMANDER, SECOND, Act, act, do, fresh, officer, sees, shown, tried, unit
from tests.information import a_report, a_request, accepted, answered, asked_on, closed, sent, standing, state
from tests.node import ADMIN, Node, Nodes
from tests.visitor import Visitor, form_of, readable

AWAY, OTHER, SAID = "ca-xa", "qs-xa", "Đã kiểm tra, đúng như tin báo."


@pytest.fixture
def desk(district: Node) -> Node:
    """A district with two units in which nobody serves, an administrator of one of them apart."""
    do(district, unit(AWAY, parent=CAOLOC), unit(OTHER), officer("admin-xa", AWAY, "administrator"))
    return district


def day(ago: int = 0) -> str:
    return (today() - timedelta(days=ago)).isoformat()


def basis(kind: str = "paper", **changes: Any) -> dict[str, Any]:
    said = {"basis": kind, "date": day(), "number": "12/CAX" if kind == "paper" else None, "who": "Thiếu tá X"}
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


def kept(unit: str = AWAY, kind: str = "paper", **changes: Any) -> dict[str, Any]:
    return {"unit": unit, **basis(kind, **changes)}


def answer_for(record: str, request: str, by: str = BASON, finding: str = "confirmed", **about: Any) -> Act:
    """What the asker records of the answer of a unit that is not on the system."""
    said = answered(by, record, request, finding, text=SAID, **about.pop("answer", {}))
    return {**said, "on_behalf": kept(**about)}


def question_from(record: str, by: str = BASON, to: str = "", **about: Any) -> Act:
    asked = sent(by, record, to or by, question="Có người của xã ta qua mốc không?")
    return {**asked, "on_behalf": kept(**about)}


def told(record: str, request: str, by: str = BASON, **about: Any) -> Act:
    """Our answer to such a question, and how it reached who asked."""
    return {**answered(by, record, request), "conveyed": basis("call", **about)}


# ---------------------------------------------------------------- an answer that came from outside


def test_the_asker_records_the_answer_of_a_unit_that_is_not_on_the_system(desk: Node):
    report = a_report(desk)
    request, answer = a_request(desk, AWAY, about=report), fresh()
    do(desk, answer_for(answer, request))
    assert state(desk, BASON, request) == {AWAY: "answered"}
    (line,) = shown(desk, BASON, request)["answers"]
    assert (line["unit"], line["kept_by"]) == (AWAY, BASON)
    found = shown(desk, BASON, answer)
    assert found["owner"] == BASON
    assert found["on_behalf"] == kept()
    assert standing(desk, BASON, report) == (1, 0)
    assert desk.verify()["problems"] == []


def test_its_origin_is_that_unit_however_often_it_is_recorded(desk: Node):
    report = a_report(desk)
    request = a_request(desk, AWAY, about=report)
    do(desk, answer_for(fresh(), request, answer={"final": False}), answer_for(fresh(), request, kind="call"))
    assert standing(desk, BASON, report) == (1, 0)
    again = a_request(desk, AWAY, OTHER, about=report)
    do(desk, answer_for(fresh(), again), answer_for(fresh(), again, unit=OTHER))
    assert standing(desk, BASON, report) == (3, 0)


REFUSED = {
    "a unit with officers": (lambda request: answer_for(fresh(), request, unit=CAOLOC), "unit.on_system"),
    "a unit that was not asked": (lambda request: answer_for(fresh(), request, unit=OTHER), "request.not_addressed"),
    "a unit that is none": (lambda request: answer_for(fresh(), request, unit="khong"), "unit.unknown"),
    "not by the asker": (lambda request: answer_for(fresh(), request, by=CAOLOC), "record.not_owner"),
    "by who sees nothing": (lambda request: answer_for(fresh(), request, by=ARMY), "record.not_found"),
    "a paper without number": (lambda request: answer_for(fresh(), request, number=""), "document.invalid"),
    "a call with nobody": (lambda request: answer_for(fresh(), request, kind="call", who=" "), "document.invalid"),
    "of tomorrow": (lambda request: answer_for(fresh(), request, date=day(-1)), "document.invalid"),
    "before it was asked": (lambda request: answer_for(fresh(), request, date=day(2)), "document.invalid"),
    "by neither": (lambda request: answer_for(fresh(), request, basis="rumour"), "act.invalid"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_is_recorded_for_who_can_speak_nor_on_nothing(desk: Node, what: str):
    made, code = REFUSED[what]
    request = a_request(desk, AWAY, CAOLOC)
    assert tried(desk, made(request)) == code
    assert state(desk, BASON, request) == {AWAY: "sent", CAOLOC: "sent"}


def test_who_answered_has_answered(desk: Node):
    request = a_request(desk, AWAY)
    assert tried(desk, answer_for(fresh(), request), answer_for(fresh(), request)) == "request.answered"
    do(desk, asked_on(BASON, request), answer_for(fresh(), request), closed(BASON, request))
    assert tried(desk, answer_for(fresh(), request)) == "request.closed"


# ---------------------------------------------------------------- a question that came from outside


def test_a_question_from_outside_is_owed_by_us_and_our_answer_says_how_it_got_there(desk: Node):
    request, answer = fresh(), fresh()
    do(desk, question_from(request))
    owed = desk.ask("owed", "--as", BASON)
    assert [line["record"] for line in owed["by_us"]] == [request]
    assert owed["by_us"][0]["asker"] == AWAY
    assert owed["to_us"] == [], "we do not owe it to ourselves"
    do(desk, accepted(BASON, request))
    assert tried(desk, answered(BASON, fresh(), request)) == "act.invalid", "how was it told?"
    do(desk, told(answer, request))
    assert state(desk, BASON, request) == {BASON: "answered"}
    assert shown(desk, BASON, answer)["conveyed"] == basis("call")
    assert desk.ask("owed", "--as", BASON)["by_us"] == []
    assert desk.verify()["problems"] == []


def test_such_a_question_is_to_who_records_it_alone(desk: Node):
    for to in (CAOLOC, AWAY):
        assert tried(desk, question_from(fresh(), to=to)) == "document.invalid"
    assert tried(desk, question_from(fresh(), unit=CAOLOC)) == "unit.on_system"
    assert tried(desk, sent(BASON, fresh(), BASON)) == "document.invalid"
    request = a_request(desk, BASON, by=CAOLOC)
    assert tried(desk, {**answered(BASON, fresh(), request), "conveyed": basis()}) == "act.invalid"


# ---------------------------------------------------------------- times and figures


def test_times_go_by_the_day_of_the_paper_and_not_by_when_it_was_recorded(desk: Node):
    week_ago = (now().astimezone(HANOI) - timedelta(days=7)).replace(hour=8, minute=0, second=0, microsecond=0)
    late, early = (
        a_request(desk, AWAY, at=week_ago.isoformat(), due=(week_ago + timedelta(days=2)).isoformat()) for _ in range(2)
    )
    do(desk, answer_for(fresh(), late, date=day(3)), answer_for(fresh(), early, date=day(6)))
    (line,) = [line for line in answer_times(viewer(BASON)) if line.unit == AWAY]
    assert (line.answered, line.on_time, line.judged) == (2, 1, 2)


def test_papers_and_calls_count_among_what_units_exchange(desk: Node):
    request, question = a_request(desk, AWAY), fresh()
    do(desk, answer_for(fresh(), request), question_from(question), told(fresh(), question))
    assert exchanged(desk, BASON) == {"request": (1, 1), "answer": (1, 1), "verified": (1, 1)}


# ---------------------------------------------------------------- when the unit joins


def test_a_unit_that_joins_had_no_sight_and_takes_over_what_was_kept_for_it(desk: Node):
    request, answer, question, reply = (fresh() for _ in range(4))
    do(desk, sent(BASON, request, AWAY), answer_for(answer, request), question_from(question), told(reply, question))
    do(desk, officer(AWAY, AWAY))
    assert not any(sees(desk, AWAY, one) for one in (answer, question, reply))
    assert state(desk, AWAY, request) == {AWAY: "answered"}
    assert tried(desk, answer_for(fresh(), request)) == "unit.on_system"
    for record in (answer, question):
        do(desk, acts.offered(BASON, record, AWAY), act("handover.accept", AWAY, record=record))
    assert shown(desk, AWAY, answer)["owner"] == AWAY
    assert shown(desk, AWAY, question)["state"] == {BASON: "answered"}
    assert [line["record"] for line in shown(desk, AWAY, question)["answers"]] == [reply], "the answers come with it"
    do(desk, asked_on(AWAY, question), answered(BASON, fresh(), question))
    assert "nay của" in Visitor(AWAY).words(f"/de-nghi/{question}")
    assert desk.verify()["problems"] == []


def test_who_inherits_a_unit_inherits_what_was_kept_for_it(desk: Node):
    question = fresh()
    do(desk, question_from(question), act("unit.end", ADMIN, code=AWAY, on=day(), successors=[OTHER], heir=OTHER,
                                          how="merged"))  # fmt: skip
    assert desk.ask("owed", "--as", BASON)["by_us"][0]["asker"] == OTHER
    assert desk.verify()["problems"] == []


# ---------------------------------------------------------------- erasure


def test_an_erasure_takes_number_name_and_note(nodes: Nodes, desk: Node):
    request, answer = a_request(desk, AWAY), fresh()
    do(desk, answer_for(answer, request, number="77/MAT", who="Thiếu tá Bí Mật", note="gọi số riêng"))
    for by in (COMMANDER, SECOND):
        do(desk, act("record.erase", by, record=answer, decision="QĐ 12/2026"))
    said = shown(desk, BASON, answer)["on_behalf"]
    assert said == {"unit": AWAY, "basis": "paper", "date": day(), "number": "—", "who": "—", "note": "—"}
    assert desk.verify()["problems"] == []
    words = [word.encode() for word in ("77/MAT", "Bí Mật", "số riêng")]
    assert not [path for path, content in desk.files() if any(word in content for word in words)]


# ---------------------------------------------------------------- pages


def test_the_pages_say_whose_word_it_is_and_what_it_rests_on(desk: Node):
    assert f"{AWAY} chưa dùng hệ thống" in Visitor(BASON).words("/de-nghi/nhap")
    request = a_request(desk, AWAY, CAOLOC)
    path = f"/de-nghi/{request}"
    assert "Ghi trả lời bằng văn bản, điện thoại" in Visitor(BASON).words(path)
    assert "Ghi trả lời bằng văn bản" not in Visitor(CAOLOC).words(path)
    page = Visitor(BASON).get(f"{path}/tra-loi", thay=AWAY)
    assert f"Ghi thay {AWAY}" in readable(page)
    form = form_of(page) | {"finding": ["confirmed"], "text": [SAID], "basis": ["call"], "final": "1"}
    wrong = Visitor(BASON).post(f"{path}/tra-loi", **form)
    assert wrong.status_code == 422
    assert "Ghi ai nói chuyện" in readable(wrong)
    assert SAID in readable(wrong)
    right = Visitor(BASON).post(f"{path}/tra-loi", **form | {"who": ["Thiếu tá X"]})
    assert right.status_code == 302
    told = f"{BASON} giữ thay {AWAY}, đơn vị chưa dùng hệ thống. Dựa vào điện thoại ngày {today():%d/%m/%Y}, Thiếu tá X"
    assert told in Visitor(BASON).words(path)
    (line,) = shown(desk, BASON, request)["answers"]
    assert told in Visitor(BASON).words(f"/tra-loi/{line['record']}")
    do(desk, acts.released(BASON, line["record"], ARMY))
    theirs = Visitor(ARMY).words(f"/tra-loi/{line['record']}")
    assert f"{BASON} giữ thay {AWAY}" in theirs
    assert "Thiếu tá X" not in theirs, "who was on the phone stays with who keeps it"


def test_a_question_from_outside_is_entered_and_answered_by_the_pages(desk: Node):
    form = form_of(Visitor(BASON).get("/de-nghi/den")) | {"basis": ["paper"]}
    wrong = Visitor(BASON).post("/de-nghi/den", **form)
    assert wrong.status_code == 422
    for words in ("Chọn đơn vị đã hỏi.", "Thiếu câu hỏi.", "Thiếu số của văn bản."):
        assert words in readable(wrong)
    form |= {"unit": [AWAY], "question": ["Có người của xã ta không?"], "number": ["5/CAX"], "urgency": ["khan"]}
    answer = Visitor(BASON).post("/de-nghi/den", **form)
    assert answer.status_code == 302, readable(answer)
    path = answer.headers["Location"].partition("?")[0]
    assert f"{AWAY} đề nghị xác minh" in Visitor(BASON).words(path)
    assert f"{AWAY} đề nghị ta xác minh" in Visitor(BASON).words("/")
    assert "ta giữ thay" in Visitor(BASON).words("/de-nghi", xem="tat-ca")
    form = form_of(Visitor(BASON).get(f"{path}/tra-loi")) | {"basis": ["paper"]}
    sent = form | {"finding": ["confirmed"], "text": ["Có hai người."], "number": ["9/ĐBP"], "final": "1"}
    assert Visitor(BASON).post(f"{path}/tra-loi", **sent).status_code == 302
    assert "Đã báo bên hỏi bằng văn bản số 9/ĐBP" in Visitor(BASON).words(path)
    assert Visitor(CAOLOC).get(path).status_code == 404


def test_where_every_unit_is_on_the_system_there_is_nothing_to_record_for_another(shared: Node):
    assert "Mọi đơn vị trên máy này đều đã dùng hệ thống" in Visitor(BASON).words("/de-nghi/den")
    request = a_request(shared, CAOLOC)
    assert Visitor(BASON).get(f"/de-nghi/{request}/tra-loi", thay=CAOLOC).status_code == 302
