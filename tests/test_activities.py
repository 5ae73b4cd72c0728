"""Joint activities: their document, sharing and links; counted once; what counts itself at the desk."""

import itertools
from collections import Counter
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiepdong.vocabulary import codes
from tests import acts
from tests.activities import (
    DAY,
    activity,
    an_activity,
    cancelled,
    counted,
    entered,
    exchanged,
    revised,
    same,
    whole_activity,
)
from tests.acts import ARMY, BASON, BORDER, CAOLOC, NGANGOAI, XUATLE, act, do, fresh, linked, released, shown, tried
from tests.api import Caller, code
from tests.information import a_report, a_request, accepted, answered, asked_on, closed, declined, filed
from tests.node import ADMIN, Node

PATROL, TALKS = "joint-patrol", "bilateral-patrol"

# ---------------------------------------------------------------- the document


def test_an_activity_comes_back_as_it_was_written(shared: Node):
    record = fresh()
    do(shared, act("activity.enter", BASON, record=record, activity=whole_activity()))
    found = shown(shared, BASON, record)
    assert (found["kind"], found["version"], found["owner"]) == ("activity", 1, BASON)
    assert (found["document"], found["title"]) == (whole_activity(), "Tuyên truyền")


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"kind": "picnic"}, "document.unknown_code"), ({"kind": ""}, "document.invalid"),
        ({"day": "2023-02-30"}, "document.invalid"), ({"day": "1623-01-01"}, "document.invalid"),
        ({"day": "2023-11-02T05:00:00+07:00"}, "document.invalid"), ({"until": "2023-11-01"}, "document.invalid"),
        ({"until": "9999-01-01"}, "document.invalid"), ({"units": []}, "document.invalid"),
        ({"units": ["bp-nowhere"]}, "unit.unknown"), ({"times": 0}, "document.invalid"),
        ({"times": 1.5}, "document.invalid"), ({"attendances": -1}, "document.invalid"),
        ({"attendances": "120"}, "document.invalid"), ({"items": 3}, "document.invalid"),
        ({"persons": ["Vi Văn A"]}, "document.unknown_field"), ({"marking": "mat"}, "marking.above_ceiling"),
        ({"marking": "loud"}, "document.unknown_code"), ({"place": {"commune": "99999"}}, "document.unknown_code"),
    ],
)  # fmt: skip
def test_an_activity_that_breaks_a_rule_is_refused(shared: Node, change: dict[str, Any], refused: str):
    document = {**activity(), **change}
    assert tried(shared, act("activity.enter", BASON, record=fresh(), activity=document)) == refused
    record = an_activity(shared)
    assert tried(shared, act("activity.revise", BASON, record=record, expects=1, activity=document)) == refused


@pytest.mark.parametrize("field", ["kind", "day", "units"])
def test_kind_day_and_units_are_required_and_nothing_else(shared: Node, field: str):
    least = {"kind": "briefing", "day": DAY, "units": [BASON]}
    assert tried(shared, act("activity.enter", BASON, record=fresh(), activity=least)) == "done"
    without = {name: value for name, value in least.items() if name != field}
    assert tried(shared, act("activity.enter", BASON, record=fresh(), activity=without)) == "document.invalid"


def test_what_does_not_apply_is_null_empty_or_absent(shared: Node):
    nothing = {"until": None, "times": None, "attendances": None, "items": None, "note": "", "place": None}
    document = {**activity(), **nothing, "marking": "", "exercise": None}
    assert tried(shared, act("activity.enter", BASON, record=fresh(), activity=document)) == "done"


def test_every_kind_has_its_words_and_only_what_is_done_with_china_is_apart():
    for row in codes.activities:
        assert row.times
        assert row.attendances
        assert (row.times_en, row.attendances_en, bool(row.items)) == (
            row.times_en or None, row.attendances_en or None, bool(row.items_en),
        )  # fmt: skip
    assert {row.code for row in codes.activities if row.abroad} == {TALKS, "border-talks"}
    assert {row.chapter for row in codes.activities} == {"", *(f"II.{number}" for number in range(1, 10))}
    assert (codes.activities["guns-handed-in"].items, codes.activities["outreach"].times) == ("khẩu súng", "buổi")


def test_its_versions_are_those_of_any_record(shared: Node):
    record = an_activity(shared, CAOLOC)
    assert tried(shared, revised(CAOLOC, record, 1)) == "record.not_owner"
    assert tried(shared, revised(ARMY, record, 1)) == "record.not_found"
    assert tried(shared, revised(BASON, record, 2)) == "record.version_conflict"
    do(shared, revised(BASON, record, 1, times=11))
    assert shown(shared, CAOLOC, record)["document"]["times"] == 11
    assert tried(shared, entered(BASON, record)) == "record.exists"
    assert tried(shared, cancelled(CAOLOC, record)) == "record.not_owner"
    do(shared, cancelled(BASON, record))
    assert shown(shared, CAOLOC, record)["cancelled"]
    assert tried(shared, revised(BASON, record, 3)) == "record.cancelled"
    assert tried(shared, act("report.revise", BASON, record=record, expects=3, report={})) == "record.not_found"


def test_no_standing_release_names_activities(shared: Node):
    said = act("release.standing", BASON, kind="activity", to=[CAOLOC], without=[])
    assert tried(shared, said) == "act.invalid"


@pytest.mark.parametrize("path", ["note", "place.point", "place.text"])
def test_what_is_left_out_is_not_in_the_copy_and_not_found(shared: Node, path: str):
    record = fresh()
    document = {**whole_activity(), "note": f"Kẻ lạ {record}", "place": {**whole_activity()["place"], "text": record}}
    do(shared, act("activity.enter", BASON, record=record, activity=document))
    do(shared, released(BASON, record, CAOLOC, without=(path,)))
    found = shown(shared, CAOLOC, record)
    part: Any = found["document"]
    *above, name = path.split(".")
    for step in above:
        part = part[step]
    assert (found["withheld"], name in part) == ([path], False)
    line = next(one for one in shared.ask("list", "activity", "--as", CAOLOC) if one["record"] == record)
    assert (line["point"] is None) == (path == "place.point")


@pytest.mark.parametrize("path", ["kind", "times", "attendances", "units", "subjects"])
def test_what_is_counted_is_in_every_copy(shared: Node, path: str):
    assert tried(shared, released(BASON, an_activity(shared), CAOLOC, without=(path,))) == "mask.unknown_path"


def test_handover_search_and_attachments_come_by_themselves(district: Node):
    record = an_activity(district, note="dọc suối Khuổi Mươi")
    file = district.home / "bien-ban.txt"
    file.write_text("biên bản")
    do(
        district, act("record.attach", BASON, record=record, file=str(file), title="Biên bản"),
        acts.offered(BASON, record, CAOLOC),
    )  # fmt: skip
    assert tried(district, revised(BASON, record, 2)) == "record.locked"
    do(district, act("handover.accept", CAOLOC, record=record))
    assert [one["record"] for one in district.ask("search", "khuoi muoi tuan tra", "--as", CAOLOC)] == [record]
    assert district.ask("search", "khuoi muoi", "--as", ARMY) == []
    assert counted(district, CAOLOC)[PATROL] == counted(district, BASON)[PATROL] == (1, 10, 120, 0, 1)
    for login in (acts.COMMANDER, acts.SECOND):
        assert tried(district, act("record.erase", login, record=record, decision="QĐ 1")) == "record.not_owner"
    assert district.verify()["ok"]


def test_an_erased_activity_goes_on_counting_and_says_nothing_else(district: Node):
    record = an_activity(district, note="Kẻ lạ Xyzzy", place={"commune": "06202", "text": "Xyzzy"})
    before = counted(district, BASON)
    do(district, *(act("record.erase", who, record=record, decision="QĐ 1") for who in (acts.COMMANDER, acts.SECOND)))
    assert counted(district, BASON) == before
    assert "Xyzzy" not in str(shown(district, BASON, record))
    assert district.ask("search", "Xyzzy", "--as", BASON) == []
    assert district.verify()["ok"]


# ---------------------------------------------------------------- the list


def test_activities_are_listed_by_period_kind_and_units_the_latest_first(district: Node):
    old = an_activity(district, CAOLOC, day="2023-01-05", kind="briefing", units=[BASON, XUATLE])
    new = an_activity(district, day="2023-01-06", until="2023-01-09")
    police = an_activity(district, BASON, by=XUATLE, day="2023-01-07", units=[ARMY])

    def listed(viewer: str, *options: str) -> list[str]:
        return [line["record"] for line in district.ask("list", "activity", "--as", viewer, *options)]

    assert listed(BASON) == [police, new, old]
    assert listed(CAOLOC) == [old]
    assert listed(ARMY) == []
    assert listed(BASON, "--from", "2023-01-06", "--to", "2023-01-06") == [new]
    assert listed(BASON, "--from", "2023-01-09") == [], "an activity is of its first day"
    assert listed(BASON, "--kind", "briefing") == [old]
    assert listed(BASON, "--with", XUATLE) == [police, old]
    assert listed(BASON, "--with", f"{CAOLOC}/**") == [police, new, old]
    assert listed(BASON, "--with", f"{ARMY}|{CAOLOC}") == [police, new]
    assert listed(BASON, "--with", ARMY, "--with", XUATLE, "--limit", "5") == [police]
    assert listed(BASON, "--limit", "2") == [police, new]
    line = district.ask("list", "activity", "--as", BASON)[0]
    assert (line["day"], line["units"], line["times"]) == ("2023-01-07", [XUATLE, ARMY], 10)


@pytest.mark.parametrize(
    "query",
    [
        "list activity --offence pc-249", "list activity --kind picnic", "list case --kind joint-patrol",
        "list report --kind joint-patrol", "list activity --from 2024-01-01 --to 2023-01-01",
        "figures activities --from 2024-01-01 --to 2023-01-01", "figures activities --offence pc-249",
        "figures activities --by unit", "figures activities --asof 0", "figures activities --communes today",
    ],
)  # fmt: skip
def test_a_filter_that_does_nothing_here_is_refused(shared: Node, query: str):
    assert shared.ask(*query.split(), "--as", BASON)["code"] == "query.invalid"


def test_a_unit_that_does_not_exist_is_not_counted_as_none(shared: Node):
    for query in ("list activity", "figures activities"):
        assert shared.ask(*query.split(), "--as", BASON, "--with", "bp-nowhere")["code"] == "unit.unknown"


# ---------------------------------------------------------------- counted once


def test_activities_add_up_by_kind_and_patrols_with_the_chinese_side_stand_apart(district: Node):
    for times, attendances in ((10, 120), (2, None), (1, 0)):
        do(district, entered(BASON, fresh(), times=times, attendances=attendances))
    an_activity(district, kind=TALKS, times=4, attendances=32)
    an_activity(district, kind="guns-handed-in", times=None, items=14, attendances=None)
    assert counted(district, BASON) == {
        PATROL: (3, 13, 120, 0, 3), TALKS: (1, 4, 32, 0, 1), "guns-handed-in": (1, 1, 0, 14, 1),
    }  # fmt: skip
    kinds = [line["kind"] for line in district.ask("figures", "activities", "--as", BASON)["activities"]]
    assert kinds == [PATROL, TALKS, "guns-handed-in"], "in the order of the chapters"


def test_two_entries_of_one_activity_count_once_by_the_smallest_id(district: Node):
    ours, theirs = acts.rid(1), acts.rid(2)
    do(
        district, entered(BASON, ours, units=[BASON]), entered(CAOLOC, theirs, times=9, units=[CAOLOC, ARMY]),
        released(BASON, ours, CAOLOC), released(CAOLOC, theirs, BASON), linked(CAOLOC, acts.rid(500), theirs, ours),
    )  # fmt: skip
    assert counted(district, BASON)[PATROL] == (2, 19, 240, 0, 2), "asserted by one is not enough"
    assert district.ask("figures", "activities", "--as", BASON)["possibly_twice"] == 1
    do(district, act("link.confirm", BASON, record=acts.rid(500)))
    for viewer in (BASON, CAOLOC):
        found = district.ask("figures", "activities", "--as", viewer)
        assert (found["activities"][0]["records"], found["possibly_twice"]) == ([[ours, theirs]], 0)
        assert counted(district, viewer)[PATROL] == (1, 10, 120, 0, 2)
        assert counted(district, viewer, "--with", ARMY) == counted(district, viewer), "the units are those of both"
    do(district, released(CAOLOC, theirs, ARMY))
    assert counted(district, ARMY)[PATROL] == (1, 9, 120, 0, 1), "who sees one end sees no link"
    do(district, act("link.retract", BASON, record=acts.rid(500)))
    assert counted(district, BASON)[PATROL][0] == 2


def test_the_principal_says_of_which_day_and_kind_it_is(district: Node):
    ours, theirs = acts.rid(1), acts.rid(2)
    do(
        district, entered(BASON, ours, day="2023-01-31"), entered(CAOLOC, theirs, day="2023-02-01", kind="briefing"),
        released(BASON, ours, CAOLOC), released(CAOLOC, theirs, BASON),
    )  # fmt: skip
    same(district, (BASON, ours), (CAOLOC, theirs))
    assert counted(district, BASON, "--to", "2023-01-31") == {PATROL: (1, 10, 120, 0, 2)}
    assert counted(district, BASON, "--from", "2023-02-01") == {}


def test_what_is_cancelled_an_exercise_or_unseen_counts_nowhere(district: Node):
    ours, theirs = an_activity(district, CAOLOC), an_activity(district, BASON, by=CAOLOC)
    same(district, (BASON, ours), (CAOLOC, theirs))
    an_activity(district, CAOLOC, exercise=True)
    an_activity(district, by=ARMY)
    assert counted(district, BASON)[PATROL] == (1, 10, 120, 0, 2)
    do(district, cancelled(BASON, ours))
    assert counted(district, BASON)[PATROL] == counted(district, CAOLOC)[PATROL] == (1, 10, 120, 0, 1)
    do(district, acts.withdrawn(CAOLOC, theirs, BASON))
    assert counted(district, BASON) == {}
    for viewer in (ADMIN, acts.INSPECTOR):
        assert counted(district, viewer) == {}


def test_a_link_names_no_persons_and_joins_activities_alone(shared: Node):
    ours, other = an_activity(shared), an_activity(shared)
    assert tried(shared, linked(BASON, fresh(), ours, other, ("s1", "s1"))) == "act.invalid"
    assert tried(shared, linked(BASON, fresh(), ours, acts.a_case(shared))) == "act.invalid"
    assert tried(shared, linked(BASON, fresh(), ours, an_activity(shared, BASON, by=CAOLOC))) == (
        "link.other_side_unseen"
    )


def test_the_units_below_a_unit_are_those_of_the_day(district: Node):
    do(district, acts.unit(XUATLE, parent=ARMY, start="2023-06-01"))
    an_activity(district, day="2023-05-31", units=[XUATLE])
    an_activity(district, day="2023-06-01", units=[XUATLE])
    for whole, days in ((CAOLOC, "2023-05-31"), (ARMY, "2023-06-01")):
        assert counted(district, BASON, "--with", f"{whole}/**")[PATROL][0] == 1
        assert counted(district, BASON, "--with", f"{whole}/**", "--from", days, "--to", days)[PATROL][0] == 1
    assert counted(district, BASON, "--with", BORDER) == {}


UNITS = (BASON, CAOLOC, ARMY)
_months = (f"{1900 + n // 12}-{1 + n % 12:02}" for n in itertools.count())  # each example has one of its own
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(UNITS), st.sampled_from([PATROL, TALKS]), st.integers(1, 4), st.integers(1, 5),
        st.none() | st.integers(0, 9), st.sets(st.sampled_from(UNITS)), st.sampled_from(["", "", "", "drill", "gone"]),
    ),
    min_size=1, max_size=7,
)  # fmt: skip
PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=8)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(drawn=DRAWN, pairs=PAIRS, order=st.randoms(use_true_random=False))
def test_figures_are_those_of_a_naive_recount(shared: Node, drawn: Any, pairs: Any, order: Any):
    month = next(_months)
    made = [fresh() for _ in drawn]
    links: list[tuple[int, int]] = []
    told = [_told(record, one, month) for record, one in zip(made, drawn, strict=True)]
    order.shuffle(told)
    do(shared, *(one for acts_of_it in told for one in acts_of_it))
    for a, b, confirmed in pairs:
        if max(a, b) < len(made) and a != b and _link(shared, made, drawn, (a, b, confirmed)):
            links.append((a, b))
    do(shared, *(cancelled(one[0], record) for record, one in zip(made, drawn, strict=True) if one[6] == "gone"))
    for viewer in UNITS:
        for first, last in ((1, 4), (2, 3)):
            period = ("--from", f"{month}-{first:02}", "--to", f"{month}-{last:02}")
            assert counted(shared, viewer, *period) == _recount(viewer, made, drawn, links, (first, last))


def _told(record: str, one: Any, month: str) -> list[acts.Act]:
    owner, kind, day, times, attendances, others, state = one
    said = entered(
        owner, record, kind=kind, day=f"{month}-{day:02}", times=times, attendances=attendances, units=[owner],
        exercise=state == "drill",
    )  # fmt: skip
    to = sorted(others - {owner})
    return [said, *([released(owner, record, *to)] if to else [])]


def _link(node: Node, made: list[str], drawn: Any, pair: tuple[int, int, bool]) -> bool:
    a, b, confirmed = pair
    owner, other = drawn[a][0], drawn[b][0]
    link = fresh()
    if tried(node, linked(owner, link, made[a], made[b])) != "done":
        return False
    if owner != other and confirmed:
        do(node, act("link.confirm", other, record=link))
    return confirmed or owner == other


def _recount(viewer: str, made: list[str], drawn: Any, links: list[tuple[int, int]], days: tuple[int, int]) -> Any:
    """The same by the words of the rule: sets of records grown until no link adds to them."""
    held = {n for n, one in enumerate(drawn) if viewer in {one[0], *one[5]} and not one[6]}
    groups = []
    left = set(held)
    while left:
        group, grown = set[int](), {min(left)}
        while group != grown:
            group = set(grown)
            grown |= {end for pair in links if set(pair) <= held and set(pair) & group for end in pair}
        groups.append(group)
        left -= group
    total: dict[str, Counter[str]] = {}
    for group in groups:
        _, kind, day, times, attendances, *_ = drawn[min(group, key=lambda n: made[n])]
        if days[0] <= day <= days[1]:
            of_kind = total.setdefault(kind, Counter())
            of_kind.update(entries=1, times=times, attendances=attendances or 0, records=len(group))
    return {kind: (n["entries"], n["times"], n["attendances"], 0, n["records"]) for kind, n in total.items()}


# ---------------------------------------------------------------- what counts itself


def test_information_counts_once_for_each_record_and_receiver_on_the_day_it_was_given(district: Node):
    record, case = fresh(), fresh()
    do(
        district, {**filed(BASON, record), "at": "2023-01-31T16:59:59Z"},
        {**released(BASON, record, CAOLOC, ARMY), "at": "2023-01-31T16:59:59Z"},
        {**released(BASON, record, CAOLOC, without=("text",)), "at": "2023-02-10T08:00:00+07:00"},
        acts.opened(BASON, case), {**released(BASON, case, CAOLOC), "at": "2023-01-31T17:00:00Z"},
    )  # fmt: skip
    assert exchanged(district, BASON) == {"report": (2, 0), "case": (1, 0)}
    assert exchanged(district, CAOLOC) == {"report": (0, 1), "case": (0, 1)}
    assert exchanged(district, ARMY) == {"report": (0, 1)}
    assert exchanged(district, NGANGOAI) == {}
    assert exchanged(district, BASON, "--to", "2023-01-31") == {"report": (2, 0)}
    assert exchanged(district, BASON, "--from", "2023-02-01") == {"case": (1, 0)}, "sent again, it is no other news"
    assert exchanged(district, BASON, "--with", ARMY) == {"report": (1, 0)}
    lines = district.ask("figures", "activities", "--as", BASON)["information"]
    assert [line["given_records"] for line in lines if line["what"] == "report"] == [[record]]


def test_what_goes_by_standing_releases_and_is_passed_on_counts_too(district: Node):
    do(district, act("release.standing", BASON, kind="report", to=[CAOLOC], without=[]))
    report, ask = a_report(district), fresh()
    do(district, act("passon.ask", CAOLOC, record=ask, report=report, to=[XUATLE, ARMY]))
    assert exchanged(district, BASON) == {"report": (1, 0)}
    do(district, act("passon.allow", BASON, record=ask))
    assert exchanged(district, BASON) == {"report": (3, 0)}
    assert exchanged(district, XUATLE) == {"report": (0, 1)}
    assert exchanged(district, CAOLOC) == {"report": (0, 1)}, "who asked has passed nothing on himself"


def test_what_is_cancelled_or_an_exercise_is_no_news_and_what_was_withdrawn_the_receiver_never_had(district: Node):
    report, case = a_report(district, CAOLOC), acts.a_case(district, CAOLOC)
    a_report(district, CAOLOC, exercise=True)
    acts.a_case(district, CAOLOC, exercise=True)
    assert exchanged(district, BASON) == {"report": (1, 0), "case": (1, 0)}
    do(district, acts.withdrawn(BASON, report, CAOLOC))
    assert (exchanged(district, BASON)["report"], exchanged(district, CAOLOC)) == ((1, 0), {"case": (0, 1)})
    do(district, acts.cancelled(BASON, case))
    assert (exchanged(district, BASON), exchanged(district, CAOLOC)) == ({"report": (1, 0)}, {})


def test_requests_answers_and_what_was_verified_to_the_end(district: Node):
    request, answer = a_request(district, CAOLOC, NGANGOAI), fresh()
    do(district, accepted(CAOLOC, request), answered(CAOLOC, answer, request, final=False))
    assert exchanged(district, BASON) == {"request": (1, 0), "answer": (0, 1)}
    assert exchanged(district, CAOLOC) == {"request": (0, 1), "answer": (1, 0)}
    do(district, answered(CAOLOC, fresh(), request), released(CAOLOC, answer, ARMY))
    assert exchanged(district, BASON) == {"request": (1, 0), "answer": (0, 2), "verified": (0, 1)}
    assert exchanged(district, CAOLOC)["verified"] == (1, 0)
    assert exchanged(district, NGANGOAI) == {"request": (0, 1)}
    assert exchanged(district, ARMY) == {}, "what one is shown of others' answers is no answer to him"
    do(district, answered(NGANGOAI, fresh(), request, "unknown"))
    assert exchanged(district, BASON)["verified"] == (0, 1), "one request, however many answered it"
    assert exchanged(district, BASON, "--with", NGANGOAI) == {"request": (1, 0), "answer": (0, 1), "verified": (0, 1)}
    do(district, closed(BASON, request))
    assert exchanged(district, BASON)["verified"] == (0, 1)


def test_what_was_asked_on_or_declined_is_not_verified(district: Node):
    request, other = a_request(district, CAOLOC), a_request(district, CAOLOC)
    do(district, answered(CAOLOC, fresh(), request), asked_on(BASON, request), declined(CAOLOC, other))
    assert exchanged(district, BASON) == {"request": (2, 0), "answer": (0, 1)}


def test_an_heir_speaks_for_the_units_that_ended_with_it(district: Node):
    a_report(district, ARMY, by=XUATLE)
    a_report(district, XUATLE)
    request = a_request(district, XUATLE)
    do(district, answered(XUATLE, fresh(), request))
    before = exchanged(district, XUATLE)
    end = act("unit.end", ADMIN, code=XUATLE, on="2024-12-31", successors=[CAOLOC], heir=CAOLOC, how="merged")
    do(district, end)
    assert exchanged(district, CAOLOC) == before == {
        "report": (1, 1), "request": (0, 1), "answer": (1, 0), "verified": (1, 0),
    }  # fmt: skip
    assert district.verify()["ok"]


def test_a_new_owner_of_a_record_did_not_give_what_the_former_gave(district: Node):
    report = a_report(district, ARMY)
    do(district, acts.offered(BASON, report, CAOLOC), act("handover.accept", CAOLOC, record=report))
    do(district, released(CAOLOC, report, ARMY, XUATLE))
    assert exchanged(district, BASON) == {"report": (1, 0)}
    assert exchanged(district, CAOLOC) == {"report": (1, 0)}
    assert exchanged(district, ARMY) == {"report": (0, 1)}


# ---------------------------------------------------------------- API, cost, rebuild

FIGURES: list[dict[str, Any]] = [
    {}, {"from_": "2023-11-01", "to": "2023-11-30"}, {"with_": [f"{CAOLOC}/**", BASON]}, {"to": "2022-12-31"},
]  # fmt: skip


def test_the_api_answers_as_the_command_line(district: Node):
    an_activity(district, CAOLOC, day="2022-12-30")
    ours, theirs = an_activity(district, CAOLOC), an_activity(district, BASON, by=CAOLOC, kind="briefing")
    same(district, (BASON, ours), (CAOLOC, theirs))
    a_report(district, CAOLOC)
    for viewer in (BASON, CAOLOC, ARMY, ADMIN):
        caller = Caller(viewer)
        for asked in FIGURES:
            options = [(f"--{name.rstrip('_')}", value) for name, given in asked.items()
                       for value in (given if isinstance(given, list) else [given])]  # fmt: skip
            typed = [word for option in options for word in option]
            for address, query in (("activities", "list activity"), ("figures/activities", "figures activities")):
                answer = caller.get(address, **asked)
                assert answer.json == district.ask(*query.split(), "--as", viewer, *typed)
    part = Caller(BASON).get("activities", kind=PATROL, limit=1, offset=1)
    assert (len(part.json), part.headers["Hiepdong-Total"]) == (1, "2")
    assert code(Caller(BASON).get("activities", kind="picnic")) == "query.invalid"
    assert code(Caller(BASON).get("figures/activities", by="unit")) == "query.invalid"


@pytest.mark.parametrize(("address", "most"), [("activities", 4), ("figures/activities", 8)])
def test_queries_to_the_database_are_few_however_much_is_counted(district: Node, address: str, most: int):
    for count in (2, 20):
        for _ in range(count):
            same(district, (BASON, an_activity(district, CAOLOC)), (CAOLOC, an_activity(district, BASON, by=CAOLOC)))
            a_report(district, CAOLOC)
        Caller(CAOLOC).get(address)
        caller = Caller(CAOLOC)
        with CaptureQueriesContext(connection) as asked:
            assert caller.get(address).status_code == 200
        assert len(asked) <= most, [one["sql"][:200] for one in asked.captured_queries]


def test_activities_and_exchanges_are_rebuilt_row_for_row(district: Node):
    ours, theirs = an_activity(district, CAOLOC, XUATLE), an_activity(district, BASON, by=CAOLOC, exercise=True)
    same(district, (BASON, ours), (CAOLOC, theirs))
    do(district, revised(BASON, ours, 1, times=3, until="2023-11-30"), cancelled(CAOLOC, theirs))
    report, ask, request = a_report(district, CAOLOC), fresh(), a_request(district, CAOLOC, NGANGOAI)
    do(
        district,
        act("passon.ask", CAOLOC, record=ask, report=report, to=[XUATLE]),
        act("passon.allow", BASON, record=ask),
    )
    do(district, answered(CAOLOC, fresh(), request), acts.withdrawn(BASON, report, CAOLOC))
    before = district.ask("figures", "activities", "--as", BASON)
    assert district.verify()["ok"], district.verify()
    assert district.run("journal", "rebuild").exit == 0
    assert district.ask("figures", "activities", "--as", BASON) == before


def test_a_home_of_before_gets_its_past_exchanges_by_a_rebuild(district: Node):
    a_report(district, CAOLOC)
    before = district.ask("figures", "activities", "--as", BASON)
    call_command("migrate", "information", "0002", verbosity=0)
    assert district.run("journal", "rebuild").exit == 0
    assert district.ask("figures", "activities", "--as", BASON) == before
    assert district.verify()["ok"]
