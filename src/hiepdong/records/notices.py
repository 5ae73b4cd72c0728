"""What was just done, in a sentence on the next page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as lazy

DONE = {
    "case.open": lazy("Đã ghi vụ việc, bản 1."),
    "case.revise": lazy("Đã ghi bản mới."),
    "case.cancel": lazy("Đã hủy. Vụ việc không còn tính vào số liệu, vẫn đọc được."),
    "record.release": lazy("Đã gửi. Đơn vị nhận thấy ngay; rút lại được."),
    "record.withdraw": lazy("Đã rút. Đơn vị kia không còn thấy hồ sơ này."),
    "record.attach": lazy("Đã đính kèm tệp."),
    "record.erase": lazy("Đã ghi quyết định xóa. Nội dung bị xóa khi chỉ huy thứ hai cũng quyết định."),
    "link.assert": lazy("Đã nêu cùng một vụ."),
    "link.confirm": lazy("Đã xác nhận: hai hồ sơ là một vụ, đếm một lần."),
    "link.reject": lazy("Đã trả lời: không phải một vụ."),
    "link.retract": lazy("Đã rút lời nêu."),
    "handover.ask": lazy("Đã đề nghị được nhận bàn giao."),
    "handover.offer": lazy("Đã đề nghị bàn giao. Hồ sơ khóa đến khi đơn vị kia trả lời."),
    "handover.accept": lazy("Đã nhận bàn giao. Hồ sơ từ nay của ta."),
    "handover.decline": lazy("Đã trả lời: không nhận bàn giao."),
    "handover.void": lazy("Đã ghi. Đề nghị bàn giao bị hủy khi chỉ huy thứ hai cũng hủy."),
    "paper.approve": lazy("Đã duyệt. Giấy không còn chữ DỰ THẢO."),
    "copy.return": lazy("Đã trả lại bản được gửi."),
}


def notice(request: HttpRequest) -> str:
    """The sentence for the page after a form; empty where nothing was done."""
    return str(DONE.get(request.GET.get("xong", ""), ""))
