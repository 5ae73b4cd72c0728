"""Two cases side by side: what is equal, what differs and by how much, and who may be the same person."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from hiepdong.cases.queries import CaseLine, list_cases
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of
from hiepdong.vocabulary.fold import fold

NEAR_DAYS, NEAR_LIMIT = 3, 20


class Row(Struct, frozen=True):
    """A part of both cases; `verdict` in words, `differs` where an officer must look."""

    label: str
    ours: str
    theirs: str
    verdict: str
    differs: bool


def rows(ours: dict[str, Any], theirs: dict[str, Any]) -> list[Row]:
    """The parts that tell whether two cases are one event."""
    return [
        _when(ours, theirs),
        _text(_("Nơi"), _place(ours), _place(theirs)),
        _text(_("Tội danh, hành vi"), _offences(ours), _offences(theirs)),
        _text(_("Chủ trì"), ours["lead"], theirs["lead"]),
        _people(ours, theirs),
    ]


def _when(ours: dict[str, Any], theirs: dict[str, Any]) -> Row:
    one, other = (datetime.fromisoformat(document["occurred"]["from"]) for document in (ours, theirs))
    minutes = round(abs((one - other).total_seconds()) / 60)
    apart = _("cùng lúc") if minutes == 0 else _apart(minutes)
    return Row(_("Xảy ra"), f"{one:%H:%M %d/%m/%Y}", f"{other:%H:%M %d/%m/%Y}", apart, differs=minutes > 0)


def _apart(minutes: int) -> str:
    if minutes < 120:
        return ngettext("lệch %(count)s phút", "lệch %(count)s phút", minutes) % {"count": minutes}
    if minutes < 48 * 60:
        hours = round(minutes / 60)
        return ngettext("lệch %(count)s giờ", "lệch %(count)s giờ", hours) % {"count": hours}
    days = round(minutes / 60 / 24)
    return ngettext("lệch %(count)s ngày", "lệch %(count)s ngày", days) % {"count": days}


def _text(label: str, ours: str, theirs: str) -> Row:
    same = fold(ours) == fold(theirs)
    return Row(label, ours or "–", theirs or "–", _("giống") if same else _("khác"), differs=not same)


def _place(document: dict[str, Any]) -> str:
    place = document.get("place") or {}
    marker = _("mốc %(number)s") % {"number": place["marker"]} if place.get("marker") else ""
    return ", ".join(part for part in (marker, place.get("village") or "") if part)


def _offences(document: dict[str, Any]) -> str:
    return "; ".join(codes.offences.word(code) for code in document["offences"])


def _people(ours: dict[str, Any], theirs: dict[str, Any]) -> Row:
    one, other = (_names(document) for document in (ours, theirs))
    same = _("giống") if one == other else _("khác")
    return Row(_("Đối tượng"), one, other, same, differs=one != other)


def _names(document: dict[str, Any]) -> str:
    if document.get("subjects") is None:
        return _("không gửi")
    return "; ".join(_person(person) for person in document["subjects"]) or _("không có")


def _person(person: dict[str, Any]) -> str:
    name = person.get("name") or _("họ tên không gửi")
    return f"{name}, {person['birth']}" if person.get("birth") else name


def pairs(link: dict[str, Any], a: Shown, b: Shown) -> list[tuple[str, str]]:
    """The persons that a link says are one, by name."""
    by_key = [{p["key"]: _person(p) for p in shown.document.get("subjects") or ()} for shown in (a, b)]
    return [(by_key[0].get(one, one), by_key[1].get(other, other)) for one, other in link["same_persons"]]


def likely(ours: Shown, theirs: Shown) -> list[dict[str, Any]]:
    """Every pair of subjects, those that look alike ticked: same document number, or same name and birth year."""
    found = []
    for one in ours.document.get("subjects") or ():
        for other in theirs.document.get("subjects") or ():
            key = f"{one['key']}|{other['key']}"
            found.append({"key": key, "one": _person(one), "other": _person(other), "alike": _alike(one, other)})
    return sorted(found, key=lambda pair: not pair["alike"])


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    numbers = [
        {paper["number"] for paper in person.get("documents") or () if "number" in paper} for person in (one, other)
    ]
    if numbers[0] & numbers[1]:
        return True
    names = [fold(person.get("name") or "") for person in (one, other)]
    years = [(person.get("birth") or "")[:4] for person in (one, other)]
    return bool(names[0]) and names[0] == names[1] and years[0] == years[1]


def near(viewer: Viewer, ours: Shown) -> list[CaseLine]:
    """Cases of others within some days of ours, that the viewer may see: where a second record would be."""
    day = day_of(datetime.fromisoformat(ours.document["occurred"]["from"]))
    around = timedelta(days=NEAR_DAYS)
    found = list_cases(viewer, start=day - around, end=day + around, limit=NEAR_LIMIT * 2).lines
    mine = set(ours.document["offences"])
    others = [line for line in found if line.record != ours.record and not line.cancelled]
    return sorted(others, key=lambda line: (line.offence not in mine, abs((line.day - day).days)))[:NEAR_LIMIT]
