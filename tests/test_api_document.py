"""The OpenAPI document: valid, whole, and true of what the API does, whatever schemathesis makes of it."""

import itertools
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from hiepdong.api.openapi import document
from hiepdong.vocabulary.acts import ACTS
from tests import acts
from tests.acts import BASON, CAOLOC, INSPECTOR, do
from tests.api import Caller
from tests.node import ADMIN, Node, Nodes
from tests.test_api_queries import FOR_ALL, addresses

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
EXAMPLES = {GenerationMode.POSITIVE: 60, GenerationMode.NEGATIVE: 20}


@cache
def described() -> Any:
    """The document as schemathesis reads it, and the application that it asks."""
    from hiepdong.desk.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation: method, address, what is said of it."""
    for path, address in document()["paths"].items():
        for method in ("get", "post", "delete"):
            if method in address:
                yield method.upper(), path, address[method]


# ---------------------------------------------------------------- valid and whole


def test_it_is_valid_openapi_3_1(shared: Node):
    served = Caller().get("openapi.json").json
    assert served == json.loads(json.dumps(document()))
    assert served["openapi"] == "3.1.0"
    assert [str(error) for error in OPENAPI_31_VALIDATOR.iter_errors(served)] == []
    references = list(_references(served))
    assert references
    for reference in references:
        assert _found(served, reference) is not None, reference


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for part in value.values():
            yield from _references(part)
    if isinstance(value, list):
        for part in value:
            yield from _references(part)


def _found(served: dict[str, Any], reference: str) -> Any:
    at: Any = served
    for name in reference.removeprefix("#/").split("/"):
        at = at.get(name)
    return at


def test_every_address_stands_in_it_and_nothing_else():
    at = "{}"
    told = {(method, path.removeprefix("/api/").translate({ord("{"): None})) for method, path, _ in operations()}
    taken = {(method, address.replace(acts.rid(1), at)) for method, address in addresses()}
    assert len(told) == len(taken)
    assert {method for method, _ in told} == {method for method, _ in taken}


def test_what_needs_a_token_says_so_and_takes_a_unit():
    for method, path, said in operations():
        open_to_all = (method, path.removeprefix("/api/")) in FOR_ALL
        assert said.get("security", []) == ([] if open_to_all else [{"token": []}])
        names = [one["$ref"].rsplit("/", 1)[1] for one in said["parameters"] if "$ref" in one]
        assert names == (["language"] if open_to_all else ["unit", "language"])
        assert {"400", "406", "500", "503"} <= said["responses"].keys()
        assert ("401" in said["responses"]) == (not open_to_all or path == "/api/tokens")
        assert said["summary"]


def test_every_name_is_given_once():
    names = [said["operationId"] for _, _, said in operations()]
    assert len(set(names)) == len(names)


def test_every_act_stands_in_it_with_the_document_it_carries(shared: Node):
    schemas = document()["components"]["schemas"]
    one = schemas["Acts"]["anyOf"][0]
    tags = {schemas[ref["$ref"].rsplit("/", 1)[1]]["properties"]["act"]["enum"][0] for ref in one["oneOf"]}
    assert tags == set(ACTS)
    assert Caller().get("acts/schema").json == shared.run("acts", "--schema").json


# ---------------------------------------------------------------- true


@pytest.fixture(scope="module")
def _lived_in(nodes: Nodes) -> Node:
    """A district in which something was done, for schemathesis alone: what it sends may change units and officers."""
    node = nodes.prepared("district", acts.district())
    report = {"title": "Nhóm người lạ", "seen": {"from": "2023-11-02T05:00:00+07:00"}}
    asked = {"to": [CAOLOC], "question": "Xe của ai?", "why": "xác minh", "urgency": "thuong"}
    do(
        node,
        acts.act("case.open", BASON, record=acts.rid(1), case=acts.whole_case()), acts.opened(BASON, acts.rid(2)),
        acts.released(BASON, acts.rid(1), CAOLOC, without=("subjects",)),
        acts.linked(BASON, acts.rid(3), acts.rid(1), acts.rid(2)),
        acts.act("report.file", BASON, record=acts.rid(4), report=report),
        acts.act("request.send", BASON, record=acts.rid(5), request=asked),
    )  # fmt: skip
    return node


@pytest.fixture
def lived_in(_lived_in: Node) -> Node:
    return _lived_in.enter()


ROLES = {"owner": BASON, "holder": CAOLOC, "inspector": INSPECTOR, "administrator": ADMIN, "nobody": None}
ENDING = ("signOut", "signOutEverywhere")
NAMES = [said["operationId"] for _, _, said in operations()]
ASKED = [(name, GenerationMode.POSITIVE) for name in NAMES]
# What takes nothing but a language can be asked in no wrong way.
ASKED += [(name, GenerationMode.NEGATIVE) for name in NAMES if name not in ("actsSchema", "openapi")]


@pytest.mark.parametrize(("name", "mode"), ASKED, ids=[f"{name}-{mode.value}" for name, mode in ASKED])
def test_it_is_true_whoever_asks_and_whatever_is_asked(lived_in: Node, name: str, mode: GenerationMode):
    operation = described().find_operation_by_id(name)
    callers = itertools.cycle([Caller(login) for login in ROLES.values()])
    examples = 15 if name == "signIn" else EXAMPLES[mode]  # each hashes a password

    @settings(max_examples=examples, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        caller = Caller(BASON) if name in ENDING else next(callers)
        wrong = (case.headers or {}) if mode is GenerationMode.NEGATIVE else {}
        case.headers = {**wrong, **caller.headers}
        case.call_and_validate(checks=CHECKS)

    asked()


def test_every_answer_to_a_good_question_is_as_it_is_told(lived_in: Node):
    """The same with ids that exist, which chance does not find."""
    for login in (BASON, CAOLOC, INSPECTOR):
        for number in (1, 2, 3, 4, 5):
            operation = described().find_operation_by_id("show")
            case = operation.Case(path_parameters={"record": acts.rid(number)}, headers=Caller(login).headers)
            case.call_and_validate(checks=CHECKS)
        for name, parameters in (
            ("unit", {"code": BASON}), ("officer", {"login": CAOLOC}), ("codeList", {"name": "offences"}),
            ("codeList", {"name": "exhibits"}), ("codeList", {"name": "offence_bases"}),
        ):  # fmt: skip
            operation = described().find_operation_by_id(name)
            operation.Case(path_parameters=parameters, headers=Caller(login).headers).call_and_validate(checks=CHECKS)
