"""What an officer typed, read into a document of a case. What the form has no field for is kept as it was."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from hiepdong.cases import entering_place
from hiepdong.cases.entering_facts import wanted_of, with_facts
from hiepdong.cases.entering_rows import exhibits_of, others_of, subjects_of
from hiepdong.cases.forms import (
    EXHIBIT,
    FACT,
    MORE_ROWS,
    MOST_ROWS,
    OTHER,
    PERSON,
    WANTED,
    CaseForm,
    Document,
    Row,
    rows,
    times,
)
from hiepdong.cases.wording import first_capital
from hiepdong.terrain import communes, entering
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of, instant, now, today

PLAIN = (
    "title",
    "day",
    "hour",
    "until",
    "lead",
    "found",
    "found_by",
    "stage",
    "summary",
    "marking",
    "point",
    "chainage",
    "exercise",
    "filled",
    "communes_of",
)
PREFIXES = {"p": PERSON, "o": OTHER, "x": EXHIBIT, "f": FACT, "w": WANTED}
PLACE = ("commune", "village", "marker", "text")
LISTS = ("offences", "supporting", "arrested", "outcomes")


def read(sent: QueryDict, before: Document | None = None, covered: frozenset[str] = frozenset()) -> CaseForm:
    """What was sent as a form and, where nothing is wrong, as a document.

    `before` is the version that is revised; `covered` are the keys of persons who are kept as they were.
    """
    values: dict[str, Any] = {name: (sent.get(name) or "").strip() for name in (*PLAIN, *PLACE)}
    values |= {name: [code for value in sent.getlist(name) for code in value.split()] for name in LISTS}
    people, others, exhibits, facts, wanted = (_rows(sent, at, names, covered) for at, names in PREFIXES.items())
    form = CaseForm(values, people, others, exhibits, facts, wanted, asked=frozenset(sent))
    form.document = _document(form, before or {})
    if more := {"p": people, "o": others, "x": exhibits, "f": facts, "w": wanted}.get(sent.get("more") or ""):
        more += rows(PREFIXES[str(sent.get("more"))], MORE_ROWS)
    return form


def _rows(sent: QueryDict, prefix: str, names: tuple[str, ...], covered: frozenset[str]) -> list[Row]:
    columns = {name: sent.getlist(f"{prefix}_{name}") for name in ("key", *names)}
    length = min(max((len(column) for column in columns.values()), default=0), MOST_ROWS)
    found = []
    for number in range(length):
        row: Row = {name: column[number].strip() if number < len(column) else "" for name, column in columns.items()}
        found.append(row | {"errors": {}, "covered": bool(row["key"]) and row["key"] in covered})
    return found


def _document(form: CaseForm, before: Document) -> Document:
    values, errors = form.values, form.errors
    occurred = _occurred(form, before)
    on = day_of(instant(occurred["from"])) if occurred.get("from") else today()
    place = _place(form, before, on)
    if not values["offences"]:
        errors["offences"] = _("Thiếu tội danh hoặc hành vi.")
    if not values["lead"]:
        errors["lead"] = _("Thiếu đơn vị chủ trì.")
    kept = {name: values[name] or None for name in ("found", "found_by", "stage", "summary")}
    document = {
        **before, **kept, **_units(values, before), "offences": list(dict.fromkeys(values["offences"])),
        "outcomes": _in_order(values["outcomes"], before.get("outcomes")), "marking": values["marking"] or "internal",
        "place": place, "occurred": occurred, "exercise": bool(values["exercise"]),
        "subjects": subjects_of(form, before, on), "others": others_of(form, before, on),
        "exhibits": exhibits_of(form, before),
    }  # fmt: skip
    document = with_facts(form, document, before)
    document["wanted"] = wanted_of(form, document, before)
    return {**document, "title": values["title"] or _title(document, errors)}


def _place(form: CaseForm, before: Document, on: date) -> Document:
    values, errors = form.values, form.errors
    if "day" not in errors and entering_place.follow_the_day(values, on):
        errors["commune"] = _("Từ 01/7/2025 xã đã sắp xếp lại: xem lại xã theo ngày xảy ra.")
    if "fill" in form.asked:
        entering_place.fill(values, on)
    kept = {name: values[name] or None for name in PLACE}
    return {**(before.get("place") or {}), **kept, **entering.position(values, errors)}


def _units(values: dict[str, Any], before: Document) -> Document:
    """Who leads, who supports, who arrested; a unit that leads is not named as a supporting one besides."""
    held = before.get("supporting") or []
    supporting = _in_order(values["supporting"], held)
    return {
        "lead": values["lead"], "arrested": _in_order(values["arrested"], before.get("arrested")),
        "supporting": [unit for unit in supporting if unit != values["lead"] or unit in held],
    }  # fmt: skip


def _in_order(chosen: list[str], held: list[str] | None) -> list[str]:
    """Codes ticked in a list that has its own order: those that were there before keep theirs."""
    return [*(code for code in held or () if code in chosen), *(code for code in chosen if code not in (held or ()))]


def _title(document: Document, errors: dict[str, str]) -> str:
    """The title that the machine makes of offence and place, where the officer typed none."""
    return "" if errors else made_title(document)


def made_title(document: Document) -> str:
    """A title made of the main offence and the place."""
    place, start = document.get("place") or {}, instant(document["occurred"]["from"])
    commune = communes.commune(place["commune"], day_of(start)) if place.get("commune") else None
    marker = _("mốc %(number)s") % {"number": place["marker"]} if place.get("marker") else None
    where = [place.get("village") or marker, commune.inline if commune else None]
    offence = codes.offences[document["offences"][0]].short if document["offences"][0] in codes.offences else ""
    return ", ".join(part for part in (first_capital(offence.removeprefix("Tội ")), *where) if part)


def _occurred(form: CaseForm, before: Document) -> Document:
    """When it happened; left to the second as it was where nothing was typed anew."""
    errors, held = form.errors, before.get("occurred")
    if held and all(form.values[name] == value for name, value in times(held).items()):
        return dict(held)
    read = entering.period(
        form.values, errors, before.get("occurred") or {},
        ahead=_("Ngày giờ xảy ra ở sau bây giờ."), backwards=_("Giờ kết thúc ở trước giờ xảy ra."),
    )  # fmt: skip
    if "until" not in errors and read.get("to") and instant(read["to"]) > now():
        errors["until"] = _("Giờ kết thúc ở sau bây giờ.")
    return read
