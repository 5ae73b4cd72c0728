"""Words, times and units as pages show them. They ask nothing of the database but the book of units, once."""

import re
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from hiepdong.cases import reading, wording
from hiepdong.desk import times, words
from hiepdong.desk.times import language
from hiepdong.figures.questions import Question
from hiepdong.information import activity_wording as activities
from hiepdong.information import wording as information
from hiepdong.papers import numbers_vi
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import date_text, today
from hiepdong.vocabulary.fold import words as words_of

register = template.Library()
SHORTENED = ("Đồn Biên phòng ", "Công an ", "Ban Chỉ huy quân sự ", "Ban CHQS ", "Bộ Chỉ huy quân sự ")


@register.simple_tag
def asset(name: str) -> str:
    """The address of a static file, with the digest of its content, so that a browser may keep it."""
    return f"{settings.STATIC_URL}{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    path = Path(settings.STATICFILES_DIRS[0]) / name
    return sha256(path.read_bytes()).hexdigest()[:10] if path.exists() else "0"


@register.simple_tag(takes_context=True)
def unit(context: dict[str, Any], code: str | None, *, short: bool = False) -> SafeString:
    """A unit: the letters of its force (filled: ours, outlined: theirs) and its name."""
    if not code:
        return format_html("{}", "–")
    names, ours = context["units"], context["viewer"].unit == code
    name = shortened(names[code]) if short else names[code]
    return format_html('<span class="{}">{}</span> {}', "tag ours" if ours else "tag", names.tag(code), name)


@register.simple_tag(takes_context=True)
def unit_name(context: dict[str, Any], code: str | None) -> str:
    """A unit's name."""
    return context["units"][code] if code else ""


def shortened(name: str) -> str:
    """A unit's name in a list, where its tag stands before it."""
    for start in SHORTENED:
        if name.startswith(start):
            return name.removeprefix(start).replace("Cửa khẩu quốc tế", "CKQT").replace("Cửa khẩu", "CK")
    return name


@register.simple_tag(takes_context=True)
def story(context: dict[str, Any], line: Any, kind: str) -> str:
    """A line of the history of a record of that kind, in words."""
    return words.of_line(line, context["units"], kind)


@register.simple_tag(takes_context=True)
def news(context: dict[str, Any], line: Any) -> str:
    """What another unit did, in words."""
    book, unit = context["units"].book, context["viewer"].unit
    return words.of_news(line, context["units"], from_above=information.is_superior(book, line.unit, unit, line.at))


@register.simple_tag(takes_context=True)
def waiting(context: dict[str, Any], line: Any) -> str:
    """What waits, in words."""
    return words.of_waiting(f"{line.what}.{line.kind}", line.what, line.units, context["units"])


@register.filter
def offence(code: str) -> str:
    """An offence by its word."""
    return codes.offences.word(code, language())


@register.filter
def article(code: str) -> str:
    """The article of law of an offence, as officers say it."""
    row = codes.offences.get(code)
    return row.legal if row else ""


@register.filter
def word(code: str, listed: str) -> str:
    """A code of a list by its word."""
    found = codes.LISTS[listed]
    return found.word(code, language()) if isinstance(found, codes.CodeList) and code else ""


@register.filter
def commune(code: str, happened: date | datetime | None = None) -> str:
    """A commune by its name on the day."""
    day = happened.date() if isinstance(happened, datetime) else happened or today()
    found = communes.commune(code, day) if code else None
    return found.inline if found else code or ""


@register.filter
def place(where: dict[str, Any], happened: datetime) -> str:
    """A place in the order of the field: marker, village, commune."""
    marker = _("mốc %(number)s") % {"number": where["marker"]} if where.get("marker") else ""
    return ", ".join(
        part for part in (marker, where.get("village"), commune(where.get("commune", ""), happened)) if part
    )


@register.simple_tag
def kind_of_activity(kind: str) -> str:
    """A kind of joint activity, as it begins a line."""
    return information.first_capital(codes.activities.word(kind, language()))


@register.simple_tag
def amounts_of(one: Any) -> str:
    """How often, with how many, with what: of a document of an activity, or of its line."""
    known = one if isinstance(one, dict) else msgspec.structs.asdict(one)
    counts = (known.get("times"), known.get("attendances"), known.get("items"))
    return activities.amounts(known["kind"], counts, language())


@register.filter
def country(code: str) -> str:
    """A nationality by the name of its country."""
    return str(wording.COUNTRIES.get(code, code))


@register.filter
def paper_word(kind: str) -> str:
    """A kind of identity document."""
    return str(wording.PAPERS.get(kind, kind))


@register.simple_tag(takes_context=True)
def officer_name(context: dict[str, Any], login: str) -> str:
    """An officer by rank and name, as far as this node knows him."""
    services = context["units"].book.services.get(login)
    return f"{services[0].rank or ''} {services[0].name}".strip() if services else login


@register.simple_tag(takes_context=True)
def cover(context: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """A copy of the record at hand with the names covered that this officer is not to read, whoever gets the copy."""
    shown = msgspec.structs.replace(context["ours"], document=document)
    return reading.covered(context["viewer"], shown)


@register.filter
def status_or_role(code: str) -> str:
    """The procedural status of a subject, or the role of another person in a case."""
    listed = codes.statuses if code in codes.statuses else codes.other_roles
    return listed.word(code, language())


@register.filter
def marking(code: str | None) -> str:
    """A marking as it is printed on paper."""
    row = codes.markings.get(code or "internal")
    return row.printed if row else ""


@register.filter
def act_word(tag: str) -> str:
    """An act by its name."""
    return words.act(tag)


@register.filter
def part_word(name: str) -> str:
    """A part that may be left out of a copy, in words."""
    return str(words.PARTS.get(name, name))


@register.filter
def path_word(path: str) -> str:
    """A path that may be left out of a copy, in words."""
    return words.path(path)


@register.filter
def withheld(paths: list[str]) -> str:
    """What was left out of a copy, in words."""
    return words.paths(paths)


@register.filter
def first_withheld(mask: tuple[str, ...]) -> str:
    """The weightiest part that was left out of a copy, for a list."""
    return words.first_path(mask)


@register.filter
def number(value: int) -> str:
    """A whole number as the language writes it: 1.080 or 1,080."""
    return numbers_vi.number(value) if language() == "vi" else f"{value:,}"


@register.filter
def quantity(value: str | None) -> str:
    """A decimal as the language writes it."""
    if not value:
        return ""
    return value.replace(".", ",") if language() == "vi" else value


BY = {
    "offence": lazy("tội danh, hành vi"), "unit": lazy("đơn vị chủ trì"), "month": lazy("tháng"),
    "commune": lazy("xã"), "nationality": lazy("quốc tịch"), "outcome": lazy("kết quả xử lý"),
}  # fmt: skip


@register.filter
def by_word(by: str) -> str:
    """What figures are grouped by."""
    return str(BY[by])


@register.simple_tag(takes_context=True)
def group_word(context: dict[str, Any], key: str, question: Question) -> str:
    """The key of a group of figures in words."""
    if question.by == "month":
        return f"{key[5:]}/{key[:4]}"
    if question.by == "commune":
        days = (today(),) if question.communes == "today" else (question.start, question.end)
        return next((name for on in days if (name := commune(key, on)) != key), key)
    if question.by == "unit":
        return str(context["units"][key])
    return offence(key) if question.by == "offence" else word(key, "outcomes") if question.by == "outcome" else key


@register.filter
def pattern(text: str, names: dict[str, str]) -> str:
    """A pattern of units in words: one, one with those below it, either of several."""
    parts = [part.strip() for part in text.split("|")]
    below = _("%(unit)s và dưới")
    said = [below % {"unit": names[part[:-3]]} if part.endswith("/**") else names[part] for part in parts]
    return _(" hoặc ").join(said)


HOW = {
    "merged": lazy("sáp nhập"), "renamed": lazy("đổi tên"), "dissolved": lazy("giải thể"), "split": lazy("chia tách"),
}  # fmt: skip


@register.filter
def how_word(how: str) -> str:
    """How a unit ended."""
    return str(HOW.get(how, how))


@register.filter
def km(metres: int) -> str:
    """Metres of chainage as kilometres to a tenth."""
    text = f"{metres / 1000:.1f}"
    return text.replace(".", ",") if language() == "vi" else text


@register.filter
def plain(value: float) -> str:
    """A number as SVG wants it, in every language."""
    return str(value)


SAID = (times.clock, times.day, date_text, times.moment, times.spelled, times.weekday)
for said in (*SAID, times.parsed, times.parsed_day):
    register.filter(said.__name__, said)


@register.filter
def lon_lat(point: list[int] | tuple[int, int]) -> str:
    """A point in degrees, latitude first as officers read it: 21,90000 B, 106,99000 Đ."""
    north, east = f"{point[1] / 1e6:.5f}", f"{point[0] / 1e6:.5f}"
    return f"{north.replace('.', ',')} B, {east.replace('.', ',')} Đ" if language() == "vi" else f"{north} N, {east} E"


@register.filter
def camera_time(taken: str) -> str:
    """When a photo says it was taken, by the camera's own clock: 02/11/2023 05:00; a foreign offset is told."""
    at = datetime.fromisoformat(taken)
    return f"{at:%d/%m/%Y %H:%M}" + (f" (UTC{at:%z})" if at.tzinfo and f"{at:%z}" != "+0700" else "")


@register.filter
def highlighted(text: str, looked_for: str) -> SafeString:
    """A text with the words marked that were looked for, tone marks or not."""
    wanted = set(words_of(looked_for))
    pieces = ((piece, bool(wanted & set(words_of(piece)))) for piece in re.split(r"(\w+)", text))
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", one) if hit else one,) for one, hit in pieces))
