"""What differs between two versions of a case: the one that stands and the one an officer typed meanwhile."""

from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.cases import identity_papers
from hiepdong.cases.wording import Words
from hiepdong.terrain import coordinates
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, instant

Document = dict[str, Any]


class Change(Struct, frozen=True):
    """A part that differs."""

    label: str
    stands: str
    typed: str


def between(stands: Document, typed: Document, words: Words) -> list[Change]:
    """The parts that differ, in words; both documents covered."""
    told = [_told(stands, words), _told(typed, words)]
    for part, label, say in (("subjects", _("Đối tượng"), _subject), ("others", _("Người khác"), _other)):
        people = [{one["key"]: say(one, words) for one in document.get(part) or ()} for document in (stands, typed)]
        for number, key in enumerate(dict.fromkeys([*people[0], *people[1]]), 1):
            for side in (0, 1):
                told[side][f"{label} {number}"] = people[side].get(key, "")
    return [
        Change(label, told[0][label] or "–", told[1][label] or "–")
        for label in told[0]
        if told[0][label] != told[1][label]
    ]


def _told(document: Document, words: Words) -> dict[str, str]:
    """Every part of a case but its persons as a line of text, by its label."""
    place = document.get("place") or {}
    coded: dict[str, tuple[codes.CodeList[Any], str | None]] = {
        _("Cách phát hiện"): (codes.found_by, document.get("found_by")),
        _("Giai đoạn"): (codes.stages, document.get("stage")),
        _("Mức phổ biến"): (codes.markings, document.get("marking")),
    }
    outcomes = (codes.outcomes.word(code, words.language) for code in document.get("outcomes") or ())
    return {
        _("Trích yếu"): document["title"],
        _("Xảy ra"): _when(document["occurred"]),
        _("Nơi"): words.place(document),
        _("Mô tả nơi"): place.get("text") or "",
        _("Tọa độ"): ", ".join(f"{part / 1e6:.5f}" for part in reversed(place.get("point") or ())),
        _("Lý trình"): coordinates.chainage_words(place.get("chainage_m")),
        _("Tội danh, hành vi"): words.offences(document["offences"]),
        _("Chủ trì"): words.unit(document["lead"]),
        _("Phát hiện"): words.unit(document.get("found")),
        _("Phối hợp"): words.units(document.get("supporting")),
        _("Bắt giữ"): words.units(document.get("arrested")),
        _("Tang vật"): "; ".join(_exhibit(one, words) for one in document.get("exhibits") or ()),
        _("Quyết định truy nã"): "; ".join(_notice(one, words) for one in document.get("wanted") or ()),
        **{label: known.word(code, words.language) if code else "" for label, (known, code) in coded.items()},
        _("Kết quả xử lý"): "; ".join(outcomes),
        _("Mốc tố tụng"): _facts(document, words),
        _("Đã bàn giao"): _handed_over(document),
        _("Diễn tập"): _("có") if document.get("exercise") else "",
        _("Tóm tắt"): document.get("summary") or "",
    }


def _exhibit(one: Document, words: Words) -> str:
    value = "" if one.get("value_vnd") is None else f"{one['value_vnd']:,} {_('đồng')}".replace(",", ".")
    return " ".join(part for part in (words.exhibit(one["kind"]), words.amount(one), one.get("note"), value) if part)


def _notice(one: Document, words: Words) -> str:
    day = "/".join(reversed((one.get("date") or "").split("-")))
    offence = words.offences([one["offence"]]) if one.get("offence") else ""
    return ", ".join(part for part in (one.get("issuer"), one.get("number"), day, offence) if part)


def _when(occurred: Document) -> str:
    times = [occurred["from"], *([occurred["to"]] if occurred.get("to") else [])]
    return " – ".join(f"{instant(at).astimezone(HANOI):%H:%M %d/%m/%Y}" for at in times)


def _subject(person: Document, words: Words) -> str:
    own = words.offences(person.get("offences") or [])
    status = codes.statuses.word(person["status"], words.language)
    told = (words.person(person), *_about(person), status, own, _facts(person, words))
    return ", ".join(part for part in told if part)


def _about(person: Document) -> list[str | None]:
    """What the few words for a person leave out."""
    more = identity_papers.text((person.get("documents") or [])[1:])
    aliases = identity_papers.joined(person.get("aliases") or ())
    marks = [_("dưới 18 tuổi") if person.get("minor") else None, _("được đưa dẫn") if person.get("led") else None]
    gender = {"m": _("Nam"), "f": _("Nữ")}.get(person.get("gender") or "")
    return [more, aliases, gender, person.get("home"), person.get("nationality"), *marks]


def _facts(part: Document, words: Words) -> str:
    return "; ".join(
        f"{codes.facts.word(fact['kind'], words.language)} {instant(fact['at']).astimezone(HANOI):%H:%M %d/%m/%Y}"
        for fact in part.get("facts") or ()
    )


def _handed_over(document: Document) -> str:
    return "; ".join(
        f"{one['to']} {instant(one['at']).astimezone(HANOI):%H:%M %d/%m/%Y}"
        for one in document.get("handed_over") or ()
    )


def _other(person: Document, words: Words) -> str:
    role = codes.other_roles.word(person["role"], words.language)
    return ", ".join(part for part in (words.person(person), role, *_about(person), person.get("note")) if part)
