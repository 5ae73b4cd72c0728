"""The rows of the entry form, persons and exhibits, read into parts of the document."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hiepdong.cases import identity_papers as papers
from hiepdong.cases.forms import MOST_ROWS, OWN_OFFENCES, CaseForm, Document, Row
from hiepdong.vocabulary.case import is_minor
from hiepdong.vocabulary.clock import read_birth

SUBJECT_TELLS = ("name", "birth", "document_number", "status", "home", "aliases", "papers")
OTHER_TELLS = ("name", "birth", "role", "note", "home")


def subjects_of(form: CaseForm, before: Document, on: date) -> list[Document]:
    """Subjects (đối tượng): each row that says something of a person. `on` is the day of the event."""
    return _persons(form, (before.get("subjects") or [], form.people), "p", on)


def others_of(form: CaseForm, before: Document, on: date) -> list[Document]:
    """Victims, witnesses and others who are never subjects."""
    return _persons(form, (before.get("others") or [], form.others), "o", on)


def _persons(form: CaseForm, both: tuple[list[Document], list[Row]], prefix: str, on: date) -> list[Document]:
    known, rows = {person["key"]: person for person in both[0]}, both[1]
    read, tells = (_subject, SUBJECT_TELLS) if prefix == "p" else (_other, OTHER_TELLS)
    used = {row["key"] for row in rows if row["key"]} | set(known)
    found = []
    for number, row in enumerate(rows, 1):
        if row["covered"]:
            found += [known[row["key"]]] if row["key"] in known else []
        elif any(row[name] for name in tells):
            key = row["key"] or _free_key("s" if prefix == "p" else "v", used)
            used.add(key)
            row["key_given"] = key
            problems = Problems(form, row, f"{prefix}{number}")
            found.append({**known.get(key, {}), **read(row, known.get(key, {}), on, problems), "key": key})
    return found


def _free_key(letter: str, used: set[str]) -> str:
    return next(key for number in range(1, MOST_ROWS * 3) if (key := f"{letter}{number}") not in used)


class Problems:
    """What is wrong in one row: told beside the field, and at the top with the number of the row."""

    def __init__(self, form: CaseForm, row: Row, part: str) -> None:
        self.form, self.row, self.part = form, row, part

    def tell(self, name: str, text: str) -> None:
        """Tell it of a field."""
        rows = {
            "p": _("Đối tượng %(number)s"),
            "o": _("Người khác %(number)s"),
            "x": _("Tang vật %(number)s"),
            "f": _("Mốc tố tụng %(number)s"),
            "w": _("Quyết định truy nã %(number)s"),
        }
        self.row["errors"][name] = text
        self.form.errors[f"{self.part}-{name}"] = f"{rows[self.part[0]] % {'number': self.part[1:]}}: {text}"


def _subject(row: Row, before: Document, on: date, problems: Problems) -> dict[str, Any]:
    if not row["status"]:
        problems.tell("status", _("Thiếu tư cách tố tụng."))
    marks, birth = row["mark"].split(), _birth(row, problems)
    return {
        **{name: row[name] or None for name in ("name", "gender", "nationality", "home")}, "birth": birth,
        "status": row["status"], "documents": _papers(row, before, problems), "led": "led" in marks or None,
        "offences": list(dict.fromkeys(code for name in OWN_OFFENCES for code in row[name].split())),
        "aliases": _aliases(row, before),
        "minor": "minor" in marks or is_minor(birth, on) or None,
    }  # fmt: skip


def _aliases(row: Row, before: Document) -> list[str]:
    """The other names that were typed; left as they were where nothing was typed anew."""
    held = before.get("aliases") or []
    return held if row["aliases"] == papers.joined(held) else papers.parted(row["aliases"])


def _other(row: Row, _before: Document, on: date, problems: Problems) -> dict[str, Any]:
    if not row["role"]:
        problems.tell("role", _("Thiếu vai trò."))
    birth = _birth(row, problems)
    return {
        **{name: row[name] or None for name in ("name", "note", "gender", "nationality", "home")},
        "birth": birth, "role": row["role"],
        "minor": row["mark"] == "minor" or is_minor(birth, on) or None,
    }  # fmt: skip


def _papers(row: Row, before: Document, problems: Problems) -> list[Document]:
    """The paper that has fields of its own, then those typed in one line."""
    held = list(before.get("documents") or [])
    kind, number = row["document_kind"] or papers.USUAL, row["document_number"]
    first = [{"kind": kind, "number": number}] if number else []
    digits = sum(letter.isdecimal() for letter in number)
    is_new = not held or held[0].get("number") != number
    if number and kind == papers.USUAL and is_new and (digits != 12 or len(number) != 12):
        problems.tell("number", _("CCCD có 12 số, đã gõ %(count)s số.") % {"count": digits})
    if row["papers"] == papers.text(held[1:]):
        return [*first, *held[1:]]
    try:
        return [*first, *papers.read(row["papers"])]
    except ValueError as error:
        problems.tell("papers", _("Ghi loại rồi số, như “hộ chiếu B1234567”: “%(part)s”.") % {"part": error})
        return first


def _birth(row: Row, problems: Problems) -> str | None:
    """A year, or a day typed as 02/09/1990."""
    found = read_birth(row["birth"])
    if found is None:
        problems.tell("birth", _("Ghi năm như 1990, hoặc ngày như 02/09/1990."))
    return found or None


def exhibits_of(form: CaseForm, before: Document) -> list[Document]:
    """Exhibits (tang vật); decimals with a comma or a point."""
    known = before.get("exhibits") or []
    found = []
    for number, row in enumerate(form.exhibits):
        if not any(row[name] for name in ("kind", "quantity", "note")):
            continue
        problems = Problems(form, row, f"x{number + 1}")
        old = known[number] if number < len(known) and known[number]["kind"] == row["kind"] else {}
        found.append({**old, **_exhibit(row, problems)})
    return found


def decimal(typed: str) -> str:
    """A number as Vietnamese is written, 1.080 or 12,5, as a decimal string; 0.125 is read too."""
    text = typed.replace(" ", "")
    grouped = "," in text or re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", text)
    return text.replace(".", "").replace(",", ".") if grouped else text


def _exhibit(row: Row, problems: Problems) -> dict[str, Any]:
    if not row["kind"]:
        problems.tell("kind", _("Thiếu loại tang vật."))
    amount = decimal(row["quantity"])
    if amount and not amount.replace(".", "", 1).isdecimal():
        problems.tell("quantity", _("Số lượng ghi bằng số, như 12,5."))
    elif amount and (len(amount.partition(".")[0]) > 12 or len(amount.partition(".")[2]) > 6):
        problems.tell("quantity", _("Số lượng quá dài."))
    value = row["value_vnd"].replace(".", "").replace(" ", "")
    if value and not (value.isdecimal() and len(value) < 16):
        problems.tell("value", _("Trị giá ghi bằng đồng, như 4.500.000."))
        value = ""
    return {
        "kind": row["kind"], "quantity": amount or None, "unit": row["unit"] or None,
        "value_vnd": int(value) if value else None, "note": row["note"] or None,
    }  # fmt: skip


def key_of(form: CaseForm, number: str) -> str:
    """The key of the subject in that row of the form; empty where there is none."""
    row = {str(place): row for place, row in enumerate(form.people, 1)}.get(number, {})
    return row.get("key_given") or row.get("key") or ""
