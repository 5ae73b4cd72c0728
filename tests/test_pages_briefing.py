"""How long units take to answer, for the briefing; and that lists ask no more of the database when there is more."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiepdong.forces import queries as forces
from hiepdong.information.answer_times import answer_times, ninth
from hiepdong.vocabulary.clock import HANOI, now
from tests.acts import ARMY, BASON, CAOLOC, NGANGOAI, XUATLE, act, do, fresh
from tests.information import a_report, a_request, answered, asked_on, declined, sent
from tests.node import Node
from tests.visitor import Visitor

# ---------------------------------------------------------------- answering times


def test_answering_times_of_units(district: Node):
    day = datetime(2023, 5, 8, 8, 0, tzinfo=HANOI)
    for hours in (1, 2, 3, 50):
        request = fresh()
        do(district, sent(BASON, request, CAOLOC, at=day.isoformat(), urgency="khan"))
        reply = answered(CAOLOC, fresh(), request)
        do(district, {**reply, "at": (day + timedelta(hours=hours)).isoformat()})
    refused = a_request(district, CAOLOC, XUATLE)
    do(district, declined(CAOLOC, refused), sent(BASON, fresh(), CAOLOC, at=(now() - timedelta(hours=30)).isoformat()))
    (police, commune) = answer_times(forces.viewer(BASON))
    assert (police.unit, police.asked, police.answered, police.declined, police.overdue) == (CAOLOC, 6, 4, 1, 1)
    assert (police.median, police.ninth) == (2.5 * 3600, 50 * 3600)
    assert (police.on_time, police.judged) == (4, 6)
    assert (commune.unit, commune.asked, commune.judged) == (XUATLE, 1, 0)
    (own,) = answer_times(forces.viewer(XUATLE))
    assert (own.unit, own.asked) == (XUATLE, 1)
    assert answer_times(forces.viewer(ARMY)) == []
    page = Visitor(BASON).words("/de-nghi/giao-ban", tu="1/1/2023")
    assert f"CA {CAOLOC} 6 4 1 1 2 giờ 30 phút 2 ngày 2 giờ 4/6" in page


@pytest.mark.parametrize(
    ("took", "found"), [([], None), ([7], 7), (list(range(1, 11)), 9), (list(range(1, 21)), 18), ([1, 1, 9], 9)]
)
def test_nine_of_ten_took_no_longer(took: list[int], found: int | None):
    assert ninth(took) == found
    if found is not None:
        assert sum(one <= found for one in took) >= 0.9 * len(took)


def test_an_answer_is_owed_again_after_asking_on(shared: Node):
    request = a_request(shared, ARMY, by=NGANGOAI)
    do(shared, answered(ARMY, fresh(), request), asked_on(NGANGOAI, request))
    (army,) = [line for line in answer_times(forces.viewer(NGANGOAI)) if line.unit == ARMY]
    assert (army.answered, army.judged) == (0, 0)


# ---------------------------------------------------------------- queries

LISTS = ("/tin", "/de-nghi", "/de-nghi?xem=ho-no", "/de-nghi?xem=tat-ca", "/de-nghi/giao-ban", "/", "/tim?q=nguoi+la")


def test_lists_ask_no_more_of_the_database_when_there_is_more(district: Node):
    counts = []
    for more in (3, 12):
        for _ in range(more):
            report = a_report(district, CAOLOC, caveats=["no-onward"])
            word = a_report(district, BASON, by=CAOLOC, derived_from=[report])
            do(district, act("report.link", CAOLOC, record=fresh(), from_=word, to=report, relation="supports"))
            a_request(district, CAOLOC, ARMY, about=report)
            a_request(district, BASON, by=CAOLOC, about=report)
            do(district, act("passon.ask", CAOLOC, record=fresh(), report=report, to=[ARMY], why=""))
        counts.append({path: queries(path) for path in LISTS})
    assert counts[0] == counts[1]


def queries(path: str) -> int:
    visitor = Visitor(BASON)
    visitor.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(path).status_code == 200
    return len(captured.captured_queries)
