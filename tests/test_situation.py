"""The situation digest: what counts, beside what, for whom; its paper by the command and the API."""

import itertools
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hiepdong.forces.queries import viewer
from hiepdong.information import digest as reading
from hiepdong.information.digest import NOWHERE, Choice, Digest, span_before
from hiepdong.papers import coordinating, kept, situating
from hiepdong.papers.forms import Heading, Table
from hiepdong.papers.report import Period
from hiepdong.papers.situation import PARTS, compose, span
from tests import acts
from tests.acts import ARMY, BASON, CAOLOC, COMMANDER, NGANGOAI, SECOND, XUATLE, act, do, fresh, released
from tests.api import Caller, code
from tests.information import a_report, a_request, answered, cancelled, closed, filed, said, sent
from tests.node import ADMIN, Answer, Node
from tests.test_report import docx_text, pdf_text, squeezed

DAY = date(2023, 11, 2)
WEEK = (date(2023, 10, 30), date(2023, 11, 5))
BAN, NO_ONWARD = "KHÔNG CHUYỂN TIẾP", ["no-onward"]


def seen_on(day: date | str, hour: str = "12:00") -> dict[str, str]:
    return {"from": f"{day}T{hour}:00+07:00"}


def of(login: str, *days: date, **options: Any) -> Digest:
    """The digest of a day, or from one day to another."""
    return reading.digest(viewer(login), (days[0], days[-1]), **options)


def counts(found: Digest) -> dict[str, tuple[int, int]]:
    """What there was of each topic: outer side, inner side."""
    return {row.key: (row.now["outer"], row.now["inner"]) for row in found.topics if any(row.now.values())}


def opened(login: str, choice: Choice, *days: date) -> list[str]:
    return [one.line.record for one in reading.told(viewer(login), (days[0], days[-1]), choice)[0]]


# ---------------------------------------------------------------- what counts


def test_reports_are_counted_by_side_topic_and_place_on_the_day_they_were_seen(district: Node):
    crossing = a_report(district, seen=seen_on(DAY, "00:00"), topic="illegal-crossing", place={"commune": "06202"})
    outer = a_report(district, seen=seen_on(DAY, "23:59"), topic="smuggling", side="outer")
    theirs = a_report(district, BASON, by=CAOLOC, seen=seen_on(DAY), topic="smuggling", place={"commune": "06202"})
    a_report(district, seen=seen_on(DAY - timedelta(days=1), "23:59"), topic="drugs")
    found = of(BASON, DAY)
    assert counts(found) == {"illegal-crossing": (0, 1), "smuggling": (1, 1)}
    assert [row.key for row in found.topics if any(row.now.values())] == ["illegal-crossing", "smuggling"]
    assert [(row.key.partition("@")[0], row.now["inner"]) for row in found.places][:1] == [("06202", 2)]
    assert found.places[-1].key == NOWHERE
    assert opened(BASON, Choice(), DAY) == [outer, theirs, crossing]
    assert opened(BASON, Choice(topic="smuggling"), DAY) == [outer, theirs]
    assert opened(BASON, Choice(side="inner", place=found.places[0].key), DAY) == [theirs, crossing]
    assert opened(BASON, Choice("outer", "drugs"), DAY) == []
    assert counts(of(CAOLOC, DAY)) == {"smuggling": (0, 1)}


def test_what_is_cancelled_an_exercise_or_unseen_is_in_no_count_and_no_list(district: Node):
    here: dict[str, Any] = {"seen": seen_on(DAY)}
    gone, drill, hidden = a_report(district, CAOLOC, **here), a_report(district, CAOLOC, exercise=True, **here), fresh()
    do(district, filed(ARMY, hidden, **here), cancelled(BASON, gone))
    withdrawn = a_report(district, CAOLOC, **here)
    do(district, acts.withdrawn(BASON, withdrawn, CAOLOC))
    assert opened(BASON, Choice(), DAY) == [withdrawn]
    assert (counts(of(CAOLOC, DAY)), opened(CAOLOC, Choice(), DAY)) == ({}, [])
    for login in (ADMIN, acts.INSPECTOR):
        assert counts(of(login, DAY)) == {}
    assert drill not in opened(BASON, Choice(), DAY)


def test_a_code_given_anew_names_another_place(district: Node):
    for day in ("2025-06-30", "2025-07-01"):
        a_report(district, seen=seen_on(day), place={"commune": "06202"})
    found = of(BASON, date(2025, 6, 30), date(2025, 7, 1))
    assert [row.now["inner"] for row in found.places] == [1, 1]
    assert {situating.place_word(row.key) for row in found.places} == {"xã Xuất Lễ", "xã Ba Sơn"}


@pytest.mark.parametrize(
    ("days", "before"),
    [
        (("2023-11-02", "2023-11-02"), ("2023-11-01", "2023-11-01")),
        (("2023-10-30", "2023-11-05"), ("2023-10-23", "2023-10-29")),
        (("2023-03-01", "2023-03-31"), ("2023-02-01", "2023-02-28")),
        (("2024-01-01", "2024-03-31"), ("2023-10-01", "2023-12-31")),
        (("2023-01-01", "2023-12-31"), ("2022-01-01", "2022-12-31")),
        (("2023-01-15", "2023-02-14"), ("2022-12-15", "2023-01-14")),
    ],
)
def test_the_period_before_is_as_long_and_of_whole_months_where_this_one_is(
    days: tuple[str, str], before: tuple[str, str]
):
    first, last = map(date.fromisoformat, days)
    assert span_before(first, last) == tuple(map(date.fromisoformat, before))


def test_nothing_is_said_of_a_period_of_which_the_unit_holds_nothing(district: Node):
    a_report(district, seen=seen_on(DAY))
    found = of(BASON, DAY)
    assert (found.before_known, found.total.before) == (False, {})
    earlier = a_report(district, seen=seen_on(DAY - timedelta(days=30)))
    found = of(BASON, DAY)
    assert (found.before_known, found.total.before) == (True, {"inner": 0, "outer": 0}), "then none is none"
    assert of(BASON, DAY + timedelta(days=1)).total.before["inner"] == 1
    assert opened(BASON, Choice(before=True), DAY + timedelta(days=1)) != [earlier]


_months = (f"{1900 + n // 12}-{1 + n % 12:02}" for n in itertools.count())  # each example has one of its own
SIDES, TOPICS, PLACES = ("inner", "outer"), ("drugs", "smuggling", "other"), (None, "06202", "06199")
DRAWN = st.lists(
    st.tuples(
        st.sampled_from((BASON, CAOLOC)), st.integers(1, 6), st.sampled_from(SIDES), st.sampled_from(TOPICS),
        st.sampled_from(PLACES), st.booleans(), st.sampled_from(["", "", "drill", "gone"]), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(drawn=DRAWN)
def test_every_number_is_that_of_the_list_and_rows_add_up(shared: Node, drawn: Any):
    month = next(_months)
    for owner, day, side, topic, commune, given_too, state, bound in drawn:
        record = fresh()
        do(shared, filed(owner, record, seen=seen_on(f"{month}-{day:02}"), side=side, topic=topic,
                         place={"commune": commune} if commune else None, exercise=state == "drill",
                         caveats=NO_ONWARD if bound else []))  # fmt: skip
        if given_too:
            do(shared, released(owner, record, CAOLOC if owner == BASON else BASON))
        if state == "gone":
            do(shared, cancelled(owner, record))
    first, last = (date.fromisoformat(f"{month}-{day:02}") for day in (3, 5))
    for login, onward in itertools.product((BASON, CAOLOC, ARMY), (True, False)):
        listed = shared.ask("list", "report", "--as", login, "--from", str(first), "--to", str(last))
        wanted = [
            line for line in listed
            if not (line["cancelled"] or line["exercise"])
            and (onward or line["owner"] == login or "no-onward" not in line["caveats"])
        ]  # fmt: skip
        found = of(login, first, last, no_onward=onward)
        for side in SIDES:
            there = [line for line in wanted if line["side"] == side]
            assert found.total.now[side] == len(there)
            for rows in (found.topics, found.places):
                assert sum(row.now[side] for row in rows) == len(there)
            for row in found.topics:
                assert row.now[side] == sum(line["topic"] == row.key for line in there)
        assert found.bound == sum(line["owner"] != login and "no-onward" in line["caveats"] for line in wanted)
        told, number = reading.told(viewer(login), (first, last), Choice(), no_onward=onward)
        assert ([one.line.record for one in told], number) == ([line["record"] for line in wanted], len(wanted))


# ---------------------------------------------------------------- caveats, markings, requests


def test_what_others_do_not_let_be_passed_on_is_left_out_on_demand_and_ours_stays(district: Node):
    here: dict[str, Any] = {"seen": seen_on(DAY), "caveats": NO_ONWARD}
    ours, theirs = a_report(district, **here), a_report(district, BASON, by=CAOLOC, **here)
    assert set(opened(BASON, Choice(), DAY)) == {ours, theirs}
    found = of(BASON, DAY, no_onward=False)
    assert (found.total.now["inner"], found.left_out) == (1, 1)
    report = situating.report(viewer(BASON), (DAY, DAY))
    beyond_the_list = replace(report, sides=tuple(replace(side, lines=()) for side in report.sides))
    for paper in (report, beyond_the_list):
        body = str(compose(paper, coordinating.settings(BASON)).body)
        assert "Báo cáo có 1 tin của đơn vị khác mang dấu KHÔNG CHUYỂN TIẾP" in body, "warned of, listed or not"
    without = situating.report(viewer(BASON), (DAY, DAY), no_onward=False)
    assert "mang dấu" not in str(compose(without, coordinating.settings(BASON)).body)
    assert any("Để ngoài 01 tin" in line for line in without.basis)


def test_the_paper_bears_the_highest_marking_of_what_it_counts(district: Node):
    assert situating.report(viewer(BASON), (DAY, DAY)).markings == ()
    a_report(district, seen=seen_on(DAY))
    assert situating.report(viewer(BASON), (DAY, DAY)).markings == ("LƯU HÀNH NỘI BỘ",)
    a_report(district, BASON, by=CAOLOC, seen=seen_on(DAY), side="outer")
    paper = {"unit": "Đồn", "issuer": "ĐỒN", "marking": "XEM XONG TRẢ LẠI"}
    do(district, act("unit.configure", BASON, settings={"paper": paper}))
    report = situating.report(viewer(BASON), (DAY, DAY))
    assert report.markings == ("HẠN CHẾ PHỔ BIẾN", "XEM XONG TRẢ LẠI")


def test_requests_that_wait_are_those_of_both_ways_sent_by_the_end_of_the_period(district: Node):
    ours, theirs, done, later = fresh(), fresh(), fresh(), fresh()
    at = f"{DAY}T08:00:00+07:00"
    do(
        district, *(sent(BASON, one, CAOLOC, at=at) for one in (ours, done)), sent(CAOLOC, theirs, BASON, at=at),
        sent(BASON, later, CAOLOC, at=f"{DAY + timedelta(days=1)}T08:00:00+07:00"), answered(CAOLOC, fresh(), done),
    )  # fmt: skip
    found = of(BASON, DAY).open
    assert ([debt.record for debt in found.to_us], [debt.record for debt in found.by_us]) == ([ours], [theirs])
    assert len(of(BASON, DAY, DAY + timedelta(days=1)).open.to_us) == 2
    assert of(ARMY, DAY).open.to_us == []
    do(district, closed(BASON, ours))
    assert of(BASON, DAY).open.to_us == []


# ---------------------------------------------------------------- the paper


def written(node: Node, folder: Path, *options: str, login: str = BASON) -> Answer:
    return node.run("report", "digest", "--as", login, *options, "--out", str(folder), "--json")


IN_WEEK = ("--from", str(WEEK[0]), "--to", str(WEEK[1]))


@pytest.fixture
def told(district: Node) -> Node:
    """A week with reports on both sides, one supported, one of another unit that is not to be passed on; one before."""
    a_report(district, seen=seen_on(WEEK[0] - timedelta(days=3)), topic="drugs")
    known = a_report(district, CAOLOC, seen=seen_on(DAY, "05:00"), topic="illegal-crossing", title="Ba người lạ",
                     place={"commune": "06202", "village": "thôn Ba Sơn", "marker": "1193"},
                     text="Nội dung không đưa vào giấy.")  # fmt: skip
    word = a_report(district, BASON, by=CAOLOC, seen=seen_on(DAY), topic="illegal-crossing", title="Cũng ba người")
    do(district, said(CAOLOC, fresh(), word, known))
    a_report(district, BASON, by=NGANGOAI, seen=seen_on(DAY), side="outer", topic="smuggling", caveats=NO_ONWARD,
             title="Tập kết hàng bên kia suối")  # fmt: skip
    a_request(district, CAOLOC, about=known, at=f"{DAY}T09:00:00+07:00")
    return district


def test_pdf_and_docx_say_the_situation_as_papers_do(told: Node, tmp_path: Path):
    done = written(told, tmp_path, *IN_WEEK).json
    assert done["draft"] is True
    assert Path(done["pdf"]).name == "bao-cao-tinh-hinh.pdf"
    for text in (squeezed(pdf_text(Path(done["pdf"]))), squeezed(docx_text(Path(done["docx"])))):
        for wanted in (
            "Tình hình ngoại biên, nội biên", "(tuần từ ngày 30/10/2023 đến ngày 05/11/2023)", "DỰ THẢO",
            "HẠN CHẾ PHỔ BIẾN", "tổng hợp từ 3 tin", "nắm được 2 tin về tình hình nội biên, tăng 1 tin so với kỳ trước",
            "xuất cảnh, nhập cảnh trái phép 2 tin", "xã Xuất Lễ 1 tin", "chưa rõ xã 1 tin", "Ba người lạ",
            "mốc 1193, thôn Ba Sơn, xã Xuất Lễ", "1 nguồn khớp", "05:00 02/11/2023", f"({BAN})",
            "Có người lạ qua mốc không?", "NHẬN ĐỊNH, DỰ BÁO",
        ):  # fmt: skip
            assert wanted in text, wanted
        assert "Nội dung không đưa vào giấy" not in text
        assert not re.search(r"aaaaaaaa", text), "the issued paper names no record"
        assert text.rstrip().count("./.") == 1
    for name, read in (("annex_pdf", pdf_text), ("annex_docx", docx_text)):
        text = squeezed(read(Path(done[name])))
        assert text.count("aaaaaaaa") >= 5, "three reports, one of the period before, one request"
        assert "nội bộ, không phát hành" in text


def test_the_paper_is_vietnamese_in_whatever_language_the_desk_is_read(told: Node):
    with translation.override("en"):
        english = situating.report(viewer(BASON), WEEK)
    assert english.sides == situating.report(viewer(BASON), WEEK).sides
    assert {line.standing for side in english.sides for line in side.lines} == {"1 nguồn khớp", "chưa đối chiếu"}


def test_both_sides_are_there_when_nothing_was_seen(district: Node, tmp_path: Path):
    done = written(district, tmp_path, *IN_WEEK)
    assert done.exit == 0
    text = squeezed(pdf_text(Path(done.json["pdf"])))
    assert "chưa nắm được tin nào về tình hình ngoại biên." in text
    assert "chưa nắm được tin nào về tình hình nội biên." in text
    assert "Không có đề nghị nào" in text


def test_the_paper_of_a_unit_holds_what_the_unit_holds(told: Node):
    report = situating.report(viewer(XUATLE), WEEK)
    assert [side.count.now for side in report.sides] == [0, 0]
    assert (report.waiting, report.markings) == ((), ())
    ours = situating.report(viewer(CAOLOC), WEEK)
    assert [side.count.now for side in ours.sides] == [0, 2]
    assert NGANGOAI not in str(ours)


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ((), "query.invalid"), (("--from", "2023-11-02"), "query.invalid"), ((*IN_WEEK[2:], "--from", "2023-12-01"),
         "query.invalid"), ((*IN_WEEK, "--with", BASON), "query.invalid"),
        ((*IN_WEEK, "--offence", "pc-249"), "query.invalid"),
        (("--from", "0001-01-01", "--to", "0001-01-02"), "query.invalid"),
        (("--from", "9999-12-30", "--to", "9999-12-31"), "query.invalid"),
    ],
)  # fmt: skip
def test_a_digest_that_cannot_be(district: Node, tmp_path: Path, options: tuple[str, ...], refused: str):
    done = written(district, tmp_path / "out", *options)
    assert (done.exit, done.json["code"]) == (1, refused)
    assert not (tmp_path / "out").exists()
    report = ("report", "coordination", "--as", BASON, *IN_WEEK, "--without-no-onward", "--json")
    assert district.run(*report).json["code"] == "query.invalid"


def test_who_reads_no_records_writes_none(told: Node, tmp_path: Path):
    done = written(told, tmp_path / "out", *IN_WEEK, login=acts.INSPECTOR)
    assert (done.exit, done.json["code"]) == (1, "act.not_permitted")


def test_it_is_a_draft_until_approved_and_again_when_something_more_was_seen(told: Node, tmp_path: Path):
    first = written(told, tmp_path / "a", *IN_WEEK).json
    do(told, act("paper.approve", COMMANDER, digest=first["digest"], title="Báo cáo tình hình"))
    again = written(told, tmp_path / "b", *IN_WEEK).json
    assert (again["draft"], "DỰ THẢO" in pdf_text(Path(again["pdf"]))) == (False, False)
    assert written(told, tmp_path / "c", *IN_WEEK, "--without-no-onward").json["draft"] is True
    a_report(told, seen=seen_on(DAY))
    assert written(told, tmp_path / "d", *IN_WEEK).json["draft"] is True


def test_it_is_kept_beside_coordination_reports_and_not_among_them(told: Node):
    one = kept.keep_situation(viewer(BASON), WEEK, {"nhan-dinh": "Còn phức tạp."})
    assert [each.key for each in kept.situations(viewer(BASON))] == [one.key]
    assert kept.listing(viewer(BASON)) == []
    found = kept.find(viewer(BASON), one.key)
    assert found is not None
    assert (found.digest, found.written) == (one.digest, one.written)
    assert kept.find(viewer(CAOLOC), one.key) is None
    path = kept.path_of(found, "pdf")
    assert path is not None
    assert "Còn phức tạp." in squeezed(pdf_text(path))
    with pytest.raises(ValueError, match="V"):
        kept.situation(viewer(BASON), WEEK, {"V": "…"}).paper()


def test_an_erased_report_is_named_in_no_kept_paper_and_still_counts(told: Node):
    title, record = "Tên riêng của tin", fresh()
    do(told, filed(BASON, record, seen=seen_on(DAY), title=title))
    one = kept.keep_situation(viewer(BASON), WEEK, {})
    do(told, act("paper.approve", COMMANDER, digest=one.digest, title="Báo cáo tình hình"))
    erase = {"record": record, "decision": "Quyết định 1", "minutes": "Biên bản"}
    do(told, act("record.erase", COMMANDER, **erase), act("record.erase", SECOND, **erase))
    again = kept.find(viewer(BASON), one.key)
    assert again is not None
    assert again.approval is None, "another text"
    assert [side.count.now for side in again.written.report.sides] == [1, 3]
    path = kept.path_of(again, "docx")
    assert path is not None
    assert "(đã xóa nội dung)" in docx_text(path)
    assert not any(title.encode() in content for _, content in told.files())


def test_the_paper_says_what_period_it_is_of():
    days = {("2023-11-02", "2023-11-02"): "ngày 02/11/2023", ("2023-10-30", "2023-11-05"):
            "tuần từ ngày 30/10/2023 đến ngày 05/11/2023", ("2023-11-01", "2023-11-30"): "tháng 11 năm 2023",
            ("2023-10-31", "2023-11-06"): "từ ngày 31/10/2023 đến ngày 06/11/2023"}  # fmt: skip
    for (first, last), words in days.items():
        assert span(Period(date.fromisoformat(first), date.fromisoformat(last))) == words


def test_more_than_a_list_holds_is_counted_and_said(told: Node, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "MOST", 1)
    report = situating.report(viewer(BASON), WEEK)
    assert [(side.count.now, len(side.lines)) for side in report.sides] == [(1, 1), (2, 1)]
    body = compose(report, coordinating.settings(BASON)).body
    assert "Trên đây là 1 tin mới nhất." in str(body)
    assert len([block for block in body if isinstance(block, Table)]) == 3
    assert {block.text for block in body if isinstance(block, Heading)} >= set(PARTS.values())


# ---------------------------------------------------------------- the API


def test_the_api_answers_what_the_digest_counts(told: Node):
    asked = {"from_": str(WEEK[0]), "to": str(WEEK[1])}
    answer = Caller(BASON).get("situation", **asked)
    assert answer.json["total"]["now"] == {"inner": 2, "outer": 1}
    assert answer.json["total"]["before"] == {"inner": 1, "outer": 0}
    assert [debt["unit"] for debt in answer.json["open"]["to_us"]] == [CAOLOC]
    assert Caller(BASON).get("situation", **asked, no_onward="false").json["total"]["now"]["outer"] == 0
    assert Caller(XUATLE).get("situation", **asked).json["total"]["now"] == {"inner": 0, "outer": 0}
    for wrong in ({"from_": "2023-11-02"}, {"from_": "2023-11-02", "to": "2023-11-01"}, {**asked, "with_": BASON}):
        assert code(Caller(BASON).get("situation", **wrong)) == "query.invalid"
    assert Caller().get("situation", **asked).status_code == 401


def test_it_asks_no_more_of_the_database_when_there_is_more(district: Node):
    counted = []
    for more in (2, 12):
        for _ in range(more):
            report = a_report(district, CAOLOC, seen=seen_on(DAY))
            word = a_report(district, BASON, by=CAOLOC, seen=seen_on(DAY))
            do(district, said(CAOLOC, fresh(), word, report))
            a_request(district, CAOLOC, ARMY, about=report, at=f"{DAY}T08:00:00+07:00")
        situating.report(viewer(BASON), WEEK)
        with CaptureQueriesContext(connection) as asked:
            situating.report(viewer(BASON), WEEK)
        counted.append(len(asked))
    assert counted[0] == counted[1]
