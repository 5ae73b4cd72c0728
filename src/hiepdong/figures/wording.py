"""Words for why two counts differ."""

from django.utils.translation import gettext_lazy as lazy

WHY = {
    "came": lazy("vào sổ sau"), "received": lazy("được gửi cho ta sau"), "gone": lazy("không còn được xem"),
    "cancelled": lazy("đã hủy, nhập nhầm"), "uncounted": lazy("thành diễn tập, không tính"),
    "counted": lazy("nay mới tính"), "day": lazy("đổi ngày"), "kind": lazy("đổi tội danh, hành vi"),
    "units": lazy("đổi đơn vị"), "persons": lazy("đổi đối tượng, tư cách"), "joined": lazy("đã nối thành một vụ"),
    "parted": lazy("đã thôi nối"), "numbers": lazy("đổi con số"), "outside": lazy("không còn thuộc kỳ này, loại này"),
    "shown": lazy("đổi phần ta được xem"),
}  # fmt: skip

DONE = {
    "provisional.record": lazy("%(unit)s ghi số tạm, bản %(version)s"),
    "provisional.revise": lazy("%(unit)s ghi bản %(version)s của số tạm"),
    "provisional.cancel": lazy("%(unit)s bỏ số tạm"),
}
NAMES = {
    "provisional.record": lazy("Ghi số tạm"), "provisional.revise": lazy("Ghi bản mới của số tạm"),
    "provisional.cancel": lazy("Bỏ số tạm"),
}  # fmt: skip
