"""What differs between two versions of a case: the one that stands and the one an officer typed meanwhile."""

from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.cases.wording import Words
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
        _("Tội danh, hành vi"): words.offences(document["offences"]),
        _("Chủ trì"): words.unit(document["lead"]),
        _("Phát hiện"): words.unit(document.get("found")),
        _("Phối hợp"): words.units(document.get("supporting")),
        _("Bắt giữ"): words.units(document.get("arrested")),
        _("Tang vật"): "; ".join(
            f"{words.exhibit(one['kind'])} {words.amount(one)} {one.get('note') or ''}".strip()
            for one in document.get("exhibits") or ()
        ),
        **{label: known.word(code, words.language) if code else "" for label, (known, code) in coded.items()},
        _("Kết quả xử lý"): "; ".join(outcomes),
        _("Mốc tố tụng"): _facts(document, words),
        _("Diễn tập"): _("có") if document.get("exercise") else "",
        _("Tóm tắt"): document.get("summary") or "",
    }


def _when(occurred: Document) -> str:
    times = [occurred["from"], *([occurred["to"]] if occurred.get("to") else [])]
    return " – ".join(f"{instant(at).astimezone(HANOI):%H:%M %d/%m/%Y}" for at in times)


def _subject(person: Document, words: Words) -> str:
    parts = [words.person(person), person.get("home"), person.get("nationality")]
    own = words.offences(person.get("offences") or [])
    status = codes.statuses.word(person["status"], words.language)
    return ", ".join(part for part in (*parts, status, own, _facts(person, words)) if part)


def _facts(part: Document, words: Words) -> str:
    return "; ".join(
        f"{codes.facts.word(fact['kind'], words.language)} {instant(fact['at']).astimezone(HANOI):%H:%M %d/%m/%Y}"
        for fact in part.get("facts") or ()
    )


def _other(person: Document, words: Words) -> str:
    role = codes.other_roles.word(person["role"], words.language)
    return ", ".join(part for part in (words.person(person), role, person.get("note")) if part)
