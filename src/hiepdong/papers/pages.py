"""The report page: what goes into it, the reports that were written, and how one becomes more than a draft."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.figures import asking
from hiepdong.figures.questions import Question
from hiepdong.forces import queries as forces
from hiepdong.papers import case_papers, coordinating, kept, situation_asking
from hiepdong.papers.activity_chapters import sentences
from hiepdong.papers.answers import TYPES
from hiepdong.papers.coordination import comparison_sentence, figure_sentence, unknown_sentence
from hiepdong.papers.desk_written import WrittenDesk
from hiepdong.papers.kept import Either, Kept
from hiepdong.papers.report import FIGURES, PARTS, CoordinationReport
from hiepdong.papers.written import Written, WrittenSituation
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.roles import COMMANDER

TYPED = tuple(key for key in PARTS if key != FIGURES)
KINDS = {"bao-cao-pdf": "pdf", "bao-cao-docx": "docx", "phu-luc-pdf": "annex_pdf", "phu-luc-docx": "annex_docx"}


@for_records
def report(request: OfficerRequest) -> HttpResponse:
    """Choose period and units, see what the figures will say, type in the other parts, and write the report."""
    sent = request.POST if request.method == "POST" else request.GET
    problem, question, said = "", coordinating.same(asking.default()), None
    try:
        question = coordinating.same(asking.read(sent))
        if request.method == "POST":
            one = kept.keep(request.viewer, question, _typed(sent))
            return redirect(f"/bao-cao/{one.key}")
        said = coordinating.report(request.viewer, question)
    except ValueError:
        problem = _("Ngày chưa đúng.")
    except Refused as refused:
        problem = refused.text(request.language)
    written = kept.listing(request.viewer)
    about: dict[str, Any] = {
        "question": question, "problem": problem, "choices": asking.choices(question), "written": written,
        "presets": asking.presets(question), "kept": asking.address(question), "asked": sent,
        "parts": _parts(request, question, written, said), "settings": coordinating.settings(request.viewer.unit),
        "said": _said(request, said) if said else [], "of_party": is_of_party(request.viewer.unit),
    }  # fmt: skip
    return render(request, "papers/report.html", about, status=422 if problem else 200)


def _typed(sent: QueryDict) -> dict[str, str]:
    return {key: text for key in TYPED if (text := sent.get(f"phan-{key}", "").strip())}


def _parts(
    request: OfficerRequest, question: Question, written: list[Kept[Written]], report: CoordinationReport | None
) -> list[dict[str, Any]]:
    """The parts an officer types in: as sent, else as in the report named, else as last written for this question.

    `said`: what the figures will write before it.
    """
    texts: dict[str, str] = {}
    wanted = request.GET.get("ban", "")
    for one in written:
        if one.key == wanted or (not wanted and one.written.question == question):
            texts = one.written.report.parts
            break
    if request.method == "POST":
        texts = _typed(request.POST)
    how = coordinating.settings(request.viewer.unit)
    return [
        {"key": key, "label": PARTS[key], "text": texts.get(key, ""),
         "said": sentences(report, how, key) if report else []}
        for key in TYPED
    ]  # fmt: skip


def _said(request: OfficerRequest, report: CoordinationReport) -> list[str]:
    """Part II.4 as it will be written."""
    how = coordinating.settings(request.viewer.unit)
    compared = comparison_sentence(report, how) or unknown_sentence(report)
    return [figure_sentence(report, how), compared, *report.provisional, *sentences(report, how, FIGURES)]


def is_of_party(unit: str) -> bool:
    """Bodies of the Party have a form of their own, which is not set here."""
    line = forces.unit(unit)
    return line is not None and line.type == "party"


@for_records
def written(request: OfficerRequest, key: str) -> HttpResponse:
    """A report that was written: its pages, its files, and the commander's approval."""
    one = _kept(request, key)
    if request.method == "POST":
        act(request, "paper.approve", digest=one.digest, title=title_of(one))
        kept.set_anew(_kept(request, key))
        return redirect(f"/bao-cao/{key}?xong=paper.approve")
    about = {
        "one": one, "title": title_of(one), "pages": range(1, one.pages + 1), "act_id": new_id(),
        "may_approve": bool(request.viewer.roles & COMMANDER), "again": again(one), "changed": _changed(request, one),
        "is_situation": isinstance(one.written, WrittenSituation), "is_desk": isinstance(one.written, WrittenDesk),
        "figures": asking.address(one.written.question) if isinstance(one.written, Written) else "",
    }  # fmt: skip
    return render(request, "papers/written.html", about)


def title_of(one: Kept[Any]) -> str:
    """What the paper is about, in one line."""
    paper = one.written.paper()
    return " ".join(f"{paper.kind.capitalize()} {paper.about[:1].lower()}{paper.about[1:]}".split())


def again(one: Kept[Any]) -> str:
    """Where the same can be written anew, without the parts typed in."""
    if isinstance(one.written, WrittenSituation):
        return f"/tinh-hinh?{situation_asking.address(one.written)}"
    if isinstance(one.written, WrittenDesk):
        return one.written.origin
    return f"/bao-cao?{asking.address(one.written.question)}"


def _changed(request: OfficerRequest, one: Kept[Any]) -> bool:
    """Whether the same report written now would say something else: figures moved on, or settings."""
    before = one.written
    try:
        if isinstance(before, WrittenSituation):
            span = before.report.period.start, before.report.period.end
            now: Either = kept.situation(request.viewer, span, before.report.parts, no_onward=before.no_onward)
        elif isinstance(before, WrittenDesk):
            now = case_papers.anew(request.viewer, before.said)
        else:
            now = kept.coordination(request.viewer, before.question, before.report.parts)
    except Refused:
        return True
    return kept.digest_of(now) != one.digest


def _kept(request: OfficerRequest, key: str) -> Kept[Any]:
    one = kept.find(request.viewer, key)
    if one is None or (isinstance(one.written, WrittenDesk) and not case_papers.may_open(request.viewer, one.written)):
        raise Http404
    return one


@for_records
def file(request: OfficerRequest, key: str, name: str) -> FileResponse:
    """A file of a report of the officer's unit."""
    path = kept.path_of(_kept(request, key), KINDS.get(name, "-"))
    if path is None:
        raise Http404
    shown = path.suffix == ".pdf" and "xem" in request.GET
    return FileResponse(
        path.open("rb"), as_attachment=not shown, filename=path.name, content_type=TYPES[path.suffix]
    )  # fmt: skip


@for_records
def picture(request: OfficerRequest, key: str, number: int) -> FileResponse:
    """The picture of a page."""
    path = kept.picture_of(_kept(request, key), number)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type=TYPES[path.suffix])
