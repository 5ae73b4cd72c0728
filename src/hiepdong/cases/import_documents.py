"""The rows of a case read into its document, with remarks on its cells."""

import hashlib
import re
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.cases import kind
from hiepdong.cases.entering import made_title
from hiepdong.cases.import_exhibits import read_exhibits
from hiepdong.cases.import_matching import Matching
from hiepdong.cases.import_persons import persons
from hiepdong.cases.import_places import read_place
from hiepdong.cases.import_rows import Group, Line
from hiepdong.cases.import_times import When, read_when
from hiepdong.cases.import_words import Remark, Told
from hiepdong.forces import queries as forces
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.fold import fold
from hiepdong.vocabulary.refusals import Refused

LONGEST, SUMMARY = 500, 50_000
_EXCEL_ERROR = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)[!?]?|#{3,}")
Document = dict[str, Any]


class Defaults(Struct, frozen=True):
    """What stands where the list says nothing: lead (the unit itself), status, offence, marking."""

    unit: str
    lead: str = ""
    status: str = ""
    offence: str = ""
    marking: str = "internal"
    language: str = "vi"


class Draft(Struct, frozen=True):
    """A case of the list: its lines, its document (None: it cannot be taken), remarks, and by what it is told apart."""

    lines: tuple[int, ...]
    document: Document | None
    remarks: list[Remark]
    number: str
    row: str
    title: str = ""


def draft(group: Group, row: str, known: Matching, defaults: Defaults) -> Draft:
    """One case of the list."""
    told, line = Told(), group.lines[0]
    for one in group.lines:
        for name, text in one.cells.items():
            if text.startswith("#") and _EXCEL_ERROR.fullmatch(text):
                told.wrong(one, name, _("Ô này là lỗi của Excel."))
    when = _when(group, told)
    document = None
    if when is not None:
        document = _document(group, known, told, (when, defaults))
        _check(document, line, told, defaults)
    number = group.first("number") or (_likeness(document) if document else "")
    title = document["title"] if document else group.first("title")
    taken = None if told.is_wrong else document
    return Draft(tuple(one.number for one in group.lines), taken, told.remarks, number[:LONGEST], row, title)


def _when(group: Group, told: Told) -> When | None:
    line = next((one for one in group.lines if one.get("day")), group.lines[0])
    if not line.get("day"):
        told.wrong(line, "day", _("Thiếu ngày xảy ra."))
        return None
    try:
        when = read_when(line.get("day"), group.first("hour"))
    except ValueError:
        told.wrong(line, "day", _("Không đọc được ngày: ghi như 13/12/2023, 23h40 ngày 13/12/2023, tháng 3/2022."))
        return None
    if when.start > now():
        told.wrong(line, "day", _("Ngày ở sau hôm nay."))
    if when.loose:
        told.note(line, "day", _("Chỉ ghi tháng: tính vào ngày đầu tháng."))
    return when


def _document(group: Group, known: Matching, told: Told, about: tuple[When, Defaults]) -> Document:
    (when, defaults), line = about, group.lines[0]
    on = when.start.date()
    offences = _offences(group, known, told, (on, defaults.offence))
    people = _people(group, known, told, (on, offences, defaults))
    exhibits, unknown = read_exhibits("; ".join(group.all("exhibits")), "; ".join(group.all("quantity")))
    for part in unknown:
        told.kept(line, "exhibits", part)
    document: Document = {
        "occurred": {"from": when.start.isoformat(), "to": when.end.isoformat() if when.end else None},
        "offences": offences, "lead": _lead(group, known, told, (on, defaults)),
        "supporting": _units(group, "supporting", known, told, on), "place": read_place(group, known, told, on),
        "found": next(iter(_units(group, "found", known, told, on)), None), "subjects": people,
        "exhibits": exhibits, "found_by": _code(group, "found_by", "found_by", known, told),
        "stage": _code(group, "stage", "stages", known, told), "marking": defaults.marking,
        "outcomes": _outcomes(group, known, told),
    }  # fmt: skip
    document["supporting"] = [unit for unit in document["supporting"] if unit != document["lead"]]
    document["summary"] = _summary(group, told)
    document = {name: value for name, value in document.items() if value}
    return {**document, "title": _title(group, document, told)}


def _offences(group: Group, known: Matching, told: Told, about: tuple[date, str]) -> list[str]:
    line = next((one for one in group.lines if one.get("offence")), group.lines[0])
    on, default = about
    text = line.get("offence")
    if not text:
        if not default:
            told.wrong(line, "offence", _("Thiếu tội danh, hành vi."))
        return [default] if default else []
    found, unclear = known.offences(text, on)
    if unclear and default:
        told.kept(line, "offence")
        return [default]
    if unclear:
        told.wrong(line, "offence", _unclear(unclear.strip(), known.may_be(unclear, on)))
    return found


def _unclear(text: str, may_be: list[str]) -> str:
    if not may_be:
        return _("Không rõ là tội danh, hành vi nào: «%(text)s».") % {"text": text}
    names = "; ".join(codes.offences.word(code) for code in may_be)
    return _("«%(text)s» có thể là: %(names)s. Ghi rõ, hoặc ghi điều luật.") % {"text": text, "names": names}


def _people(
    group: Group, known: Matching, told: Told, about: tuple[date, list[str], Defaults]
) -> list[Document]:  # fmt: skip
    on, offences, defaults = about
    found: list[Document] = []
    for line in group.lines:
        own = known.offences(line.get("offence"), on)[0] if line.get("offence") else []
        main = (own or offences or [""])[0]
        for person in persons(line, known, told, (on, main, defaults.status)):
            more = {"offences": own} if own and own != offences else {}
            found.append({**person, **more, "key": f"s{len(found) + 1}"})
    return found


def _lead(group: Group, known: Matching, told: Told, about: tuple[date, Defaults]) -> str:
    line = next((one for one in group.lines if one.get("lead")), group.lines[0])
    (on, defaults), text = about, line.get("lead")
    named = known.unit(text, on) if text else ()
    if len(named) == 1:
        return named[0]
    if defaults.lead or not text:
        if text:
            told.kept(line, "lead")
        return defaults.lead or defaults.unit
    if named:
        names = ", ".join(forces.name_of(code, on) for code in named)
        told.wrong(line, "lead", _("Có thể là nhiều đơn vị: %(names)s. Ghi rõ tên hoặc mã.") % {"names": names})
    else:
        told.wrong(line, "lead", _("Không có đơn vị nào tên như vậy vào ngày đó."))
    return defaults.unit


def _units(group: Group, name: str, known: Matching, told: Told, on: date) -> list[str]:
    found = []
    for line in group.lines:
        for part in re.split(r"[;,\n+]|\s+và\s+", line.get(name)):
            named = known.unit(part, on) if part.strip() else ()
            if len(named) == 1:
                found.append(named[0])
            elif part.strip():
                told.kept(line, name, part.strip())
    return list(dict.fromkeys(found))


def _code(group: Group, name: str, listed: str, known: Matching, told: Told) -> str | None:
    text = group.first(name)
    named = known.of_list(listed, text) if text else ()
    if text and len(named) != 1:
        told.kept(group.lines[0], name, text)
    return named[0] if len(named) == 1 else None


def _outcomes(group: Group, known: Matching, told: Told) -> list[str]:
    found = []
    for text in group.all("outcomes"):
        whole = known.of_list("outcomes", text)
        for part in [text] if len(whole) == 1 else re.split(r"[;,\n+]", text):
            named = known.of_list("outcomes", part) if part.strip() else ()
            if len(named) == 1:
                found.append(named[0])
            elif part.strip():
                told.kept(group.lines[0], "outcomes", part.strip())
    return list(dict.fromkeys(found))


def _summary(group: Group, told: Told) -> str:
    """What is told of the case in words, and all that no field holds."""
    others = [f"{heading}: {text}" for line in group.lines for heading, text in line.others.items()]
    parts = [*group.all("summary"), *group.all("note"), *told.words, *others]
    text = "\n".join(dict.fromkeys(parts))
    if len(text) > SUMMARY:
        told.wrong(group.lines[0], "summary", _("Dài quá 50.000 chữ."))
    return text[:SUMMARY]


def _title(group: Group, document: Document, told: Told) -> str:
    text = " ".join(group.first("title").split())
    if len(text) > LONGEST:
        told.note(group.lines[0], "title", _("Tên dài: cả đoạn ở phần tóm tắt."))
        document["summary"] = f"{text}\n{document.get('summary', '')}".strip()[:SUMMARY]
        text = text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    if text or not document.get("offences"):
        return text or "—"
    with translation.override("vi"):
        return made_title(document)


def _check(document: Document, line: Line, told: Told, defaults: Defaults) -> None:
    """By the very rules of the field; what the cells have told already is not told again."""
    if told.is_wrong:
        return
    try:
        kind.check(document)
    except Refused as refused:
        told.wrong(line, "", refused.text(defaults.language))


def _likeness(document: Document) -> str:
    """By what a case without a number of its own is known again when its row has changed: day, offence, persons."""
    names = sorted(fold(one.get("name", "")) for one in document.get("subjects", ()))
    said = [
        document["occurred"]["from"],
        *document.get("offences", []),
        *names,
        "" if names else fold(document["title"]),
    ]
    return "#" + hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:24]
