"""Reports, requests, answers and asks to pass on as kinds of record."""

from typing import Any

import msgspec

from hiepdong.information.models import AnswerRow, DerivedRow, ReportRow
from hiepdong.journal.rows import Model, Row
from hiepdong.records.head import Facet
from hiepdong.records.kinds import Document, Effects, Kind, References
from hiepdong.records.masks import Mask
from hiepdong.terrain import communes
from hiepdong.terrain.conditions import check_where
from hiepdong.vocabulary import codes
from hiepdong.vocabulary import report as reports
from hiepdong.vocabulary import request as requests
from hiepdong.vocabulary.act import BASES
from hiepdong.vocabulary.acts import Where
from hiepdong.vocabulary.clock import day_of, seconds
from hiepdong.vocabulary.parts import Place, filled, read
from hiepdong.vocabulary.report import Report
from hiepdong.vocabulary.request import Answer, PassOn, Request

GONE = "—"
ModelRows = list[tuple[Model, Row]]


def check_report(document: Document) -> Report:
    """The document as a Struct that holds every rule of the field. Raises Refused document.*."""
    report: Report = read(document, Report)
    reports.check(report)
    communes.require(report.place, day_of(report.seen.start))
    return report


def check_request(document: Document) -> Request:
    """The request as a Struct that holds every rule of the field. Raises Refused document.*."""
    request: Request = read(document, Request)
    requests.check_request(request)
    return request


def check_answer(document: Document) -> Answer:
    """The answer as a Struct that holds every rule of the field. Raises Refused document.*."""
    answer: Answer = read(document, Answer)
    requests.check_answer(answer)
    return answer


def report_facet(document: Document, effects: Effects) -> Facet:
    """What index rows need of a whole report, with its origins as its entry worked them out."""
    report = msgspec.convert(filled(document), type=Report)
    place = report.place or Place()
    detail = {
        "topic": report.topic or "other", "side": report.side or "inner", "urgency": report.urgency or "thuong",
        "commune": place.commune, "village": place.village, "marker": place.marker, "point": place.point,
        "grade": report.grade, "caveats": report.caveats or [], "exercise": bool(report.exercise),
        **{name: effects[name] for name in ("origins", "sources", "own")},
    }  # fmt: skip
    rank = codes.markings[report.held_as].rank
    return Facet(seconds(report.seen.start), report.title, rank, persons=(), others=(), detail=detail)


def mask_report(whole: Facet, mask: Mask) -> Facet:
    """What index rows may say of a copy of a report. Origins stay: they are opaque, and tell who is independent."""
    detail = {**whole.detail, "own": ""}
    for path, (name, nothing) in _LEFT_OUT.items():
        if path in mask:
            detail[name] = nothing
    return Facet(whole.happened, whole.title, whole.marking, persons=(), others=(), detail=detail)


_LEFT_OUT: dict[str, tuple[str, Any]] = {
    "place.point": ("point", None), "grade": ("grade", None), "derived_from": ("sources", {}),
}  # fmt: skip


def report_rows(record: int, track: int, version: int, facet: Facet) -> ModelRows:
    """The index rows of a copy of a report."""
    detail = facet.detail
    longitude, latitude = detail["point"] or (None, None)
    row = (
        record, track, version, facet.title, detail["topic"], detail["side"], detail["urgency"], detail["commune"],
        detail["village"], detail["marker"], longitude, latitude, detail["grade"], " ".join(detail["caveats"]),
        _spelled(detail["origins"]), int(detail["exercise"]),
    )  # fmt: skip
    return [(ReportRow, row), *_derived_rows(record, track, version, facet)]


def _derived_rows(record: int, track: int, version: int, facet: Facet) -> ModelRows:
    return [(DerivedRow, (record, track, version, source)) for source in sorted(facet.detail["sources"])]


def _spelled(tokens: list[str]) -> str:
    return msgspec.json.encode(tokens).decode()


def report_text(document: Document) -> str:
    """The words by which a (masked) report is found."""
    place, topic = document.get("place") or {}, document.get("topic") or "other"
    words = [document["title"], *(place.get(name) or "" for name in ("village", "marker", "text"))]
    return " ".join((*words, codes.topics.word(topic), document.get("text") or ""))


def fits(facet: Facet, where: Where) -> bool:
    """Whether a report fits the condition of a standing release; one on offences fits no report."""
    return not where.offences and (not where.communes or facet.detail["commune"] in where.communes)


def reduced_report(document: Document) -> Document:
    """What stays of a report after its erasure: when, where and what it was about."""
    names = ("seen", "side", "topic", "urgency", "marking", "exercise")
    commune = (document.get("place") or {}).get("commune")
    place: Document = {"place": {"commune": commune}} if commune else {}
    return {"title": GONE, **{name: document[name] for name in names if name in document}, **place}


def derived(facet: Facet) -> References:
    """The records that a copy of a report or an answer derives from."""
    return {"derived_from": list(facet.detail["sources"])}


def request_facet(document: Document, effects: Effects) -> Facet:
    """What index rows need of a request."""
    request = msgspec.convert(filled(document), type=Request)
    about = str(request.about) if request.about else None
    rank = codes.markings[reports.USUAL_MARKING].rank
    detail = {"about": about, **_bases(effects)}
    return Facet(effects["sent"], requests.title_of(request.question), rank, (), (), detail)


def _request_words(document: Document) -> str:
    place = document.get("place") or {}
    told = (document["question"], document.get("why"), document.get("vehicle"))
    return " ".join(words for words in (*told, *(place.get(name) for name in ("village", "marker", "text"))) if words)


def _reduced_request(document: Document) -> Document:
    """What stays of a request after its erasure: whom it asked, about which record, how urgently."""
    kept = {name: value for name, value in document.items() if name in ("to", "about", "urgency", "due")}
    return {**kept, "question": GONE}


def _bases(effects: Effects) -> dict[str, Any]:
    """For which unit a record is kept, and on what paper or call it rests; nothing where it was said at the desk."""
    return {name: dict(sorted(effects[name].items())) for name in sorted(BASES) if name in effects}


def request_for(document: Document, unit: str) -> Document:
    """The request as an addressed unit sees it: not who else was asked."""
    return {**document, "to": [code for code in document["to"] if code == unit]}


def about(facet: Facet) -> References:
    """The record that a request is about."""
    return {"about": facet.detail["about"]} if facet.detail["about"] else {}


def answer_facet(document: Document, effects: Effects) -> Facet:
    """What index rows need of an answer."""
    answer = msgspec.convert(filled(document), type=Answer)
    finding = answer.finding or "unknown"
    detail = {
        "request": effects["request"], "finding": finding, "final": answer.final is True,
        **{name: effects[name] for name in ("origins", "sources", "own")}, **_bases(effects),
    }  # fmt: skip
    title = requests.title_of(answer.text or "") or codes.findings.word(finding)
    return Facet(effects["sent"], title, codes.markings[reports.USUAL_MARKING].rank, (), (), detail)


def mask_answer(whole: Facet, mask: Mask) -> Facet:
    """What index rows may say of a copy of an answer."""
    detail = {**whole.detail, "own": "", **({"sources": {}} if "derived_from" in mask else {})}
    title = codes.findings.word(detail["finding"]) if "text" in mask else whole.title
    return Facet(whole.happened, title, whole.marking, (), (), detail)


def answer_rows(record: int, track: int, version: int, facet: Facet) -> ModelRows:
    """The index rows of a copy of an answer."""
    detail = facet.detail
    origins = _spelled(detail["origins"])
    behalf = detail.get("on_behalf", {}).get("unit", "")
    row = (record, track, version, detail["request"], detail["finding"], int(detail["final"]), origins, behalf)
    return [(AnswerRow, row), *_derived_rows(record, track, version, facet)]


def passon_facet(document: Document, effects: Effects) -> Facet:
    """What index rows need of an ask to pass a report on."""
    asked = msgspec.convert(filled(document), type=PassOn)
    title = requests.title_of(asked.why or "") or GONE
    rank = codes.markings[reports.USUAL_MARKING].rank
    return Facet(effects["sent"], title, rank, (), (), {"report": str(asked.report)})


def _nothing_left_out(whole: Facet, _: Mask) -> Facet:
    return whole


def _no_rows(_record: int, _track: int, _version: int, _facet: Facet) -> ModelRows:
    return []


def _never(_facet: Facet, _where: Where) -> bool:
    return False


def of_kinds(more: dict[str, Any]) -> tuple[Kind, ...]:
    """The kinds of the room; `more`: what `show` says besides of each."""
    return (
        Kind(
            name="report", check=check_report, facet=report_facet, mask_facet=mask_report, maskable=reports.MASKABLE,
            text=report_text, copy_tables=(ReportRow, DerivedRow), copy_rows=report_rows,
            check_where=check_where, fits=fits, reduced=reduced_report, refers=derived, more=more["report"],
            page="/tin", parts=tuple((path.replace(".", "_"), (path,)) for path in sorted(reports.MASKABLE)),
        ),
        Kind(
            name="request", check=check_request, facet=request_facet, mask_facet=_nothing_left_out,
            maskable=frozenset(), text=_request_words, copy_tables=(),
            copy_rows=_no_rows, check_where=check_where, fits=_never, refers=about, more=more["request"],
            reduced=_reduced_request, for_holder=request_for, page="/de-nghi",
        ),
        Kind(
            name="answer", check=check_answer, facet=answer_facet, mask_facet=mask_answer,
            maskable=requests.ANSWER_MASKABLE, text=lambda said: said.get("text") or "",
            copy_tables=(AnswerRow, DerivedRow), copy_rows=answer_rows, check_where=check_where, fits=_never,
            refers=derived, more=more["answer"],
            reduced=lambda said: {name: said[name] for name in ("finding", "final") if name in said},
            parts=tuple((path, (path,)) for path in sorted(requests.ANSWER_MASKABLE)), page="/tra-loi",
            listed="/de-nghi",
        ),
        Kind(
            name="passon", check=lambda said: read(said, PassOn), facet=passon_facet, mask_facet=_nothing_left_out,
            maskable=frozenset(), text=lambda said: said.get("why") or "", copy_tables=(), copy_rows=_no_rows,
            check_where=check_where, fits=_never, more=more["passon"],
            refers=lambda facet: {"report": facet.detail["report"]}, reduced=lambda said: {**said, "why": None},
            page="/chuyen-tiep", listed="/tin",
        ),
    )  # fmt: skip
