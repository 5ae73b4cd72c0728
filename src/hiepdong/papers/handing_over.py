"""Handing over persons, exhibits and the file of a case as the page asks for it: read into a part of the document."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import Struct, field

from hiepdong.cases.wording import Words
from hiepdong.forces import queries as forces
from hiepdong.vocabulary.clock import HANOI, instant, now, read_day, read_hour

Document = dict[str, Any]
TEXTS = ("day", "hour", "to", "giver", "receiver", "place", "sheets", "note")


class ThingRow(Struct, frozen=True):
    """An exhibit of the case on the form: its place in the list, its words, how much is left to hand over."""

    number: int
    word: str
    unit: str
    amount: str
    left: str
    chosen: bool = False
    typed: str = ""


class Form(Struct):
    """What was typed, what is wrong with it by the name of its field, and what it makes of it."""

    values: dict[str, str]
    persons: list[str]
    things: list[ThingRow]
    file: bool
    errors: dict[str, str] = field(default_factory=dict)
    made: Document | None = None


def blank(document: Document, login: str, how: Words) -> Form:
    """A form to begin with: now, by the officer who asks."""
    at, line = now().astimezone(HANOI), forces.officer(login)
    giver = line.called if line else ""
    values = dict.fromkeys(TEXTS, "") | {"day": f"{at:%d/%m/%Y}", "hour": f"{at:%H:%M}", "giver": giver}
    return Form(values, [], things(document, how), file=False)


def things(document: Document, how: Words) -> list[ThingRow]:
    """The exhibits of a case with what is left of each."""
    found = []
    for number, one in enumerate(document.get("exhibits") or ()):
        left = _left(document, one)
        amount = how.amount(one) if one.get("quantity") else ""
        word = f"{how.exhibit(one['kind'])}{f' ({note})' if (note := one.get('note')) else ''}"
        unit = how.amount({"quantity": "", "unit": one.get("unit")}) if one.get("unit") else ""
        found.append(ThingRow(number, word, unit, amount, "" if left is None else _plain(left)))
    return found


def _left(document: Document, exhibit: Document) -> Decimal | None:
    """How much of an exhibit was not handed over yet; None where it has no quantity."""
    if not exhibit.get("quantity"):
        return None
    same = (exhibit["kind"], exhibit.get("unit"), exhibit.get("note"))
    went = sum(
        (Decimal(one["quantity"]) for done in document.get("handed_over") or () for one in done.get("exhibits") or ()
         if one.get("quantity") and (one["kind"], one.get("unit"), one.get("note")) == same),
        Decimal(0),
    )  # fmt: skip
    return max(Decimal(exhibit["quantity"]) - went, Decimal(0))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def read(sent: QueryDict, document: Document, how: Words) -> Form:
    """What was sent, and where nothing is wrong the part of the document that it makes."""
    values = {name: sent.get(name, "").strip() for name in TEXTS}
    chosen = set(sent.getlist("thing"))
    rows = [
        ThingRow(row.number, row.word, row.unit, row.amount, row.left, str(row.number) in chosen,
                 sent.get(f"quantity-{row.number}", "").strip())
        for row in things(document, how)
    ]  # fmt: skip
    form = Form(values, sent.getlist("person"), rows, "file" in sent)
    at, exhibits = _at(form), _exhibits(form, document)
    known = {one["key"] for one in (*(document.get("subjects") or ()), *(document.get("others") or ()))}
    persons = [key for key in form.persons if key in known]
    if not values["to"]:
        form.errors["to"] = _("Thiếu bên nhận.")
    if not (persons or exhibits or form.file) and "thing" not in form.errors:
        form.errors["what"] = _("Chọn người, tang vật hoặc hồ sơ được bàn giao.")
    sheets = _sheets(form)
    if at is not None and not form.errors:
        texts = {name: values[name] or None for name in ("giver", "receiver", "place", "note")}
        form.made = {
            "key": _free_key(document), "at": at.isoformat(), "to": values["to"], **texts, "persons": persons or None,
            "exhibits": exhibits or None, "file": form.file or None, "sheets": sheets if form.file else None,
        }  # fmt: skip
    return form


def _at(form: Form) -> datetime | None:
    try:
        at = datetime.combine(read_day(form.values["day"]), read_hour(form.values["hour"]), HANOI)
    except ValueError:
        form.errors["day"] = _("Ghi ngày như 14/12/2023, giờ như 23:40.")
        return None
    if at > now():
        form.errors["day"] = _("Ngày giờ bàn giao ở sau bây giờ.")
    return at


def _exhibits(form: Form, document: Document) -> list[Document]:
    """The exhibits chosen, as they went: all that is left, or as much as was typed."""
    found, known = [], document.get("exhibits") or []
    for row in (row for row in form.things if row.chosen):
        one: Document = {name: known[row.number].get(name) for name in ("kind", "unit", "note")}
        left = _left(document, known[row.number])
        amount = _amount(row.typed) if row.typed else left
        if row.typed and (amount is None or left is None or not 0 < amount <= left):
            form.errors["thing"] = _("%(what)s: ghi số lượng đến %(left)s, hoặc để trống để giao hết.") % {
                "what": row.word, "left": row.left or "–",
            }  # fmt: skip
        if amount is not None:
            one["quantity"] = f"{amount.normalize():f}"
        found.append(one)
    return found


def _amount(typed: str) -> Decimal | None:
    try:
        amount = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _sheets(form: Form) -> int | None:
    typed = form.values["sheets"]
    if not typed:
        return None
    if not typed.isdecimal() or not int(typed[:7]) > 0 or len(typed) > 6:
        form.errors["sheets"] = _("Ghi số tờ bằng chữ số, như 45.")
        return None
    return int(typed)


def _free_key(document: Document) -> str:
    used = {one["key"] for one in document.get("handed_over") or ()}
    return next(key for number in range(1, len(used) + 2) if (key := f"bg{number}") not in used)


def done(document: Document) -> list[Document]:
    """What was handed over, the latest first, with its hour for a page."""
    listed = [{**one, "moment": instant(one["at"])} for one in document.get("handed_over") or ()]
    return sorted(listed, key=lambda one: one["moment"], reverse=True)
