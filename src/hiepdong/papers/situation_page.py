"""The page on the situation: what was seen in a day, a week or a period, every number open, and its paper."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.information import digest as reading
from hiepdong.information import listing, wording
from hiepdong.information.digest import NOWHERE, Choice, Digest, Row, Told
from hiepdong.papers import kept, situating, situation_asking
from hiepdong.papers.kept import Kept
from hiepdong.papers.pages import is_of_party
from hiepdong.papers.situation import PARTS
from hiepdong.papers.situation_asking import Asked
from hiepdong.papers.written import WrittenSituation
from hiepdong.records.masks import Mask
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.records.sight import Viewer
from hiepdong.records.withholding import left_out
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.refusals import Refused


class Cell(Struct, frozen=True):
    """A number that opens; None where nothing is known of the period before."""

    count: int | None
    query: str
    open: bool
    side: str
    before: bool


class Line(Struct, frozen=True):
    """A row of a table: its word, and for each side the numbers of the period and of the one before."""

    label: str
    cells: list[Cell]


class Listed(Struct, frozen=True):
    """A report in the list, and what is left out of its copy."""

    line: Any
    marking: str
    mask: Mask


@for_records
def situation(request: OfficerRequest) -> HttpResponse:
    """What was seen in the period among what the officer's unit may see; POST writes the paper."""
    sent = request.POST if request.method == "POST" else request.GET
    asked, problem, about = situation_asking.default(), "", dict[str, Any]()
    try:
        asked = situation_asking.read(sent)
        if request.method == "POST":
            one = kept.keep_situation(request.viewer, asked.span, _typed(sent), no_onward=asked.no_onward)
            return redirect(f"/bao-cao/{one.key}")
        about = _answered(request, asked)
    except ValueError:
        problem = _("Ngày chưa đúng: ghi như 14/12/2023.")
    except Refused as refused:
        problem = refused.text(request.language)
    written = kept.situations(request.viewer)
    about |= {
        "asked": asked, "problem": problem, "sent": sent, "presets": situation_asking.presets(asked),
        "steps": situation_asking.steps(asked), "written": written, "parts": _parts(request, asked, written),
        "kept": situation_asking.query(asked), "of_party": is_of_party(request.viewer.unit),
    }  # fmt: skip
    return render(request, "papers/situation.html", about, status=422 if problem else 200)


def _typed(sent: QueryDict) -> dict[str, str]:
    return {key: text for key in PARTS if (text := sent.get(f"phan-{key}", "").strip())}


def _parts(request: OfficerRequest, asked: Asked, written: list[Kept[WrittenSituation]]) -> list[dict[str, str]]:
    """The parts an officer types in: as sent, else as in the paper named, else as last written of these days."""
    wanted, texts = request.GET.get("ban", ""), dict[str, str]()
    for one in written:
        period = one.written.report.period
        if one.key == wanted or (not wanted and (period.start, period.end) == asked.span):
            texts = one.written.report.parts
            break
    if request.method == "POST":
        texts = _typed(request.POST)
    return [{"key": key, "label": PARTS[key], "text": texts.get(key, "")} for key in PARTS]


def _answered(request: OfficerRequest, asked: Asked) -> dict[str, Any]:
    viewer, language = request.viewer, request.language
    found = reading.digest(viewer, asked.span, no_onward=asked.no_onward)
    sides = situating.sides_of(found)
    told, total = reading.told(viewer, asked.span, asked.opened or Choice(), no_onward=asked.no_onward)
    return {
        "found": found, "sides": [{"code": side, "word": codes.sides.word(side, language)} for side in sides],
        "topics": [
            _line(asked, sides, row, Choice(topic=row.key), codes.topics.word(row.key, language))
            for row in found.topics
        ],
        "places": [_line(asked, sides, row, Choice(place=row.key), _place(row.key)) for row in found.places],
        "total": _line(asked, sides, found.total, Choice(), _("Cộng")), "number": sum(found.total.now.values()),
        "listed": _listed(viewer, sides, told), "shown": len(told), "of": total, "opened": _opened(asked, language),
        "by_us": listing.owing(found.open.by_us), "to_us": listing.owing(found.open.to_us),
        "nothing": _is_empty(found),
    }  # fmt: skip


def _is_empty(found: Digest) -> bool:
    return not any(found.total.now.values()) and not any(found.total.before.values())


def _line(asked: Asked, sides: list[str], row: Row, of: Choice, label: str) -> Line:
    cells = []
    for side in sides:
        for before in (False, True):
            counts = row.before if before else row.now
            choice = Choice(side, of.topic, of.place, before=before)
            count = counts.get(side, 0) if counts else None
            is_open = asked.opened == choice
            query = situation_asking.query(asked, None if is_open else choice)
            cells.append(Cell(count, query, is_open, side, before))
    return Line(wording.first_capital(label), cells)


def _place(key: str) -> str:
    """A place in the language of the page."""
    held = reading.commune_of(key)
    return held.inline if held else _("chưa rõ xã") if key == NOWHERE else key


def _listed(viewer: Viewer, sides: list[str], told: list[Told]) -> list[dict[str, Any]]:
    """The reports of the list by side, the latest first."""
    masks = left_out(viewer, [one.line.record for one in told if one.line.owner != viewer.unit]) if told else {}
    groups = []
    for side in sides:
        rows = [Listed(one.line, one.marking, masks.get(one.line.record, ())) for one in told if one.line.side == side]
        if rows:
            groups.append({"side": side, "rows": rows})
    return groups


def _opened(asked: Asked, language: str) -> str:
    """Which number is open, in words; empty when the list is of the whole period."""
    if asked.opened is None:
        return ""
    one = asked.opened
    words = (
        codes.topics.word(one.topic, language) if one.topic in codes.topics else "",
        _place(one.place) if one.place else "",
        codes.sides.word(one.side, language) if one.side in codes.sides else "",
        _("kỳ trước") if one.before else "",
    )
    return ", ".join(word for word in words if word)
