"""First run: an administrator sets an empty node up by pages alone; the sample goes when it is asked for twice."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from hiepdong import config
from hiepdong.forces import accounts, structures
from hiepdong.forces import queries as forces
from hiepdong.journal import queries as journal
from hiepdong.sample import removing
from hiepdong.terrain import files, places
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import today
from tests.acts import BASON, COMMANDER, INSPECTOR, act, do, fresh, opened
from tests.browser import copied
from tests.node import ADMIN, Node
from tests.visitor import Visitor, form_of, readable

PAGES = (
    "/thiet-lap", "/thiet-lap/don-vi", "/thiet-lap/can-bo", "/thiet-lap/dia-ban", "/thiet-lap/dia-ban/posts",
    "/thiet-lap/danh-muc", "/may",
)  # fmt: skip
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


def without_numbers(text: str) -> str:
    """What is left of it when nothing is said of how much: space goes while others work."""
    return re.sub(r"[0-9]+", "", text)


def test_the_page_of_the_machine_says_what_doctor_says(district: Node):
    page = Visitor(ADMIN, language="en").words("/may")
    for one in district.ask("doctor"):
        said = one["en"].split(":")[0]
        assert without_numbers(said) in without_numbers(page)


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


# ---------------------------------------------------------------- the area


@pytest.fixture
def packaged():
    """The packaged files are in use again afterwards."""
    yield
    files.use(None)


def sent(admin: Visitor, name: str, text: str) -> HttpResponse:
    return admin.post("/thiet-lap/dia-ban", list=name, file=SimpleUploadedFile(f"{name}.csv", text.encode()))


@pytest.mark.usefixtures("packaged")
def test_an_office_brings_its_own_markers_and_goes_back(district: Node):
    admin = Visitor(ADMIN)
    assert "1193" in admin.get("/thiet-lap/dia-ban/markers").content.decode()
    own = "number;chainage_m;lon;lat;certain\n2001;62000;106.99;21.90;yes\n2002/1;63000;106.99;21.89;yes\n"
    assert sent(admin, "markers", own).status_code == 302
    assert [(one.number, one.certain) for one in places.markers()] == [("2001", True), ("2002/1", True)]
    assert places.spot_of_marker("mốc 2001", today()) is not None
    assert places.marker("1193") is None
    assert "2 dòng, của đơn vị" in admin.words("/thiet-lap/dia-ban")
    assert admin.post("/thiet-lap/dia-ban/markers").status_code == 302
    assert places.marker("1193") is not None


FAULTS = [
    ("markers", "number,chainage_m,lon,lat\n1,100,106.9,21.9\n2,90,106.9,21.9", "Dòng 3: mốc này không nằm sau"),
    ("markers", "number,chainage_m,lon,lat\nmốc x,100,106.9,21.9", "cần số hiệu mốc"),
    ("markers", "number,chainage_m,lon,lat\n1,999999999,106.9,21.9", "ngoài đường biên"),
    ("markers", "number,chainage_m,lon,lat", "tệp không có dòng nào"),
    ("posts", "code,name,from_m,to_m,lon,lat\na,A,10,20,1,1\nb,B,15,30,1,1", "bắt đầu trong đoạn dòng trên"),
    ("posts", "code,name,from_m,to_m,lon,lat\na,A,20,10,1,1", "kết thúc trước khi bắt đầu"),
    ("posts", "code,name,from_m\na,A,20", "thiếu cột"),
    ("stretches", "commune,from_m,to_m\n99999,0,5", "không có mã xã này"),
    ("villages", "commune,name\n06202,Bản A\n06202,Bản A", "Dòng 3: đã có ở dòng trên"),
    ("crossings", "code,name,chainage_m,lon,lat\na,A,5,x,1", "cần độ dạng"),
    ("nothing", "a,b", "Chọn bảng"),
    ("posts", "\0", "thiếu cột"),
]


@pytest.mark.parametrize(("name", "text", "told"), FAULTS)
@pytest.mark.usefixtures("packaged")
def test_a_fault_is_told_by_its_line_and_changes_nothing(shared: Node, name: str, text: str, told: str):
    before = [files.table(one) for one in files.OWN]
    refused = sent(Visitor(ADMIN), name, text)
    assert (refused.status_code, told in readable(refused)) == (422, True), readable(refused)
    assert [files.table(one) for one in files.OWN] == before


@pytest.mark.usefixtures("packaged")
def test_what_is_in_use_can_be_brought_back_as_it_was(district: Node, tmp_path: Path):
    for name in files.OWN:
        file, before = tmp_path / f"{name}.csv", files.table(name)
        file.write_text(district.run("area", "show", name).out)
        assert district.ask("area", "import", str(file))["ok"]
        assert [{**row, **own} for row, own in zip(before, files.table(name), strict=True)] == [
            dict(row) for row in before
        ]
    assert {one["own"] for one in district.ask("area", "list")} == {True}
    assert district.ask("area", "reset", "posts")["rows"] == len(places.posts())
    assert (
        district.ask("area", "import", str(tmp_path / "posts.csv"), "--list", "roads")["code"] == "codes.unknown_list"
    )


@pytest.mark.usefixtures("packaged")
def test_a_desk_that_runs_follows_and_a_backup_brings_the_area_along(district: Node, tmp_path: Path):
    file, admin = tmp_path / "villages.csv", Visitor(ADMIN)
    file.write_text("commune,name\n06202,Bản Mới\n")
    brought = district.spawn("area", "import", str(file), "--json", stdout=subprocess.PIPE)
    assert json.loads(brought.communicate()[0])["ok"]
    admin.get("/thiet-lap")
    assert [one["name"] for one in files.table("villages")] == ["Bản Mới"]
    (config.area_folder() / "posts.csv").write_text("hỏng")
    broken = district.spawn("list", "case", "--as", BASON, stderr=subprocess.PIPE)
    assert "posts" in broken.communicate()[1].decode()


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
