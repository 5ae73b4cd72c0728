"""What the frame of every page needs."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as lazy
from msgspec import Struct

from hiepdong import config
from hiepdong.forces import queries as forces
from hiepdong.forces.preferences import Preferences
from hiepdong.records.notices import notice
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.roles import ADMINISTRATOR, COMMANDER, INSPECTOR, RECORD_WORK


class Room(Struct, frozen=True):
    """A word of the navigation: address, word, a shorter one for the phone, for whom; `also` belongs there too."""

    path: str
    label: Any
    short: Any
    roles: frozenset[str]
    tab: bool = True
    also: str = ""


SHEETS = tuple(f"desk/{name}.css" for name in ("tokens", "ground", "parts", "forms", "rooms", "narrow"))
ENTERED = ("/vu-viec", "/tin", "/de-nghi", "/hoat-dong", "/ca-truc")
EVERYBODY = RECORD_WORK | ADMINISTRATOR | INSPECTOR
ROOMS = (
    Room("/", lazy("Bàn trực"), lazy("Bàn trực"), EVERYBODY),
    Room("/vu-viec", lazy("Vụ việc"), lazy("Vụ việc"), RECORD_WORK),
    Room("/tin", lazy("Tin"), lazy("Tin"), RECORD_WORK, also="/chuyen-tiep"),
    Room("/de-nghi", lazy("Đề nghị xác minh"), lazy("Đề nghị"), RECORD_WORK, also="/tra-loi"),
    Room("/hoat-dong", lazy("Hoạt động phối hợp"), lazy("Hoạt động"), RECORD_WORK, tab=False),
    Room("/ca-truc", lazy("Giao nhận ca trực"), lazy("Ca trực"), RECORD_WORK, tab=False),
    Room("/tinh-hinh", lazy("Tình hình"), lazy("Tình hình"), RECORD_WORK, tab=False),
    Room("/so-lieu", lazy("Số liệu"), lazy("Số liệu"), RECORD_WORK),
    Room("/doi-chieu", lazy("Đối chiếu số liệu"), lazy("Đối chiếu"), RECORD_WORK, tab=False),
    Room("/ban-do", lazy("Bản đồ"), lazy("Bản đồ"), RECORD_WORK),
    Room("/het-han-luu", lazy("Hết thời hạn lưu"), lazy("Hạn lưu"), COMMANDER, tab=False),
    Room("/tra-cuu", lazy("Tra cứu người"), lazy("Tra người"), RECORD_WORK, tab=False),
    Room("/bao-cao", lazy("Báo cáo"), lazy("Báo cáo"), RECORD_WORK, tab=False, also="/truc-ban"),
    Room("/nhat-ky", lazy("Nhật ký"), lazy("Nhật ký"), INSPECTOR),
    Room("/thiet-lap", lazy("Thiết lập"), lazy("Thiết lập"), ADMINISTRATOR),
    Room("/may", lazy("Tình trạng máy"), lazy("Máy"), ADMINISTRATOR),
    Room("/dia-ban", lazy("Đơn vị, địa bàn"), lazy("Địa bàn"), EVERYBODY, tab=False),
)


class Units(dict[str, str]):
    """Names of units as they are, or were last, by code; the book is opened once for a page."""

    @cached_property
    def book(self) -> Any:
        """The book of forces."""
        return forces.book()

    def __missing__(self, code: str) -> str:
        self[code] = name = str(self.book.name(code))
        return name

    def tag(self, code: str) -> str:
        """The letters of the unit's force: CA, QS, BP."""
        span = self.book.latest(code)
        return codes.unit_types[span.type].tag if span else "?"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Who sits at the desk, where he is, where he can go."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    chosen: Preferences = getattr(request, "preferences", Preferences())
    found: dict[str, Any] = {
        "viewer": viewer, "preferences": chosen, "language": chosen.language, "now": now(), "sheets": SHEETS,
        "path": request.path, "address": request.get_full_path(),
    }  # fmt: skip
    if viewer is None:
        return found
    rooms = [
        {"path": room.path, "label": room.label, "short": room.short, "tab": room.tab, "here": _here(request, room)}
        for room in ROOMS
        if viewer.roles & room.roles
    ]
    enter = next((room.path for room in ROOMS if room.path in ENTERED and _here(request, room)), ENTERED[0])
    return found | {
        "notice": notice(request), "enter": f"{enter}/nhap",
        "rooms": rooms, "units": Units(), "officer": forces.officer(viewer.login), "node": config.node()["name"],
        "is_sample": (config.home() / "sample-passwords.json").exists(),
    }  # fmt: skip


def _here(request: HttpRequest, room: Room) -> bool:
    paths = [path for path in (room.path, room.also) if path]
    return any(request.path == path or (path != "/" and request.path.startswith(f"{path}/")) for path in paths)
