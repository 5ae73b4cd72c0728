"""People's rights: protected names have one rule, look-ups state a purpose, no field asks for belief."""

import json
from datetime import timedelta

import msgspec
import pytest

from hiepdong.cases import lookups
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.fold import fold
from hiepdong.vocabulary.schema import acts_schema
from tests.acts import (
    BASON,
    CAOLOC,
    COMMANDER,
    INSPECTOR,
    KEEPER,
    XUATLE,
    a_case,
    act,
    do,
    fresh,
    officer,
    opened,
    person,
    revised,
    tried,
)  # fmt: skip
from tests.api import Caller
from tests.node import ADMIN, Node
from tests.visitor import Visitor, form_of, readable

VICTIM = {"key": "v1", "name": "Lý Thị Che", "role": "victim", "home": "thôn Pò Mạch"}
MINOR = person("s2", "bi-tam-giu", name="Hoàng Văn Nhỏ", birth="2010-05-06", minor=True)
GROWN = person("s1", name="Vi Văn Lớn", birth="1990", documents=[{"kind": "cccd", "number": "020090000001"}])
DUTY, INVESTIGATOR = "trucban", "dieutra.caoloc"
PURPOSE = "xác minh nhân thân"


def looked(by: str, **fields: object) -> dict[str, object]:
    return act("person.look-up", by, **{"name": "vi van lon", "purpose": PURPOSE, **fields})


@pytest.fixture
def post(district: Node) -> Node:
    """A district with a duty officer at Ba Sơn and an investigator at the police."""
    do(district, officer(DUTY, BASON, "duty"), officer(INVESTIGATOR, CAOLOC, "investigator"))
    return district


# ---------------------------------------------------------------- names that are for the officers of the case alone


@pytest.mark.parametrize(
    ("login", "named", "reads"),
    [
        (BASON, [], True), (COMMANDER, [], True), (DUTY, [], False), (CAOLOC, [CAOLOC], False),
        (INVESTIGATOR, [CAOLOC], True), (INVESTIGATOR, [], False),
    ],
    ids=["wrote it", "commands", "is on duty", "staff of a supporting unit", "investigates for a supporting unit",
         "investigates elsewhere"],
)  # fmt: skip
def test_pages_cover_protected_names_for_all_but_officers_of_the_case(
    post: Node, login: str, named: list[str], reads: bool
):
    record = a_case(post, CAOLOC, subjects=[GROWN, MINOR], others=[VICTIM], supporting=named)
    page = Visitor(login).get(f"/vu-viec/{record}").content.decode()
    assert GROWN["name"] in page
    assert (MINOR["name"] in page) is reads
    assert (VICTIM["name"] in page) is reads


def test_who_reads_by_program_is_given_the_copy_as_the_contract_has_it(post: Node):
    record = a_case(post, CAOLOC, others=[VICTIM])
    for told in (post.ask("show", record, "--as", CAOLOC), Caller(CAOLOC).get(f"records/{record}").json):
        assert told["document"]["others"] == [VICTIM]


def test_a_protected_name_is_no_word_by_which_a_case_is_found_nor_is_he_found_by_a_look_up(post: Node):
    a_case(post, subjects=[GROWN, MINOR], others=[VICTIM])
    assert len(post.ask("search", "vi van lon", "--as", BASON)) == 1
    for name in ("Lý Thị Che", "Hoàng Văn Nhỏ"):
        assert post.ask("search", name, "--as", BASON) == []
        assert post.ask("look-up", "--as", BASON, "--name", name, "--purpose", PURPOSE)["persons"] == []


# ---------------------------------------------------------------- looking a person up


def test_a_look_up_needs_somebody_and_a_purpose_and_a_case_that_one_sees(post: Node):
    hidden = fresh()
    do(post, opened(CAOLOC, hidden, lead=CAOLOC))
    assert tried(post, looked(BASON, purpose="  ..  ")) == "person.no_purpose"
    assert tried(post, looked(BASON, name=" ")) == "person.nobody"
    assert tried(post, looked(BASON, case=hidden)) == "record.not_found"
    assert tried(post, looked(BASON, case=fresh())) == "record.not_found"
    assert tried(post, looked(INSPECTOR)) == "act.not_permitted"
    assert lookups.listed() == []


@pytest.mark.parametrize("asked", [["--name", "LON vi"], ["--number", "020090000001"], ["--name", "a seo"]])
def test_a_person_is_found_by_name_by_another_name_and_by_number_in_what_the_unit_holds(post: Node, asked: list[str]):
    ours = a_case(post, subjects=[{**GROWN, "aliases": ["A Sẹo"]}], summary="Lớn")
    masked = a_case(post, XUATLE, subjects=[GROWN], without=("subjects.name", "subjects.documents"))
    found = post.ask("look-up", "--as", BASON, *asked, "--purpose", PURPOSE)
    assert {ours} <= {one["record"] for one in found["persons"]} <= {ours, masked}
    assert {one["name"] for one in found["persons"]} == {"Vi Văn Lớn"}
    assert post.ask("look-up", "--as", XUATLE, *asked, "--purpose", PURPOSE)["persons"] == []


def test_words_of_the_summary_make_nobody_a_person_found(post: Node):
    a_case(post, subjects=[GROWN], summary="Có mặt Nông Thị Hoa")
    assert post.ask("look-up", "--as", BASON, "--name", "Nông Thị Hoa", "--purpose", PURPOSE)["persons"] == []


def test_what_was_found_is_for_who_looked_and_for_some_hours_only(post: Node, monkeypatch: pytest.MonkeyPatch):
    a_case(post, subjects=[GROWN])
    sent = looked(BASON)
    do(post, sent)
    page = f"/tra-cuu/{sent['id']}"
    assert "Vi Văn Lớn" in Visitor(BASON).words(page)
    for other in (DUTY, COMMANDER, CAOLOC, INSPECTOR, ADMIN):
        assert Visitor(other).get(page).status_code == 404
    monkeypatch.setattr(lookups, "HOURS", 0)
    assert Visitor(BASON).get(page).status_code == 404


def test_by_page_the_form_keeps_what_was_typed_and_the_look_up_is_done_once(post: Node):
    record = a_case(post, subjects=[GROWN])
    visitor = Visitor(BASON)
    form = form_of(visitor.get("/tra-cuu"), "/tra-cuu")
    refused = visitor.post("/tra-cuu", **{**form, "name": "Vi Văn Lớn", "purpose": ".", "case": record})
    assert refused.status_code == 422
    assert "Chưa nêu mục đích tra cứu." in readable(refused)
    assert 'value="Vi Văn Lớn"' in refused.content.decode()
    again = form_of(refused, "/tra-cuu") | {"purpose": PURPOSE, "case": record}
    for _ in range(2):
        answer = visitor.post("/tra-cuu", **again)
        assert answer.status_code == 302
    assert record in visitor.get(answer.headers["Location"]).content.decode()
    assert [(one.name, one.purpose, one.record) for one in lookups.listed()] == [("Vi Văn Lớn", PURPOSE, record)]


def test_a_case_of_another_unit_from_whose_page_one_comes_stays_chosen_and_one_unseen_is_not_named(post: Node):
    seen, hidden = a_case(post, CAOLOC), a_case(post, title="Vụ kín")
    assert f'value="{seen}" selected' in Visitor(CAOLOC).get("/tra-cuu", case=seen).content.decode()
    page = Visitor(CAOLOC).get("/tra-cuu", case=hidden).content.decode()
    assert f'value="{hidden}"' not in page
    assert "Vụ kín" not in page


# ---------------------------------------------------------------- the inspector


def test_the_inspector_lists_who_looked_up_whom_and_why_and_nobody_else_does(post: Node):
    do(post, looked(BASON), looked(DUTY, number="0123", purpose="kiểm tra tại đồn"), looked(CAOLOC))
    lines = post.ask("look-ups", "--as", INSPECTOR)
    assert [one["officer"] for one in lines] == [CAOLOC, DUTY, BASON]
    assert [one["number"] for one in post.ask("look-ups", "--as", INSPECTOR, "--unit", BASON)] == ["0123", ""]
    assert post.ask("look-ups", "--as", INSPECTOR, "--to", str(today() - timedelta(days=1))) == []
    page = Visitor(INSPECTOR).words("/nhat-ky/tra-cuu", officer=DUTY)
    assert "kiểm tra tại đồn" in page
    assert PURPOSE not in page
    for login in (BASON, COMMANDER, KEEPER):
        assert Visitor(login).get("/nhat-ky/tra-cuu").status_code == 404
        assert post.ask("look-ups", "--as", login)["code"] == "act.not_permitted"
    assert Caller(INSPECTOR).get("look-ups").json == lines
    assert Caller(BASON).get("look-ups").status_code == 404


def test_many_look_ups_of_one_officer_in_a_day_are_flagged_by_a_threshold_that_is_set(post: Node):
    do(post, *(looked(DUTY) for _ in range(3)), looked(BASON))
    assert [one.flagged for one in lookups.listed()] == [False] * 4
    told = json.loads((post.home / "node.json").read_text())
    (post.home / "node.json").write_text(json.dumps({**told, "look_ups_flagged": 3}))
    post.enter()
    assert [(one.officer, one.recent) for one in lookups.listed(flagged_only=True)] == [(DUTY, 3)]
    page = Visitor(INSPECTOR).words("/nhat-ky/tra-cuu", nguong="2", nhieu="1")
    assert page.count("tra nhiều") >= 2


def test_what_was_looked_up_stands_in_no_record_and_no_news_and_is_rebuilt_with_the_index(post: Node):
    record = a_case(post, CAOLOC, subjects=[GROWN])
    do(post, looked(CAOLOC, case=record))
    assert PURPOSE not in json.dumps(post.ask("show", record, "--as", BASON), ensure_ascii=False)
    assert PURPOSE not in Visitor(INSPECTOR).words("/nhat-ky")
    assert post.verify()["ok"]


# ---------------------------------------------------------------- what no field asks for

NEVER = ("ton giao", "religion", "belief", "faith", "dan toc", "ethnic", "chinh kien", "political", "tin nguong")


def test_no_act_document_or_code_has_a_place_for_belief_ethnicity_or_political_opinion():
    names = {fold(name) for name in _names(acts_schema())}
    said = {fold(json.dumps(msgspec.to_builtins(row), ensure_ascii=False)) for name, listed in codes.LISTS.items()
            if name != "offences" for held in listed.by_code.values() for row in held}  # fmt: skip
    for word in NEVER:
        assert not [name for name in names if word in name], word
        assert not [row for row in said if word in row], word


def _names(schema: object) -> set[str]:
    """Every name of a field, and every value that a field may have, anywhere in a schema."""
    if isinstance(schema, list):
        return {name for one in schema for name in _names(one)}
    if not isinstance(schema, dict):
        return set()
    here = set(schema.get("properties", {})) | {one for one in schema.get("enum", ()) if isinstance(one, str)}
    return here | {name for one in schema.values() for name in _names(one)}


def test_a_case_with_a_field_for_religion_is_refused(post: Node):
    record = a_case(post)
    asked = revised(BASON, record, 1, subjects=[person(religion="…")])
    assert tried(post, asked) == "document.unknown_field"
