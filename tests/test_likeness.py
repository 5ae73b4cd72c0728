"""Like events: what is found, by what reasons, and that nobody learns more by it than he may see."""

import pytest

from hiepdong.cases import likeness
from hiepdong.records.sight import Viewer
from tests import acts
from tests.acts import BASON, CAOLOC, COMMANDER, do, fresh, opened, person, released
from tests.node import ADMIN, Node

DAY = "2021-05-10"
PLACE = {"commune": "06202", "village": "thôn Ba Sơn", "marker": "1193"}
VI = person(name="Vi Văn Thử", birth="1990", documents=[{"kind": "cccd", "number": "020090000777"}])
HEROIN = [{"kind": "heroin", "quantity": "12.5", "unit": "g"}]
PLAIN = {"title": "Vụ đang nhập", "occurred": {"from": f"{DAY}T21:00:00+07:00"}, "offences": ["pc-249"], "lead": CAOLOC}


def looker(login: str, unit: str, *roles: str) -> Viewer:
    return Viewer(login, unit, frozenset(roles or ("staff",)))


THEIRS = looker(CAOLOC, CAOLOC)


def like(viewer: Viewer, **document: object) -> dict[str, list[str]]:
    """By record, the codes of the reasons."""
    found = likeness.like_events(viewer, likeness.of_document({**PLAIN, **document}))
    return {one.line.record: [reason.code for reason in one.reasons] for one in found}


@pytest.fixture(scope="module")
def desk(_shared: Node) -> dict[str, str]:
    """Cases of the post that the district's police holds whole, in part, or not at all."""
    node, ids = _shared.enter(), {name: fresh() for name in ("whole", "part", "unseen", "victim", "late", "drill")}
    base = {"on": DAY, "place": PLACE}
    do(
        node,
        opened(BASON, ids["whole"], **base, subjects=[VI], exhibits=HEROIN),
        opened(BASON, ids["part"], on=DAY, offences=["pc-348"], place={"commune": "06202"}, subjects=[VI]),
        opened(BASON, ids["unseen"], **base, subjects=[VI]),
        opened(
            BASON, ids["victim"], on=DAY, offences=["pc-150"],
            others=[{"key": "v1", "role": "victim", "name": "Vi Văn Thử", "birth": "1990"}],
        ),
        opened(BASON, ids["late"], on="2021-05-15", offences=["pc-348"], subjects=[VI]),
        opened(BASON, ids["drill"], **base, exercise=True),
        *(released(BASON, ids[name], CAOLOC) for name in ("whole", "victim", "late", "drill")),
        released(BASON, ids["part"], CAOLOC, without=("subjects.name", "subjects.documents", "subjects.birth")),
    )  # fmt: skip
    return ids


def test_reasons_name_what_is_alike_and_the_likest_comes_first(desk: dict[str, str]) -> None:
    found = like(THEIRS, place=PLACE, subjects=[VI], exhibits=[{**HEROIN[0], "quantity": "12.50"}])
    assert next(iter(found)) == desk["whole"]
    assert found[desk["whole"]] == ["day", "marker", "village", "offence", "person", "exhibit"]


def test_what_is_not_held_is_neither_found_nor_a_reason(desk: dict[str, str]) -> None:
    found = like(THEIRS, place=PLACE, subjects=[VI])
    assert desk["unseen"] not in found
    assert "person" not in found[desk["part"]], "the name was left out of this copy"
    assert like(looker("nobody", acts.XUATLE), place=PLACE, subjects=[VI]) == {}
    assert like(looker(ADMIN, CAOLOC, "administrator"), place=PLACE, subjects=[VI]) == {}


def test_the_name_of_a_victim_is_compared_for_the_officers_of_the_case_alone(desk: dict[str, str]) -> None:
    assert "person" not in like(THEIRS, subjects=[VI])[desk["victim"]]
    assert "person" not in like(looker(BASON, BASON), subjects=[VI])[desk["victim"]]
    assert "person" in like(looker(COMMANDER, BASON, "commander"), subjects=[VI])[desk["victim"]]


def test_within_a_week_a_day_alone_is_not_enough_but_a_person_is(desk: dict[str, str]) -> None:
    assert desk["late"] not in like(THEIRS)
    assert "person" in like(THEIRS, subjects=[VI])[desk["late"]]
    later = {"occurred": {"from": "2021-06-10T21:00:00+07:00"}}
    assert like(THEIRS, subjects=[VI], **later) == {}, "cases are looked for by time, persons never by name"


def test_names_are_compared_without_tone_marks_and_a_differing_year_is_another_person(desk: dict[str, str]) -> None:
    assert "person" in like(THEIRS, subjects=[person(name="vi van thu")])[desk["whole"]]
    assert "person" not in like(THEIRS, subjects=[person(name="vi van thu", birth="1975")])[desk["whole"]]


def test_an_exercise_is_like_exercises_alone_and_nothing_is_like_itself(desk: dict[str, str]) -> None:
    assert desk["drill"] not in like(THEIRS, place=PLACE)
    assert set(like(THEIRS, place=PLACE, exercise=True)) == {desk["drill"]}
    itself = likeness.of_document({**PLAIN, "place": PLACE}, desk["whole"])
    assert desk["whole"] not in [one.line.record for one in likeness.like_events(THEIRS, itself)]


def test_an_event_of_which_no_day_is_known_is_like_nothing(desk: dict[str, str]) -> None:
    assert likeness.like_events(THEIRS, likeness.of_document({"offences": ["pc-249"]})) == []
