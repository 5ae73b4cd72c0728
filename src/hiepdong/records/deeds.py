"""The acts on a record that need one word of an officer and a reason: each a page that says what will follow."""

from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from msgspec import Struct

from hiepdong.records import queries, rules
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.roles import COMMANDER


class DeedForm(Struct, frozen=True):
    """An act, its title, its consequence, its button; `asks` are the fields besides the reason.

    `away`: the record is out of sight afterwards. `kinds`: of which records it is an act, where not of all.
    `whose`: who may do it, the owner, a holder or the receiver of an offer; `roles`: in which roles, where not in all.
    """

    act: str
    title: Promise
    consequence: Promise
    button: Promise
    asks: tuple[str, ...] = ()
    away: bool = False
    kinds: tuple[str, ...] = ()
    whose: Literal["owner", "holder", "receiver", "anybody"] = "anybody"
    roles: frozenset[str] = frozenset()


DEEDS = {
    "huy": DeedForm(
        "case.cancel", lazy("Hủy vụ việc vì ghi nhầm"),
        lazy("Vụ việc không còn tính vào số liệu của bất cứ đơn vị nào, vẫn đọc được, không sửa được nữa."),
        lazy("Hủy vụ việc"), kinds=("case",), whose="owner",
    ),
    "huy-tin": DeedForm(
        "report.cancel", lazy("Hủy tin vì ghi nhầm"),
        lazy("Tin không còn ủng hộ hay bác tin nào; vẫn đọc được, không sửa được nữa. Đơn vị giữ bản được báo."),
        lazy("Hủy tin"), kinds=("report",), whose="owner",
    ),
    "huy-hoat-dong": DeedForm(
        "activity.cancel", lazy("Hủy hoạt động vì ghi nhầm"),
        lazy("Hoạt động không còn tính vào số liệu của bất cứ đơn vị nào, vẫn đọc được, không sửa được nữa."),
        lazy("Hủy hoạt động"), kinds=("activity",), whose="owner",
    ),
    "huy-ca": DeedForm(
        "shift.cancel", lazy("Hủy sổ giao nhận ca vì ký nhầm"),
        lazy("Ca trực coi như chưa giao; sổ vẫn đọc được, không sửa được nữa."), lazy("Hủy sổ"), kinds=("shift",),
        whose="owner",
    ),
    "rut": DeedForm(
        "record.withdraw", lazy("Rút bản đã gửi"),
        lazy("Đơn vị kia không còn thấy hồ sơ, kể cả trong số liệu cũ; chỉ còn dấu là đã rút."),
        lazy("Rút bản này"), asks=("from",), whose="owner",
    ),
    "nhan": DeedForm(
        "handover.accept", lazy("Nhận bàn giao"),
        lazy("Hồ sơ từ nay của ta: chỉ đơn vị ta sửa. Bên giao vẫn thấy toàn văn và vẫn có phần trong số liệu."),
        lazy("Nhận bàn giao"), whose="receiver",
    ),
    "khong-nhan": DeedForm(
        "handover.decline", lazy("Không nhận bàn giao"),
        lazy("Hồ sơ ở lại bên giao và mở khóa; đơn vị ta không còn thấy nó, trừ phần đã được gửi."),
        lazy("Không nhận bàn giao"), away=True, whose="receiver",
    ),
    "huy-ban-giao": DeedForm(
        "handover.void", lazy("Hủy đề nghị bàn giao"),
        lazy("Dùng khi bên nhận không còn trả lời được. Có hiệu lực khi chỉ huy thứ hai của đơn vị cũng hủy."),
        lazy("Hủy đề nghị bàn giao"), whose="owner", roles=COMMANDER,
    ),
    "xin-nhan": DeedForm(
        "handover.ask", lazy("Đề nghị được nhận bàn giao"),
        lazy("Đơn vị chủ thấy đề nghị trên bàn trực; hồ sơ chưa đổi gì."), lazy("Gửi đề nghị"),
        whose="holder",
    ),
    "tra-lai": DeedForm(
        "copy.return", lazy("Trả lại bản được gửi"),
        lazy("Đơn vị ta không còn thấy hồ sơ này, trừ khi được gửi lại."), lazy("Trả lại bản này"), away=True,
        whose="holder",
    ),
    "xoa": DeedForm(
        "record.erase", lazy("Xóa nội dung theo quyết định"),
        lazy("Nội dung bị xóa ở mọi nơi trên máy này, không lấy lại được; số liệu quá khứ vẫn giữ. "
             "Có hiệu lực khi chỉ huy thứ hai cũng quyết định."),
        lazy("Quyết định xóa"), asks=("decision",), whose="owner", roles=COMMANDER,
    ),
    "xac-nhan": DeedForm(
        "link.confirm", lazy("Xác nhận cùng một vụ"), lazy("Hai hồ sơ được đếm là một vụ. Rút lại được."),
        lazy("Xác nhận cùng một vụ"), kinds=("link",),
    ),
    "khong-phai": DeedForm(
        "link.reject", lazy("Không phải một vụ"), lazy("Lời nêu khép lại; hai hồ sơ vẫn đếm là hai vụ."),
        lazy("Không phải một vụ"), kinds=("link",),
    ),
    "rut-loi": DeedForm(
        "link.retract", lazy("Rút lời nêu"), lazy("Hai hồ sơ lại đếm là hai vụ."), lazy("Rút lời nêu"),
        kinds=("link",),
    ),
    "xac-nhan-hoat-dong": DeedForm(
        "link.confirm", lazy("Xác nhận cùng một hoạt động"),
        lazy("Hai hồ sơ được đếm là một hoạt động. Rút lại được."), lazy("Xác nhận cùng một hoạt động"),
        kinds=("link",),
    ),
    "khong-phai-hoat-dong": DeedForm(
        "link.reject", lazy("Không phải một hoạt động"), lazy("Lời nêu khép lại; hai hồ sơ vẫn đếm là hai hoạt động."),
        lazy("Không phải một hoạt động"), kinds=("link",),
    ),
    "rut-loi-hoat-dong": DeedForm(
        "link.retract", lazy("Rút lời nêu cùng một hoạt động"), lazy("Hai hồ sơ lại đếm là hai hoạt động."),
        lazy("Rút lời nêu"), kinds=("link",),
    ),
    "rut-doi-chieu": DeedForm(
        "link.retract", lazy("Rút lời đối chiếu hai tin"),
        lazy("Lời này không còn tính khi xét tin kia có vững không; việc đã nêu rồi rút vẫn còn trong diễn biến."),
        lazy("Rút lời đối chiếu"), kinds=("link",),
    ),
}  # fmt: skip


def barred(form: DeedForm, viewer: Viewer, shown: Shown) -> Refused | None:
    """Why the viewer may not do it now, so that he is told before he has typed; by the rules of the command itself."""
    if form.roles and not form.roles & viewer.roles:
        return Refused("act.not_permitted", form.title)
    if form.whose == "receiver" and shown.offered_to != viewer.unit:
        return Refused("handover.not_offered")
    if form.whose == "holder" and shown.owner == viewer.unit:
        return Refused("act.not_permitted", form.title)
    return _barred_owner(form, viewer, shown.record) if form.whose == "owner" else None


def _barred_owner(form: DeedForm, viewer: Viewer, record: str) -> Refused | None:
    try:
        head = queries.own_head(viewer, record)
    except Refused as refused:
        return refused
    if form.act == "handover.void":
        return None if head.offer is not None else Refused("handover.not_offered")
    return rules.may_change(head) if form.act.endswith(".cancel") else rules.may_write(head)
