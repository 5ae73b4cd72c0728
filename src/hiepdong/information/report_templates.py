"""Templates of reports: what a unit files again and again, with the fields that are always the same filled in."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from hiepdong.forces import queries as forces
from hiepdong.information.forms import ReportForm
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused

SETTING, MOST = "report_templates", 30
Line = Annotated[str, Meta(max_length=500)]


class Template(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A name to choose it by, and fields of the form as they are typed; an empty one is left to the officer."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    title: Line = ""
    text: Annotated[str, Meta(max_length=5_000)] = ""
    topic: Line = ""
    side: Line = ""
    urgency: Line = ""
    source: Line = ""
    commune: Line = ""
    village: Line = ""
    marker: Annotated[str, Meta(max_length=20)] = ""
    where: Line = ""


FILLED = tuple(name for name in Template.__struct_fields__ if name != "name")
USUAL = (
    Template(
        "Dấu vết qua lại biên giới", "Phát hiện dấu vết qua lại biên giới khu vực mốc ",
        "Dấu vết (lối mòn, rác, dấu chân, rào bị cắt):\nHướng đi, mới hay cũ:\nĐã làm gì, đã báo ai:",
        "illegal-crossing", "inner", "thuong", "patrol",
    ),
    Template(
        "Nhóm người nghi xuất, nhập cảnh trái phép", "Nhóm người nghi xuất, nhập cảnh trái phép khu vực mốc ",
        "Số người, hướng đi:\nPhương tiện (loại xe, biển số):\nĐang ở đâu, còn theo dõi được không:\nĐề nghị:",
        "illegal-crossing", "inner", "khan", "public",
    ),
    Template(
        "Nghi vận chuyển hàng, pháo, ma túy", "Nghi vận chuyển hàng trái phép tại ",
        "Loại hàng, khối lượng ước tính:\nPhương tiện (loại xe, biển số), hướng đi:\nGiờ hay đi, lặp lại mấy lần:",
        "smuggling", "inner", "khan", "public",
    ),
    Template(
        "Mốc giới, đường biên có thay đổi", "Tình trạng mốc ",
        "Mốc nào, hư hỏng hoặc thay đổi gì:\nSo với lần kiểm tra trước:\nĐã chụp ảnh, lập biên bản:",
        "line-and-markers", "inner", "thuong", "patrol",
    ),
    Template(
        "Ngoại biên", "Tình hình ngoại biên đối diện mốc ",
        "Việc quan sát được bên kia:\nLực lượng, phương tiện:\nKhác với ngày thường ở chỗ nào:",
        "outer-side", "outer", "thuong", "own-observation",
    ),
    Template(
        "Thiên tai, sự cố", "Sự cố tại ",
        "Việc gì, bắt đầu lúc nào:\nNgười, nhà, đường bị ảnh hưởng:\nĐang cần gì, đã báo ai:",
        "disaster", "inner", "thuong-khan", "own-observation",
    ),
)  # fmt: skip
_LISTS = {"topic": "topics", "side": "sides", "urgency": "urgency", "source": "sources"}


def read(value: Any) -> list[Template]:
    """Templates as a unit sets them. Raises Refused document.invalid, document.unknown_code."""
    try:
        found: list[Template] = msgspec.convert(value, type=Annotated[list[Template], Meta(max_length=MOST)])
    except msgspec.ValidationError as error:
        raise Refused("document.invalid", error) from error
    names = [template.name.strip() for template in found]
    if not all(names) or len(set(names)) < len(names):
        raise Refused("document.invalid", f"{SETTING}: {', '.join(names)}")
    for template in found:
        _check_codes(template)
    return found


def _check_codes(template: Template) -> None:
    for field, listed in _LISTS.items():
        code = getattr(template, field)
        if code and code not in getattr(codes, listed):
            raise Refused("document.unknown_code", code)
    if template.commune and communes.commune(template.commune, today()) is None:
        raise Refused("document.unknown_code", template.commune)


def of_unit(unit: str) -> tuple[list[Template], bool]:
    """The templates of a unit, and whether it has set its own; until then the usual ones."""
    own = forces.setting(unit, SETTING)
    return (list(USUAL), False) if own is None else (read_leniently(own), True)


def read_leniently(own: Any) -> list[Template]:
    """What was set, also when a code of it has ended since: the form offers it no more and leaves the field empty."""
    return msgspec.convert(own, type=list[Template])


def filled(form: ReportForm, unit: str, chosen: str) -> ReportForm:
    """The empty form with what the template of that number has; an unknown number leaves it empty."""
    templates = of_unit(unit)[0]
    if not (chosen.isdecimal() and len(chosen) < 4 and 1 <= int(chosen) <= len(templates)):
        return form
    template = templates[int(chosen) - 1]
    said = {name: value for name in FILLED if (value := getattr(template, name))}
    return ReportForm({**form.values, **said})
