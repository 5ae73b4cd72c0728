"""The report page: what goes into it, and the files that come out."""

import shutil
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiepdong import config
from hiepdong.figures.pages import default, forces_choices, presets, read
from hiepdong.figures.questions import Question
from hiepdong.papers import coordinating
from hiepdong.papers.report import FIGURES, PARTS
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary.refusals import Refused

TYPED = tuple(key for key in PARTS if key != FIGURES)
NAMES = {
    "bao-cao-pdf": "bao-cao-ket-qua-phoi-hop.pdf", "bao-cao-docx": "bao-cao-ket-qua-phoi-hop.docx",
    "phu-luc-pdf": "phu-luc-noi-bo.pdf", "phu-luc-docx": "phu-luc-noi-bo.docx",
}  # fmt: skip
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@for_records
def report(request: OfficerRequest) -> HttpResponse:
    """Choose period and units, type in the parts that no figure fills, and write the report."""
    sent = request.POST if request.method == "POST" else request.GET
    problem, written, question = "", False, default()
    try:
        question = read(sent)
        if request.method == "POST":
            written = _write(request, question)
    except ValueError:
        problem = _("Ngày chưa đúng.")
    except Refused as refused:
        problem = refused.text(request.language)
    about: dict[str, Any] = {
        "question": question, "problem": problem, "written": written, "choices": forces_choices(),
        "chosen": sent.getlist("voi"), "presets": presets(request.GET),
        "parts": [{"key": key, "label": PARTS[key], "text": sent.get(f"phan-{key}", "")} for key in TYPED],
        "settings": coordinating.settings(request.viewer.unit),
    }  # fmt: skip
    return render(request, "papers/report.html", about, status=422 if problem else 200)


def _write(request: OfficerRequest, question: Question) -> bool:
    parts = {key: text for key in PARTS if (text := request.POST.get(f"phan-{key}", "").strip())}
    folder = _folder(request)
    shutil.rmtree(folder, ignore_errors=True)
    coordinating.write(request.viewer, question, folder, parts=parts)
    return True


def _folder(request: OfficerRequest) -> Path:
    """Where an officer's last report lies: for him alone, and for the unit he wrote it in."""
    viewer = request.viewer
    return config.home() / "papers" / viewer.unit / viewer.login.replace(".", "-")


@for_records
def file(request: OfficerRequest, name: str) -> FileResponse:
    """A file of the officer's last report."""
    path = _folder(request) / NAMES.get(name, "-")
    if name not in NAMES or not path.is_file():
        raise Http404
    shown = path.suffix == ".pdf" and "xem" in request.GET
    return FileResponse(
        path.open("rb"), as_attachment=not shown, filename=path.name, content_type=TYPES[path.suffix[1:]]
    )
