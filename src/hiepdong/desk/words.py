"""Acts in words: what happened to a record, what is new, what waits. The messages are Vietnamese, for gettext."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from hiepdong.figures import wording as figures
from hiepdong.information import wording as information
from hiepdong.operations import shift_wording as shifts
from hiepdong.reconciliation import wording as reconciliation
from hiepdong.records.board import News
from hiepdong.records.history import Line

DONE = (
    {
        "case.open": lazy("%(unit)s ghi vụ việc, bản %(version)s"),
        "case.open.kept": lazy("%(unit)s ghi vụ việc giữ thay %(to)s, bản %(version)s"),
        "case.revise": lazy("%(unit)s ghi bản %(version)s"),
        "case.cancel": lazy("%(unit)s hủy vụ việc vì ghi nhầm"),
        "record.release": lazy("%(unit)s gửi %(to)s"),
        "record.withdraw": lazy("%(unit)s rút bản đã gửi %(to)s"),
        "link.assert": lazy("%(unit)s nêu cùng một vụ với hồ sơ khác"),
        "link.confirm": lazy("%(unit)s xác nhận cùng một vụ"),
        "link.reject": lazy("%(unit)s trả lời: không phải một vụ"),
        "link.retract": lazy("%(unit)s rút lời nêu cùng một vụ"),
        "handover.ask": lazy("%(unit)s đề nghị được nhận bàn giao"),
        "handover.offer": lazy("%(unit)s đề nghị bàn giao cho %(to)s"),
        "handover.accept": lazy("%(unit)s nhận bàn giao, bản %(version)s"),
        "handover.decline": lazy("%(unit)s không nhận bàn giao"),
        "handover.void": lazy("%(unit)s: chỉ huy hủy đề nghị bàn giao"),
        "copy.return": lazy("%(unit)s trả lại bản được gửi"),
        "record.attach": lazy("%(unit)s đính kèm tệp, bản %(version)s"),
        "record.erase": lazy("%(unit)s: chỉ huy quyết định xóa nội dung"),
        "unit.end": lazy("Hồ sơ chuyển cho đơn vị kế thừa"),
        "unit.add": lazy("Thêm hoặc đổi tên đơn vị"),
        "unit.configure": lazy("Đổi cài đặt của đơn vị"),
        "officer.add": lazy("Thêm cán bộ"),
        "paper.approve": lazy("%(unit)s: chỉ huy duyệt báo cáo"),
        "import.begin": lazy("%(unit)s bắt đầu nhập danh sách"),
        "import.end": lazy("%(unit)s nhập xong danh sách"),
        "import.undo": lazy("%(unit)s bỏ cả lần nhập danh sách"),
        "release.standing": lazy("%(unit)s đặt chế độ gửi thường xuyên"),
        "release.standing-end": lazy("%(unit)s thôi gửi thường xuyên"),
        "person.look-up": lazy("Tra cứu người"),
        "node.start": lazy("Máy bắt đầu"),
    }
    | information.DONE
    | shifts.DONE
    | reconciliation.DONE
    | figures.DONE
)
NEWS = (
    DONE
    | {
        "case.open": lazy("%(unit)s gửi vụ mới"),
        "case.revise": lazy("%(unit)s gửi bản %(version)s"),
    }
    | information.NEWS
    | shifts.NEWS
)
NAMES = {
    "case.open": lazy("Ghi vụ việc"), "case.revise": lazy("Ghi bản mới"), "case.cancel": lazy("Hủy vụ việc"),
    "record.release": lazy("Gửi"), "record.withdraw": lazy("Rút bản đã gửi"), "record.attach": lazy("Đính kèm tệp"),
    "record.erase": lazy("Xóa nội dung"), "link.assert": lazy("Nêu hai hồ sơ là một"),
    "link.confirm": lazy("Xác nhận hai hồ sơ là một"), "link.reject": lazy("Trả lời: không phải là một"),
    "link.retract": lazy("Rút lời nêu"), "handover.ask": lazy("Xin nhận bàn giao"),
    "handover.offer": lazy("Đề nghị bàn giao"), "handover.accept": lazy("Nhận bàn giao"),
    "handover.decline": lazy("Không nhận bàn giao"), "handover.void": lazy("Hủy đề nghị bàn giao"),
    "copy.return": lazy("Trả lại bản"), "unit.add": lazy("Thêm, đổi tên đơn vị"), "unit.end": lazy("Kết thúc đơn vị"),
    "unit.configure": lazy("Đổi cài đặt đơn vị"), "officer.add": lazy("Thêm cán bộ"),
    "paper.approve": lazy("Duyệt báo cáo"),
    "person.look-up": lazy("Tra cứu người"),
    "import.begin": lazy("Bắt đầu nhập danh sách"), "import.end": lazy("Nhập xong danh sách"),
    "import.undo": lazy("Bỏ lần nhập danh sách"),
    "release.standing": lazy("Đặt gửi thường xuyên"), "release.standing-end": lazy("Thôi gửi thường xuyên"),
    "node.start": lazy("Máy bắt đầu"), **information.NAMES, **shifts.NAMES, **reconciliation.NAMES,
    **figures.NAMES,
}  # fmt: skip
WAITS = {
    "handover-offered": lazy("%(unit)s đề nghị bàn giao cho ta"),
    "handover-asked": lazy("%(unit)s đề nghị được nhận bàn giao"),
    "handover-unanswered": lazy("%(unit)s chưa trả lời đề nghị bàn giao"),
    "handover-void": lazy("Cần chỉ huy thứ hai hủy đề nghị bàn giao cho %(unit)s"),
    "behind": lazy("%(unit)s chưa có bản mới: bản này thêm người hoặc tệp"),
    "erasure": lazy("Cần chỉ huy thứ hai quyết định xóa nội dung"),
    "link": lazy("%(unit)s nêu: cùng một vụ với hồ sơ của họ"),
} | (information.WAITS | reconciliation.WAITS)
FIELDS = {
    "summary": lazy("tóm tắt"), "found_by": lazy("cách phát hiện"), "others": lazy("người khác"),
    "exhibits": lazy("tang vật"), "wanted": lazy("quyết định truy nã"), "stage": lazy("giai đoạn"),
    "outcomes": lazy("kết quả xử lý"), "place.point": lazy("tọa độ"), "place.text": lazy("mô tả nơi"),
    "subjects": lazy("đối tượng"), "name": lazy("họ tên"), "birth": lazy("năm sinh"), "gender": lazy("giới tính"),
    "nationality": lazy("quốc tịch"), "documents": lazy("giấy tờ tùy thân"), "aliases": lazy("tên gọi khác"),
    "home": lazy("nơi ở"), "minor": lazy("chưa thành niên"), "role": lazy("vai trò"), "note": lazy("ghi chú"),
    "quantity": lazy("số lượng"), "unit": lazy("đơn vị tính"), "kind": lazy("loại"), "value_vnd": lazy("giá trị"),
    "issuer": lazy("cơ quan ra quyết định"), "number": lazy("số"), "date": lazy("ngày"), "offence": lazy("tội danh"),
    "subject": lazy("đối tượng"), "attachments": lazy("tệp đính kèm"), "led": lazy("được đưa dẫn"),
    "facts": lazy("mốc tố tụng"),
    **information.FIELDS, **shifts.FIELDS,
}  # fmt: skip
PARTS = {
    "identity": lazy("nhân thân đối tượng (họ tên, năm sinh, giấy tờ, nơi ở)"), "subjects": lazy("cả phần đối tượng"),
    "others": lazy("người khác (bị hại, nhân chứng)"), "exhibits": lazy("tang vật"),
    "facts": lazy("mốc tố tụng của vụ"), "subjects_facts": lazy("mốc tố tụng của đối tượng"),
    "wanted": lazy("quyết định truy nã"), "found_by": lazy("cách phát hiện"), "summary": lazy("tóm tắt"),
    "place_point": lazy("tọa độ"), "place_text": lazy("mô tả nơi"), "progress": lazy("giai đoạn, kết quả xử lý"),
    "attachments": lazy("tệp đính kèm"), "note": lazy("ghi chú"), **information.FIELDS, **shifts.FIELDS,
}  # fmt: skip
PERSON = frozenset({"name", "birth", "documents", "aliases", "home"})


def act(tag: str) -> str:
    """The name of an act, as a list of the journal has it."""
    return str(NAMES.get(tag, tag))


def done(act: str, unit: str, to: str, version: int | None) -> str:
    """An act in words, by names that are already words."""
    sentence = DONE.get(act)
    return str(sentence) % {"unit": unit, "to": to, "version": version} if sentence else act


def of_line(line: Line, name: dict[str, str], kind: str) -> str:
    """A line of the history of a record of that kind, in words. `name` gives the name of each unit."""
    to = ", ".join(name[code] for code in line.to) or _("đơn vị khác")
    if line.behalf:
        return done(f"{line.act}.kept", name[line.unit] if line.unit else "", name[line.behalf], line.version)
    variants = (f"{line.act}.{line.relation}", f"{line.act}.{kind}", line.act)
    act = next((variant for variant in variants if variant in DONE), line.act)
    said = done(act, name[line.unit] if line.unit else "", to, line.version)
    if line.act in ("case.open", "report.file") and line.to:
        return _("%(done)s; tự gửi %(to)s theo chế độ thường xuyên") % {"done": said, "to": to}
    return said


def of_news(line: News, name: dict[str, str], *, from_above: bool = False) -> str:
    """What another unit did, in words. `from_above`: by a unit that stands above ours."""
    variants = (f"{line.act}.{line.kind}", f"{line.act}.superior" if from_above else "", line.act)
    said = next((NEWS[variant] for variant in variants if variant in NEWS), None)
    unit = name[line.unit] if line.unit else ""
    return str(said) % {"unit": unit, "to": _("ta"), "version": line.version} if said else line.act


def of_waiting(variant: str, what: str, units: tuple[str, ...], name: dict[str, str]) -> str:
    """What waits, in words; in those of the kind of record (`variant`) where it has its own."""
    return str(WAITS.get(variant, WAITS[what])) % {"unit": ", ".join(name[unit] for unit in units)}


def path(dotted: str) -> str:
    """A part of a document in words: “họ tên đối tượng”."""
    if dotted in FIELDS:
        return str(FIELDS[dotted])
    whole, *inside = dotted.split(".")
    return f"{FIELDS.get(inside[-1], inside[-1])} ({FIELDS.get(whole, whole)})"


FIRST = (("subjects", "subjects"), ("subjects.name", ""), ("subjects.documents", ""), ("exhibits", "exhibits"))


def first_path(masked: tuple[str, ...]) -> str:
    """The weightiest part of a mask, for a list: what says who the subjects are comes as nhân thân."""
    for part, said in FIRST:
        if part in masked:
            return str(FIELDS[said]) if said else _("nhân thân")
    return path(min(masked)) if masked else ""


def paths(masked: list[str]) -> str:
    """The parts of a mask in a few words: what says who a subject is comes as one, nhân thân."""
    persons = {f"subjects.{field}" for field in PERSON}
    short = [_("nhân thân")] if persons <= set(masked) else []
    rest = [one for one in masked if not short or one not in persons]
    return ", ".join([*short, *(path(one) for one in rest)])
