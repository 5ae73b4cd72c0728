"""The forms of a reconciliation: the proposal, and the figures to be signed."""

from datetime import date
from typing import Any

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import Struct, field

from hiepdong.figures import asking, categories
from hiepdong.forces import queries as forces
from hiepdong.information import on_behalf
from hiepdong.reconciliation.counting import group_of
from hiepdong.reconciliation.matter import Matter
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import read_day, today

DIGITS = 8
Document = dict[str, Any]


class Form(Struct):
    """What is typed, as text by field; `errors` by the id of the field, in words."""

    values: dict[str, Any]
    document: Document = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class Choice(Struct, frozen=True):
    """A unit to reconcile with. `away`: it is not on the system and cannot put figures forward."""

    code: str
    away: bool


def blank(viewer: Viewer) -> Form:
    """This year so far, by all groups of the unit, of cases in which both took part."""
    first, keys = date(today().year, 1, 1), [one.key for one in categories.of_unit(viewer.unit)]
    days = {"start": f"{first:%d/%m/%Y}", "end": f"{today():%d/%m/%Y}"}
    return Form({**days, "units": [], "groups": keys, "joint": "on", "note": ""})


def read(viewer: Viewer, sent: QueryDict) -> Form:
    """A proposal as it was sent."""
    values: dict[str, Any] = {name: (sent.get(name) or "").strip() for name in ("start", "end", "note", "joint")}
    values |= {name: list(dict.fromkeys(filter(None, sent.getlist(name)))) for name in ("units", "groups")}
    form = Form(values)
    start, end = (_day(form, name) for name in ("start", "end"))
    if start and end and end < start:
        form.errors["end"] = _("Ngày cuối ở trước ngày đầu.")
    if not values["units"]:
        form.errors["units"] = _("Chọn ít nhất một đơn vị để đối chiếu.")
    groups = [group_of(one) for one in categories.of_unit(viewer.unit) if one.key in values["groups"]]
    if not groups:
        form.errors["groups"] = _("Chọn ít nhất một nhóm.")
    form.document = {
        "units": values["units"], "from": start and start.isoformat(), "to": end and end.isoformat(),
        "groups": msgspec.to_builtins(groups), "note": values["note"] or None,
        "with": _patterns([viewer.unit, *values["units"]]) if values["joint"] else [],
    }  # fmt: skip
    return form


def _day(form: Form, name: str) -> date | None:
    try:
        return read_day(form.values[name])
    except ValueError:
        form.errors[name] = _("Ngày chưa đúng: ghi như 14/12/2023.")
        return None


def _patterns(units: list[str]) -> list[str]:
    """Each unit, with those below it where there are any."""
    above = asking.parents(forces.book())
    return [f"{unit}/**" if unit in above else unit for unit in units]


def units(viewer: Viewer) -> list[Choice]:
    """The units to choose from, those that can answer here first."""
    away = on_behalf.away()
    found = [Choice(line.code, line.code in away) for line in forces.units() if line.code != viewer.unit]
    return sorted(found, key=lambda one: one.away)


def agreement(matter: Matter, sent: QueryDict | None = None) -> Form:
    """The figures to be signed: as sent; else as they were written down, or where all put the same forward."""
    form = Form({"note": ""})
    for place, group in enumerate(matter.groups):
        for part in ("cases", "subjects") if group.cases else ("subjects",):
            form.values[f"{part}-{place}"] = _usual(matter, place, part)
    if matter.agreement is not None:
        form.values["note"] = matter.agreement.note
    if sent is not None:
        form.values = {name: (sent.get(name) or "").strip() for name in form.values}
        form.document = {"figures": [_figure(form, matter, place) for place in range(len(matter.groups))]}
    return form


def _usual(matter: Matter, place: int, part: str) -> str:
    if matter.agreement is not None:
        return str(getattr(matter.agreement.figures[place], part))
    said = {getattr(side.figures[place], part) for side in matter.sides.values()}
    return str(said.pop()) if len(said) == 1 else ""


def _figure(form: Form, matter: Matter, place: int) -> Document:
    group = matter.groups[place]
    cases = _number(form, f"cases-{place}") if group.cases else None
    return {"key": group.key, "cases": cases, "subjects": _number(form, f"subjects-{place}")}


def _number(form: Form, name: str) -> int:
    typed = form.values[name].replace(".", "")
    if not typed.isdecimal() or len(typed) > DIGITS:
        form.errors[name] = _("Ghi số thống nhất cho từng nhóm, như 18.")
        return 0
    return int(typed)
