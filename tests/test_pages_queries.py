"""What pages ask of the database: the same number of queries at 20 records and at 200, committed beside this file.

HIEPDONG_QUERY_COUNTS=write rewrites query_counts.json; the change is then seen in review.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import acts
from tests.activities import entered
from tests.acts import BASON, CAOLOC, COMMANDER, INSPECTOR, act, linked, offered, opened, person, released, revised, rid
from tests.information import answered, filed, sent
from tests.node import Node, Nodes
from tests.reconciling import proposed
from tests.visitor import Visitor

FILE = Path(__file__).with_name("query_counts.json")
FEW, MANY = 20, 200
OURS, THEIRS, LINKS = 0, 10_000, 20_000
DONE, SAID, SAME = 30_000, 40_000, 50_000
RECONCILED, LOOKED_UP = 80_000, rid(90_000)
YEAR = "tu=2023-01-01&den=2023-12-31"
ANSWERS, REPORT, REQUEST = 60_000, 70_000, 70_001
IDENTITY = ("subjects.name", "subjects.birth", "subjects.documents")
PAGES = {
    "board": (BASON, "/"),
    "board of a holder": (CAOLOC, "/"),
    "board of a commander": (COMMANDER, "/"),
    "cases": (BASON, "/vu-viec"),
    "cases by words": (BASON, "/vu-viec?q=ma+tuy&tu=1/1/2020"),
    "imports": (BASON, "/nhap-danh-sach"),
    "cases of others": (CAOLOC, "/vu-viec?xem=theirs"),
    "cases that wait": (BASON, "/vu-viec?xem=waits"),
    "one case": (BASON, f"/vu-viec/{rid(OURS)}"),
    "entry": (BASON, "/vu-viec/nhap"),
    "the other record": (BASON, f"/vu-viec/{rid(OURS)}/noi"),
    "activities": (BASON, "/hoat-dong"),
    "activities of others": (CAOLOC, f"/hoat-dong?xem=theirs&voi={BASON}"),
    "one activity": (BASON, f"/hoat-dong/{rid(DONE)}"),
    "entry of an activity": (BASON, f"/hoat-dong/nhap?nhu={rid(DONE)}"),
    "the other activity": (BASON, f"/hoat-dong/{rid(DONE)}/noi"),
    "two activities": (BASON, f"/noi/{rid(SAME)}"),
    "figures of activities": (BASON, f"/so-lieu/hoat-dong?{YEAR}"),
    "an opened number of activities": (BASON, f"/so-lieu/hoat-dong?{YEAR}&mo=joint-patrol"),
    "activities that may be one": (BASON, f"/so-lieu/hoat-dong?{YEAR}&mo=.trung"),
    "exchanges": (BASON, "/so-lieu/hoat-dong?mo=.case/given"),
    "reconciliations": (BASON, "/doi-chieu"),
    "figures side by side": (BASON, f"/doi-chieu/{rid(RECONCILED)}"),
    "provisional numbers": (BASON, "/so-lieu/tam"),
    "one request": (BASON, f"/de-nghi/{rid(REQUEST)}"),
    "requests": (BASON, "/de-nghi?xem=tat-ca"),
    "one report": (BASON, f"/tin/{rid(REPORT)}"),
    "flash report": (BASON, f"/vu-viec/{rid(OURS)}/bao-cao-nhanh"),
    "handing over": (BASON, f"/vu-viec/{rid(OURS)}/ban-giao"),
    "handing over the shift": (BASON, "/ca-truc/nhap"),
    "shifts": (BASON, "/ca-truc"),
    "report": (BASON, "/bao-cao"),
    "settings": (BASON, "/cai-dat"),
    "standing releases": (BASON, "/cai-dat/gui"),
    "records kept for others": (BASON, "/vu-viec/giu-thay"),
    "reports": (BASON, "/tin"),
    "situation": (BASON, "/tinh-hinh"),
    "briefing": (BASON, "/de-nghi/giao-ban"),
    "duty log": (BASON, "/truc-ban?ngay=2/3/2023"),
    "table of cases": (BASON, "/vu-viec/bang.xlsx"),
    "search": (CAOLOC, "/tim?q=ma+tuy"),
    "news": (CAOLOC, "/moi"),
    "urgent news": (CAOLOC, "/moi?da=1"),
    "map": (BASON, "/ban-do/vu.json"),
    "journal": (INSPECTOR, "/nhat-ky"),
    "look-ups": (INSPECTOR, "/nhat-ky/tra-cuu"),
    "looking a person up": (BASON, "/tra-cuu"),
    "person looked up": (BASON, f"/tra-cuu/{LOOKED_UP}"),
    "what is over its period": (BASON, "/het-han-luu"),
}


Asked = dict[str, list[str]]


def busy(count: int) -> list[acts.Act]:
    """A district where two units hold so many cases of each other: masked, linked, offered, with versions to send."""
    played = acts.district()
    for number in range(count // 2):
        ours, theirs, day = rid(OURS + number), rid(THEIRS + number), f"2023-{1 + number % 12:02}-{1 + number % 28:02}"
        played += [
            opened(BASON, ours, on=day, subjects=[person()]), released(BASON, ours, CAOLOC, without=IDENTITY),
            opened(CAOLOC, theirs, on=day, lead=CAOLOC, subjects=[person(name=f"Vi Văn {number}")]),
            released(CAOLOC, theirs, BASON),
        ]  # fmt: skip
        if number % 2:
            played.append(linked(CAOLOC, rid(LINKS + number), theirs, ours, ("s1", "s1")))
        else:
            played.append(revised(BASON, ours, 1, subjects=[person(), person("s2")]))
        if number % 3 == 0:
            played.append(offered(CAOLOC, theirs, BASON) if number % 2 == 0 else offered(BASON, ours, CAOLOC))
    looked = {**act("person.look-up", BASON, name="Vi Văn 7", purpose="kiểm tra"), "id": LOOKED_UP}
    return [*played, looked, *busy_together(count), *asked_and_answered(count), *side_by_side(len(played))]


def side_by_side(seq: int) -> list[acts.Act]:
    """A reconciliation in which the other unit has put sums forward."""
    sums = [{"key": "D", "cases": 3, "subjects": 3}, {"key": "H", "cases": 0, "subjects": 0}]
    record = rid(RECONCILED)
    return [proposed(BASON, record, CAOLOC), act("reconciliation.put", CAOLOC, record=record, asof=seq, figures=sums)]


def busy_together(count: int) -> list[acts.Act]:
    """As many activities, half of them said to be one with the other unit's: some confirmed, some not."""
    played: list[acts.Act] = []
    for number in range(count // 2):
        ours, theirs, link = rid(DONE + number), rid(SAID + number), rid(SAME + number)
        day = f"2023-{1 + number % 12:02}-{1 + number % 28:02}"
        played += [
            entered(BASON, ours, day=day), released(BASON, ours, CAOLOC, without=("note",)),
            entered(CAOLOC, theirs, day=day), released(CAOLOC, theirs, BASON, without=("place.text",)),
        ]  # fmt: skip
        if number % 2 == 0:
            played.append(linked(CAOLOC, link, theirs, ours))
        if number % 4 == 0:
            played.append(act("link.confirm", BASON, record=link))
    return played


def asked_and_answered(count: int) -> list[acts.Act]:
    """A request about a report, answered in part so many times, each time from another record."""
    played = [filed(BASON, rid(REPORT)), released(BASON, rid(REPORT), CAOLOC)]
    played.append(sent(BASON, rid(REQUEST), CAOLOC, about=rid(REPORT)))
    for number in range(count):
        source, text = [rid(THEIRS + number % (count // 2))], f"Lần {number}"
        played.append(
            answered(CAOLOC, rid(ANSWERS + number), rid(REQUEST), derived_from=source, text=text, final=False)
        )
    return played


def asked(node: Node) -> Asked:
    """The queries of each page, asked once before so that what is kept in mind is there."""
    node.enter()
    found = {}
    for name, (login, path) in PAGES.items():
        visitor = Visitor(login)
        visitor.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(path).status_code == 200, path
        found[name] = [query["sql"] for query in captured.captured_queries]
    return found


@pytest.fixture(scope="session")
def counted(nodes: Nodes) -> tuple[Asked, Asked]:
    few, many = (asked(nodes.prepared(f"busy {count}", busy(count))) for count in (FEW, MANY))
    return few, many


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_more_of_the_database_when_there_is_more(counted: tuple[Asked, Asked], page: str):
    few, many = counted
    assert len(many[page]) == len(few[page]), "\n".join(sorted(many[page]))


def test_the_number_of_queries_of_each_page_is_the_committed_one(counted: tuple[Asked, Asked]):
    found = {page: len(queries) for page, queries in counted[0].items()}
    if os.environ.get("HIEPDONG_QUERY_COUNTS") == "write":
        FILE.write_text(json.dumps(found, indent=1) + "\n")
    assert found == json.loads(FILE.read_text())
