"""Reports and requests in words and boxes: gradings, caveats, urgency, deadlines, how things stand."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hiepdong.desk.times import language
from hiepdong.information import wording
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of, now

register = template.Library()


@register.simple_tag
def urgent(code: str | None, *, quiet: bool = False) -> SafeString:
    """The urgency boxed in red as on paper, from KHẨN up; nothing for what is routine. `quiet`: it is over."""
    row = codes.urgency.get(code or "")
    if row is None or not row.printed:
        return SafeString("")
    return format_html('<span class="mark{}">{}</span>', "" if quiet else " urgent", row.printed)


@register.simple_tag
def caveats(listed: Iterable[str] | None) -> SafeString:
    """Caveats boxed, for wherever a report is shown; each says itself in full when pointed at."""
    boxes = ((codes.caveats.word(code, language()), wording.caveat(code, language())) for code in listed or ())
    return format_html_join(" ", '<abbr class="mark caveat" title="{}">{}</abbr>', boxes)


@register.simple_tag
def caveats_of(found: dict[str, tuple[str, ...]], record: str | None) -> SafeString:
    """The caveats of a record among those looked up for a page."""
    return caveats(found.get(record or ""))


@register.filter
def caveat_word(code: str) -> str:
    """A caveat in full words."""
    return wording.first_capital(codes.caveats.word(code, language()))


@register.filter
def grade_words(grade: str) -> str:
    """A grade in words; the letters are printed after them, in second place."""
    return wording.first_capital(wording.grade_words(grade, language()))


@register.filter
def standing_words(of: Any) -> str:
    """How a report stands, in words; `of` has supports and contradicts."""
    return wording.standing(of.supports, of.contradicts)


@register.filter
def time_left(due: datetime) -> str:
    """How long until it is due, or for how long it is overdue."""
    return wording.left(due, now())


@register.simple_tag
def overdue_for(due: datetime) -> str:
    """For how long it is overdue, without the word that says so."""
    return wording.span((now() - due).total_seconds())


@register.simple_tag(takes_context=True)
def asks(context: dict[str, Any], asker: str, unit: str, sent: datetime) -> str:
    """What the asker does by asking: a superior demands, an equal asks."""
    if wording.is_superior(context["units"].book, asker, unit, sent):
        return _("yêu cầu ta xác minh")
    return _("đề nghị ta xác minh")


@register.simple_tag
def share(part: int, whole: int) -> str:
    """A share in per cent, as the language writes decimals."""
    said = f"{100 * part / whole:.1f}%"
    return said.replace(".", ",") if language() == "vi" else said


@register.filter
def took(seconds: float | None) -> str:
    """How long something took."""
    return "–" if seconds is None else wording.span(seconds)


@register.filter
def basis_words(basis: dict[str, Any]) -> str:
    """The paper or call on which a record rests."""
    return wording.basis(basis)


@register.filter
def state_word(state: str) -> str:
    """How a request stands with a unit."""
    return str(wording.STATES[state])


@register.filter
def passing_word(state: str) -> str:
    """How an ask to pass a report on stands."""
    return str(wording.PASSING[state])


@register.filter
def kind_word(kind: str) -> str:
    """What a record is, by a word."""
    return str(wording.KINDS.get(kind, ""))


@register.simple_tag
def list_place(line: Any) -> str:
    """The place of a report in a list: village, else marker, then commune."""
    marker = _("mốc %(number)s") % {"number": line.marker} if line.marker else ""
    on = day_of(line.seen)
    commune = communes.commune(line.commune, on) if line.commune else None
    return ", ".join(part for part in (line.village or marker, commune.inline if commune else "") if part)
