"""The case document: what is kept, what is refused and by which code, what may be left out of a copy."""

import copy
from typing import Any

import pytest

from tests import acts
from tests.acts import BASON, CAOLOC, do, fresh, person, tried
from tests.node import Node


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with one part replaced: `subjects.0.birth`."""
    document = copy.deepcopy(document)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part: Any = document
    for step in way:
        part = part[step]
    part[last] = value
    return document


def kept(node: Node, document: dict[str, Any], record: str = "") -> str:
    return tried(node, acts.act("case.open", BASON, record=record or fresh(), case=document))


def test_a_document_comes_back_as_it_was_written(shared: Node):
    record = fresh()
    assert kept(shared, acts.whole_case(), record) == "done"
    assert acts.shown(shared, BASON, record)["document"] == acts.whole_case()


def test_only_title_time_offence_and_lead_are_required(shared: Node):
    assert kept(shared, acts.case()) == "done"
    for field, code in (("title", "document.invalid"), ("offences", "document.invalid"), ("lead", "document.invalid")):
        assert kept(shared, acts.case(**{field: None})) == code
    assert kept(shared, acts.case(occurred={"to": "2023-03-02T20:10:00+07:00"})) == "document.invalid"
    assert kept(shared, acts.case(occurred=None)) == "document.invalid"


OPTIONAL = [name for name in acts.whole_case() if name not in {"title", "occurred", "offences", "lead"}]


@pytest.mark.parametrize("field", OPTIONAL)
def test_what_does_not_apply_is_null_empty_or_absent(shared: Node, field: str):
    whole = acts.whole_case()
    empty: Any = type(whole[field])()
    without = {name: value for name, value in whole.items() if name != field}
    for document in (without, {**whole, field: None}, {**whole, field: empty}):
        assert kept(shared, document) == "done"


def test_empty_parts_of_parts_do_not_apply_either(shared: Node):
    bare = acts.case(
        place={"commune": None, "village": "", "marker": None, "point": None, "chainage_m": None, "text": ""},
        occurred={"from": "2023-03-02T20:10:00+07:00", "to": None},
        subjects=[{"key": "s1", "status": "bi-can", "name": "", "birth": None, "gender": "", "nationality": None,
                   "offences": None, "documents": [], "aliases": None, "home": ""}],
        others=[{"key": "v1", "role": "witness", "name": None}],
        exhibits=[{"kind": "heroin", "quantity": None, "unit": "", "value_vnd": None}],
    )  # fmt: skip
    assert kept(shared, bare) == "done"


WRONG = [
    ("colour", "green", "document.unknown_field"),
    ("occurred.until", None, "document.unknown_field"),
    ("place.lat", 21, "document.unknown_field"),
    ("subjects.0.nickname", "A", "document.unknown_field"),
    ("subjects.0.documents.0.issued", "2020-01-01", "document.unknown_field"),
    ("others.0.status", "bi-can", "document.unknown_field"),
    ("exhibits.0.weight", "1", "document.unknown_field"),
    ("colour", "", "document.unknown_field"),
    ("subjects.0.religion", "", "document.unknown_field"),
    ("title", "", "document.invalid"),
    ("title", "   ", "document.invalid"),
    ("title", 7, "document.invalid"),
    ("lead", "", "document.invalid"),
    ("occurred.from", "2023-02-30T20:10:00+07:00", "document.invalid"),
    ("occurred.from", "2023-03-02T25:10:00+07:00", "document.invalid"),
    ("occurred.from", "2023-03-02T20:10:00", "document.invalid"),
    ("occurred.from", "2023-03-02", "document.invalid"),
    ("occurred.from", None, "document.invalid"),
    ("occurred.from", "0001-01-01T00:00:00+14:00", "document.invalid"),
    ("occurred.from", "9999-12-31T23:59:59-12:00", "document.invalid"),
    ("occurred.to", "9999-12-31T23:59:59-12:00", "document.invalid"),
    ("occurred.to", "2023-03-01T20:10:00+07:00", "document.invalid"),
    ("occurred.to", "tomorrow", "document.invalid"),
    ("occurred", "2023-03-02T20:10:00+07:00", "document.invalid"),
    ("offences", [], "document.invalid"),
    ("offences", "pc-249", "document.invalid"),
    ("subjects", {"key": "s1"}, "document.invalid"),
    ("subjects.0.key", None, "document.invalid"),
    ("subjects.0.status", None, "document.invalid"),
    ("subjects.0.birth", "1990-02-30", "document.invalid"),
    ("subjects.0.birth", "30/4/1990", "document.invalid"),
    ("subjects.0.birth", 1990, "document.invalid"),
    ("subjects.0.nationality", "Việt Nam", "document.invalid"),
    ("subjects.0.nationality", "VN\n", "document.invalid"),
    ("subjects.0.key", "s1\n", "document.invalid"),
    ("exhibits.0.quantity", "1\n", "document.invalid"),
    ("exhibits.0.quantity", "٣", "document.invalid"),
    ("place.point", [106.99, 21.9], "document.invalid"),
    ("place.point", [106990000], "document.invalid"),
    ("place.point", [181_000_000, 21_900_000], "document.invalid"),
    ("place.chainage_m", 12.5, "document.invalid"),
    ("place.chainage_m", -1, "document.invalid"),
    ("exhibits.0.quantity", 12.5, "document.invalid"),
    ("exhibits.0.quantity", 12, "document.invalid"),
    ("exhibits.0.quantity", "12,5", "document.invalid"),
    ("exhibits.0.value_vnd", "1000", "document.invalid"),
    ("exhibits.0.value_vnd", 2**60, "document.invalid"),
    ("exercise", "no", "document.invalid"),
    ("summary", ["a"], "document.invalid"),
    ("summary", "a\x00b", "document.invalid"),
    ("offences", ["pc-999"], "document.unknown_code"),
    ("offences", ["pc-249", "trộm"], "document.unknown_code"),
    ("subjects.0.offences", ["pc-999"], "document.unknown_code"),
    ("subjects.0.status", "cong-tac-vien", "document.unknown_code"),
    ("subjects.0.gender", "x", "document.unknown_code"),
    ("subjects.0.documents.0.kind", "library-card", "document.unknown_code"),
    ("others.0.role", "subject", "document.unknown_code"),
    ("exhibits.0.kind", "moon-dust", "document.unknown_code"),
    ("exhibits.0.unit", "pound", "document.unknown_code"),
    ("found_by", "luck", "document.unknown_code"),
    ("stage", "finished", "document.unknown_code"),
    ("outcomes", ["won"], "document.unknown_code"),
    ("marking", "public", "document.unknown_code"),
    ("place.commune", "99999", "document.unknown_code"),
    ("lead", "bp-nowhere", "unit.unknown"),
    ("supporting", ["bp-nowhere"], "unit.unknown"),
    ("found", "bp-nowhere", "unit.unknown"),
    ("arrested", ["bp-nowhere"], "unit.unknown"),
    ("marking", "mat", "marking.above_ceiling"),
    ("marking", "tuyet-mat", "marking.above_ceiling"),
]


@pytest.mark.parametrize(("path", "value", "code"), WRONG)
def test_a_document_that_breaks_a_rule_is_refused(shared: Node, path: str, value: Any, code: str):
    wrong = changed(acts.whole_case(), path, value)
    record = fresh()
    assert kept(shared, wrong, record) == code
    assert not acts.sees(shared, BASON, record)


def test_a_revision_holds_the_same_rules(shared: Node):
    record = fresh()
    do(shared, acts.opened(BASON, record))
    wrong: list[tuple[str, Any]] = [
        ("title", 7),
        ("colour", "green"),
        ("offences", ["pc-999"]),
        ("lead", "bp-nowhere"),
        ("marking", "mat"),
    ]
    codes = [tried(shared, acts.revised(BASON, record, 1, **{field: value})) for field, value in wrong]
    assert codes == [
        "document.invalid", "document.unknown_field", "document.unknown_code", "unit.unknown", "marking.above_ceiling",
    ]  # fmt: skip
    assert acts.shown(shared, BASON, record)["version"] == 1


def test_keys_are_each_persons_own(shared: Node):
    assert kept(shared, acts.case(subjects=[person("s1"), person("s1")])) == "document.invalid"


@pytest.mark.parametrize("birth", ["1990", "1990-02-28", None])
def test_a_birth_is_a_date_a_year_or_null(shared: Node, birth: str | None):
    assert kept(shared, acts.case(subjects=[person(birth=birth)])) == "done"


@pytest.mark.parametrize(
    ("commune", "day", "code"),
    [
        ("06202", "2023-03-02", "done"),
        ("06202", "2025-07-01", "done"),
        ("06190", "2025-06-30", "done"),
        ("06190", "2025-07-01", "document.unknown_code"),
        ("6202", "2023-03-02", "document.unknown_code"),
    ],
)
def test_a_commune_is_coded_as_it_was_on_the_day(shared: Node, commune: str, day: str, code: str):
    assert kept(shared, acts.case(on=day, place={"commune": commune})) == code


@pytest.mark.parametrize(
    ("offence", "day", "code"),
    [
        ("wanted-found", "2023-03-02", "done"),
        ("ad-fireworks", "2023-03-02", "done"),
        ("pc-256a", "2025-06-30", "document.unknown_code"),
        ("pc-256a", "2025-07-01", "done"),
    ],
)
def test_an_offence_is_one_of_the_day(shared: Node, offence: str, day: str, code: str):
    assert kept(shared, acts.case(on=day, offences=[offence])) == code


# ---------------------------------------------------------------- what may be left out of a copy

MAY_BE_LEFT_OUT = [
    *("summary", "found_by", "others", "exhibits", "wanted", "stage", "outcomes"),
    *("place.point", "place.text", "subjects"),
    *("subjects.name", "subjects.birth", "subjects.gender", "subjects.nationality", "subjects.documents"),
    *("subjects.documents.number", "subjects.documents.kind", "subjects.aliases", "subjects.home"),
    *("others.name", "others.role", "exhibits.kind", "exhibits.quantity", "exhibits.unit", "exhibits.value_vnd"),
]
MAY_NOT = [
    *("title", "occurred", "occurred.to", "offences", "lead", "supporting", "found", "arrested", "marking", "exercise"),
    *("place", "place.commune", "place.village", "place.marker", "place.chainage_m"),
    *("subjects.key", "subjects.status", "subjects.offences", "others.key", "colour", "subjects.colour", ""),
    *("summary.text", "subjects.documents.colour", "Summary"),
]


def _parts(document: Any, path: list[str]) -> list[Any]:
    """All that stands at a path, through lists."""
    if isinstance(document, list):
        return [found for item in document for found in _parts(item, path)]
    if not path:
        return [document]
    return _parts(document[path[0]], path[1:]) if path[0] in document else []


@pytest.mark.parametrize("path", MAY_BE_LEFT_OUT)
def test_what_may_be_left_out_is_not_in_the_copy(shared: Node, path: str):
    whole = {**acts.whole_case(), "wanted": [{"number": "12/QĐ"}], "outcomes": ["khoi-to"]}
    record = fresh()
    do(shared, acts.act("case.open", BASON, record=record, case=whole))
    do(shared, acts.released(BASON, record, CAOLOC, without=(path,)))
    assert _parts(acts.shown(shared, BASON, record)["document"], path.split("."))
    copied = acts.shown(shared, CAOLOC, record)
    assert copied["withheld"] == [path]
    assert not _parts(copied["document"], path.split("."))
    name = path.split(".", maxsplit=1)[0]
    assert {k: v for k, v in copied["document"].items() if k != name} == {k: v for k, v in whole.items() if k != name}


@pytest.mark.parametrize("path", MAY_NOT)
def test_what_may_not_be_left_out_is_refused(shared: Node, path: str):
    said = acts.act("release.standing", BASON, kind="case", to=[CAOLOC], without=[path])
    assert tried(shared, said) == "mask.unknown_path"


def test_a_release_holds_the_same_paths(shared: Node):
    record = fresh()
    do(shared, acts.opened(BASON, record))
    assert tried(shared, acts.released(BASON, record, CAOLOC, without=("summary", "title"))) == "mask.unknown_path"
    assert not acts.sees(shared, CAOLOC, record)
