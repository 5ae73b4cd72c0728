"""What went wrong, as a page: what happened, what was not done, what to do next, with a stable code."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiepdong import log
from hiepdong.vocabulary.refusals import Refused

PASSED_ON = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
STATUS = {
    "record.not_found": HTTPStatus.NOT_FOUND,
    "act.not_permitted": HTTPStatus.FORBIDDEN,
    "record.not_owner": HTTPStatus.FORBIDDEN,
    "node.busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "node.disk": HTTPStatus.INSUFFICIENT_STORAGE,
}


def _page(request: HttpRequest, status: int, title: str, text: str, code: str) -> HttpResponse:
    about = {
        "title": title, "text": text, "code": code, "calm": status == HTTPStatus.NOT_FOUND,
        "back": request.path if request.method == "POST" and status != HTTPStatus.NOT_FOUND else "",
    }  # fmt: skip
    return render(request, "desk/error.html", about, status=status)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """A rule said no. What may not be seen looks like what does not exist."""
    if error.code == "record.not_found":
        return not_found(request)
    status = STATUS.get(error.code, HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.BAD_REQUEST)
    title = _("Chưa ghi được.") if request.method == "POST" else _("Chưa trả lời được.")
    return _page(request, status, title, error.text(getattr(request, "language", "vi")), error.code)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The same sentence for what does not exist and for what is not for this officer."""
    text = _("Kiểm tra lại đường dẫn, hoặc tìm theo tên vụ.")
    return _page(request, HTTPStatus.NOT_FOUND, _("Không tìm thấy trang này."), text, "page.not_found")


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that does not come from this desk, or from before a sign-in."""
    text = _("Trang nhập đã cũ hoặc gửi từ nơi khác. Chưa ghi gì. Mở lại trang rồi ghi.")
    return _page(request, HTTPStatus.FORBIDDEN, _("Chưa ghi được."), text, "page.form_expired")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """A request that cannot be read."""
    text = _("Nội dung gửi lên không đọc được hoặc quá lớn. Chưa ghi gì.")
    return _page(request, HTTPStatus.BAD_REQUEST, _("Chưa ghi được."), text, "page.bad_request")


def unexpected(request: HttpRequest, error: Exception | None = None) -> HttpResponse:
    """A fault of ours: the details are in the log, the officer gets a sentence."""
    if error is not None:
        log.write(error)
    text = _("Máy gặp lỗi ngoài dự tính. Việc đang làm chưa được ghi. Thử lại; nếu vẫn lỗi, báo người quản trị.")
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("Có lỗi."), text, "page.unexpected")
