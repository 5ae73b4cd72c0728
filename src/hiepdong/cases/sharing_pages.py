"""How a unit shares: its standing releases, and what it usually leaves out for each type of unit."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiepdong.cases import sharing
from hiepdong.forces import queries as forces
from hiepdong.forces import unit_settings
from hiepdong.records.kinds import kind_of
from hiepdong.records.notices import notice
from hiepdong.records.receivers import standing_of
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.fold import fold
from hiepdong.vocabulary.refusals import Refused

PAGE = "/cai-dat/gui"


@for_records
def settings(request: OfficerRequest) -> HttpResponse:
    """The standing releases of the unit, and its proposals, which staff and commanders change."""
    unit, problem = request.viewer.unit, ""
    usual = {kind: sharing.usual(unit, kind) for kind in sharing.KINDS}
    if request.method == "POST":
        value = None if "usual" in request.POST else _typed(request.POST) or None
        try:
            act(request, "unit.configure", settings={sharing.SETTING: value})
        except Refused as refused:
            problem = refused.text(request.language)
            usual = {kind: usual[kind] | sharing.read({kind: by_type})[kind] for kind, by_type in (value or {}).items()}
        else:
            return redirect(f"{PAGE}?xong=unit.configure#usual")
    about = {
        "standing": [(one, new_id()) for one in standing_of(request.viewer)], "act_id": new_id(),
        "problem": problem, "notice": notice(request),
        "usual": [_of_kind(kind, usual[kind]) for kind in usual],
        "may_write": unit_settings.may_set(sharing.SETTING, request.viewer.roles),
        "own": forces.setting(unit, sharing.SETTING) is not None,
    }  # fmt: skip
    return render(request, "cases/sharing.html", about, status=422 if problem else 200)


def _of_kind(kind: str, by_type: dict[str, sharing.Usual]) -> dict[str, Any]:
    names = [name for name, _paths in kind_of(kind).parts]
    return {"kind": kind, "parts": names, "types": list(by_type.items())}


def _typed(sent: QueryDict) -> dict[str, dict[str, Any]]:
    """What was ticked and written for each type. What is as the product has it stays the product's own."""
    found: dict[str, dict[str, Any]] = {}
    for kind in sharing.KINDS:
        names = [name for name, _paths in kind_of(kind).parts]
        for of_type in sharing.TYPES:
            ticked = [name for name in names if name in sent.getlist(f"{kind}.{of_type}")]
            why = " ".join(sent.get(f"{kind}.{of_type}.why", "").split())[:500]
            products = sharing.of_product(kind, of_type)
            if set(ticked) != set(products.without) or why != products.why:
                found.setdefault(kind, {})[of_type] = {"without": ticked, "why": why}
    return found


@for_records
def standing(request: OfficerRequest) -> HttpResponse:
    """Set a standing release: to whom, without what, on which condition; a later one to the same unit replaces it."""
    sent = request.POST if request.method == "POST" else request.GET
    kind = sent.get("kind", "case") if sent.get("kind") in sharing.KINDS else "case"
    parts, errors = sent.getlist("tru"), dict[str, str]()
    if request.method == "GET" and "de-xuat" in sent:
        parts = list(sharing.usual(request.viewer.unit, kind).get(sent["de-xuat"], sharing.Usual()).without)
    where = {"offences": _offences(sent, errors), "communes": _communes(sent, errors)}
    if request.method == "POST" and not errors and "preview" not in sent:
        errors = _set(
            request, kind, sent.getlist("den"), parts, {name: found for name, found in where.items() if found}
        )
        if not errors:
            return redirect(f"{PAGE}?xong=release.standing")
    others = [line for line in forces.units() if line.code != request.viewer.unit]
    about = {
        "kind": kind, "kinds": sharing.KINDS, "parts": parts, "sent": sent, "units_sent": sent.getlist("den"),
        "errors": errors, "known": [name for name, _paths in kind_of(kind).parts], "others": others,
        "held": {one.to for one in standing_of(request.viewer) if one.kind == kind}, "where": where,
        "types": sharing.usual(request.viewer.unit, kind), "act_id": request.POST.get("act_id") or new_id(),
        "offences": sorted(codes.offences, key=lambda row: row.vi), "communes": communes.communes(today()),
    }  # fmt: skip
    return render(request, "cases/standing.html", about, status=422 if errors else 200)


def _set(request: OfficerRequest, kind: str, to: list[str], parts: list[str], where: dict[str, Any]) -> dict[str, str]:
    if not to:
        return {"den": _("Chọn ít nhất một đơn vị nhận.")}
    known = dict(kind_of(kind).parts)
    without = [path for name in parts if name in known for path in known[name]]
    try:
        act(request, "release.standing", kind=kind, to=to, without=without, where=where or None)
    except Refused as refused:
        return {"act": refused.text(request.language)}
    return {}


def _offences(sent: QueryDict, errors: dict[str, str]) -> list[str]:
    """Offences typed by code or by part of their name, between commas."""
    rows = {row.code: fold(row.vi) for row in codes.offences}
    return [_one(text, rows, errors, "offences") for text in _listed(sent, "offences")]


def _communes(sent: QueryDict, errors: dict[str, str]) -> list[str]:
    """Communes of today or of before the change, typed by code or by name, between commas."""
    rows = {
        one.code: fold(one.name)
        for day in (communes.REFORM - timedelta(days=1), today())
        for one in communes.communes(day)
    }
    return [_one(text, rows, errors, "communes") for text in _listed(sent, "communes")]


def _listed(sent: QueryDict, name: str) -> list[str]:
    return [text.strip() for text in sent.get(name, "").replace(";", ",").split(",") if text.strip()]


def _one(text: str, rows: dict[str, str], errors: dict[str, str], name: str) -> str:
    """The one code that is meant; where none or several are, what was typed stays and is told."""
    if text in rows:
        return text
    asked = fold(text)
    hits = [code for code, named in rows.items() if named == asked]
    hits = hits or [code for code, named in rows.items() if asked and asked in named]
    if len(hits) != 1:
        told = (
            _("“%(text)s”: không có trong danh mục.")
            if not hits
            else _("“%(text)s”: khớp nhiều mục, ghi mã: %(codes)s.")
        )
        errors[name] = told % {"text": text, "codes": ", ".join(hits[:6])}
        return text
    return hits[0]


@require_POST
@for_records
def end(request: OfficerRequest) -> HttpResponse:
    """End a standing release, for what is opened later."""
    kind, to = request.POST.get("kind", ""), request.POST.getlist("den")
    act(request, "release.standing-end", kind=kind, to=to)
    return redirect(f"{PAGE}?xong=release.standing-end")
