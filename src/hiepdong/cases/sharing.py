"""Which units a record might go to, and without what: proposals, by the type of the unit and what the record says.

A proposal fills the form of a release and does nothing else: an officer looks at the copy and sends it. Each unit may
set its own by type (setting `sharing`).
"""

from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.forces.queries import UnitLine
from hiepdong.records.kinds import kind_of
from hiepdong.terrain import communes
from hiepdong.vocabulary.clock import day_of, instant
from hiepdong.vocabulary.fold import words
from hiepdong.vocabulary.refusals import Refused

SETTING, MOST = "sharing", 4
TYPES = ("police", "border-guard", "army", "government", "party", "other")
KINDS = ("case", "report")


class Usual(Struct, frozen=True, forbid_unknown_fields=True):
    """What is usually left out for a type of unit (parts of the kind, by name), and why."""

    without: tuple[str, ...] = ()
    why: str = ""


class Proposal(Struct, frozen=True):
    """Units that may get the same copy, which parts it lacks, and the reasons in words."""

    units: tuple[str, ...]
    parts: tuple[str, ...]
    because: str
    why: str


_POLICE = lazy("Công an điều tra, xử lý và quản lý địa bàn: cần toàn văn để làm tiếp và đối chiếu người.")
_BORDER = lazy("Biên phòng giữ cùng tuyến biên giới: cần toàn văn để nhận ra người, tang vật qua lại.")
_ARMY = lazy("Quân sự cần biết việc gì, ở đâu, lúc nào để bố trí lực lượng; không cần danh tính của ai.")
_COMMUNE = lazy("Chính quyền cần biết việc trên địa bàn; nhân thân và diễn biến chi tiết để cơ quan xử lý giữ.")
_OTHER = lazy("Chỉ phần cần để cùng làm: không nhân thân, không lời kể chi tiết.")
_PERSONS = ("subjects", "others", "wanted", "attachments")
_FEW = ("identity", "others", "summary", "attachments", "place_point")
USUAL: dict[str, dict[str, tuple[tuple[str, ...], Any]]] = {
    "case": {
        "police": ((), _POLICE), "border-guard": ((), _BORDER), "army": (_PERSONS, _ARMY),
        "government": (_FEW, _COMMUNE), "party": (_FEW, _OTHER), "other": (_FEW, _OTHER),
    },
    "report": {
        "police": (("source",), lazy("Nguồn tin không cần cho việc xác minh: giữ lại ở đơn vị có nguồn.")),
        "border-guard": (("source",), lazy("Nguồn tin không cần cho việc xác minh: giữ lại ở đơn vị có nguồn.")),
        "army": (("source",), lazy("Nguồn tin không cần cho việc xác minh: giữ lại ở đơn vị có nguồn.")),
        "government": (("source", "text", "grade", "place_point"), _COMMUNE),
        "party": (("source", "text", "place_point"), _OTHER), "other": (("source", "text", "place_point"), _OTHER),
    },
}  # fmt: skip


def read(value: Any) -> dict[str, dict[str, Usual]]:
    """What a unit set, by kind and type. Raises Refused document.invalid, document.unknown_code."""
    try:
        found = msgspec.convert(value, type=dict[str, dict[str, Usual]])
    except msgspec.ValidationError as error:
        raise Refused("document.invalid", error) from error
    for kind, by_type in found.items():
        if kind not in KINDS:
            raise Refused("document.unknown_code", f"{SETTING}.{kind}")
        known = {name for name, _paths in kind_of(kind).parts}
        for of_type, usual in by_type.items():
            unknown = [name for name in usual.without if name not in known]
            if of_type not in TYPES or unknown:
                raise Refused("document.unknown_code", f"{SETTING}.{kind}.{unknown[0] if unknown else of_type}")
    return found


def usual(unit: str, kind: str) -> dict[str, Usual]:
    """What the unit usually leaves out for each type of unit: as it set it, else as the product proposes."""
    own = read(forces.setting(unit, SETTING) or {}).get(kind, {})
    return {of_type: own.get(of_type) or of_product(kind, of_type) for of_type in TYPES}


def of_product(kind: str, of_type: str) -> Usual:
    """What is proposed to a unit that set nothing, in the language of the page."""
    without, why = USUAL[kind][of_type]
    return Usual(without, str(why))


def proposals(unit: str, kind: str, document: dict[str, Any], held: set[str]) -> list[Proposal]:
    """To whom a record of the unit might go that is not there yet, those with one copy together."""
    if kind not in KINDS:
        return []
    by_type, taking_part = usual(unit, kind), _named(document)
    place = _place(document)
    found: dict[tuple[str, str], list[str]] = {}
    for line in forces.units():
        because = "named" if line.code in taking_part else "place" if place and _is_of(line, place) else ""
        if because and line.code not in held | {unit}:
            found.setdefault((line.type if line.type in TYPES else "other", because), []).append(line.code)
    told = {"named": _("có tên trong hồ sơ"), "place": _("đơn vị của nơi xảy ra")}
    return [
        Proposal(tuple(codes[:MOST]), by_type[of_type].without, told[because], by_type[of_type].why)
        for (of_type, because), codes in sorted(found.items(), key=lambda one: one[0][1] != "named")
    ]


def _named(document: dict[str, Any]) -> set[str]:
    alone = [document[name] for name in ("lead", "found") if document.get(name)]
    return {*alone, *(code for part in ("supporting", "arrested") for code in document.get(part) or ())}


def _place(document: dict[str, Any]) -> list[str]:
    """The words of the commune's name, as it was called on the day of the event."""
    code = (document.get("place") or {}).get("commune")
    began = (document.get("occurred") or document.get("seen") or {}).get("from")
    commune = communes.commune(code, day_of(instant(began))) if code and began else None
    return words(commune.name) if commune else []


def _is_of(line: UnitLine, place: list[str]) -> bool:
    """Whether a unit bears the name of the place at the end of its own: Công an xã Xuất Lễ."""
    return words(line.name)[-len(place) :] == place
