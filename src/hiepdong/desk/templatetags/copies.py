"""The copy of a record that another unit will see, in words: what stays in it and what is left out."""

from datetime import timedelta
from typing import Any

from django import template
from django.utils.translation import gettext as _

from hiepdong.desk import words
from hiepdong.terrain import communes
from hiepdong.vocabulary.clock import today

register = template.Library()


@register.filter
def left_out_of(without: list[str], part: str) -> str:
    """What of the entries of a part (`subjects`) is left out of a copy, in words; empty when nothing is."""
    if part in without:
        return ""
    inside = [path for path in without if path.startswith(f"{part}.")]
    return words.paths(inside) if inside else ""


@register.filter
def person_facts(person: dict[str, Any]) -> str:
    """What a copy says of a person besides the name: years, papers, names he goes by, home."""
    papers = [paper.get("number") or paper.get("kind") for paper in person.get("documents") or ()]
    facts = (
        person.get("birth"),
        person.get("nationality"),
        *papers,
        *(person.get("aliases") or ()),
        person.get("home"),
    )
    return ", ".join(str(fact) for fact in facts if fact)


@register.filter
def kind_word(kind: str) -> str:
    """A kind of record that standing releases know."""
    return _("vụ việc") if kind == "case" else _("tin")


@register.filter
def commune_ever(code: str) -> str:
    """A commune by its name of today, else by the one it bore last."""
    days = (today(), communes.REFORM - timedelta(days=1))
    found = next((one for day in days if (one := communes.commune(code, day))), None)
    return found.inline if found else code
