"""Fields in which a code is found by part of a word; where no script runs they are plain lists (`desk/combo.js`)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from hiepdong.desk.templatetags.fields import choose
from hiepdong.terrain import coordinates

register = template.Library()
Options = Iterable[Sequence[str]]


@register.inclusion_tag("desk/seek.html")
def seek(name: str, label: str, chosen: str = "", options: Options = (), **about: Any) -> dict[str, Any]:
    """A field for one code. An option is code and word, what stands at its end (an article of the law, a district), and
    by what else it is found.

    `about` as for `choose`; `filled` says why the machine filled it in.
    """
    return choose(name, label, chosen, (), **about) | {"options": list(map(_fourfold, options))}


@register.inclusion_tag("desk/seek_list.html")
def seek_list(name: str, label: str, chosen: Sequence[str] = (), options: Options = (), **about: Any) -> dict[str, Any]:
    """A field for several codes in their order; without scripts as many lists as are chosen and `spare` more.

    `names` and `row`: the lists of a row that is sent in columns, one code in each, in the last all others.
    """
    known = list(map(_fourfold, options))
    names = about.get("names") or [name] * (len(chosen) + int(about.get("spare", 2)))
    held = [about["row"].get(each[2:], "") for each in names] if "row" in about else [*chosen, *[""] * len(names)]
    lists = [(each, held[at], _with_many(known, held[at])) for at, each in enumerate(names)]
    return choose(name, label, "", (), **about) | {"lists": lists}


@register.simple_tag
def seek_words() -> str:
    """What the fields say, for their script: how many were found, that nothing was, the keys, how to take one away."""
    found, none = _("{n} kết quả trong {all}"), _("Không có trong danh mục: {text}")
    return "|".join((found, none, _("chọn"), _("lấy"), _("Bỏ {word}")))


@register.filter
def chainage(metres: int | None) -> str:
    """Metres along the line: `Km 31+200`."""
    return coordinates.chainage_words(metres)


def _fourfold(option: Sequence[str]) -> tuple[str, str, str, str]:
    code, word, *more = option
    end, also = [*more, "", ""][:2]
    return code, word, end, also


def _with_many(known: list[tuple[str, str, str, str]], codes: str) -> list[tuple[str, str, str, str]]:
    """The options, and one more where a list has to hold several codes at once."""
    words = {code: word for code, word, *_more in known}
    if " " not in codes:
        return known
    return [*known, (codes, "; ".join(words.get(code, code) for code in codes.split()), "", "")]
