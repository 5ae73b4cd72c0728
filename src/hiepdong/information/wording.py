"""Information in words: acts, what waits, gradings, standing, deadlines. The messages are Vietnamese, for gettext."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from hiepdong.forces.book import Book
from hiepdong.information import activity_wording as activities
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of

DONE = {
    "report.file": lazy("%(unit)s ghi tin, bản %(version)s"),
    "report.revise": lazy("%(unit)s ghi bản %(version)s"),
    "report.cancel": lazy("%(unit)s hủy tin vì ghi nhầm"),
    "report.link": lazy("%(unit)s đối chiếu tin này với một tin khác"),
    "report.link.supports": lazy("%(unit)s nêu: hai tin khớp nhau"),
    "report.link.contradicts": lazy("%(unit)s nêu: hai tin trái nhau"),
    "request.send": lazy("%(unit)s gửi đề nghị xác minh tới %(to)s"),
    "request.send.kept": lazy("%(unit)s ghi câu hỏi đến từ %(to)s"),
    "request.answer.kept": lazy("%(unit)s ghi thay câu trả lời của %(to)s"),
    "request.accept": lazy("%(unit)s nhận xác minh"),
    "request.decline": lazy("%(unit)s không nhận xác minh"),
    "request.answer": lazy("%(unit)s trả lời"),
    "request.close": lazy("%(unit)s khép đề nghị"),
    "request.ask-on": lazy("%(unit)s hỏi tiếp"),
    "request.remind": lazy("%(unit)s nhắc trả lời"),
    "passon.ask": lazy("%(unit)s xin chuyển tiếp tin"),
    "passon.allow": lazy("%(unit)s đồng ý chuyển tiếp"),
    "passon.refuse": lazy("%(unit)s không đồng ý chuyển tiếp"),
} | activities.DONE
NEWS = {
    "report.file": lazy("%(unit)s gửi tin mới"),
    "report.revise": lazy("%(unit)s gửi bản %(version)s của tin"),
    "report.link": lazy("%(unit)s đối chiếu một tin khác với tin này"),
    "request.send": lazy("%(unit)s đề nghị ta xác minh"),
    "request.send.superior": lazy("%(unit)s yêu cầu ta xác minh"),
    "request.accept": lazy("%(unit)s nhận xác minh giúp ta"),
    "request.decline": lazy("%(unit)s không nhận xác minh"),
    "request.answer": lazy("%(unit)s trả lời xác minh"),
    "request.close": lazy("%(unit)s khép đề nghị xác minh"),
    "request.ask-on": lazy("%(unit)s hỏi tiếp"),
    "request.remind": lazy("%(unit)s nhắc ta trả lời"),
    "request.answer.report": lazy("%(unit)s xác minh một tin ta giữ"),
    "passon.ask": lazy("%(unit)s xin chuyển tiếp tin của ta"),
    "passon.allow": lazy("%(unit)s đồng ý chuyển tiếp tin"),
    "passon.allow.report": lazy("%(unit)s gửi tin theo lời xin của đơn vị khác"),
    "passon.refuse": lazy("%(unit)s không đồng ý chuyển tiếp tin"),
} | activities.NEWS
NAMES = {
    "report.file": lazy("Ghi tin"), "report.revise": lazy("Ghi bản mới của tin"), "report.cancel": lazy("Hủy tin"),
    "report.link": lazy("Đối chiếu hai tin"), "request.send": lazy("Gửi đề nghị xác minh"),
    "request.accept": lazy("Nhận xác minh"), "request.decline": lazy("Không nhận xác minh"),
    "request.answer": lazy("Trả lời xác minh"), "request.close": lazy("Khép đề nghị"),
    "request.ask-on": lazy("Hỏi tiếp"), "request.remind": lazy("Nhắc trả lời"),
    "passon.ask": lazy("Xin chuyển tiếp tin"),
    "passon.allow": lazy("Đồng ý chuyển tiếp"), "passon.refuse": lazy("Không đồng ý chuyển tiếp"),
    **activities.NAMES,
}  # fmt: skip
WAITS = {
    "request": lazy("%(unit)s đề nghị ta xác minh"),
    "request.superior": lazy("%(unit)s yêu cầu ta xác minh"),
    "request-accepted": lazy("Ta đã nhận xác minh cho %(unit)s, chưa trả lời"),
    "request-soon": lazy("Sắp hết hạn trả lời %(unit)s"),
    "request-escalated": lazy("Cần chỉ huy: đơn vị ta quá hạn trả lời %(unit)s"),
    "request-overdue": lazy("Ta quá hạn trả lời %(unit)s"),
    "request-answered": lazy("%(unit)s đã trả lời: khép hoặc hỏi tiếp"),
    "request-declined": lazy("%(unit)s không nhận xác minh: hỏi nơi khác hoặc khép"),
    "request-unanswered": lazy("%(unit)s chưa trả lời"),
    "request-due-soon": lazy("%(unit)s sắp hết hạn trả lời ta"),
    "request-late": lazy("%(unit)s quá hạn trả lời ta"),
    "passon": lazy("%(unit)s xin chuyển tiếp tin của ta"),
    "passon-unanswered": lazy("%(unit)s chưa trả lời việc xin chuyển tiếp"),
} | activities.WAITS
FIELDS = {
    "text": lazy("nội dung"), "source": lazy("nguồn"), "grade": lazy("đánh giá"), "derived_from": lazy("tin gốc"),
}  # fmt: skip
CAVEATS = {"no-onward": lazy("KHÔNG CHUYỂN TIẾP"), "no-action": lazy("HỎI TRƯỚC KHI HÀNH ĐỘNG")}
STATES = {
    "sent": lazy("đã gửi, chưa nhận"), "accepted": lazy("đã nhận, đang xác minh"), "answered": lazy("đã trả lời"),
    "declined": lazy("không nhận"), "overdue": lazy("quá hạn"), "closed": lazy("đã khép"),
}  # fmt: skip
PASSING = {
    "waits": lazy("chờ bên cho tin trả lời"), "allowed": lazy("đã đồng ý"), "refused": lazy("không đồng ý"),
}  # fmt: skip


KINDS = {
    "case": lazy("Vụ việc"), "report": lazy("Tin"), "request": lazy("Đề nghị xác minh"),
    "answer": lazy("Trả lời xác minh"), "passon": lazy("Xin chuyển tiếp tin"),
    "activity": lazy("Hoạt động phối hợp"), "shift": lazy("Sổ giao nhận ca"),
    "reconciliation": lazy("Đối chiếu số liệu"), "provisional": lazy("Số tạm"),
}  # fmt: skip


def first_capital(text: str) -> str:
    """The text as it begins a line."""
    return f"{text[:1].upper()}{text[1:]}"


def caveat(code: str, language: str) -> str:
    """A caveat as it is boxed in a list; one that an office added, by its word in capitals."""
    return str(CAVEATS[code]) if code in CAVEATS else codes.caveats.word(code, language).upper()


def grade_words(grade: str, language: str) -> str:
    """A grade in words: of the source, then of what it says."""
    source, said = (codes.gradings.word(half, language) for half in (grade[:1], grade[1:]))
    lower = [f"{word[:1].lower()}{word[1:]}" for word in (source, said)]
    return _("nguồn: %(source)s; tin: %(said)s") % {"source": lower[0], "said": lower[1]}


def standing(supports: int, contradicts: int) -> str:
    """How a report stands, for a list: a contradiction is never left out."""
    said = []
    if supports:
        said.append(ngettext("%(count)s nguồn khớp", "%(count)s nguồn khớp", supports) % {"count": supports})
    if contradicts:
        said.append(ngettext("%(count)s nguồn trái", "%(count)s nguồn trái", contradicts) % {"count": contradicts})
    return ", ".join(said) or _("chưa đối chiếu")


def is_superior(book: Book, asker: str, unit: str, on: datetime) -> bool:
    """Whether the asker stood above the unit on that day: only then is it a demand (yêu cầu), else a request."""
    return asker != unit and asker in book.parents(unit, day_of(on))


def span(seconds: float) -> str:
    """A length of time by its two largest units: 2 ngày 10 giờ, 3 giờ 38 phút, 12 phút."""
    minutes = max(int(seconds) // 60, 1)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    said = [
        ngettext("%(count)s ngày", "%(count)s ngày", days) % {"count": days} if days else "",
        ngettext("%(count)s giờ", "%(count)s giờ", hours) % {"count": hours} if hours else "",
        ngettext("%(count)s phút", "%(count)s phút", minutes) % {"count": minutes} if minutes and not days else "",
    ]
    return " ".join(part for part in said if part)


def left(due: datetime, now: datetime) -> str:
    """How long until it is due, or for how long it is overdue."""
    seconds = (due - now) / timedelta(seconds=1)
    return (_("còn %(span)s") if seconds >= 0 else _("quá %(span)s")) % {"span": span(abs(seconds))}


def basis(of: dict[str, Any]) -> str:
    """What a record rests on: văn bản số 12/CAX ngày 03/05/2026, Thiếu tá X."""
    day = f"{date.fromisoformat(of['date']):%d/%m/%Y}"
    if of["basis"] == "paper":
        said = _("văn bản số %(number)s ngày %(day)s") % {"number": of.get("number") or "", "day": day}
    else:
        said = _("điện thoại ngày %(day)s") % {"day": day}
    return ", ".join(part for part in (said, of.get("who") or "", of.get("note") or "") if part)


NEAR = 4


def urgency_of(sent: datetime, due: datetime, now: datetime) -> str:
    """How a deadline is coloured: late; soon, in the last quarter of its time; else not at all."""
    if now > due:
        return "late"
    return "soon" if due - now <= (due - sent) / NEAR else ""
