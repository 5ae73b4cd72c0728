"""The case (vụ): its document, which of its parts may be left out of a copy, and the rules a document must hold."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of, is_possible
from hiepdong.vocabulary.parts import Code, Instant, Key, LongText, Part, Period, Place, Text, check_period
from hiepdong.vocabulary.refusals import Refused

Decimal = Annotated[
    str, Meta(pattern=r"^[0-9]{1,12}(\.[0-9]{1,6})?$(?!\n)", title="Quantity", extra={"vi": "Số lượng"})
]
Day = date
Birth = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$(?!\n)", title="Birth", extra={"vi": "Năm sinh"})]
GENDERS = ("m", "f")
Gender = Annotated[Code, Meta(extra_json_schema={"enum": [*GENDERS]})]


class IdentityDocument(Part, frozen=True):
    """A paper that says who somebody is."""

    kind: Code
    number: Text


class Fact(Part, frozen=True):
    """Something done in the proceedings, and when: legal clocks start and stop with it."""

    kind: Code
    at: Instant


class Subject(Part, frozen=True):
    """A subject (đối tượng); `status` is his procedural status, `led` and `minor` stand beside it."""

    key: Key
    status: Code
    name: Text | None = None
    birth: Birth | None = None
    gender: Gender | None = None
    nationality: Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)")] | None = None
    offences: list[Code] | None = None
    documents: list[IdentityDocument] | None = None
    aliases: list[Text] | None = None
    home: Text | None = None
    minor: bool | None = None
    led: bool | None = None
    facts: list[Fact] | None = None


class Other(Part, frozen=True):
    """A victim, witness, guided or related person: kept apart, never counted as a subject."""

    key: Key
    role: Code
    name: Text | None = None
    birth: Birth | None = None
    gender: Gender | None = None
    nationality: Annotated[str, Meta(pattern=r"^[A-Z]{2}$(?!\n)")] | None = None
    home: Text | None = None
    minor: bool | None = None
    note: Text | None = None


class Exhibit(Part, frozen=True):
    """An exhibit (tang vật): a decimal quantity in a unit, and a value only when it was appraised."""

    kind: Code
    quantity: Decimal | None = None
    unit: Code | None = None
    value_vnd: Annotated[int, Meta(ge=0)] | None = None
    note: Text | None = None


class Wanted(Part, frozen=True):
    """A wanted notice (quyết định truy nã) that the case rests on."""

    subject: Key | None = None
    issuer: Text | None = None
    number: Text | None = None
    date: Day | None = None
    offence: Text | None = None


class HandedOver(Part, frozen=True):
    """What was handed over (bàn giao) at once: what its minutes say. A case may have several.

    `to`: the receiving body; `giver`, `receiver`: the officers; `persons`: keys; `exhibits`: as they went, a part of
    them too; `file`: the file of the case went, of so many `sheets`.
    """

    key: Key
    at: Instant
    to: Annotated[str, Meta(min_length=1, max_length=500, title="Receiving body", extra={"vi": "Bên nhận"})]
    giver: Text | None = None
    receiver: Text | None = None
    place: Text | None = None
    persons: list[Key] | None = None
    exhibits: list[Exhibit] | None = None
    file: bool | None = None
    sheets: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    note: LongText | None = None


class Case(Part, frozen=True):
    """The case document, schema 1."""

    title: Annotated[str, Meta(min_length=1, max_length=500, title="Title", extra={"vi": "Trích yếu"})]
    occurred: Period
    offences: Annotated[list[Code], Meta(min_length=1, title="Offences", extra={"vi": "Tội danh, hành vi"})]
    lead: Annotated[Code, Meta(title="Lead", extra={"vi": "Chủ trì"})]
    place: Place | None = None
    supporting: list[Code] | None = None
    found: Code | None = None
    arrested: list[Code] | None = None
    subjects: list[Subject] | None = None
    others: list[Other] | None = None
    exhibits: list[Exhibit] | None = None
    wanted: list[Wanted] | None = None
    facts: list[Fact] | None = None
    handed_over: list[HandedOver] | None = None
    found_by: Code | None = None
    stage: Code | None = None
    outcomes: list[Code] | None = None
    summary: LongText | None = None
    marking: Code | None = "internal"
    exercise: bool | None = False

    @property
    def units(self) -> list[str]:
        """The units that the document names."""
        named = [self.lead, *(self.supporting or ()), *(self.arrested or ())]
        return [*named, self.found] if self.found else named


MASKABLE = frozenset(
    {
        "summary",
        "found_by",
        "stage",
        "outcomes",
        "place.point",
        "place.text",
        "subjects.documents.kind",
        "subjects.documents.number",
    }
    | {"others", "exhibits", "wanted", "subjects", "facts"}
    | {
        f"{name}.{field}"
        for name, part in {"others": Other, "exhibits": Exhibit, "wanted": Wanted, "subjects": Subject}.items()
        for field in part.__struct_encode_fields__
        if field not in {"key", "status", "offences"}
    }
)
_IDENTITY_KINDS = frozenset({"cccd", "cmnd", "passport", "cn-id", "birth-certificate", "border-pass", "other"})
ADULT = 18
PERSON_WENT, FILE_WENT = "person-handed-over", "file-transferred"


def check(case: Case) -> None:
    """Raise Refused document.invalid or document.unknown_code where the document breaks a rule of the field."""
    check_period("occurred", case.occurred)
    if not case.title.strip():
        raise Refused("document.invalid", "title")
    _check_keys("subjects", [s.key for s in case.subjects or ()])
    _check_keys("others", [o.key for o in case.others or ()])
    for code in _unknown_codes(case):
        raise Refused("document.unknown_code", code)
    for of, facts in (("case", case.facts), *(("person", s.facts) for s in case.subjects or ())):
        _check_facts(of, facts or [])
    for birth in [p.birth for p in (*(case.subjects or ()), *(case.others or ())) if p.birth]:
        _check_birth(birth)
    _check_handed_over(case)


def handover_facts(handed_over: Iterable[HandedOver]) -> dict[str, list[Fact]]:
    """What handing over is in the proceedings: of each person by his key, of the case under an empty one."""
    found: dict[str, list[Fact]] = {}
    for one in handed_over:
        for key in one.persons or ():
            found.setdefault(key, []).append(Fact(kind=PERSON_WENT, at=one.at))
        if one.file:
            found.setdefault("", []).append(Fact(kind=FILE_WENT, at=one.at))
    return found


def with_handovers(facts: Iterable[Fact], handed_over: Iterable[Fact]) -> list[Fact]:
    """Both together; what was also noted as a step of the same hour is one."""
    return list(dict.fromkeys([*facts, *handed_over]))


def is_minor(birth: str | None, on: date) -> bool:
    """Whether who was born then was surely under 18 on that day; of a bare year, when not even that year would do."""
    if not birth:
        return False
    year = int(birth[:4])
    if len(birth) == 4:
        return on.year - year < ADULT
    return (on.year - year, (on.month, on.day)) < (ADULT, (int(birth[5:7]), int(birth[8:10])))


def _check_keys(where: str, keys: list[str]) -> None:
    if len(set(keys)) != len(keys):
        raise Refused("document.invalid", f"{where}: key")


def _check_facts(of: str, facts: list[Fact]) -> None:
    for fact in facts:
        known = codes.facts.get(fact.kind)
        if known is None:
            raise Refused("document.unknown_code", fact.kind)
        if known.of != of or not is_possible(fact.at):
            raise Refused("document.invalid", f"facts: {fact.kind} {fact.at.isoformat()}")


def _check_handed_over(case: Case) -> None:
    handed_over = case.handed_over or []
    _check_keys("handed_over", [one.key for one in handed_over])
    known = {person.key for person in (*(case.subjects or ()), *(case.others or ()))}
    for one in handed_over:
        strangers = sorted(set(one.persons or ()) - known)
        if strangers or not one.to.strip() or not is_possible(one.at):
            raise Refused("document.invalid", f"handed_over: {', '.join(strangers) or one.key}")
        if not (one.persons or one.exhibits or one.file):
            raise Refused("document.invalid", f"handed_over: {one.key}")


def is_birth(text: str) -> bool:
    """Whether a birth of the right shape is a year or day that there is."""
    try:
        date.fromisoformat(text if len(text) > len("1990") else f"{text}-01-01")
    except ValueError:
        return False
    return True


def _check_birth(birth: str) -> None:
    if not is_birth(birth):
        raise Refused("document.invalid", f"birth {birth}")


def _unknown_codes(case: Case) -> Iterator[str]:
    on = day_of(case.occurred.start)
    offences = [*case.offences, *(code for s in case.subjects or () for code in s.offences or ())]
    yield from (code for code in offences if not codes.offences.valid(code, on))
    yield from (s.status for s in case.subjects or () if s.status not in codes.statuses)
    yield from (o.role for o in case.others or () if o.role not in codes.other_roles)
    exhibits = [*(case.exhibits or ()), *(e for one in case.handed_over or () for e in one.exhibits or ())]
    yield from (e.kind for e in exhibits if e.kind not in codes.exhibits)
    yield from (e.unit for e in exhibits if e.unit and e.unit not in codes.units)
    yield from (d.kind for s in case.subjects or () for d in s.documents or () if d.kind not in _IDENTITY_KINDS)
    yield from (
        p.gender for p in (*(case.subjects or ()), *(case.others or ())) if p.gender and p.gender not in GENDERS
    )
    yield from (code for code in case.outcomes or () if code not in codes.outcomes)
    if case.stage and case.stage not in codes.stages:
        yield case.stage
    if case.found_by and case.found_by not in codes.found_by:
        yield case.found_by
    if case.marking and case.marking not in codes.markings:
        yield case.marking
