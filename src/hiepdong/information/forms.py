"""The entry form of a report: what its fields hold, and what they offer. `entering` reads it back into a document."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from msgspec import Struct, field

from hiepdong.information import related
from hiepdong.information.related import Beside
from hiepdong.information.wording import first_capital
from hiepdong.records import queries as records
from hiepdong.records.sight import Viewer
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, instant, now, read_day, today
from hiepdong.vocabulary.report import OUTER_MARKING, USUAL_MARKING

Document = dict[str, Any]
DERIVED_FROM = ("report", "answer", "case")
FOUND = 8
UNJUDGED = ("F", "6")


class ReportForm(Struct):
    """What is typed, as text by field; `errors` by the id of the field, in words."""

    values: dict[str, Any]
    document: Document = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def blank(sources: list[str]) -> ReportForm:
    """An empty form with what the day gives; `sources`: records that the report is to derive from."""
    values = {"day": f"{today():%d/%m/%Y}", "hour": f"{now():%H:%M}", "side": "inner", "urgency": "thuong"}
    return ReportForm({**values, "caveats": [], "derived": sources})


def quiet(form: ReportForm) -> ReportForm:
    """The form without its errors: it was not sent to be recorded."""
    form.errors = {}
    return form


def of(document: Document, point: str = "") -> ReportForm:
    """A document as the form shows it; `point` takes the place of its own, as offered from a photo."""
    place, source = document.get("place") or {}, document.get("source") or {}
    own, grade = place.get("point"), document.get("grade") or ""
    plain = ("title", "text", "topic", "side", "urgency", "marking")
    values = {
        **{name: document.get(name) or "" for name in plain}, **_times(document["seen"]),
        **{name: place.get(name) or "" for name in ("commune", "village", "marker")}, "where": place.get("text") or "",
        "point": point[:60] or (f"{own[1] / 1e6:.6f}, {own[0] / 1e6:.6f}" if own else ""),
        "source": source.get("kind") or "", "ref": source.get("ref") or "", "reliability": grade[:1],
        "credibility": grade[1:],
        "caveats": document.get("caveats") or [], "derived": document.get("derived_from") or [],
        "exercise": "on" if document.get("exercise") else "",
    }  # fmt: skip
    return ReportForm(values)


def _times(period: Document) -> dict[str, str]:
    start = instant(period["from"]).astimezone(HANOI)
    end = instant(period["to"]).astimezone(HANOI) if period.get("to") else None
    near = end is not None and end - start < timedelta(days=1)
    until = "" if end is None else f"{end:%H:%M}" if near else f"{end:%H:%M %d/%m/%Y}"
    return {"day": f"{start:%d/%m/%Y}", "hour": f"{start:%H:%M}", "until": until}


def day_of(form: ReportForm) -> date | None:
    """The day that is typed, if it is one."""
    try:
        return read_day(form.values["day"])
    except ValueError:
        return None


def choices(form: ReportForm, language: str) -> dict[str, Any]:
    """What the lists of the form offer, each a code with its word."""
    on = day_of(form) or today()
    usual = codes.topics["other"]
    return {
        "topics": worded([*(row for row in codes.topics if row is not usual), usual], language),
        "sides": worded(codes.sides, language), "urgency": worded(codes.urgency, language),
        "sources": worded(codes.sources, language), "caveats": worded(codes.caveats, language),
        "communes": [(one.code, commune_name(one)) for one in communes.communes(on)],
        "markings": worded((row for row in codes.markings if not row.secret), language), **gradings(language),
    }  # fmt: skip


def gradings(language: str) -> dict[str, Any]:
    """Both halves of a grade: the words first, the letter after them."""
    halves = ("reliability", "credibility")
    return {
        half: [(row.code, f"{row.word(language)} ({row.code})") for row in codes.gradings if row.scale == half]
        for half in halves
    }


def grade(reliability: str, credibility: str) -> str | None:
    """The grade of what was chosen. A half that was not chosen was not judged; nothing at all is no grade."""
    if not reliability and not credibility:
        return None
    return f"{reliability or UNJUDGED[0]}{credibility or UNJUDGED[1]}"


def worded(listed: Iterable[Any], language: str) -> list[tuple[str, str]]:
    """Rows of a code list for a field to choose in."""
    return [(row.code, first_capital(row.word(language))) for row in listed]


def commune_name(one: communes.Commune) -> str:
    """A commune for a field to choose in, with its district where it had one."""
    return f"{one.full} ({one.district})" if one.district else one.full


def sources_offered(viewer: Viewer, chosen: list[str], sought: str, own: str = "") -> list[Beside]:
    """What a report or an answer may be said to derive from: what is ticked, then what was looked for."""
    found = records.search(viewer, sought, limit=FOUND * 2) if sought.strip() else []
    hits = [line.record for line in found if line.kind in DERIVED_FROM][:FOUND]
    return [one for one in related.lines(viewer, [*chosen, *hits]) if one.record != own and not one.cancelled]


def marking(values: dict[str, Any]) -> str:
    """The marking under which what is typed will be held: the one chosen, else what topic and side propose."""
    topic = codes.topics.get(values.get("topic") or "")
    side = OUTER_MARKING if values.get("side") == "outer" else USUAL_MARKING
    return values.get("marking") or (topic and topic.marking) or side


def names_nobody(topic: str) -> bool:
    """Whether a report on this topic may name no persons."""
    row = codes.topics.get(topic)
    return row is not None and not row.persons
