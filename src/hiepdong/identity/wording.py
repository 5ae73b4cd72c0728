"""Why a person was found, in words for a duty officer: Vietnamese and English."""

from collections.abc import Iterable

from hiepdong.identity.model import Reason

WORDS = {
    "name.same": ("Họ tên trùng khớp: {known}", "Same name: {known}"),
    "name.without_tones": (
        "Họ tên khớp khi bỏ dấu: hỏi “{asked}”, trong hồ sơ “{known}”",
        "Same name without tone marks: asked “{asked}”, on record “{known}”",
    ),
    "name.alike": (
        "Họ tên giống nhau: hỏi “{asked}”, trong hồ sơ “{known}”",
        "Similar names: asked “{asked}”, on record “{known}”",
    ),
    "name.other": ("Họ tên khác: trong hồ sơ “{known}”", "Another name: on record “{known}”"),
    "name.turned": ("thứ tự họ và tên khác nhau", "family and given name in another order"),
    "name.fewer": ("chỉ khớp một phần họ tên", "only part of the name agrees"),
    "name.initials": ("“{asked}” có thể là chữ viết tắt của “{known}”", "“{asked}” may abbreviate “{known}”"),
    "name.tones": ("khác dấu thanh: “{asked}” và “{known}”", "other tone marks: “{asked}” and “{known}”"),
    "name.regional": (
        "“{asked}” và “{known}” là hai cách gọi của một tên",
        "“{asked}” and “{known}” are two forms of one name",
    ),
    "name.sound": ("“{asked}” và “{known}” hay bị viết lẫn", "“{asked}” and “{known}” are often confused in spelling"),
    "name.slip": ("“{asked}” và “{known}” khác nhau một chữ cái", "“{asked}” and “{known}” differ by one letter"),
    "name.reading_vi": ("“{asked}” là âm Hán Việt của {known}", "“{asked}” is the Sino-Vietnamese reading of {known}"),
    "name.reading_pinyin": ("“{asked}” là bính âm của {known}", "“{asked}” is the pinyin of {known}"),
    "name.alias": ("Khớp với tên gọi khác của {known}: {asked}", "Agrees with another name of {known}: {asked}"),
    "name.across": (
        "“{asked}” và “{known}” có thể là bính âm và âm Hán Việt của một chữ",
        "“{asked}” and “{known}” may be the pinyin and the Sino-Vietnamese reading of one character",
    ),
    "name.homophone": (
        "“{asked}” và “{known}” là hai chữ Hán đồng âm",
        "“{asked}” and “{known}” are characters of one sound",
    ),
    "birth.same_day": ("Cùng ngày sinh {known}", "Same day of birth, {known}"),
    "birth.swapped": (
        "Ngày và tháng sinh đổi chỗ: {asked} và {known}",
        "Day and month of birth are swapped: {asked} and {known}",
    ),
    "birth.day_beside": ("Ngày sinh lệch một ngày: {asked} và {known}", "Day of birth one off: {asked} and {known}"),
    "birth.near_day": ("Ngày sinh gần giống: {asked} và {known}", "Nearly the same day of birth: {asked} and {known}"),
    "birth.next_year": (
        "Cùng ngày, tháng sinh, lệch một năm: {asked} và {known}",
        "Same day and month of birth, a year apart: {asked} and {known}",
    ),
    "birth.same_year": ("Cùng năm sinh {known}", "Same year of birth, {known}"),
    "birth.year_beside": ("Năm sinh lệch một năm: {asked} và {known}", "Year of birth one off: {asked} and {known}"),
    "birth.other_year_same_day": (
        "Cùng ngày, tháng nhưng khác năm sinh: {asked} và {known}",
        "Same day and month, another year of birth: {asked} and {known}",
    ),
    "birth.same_year_other_day": (
        "Cùng năm nhưng khác ngày sinh: {asked} và {known}",
        "Same year, another day of birth: {asked} and {known}",
    ),
    "birth.different": ("Năm sinh khác: {asked} và {known}", "Another year of birth: {asked} and {known}"),
    "sex.same": ("Cùng giới tính", "Same sex"),
    "sex.other": ("Khác giới tính", "Other sex"),
    "home.same": ("Cùng nơi ở: {known}", "Same home: {known}"),
    "home.other": ("Nơi ở khác: {known}", "Another home: {known}"),
    "document.same": ("Cùng số giấy tờ: {known}", "Same document number: {known}"),
    "document.near": (
        "Số giấy tờ chỉ sai một chữ số: {asked} và {known}",
        "Document number the same but for one slip: {asked} and {known}",
    ),
    "document.other": (
        "Số giấy tờ cùng loại khác nhau: {asked} và {known}",
        "Another number on a document of the same kind: {asked} and {known}",
    ),
    "document.shape": (
        "Số giấy tờ không đúng dạng: {asked}",
        "The number has not the shape of such a document: {asked}",
    ),
    "document.province": (
        "Số căn cước không mang mã tỉnh nào: {asked}",
        "No province has the code in this number: {asked}",
    ),
    "document.birth": (
        "Số giấy tờ mang ngày sinh không có thật: {asked}",
        "The number holds a day that does not exist: {asked}",
    ),
    "document.check_digit": ("Số kiểm tra cuối không khớp: {asked}", "The check digit is wrong: {asked}"),
    "document.other_birth": (
        "Ngày sinh trong số giấy tờ khác ngày sinh đã khai: {asked}",
        "The number says another birth than was stated: {asked}",
    ),
    "document.other_sex": (
        "Giới tính trong số giấy tờ khác giới tính đã khai: {asked}",
        "The number says another sex than was stated: {asked}",
    ),
}


def words(reason: Reason, language: str = "vi") -> str:
    """One reason as a phrase."""
    return WORDS[reason.code][language == "en"].format(asked=reason.asked, known=reason.known)


def explained(reasons: Iterable[Reason], language: str = "vi") -> str:
    """All reasons as one sentence, the weightiest first as they come."""
    said = [words(reason, language) for reason in reasons]
    text = "; ".join(said)
    return text[:1].upper() + text[1:] + "." if text else ""
