"""A home in which something is damaged or missing: one line with a stable code, and nothing quietly made anew."""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from hiepdong import config, sample
from hiepdong.journal import headfile, keys, rebuilding
from hiepdong.journal.node import make_tables
from tests import acts
from tests.acts import BASON, do, fresh, opened
from tests.browser import Desk
from tests.node import ADMIN, Node, Nodes

Damage = Callable[[Node], object]
READING = ["list", "case", "--as", BASON]


def broken(node: Node, damage: Damage) -> None:
    connections["default"].close()
    damage(node)
    node.enter()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"name": "a", "incarn'])
@pytest.mark.parametrize("asked", [READING, ["journal", "verify"], ["backup", "b.age"], ["init", "--admin", ADMIN]])
def test_a_node_file_that_cannot_be_read(district: Node, content: str, asked: list[str]):
    broken(district, lambda node: (node.home / "node.json").write_text(content))
    answer = district.run(*asked, "--json")
    assert (answer.exit, answer.json["code"]) == (1, "node.damaged")


INDEX_OF_VERSION = json.loads((Path(__file__).parent / "index_versions.json").read_text())


def another_index(node: Node) -> None:
    told = json.loads((node.home / "node.json").read_text())
    (node.home / "node.json").write_text(json.dumps({**told, "index": config.INDEX - 1}))


def test_an_index_of_another_version_is_not_read_and_made_anew_by_one_command(district: Node):
    broken(district, another_index)
    answer = district.run(*READING, "--json")
    assert (answer.exit, answer.json["code"]) == (1, "node.index_old")
    assert acts.tried_in_play(district) == "node.index_old"
    assert district.run("journal", "rebuild", "--json").json["ok"]
    assert district.run(*READING, "--json").exit == 0


def test_serve_makes_an_index_of_another_version_anew_by_itself(district: Node):
    broken(district, another_index)
    Desk(district).close()
    district.enter()
    assert district.run(*READING, "--json").exit == 0


def test_other_columns_of_index_tables_are_another_version():
    """Whoever changes them raises config.INDEX, and adds what this test finds to index_versions.json."""
    columns = [[table, names] for table, names in sorted(rebuilding.columns())]
    found = sha256(json.dumps(columns).encode()).hexdigest()[:16]
    assert INDEX_OF_VERSION.get(str(config.INDEX)) == found


@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_text("no key")])
def test_a_signing_key_that_is_gone(district: Node, damage: Callable[[Path], object]):
    broken(district, lambda node: damage(node.home / "keys" / "signing.key"))
    assert district.run(*READING, "--json").exit == 0
    assert acts.tried(district, opened(BASON, fresh())) == "node.damaged"
    assert not district.run("journal", "verify", "--json").json["ok"]
    assert district.run("backup", str(district.home / "b.age"), "--json").json["code"] == "node.damaged"
    keys.forget()


def test_a_head_file_that_is_lost_is_noted_anew_by_who_verified_the_journal(district: Node):
    for damage in (lambda node: (node.home / "head").unlink(), lambda node: (node.home / "head").write_text("?" * 320)):
        broken(district, damage)
        assert acts.tried_in_play(district) == "node.head_lost"
        assert not district.run("journal", "verify", "--json").json["ok"]
        assert district.run("journal", "verify", "--note-head", "--json").json["ok"]
        do(district, opened(BASON, fresh()))


def test_a_database_behind_its_head_file_is_written_no_more(district: Node):
    do(district, opened(BASON, fresh()))
    headfile.write(99_999, bytes(32))
    assert acts.tried_in_play(district) == "node.behind_head"
    assert not district.run("journal", "verify", "--json").json["ok"]


@pytest.mark.parametrize("damage", ["gone", "emptied", "noise", "cut"])
@pytest.mark.parametrize("asked", [READING, ["journal", "verify"], ["figures", "--as", BASON]])
def test_a_database_file_that_cannot_be_used(nodes: Nodes, district: Node, damage: str, asked: list[str]):
    if nodes.server is not None:
        return
    file = district.home / config.DATABASE
    kinds: dict[str, Callable[[], object]] = {
        "gone": file.unlink,
        "emptied": lambda: file.write_bytes(b""),
        "noise": lambda: file.write_bytes(b"noise" * 5000),
        "cut": lambda: file.write_bytes(file.read_bytes()[:5000]),
    }
    broken(district, lambda _: kinds[damage]())
    answer = district.run(*asked, "--json")
    assert (answer.exit, answer.json["ok"]) == (1, False)
    assert answer.json["code"] in ("node.damaged", "node.database")
    file.unlink(missing_ok=True)


def test_a_database_server_that_is_down(district: Node):
    answer = Node(district.home, "postgresql://hiepdong@127.0.0.1:9/none").enter().run(*READING, "--json")
    district.enter()
    assert (answer.exit, answer.json["code"]) == (1, "node.database")


@pytest.mark.parametrize("address", ["mysql://a/b", "garbage", "postgresql://h:bad port/x"])
def test_an_address_of_a_database_that_is_none(shared: Node, address: str):
    done = subprocess.run(
        [sys.executable, "-m", "hiepdong", *READING, "--json"], capture_output=True, text=True, check=False,
        env={**shared.environment, "HIEPDONG_DATABASE": address},
    )  # fmt: skip
    assert (done.returncode, json.loads(done.stdout)["code"]) == (1, "node.database")


@pytest.mark.parametrize(
    ("options", "code"),
    [(("--port", "99999"), "serve.address"), (("--host", "nosuch.invalid"), "serve.address"), ((), "serve.port_taken")],
)
def test_an_address_at_which_nothing_can_be_served(shared: Node, options: tuple[str, ...], code: str):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = shared.run("serve", *(options or ("--port", str(taken.getsockname()[1]))))
    assert (answer.exit, answer.out) == (1, "")
    assert code in answer.err
    assert len(answer.err.splitlines()) == 1


def test_a_sample_whose_playing_was_cut_short_is_played_to_its_end(nodes: Nodes):
    node = nodes.bare().enter()
    assert node.run("init", "--admin", ADMIN, "--name", "mau-caoloc").exit == 0
    first = [json.loads(line) for line in sample.acts()][:150]
    do(node, *first)
    made = node.run("demo", "--no-serve", "--json")
    assert made.exit == 0, made
    assert made.json["accounts"]
    assert node.run("figures", "--sample-check").exit == 0
    shutil.rmtree(node.home)


def test_the_sample_is_not_played_into_another_node(node: Node):
    answer = node.run("demo", "--no-serve", "--json")
    assert (answer.exit, answer.json["code"]) == (1, "node.not_sample")


# ---------------------------------------------------------------- restores


def a_backup(node: Node) -> list[str]:
    """A backup, and the arguments by which it is restored."""
    do(node, opened(BASON, acts.rid(1)))
    file = node.home.parent / f"{node.home.name}.age"
    key = file.with_suffix(".key")
    assert node.run("backup", str(file)).exit == 0
    shutil.copy(node.home / "keys" / "recovery.key", key)
    return ["restore", str(file), "--key", str(key)]


def test_a_journal_is_begun_once(nodes: Nodes, district: Node):
    """A home that lost its node.json, or another home on the same database, is not begun anew."""
    if nodes.server is None:
        broken(district, lambda node: (node.home / "node.json").unlink())
        other = district
    else:
        other = Node(district.home.with_name("other"), district.database).enter()
    answer = other.run("init", "--admin", "mallory", "--json")
    assert (answer.exit, answer.json["code"]) == (1, "node.exists")
    assert not (other.home / "node.json").exists()
    shutil.rmtree(district.home.with_name("other"), ignore_errors=True)
    district.enter()


def test_tables_whose_making_was_cut_short_are_made_anew(nodes: Nodes):
    node = nodes.bare().enter()
    assert node.run("init", "--admin", ADMIN).exit == 0
    (node.home / "node.json").unlink()
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")
        for table in ("journal_entry", "journal_body", "journal_head"):
            cursor.execute(f"DELETE FROM {table}")
    (node.home / "head").unlink()
    assert node.run("init", "--admin", ADMIN).exit == 0
    assert node.run("journal", "verify", "--json").json["ok"]
    nodes.drop(node)


def test_a_database_is_named_without_its_password(nodes: Nodes, district: Node):
    if nodes.server is None:
        return
    other = Node(
        district.home.with_name("else"), str(district.database).replace("hiepdong@", "hiepdong:bimat@")
    ).enter()
    answer = other.run("init", "--admin", "mallory", "--json")
    district.enter()
    assert answer.json["code"] == "node.exists"
    assert "bimat" not in answer.out + answer.err


def test_a_restore_cut_short_anywhere_is_done_again(nodes: Nodes, district: Node):
    again = a_backup(district)
    home = nodes.bare().enter()
    whole = home.run(*again, "--json").json["entries"]
    for delay in (0.25, 0.45, 0.65, 0.85):
        nodes.drop(home)
        home = nodes.bare().enter()
        restoring = home.spawn(*again, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        restoring.kill()
        restoring.wait()
        if home.home.is_dir() and (home.home / "restoring").exists():
            for asked in (READING, ["init", "--admin", "mallory"], ["journal", "verify"]):
                assert home.run(*asked, "--json").json["code"] == "node.restoring"
        if not (home.home / "node.json").exists() or (home.home / "restoring").exists():
            assert home.run(*again, "--json").json["entries"] == whole
        assert home.verify()["ok"]
        assert [line["record"] for line in home.ask("list", "case", "--as", BASON)] == [acts.rid(1)]
    nodes.drop(home)
    district.enter()


def test_tables_whose_making_was_cut_short_are_made_again(
    nodes: Nodes, district: Node, monkeypatch: pytest.MonkeyPatch
):
    noted, again = [], a_backup(district)
    note = MigrationRecorder.record_applied

    def cut(recorder: MigrationRecorder, app: str, name: str) -> None:
        noted.append((app, name))
        if len(noted) == 5:
            raise KeyboardInterrupt
        note(recorder, app, name)

    home = nodes.bare().enter()
    home.home.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(MigrationRecorder, "record_applied", cut)
        with pytest.raises(KeyboardInterrupt):
            make_tables()
    assert connection.introspection.table_names() == []
    assert home.run(*again, "--json").exit == 0
    assert home.verify()["ok"]
    nodes.drop(home)
    district.enter()


def test_two_restores_of_one_backup_can_be_told_apart(nodes: Nodes, district: Node):
    again = a_backup(district)
    begun = set()
    for _ in range(2):
        home = nodes.bare().enter()
        assert home.run(*again).exit == 0
        begun.add(config.node()["began"])
        assert config.node()["incarnation"] == 2
        nodes.drop(home)
    district.enter()
    assert len(begun | {config.node()["began"]}) == 3
