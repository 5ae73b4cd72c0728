"""Files over the API: put aside, attached by their sender alone, given out as downloads and never as pages."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from hiepdong.records import attachments, photos
from tests import acts, pictures
from tests.acts import BASON, CAOLOC, COMMANDER, a_case, do
from tests.api import Caller, code
from tests.node import Node

PNG = photos.twin(pictures.photo("png"), "image/png")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(64)


def attach(caller: Caller, record: str, file: str, by: str = BASON) -> acts.Act:
    return acts.act("record.attach", by, record=record, file=file, title="Ảnh hiện trường")


def waiting(node: Node) -> list[Path]:
    return list((node.home / "uploads").glob("*/*"))


def test_a_file_is_put_aside_attached_and_given_out_as_it_was(shared: Node):
    record, caller = a_case(shared, CAOLOC), Caller(BASON)
    for content, name, kind in ((PNG, "ảnh 1.png", "image/png"), ("Bắt quả tang".encode(), "bb.txt", "text/plain")):
        sent = caller.upload(content, name)
        assert sent.status_code == 201
        digest = hashlib.sha256(content).hexdigest()
        wanted = {"name": name, "size": len(content), "type": kind, "digest": digest}
        assert {field: value for field, value in sent.json.items() if field != "file"} == wanted
        said = {**attach(caller, record, sent.json["file"]), "pass_on": True}
        assert caller.act(said).json["ok"]
        for viewer in (BASON, CAOLOC):
            file = Caller(viewer).get(f"records/{record}/attachments/{digest}")
            assert (file.status_code, file.data) == (200, content)
            assert file.content_type.split(";")[0] == kind
    attached = caller.get(f"records/{record}").json["attachments"]
    assert [(one["name"], one["title"], one["version"]) for one in attached] == [
        ("ảnh 1.png", "Ảnh hiện trường", 2), ("bb.txt", "Ảnh hiện trường", 3),
    ]  # fmt: skip


def test_a_file_is_a_download_and_no_browser_makes_a_page_of_it(shared: Node):
    record, caller = a_case(shared), Caller(BASON)
    content = b"hello <script>alert(1)</script>"
    sent = caller.upload(content, 'x"; filename="y.html\r\nSet-Cookie: a=b').json
    caller.act(attach(caller, record, sent["file"]))
    address = f"records/{record}/attachments/{sent['digest']}"
    for accept in ("*/*", "text/html", "application/json", "image/png"):
        answer = caller.ask("GET", address, headers={"Accept": accept})
        assert answer.status_code == 200
        headers = answer.headers
        assert headers["Content-Disposition"].startswith("attachment;")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in headers["Content-Security-Policy"]
        assert headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "Set-Cookie" not in headers
    head = caller.ask("HEAD", address)
    assert (head.data, head.headers["Content-Length"]) == (b"", str(len(content)))
    assert code(caller.get(f"records/{record}/attachments/{'0' * 64}")) == "path.not_found"


def test_an_attachment_left_out_of_a_copy_is_not_given_out(shared: Node):
    record, caller = a_case(shared), Caller(BASON)
    sent = caller.upload(PNG).json
    caller.act(attach(caller, record, sent["file"]))
    do(shared, acts.released(BASON, record, CAOLOC, without=("attachments",)))
    assert Caller(CAOLOC).get(f"records/{record}").json["attachments"] == []
    assert Caller(CAOLOC).get(f"records/{record}/attachments/{sent['digest']}").status_code == 404


def test_what_one_officer_put_aside_another_cannot_attach(shared: Node):
    record = a_case(shared)
    file = Caller(BASON).upload(PDF, "kín.pdf").json["file"]
    thief = Caller(COMMANDER)
    assert code(thief.act(attach(thief, record, file, by=COMMANDER))) == "attachment.missing"
    assert shared.play([attach(thief, record, file)])[0].refused.code == "attachment.missing"  # type: ignore[union-attr]
    assert Caller(BASON).act(attach(thief, record, file)).json["ok"], "nor take it away from its sender"


def test_an_attachment_sent_again_is_attached_once(shared: Node):
    record, caller = a_case(shared), Caller(BASON)
    said = attach(caller, record, caller.upload(PDF).json["file"])
    first = caller.act(said).json
    assert caller.act(said).json == first
    assert not waiting(shared), "what was attached is put aside no longer"
    assert code(caller.act(attach(caller, record, said["file"]))) == "attachment.missing"
    assert len(caller.get(f"records/{record}").json["attachments"]) == 1


def test_a_refused_act_leaves_the_file_to_be_attached_after_all(shared: Node):
    record, caller = a_case(shared), Caller(BASON)
    file = caller.upload(PDF).json["file"]
    assert code(caller.act(attach(caller, acts.fresh(), file))) == "record.not_found"
    assert caller.act(attach(caller, record, file)).json["ok"]


REFUSED = [
    (b"", "attachment.type"), (b"<html><script>alert(1)</script>", "attachment.type"),
    (b"\x7fELF" + bytes(99), "attachment.type"), (b"MZ" + bytes(99), "attachment.type"),
    (b"\xff\xfe\x00\x01", "attachment.type"), (b"a\0b", "attachment.type"),
    (PNG + bytes(attachments.MAX_BYTES), "attachment.too_large"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "refusal"), REFUSED, ids=[f"{len(one)} {code}" for one, code in REFUSED])
def test_what_is_not_accepted_is_not_kept(shared: Node, content: bytes, refusal: str):
    before = waiting(shared)
    assert code(Caller(BASON).upload(content)) == refusal
    assert waiting(shared) == before


NAMES = [
    "../../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "a/b",
    "C:\\x\\y.png",
    "\r\n",
    "ệ" * 200,
    "đ" * 200,
    "🚔" * 99,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name_and_no_way_into_a_folder(shared: Node, name: str):
    before = {path for path, _ in shared.files()}
    answer = Caller(BASON).upload(PNG, name)
    assert answer.status_code == 201
    assert not set("/\\\r\n") & set(answer.json["name"])
    added = {path for path, _ in shared.files() if not path.name.startswith("hiepdong.db")} - before
    assert [path.parent.parent for path in added] == [shared.home / "uploads"]
    with attachments.sent_by(BASON):
        attachments.discard(answer.json["file"])
    assert not any(path.exists() for path in added)


def test_only_the_bytes_of_a_file_are_taken(shared: Node):
    caller = Caller(BASON)
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "image/png", ""):
        assert code(caller.upload(PNG, headers={"Content-Type": kind})) == "request.type"
    assert code(caller.ask("POST", "uploads", data=PNG, headers={"Content-Type": "application/octet-stream"})) == (
        "query.invalid"
    )
    assert code(caller.upload(PNG, "a\0b")) == "query.invalid"


def test_what_nobody_attached_within_a_day_goes_away(shared: Node):
    caller = Caller(BASON)
    old, young = (caller.upload(PNG).json["file"] for _ in range(2))
    folders = {path.parent for path in waiting(shared)}
    with attachments.sent_by(BASON):
        aged = attachments._aside(old, BASON)
    assert aged in folders
    long_ago = time.time() - attachments.UPLOAD_SECONDS - 60
    os.utime(aged, (long_ago, long_ago))
    caller.upload(PDF)
    record = a_case(shared)
    assert [code(caller.act(attach(caller, record, file))) for file in (old, young)] == ["attachment.missing", "done"]
