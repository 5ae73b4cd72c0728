"""Old lists at the desk: sent, looked at column by column and case by case, imported while one watches, taken back."""

import subprocess
import sys
from typing import Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from hiepdong.cases import queries as cases
from hiepdong.cases.import_fields import FIELDS
from hiepdong.forces import queries as forces
from hiepdong.papers import import_plan, import_run, import_uploads
from hiepdong.papers.import_plan import Choice, Plan
from hiepdong.papers.import_uploads import Upload
from hiepdong.records import import_queries
from hiepdong.records.import_queries import ImportLine
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, instant
from hiepdong.vocabulary.refusals import Refused

ROOT = "/nhap-danh-sach"
DEFAULTS = ("lead", "status", "offence", "marking")
_processes: dict[str, "subprocess.Popen[bytes]"] = {}


@for_records
def imports(request: OfficerRequest) -> HttpResponse:
    """The imports of the unit, the lists that wait, and the field in which a new one is sent."""
    problem = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise Refused("import.empty", "")
            one = import_uploads.keep(request.viewer, str(file.name), file.chunks())
            return redirect(f"{ROOT}/{one.id}")
        except Refused as refused:
            problem = refused.text(request.language)
    lines = import_queries.listing(request.viewer)
    begun = {line.id for line in lines}
    about = {
        "lines": lines, "problem": problem,
        "waiting": [one for one in import_uploads.waiting(request.viewer) if one.id not in begun],
    }  # fmt: skip
    return render(request, "papers/imports.html", about, status=422 if problem else 200)


@for_records
def one_import(request: OfficerRequest, record: UUID) -> HttpResponse:
    """A list before it is imported, or an import: how far it is, what it did."""
    line = _line(request, record)
    if line is not None:
        about = {"line": line, **_progress(line), "cases": _cases(request, line)}
        return render(request, "papers/import.html", about)
    one = import_uploads.find(request.viewer, str(record))
    if one is None:
        raise Http404
    return render(request, "papers/import_begins.html", {"one": one}) if _is_alive(one.id) else _look(request, one)


def _cases(request: OfficerRequest, line: ImportLine) -> list[dict[str, Any]]:
    """The first cases of an import that are still seen, in the order of the list."""
    lines = import_queries.records_of(request.viewer, line.id)
    titles = {one.record: one.title for one in cases.lines_of(request.viewer, [record for _, record in lines])}
    return [{"line": number, "record": record, "title": titles[record]} for number, record in lines if record in titles]


def _shown(made: Plan) -> list[dict[str, Any]]:
    """The first cases of a list as they would be recorded."""
    return [
        {
            "line": one.lines[0],
            "title": one.title,
            "document": one.document,
            "happened": instant(one.document["occurred"]["from"]).astimezone(HANOI),
        }
        for one in made.shown
        if one.document
    ]


def _line(request: OfficerRequest, record: UUID) -> ImportLine | None:
    try:
        return import_queries.find(request.viewer, str(record))
    except Refused:
        return None


def _look(request: OfficerRequest, one: Upload) -> HttpResponse:
    """What would be done with the list as its columns are set; set otherwise or carried out."""
    problem, made, chosen = "", None, one.choice
    try:
        if request.method == "POST":
            chosen = _chosen(request.POST)
            one = import_uploads.set_choice(one, chosen)
        if request.POST.get("do") == "run":
            if import_queries.under_way(request.viewer) is not None:
                raise Refused("import.under_way")
            if not _is_alive(one.id):
                _start(request, one)
            return redirect(f"{ROOT}/{one.id}")
        made = import_plan.plan(request.viewer, one.path, chosen, language=request.language)
        problem = _said(one, request.language)
    except Refused as refused:
        problem = refused.text(request.language)
    about = {
        "one": one, "made": made, "shown": _shown(made) if made else [], "chosen": chosen, "problem": problem,
        "fields": FIELDS,
        "columns": _columns(made) if made else [], "choices": _choices(request.language) if made else {},
        "wrong": sorted(made.remarks, key=lambda remark: not remark.wrong) if made else [],
        "under_way": import_queries.under_way(request.viewer),
    }  # fmt: skip
    return render(request, "papers/import_look.html", about, status=422 if problem else 200)


def _chosen(sent: QueryDict) -> Choice:
    """What was set on the page. Raises Refused import.map."""
    columns = {name[1:]: value for name, value in sent.items() if name.startswith("c#")}
    told = {name: sent.get(name, "") for name in ("sheet", *DEFAULTS)}
    told["marking"] = told["marking"] or "internal"
    if sent.get("sheet", "") != sent.get("sheet_before", ""):
        columns = {}
    return import_plan.read_choice(msgspec.json.encode({**told, "columns": columns}))


def _columns(made: Plan) -> list[dict[str, Any]]:
    """Each column with its heading, what stands in it, and what it is taken for."""
    return [
        {"place": place, "heading": heading, "field": field, "examples": made.examples.get(place, [])}
        for place, (heading, field) in enumerate(zip(made.columns.headings, made.columns.fields, strict=True), 1)
        if heading or made.examples.get(place)
    ]


def _choices(language: str) -> dict[str, list[tuple[str, str]]]:
    return {
        "lead": [(line.code, line.name) for line in forces.units()],
        "status": [(row.code, row.word(language)) for row in codes.statuses],
        "offence": sorted(((row.code, row.word(language)) for row in codes.offences), key=lambda pair: pair[1]),
        "marking": [(row.code, row.word(language)) for row in codes.markings if not row.secret],
    }


def _start(request: OfficerRequest, one: Upload) -> None:
    """Let a process of its own carry the import out, so that the desk goes on answering."""
    viewer = request.viewer
    command = [
        sys.executable, "-m", "hiepdong", "import", "cases", str(one.path), "--as", f"{viewer.login}@{viewer.unit}",
        "--id", one.id, "--name", one.name, "--map", str(one.choice_path), "--partly", "--json",
    ]  # fmt: skip
    with (one.path.parent / "said").open("wb") as said:
        _processes[one.id] = subprocess.Popen(  # noqa: S603 our own command
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )


def _progress(line: ImportLine) -> dict[str, Any]:
    """How far an import is; whether it is being carried out, or was cut short."""
    alive = _is_alive(line.id)
    return {"is_running": line.is_under_way and (alive or import_run.is_running(line.id))}


def _is_alive(upload: str) -> bool:
    """Whether a process that this desk started for the list is still at it."""
    process = _processes.get(upload)
    if process is not None and process.poll() is not None:
        del _processes[upload]
    return upload in _processes


def _said(one: Upload, language: str) -> str:
    """Why the process that was to carry the import out came to nothing, if it did; told once."""
    path = one.path.parent / "said"
    try:
        answer = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return ""
    path.unlink()
    return (
        ""
        if answer.get("ok")
        else str(answer.get("message") or Refused("import.faults", answer.get("wrong")).text(language))
    )


@for_records
def progress(request: OfficerRequest, record: UUID) -> HttpResponse:
    """The bar of an import, asked for anew each second; once it ends the whole page is."""
    line = _line(request, record)
    if line is None:
        raise Http404
    about = {"line": line, **_progress(line)}
    if not about["is_running"]:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "papers/import_bar.html", about)


@for_records
def go_on(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Go on with an import that was cut short."""
    line, one = _line(request, record), import_uploads.find(request.viewer, str(record))
    if line is None or request.method != "POST":
        raise Http404
    if one is None:
        raise Refused("import.file_gone")
    if line.is_under_way and not _progress(line)["is_running"]:
        _start(request, one)
    return redirect(f"{ROOT}/{record}")


@for_records
def take_back(request: OfficerRequest, record: UUID) -> HttpResponse:
    """Take an import back, drop one that was cut short, or let a list go that was only sent."""
    if request.method != "POST":
        raise Http404
    line = _line(request, record)
    if line is not None:
        import_run.undo(request.viewer, line.id, request.POST.get("reason", "").strip())
        return redirect(f"{ROOT}/{record}")
    if import_uploads.find(request.viewer, str(record)) is None:
        raise Http404
    import_uploads.forget(str(record))
    return redirect(ROOT)
