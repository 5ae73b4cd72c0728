"""The ground: communes then and now, the line by chainage, posts and markers, coordinates, the map."""

import unicodedata
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from hiepdong.terrain import border, communes, coordinates, places
from hiepdong.terrain import map as terrain_map

THEN, LAST_DAY, NOW = date(2023, 3, 2), date(2025, 6, 30), date(2025, 7, 1)

REUSED = [
    ("06193", "Xã Thanh Lòa", "Xã Cao Lộc"),
    ("06202", "Xã Xuất Lễ", "Xã Ba Sơn"),
    ("06214", "Xã Phú Xá", "Xã Na Sầm"),
    ("06541", "Xã Yên Khoái", "Xã Mẫu Sơn"),
]


def on_line():
    return st.integers(0, border.length())


def in_province():
    return st.tuples(st.integers(106_090_000, 107_370_000), st.integers(21_320_000, 22_470_000))


@pytest.mark.parametrize(("code", "then", "now"), REUSED)
def test_a_code_given_anew_is_another_commune(code, then, now):
    before, after = communes.commune(code, LAST_DAY), communes.commune(code, NOW)
    assert before is not None
    assert after is not None
    assert (before.full, after.full) == (then, now)
    assert before.key != after.key


def test_twelve_codes_are_known_to_have_been_given_anew():
    before = {each.code: each.name for each in communes.communes(LAST_DAY)}
    assert sum(before.get(each.code, each.name) != each.name for each in communes.communes(NOW)) == 12


BECAME = [("06196", "06202"), ("06202", "06202"), ("06193", "06193"), ("06214", "06184"), ("06238", "06202")]


@pytest.mark.parametrize(("then", "now"), BECAME)
def test_a_commune_of_then_is_counted_under_its_successor(then, now):
    assert communes.today(then, LAST_DAY) == now
    assert communes.today(now, NOW) == now


def test_a_commune_outside_the_data_is_unknown():
    assert communes.commune("00001", NOW) is None
    assert communes.today("00001", THEN) is None
    assert communes.commune("06001", THEN) is None
    assert communes.commune("06001", NOW) is not None


def test_every_successor_is_a_commune_of_today():
    assert all(communes.commune(each.successor or "", NOW) for each in communes.communes(THEN))


def test_ba_son_was_made_of_three():
    assert {each.name for each in communes.predecessors("06202")} == {"Cao Lâu", "Xuất Lễ", "Mẫu Sơn"}


def test_both_communes_of_one_name_are_found_with_their_districts():
    found = communes.search("mau son", THEN)
    assert {each.district for each in found} == {"Huyện Cao Lộc", "Huyện Lộc Bình"}
    assert [each.full for each in communes.search("Mẫu Sơn", NOW)] == ["Xã Mẫu Sơn"]
    assert [each.inline for each in communes.search("06184", THEN)] == ["thị trấn Đồng Đăng"]


def test_a_box_that_is_a_point_is_no_box():
    box = {each.name: each.box for each in communes.communes(THEN) if each.district == "Huyện Cao Lộc"}
    assert box["Công Sơn"] is None
    assert box["Xuất Lễ"] is not None


def test_the_centre_of_a_commune_lies_near_those_it_was_made_of():
    for now in communes.communes(NOW):
        made_of = communes.predecessors(now.code)
        if made_of:
            assert min(border.distance(now.centre, each.centre) for each in made_of) < 15_000, now.full


def test_chainage_is_measured_on_the_ellipsoid():
    line = border.line()
    lons, lats = zip(*line.points, strict=True)
    true = Geod(ellps="WGS84").line_length([lon / 1e6 for lon in lons], [lat / 1e6 for lat in lats])
    assert abs(line.chainage[-1] - true) < 1


@given(on_line())
def test_a_chainage_comes_back_within_a_metre(chainage_m):
    back, off = border.chainage_of(*border.at_chainage(chainage_m))
    assert abs(back - chainage_m) <= 1
    assert off == 0


@given(in_province())
def test_no_point_of_the_line_is_nearer_than_the_one_found(point):
    chainage_m, off = border.chainage_of(*point)
    assert 0 <= chainage_m <= border.length()
    found = border.distance(point, border.at_chainage(chainage_m))
    assert abs(found - off) <= 2 + off // 500
    assert all(off <= border.distance(point, vertex) * 1.003 + 1 for vertex in border.line().points[::40])


@given(on_line(), on_line())
def test_a_section_is_as_long_as_its_chainages_say(a, b):
    from_m, to_m = sorted((a, b))
    points = border.section(from_m, to_m)
    assert points[0] == border.at_chainage(from_m)
    assert points[-1] == border.at_chainage(to_m)
    along = sum(border.distance(p, q) for p, q in pairwise(points))
    assert abs(along - (to_m - from_m)) <= len(points)


@pytest.mark.parametrize("outside", [-1, 10_000_000])
def test_what_is_not_on_the_line_has_no_point(outside):
    with pytest.raises(ValueError, match="not on the line"):
        border.at_chainage(outside)


def test_the_posts_keep_the_74_km_of_the_district_without_a_gap():
    posts = places.posts()
    assert [post.code for post in posts] == ["bp-huunghi", "bp-baolam", "bp-thanhloa", "bp-bason"]
    assert all(a.to_m == b.from_m for a, b in pairwise(posts))
    assert 74_000 < posts[-1].to_m - posts[0].from_m < 74_500
    assert posts[-1].to_m - posts[-1].from_m == 41_587
    assert not any(post.certain for post in posts)


@pytest.mark.parametrize("post", places.posts(), ids=lambda post: post.code)
def test_a_stretch_lies_where_its_communes_are(post):
    for code in post.communes:
        held = communes.commune(code, THEN)
        assert held is not None
        chainage_m, off = border.chainage_of(*held.centre)
        assert post.from_m <= chainage_m < post.to_m
        assert off < 6_000
        assert places.commune_at(chainage_m, THEN) == code


def test_the_border_communes_then_and_now():
    then = [communes.commune(code, THEN) for code in places.border_communes(THEN)]
    now = [communes.commune(code, NOW) for code in places.border_communes(NOW)]
    names = ["Đồng Đăng", "Bảo Lâm", "Thanh Lòa", "Cao Lâu", "Xuất Lễ", "Mẫu Sơn"]
    assert [each and each.name for each in then] == names
    assert [each and each.name for each in now] == ["Đồng Đăng", "Cao Lộc", "Ba Sơn"]


def test_markers_grow_along_the_line_and_stand_on_it():
    numbers = [[int(part) for part in marker.number.split("/")] for marker in places.markers()]
    assert numbers == sorted(numbers)
    assert all(a.chainage_m < b.chainage_m for a, b in pairwise(places.markers()))
    for marker in places.markers():
        assert border.distance(marker.place, border.at_chainage(marker.chainage_m)) <= 1
        assert not marker.certain


def test_the_markers_of_the_press_are_there():
    seen = {marker.number for marker in places.markers() if marker.seen}
    assert seen == {"1106", "1109", "1113", "1145", "1146/1", "1193", "1240"}


BY_MARKER = [
    ("1193", THEN, "06202", "bp-bason"),
    ("mốc 1193", NOW, "06202", "bp-bason"),
    ("1145", THEN, "06190", "bp-baolam"),
    ("mốc 1146 / 1", NOW, "06184", "bp-baolam"),
    ("1113", THEN, "06184", "bp-huunghi"),
    ("1201", THEN, "06238", "bp-bason"),
    ("1240", THEN, None, None),
]


@pytest.mark.parametrize(("said", "on", "commune", "post"), BY_MARKER)
def test_a_marker_tells_commune_and_post(said, on, commune, post):
    spot = places.spot_of_marker(said, on)
    assert spot is not None
    assert (spot.commune, spot.post) == (commune, post)


@pytest.mark.parametrize("said", ["", "đường mòn", "9999"])
def test_no_marker_is_made_up_on_the_way(said):
    assert places.spot_of_marker(said, THEN) is None


def test_the_gates_are_on_the_stretches_of_their_posts():
    for gate in places.crossings():
        held = places.post_at(gate.chainage_m)
        assert (held.code if held else None) == (gate.post if places.post(gate.post) else None)


def test_villages_go_with_their_commune_into_the_merged_one():
    assert "thôn Tân Cương" in [each.name for each in places.villages("06202", THEN)]
    assert [each.name for each in places.villages("06202", NOW, "ban roi")] == ["thôn Bản Rọi"]
    assert places.villages("06202", THEN, "ban roi") == []
    assert [each.name for each in places.villages("06202", THEN) if each.certain] == ["thôn Tân Cương"]


def test_vn_2000_is_that_of_the_projection_library_for_lang_son():
    east, north = Transformer.from_crs(4326, coordinates.EPSG, always_xy=True).transform(106.99, 21.9)
    grid = coordinates.to_vn2000((106_990_000, 21_900_000))
    assert abs(grid.y - east) < 0.02
    assert abs(grid.x - north) < 0.02


@given(in_province())
def test_vn_2000_comes_back_within_a_micro_degree(point):
    lon, lat = coordinates.from_vn2000(coordinates.to_vn2000(point))
    assert abs(lon - point[0]) <= 1
    assert abs(lat - point[1]) <= 1


@given(in_province())
def test_what_is_shown_can_be_typed_in_again(point):
    for shown, metres in ((coordinates.wgs84_words(point), 4), (coordinates.vn2000_words(point), 2)):
        typed = coordinates.read_point(shown)
        assert typed is not None
        assert border.distance(typed, point) <= metres


TYPED = [
    ("21.9, 106.99", (106_990_000, 21_900_000)),
    ("106,99 21,9", (106_990_000, 21_900_000)),
    ("21,9034, 106,9902", (106_990_200, 21_903_400)),
    ("21°54'03,6\" B 106°59'24\" Đ", (106_990_000, 21_901_000)),
    ("km 31,2", border.at_chainage(31_200)),
    ("km 999", None),
    ("48.85, 2.35", None),
    ("mốc 1193", None),
    ("", None),
    ("9" * 400 + ", 106", None),
    ("km " + "9" * 400, None),
]


@pytest.mark.parametrize(("text", "point"), TYPED)
def test_a_point_is_read_as_officers_type_it(text, point):
    assert coordinates.read_point(text) == point


def test_the_map_says_that_it_is_a_sketch_and_whose_line_it_shows():
    sketch = terrain_map.sketch(THEN)
    assert sketch["note"]["vi"] == "Sơ đồ, không dùng để xác định đường biên giới"
    assert sketch["attribution"] == "© OpenStreetMap contributors"
    layers = {feature["properties"]["layer"] for feature in sketch["features"]}
    assert layers == {"border", "far", "post", "marker", "crossing", "commune", "commune-box"}


def test_the_pieces_of_the_line_on_the_map_meet():
    lines = [feature["geometry"]["coordinates"] for feature in terrain_map.border_line()]
    assert all(a[-1] == b[0] for a, b in pairwise(lines))
    assert (len(lines), sum(map(len, lines)) >= len(border.line().points)) == (6, True)


def test_the_data_is_in_nfc():
    for path in files("hiepdong.terrain").joinpath("data").iterdir():
        assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8")), path.name
