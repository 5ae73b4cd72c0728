"""How counts differ, in words."""

from django import template

from hiepdong.desk.templatetags.desk import number
from hiepdong.figures.wording import WHY

register = template.Library()
MINUS = "−"


@register.filter
def signed(value: int) -> str:
    """By how much a figure moved: +3, −1; nothing for what did not move."""
    return "0" if not value else f"{'+' if value > 0 else MINUS}{number(abs(value))}"


@register.filter
def why_words(why: tuple[str, ...]) -> str:
    """Why something is counted otherwise, in words."""
    return ", ".join(str(WHY[one]) for one in why)
