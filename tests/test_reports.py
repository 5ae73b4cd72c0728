"""Reports: their document, versions and sharing; passing on; where they come from and how far to trust them."""

from typing import Any

import pytest

from tests import acts, information
from tests.acts import ARMY, BASON, CAOLOC, NGANGOAI, XUATLE, do, fresh, released, shown, tried, withdrawn
from tests.information import a_report, a_request, answered, cancelled, filed, report, revised, said, standing
from tests.node import ADMIN, Node


def test_a_report_comes_back_as_it_was_written(shared: Node):
    record, document = fresh(), information.whole_report()
    do(shared, acts.act("report.file", BASON, record=record, report=document))
    found = shown(shared, BASON, record)
    assert (found["kind"], found["version"], found["owner"]) == ("report", 1, BASON)
    assert {**found["document"], "derived_from": []} == document


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": ""}, "document.invalid"), ({"seen": {"from": "2023-02-30T05:00:00+07:00"}}, "document.invalid"),
        ({"grade": "G9"}, "document.invalid"), ({"persons": []}, "document.unknown_field"),
        ({"topic": "gossip"}, "document.unknown_code"), ({"side": "both"}, "document.unknown_code"),
        ({"urgency": "soon"}, "document.unknown_code"), ({"caveats": ["burn"]}, "document.unknown_code"),
        ({"source": {"kind": "spy"}}, "document.unknown_code"),
        ({"place": {"commune": "99999"}}, "document.unknown_code"),
        ({"marking": "mat"}, "marking.above_ceiling"), ({"derived_from": [acts.rid(9)]}, "record.not_found"),
        ({"derived_from": ["no id"]}, "document.invalid"),
    ],
)  # fmt: skip
def test_a_report_that_breaks_a_rule_is_refused(shared: Node, change: dict[str, Any], code: str):
    assert tried(shared, acts.act("report.file", BASON, record=fresh(), report={**report(), **change})) == code


def test_the_outer_side_is_limited_unless_it_says_otherwise(shared: Node):
    record = a_report(shared, CAOLOC, side="outer")
    raised = acts.act("report.revise", BASON, record=record, expects=1, report=report(side="inner"))
    do(shared, raised)
    assert shown(shared, CAOLOC, record)["version"] == 2, "lowering the marking reaches everybody"
    do(shared, acts.act("report.revise", BASON, record=record, expects=2, report=report(side="outer")))
    assert shown(shared, CAOLOC, record)["version"] == 2, "raising it does not"


@pytest.mark.parametrize("path", ["text", "source", "grade", "place.point", "place.text", "derived_from"])
def test_what_may_be_left_out_of_a_report_is_not_in_the_copy(shared: Node, path: str):
    source = a_report(shared, CAOLOC)
    record = a_report(shared, CAOLOC, **{**information.whole_report(), "derived_from": [source]}, without=(path,))
    found = shown(shared, CAOLOC, record)
    assert found["withheld"] == [path]
    part: Any = found["document"]
    *above, name = path.split(".")
    for step in above:
        part = part[step]
    assert name not in part


@pytest.mark.parametrize("path", ["title", "seen", "topic", "place", "place.commune", "subjects"])
def test_what_may_not_be_left_out_of_a_report_is_refused(shared: Node, path: str):
    assert tried(shared, released(BASON, a_report(shared), CAOLOC, without=(path,))) == "mask.unknown_path"


def test_a_standing_release_of_reports_is_not_one_of_cases(district: Node):
    do(district, acts.act("release.standing", BASON, kind="report", to=[CAOLOC], without=["text"]))
    record, case = a_report(district, text="Ba người"), acts.a_case(district)
    assert "text" not in shown(district, CAOLOC, record)["document"]
    assert not acts.sees(district, CAOLOC, case)


def test_a_case_is_no_report_and_a_report_no_case(shared: Node):
    record, case = a_report(shared), acts.a_case(shared)
    assert tried(shared, acts.revised(BASON, record, 1)) == "record.not_found"
    assert tried(shared, acts.cancelled(BASON, record)) == "record.not_found"
    assert tried(shared, revised(BASON, case, 1)) == "record.not_found"
    assert tried(shared, cancelled(BASON, case)) == "record.not_found"


def test_reports_are_listed_searched_and_cancelled_as_cases_are(district: Node):
    old = a_report(district, seen={"from": "2022-01-01T00:00:00Z"}, title="Khách lạ")
    new = a_report(district, CAOLOC, title="Khách lạ ở chợ", text="Nói tiếng phổ thông", without=("text",))
    listed = district.ask("list", "report", "--as", BASON)
    assert [(line["record"], line["version"], line["owner"], line["title"]) for line in listed] == [
        (new, 1, BASON, "Khách lạ ở chợ"), (old, 1, BASON, "Khách lạ"),
    ]  # fmt: skip
    assert [line["record"] for line in district.ask("list", "report", "--as", CAOLOC)] == [new]
    assert [line["record"] for line in district.ask("list", "report", "--as", BASON, "--to", "2022-12-31")] == [old]
    assert [line["record"] for line in district.ask("search", "pho thong", "--as", BASON)] == [new]
    assert district.ask("search", "pho thong", "--as", CAOLOC) == []
    assert district.ask("list", "case", "--as", BASON) == []
    do(district, cancelled(BASON, new))
    assert shown(district, CAOLOC, new)["cancelled"]


# ---------------------------------------------------------------- references


def test_a_reference_to_what_the_viewer_does_not_see_is_left_out_of_his_copy(shared: Node):
    one, two = a_report(shared, CAOLOC), a_report(shared)
    record = a_report(shared, CAOLOC, derived_from=[one, two])
    assert set(shown(shared, BASON, record)["document"]["derived_from"]) == {one, two}
    assert shown(shared, CAOLOC, record)["document"]["derived_from"] == [one]


def test_nothing_is_derived_from_what_is_cancelled_or_from_itself(shared: Node):
    one, record = a_report(shared), a_report(shared)
    do(shared, cancelled(BASON, one))
    assert tried(shared, filed(BASON, fresh(), derived_from=[one])) == "record.cancelled"
    assert tried(shared, revised(BASON, record, 1, derived_from=[record])) == "document.invalid"


def test_a_reference_that_its_writer_may_no_longer_see_stays_with_its_origins(shared: Node):
    source = a_report(shared, CAOLOC)
    record = a_report(shared, BASON, by=CAOLOC, derived_from=[source])
    do(shared, withdrawn(BASON, source, CAOLOC))
    assert "derived_from" not in shown(shared, CAOLOC, record)["document"]
    assert tried(shared, revised(CAOLOC, record, 1, derived_from=[source])) == "record.not_found"
    do(shared, revised(CAOLOC, record, 1, title="Khách lạ"))
    do(shared, released(BASON, source, CAOLOC))
    assert shown(shared, CAOLOC, record)["document"]["derived_from"] == [source]
    do(shared, said(CAOLOC, fresh(), record, source))
    assert standing(shared, BASON, source) == (0, 0), "it is still the same mouth"


# ---------------------------------------------------------------- standing


def test_independent_reports_count_and_those_from_one_mouth_count_once(shared: Node):
    news = a_report(shared, CAOLOC, NGANGOAI, XUATLE)
    one = a_report(shared, CAOLOC, by=NGANGOAI)
    same = a_report(shared, by=CAOLOC, derived_from=[one])
    for by, word in ((NGANGOAI, one), (CAOLOC, same)):
        do(shared, released(by, word, BASON), said(by, fresh(), word, news))
    assert standing(shared, BASON, news) == (1, 0)
    other = a_report(shared, BASON, by=XUATLE)
    do(shared, said(XUATLE, fresh(), other, news, "contradicts"))
    assert standing(shared, BASON, news) == (1, 1)


def test_one_mouth_is_told_although_the_reports_between_are_not_seen(shared: Node):
    root = a_report(shared, CAOLOC, NGANGOAI, by=XUATLE)
    news = a_report(shared, CAOLOC, NGANGOAI)
    for by in (CAOLOC, NGANGOAI):
        word = a_report(shared, BASON, by=by, derived_from=[root], without=("derived_from",))
        do(shared, said(by, fresh(), word, news))
    assert not acts.sees(shared, BASON, root)
    assert standing(shared, BASON, news) == (1, 0)


def test_a_source_reference_of_a_unit_is_one_mouth(shared: Node):
    news = a_report(shared, CAOLOC, NGANGOAI)
    same = {"kind": "public", "ref": "CL-07"}
    for by, source in ((CAOLOC, same), (CAOLOC, same), (CAOLOC, {"kind": "public", "ref": "CL-08"}), (NGANGOAI, same)):
        word = a_report(shared, BASON, by=by, source=source)
        do(shared, said(by, fresh(), word, news))
    assert standing(shared, BASON, news) == (3, 0), "CL-07 and CL-08 of the police, CL-07 of another unit"


def test_a_source_beside_what_a_report_derives_from_adds_nothing(shared: Node):
    root, news = a_report(shared, CAOLOC), a_report(shared, CAOLOC)
    word = a_report(shared, BASON, by=CAOLOC, derived_from=[root], source={"kind": "public", "ref": "CL-07"})
    do(shared, said(CAOLOC, fresh(), word, news))
    assert standing(shared, BASON, news) == (1, 0)
    assert standing(shared, BASON, root) == (0, 0)


def test_its_own_origin_says_nothing_for_a_report(shared: Node):
    news = a_report(shared, CAOLOC)
    echo = a_report(shared, BASON, by=CAOLOC, derived_from=[news])
    do(shared, said(CAOLOC, fresh(), echo, news))
    assert standing(shared, BASON, news) == (0, 0)


def test_origins_are_those_that_the_sources_had_when_it_was_written(shared: Node):
    root, news = a_report(shared, CAOLOC), a_report(shared, CAOLOC)
    word = a_report(shared, BASON, by=CAOLOC, derived_from=[root])
    do(shared, said(CAOLOC, fresh(), word, news), revised(BASON, root, 1, derived_from=[news]))
    assert standing(shared, BASON, news) == (1, 0), "what was derived earlier keeps its own"
    do(shared, revised(CAOLOC, word, 1, derived_from=[root]))
    assert standing(shared, BASON, news) == (0, 0), "a new version has them worked out anew"


def test_answers_to_requests_about_a_report_speak_for_and_against_it(shared: Node):
    news = a_report(shared, CAOLOC, NGANGOAI)
    request = a_request(shared, CAOLOC, NGANGOAI, about=news)
    for by, finding in ((CAOLOC, "confirmed"), (CAOLOC, "refuted"), (NGANGOAI, "partly"), (NGANGOAI, "unknown")):
        do(shared, answered(by, fresh(), request, finding, final=False))
    assert standing(shared, BASON, news) == (1, 1), "a contradiction is never hidden"
    do(shared, answered(CAOLOC, fresh(), request, "confirmed", final=False))
    assert standing(shared, BASON, news) == (1, 1), "a unit's answers to one request are one mouth"
    do(shared, answered(NGANGOAI, fresh(), request, "confirmed"))
    assert standing(shared, BASON, news) == (2, 1)
    assert standing(shared, CAOLOC, news) == (1, 1), "another unit's answer is not seen"


def test_what_is_cancelled_withdrawn_or_retracted_speaks_no_more(shared: Node):
    news = a_report(shared, CAOLOC)
    words = [a_report(shared, BASON, by=CAOLOC) for _ in range(3)]
    links = [fresh() for _ in words]
    do(shared, *(said(CAOLOC, link, word, news) for link, word in zip(links, words, strict=True)))
    assert standing(shared, BASON, news) == (3, 0)
    do(shared, cancelled(CAOLOC, words[0]))
    assert standing(shared, BASON, news) == (2, 0)
    do(shared, withdrawn(CAOLOC, words[1], BASON))
    assert (standing(shared, BASON, news), standing(shared, CAOLOC, news)) == ((1, 0), (2, 0))
    do(shared, acts.act("link.retract", CAOLOC, record=links[2], reason=""))
    assert standing(shared, BASON, news) == (0, 0)


def test_who_may_say_that_a_report_speaks_for_another(shared: Node):
    news, mine, case = a_report(shared, CAOLOC), a_report(shared, by=CAOLOC), acts.a_case(shared, CAOLOC)
    hidden = a_report(shared)
    assert tried(shared, said(CAOLOC, fresh(), mine, hidden)) == "record.not_found"
    assert tried(shared, said(CAOLOC, fresh(), hidden, mine)) == "record.not_found"
    assert tried(shared, said(CAOLOC, fresh(), news, mine)) == "record.not_owner"
    assert tried(shared, said(CAOLOC, fresh(), mine, case)) == "act.invalid"
    assert tried(shared, said(CAOLOC, fresh(), mine, mine)) == "act.invalid"
    assert tried(shared, said(CAOLOC, mine, mine, news)) == "record.exists"
    assert tried(shared, said(CAOLOC, fresh(), mine, news, "doubts")) == "act.invalid"
    link = fresh()
    do(shared, said(CAOLOC, link, mine, news))
    assert shown(shared, BASON, link)["code"] == "record.not_found", "seen by whoever sees both ends"
    do(shared, released(CAOLOC, mine, BASON))
    assert shown(shared, BASON, link)["document"]["relation"] == "supports"
    for kind in ("link.confirm", "link.reject", "link.retract"):
        assert tried(shared, acts.act(kind, BASON, record=link, reason="")) == "record.not_owner"
    do(shared, acts.act("link.retract", CAOLOC, record=link, reason=""))
    assert tried(shared, acts.act("link.retract", CAOLOC, record=link, reason="")) == "link.settled"


def test_who_holds_a_report_is_told_when_its_standing_changes(district: Node):
    news = a_report(district, CAOLOC, NGANGOAI)
    word = a_report(district, BASON, by=CAOLOC)
    do(district, said(CAOLOC, fresh(), word, news))
    from hiepdong.forces.queries import viewer
    from hiepdong.records.board import news as told

    assert "report.link" in [line.act for line in told(viewer(BASON))]
    assert "report.link" not in [line.act for line in told(viewer(NGANGOAI))], "he does not see what speaks for it"


# ---------------------------------------------------------------- passing on


def ask(by: str, record: str, report: str, *to: str) -> acts.Act:
    return acts.act("passon.ask", by, record=record, report=report, to=list(to), why="phối hợp")


def test_a_report_is_passed_on_under_the_mask_of_who_asked(shared: Node):
    news, question = a_report(shared, CAOLOC, text="Ba người", without=("text",)), fresh()
    do(shared, released(BASON, news, NGANGOAI, without=("grade",)))
    do(shared, ask(CAOLOC, question, news, XUATLE, NGANGOAI))
    assert shown(shared, BASON, question)["document"]["to"] == [XUATLE, NGANGOAI]
    assert not acts.sees(shared, XUATLE, question)
    do(shared, acts.act("passon.allow", BASON, record=question))
    assert shown(shared, XUATLE, news)["withheld"] == ["text"]
    assert shown(shared, NGANGOAI, news)["withheld"] == ["grade"], "who holds it already is left as he is"
    assert shown(shared, BASON, news)["passed_on"][0]["passed_to"] == [XUATLE]
    for kind in ("passon.allow", "passon.refuse"):
        assert tried(shared, acts.act(kind, BASON, record=question)) == "passon.answered"


def test_who_may_ask_and_who_answers(shared: Node):
    news, question = a_report(shared, CAOLOC), fresh()
    assert tried(shared, ask(NGANGOAI, fresh(), news, XUATLE)) == "record.not_found"
    assert tried(shared, ask(CAOLOC, fresh(), news, "qs-nowhere")) == "unit.unknown"
    do(shared, ask(CAOLOC, question, news, XUATLE))
    assert tried(shared, ask(CAOLOC, question, news, XUATLE)) == "record.exists"
    for kind in ("passon.allow", "passon.refuse"):
        assert tried(shared, acts.act(kind, CAOLOC, record=question)) == "record.not_owner"
        assert tried(shared, acts.act(kind, NGANGOAI, record=question)) == "record.not_found"
    do(shared, acts.act("passon.refuse", BASON, record=question, reason="đang xác minh"))
    assert not acts.sees(shared, XUATLE, news)


def test_who_owns_the_report_now_answers(shared: Node):
    news, question = a_report(shared, CAOLOC), fresh()
    do(shared, ask(CAOLOC, question, news, XUATLE), acts.offered(BASON, news, NGANGOAI))
    assert tried(shared, acts.act("passon.allow", BASON, record=question)) == "record.locked"
    do(shared, acts.act("handover.accept", NGANGOAI, record=news))
    assert tried(shared, acts.act("passon.allow", BASON, record=question)) == "record.not_owner"
    do(shared, acts.act("passon.allow", NGANGOAI, record=question))
    assert acts.sees(shared, XUATLE, news)


def test_an_unseen_report_is_not_found_by_any_of_its_acts(shared: Node):
    hidden = a_report(shared)
    for said_of in (
        revised(ARMY, hidden, 1), cancelled(ARMY, hidden), ask(ARMY, fresh(), hidden, XUATLE),
        information.sent(ARMY, fresh(), CAOLOC, about=hidden), filed(ARMY, fresh(), derived_from=[hidden]),
    ):  # fmt: skip
        assert tried(shared, said_of) == "record.not_found"
    assert tried(shared, filed(ADMIN, fresh())) == "act.not_permitted"
