"""What a column of an office's list may be, and by which headings it is known."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from msgspec import Struct


class Field(Struct, frozen=True):
    """A field of a case or of a person. `headings`: as offices write them, folded; `of`: case or person."""

    name: str
    label: Promise
    headings: tuple[str, ...]
    of: str = "case"


def _field(name: str, label: Promise, headings: str, of: str = "case") -> Field:
    return Field(name, label, tuple(part.strip() for part in headings.split("|")), of)


FIELDS: tuple[Field, ...] = (
    _field("order", lazy("Số thứ tự"), "stt|so tt|tt|so thu tu|no"),
    _field("number", lazy("Số hồ sơ, số vụ"),
           "so ho so|ma ho so|so vu|ma vu|so vu an|ma so vu|ho so so|so hs|case no"),
    _field("title", lazy("Tên vụ việc"),
           "ten vu viec|ten vu|trich yeu|noi dung|noi dung vu viec|vu viec|noi dung vu an|ten vu an|title"),
    _field("day", lazy("Ngày, giờ xảy ra"),
           "ngay|ngay xay ra|thoi gian|thoi gian xay ra|ngay thang|ngay bat|ngay bat giu|ngay phat hien|ngay gio|"
           "thoi gian bat giu|thoi gian phat hien|ngay thang nam|ngay vi pham|thoi diem|ngay xay ra vu viec|date"),
    _field("hour", lazy("Giờ"), "gio|gio xay ra|gio bat|gio phat hien|hour|time"),
    _field("offence", lazy("Tội danh, hành vi"),
           "toi danh|hanh vi|hanh vi vi pham|toi danh hanh vi|toi pham|loai vi pham|loai toi|dieu luat|toi|"
           "hanh vi pham toi|hanh vi vi pham phap luat|offence"),
    _field("place", lazy("Nơi xảy ra"),
           "dia diem|noi xay ra|dia diem xay ra|dia diem bat giu|noi bat|noi bat giu|noi phat hien|dia ban|place"),
    _field("commune", lazy("Xã"), "xa|xa phuong|xa thi tran|xa phuong thi tran|ten xa|commune"),
    _field("village", lazy("Thôn, bản"), "thon|ban|thon ban|khu pho|khoi|thon ban khu pho|village"),
    _field("marker", lazy("Mốc"), "moc|moc quoc gioi|moc gioi|so moc|khu vuc moc|marker"),
    _field("lead", lazy("Đơn vị chủ trì"),
           "luc luong bat giu|luc luong chu tri|"
           "don vi|don vi chu tri|chu tri|don vi bat|don vi bat giu|don vi thu ly|don vi xu ly|co quan thu ly|lead"),
    _field("supporting", lazy("Đơn vị phối hợp"), "phoi hop|don vi phoi hop|luc luong phoi hop|supporting"),
    _field("found", lazy("Đơn vị phát hiện"), "don vi phat hien|luc luong phat hien|found"),
    _field("found_by", lazy("Phát hiện qua"),
           "phat hien qua|nguon phat hien|hinh thuc phat hien|qua cong tac|found by"),
    _field("stage", lazy("Giai đoạn"), "giai doan|tien do|giai doan to tung|tinh trang vu an|stage"),
    _field("outcomes", lazy("Kết quả xử lý"),
           "ket qua|ket qua xu ly|xu ly|hinh thuc xu ly|huong xu ly|ket qua giai quyet|bien phap xu ly|outcome"),
    _field("exhibits", lazy("Tang vật"),
           "tang vat|vat chung|tang vat thu giu|vat chung thu giu|tang vat phuong tien|thu giu|exhibits"),
    _field("quantity", lazy("Số lượng tang vật"), "so luong|khoi luong|trong luong|so luong tang vat|quantity"),
    _field("summary", lazy("Tóm tắt"),
           "tom tat|tom tat noi dung|noi dung tom tat|dien bien|tom tat vu viec|noi dung su viec|summary"),
    _field("note", lazy("Ghi chú"), "ghi chu|chu thich|note|notes"),
    _field("name", lazy("Họ tên đối tượng"),
           "ho ten|ho va ten|ho ten doi tuong|ten doi tuong|doi tuong|ho va ten doi tuong|nguoi vi pham|"
           "nguoi pham toi|ho ten nguoi pham toi|doi tuong vi pham|bi cao|"
           "ho ten nguoi vi pham|ten nguoi vi pham|bi can|ho ten bi can|name", "person"),
    _field("birth", lazy("Ngày, năm sinh"),
           "nam sinh|ngay sinh|sinh nam|ngay thang nam sinh|ngay nam sinh|ns|sn|nam sinh doi tuong|birth", "person"),
    _field("gender", lazy("Giới tính"), "gioi tinh|gioi|nam nu|gt|gender", "person"),
    _field("nationality", lazy("Quốc tịch"), "quoc tich|qt|nationality", "person"),
    _field("paper", lazy("Số giấy tờ"),
           "cccd|so cccd|cmnd|so cmnd|cmnd cccd|cccd cmnd|so giay to|giay to tuy than|so cccd cmnd|so cmnd cccd|"
           "so dinh danh|ho chieu|so ho chieu|can cuoc|so can cuoc|id number", "person"),
    _field("home", lazy("Nơi ở"),
           "noi o|cho o|dia chi|ho khau|hktt|noi cu tru|noi dang ky thuong tru|noi thuong tru|thuong tru|que quan|"
           "noi dkhktt|dkhktt|tru quan|"
           "noi o hien nay|noi o hien tai|cu tru|noi tam tru|tam tru|nguyen quan|tru tai|home", "person"),
    _field("aliases", lazy("Tên gọi khác"), "biet danh|ten goi khac|bi danh|ten khac|aliases", "person"),
    _field("status", lazy("Tư cách tố tụng"),
           "tu cach|tu cach to tung|trang thai|tinh trang|tinh trang doi tuong|bien phap ngan chan|status", "person"),
    _field("never", lazy("không nhập, theo luật"),
           "dan toc|ton giao|dang phai|tin nguong|dao|thanh phan dan toc|dan toc ton giao", "person"),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}
