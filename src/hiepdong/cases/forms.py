"""The entry form of a case: what its fields hold, and what they offer. `entering` reads it back into a document."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from msgspec import Struct, field

from hiepdong.cases import identity_papers as papers
from hiepdong.cases import wording
from hiepdong.forces import queries as forces
from hiepdong.terrain import communes, coordinates, filling, places
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import HANOI, date_text, instant, now, read_day, today

OWN_OFFENCES = ("offence", "offence_2")
PERSON = (
    "name", "birth", "gender", "nationality", "status", "document_kind", "document_number", "home", "mark",
    *OWN_OFFENCES, "aliases", "papers",
)  # fmt: skip
OTHER = ("name", "birth", "role", "mark", "note", "gender", "nationality", "home")
EXHIBIT = ("kind", "quantity", "unit", "value_vnd", "note")
FACT = ("kind", "person", "day", "hour")
WANTED = ("person", "issuer", "number", "day", "offence")
AFRESH = {"key": "", "status": "", "mark": "", **dict.fromkeys(OWN_OFFENCES, "")}
USUAL_NATIONALITY = "VN"
OF_THE_DAY = ("units", "offences")
MORE_ROWS, MOST_ROWS = 2, 60
BLANK = ((PERSON, 2), (OTHER, 1), (EXHIBIT, 1), (FACT, 1), (WANTED, 1))
Row = dict[str, Any]
Document = dict[str, Any]


class CaseForm(Struct):
    """What is typed, as text by field; `errors` by the id of the field, in words. A row holds errors of its own.

    A covered row stands for a person whose name this officer is not to read: it is kept as it was.
    """

    values: dict[str, Any]
    people: list[Row]
    others: list[Row]
    exhibits: list[Row]
    facts: list[Row]
    wanted: list[Row]
    document: Document = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    hidden_person: tuple[str, ...] = PERSON
    hidden_other: tuple[str, ...] = OTHER
    asked: frozenset[str] = frozenset()

    @property
    def rows(self) -> list[Row]:
        """All rows of all parts."""
        return [*self.people, *self.others, *self.exhibits, *self.facts, *self.wanted]


def blank(unit: str) -> CaseForm:
    """An empty form with what the day and the unit give."""
    values = {
        "day": f"{today():%d/%m/%Y}",
        "hour": f"{now():%H:%M}",
        "lead": unit,
        "found": unit,
        "marking": "internal",
    }
    lists: dict[str, Any] = {name: [] for name in ("offences", "supporting", "arrested", "outcomes")}
    people, others, exhibits, facts, wanted = (rows(names, count) for names, count in BLANK)
    return CaseForm({**values, **lists}, people, others, exhibits, facts, wanted)


def like(document: Document, unit: str, covered: frozenset[str], *, persons: bool) -> CaseForm:
    """A form for a new case with what another had: place, offences and units; or its persons alone, less the covered.

    Times, words, exhibits, outcomes and what was done to persons are the new case's own.
    """
    form, held = blank(unit), of(document, covered)
    form.values["marking"] = held.values["marking"] or form.values["marking"]
    if persons:
        people = [row | AFRESH for row in held.people if row["key"] and row["key"] not in covered]
        form.people = [*people, *rows(PERSON, 1)]
        return form
    kept = (
        "commune",
        "village",
        "marker",
        "text",
        "point",
        "chainage",
        "offences",
        "lead",
        "found",
        "found_by",
        "supporting",
    )
    form.values |= {name: held.values[name] for name in kept}
    return form


def rows(names: tuple[str, ...], count: int) -> list[Row]:
    """Empty rows; a new subject is of the usual nationality until another is chosen."""
    usual = {"nationality": USUAL_NATIONALITY} if names is PERSON else {}
    return [dict.fromkeys(names, "") | usual | {"key": "", "errors": {}} for _number in range(count)]


def blanks() -> dict[str, Row]:
    """An empty row of each part, for a page that adds rows by itself."""
    return dict(zip("poxfw", (rows(names, 1)[0] for names, _count in BLANK), strict=True))


def take(form: CaseForm, row: Row | None) -> None:
    """Put a person into the first row that is empty, or after the last."""
    if row is None:
        return
    empty = [at for at, one in enumerate(form.people) if not one.get("covered") and not _says_something(one)]
    if empty:
        form.people[empty[0]] = row
    else:
        form.people.append(row)


def _says_something(row: Row) -> bool:
    return any(row[name] for name in ("key", *PERSON) if name not in ("nationality", "document_kind"))


def of(document: Document, covered: frozenset[str]) -> CaseForm:
    """A document as the form shows it; `covered` are the keys of persons whose names this officer is not to read."""
    place, point = document.get("place") or {}, (document.get("place") or {}).get("point")
    values = {
        "title": document["title"], "exercise": "on" if document.get("exercise") else "",
        **times(document["occurred"]), "chainage": coordinates.chainage_words(place.get("chainage_m")),
        "point": filling.written(point) if point else "",
        **{name: document.get(name) or [] for name in ("offences", "supporting", "arrested", "outcomes")},
        **{name: document.get(name) or "" for name in ("lead", "found", "found_by", "stage", "summary", "marking")},
        **{name: place.get(name) or "" for name in ("commune", "village", "marker", "text")},
    }  # fmt: skip
    people = [_person(one, covered) for one in document.get("subjects") or ()]
    others = [_other(one, covered) for one in document.get("others") or ()]
    exhibits = [_exhibit(one) for one in document.get("exhibits") or ()]
    return CaseForm(
        values, [*people, *rows(PERSON, 1)], [*others, *rows(OTHER, 1)], [*exhibits, *rows(EXHIBIT, 1)],
        [*_facts(document, covered), *rows(FACT, 1)], [*_wanted(document, covered), *rows(WANTED, 1)],
    )  # fmt: skip


def _wanted(document: Document, covered: frozenset[str]) -> list[Row]:
    """Wanted notices; one of a covered person stays as it was."""
    numbers = {one["key"]: str(number) for number, one in enumerate(document.get("subjects") or (), 1)}
    return [
        {
            **texts(notice, WANTED), "person": numbers.get(notice.get("subject") or "", ""), "key": "", "errors": {},
            "day": date_text(notice.get("date")),
        }
        for notice in document.get("wanted") or ()
        if notice.get("subject") not in covered
    ]  # fmt: skip


def _facts(document: Document, covered: frozenset[str]) -> list[Row]:
    """Facts in the order of time, each with the number of its person; those of a covered person stay as they were."""
    people = [(str(number), one) for number, one in enumerate(document.get("subjects") or (), 1)]
    told = [("", document), *((number, one) for number, one in people if one["key"] not in covered)]
    dated = sorted(
        (instant(fact["at"]).astimezone(HANOI), number, fact["kind"])
        for number, part in told
        for fact in part.get("facts") or ()
    )
    return [
        {"kind": kind, "person": number, "day": f"{at:%d/%m/%Y}", "hour": f"{at:%H:%M}", "key": "", "errors": {}}
        for at, number, kind in dated
    ]


def times(occurred: Document) -> dict[str, str]:
    """From when and until when, to the minute, as the fields of the form have it."""
    start = instant(occurred["from"]).astimezone(HANOI)
    end = instant(occurred["to"]).astimezone(HANOI) if occurred.get("to") else None
    near = end is not None and end - start < timedelta(days=1)
    until = "" if end is None else f"{end:%H:%M}" if near else f"{end:%H:%M %d/%m/%Y}"
    return {"day": f"{start:%d/%m/%Y}", "hour": f"{start:%H:%M}", "until": until}


def texts(part: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """Parts of a document as text; nothing for what does not apply."""
    return {name: "" if part.get(name) is None else str(part[name]) for name in names}


def _person(person: Document, covered: frozenset[str]) -> Row:
    if person["key"] in covered:
        return _covered(person, PERSON)
    held: list[Document] = person.get("documents") or []
    own: list[str] = [*(person.get("offences") or ()), ""]
    paper = held[0] if held else {}
    return {
        **texts(person, PERSON), "document_kind": paper.get("kind") or "", "mark": _mark(person),
        "document_number": paper.get("number") or "", "birth": date_text(person.get("birth")), "key": person["key"],
        "errors": {}, "offence": own[0], "offence_2": " ".join(own[1:]).strip(),
        "aliases": papers.joined(person.get("aliases") or ()), "papers": papers.text(held[1:]),
    }  # fmt: skip


def _other(person: Document, covered: frozenset[str]) -> Row:
    if person["key"] in covered:
        return _covered(person, OTHER)
    mark = "minor" if person.get("minor") else ""
    birth = date_text(person.get("birth"))
    return {**texts(person, OTHER), "birth": birth, "mark": mark, "key": person["key"], "errors": {}}


def _exhibit(exhibit: Document) -> Row:
    amount = str(exhibit.get("quantity") or "").replace(".", ",")
    return {**texts(exhibit, EXHIBIT), "quantity": amount, "key": "", "errors": {}}


def _covered(person: Document, names: tuple[str, ...]) -> Row:
    told = {name: person.get(name) or "" for name in ("status", "role") if name in names}
    return dict.fromkeys(names, "") | told | {"key": person["key"], "covered": True, "errors": {}}


def _mark(person: Document) -> str:
    return " ".join(name for name in ("minor", "led") if person.get(name))


def quiet(form: CaseForm) -> CaseForm:
    """The form without its errors: it was sent for more rows, not to be recorded."""
    form.errors = {}
    for row in form.rows:
        row["errors"] = {}
    return form


def day_of(form: CaseForm) -> date | None:
    """The day of the event that is typed, if it is one."""
    try:
        return read_day(form.values["day"])
    except ValueError:
        return None


def choices(form: CaseForm, language: str) -> dict[str, Any]:
    """What the lists of the form offer, each a code with its word."""
    on = day_of(form) or today()
    known: dict[str, Iterable[Any]] = {
        "statuses": codes.statuses, "roles": codes.other_roles, "exhibits": codes.exhibits, "measures": codes.units,
        "found_by": codes.found_by, "outcomes": codes.outcomes, "facts": [row for row in codes.facts if row.holds(on)],
    }  # fmt: skip
    names, held = {one.code: one.full for one in communes.communes(on)}, _offences_held(form)
    stages = sorted(codes.stages, key=lambda row: not row.usual)
    return {
        **{name: _worded(listed, language) for name, listed in known.items()}, "stages": _worded(stages, language),
        "offences": _offences([row for row in codes.offences if row.holds(on) or row.code in held], language),
        "units": _units(form, on), "communes_of": on.isoformat(),
        "communes": [(one.code, one.full, one.district or "") for one in communes.communes(on)],
        "villages": [(name, names[code]) for name, code in filling.villages(on)],
        "markers": [(one.number, one.near) for one in places.markers()],
        "markings": [one[:2] for one in _worded((row for row in codes.markings if not row.secret), language)],
        "countries": _countries(form), "papers": [(code, str(word)) for code, word in wording.PAPERS.items()],
        "genders": [("m", _("Nam")), ("f", _("Nữ"))],
        "marks": [("minor", _("dưới 18 tuổi")), ("led", _("được đưa dẫn")), ("minor led", _("cả hai"))],
        "other_marks": [("minor", _("dưới 18 tuổi"))],
        "persons": [(str(number), _("Đối tượng %(number)s") % {"number": number}) for number in _numbers(form)],
    }  # fmt: skip


def _numbers(form: CaseForm) -> list[int]:
    """The numbers of the rows of persons to whom a fact may belong."""
    return [number for number, row in enumerate(form.people, 1) if not row.get("covered")]


def _worded(listed: Iterable[Any], language: str) -> list[tuple[str, ...]]:
    return [_option(row, language) for row in listed]


def _option(row: Any, language: str, end: str = "") -> tuple[str, ...]:
    """A code as lists have it; on an English page it is found by its Vietnamese word too."""
    word = row.word(language)
    return row.code, wording.first_capital(word), end, row.vi if word != row.vi else ""


def _units(form: CaseForm, on: date) -> list[tuple[str, str]]:
    """The units of that day, and those that the form holds already."""
    listed = {line.code: line.name for line in forces.units(on)}
    values, book = form.values, forces.book()
    held = [*values["supporting"], *values["arrested"], values["lead"], values["found"]]
    return list({**listed, **{code: book.name(code) for code in held if code and code not in listed}}.items())


def _offences_held(form: CaseForm) -> set[str]:
    own = {code for row in form.people for name in OWN_OFFENCES for code in row[name].split()}
    return own | set(form.values["offences"])


def _offences(listed: list[Any], language: str) -> list[tuple[str, ...]]:
    """Offences with the article of the law, which is said last."""
    return sorted((_option(row, language, row.legal) for row in listed), key=lambda one: one[1])


def _countries(form: CaseForm) -> list[tuple[str, str]]:
    """The usual nationalities, and those that the form already holds."""
    held = {row["nationality"]: row["nationality"] for row in (*form.people, *form.others) if row["nationality"]}
    return [(code, str(word)) for code, word in {**held, **wording.COUNTRIES}.items()]
