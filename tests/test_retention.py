"""What is over its retention period is proposed; its erasure has a decision, whole, and minutes."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import docx
import pytest

from hiepdong.forces.queries import viewer
from hiepdong.records import retention
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import today
from tests.acts import BASON, CAOLOC, COMMANDER, INSPECTOR, SECOND, act, do, fresh, opened, person, released, tried
from tests.node import Node
from tests.visitor import DECISION, Visitor, form_of, readable

SECRET = "Vi Văn Lớn"


@pytest.fixture(autouse=True)
def office(district: Node) -> Iterator[None]:
    """The office keeps cases for three years, by a code list of its own."""
    (district.home / "codes").mkdir()
    (district.home / "codes" / "retention.csv").write_text("code,vi,en,years\ncase,Vụ việc,Cases,3\n")
    codes.use(district.home / "codes")
    yield
    codes.use(None)


def old(node: Node, days_past: int, *to: str) -> str:
    """A case that was over its period so many days ago (negative: will be)."""
    years = codes.retention["case"].years
    happened = retention.years_ago(years, today()) - timedelta(days=days_past)
    record = fresh()
    do(node, opened(BASON, record, on=happened.isoformat(), subjects=[person(name=SECRET)]))
    if to:
        do(node, released(BASON, record, *to))
    return record


def due(login: str) -> list[str]:
    return [one.record for one in retention.due(viewer(login))]


def minutes(login: str, record: str, kind: str = "docx") -> Any:
    return Visitor(login).get(f"/ho-so/{record}/bien-ban-xoa.{kind}")


def decided(login: str, record: str, **changed: str) -> Any:
    page = Visitor(login)
    form = form_of(page.get(f"/ho-so/{record}/xoa"))
    return page.post(f"/ho-so/{record}/xoa", **{**form, **DECISION, **changed})


def test_what_is_over_its_period_is_proposed_to_its_owner_alone(district: Node):
    longest, just, not_yet = old(district, 400, CAOLOC), old(district, 1), old(district, -1)
    assert due(BASON) == [longest, just]
    assert not_yet not in due(BASON)
    assert due(CAOLOC) == due(INSPECTOR) == []
    page = Visitor(COMMANDER).get("/het-han-luu").content.decode()
    assert f"/ho-so/{longest}/xoa" in page
    assert f"/ho-so/{longest}/xoa" not in Visitor(BASON).get("/het-han-luu").content.decode()
    assert Visitor(INSPECTOR).get("/het-han-luu").status_code == 404


@pytest.mark.parametrize(("years", "day", "found"), [(20, date(2044, 2, 29), date(2024, 2, 29)),
                                                     (5, date(2024, 2, 29), date(2019, 2, 28)),
                                                     (5, date(2026, 11, 25), date(2021, 11, 25))])  # fmt: skip
def test_years_of_a_period_are_years_of_the_calendar(years: int, day: date, found: date):
    assert retention.years_ago(years, day) == found


def test_an_erasure_by_page_names_its_decision_and_takes_two_commanders(district: Node):
    record = old(district, 1)
    for lacking in ("number", "issuer", "dated"):
        refused = decided(COMMANDER, record, **{lacking: ""})
        assert refused.status_code == 422
        assert "Ghi số, ngày và cơ quan ban hành quyết định." in readable(refused)
        assert f'value="{DECISION["issuer" if lacking != "issuer" else "number"]}"' in refused.content.decode()
    assert decided(COMMANDER, record, dated="31/02/2026").status_code == 422
    assert minutes(COMMANDER, record).status_code == 404
    assert decided(COMMANDER, record, reason="Hết thời hạn lưu.").status_code == 302
    assert due(BASON) == [record]
    assert SECRET in Visitor(COMMANDER).words(f"/vu-viec/{record}")
    assert decided(SECOND, record).status_code == 302
    assert due(BASON) == []
    assert SECRET not in Visitor(COMMANDER).words(f"/vu-viec/{record}")


def test_the_minutes_say_which_decision_who_decided_and_nothing_that_was_erased(district: Node):
    record = old(district, 1, CAOLOC)
    decided(COMMANDER, record, reason="Hết thời hạn lưu.")
    decided(SECOND, record)
    answer = minutes(BASON, record)
    said = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).element.body.iter() if one.text)
    assert f"Quyết định số {DECISION['number']} ngày {DECISION['dated']} của {DECISION['issuer']}." in said
    assert "Hết thời hạn lưu." in said
    assert record in said
    assert [said.count(login) >= 1 for login in (COMMANDER, SECOND)] == [True, True]
    assert SECRET not in said
    assert minutes(BASON, record, "pdf").content.startswith(b"%PDF")
    for other in (CAOLOC, INSPECTOR):
        assert minutes(other, record).status_code == 404
    assert f"/ho-so/{record}/bien-ban-xoa.pdf" in Visitor(COMMANDER).get("/het-han-luu").content.decode()


def test_an_act_of_erasure_with_half_a_decision_is_refused(district: Node):
    record = old(district, 1)
    half = {"number": "12", "on": "2026-03-02"}
    asked = act("record.erase", COMMANDER, record=record, decision="12", decided=half)
    assert tried(district, asked) == "act.invalid"
