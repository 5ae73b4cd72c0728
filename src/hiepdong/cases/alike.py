"""In what two cases are alike, each thing a reason in words with what it weighs. Pure: it compares what it is given."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.cases.queries import CaseLine
from hiepdong.terrain import communes
from hiepdong.terrain.border import distance
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.fold import fold, words

NEAR_M, FEW_DAYS, OFFENCE = 2_000, 3, 2
WORDS_SHARED, SHORTEST = 3, 3
_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
Document = dict[str, Any]


class Reason(Struct, frozen=True):
    """One thing that is alike, in words; `code` says which."""

    code: str
    text: str
    weight: int


def time_and_place(line: CaseLine, day: date, document: Document) -> tuple[Reason, ...]:
    """What the list tells already: how near in time, the place, the main offence."""
    return (*_time(line, day), *_place(line, day, document.get("place") or {}), *_offence(line, document))


def _time(line: CaseLine, day: date) -> Iterator[Reason]:
    apart = abs((line.day - day).days)
    if apart == 0:
        yield Reason("day", _("cùng ngày"), 3)
    else:
        text = ngettext("cách %(count)s ngày", "cách %(count)s ngày", apart) % {"count": apart}
        yield Reason("day", text, 2 if apart == 1 else 1 if apart <= FEW_DAYS else 0)


def _place(line: CaseLine, day: date, place: Document) -> Iterator[Reason]:
    point = place.get("point")
    if line.marker and line.marker == place.get("marker"):
        yield Reason("marker", _("cùng mốc %(number)s") % {"number": line.marker}, 3)
    elif line.point and point and (off := distance(line.point, (point[0], point[1]))) <= NEAR_M:
        yield Reason("point", _("cách %(count)s m") % {"count": round(off, -2) or 100}, 3)
    if line.village and fold(line.village) == fold(place.get("village") or ""):
        yield Reason("village", _("cùng %(village)s") % {"village": line.village}, 3)
    elif line.commune and _same_commune((line.commune, line.day), (place.get("commune") or "", day)):
        yield Reason("commune", _("cùng xã"), 1)


def _same_commune(one: tuple[str, date], other: tuple[str, date]) -> bool:
    """Whether two codes, each of its day, are one commune; across the reform, whether both are one today."""
    if (one[1] >= communes.REFORM) == (other[1] >= communes.REFORM):
        return one[0] == other[0]
    return communes.today(*one) == communes.today(*other)


def _offence(line: CaseLine, document: Document) -> Iterator[Reason]:
    if line.offence in (document.get("offences") or ()):
        yield Reason("offence", _("cùng tội danh, hành vi"), OFFENCE)


def reasons_of(ours: Document, theirs: Document) -> tuple[Reason, ...]:
    """What only the documents tell: persons, exhibits, words. Theirs comes covered and masked for its reader."""
    return (*_persons(ours, theirs), *_exhibits(ours, theirs), *_words(ours, theirs))


def _persons(ours: Document, theirs: Document) -> Iterator[Reason]:
    for one in _people(ours):
        for other in _people(theirs):
            if reason := same_person(one, other):
                yield reason
                break


def _people(document: Document) -> list[Document]:
    return [*(document.get("subjects") or ()), *(document.get("others") or ())]


def same_person(one: Document, other: Document) -> Reason | None:
    """Why two persons may be one: the number of a paper, or the name with nothing against it."""
    if shared := sorted(_numbers(one) & _numbers(other)):
        return Reason("person", _("trùng số giấy tờ %(number)s") % {"number": shared[0]}, 8)
    name, years = other.get("name") or "", [(person.get("birth") or "")[:4] for person in (one, other)]
    if not name or fold(name) != fold(one.get("name") or "") or (all(years) and years[0] != years[1]):
        return None
    if all(years):
        return Reason("person", _("trùng họ tên, năm sinh: %(name)s, %(year)s") % {"name": name, "year": years[1]}, 6)
    return Reason("person", _("trùng họ tên: %(name)s") % {"name": name}, 3)


def _numbers(person: Document) -> set[str]:
    return {paper["number"] for paper in person.get("documents") or () if paper.get("number")}


def _exhibits(ours: Document, theirs: Document) -> Iterator[Reason]:
    language = get_language() or "vi"
    both = [{_amount(one) for one in document.get("exhibits") or () if _measured(one)} for document in (ours, theirs)]
    for kind, quantity, unit in sorted(both[0] & both[1]):
        number = f"{quantity:f}" if language.startswith("en") else f"{quantity:f}".replace(".", ",")
        amount = f"{number} {codes.units.word(unit, language) if unit else ''}".strip()
        told = {"exhibit": codes.exhibits.word(kind, language), "amount": amount}
        yield Reason("exhibit", _("cùng tang vật: %(exhibit)s %(amount)s") % told, 3)


def _measured(exhibit: Document) -> bool:
    return bool(exhibit.get("kind")) and _DECIMAL.fullmatch(exhibit.get("quantity") or "") is not None


def _amount(exhibit: Document) -> tuple[str, Decimal, str]:
    """Kind, quantity and unit; 12.50 is 12.5."""
    return exhibit["kind"], Decimal(exhibit["quantity"]).normalize(), exhibit.get("unit") or ""


def _words(ours: Document, theirs: Document) -> Iterator[Reason]:
    """Words that both tell and that neither offence nor place explains."""
    told = _telling(theirs)
    shared = list(dict.fromkeys(word for word in _telling(ours) if word in told))
    if len(shared) >= WORDS_SHARED:
        yield Reason("text", _("cùng chữ trong lời kể"), 2)


def _telling(document: Document) -> list[str]:
    place = document.get("place") or {}
    said = f"{document.get('title') or ''} {document.get('summary') or ''} {place.get('text') or ''}"
    known = {word for code in document.get("offences") or () for word in words(codes.offences.word(code))}
    known |= {word for name in ("village", "marker") for word in words(place.get(name) or "")} | _COMMON
    return [word for word in words(said) if len(word) >= SHORTEST and word not in known]


# What nearly every case says, folded.
_COMMON = frozenset(
    words(
        "bat qua tang doi tuong phat hien thu giu tai xa thon ban moc khu vuc bien gioi ngay hoi gio phut luc cua cac "
        "cho khong duoc trong ngoai voi theo tren duoi vao den tuc khi thi nguoi trai phep vu viec hanh duong mon "
        "hang cung don bien phong cong quan lang son cao loc huyen tinh"
    )
)
