"""Entry and revision of the whole case document: each field can be typed, and a revision loses nothing."""

import json
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hiepdong.cases import entering, identity_papers
from hiepdong.terrain import communes, coordinates, filling, places
from hiepdong.vocabulary import codes
from tests.acts import ARMY, BASON, CAOLOC, COMMANDER, XUATLE, a_case, act, do, officer, person
from tests.node import ADMIN, Node
from tests.test_pages_cases import MINOR, VICTIM, _essence, document, entered, typed
from tests.visitor import Visitor, form_of, readable

STAFF = "tham.muu.moi"
UNITS = st.sampled_from([BASON, CAOLOC, XUATLE, ARMY])
WORDS = st.sampled_from(["Vi Văn A", "Lý Thị B", "Nông Văn Đức", "thôn Pò Mạch; xóm trên", "a & <b>", '"Sẹo"'])
OFFENCES = st.sampled_from(["pc-249", "pc-250", "pc-348", "pc-150", "pc-188"])
BIRTHS = st.sampled_from([None, "1990", "1985-02-28"])
PAPERS = st.builds(
    lambda kind, number: {"kind": kind, "number": number},
    st.sampled_from(["cccd", "passport", "cn-id", "border-pass", "other"]), st.sampled_from(["020090000001", "B12 34"]),
)  # fmt: skip
FACTS = st.lists(
    st.builds(
        lambda kind, at: {"kind": kind, "at": at},
        st.sampled_from([row.code for row in codes.facts if row.of == "person"]),
        st.sampled_from(["2023-03-02T21:00:31+07:00", "2023-03-03T01:00:00Z"]),
    ),
    max_size=2, unique_by=lambda fact: fact["kind"],
)  # fmt: skip


OF_CASE = next(row.code for row in codes.facts if row.of == "case")


def several(each: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(each, max_size=most, unique=True)


def subject(key: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"key": st.just(key), "status": st.sampled_from([row.code for row in codes.statuses])},
        optional={
            "name": WORDS, "birth": BIRTHS, "gender": st.sampled_from(["m", "f"]),
            "nationality": st.sampled_from(["VN", "CN", "FR"]), "offences": several(OFFENCES),
            "documents": st.lists(PAPERS, max_size=3), "aliases": several(WORDS), "home": WORDS,
            "minor": st.just(True), "led": st.just(True), "facts": FACTS,
        },
    )  # fmt: skip


OTHERS = st.fixed_dictionaries(
    {"key": st.just("v1"), "role": st.sampled_from([row.code for row in codes.other_roles])},
    optional={
        "name": WORDS, "birth": BIRTHS, "gender": st.sampled_from(["m", "f"]), "nationality": st.just("CN"),
        "home": WORDS, "minor": st.just(True), "note": WORDS,
    },
)  # fmt: skip
EXHIBITS = st.fixed_dictionaries(
    {"kind": st.sampled_from([row.code for row in codes.exhibits])},
    optional={
        "quantity": st.sampled_from(["12.5", "1080", "0.125", "12.50", "1000000"]), "note": WORDS,
        "unit": st.sampled_from([row.code for row in codes.units]), "value_vnd": st.sampled_from([0, 4_500_000]),
    },
)  # fmt: skip
NOTICES = st.fixed_dictionaries(
    {"issuer": WORDS},
    optional={"subject": st.just("s1"), "number": st.just("12/QĐ"), "date": st.just("2020-01-02"), "offence": WORDS},
)
PLACES = st.fixed_dictionaries(
    {},
    optional={
        "commune": st.just("06202"), "village": WORDS, "marker": st.sampled_from(["1193", "1146/1"]), "text": WORDS,
        "point": st.sampled_from([[106990001, 21899999], [107061648, 21901098]]),
        "chainage_m": st.sampled_from([0, 31_200, 90_605]),
    },
)  # fmt: skip
CASES = st.fixed_dictionaries(
    {"subjects": st.tuples(subject("s1"), subject("s2")).map(list)},
    optional={
        "occurred": st.sampled_from([
            {"from": "2023-03-02T20:10:31+07:00", "to": "2023-03-05T01:00:15+07:00"},
            {"from": "2023-03-02T13:10:00Z", "to": "2023-03-02T14:10:00Z"},
        ]),
        "place": PLACES, "offences": several(OFFENCES, 4).filter(bool), "lead": UNITS, "found": UNITS,
        "supporting": several(st.sampled_from([CAOLOC, XUATLE, ARMY])), "arrested": several(UNITS),
        "others": st.lists(OTHERS, max_size=1), "exhibits": st.lists(EXHIBITS, max_size=3),
        "wanted": st.lists(NOTICES, max_size=2), "found_by": st.sampled_from([row.code for row in codes.found_by]),
        "stage": st.sampled_from([row.code for row in codes.stages]), "summary": WORDS,
        "outcomes": several(st.sampled_from([row.code for row in codes.outcomes])),
        "marking": st.sampled_from(["internal", "limited"]), "exercise": st.just(True),
        "facts": st.just([{"kind": OF_CASE, "at": "2023-03-02T22:00:45+07:00"}]),
    },
)  # fmt: skip


@settings(max_examples=12, phases=[Phase.generate])
@given(case=CASES)
def test_a_revision_recorded_untouched_loses_nothing(shared: Node, case: dict[str, Any]) -> None:
    record = a_case(shared, **case)
    before, visitor = document(shared, record), Visitor(COMMANDER)
    answer = visitor.post(f"/vu-viec/{record}/sua", **form_of(visitor.get(f"/vu-viec/{record}/sua")))
    assert answer.status_code == 302, readable(answer)[:400]
    after = document(shared, record)
    assert settled(after) == settled(before)


def settled(case: dict[str, Any]) -> Any:
    """What a case says: nothing is what does not apply, steps are in the order of time."""
    by_time = {"facts": sorted(case.get("facts") or (), key=str)}
    people = [{**one, "facts": sorted(one.get("facts") or (), key=str)} for one in case.get("subjects") or ()]
    return _essence({"marking": "internal", **case, **by_time, "subjects": people})


def test_who_may_not_be_named_keeps_his_wanted_notice_through_a_revision(district: Node) -> None:
    notice = {"subject": "s2", "issuer": "Công an tỉnh", "number": "12/QĐ"}
    record = a_case(district, subjects=[person(name="Vi Văn A"), MINOR], others=[VICTIM], wanted=[notice])
    do(district, officer(STAFF, BASON, "staff"))
    visitor = Visitor(STAFF)
    form = form_of(visitor.get(f"/vu-viec/{record}/sua")) | {"summary": "Thêm."}
    assert visitor.post(f"/vu-viec/{record}/sua", **form).status_code == 302
    assert document(district, record)["wanted"] == [notice]


def test_every_part_can_be_typed(shared: Node) -> None:
    record = entered(
        chainage="Km 31+200", until="01:20 05/03/2023", offences=["pc-249", "pc-250 pc-348"],
        p_name=["Vi Văn A", ""], p_status=["bi-tam-giu", ""], p_offence=["pc-249 pc-250", ""],
        p_papers=["hộ chiếu B1234567; giay thong hanh 0412", ""],
        o_name=["Lý Thị B"], o_role=["victim"], o_gender=["f"], o_nationality=["CN"], o_home=["Bằng Tường"],
        x_kind=["heroin"], x_value_vnd=["0"],
        w_person=["1"], w_issuer=["Công an tỉnh"], w_number=["12/QĐ"], w_day=["02/01/2020"], w_offence=["Trộm cắp"],
        arrested=[BASON, XUATLE], exercise="on",
    )  # fmt: skip
    made = document(shared, record)
    assert made["offences"] == ["pc-249", "pc-250", "pc-348"]
    assert made["occurred"]["to"] == "2023-03-05T01:20:00+07:00"
    assert (made["place"]["chainage_m"], made["exercise"]) == (31_200, True)
    (subject,), (other,), (notice,) = made["subjects"], made["others"], made["wanted"]
    assert subject["offences"] == ["pc-249", "pc-250"]
    assert subject["documents"] == [
        {"kind": "passport", "number": "B1234567"}, {"kind": "border-pass", "number": "0412"}
    ]  # fmt: skip
    assert (other["gender"], other["nationality"], other["home"]) == ("f", "CN", "Bằng Tường")
    assert made["exhibits"][0]["value_vnd"] == 0
    assert notice == {
        "subject": subject["key"], "issuer": "Công an tỉnh", "number": "12/QĐ", "date": "2020-01-02",
        "offence": "Trộm cắp",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"chainage": "chỗ suối"}, "chainage", "Lý trình chưa đọc được"),
        ({"chainage": "Km 9999+000"}, "chainage", "Lý trình chưa đọc được"),
        ({"p_status": ["bi-can", ""], "p_papers": ["thẻ lạ 12", ""]}, "p1-papers", "Ghi loại rồi số"),
        ({"w_issuer": ["Công an tỉnh"], "w_day": ["hôm qua"]}, "w1-day", "Ghi ngày như"),
        ({"w_issuer": ["Công an tỉnh"], "w_person": ["2"]}, "w1-person", "chưa có tên"),
        ({"communes_of": ["2026-01-01"], "commune": "06184"}, "commune", "xem lại xã"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(shared: Node, wrong: dict[str, Any], field: str, told: str) -> None:
    answer = Visitor(BASON).post("/vu-viec/nhap", **typed(**wrong))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()
    assert told in readable(answer)


def test_a_unit_or_an_offence_that_is_no_longer_stays_in_the_form(district: Node) -> None:
    """What the list of the day does not offer is offered all the same where the case has it."""
    record = a_case(district, supporting=[XUATLE])
    ended = {"code": XUATLE, "on": "2020-12-31", "successors": [CAOLOC], "heir": CAOLOC, "how": "merged"}
    do(district, act("unit.end", ADMIN, **ended))
    assert form_of(Visitor(BASON).get(f"/vu-viec/{record}/sua"))["supporting"] == [XUATLE]


# ---------------------------------------------------------------- the place


THEN, NOW = date(2023, 3, 2), date(2025, 11, 1)


def test_a_marker_gives_commune_point_and_chainage_and_a_village_its_commune() -> None:
    found = filling.fill({"marker": "mốc 1193"}, THEN)
    held = places.marker("1193")
    assert held is not None
    assert {name: one.by for name, one in found.items()} == dict.fromkeys(("commune", "point", "chainage"), "marker")
    assert coordinates.read_point(found["point"].value) == held.place
    assert coordinates.read_chainage(found["chainage"].value) == held.chainage_m
    assert filling.fill({"village": "tan cuong"}, THEN)["commune"] == filling.Filled("06202", "village")


def test_what_the_officer_typed_is_never_filled_in() -> None:
    assert set(filling.fill({"marker": "1193", "commune": "06184", "point": "21.9, 106.99"}, THEN)) == {"chainage"}


def test_what_a_point_says_goes_into_no_exact_field_that_no_copy_can_leave_out() -> None:
    """`place.point` can be left out of a copy, `place.chainage_m` cannot."""
    assert set(filling.fill({"point": "21.901098, 107.061648"}, THEN)) == {"marker", "commune"}


@given(chainage_m=st.integers(0, 200_000), on=st.sampled_from([THEN, NOW]))
def test_chainages_are_written_as_they_are_read_and_fill_in_communes_of_the_day(chainage_m: int, on: date) -> None:
    written = coordinates.chainage_words(chainage_m)
    assert coordinates.read_chainage(written) in (chainage_m, None)
    commune = filling.fill({"chainage": written}, on).get("commune")
    assert commune is None or communes.commune(commune.value, on) is not None


def test_the_page_says_how_a_point_was_read(shared: Node) -> None:
    asked = {"day": "02/03/2023", "point": "X 2.422.345, Y 473.120"}
    told = json.loads(Visitor(BASON).get("/dia-ban/dien", **asked).content)
    point = coordinates.read_point(asked["point"])
    assert point is not None
    assert coordinates.wgs84_words(point) in told["read"]
    assert (
        json.loads(Visitor(BASON).get("/dia-ban/dien", point="đâu đó").content)["read"] == "Chưa đọc được tọa độ này."
    )


def test_without_scripts_a_button_fills_in_and_says_why(shared: Node) -> None:
    form = form_of(Visitor(BASON).post("/vu-viec/nhap", **typed(village="thôn Tân Cương", fill="1")))
    page = readable(Visitor(BASON).post("/vu-viec/nhap", **typed(village="thôn Tân Cương", fill="1")))
    assert (form["commune"], form["chainage"]) == (["06202"], ["Km 90+600"])
    assert "theo thôn Tân Cương" in page
    assert "theo mốc 1193" in page


@pytest.mark.parametrize(
    ("listed", "day", "given_", "then"),
    [
        ("2023-03-02", "02/08/2025", "06196", "06202"),
        ("2025-08-02", "02/03/2023", "06193", ""),
        ("2023-03-02", "03/03/2023", "06196", "06196"),
    ],
)
def test_the_commune_follows_the_day_of_the_event(listed: str, day: str, given_: str, then: str) -> None:
    """Cao Lâu is Ba Sơn today; of what made today's Cao Lộc the form does not guess."""
    sent = QueryDict(mutable=True)
    sent.update({"day": day, "hour": "10:00", "communes_of": listed, "commune": given_, "lead": BASON})
    form = entering.read(sent)
    assert form.values["commune"] == then
    assert ("commune" in form.errors) == (given_ != then)


@given(st.lists(PAPERS, max_size=4))
def test_papers_in_one_line_are_read_as_they_are_written(papers: list[dict[str, Any]]) -> None:
    assert identity_papers.read(identity_papers.text(papers)) == papers


def test_an_arrest_before_the_event_is_pointed_out_while_one_types(shared: Node) -> None:
    step = {"f_kind": ["arrest"], "f_person": ["1"], "f_hour": ["19:30"], "p_name": ["Vi Văn A", ""], "look": "near"}
    assert Visitor(BASON).post("/vu-viec/nhap", **{**typed(**step), "day": "hôm kia"}).status_code == 200
    for day in ("02/03/2023", "03/03/2023", "hôm qua"):
        form = typed(p_status=["bi-tam-giu", ""], f_day=[day], **step)
        answer = Visitor(BASON).post("/vu-viec/nhap", **form)
        page = readable(answer)
        assert answer.status_code == 200
        assert ("Thứ tự mốc tố tụng chưa hợp lý." in page) == (day == "02/03/2023")


# ---------------------------------------------------------------- from an earlier case


def test_a_subject_is_taken_from_a_case_of_ours_alone(district: Node) -> None:
    held = person("s1", "bi-can", name="Vi Văn Thử", birth="1990", home="thôn Pò Mạch", offences=["pc-249"])
    ours = a_case(district, CAOLOC, subjects=[held, MINOR], title="Vụ trước")
    found = readable(Visitor(BASON).post("/vu-viec/nhap", **typed(earlier="vi van thu", look="earlier")))
    assert "Vi Văn Thử" in found
    assert "Vụ trước" in found
    theirs = Visitor(CAOLOC).post("/vu-viec/nhap", **typed(earlier="vi van thu", look="earlier"))
    assert "Không thấy trong các vụ của đơn vị ta." in readable(theirs), "what others sent is not looked through"
    form = form_of(Visitor(BASON).post("/vu-viec/nhap", **typed(p_name=["Ai đó", ""], take=f"{ours}:s1")))
    assert form["p_name"][:2] == ["Ai đó", "Vi Văn Thử"]
    assert (form["p_birth"][1], form["p_home"][1], form["p_status"][1]) == ("1990", "thôn Pò Mạch", "")
    assert Visitor(CAOLOC).post("/vu-viec/nhap", **typed(take=f"{ours}:s1")).status_code in (403, 404, 409)


def test_who_may_not_be_named_is_not_offered(district: Node) -> None:
    do(district, officer(STAFF, BASON, "staff"))
    ours = a_case(district, subjects=[MINOR])
    found = readable(Visitor(STAFF).post("/vu-viec/nhap", **typed(earlier="hoang van nho", look="earlier")))
    assert "Không thấy trong các vụ của đơn vị ta." in found
    form = form_of(Visitor(STAFF).post("/vu-viec/nhap", **typed(take=f"{ours}:s2")))
    assert set(form["p_name"]) == {""}
