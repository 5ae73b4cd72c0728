"""What 2025 changed, a few cases of 2026, and the settings of the offices that report."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from hiepdong.terrain import communes
from tools.sample import places
from tools.sample.events import HANOI, Event, World
from tools.sample.forces import CLERK, COMMUNE_POLICE, NAMES, NEW_COMMUNE_POLICE, POSTS, unit

Act = dict[str, Any]
MARCH, JULY = datetime(2025, 2, 28, 16, 0, tzinfo=HANOI), datetime(2025, 6, 30, 16, 0, tzinfo=HANOI)
CATEGORIES: tuple[tuple[str, str, tuple[str, ...], str, str | None, bool, str], ...] = (
    ("ma-tuy", "mua bán, tàng trữ trái phép chất ma túy", ("pc-249", "pc-251"), "đối tượng", None, True, ""),
    ("hang-cam", "vận chuyển hàng cấm", ("pc-191",), "đối tượng", None, True, ""),
    (
        "nguoi-nuoc-ngoai",
        "vi phạm nhập cảnh không khai báo",
        ("ad-cross-no-formalities", "ad-foreigner-not-permitted", "ad-border-area-not-declared"),
        "người nước ngoài",
        "foreign",
        True,
        "",
    ),
    ("to-chuc", "tổ chức cho người khác xuất cảnh trái phép", ("pc-348",), "đối tượng", None, True, ""),
    (
        "tu-y-nhap-canh",
        "tự ý nhập cảnh trái phép",
        ("ad-cross-no-formalities", "ad-entry-no-document", "pc-347"),
        "đối tượng",
        "VN",
        False,
        "",
    ),
    ("truy-na", "truy nã", ("wanted-found",), "đối tượng", None, False, "phát hiện, bắt giữ"),
)
BASON: tuple[tuple[str, str, tuple[str, ...], str, str | None, bool, str], ...] = (
    (
        "to-chuc",
        "có hành vi tổ chức cho người khác xuất, nhập cảnh trái phép",
        ("pc-348",),
        "đối tượng",
        None,
        True,
        "",
    ),
    ("ma-tuy", "tàng trữ trái phép chất ma túy", ("pc-249",), "đối tượng", None, True, ""),
    ("truy-na", "có lệnh truy nã", ("wanted-found",), "đối tượng", None, True, ""),
)


def _categories(rows: tuple[tuple[str, str, tuple[str, ...], str, str | None, bool, str], ...]) -> list[dict[str, Any]]:
    names = ("key", "label", "offences", "persons", "nationality", "cases", "found")
    return [dict(zip(names, (key, label, list(offences), *rest), strict=True)) for key, label, offences, *rest in rows]


def settings() -> Iterator[Act]:
    """How the offices report."""
    police = {
        "unit": "Công an huyện Cao Lộc",
        "issuer": "CÔNG AN HUYỆN CAO LỘC",
        "superior": "CÔNG AN TỈNH LẠNG SƠN",
        "symbol": "/BC-CAH",
        "place": "Cao Lộc",
        "area": "trên địa bàn huyện Cao Lộc",
        "forces": [
            {"units": "ca-caoloc", "name": "Công an huyện Cao Lộc"},
            {"units": "bp-langson/**", "name": "các đồn biên phòng"},
            {"units": "qs-caoloc", "name": "Ban Chỉ huy Quân sự huyện Cao Lộc"},
        ],
        "addressees": ["Công an tỉnh Lạng Sơn", "Ủy ban nhân dân huyện Cao Lộc"],
        "signers": [
            {
                "authority": "KT. TRƯỞNG CÔNG AN HUYỆN",
                "position": "PHÓ TRƯỞNG CÔNG AN HUYỆN",
                "rank": "Trung tá",
                "name": "Lý Thị Bích",
            }
        ],
        "receivers": ["Như trên", "Các đồn biên phòng trên địa bàn", "Lưu: VT, TM"],
    }
    post = {
        "unit": "Đồn Biên phòng Ba Sơn",
        "issuer": "ĐỒN BIÊN PHÒNG BA SƠN",
        "superior": "BỘ CHỈ HUY BĐBP TỈNH LẠNG SƠN",
        "symbol": "/BC-ĐBP",
        "place": "Cao Lộc",
        "area": "trên địa bàn phụ trách",
        "forces": [
            {"units": "bp-bason", "name": "Đồn Biên phòng Ba Sơn"},
            {"units": "ca-caolau|ca-xuatle", "name": "Công an xã Cao Lâu, xã Xuất Lễ"},
        ],
        "signers": [{"position": "ĐỒN TRƯỞNG", "rank": "Trung tá", "name": "Lành Văn Sơn"}],
        "receivers": ["Lưu: VT"],
    }
    yield {
        "act": "unit.configure",
        "by": "thammuu.caoloc",
        "settings": {"categories": _categories(CATEGORIES), "paper": police},
    }
    yield {"act": "unit.configure", "by": "chihuy.bason", "settings": {"categories": _categories(BASON), "paper": post}}


def _province() -> Act:
    """How the provincial police report, who took over what the district's police had on record."""
    paper = {
        "unit": "Công an tỉnh Lạng Sơn",
        "issuer": "CÔNG AN TỈNH LẠNG SƠN",
        "superior": "BỘ CÔNG AN",
        "symbol": "/BC-CAT",
        "place": "Lạng Sơn",
        "area": "trên địa bàn biên giới",
        "forces": [
            {"units": "ca-caoloc", "name": "Công an huyện Cao Lộc"},
            {"units": "bp-langson/**", "name": "các đồn biên phòng"},
            {"units": "qs-caoloc", "name": "Ban Chỉ huy Quân sự huyện Cao Lộc"},
        ],
        "signers": [
            {
                "authority": "KT. GIÁM ĐỐC",
                "position": "PHÓ GIÁM ĐỐC",
                "rank": "Đại tá",
                "name": "Bế Văn Đồng",
            }
        ],
        "receivers": ["Bộ Công an", "Bộ Chỉ huy Quân sự tỉnh", "Lưu: VT, TM"],
    }
    at = datetime(2025, 3, 3, 9, 0, tzinfo=HANOI)
    return {"act": "unit.configure", "by": "chihuy.calangson", "at": at, "settings": {"paper": paper}}


def acts(world: World) -> Iterator[Act]:
    """The reforms, and life after them."""
    yield from _march()
    yield from _july()
    yield from _after(world)


def _march() -> Iterator[Act]:
    """No district police any more; commune police stand under the province."""
    police = [code for code, _ in COMMUNE_POLICE.values()]
    yield {**_ended("ca-caoloc", "2025-02-28", "ca-langson", "split", police), "at": MARCH}
    yield {**_ended("ca-vanlang", "2025-02-28", "ca-langson", "split"), "at": MARCH}
    for code, name in COMMUNE_POLICE.values():
        yield {**unit(code, name, "police", "ca-langson", "2025-03-01"), "at": MARCH + timedelta(minutes=10)}
    yield _province()


def _july() -> Iterator[Act]:
    """Communes are merged, the district and its commands end, the border guard stands under the provincial command."""
    for code, name in NEW_COMMUNE_POLICE.values():
        yield {**unit(code, name, "police", "ca-langson", "2025-07-01"), "at": JULY}
    for commune, (code, _) in COMMUNE_POLICE.items():
        heir = NEW_COMMUNE_POLICE[communes.today(commune, JULY.date()) or commune][0]
        yield {**_ended(code, "2025-06-30", heir, "merged"), "at": JULY + timedelta(minutes=5)}
    command = "Ban Chỉ huy Phòng thủ khu vực (tên mẫu, do đặt ra)"
    guard = "Ban Chỉ huy Bộ đội Biên phòng tỉnh Lạng Sơn"
    yield {**unit("qs-ptkv", command, "army", "qs-langson", "2025-07-01"), "at": JULY}
    yield {**unit("bp-bch-langson", guard, "border-guard", "qs-langson", "2025-07-01"), "at": JULY}
    for ended, taker, how in HEIRS:
        yield {**_ended(ended, "2025-06-30", taker, how), "at": JULY + timedelta(minutes=10)}
    for code in (*POSTS, "bp-tanthanh", "bp-chima"):
        moved = unit(code, NAMES[code], "border-guard", "bp-bch-langson", "2025-07-01")
        yield {**moved, "at": JULY + timedelta(minutes=15)}


HEIRS = (
    ("qs-caoloc", "qs-ptkv", "dissolved"),
    ("bp-langson", "bp-bch-langson", "renamed"),
    ("ub-caoloc", "tinh-langson", "dissolved"),
    ("dang-caoloc", None, "dissolved"),
)


def _ended(code: str, on: str, heir: str | None, how: str, others: list[str] | None = None) -> Act:
    successors = [*([heir] if heir else []), *(others or [])]
    return {
        "act": "unit.end",
        "by": "admin",
        "code": code,
        "on": on,
        "successors": successors,
        "heir": heir,
        "how": how,
    }


def _after(world: World) -> Iterator[Act]:
    """A few cases under the new units and communes."""
    from tools.sample.build import of_event

    yield {
        "act": "release.standing",
        "by": CLERK["ca-bason"],
        "at": datetime(2025, 7, 2, 8, 0, tzinfo=HANOI),
        "kind": "case",
        "to": ["bp-bason", "ca-langson"],
        "without": [],
    }
    yield {
        "act": "release.standing",
        "by": CLERK["bp-bason"],
        "at": datetime(2025, 7, 2, 9, 0, tzinfo=HANOI),
        "kind": "case",
        "to": ["ca-bason"],
        "without": ["others"],
    }
    for number, (month, day, offence) in enumerate(
        ((1, 20, "pc-348"), (3, 11, "pc-249"), (5, 6, "ad-cross-no-formalities"), (9, 17, "pc-191")), 1
    ):
        when = world.at(2026, month, day)
        event = Event(
            key=f"Z{number}",
            at=when,
            place=places.on_the_border(world.source, "bp-bason", when.date()),
            offence=offence,
            lead="bp-bason",
            supporting=["ca-bason"],
            found="bp-bason",
            owners=["bp-bason", "ca-bason"] if number % 2 else ["bp-bason"],
            subjects=world.subjects(number % 3 + 1, "vi-pham-hanh-chinh" if offence.startswith("ad-") else "bi-can"),
        )
        acts = list(of_event(event, world))
        yield from acts
        if offence == "pc-249":
            yield _proceedings(acts[0], when)


def _proceedings(opening: Act, when: datetime) -> Act:
    """The next version of a case, once its persons were held, in custody and remanded: every clock of the law kept."""
    steps = (("arrest", 0), ("custody", 9), ("custody-extended", 75), ("detained", 140))
    facts = [{"kind": kind, "at": (when + timedelta(hours=hours)).isoformat()} for kind, hours in steps]
    document = opening["case"]
    subjects = [{**person, "facts": facts} for person in document["subjects"]]
    opened = {"kind": "opened-by-post", "at": (when + timedelta(hours=30)).isoformat()}
    sent = {"kind": "file-transferred", "at": (when + timedelta(hours=141)).isoformat()}
    return {
        "act": "case.revise", "by": opening["by"], "at": when + timedelta(hours=142), "record": opening["record"],
        "expects": 1, "case": {**document, "subjects": subjects, "facts": [opened, sent]},
    }  # fmt: skip
