"""First run: an administrator sets an empty node up by pages alone; the sample goes when it is asked for twice."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hiepdong.forces import accounts, structures
from hiepdong.forces import queries as forces
from hiepdong.journal import queries as journal
from hiepdong.sample import removing
from hiepdong.vocabulary import codes
from tests.acts import BASON, COMMANDER, INSPECTOR, act, do, fresh, opened
from tests.browser import copied
from tests.node import ADMIN, Node
from tests.visitor import Visitor, form_of, readable

PAGES = ("/thiet-lap", "/thiet-lap/don-vi", "/thiet-lap/can-bo", "/thiet-lap/danh-muc", "/may")
OFFICER = {"name": "Nông Văn Bền", "rank": "Đại úy", "position": "Đồn trưởng", "login": "ben", "unit": "bp-bason"}


def first_password(page: str) -> str:
    found = re.search(r'id="first-password">([^<]+)<', page)
    assert found, page
    return found[1]


def services(login: str) -> list[tuple[str, tuple[str, ...]]]:
    line = forces.officer(login)
    return [(one.unit, one.roles) for one in line.units] if line else []


def test_a_home_without_a_node_says_in_one_line_how_to_begin(tmp_path: Path):
    node = Node(tmp_path / "none", None).enter()
    answer = node.run("serve", "--port", "0")
    assert (answer.exit, answer.err.count("\n")) == (1, 1)
    assert "hiepdong init --admin" in answer.err
    assert "hiepdong demo" in answer.err


def test_an_empty_node_is_set_up_by_pages_alone_and_each_step_can_be_taken_up_again(node: Node):
    admin = Visitor(ADMIN)
    assert admin.words("/thiet-lap").count("chưa có") >= 2
    assert "Thêm đơn vị trước" in admin.words("/thiet-lap/can-bo")
    form = form_of(admin.get("/thiet-lap/don-vi", mau="2023"))
    form["code"][1], form["parent"][1] = "bp-sai ma", "khong-co"
    refused = admin.post("/thiet-lap/don-vi?mau=2023", **form)
    assert refused.status_code == 422
    assert "bp-sai ma" in refused.content.decode()
    assert len(forces.units()) > 5, "the other rows were done"
    left = form_of(refused)
    left["code"], left["parent"] = ["ca-caoloc", *left["code"][1:]], ["ca-langson", *left["parent"][1:]]
    for _ in range(3):
        answer = admin.post("/thiet-lap/don-vi?mau=2023", **left)
        if answer.status_code == 302:
            break
        left = form_of(answer)
    assert answer.status_code == 302
    assert structures.proposed("2023") == []
    added = admin.post("/thiet-lap/can-bo", **OFFICER, roles=["commander", "duty"], act_id="")
    password = first_password(added.content.decode())
    assert password not in admin.get("/thiet-lap/can-bo").content.decode()
    assert Visitor().sign_in("ben", password).headers["Location"] == "/"
    assert services("ben") == [("bp-bason", ("commander", "duty"))]


def test_an_officer_who_is_refused_stays_typed_and_one_added_again_keeps_his_password(district: Node):
    admin = Visitor(ADMIN)
    refused = admin.post("/thiet-lap/can-bo", **{**OFFICER, "unit": "bp-nowhere"}, roles=["duty"], act_id="")
    assert refused.status_code == 422
    assert 'value="Nông Văn Bền"' in refused.content.decode()
    old = first_password(admin.post("/thiet-lap/can-bo", **OFFICER, roles=["duty"], act_id="").content.decode())
    again = admin.post("/thiet-lap/can-bo", **{**OFFICER, "unit": "ca-caoloc"}, roles=["duty"], act_id="")
    assert "officer.has_password" in again.content.decode()
    assert [unit for unit, _ in services("ben")] == ["bp-bason", "ca-caoloc"]
    assert isinstance(accounts.authenticate("ben", old), str)
    new = first_password(admin.post("/thiet-lap/can-bo", anew="ben").content.decode())
    assert isinstance(accounts.authenticate("ben", new), str)
    assert not isinstance(accounts.authenticate("ben", old), str)


@pytest.mark.parametrize("login", [BASON, COMMANDER, INSPECTOR])
def test_pages_of_the_machine_are_the_administrators_alone(district: Node, login: str):
    for path in (*PAGES, "/thiet-lap/bo-mau"):
        assert Visitor(login).get(path).status_code == 404
    assert all(Visitor(ADMIN).get(path).status_code == 200 for path in PAGES)


def test_the_page_of_the_machine_says_what_doctor_says(district: Node):
    page = Visitor(ADMIN, language="en").words("/may")
    for one in district.ask("doctor"):
        assert one["en"].split(":")[0] in page


def test_a_code_list_brought_in_on_the_command_line_is_used_by_a_desk_that_runs(district: Node, tmp_path: Path):
    admin, file = Visitor(ADMIN), tmp_path / "topics.csv"
    admin.get("/thiet-lap/danh-muc")
    file.write_text("code,vi,en,valid_from,valid_to,basis\nkhac-2,Chuyện khác,Something else,2019-01-01,,\n")
    brought = district.spawn("codes", "import", str(file), "--json", stdout=subprocess.PIPE)
    assert json.loads(brought.communicate()[0])["ok"]
    assert "khac-2" not in codes.topics
    admin.get("/thiet-lap/danh-muc")
    assert codes.topics.word("khac-2") == "Chuyện khác"
    codes.use(None)


def test_a_code_list_is_brought_in_by_page_and_a_fault_changes_nothing(district: Node):
    admin, row = Visitor(ADMIN), "khac-1,Chuyện khác,Something else,2019-01-01,,"
    head = "code,vi,en,valid_from,valid_to,basis"
    for text, status in ((f"{head}\n{row.replace('2019', 'x')}", 422), (f"{head}\n{row}", 302)):
        file = SimpleUploadedFile("topics.csv", text.encode())
        assert admin.post("/thiet-lap/danh-muc", list="topics", file=file).status_code == status
        assert ("khac-1" in codes.LISTS["topics"].by_code) is (status == 302)
    codes.use(None)


# ---------------------------------------------------------------- the sample goes


@pytest.fixture
def mine(sample: Node, tmp_path: Path, open_database: None) -> Node:
    """A copy of the sample, this process in it."""
    return copied(sample, tmp_path / "home").enter()


def test_the_sample_is_removed_by_its_name_and_an_empty_node_is_ready_for_set_up(mine: Node):
    assert removing.entered() == (0, [])
    refused = mine.run("demo", "--remove", "yes", "--json")
    assert (refused.exit, refused.json["code"]) == (1, "sample.not_confirmed")
    assert len(forces.units()) > 5
    done = mine.run("demo", "--remove", removing.NAME, "--json")
    assert done.exit == 0
    mine.enter()
    assert forces.units() == []
    assert journal.head().seq == 1
    assert mine.verify()["ok"]
    assert isinstance(accounts.authenticate("admin", done.json["password"]), str)
    assert mine.run("demo", "--remove", removing.NAME, "--json").json["code"] == "node.not_sample"


def test_a_desk_that_runs_goes_on_with_the_node_that_took_the_place_of_the_sample(mine: Node):
    """Removed on the command line, by another process: this one had read the sample's units, keys and name."""
    assert Visitor("trucban.bason").get("/").status_code == 200
    sample_password = json.loads((mine.home / removing.PASSWORDS).read_text())["trucban.bason"]
    removal = mine.spawn("demo", "--remove", removing.NAME, "--json", stdout=subprocess.PIPE)
    password = json.loads(removal.communicate()[0])["password"]
    admin = Visitor()
    assert admin.sign_in("trucban.bason", sample_password).status_code == 403
    assert admin.sign_in("admin", password).headers["Location"] == "/"
    assert "mau-caoloc" not in admin.get("/thiet-lap").content.decode()
    named = {"take": "1", "code": "bp-moi", "name": "Đồn mới", "type": "border-guard", "parent": "", "start": ""}
    assert admin.post("/thiet-lap/don-vi", **named).status_code == 302
    assert [line.code for line in forces.units()] == ["bp-moi"]
    assert mine.verify()["ok"]


def test_what_was_entered_after_the_sample_is_listed_and_goes_only_when_that_is_said(mine: Node):
    record = fresh()
    do(mine, opened("trucban.bason", record, lead="bp-bason"))
    answer = mine.run("demo", "--remove", removing.NAME, "--json")
    assert (answer.exit, answer.json["code"]) == (1, "sample.has_work")
    assert "case.open  trucban.bason" in answer.err
    admin = Visitor("admin")
    assert "1 việc đã được ghi thêm" in admin.words("/thiet-lap/bo-mau")
    assert admin.post("/thiet-lap/bo-mau", name=removing.NAME).status_code == 422
    assert admin.post("/thiet-lap/bo-mau", name="khac", with_entered="on").status_code == 422
    assert mine.ask("show", record, "--as", "trucban.bason")["record"] == record
    gone = admin.post("/thiet-lap/bo-mau", name=removing.NAME, with_entered="on")
    password = first_password(gone.content.decode())
    mine.enter()
    assert Visitor().sign_in("admin", password).headers["Location"] == "/"
    assert [one.act for one in journal.entries()] == ["node.start"]


def test_a_node_that_is_no_sample_is_never_removed(district: Node):
    do(district, opened(BASON, fresh()))
    before = journal.head()
    assert district.run("demo", "--remove", removing.NAME, "--json").json["code"] == "node.not_sample"
    (district.home / removing.PASSWORDS).write_text(json.dumps({}))
    assert district.run("demo", "--remove", removing.NAME, "--json").json["code"] == "node.not_sample"
    assert journal.head() == before
    assert act("unit.add", ADMIN)["act"] == "unit.add"
    assert readable(Visitor(ADMIN).get("/thiet-lap"))
