"""Persons found across spellings in the copies a unit holds: what is found, what is not, what is forgotten, and why."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiepdong.cases import identities
from hiepdong.forces.queries import viewer
from hiepdong.identity.model import Document, Query
from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    COMMANDER,
    SECOND,
    XUATLE,
    a_case,
    act,
    cancelled,
    do,
    fresh,
    opened,
    person,
    released,
    revised,
    tried,
    withdrawn,
)  # fmt: skip
from tests.api import Caller
from tests.node import Node
from tests.visitor import Visitor, form_of

FAMILIES, MIDDLES = ("Nguyễn", "Trần", "Hoàng", "Nông", "Phạm"), ("Văn", "Thị", "Đức", "Minh")
GIVEN = ("An", "Bình", "Cường", "Dũng", "Hà", "Hương", "Khánh", "Lan", "Sơn", "Tuấn")
PURPOSE = "kiểm tra tại chốt"
WEI = person(
    "s1", name="王伟", birth="1985-03-04", gender="m", documents=[{"kind": "cn-id", "number": "450103198503040018"}]
)
LON = person("s1", name="Vi Văn Lớn", birth="1990-02-11", documents=[{"kind": "cccd", "number": "020090000001"}])


def looked(node: Node, unit: str, **asked: str) -> list[dict[str, Any]]:
    options = [text for name, value in asked.items() for text in (f"--{name}", value)]
    found: list[dict[str, Any]] = node.ask("look-up", "--as", unit, *options, "--purpose", PURPOSE)["persons"]
    return found


@pytest.fixture
def crowd(district: Node) -> Node:
    """A district with two hundred persons, so that names have a weight."""
    everybody = enumerate(product(FAMILIES, MIDDLES, GIVEN))
    a_case(district, subjects=[
        person(f"s{at}", name=" ".join(name), birth=f"{1950 + at % 50}-{1 + at % 12:02}-{1 + at % 28:02}")
        for at, name in everybody
    ])  # fmt: skip
    return district


def records(found: list[dict[str, Any]]) -> set[str]:
    return {one["record"] for one in found}


@pytest.mark.parametrize(
    ("asked", "band"),
    [
        ({"name": "Wang Wei", "birth": "1985-03-04"}, "alert"),
        ({"name": "Vuong Vi", "birth": "1985-03-04", "gender": "m"}, "alert"),
        ({"name": "王偉", "birth": "1985"}, "look"),
        ({"number": "450103198503040081"}, "alert"),
    ],
)
def test_a_chinese_name_is_found_by_pinyin_by_its_reading_and_by_a_number_with_a_slip(
    crowd: Node, asked: dict[str, str], band: str
):
    record = a_case(crowd, subjects=[WEI])
    found = looked(crowd, BASON, **asked)
    assert [(one["record"], one["name"], one["band"]) for one in found] == [(record, "王伟", band)]
    assert found[0]["reasons"]
    assert 0 < found[0]["score"] <= 1


def test_a_name_with_a_year_alone_never_alerts(crowd: Node):
    a_case(crowd, subjects=[LON])
    assert {one["band"] for one in looked(crowd, BASON, name="Vi Văn Lớn", birth="1990")} == {"look"}


def test_who_has_only_the_words_in_his_name_comes_after_who_is_likely(district: Node):
    likely = a_case(district, subjects=[LON])
    words = a_case(district, subjects=[person("s1", name="Lớn Thị Vi", birth="1950-01-01", gender="f")])
    found = looked(district, BASON, name="Vi Van Lon", birth="1990-02-11", gender="m")
    assert found[0]["record"] == likely
    assert records(found) <= {likely, words}


def test_nobody_is_found_out_of_sight_by_a_masked_name_or_number_or_in_an_older_copy(district: Node):
    hidden = a_case(district, subjects=[LON])
    masked = a_case(district, XUATLE, subjects=[LON], without=("subjects.name", "subjects.documents"))
    for asked in ({"name": "Vi Văn Lớn", "birth": "1990-02-11"}, {"number": "020090000001"}):
        assert records(looked(district, BASON, **asked)) == {hidden, masked}
        assert looked(district, XUATLE, **asked) == []
    do(district, released(BASON, hidden, XUATLE))
    assert records(looked(district, XUATLE, name="Vi Văn Lớn")) == {hidden}
    do(district, withdrawn(BASON, hidden, XUATLE))
    assert looked(district, XUATLE, name="Vi Văn Lớn") == []


def test_many_persons_out_of_sight_do_not_crowd_out_the_one_in_sight(district: Node):
    subjects = [person(f"s{at}", name="Vi Văn Lớn", birth="1990-02-11") for at in range(60)]
    do(district, opened(CAOLOC, fresh(), lead=CAOLOC, subjects=subjects))
    ours = a_case(district, subjects=[person("s1", name="Vy Văn Lớn", birth="1991-02-11")])
    assert records(looked(district, BASON, name="Vi Văn Lớn", birth="1990-02-11")) == {ours}


def test_victims_witnesses_and_minors_are_not_found_in_any_spelling(district: Node):
    minor, other = (
        person("s2", name="Hoàng Văn Nhỏ", birth="2010-05-06", minor=True),
        {"key": "v1", "role": "victim", "name": "Lý Thị Che"},
    )
    a_case(district, subjects=[LON, minor], others=[other])
    for name in ("Hoang Van Nho", "Ly Thi Che", "Nhỏ Hoàng"):
        assert looked(district, BASON, name=name) == []


def test_a_revision_a_cancelling_and_a_handover_are_followed(district: Node):
    record = a_case(district, subjects=[LON])
    assert records(looked(district, BASON, name="Vi Văn Lớn")) == {record}
    do(district, revised(BASON, record, 1, subjects=[person("s1", name="Nông Văn Khác", birth="1990")]))
    assert looked(district, BASON, name="Vi Văn Lớn", birth="1990") == []
    assert records(looked(district, BASON, name="nong van khac", birth="1990")) == {record}
    do(district, acts.offered(BASON, record, ARMY), act("handover.accept", ARMY, record=record))
    assert records(looked(district, ARMY, name="Nông Văn Khác")) == {record}
    do(district, cancelled(ARMY, record))
    assert looked(district, ARMY, name="Nông Văn Khác") == []


def test_an_older_version_whose_document_the_newer_shares_is_found_by_who_holds_it(district: Node, tmp_path: Path):
    record, file = a_case(district, XUATLE, subjects=[LON]), tmp_path / "bien-ban.txt"
    file.write_text("Biên bản")
    do(district, act("record.attach", BASON, record=record, file=str(file), title="Biên bản"))
    for unit in (BASON, XUATLE):
        assert [one["band"] for one in looked(district, unit, name="Vi Văn Lớn", birth="1990")] == ["look"], unit


def test_who_stands_in_an_exercise_is_marked_so(district: Node):
    a_case(district, subjects=[LON], exercise=True)
    assert [one["exercise"] for one in looked(district, BASON, name="Vi Van Lon")] == [True]
    sent = act("person.look-up", BASON, name="Vi Văn Lớn", purpose=PURPOSE)
    do(district, sent)
    assert "diễn tập" in Visitor(BASON).words(f"/tra-cuu/{sent['id']}")


def test_where_the_index_cannot_be_written_words_are_found_and_it_is_said(district: Node):
    record = a_case(district, subjects=[LON])
    (district.home / "identity").write_text("no folder")
    assert records(looked(district, BASON, name="Vi Văn Lớn")) == {record}
    sent = act("person.look-up", BASON, name="Vi Văn Lớn", purpose=PURPOSE)
    do(district, sent)
    assert "chỉ tìm theo đúng chữ và đúng số" in Visitor(BASON).words(f"/tra-cuu/{sent['id']}")


def test_an_erased_person_is_in_no_file_of_the_index(district: Node, erased_bytes: Callable[[Path], list[bytes]]):
    secret = person("xuyen", name="Xuyến Chiêu", birth="1977-07-07", home="thôn Xuyến Chiêu")
    kept, record = a_case(district, subjects=[LON]), a_case(district, CAOLOC, subjects=[secret])
    assert records(looked(district, BASON, name="Xuyen Chieu")) == {record}
    folder = district.home / "identity"
    assert erased_bytes(folder)
    for by in (COMMANDER, SECOND):
        do(district, act("record.erase", by, record=record, decision="QĐ 12/2026", minutes="Biên bản số 3"))
    assert erased_bytes(folder) == []
    assert looked(district, BASON, name="Xuyến Chiêu") == []
    assert records(looked(district, BASON, name="Vi Văn Lớn")) == {kept}


@pytest.fixture
def erased_bytes() -> Callable[[Path], list[bytes]]:
    """What of the secret name is in the files of a folder."""
    words = [
        word.encode(form) for word in ("Xuyến", "xuyen", "xuyến", "Chiêu", "chieu") for form in ("utf-8", "utf-16-le")
    ]

    def found(folder: Path) -> list[bytes]:
        content = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
        return [word for word in words if word in content]

    return found


def test_an_index_that_is_damaged_or_gone_is_made_anew(district: Node):
    record = a_case(district, subjects=[LON])
    for damage in (lambda file: file.unlink(), lambda file: file.write_bytes(b"no index")):
        assert records(looked(district, BASON, name="Vi Van Lon")) == {record}
        damage(district.home / "identity" / "persons")
    (district.home / "identity" / "stand.json").write_text("{")
    assert records(looked(district, BASON, name="Vi Van Lon")) == {record}


def test_where_nobody_is_on_record_nobody_is_found_and_it_is_said_what_was_not_asked(district: Node):
    sent = {"name": "王伟", "purpose": PURPOSE, "birth": "1985", "gender": "m"}
    done = act("person.look-up", BASON, **sent)
    do(district, done)
    answer = Caller(BASON).get(f"look-ups/{done['id']}").json
    assert answer["persons"] == []
    assert "Not asked: the wanted system" in answer["asked"]
    page = Visitor(BASON).words(f"/tra-cuu/{done['id']}")
    assert "Không thấy ở đây không có nghĩa là không ai tìm người này." in page


def test_a_birth_that_is_none_is_refused_and_nothing_is_looked_up(district: Node):
    assert (
        tried(district, act("person.look-up", BASON, name="Vi", purpose=PURPOSE, birth="1990-02-31")) == "person.birth"
    )
    answer = Visitor(BASON).post("/tra-cuu", name="Vi", purpose=PURPOSE, birth="31/2/1990")
    assert answer.status_code == 422
    assert 'value="31/2/1990"' in answer.content.decode()


def test_the_page_says_how_likely_it_is_and_why_in_the_language_of_who_reads(crowd: Node):
    a_case(crowd, subjects=[WEI])
    sent = act("person.look-up", BASON, name="Vương Vĩ", birth="1985-03-04", purpose=PURPOSE)
    do(crowd, sent)
    page = Visitor(BASON).words(f"/tra-cuu/{sent['id']}")
    assert "rất có thể là người này" in page
    assert "âm Hán Việt của 王" in page


_numbers = Random(1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["open", "revise", "release", "withdraw", "cancel", "look"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_an_index_that_followed_finds_whom_one_made_anew_finds(shared: Node, steps: list[tuple[str, int, int]]):
    mine: list[list[Any]] = []
    numbers = ["".join(_numbers.choices("0123456789", k=12)) for _ in range(4)]
    for what, at, which in steps:
        number = numbers[which]
        subjects = [person("s1", name=f"Vi Văn {number}", documents=[{"kind": "cccd", "number": number}])]
        if what == "look":
            identities.followed()
        elif what == "open" or not mine:
            mine.append([a_case(shared, subjects=subjects), 1])
        elif what == "revise":
            case = mine[at % len(mine)]
            case[1] += not tried(shared, revised(BASON, *case, subjects=subjects))
        else:
            tried(shared, changed(what, mine[at % len(mine)][0]))
    followed = found_by_all(numbers)
    (shared.home / "identity" / "persons").unlink()
    assert found_by_all(numbers) == followed


def changed(what: str, record: str) -> acts.Act:
    if what == "release":
        return released(BASON, record, CAOLOC, without=("subjects.birth",))
    return withdrawn(BASON, record, CAOLOC) if what == "withdraw" else cancelled(BASON, record)


def found_by_all(numbers: list[str]) -> list[list[tuple[str, str, int]]]:
    return [
        sorted((one.record, one.part, one.place) for one in identities.search(viewer(login), asked, 10_000))
        for login in (BASON, CAOLOC)
        for number in numbers
        for asked in [Query(documents=(Document("cccd", number),))]
    ]


def test_a_person_of_a_case_is_looked_up_elsewhere_from_its_page_and_a_covered_one_is_not(crowd: Node):
    minor = person("s2", name="Hoàng Văn Nhỏ", birth="2010-05-06", minor=True)
    ours = a_case(crowd, subjects=[{**WEI, "key": "s1"}, minor])
    other = a_case(crowd, subjects=[person("s1", name="Vương Vĩ", birth="1985-03-04")])
    visitor = Visitor(BASON)
    assert f"/tra-cuu?case={ours}&amp;person=s1" in visitor.get(f"/vu-viec/{ours}").content.decode()
    form = form_of(visitor.get("/tra-cuu", case=ours, person="s1"), "/tra-cuu")
    assert [form[name] for name in ("name", "birth", "number")] == [["王伟"], ["04/03/1985"], ["450103198503040018"]]
    answer = visitor.post("/tra-cuu", **form | {"purpose": PURPOSE})
    page = visitor.get(answer.headers["Location"]).content.decode()
    assert f'href="/vu-viec/{other}"' in page
    for case, key in ((ours, "s2"), (ours, "s9"), (fresh(), "s1"), ("x", "s1")):
        assert form_of(visitor.get("/tra-cuu", case=case, person=key), "/tra-cuu")["name"] == [""]
