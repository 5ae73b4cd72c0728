"""docs/api.md runs: every example, in order, against the sample, with the answer that stands below it."""

import json
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

import pytest
from django.db import connections

from tests.api import Answer, Caller
from tests.browser import copied
from tests.node import Node

GUIDE = Path(__file__).parent.parent / "docs" / "api.md"
API = "http://localhost:8000/api/"
ANY = "…"
EXAMPLES = re.findall(r"```sh\n(.+?)```\n```json\n(.+?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def newcomer(sample: Node, open_database: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Who follows the guide: with the sample before him, and what he was told to keep."""
    before = {name: os.environ.get(name, "") for name in ("HIEPDONG_HOME", "HIEPDONG_DATABASE", "HIEPDONG_LANG")}
    node = copied(sample, tmp_path / "home").enter()
    passwords = json.loads((node.home / "sample-passwords.json").read_text())
    yield {"API": API.rstrip("/"), "PASSWORD": passwords["trucban.bason"]}
    connections["default"].close()
    os.environ.update(before)


def curl(typed: str, kept: dict[str, str]) -> Answer:
    """The few options of curl that the guide uses; quotes and variables as a shell reads them."""
    words = iter(shlex.split(Template(typed).substitute(kept))[1:])
    address, headers, data = "", {}, None
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word in ("--json", "--data-binary"):
            data = next(words).encode()
            headers |= {"Content-Type": "application/json", "Accept": "application/json"} if word == "--json" else {}
        elif word != "-s":
            address = word.removeprefix(API)
    caller = Caller()
    caller.headers = {}
    return caller.ask("GET" if data is None else "POST", address, headers=headers, data=data)


def fits(told: Any, came: Any) -> bool:
    """Whether an answer is as it is told: what is told must be there, and more may be."""
    if isinstance(told, str) and told.endswith(ANY):
        return told == ANY or str(came).startswith(told.removesuffix(ANY))
    if isinstance(told, dict):
        return isinstance(came, dict) and all(name in came and fits(told[name], came[name]) for name in told)
    if isinstance(told, list) and ANY in told:
        return all(any(fits(one, other) for other in came) for one in told if one != ANY)
    if isinstance(told, list):
        return len(told) == len(came) and all(map(fits, told, came))
    return bool(told == came)


def test_every_example_of_the_guide_is_answered_as_it_says(newcomer: dict[str, str]):
    assert len(EXAMPLES) >= 10
    for typed, told in EXAMPLES:
        answer = curl(typed, newcomer)
        assert fits(json.loads(told), answer.json), f"{typed}\n{answer.text}"
        if "token" in answer.json:
            newcomer["TOKEN"] = answer.json["token"]
        if "file" in answer.json:
            newcomer["FILE"] = answer.json["file"]


def test_the_guide_names_every_address_that_reads(open_database: None):
    from hiepdong.api.openapi import document

    words = GUIDE.read_text(encoding="utf-8")
    for path, address in document()["paths"].items():
        spelled = re.sub(r"\{(\w+)\}", lambda found: "LIST" if found[1] == "name" else found[1].upper(), path)
        assert spelled in words or spelled.removeprefix("/api") in words, path
        for one in address.get("get", {}).get("parameters", []):
            assert one.get("in") != "query" or f"{one['name']}=" in words, (path, one["name"])
