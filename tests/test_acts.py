"""The envelope of an act, the acts that set up, cases and their versions: refused or done as the contract says."""

from typing import Any

import pytest

from hiepdong.vocabulary.refusals import MESSAGES
from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    BORDER,
    CAOLOC,
    COMMANDER,
    INSPECTOR,
    KEEPER,
    NGANGOAI,
    XUATLE,
    do,
    fresh,
    rid,
    tried,
)
from tests.node import ADMIN, Node

A, B = rid(1), rid(2)


def entries(node: Node) -> int:
    """How many entries the journal holds."""
    return int(node.ask("journal", "stats")["entries"])


# ---------------------------------------------------------------- the envelope


def test_the_same_id_with_equal_content_changes_nothing_and_gives_the_same_result(shared: Node):
    record = fresh()
    opened = acts.opened(BASON, record)
    first = do(shared, opened)
    do(shared, acts.opened(BASON, fresh()))
    before = entries(shared)
    assert do(shared, opened) == first
    assert do(shared, dict(reversed(opened.items()))) == first
    assert do(shared, opened, opened) == first * 2
    assert entries(shared) == before


def test_the_same_result_is_given_although_the_act_would_be_refused_by_now(shared: Node):
    record = fresh()
    opened, revised = acts.opened(BASON, record), acts.revised(BASON, record, 1)
    first = do(shared, opened, revised, acts.act("case.cancel", BASON, record=record, reason="nhầm"))
    assert do(shared, opened, revised) == first[:2]


@pytest.mark.parametrize("change", [{"at": "2024-01-01T00:00:00Z"}, {"case": acts.case(title="Khác")}, {"record": B}])
def test_the_same_id_with_other_content_is_refused(shared: Node, change: dict[str, Any]):
    record = fresh()
    opened = acts.opened(BASON, record)
    assert tried(shared, opened, {**opened, **change}) == "act.id_reused"
    assert acts.shown(shared, BASON, record)["version"] == 1


def test_the_same_id_in_one_batch_with_other_content_is_refused(shared: Node):
    record = fresh()
    opened = acts.opened(BASON, record)
    outcomes = shared.play([opened, {**opened, "record": fresh()}])
    assert [type(one).__name__ for one in outcomes] == ["Done", "NotDone"]


def test_an_id_is_one_id_however_it_is_written(shared: Node):
    record = fresh()
    opened = acts.opened(BASON, record)
    do(shared, opened)
    for spelled in (opened["id"].replace("-", ""), opened["id"].upper()):
        assert tried(shared, {**opened, "id": spelled}) == "done"
        assert tried(shared, {**acts.opened(BASON, fresh()), "id": spelled}) == "act.id_reused"


def test_the_id_of_a_refused_act_may_be_used_again(shared: Node):
    record = fresh()
    refused = acts.opened(BASON, record, offences=["pc-999"])
    assert tried(shared, refused) == "document.unknown_code"
    assert tried(shared, {**refused, "case": acts.case()}) == "done"


def test_nothing_is_written_by_a_refused_act(shared: Node):
    record = fresh()
    before = entries(shared)
    assert tried(shared, acts.opened(BASON, record, lead="bp-nowhere")) == "unit.unknown"
    assert entries(shared) == before
    assert tried(shared, acts.opened(BASON, record)) == "done"


def test_an_officer_who_serves_in_several_units_acts_for_the_first_unless_he_says_so(district: Node):
    do(district, acts.officer(ARMY, BASON))
    do(district, acts.opened(ARMY, A), {**acts.opened(ARMY, B), "for_unit": BASON})
    assert [acts.shown(district, f"{ARMY}@{unit}", record)["owner"] for unit, record in ((ARMY, A), (BASON, B))] == [
        ARMY,
        BASON,
    ]
    assert acts.shown(district, ARMY, B)["code"] == "record.not_found"


ENVELOPE = [
    ({"act": "case.shut"}, "act.unknown"),
    ({"id": "one"}, "act.invalid"),
    ({"id": "\x00"}, "act.invalid"),
    ({"by": None}, "act.invalid"),
    ({"by": 7}, "act.invalid"),
    ({"at": "2023-03-02T21:40:00"}, "act.invalid"),
    ({"at": "2023-02-30T21:40:00+07:00"}, "act.invalid"),
    ({"at": "yesterday"}, "act.invalid"),
    ({"at": "9999-12-31T23:59:59-12:00"}, "act.invalid"),
    ({"at": "0001-01-01T00:00:00+14:00"}, "act.invalid"),
    ({"record": None}, "act.invalid"),
    ({"record": "case-1"}, "act.invalid"),
    ({"case": None}, "act.invalid"),
    ({"recorded": "2023-03-02T21:40:00+07:00"}, "act.invalid"),
    ({"by": "nobody"}, "officer.unknown"),
    ({"for_unit": "bp-nowhere"}, "unit.unknown"),
    ({"for_unit": CAOLOC}, "act.not_permitted"),
    ({"at": "2023-03-02T21:40:00Z", "for_unit": BASON}, "done"),
]


@pytest.mark.parametrize(("change", "code"), ENVELOPE)
def test_the_fields_of_every_act(shared: Node, change: dict[str, Any], code: str):
    record = fresh()
    said = {name: value for name, value in {**acts.opened(BASON, record), **change}.items() if value is not None}
    assert tried(shared, said) == code
    assert acts.sees(shared, BASON, record) == (code == "done")


def test_a_field_that_is_null_is_as_good_as_absent(shared: Node):
    record = fresh()
    said = {**acts.opened(BASON, record), "for_unit": None, "at": None, "expects": None}
    (done,) = do(shared, said)
    assert do(shared, {name: value for name, value in said.items() if value is not None}) == [done]
    released = {"record": record, "to": [CAOLOC], "without": None, "until": None}
    assert tried(shared, acts.act("record.release", BASON, **released)) == "done"
    assert tried(shared, acts.act("case.cancel", BASON, record=record, reason=None)) == "done"


@pytest.mark.parametrize("at", ["2023-03-02T14:10:00z", "2023-03-02t21:10:00.25+07:00", "2023-03-02T14:10:00Z"])
def test_an_instant_may_be_spelled_in_every_way_of_rfc_3339(shared: Node, at: str):
    record = fresh()
    do(shared, {**acts.opened(BASON, record, occurred={"from": at}), "at": at})
    assert acts.shown(shared, BASON, record)["document"]["occurred"]["from"] == at
    assert shared.ask("list", "case", "--as", BASON, "--from", "2023-03-02", "--to", "2023-03-02")


def test_every_refusal_of_the_contract_has_words_in_both_languages():
    contract = """act.invalid act.unknown act.id_reused act.not_permitted officer.unknown unit.unknown unit.taken
    unit.ended record.not_found record.exists record.not_owner record.version_conflict record.locked record.cancelled
    document.invalid document.unknown_field document.unknown_code mask.unknown_path marking.above_ceiling
    link.other_side_unseen link.settled handover.not_offered request.not_addressed request.answered request.declined
    request.closed passon.answered node.not_initialised"""
    assert set(contract.split()) <= MESSAGES.keys()
    assert all(vietnamese != english for vietnamese, english in MESSAGES.values())


# ---------------------------------------------------------------- roles

RECORD_ACTS: dict[str, dict[str, Any]] = {
    "case.revise": {"record": A, "expects": 1, "case": acts.case()},
    "case.cancel": {"record": A, "reason": ""},
    "record.release": {"record": A, "to": [CAOLOC]},
    "record.withdraw": {"record": A, "from": [CAOLOC], "reason": ""},
    "release.standing": {"kind": "case", "to": [CAOLOC]},
    "release.standing-end": {"kind": "case", "to": [CAOLOC]},
    "link.assert": {"record": rid(9), "a": A, "b": B, "relation": "same-event", "same_persons": []},
    "handover.ask": {"record": A, "reason": ""},
    "handover.offer": {"record": A, "to": CAOLOC, "reason": ""},
    "handover.accept": {"record": A},
    "handover.decline": {"record": A},
    "handover.void": {"record": A, "reason": ""},
    "copy.return": {"record": A},
    "record.attach": {"record": A, "file": "anh.jpg", "title": "Ảnh"},
}
NEW_UNIT = {"code": "qs-moi", "name": "Mới", "type": "army", "parent": None, "from": "2020-01-01"}
SETTING_UP: dict[str, dict[str, Any]] = {
    "unit.add": {"unit": NEW_UNIT},
    "unit.end": {"code": ARMY, "on": "2023-12-31", "successors": [], "heir": None, "how": "dissolved"},
    "officer.add": {"officer": {"login": "moi", "name": "Mới", "rank": None, "unit": ARMY, "roles": ["staff"]}},
}
CASE_OPEN: dict[str, dict[str, Any]] = {"case.open": {"record": A, "case": acts.case()}}


@pytest.mark.parametrize("by", [ADMIN, KEEPER, INSPECTOR])
@pytest.mark.parametrize("kind", [*RECORD_ACTS, *CASE_OPEN])
def test_administrators_and_inspectors_do_no_acts_on_records(shared: Node, by: str, kind: str):
    fields = {**RECORD_ACTS, **CASE_OPEN}[kind]
    assert tried(shared, acts.act(kind, by, **fields)) == "act.not_permitted"


@pytest.mark.parametrize("kind", SETTING_UP)
def test_only_an_administrator_sets_up(district: Node, kind: str):
    said = acts.act(kind, BASON, **SETTING_UP[kind])
    for by in (BASON, COMMANDER, INSPECTOR):
        assert tried(district, {**said, "by": by}) == "act.not_permitted"
    assert tried(district, {**said, "by": KEEPER}) == "done"


@pytest.mark.parametrize("role", ["duty", "investigator", "staff", "commander"])
def test_all_who_work_on_records_may_do_so(district: Node, role: str):
    do(district, acts.officer("moi", ARMY, role), acts.opened("moi", A), acts.released("moi", A, CAOLOC))
    do(district, acts.revised("moi", A, 1), acts.act("case.cancel", "moi", record=A, reason=""))


@pytest.mark.parametrize("role", ["duty", "investigator", "staff"])
def test_breaking_glass_is_a_commanders(district: Node, role: str):
    do(district, acts.officer("moi", BASON, role), acts.opened(BASON, A), acts.offered(BASON, A, CAOLOC))
    assert tried(district, acts.act("handover.void", "moi", record=A, reason="")) == "act.not_permitted"
    assert tried(district, acts.act("handover.void", COMMANDER, record=A, reason="")) == "done"


# ---------------------------------------------------------------- units and officers

UNIT_REFUSALS = [
    (acts.unit(BASON), "unit.taken"),
    (acts.unit(BASON, start="2009-12-31"), "unit.taken"),
    (acts.unit("qs-moi", parent="qs-nowhere"), "unit.unknown"),
    (acts.unit(BORDER, parent=BASON, start="2020-01-01"), "act.invalid"),
    (acts.unit("qs-moi", start="2023-02-30"), "act.invalid"),
    (acts.act("unit.add", ADMIN, unit={**NEW_UNIT, "type": "navy"}), "act.invalid"),
    (acts.act("unit.add", ADMIN, unit={**NEW_UNIT, "colour": "green"}), "act.invalid"),
    (acts.act("unit.add", ADMIN, unit={"code": "qs-moi", "type": "army", "from": "2020-01-01"}), "act.invalid"),
    (acts.act("unit.end", ADMIN, code="qs-nowhere", on="2023-12-31", how="dissolved"), "unit.unknown"),
    (acts.act("unit.end", ADMIN, code=ARMY, on="2023-12-31", heir="qs-nowhere", how="merged"), "unit.unknown"),
    (acts.act("unit.end", ADMIN, code=ARMY, on="2023-12-31", successors=["qs-nowhere"], how="split"), "unit.unknown"),
    (acts.act("unit.end", ADMIN, code=ARMY, on="2023-12-31", how="forgotten"), "act.invalid"),
    (acts.act("unit.end", ADMIN, code=ARMY, on="2009-12-31", how="dissolved"), "act.invalid"),
    (acts.act("unit.end", ADMIN, code=ARMY, on="9999-12-31", how="dissolved"), "act.invalid"),
    (acts.officer("moi", "qs-nowhere"), "unit.unknown"),
    (acts.officer("moi", ARMY, "general"), "act.invalid"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "code"), UNIT_REFUSALS)
def test_units_and_officers_that_cannot_be(shared: Node, said: acts.Act, code: str):
    assert tried(shared, said) == code


def test_a_unit_is_renamed_and_moved_from_a_day_on(district: Node):
    do(district, acts.unit(BASON, start="2023-07-01", parent=CAOLOC, name="Đồn Ba Sơn mới"))
    do(district, acts.opened(BASON, A, on="2023-06-30"), acts.opened(BASON, B, on="2023-07-01"))
    for above, records in ((BORDER, [[A]]), (CAOLOC, [[B]])):
        assert district.ask("figures", "--as", BASON, "--with", f"{above}/**")["records"] == records


def test_an_heir_takes_records_officers_and_grants_in_the_same_act(district: Node):
    do(district, acts.opened(XUATLE, A, lead=XUATLE), acts.opened(BASON, B), acts.released(BASON, B, XUATLE))
    do(district, acts.act("release.standing", NGANGOAI, kind="case", to=[XUATLE]))
    end = acts.act("unit.end", ADMIN, code=XUATLE, on="2025-06-30", successors=[CAOLOC], heir=CAOLOC, how="merged")
    do(district, end, acts.opened(NGANGOAI, rid(3)))
    assert acts.shown(district, CAOLOC, A)["owner"] == CAOLOC
    for record in (A, B, rid(3)):
        assert acts.sees(district, CAOLOC, record)
        assert acts.sees(district, XUATLE, record), "the officer of that login serves in the heir now"
    assert tried(district, acts.revised(XUATLE, A, 1, lead=XUATLE)) == "done"
    assert district.ask("figures", "--as", CAOLOC, "--with", XUATLE)["records"] == [[A]]


def test_units_stand_in_no_circle_on_any_day(district: Node):
    do(district, acts.unit(BORDER, start="2030-01-01", parent=CAOLOC))
    assert tried(district, acts.unit(CAOLOC, start="2025-01-01", parent=BORDER)) == "act.invalid"


def test_the_first_administrator_acts_for_the_first_unit_he_is_added_to(district: Node):
    do(district, acts.officer(ADMIN, BASON, "staff"), acts.opened(ADMIN, A))
    assert acts.shown(district, ADMIN, A)["owner"] == BASON


def test_who_served_in_a_unit_that_ended_without_heir_acts_no_more(district: Node):
    do(district, acts.opened(ARMY, A, lead=ARMY), acts.opened(BASON, B), acts.released(BASON, B, ARMY))
    do(district, acts.act("unit.end", ADMIN, code=ARMY, on="2023-12-31", successors=[], heir=None, how="dissolved"))
    assert tried(district, acts.cancelled(ARMY, A)) == "unit.ended"
    assert district.run("list", "case", "--as", ARMY, "--json").json["code"] == "unit.ended"
    assert tried(district, acts.withdrawn(BASON, B, ARMY)) == "done"
    do(district, acts.officer(ARMY, CAOLOC))
    assert tried(district, acts.opened(ARMY, rid(3))) == "done", "he goes on in the next unit that stands"


def test_an_ended_unit_is_given_nothing_but_may_be_named(district: Node):
    do(district, acts.act("unit.end", ADMIN, code=ARMY, on="2023-12-31", successors=[], heir=None, how="dissolved"))
    do(district, acts.opened(BASON, A, supporting=[ARMY]))
    for said in (
        acts.released(BASON, A, ARMY), acts.offered(BASON, A, ARMY), acts.officer("moi", ARMY),
        acts.act("release.standing", BASON, kind="case", to=[ARMY]), acts.opened(ARMY, B),
        acts.unit(ARMY, start="2024-01-01"),
    ):  # fmt: skip
        assert tried(district, said) == "unit.ended", said["act"]
