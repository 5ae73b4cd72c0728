"""Legal clocks on pages: typed as steps of the proceedings, told on the case and on the duty board."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from hiepdong import sample
from hiepdong.vocabulary.clock import HANOI, now
from tests import acts
from tests.acts import BASON, CAOLOC, COMMANDER, a_case, do, person, released, revised
from tests.browser import PHONE, People, Screen
from tests.node import Node
from tests.test_pages_cases import MINOR, document, entered, typed
from tests.visitor import Visitor, form_of, readable

PERSONS: dict[str, Any] = {"p_name": ["Vi Văn A", "Lý Văn B"], "p_status": ["bi-tam-giu", "bi-tam-giu"]}


def steps(*rows: tuple[str, str, str, str]) -> dict[str, list[str]]:
    """Rows of the form: what was done, the number of its person, day, hour."""
    names = ("f_kind", "f_person", "f_day", "f_hour")
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def test_steps_typed_go_to_the_case_and_to_the_person_whose_number_they_bear(shared: Node):
    told = steps(("crime-report", "", "02/03/2023", "21:00"), ("arrest", "2", "02/03/2023", "20:30"), ("",) * 4)
    found = document(shared, entered(**PERSONS, **told))
    assert found["facts"] == [{"kind": "crime-report", "at": "2023-03-02T21:00:00+07:00"}]
    assert found["subjects"][1]["facts"] == [{"kind": "arrest", "at": "2023-03-02T20:30:00+07:00"}]
    assert "facts" not in found["subjects"][0]


def test_a_revision_shows_the_steps_and_sent_back_untouched_keeps_them(shared: Node):
    told = steps(("arrest", "1", "02/03/2023", "20:30"), ("custody", "1", "03/03/2023", "06:00"))
    record = entered(**PERSONS, **told)
    before = document(shared, record)
    visitor = Visitor(BASON)
    form = form_of(visitor.get(f"/vu-viec/{record}/sua"))
    assert form["f_kind"][:2] == ["arrest", "custody"]
    assert visitor.post(f"/vu-viec/{record}/sua", **form).status_code == 302
    assert document(shared, record) == before


def test_steps_of_a_covered_person_stay_as_they_were(district: Node):
    custody = {"kind": "custody", "at": "2023-03-03T06:00:00+07:00"}
    do(district, acts.officer("truc.hai", BASON, "duty"))
    record = a_case(district, subjects=[{**MINOR, "facts": [custody]}])
    visitor = Visitor("truc.hai")
    form = form_of(visitor.get(f"/vu-viec/{record}/sua"))
    assert "custody" not in form["f_kind"]
    assert visitor.post(f"/vu-viec/{record}/sua", **{**form, "summary": "Thêm."}).status_code == 302
    assert document(district, record)["subjects"][0]["facts"] == [custody]


def test_what_is_wrong_in_a_step_is_told_beside_it_and_nothing_is_lost(shared: Node):
    told = steps(("custody", "", "02/03/2023", "20:30"), ("", "1", "3", "x"))
    answer = Visitor(BASON).post("/vu-viec/nhap", **typed(**PERSONS, **told))
    assert answer.status_code == 422
    page = readable(answer)
    for words in (
        "Mốc tố tụng 1: Việc này là của một người: chọn đối tượng.",
        "Mốc tố tụng 2: Thiếu việc: chọn việc đã làm.",
        "Mốc tố tụng 2: Ghi ngày như 14/12/2023, giờ như 23:40.",
    ):
        assert words in page
    assert form_of(answer)["f_hour"] == ["20:30", "x"]


def test_the_case_tells_its_clocks_and_what_was_done_in_the_course_of_events(shared: Node):
    told = steps(("arrest", "1", "02/03/2023", "20:30"), ("custody", "1", "03/03/2023", "06:05"))
    page = Visitor(BASON).words(f"/vu-viec/{entered(**PERSONS, **told)}")
    assert "xong, sớm 2 giờ 25" in page
    assert "Quyết định tạm giữ hoặc trả tự do, Vi Văn A . khoản 1 Điều 114 BLTTHS 2015" in page
    assert "06:05 06/03" in page, "custody ends three whole days after it began"
    assert "Bắt người, nhận người bị bắt, Vi Văn A." in page


def test_steps_that_cannot_be_in_their_order_are_pointed_out_not_refused(shared: Node):
    record = entered(**PERSONS, **steps(("arrest", "1", "02/03/2023", "19:00")))
    assert "Thứ tự mốc tố tụng chưa hợp lý." in Visitor(BASON).words(f"/vu-viec/{record}")


def test_the_board_warns_officer_and_commander_of_the_owner_alone(district: Node):
    arrested = (now() - timedelta(hours=10)).astimezone(HANOI).isoformat()
    held = person("s1", "bi-bat", name="Vi Văn A", facts=[{"kind": "arrest", "at": arrested}])
    record = a_case(district, CAOLOC, title="Vụ có người bị giữ", subjects=[held])
    for login in (BASON, COMMANDER):
        board = Visitor(login).words("/")
        assert "1 sắp hết hạn" in board
        assert "Quyết định tạm giữ hoặc trả tự do , 01 người . khoản 1 Điều 114 BLTTHS 2015" in board
        assert "Vi Văn A" not in board
    assert "Thời hạn luật định" not in Visitor(CAOLOC).words("/")
    released_ = {"kind": "released", "at": now().isoformat()}
    do(district, revised(BASON, record, 1, subjects=[{**held, "facts": [*held["facts"], released_]}]))
    assert "Thời hạn luật định" not in Visitor(BASON).words("/")


def test_a_holder_of_a_copy_reads_what_was_done_but_has_no_clock_of_it(district: Node):
    held = person("s1", "bi-bat", name="Vi Văn A", facts=[{"kind": "arrest", "at": "2023-03-02T20:30:00+07:00"}])
    record = a_case(district, subjects=[held])
    do(district, released(BASON, record, CAOLOC))
    page = Visitor(CAOLOC).words(f"/vu-viec/{record}")
    assert "Bắt người, nhận người bị bắt, Vi Văn A." in page
    assert "Thời hạn" not in page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_clocks_of_several_persons_fit_a_phone(people: People, language: str):
    held = [act for act in map(json.loads, sample.acts()) if "custody" in json.dumps(act.get("case", {}))]
    (case,) = [act["record"] for act in held if len(act["case"]["subjects"]) > 2]
    with people.at("trucban.bason", width=PHONE, language=language) as screen:
        screen.open(f"/vu-viec/{case}")
        assert screen.page.locator("#clocks .track").count() == 4
        assert screen.flaws() == []


def happened(screen: Screen, row: int, typed: str, at: datetime) -> None:
    """A step of the proceedings against the first person, in a row of the form."""
    opened = screen.page.locator("details", has=screen.page.locator(f"#f{row}-kind"))
    if opened.get_attribute("open") is None:
        opened.locator("summary").click()
    screen.page.fill(f"#f{row}-kind", typed)
    screen.page.keyboard.press("Enter")
    screen.page.select_option(f"#f{row}-person", index=1)
    screen.page.fill(f"#f{row}-day", f"{at:%d/%m/%Y}")
    screen.page.fill(f"#f{row}-hour", f"{at:%H:%M}")


def test_an_arrest_entered_starts_a_clock_on_the_board_and_an_order_of_custody_another(people: People):
    began = now() - timedelta(hours=3)
    with people.at("dieutra.bason") as screen:
        screen.open("/vu-viec/nhap")
        screen.page.fill("#day", f"{began:%d/%m/%Y}")
        screen.page.fill("#hour", f"{began:%H:%M}")
        screen.page.fill("#offences", "pc-249")
        screen.page.keyboard.press("Enter")
        screen.page.fill("#p1-name", "Vi Văn Giữ")
        screen.page.fill("#p1-status", "bi-bat")
        screen.page.keyboard.press("Enter")
        happened(screen, 1, "bat nguoi", began)
        screen.page.keyboard.press("Control+Enter")
        expect(screen.page.locator("#clocks")).to_contain_text("Quyết định tạm giữ hoặc trả tự do")
        case = screen.page.url.partition("?")[0]
    for login in ("trucban.bason", "chihuy.bason"):
        with people.at(login) as screen:
            screen.open("/")
            expect(screen.page.locator("#clocks")).to_contain_text("khoản 1 Điều 114 BLTTHS 2015")
            assert screen.flaws() == []
    with people.at("dieutra.bason") as screen:
        screen.page.goto(f"{case}/sua")
        happened(screen, 2, "quyet dinh tam giu", now())
        screen.page.keyboard.press("Control+Enter")
        expect(screen.page.locator("#clocks")).to_contain_text("Gia hạn tạm giữ, tạm giam hoặc trả tự do, Vi Văn Giữ.")
        expect(screen.page.locator("#clocks")).to_contain_text(re.compile(r"xong, sớm \d+ giờ"))
