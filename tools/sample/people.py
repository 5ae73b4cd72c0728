"""Persons of the sample. All are made up."""

import random
import unicodedata
from typing import Any

FAMILIES = (
    "Hoàng",
    "Nông",
    "Vi",
    "Lý",
    "Lương",
    "Triệu",
    "Đặng",
    "Chu",
    "Hà",
    "Lành",
    "Mông",
    "Dương",
    "Nguyễn",
    "Trần",
    "Phạm",
    "Bàn",
    "Phùng",
)
MIDDLES = {"m": ("Văn", "Đức", "Quang", "Minh", "Xuân", "Thanh"), "f": ("Thị", "Thu", "Ngọc", "Hồng")}
GIVEN = {
    "m": (
        "Hiếu",
        "Tuấn",
        "Sáng",
        "Thành",
        "Bình",
        "Dũng",
        "Kiên",
        "Lâm",
        "Phúc",
        "Toàn",
        "Vượng",
        "Chiến",
        "Đạt",
        "Khải",
        "Nghĩa",
        "Sơn",
    ),
    "f": ("Lụa", "Hoa", "Mai", "Thúy", "Hạnh", "Liên", "Nga", "Oanh", "Quế", "Tâm"),
}
FOREIGN = (
    ("Vương Vĩ (WANG WEI)", "m"),
    ("Lý Cường (LI QIANG)", "m"),
    ("Hoàng Lệ (HUANG LI)", "f"),
    ("Trần Quân (CHEN JUN)", "m"),
    ("Lưu Dương (LIU YANG)", "m"),
    ("Triệu Mẫn (ZHAO MIN)", "f"),
    ("Chu Kiệt (ZHOU JIE)", "m"),
    ("Ngô Đào (WU TAO)", "m"),
    ("Tôn Lỗi (SUN LEI)", "m"),
    ("Mã Siêu (MA CHAO)", "m"),
    ("Chu Lâm (ZHU LIN)", "f"),
    ("Hồ Bân (HU BIN)", "m"),
)
HOMES = (
    "thôn Bản Rọi, xã Cao Lâu",
    "thôn Ba Sơn, xã Xuất Lễ",
    "khối 3, thị trấn Đồng Đăng",
    "xã Bảo Lâm",
    "xã Gia Cát",
    "thành phố Lạng Sơn",
    "huyện Lộc Bình",
    "tỉnh Bắc Giang",
    "tỉnh Thái Nguyên",
)


class People:
    """Makes persons, one after the other, from a seeded source."""

    def __init__(self, source: random.Random) -> None:
        self.source = source
        self.made = 0

    def vietnamese(self, key: str, status: str, **more: Any) -> dict[str, Any]:
        """A Vietnamese subject."""
        gender = "m" if self.source.random() < 0.8 else "f"
        pick = self.source.choice
        name = f"{pick(FAMILIES)} {pick(MIDDLES[gender])} {pick(GIVEN[gender])}"
        year = self.source.randint(1962, 2001)
        self.made += 1
        century = (0 if gender == "m" else 1) + (2 if year >= 2000 else 0)
        number = f"020{century}{year % 100:02}{900000 + self.made:06}"
        return {
            "key": key,
            "name": name,
            "birth": str(year),
            "gender": gender,
            "nationality": "VN",
            "status": status,
            "documents": [{"kind": "cccd", "number": number}],
            "home": pick(HOMES),
            **more,
        }

    def foreign(self, key: str, status: str, **more: Any) -> dict[str, Any]:
        """A foreign subject, named as papers do: the reading, then the passport."""
        name, gender = FOREIGN[self.made % len(FOREIGN)]
        self.made += 1
        year = self.source.randint(1970, 1999)
        number = {"kind": "passport", "number": f"E{80000000 + self.made}"}
        return {
            "key": key,
            "name": name,
            "birth": str(year),
            "gender": gender,
            "nationality": "CN",
            "status": status,
            "documents": [number],
            "home": "Quảng Tây, Trung Quốc",
            **more,
        }

    def as_others_wrote(self, person: dict[str, Any], key: str) -> dict[str, Any]:
        """The same person as another force wrote him down: marks lost, a year off, another order."""
        name, birth = person["name"], person["birth"]
        change = self.source.randrange(4)
        if change == 0:
            name = without_marks(name)
        elif change == 1:
            birth = str(int(birth) + self.source.choice((-1, 1)))
        elif change == 2 and "(" not in name:
            name = name.replace("ý", "í").replace("ượ", "ươ") if "ý" in name or "ượ" in name else name.upper()
        return {**person, "key": key, "name": name, "birth": birth}


def without_marks(text: str) -> str:
    """Vietnamese as typed without tone marks."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(character for character in plain if not unicodedata.combining(character))
