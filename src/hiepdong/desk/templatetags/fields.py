"""Fields of forms: label above, error between label and field, help below, each bound to its field for who listens."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.inclusion_tag("desk/field.html")
def field(name: str, label: str, value: str = "", **about: Any) -> dict[str, Any]:
    """A field to type in. `about`: id, error, help, hint, width, long, mode, most, required, first, rows, list."""
    return {"name": name, "label": label, "value": value or "", **_bound(name, about)}


@register.inclusion_tag("desk/choose.html")
def choose(
    name: str, label: str, chosen: str = "", options: Iterable[tuple[str, str]] = (), **about: Any
) -> dict[str, Any]:
    """A field to choose in; the empty choice comes first unless `required` or `empty` says what it is."""
    return {"name": name, "label": label, "chosen": chosen or "", "options": options, **_bound(name, about)}


@register.simple_tag
def swapped(part: str, word: str) -> SafeString:
    """A word of a label that changes by itself when something else is chosen, without touching the field."""
    return format_html('<span id="{}">{}</span>', part, word)


def _bound(name: str, about: dict[str, Any]) -> dict[str, Any]:
    """The field's id, and the ids of what describes it."""
    of = about.get("id") or name
    told = [f"{of}-{part}" for part in ("error", "help") if about.get(part)]
    return {**about, "id": of, "described": " ".join(told)}
