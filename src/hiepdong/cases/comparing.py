"""Two cases side by side: what is equal, what differs and by how much, and who may be the same person.

Documents come covered (`reading.covered`): nothing is compared here that its reader may not see.
"""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from hiepdong.cases.queries import CaseLine, list_cases
from hiepdong.cases.wording import Words
from hiepdong.records.compared import Row, texts
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, day_of, instant
from hiepdong.vocabulary.fold import fold

NEAR_DAYS, NEAR_LIMIT = 3, 20
Document = dict[str, Any]
Pairs = list[tuple[str, str]]


class Effect(Struct, frozen=True):
    """What these two records count for, apart and as one; subjects None where a copy has none."""

    before: int | None
    after: int | None


def rows(ours: Document, theirs: Document, pairs: Pairs, words: Words) -> list[Row]:
    """The parts that tell whether two cases are one event; persons of a pair stand side by side."""
    both = (ours, theirs)
    return [
        _when(ours, theirs),
        texts(_("Nơi"), *(words.place(document) for document in both)),
        texts(_("Tội danh, hành vi"), *(words.offences(document["offences"]) for document in both)),
        texts(_("Chủ trì"), *(words.unit(document["lead"]) for document in both)),
        *_people(ours, theirs, pairs, words),
        *_exhibits(ours, theirs, words),
    ]


def _when(ours: Document, theirs: Document) -> Row:
    one, other = (instant(at["occurred"]["from"]).astimezone(HANOI) for at in (ours, theirs))
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


def _people(ours: Document, theirs: Document, pairs: Pairs, words: Words) -> list[Row]:
    mine, others = (_by_key(document) for document in (ours, theirs))
    if mine is None or others is None:
        held = [_("không gửi") if one is None else words.people(list(one.values())) for one in (mine, others)]
        return [Row(_("Đối tượng"), held[0], held[1], _("không so được"), differs=False)]
    paired = [(mine[one], others[other]) for one, other in pairs if one in mine and other in others]
    alone = [
        [person for person in side.values() if person["key"] not in {pair[at]["key"] for pair in paired}]
        for at, side in enumerate((mine, others))
    ]
    found = [
        *((words.person(one), words.person(other), *_alike_in(one, other)) for one, other in paired),
        *((words.person(one), "–", _("chỉ hồ sơ ta có"), True) for one in alone[0]),
        *(("–", words.person(other), _("chỉ hồ sơ kia có"), True) for other in alone[1]),
    ]
    label = _("Đối tượng %(number)s")
    return [Row(label % {"number": at}, *parts) for at, parts in enumerate(found, 1)]


def _by_key(document: Document) -> dict[str, Document] | None:
    people = document.get("subjects")
    return None if people is None else {person["key"]: person for person in people}


def _alike_in(one: Document, other: Document) -> tuple[str, bool]:
    """In what two persons who are said to be one agree and differ, in words; and whether they differ."""
    names = [person.get("name") or "" for person in (one, other)]
    years = [(person.get("birth") or "")[:4] for person in (one, other)]
    numbers = [_numbers(person) for person in (one, other)]
    differs = []
    if all(names) and names[0] != names[1]:
        differs.append(_("khác dấu") if fold(names[0]) == fold(names[1]) else _("khác họ tên"))
    if all(years) and years[0] != years[1]:
        differs.append(_("khác năm sinh"))
    if all(numbers) and not numbers[0] & numbers[1]:
        differs.append(_("khác số giấy tờ"))
    same = [_("trùng số giấy tờ")] if numbers[0] & numbers[1] else []
    return "; ".join([*same, *differs]) or _("giống"), bool(differs)


def _numbers(person: Document) -> set[str]:
    return {paper["number"] for paper in person.get("documents") or () if "number" in paper}


def _exhibits(ours: Document, theirs: Document, words: Words) -> list[Row]:
    if "exhibits" not in ours or "exhibits" not in theirs:
        return []
    mine, others = ({one["kind"]: one for one in document["exhibits"] or ()} for document in (ours, theirs))
    found = []
    for kind in [*mine, *(kind for kind in others if kind not in mine)]:
        amounts = [words.amount(side[kind]) if kind in side else "–" for side in (mine, others)]
        same = amounts[0] == amounts[1]
        label = words.exhibit(kind)
        found.append(Row(label, amounts[0], amounts[1], _("giống") if same else _("khác"), differs=not same))
    return found


def named(pairs: Pairs, ours: Document, theirs: Document, words: Words) -> list[tuple[str, str]]:
    """The persons of pairs, in words."""
    mine, others = (_by_key(document) or {} for document in (ours, theirs))
    return [
        (words.person(mine[one]) if one in mine else one, words.person(others[other]) if other in others else other)
        for one, other in pairs
    ]


def effect(ours: Document, theirs: Document, pairs: Pairs) -> Effect:
    """How many subjects the two records count, as two cases and as one: a pair is one person, who counts once."""
    if ours.get("subjects") is None or theirs.get("subjects") is None:
        return Effect(None, None)
    mine, others = (_counted(document) for document in (ours, theirs))
    twice = sum(one in mine and other in others for one, other in pairs)
    return Effect(len(mine) + len(others), len(mine) + len(others) - twice)


def counted(document: Document) -> int:
    """How many subjects a case by itself counts; it must have its subjects."""
    return len(_counted(document))


def _counted(document: Document) -> set[str]:
    organising = codes.in_category("O")
    found = set()
    for person in document["subjects"] or ():
        own = (person.get("offences") or [])[:1]
        led_himself = person.get("led") and (own or document["offences"])[0] in organising
        if codes.person_counts(person["status"], own) and not led_himself:
            found.add(person["key"])
    return found


def likely(ours: Document, theirs: Document, words: Words) -> list[dict[str, Any]]:
    """Every pair of subjects, those that look alike ticked: same document number, or same name and birth year."""
    found = [
        {
            "key": f"{one['key']}|{other['key']}",
            "one": words.person(one),
            "other": words.person(other),
            "pair": (one["key"], other["key"]),
            "alike": _alike(one, other),
        }
        for one in ours.get("subjects") or ()
        for other in theirs.get("subjects") or ()
    ]
    return sorted(found, key=lambda pair: not pair["alike"])


def _alike(one: Document, other: Document) -> bool:
    if _numbers(one) & _numbers(other):
        return True
    names = [fold(person.get("name") or "") for person in (one, other)]
    years = [(person.get("birth") or "")[:4] for person in (one, other)]
    return bool(names[0]) and names[0] == names[1] and years[0] == years[1]


def near(viewer: Viewer, record: str, document: Document) -> list[CaseLine]:
    """Other cases within some days of this one, that the viewer may see: where a second record would be."""
    day = day_of(instant(document["occurred"]["from"]))
    return around(viewer, record, day, document["offences"])


def around(viewer: Viewer, record: str, day: date, offences: list[str]) -> list[CaseLine]:
    """Cases within some days of a day, those of the same offence first, then the nearest."""
    apart = timedelta(days=NEAR_DAYS)
    found = list_cases(viewer, start=day - apart, end=day + apart, limit=NEAR_LIMIT * 2).lines
    mine = set(offences)
    others = [line for line in found if line.record != record and not line.cancelled]
    return sorted(others, key=lambda line: (line.offence not in mine, abs((line.day - day).days)))[:NEAR_LIMIT]
