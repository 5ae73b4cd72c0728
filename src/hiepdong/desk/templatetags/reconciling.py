"""Reconciliations in words: how they stand, why counts differ, figures of a group."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hiepdong.cases.queries import CaseLine
from hiepdong.desk.templatetags.desk import number, shortened
from hiepdong.desk.times import moment
from hiepdong.figures.provisional import ProvisionalNumber
from hiepdong.reconciliation.comparing import GroupCompared
from hiepdong.reconciliation.forms import Form
from hiepdong.reconciliation.matter import Matter, Signature
from hiepdong.reconciliation.queries import SinceSigned
from hiepdong.reconciliation.reading import Row, ToAgree, UnitLine
from hiepdong.reconciliation.wording import STATES, WHY
from hiepdong.vocabulary.clock import from_seconds
from hiepdong.vocabulary.provisional import ProvisionalFigure
from hiepdong.vocabulary.reconciliation import GroupFigure

register = template.Library()


@register.filter
def state_word(state: str) -> str:
    """How a reconciliation stands."""
    return str(STATES[state])


@register.filter
def reason_words(why: Iterable[str]) -> str:
    """Why two units count an event otherwise."""
    return ", ".join(str(WHY[one]) for one in why)


@register.filter
def moment_of(seconds: int) -> str:
    """A moment that is kept in seconds."""
    at: datetime = from_seconds(seconds)
    return moment(at)


@register.filter
def beside(row: Row, lines: list[UnitLine]) -> Iterator[tuple[GroupFigure | None, UnitLine]]:
    """The figures of a group with whose they are."""
    return zip(row.figures, lines, strict=True)


@register.simple_tag(takes_context=True)
def unit_short(context: dict[str, Any], code: str) -> str:
    """A unit by the letters of its force and its short name, as plain words."""
    return f"{context['units'].tag(code)} {shortened(context['units'][code])}"


@register.simple_tag
def figure_cells(figure: GroupFigure, whose: str) -> SafeString:
    """Cases and persons as two cells; on a phone the first says whose they are."""
    cases = "–" if figure.cases is None else number(figure.cases)
    return format_html(
        '<td class="num{}" data-word="{}" data-unit="{}">{}</td><td class="num" data-unit="{}">{}</td>',
        *("" if figure.cases is not None else " none", f"{whose}:" if whose else "", _("vụ"), cases),
        *(_("người"), number(figure.subjects)),
    )


@register.simple_tag
def figure_words(figure: GroupFigure) -> str:
    """Cases and persons in words."""
    cases = "" if figure.cases is None else _("%(count)s vụ, ") % {"count": number(figure.cases)}
    return cases + _("%(count)s người") % {"count": number(figure.subjects)}


@register.simple_tag
def signature_of(matter: Matter, unit: str) -> Signature | None:
    """The signature of a unit."""
    return next((one for one in matter.signatures if one.unit == unit), None)


@register.simple_tag
def link_address(pair: tuple[str, str], lines: tuple[CaseLine, ...], ours: str) -> str:
    """Where two records are compared and said to be one event: by who owns one of them. Empty: we own neither."""
    owned = {line.record for line in lines if line.owner == ours}
    mine = next((record for record in pair if record in owned), None)
    if mine is None:
        return ""
    return f"/vu-viec/{mine}/noi?b={pair[1] if mine == pair[0] else pair[0]}"


@register.filter
def all_even(found: list[GroupCompared]) -> bool:
    """Whether nothing keeps the two apart."""
    return bool(found) and not any(one.apart or any(one.rest) for one in found)


@register.filter
def none_changed(found: list[SinceSigned]) -> bool:
    """Whether nothing changed since the moment that was signed."""
    return not any(one.changes for one in found)


@register.simple_tag(takes_context=True)
def agreed_field(context: dict[str, Any], part: str, one: ToAgree, form: Form) -> SafeString:
    """The field for an agreed number of a group."""
    name = f"{part}-{one.place}"
    words = {"cases": _("vụ"), "subjects": _("người")}
    wrong = form.errors.get(name, "")
    error = format_html('<p class="error" id="{}-error">{}</p>', name, wrong) if wrong else ""
    return format_html(
        '{}<input class="in short" id="{}" name="{}" value="{}" inputmode="numeric" maxlength="9" autocomplete="off" '
        'aria-label="{}, {}"{}>',
        *(error, name, name, getattr(one, part), one.row.group.label, words[part]),
        format_html(' aria-invalid="true" aria-describedby="{}-error"', name) if wrong else "",
    )


def _figure(said: ProvisionalFigure) -> GroupFigure:
    return GroupFigure(key=said.key, cases=said.counted_cases, subjects=said.counted_subjects)


@register.simple_tag
def provisional_words(number_of: ProvisionalNumber) -> str:
    """A provisional number in words, with its group and how much of it has come."""
    said = f"{number_of.figure.label}: {figure_words(_figure(number_of.figure))}"
    if not (number_of.cases or number_of.subjects):
        return said
    return _("%(said)s (%(come)s)") % {"said": said, "come": come_words(number_of)}


@register.simple_tag
def come_words(number_of: ProvisionalNumber) -> str:
    """How much of a provisional number has come."""
    come = GroupFigure(key="", cases=None if number_of.figure.counted_cases is None else number_of.cases,
                  subjects=number_of.subjects)  # fmt: skip
    return _("đã về %(come)s") % {"come": figure_words(come)}


@register.simple_tag
def provisional_cells(said: ProvisionalFigure) -> SafeString:
    """A provisional number as two cells."""
    return figure_cells(_figure(said), "")
