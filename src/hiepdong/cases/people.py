"""Persons of cases who may be the one looked for, among the copies that the viewer's unit holds, and why."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from hiepdong import log
from hiepdong.cases import identities, lookups, protected
from hiepdong.cases.forms import texts
from hiepdong.cases.models import LookUpRow
from hiepdong.cases.queries import CaseLine, lines_of, list_cases
from hiepdong.identity.documents import likely_kind
from hiepdong.identity.model import Document as Paper
from hiepdong.identity.model import Hit, Query
from hiepdong.identity.wording import words as reason_words
from hiepdong.records.copies import Copy, copies
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import date_text
from hiepdong.vocabulary.fold import words

MOST, LIKEST, LEAST_LIKELY = 200, 50, 0.01
Document = dict[str, Any]
Place = tuple[str, str, int]
"""Where a person stands: the record, the part of its document, his place in it."""
ASKED = (
    (
        "Đã hỏi: các vụ trên máy này mà đơn vị được xem. Không hỏi: hệ thống truy nã của Bộ Công an, máy của đơn vị "
        "khác. Không thấy ở đây không có nghĩa là không ai tìm người này."
    ),
    (
        "Asked: the cases on this machine that the unit may see. Not asked: the wanted system of the Ministry of "
        "Public Security, machines of other units. No match here does not mean that nobody looks for this person."
    ),
)
ASKED_BY_WORDS = (
    (
        "Không dựng được bảng chỉ mục tên (ổ đĩa đầy hay không ghi được): chỉ tìm theo đúng chữ và đúng số, không tìm "
        "được cách viết khác. Báo người quản trị. Không hỏi hệ thống truy nã của Bộ Công an và máy của đơn vị khác."
    ),
    (
        "The index of names could not be brought up (a full disk, or one that cannot be written): found is what has "
        "these very words and numbers, no other spelling. Tell the administrator. Neither the wanted system of the "
        "Ministry of Public Security nor machines of other units were asked."
    ),
)


class PersonLine(Struct, frozen=True):
    """A person in a case. `status` is his procedural status, or the role of who is no subject.

    `band`: `alert` (very likely who was asked for), `look` (may be), or empty where only words are the same. `score`:
    the probability that it is he; `reasons`: why, in words.
    """

    record: str
    title: str
    owner: str
    day: date
    key: str
    name: str
    birth: str | None
    nationality: str | None
    status: str
    numbers: tuple[str, ...]
    band: str
    score: float | None
    reasons: tuple[str, ...]
    exercise: bool


class FoundPersons(Struct, frozen=True):
    """What a look-up found; `more`: there are further records with these words than were read.

    `asked` says in words where was looked, and where not.
    """

    persons: list[PersonLine]
    more: bool
    asked: str


def of_look_up(viewer: Viewer, act: str, language: str) -> FoundPersons:
    """What the officer's own look-up finds now, the likest first, then who has only the words of it in his name.

    Who is a victim, witness or minor is not found: his name is for the officers of his case alone; nor who stands in
    a case that was entered by mistake. Raises Refused record.not_found for what is none of the officer's look-ups, or
    is old.
    """
    row = lookups.mine(viewer, act)
    hits, asked = _hits(viewer, row), ASKED
    if hits is None:
        hits, asked = {}, ASKED_BY_WORDS
    page = list_cases(viewer, text=f"{row.name} {row.number}", limit=MOST)
    every = (*lines_of(viewer, sorted({hit[0] for hit in hits})), *page.lines)
    lines = {line.record: line for line in every if not line.cancelled}
    held = copies(viewer, list(lines))
    places = dict.fromkeys((*hits, *_by_words(row, list(lines), held)))
    persons = [
        _line(lines[place[0]], person, hits.get(place), language)
        for place in places
        if (person := _person(held, place))
    ]
    return FoundPersons(persons, page.total > MOST, asked[language == "en"])


def known_of(viewer: Viewer, record: str, key: str) -> dict[str, str]:
    """What a look-up of a person of a case begins with; nothing where the viewer may not read his name."""
    held = copies(viewer, [record]).get(record)
    everybody = protected.people_of(held.document) if held else []
    person = next((one for one in everybody if one["key"] == key and not protected.is_protected(one)), None)
    if person is None:
        return {}
    papers = [paper["number"] for paper in person.get("documents") or () if paper.get("number")]
    number = next(iter(papers), "")
    return {**texts(person, ("name", "gender")), "birth": date_text(person.get("birth")), "number": number}


def _hits(viewer: Viewer, row: LookUpRow) -> dict[Place, Hit] | None:
    """The persons whom the index finds; None where it cannot be brought up (a full disk), and words alone must do."""
    papers = (Paper(likely_kind(row.number), row.number),) if row.number else ()
    asked = Query(name=row.name or None, birth=row.birth or None, gender=row.gender or None, documents=papers)
    try:
        found = identities.search(viewer, asked, LIKEST)
    except OSError as error:
        log.write(error)
        return None
    return {(one.record, one.part, one.place): one.hit for one in found if one.hit.score >= LEAST_LIKELY}


def _by_words(row: LookUpRow, records: list[str], held: dict[str, Copy]) -> Iterator[Place]:
    wanted, number = set(words(row.name)), _digits(row.number)
    for record in records:
        for part in protected.PARTS if record in held else ():
            for at, person in enumerate(held[record].document.get(part) or ()):
                if not protected.is_protected(person) and _fits(person, wanted, number):
                    yield record, part, at


def _person(held: dict[str, Copy], place: Place) -> Document | None:
    """The person who stands there in the copy that is held now."""
    record, part, at = place
    listed = (held[record].document.get(part) or ()) if record in held else ()
    return listed[at] if at < len(listed) else None


def _fits(person: Document, wanted: set[str], number: str) -> bool:
    names = [person.get("name") or "", *(person.get("aliases") or ())]
    if wanted and not any(wanted <= set(words(name)) for name in names):
        return False
    return not number or number in {_digits(paper.get("number") or "") for paper in person.get("documents") or ()}


def _digits(number: str) -> str:
    return "".join(words(number))


def _line(line: CaseLine, person: Document, hit: Hit | None, language: str) -> PersonLine:
    numbers = tuple(str(paper["number"]) for paper in person.get("documents") or () if paper.get("number"))
    return PersonLine(
        line.record, line.title, line.owner, line.day, person["key"],
        person.get("name") or "", person.get("birth"), person.get("nationality"),
        person.get("status") or person.get("role") or "", numbers,
        hit.band if hit else "", hit.score if hit else None,
        tuple(reason_words(reason, language) for reason in hit.reasons) if hit else (), line.exercise,
    )  # fmt: skip
