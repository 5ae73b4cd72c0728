"""What a unit sets for itself: its report categories, how its papers look, by when it hopes for answers."""

from typing import Any

import msgspec
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiepdong.figures import categories
from hiepdong.figures.categories import Category
from hiepdong.information import deadline_forms
from hiepdong.information.deadlines import SETTING
from hiepdong.papers import coordinating, duty_setting
from hiepdong.papers.report import PaperSettings
from hiepdong.records.request import OfficerRequest, act, for_records, new_id, whole_number
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.refusals import Refused

LINES = ("co_issuers", "addressees", "receivers")
TEXTS = ("unit", "issuer", "superior", "symbol", "place", "area", "between", "action", "marking", "urgency")
SWITCHES = ("padded_prose", "padded_tables")
SIGNER = ("authority", "position", "rank", "name")
LAYOUT = ("top", "bottom", "left", "right", "indent_tenths", "spacing", "line_percent", "head", "body")
COLUMNS = ("key", "label", "offences", "persons", "nationality", "found", "cases")
MARKINGS = ("LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI")
MOST, FEWEST_SIGNERS = 40, 2


@for_records
def unit_settings(request: OfficerRequest) -> HttpResponse:
    """Categories, paper and answer times of the officer's unit."""
    unit, problem, notice = request.viewer.unit, "", ""
    rows, paper = _rows(categories.of_unit(unit)), _plain(coordinating.settings(unit))
    times, starts = deadline_forms.of_unit(unit), f"{duty_setting.starts(unit):%H:%M}"
    if request.method == "POST":
        rows, paper, times = _typed_rows(request.POST), _typed_paper(request.POST), deadline_forms.typed(request.POST)
        starts = request.POST.get("duty_starts", "").strip()
        try:
            act(request, "unit.configure", settings={
                "categories": _as_categories(rows), "paper": _plain(coordinating.read_settings(paper)),
                SETTING: deadline_forms.setting(times), duty_setting.SETTING: duty_setting.setting(starts),
            })  # fmt: skip
            notice = _("Đã giữ cài đặt của đơn vị.")
        except Refused as refused:
            problem = refused.text(request.language)
    about = {
        "rows": [*rows, dict.fromkeys(COLUMNS, "") | {"cases": "1"}], "paper": paper, "problem": problem,
        "lines": _as_lines(paper), "signers": _rows_of_signers(paper), "act_id": new_id(), "notice": notice,
        "offences": sorted(codes.offences, key=lambda row: row.vi), "urgencies": list(codes.LISTS["urgency"]),
        "markings": MARKINGS, "times": times, "starts": starts,
    }  # fmt: skip
    return render(request, "papers/settings.html", about, status=422 if problem else 200)


def _rows(known: list[Category]) -> list[dict[str, Any]]:
    return [
        {"key": one.key, "label": one.label, "offences": " ".join(one.offences), "codes": one.offences,
         "persons": one.persons, "nationality": one.nationality or "", "found": one.found,
         "cases": "1" if one.cases else ""}
        for one in known
    ]  # fmt: skip


def _typed_rows(sent: QueryDict) -> list[dict[str, Any]]:
    columns = {name: sent.getlist(name) for name in COLUMNS}
    length = min(len(columns["label"]), MOST)
    rows = [
        {name: column[number].strip() if number < len(column) else "" for name, column in columns.items()}
        for number in range(length)
    ]
    return [{**row, "codes": row["offences"].split()} for row in rows if row["label"] or row["offences"]]


def _as_categories(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"key": row["key"] or f"nhom-{number}", "label": row["label"], "offences": row["codes"],
         "persons": row["persons"] or "đối tượng", "nationality": row["nationality"] or None, "found": row["found"],
         "cases": bool(row["cases"])}
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip


def _typed_paper(sent: QueryDict) -> dict[str, Any]:
    """The paper as typed in; a number that is none is left as it was typed, so that its refusal names it."""
    typed: dict[str, Any] = {name: sent.get(name, "").strip() for name in TEXTS}
    typed |= {name: _filled(sent.get(name, "")) for name in LINES}
    typed |= {name: name in sent for name in SWITCHES}
    typed["urgency"] = typed["urgency"] or "thuong"
    typed["forces"] = [_force(line) for line in _filled(sent.get("forces", ""))]
    columns = [sent.getlist(f"signer_{name}") for name in SIGNER]
    signers = [dict(zip(SIGNER, map(str.strip, row), strict=True)) for row in zip(*columns, strict=False)]
    typed["signers"] = [one for one in signers if any(one.values())]
    typed["layout"] = {name: _number(text) for name in LAYOUT if (text := sent.get(f"layout_{name}"))}
    return typed


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _force(line: str) -> dict[str, str]:
    units, _equals, name = line.partition("=")
    return {"units": units.strip(), "name": name.strip()}


def _number(typed: str) -> int | str:
    number = whole_number(typed.strip())
    return typed if number is None else number


def _as_lines(paper: dict[str, Any]) -> dict[str, str]:
    found = {name: "\n".join(paper[name]) for name in LINES}
    return found | {"forces": "\n".join(f"{one['units']} = {one['name']}" for one in paper["forces"])}


def _rows_of_signers(paper: dict[str, Any]) -> list[dict[str, str]]:
    empty = dict.fromkeys(SIGNER, "")
    known: list[dict[str, str]] = paper["signers"]
    return [*known, empty] if len(known) >= FEWEST_SIGNERS else [*known, *[empty] * (FEWEST_SIGNERS - len(known))]


def _plain(paper: PaperSettings) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(paper)
    return found
