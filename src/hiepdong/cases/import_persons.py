"""The persons of a row: one, or several in one cell, each with birth and papers."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hiepdong.cases.import_matching import Matching
from hiepdong.cases.import_rows import Line
from hiepdong.cases.import_times import read_birth
from hiepdong.cases.import_words import Told
from hiepdong.cases.wording import COUNTRIES
from hiepdong.vocabulary.case import is_minor
from hiepdong.vocabulary.fold import fold

PERSONAL = ("name", "birth", "paper")
CCCD, CMND, LONGEST = 12, 9, 500
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}\s*[.)]\s+(?=\D)")
_BORN = re.compile(
    r"[,(\s-]*(?:sn|sinh năm|sinh ngày|ns|năm sinh)\s*:?\s*([\d/.\-]{4,10})\)?|\((\d{4})\)", re.IGNORECASE
)
_COUNTRY = {
    **{fold(str(word)): code for code, word in COUNTRIES.items()},
    **dict.fromkeys(("vn", "viet", "vietnam"), "VN"), **dict.fromkeys(("tq", "trung", "cn", "china"), "CN"),
}  # fmt: skip
_GENDER = {"nam": "m", "m": "m", "male": "m", "nu": "f", "f": "f", "female": "f"}
Document = dict[str, Any]


def persons(line: Line, known: Matching, told: Told, about: tuple[date, str, str]) -> list[Document]:
    """The subjects that a row names, without their keys. `about`: day, main offence, status where none is said."""
    if not any(line.get(field) for field in PERSONAL):
        return []
    names = [name for name in _split(line.get("name")) if name] or [""]
    births, papers = _beside(line.get("birth"), len(names)), _beside(line.get("paper"), len(names))
    shared = {
        "status": _status(line, known, told, about), "gender": _gender(line, told),
        "nationality": _nationality(line, told), "home": told.short(line, "home"),
        "aliases": [part.strip()[:LONGEST] for part in re.split(r"[;,\n]", line.get("aliases")) if part.strip()],
    }  # fmt: skip
    found = []
    for name, birth, paper in zip(names, births, papers, strict=True):
        bare, born = _born(name, birth, line, told)
        if len(bare) > LONGEST:
            told.wrong(line, "name", _("Dài quá 500 chữ."))
        person: Document = {**shared, "name": bare or None, "birth": born, "documents": _papers(paper, line, told)}
        if is_minor(born, about[0]):
            person["minor"] = True
        found.append({field: value for field, value in person.items() if value})
    return found


def _split(text: str) -> list[str]:
    """Several names in one cell: by line, semicolon, or numbers before them."""
    parts = _NUMBERED.split(text) if len(_NUMBERED.findall(text)) > 1 else re.split(r"[;\n]", text)
    return [_NUMBERED.sub("", part).strip(" ,;-–\n") for part in parts]


def _beside(text: str, count: int) -> list[str]:
    """What stands beside each of several names; where it cannot be parted, it is the first one's."""
    parts = [part for part in re.split(r"[;\n]", text) if part.strip()] if count > 1 else [text]
    return parts if len(parts) == count else [text, *[""] * (count - 1)]


def _born(name: str, birth: str, line: Line, told: Told) -> tuple[str, str | None]:
    hit = _BORN.search(name)
    bare = _BORN.sub("", name).strip(" ,;-–") if hit else name
    said = birth or (hit[1] or hit[2] if hit else "")
    if not said:
        return bare, None
    try:
        return bare, read_birth(said)
    except ValueError:
        told.wrong(line, "birth", _("Không đọc được: ghi năm như 1990, hoặc ngày như 02/09/1990."))
        return bare, None


def _papers(text: str, line: Line, told: Told) -> list[Document]:
    """Papers by the form of their numbers; a zero that Excel took away is put back, and told."""
    found = []
    for part in re.split(r"[;,\n]|\s+-\s+", text):
        number = re.sub(r"^(cccd|cmnd|cmt|hc|hộ chiếu|số)\W*", "", part.strip(), flags=re.IGNORECASE).replace(" ", "")
        if not number:
            continue
        if number.isdecimal() and len(number) in (CCCD - 1, CMND - 1):
            number = f"0{number}"
            told.note(line, "paper", _("Đã thêm số 0 đầu mà Excel bỏ mất: %(number)s") % {"number": number})
        kind = {CCCD: "cccd", CMND: "cmnd"}.get(len(number), "other") if number.isdecimal() else _letters(number)
        found.append({"kind": kind, "number": number[:LONGEST]})
    return found


def _letters(number: str) -> str:
    return "passport" if re.fullmatch(r"[A-Z]{1,2}\d{7,8}", number) else "other"


def _status(line: Line, known: Matching, told: Told, about: tuple[date, str, str]) -> str:
    text, (_day, offence, default) = line.get("status"), about
    if text:
        named = known.of_list("statuses", text)
        if len(named) == 1:
            return named[0]
        if not default:
            told.wrong(line, "status", _("Không rõ tư cách tố tụng nào. Chọn tư cách dùng khi danh sách không ghi rõ."))
            return ""
        told.kept(line, "status")
    if default or offence.startswith("ad-"):
        return default or "vi-pham-hanh-chinh"
    told.wrong(line, "status", _("Thiếu tư cách tố tụng. Chọn tư cách dùng khi danh sách không ghi."))
    return ""


def _gender(line: Line, told: Told) -> str | None:
    text = fold(line.get("gender"))
    if text and text not in _GENDER:
        told.kept(line, "gender")
    return _GENDER.get(text)


def _nationality(line: Line, told: Told) -> str | None:
    text = line.get("nationality")
    code = _COUNTRY.get(fold(text)) or (text if re.fullmatch(r"[A-Z]{2}", text) else None)
    if text and not code:
        told.kept(line, "nationality")
    return code
