"""doctor says what is wrong with a node as a machine, and what to do; what it cannot tell, it does not guess."""

import json
import os
import shutil
import stat
import time
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from hiepdong import config
from hiepdong.journal import doctor, keys
from hiepdong.journal.models import HeadRow
from hiepdong.vocabulary.clock import now
from tests.node import Node


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def states(node: Node) -> dict[str, str]:
    answer = node.run("doctor", "--json")
    found = {one["check"]: one["state"] for one in answer.json}
    assert answer.exit == ("bad" in found.values())
    return found


def test_a_new_node_lacks_a_backup_and_a_place_for_its_recovery_key(district: Node):
    district.home.chmod(0o700)
    found = states(district)
    assert (found["backup"], found["recovery-key"]) == ("bad", "warn")
    others = ("database", "journal", "clock", "space", "home", "permissions")
    assert {found[check] for check in others} == {"good"}
    assert district.run("backup", str(district.home / "b.age")).exit == 0
    keys.recovery_file().unlink()
    found = states(district)
    assert (found["backup"], found["recovery-key"]) == ("good", "good")


def test_a_home_made_by_init_is_closed_to_other_users(tmp_path: Path):
    node = Node(tmp_path / "new", None)
    assert node.spawn("init", "--admin", "admin").wait(timeout=60) == 0
    assert stat.S_IMODE(node.home.stat().st_mode) == 0o700


def test_every_finding_says_what_to_do_in_both_languages(district: Node, monkeypatch: pytest.MonkeyPatch):
    for language in ("vi", "en"):
        monkeypatch.setenv("HIEPDONG_LANG", language)
        told = district.run("doctor").out
        assert "hiepdong backup" in told
        assert "{" not in told


def test_an_old_backup(district: Node):
    config.write_node(backed_up=(now() - timedelta(days=8)).isoformat())
    assert states(district)["backup"] == "warn"


def test_files_that_others_can_read(district: Node):
    keys.key_file().chmod(0o644)
    district.home.chmod(0o755)
    found = states(district)
    assert (found["permissions"], found["home"]) == ("bad", "warn")
    assert str(keys.key_file()) in district.run("doctor").out


def test_a_clock_behind_the_journal(district: Node):
    HeadRow.objects.update(recorded=(time.time_ns() // 1000) + 3_600_000_000)
    assert states(district)["clock"] == "bad"


@pytest.mark.parametrize(("free", "state"), [(10 * 2**20, "bad"), (2**30, "warn"), (2**40, "good")])
def test_a_disk_that_runs_full(district: Node, monkeypatch: pytest.MonkeyPatch, free: int, state: str):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2**41, 0, free))
    assert states(district)["space"] == state


def test_a_journal_without_its_head_file(district: Node):
    (district.home / "head").unlink()
    assert states(district)["journal"] == "bad"


def device(folder: Path, name: str, uuid: str = "", *below: Path) -> Path:
    """A block device as Linux describes it."""
    made = folder / name
    (made / "slaves").mkdir(parents=True)
    if uuid:
        (made / "dm").mkdir()
        (made / "dm" / "uuid").write_text(uuid)
    for one in below:
        (made / "slaves" / one.name).symlink_to(one)
    return made


@pytest.mark.parametrize(("uuid", "encrypted"), [("CRYPT-LUKS2-abc", True), ("LVM-abc", False)])
def test_a_volume_on_an_encrypted_device_is_encrypted(
    district: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uuid: str, encrypted: bool
):
    below = device(tmp_path, "dm-0", uuid, device(tmp_path, "sda1"))
    volume = device(tmp_path, "dm-1", "LVM-xyz", below)
    at = district.home.stat().st_dev
    monkeypatch.setattr(doctor, "DEVICES", tmp_path / "block")
    assert doctor.is_encrypted(district.home) is None
    (tmp_path / "block").mkdir()
    (tmp_path / "block" / f"{os.major(at)}:{os.minor(at)}").symlink_to(volume)
    assert doctor.is_encrypted(district.home) is encrypted
    assert states(district)["disk"] == ("good" if encrypted else "warn")


def test_a_home_that_holds_no_node_is_told_in_one_line(tmp_path: Path, district: Node):
    bare = Node(tmp_path / "nothing", None)
    done = bare.spawn("doctor", "--json", stdout=-1)
    told = json.loads(done.communicate(timeout=60)[0])
    assert (done.returncode, told["code"]) == (1, "node.not_initialised")
