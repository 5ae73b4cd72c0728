"""The entry form of a joint activity: what its fields hold, and what they offer. `activity_entering` reads it back."""

from datetime import date
from typing import Any

from msgspec import Struct, field

from hiepdong.forces import queries as forces
from hiepdong.information import activity_queries as queries
from hiepdong.information import activity_wording as wording
from hiepdong.information.forms import commune_name, worded
from hiepdong.records.sight import Viewer
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.activity import USUAL_MARKING
from hiepdong.vocabulary.clock import read_day, today

Document = dict[str, Any]
LATELY = 30
NUMBERS = {"times": "times", "attendances": "attendances", "results": "items"}
"""Fields of the form, and what of the document they are."""


class ActivityForm(Struct):
    """What is typed, as text by field; `errors` by the id of the field, in words."""

    values: dict[str, Any]
    document: Document = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def blank(unit: str) -> ActivityForm:
    """An empty form with what the day gives: once, today, the unit itself took part."""
    values = {"day": f"{today():%d/%m/%Y}", "times": "1", "results": "", "marking": USUAL_MARKING, "same": ""}
    return ActivityForm({**values, "units": [unit]})


def of(document: Document) -> ActivityForm:
    """A document as the form shows it."""
    place = document.get("place") or {}
    point = place.get("point")
    days = {name: date.fromisoformat(document[name]) for name in ("day", "until") if document.get(name)}
    values = {
        **{name: document.get(name) or "" for name in ("kind", "note")},
        "marking": document.get("marking") or USUAL_MARKING,
        **{name: f"{on:%d/%m/%Y}" for name, on in days.items()},
        **{name: _text(document.get(part)) for name, part in NUMBERS.items()},
        **{name: place.get(name) or "" for name in ("commune", "village", "marker")}, "where": place.get("text") or "",
        "point": f"{point[1] / 1e6:.6f}, {point[0] / 1e6:.6f}" if point else "",
        "units": document.get("units") or [], "exercise": "on" if document.get("exercise") else "", "same": "",
    }  # fmt: skip
    return ActivityForm(values)


def quiet(form: ActivityForm) -> ActivityForm:
    """The form without its errors: a draft is begun, not sent."""
    form.errors = {}
    return form


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def like(document: Document, unit: str, *, ours: bool) -> ActivityForm:
    """A form filled in as an activity was. One of ours is taken to happen again, today; one of others is told anew."""
    form = of({**document, "units": list(dict.fromkeys([*document.get("units", ()), unit]))})
    if ours:
        form.values |= {"day": f"{today():%d/%m/%Y}", "until": "", "note": ""}
    return form


def day_of(form: ActivityForm) -> date | None:
    """The day that is typed, if it is one."""
    try:
        return read_day(form.values["day"])
    except ValueError:
        return None


def choices(viewer: Viewer, form: ActivityForm, language: str) -> dict[str, Any]:
    """What the lists of the form offer; units that lately took part stand before all others."""
    on, chosen = day_of(form) or today(), form.values["units"]
    kinds = [row for row in codes.activities if codes.activities.valid(row.code, on)]
    units, book = {line.code: line.name for line in forces.units(on)}, forces.book()
    units |= {code: book.name(code) for code in chosen if code in book.units}
    lately = {viewer.unit, *chosen, *queries.partners(viewer, LATELY)}
    return {
        "kinds": worded(kinds, language), "communes": [(one.code, commune_name(one)) for one in communes.communes(on)],
        "markings": worded((row for row in codes.markings if not row.secret), language),
        "units": [(code, name) for code, name in units.items() if code in lately],
        "other_units": [(code, name) for code, name in units.items() if code not in lately],
    }  # fmt: skip


def labels(kind: str, language: str) -> dict[str, str]:
    """How the fields of the numbers are headed for the kind that is chosen; empty for results where it has none."""
    known = {name: wording.measure(kind, part, language) for name, part in NUMBERS.items()}
    return {name: wording.label(kind, NUMBERS[name], language) if word else "" for name, word in known.items()}
