"""Acts and queries on the command line: exact keys, exit codes, what goes to stdout and what to stderr."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    BORDER,
    CAOLOC,
    XUATLE,
    a_case,
    do,
    fresh,
    linked,
    offered,
    opened,
    person,
    released,
    rid,
    tried,
)
from tests.node import ADMIN, Answer, Node, Nodes

OLD = ["wanted-found"]
QUERIES = [
    ["list", "case"], ["show", acts.rid(1)], ["search", "ma túy"], ["figures"],
]  # fmt: skip


def lines(*said: Any) -> str:
    """Acts as JSON Lines; a text is a line as it stands."""
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in said) + "\n"


def play(node: Node, *said: Any, options: tuple[str, ...] = ("--json",)) -> Answer:
    return node.run("play", "-", *options, typed=lines(*said))


# ---------------------------------------------------------------- play


def test_play_gives_a_line_for_each_act_in_order(shared: Node):
    record, made, other = fresh(), fresh(), a_case(shared)
    said = [
        opened(BASON, record), acts.revised(BASON, record, 1), released(BASON, record, CAOLOC),
        linked(BASON, made, record, other), acts.act("release.standing-end", BASON, kind="case", to=[ARMY]),
    ]  # fmt: skip
    answer = play(shared, *said)
    assert answer.exit == 0
    seqs = [line.pop("seq") for line in answer.lines]
    assert seqs == list(range(seqs[0], seqs[0] + 5))
    records, versions = [record, record, record, made, None], [1, 2, None, None, None]
    for position, line in enumerate(answer.lines):
        line.pop("seq")
        wanted = {"ok": True, "record": records[position], "version": versions[position]}
        assert line == {"id": said[position]["id"], **wanted}


def test_a_refused_act_stops_nothing_but_the_exit_code_says_it(shared: Node):
    one, two = fresh(), fresh()
    answer = play(shared, opened(BASON, one), opened(BASON, one), opened(BASON, two))
    assert answer.exit == 1
    assert [line["ok"] for line in answer.lines] == [True, False, True]
    assert answer.lines[1].keys() == {"id", "ok", "code", "message"}
    assert answer.lines[1]["code"] == "record.exists"
    assert answer.lines[1]["message"]
    assert acts.sees(shared, BASON, two)


def test_it_stops_at_the_first_refusal_when_told_to(shared: Node):
    one, two = fresh(), fresh()
    said = [opened(BASON, one), opened(BASON, one), opened(BASON, two)]
    answer = play(shared, *said, options=("--json", "--stop-at-refusal"))
    assert (answer.exit, [line["ok"] for line in answer.lines]) == (1, [True, False])
    assert [acts.sees(shared, BASON, record) for record in (one, two)] == [True, False]
    again = play(shared, said[0], said[2], options=("--json", "--stop-at-refusal"))
    assert (again.exit, again.lines[0]) == (0, answer.lines[0])


BAD_LINES = [
    "{", "[]", '"act"', "7", "null", '{"id":1,"act":"case.open"}', '{"id":"a"}', '{"act":"case.open"}',
    '{"id":"a","act":null}', '{"id":"a","act":"b"} x', '{"id":"\\ud800","act":"b"}',
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_LINES)
@pytest.mark.parametrize("options", [("--json",), ()])
def test_a_line_that_is_no_act_is_named_and_nothing_is_done(shared: Node, bad: str, options: tuple[str, ...]):
    one, two = fresh(), fresh()
    answer = play(shared, opened(BASON, one), bad, opened(BASON, two), options=options)
    assert (answer.exit, answer.out) == (2, "")
    assert "2" in answer.err
    assert [acts.sees(shared, BASON, record) for record in (one, two)] == [False, False]


def test_what_is_no_text_is_no_act(shared: Node, tmp_path: Path):
    file, record = tmp_path / "acts.jsonl", fresh()
    file.write_bytes(lines(opened(BASON, record)).encode() + b'{"id":"\xff","act":"b"}\n')
    assert shared.run("play", str(file)).exit == 2
    assert not acts.sees(shared, BASON, record)


def test_empty_lines_and_another_systems_line_ends_are_no_acts(shared: Node, tmp_path: Path):
    file, record = tmp_path / "acts.jsonl", fresh()
    file.write_bytes(b"\r\n" + json.dumps(opened(BASON, record)).encode() + b"\r\n\r\n")
    answer = shared.run("play", str(file), "--json")
    assert (answer.exit, len(answer.lines)) == (0, 1)
    assert play(shared, options=("--json",)).out == ""


def test_a_file_may_be_played_again(shared: Node):
    said = [opened(BASON, fresh()), opened(CAOLOC, fresh(), lead=CAOLOC)]
    first = play(shared, *said)
    assert play(shared, *said) == first


@pytest.mark.parametrize("wrong", [{}, {"by": BASON}, {"by": BASON, "record": 7}, {"by": [], "case": {}}])
def test_an_act_of_the_wrong_shape_is_refused_and_is_no_bad_line(shared: Node, wrong: dict[str, Any]):
    answer = play(shared, {"id": acts.act("", "")["id"], "act": "case.open", **wrong})
    assert (answer.exit, answer.lines[0]["code"]) == (1, "act.invalid")


def test_without_json_the_refusals_are_for_the_person_at_the_terminal(shared: Node):
    record = fresh()
    answer = play(shared, opened(BASON, record), opened(BASON, record), options=())
    assert (answer.exit, answer.out) == (1, "")
    assert "record.exists" in answer.err


def test_more_acts_than_one_transaction_holds(shared: Node):
    said = [opened(BASON, fresh()) for _ in range(250)]
    said[120] = {**said[120], "by": "nobody"}
    answer = play(shared, *said)
    assert (answer.exit, len(answer.lines), sum(line["ok"] for line in answer.lines)) == (1, 250, 249)


def test_it_is_the_same_in_a_process_of_its_own(district: Node, tmp_path: Path):
    file, record = tmp_path / "acts.jsonl", fresh()
    file.write_text(lines(opened(BASON, record), opened(BASON, record)), encoding="utf-8")
    with district.spawn("play", str(file), "--json", stdout=-1, stderr=-1) as process:
        out, err = process.communicate()
    assert (process.returncode, len(out.splitlines()), err) == (1, 2, b"")
    assert acts.sees(district, BASON, record)


def test_the_schema_of_all_acts_can_be_printed(shared: Node):
    schema = shared.run("acts", "--schema")
    assert schema.exit == 0
    core = """unit.add unit.end officer.add case.open case.revise case.cancel record.release record.withdraw
    release.standing release.standing-end link.assert link.confirm link.reject link.retract handover.ask handover.offer
    handover.accept handover.decline handover.void copy.return record.attach"""
    assert all(f'"{kind}"' in schema.out for kind in core.split())
    assert isinstance(schema.json, dict)


# ---------------------------------------------------------------- queries


def test_list_case(district: Node):
    for number, day in ((1, "2023-03-02"), (2, "2023-03-04"), (3, "2023-03-03")):
        do(district, opened(BASON, acts.rid(number), on=day, title=f"Vụ {number}"))
    do(district, opened(CAOLOC, acts.rid(4), lead=CAOLOC, on="2023-03-05", offences=["pc-188", "pc-251"]))
    do(district, released(CAOLOC, acts.rid(4), BASON))
    listed = district.ask("list", "case", "--as", BASON)
    assert [line["record"] for line in listed] == [acts.rid(number) for number in (4, 2, 3, 1)], "newest event first"
    wanted = {"record": acts.rid(2), "version": 1, "owner": BASON, "title": "Vụ 2"}
    assert {name: listed[1][name] for name in wanted} == wanted
    for options, numbers in (
        ("--from 2023-03-03", (4, 2, 3)), ("--from 2023-03-03 --to 2023-03-04", (2, 3)), ("--offence pc-188", (4,)),
        (f"--with {BASON}", (2, 3, 1)), (f"--with {CAOLOC}/**", (4,)), (f"--with {BASON} --with {CAOLOC}", ()),
    ):  # fmt: skip
        found = district.ask("list", "case", "--as", BASON, *options.split())
        assert [line["record"] for line in found] == [acts.rid(number) for number in numbers], options
    assert district.ask("list", "case", "--as", ARMY) == []


@pytest.mark.parametrize("query", [["list", "case"], ["figures"], ["figures", "--by", "month"]], ids=" ".join)
def test_a_period_may_be_as_long_as_one_likes(shared: Node, query: list[str]):
    a_case(shared)
    asked = [*query, "--as", BASON, "--json", "--with", f"{BASON}/**"]
    always = shared.run(*asked)
    assert shared.run(*asked, "--from", "0001-01-01", "--to", "9999-12-31") == always
    assert always.exit == 0


@pytest.mark.parametrize("position", ["-1", str(2**62), str(10**30)])
def test_a_position_that_no_journal_has_is_refused(shared: Node, position: str):
    answer = shared.run("figures", "--as", BASON, "--asof", position, "--json")
    assert (answer.exit, answer.json["code"]) == (1, "query.invalid")


def test_show(shared: Node):
    record = a_case(shared, CAOLOC, without=("summary",), summary="a")
    owner, holder = (acts.shown(shared, viewer, record) for viewer in (BASON, CAOLOC))
    same: dict[str, Any] = {"record": record, "version": 1, "owner": BASON, "kind": "case"}
    assert same.items() <= owner.items()
    assert same.items() <= holder.items()
    assert (owner["withheld"], holder["withheld"]) == ([], ["summary"])
    assert (owner["document"], holder["document"]) == (acts.case(summary="a"), acts.case())
    line = {"unit": CAOLOC, "without": ["summary"], "until": None}
    assert line.items() <= owner["released_to"][0].items()
    assert owner["behind"] == []
    assert not {"released_to", "behind"} & holder.keys()


def test_a_unit_is_listed_with_those_below_it_on_the_day_of_the_event(district: Node):
    do(district, acts.unit(BASON, start="2023-07-01", parent=CAOLOC))
    do(district, opened(BASON, rid(1), on="2023-06-30"), opened(BASON, rid(2), on="2023-07-01"))
    for above, record in ((BORDER, rid(1)), (CAOLOC, rid(2))):
        found = district.ask("list", "case", "--as", BASON, "--with", f"{above}/**")
        assert [line["record"] for line in found] == [record]


def test_search_finds_all_newest_event_first_to_the_second(district: Node):
    days = [
        "1920-05-01T10:00:00+07:00",
        "2023-01-01T10:00:30+07:00",
        "2023-01-01T10:00:50+07:00",
        "1934-05-01T10:00:00Z",
    ]
    cases = [opened(BASON, rid(n), title="Gió", occurred={"from": day}, offences=OLD) for n, day in enumerate(days, 1)]
    more = [opened(BASON, rid(n), title="Gió", on="1950-01-01", offences=OLD) for n in range(5, 60)]
    do(district, *cases, *more)
    found = [int(line["record"][-12:]) for line in district.ask("search", "gio", "--as", BASON)]
    assert found == [3, 2, *range(59, 4, -1), 4, 1]


@pytest.mark.parametrize("query", [["list", "case"], ["figures"]])
@pytest.mark.parametrize("asked", [["--offence", "pc-2__"], ["--offence", "%"], ["--offence", "pc-999"], ["--with", ""],
                                   ["--from", "2023-02-01", "--to", "2023-01-01"]])  # fmt: skip
def test_a_filter_that_means_nothing_is_refused(shared: Node, query: list[str], asked: list[str]):
    answer = shared.run(*query, "--as", BASON, *asked, "--json")
    assert (answer.exit, answer.json["ok"]) == (1, False)


def test_a_file_saved_with_a_byte_order_mark_is_played(shared: Node, tmp_path: Path):
    file, record = tmp_path / "acts.jsonl", fresh()
    file.write_bytes(b"\xef\xbb\xbf" + lines(opened(BASON, record)).encode())
    assert shared.run("play", str(file)).exit == 0
    assert acts.sees(shared, BASON, record)


def test_the_schema_takes_what_the_product_takes(shared: Node):
    schema = jsonschema_rs.validator_for(shared.run("acts", "--schema").json)
    whole = opened(BASON, fresh(), **acts.whole_case())
    assert schema.is_valid(whole)
    assert schema.is_valid(opened(BASON, fresh(), found="", stage=""))
    assert schema.is_valid({**released(BASON, fresh(), CAOLOC), "without": None})
    assert not schema.is_valid(opened(BASON, fresh(), colour=""))
    assert not schema.is_valid({**whole, "case": {**whole["case"], "title": None}})


@pytest.mark.parametrize("record", [acts.rid(999_999), "case-1", "", "ΑΒΓ"])
def test_an_unknown_record_is_not_found(shared: Node, record: str):
    answer = shared.run("show", record, "--as", BASON, "--json")
    assert answer.exit == 1
    assert answer.json.keys() == {"ok", "code", "message"}
    assert (answer.json["ok"], answer.json["code"]) == (False, "record.not_found")


def test_unseen_and_unknown_look_the_same(shared: Node):
    unseen = shared.run("show", a_case(shared), "--as", ARMY, "--json")
    assert unseen == shared.run("show", fresh(), "--as", ARMY, "--json")


def test_search(district: Node):
    for number, day in ((1, "2023-03-02"), (2, "2023-03-04"), (3, "2023-03-03")):
        do(district, opened(BASON, acts.rid(number), on=day, subjects=[person(name=f"Vi Văn {'ABA'[number - 1]}")]))
    found = district.ask("search", "vi van a", "--as", BASON)
    assert [line["record"] for line in found] == [acts.rid(3), acts.rid(1)], "newest first, with or without marks"
    assert all({"record", "title", "snippet"} <= line.keys() for line in found)
    assert "Vi Văn A" in found[0]["snippet"]
    assert district.ask("search", "vi văn a", "--as", ARMY) == []
    do(district, released(BASON, acts.rid(1), ARMY, without=("subjects.name",)))
    assert district.ask("search", "vi văn a", "--as", ARMY) == []
    assert district.ask("search", "%", "--as", BASON) == []


def test_a_copy_that_lapsed_is_in_no_answer(shared: Node):
    record = a_case(shared, subjects=[person(name="Nông Văn Hết Hạn")])
    before = shared.ask("figures", "--as", ARMY)
    do(shared, released(BASON, record, ARMY, until="2023-12-31"))
    assert not acts.sees(shared, ARMY, record)
    assert shared.ask("search", "Nông Văn Hết Hạn", "--as", ARMY) == []
    assert shared.ask("figures", "--as", ARMY) == before


def test_figures_and_their_keys(district: Node):
    do(district, opened(BASON, acts.rid(1), subjects=[person()]))
    found = district.ask("figures", "--as", BASON, "--by", "offence")
    wanted = {
        "cases": 1, "subjects": 1, "withheld": 0, "possibly_twice": 0, "records": [[acts.rid(1)]],
        "groups": [{"key": "pc-249", "cases": 1, "subjects": 1}],
    }  # fmt: skip
    assert wanted.items() <= found.items()


def test_answers_go_to_stdout_and_nothing_to_stderr(shared: Node):
    record = a_case(shared)
    for query in (["list", "case"], ["show", record], ["search", "ma túy"], ["figures"]):
        for options in (["--json"], []):
            answer = shared.run(*query, "--as", BASON, *options)
            assert (answer.exit, answer.err) == (0, ""), query
            assert answer.out


@pytest.mark.parametrize("query", QUERIES, ids=" ".join)
@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("nobody", "officer.unknown"),
        (f"{BASON}@{CAOLOC}", "act.not_permitted"),
        (f"{BASON}@bp-nowhere", "unit.unknown"),
    ],
)
def test_who_asks_must_serve_there(shared: Node, query: list[str], login: str, code: str):
    answer = shared.run(*query, "--as", login, "--json")
    assert (answer.exit, answer.json["code"], answer.err) == (1, code, "")
    plain = shared.run(*query, "--as", login)
    assert (plain.exit, plain.out) == (1, "")
    assert code in plain.err


def test_an_officer_of_two_units_looks_for_the_one_he_names(district: Node):
    do(district, acts.officer(ARMY, BASON))
    record = a_case(district)
    found = {who: len(district.ask("list", "case", "--as", who)) for who in (ARMY, f"{ARMY}@{ARMY}", f"{ARMY}@{BASON}")}
    assert found == {ARMY: 0, f"{ARMY}@{ARMY}": 0, f"{ARMY}@{BASON}": 1}
    assert acts.sees(district, f"{ARMY}@{BASON}", record)


def test_a_record_offered_or_linked_is_shown_so(shared: Node):
    record, other, made = a_case(shared), a_case(shared), fresh()
    do(shared, linked(BASON, made, record, other), offered(BASON, record, XUATLE))
    assert acts.shown(shared, BASON, record)["offered_to"] == XUATLE
    assert acts.shown(shared, BASON, made)["kind"] == "link"
    assert acts.shown(shared, BASON, made)["version"] is None


# ---------------------------------------------------------------- nodes


def test_a_home_that_holds_no_node(nodes: Nodes):
    node = nodes.bare().enter()
    asking = [[*query, "--as", BASON] for query in QUERIES]
    for command in (*asking, ["play", "-"], ["journal", "verify"]):
        answer = node.run(*command, "--json", typed="not even JSON")
        assert (answer.exit, answer.json["ok"], answer.json["code"]) == (1, False, "node.not_initialised"), command
        assert node.run(*command).out == ""
    assert not node.home.exists()


def test_init_makes_the_first_administrator_on_an_empty_node_once(node: Node):
    assert node.ask("list", "case", "--as", ADMIN) == []
    assert tried(node, acts.unit(BASON), acts.officer(BASON, BASON), opened(BASON, fresh())) == "done"
    again = node.run("init", "--admin", "other")
    assert (again.exit, again.out) == (1, "")
    assert "node.exists" in again.err
    assert node.run("list", "case", "--as", "other", "--json").json["code"] == "officer.unknown"
    assert len(node.ask("list", "case", "--as", BASON)) == 1


def test_the_journal_is_verified(district: Node):
    a_case(district, CAOLOC)
    answer = district.run("journal", "verify", "--json")
    assert (answer.exit, answer.json["ok"], answer.json["problems"]) == (0, True, [])
    assert answer.json["entries"] == district.ask("journal", "stats")["entries"]


def test_a_changed_journal_is_not_right(district: Node):
    from django.db import connection

    a_case(district)
    last = district.ask("journal", "stats")["entries"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_body SET bytes = %s WHERE seq = %s", [b"{}", last])
    answer = district.run("journal", "verify", "--json")
    assert (answer.exit, answer.json["ok"]) == (1, False)
    assert last in [problem["seq"] for problem in answer.json["problems"]]
    assert all(problem["what"] for problem in answer.json["problems"])
