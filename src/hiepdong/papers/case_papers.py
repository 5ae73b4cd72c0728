"""Papers of one case from its own words: the flash report, and the minutes of what was handed over."""

from datetime import date
from typing import Any

from django.utils import translation

from hiepdong.cases import protected, reading
from hiepdong.cases.wording import COUNTRIES, Words, words
from hiepdong.papers import case_words, coordinating, duty_day
from hiepdong.papers.desk_written import Said, WrittenDesk
from hiepdong.papers.duty import Daily, DutyLog
from hiepdong.papers.flash import Flash
from hiepdong.papers.handover_minutes import BLANK, Minutes, Thing, Went
from hiepdong.records import queries as records
from hiepdong.records.queries import Shown
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import instant, now
from hiepdong.vocabulary.refusals import Refused

Document = dict[str, Any]


def own_case(viewer: Viewer, record: str) -> Shown:
    """A case of the viewer's unit that was not erased. Raises Refused record.not_found, record.not_owner."""
    shown = records.show(viewer, record)
    if shown.kind != "case" or shown.erased:
        raise Refused("record.not_found")
    if shown.owner != viewer.unit:
        raise Refused("record.not_owner")
    return shown


def flash(viewer: Viewer, record: str, parts: dict[str, str] | None = None) -> WrittenDesk:
    """The flash report on a case of ours as it would be written now. Raises Refused as `own_case` does."""
    shown = own_case(viewer, record)
    with translation.override("vi"):
        told = case_words.told(shown.record, shown.version or 1, shown.document, words("vi"))
    said = Flash(case=told, markings=_markings(viewer, shown.document), parts=parts or {})
    return _written(viewer, said)


def _markings(viewer: Viewer, document: Document) -> tuple[str, ...]:
    return duty_day.markings(viewer.unit, [document.get("marking") or "internal"])


def _written(viewer: Viewer, said: Said) -> WrittenDesk:
    return WrittenDesk(viewer.login, now(), said, coordinating.settings(viewer.unit))


def minutes(viewer: Viewer, record: str, key: str) -> WrittenDesk:
    """The minutes of one handing over of a case of ours. Raises Refused as `own_case`, record.not_found for no key."""
    shown = own_case(viewer, record)
    one = next((one for one in shown.document.get("handed_over") or () if one["key"] == key), None)
    if one is None:
        raise Refused("record.not_found")
    with translation.override("vi"):
        return _written(viewer, _minutes(viewer, shown, one))


def _minutes(viewer: Viewer, shown: Shown, one: Document) -> Minutes:
    document, how = shown.document, words("vi")
    covered = reading.covered(viewer, shown)
    people = {person["key"]: person for person in (*(covered.get("subjects") or ()), *(covered.get("others") or ()))}
    return Minutes(
        record=shown.record, version=shown.version or 1, key=one["key"],
        title=case_words.told(shown.record, 1, document, how).title, happened=instant(document["occurred"]["from"]),
        at=instant(one["at"]), to=one["to"], giver=one.get("giver") or "", receiver=one.get("receiver") or "",
        place=one.get("place") or "", persons=tuple(_went(people[key]) for key in one.get("persons") or ()),
        exhibits=tuple(_thing(exhibit, how) for exhibit in one.get("exhibits") or ()), file=bool(one.get("file")),
        sheets=one.get("sheets"), note=one.get("note") or "", markings=_markings(viewer, document),
        quiet=bool(protected.protected_keys(document) & set(one.get("persons") or ())),
    )  # fmt: skip


def may_open(viewer: Viewer, written: WrittenDesk) -> bool:
    """Whether an officer of the unit may open its paper: minutes that name the protected, only one of that case."""
    said = written.said
    if not isinstance(said, Minutes) or not said.quiet:
        return True
    try:
        return protected.is_officer_of(viewer, records.show(viewer, said.record))
    except Refused:
        return False


def _went(person: Document) -> Went:
    """A person in the minutes. A status that may not be printed is left blank, like a name that is covered."""
    name = BLANK if person.get("covered") else person.get("name") or BLANK
    gender = case_words.GENDERS.get(person.get("gender") or "", "")
    country = person.get("nationality")
    of = (gender.capitalize(), str(COUNTRIES.get(country, country)) if country else "")
    home = (person.get("home") or "", case_words.identity(person))
    return Went(
        name, case_words.born(person).removeprefix("sinh ").removeprefix("ngày ").removeprefix("năm "),
        ", ".join(part for part in of if part), "; ".join(part for part in home if part), _standing(person),
    )  # fmt: skip


def _standing(person: Document) -> str:
    if "role" in person:
        return codes.other_roles.word(person["role"])
    if not case_words.printed(person["status"]):
        return ""
    word = case_words.status(person)
    return f"{word[:1].upper()}{word[1:]}"


def _thing(exhibit: Document, how: Words) -> Thing:
    amount = how.amount(exhibit) if exhibit.get("quantity") else ""
    return Thing(how.exhibit(exhibit["kind"]), amount, exhibit.get("note") or "")


def duty_log(viewer: Viewer, day: date) -> WrittenDesk:
    """The page of the unit's duty log as it would be written now. Raises Refused as `duty_day.of`."""
    return _written(viewer, DutyLog(day=duty_day.of(viewer, day)))


def daily(viewer: Viewer, day: date, parts: dict[str, str] | None = None) -> WrittenDesk:
    """The unit's daily report likewise."""
    return _written(viewer, Daily(day=duty_day.of(viewer, day), parts=parts or {}))


def anew(viewer: Viewer, said: Said) -> WrittenDesk:
    """What the same paper would say now. Raises Refused as the paper's own function does."""
    if isinstance(said, Flash):
        return flash(viewer, said.case.record, said.parts)
    if isinstance(said, Minutes):
        return minutes(viewer, said.record, said.key)
    day = said.day.shift.day
    return duty_log(viewer, day) if isinstance(said, DutyLog) else daily(viewer, day, said.parts)
