"""Handover sheets in words: their acts, their sections, what is left to do. In Vietnamese, for gettext."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from hiepdong.operations.shift_reading import Open
from hiepdong.vocabulary.clock import HANOI

DONE = {
    "shift.hand-over": lazy("%(unit)s: ký giao ca, bản %(version)s"),
    "shift.revise": lazy("%(unit)s: người giao ký bản %(version)s"),
    "shift.take-over": lazy("%(unit)s: nhận ca"),
    "shift.cancel": lazy("%(unit)s hủy sổ vì ký nhầm"),
}
NEWS = {
    "shift.revise": lazy("%(unit)s gửi bản %(version)s của sổ giao nhận ca"),
    "shift.take-over": lazy("%(unit)s đã nhận ca"),
}
NAMES = {
    "shift.hand-over": lazy("Ký giao ca"), "shift.revise": lazy("Ký bản mới của sổ giao nhận ca"),
    "shift.take-over": lazy("Nhận ca"), "shift.cancel": lazy("Hủy sổ giao nhận ca"),
}  # fmt: skip
FIELDS = {
    "lines": lazy("việc còn tồn"), "situation": lazy("diễn biến trong ca"),
    "instructions": lazy("chỉ đạo qua điện thoại"), "to_do": lazy("việc ca sau làm tiếp"),
    "equipment": lazy("vũ khí, chìa khóa, trang bị"), "weather": lazy("thời tiết"),
}  # fmt: skip
SECTIONS: dict[str, Promise] = {
    "held": lazy("Người đang bị giữ"), "clock": lazy("Thời hạn luật định đang chạy"),
    "owed-by-us": lazy("Ta nợ trả lời"), "owed-to-us": lazy("Đơn vị khác nợ ta trả lời"),
    "report": lazy("Tin chưa đối chiếu"), "case": lazy("Vụ việc ghi trong ca"), "task": lazy("Việc khác chờ đơn vị"),
}  # fmt: skip
TASKS: dict[str, Promise] = {
    "handover-offered": lazy("trả lời đề nghị bàn giao"), "handover-asked": lazy("trả lời lời xin nhận bàn giao"),
    "handover-void": lazy("cần chỉ huy thứ hai hủy đề nghị bàn giao"),
    "erasure": lazy("cần chỉ huy thứ hai quyết định xóa"), "link": lazy("trả lời: hai hồ sơ có là một không"),
    "passon": lazy("trả lời lời xin chuyển tiếp tin"), "request-answered": lazy("đọc câu trả lời, khép hoặc hỏi tiếp"),
    "request-declined": lazy("bị từ chối: hỏi nơi khác hoặc khép"),
}  # fmt: skip
STATES: dict[str, Promise] = {
    "waits": lazy("chưa nhận"), "taken": lazy("đã nhận"), "cancelled": lazy("đã hủy"), "erased": lazy("đã xóa"),
}  # fmt: skip


def task(what: str) -> str:
    """What is left to do, in words."""
    return str(TASKS.get(what, _("việc chờ")))


def hours(start: datetime, end: datetime) -> str:
    """A shift by its hours: 07:30 24/11 – 07:30 25/11/2026."""
    first, last = start.astimezone(HANOI), end.astimezone(HANOI)
    begins = f"{first:%H:%M}" if first.date() == last.date() else f"{first:%H:%M %d/%m}"
    return f"{begins} – {last:%H:%M %d/%m/%Y}"


def moment(at: datetime) -> str:
    """An instant as a paper has it in a line: 07:30 25/11/2026."""
    return f"{at.astimezone(HANOI):%H:%M %d/%m/%Y}"


def about(line: Open) -> str:
    """What is told of a line besides its record: whom it is about, what is asked, what is to do."""
    asks = line.asks or (task(line.what) if line.what else "")
    return "; ".join(part for part in (", ".join(line.persons), asks) if part)
