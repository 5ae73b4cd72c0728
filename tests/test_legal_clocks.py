"""Legal clocks end when the law says, reckoned by hand: hours, whole days, days over weekends and Tết, months."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiepdong.vocabulary import codes, legal_clocks
from hiepdong.vocabulary.case import Fact
from hiepdong.vocabulary.clock import HANOI
from hiepdong.vocabulary.workdays import is_working_day


def at(text: str) -> datetime:
    day, _, hour = text.partition(" ")
    there = datetime.strptime(day, "%d/%m/%Y").replace(tzinfo=HANOI)
    return there + timedelta(hours=int((hour or "0:0").split(":")[0]), minutes=int((hour or "0:0").split(":")[1]))


def facts(*told: str) -> list[Fact]:
    return [Fact(kind=one.split(" ")[0], at=at(one.partition(" ")[2])) for one in told]


BY_HAND = [
    # Twelve hours by the hour, into the night and over a weekend.
    (["arrest 14/12/2023 23:40"], "urgent-hold", "15/12/2023 11:40"),
    (["urgent-hold 16/12/2023 18:00"], "urgent-hold", "17/12/2023 06:00"),
    # Custody: whole days of 24 hours, Sunday or not; each extension adds three to the same beginning.
    (["custody 15/12/2023 10:00"], "custody", "18/12/2023 10:00"),
    (["custody 14/12/2023 10:00"], "custody", "17/12/2023 10:00"),
    (["custody 14/12/2023 10:00", "custody-extended 17/12/2023 08:00"], "custody-extended", "20/12/2023 10:00"),
    (
        [
            "custody 14/12/2023 10:00",
            "custody-extended 17/12/2023 08:00",
            "custody-extended-again 20/12/2023 08:00",
        ],
        "custody-extended-again",
        "23/12/2023 10:00",
    ),
    # Twenty days end at 24:00; 24/12/2023 is a Sunday, so on Monday the 25th; 30/04 and 01/05 are days off.
    (["crime-report 04/12/2023 09:00"], "crime-report", "26/12/2023"),
    (["crime-report 05/12/2023 09:00"], "crime-report", "26/12/2023"),
    (["crime-report 10/04/2023 09:00"], "crime-report", "05/05/2023"),
    (["crime-report 11/04/2023 09:00"], "crime-report", "05/05/2023"),
    # Over Tết Giáp Thìn (days off from 08/02 to 14/02/2024).
    (["crime-report 19/01/2024 09:00"], "crime-report", "16/02/2024"),
    (["opened-by-post 03/02/2024 15:00"], "file-of-post", "16/02/2024"),
    # Seven days of the post's file; 2/9/2024 and the days swapped with it.
    (["opened-by-post 11/12/2023 15:00"], "file-of-post", "19/12/2023"),
    # Months: the same day, or the month's last; 31/12 of 2023 is a Sunday and 1/1 a holiday.
    (
        ["crime-report 15/03/2023 08:00", "crime-report-prolonged 03/04/2023 08:00"],
        "crime-report-prolonged",
        "16/05/2023",
    ),
    (
        ["crime-report 31/10/2023 08:00", "crime-report-prolonged 19/11/2023 08:00"],
        "crime-report-prolonged",
        "03/01/2024",
    ),
    (
        ["crime-report 30/12/2022 08:00", "crime-report-prolonged 18/01/2023 08:00"],
        "crime-report-prolonged",
        "01/03/2023",
    ),
    (["opened-by-post 31/01/2023 08:00", "inquiry-by-post 31/01/2023 09:00"], "inquiry-of-post", "01/03/2023"),
    # Administrative custody: 12, 24, at the border 48 hours from its beginning.
    (["admin-custody 01/03/2023 20:00"], "admin-custody", "02/03/2023 08:00"),
    (
        ["admin-custody 01/03/2023 20:00", "admin-custody-extended 02/03/2023 07:00"],
        "admin-custody-extended",
        "02/03/2023 20:00",
    ),
    (
        ["admin-custody 01/03/2023 20:00", "admin-custody-border 02/03/2023 07:00"],
        "admin-custody-border",
        "03/03/2023 20:00",
    ),
    # At once.
    (["wanted-arrest 01/03/2023 20:00"], "wanted", "01/03/2023 20:00"),
]


@pytest.mark.parametrize(("told", "code", "ends"), BY_HAND)
def test_a_clock_ends_when_the_law_says(told: list[str], code: str, ends: str):
    (clock,) = [one for one in legal_clocks.clocks(facts(*told)) if one.rule.code == code and one.stopped is None]
    assert legal_clocks.end(clock).at == at(ends)
    assert clock.rule.basis


def test_a_last_day_that_was_moved_says_from_which():
    (clock,) = legal_clocks.clocks(facts("crime-report 04/12/2023 09:00"))
    assert str(legal_clocks.end(clock).moved_from) == "2023-12-24"


def test_a_clock_stops_with_what_it_asks_for_and_one_fact_may_start_the_next():
    held = facts("arrest 14/12/2023 23:40", "custody 15/12/2023 09:15")
    first, second = legal_clocks.clocks(held)
    assert (first.rule.code, first.stopped) == ("urgent-hold", at("15/12/2023 09:15"))
    assert (second.rule.code, second.stopped) == ("custody", None)
    assert legal_clocks.state(first, at("20/12/2023")) == "done"


STATES = [
    ("15/12/2023 08:39", "running"),
    ("15/12/2023 08:40", "soon"),
    ("15/12/2023 11:39", "soon"),
    ("15/12/2023 11:40", "over"),
]


@pytest.mark.parametrize(("now", "state"), STATES)
def test_a_clock_warns_before_it_ends(now: str, state: str):
    (clock,) = legal_clocks.clocks(facts("arrest 14/12/2023 23:40"))
    assert legal_clocks.state(clock, at(now)) == state


def test_what_was_done_late_stays_late():
    (clock, *_) = legal_clocks.clocks(facts("arrest 14/12/2023 23:40", "released 15/12/2023 12:00"))
    assert legal_clocks.state(clock, at("20/12/2023")) == "done-late"


def test_an_end_in_the_night_says_so():
    (clock,) = legal_clocks.clocks(facts("arrest 14/12/2023 14:00"))
    assert legal_clocks.end(clock).at_night
    (clock,) = legal_clocks.clocks(facts("crime-report 05/12/2023 09:00"))
    assert not legal_clocks.end(clock).at_night, "a day's end is no hour of the night"


def test_a_rule_holds_for_the_days_of_its_law():
    assert legal_clocks.clocks(facts("arrest 31/12/2017 08:00")) == []


def test_facts_that_cannot_be_in_this_order_are_told():
    began = at("14/12/2023 20:00")
    told = facts("arrest 14/12/2023 19:00", "custody 15/12/2023 09:00", "custody-extended 15/12/2023 08:00")
    assert legal_clocks.out_of_order(told, began) == ["arrest", "custody-extended"]
    assert legal_clocks.out_of_order(told[1:2], began) == []


KINDS = st.sampled_from([row.code for row in codes.facts])
TIMES = st.datetimes(datetime(2019, 1, 1), datetime(2027, 12, 31)).map(lambda naive: naive.replace(tzinfo=HANOI))  # noqa: DTZ001
ANY_FACTS = st.lists(st.builds(Fact, kind=KINDS, at=TIMES), max_size=8)


@given(ANY_FACTS)
def test_whatever_the_facts_a_clock_never_ends_before_it_counts_or_on_a_day_off(told: list[Fact]):
    for clock in legal_clocks.clocks(told):
        ends = legal_clocks.end(clock)
        assert clock.counted <= clock.started
        assert clock.counted <= ends.at
        assert clock.stopped is None or clock.stopped >= clock.started
        if clock.rule.unit in ("day", "month"):
            assert is_working_day((ends.at - timedelta(seconds=1)).date())
            assert (ends.moved_from is None) or not is_working_day(ends.moved_from)


@given(ANY_FACTS, st.randoms())
def test_the_order_in_which_facts_are_written_does_not_matter(told: list[Fact], chance):
    mixed = list(told)
    chance.shuffle(mixed)
    assert legal_clocks.clocks(told) == legal_clocks.clocks(mixed)


@given(ANY_FACTS)
def test_of_one_rule_two_clocks_never_run_at_once(told: list[Fact]):
    found = legal_clocks.clocks(told)
    for code in {clock.rule.code for clock in found}:
        same = [clock for clock in found if clock.rule.code == code]
        for one, after in pairwise(same):
            assert one.stopped is not None
            assert one.stopped <= after.started
