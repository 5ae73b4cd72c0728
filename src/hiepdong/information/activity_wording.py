"""Joint activities in words: their acts, and how often, with how many, with what they were: "10 lần, 120 lượt …"."""

from django.utils.translation import gettext_lazy as lazy

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.code_rows import ActivityKind

DONE = {
    "activity.enter": lazy("%(unit)s ghi hoạt động, bản %(version)s"),
    "activity.revise": lazy("%(unit)s ghi bản %(version)s"),
    "activity.cancel": lazy("%(unit)s hủy hoạt động vì ghi nhầm"),
    "link.assert.activity": lazy("%(unit)s nêu cùng một hoạt động với hồ sơ khác"),
    "link.confirm.activity": lazy("%(unit)s xác nhận cùng một hoạt động"),
    "link.reject.activity": lazy("%(unit)s trả lời: không phải một hoạt động"),
    "link.retract.activity": lazy("%(unit)s rút lời nêu cùng một hoạt động"),
}
NEWS = {
    "activity.enter": lazy("%(unit)s gửi hoạt động mới"),
    "activity.revise": lazy("%(unit)s gửi bản %(version)s của hoạt động"),
}
NAMES = {
    "activity.enter": lazy("Ghi hoạt động phối hợp"), "activity.revise": lazy("Ghi bản mới của hoạt động"),
    "activity.cancel": lazy("Hủy hoạt động"),
}  # fmt: skip
WAITS = {"link.activity": lazy("%(unit)s nêu: cùng một hoạt động với hồ sơ của họ")}
CHAPTERS = {
    "II.1": lazy("Lãnh đạo, chỉ đạo, quán triệt"), "II.2": lazy("Trao đổi, xử lý thông tin"),
    "II.3": lazy("Bảo vệ chủ quyền, an ninh biên giới, mục tiêu"), "II.4": lazy("Phòng, chống tội phạm, vi phạm"),
    "II.5": lazy("Quản lý nhà nước về an ninh, trật tự"), "II.6": lazy("Quốc phòng, huấn luyện, diễn tập"),
    "II.7": lazy("Phòng, chống thiên tai, cứu nạn"), "II.8": lazy("Vận động quần chúng"),
    "II.9": lazy("Giao ban, sơ kết, tổng kết"),
}  # fmt: skip
USUAL = {"times": ("lần", "times"), "attendances": ("lượt người", "attendances")}


def measure(kind: str, name: str, language: str) -> str:
    """What `times`, `attendances` or `items` of a kind are called; empty for the items of a kind that has none."""
    row: ActivityKind | None = codes.activities.get(kind)
    if row is None:
        return USUAL.get(name, ("", ""))[language == "en"]
    own: str = getattr(row, name)
    english: str = getattr(row, f"{name}_en")
    return english or own if language == "en" else own


def amount(kind: str, name: str, value: int, language: str) -> str:
    """A number with its word: "120 lượt cán bộ, chiến sĩ"."""
    return f"{number(value, language)} {counted_word(kind, name, value, language)}"


def counted_word(kind: str, name: str, value: int, language: str) -> str:
    """The word of a number, in English in the singular for one: "1 session"."""
    word = measure(kind, name, language)
    if language != "en" or value != 1:
        return word
    first, space, rest = word.partition(" ")
    return f"{first.removesuffix('s')}{space}{rest}"


def amounts(kind: str, counts: tuple[int | None, int | None, int | None], language: str) -> str:
    """Times, attendances and items of an activity in a line; what is not known is not said. Times are 1 unless said."""
    times, *others = counts
    named = [("times", times or 1), *zip(("attendances", "items"), others, strict=True)]
    return ", ".join(amount(kind, name, value, language) for name, value in named if value is not None)


def label(kind: str, name: str, language: str) -> str:
    """What the field of a number is headed: "Số buổi", "Lượt cán bộ, chiến sĩ", "Số khẩu súng"."""
    word = measure(kind, name, language)
    if language == "en" or (name == "attendances" and word.startswith("lượt")):
        return f"{word[:1].upper()}{word[1:]}"
    return f"Số {word}"


def number(value: int, language: str) -> str:
    """A whole number as the language writes it: 1.080 or 1,080."""
    return f"{value:,}".replace(",", ".") if language == "vi" else f"{value:,}"
