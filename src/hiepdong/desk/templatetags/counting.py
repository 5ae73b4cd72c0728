"""Figures in words: what moved against the year before, and the sentences of the report."""

from datetime import date
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.desk.templatetags.desk import number
from hiepdong.desk.times import language
from hiepdong.figures import activity_opening as opening
from hiepdong.figures import activity_pages, asking
from hiepdong.figures.activities import KindFigure
from hiepdong.figures.activity_pages import Chapter
from hiepdong.figures.categories import CategoryAnswer
from hiepdong.figures.exchanged import Exchanged
from hiepdong.figures.pages import Line
from hiepdong.figures.questions import Question
from hiepdong.information import activity_wording as wording
from hiepdong.papers import coordinating, numbers_vi
from hiepdong.papers.activity_sentences import of_answer as activity_sentences_of
from hiepdong.papers.report import Period
from hiepdong.records.sight import Viewer

register = template.Library()
BREAK = format_html('<td class="{}"></td>', "break")
NONE, NOT_COUNTED = (format_html('<span class="nil">{}</span>', mark) for mark in ("0", "–"))


class Way(Struct, frozen=True):
    """Where a number opens, or closes once it is open."""

    address: str
    open: bool


@register.simple_tag(takes_context=True)
def opens(context: dict[str, Any], question: Question, key: str) -> Way:
    """The way into a group of the page, or into one of its other numbers (their keys begin with a point)."""
    asked: QueryDict = context["asked"]
    name = "mo" if key.startswith(".") or not question.by else "khoa"
    if asked.get(name) == key:
        return Way(f"?{asking.address(question)}", open=True)
    return Way(f"?{asking.address(question, **{name: key})}#mo", open=False)


@register.simple_tag(takes_context=True)
def page_of_opened(context: dict[str, Any], number: int) -> str:
    """Where another page of the opened number is."""
    asked: QueryDict = context["asked"].copy()
    asked["trang"] = str(number)
    return f"?{asked.urlencode()}#mo"


@register.simple_tag(name="opening")
def opening_number(way: Way, value: int) -> SafeString:
    """A number that opens; zero is no link."""
    if not value:
        return NONE
    return format_html(
        '<a class="opens above" href="{}" aria-expanded="{}">{}</a>',
        *(way.address, "true" if way.open else "false", number(value)),
    )


@register.simple_tag(takes_context=True)
def number_cells(
    context: dict[str, Any], line: Line, one: CategoryAnswer, column: str, of: Question | None = None
) -> SafeString:
    """Cases and persons of a category in one span (`of`: named beside them on a phone); both open the same events."""
    question: Question = context["question"]
    way = Way(f"?{asking.address(question, mo=one.category.key, **({'cot': column} if column else {}))}#mo", open=False)
    if line.opened == column:
        way = Way(f"?{asking.address(question)}", open=True)
    counts, head = one.category.cases, f"{span(of)}:" if of else ""
    return format_html(
        '{}<td class="num{}{}" data-unit="{}" data-word="{}">{}</td>'
        '<td class="num" data-unit="{}" data-word="{}">{}</td>',
        *(BREAK if of else "", " first" if of else "", "" if counts else " none"),
        *(_("vụ"), head, opening_number(way, one.answer.cases) if counts else NOT_COUNTED),
        *(_("người") if of else "", "" if counts else head, opening_number(way, one.answer.subjects)),
    )


EXCHANGES = {
    "report": lazy("Tin"), "case": lazy("Vụ việc"), "request": lazy("Đề nghị xác minh"),
    "answer": lazy("Trả lời xác minh"), "verified": lazy("Đề nghị đã xác minh xong"),
}  # fmt: skip


@register.simple_tag
def exchange_word(what: str) -> str:
    """What was exchanged at the desk."""
    return str(EXCHANGES[what])


@register.simple_tag
def chapter_word(chapter: Chapter) -> str:
    """A chapter of the report by its number and name; what was done with the Chinese side stands apart."""
    if not chapter.key:
        return _("Hoạt động khác")
    said = f"{chapter.key}. {wording.CHAPTERS.get(chapter.key, '')}"
    return _("%(chapter)s: với phía Trung Quốc, tính riêng") % {"chapter": said} if chapter.abroad else said


@register.simple_tag(takes_context=True)
def joint_cells(
    context: dict[str, Any], line: activity_pages.Line, figure: KindFigure | None, of: Question | None = None
) -> SafeString:
    """Times, attendances and items of a kind in one span, each with its word; all open the same activities."""
    way = opens(context, context["question"], f"{opening.BEFORE if of else ''}{line.kind}")
    cells = []
    for name in ("times", "attendances", "items"):
        value = getattr(figure, name) if figure else 0
        word = wording.counted_word(line.kind, name, value, language())
        number_of = opening_number(way, value) if word else NOT_COUNTED
        head = f"{span(of)}:" if of and name == "times" else ""
        cells.append(_joint_cell(number_of, word, head, quiet=not value and name != "times", of=of))
    return format_html("{}{}", BREAK if of else "", format_html_join("", "{}", ((cell,) for cell in cells)))


def _joint_cell(value: SafeString, word: str, head: str, *, quiet: bool, of: Question | None) -> SafeString:
    """A number; of the period itself its word stands in a cell of its own, which a phone leaves to the number."""
    kind = f"num{' none' if quiet else ''}{' first' if head else ''}"
    cell = format_html('<td class="{}" data-unit="{}" data-word="{}">{}</td>', kind, word, head, value)
    return cell if of else format_html('{}<td class="second word">{}</td>', cell, word if not quiet else "")


@register.simple_tag(takes_context=True)
def exchange_cells(context: dict[str, Any], line: Exchanged | None, of: Question | None = None) -> SafeString:
    """What was given and received in one span; each number opens its own records."""
    cells = []
    for way, word in (("given", _("gửi")), ("received", _("nhận"))):
        key = f"{opening.BEFORE if of else ''}.{line.what if line else ''}/{way}"
        value = opening_number(opens(context, context["question"], key), getattr(line, way) if line else 0)
        cells.append((f"{span(of)}: {word}" if of and way == "given" else word, value))
    joined = format_html_join("", '<td class="num" data-word="{}">{}</td>', cells)
    return format_html("{}{}", BREAK if of else "", joined)


@register.simple_tag
def unit_options(choices: dict[str, Any], chosen: str | None, *, single: bool = False) -> SafeString:
    """The units of a select, those that ended apart; `single`: without "and below". What else was asked stays in it."""
    groups = [[one for one in choices[name] if not (single and "/" in one["value"])] for name in ("units", "ended")]
    known = {one["value"] for group in groups for one in group}
    lost = [{"value": chosen, "label": chosen}] if chosen and chosen not in known else []
    standing, ended = (_options(group, chosen) for group in ([*lost, *groups[0]], groups[1]))
    return format_html(
        '<option value="">{}</option>{}<optgroup label="{}">{}</optgroup>',
        *(_("tất cả"), standing, _("Đã kết thúc"), ended),
    )


def _options(group: list[dict[str, str]], chosen: str | None) -> SafeString:
    return format_html_join(
        "", '<option value="{}"{}>{}</option>',
        ((one["value"], " selected" if one["value"] == chosen else "", one["label"]) for one in group),
    )  # fmt: skip


@register.simple_tag
def asked_now(question: Question) -> str:
    """The same question as of now."""
    return asking.address(replace(question, asof=None))


@register.filter
def span(question: Question) -> str:
    """How the days of a question are headed: the year, or its days."""
    return _days(*question.period)


@register.filter
def days(of: Period) -> str:
    """How a period is headed: its day, the year, or its days."""
    return f"{of.start:%d/%m/%Y}" if of.start == of.end else _days(of.start, of.end)


def _days(start: date, end: date) -> str:
    if (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31)):
        return str(start.year)
    if start.year == end.year:
        return f"{start:%d/%m}–{end:%d/%m/%Y}"
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        return f"{start.year}–{end.year}"
    return f"{start:%d/%m/%Y}–{end:%d/%m/%Y}"


@register.simple_tag
def moved(now: CategoryAnswer, before: CategoryAnswer) -> str:
    """How a category moved against the year before: "tăng 02 vụ, 07 đối tượng (53,8%)"; percent from a base of ten."""
    pairs = [(now.answer.subjects, before.answer.subjects, _persons(now))]
    if now.category.cases:
        pairs.insert(0, (now.answer.cases, before.answer.cases, "vụ" if _is_vietnamese() else "cases"))
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    said = [_change(*pair) for pair in changed]
    if len(changed) == 2 and (changed[0][0] > changed[0][1]) == (changed[1][0] > changed[1][1]):
        return f"{said[0]}, {said[1].split(' ', 1)[1]}"
    return "; ".join(said) if said else _("không đổi")


def _persons(one: CategoryAnswer) -> str:
    """The word of the unit for its persons; it is Vietnamese, so English says "persons"."""
    return one.category.persons if _is_vietnamese() else "persons"


def _is_vietnamese() -> bool:
    return not (get_language() or "vi").startswith("en")


def _change(now: int, before: int, word: str) -> str:
    if _is_vietnamese():
        return numbers_vi.change(now, before, word, padded=True)
    moved_by = abs(now - before)
    share = f" ({moved_by / before:.1%})" if before >= numbers_vi.PERCENT_BASE else ""
    one = word.removesuffix("s") if moved_by == 1 else word
    return f"{'up' if now > before else 'down'} {moved_by:,} {one}{share}"


@register.simple_tag(takes_context=True)
def figure_sentence(context: dict[str, Any], question: Question, lines: list[Line]) -> SafeString:
    """The figures as the report of the viewer's unit says them, its counts in bold; Vietnamese on every page."""
    viewer: Viewer = context["viewer"]
    pieces = coordinating.sentence(viewer, question, [line.now for line in lines])
    return format_html_join("", "{}", ((format_html("<b>{}</b>", one) if bold else one,) for one, bold in pieces))


@register.simple_tag(takes_context=True)
def activity_sentences(context: dict[str, Any]) -> list[str]:
    """The figures of the page as the chapters of the viewer's report say them; Vietnamese on every page."""
    now, span, before = (context[name] for name in ("answer", "span", "before"))
    return activity_sentences_of(context["viewer"], context["question"], now, span, before)
