"""The page of figures: every number opens the records behind it, and they add up to it; filters keep."""

import json
import re
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import HttpResponse
from playwright.sync_api import expect

from hiepdong.figures.opening import PER_PAGE
from tests import acts
from tests.acts import (
    ARMY,
    BASON,
    CAOLOC,
    INSPECTOR,
    KEEPER,
    XUATLE,
    a_case,
    act,
    do,
    figures,
    fresh,
    joined,
    known,
    linked,
    opened,
    person,
    released,
    rid,
)
from tests.browser import DESKTOP, PHONE, WALL, People
from tests.node import Node, Nodes
from tests.visitor import Visitor, readable

YEAR = {"tu": "1/1/2023", "den": "31/12/2023"}
CATEGORIES = [
    {"key": "ma-tuy", "label": "ma túy", "offences": ["pc-249"]},
    {"key": "mot-minh", "label": "tự ý nhập cảnh", "offences": ["ad-entry-no-document"], "cases": False,
     "nationality": "VN"},
]  # fmt: skip
NUMBER = re.compile(r'<a class="opens above" href="\?([^"#]*)#mo" aria-expanded="false">([\d.]+)</a>')
ADDRESS = re.compile(r'href="/vu-viec/([0-9a-f-]{36})"')
SUM = re.compile(r"<tfoot>.*?</tfoot>", re.DOTALL)


def world() -> list[acts.Act]:
    """In 2023 four drug cases: one on record twice and with a person of another kind, one withheld; in 2022 one."""
    led = person("s2", "vi-pham-hanh-chinh", nationality="VN", offences=["ad-entry-no-document"])
    cases = [
        *known(BASON, 1, on="2023-03-02", subjects=[person("s1"), led], place={"commune": "06202"}),
        *known(CAOLOC, 2, on="2023-03-02", lead=BASON, subjects=[person("k1")]),
        *known(BASON, 3, on="2023-08-09", subjects=[person("s1"), person("s2")], supporting=[XUATLE]),
        *known(BASON, 4, on="2022-04-30", subjects=[person("s1")]),
        *known(XUATLE, 5, on="2023-05-05", subjects=[person("s1")]),
        opened(ARMY, rid(6), on="2023-06-06", lead=ARMY, subjects=[person("s1")]),
        released(ARMY, rid(6), BASON, without=("subjects",)),
    ]
    settings = {"categories": CATEGORIES}
    return [
        *acts.district(), *cases, *joined(1, (CAOLOC, 2), (BASON, 1), ("k1", "s1")),
        linked(XUATLE, rid(502), rid(5), rid(3)), act("unit.configure", BASON, settings=settings),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def _world(nodes: Nodes) -> Node:
    return nodes.prepared("figures page", world())


@pytest.fixture
def node(_world: Node) -> Node:
    """The world, which these tests only look at."""
    return _world.enter()


def answered(login: str, **asked: Any) -> HttpResponse:
    """What the page answers; a list is one field several times."""
    return cast("HttpResponse", Visitor(login).client.get("/so-lieu", {**YEAR, **asked}))


def page(login: str = BASON, **asked: Any) -> str:
    """The page as it comes."""
    answer = answered(login, **asked)
    assert answer.status_code == 200, readable(answer)
    return answer.content.decode()


def numbers(whole: str) -> list[tuple[dict[str, list[str]], int]]:
    """Every number of a page that opens: what it asks for, and what it says."""
    found = []
    for query, said in NUMBER.findall(whole):
        asked: dict[str, list[str]] = {}
        for name, value in parse_qsl(query.replace("&amp;", "&")):
            asked.setdefault(name, []).append(value)
        found.append((asked, int(said.replace(".", ""))))
    return found


def inside(whole: str) -> str:
    """What an opened number shows."""
    return whole.partition('<div class="opening">')[2].partition("</div>")[0]


# ---------------------------------------------------------------- every number opens


@pytest.mark.parametrize("by", ["", "offence", "unit", "month", "commune", "nationality", "outcome"])
def test_every_number_opens_the_events_behind_it_and_they_add_up(node: Node, by: str):
    whole = page(theo=by)
    opening = numbers(whole)
    assert len(opening) >= 4
    for asked, said in opening:
        shown = inside(Visitor(BASON).client.get("/so-lieu", asked).content.decode())
        added = re.findall(r'<td class="num[^"]*" data-unit="[^"]*">([\d.]+|–)</td>', SUM.search(shown)[0])  # type: ignore[index]
        assert str(said) in added, asked
        assert ADDRESS.search(shown)


def test_the_total_and_the_groups_are_those_of_the_command(node: Node):
    found = figures(node, BASON, "--from", "2023-01-01", "--to", "2023-12-31", "--by", "unit")
    said = [(asked.get("khoa"), number) for asked, number in numbers(page(theo="unit"))]
    for group in found["groups"]:
        assert ([group["key"]], group["cases"]) in said
    assert (None, found["cases"]) in said


def test_an_opened_event_links_to_all_its_records_and_says_what_it_gave(node: Node):
    shown = inside(page(mo="ma-tuy"))
    assert set(ADDRESS.findall(shown)) == {rid(1), rid(2), rid(3), rid(5), rid(6)}
    rows = re.findall(r"<tr>.*?</tr>", shown.partition("<tbody>")[2], re.DOTALL)
    given = {
        ADDRESS.findall(row)[0]: re.findall(r'data-unit="[^"]*">([^<]*)<', row) for row in rows if "/vu-viec/" in row
    }
    assert {record: tuple(found) for record, found in given.items()} == {
        rid(1): ("1", "1"), rid(3): ("1", "2"), rid(5): ("1", "1"), rid(6): ("1", "0"),
    }  # fmt: skip


def test_where_only_persons_are_reported_no_case_is_claimed(node: Node):
    whole = page(mo="mot-minh")
    shown = inside(whole)
    assert set(ADDRESS.findall(shown)) == {rid(1), rid(2)}
    assert '">–</td>' in shown


def test_the_comparison_opens_its_own_records(node: Node):
    assert set(ADDRESS.findall(inside(page(mo="ma-tuy", cot="truoc")))) == {rid(4)}
    long = {"tu": "1/1/2021", "den": "31/12/2023"}
    assert set(ADDRESS.findall(inside(page(mo="ma-tuy", cot="truoc", **long)))) == {rid(4)}
    last = set(ADDRESS.findall(inside(page(mo="ma-tuy", cot="sau", **long))))
    assert last == {rid(1), rid(2), rid(3), rid(5), rid(6)}


def test_how_it_moved_is_said_in_words_and_percent_only_from_a_base_of_ten(node: Node):
    words = readable(Visitor(BASON).get("/so-lieu", **YEAR))
    assert "tăng 03 vụ, 03 đối tượng" in words
    assert "%" not in words.replace("phần trăm", "")


def test_what_is_not_known_of_the_year_before_is_not_a_rise(node: Node):
    words = readable(Visitor(BASON).get("/so-lieu", tu="1/1/2022", den="31/12/2022"))
    assert "tăng" not in words
    assert "chưa có số liệu" in words


def test_records_put_together_open(node: Node):
    whole = page()
    assert "Đếm từ 5 hồ sơ" in " ".join(re.sub(r"<[^>]*>", " ", whole).split())
    shown = inside(page(mo=".gop"))
    assert set(ADDRESS.findall(shown)) == {rid(1), rid(2)}


def test_withheld_and_possibly_twice_are_said_in_words_and_open(node: Node):
    words = readable(Visitor(BASON).get("/so-lieu", **YEAR))
    assert "1 hồ sơ không được gửi phần đối tượng: số người có thể thiếu." in words
    assert "1 cặp có thể là một vụ" in words
    assert ADDRESS.findall(inside(page(mo=".che"))) == [rid(6)]
    assert set(ADDRESS.findall(inside(page(mo=".trung")))) == {rid(3), rid(5)}


@pytest.mark.parametrize("key", [".tat-ca", "D"])
def test_an_opened_number_of_many_events_is_read_to_its_end_page_by_page(district: Node, key: str):
    cases = [opened(BASON, fresh(), lead=BASON, offences=["pc-249"]) for _ in range(PER_PAGE)]
    oldest = fresh()
    do(district, *cases, opened(BASON, oldest, lead=BASON, offences=["pc-249"], on="2023-01-05"))
    newest = page(mo=key)
    assert "trang 1, mới nhất trước" in newest
    assert len(set(ADDRESS.findall(inside(newest)))) == PER_PAGE
    older = re.search(r'<a href="\?([^"]+)#mo" rel="next">', newest)
    assert older
    rest = inside(Visitor(BASON).get(f"/so-lieu?{older[1].replace('&amp;', '&')}").content.decode())
    assert "trang 2, mới nhất trước" in rest
    assert "Cộng trang này" in rest
    assert set(ADDRESS.findall(rest)) == {oldest}
    assert re.search("Mới hơn(?!.*Cũ hơn)", rest)


@pytest.mark.parametrize("asked", [{"mo": "khong-co"}, {"mo": "ma-tuy", "cot": "khac"}, {"khoa": "x"}])
def test_what_there_is_not_opens_nothing(node: Node, asked: dict[str, str]):
    assert inside(page(**asked)) == ""


def test_what_one_may_not_see_is_behind_no_number(node: Node):
    for asked, _ in numbers(page(CAOLOC)):
        shown = inside(Visitor(CAOLOC).client.get("/so-lieu", asked).content.decode())
        assert rid(6) not in shown


# ---------------------------------------------------------------- the question


def test_filters_keep_through_every_link_of_the_page(node: Node):
    asked: dict[str, Any] = {
        "voi": [BASON, f"{CAOLOC}|{XUATLE}"], "toi": ["pc-249"], "chutri": [BASON], "quoctich": ["VN"],
        "theo": ["unit"], "luc": ["30"],
    }  # fmt: skip
    whole = page(**asked)
    links = [
        dict(parse_qsl(query.replace("&amp;", "&")))
        for query in re.findall(r'class="opens above" href="\?([^"#]*)', whole)
    ]
    for link in links:
        assert {name: link[name] for name in ("chutri", "quoctich", "theo", "luc", "toi")} == {
            name: values[0] for name, values in asked.items() if name != "voi"
        }
    assert all(query.count("voi=") == 2 for query in re.findall(r'class="opens above" href="\?([^"#]*)', whole))
    report = re.search(r'href="/bao-cao\?([^"]*)"', whole)
    assert report
    assert report[1].count("voi=") == 2


def test_the_form_sends_back_what_was_asked(node: Node):
    asked: dict[str, Any] = {"voi": [BASON, CAOLOC], "hoac": ["", XUATLE], "toi": ["pc-249"], "chutri": [BASON]}
    whole = page(**asked)
    form = re.search(r'<form class="filters" method="get".*?</form>', whole, re.DOTALL)
    assert form
    chosen = re.findall(r'<select[^>]*name="(\w+)">.*?</select>', form[0], re.DOTALL)
    assert chosen.count("voi") == chosen.count("hoac") == 2
    for value in (BASON, CAOLOC, XUATLE, "pc-249"):
        assert f'value="{value}" selected' in form[0]
    direct = page(voi=[BASON, f"{CAOLOC}|{XUATLE}"], toi=["pc-249"], chutri=[BASON])
    assert numbers(direct) == numbers(whole)


def test_figures_as_of_any_past_position_and_as_of_a_day(node: Node):
    now = figures(node, BASON, "--from", "2023-01-01", "--to", "2023-12-31")["cases"]
    seen, end = set(), node.ask("journal", "verify")["entries"]
    for position in (*range(0, end, 5), end):
        command = figures(node, BASON, "--from", "2023-01-01", "--to", "2023-12-31", "--asof", str(position))
        total = [number for asked, number in numbers(page(luc=str(position))) if asked.get("mo") == [".tat-ca"]]
        assert total == [count for count in (command["cases"], command["subjects"]) if count]
        seen.add(command["cases"])
    assert {0, now} < seen, "it was otherwise in between"
    assert "Lúc ấy nhật ký chưa có mục nào" in readable(Visitor(BASON).get("/so-lieu", **YEAR, luc="31/12/2010"))
    assert "Số liệu như lúc mục" in readable(Visitor(BASON).get("/so-lieu", **YEAR, luc="31/12/2099"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"tu": "31/2/2023"}, "chưa đúng"),
        ({"tu": "hôm qua"}, "chưa đúng"),
        ({"luc": "mười"}, "chưa đúng"),
        ({"luc": "999999"}, "Nhật ký mới đến mục"),
        ({"tu": "1/2/2023", "den": "1/1/2023"}, "Câu hỏi chưa đúng"),
        ({"voi": "bp-nowhere"}, "bp-nowhere"),
        ({"chutri": "bp-nowhere"}, "bp-nowhere"),
        ({"quoctich": "elsewhere"}, "Câu hỏi chưa đúng"),
    ],
)
def test_a_question_that_is_none_is_told_and_what_was_typed_stays(node: Node, asked: dict[str, str], said: str):
    answer = answered(BASON, **asked)
    assert answer.status_code == 400
    assert said in readable(answer)
    typed = next(iter(asked.values()))
    assert typed in answer.content.decode()


def test_an_empty_answer_is_not_none(node: Node):
    words = readable(Visitor(BASON).get("/so-lieu", tu="1/1/2015", den="31/12/2015"))
    assert "Không có vụ nào trong kỳ và điều kiện này mà đơn vị được thấy." in words
    assert "Không có nghĩa là không có việc." in words


def test_groups_that_do_not_add_up_say_so(node: Node):
    assert "không cộng thành tổng" in readable(Visitor(BASON).get("/so-lieu", **YEAR, theo="nationality"))
    assert "không cộng thành tổng" not in readable(Visitor(BASON).get("/so-lieu", **YEAR, theo="unit"))


def test_the_sentence_is_the_report_s_and_claims_no_joint_work_that_was_not_asked_for(node: Node):
    alone = readable(Visitor(BASON).get("/so-lieu", **YEAR))
    assert re.search(r"bp-bason đã ghi nhận\s+4\s+vụ, với\s+4\s+đối tượng ma túy", alone)
    joint = readable(answered(BASON, voi=[BASON, XUATLE]))
    assert re.search(r"bp-bason và ca-xuatle đã phối hợp đấu tranh, bắt giữ, xử lý\s+1\s+vụ, với\s+2", joint)


@pytest.mark.parametrize("login", [INSPECTOR, KEEPER])
def test_who_reads_no_records_finds_no_figures(node: Node, login: str):
    visitor = Visitor(login)
    for path in ("/so-lieu", "/bao-cao", "/bao-cao/0123456789abcdef", "/cai-dat", "/ban-do", "/ban-do/vu.json"):
        assert visitor.get(path).status_code == 404


# ---------------------------------------------------------------- in a browser, with the sample

ARTICLE = urlencode([("tu", "2019-01-01"), ("den", "2023-12-31"), ("voi", "ca-caoloc"), ("voi", "bp-langson/**")])
BASON_2023 = urlencode(
    [("tu", "2023-01-01"), ("den", "2023-12-31"), ("voi", "bp-bason"), ("voi", "ca-caolau|ca-xuatle")]
)
LOOKS = [
    ("thammuu.caoloc", f"{ARTICLE}&mo=hang-cam", DESKTOP, "light", "vi"),
    ("thammuu.caoloc", f"{ARTICLE}&mo=tu-y-nhap-canh", PHONE, "dark", "vi"),
    ("thammuu.caoloc", f"{ARTICLE}&theo=unit&khoa=ca-caoloc", WALL, "dark", "en"),
    ("thammuu.caoloc", f"{ARTICLE}&mo=.gop", PHONE, "light", "en"),
    ("chihuy.bason", f"{BASON_2023}&mo=to-chuc&cot=truoc", PHONE, "light", "vi"),
    ("chihuy.bason", f"{BASON_2023}&mo=.trung", DESKTOP, "dark", "vi"),
    ("trucban.quansu", "tu=2019-01-01&den=2023-12-31&mo=.che&theo=commune", PHONE, "light", "vi"),
    ("thammuu.caoloc", "tu=2012-01-01&den=2012-12-31", PHONE, "dark", "en"),
    ("thammuu.caoloc", "tu=32/1/2012", PHONE, "light", "vi"),
]


@pytest.mark.parametrize(("login", "asked", "width", "theme", "language"), LOOKS)
def test_the_page_has_no_flaw(people: People, login: str, asked: str, width: int, theme: str, language: str):
    with people.at(login, width=width, theme=theme, language=language) as screen:
        refused = "32/1" in asked
        assert screen.open(f"/so-lieu?{asked}").status == (400 if refused else 200)
        flaws = [line for line in screen.flaws() if not (refused and "400" in line)]
        assert flaws == []


def test_the_article_s_sentence_is_ready_to_copy(people: People):
    with people.at("thammuu.caoloc") as screen:
        screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        screen.open(f"/so-lieu?{ARTICLE}")
        screen.page.get_by_role("button", name="Chép câu này").click()
        expect(screen.page.get_by_role("button", name="Đã chép")).to_be_visible()
        copied: str = screen.page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Từ ngày 01/01/2019 đến ngày 31/12/2023, Công an huyện Cao Lộc và các đồn biên phòng đã phối hợp đấu tranh, "
        "bắt giữ, xử lý 18 vụ, với 24 đối tượng mua bán, tàng trữ trái phép chất ma túy; 7 vụ, với 9 đối tượng vận "
        "chuyển hàng cấm; 6 vụ, với 9 người nước ngoài vi phạm nhập cảnh không khai báo; 2 vụ, với 4 đối tượng tổ "
        "chức cho người khác xuất cảnh trái phép; 6 đối tượng tự ý nhập cảnh trái phép; phát hiện, bắt giữ 1 đối "
        "tượng truy nã."
    )


def test_one_press_gives_the_article_s_figures_and_each_opens_by_keyboard(people: People):
    with people.at("thammuu.caoloc") as screen:
        screen.open("/so-lieu")
        screen.page.get_by_role("link", name="Như bài báo").click()
        table = screen.page.locator("table.figures").first
        rows = [row.locator("td.num").all_inner_texts()[:2] for row in table.locator("tbody > tr").all()]
        assert rows == [["18", "24"], ["7", "9"], ["6", "9"], ["2", "4"], ["–", "6"], ["–", "1"]]
        table.locator("tbody > tr").nth(1).get_by_role("link").first.focus()
        screen.page.keyboard.press("Enter")
        screen.page.wait_for_url("**mo=hang-cam*")
        assert screen.page.locator("tr.opened tbody tr").count() == 7


def test_each_mark_of_the_chart_opens_its_case(people: People):
    with people.at("thammuu.caoloc") as screen:
        screen.open(f"/so-lieu?{ARTICLE}")
        marks = screen.page.locator(".marks svg a")
        assert marks.count() >= 34
        label = marks.first.get_attribute("aria-label")
        marks.first.locator("rect").click()
        screen.page.wait_for_url("**/vu-viec/**")
        assert label
        assert screen.page.locator("h1").inner_text() in label


# ---------------------------------------------------------------- the map

NO_WEBGL = """HTMLCanvasElement.prototype.getContext = ((before) => function (kind, ...more) {
  return /webgl/.test(kind) ? null : before.call(this, kind, ...more);
})(HTMLCanvasElement.prototype.getContext)"""
ALL_2023 = "/ban-do?tu=2023-01-01&den=2023-12-31"
NOTES = ("Sơ đồ, không dùng để xác định đường biên giới", "© OpenStreetMap contributors")
DRIVER = "GL Driver Message"


def test_the_points_of_the_map_are_the_cases_that_the_viewer_may_see_with_their_place(shared: Node):
    days, place = {"tu": "1/6/2018", "den": "30/6/2018"}, {"commune": "06202", "point": [106990000, 21900000]}

    def shown(login: str) -> set[str]:
        answer = Visitor(login).get("/ban-do/vu.json", **days)
        return {feature["properties"]["record"] for feature in json.loads(answer.content)["features"]}

    seen = a_case(shared, CAOLOC, place=place, on="2018-06-02")
    hidden = a_case(shared, CAOLOC, place=place, on="2018-06-03", without=("place.point",))
    assert shown(BASON) == {seen, hidden}
    assert shown(CAOLOC) == {seen}
    assert shown(ARMY) == set()
    assert "1 vụ không có hoặc không được gửi tọa độ" in readable(Visitor(CAOLOC).get("/ban-do", **days))


@pytest.mark.parametrize("asked", [{"tu": "hôm qua"}, {"voi": "bp-nowhere"}])
def test_a_map_that_cannot_be_is_told(node: Node, asked: dict[str, str]):
    assert Visitor(BASON).get("/ban-do", **asked).status_code == 400


def test_a_period_without_a_place_says_that_it_is_not_none(node: Node):
    words = readable(Visitor(ARMY).get("/ban-do", tu="1/1/2015", den="31/12/2015"))
    assert "Không có vụ nào có tọa độ trong kỳ này. Không có nghĩa là không có việc." in words


@pytest.mark.parametrize(("width", "theme", "language"), [(DESKTOP, "light", "vi"), (PHONE, "dark", "en")])
def test_the_map_is_drawn_from_this_node_alone_and_a_list_says_the_same(
    people: People, width: int, theme: str, language: str
):
    with people.at("thammuu.caoloc", width=width, theme=theme, language=language) as screen:
        asked: list[str] = []
        screen.page.on("request", lambda request: asked.append(request.url))
        screen.open(ALL_2023)
        screen.page.wait_for_selector(".map[data-ready]", timeout=30_000)
        assert [url for url in asked if not url.startswith((screen.desk.url, "data:", "blob:"))] == []
        screen.complaints[:] = [line for line in screen.complaints if DRIVER not in line]
        assert screen.flaws() == []
        events = screen.page.evaluate("fetch(document.querySelector('.map').dataset.events).then((got) => got.json())")
        listed = screen.page.eval_on_selector_all(
            ".beside [data-record]", "rows => rows.map((row) => row.dataset.record)"
        )
        assert listed == [feature["properties"]["record"] for feature in events["features"]]
        assert NOTES[1] in screen.words
        assert (NOTES[0] in screen.words) == (language == "vi")


def test_what_the_ground_holds(people: People):
    with people.at("thammuu.caoloc") as screen:
        ground = screen.page.request.get("/ban-do/nen.json?tu=2023-01-01&den=2023-12-31").json()
    layers = {feature["properties"]["layer"] for feature in ground["features"]}
    assert {"border", "far", "post", "marker", "crossing", "commune"} <= layers


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_without_webgl_a_sentence_says_so_and_a_drawing_stands_in(people: People, width: int):
    with people.at("thammuu.caoloc", width=width) as screen:
        screen.page.add_init_script(NO_WEBGL)
        screen.open(ALL_2023)
        expect(screen.page.locator("p.unable").first).to_be_visible()
        assert "thiếu WebGL" in screen.words
        assert screen.page.locator(".drawing a").count() == screen.page.locator(".beside [data-record]").count() > 50
        assert screen.flaws() == []
        assert all(note in screen.words for note in NOTES)


def test_without_scripts_the_drawing_and_the_list_are_there(people: People):
    with people.at("thammuu.caoloc", script=False) as screen:
        screen.page.goto(ALL_2023)
        assert screen.page.locator(".drawing").is_visible()
        assert screen.page.locator(".beside [data-record]").count() > 50
        assert "không được chạy mã" in screen.page.locator("main").inner_text()
