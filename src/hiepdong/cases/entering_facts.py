"""Rows of the entry form that speak of the persons above them: steps of the proceedings, wanted notices."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hiepdong.cases.entering_rows import Problems, key_of
from hiepdong.cases.forms import WANTED, CaseForm, Document, Row
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, instant, read_day, read_hour


def with_facts(form: CaseForm, document: Document, before: Document) -> Document:
    """The document with the facts typed: of the case, and of the persons who are not covered.

    A fact whose minute is still the one shown stays to the second what `before` had.
    """
    told: dict[str, list[Document]] = {}
    held = _held(before)
    for number, row in enumerate(form.facts, 1):
        if any(row[name] for name in ("kind", "person", "day", "hour")):
            fact, key = _fact(form, row, Problems(form, row, f"f{number}"))
            told.setdefault(key, []).append(held.get((key, fact["kind"], fact["at"]), fact))
    covered = {row["key"] for row in form.people if row["covered"]}
    subjects = [one if one["key"] in covered else _put_facts(one, told.get(one["key"])) for one in document["subjects"]]
    return _put_facts({**document, "subjects": subjects}, told.get(""))


def _held(before: Document) -> dict[tuple[str, str, str], Document]:
    """The facts of the version before by person, kind and minute."""
    told = [("", before), *((one["key"], one) for one in before.get("subjects") or ())]
    return {
        (key, fact["kind"], instant(fact["at"]).astimezone(HANOI).replace(second=0, microsecond=0).isoformat()): fact
        for key, part in told
        for fact in part.get("facts") or ()
    }


def _put_facts(part: Document, facts: list[Document] | None) -> Document:
    rest = {name: value for name, value in part.items() if name != "facts"}
    return {**rest, "facts": facts} if facts else rest


def _fact(form: CaseForm, row: Row, problems: Problems) -> tuple[Document, str]:
    """A fact, and the key of its person; empty: of the case."""
    kind, key = codes.facts.get(row["kind"]), ""
    if kind is None:
        problems.tell("kind", _("Thiếu việc: chọn việc đã làm."))
    elif kind.of == "person":
        key = key_of(form, row["person"])
        if not key:
            problems.tell("person", _("Việc này là của một người: chọn đối tượng."))
    try:
        at = datetime.combine(read_day(row["day"]), read_hour(row["hour"]), HANOI).isoformat()
    except ValueError:
        at = ""
        problems.tell("day", _("Ghi ngày như 14/12/2023, giờ như 23:40."))
    return {"kind": row["kind"], "at": at}, key


def wanted_of(form: CaseForm, document: Document, before: Document) -> list[Document]:
    """Wanted notices as typed, after those of persons who are covered and those whose person is gone from the form."""
    covered = {row["key"] for row in form.people if row["covered"]}
    kept = [one for one in before.get("wanted") or () if one.get("subject") in covered]
    known = {one["key"] for one in document["subjects"]}
    rows = [
        _notice(form, row, known, Problems(form, row, f"w{number}"))
        for number, row in enumerate(form.wanted, 1)
        if any(row[name] for name in WANTED)
    ]
    return [*kept, *rows]


def _notice(form: CaseForm, row: Row, known: set[str], problems: Problems) -> dict[str, Any]:
    key, day = key_of(form, row["person"]) if row["person"] else "", None
    if row["person"] and key not in known:
        problems.tell("person", _("Đối tượng này chưa có tên: chọn người khác, hoặc để trống."))
    try:
        day = read_day(row["day"]).isoformat() if row["day"] else None
    except ValueError:
        problems.tell("day", _("Ghi ngày như 14/12/2023."))
    told = {"subject": key, "issuer": row["issuer"], "number": row["number"], "date": day, "offence": row["offence"]}
    return {name: value for name, value in told.items() if value}
