"""What was just done, in a sentence on the next page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as lazy

DONE = {
    "case.open": lazy("Đã ghi vụ việc, bản 1."),
    "case.revise": lazy("Đã ghi bản mới."),
    "case.hand-over": lazy("Đã ghi bàn giao. Lập biên bản ở dưới."),
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
    "unit.configure": lazy("Đã giữ cài đặt của đơn vị."),
    "paper.approve": lazy("Đã duyệt. Giấy không còn chữ DỰ THẢO."),
    "copy.return": lazy("Đã trả lại bản được gửi."),
    "report.file": lazy("Đã ghi tin, bản 1."),
    "report.revise": lazy("Đã ghi bản mới của tin."),
    "report.cancel": lazy("Đã hủy tin. Tin vẫn đọc được, không còn ủng hộ hay bác tin nào."),
    "report.link": lazy("Đã nêu lời đối chiếu. Rút lại được."),
    "request.send": lazy("Đã gửi đề nghị. Đơn vị được hỏi thấy ngay trên bàn trực."),
    "request.send.kept": lazy("Đã ghi câu hỏi, giữ thay đơn vị đã hỏi. Đính kèm bản chụp văn bản nếu có."),
    "request.answer.kept": lazy("Đã ghi thay câu trả lời. Đính kèm bản chụp văn bản nếu có."),
    "request.accept": lazy("Đã nhận xác minh. Bên hỏi biết ta đang làm."),
    "request.decline": lazy("Đã trả lời: không nhận xác minh."),
    "request.answer": lazy("Đã trả lời. Bên hỏi thấy ngay."),
    "request.close": lazy("Đã khép đề nghị. Câu trả lời vẫn giữ."),
    "request.ask-on": lazy("Đã hỏi tiếp. Đơn vị đã trả lời lại nợ câu trả lời."),
    "activity.enter": lazy("Đã ghi hoạt động, bản 1. Chưa gửi cho ai."),
    "activity.revise": lazy("Đã ghi bản mới của hoạt động."),
    "activity.cancel": lazy("Đã hủy. Hoạt động không còn tính vào số liệu, vẫn đọc được."),
    "link.assert.activity": lazy("Đã nêu cùng một hoạt động."),
    "link.confirm.activity": lazy("Đã xác nhận: hai hồ sơ là một hoạt động, đếm một lần."),
    "link.reject.activity": lazy("Đã trả lời: không phải một hoạt động."),
    "request.remind": lazy("Đã nhắc. Đơn vị còn nợ câu trả lời thấy ngay trên bàn trực."),
    "shift.hand-over": lazy("Đã ký giao ca. Bàn trực báo đến khi ca sau ký nhận."),
    "shift.revise": lazy("Đã ký bản mới. Chờ người nhận ký."),
    "shift.take-over": lazy("Đã nhận ca. Sổ có đủ hai chữ ký."),
    "shift.cancel": lazy("Đã hủy sổ. Vẫn đọc được."),
    "passon.ask": lazy("Đã gửi lời xin. Chờ bên cho tin trả lời."),
    "passon.allow": lazy("Đã đồng ý chuyển tiếp. Rút lại được."),
    "passon.refuse": lazy("Đã trả lời: không đồng ý chuyển tiếp."),
}


def notice(request: HttpRequest, kind: str = "") -> str:
    """The sentence for the page after a form; empty where nothing was done. `kind`: of a record that has its own."""
    done = request.GET.get("xong", "")
    return str(DONE.get(f"{done}.{kind}", DONE.get(done, "")))
