"""Handover sheets in words."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from hiepdong.operations import shift_wording
from hiepdong.operations.shift_reading import Open

register = template.Library()


@register.simple_tag
def shift_title(start: datetime, end: datetime) -> str:
    """A sheet by its hours, as it begins a line."""
    return _("Ca trực %(hours)s") % {"hours": shift_wording.hours(start, end)}


@register.filter
def shift_section(section: str) -> str:
    """A section of a sheet by its word."""
    return str(shift_wording.SECTIONS[section])


@register.filter
def shift_state(state: str) -> str:
    """How a sheet stands, in words."""
    return str(shift_wording.STATES[state])


@register.filter
def shift_about(line: Open) -> str:
    """What is told of a line besides its record."""
    return shift_wording.about(line)
