"""The case as a kind of record: its facet, what a mask leaves of it, its index rows, what search finds in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from hiepdong.cases import protected
from hiepdong.cases.models import CaseRow, ClockRow
from hiepdong.information.more import rests_on
from hiepdong.journal.rows import Model, Row
from hiepdong.records.head import Facet, Head
from hiepdong.records.kinds import Document, Effects, Kind
from hiepdong.records.masks import Mask
from hiepdong.records.models import SightRow
from hiepdong.records.sight import Viewer
from hiepdong.terrain import communes
from hiepdong.terrain.conditions import check_where
from hiepdong.vocabulary import case as vocabulary
from hiepdong.vocabulary import codes, legal_clocks
from hiepdong.vocabulary.acts import Where
from hiepdong.vocabulary.case import Case
from hiepdong.vocabulary.clock import day_of, seconds
from hiepdong.vocabulary.parts import Place, filled, read

ERASED_TITLE, LED_ACROSS = "—", "duoc-dua-dan"
FLAG, BIRTH = "m", "b"


def check(document: Document) -> Case:
    """The document as a Struct that holds every rule of the field. Raises Refused document.*."""
    case: Case = read(document, Case)
    vocabulary.check(case)
    communes.require(case.place, day_of(case.occurred.start))
    return case


def facet(document: Document, effects: Effects) -> Facet:
    """What index rows need of a whole case."""
    case = msgspec.convert(filled(document), type=Case)
    place = case.place or Place()
    day = day_of(case.occurred.start)
    subjects = [_profile(subject, day) for subject in case.subjects or ()]
    detail = {
        "day": day.toordinal(), "offences": case.offences, "lead": case.lead,
        "found": case.found, "units": sorted(set(case.units)), "commune": place.commune, "village": place.village,
        "marker": place.marker, "point": place.point, "stage": case.stage, "outcomes": case.outcomes or [],
        "subjects": subjects, "exercise": bool(case.exercise), "clocks": _running(case),
        **({"on_behalf": dict(sorted(effects["on_behalf"].items()))} if "on_behalf" in effects else {}),
    }  # fmt: skip
    return Facet(
        happened=seconds(case.occurred.start),
        title=case.title,
        marking=codes.markings[case.marking or "internal"].rank,
        persons=tuple(s.key for s in case.subjects or ()),
        others=tuple(o.key for o in case.others or ()),
        detail=detail,
    )


def _running(case: Case) -> list[list[Any]]:
    """The legal clocks that nothing has stopped: of whom (empty: of the case), which, from when, counted from when."""
    told = [("", case.facts), *((subject.key, subject.facts) for subject in case.subjects or ())]
    went = vocabulary.handover_facts(case.handed_over or ())
    return [
        [key, clock.rule.code, seconds(clock.started), seconds(clock.counted)]
        for key, facts in told
        for clock in legal_clocks.clocks(vocabulary.with_handovers(facts or (), went.get(key, ())))
        if clock.stopped is None
    ]


def _profile(subject: vocabulary.Subject, day: date) -> list[Any]:
    """What counting needs: key, status, first offence of his own, nationality, led across, led across as a minor."""
    own = subject.offences[0] if subject.offences else None
    return [subject.key, subject.status, own, subject.nationality, bool(subject.led), _led_minor(subject, day)]


def _led_minor(subject: vocabulary.Subject, day: date) -> str:
    """By what a person led across is known to be a minor: FLAG, BIRTH, both; empty: not known, or not led."""
    if not subject.led and subject.status != LED_ACROSS:
        return ""
    return (FLAG if subject.minor else "") + (BIRTH if vocabulary.is_minor(subject.birth, day) else "")


def mask_facet(whole: Facet, mask: Mask) -> Facet:
    """What index rows may say of a copy under the mask."""
    detail, left_out = {**whole.detail, "clocks": []}, set(mask)
    if "subjects" in left_out:
        detail["subjects"] = None
    else:
        detail["subjects"] = [_masked_profile(one, left_out) for one in detail["subjects"]]
    blanks: dict[str, tuple[str, Any]] = {
        "place.point": ("point", None),
        "stage": ("stage", None),
        "outcomes": ("outcomes", []),
    }
    detail |= {name: nothing for path, (name, nothing) in blanks.items() if path in left_out}
    return Facet(
        happened=whole.happened,
        title=whole.title,
        marking=whole.marking,
        detail=detail,
        persons=() if "subjects" in left_out else whole.persons,
        others=() if "others" in left_out else whole.others,
    )


def _masked_profile(profile: list[Any], left_out: set[str]) -> list[Any]:
    *known, nationality, led, minor = profile
    for path, sign in (("subjects.minor", FLAG), ("subjects.birth", BIRTH)):
        minor = minor.replace(sign, "") if path in left_out else minor
    return [*known, None if "subjects.nationality" in left_out else nationality, led, minor]


def copy_rows(record: int, track: int, version: int, facet: Facet) -> list[tuple[Model, Row]]:
    """The index row of a copy."""
    detail = facet.detail
    longitude, latitude = detail["point"] or (None, None)
    subjects = detail["subjects"]
    persons = "" if subjects is None else msgspec.json.encode(subjects).decode()
    running: list[tuple[Model, Row]] = [
        (ClockRow, (record, track, version, key, clock, started, counted))
        for key, clock, started, counted in detail["clocks"]
    ]
    return [
        *running,
        (
            CaseRow,
            (
                record, track, version, facet.title, detail["commune"], detail["village"], detail["marker"],
                longitude, latitude, barred(detail["offences"]), detail["lead"], barred(detail["units"]),
                detail["stage"], None if subjects is None else len(subjects), persons, int(detail["exercise"]),
                detail.get("on_behalf", {}).get("unit", ""),
            ),
        ),
    ]  # fmt: skip


def barred(items: list[str]) -> str:
    """Codes between bars: |a|b|."""
    return f"|{'|'.join(items)}|"


def text(document: Document) -> str:
    """The words by which a (masked) case is found; names for the officers of the case alone are none of them."""
    return " ".join(_words(document))


def _words(document: Document) -> Iterator[str]:
    place = document.get("place") or {}
    yield document["title"]
    yield from (place[name] for name in ("village", "marker", "text") if place.get(name))
    yield from (row.vi for code in document["offences"] if (row := codes.offences.get(code)))
    shown = protected.covered(document)
    for person in (*(shown.get("subjects") or ()), *(shown.get("others") or ())):
        yield from (person[name] for name in ("name", "home", "note") if person.get(name))
        yield from person.get("aliases") or ()
        yield from (paper["number"] for paper in person.get("documents") or () if paper.get("number"))
    yield from (exhibit["note"] for exhibit in document.get("exhibits") or () if exhibit.get("note"))
    for notice in document.get("wanted") or ():
        yield from (notice[name] for name in ("issuer", "number", "offence") if notice.get(name))
    yield document.get("summary") or ""


def for_holder(document: Document, unit: str) -> Document:
    """The minutes of what was handed over are the owner's own, like clocks: no copy has them, and so no mask need."""
    del unit
    return {name: value for name, value in document.items() if name != "handed_over"}


def fits(facet: Facet, where: Where) -> bool:
    """Whether a case fits the condition of a standing release."""
    if where.offences and not set(where.offences) & set(facet.detail["offences"]):
        return False
    return not where.communes or facet.detail["commune"] in where.communes


def reduced(document: Document) -> Document:
    """What stays of a case after its erasure: the facets that figures need, persons as keys."""
    kept: Document = {
        name: document[name]
        for name in (
            "occurred",
            "offences",
            "lead",
            "supporting",
            "found",
            "arrested",
            "stage",
            "outcomes",
            "marking",
            "exercise",
        )
        if name in document
    }
    commune = (document.get("place") or {}).get("commune")
    place: Document = {"place": {"commune": commune}} if commune else {}
    people: Document = {
        field: [{name: person[name] for name in names if name in person} for person in document[field]]
        for field, names in (
            ("subjects", ("key", "status", "offences", "nationality", "led")),
            ("others", ("key", "role")),
        )
        if document.get(field)
    }
    detail = facet(document, {}).detail
    for person, (*_, led_minor) in zip(people.get("subjects", ()), detail["subjects"], strict=False):
        person.update(_kept_of_minor(led_minor, date.fromordinal(detail["day"])))
    return {"title": ERASED_TITLE, **kept, **place, **people}


def _kept_of_minor(led_minor: str, day: date) -> Document:
    """By what he was known to be a minor, for holders who had only one of the two: a year that says no more than it."""
    flag: Document = {"minor": True} if FLAG in led_minor else {}
    return flag | ({"birth": str(day.year - vocabulary.ADULT + 1)} if BIRTH in led_minor else {})


def _more(viewer: Viewer, head: Head, sight: SightRow) -> dict[str, Any]:
    """For whom the case is kept, and what that rests on, as much as the viewer may know of it."""
    detail = head.facet(0, sight.version).detail
    return rests_on(detail, owner=viewer.unit == head.owner)


PARTS = (
    ("identity", tuple(f"subjects.{name}" for name in ("aliases", "birth", "documents", "home", "name"))),
    *((name, (name,)) for name in ("subjects", "others", "exhibits", "wanted", "facts", "found_by", "summary")),
    *((name.replace(".", "_"), (name,)) for name in ("subjects.facts", "place.point", "place.text")),
    ("progress", ("outcomes", "stage")),
    ("attachments", ("attachments",)),
)
KIND = Kind(
    name="case", check=check, facet=facet, mask_facet=mask_facet,
    maskable=vocabulary.MASKABLE - {"subjects.led"}, text=text, copy_tables=(CaseRow, ClockRow), copy_rows=copy_rows,
    check_where=check_where, fits=fits, reduced=reduced, parts=PARTS, quotable=protected.covered,
    for_holder=for_holder, page="/vu-viec", more=_more,
)  # fmt: skip
