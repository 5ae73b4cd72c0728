"""The code lists say what the law says, by day; folding makes Vietnamese findable."""

import unicodedata
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.vocabulary import codes
from hiepdong.vocabulary import fold as folding
from hiepdong.vocabulary.code_rows import BadList
from hiepdong.vocabulary.fold import fold, words
from tests import acts
from tests.node import Node

D2017, D2019, D2023 = date(2017, 12, 31), date(2019, 6, 1), date(2023, 3, 2)
D2025, D2026 = date(2025, 7, 1), date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _packaged_lists_again():
    yield
    codes.use(None)


VALID = [
    ("pc-249", D2017, False),
    ("pc-249", date(2018, 1, 1), True),
    ("pc-249", D2026, True),
    ("pc-256a", date(2025, 6, 30), False),
    ("pc-256a", D2025, True),
    ("ad-overstay", D2017, True),
    ("wanted-found", D2019, True),
    ("pc-109", D2023, False),
    ("cong-tac-vien", D2023, False),
]


@pytest.mark.parametrize(("code", "on", "valid"), VALID)
def test_an_offence_is_valid_from_the_day_its_law_was_in_force(code, on, valid):
    assert codes.offences.valid(code, on) is valid


BASES = [
    ("ad-cross-no-formalities", date(2021, 12, 31), "Điều 17 Nghị định số 167/2013/NĐ-CP"),
    ("ad-cross-no-formalities", date(2022, 1, 1), "Điều 18 Nghị định số 144/2021/NĐ-CP"),
    ("ad-cross-no-formalities", date(2025, 12, 15), "Điều 21 Nghị định số 282/2025/NĐ-CP"),
    ("ad-animals", date(2026, 7, 31), "Nghị định số 90/2017/NĐ-CP"),
    ("ad-animals", date(2026, 8, 1), "Nghị định số 204/2026/NĐ-CP"),
    ("ad-border-guide", date(2020, 10, 10), "Điều 6 Nghị định số 96/2020/NĐ-CP"),
]


@pytest.mark.parametrize(("code", "on", "law"), BASES)
def test_a_behaviour_rests_on_the_decree_of_its_day(code, on, law):
    basis = codes.basis(code, on)
    assert basis is not None
    assert basis.basis == law


def test_what_the_reference_does_not_know_is_none_and_what_it_doubts_is_marked():
    assert codes.basis("ad-border-guide", date(2020, 10, 9)) is None
    assert codes.basis("pc-249", D2017) is None
    doubted = codes.basis("ad-obstruct-officer", date(2026, 1, 1))
    assert doubted is not None
    assert not doubted.certain
    assert codes.offences["pc-349"].doubt == ("category",)


def test_every_offence_has_a_basis_today_and_every_basis_an_offence():
    assert all(codes.basis(row.code, D2026) for row in codes.offences)
    assert set(codes.offence_bases.by_code) <= set(codes.offences.by_code)


COUNTS = [
    ("bi-can", [], True),
    ("bi-truy-na", [], True),
    ("duoi-18", [], True),
    ("dau-thu", [], True),
    ("tu-thu", [], True),
    ("nghi-van", [], False),
    ("tha-khong-xu-ly", ["pc-249"], False),
    ("nan-nhan", ["pc-249"], False),
    ("duoc-dua-dan", [], False),
    ("duoc-dua-dan", ["pc-348"], False),
    ("duoc-dua-dan", ["ad-cross-no-formalities"], True),
    ("duoc-dua-dan", ["ad-unheard-of"], False),
    ("cong-tac-vien", ["pc-249"], False),
]


@pytest.mark.parametrize(("status", "own", "counts"), COUNTS)
def test_who_counts_as_a_subject(status, own, counts):
    assert codes.person_counts(status, own) is counts


def test_a_secret_source_can_never_be_recorded():
    assert "cong-tac-vien" not in codes.statuses
    assert "cong-tac-vien" not in codes.other_roles
    assert codes.statuses.search("cộng tác viên") == []


def test_every_slug_of_stages_is_one_of_outcomes_too():
    assert list(codes.stages.by_code) == list(codes.outcomes.by_code)
    assert {"ket-thuc-dieu-tra", "truy-to", "xet-xu", "trao-tra", "tiep-nhan-trao-tra"} <= set(codes.stages.by_code)
    assert codes.stages["khoi-to"].usual
    assert not codes.stages["tieu-huy"].usual


def test_a_post_hands_fireworks_to_the_police():
    assert codes.offences["pc-191"].post == "no"
    assert codes.offences["pc-249"].post == "any"
    assert codes.offences["pc-255"].post == "remote"


def test_an_exhibit_names_only_units_of_measure_that_exist():
    for kind in codes.exhibits:
        assert kind.units
        assert set(kind.units) <= set(codes.units.by_code)
    assert codes.table_decimals("fireworks", "kg") == 1
    assert codes.table_decimals("methamphetamine", "g") == 3
    assert codes.table_decimals("poultry", "kg") == 0


def test_the_markings_rise_and_the_law_behind_a_secret_changed_in_2026():
    ranks = [codes.markings[code].rank for code in ("internal", "limited", "mat", "toi-mat", "tuyet-mat")]
    assert ranks == sorted(set(ranks))
    then, now = codes.markings.at("mat", date(2026, 2, 28)), codes.markings.at("mat", date(2026, 3, 1))
    assert then is not None
    assert now is not None
    assert (then.vi, "29/2018" in then.basis) == (now.vi, "117/2025" in now.basis) == ("Mật", True)


def test_grades_are_said_in_words():
    assert codes.grade_words("B2") == ("Thường tin cậy", "Nhiều khả năng đúng")


SEARCHES = [
    ("to chuc nhap", ["pc-348"]),
    ("tổ chức nhập", ["pc-348"]),
    ("TRUY NÃ", ["wanted-found"]),
    ("249", ["pc-249"]),
    ("điều 348", ["pc-348"]),
    ("fireworks below", ["ad-fireworks"]),
    ("zzz", []),
]


@pytest.mark.parametrize(("typed", "found"), SEARCHES)
def test_an_offence_is_found_by_part_of_its_words_with_or_without_tone_marks(typed, found):
    assert [row.code for row in codes.offences.search(typed)] == found


def test_a_search_for_a_day_leaves_out_what_was_no_offence_then():
    assert "pc-256a" not in [row.code for row in codes.offences.search("sử dụng", on=D2023)]
    assert "pc-256a" in [row.code for row in codes.offences.search("sử dụng", on=D2025)]


@pytest.mark.parametrize("name", codes.LISTS)
def test_every_list_is_sound_and_in_nfc(name):
    text = files("hiepdong.vocabulary").joinpath("codes", f"{name}.csv").read_text(encoding="utf-8")
    rows, problems = codes.load(text, name)
    assert rows
    assert problems == []
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("name", [name for name in codes.LISTS if name != "offence_bases"])
def test_every_code_has_its_word_in_both_languages(name):
    assert all(row.vi and row.en for row in codes.LISTS[name])


def test_a_code_no_list_knows_is_shown_as_it_is():
    assert codes.stages.word("something-newer") == "something-newer"
    assert codes.stages.word("truy-to", "en") == "charged"


def test_an_office_adds_and_replaces_codes_and_goes_back(tmp_path):
    (tmp_path / "topics.csv").write_text(
        "code;vi\npoaching;săn trộm\ndrugs;ma túy và tiền chất\n", encoding="utf-8-sig"
    )
    codes.use(tmp_path)
    assert codes.topics["poaching"].vi == "săn trộm"
    assert [row.code for row in codes.topics.search("tien chat")] == ["drugs"]
    assert "fireworks" in codes.topics
    codes.use(None)
    assert "poaching" not in codes.topics


FAULTS = [
    ("code,vi,counts\nx y,Sai,yes\n", 2, "mã chỉ gồm"),
    ("code,vi,counts\nmot,Một,maybe\n", 2, "chỉ nhận yes, no, own"),
    ("code,vi,counts,valid_from\nmot,Một,yes,2025-7-1\n", 2, "cần ngày dạng 2025-07-01"),
    ("code,vi,counts\nmot,,yes\n", 2, "để trống vi"),
    ("code,vi,counts\nmot,Một,yes\nmot,Hai,yes\n", 3, "đã có trong cùng thời gian"),
    ("code,vi,counts\nmot,Một\n", 2, "có 2 ô, cần 3"),
    ("code,vi,counts,valid_from,valid_to\nmot,Một,yes,2025-01-02,2025-01-01\n", 2, "trước ngày có hiệu lực"),
    ("code,vi\nmot,Một\n", 1, "thiếu cột “counts”"),
    ("code,vi,counts,colour\nmot,Một,yes,red\n", 1, "không có cột “colour”"),
]


@pytest.mark.parametrize(("text", "line", "words_said"), FAULTS)
def test_a_fault_in_an_own_list_is_told_by_line_in_words(text, line, words_said):
    _, problems = codes.load(text, "statuses")
    assert [problem.line for problem in problems] == [line]
    assert words_said in problems[0].vi


def test_a_faulty_own_list_changes_nothing(tmp_path):
    (tmp_path / "topics.csv").write_text("code,vi\npoaching,săn trộm\nno good,sai\n", encoding="utf-8")
    with pytest.raises(BadList, match=r"topics\.csv, dòng 3"):
        codes.use(tmp_path)
    assert "poaching" not in codes.topics
    assert "drugs" in codes.topics


def test_a_list_not_saved_as_utf8_is_told_so(tmp_path):
    path = tmp_path / "topics.csv"
    path.write_bytes("code,vi\nmot,m\xf4t\n".encode("latin-1"))
    _, problems = codes.load(path, "topics")
    assert "UTF-8" in problems[0].vi


FOLDED = [
    ("Tổ chức, môi giới", "to chuc moi gioi"),
    ("ĐỒN BIÊN PHÒNG Đồng Đăng", "don bien phong dong dang"),
    ("mốc 1146/1", "moc 1146 1"),
    ("Vương Vĩ（王伟）", "vuong vi 王 伟"),
    ("  ", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding(text, folded):
    assert fold(text) == folded
    assert words(text) == folded.split()


ANY_TEXT = st.text() | st.text(alphabet=folding._ALPHABET)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_folding_does_not_care_how_the_text_was_composed(text):
    composed = unicodedata.normalize("NFC", text)
    assert fold(composed) == fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text(alphabet=folding._ALPHABET))
def test_the_fast_road_and_the_slow_one_agree(text):
    assert fold(text) == folding._fold_any(text)


@given(st.text(alphabet=folding._ALPHABET))
def test_folding_does_not_care_about_case(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


# ---------------------------------------------------------------- an office's own, on the command line


def test_an_office_brings_in_a_list_of_its_own(district: Node, tmp_path: Path):
    file = tmp_path / "outcomes.csv"
    file.write_text("code,vi,en\nhoa-giai,Hòa giải ở cơ sở,conciliation\n", encoding="utf-8")
    assert acts.tried(district, acts.opened(acts.BASON, acts.rid(1), outcomes=["hoa-giai"])) == "document.unknown_code"
    assert district.run("codes", "import", str(file), "--json").json == {"ok": True, "list": "outcomes", "codes": 1}
    acts.do(district, acts.opened(acts.BASON, acts.rid(1), outcomes=["hoa-giai"]))
    assert {"list": "outcomes", "own": True} in [
        {"list": one["list"], "own": one["own"]} for one in district.ask("codes", "list")
    ]
    assert "hoa-giai" in [one["code"] for one in district.ask("codes", "show", "outcomes")]


def test_who_counts_by_a_list_of_the_office_is_counted_anew(district: Node, tmp_path: Path):
    acts.do(district, acts.opened(acts.BASON, acts.rid(1), subjects=[acts.person("s1", "bi-to-giac")]))
    assert acts.counts(district, acts.BASON) == (1, 0)
    file = tmp_path / "statuses.csv"
    file.write_text("code,vi,en,counts\nbi-to-giac,Người bị tố giác,person denounced,yes\n", encoding="utf-8")
    assert district.run("codes", "import", str(file)).exit == 0
    assert acts.counts(district, acts.BASON) == (1, 1)
    assert district.verify()["ok"]


def test_a_list_with_faults_is_told_by_line_and_not_used(district: Node, tmp_path: Path):
    file = tmp_path / "moi.csv"
    file.write_text("code,vi\ngood,Tốt\nno good,Không\n", encoding="utf-8")
    answer = district.run("codes", "import", str(file), "--list", "topics", "--json")
    assert (answer.exit, answer.json["code"]) == (1, "codes.bad_list")
    assert [one["line"] for one in answer.json["problems"]] == [3]
    assert "good" not in codes.topics
    assert district.run("codes", "import", str(file), "--json").json["code"] == "codes.unknown_list"
    assert (
        district.run("codes", "import", "nowhere.csv", "--list", "topics", "--json").json["code"] == "file.unreadable"
    )
