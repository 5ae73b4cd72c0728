"""The duty board beyond the single task: whose work it is, what was seen, what colleagues and other desks do."""

import pytest

from hiepdong.forces.queries import viewer
from hiepdong.papers import kept
from tests.acts import (
    BASON,
    CAOLOC,
    COMMANDER,
    INSPECTOR,
    SECOND,
    a_case,
    act,
    do,
    fresh,
    officer,
    opened,
    person,
    released,
    revised,
    withdrawn,
)
from tests.node import Node
from tests.visitor import Visitor, form_of

MATE, GUEST = "trinhsat", "lienlac"


@pytest.fixture
def desk(district: Node) -> Node:
    """Ba Sơn with a second officer, and with one who serves at the district police too."""
    twice = [officer(GUEST, unit) for unit in (BASON, CAOLOC)]
    do(district, officer(MATE, BASON, "investigator"), *twice)
    return district


def part(login: str, name: str) -> str:
    """The words of one section of the board."""
    page = Visitor(login).get("/").content.decode()
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_what_colleagues_did_is_told_to_the_others_of_the_unit_alone(desk: Node):
    record, another = fresh(), fresh()
    do(desk, opened(MATE, record, title="Vụ của đồng đội"), opened(BASON, another, title="Vụ của chính mình"))
    do(desk, revised(MATE, record, 1, title="Vụ của đồng đội", subjects=[person()]))
    assert part(BASON, "colleagues").count("Vụ của đồng đội") == 1, "one line a record, of its newest deed"
    assert "bản 2" in part(BASON, "colleagues")
    assert "Vụ của chính mình" not in part(BASON, "colleagues")
    assert "Vụ của chính mình" in part(MATE, "colleagues")
    for stranger in (CAOLOC, INSPECTOR):
        assert "Vụ của đồng đội" not in Visitor(stranger).get("/").content.decode()


def test_a_colleagues_deed_on_what_is_out_of_sight_is_not_told(desk: Node):
    theirs = fresh()
    do(desk, opened(CAOLOC, theirs, lead=CAOLOC, title="Vụ sẽ rút"), released(CAOLOC, theirs, BASON))
    do(desk, act("handover.ask", MATE, record=theirs))
    assert "Vụ sẽ rút" in part(BASON, "colleagues")
    do(desk, withdrawn(CAOLOC, theirs, BASON))
    assert "Vụ sẽ rút" not in Visitor(BASON).get("/").content.decode()


def test_a_colleagues_deed_is_something_new_for_who_looks_on(desk: Node):
    before = int(Visitor(BASON).get("/moi").headers["X-Newest"])
    do(desk, opened(MATE, fresh()))
    assert int(Visitor(BASON).get("/moi").headers["X-Newest"]) > before
    assert Visitor(BASON).get("/moi").content == b"", "and is not counted as news of others"


def test_what_was_seen_is_kept_for_each_unit_and_marked_in_the_list(desk: Node):
    a_case(desk, CAOLOC, title="Gửi trước")
    guest = Visitor(GUEST)
    guest.post("/doi-don-vi", unit=CAOLOC)
    assert "1 điều mới" in guest.words("/")
    guest.post("/da-xem", **form_of(guest.get("/"), "/da-xem"))
    a_case(desk, CAOLOC, title="Gửi sau")
    page = guest.words("/")
    assert "1 điều mới" in page
    news = page.partition("Có gì mới")[2]
    assert news.index("Gửi sau") < news.index("Đã xem đến đây") < news.index("Gửi trước")
    back = fresh()
    do(desk, opened(CAOLOC, back, lead=CAOLOC), released(CAOLOC, back, BASON))
    guest.post("/doi-don-vi", unit=BASON)
    assert "1 điều mới" in guest.words("/"), "what was seen at one desk is not seen at the other"


def test_who_serves_in_two_units_is_told_what_waits_at_the_other_desk(desk: Node):
    record = a_case(desk)
    guest = Visitor(GUEST)
    guest.post("/doi-don-vi", unit=BASON)
    assert "việc chờ," not in guest.words("/")
    do(desk, act("handover.offer", BASON, record=record, to=CAOLOC))
    assert f"{CAOLOC}: 1 việc chờ, 0 điều mới." in guest.words("/")
    assert f"{CAOLOC}: 1 việc chờ" not in Visitor(BASON).words("/")


def test_a_commander_sees_apart_what_only_he_decides(desk: Node):
    record = a_case(desk)
    do(desk, act("handover.offer", BASON, record=record, to=CAOLOC), act("handover.void", COMMANDER, record=record))
    written = Visitor(BASON).post("/bao-cao", tu="2023-01-01", den="2023-12-31").headers["Location"]
    decides = part(SECOND, "decides")
    assert record in decides
    assert written in decides
    (one,) = kept.listing(viewer(BASON))
    do(desk, act("paper.approve", COMMANDER, digest=one.digest, title="Báo cáo"))
    assert written not in part(SECOND, "decides")
    assert "Chờ chỉ huy quyết định" not in Visitor(BASON).words("/")


def test_like_events_come_once_the_board_stands_and_have_a_page(desk: Node):
    assert 'hx-get="/goi-y"' in Visitor(BASON).get("/").content.decode()
    assert "Không có vụ nào gần đây giống vụ của đơn vị ta." in Visitor(BASON).words("/goi-y")
    assert Visitor(BASON).client.get("/goi-y", headers={"HX-Request": "true"}).content.strip() == b""
    assert Visitor(INSPECTOR).get("/goi-y").status_code == 404
