"""What a unit sets for itself: its report categories, and how its papers look."""

from typing import Any

import msgspec
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from hiepdong.figures import categories
from hiepdong.figures.categories import Category
from hiepdong.papers import coordinating
from hiepdong.papers.report import PaperSettings
from hiepdong.records.request import OfficerRequest, act, for_records, new_id
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.refusals import Refused

LINES = ("actors", "addressees", "receivers")
TEXTS = ("unit", "issuer", "superior", "symbol", "place", "area", "between")
SIGNER = ("authority", "position", "rank", "name")
COLUMNS = ("key", "label", "offences", "persons", "nationality", "found", "cases")
MOST = 40


@for_records
def unit_settings(request: OfficerRequest) -> HttpResponse:
    """Categories and paper of the officer's unit."""
    unit, problem, notice = request.viewer.unit, "", ""
    rows, paper = _rows(categories.of_unit(unit)), coordinating.settings(unit)
    if request.method == "POST":
        rows = _typed_rows(request.POST)
        try:
            paper = coordinating.read_settings(_typed_paper(request.POST, paper))
            act(request, "unit.configure", settings={"categories": _as_categories(rows), "paper": _plain(paper)})
            notice = _("Đã giữ cài đặt của đơn vị.")
        except Refused as refused:
            problem = refused.text(request.language)
    about = {
        "rows": [*rows, dict.fromkeys(COLUMNS, "") | {"cases": "1"}], "paper": paper, "problem": problem,
        "lines": {name: "\n".join(getattr(paper, name)) for name in LINES}, "act_id": new_id(), "notice": notice,
        "signer": msgspec.structs.asdict(paper.signers[0]) if paper.signers else {},
        "offences": sorted(codes.offences, key=lambda row: row.vi),
    }  # fmt: skip
    return render(request, "papers/settings.html", about, status=422 if problem else 200)


def _rows(known: list[Category]) -> list[dict[str, str]]:
    return [
        {"key": one.key, "label": one.label, "offences": " ".join(one.offences), "persons": one.persons,
         "nationality": one.nationality or "", "found": one.found, "cases": "1" if one.cases else ""}
        for one in known
    ]  # fmt: skip


def _typed_rows(sent: QueryDict) -> list[dict[str, str]]:
    columns = {name: sent.getlist(name) for name in COLUMNS}
    length = min(len(columns["label"]), MOST)
    rows = [
        {name: column[number].strip() if number < len(column) else "" for name, column in columns.items()}
        for number in range(length)
    ]
    return [row for row in rows if row["label"] or row["offences"]]


def _as_categories(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {"key": row["key"] or f"nhom-{number}", "label": row["label"], "offences": row["offences"].split(),
         "persons": row["persons"] or "đối tượng", "nationality": row["nationality"] or None, "found": row["found"],
         "cases": bool(row["cases"])}
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip


def _typed_paper(sent: QueryDict, before: PaperSettings) -> dict[str, Any]:
    typed: dict[str, Any] = {name: sent.get(name, "").strip() for name in TEXTS}
    typed |= {name: [line.strip() for line in sent.get(name, "").splitlines() if line.strip()] for name in LINES}
    signer = {name: sent.get(f"signer_{name}", "").strip() for name in SIGNER}
    others = [msgspec.to_builtins(one) for one in before.signers[1:]]
    return {**_plain(before), **typed, "signers": [*([signer] if any(signer.values()) else []), *others]}


def _plain(paper: PaperSettings) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(paper)
    return found
