"""What an office knows better of its area: its own posts, markers, communes along the line, gates, villages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from hiepdong.desk.pages.code_lists import csv_text, told_by_line
from hiepdong.records.request import OfficerRequest, for_administrators
from hiepdong.terrain import area

NAMES = {
    "posts": lazy("Đồn và đoạn biên giới"), "markers": lazy("Mốc quốc giới"),
    "stretches": lazy("Xã dọc đường biên (trước 01/7/2025)"), "crossings": lazy("Cửa khẩu"),
    "villages": lazy("Thôn, bản, khu"),
}  # fmt: skip


@for_administrators
def area_lists(request: OfficerRequest) -> HttpResponse:
    """The files, each to be fetched, edited and brought back. A fault, told by its line, changes nothing."""
    name, about = request.POST.get("list", ""), dict[str, Any](error="", problems=[])
    if request.method == "POST":
        text = csv_text(request)
        if name not in NAMES:
            about["error"] = _("Chọn bảng mà tệp này thuộc về.")
        elif text is None:
            about["error"] = _("Chọn một tệp CSV, mã hóa UTF-8, đến 5 MB.")
        else:
            found, problems = area.load(text, name)
            if not problems:
                area.take(name, found)
                return redirect(f"/thiet-lap/dia-ban?ghi={name}")
            about["error"], about["problems"] = (
                _("Bảng có chỗ sai; chưa dùng dòng nào."),
                told_by_line(request, problems),
            )
    lines = [(one, NAMES[one.list]) for one in area.lines()]
    done = NAMES.get(request.GET.get("ghi", ""), "")
    about |= {"lines": lines, "name": name, "done": done, "dropped": NAMES.get(request.GET.get("bo", ""), "")}
    return render(request, "desk/set_up_area.html", about, status=422 if about["error"] else 200)


@for_administrators
def area_file(request: OfficerRequest, name: str) -> HttpResponse:
    """A file as it is in use; sent back, the office's own is dropped and the packaged one used again."""
    if name not in NAMES:
        return redirect("/thiet-lap/dia-ban")
    if request.method == "POST":
        area.drop(name)
        return redirect(f"/thiet-lap/dia-ban?bo={name}")
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(area.text_of(name), content_type="text/csv; charset=utf-8", headers=disposition)
