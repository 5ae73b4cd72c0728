"""Units and officers of the sample. Units are real ones of the district; officers are made up."""

from collections.abc import Iterator
from typing import Any

START = "2010-01-01"
POSTS = ("bp-huunghi", "bp-baolam", "bp-thanhloa", "bp-bason")
COMMUNE_POLICE = {
    "06184": ("ca-dongdang-tt", "Công an thị trấn Đồng Đăng"),
    "06187": ("ca-caoloc-tt", "Công an thị trấn Cao Lộc"),
    "06190": ("ca-baolam", "Công an xã Bảo Lâm"),
    "06193": ("ca-thanhloa", "Công an xã Thanh Lòa"),
    "06196": ("ca-caolau", "Công an xã Cao Lâu"),
    "06199": ("ca-thachdan", "Công an xã Thạch Đạn"),
    "06202": ("ca-xuatle", "Công an xã Xuất Lễ"),
    "06205": ("ca-hongphong", "Công an xã Hồng Phong"),
    "06208": ("ca-thuyhung", "Công an xã Thụy Hùng"),
    "06211": ("ca-locyen", "Công an xã Lộc Yên"),
    "06214": ("ca-phuxa", "Công an xã Phú Xá"),
    "06217": ("ca-binhtrung", "Công an xã Bình Trung"),
    "06220": ("ca-haiyen", "Công an xã Hải Yến"),
    "06223": ("ca-hoacu", "Công an xã Hòa Cư"),
    "06226": ("ca-hopthanh", "Công an xã Hợp Thành"),
    "06232": ("ca-congson-cl", "Công an xã Công Sơn (trước 7/2025)"),
    "06235": ("ca-giacat", "Công an xã Gia Cát"),
    "06238": ("ca-mauson-cl", "Công an xã Mẫu Sơn (Cao Lộc)"),
    "06241": ("ca-xuanlong", "Công an xã Xuân Long"),
    "06244": ("ca-tanlien", "Công an xã Tân Liên"),
    "06247": ("ca-yentrach", "Công an xã Yên Trạch"),
    "06250": ("ca-tanthanh-cl", "Công an xã Tân Thành (Cao Lộc)"),
}
NEW_COMMUNE_POLICE = {
    "06184": ("ca-dongdang", "Công an xã Đồng Đăng"),
    "06187": ("ca-kylua", "Công an phường Kỳ Lừa"),
    "06193": ("ca-caoloc-xa", "Công an xã Cao Lộc"),
    "06202": ("ca-bason", "Công an xã Ba Sơn"),
    "06220": ("ca-congson", "Công an xã Công Sơn"),
    "06286": ("ca-khanhkhe", "Công an xã Khánh Khê"),
    "05977": ("ca-dongkinh", "Công an phường Đông Kinh"),
    "06316": ("ca-tandoan", "Công an xã Tân Đoàn"),
}
UNITS: tuple[tuple[str, str, str, str | None], ...] = (
    ("bca", "Bộ Công an", "police", None),
    ("bqp", "Bộ Quốc phòng", "army", None),
    ("qk1", "Quân khu 1", "army", "bqp"),
    ("btl-bdbp", "Bộ Tư lệnh Bộ đội Biên phòng", "border-guard", "bqp"),
    ("ca-langson", "Công an tỉnh Lạng Sơn", "police", "bca"),
    ("ca-caoloc", "Công an huyện Cao Lộc", "police", "ca-langson"),
    ("ca-vanlang", "Công an huyện Văn Lãng", "police", "ca-langson"),
    ("ca-bacgiang", "Công an tỉnh Bắc Giang", "police", "bca"),
    ("ca-lucnam", "Công an huyện Lục Nam, tỉnh Bắc Giang", "police", "ca-bacgiang"),
    ("qs-langson", "Bộ Chỉ huy Quân sự tỉnh Lạng Sơn", "army", "qk1"),
    ("qs-caoloc", "Ban Chỉ huy Quân sự huyện Cao Lộc", "army", "qs-langson"),
    ("bp-langson", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Lạng Sơn", "border-guard", "btl-bdbp"),
    ("bp-huunghi", "Đồn Biên phòng Cửa khẩu quốc tế Hữu Nghị", "border-guard", "bp-langson"),
    ("bp-baolam", "Đồn Biên phòng Bảo Lâm", "border-guard", "bp-langson"),
    ("bp-thanhloa", "Đồn Biên phòng Thanh Lòa", "border-guard", "bp-langson"),
    ("bp-bason", "Đồn Biên phòng Ba Sơn", "border-guard", "bp-langson"),
    ("bp-tanthanh", "Đồn Biên phòng Cửa khẩu Tân Thanh", "border-guard", "bp-langson"),
    ("bp-chima", "Đồn Biên phòng Cửa khẩu Chi Ma", "border-guard", "bp-langson"),
    ("tinh-langson", "Ủy ban nhân dân tỉnh Lạng Sơn", "government", None),
    ("ub-caoloc", "Ủy ban nhân dân huyện Cao Lộc", "government", "tinh-langson"),
    ("dang-caoloc", "Huyện ủy Cao Lộc", "party", None),
    ("hq-huunghi", "Chi cục Hải quan cửa khẩu Hữu Nghị", "other", None),
    ("kl-caoloc", "Hạt Kiểm lâm huyện Cao Lộc", "other", None),
    ("qltt-langson", "Cục Quản lý thị trường tỉnh Lạng Sơn", "other", None),
    ("vks-caoloc", "Viện kiểm sát nhân dân huyện Cao Lộc", "other", None),
)
NAMES = {code: name for code, name, *_ in UNITS} | dict(COMMUNE_POLICE.values()) | dict(NEW_COMMUNE_POLICE.values())
OFFICERS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("thammuu.caoloc", "Vi Minh Phượng", "Đại úy", "ca-caoloc", ("staff",)),
    ("dieutra.caoloc", "Hoàng Văn Lịch", "Thiếu tá", "ca-caoloc", ("investigator",)),
    ("chihuy.caoloc", "Nông Quốc Thắng", "Thượng tá", "ca-caoloc", ("commander",)),
    ("phochihuy.caoloc", "Lý Thị Bích", "Trung tá", "ca-caoloc", ("commander",)),
    ("trucban.caoloc", "Chu Đình Khoa", "Trung úy", "ca-caoloc", ("duty",)),
    ("thammuu.calangson", "Đàm Thu Hà", "Thiếu tá", "ca-langson", ("staff",)),
    ("chihuy.calangson", "Bế Văn Đồng", "Đại tá", "ca-langson", ("commander",)),
    ("chihuy.bason", "Lành Văn Sơn", "Trung tá", "bp-bason", ("commander",)),
    ("chinhtri.bason", "Mã Trung Kiên", "Trung tá", "bp-bason", ("commander",)),
    ("trucban.bason", "Lăng Đức Thịnh", "Thượng úy", "bp-bason", ("duty",)),
    ("dieutra.bason", "Triệu Văn Hợi", "Đại úy", "bp-bason", ("investigator",)),
    ("trucban.huunghi", "Dương Văn Tuyến", "Thượng úy", "bp-huunghi", ("duty",)),
    ("chihuy.huunghi", "Phùng Thế Anh", "Trung tá", "bp-huunghi", ("commander",)),
    ("trucban.baolam", "Hứa Văn Nghiệp", "Trung úy", "bp-baolam", ("duty",)),
    ("chihuy.baolam", "Trần Quang Hiển", "Thiếu tá", "bp-baolam", ("commander",)),
    ("trucban.thanhloa", "Đinh Công Mạnh", "Trung úy", "bp-thanhloa", ("duty",)),
    ("chihuy.thanhloa", "Ngô Xuân Bách", "Thiếu tá", "bp-thanhloa", ("commander",)),
    ("thammuu.bplangson", "Phạm Hữu Tài", "Thiếu tá", "bp-langson", ("staff",)),
    ("trucban.caolau", "Liễu Văn Cường", "Đại úy", "ca-caolau", ("duty", "investigator")),
    ("trucban.xuatle", "Hoàng Thị Nhung", "Thượng úy", "ca-xuatle", ("duty", "investigator")),
    ("trucban.mauson", "Dương Trung Tá", "Thượng úy", "ca-mauson-cl", ("duty", "investigator")),
    ("trucban.quansu", "Vy Văn Thạch", "Đại úy", "qs-caoloc", ("duty", "staff")),
    ("trucban.tanthanh", "Lưu Bá Cảnh", "Thượng úy", "bp-tanthanh", ("duty",)),
    ("kiemtra", "Tô Thị Yến", "Thiếu tá", "ca-langson", ("inspector",)),
)
CLERK = {
    "ca-caoloc": "dieutra.caoloc",
    "bp-bason": "trucban.bason",
    "bp-huunghi": "trucban.huunghi",
    "bp-baolam": "trucban.baolam",
    "bp-thanhloa": "trucban.thanhloa",
    "ca-caolau": "trucban.caolau",
    "ca-xuatle": "trucban.xuatle",
    "ca-mauson-cl": "trucban.mauson",
    "qs-caoloc": "trucban.quansu",
    "bp-tanthanh": "trucban.tanthanh",
    "ca-langson": "thammuu.calangson",
    "ca-bason": "trucban.xuatle",
}
"""Who writes for each unit."""


def setting_up() -> Iterator[dict[str, Any]]:
    """The acts that make units and officers."""
    for code, name, kind, parent in UNITS:
        yield unit(code, name, kind, parent, START)
    for code, name in COMMUNE_POLICE.values():
        yield unit(code, name, "police", "ca-caoloc", START)
    for login, name, rank, of_unit, roles in OFFICERS:
        officer = {"login": login, "name": name, "rank": rank, "unit": of_unit, "roles": list(roles)}
        yield {"act": "officer.add", "by": "admin", "officer": officer}


def unit(code: str, name: str, kind: str, parent: str | None, start: str) -> dict[str, Any]:
    """A unit.add."""
    added = {"code": code, "name": name, "type": kind, "parent": parent, "from": start}
    return {"act": "unit.add", "by": "admin", "unit": added}


def standing() -> Iterator[dict[str, Any]]:
    """Who lets whom see what, from the start."""
    for post in POSTS:
        without = ["subjects.documents"] if post == "bp-thanhloa" else []
        yield release(post, ["ca-caoloc", "bp-langson"], without)
        yield release(post, ["qs-caoloc"], ["subjects", "others", "summary"])
    yield release("bp-bason", ["ca-caolau", "ca-xuatle", "ca-mauson-cl"], ["others"])
    yield release("ca-caoloc", list(POSTS), ["subjects.documents"])
    yield release("ca-caoloc", ["qs-caoloc"], ["subjects", "others", "summary", "exhibits"])
    yield {
        **release("ca-caoloc", ["ub-caoloc"], ["subjects", "others", "summary"]),
        "where": {"offences": ["pc-348", "pc-191"]},
    }
    for code in ("ca-caolau", "ca-xuatle", "ca-mauson-cl"):
        yield release(code, ["bp-bason", "ca-caoloc"], [])
    yield release("qs-caoloc", ["ca-caoloc", *POSTS], [])
    yield release("bp-tanthanh", ["bp-langson"], [])


def release(unit_code: str, to: list[str], without: list[str]) -> dict[str, Any]:
    """A release.standing of cases."""
    return {"act": "release.standing", "by": CLERK[unit_code], "kind": "case", "to": to, "without": without}
