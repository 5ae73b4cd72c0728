"""Refusals: what was not done and why, with a stable code and a message in Vietnamese and English."""

from typing import Any

from hiepdong.vocabulary.import_refusals import IMPORT_MESSAGES

MESSAGES: dict[str, tuple[str, str]] = {
    "act.invalid": ("Việc ghi thiếu hoặc sai một ô: {detail}", "A field is missing or of the wrong shape: {detail}"),
    "act.unknown": ("Không có loại việc «{detail}».", "There is no act “{detail}”."),
    "act.id_reused": (
        "Mã việc này đã dùng cho một nội dung khác. Tạo mã mới rồi gửi lại.",
        "This act id was already used with other content. Make a new id and send again.",
    ),
    "act.not_permitted": (
        "Vai trò của đồng chí không làm được việc này: {detail}",
        "Your role does not allow this: {detail}",
    ),
    "officer.unknown": ("Không có cán bộ «{detail}» ở đơn vị này.", "No officer “{detail}” serves here."),
    "unit.unknown": ("Không có đơn vị mã «{detail}» trên máy này.", "There is no unit “{detail}” on this node."),
    "unit.taken": ("Mã đơn vị «{detail}» đã có.", "The unit code “{detail}” is taken."),
    "unit.ended": (
        "Đơn vị «{detail}» đã kết thúc hoạt động. Chọn đơn vị kế thừa.",
        "The unit “{detail}” has ended. Choose its successor.",
    ),
    "unit.on_system": (
        "Đơn vị «{detail}» đã có cán bộ trên hệ thống: để đơn vị đó tự ghi.",
        "The unit “{detail}” has officers on the system: it speaks for itself.",
    ),
    "record.not_found": ("Không tìm thấy hồ sơ này.", "No such record was found."),
    "record.exists": ("Mã hồ sơ này đã có. Tạo mã mới.", "A record with this id exists. Make a new id."),
    "record.not_owner": (
        "Hồ sơ này của đơn vị khác; chỉ đơn vị đó được sửa.",
        "This record belongs to another unit; only that unit writes it.",
    ),
    "record.version_conflict": (
        "Hồ sơ đã có bản {current}, đồng chí đang sửa bản {expected}. Mở lại, so hai bản rồi ghi.",
        "The record is at version {current}, you revised version {expected}. Open it again and compare.",
    ),
    "record.locked": (
        "Hồ sơ đang chờ bàn giao cho {detail}. Đợi trả lời, hoặc hai chỉ huy hủy đề nghị.",
        "The record is offered to {detail}. Wait for the answer, or two commanders void the offer.",
    ),
    "record.cancelled": ("Hồ sơ này đã hủy, chỉ còn đọc được.", "This record was cancelled; it can only be read."),
    "document.invalid": ("Nội dung chưa đúng: {detail}", "The document is not right: {detail}"),
    "document.unknown_field": ("Không có ô «{detail}».", "There is no field “{detail}”."),
    "document.unknown_code": ("Không có mã «{detail}» vào ngày đó.", "There is no code “{detail}” on that day."),
    "mask.unknown_path": ("Không bớt được phần «{detail}».", "The part “{detail}” cannot be left out."),
    "marking.above_ceiling": (
        "Máy này không được chứa tài liệu độ mật «{detail}». Chưa ghi gì.",
        "This node may not hold documents marked “{detail}”. Nothing was written.",
    ),
    "link.other_side_unseen": (
        "Đơn vị giữ hồ sơ kia chưa được xem hồ sơ của ta. Gửi cho họ trước, rồi nêu.",
        "The owner of the other record does not see ours. Release it to them first.",
    ),
    "link.settled": (
        "Việc nối này đã có kết luận. Có thể nêu một nối mới.",
        "This link is settled. A new one may be asserted.",
    ),
    "handover.not_offered": (
        "Hồ sơ này không được đề nghị giao cho đơn vị ta.",
        "This record is not offered to your unit.",
    ),
    "request.not_addressed": ("Đề nghị này không gửi cho đơn vị ta.", "This request is not addressed to your unit."),
    "request.answered": ("Đơn vị ta đã trả lời xong đề nghị này.", "Your unit has answered this request."),
    "request.declined": ("Đơn vị ta đã từ chối đề nghị này.", "Your unit has declined this request."),
    "request.closed": ("Đề nghị này đã khép lại.", "This request is closed."),
    "request.none_owes": (
        "Không đơn vị nào khác còn nợ câu trả lời này.",
        "No other unit owes an answer to this request.",
    ),
    "passon.answered": ("Việc xin chuyển tiếp này đã được trả lời.", "This ask was answered."),
    "shift.taken_over": (
        "Ca này đã có người nhận. Cần sửa thì người giao ghi bản mới, hai bên ký lại.",
        "This shift was taken over. Who handed it over may correct it by a new version, to be taken over anew.",
    ),
    "shift.own": (
        "Người giao không tự nhận ca của mình: cán bộ trực ca sau phải nhận.",
        "Who hands a shift over cannot take it over: the next duty officer must.",
    ),
    "shift.not_signer": (
        "Việc này của người đã ký sổ giao nhận ca này ({detail}), hoặc của chỉ huy.",
        "This is for the officer who signed this sheet ({detail}), or for a commander.",
    ),
    "officer.has_password": (
        "Đã ghi. {detail} có mật khẩu từ trước, vẫn dùng được; cần thì cấp mật khẩu mới ở danh sách dưới.",
        "Recorded. {detail} has a password already, which goes on; a new one can be given in the list below.",
    ),
    "person.no_purpose": (
        "Chưa nêu mục đích tra cứu. Ghi rõ tra để làm gì, ít nhất {detail} chữ cái. Chưa tra gì.",
        "No purpose is stated. Say what the look-up is for, in {detail} letters or more. Nothing was looked up.",
    ),
    "person.nobody": (
        "Chưa nêu tra ai: ghi họ tên, hoặc số giấy tờ. Chưa tra gì.",
        "Nobody is named: give a name, or the number of a paper. Nothing was looked up.",
    ),
    "person.birth": (
        "Không có ngày sinh {detail}. Ghi năm như 1990, hoặc ngày như 02/09/1990. Chưa tra gì.",
        "There is no day of birth {detail}. Give a year like 1990, or a day like 1990-09-02. Nothing was looked up.",
    ),
    "reconciliation.not_party": (
        "Đơn vị ta không tham gia lần đối chiếu này.",
        "Your unit takes no part in this reconciliation.",
    ),
    "reconciliation.ended": (
        "Lần đối chiếu này đã ký đủ hoặc đã khép lại.",
        "This reconciliation was signed by all, or closed.",
    ),
    "reconciliation.not_all": (
        "Chưa đủ các bên đưa số liệu ra như tại cùng một mục của nhật ký.",
        "Not all have put figures forward as of the same position in the journal.",
    ),
    "reconciliation.changed": (
        "Biên bản đã được ghi lại hoặc số liệu đã đổi. Xem lại rồi ký.",
        "What is to be signed has changed. Look at it again, then sign.",
    ),
    "reconciliation.not_shown": (
        "Chỉ nêu được vụ của hai bên mà cả hai đều được xem: {detail}",
        "Only cases of the two that both may see can be told: {detail}",
    ),
    "draft.too_long": (
        "Bản nháp quá dài, chưa lưu. Ghi hồ sơ, hoặc rút ngắn phần đang gõ.",
        "The draft is too long and was not kept. Record it, or shorten what is typed.",
    ),
    "node.not_initialised": (
        "Thư mục {detail} chưa có dữ liệu. Bắt đầu: hiepdong init --admin TÊN; hoặc xem mẫu: hiepdong demo",
        "There is no node in {detail}. Begin: hiepdong init --admin LOGIN; or see the sample: hiepdong demo",
    ),
    "node.exists": ("Thư mục {detail} đã có một máy. Chưa làm gì.", "{detail} already holds a node. Nothing was done."),
    "node.behind_head": (
        "Dữ liệu cũ hơn dấu đầu sổ ({detail}). Có thể vừa khôi phục bản sao cũ: chạy hiepdong journal verify.",
        "The database is behind the head file ({detail}). It may be an old copy: run hiepdong journal verify.",
    ),
    "node.damaged": (
        "Dữ liệu của máy hỏng hoặc thiếu: {detail}. Chưa làm gì; khôi phục từ bản sao lưu: hiepdong restore TỆP.",
        "Something of this node is damaged or missing: {detail}. Nothing was done; restore it from a backup.",
    ),
    "node.head_lost": (
        "Mất hoặc hỏng dấu đầu sổ ({detail}). Chưa ghi gì. Kiểm tra rồi lập lại: hiepdong journal verify --note-head",
        "The head file {detail} is lost. Nothing was written. Note it anew: hiepdong journal verify --note-head",
    ),
    "node.database": (
        "Không dùng được cơ sở dữ liệu: {detail}. Chưa làm gì.",
        "The database cannot be used: {detail}. Nothing was done.",
    ),
    "node.restoring": (
        "Lần khôi phục vào {detail} bị ngắt giữa chừng. Chưa làm gì; chạy lại đúng lệnh hiepdong restore đó.",
        "A restore into {detail} was cut short. Nothing was done; run the same hiepdong restore again.",
    ),
    "node.index_old": (
        "Bảng tra ở {detail} do phiên bản khác lập. Chưa làm gì. Lập lại, không mất gì: hiepdong journal rebuild",
        "The index in {detail} was made by another version. Nothing was done; make it anew: hiepdong journal rebuild",
    ),
    "sample.has_work": (
        "Sau khi tạo mẫu đã có {detail} việc được ghi thêm. Chưa xóa gì; xem lại, rồi xác nhận xóa cả những việc đó.",
        "After the sample was made {detail} acts were entered. Nothing was removed; confirm that they go too.",
    ),
    "sample.not_confirmed": (
        "Chưa xóa gì. Để xóa dữ liệu mẫu, xác nhận bằng tên máy: {detail}",
        "Nothing was removed. To remove the sample, confirm with the name of the node: {detail}",
    ),
    "node.not_sample": (
        "Thư mục {detail} đã có một máy không phải máy mẫu. Chọn thư mục khác: HIEPDONG_HOME=…",
        "{detail} holds a node that is not the sample. Choose another folder: HIEPDONG_HOME=…",
    ),
    "serve.port_taken": (
        "Cổng {detail} đang có chương trình khác dùng. Chọn cổng khác: --port {other}",
        "Port {detail} is taken by another program. Choose another: --port {other}",
    ),
    "serve.port_denied": (
        "Tài khoản này không được mở cổng {detail}. Chọn cổng từ 1024 trở lên: --port {other}",
        "This account may not open port {detail}. Choose one from 1024 on: --port {other}",
    ),
    "serve.address": (
        "Không nghe được ở địa chỉ {detail}. Xem lại --host và --port.",
        "Cannot listen at {detail}. Look at --host and --port.",
    ),
    "node.busy": (
        "Máy đang bận ghi. Chưa ghi gì, gửi lại sau ít giây.",
        "The node is busy. Nothing was written; send again.",
    ),
    "node.disk": (
        "Không ghi được vào đĩa: {detail}. Chưa ghi gì.",
        "The disk cannot be written: {detail}. Nothing was written.",
    ),
    "attachment.too_large": ("Tệp lớn quá {detail}.", "The file is larger than {detail}."),
    "attachment.type": ("Không nhận loại tệp này: {detail}.", "This type of file is not accepted: {detail}."),
    "attachment.broken": (
        "Ảnh hỏng hoặc thiếu, không đọc hết được. Chưa ghi gì; gửi lại từ máy đã chụp.",
        "The picture is damaged or cut and cannot be read. Nothing was written; send it again from where it was taken.",
    ),
    "attachment.too_many_pixels": (
        "Ảnh lớn quá {detail}. Chưa ghi gì; thu nhỏ ảnh rồi gửi lại.",
        "The picture has more than {detail}. Nothing was written; make it smaller and send it again.",
    ),
    "attachment.unstrippable": (
        "Máy không bỏ được vị trí khỏi ảnh {detail}. Chưa ghi gì; lưu ảnh thành JPEG, hoặc chọn gửi cả vị trí.",
        "The position cannot be taken out of a {detail} picture. Save it as JPEG, or choose to send the position too.",
    ),
    "attachment.missing": ("Không đọc được tệp {detail}.", "The file {detail} cannot be read."),
    "backup.unreadable": (
        "Không mở được bản sao lưu: {detail}. Chưa làm gì.",
        "The backup cannot be opened: {detail}. Nothing was done.",
    ),
    "file.unreadable": (
        "Không đọc được tệp {detail}. Chưa làm gì.",
        "The file {detail} cannot be read. Nothing was done.",
    ),
    "play.no_act": (
        "{detail}: dòng này không phải một đối tượng JSON có «id» và «act». Chưa ghi gì.",
        "{detail}: this line is no JSON object with “id” and “act”. Nothing was done.",
    ),
    "codes.unknown_list": ("Không có danh mục «{detail}».", "There is no code list “{detail}”."),
    "codes.bad_list": (
        "Danh mục «{detail}» có chỗ sai; chưa dùng dòng nào của nó.",
        "The code list “{detail}” has faults; none of it is used.",
    ),
    "query.invalid": ("Câu hỏi chưa đúng: {detail}", "The question is not right: {detail}"),
    "signin.failed": ("Tên hoặc mật khẩu chưa đúng.", "The name or password is not right."),
    "signin.locked": (
        "Đã sai quá nhiều lần. Tài khoản tạm khóa, thử lại sau {detail} giây.",
        "Too many failed tries. The account is locked, try again in {detail} seconds.",
    ),
    "token.invalid": (
        "Thiếu mã truy cập, hoặc mã đã hết hạn. Gửi kèm: Authorization: Bearer MÃ",
        "The token is missing or no longer good. Send: Authorization: Bearer TOKEN",
    ),
    "path.not_found": ("Không có địa chỉ này.", "There is no such address."),
    "request.method": ("Địa chỉ này không nhận {detail}.", "This address does not take {detail}."),
    "request.type": ("Không nhận nội dung kiểu «{detail}» ở đây.", "Content of type “{detail}” is not taken here."),
    "request.accept": ("Chỉ trả lời được kiểu {detail}.", "The answer can only be given as {detail}."),
    "request.too_large": ("Nội dung gửi lên quá lớn. Chưa ghi gì.", "The request is too large. Nothing was written."),
    "node.unexpected": (
        "Máy gặp lỗi ngoài dự tính. Chi tiết ở nhật ký lỗi của máy.",
        "Something unexpected went wrong. Details are in the node's error log.",
    ),
} | IMPORT_MESSAGES


class Refused(Exception):
    """A rule said no. Nothing was written. `code` is stable, `text(language)` is for the officer."""

    def __init__(self, code: str, detail: object = "", **params: Any) -> None:
        self.code = code
        self.params = {"detail": detail, **params}
        super().__init__(f"{code}: {self.text('en')}")

    def text(self, language: str = "vi") -> str:
        """The message in `vi` or `en`."""
        vietnamese, english = MESSAGES[self.code]
        template = english if language == "en" else vietnamese
        return template.format_map(self.params).strip()
