"""Legal clocks in words and as a track."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiepdong.desk import times
from hiepdong.vocabulary.clock import HANOI
from hiepdong.vocabulary.code_rows import Code

register = template.Library()


@register.filter
def percent(part: float) -> str:
    """A part of a track, as SVG has it."""
    return f"{part:.2f}%"


@register.filter
def in_words(rule: Code) -> str:
    """What a clock asks for, in the language of the page."""
    return rule.word(times.language())


@register.filter
def clock_end(at: datetime) -> str:
    """When a clock ends: 11:40 15/12; what ends with a day at its 24:00."""
    local = at.astimezone(HANOI)
    if (local.hour, local.minute) == (0, 0):
        return _("24:00 %(day)s") % {"day": f"{local - timedelta(days=1):%d/%m}"}
    return f"{local:%H:%M %d/%m}"


@register.filter
def of_persons(keys: tuple[str, ...], people: Any = None) -> SafeString:
    """Whose clock it is: by name where the page has the persons, else how many. A line ends between names only."""
    names = {person["key"]: person.get("name") for person in people or ()}
    said = [names[key] for key in keys if names.get(key)]
    if len(said) < len(keys):
        said = [ngettext("%(count)02d người", "%(count)02d người", len(keys)) % {"count": len(keys)}]
    return format_html_join(", ", '<span class="whole">{}</span>', ((name,) for name in said))
