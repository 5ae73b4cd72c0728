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


@register.simple_tag
def counted_words(numbers: tuple[int, ...], words: tuple[str, ...]) -> str:
    """Numbers with what they count: 12 lần, 48 lượt."""
    return ", ".join(f"{number(one)} {word}" for one, word in zip(numbers, words, strict=True))


@register.simple_tag
def moved_words(numbers: tuple[int, ...]) -> str:
    """By how much each of several numbers moved."""
    return ", ".join(signed(one) for one in numbers) if any(numbers) else "0"
