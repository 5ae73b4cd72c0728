"""No viewer obtains, by whatever he asks, a record or a field that was not released to him."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hiepdong.journal.perform import NotDone, Outcome
from hiepdong.records import queries
from tests import looking, playing
from tests.acts import INSPECTOR, KEEPER
from tests.looking import known_ids, known_links, known_records, known_words, words_in
from tests.naive import Act, Desk
from tests.naive_acts import take
from tests.node import ADMIN, Nodes
from tests.playing import Play, files

__all__ = ["files"]

NAMING = ("name", "aliases", "documents", "home", "note")
PROTECTED = {"victim", "presumed-victim", "witness", "lam-chung"}


@st.composite
def some_words(draw: Any, play: Play) -> list[str]:
    """Words to search for, of all that were ever written."""
    written = sorted(words_in(play.acts))
    return list(draw(st.lists(st.sampled_from(written), min_size=5, max_size=20, unique=True)))


@playing.examples(14)
@given(data=st.data())
def test_no_answer_holds_what_was_not_released_to_who_asks(nodes: Nodes, files: Path, data: Any):
    play = data.draw(playing.plays(files))
    words = data.draw(some_words(play))
    with playing.stage(nodes) as node:
        node.play(play.acts)
        moments = [play.desk.seq // 2, play.desk.seq - 1]
        for login, unit in looking.officers(play.desk):
            answers = looking.answers(looking.looks(login, unit), play.desk, words, moments)
            for asked, answer in answers.items():
                named = {*looking.ID.findall(str(answer))} - {asked.removeprefix("show ")}
                leaked = words_in(answer) - {asked.split()[-1]} - known_words(play.desk, unit)
                assert not leaked, (unit, asked, said_in(play, leaked), answer)
                assert named <= known_ids(play.desk, unit), (unit, asked)
            _holds_all_that_is_known(play.desk, unit, answers)


def said_in(play: Play, words: set[str]) -> list[Any]:
    """Where the words come from."""
    return [act for act in play.acts if words & words_in(act)]


def _holds_all_that_is_known(desk: Desk, unit: str, answers: dict[str, Any]) -> None:
    """What was released is there, whole; what was not is not found."""
    known = known_records(desk, unit)
    assert sorted(line["record"] for line in answers["list"]) == sorted(known)
    assert answers["total"] == len(known)
    for record, copy in known.items():
        shown = answers[f"show {record}"]
        assert (shown["version"], shown["withheld"]) == (copy.version, sorted(copy.without))
        if not desk.records[record].erased:
            assert shown["document"] == desk.shown(unit, record)
        _holds_what_its_owner_knows(desk, unit, record, shown)
    for one in {*desk.records, *desk.links} - known_ids(desk, unit):
        assert answers[f"show {one}"]["code"] == "record.not_found"


def _holds_what_its_owner_knows(desk: Desk, unit: str, number: str, shown: dict[str, Any]) -> None:
    record, seen = desk.records[number], known_links(desk, unit)
    assert sorted(one["record"] for one in shown["links"]) == sorted(one.id for one in seen if number in (one.a, one.b))
    assert (shown["owner"], shown["owners"]) == (record.owner, list(record.states[-1].owners))
    assert shown["cancelled"] == record.states[-1].cancelled
    assert shown.get("offered_to") == (record.offered if unit in (record.owner, record.offered) else None)
    if unit != record.owner:
        assert not {"released_to", "behind", "asked_by", "contradictions", "latest"} & shown.keys()
        return
    held = {holder: copy for holder, copy in record.held.items() if copy.lasts()}
    assert {one["unit"]: one["version"] for one in shown["released_to"]} == {h: c.version for h, c in held.items()}
    assert shown["behind"] == sorted(holder for holder, copy in held.items() if copy.version < record.version)


@playing.examples(8)
@given(data=st.data())
def test_search_finds_what_stands_in_the_copies_held_and_nothing_else(nodes: Nodes, data: Any):
    play = data.draw(playing.plays())
    words = data.draw(some_words(play))
    with playing.stage(nodes) as node:
        node.play(play.acts)
        for login, unit in looking.officers(play.desk):
            viewer = looking.looks(login, unit)
            for word in words:
                found = looking.answered(lambda word=word, viewer=viewer: queries.search(viewer, word))
                assert {one["record"] for one in found} == _with_word(play.desk, unit, word), (unit, word)


def _with_word(desk: Desk, unit: str, word: str) -> set[str]:
    """Records in whose copy the word stands, but as the key of a person, or where it names one who is protected."""
    return {
        record
        for record in known_records(desk, unit)
        if not desk.records[record].erased and word in words_in(_searched(desk.shown(unit, record)))
    }


def _searched(part: Any) -> Any:
    if isinstance(part, dict):
        unsaid = {"key", *(NAMING if _is_protected(part) else ())}
        return {name: _searched(value) for name, value in part.items() if name not in unsaid}
    return [_searched(one) for one in part] if isinstance(part, list) else part


def _is_protected(part: dict[str, Any]) -> bool:
    return bool(part.get("minor")) or {part.get("role"), part.get("status")} & PROTECTED != set()


@playing.examples(5)
@given(data=st.data())
def test_who_works_on_no_records_is_told_of_none(nodes: Nodes, files: Path, data: Any):
    play = data.draw(playing.plays(files))
    words = data.draw(some_words(play))
    with playing.stage(nodes) as node:
        node.play(play.acts)
        for login in (ADMIN, KEEPER, INSPECTOR):
            unit = play.desk.unit_of(login)
            if unit and play.desk.units[unit].ended:
                continue
            answers = looking.answers(looking.looks(login, unit), play.desk, words, [play.desk.seq])
            for asked, answer in answers.items():
                assert not looking.ID.findall(str(answer)), (login, asked)
                assert not words_in(answer), (login, asked)


@playing.examples(12)
@given(data=st.data())
def test_a_refusal_says_nothing_that_its_sender_did_not_say(nodes: Nodes, files: Path, data: Any):
    play = data.draw(playing.plays(files))
    with playing.stage(nodes) as node:
        for act, outcome in zip(play.acts, node.play(play.acts), strict=True):
            if isinstance(outcome, NotDone):
                assert words_in(outcome.refused.text("vi")) <= words_in(act)
                assert {*looking.ID.findall(outcome.refused.text("vi"))} <= {*looking.ID.findall(str(act))}


# ---------------------------------------------------------------- as if it had never been


def never_seen(play: Play, unit: str) -> set[str]:
    """Ids of records that the unit did not see at any moment, and of links with such an end."""
    desk, seen = playing.desk(), set[str]()
    for act in play.desk.done.values():
        take(desk, act)
        seen |= known_records(desk, unit).keys()
    links = {link.id for link in desk.links.values() if not {link.a, link.b} <= seen}
    return (desk.records.keys() - seen) | links


def without(acts: list[Act], ids: set[str]) -> list[Act]:
    """The acts that do not concern these records."""
    return [act for act in acts if not {act.get("record"), act.get("a"), act.get("b")} & ids]


def timeless(value: Any) -> Any:
    """An answer without positions in the journal."""
    if isinstance(value, dict):
        return {name: timeless(one) for name, one in value.items() if name != "seq"}
    return [timeless(one) for one in value] if isinstance(value, list) else value


@playing.examples(12)
@given(data=st.data())
def test_what_one_never_saw_makes_no_difference_to_any_answer(nodes: Nodes, files: Path, data: Any):
    play = data.draw(playing.plays(files))
    login, unit = data.draw(st.sampled_from(looking.officers(play.desk)))
    words, unseen = data.draw(some_words(play)), never_seen(play, unit)
    kept = without(play.acts, unseen)
    answers, told = [], []
    for acts in (play.acts, kept):
        with playing.stage(nodes) as node:
            outcomes = node.play(acts)
            told.append({act["id"]: _code(one) for act, one in zip(acts, outcomes, strict=True) if act in kept})
            asked = looking.answers(looking.looks(login, unit), play.desk, words, [])
            answers.append({name: timeless(answer) for name, answer in asked.items()})
    assert told[0] == told[1], "nor to what officers may do with what they see"
    for name, answer in answers[0].items():
        assert answer == answers[1][name], (unit, name)


def _code(outcome: Outcome) -> str:
    return outcome.refused.code if isinstance(outcome, NotDone) else "done"
