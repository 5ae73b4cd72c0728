"""A case in the words of papers, from its own fields: the sentence of the event, persons, exhibits, what was done.

Minors, victims, witnesses and informants are never named here, nor is who bears a status that may not stand on a
paper; the words that an officer typed are freed of their names too. Papers are Vietnamese whatever the desk is read in.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from hiepdong.cases import clocks, protected
from hiepdong.cases.wording import COUNTRIES, PAPERS, Words, first_capital
from hiepdong.papers.numbers_vi import count, date_short, listing
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, instant

Document = dict[str, Any]
QUIET = "họ tên được giữ kín"
GENDERS = {"m": "nam", "f": "nữ"}
HELD = frozenset({"bi-giu-khan-cap", "bi-bat", "bi-tam-giu", "bi-truy-na"})


class CaseText(Struct, frozen=True, kw_only=True):
    """What a paper says of a case; `persons`: one line for each, `quiet`: how many are told without their names."""

    record: str
    version: int
    title: str
    at: datetime
    sentence: str
    summary: str = ""
    persons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    outcome: str = ""
    quiet: int = 0
    unprinted: int = 0


def hour(at: datetime) -> str:
    """A moment in running text: "20 giờ 10 phút ngày 02/3/2023"."""
    local = at.astimezone(HANOI)
    return f"{local.hour:02d} giờ {local.minute:02d} phút ngày {date_short(local.date())}"


def told(record: str, version: int, document: Document, words: Words, until: datetime | None = None) -> CaseText:
    """The case for a paper. `until`: only what was done before then is told of the proceedings."""
    hidden, shown = apart(document)
    people = [person for person in shown if "status" in person]
    others = [person for person in shown if "role" in person]
    return CaseText(
        record=record, version=version, title=freed(document["title"], hidden),
        at=instant(document["occurred"]["from"]), sentence=sentence(document, words),
        summary=freed(document.get("summary") or "", hidden), persons=tuple(map(subject_line, people)),
        others=tuple(_others(others)), exhibits=tuple(exhibit(one, words) for one in document.get("exhibits") or ()),
        steps=tuple(_steps(document, until)), outcome=outcome(document),
        quiet=sum(bool(person.get("covered")) for person in shown),
        unprinted=len(printed_out(document)),
    )  # fmt: skip


def apart(document: Document) -> tuple[set[str], list[Document]]:
    """Names that no paper may have, and the persons that it may tell of, the protected ones covered."""
    whole = [*(document.get("subjects") or ()), *(document.get("others") or ())]
    unprinted = printed_out(document)
    out = [one for one in whole if protected.is_protected(one) or one in unprinted]
    hidden = {name for one in out for name in (one.get("name"), *(one.get("aliases") or ())) if name}
    covered = protected.covered(document)
    shown = [*(covered.get("subjects") or ()), *(covered.get("others") or ())]
    keys = {one["key"] for one in unprinted}
    return hidden, [one for one in shown if "role" in one or one["key"] not in keys]


def printed_out(document: Document) -> list[Document]:
    """Subjects whose status may not stand on a paper."""
    return [one for one in document.get("subjects") or () if not printed(one["status"])]


def printed(status: str) -> bool:
    """Whether a status may stand on a paper."""
    row = codes.statuses.get(status)
    return row is None or row.printed


def freed(text: str, names: Iterable[str]) -> str:
    """The text without these names, the longest first."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f"({QUIET})", text, flags=re.IGNORECASE)
    return text


def sentence(document: Document, words: Words) -> str:
    """The event in one sentence: when, where, who led and who took part, what was found, of how many."""
    return f"Hồi {hour(instant(document['occurred']['from']))}{_where(document, words)}, {_who(document, words)}."


def _where(document: Document, words: Words) -> str:
    place, text = words.place(document), (document.get("place") or {}).get("text")
    area = f", tại {'khu vực ' if place.startswith('mốc') else ''}{place}" if place else ""
    return f"{area} ({text})" if area and text else f", tại {text}" if text else area


def _who(document: Document, words: Words) -> str:
    supporting = tuple(words.unit(code) for code in document.get("supporting") or ())
    joined = f" chủ trì, phối hợp với {listing(supporting)}" if supporting else ""
    persons = [one for one in document.get("subjects") or () if counts(one)]
    caught = "bắt giữ" if any(one["status"] in HELD for one in persons) else "phát hiện"
    verb = f" phát hiện, {caught}" if caught != "phát hiện" else " phát hiện"
    offence = "; ".join(_behaviour(code) for code in document["offences"])
    if not persons:
        return f"{words.unit(document['lead'])}{joined}{verb} vụ việc: {offence}"
    word = f"{count(len(persons), padded=True)} đối tượng"
    return f"{words.unit(document['lead'])}{joined}{verb} {word} có hành vi: {offence}"


def counts(person: Document) -> bool:
    """Whether a subject counts as đối tượng, and may stand on a paper."""
    return codes.person_counts(person["status"], person.get("offences") or ()) and printed(person["status"])


def _behaviour(code: str) -> str:
    word = codes.offences.word(code).removeprefix("Tội ")
    return f"{word[:1].lower()}{word[1:]}"


def subject_line(person: Document) -> str:
    """A subject in a line: name, birth, nationality, home, papers, status by its exact word, his own offences."""
    own = "; ".join(_behaviour(code) for code in person.get("offences") or ())
    parts = [*_who_he_is(person), status(person), f"hành vi: {own}" if own else ""]
    return ", ".join(part for part in parts if part)


def name_of(person: Document) -> str:
    """His name, or that it is kept quiet."""
    return QUIET if person.get("covered") else person.get("name") or "chưa rõ họ tên"


def status(person: Document) -> str:
    """The exact word of a procedural status, as it stands in a sentence."""
    row = codes.statuses.get(person["status"])
    word = row.short if row else person["status"]
    return f"{word[:1].lower()}{word[1:]}"


def _who_he_is(person: Document) -> Iterator[str]:
    aliases = ", ".join(person.get("aliases") or ())
    yield f"{name_of(person)} (tên gọi khác: {aliases})" if aliases else name_of(person)
    yield born(person)
    yield GENDERS.get(person.get("gender") or "", "")
    country = person.get("nationality")
    yield f"quốc tịch {COUNTRIES.get(country, country)}" if country else ""
    yield f"trú tại {person['home']}" if person.get("home") else ""
    yield identity(person)


def born(person: Document) -> str:
    """When he was born: "sinh năm 1990"; "sinh ngày 05/9/1990" where the day is known."""
    birth = person.get("birth") or ""
    if len(birth) > 4:
        return f"sinh ngày {date_short(datetime.fromisoformat(birth).date())}"
    return f"sinh năm {birth}" if birth else ""


def identity(person: Document) -> str:
    """Papers with their numbers."""
    papers = (f"{PAPERS.get(one['kind'], '')} số {one['number']}" for one in person.get("documents") or ()
              if one.get("number"))  # fmt: skip
    return ", ".join(papers)


def _others(others: list[Document]) -> Iterator[str]:
    """Persons who are no subjects: named where they may be, else how many in each role."""
    quiet: dict[str, int] = {}
    for person in others:
        role = codes.other_roles.word(person["role"])
        if person.get("covered"):
            quiet[role] = quiet.get(role, 0) + 1
        else:
            yield f"{role}: {', '.join(part for part in _who_he_is(person) if part)}"
    for role, number in quiet.items():
        yield f"{role}: {count(number, padded=True)} người ({QUIET})"


def exhibit(one: Document, words: Words) -> str:
    """An exhibit: how much of what, its marks, its value where it was appraised."""
    amount = words.amount(one) if one.get("quantity") else ""
    said = f"{amount} {codes.exhibits.word(one['kind'])}" if amount else first_capital(codes.exhibits.word(one["kind"]))
    value = f"trị giá {one['value_vnd']:,} đồng".replace(",", ".") if one.get("value_vnd") else ""
    more = ", ".join(part for part in (one.get("note"), value) if part)
    return f"{said} ({more})" if more else said


def _steps(document: Document, until: datetime | None) -> Iterator[str]:
    """What was done in the proceedings, in order of time; of persons, of how many."""
    unprinted = {one["key"] for one in printed_out(document)}
    done: dict[tuple[datetime, str], int] = {}
    for key, facts in clocks.facts_of(document).items():
        for fact in facts:
            if key not in unprinted and (until is None or fact.at < until):
                done[fact.at, fact.kind] = done.get((fact.at, fact.kind), 0) + bool(key)
    for (at, kind), persons in sorted(done.items()):
        many = f" ({count(persons, padded=True)} người)" if persons else ""
        yield f"{hour(at)}: {codes.facts.word(kind)}{many}"


def outcome(document: Document) -> str:
    """How far the case has come, and what came of it."""
    stage = [codes.stages.word(document["stage"])] if document.get("stage") else []
    outcomes = [codes.outcomes.word(code) for code in document.get("outcomes") or ()]
    return "; ".join(dict.fromkeys([*stage, *outcomes]))
