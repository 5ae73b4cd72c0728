"""The question of figures in an address, and back; what the form of the page offers."""

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec.structs import replace

from hiepdong.figures.questions import Question
from hiepdong.forces import queries as forces
from hiepdong.forces.book import Book
from hiepdong.forces.queries import UnitLine
from hiepdong.journal import queries as journal
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import read_day, today

BY = ("offence", "unit", "month", "commune", "nationality", "outcome")
PLACES_FOR_UNITS = 2


def default() -> Question:
    """This year so far."""
    return Question(start=date(today().year, 1, 1), end=today())


def read(asked: QueryDict) -> Question:
    """The question of an address. Raises ValueError for a day or position that is none."""
    usual = default()
    start, end = asked.get("tu", "").strip(), asked.get("den", "").strip()
    return Question(
        start=read_day(start) if start else usual.start, end=read_day(end) if end else usual.end,
        with_=_patterns(asked.getlist("voi"), asked.getlist("hoac")),
        offences=tuple(code for code in asked.getlist("toi") if code),
        lead=asked.get("chutri") or None, found=asked.get("phathien") or None,
        nationality=asked.get("quoctich") or None, asof=position(asked.get("luc", "")),
        by=asked["theo"] if asked.get("theo") in BY else None,  # type: ignore[arg-type]
        communes="today" if asked.get("xa") == "nay" else "then",
    )  # fmt: skip


def _patterns(units: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Each unit with what stands beside it as the other possibility."""
    both = ("|".join(filter(None, pair)) for pair in zip_longest(units, others, fillvalue=""))
    return tuple(pattern for pattern in both if pattern)


def position(typed: str) -> int | None:
    """A position in the journal as officers type it: its number, or the day at whose end the figures are to stand.

    Raises ValueError for what is neither, or lies beyond the end.
    """
    text = typed.strip().replace(".", "") if "/" not in typed else typed.strip()
    if not text:
        return None
    if text.isdecimal() and len(text) < 16:
        if int(text) > journal.head().seq:
            raise ValueError(_("Nhật ký mới đến mục %(seq)s.") % {"seq": journal.head().seq})
        return int(text)
    return journal.at_end_of(read_day(text))


def address(question: Question, **more: str) -> str:
    """The question as an address, so that every link keeps all of it."""
    start, end = question.period
    plain: list[tuple[str, Any]] = [
        ("tu", start.isoformat()), ("den", end.isoformat()), *(("voi", pattern) for pattern in question.with_),
        *(("toi", code) for code in question.offences), ("chutri", question.lead), ("phathien", question.found),
        ("quoctich", question.nationality), ("theo", question.by), ("luc", question.asof),
        ("xa", "nay" if question.communes == "today" else None), *more.items(),
    ]  # fmt: skip
    return urlencode([(name, value) for name, value in plain if value is not None])


def rows_for_units(question: Question) -> list[dict[str, str]]:
    """The pairs of fields of the form: a unit, and the other possibility beside it."""
    patterns = [*question.with_, *[""] * PLACES_FOR_UNITS][: max(PLACES_FOR_UNITS, len(question.with_))]
    return [{"unit": unit, "other": other} for unit, _bar, other in (pattern.partition("|") for pattern in patterns)]


def choices(question: Question) -> dict[str, Any]:
    """What the selects offer: units there are, those that ended, each that had others below it with them too."""
    above = parents(forces.book())
    return {
        "units": [one for line in forces.units() for one in _choices(line, above)],
        "ended": [one for line in forces.ended_units() for one in _choices(line, above)],
        "offences": sorted(codes.offences, key=lambda row: row.vi), "by": BY,
        "units_asked": rows_for_units(question),
    }  # fmt: skip


def _choices(line: UnitLine, above: set[str]) -> list[dict[str, str]]:
    found = [{"value": line.code, "label": line.name}]
    if line.code in above:
        found.append({"value": f"{line.code}/**", "label": _("%(unit)s và dưới") % {"unit": line.name}})
    return found


def parents(book: Book) -> set[str]:
    """Units that ever had others below them."""
    return {span.parent for spans in book.units.values() for span in spans if span.parent}


def presets(question: Question) -> list[dict[str, Any]]:
    """Periods that are asked for again and again; `sample`: what the article asks, for a node with the sample."""
    year, now = today().year, today()
    quarter = date(year, now.month - (now.month - 1) % 3, 1)
    usual = (
        (_("Năm nay"), date(year, 1, 1), now), (_("Quý này"), quarter, now),
        (_("Năm trước"), date(year - 1, 1, 1), date(year - 1, 12, 31)),
        (_("Năm năm trước"), date(year - 5, 1, 1), date(year - 1, 12, 31)),
    )  # fmt: skip
    told = (
        (_("Như bài báo, 2019–2023"), date(2019, 1, 1), date(2023, 12, 31), ("ca-caoloc", "bp-langson/**")),
        (_("Ba Sơn, 2023"), date(2023, 1, 1), date(2023, 12, 31), ("bp-bason", "ca-caolau|ca-xuatle")),
    )
    spans = [*((*one, question.with_, False) for one in usual), *((*one, True) for one in told)]
    return [_preset(question, label, (start, end), with_, sample=sample) for label, start, end, with_, sample in spans]


def _preset(
    question: Question, label: str, days: tuple[date, date], with_: tuple[str, ...], *, sample: bool
) -> dict[str, Any]:
    asked = replace(question, start=days[0], end=days[1], with_=with_)
    return {"label": label, "query": address(asked), "here": asked == question, "sample": sample}
