"""Reconciliations in words: acts, news, what waits, how they stand, why counts differ."""

from django.utils.translation import gettext_lazy as lazy

from hiepdong.figures.wording import WHY as WHY_OF_FIGURES

DONE = {
    "reconciliation.propose": lazy("%(unit)s đề nghị đối chiếu số liệu"),
    "reconciliation.put": lazy("%(unit)s đưa số liệu ra"),
    "reconciliation.agree": lazy("%(unit)s ghi số thống nhất để các bên ký"),
    "reconciliation.sign": lazy("%(unit)s ký số thống nhất"),
    "reconciliation.close": lazy("%(unit)s khép lại, không thống nhất"),
}
NAMES = {
    "reconciliation.propose": lazy("Đề nghị đối chiếu số liệu"), "reconciliation.put": lazy("Đưa số liệu ra đối chiếu"),
    "reconciliation.agree": lazy("Ghi số thống nhất"), "reconciliation.sign": lazy("Ký số thống nhất"),
    "reconciliation.close": lazy("Khép lại đối chiếu"),
}  # fmt: skip
WAITS = {
    "reconciliation-put": lazy("%(unit)s đề nghị đối chiếu: ta chưa đưa số liệu ra"),
    "reconciliation-sign": lazy("%(unit)s đã ghi số thống nhất: ta chưa ký"),
}
STATES = {
    "open": lazy("đang đối chiếu"), "agreed": lazy("chờ ký"), "signed": lazy("đã ký đủ"),
    "closed": lazy("khép lại, không thống nhất"),
}  # fmt: skip
WHY = {
    **WHY_OF_FIGURES,
    "not_released": lazy("ta chưa gửi cho họ"), "old_version": lazy("họ chưa có bản mới của ta"),
    "withheld_from_them": lazy("ta gửi không kèm đối tượng"), "withheld_from_us": lazy("họ gửi không kèm đối tượng"),
    "other_kind": lazy("bên kia tính ở nhóm khác"), "other_kind_here": lazy("ta tính ở nhóm khác"),
    "other_date": lazy("ngày ở ngoài kỳ"), "third": lazy("hồ sơ của đơn vị thứ ba"),
    "other_units": lazy("không đủ đơn vị tham gia như đã chọn"), "unlinked": lazy("có thể là một vụ, chưa nối"),
    "persons_apart": lazy("người khác tư cách, hoặc chưa ghép"), "they_do_not": lazy("họ không tính"),
    "not_told": lazy("họ không nêu riêng, có thể trong tổng số"),
    "untold": lazy("họ không nêu số người"), "linked_otherwise": lazy("hai bên nối khác nhau"),
}  # fmt: skip
