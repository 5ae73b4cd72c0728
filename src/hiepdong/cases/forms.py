"""The entry form of a case: fields to a document and back. What the form has no field for is kept as it was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.terrain import communes, coordinates
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, now, read_day, read_hour, today

MORE_ROWS, MOST_ROWS = 2, 60
PERSON = ("name", "birth", "gender", "nationality", "status", "document_kind", "document_number", "home")
EXHIBIT = ("kind", "quantity", "unit", "note")


class CaseForm(Struct):
    """What is typed, as text by field; `errors` by field, in words."""

    values: dict[str, Any]
    people: list[dict[str, str]]
    exhibits: list[dict[str, str]]
    document: dict[str, Any] = {}
    errors: dict[str, str] = {}


def blank(unit: str) -> CaseForm:
    """An empty form with what the day and the unit give."""
    values = {
        "day": f"{today():%d/%m/%Y}",
        "hour": f"{now():%H:%M}",
        "lead": unit,
        "found": unit,
        "marking": "internal",
    }
    return CaseForm(values | {"offences": [], "supporting": [], "outcomes": []}, _rows(PERSON, 2), _rows(EXHIBIT, 1))


def _rows(names: tuple[str, ...], count: int) -> list[dict[str, str]]:
    return [dict.fromkeys(names, "") | {"key": ""} for _number in range(count)]


def of(document: dict[str, Any]) -> CaseForm:
    """A document as the form shows it."""
    start = datetime.fromisoformat(document["occurred"]["from"]).astimezone(HANOI)
    place = document.get("place") or {}
    point = place.get("point")
    values = {
        "title": document["title"], "day": f"{start:%d/%m/%Y}", "hour": f"{start:%H:%M}",
        "offences": document["offences"], "supporting": document.get("supporting") or [],
        "outcomes": document.get("outcomes") or [],
        "point": f"{point[1] / 1e6:.6f}, {point[0] / 1e6:.6f}" if point else "",
        **{name: document.get(name) or "" for name in ("lead", "found", "found_by", "stage", "summary", "marking")},
        **{name: place.get(name) or "" for name in ("commune", "village", "marker", "text")},
    }  # fmt: skip
    people = [_person_fields(person) for person in document.get("subjects") or ()]
    exhibits = [{**_texts(one, EXHIBIT), "key": ""} for one in document.get("exhibits") or ()]
    return CaseForm(values, [*people, *_rows(PERSON, 1)], [*exhibits, *_rows(EXHIBIT, 1)])


def _texts(part: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(part.get(name) or "") for name in names}


def _person_fields(person: dict[str, Any]) -> dict[str, str]:
    paper = (person.get("documents") or [{}])[0]
    papers = {"document_kind": paper.get("kind") or "", "document_number": paper.get("number") or ""}
    return {**_texts(person, PERSON), **papers, "key": person["key"]}


def read(sent: QueryDict, before: dict[str, Any] | None = None) -> CaseForm:
    """What was sent as a form and, where nothing is wrong, as a document."""
    names = ("title", "day", "hour", "lead", "found", "found_by", "stage", "summary", "marking", "point")
    values: dict[str, Any] = {name: (sent.get(name, "") or "").strip() for name in names}
    values |= {name: (sent.get(name, "") or "").strip() for name in ("commune", "village", "marker", "text")}
    values |= {name: [v for v in sent.getlist(name) if v] for name in ("offences", "supporting", "outcomes")}
    more = MORE_ROWS if "more" in sent else 0
    people, exhibits = _sent_rows(sent, "p", PERSON), _sent_rows(sent, "x", EXHIBIT)
    form = CaseForm(values, people + _rows(PERSON, more), exhibits + _rows(EXHIBIT, 1 if more else 0), errors={})
    form.document = _document(form, before or {})
    return form


def _sent_rows(sent: QueryDict, prefix: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    columns = {name: sent.getlist(f"{prefix}_{name}") for name in ("key", *names)}
    length = min(max((len(column) for column in columns.values()), default=0), MOST_ROWS)
    return [
        {name: column[number].strip() if number < len(column) else "" for name, column in columns.items()}
        for number in range(length)
    ]


def _document(form: CaseForm, before: dict[str, Any]) -> dict[str, Any]:
    values, errors = form.values, form.errors
    for name, text in (
        ("title", _("Thiếu trích yếu.")), ("offences", _("Thiếu tội danh hoặc hành vi.")),
        ("lead", _("Thiếu đơn vị chủ trì.")),
    ):  # fmt: skip
        if not values[name]:
            errors[name] = text
    place = {**(before.get("place") or {}), **{n: values[n] or None for n in ("commune", "village", "marker", "text")}}
    place["point"] = _point(values["point"], errors)
    kept = {name: values[name] or None for name in ("found", "found_by", "stage", "summary")}
    return {
        **before, **kept, "title": values["title"], "offences": list(dict.fromkeys(values["offences"])),
        "lead": values["lead"], "marking": values["marking"] or "internal", "place": place,
        "occurred": {**(before.get("occurred") or {}), "from": _start(values, errors)},
        "supporting": [unit for unit in values["supporting"] if unit != values["lead"]],
        "outcomes": values["outcomes"], "subjects": _subjects(form, before), "exhibits": _exhibits(form, before),
    }  # fmt: skip


def _start(values: dict[str, Any], errors: dict[str, str]) -> str:
    try:
        start = datetime.combine(read_day(values["day"]), read_hour(values["hour"] or "0"), HANOI)
    except ValueError:
        errors["day"] = _("Ngày giờ chưa đúng: ngày như 14/12/2023, giờ như 23:40.")
        return ""
    if start > now():
        errors["day"] = _("Ngày giờ xảy ra ở sau bây giờ.")
    return start.isoformat()


def _point(text: str, errors: dict[str, str]) -> list[int] | None:
    """A point as officers type it: degrees, VN-2000 metres, kilometres along the line."""
    if not text:
        return None
    found = coordinates.read_point(text)
    if found is None:
        errors["point"] = _("Tọa độ chưa đọc được: ghi vĩ độ, kinh độ như 21.912345, 106.812345.")
    return list(found) if found else None


def _subjects(form: CaseForm, before: dict[str, Any]) -> list[dict[str, Any]]:
    known = {person["key"]: person for person in before.get("subjects") or ()}
    used = {row["key"] for row in form.people if row["key"]} | set(known)
    found = []
    for number, row in enumerate(form.people, 1):
        if not any(row[name] for name in ("name", "birth", "document_number", "status", "home")):
            continue
        key = row["key"] or _free_key(used)
        used.add(key)
        if not row["status"]:
            form.errors[f"person-{number}"] = _("Người thứ %(number)s thiếu tư cách tố tụng.") % {"number": number}
        found.append({**known.get(key, {}), **_person(row, known.get(key, {})), "key": key})
    return found


def _free_key(used: set[str]) -> str:
    return next(key for number in range(1, MOST_ROWS * 3) if (key := f"s{number}") not in used)


def _person(row: dict[str, str], before: dict[str, Any]) -> dict[str, Any]:
    papers = list(before.get("documents") or [])
    first = {"kind": row["document_kind"] or "cccd", "number": row["document_number"]}
    papers = [first, *papers[1:]] if row["document_number"] else papers[1:]
    facts = {name: row[name] or None for name in ("name", "gender", "nationality", "home")}
    return {**facts, "birth": _birth(row["birth"]), "status": row["status"], "documents": papers}


def _birth(text: str) -> str | None:
    """A year, or a day typed as 02/09/1990."""
    parts = text.split("/")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        return f"{parts[2]}-{int(parts[1]):02d}-{int(parts[0]):02d}"
    return text or None


def _exhibits(form: CaseForm, before: dict[str, Any]) -> list[dict[str, Any]]:
    known = before.get("exhibits") or []
    found = []
    for number, row in enumerate(form.exhibits):
        if row["kind"]:
            old = known[number] if number < len(known) else {}
            amount = row["quantity"].replace(",", ".")
            facts = {"kind": row["kind"], "quantity": amount or None, "unit": row["unit"] or None}
            found.append({**old, **facts, "note": row["note"] or None})
    return found


def choices(form: CaseForm) -> dict[str, Any]:
    """What the lists of the form offer."""
    try:
        on = read_day(form.values["day"])
    except ValueError:
        on = today()
    return {
        "offences": sorted((row for row in codes.offences if row.holds(on)), key=lambda row: row.vi),
        "units": forces.units(on), "communes": communes.communes(on), "stages": list(codes.stages),
        "outcomes": list(codes.outcomes), "found_by": list(codes.found_by), "statuses": list(codes.statuses),
        "exhibits": list(codes.exhibits), "measures": list(codes.units),
        "markings": [row for row in codes.markings if not row.secret],
    }  # fmt: skip
