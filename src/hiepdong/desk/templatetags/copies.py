"""The copy of a record that another unit will see, in words: what stays in it and what is left out."""

from typing import Any

from django import template

from hiepdong.desk import words

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
