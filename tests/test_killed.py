"""A process killed at any point of a write leaves either all of an act or nothing; done again, it is done once."""

import json
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests import acts, information
from tests.acts import BASON, CAOLOC, COMMANDER, NGANGOAI, SECOND, rid
from tests.node import Node, Nodes

ACTS = 240


def work(folder: Path) -> list[dict[str, Any]]:
    """Acts of many kinds, each of which may be the one that is cut short."""
    file = folder / "bien-ban.txt"
    file.write_text("Biên bản")
    found: list[dict[str, Any]] = [acts.act("release.standing", BASON, kind="case", to=[CAOLOC], without=["subjects"])]
    for n in range(1, ACTS // 8):
        found += [
            acts.opened(BASON, rid(n), subjects=[acts.person()]), acts.revised(BASON, rid(n), 1, title="Bản hai"),
            acts.act("record.attach", BASON, record=rid(n), file=str(file), title="Biên bản"),
            acts.opened(NGANGOAI, rid(1_000 + n)), acts.released(NGANGOAI, rid(1_000 + n), BASON),
            acts.released(BASON, rid(n), NGANGOAI), acts.linked(BASON, rid(2_000 + n), rid(n), rid(1_000 + n)),
            information.sent(CAOLOC, rid(3_000 + n), BASON, about=rid(n), at="2023-11-03T16:30:00+07:00"),
        ]  # fmt: skip
    for by in (COMMANDER, SECOND):
        found += [acts.act("record.erase", by, record=rid(n), decision="QĐ", minutes="") for n in (3, 4)]
    return found


def tables(node: Node) -> dict[str, list[Any]]:
    """What every viewer sees in the end."""
    asked = (["list", "case"], ["figures"], ["owed"], ["list", "request"])
    return {viewer: [node.ask(*one, "--as", viewer) for one in asked] for viewer in (BASON, CAOLOC, NGANGOAI)}


@pytest.fixture
def scene(nodes: Nodes, district: Node, tmp_path: Path) -> tuple[Path, dict[str, list[Any]], int]:
    """A file of acts, and what a node answers after playing it undisturbed."""
    file = tmp_path / "acts.jsonl"
    file.write_text("\n".join(map(json.dumps, work(tmp_path))))
    whole = nodes.copy(district)
    assert whole.run("play", str(file)).exit == 0
    answers, entries = tables(whole), whole.ask("journal", "stats")["entries"]
    nodes.drop(whole)
    district.enter()
    return file, answers, entries


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_process_leaves_whole_acts_alone(nodes: Nodes, district: Node, scene: Any, seed: int):
    file, answers, entries = scene
    chance = random.Random(seed)
    connections["default"].close()
    for _ in range(3):
        playing = district.spawn("play", str(file), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.3 + chance.random() * 0.5)
        playing.send_signal(signal.SIGKILL)
        playing.wait()
        district.enter()
        found = district.verify()
        assert found["ok"], found
        connections["default"].close()
    district.enter()
    assert district.run("play", str(file)).exit == 0
    assert district.ask("journal", "stats")["entries"] == entries, "each act once"
    assert tables(district) == answers
    assert district.verify()["ok"]


def test_many_processes_write_at_once_and_nothing_is_lost(nodes: Nodes, district: Node, tmp_path: Path):
    connections["default"].close()
    playing = []
    for number in range(8):
        file = tmp_path / f"{number}.jsonl"
        cases = [acts.opened(BASON, rid(number * 100 + n)) for n in range(25)]
        file.write_text("\n".join(map(json.dumps, cases)))
        playing.append(district.spawn("play", str(file), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    assert [one.wait() for one in playing] == [0] * 8
    district.enter()
    assert len(district.ask("list", "case", "--as", BASON)) == 200
    assert district.verify()["ok"]
