"""The sample, by the commands a newcomer types: the article's figures come out of it, but only by counting once."""

import json
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from hiepdong import sample as material
from hiepdong.forces import accounts
from hiepdong.vocabulary import codes
from tests.browser import copied
from tests.node import Node
from tools.sample import build

ACTS: list[dict[str, Any]] = [json.loads(line) for line in material.acts()]
CASES = [act for act in ACTS if act["act"] == "case.open"]
REAL_PEOPLE = ("Lương Ngọc Truyện", "Hoàng Phương", "Đặng Hùng Cường", "Đình Quang")
STAFF, COMMANDER = "thammuu.caoloc", "chihuy.bason"
FIVE_YEARS = (
    "--from", "2019-01-01", "--to", "2023-12-31", "--with", "ca-caoloc", "--with", "bp-langson/**",
)  # fmt: skip
BASON = ("--from", "2023-01-01", "--to", "2023-12-31", "--with", "bp-bason", "--with", "ca-caolau|ca-xuatle")
ENTRY = ("ad-cross-no-formalities", "ad-foreigner-not-permitted", "ad-border-area-not-declared")
ALONE = ("ad-cross-no-formalities", "ad-entry-no-document", "pc-347")


def offences(*codes: str) -> list[str]:
    return [part for code in codes for part in ("--offence", code)]


# what the article says, as one asks it: who, options, cases (None where it names none), persons
ARTICLE: list[tuple[str, list[str], int | None, int]] = [
    (STAFF, [*FIVE_YEARS, *offences("pc-249", "pc-251")], 18, 24),
    (STAFF, [*FIVE_YEARS, *offences("pc-191")], 7, 9),
    (STAFF, [*FIVE_YEARS, *offences(*ENTRY), "--nationality", "foreign"], 6, 9),
    (STAFF, [*FIVE_YEARS, *offences("pc-348")], 2, 4),
    (STAFF, [*FIVE_YEARS, *offences(*ALONE), "--nationality", "VN"], None, 6),
    (STAFF, [*FIVE_YEARS, *offences("wanted-found")], None, 1),
    (COMMANDER, [*BASON, *offences("pc-348")], 7, 20),
    (COMMANDER, [*BASON, *offences("pc-249")], 3, 5),
    (COMMANDER, [*BASON, *offences("wanted-found")], 1, 1),
]


@pytest.fixture
def node(sample: Node, open_database: None) -> Node:
    """The sample's node, with this process in it; only looked at."""
    return sample.enter()


@pytest.fixture
def own(sample: Node, open_database: None, tmp_path: Path) -> Node:
    """A copy of it to write to."""
    return copied(sample, tmp_path / "home").enter()


# ---------------------------------------------------------------- demo


def test_demo_says_where_it_is_who_may_sign_in_and_where_the_report_lies(node: Node):
    done = node.spawn("demo", "--no-serve", "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, _ = done.communicate(timeout=60)
    assert done.returncode == 0
    said = json.loads(out)
    assert set(said) == {"home", "accounts", "report"}
    assert said["home"] == str(node.home)
    assert set(said["report"]) == {"pdf", "docx"}
    assert all(Path(path).is_file() for path in said["report"].values())
    assert all(set(account) == {"login", "unit", "roles", "password"} for account in said["accounts"])
    roles = {role for account in said["accounts"] for role in account["roles"]}
    assert roles == {"duty", "investigator", "staff", "commander", "administrator", "inspector"}


def test_demo_again_changes_nothing(own: Node):
    before = own.ask("journal", "verify")["entries"]
    passwords = (own.home / "sample-passwords.json").read_bytes()
    report = own.home / "report" / "bao-cao-ket-qua-phoi-hop.docx"
    written = report.stat().st_mtime_ns
    assert own.run("demo", "--no-serve", "--json").exit == 0
    assert own.ask("journal", "verify")["entries"] == before
    assert (own.home / "sample-passwords.json").read_bytes() == passwords
    assert report.stat().st_mtime_ns == written


def test_every_account_may_sign_in_and_its_password_lies_where_others_cannot_read_it(own: Node):
    path = own.home / "sample-passwords.json"
    assert path.stat().st_mode & 0o077 == 0
    passwords = json.loads(path.read_text())
    assert set(passwords) == set(material.logins())
    for login in (STAFF, "admin", "kiemtra"):
        token = accounts.authenticate(login, passwords[login])
        assert isinstance(token, str)
        viewer = accounts.session(token)
        assert viewer is not None
        assert viewer.login == login


# ---------------------------------------------------------------- the article's figures


@pytest.mark.parametrize(("login", "options", "cases", "subjects"), ARTICLE)
def test_the_article_s_figures_come_out(node: Node, login: str, options: list[str], cases: int | None, subjects: int):
    found = node.ask("figures", "--as", login, *options)
    assert found["subjects"] == subjects
    assert cases in (None, found["cases"])


@pytest.mark.parametrize(("login", "options", "cases", "subjects"), ARTICLE)
def test_every_figure_names_records_that_its_asker_may_open(
    node: Node, login: str, options: list[str], cases: int | None, subjects: int
):
    records = [record for event in node.ask("figures", "--as", login, *options)["records"] for record in event]
    assert records
    assert len(set(records)) == len(records)
    for record in records:
        assert node.ask("show", record, "--as", login)["record"] == record


def test_the_check_passes_and_shows_naive_sums_beside_right_counts(node: Node):
    done = node.run("figures", "--sample-check")
    assert done.exit == 0
    head, *lines = done.out.splitlines()
    assert ("naive sums" in head, "counted once" in head, "the article" in head) == (True, True, True)
    assert len(lines) == len(ARTICLE)
    assert all(line.endswith("=") for line in lines)
    for line, (_, _, cases, subjects) in zip(lines, ARTICLE, strict=True):
        assert f"{'–' if cases is None else cases} / {subjects}" in line


def test_adding_up_each_force_s_own_list_gives_other_figures(node: Node):
    lines = node.ask("figures", "--sample-check")
    for line in lines:
        if line["article"][0] not in (None, 1):
            assert line["naive"] != line["article"], line["label"]
            assert line["naive"][0] > line["counted"][0]
    assert sum(line["naive"] != line["counted"] for line in lines) >= 7


def test_one_more_case_makes_the_check_fail(own: Node):
    case = {
        "title": "Tàng trữ trái phép chất ma túy (mẫu)", "occurred": {"from": "2022-05-05T10:00:00+07:00"},
        "offences": ["pc-249"], "lead": "ca-langson", "supporting": ["ca-caoloc", "bp-bason"],
        "subjects": [{"key": "s1", "status": "bi-can"}],
    }  # fmt: skip
    act = {"id": "00000000-0000-4000-8000-00000000aaaa", "act": "case.open", "by": STAFF,
           "record": "00000000-0000-4000-8000-00000000bbbb", "case": case}  # fmt: skip
    assert own.run("play", "-", typed=json.dumps(act)).exit == 0
    done = own.run("figures", "--sample-check", "--json")
    assert done.exit == 1
    wrong = [line for line in done.json if not line["right"]]
    assert [(line["counted"], line["article"]) for line in wrong] == [([19, 25], [18, 24])]
    assert "≠" in own.run("figures", "--sample-check").out


def test_the_journal_of_the_sample_is_whole(node: Node):
    answer = node.verify()
    assert (answer["ok"], answer["problems"]) == (True, [])
    assert answer["entries"] == len(ACTS) + 1


# ---------------------------------------------------------------- what it holds


def test_the_file_is_what_its_maker_makes():
    written = [json.dumps(act, ensure_ascii=False, separators=(",", ":")).encode() for act in build.acts()]
    assert written == material.acts()


def test_there_are_some_three_hundred_cases_over_the_years():
    years = Counter(act["case"]["occurred"]["from"][:4] for act in CASES)
    assert 300 <= len(CASES) <= 400
    assert {"2019", "2020", "2021", "2022", "2023", "2026"} <= set(years)
    assert min(years[year] for year in ("2019", "2020", "2021", "2022", "2023")) > 40


def test_it_holds_what_must_not_be_counted():
    kinds = Counter(act["act"] for act in ACTS)
    assert all(kinds[kind] for kind in ("link.reject", "link.retract", "case.cancel", "record.withdraw"))
    assert all(kinds[kind] for kind in ("handover.offer", "handover.accept", "case.revise"))
    assert kinds["link.assert"] > kinds["link.confirm"] > 30
    assert any(act["case"]["exercise"] for act in CASES)
    assert any(act.get("pass_on") is False for act in ACTS if act["act"] == "case.revise")


def test_a_rejected_and_a_retracted_link_join_nothing(node: Node):
    ended = [act["record"] for act in ACTS if act["act"] in ("link.reject", "link.retract")]
    states = {node.ask("show", link, "--as", "thammuu.caoloc")["document"]["state"] for link in ended}
    assert states == {"rejected", "retracted"}
    together = [set(event) for event in node.ask("figures", "--as", STAFF)["records"]]
    for act in (act for act in ACTS if act["act"] == "link.assert" and act["record"] in ended):
        assert not any({act["a"], act["b"]} <= event for event in together)


def test_persons_of_one_category_are_found_in_cases_of_another():
    own = [(act["case"]["offences"][0], code) for act in CASES for one in act["case"]["subjects"]
           for code in one.get("offences", ())]  # fmt: skip
    assert {code for main, code in own if main in ("pc-249", "pc-251", "pc-191", "pc-348")} <= set(ALONE)
    assert len([1 for main, code in own if code in ALONE and main not in ALONE]) >= 3


def test_all_pairs_of_forces_work_together():
    def forces(case: dict[str, Any]) -> set[str]:
        return {code[:2] for code in (case["lead"], *case["supporting"])} & {"ca", "bp", "qs"}

    pairs = {frozenset(forces(act["case"])) for act in CASES}
    assert {frozenset(pair) for pair in (("ca", "bp"), ("ca", "qs"), ("bp", "qs"))} <= pairs


def test_a_person_s_status_goes_with_what_he_did():
    crimes = {"bi-can", "bi-cao", "bi-ket-an", "bi-giu-khan-cap", "bi-tam-giu", "bi-bat", "bi-truy-na"}
    for act in CASES:
        for one in act["case"]["subjects"]:
            of_law = (one.get("offences") or act["case"]["offences"])[0]
            assert (one["status"] in crimes) == (not of_law.startswith("ad-")), (act["case"]["title"], one["status"])


def test_commune_police_are_not_the_district_s(node: Node):
    """A case of commune police and a post is none of Công an huyện, though that stands above them."""
    with_commune = node.ask("figures", "--as", COMMANDER, *BASON)["cases"]
    district = [*BASON[:-2], "--with", "ca-caoloc"]
    assert with_commune > 0
    records = {one for event in node.ask("figures", "--as", COMMANDER, *BASON)["records"] for one in event}
    others = {one for event in node.ask("figures", "--as", COMMANDER, *district)["records"] for one in event}
    assert not records & others


def test_the_reforms_of_2025_are_in_it(node: Node):
    ends = {act["code"]: (act["on"], act["how"]) for act in ACTS if act["act"] == "unit.end"}
    assert ends["ca-caoloc"] == ("2025-02-28", "split")
    assert ends["qs-caoloc"][0] == ends["bp-langson"][0] == ends["ca-xuatle"][0] == "2025-06-30"
    after = [act["case"] for act in CASES if act["case"]["occurred"]["from"] >= "2025-07"]
    assert after
    assert {case["place"]["commune"] for case in after if case["place"]} <= {"06184", "06193", "06202"}
    assert node.ask("figures", "--as", COMMANDER, "--from", "2026-01-01")["cases"] > 0


def test_what_is_withdrawn_is_gone_for_those_it_was_withdrawn_from(node: Node):
    act = next(act for act in ACTS if act["act"] == "record.withdraw")
    assert node.ask("show", act["record"], "--as", STAFF)["code"] == "record.not_found"


def test_nobody_in_it_is_real_and_every_case_says_so():
    text = unicodedata.normalize("NFC", b"\n".join(material.acts()).decode())
    assert [name for name in REAL_PEOPLE if name in text] == []
    assert all("mẫu" in act["case"]["summary"] for act in CASES)
    assert text == b"\n".join(material.acts()).decode()


def test_reports_and_requests_of_the_sample_show_what_the_desk_can_do(node: Node):
    kinds = Counter(act["act"] for act in ACTS)
    assert kinds["report.file"] == 40
    assert kinds["request.send"] == 17
    assert {name for act in ACTS for name in ("on_behalf", "conveyed") if name in act} == {"on_behalf", "conveyed"}
    assert all(kinds[kind] for kind in ("request.answer", "request.decline", "request.close", "request.ask-on"))
    assert kinds["passon.ask"] > kinds["passon.allow"] + kinds["passon.refuse"] > 1
    reports = [act["report"] for act in ACTS if act["act"] == "report.file"]
    assert {"community-affairs", "outer-side"} <= {report["topic"] for report in reports}
    assert all("mẫu" in report["text"] for report in reports)
    assert {report["seen"]["from"][:4] for report in reports} == {str(year) for year in range(2019, 2027)}
    stands = [(line["supports"], line["contradicts"]) for line in node.ask("list", "report", "--as", "trucban.bason")]
    assert (2, 1) in stands
    owed = node.ask("owed", "--as", "trucban.bason")
    assert all(owed[whose] for whose in ("to_us", "by_us"))


def test_activities_of_the_sample_give_every_chapter_a_number_and_one_is_counted_once(node: Node):
    entered = {act["record"]: act["activity"] for act in ACTS if act["act"] == "activity.enter"}
    of_2023 = {codes.activities[one["kind"]].chapter for one in entered.values() if one["day"].startswith("2023")}
    assert of_2023 == {f"II.{number}" for number in range(1, 10)}
    found = node.ask("figures", "activities", "--as", COMMANDER, "--from", "2023-01-01", "--to", "2023-12-31")
    patrols = next(line for line in found["activities"] if line["kind"] == "joint-patrol")
    assert (patrols["entries"], patrols["times"], patrols["counted_from"]) == (1, 10, 2)
    assert node.ask("figures", "activities", "--as", COMMANDER, "--from", "2026-01-01")["possibly_twice"] == 1


def test_the_province_reports_under_its_own_head_what_the_district_had_on_record(node: Node):
    pages = PdfReader(node.home / "report" / "bao-cao-ket-qua-phoi-hop.pdf").pages
    said = "\n".join(page.extract_text() for page in pages)
    assert "CÔNG AN TỈNH LẠNG SƠN" in said
    assert "CÔNG AN HUYỆN CAO LỘC" not in said
