"""An office's own code lists, brought in by page; and what the doctor says of this machine."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong import config
from hiepdong.journal import doctor, rebuilding
from hiepdong.records.request import OfficerRequest, for_administrators
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.code_rows import Problem

MOST_BYTES, SHOWN = 5 * 1024 * 1024, 30


def own_lists() -> list[str]:
    """The lists of which the office has one of its own."""
    return [one.list for one in codes.lines() if one.own]


@for_administrators
def code_lists(request: OfficerRequest) -> HttpResponse:
    """All lists; a CSV lays an own one over a packaged one. A fault, told by its line, changes nothing."""
    name, about = request.POST.get("list", ""), dict[str, Any](error="", problems=[])
    if request.method == "POST":
        text = csv_text(request)
        if name not in codes.LISTS:
            about["error"] = _("Chọn danh mục mà tệp này thuộc về.")
        elif text is None:
            about["error"] = _("Chọn một tệp CSV, mã hóa UTF-8, đến 5 MB.")
        else:
            found, problems = codes.load(text, name)
            if not problems:
                _take(name, text)
                return redirect(f"/thiet-lap/danh-muc?ghi={name}&so={len(found)}")
            about["error"] = _("Danh mục có chỗ sai; chưa dùng dòng nào.")
            about["problems"] = told_by_line(request, problems)
    about |= {"lines": codes.lines(), "name": name, "done": request.GET.get("ghi", ""), "count": request.GET.get("so")}
    return render(request, "desk/set_up_codes.html", about, status=422 if about["error"] else 200)


def csv_text(request: OfficerRequest) -> str | None:
    """The text of the file that was sent; None where there is none, it is too large or no UTF-8."""
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > MOST_BYTES:
        return None
    try:
        return bytes(file.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def told_by_line(request: OfficerRequest, problems: list[Problem]) -> list[tuple[int, str]]:
    """The first faults of a file, in the officer's language."""
    return [(one.line, one.en if request.language == "en" else one.vi) for one in problems[:SHOWN]]


def _take(name: str, text: str) -> None:
    """Keep the list, use it, and make the index anew by it."""
    folder = config.codes_folder()
    config.write_durably(folder / f"{name}.csv", text.encode())
    codes.use(folder)
    rebuilding.rebuild(lambda _count: None)


@for_administrators
def machine(request: OfficerRequest) -> HttpResponse:
    """What the doctor says: what is wrong with this machine, and what to do."""
    found = [(one, one.word(request.language)) for one in doctor.examine()]
    return render(request, "desk/machine.html", {"found": found, "home": config.home()})
