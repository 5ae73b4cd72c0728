"""Persons found in an index: by what they are found, what alerts, what is said, and what is forgotten."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hiepdong.identity.index import Index
from hiepdong.identity.model import Document, Hit, Identity, Query
from hiepdong.identity.store import NotAnIndex
from hiepdong.identity.wording import WORDS, explained

NAM = Identity(
    "nam", "Nguyễn Văn Nam", "1990-05-12", "m", (Document("cccd", "020090001234"),), "xã Bảo Lâm, huyện Cao Lộc", ()
)
PEOPLE = [
    NAM,
    Identity("han", "王伟", "1985-03-04", "m", (Document("cn-id", "450103198503040018"),), "广西凭祥市"),
    Identity("viet", "Vương Vĩ", "1985", "m"),
    Identity("pinyin", "Wang Wei", "1985-04-03", "m"),
    Identity("huang", "黄国强", "1979-11-02", "m"),
    Identity("tai", "Lý Văn Tài", "1970-01-20", "m", aliases=("Sẹo",)),
    Identity("pao", "Vàng A Páo", "1999-09-09", "m", home="Mẫu Sơn, Cao Lộc"),
    Identity("hoa", "Hoàng Thị Hòa", "1999-02-01", "f", (Document("cmnd", "080123456"),)),
    Identity("quynh", "Trần Quỳnh", "1992-08-15", "f"),
]
FILLING = [
    Identity(
        f"f{number}", f"{family} {middle} {given}", f"{1950 + number % 50}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    )
    for number, (family, middle, given) in enumerate(
        (family, middle, given)
        for family in ("Nguyễn", "Trần", "Lê", "Hoàng", "Nông", "Vi", "Lương", "Phạm", "Lý", "Bùi")
        for middle in ("Văn", "Thị", "Đức", "Minh", "Hữu", "Ngọc")
        for given in ("An", "Bình", "Cường", "Dũng", "Hà", "Hương", "Khánh", "Lan", "Minh", "Sơn", "Thu", "Tuấn", "Vân")
    )
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index.build([*PEOPLE, *FILLING], tmp_path_factory.mktemp("identity") / "identity.index")


@pytest.fixture
def own(tmp_path: Path) -> Index:
    return Index.build([*PEOPLE, *FILLING[:100]], tmp_path / "identity.index")


def first(index: Index, **asked: object) -> Hit | None:
    found = index.search(Query(**asked))  # type: ignore[arg-type]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ({"name": "nguyen van nam", "birth": "1990"}, "nam"),
        ({"name": "Nguyeenx Vawn Lam", "birth": "1990-12-05"}, "nam"),
        ({"name": "N.V. Nam", "birth": "1991-05-12"}, "nam"),
        ({"name": "Nam Nguyễn", "home": "Bảo Lâm"}, "nam"),
        ({"documents": (Document("cccd", "020090001243"),)}, "nam"),
        ({"documents": (Document("cmnd", "080123456"),)}, "hoa"),
        ({"name": "Huỳnh Thị Hoà", "birth": "1999-01-02"}, "hoa"),
        ({"name": "Wang Wei", "birth": "1985-03-04"}, "han"),
        ({"name": "王偉", "birth": "1985-03-04"}, "han"),
        ({"name": "Vuong Vi", "birth": "1985-03-04"}, "han"),
        ({"name": "wangwei", "birth": "1985-04-03"}, "pinyin"),
        ({"name": "Huỳnh Quốc Cường", "birth": "1979"}, "huang"),
        ({"name": "Guoqiang Huang", "birth": "1979"}, "huang"),
        ({"name": "Lý 'Sẹo'"}, "tai"),
        ({"name": "A Páo", "birth": "1999"}, "pao"),
        ({"name": "thằng Bao Vang", "birth": "1999-09-09"}, "pao"),
    ],
)
def test_the_person_is_found(index: Index, asked: dict[str, object], meant: str):
    hit = first(index, **asked)
    assert hit
    assert hit.id == meant


def test_a_full_name_and_the_day_of_birth_alert(index: Index):
    hit = first(index, name="Nguyễn Văn Nam", birth="1990-05-12", gender="m")
    assert hit
    assert (hit.id, hit.band) == ("nam", "alert")
    assert hit.score > 0.98


def test_a_document_but_for_one_digit_alerts(index: Index):
    hit = first(index, name="Nguyễn Văn Nam", documents=(Document("cccd", "020090001235"),))
    assert hit
    assert (hit.id, hit.band) == ("nam", "alert")


def test_a_document_of_somebody_quite_else_is_to_be_looked_at(index: Index):
    hit = first(index, name="Bùi Thị Xuân", birth="1965-01-30", gender="f", documents=NAM.documents)
    assert hit
    assert (hit.id, hit.band) == ("nam", "look")
    assert hit.reasons[0].code == "name.other"


@pytest.mark.parametrize("one", [one for one in PEOPLE if one.name], ids=lambda one: one.id)
def test_a_name_with_a_year_alone_never_alerts(index: Index, one: Identity):
    asked = Query(name=one.name, birth=(one.birth or "")[:4], gender=one.gender, home=one.home, aliases=one.aliases)
    assert {hit.band for hit in index.search(asked)} == {"look"}


@pytest.mark.parametrize(
    ("asked", "said", "in_english"),
    [
        (
            {"name": "Huỳnh Quốc Cường", "birth": "1979"},
            ["“Huỳnh” là âm Hán Việt của 黄", "Cùng năm sinh 1979"],
            ["“Huỳnh” is the Sino-Vietnamese reading of 黄", "Same year of birth, 1979"],
        ),
        (
            {"name": "Nguyễn Văn Lam", "documents": (Document("cccd", "020090001243"),)},
            ["“Lam” và “Nam” hay bị viết lẫn", "chỉ sai một chữ số"],
            ["“Lam” and “Nam” are often confused in spelling", "the same but for one slip"],
        ),
        (
            {"name": "Nam Nguyễn Văn", "birth": "1990-12-05"},
            ["thứ tự họ và tên khác nhau", "Ngày và tháng sinh đổi chỗ: 05/12/1990 và 12/05/1990"],
            ["family and given name in another order", "Day and month of birth are swapped: 05/12/1990 and 12/05/1990"],
        ),
        (
            {"name": "Nguyễn Văn Nam", "birth": "1991", "documents": (Document("cccd", "020090001234"),)},
            ["Cùng số giấy tờ", "Ngày sinh trong số giấy tờ khác ngày sinh đã khai"],
            ["Same document number", "The number says another birth than was stated"],
        ),
    ],
)  # fmt: skip
def test_why_is_said_in_words(index: Index, asked: dict[str, object], said: list[str], in_english: list[str]):
    hit = first(index, **asked)
    assert hit
    assert all(one.lower() in explained(hit.reasons).lower() for one in said)
    assert all(one.lower() in explained(hit.reasons, "en").lower() for one in in_english)


def test_every_reason_has_words_in_both_languages_with_the_same_places():
    for vietnamese, english in WORDS.values():
        assert [part in vietnamese for part in ("{asked}", "{known}")] == [
            part in english for part in ("{asked}", "{known}")
        ]


def test_nothing_asked_finds_nothing(index: Index):
    assert index.search(Query(name="???")) == []
    assert index.search(Query(birth="1990")) == []


def test_an_update_is_seen_by_every_process(own: Index):
    other = Index(own.path)
    own.update([Identity("new", "Đặng Thị Mới", "1988-08-08"), Identity("nam", "Nguyễn Văn Khác", "1990-05-12")])
    assert len(other) == len(own) == len(PEOPLE) + 101
    assert [first(one, name="Dang Thi Moi", birth="1988-08-08").id for one in (own, other)] == ["new", "new"]  # type: ignore[union-attr]
    assert first(other, name="Nguyễn Văn Khác", birth="1990-05-12").id == "nam"  # type: ignore[union-attr]
    assert not any(hit.id == "nam" for hit in other.search(Query(documents=NAM.documents)))


def test_many_updates_do_not_make_the_file_grow_without_end(own: Index):
    for number in range(3):
        own.update([Identity("one", f"Nguyễn Văn Ba {number}", "1988-08-08")])
    size = own.path.stat().st_size
    for number in range(10):
        own.update([Identity("one", f"Nguyễn Văn Tư {number}", "1988-08-08")])
    assert own.path.stat().st_size < 2 * size


def test_after_many_changes_the_file_is_made_anew_and_nobody_is_lost(own: Index):
    other = Index(own.path)
    own.update([Identity(f"n{number}", f"Phan Văn Em {number}", "1970-01-01") for number in range(2_100)])
    assert len(own.segments) == 1
    assert len(other) == len(PEOPLE) + 100 + 2_100
    assert first(other, name="Nguyen Van Nam", birth="1990-05-12").id == "nam"  # type: ignore[union-attr]


def test_who_is_erased_is_nowhere_in_the_file(own: Index):
    secret = Identity(
        "gone-17", "Zyrăng Khuơtt Xyz", "1961-03-07", "f", (Document("cccd", "020161987654"),), "Nà Bí Mật"
    )
    traces = ["gone-17", "Zyrăng", "zyrăng", "xyz", "020161987654", "1961-03-07", "bi mat"]
    own.update([secret, Identity("stays", "Nguyễn Thị Ở", "1961-03-08")])
    in_base = Index.build([*PEOPLE, secret, *FILLING[:100]], own.path.with_name("other.index"))
    for index in (own, in_base):
        other = Index(index.path)
        assert first(other, name="Zyrăng Xyz").id == "gone-17"  # type: ignore[union-attr]
        assert index.erase(["gone-17"]) == 1
        assert index.erase(["gone-17"]) == 0
        content = index.path.read_bytes()
        assert not [trace for trace in traces if trace.encode() in content]
        assert not [
            hit for hit in other.search(Query(name="Zyrăng Xyz", documents=secret.documents)) if hit.id == "gone-17"
        ]
        assert first(other, name="Nguyen Van Nam", birth="1990-05-12").id == "nam"  # type: ignore[union-attr]


def test_everybody_else_is_found_as_before_when_some_are_erased(own: Index):
    gone = {one.id for one in FILLING[:100:3]}
    own.erase(gone)
    for one in [*PEOPLE, *FILLING[:100]]:
        found = [hit.id for hit in own.search(Query(name=one.name, birth=one.birth))]
        assert (one.id in found) == (one.id not in gone)


def test_an_index_of_nobody_answers_nothing(tmp_path: Path):
    empty = Index.build([], tmp_path / "identity.index")
    assert empty.search(Query(name="Nguyễn Văn Nam", birth="1990-05-12", documents=NAM.documents)) == []
    empty.update([NAM])
    assert first(empty, name="Nguyễn Văn Nam").id == "nam"  # type: ignore[union-attr]
    assert empty.erase(["nam"]) == 1
    assert empty.search(Query(name="Nguyễn Văn Nam")) == []


def test_a_file_that_is_no_index_is_said_so(tmp_path: Path):
    (tmp_path / "identity.index").write_bytes(b"x" * 500)
    with pytest.raises(NotAnIndex):
        Index(tmp_path / "identity.index")


def test_the_command_answers_each_query_on_a_line(tmp_path: Path):
    rows = [{"id": "1", "name": "Nguyễn Văn Nam", "birth": "1990-05-12", "gender": "m", "home": None, "aliases": [],
             "documents": [{"kind": "cccd", "number": "020090001234"}]}]  # fmt: skip
    asked = [
        {"query_id": "a", "name": "Nguyen Van Nam", "birth": "1990-05-12"},
        {"query_id": "b", "name": "Bùi Thị Xuân"},
    ]
    for file, lines in (("p.jsonl", rows), ("q.jsonl", asked)):
        (tmp_path / file).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    files = ["--population", "p.jsonl", "--queries", "q.jsonl", "--out", "a.jsonl", "--top", "1"]
    command = [sys.executable, "-m", "hiepdong", "identity", "search", *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["query_id"] for answer in answers] == ["a", "b"]
    assert answers[0]["hits"][0].keys() == {"id", "score", "band"}
    assert answers[1]["hits"] == []
    assert "p99" in done.stderr
    (tmp_path / "q.jsonl").write_text("{\n", encoding="utf-8")
    broken = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert broken.returncode == 1
    assert "q.jsonl:1" in broken.stderr


def test_no_other_command_waits_for_numpy():
    code = "import sys; from hiepdong.cli import main; main(['codes', 'list']); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
