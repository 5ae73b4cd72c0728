"""The door, the frame and the board: who comes in, what he may ask, what waits for him."""

import re
from datetime import UTC, datetime

import pytest

from hiepdong.desk.urls import urlpatterns
from hiepdong.forces import accounts
from hiepdong.vocabulary.roles import RECORD_WORK
from tests import acts, information
from tests.acts import (
    BASON,
    CAOLOC,
    COMMANDER,
    INSPECTOR,
    KEEPER,
    XUATLE,
    a_case,
    do,
    fresh,
    linked,
    offered,
    opened,
    person,
    released,
    revised,
)  # fmt: skip
from tests.node import ADMIN, Node
from tests.visitor import PASSWORD, Visitor, alike, readable

PAGES = (
    "/",
    "/vu-viec",
    "/vu-viec/nhap",
    "/so-lieu",
    "/tinh-hinh",
    "/truc-ban",
    "/ban-do",
    "/bao-cao",
    "/tim",
    "/phim",
    "/them",
    "/dia-ban",
)
OF_RECORDS = ("/vu-viec", "/vu-viec/nhap", "/so-lieu", "/tinh-hinh", "/truc-ban", "/ban-do", "/bao-cao", "/tim", "/moi")
NOWHERE = "/vu-viec/00000000-0000-4000-8000-00000000dead"


@pytest.fixture
def guarded(district: Node) -> Node:
    """A district in which Ba Sơn's officer has a password."""
    accounts.set_password(BASON, PASSWORD)
    return district


# ---------------------------------------------------------------- the door


def test_who_knows_his_password_comes_in_and_leaves_again(guarded: Node):
    visitor = Visitor()
    assert visitor.sign_in(BASON, PASSWORD).headers["Location"] == "/"
    assert visitor.get("/").status_code == 200
    visitor.post("/dang-xuat")
    assert visitor.get("/").headers["Location"] == "/dang-nhap"


def test_a_wrong_password_says_how_many_tries_are_left_and_keeps_the_name(guarded: Node):
    visitor = Visitor()
    answer = visitor.sign_in(BASON, "wrong")
    assert answer.status_code == 403
    assert "Còn 4 lần, rồi khóa 15 phút." in readable(answer)
    assert f'value="{BASON}"' in answer.content.decode()
    assert 'aria-invalid="true" aria-describedby="password-error"' in answer.content.decode()
    assert "wrong" not in answer.content.decode()


def test_a_name_that_does_not_exist_is_answered_like_a_wrong_password(guarded: Node):
    """At every try, up to the lock: who guesses names learns none."""
    nobody = fresh()
    for _ in range(6):
        known, unknown = (readable(Visitor().sign_in(login, "wrong")) for login in (BASON, nobody))
        assert known == unknown


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(guarded: Node):
    visitor = Visitor()
    for _ in range(4):
        visitor.sign_in(BASON, "wrong")
    told = readable(visitor.sign_in(BASON, "wrong"))
    assert re.search(r"Đã sai 5 lần\. Tài khoản khóa đến \d\d:\d\d\.", told)
    assert visitor.sign_in(BASON, PASSWORD).status_code == 403
    assert visitor.get("/").status_code == 302


def test_a_session_that_ended_leads_back_to_the_page_asked_for(guarded: Node):
    visitor = Visitor()
    led = visitor.get("/vu-viec", xem="ours").headers["Location"]
    assert led == "/dang-nhap?tiep=%2Fvu-viec%3Fxem%3Dours"
    assert 'name="tiep" value="/vu-viec?xem=ours"' in visitor.get(led).content.decode()
    assert visitor.sign_in(BASON, PASSWORD, tiep="/vu-viec?xem=ours").headers["Location"] == "/vu-viec?xem=ours"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", "\\\\x.org"])
def test_the_door_leads_to_no_other_desk(guarded: Node, elsewhere: str):
    assert Visitor().sign_in(BASON, PASSWORD, tiep=elsewhere).headers["Location"] == "/"


def test_a_part_of_a_page_sends_who_is_signed_out_to_the_door(shared: Node):
    answer = Visitor().client.get("/moi", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/dang-nhap")


def test_a_new_password_is_asked_for_twice_by_who_knows_the_old_one(guarded: Node):
    here, elsewhere = Visitor(BASON), Visitor(BASON)
    assert "Tên hoặc mật khẩu chưa đúng" in readable(here.post("/mat-khau", old="wrong", new="a new password"))
    assert "từ 10 ký tự" in readable(here.post("/mat-khau", old=PASSWORD, new="short"))
    assert "Đã đổi mật khẩu." in readable(here.post("/mat-khau", old=PASSWORD, new="a new password"))
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert Visitor().sign_in(BASON, "a new password").headers["Location"] == "/"


# ---------------------------------------------------------------- every page


@pytest.mark.parametrize("path", [*PAGES, NOWHERE, "/dang-nhap", "/khong-co"])
def test_every_page_comes_with_the_headers_that_shut_out_the_rest_of_the_world(shared: Node, path: str):
    headers = Visitor(BASON).get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_scripts_or_styles_of_its_own(shared: Node, path: str):
    page = Visitor(BASON).get(path).content.decode()
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=|https?://", page)


@pytest.mark.parametrize("path", ["/vu-viec/nhap", "/tuy-chon", "/da-xem", "/mat-khau", "/dang-nhap", "/dang-xuat"])
def test_a_form_that_does_not_come_from_this_desk_is_refused(shared: Node, path: str):
    visitor = Visitor(BASON)
    answer = visitor.client.post(path, {"title": "x"})
    assert answer.status_code == 403
    assert "page.form_expired" in answer.content.decode()


@pytest.mark.parametrize("login", [KEEPER, INSPECTOR, ADMIN])
@pytest.mark.parametrize("path", OF_RECORDS)
def test_pages_of_records_do_not_exist_for_who_reads_none(shared: Node, login: str, path: str):
    visitor = Visitor(login)
    assert alike(visitor.get(path)).replace(path, "") == alike(visitor.get("/khong-co")).replace("/khong-co", "")
    assert visitor.get(path).status_code == 404


def test_the_journal_is_the_inspectors_page_alone(shared: Node):
    assert Visitor(INSPECTOR).get("/nhat-ky").status_code == 200
    assert [Visitor(login).get("/nhat-ky").status_code for login in (BASON, KEEPER, COMMANDER)] == [404, 404, 404]


def test_a_record_one_may_not_see_looks_like_a_wrong_address(shared: Node):
    record = a_case(shared)
    stranger = Visitor(CAOLOC)
    for path in (f"/vu-viec/{record}", f"/vu-viec/{record}/sua", f"/ho-so/{record}/gui", f"/vu-viec/{record}/noi"):
        unseen, nowhere = stranger.get(path), stranger.get(path.replace(record, acts.rid(999_999)))
        assert unseen.status_code == nowhere.status_code == 404
        assert alike(unseen).replace(record, "") == alike(nowhere).replace(acts.rid(999_999), "")


def test_no_page_shows_a_stranger_a_record(shared: Node):
    """Every address that takes a record answers 404 to who does not see it."""
    record, stranger = a_case(shared), Visitor(CAOLOC)
    wanted = [route for route in (str(one.pattern) for one in urlpatterns) if "<uuid:" in route]
    assert len(wanted) > 5
    for route in wanted:
        path = "/" + re.sub(r"<uuid:\w+>", record, route).replace("<str:digest>", "0" * 64).replace(
            "<slug:deed>", "huy"
        )
        assert stranger.get(path).status_code == 404, path


# ---------------------------------------------------------------- choices


def test_language_and_theme_are_kept_and_lead_back_to_the_page(shared: Node):
    visitor = Visitor(COMMANDER)
    answer = visitor.post("/tuy-chon", language="en", theme="dark", next="/vu-viec?xem=ours")
    assert answer.headers["Location"] == "/vu-viec?xem=ours"
    page = visitor.get("/vu-viec", xem="ours").content.decode()
    assert '<html lang="en" data-theme="dark">' in page
    assert 'name="next" value="/vu-viec?xem=ours"' in page
    assert '<html lang="en" data-theme="dark">' in Visitor(COMMANDER, "en").get("/").content.decode()


@pytest.mark.parametrize("chosen", [{"language": "fr"}, {"theme": "pink"}])
def test_a_choice_that_does_not_exist_changes_nothing(shared: Node, chosen: dict[str, str]):
    visitor = Visitor(BASON)
    before = alike(visitor.get("/phim"))
    visitor.post("/tuy-chon", **chosen)
    assert alike(visitor.get("/phim")) == before


def test_the_door_remembers_language_and_theme_too(shared: Node):
    visitor = Visitor()
    visitor.post("/tuy-chon-cua", language="en", theme="dark")
    page = visitor.get("/dang-nhap").content.decode()
    assert '<html lang="en" data-theme="dark">' in page
    assert "Sign in" in page


# ---------------------------------------------------------------- the board


def test_the_board_says_what_waits_for_the_unit_and_for_whom_it_waits(district: Node):
    b = a_case(district, CAOLOC)
    a = fresh()
    do(district, opened(CAOLOC, a, lead=CAOLOC), released(CAOLOC, a, BASON), linked(CAOLOC, fresh(), a, b))
    mine = a_case(district)
    do(district, offered(BASON, mine, CAOLOC))
    theirs, ours = Visitor(CAOLOC).words("/"), Visitor(BASON).words("/")
    assert f"{CAOLOC} nêu: cùng một vụ với hồ sơ của họ" in ours
    assert f"{CAOLOC} chưa trả lời đề nghị bàn giao" in ours.partition("Ta chờ đơn vị khác")[2]
    assert f"{BASON} đề nghị bàn giao cho ta" in theirs
    assert "1 việc chờ ta 1 ta chờ đơn vị khác" in ours


def test_receivers_of_one_record_without_the_newest_version_are_one_task(district: Node):
    record = a_case(district, CAOLOC, XUATLE)
    do(district, revised(BASON, record, 1, subjects=[person()]))
    board = Visitor(BASON).words("/")
    assert f"{CAOLOC}, {XUATLE} chưa có bản mới" in board
    assert "1 việc chờ ta" in board


def test_news_are_counted_in_full_until_they_were_looked_at(district: Node):
    for _ in range(25):
        a_case(district, CAOLOC)
    visitor = Visitor(CAOLOC)
    assert "25 điều mới" in visitor.words("/")
    assert "25 điều mới" in visitor.get("/moi").content.decode()
    newest = re.search(r'name="seq" value="(\d+)"', visitor.get("/").content.decode())
    assert newest
    visitor.post("/da-xem", seq=newest[1])
    assert "0 điều mới" in visitor.words("/")
    assert visitor.get("/moi").content == b""


def test_what_is_new_says_whether_any_of_it_is_urgent_as_far_as_one_may_see_it(district: Node):
    def urgent(after: str) -> bool:
        return "X-Urgent" in Visitor(CAOLOC).get("/moi", da=after).headers

    a_case(district, CAOLOC)
    before = Visitor(CAOLOC).get("/moi").headers["X-Newest"]
    information.a_request(district, CAOLOC, urgency="thuong")
    information.a_request(district, XUATLE, urgency="hoa-toc")
    assert not urgent(before)
    report = information.a_report(district, CAOLOC, urgency="khan")
    assert urgent(before)
    now = Visitor(CAOLOC).get("/moi").headers["X-Newest"]
    assert not urgent(now), "it is new once"
    do(district, acts.withdrawn(BASON, report, CAOLOC))
    assert not urgent(before)
    information.a_request(district, CAOLOC, urgency="hoa-toc")
    assert urgent(now)
    assert "X-Urgent" not in Visitor(CAOLOC).get("/moi", da="x" * 99).headers


def test_what_was_withdrawn_is_news_without_a_name(district: Node):
    record = a_case(district, CAOLOC, title="Vụ sẽ rút")
    do(district, acts.withdrawn(BASON, record, CAOLOC))
    board = Visitor(CAOLOC).words("/")
    assert "Hồ sơ không còn gửi cho ta." in board
    assert "Vụ sẽ rút" not in board


def test_a_week_without_a_case_is_not_a_week_without_events(district: Node):
    assert "Không có nghĩa là không có việc." in Visitor(BASON).words("/")
    a_case(district, on="2023-03-02")
    board = Visitor(BASON).words("/")
    assert "Dọc tuyến, 7 ngày đến 02/03/2023" in board
    assert "0 vụ trong 7 ngày" in board
    a_case(district, on=f"{datetime.now(UTC):%Y-%m-%d}")
    assert "1 vụ trong 7 ngày" in Visitor(BASON).words("/")


@pytest.mark.parametrize(("login", "goes"), [(INSPECTOR, "/nhat-ky"), (KEEPER, "/dia-ban")])
def test_who_reads_no_records_is_shown_his_own_work(shared: Node, login: str, goes: str):
    page = Visitor(login).get("/").content.decode()
    assert f'href="{goes}"' in page
    assert "/vu-viec" not in page


def test_every_role_that_works_on_records_sees_the_rooms_of_records(shared: Node):
    assert RECORD_WORK
    rail = Visitor(BASON).get("/").content.decode().partition('class="rail"')[2].partition("</nav>")[0]
    rooms = re.findall(r'<li><a href="([^"]+)"', rail)
    assert rooms[:2] == ["/", "/vu-viec"]
    assert len(set(rooms)) == len(rooms), "no room twice"
