"""How officers write a case: title, summary, exhibits."""

import random
from typing import Any

from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from tools.sample.events import Event
from tools.sample.forces import NAMES

WHAT = {
    "pc-249": "Tàng trữ trái phép chất ma túy",
    "pc-250": "Vận chuyển trái phép chất ma túy",
    "pc-251": "Mua bán trái phép chất ma túy",
    "pc-191": "Vận chuyển hàng cấm",
    "pc-348": "Tổ chức cho người khác xuất cảnh, nhập cảnh trái phép",
    "wanted-found": "Bắt người bị truy nã",
    "ad-foreigner-not-permitted": "Người nước ngoài nhập cảnh không khai báo",
    "ad-border-area-not-declared": "Người nước ngoài lưu trú không khai báo",
    "ad-cross-no-formalities": "Qua lại biên giới không làm thủ tục",
    "ad-fireworks": "Tàng trữ pháo nổ trái phép",
    "ad-smuggled-goods": "Vận chuyển hàng hóa nhập lậu",
    "pc-188": "Buôn lậu",
    "pc-189": "Vận chuyển trái phép hàng hóa qua biên giới",
    "ad-animals": "Vận chuyển gia cầm giống nhập lậu",
    "ad-border-area-stay": "Đi lại trong khu vực biên giới không đúng quy định",
    "ad-drug-use": "Sử dụng trái phép chất ma túy",
    "pc-173": "Trộm cắp tài sản",
    "pc-321": "Đánh bạc",
    "ad-gambling": "Đánh bạc trái phép",
    "ad-theft-fraud": "Trộm cắp vặt",
    "pc-134": "Cố ý gây thương tích",
    "pc-174": "Lừa đảo chiếm đoạt tài sản",
    "pc-318": "Gây rối trật tự công cộng",
    "ad-prohibited-goods": "Vận chuyển hàng cấm dưới mức hình sự",
    "ad-forest": "Vận chuyển lâm sản trái phép",
    "pc-304": "Giao nộp, thu giữ vũ khí quân dụng",
    "pc-306": "Thu giữ súng tự chế",
}
EXHIBITS: dict[str, tuple[tuple[str, tuple[int, int], int, str], ...]] = {
    "pc-249": (("heroin", (1, 90), 100, "g"),),
    "pc-251": (("methamphetamine", (20, 900), 100, "g"), ("phone", (1, 3), 1, "chiec")),
    "pc-250": (("heroin", (100, 3500), 10, "g"),),
    "pc-191": (("fireworks", (70, 620), 10, "kg"),),
    "ad-fireworks": (("fireworks", (5, 58), 10, "kg"),),
    "pc-348": (("vehicle", (1, 2), 1, "chiec"), ("phone", (1, 4), 1, "chiec")),
    "ad-animals": (("poultry", (500, 6000), 1, "con"),),
    "ad-smuggled-goods": (("goods", (5, 60), 1, "thung"),),
    "pc-188": (("goods", (40, 300), 1, "kien"),),
    "pc-306": (("gun", (1, 3), 1, "khau"),),
    "pc-304": (("ammunition", (5, 90), 1, "vien"),),
    "ad-forest": (("firewood-timber", (300, 3000), 1000, "m3"),),
}


def title(event: Event) -> str:
    """What, and where as officers say it."""
    place = event.place
    where = f"mốc {place['marker']}" if place.get("marker") else (place.get("text") or "")
    commune = communes.commune(place["commune"], event.at.date()) if place.get("commune") else None
    parts = [part for part in (place.get("village") or where, commune.inline if commune else "") if part]
    return f"{WHAT[event.offence]}, {', '.join(parts)}" if parts else WHAT[event.offence]


def summary(event: Event) -> str:
    """The sentence of a flash report."""
    at, place = event.at, event.place
    commune = communes.commune(place["commune"], at.date()) if place.get("commune") else None
    spots = [
        f"khu vực mốc {place['marker']}" if place.get("marker") else "",
        place.get("village") or "",
        commune.inline if commune else "",
    ]
    month = f"{at.month:02}" if at.month < 3 else str(at.month)
    helpers = ", ".join(NAMES[code] for code in event.supporting)
    who = f"{NAMES[event.lead]} chủ trì{f', phối hợp với {helpers}' if helpers else ''}"
    people = f"{len(event.subjects):02} đối tượng" if event.subjects else "hàng vô chủ, không bắt giữ được đối tượng"
    where = ", ".join(spot for spot in spots if spot) or "địa bàn huyện"
    return (
        f"Hồi {at.hour} giờ {at.minute:02} phút ngày {at.day:02}/{month}/{at.year}, tại {where}, "
        f"{who} phát hiện: {codes.offences[event.offence].vi}; {people}. (Dữ liệu mẫu, do đặt ra.)"
    )


def exhibits(event: Event, source: random.Random) -> list[dict[str, Any]]:
    """What was seized."""
    found = []
    for kind, (least, most), scale, unit in EXHIBITS.get(event.offence, ()):
        number = source.randint(least, most)
        quantity = str(number) if scale == 1 else f"{number / scale:.{len(str(scale)) - 1}f}"
        found.append({"kind": kind, "quantity": quantity, "unit": unit, "value_vnd": None})
    return found
