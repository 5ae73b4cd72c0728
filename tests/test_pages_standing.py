"""Pages on which reports are weighed against each other and passed on, by plain HTTP."""

from tests import acts
from tests.acts import ARMY, BASON, BORDER, CAOLOC, XUATLE, act, do, fresh, released, shown
from tests.information import a_report, said, standing, whole_report
from tests.node import Node
from tests.visitor import Visitor, form_of

# ---------------------------------------------------------------- cross-checking


def test_the_effect_of_a_word_is_told_before_it_is_said(shared: Node):
    record, ours = a_report(shared, CAOLOC), a_report(shared, BASON, by=CAOLOC)
    echo = a_report(shared, by=CAOLOC, derived_from=[record])
    page = Visitor(CAOLOC).words(f"/tin/{record}/doi-chieu?b={ours}")
    assert "tin kia sẽ có 1 nguồn khớp." in page
    assert "tin kia sẽ có 1 nguồn trái." in page
    assert page.count("không thêm nguồn nào") == 0
    assert "không thêm nguồn nào" in Visitor(CAOLOC).words(f"/tin/{record}/doi-chieu?b={echo}")


def test_a_word_is_said_and_taken_back_by_who_said_it(shared: Node):
    record, ours = a_report(shared, CAOLOC), a_report(shared, BASON, by=CAOLOC)
    page = f"/tin/{record}/doi-chieu"
    form = form_of(Visitor(CAOLOC).get(page, b=ours))
    answer = Visitor(CAOLOC).post(page, **{**form, "relation": "contradicts"})
    assert answer.headers["Location"] == f"/tin/{record}?xong=report.link#standing"
    assert standing(shared, BASON, record) == (0, 1)
    link = form["link"][0]
    assert f"/ho-so/{link}/rut-doi-chieu" not in Visitor(BASON).get(f"/tin/{record}").content.decode()
    assert f"/ho-so/{link}/rut-doi-chieu" in Visitor(CAOLOC).get(f"/tin/{record}").content.decode()
    assert Visitor(CAOLOC).get(f"/noi/{link}").headers["Location"] == f"/tin/{record}"
    done = Visitor(CAOLOC).post(f"/ho-so/{link}/rut-doi-chieu", reason="nhầm")
    assert Visitor(CAOLOC).get(done.headers["Location"]).headers["Location"] == f"/tin/{record}?xong=link.retract"
    assert standing(shared, BASON, record) == (0, 0)
    assert "hai tin trái nhau" in Visitor(BASON).words(f"/tin/{record}").partition("Diễn biến")[2]


def test_only_our_own_words_are_ours_to_say(shared: Node):
    record, other = a_report(shared, CAOLOC), a_report(shared, CAOLOC, by=ARMY)
    assert Visitor(CAOLOC).get(f"/tin/{record}/doi-chieu", b=other).status_code == 403
    assert Visitor(CAOLOC).get(f"/tin/{record}/doi-chieu", b=a_report(shared)).status_code == 404


# ---------------------------------------------------------------- passing on


def asked_to_pass(node: Node, record: str, *to: str, by: str = CAOLOC) -> str:
    ask = fresh()
    do(node, act("passon.ask", by, record=ask, report=record, to=list(to), why="cần biết"))
    return ask


def test_the_originator_sees_the_very_copy_before_he_allows(shared: Node):
    record = a_report(shared, CAOLOC, without=("source",), **whole_report())
    do(shared, released(BASON, record, ARMY))
    ask = asked_to_pass(shared, record, ARMY, XUATLE)
    page = Visitor(BASON).words(f"/chuyen-tiep/{ask}")
    assert f"Nếu đồng ý, thấy đúng bản bên cạnh: {XUATLE}. Đã giữ bản rồi, để nguyên: {ARMY}." in page
    assert "Nguồn không gửi" in page.partition("Bản sẽ chuyển")[2]
    assert f"{CAOLOC} xin chuyển tiếp tin của ta" in Visitor(BASON).words("/")
    answer = Visitor(BASON).post(f"/chuyen-tiep/{ask}", answer="dong-y", reason="được")
    assert answer.headers["Location"] == f"/chuyen-tiep/{ask}?xong=passon.allow"
    assert shown(shared, XUATLE, record)["withheld"] == ["source"]
    chain = Visitor(BASON).words(f"/tin/{record}").partition("Chuyển tiếp")[2]
    assert f"{CAOLOC} xin chuyển cho QS {ARMY}, CA {XUATLE} đã đồng ý ; đã tới {XUATLE}" in chain
    assert "Chuyển tiếp" not in Visitor(CAOLOC).words(f"/tin/{record}")


def test_a_refusal_passes_nothing_on_and_the_asker_learns_of_it(shared: Node):
    record = a_report(shared, CAOLOC)
    form = form_of(Visitor(CAOLOC).get(f"/tin/{record}/chuyen-tiep"))
    answer = Visitor(CAOLOC).post(f"/tin/{record}/chuyen-tiep", **{**form, "to": [XUATLE], "why": ["cần"]})
    path = answer.headers["Location"].partition("?")[0]
    assert "chờ bên cho tin trả lời" in Visitor(CAOLOC).words(path)
    assert Visitor(XUATLE).get(path).status_code == 404
    Visitor(BASON).post(path, answer="khong-dong-y", reason="chưa được")
    assert Visitor(XUATLE).get(f"/tin/{record}").status_code == 404
    assert "không đồng ý" in Visitor(CAOLOC).words(path)
    assert "không đồng ý chuyển tiếp tin" in Visitor(CAOLOC).words("/").partition("Có gì mới")[2]


def test_a_report_that_is_not_seen_leaves_no_trace_on_pages(shared: Node):
    record = a_report(shared, CAOLOC, title="Tin riêng của Ba Sơn và Cao Lộc")
    hidden = a_report(shared, by=CAOLOC, title="Tin kín của Cao Lộc", derived_from=[record])
    do(shared, said(CAOLOC, fresh(), hidden, record))
    page = Visitor(BASON).get(f"/tin/{record}").content.decode()
    assert hidden not in page
    assert "Tin kín" not in page
    assert "Chưa ai nói tin này khớp hay trái" in page
    for path in ("/tin", "/", "/tim?q=tin+rieng", "/de-nghi"):
        assert "Tin riêng" not in Visitor(BORDER).words(path), path
    for path in (f"/tin/{record}", f"/tin/nhap?tu={record}"):
        answer = Visitor(ARMY).get(path)
        assert answer.status_code == (404 if path.endswith(record) and "nhap" not in path else 200)
        assert "Tin riêng" not in answer.content.decode()
    assert acts.sees(shared, CAOLOC, record)
